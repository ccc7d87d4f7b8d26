// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/PlanFields.h"

#include <fmt/format.h>

namespace strikedesk::plan {
namespace {

constexpr std::array<std::pair<std::string_view, Right>, 2> rightNames {{
    {"put", Right::Put},
    {"call", Right::Call},
}};
constexpr std::array<std::pair<std::string_view, Side>, 2> sideNames {{
    {"buy", Side::Buy},
    {"sell", Side::Sell},
}};

/// A wing's outer leg: by delta, or by listed strikes from the inner one.
struct WingTerms
{
    std::optional<double> delta;
    int width = 1;
};

/// A key that the structure cannot do without.
std::optional<double> requiredDelta(FieldReader& fields, std::string_view key)
{
    return fields.require(key) ? fields.number(key, 0.01, 0.99) : std::nullopt;
}

std::optional<WingTerms> readWing(FieldReader& fields)
{
    const bool hasDelta = fields.has("long_delta");
    const bool hasWidth = fields.has("width_strikes");
    WingTerms wing;
    wing.delta = fields.number("long_delta", 0.01, 0.99);
    keep(wing.width, fields.integer("width_strikes", 1, 100));
    if (hasDelta != hasWidth)
        return wing;
    fields.addFault(fields.line(), "", "missing",
                    hasDelta ? "Give long_delta or width_strikes, not both."
                             : "Give long_delta or width_strikes: how far out the bought leg is.");
    return {};
}

LegTarget legAt(Right right, Side side, std::optional<double> delta, int strikesFromInner = 0)
{
    return {.right = right, .side = side, .delta = delta, .strikesFromInner = strikesFromInner};
}

LegTarget wingLeg(Right right, Side side, const WingTerms& wing)
{
    return legAt(right, side, wing.delta, wing.delta ? 0 : wing.width);
}

std::vector<LegTarget> readSingle(FieldReader& fields)
{
    fields.require("right");
    fields.require("side");
    const auto right = fields.choice("right", rightNames);
    const auto side = fields.choice("side", sideNames);
    const auto delta = requiredDelta(fields, "delta");
    if (!right || !side || !delta)
        return {};
    return {legAt(*right, *side, delta)};
}

/// A credit vertical sells the leg nearer the money, a debit vertical buys it: the deltas say which.
std::vector<LegTarget> readVertical(FieldReader& fields)
{
    fields.require("right");
    const auto right = fields.choice("right", rightNames);
    const auto shortDelta = requiredDelta(fields, "short_delta");
    const auto wing = readWing(fields);
    if (!right || !shortDelta || !wing)
        return {};
    const LegTarget sold = legAt(*right, Side::Sell, shortDelta);
    const LegTarget bought = wingLeg(*right, Side::Buy, *wing);
    if (!wing->delta || *wing->delta < *shortDelta)
        return {sold, bought};
    if (*wing->delta > *shortDelta)
        return {bought, sold};
    fields.addFault(fields.lineOf("long_delta"), "long_delta", "out_of_bounds",
                    "\"long_delta\" should differ from \"short_delta\", or both legs are one contract.");
    return {};
}

std::vector<LegTarget> readStrangle(FieldReader& fields)
{
    fields.require("side");
    const auto side = fields.choice("side", sideNames);
    const auto delta = requiredDelta(fields, "delta");
    if (!side || !delta)
        return {};
    return {legAt(Right::Put, *side, delta), legAt(Right::Call, *side, delta)};
}

LegTarget callOnFirstStrike(Side side)
{
    LegTarget call = legAt(Right::Call, side, std::nullopt);
    call.sharesFirstStrike = true;
    return call;
}

std::vector<LegTarget> readStraddle(FieldReader& fields)
{
    fields.require("side");
    const auto side = fields.choice("side", sideNames);
    if (!side)
        return {};
    return {legAt(Right::Put, *side, 0.5), callOnFirstStrike(*side)};
}

/// Wings that are bought must lie outside what is sold.
bool wingsAreOutside(FieldReader& fields, const WingTerms& wing, double soldDelta)
{
    if (!wing.delta || *wing.delta < soldDelta)
        return true;
    fields.addFault(
        fields.lineOf("long_delta"), "long_delta", "out_of_bounds",
        fmt::format("\"long_delta\" should be below {}: the bought wings lie outside.", soldDelta));
    return false;
}

std::vector<LegTarget> readIronCondor(FieldReader& fields)
{
    const auto sold = requiredDelta(fields, "short_delta");
    const auto wing = readWing(fields);
    if (!sold || !wing || !wingsAreOutside(fields, *wing, *sold))
        return {};
    return {legAt(Right::Put, Side::Sell, sold), wingLeg(Right::Put, Side::Buy, *wing),
            legAt(Right::Call, Side::Sell, sold), wingLeg(Right::Call, Side::Buy, *wing)};
}

std::vector<LegTarget> readIronButterfly(FieldReader& fields)
{
    const auto wing = readWing(fields);
    if (!wing || !wingsAreOutside(fields, *wing, 0.5))
        return {};
    return {legAt(Right::Put, Side::Sell, 0.5), wingLeg(Right::Put, Side::Buy, *wing),
            callOnFirstStrike(Side::Sell), wingLeg(Right::Call, Side::Buy, *wing)};
}

using StructureReader = std::vector<LegTarget> (*)(FieldReader& fields);
constexpr std::array<std::pair<std::string_view, StructureReader>, 6> structureReaders {{
    {"single", readSingle},
    {"vertical", readVertical},
    {"strangle", readStrangle},
    {"straddle", readStraddle},
    {"iron_condor", readIronCondor},
    {"iron_butterfly", readIronButterfly},
}};

void readOneStructure(FieldReader& fields, std::vector<StructureTarget>& structures)
{
    StructureTarget target;
    keep(target.deltaTolerance, fields.number("delta_tolerance", 0.01, 1.0));
    fields.require("structure");
    const auto name = fields.text("structure");
    if (!name) {
        fields.ignoreUnknown(); // Which keys belong here depends on the structure.
        return;
    }
    if (const NamedStructure* const row = findStructure(*name)) {
        target.name = std::string(row->key);
        readPicks(fields, *row, target);
        if (!target.legs.empty())
            structures.push_back(std::move(target));
        return;
    }
    const auto reader = fields.choice("structure", structureReaders);
    if (!reader) {
        fields.ignoreUnknown();
        return;
    }
    target.name = *name;
    target.legs = (*reader)(fields);
    if (!target.legs.empty())
        structures.push_back(std::move(target));
}

} // namespace

std::vector<StructureTarget> readStructures(FieldReader& fields)
{
    std::vector<StructureTarget> structures;
    readOneStructure(fields, structures);
    const YamlNode* const fallbacks = fields.sequence("fallbacks");
    if (!fallbacks)
        return structures;
    for (std::size_t i = 0; i < fallbacks->items.size(); ++i) {
        const YamlNode& node = fallbacks->items[i];
        if (node.kind != YamlNode::Kind::Map) {
            fields.addFault(node.line, "fallbacks", "wrong_type",
                            "Each of \"fallbacks\" should be a map with a \"structure\" of its own.");
            continue;
        }
        FieldReader fallback = fields.childOf(node, fmt::format("fallbacks[{}]", i));
        readOneStructure(fallback, structures);
        fallback.refuseUnknown();
    }
    return structures;
}

} // namespace strikedesk::plan
