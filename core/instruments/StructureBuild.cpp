// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureBuild.h"

#include "core/instruments/StructureRules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace strikedesk {
namespace {

using detail::StrikeFault;

// A bound that no order comes near and no product of counts overflows at.
constexpr std::int64_t packagesMax = 1'000'000'000;
constexpr std::int64_t ratioMax = 1'000;
constexpr std::size_t keyShownMax = 60;

std::string shownKey(std::string_view key)
{
    return key.size() <= keyShownMax ? std::string(key) : std::string(key.substr(0, keyShownMax)) + "…";
}

/// Rows that have a word of `key`, so that a misremembered name finds its own.
std::vector<std::string_view> keysLike(std::string_view key)
{
    constexpr std::size_t toldMax = 6;
    std::vector<std::string_view> like;
    for (const NamedStructure& row : namedStructures()) {
        for (std::size_t begin = 0; begin < key.size() && like.size() < toldMax;) {
            const std::size_t end = std::min(key.find_first_of("_ -", begin), key.size());
            const std::string_view word = key.substr(begin, end - begin);
            const bool saysSomething = word.size() > 3 && word != "long" && word != "short";
            if (saysSomething && row.key.find(word) != std::string_view::npos) {
                like.push_back(row.key);
                break;
            }
            begin = end + 1;
        }
    }
    return like;
}

std::string strikesText(std::span<const Price> strikes)
{
    std::vector<std::string> texts;
    for (const Price strike : strikes)
        texts.push_back(strike.shortText());
    return fmt::format("{}", fmt::join(texts, ", "));
}

Result<void> checkStrikes(const NamedStructure& row, const PatternForm& form, std::span<const Price> strikes)
{
    const auto bad = std::ranges::find_if(strikes, [](Price strike) { return !strike.isPositive(); });
    if (bad != strikes.end())
        return fail("structure.strike",
                    fmt::format("Expected strikes above 0 for a {}, found {}.", row.title, bad->shortText()));
    const std::string found = strikesText(strikes);
    switch (detail::strikeFault(row.rule, form, strikes)) {
    case StrikeFault::None: return {};
    case StrikeFault::NotAscending:
        return fail("structure.strike_order",
                    fmt::format("The strikes of a {} ({}) ascend, each above the one before; found {}.",
                                row.title, row.pattern, found));
    case StrikeFault::PutAboveCall:
        return fail("structure.strike_order",
                    fmt::format("In a {} ({}) no put lies above the call of its expiry; found {}.", row.title,
                                row.pattern, found));
    case StrikeFault::OnePairTwice:
        return fail("structure.strike_order",
                    fmt::format("A {} has other strikes later than near; with {} it is a double calendar.",
                                row.title, found));
    case StrikeFault::UnequalWings:
        return fail("structure.wings",
                    fmt::format("The middle strike of a {} is half way between the others; with {} it is a "
                                "broken-wing butterfly.",
                                row.title, found));
    case StrikeFault::EqualWings: break;
    }
    return fail(
        "structure.wings",
        fmt::format("The wings of a {} differ in width; with {} it is a plain butterfly.", row.title, found));
}

Result<void> checkExpiries(const NamedStructure& row, const PatternForm& form, std::span<const Date> expiries)
{
    if (int(expiries.size()) != form.expiries)
        return fail("structure.expiries",
                    fmt::format("A {} ({}) has {} {}, found {}.", row.title, row.pattern, form.expiries,
                                form.expiries == 1 ? "expiry" : "expiries", expiries.size()));
    if (std::ranges::any_of(expiries, [](Date expiry) { return !expiry.ok(); }))
        return fail("structure.expiries",
                    fmt::format("Expected a day of the calendar as expiry of a {}.", row.title));
    if (expiries.size() == 2 && expiries[0] >= expiries[1])
        return fail("structure.expiries",
                    fmt::format("The near expiry of a {} comes before the later one, found {} and {}.",
                                row.title, toIsoText(expiries[0]), toIsoText(expiries[1])));
    return {};
}

Result<void> checkCounts(const StructureRequest& request, const PatternForm& form)
{
    if (request.packages < 1 || request.packages > packagesMax)
        return fail("structure.packages",
                    fmt::format("Expected 1 to {} packages, found {}.", packagesMax, request.packages));
    if (request.lotShares < 1 || request.lotShares > packagesMax)
        return fail(
            "structure.lot",
            fmt::format("Expected 1 to {} shares per contract, found {}.", packagesMax, request.lotShares));
    if (!form.hasVariableCounts())
        return {};
    const bool isGood = request.lesser >= 1 && request.lesser < request.greater && request.greater <= ratioMax
        && std::gcd(request.lesser, request.greater) == 1;
    if (isGood)
        return {};
    return fail("structure.ratio",
                fmt::format("Expected a ratio in lowest terms, the smaller number first, up to {}, found {} "
                            "to {}.",
                            ratioMax, request.lesser, request.greater));
}

std::int64_t legCountOf(const PatternLeg& leg, const StructureRequest& request)
{
    if (leg.isStock)
        return leg.ratio * request.lotShares;
    switch (leg.count) {
    case PatternLeg::Count::Lesser: return leg.ratio * request.lesser;
    case PatternLeg::Count::Greater: return leg.ratio * request.greater;
    case PatternLeg::Count::Fixed: break;
    }
    return leg.ratio;
}

} // namespace

Result<const NamedStructure*> structureFor(std::string_view key)
{
    const NamedStructure* const row = findStructure(key);
    if (row && row->pattern.empty())
        return fail(
            "structure.unknown",
            "\"custom\" is any other set of legs and has no pattern to build; name each leg instead.");
    if (row)
        return row;
    const std::vector<std::string_view> like = keysLike(key);
    return fail("structure.unknown",
                like.empty()
                    ? fmt::format("Expected the key of a structure, found \"{}\"; `strikectl structure list` "
                                  "names them all.",
                                  shownKey(key))
                    : fmt::format("Expected the key of a structure, found \"{}\"; did you mean {}?",
                                  shownKey(key), fmt::join(like, " or ")));
}

Result<const PatternForm*> formFor(const NamedStructure& row, std::size_t strikes)
{
    std::string counts;
    for (const PatternForm& form : patternOf(row).used()) {
        if (std::size_t(form.strikes) == strikes)
            return &form;
        const std::string count = std::to_string(form.strikes);
        if (counts != count)
            counts += (counts.empty() ? "" : " or ") + count;
    }
    return fail("structure.strikes",
                fmt::format("A {} ({}) takes {} {}, found {}.", row.title, row.pattern, counts,
                            counts == "1" ? "strike" : "strikes", strikes));
}

bool strikesFit(const NamedStructure& row, std::span<const Price> strikes)
{
    const auto form = formFor(row, strikes.size());
    return form && detail::strikeFault(row.rule, **form, strikes) == StrikeFault::None;
}

Result<std::vector<StructureLeg>> buildStructure(const StructureRequest& request)
{
    const auto row = structureFor(request.key);
    if (!row)
        return fail(row.error());
    const auto form = formFor(**row, request.strikes.size());
    if (!form)
        return fail(form.error());
    for (const Result<void>& check :
         {checkCounts(request, **form), checkStrikes(**row, **form, request.strikes),
          checkExpiries(**row, **form, request.expiries)}) {
        if (!check)
            return fail(check.error());
    }
    std::vector<StructureLeg> legs;
    for (const PatternLeg& wanted : (*form)->used()) {
        StructureLeg leg;
        leg.isStock = wanted.isStock;
        leg.quantity = legCountOf(wanted, request) * request.packages;
        if (!wanted.isStock) {
            leg.right = wanted.right;
            leg.strike = request.strikes[std::size_t(wanted.strike)];
            leg.expiry = request.expiries[std::size_t(wanted.expiry)];
            leg.sharesPerContract = request.lotShares;
        }
        legs.push_back(std::move(leg));
    }
    return legs;
}

} // namespace strikedesk
