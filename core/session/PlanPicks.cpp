// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureBuild.h"
#include "core/session/PlanFields.h"

#include <fmt/format.h>

#include <numeric>

namespace strikedesk::plan {
namespace {

struct PickTerms
{
    PickBy by = PickBy::Delta;
    double least = 0;
    double most = 0;
    std::optional<double> tolerance {}; ///< Absent: `delta_tolerance` of the structure.
};

// Whole numbers are those of strikes. What stands here is what docs/plan.md promises.
constexpr std::array<PickTerms, 9> pickTerms {{
    {PickBy::Delta, 0.01, 0.99, {}},
    {PickBy::Probability, 0.01, 0.99, {}},
    {PickBy::Premium, 0.01, 100'000, 0.5},
    {PickBy::AtTheMoney, -500, 500, 0},
    {PickBy::Percent, -99, 1'000, 0.05},
    {PickBy::ExpectedMove, -10, 10, 0.05},
    {PickBy::Strike, 0.01, 1'000'000, 0},
    {PickBy::WidthStrikes, -500, 500, 0},
    {PickBy::WidthDollars, -100'000, 100'000, 0.25},
}};

constexpr std::array<std::pair<std::string_view, Right>, 2> pickRights {{
    {"put", Right::Put},
    {"call", Right::Call},
}};

bool countsStrikes(PickBy by)
{
    return by == PickBy::AtTheMoney || by == PickBy::WidthStrikes;
}

std::optional<double> readPickValue(FieldReader& fields, const PickTerms& terms)
{
    if (!countsStrikes(terms.by))
        return fields.number(nameOf(terms.by), terms.least, terms.most);
    const auto count = fields.integer(nameOf(terms.by), int(terms.least), int(terms.most));
    return count ? std::optional<double>(*count) : std::nullopt;
}

/// Exactly one of the ways; nothing when the map is at fault.
std::optional<StrikePick> readPick(FieldReader& fields, double tolerance)
{
    std::optional<StrikePick> pick;
    int ways = 0;
    for (const PickTerms& terms : pickTerms) {
        if (!fields.has(nameOf(terms.by)))
            continue;
        ++ways;
        const auto value = readPickValue(fields, terms);
        if (value)
            pick = StrikePick {terms.by, *value, {}, -1, terms.tolerance.value_or(tolerance)};
    }
    const auto right = fields.choice("right", pickRights);
    const bool isWidth = pick && (pick->by == PickBy::WidthStrikes || pick->by == PickBy::WidthDollars);
    std::optional<int> from;
    if (isWidth && fields.require("from"))
        from = fields.integer("from", 1, 4);
    fields.refuseUnknown();
    if (ways != 1) {
        std::string names;
        for (const PickTerms& terms : pickTerms)
            names += fmt::format("{}{}", names.empty() ? "" : ", ", nameOf(terms.by));
        fields.addFault(fields.line(), "", "missing",
                        fmt::format("Say how the strike is found by one of {}; found {}.", names, ways));
        return {};
    }
    if (!pick || (isWidth && !from))
        return {};
    pick->right = right;
    pick->from = from.value_or(0) - 1;
    return pick;
}

/// One pick for each strike of the pattern, in its order.
std::optional<std::vector<StrikePick>> readStrikes(FieldReader& fields, double tolerance)
{
    if (!fields.require("strikes"))
        return {};
    const YamlNode* const nodes = fields.sequence("strikes");
    if (!nodes)
        return {};
    std::vector<StrikePick> picks;
    for (std::size_t place = 0; place < nodes->items.size(); ++place) {
        const YamlNode& node = nodes->items[place];
        if (node.kind != YamlNode::Kind::Map) {
            fields.addFault(node.line, "strikes", "wrong_type",
                            "Each of \"strikes\" should be a map such as {delta: 0.30}.");
            continue;
        }
        FieldReader one = fields.childOf(node, fmt::format("strikes[{}]", place));
        if (const auto pick = readPick(one, tolerance))
            picks.push_back(*pick);
    }
    if (picks.size() != nodes->items.size())
        return {};
    return picks;
}

/// A width that starts at a width, or at no strike, would find nothing on any chain.
bool widthsHaveAStart(FieldReader& fields, const std::vector<StrikePick>& picks)
{
    for (const StrikePick& pick : picks) {
        if (pick.by != PickBy::WidthStrikes && pick.by != PickBy::WidthDollars)
            continue;
        const bool isThere = pick.from < int(picks.size())
            && picks[std::size_t(pick.from)].by != PickBy::WidthStrikes
            && picks[std::size_t(pick.from)].by != PickBy::WidthDollars;
        if (isThere && pick.value != 0)
            continue;
        fields.addFault(fields.lineOf("strikes"), "strikes", "out_of_bounds",
                        "A width is not 0, and \"from\" names a strike that is no width itself.");
        return false;
    }
    return true;
}

/// Plans open one package of options on one expiry.
bool isForPlans(FieldReader& fields, const NamedStructure& row)
{
    const StructurePattern& pattern = patternOf(row);
    const bool isGood
        = pattern.formCount > 0 && pattern.forms[0].expiries == 1 && pattern.forms[0].stockLots() == 0;
    if (!isGood)
        fields.addFault(fields.lineOf("structure"), "structure", "unsupported_structure",
                        fmt::format("A plan opens options of one expiry; a {} ({}) has {}.", row.title,
                                    row.pattern.empty() ? "no pattern" : row.pattern,
                                    pattern.formCount == 0               ? "no legs of its own"
                                        : pattern.forms[0].expiries == 2 ? "two expiries"
                                                                         : "stock"));
    return isGood;
}

int legRatio(const PatternLeg& leg, int lesser, int greater)
{
    switch (leg.count) {
    case PatternLeg::Count::Lesser: return lesser;
    case PatternLeg::Count::Greater: return greater;
    case PatternLeg::Count::Fixed: break;
    }
    return std::abs(leg.ratio);
}

} // namespace

void readPicks(FieldReader& fields, const NamedStructure& row, StructureTarget& target)
{
    if (!isForPlans(fields, row)) {
        fields.ignoreUnknown();
        return;
    }
    auto picks = readStrikes(fields, target.deltaTolerance);
    int lesser = 1;
    int greater = 2;
    const bool hasRatio = patternOf(row).forms[0].hasVariableCounts();
    if (hasRatio) {
        keep(lesser, fields.integer("lesser", 1, 99));
        keep(greater, fields.integer("greater", 2, 100));
    }
    if (!picks || !widthsHaveAStart(fields, *picks))
        return;
    const auto form = formFor(row, picks->size());
    if (!form) {
        fields.addFault(fields.lineOf("strikes"), "strikes", "out_of_bounds", form.error().message);
        return;
    }
    if (hasRatio && (lesser >= greater || std::gcd(lesser, greater) != 1)) {
        fields.addFault(fields.line(), "greater", "out_of_bounds",
                        fmt::format("\"lesser\" and \"greater\" are a ratio in lowest terms, found {} to {}.",
                                    lesser, greater));
        return;
    }
    target.strikes = std::move(*picks);
    for (const PatternLeg& leg : (*form)->used()) {
        LegTarget wanted;
        wanted.right = leg.right;
        wanted.side = leg.ratio > 0 ? Side::Buy : Side::Sell;
        wanted.ratio = legRatio(leg, lesser, greater);
        wanted.strike = leg.strike;
        target.legs.push_back(wanted);
    }
}

} // namespace strikedesk::plan
