// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Structures.h"

#include "core/instruments/StructureRules.h"
#include "core/util/Checked.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <numeric>
#include <tuple>

namespace strikedesk {
namespace {

/// The legs of one package as a pattern sees them: places instead of strikes and dates.
struct PlacedLeg
{
    Right right = Right::Call;
    int expiry = 0;
    int strike = 0;
    std::int64_t ratio = 0;
};

/// In lowest terms; nothing that a pattern could match has more legs or expiries than this has room for.
struct PlacedShape
{
    std::vector<PlacedLeg> legs;
    std::vector<Price> strikes; ///< Distinct, ascending.
    int expiries = 0;
    std::int64_t stockLots = 0;
};

auto settlementOrder(const StructureLeg& leg)
{
    return std::tuple(leg.expiry, leg.settlement == SettlementTime::Pm);
}

PlacedShape placedShape(std::span<const StructureLeg> options, std::int64_t stockLots, std::int64_t packages)
{
    PlacedShape shape;
    shape.stockLots = stockLots / packages;
    for (const StructureLeg& leg : options)
        shape.strikes.push_back(leg.strike);
    std::ranges::sort(shape.strikes);
    shape.strikes.erase(std::unique(shape.strikes.begin(), shape.strikes.end()), shape.strikes.end());
    const StructureLeg* previous = nullptr;
    for (const StructureLeg& leg : options) { // by expiry
        if (!previous || settlementOrder(*previous) != settlementOrder(leg))
            ++shape.expiries;
        previous = &leg;
        const auto strike = std::ranges::lower_bound(shape.strikes, leg.strike);
        shape.legs.push_back(
            {leg.right, shape.expiries - 1, int(strike - shape.strikes.begin()), leg.quantity / packages});
    }
    return shape;
}

bool countFits(const PatternLeg& wanted, std::int64_t ratio)
{
    if (wanted.count == PatternLeg::Count::Fixed)
        return ratio == wanted.ratio;
    return (ratio > 0) == (wanted.ratio > 0);
}

/// The leg of the shape that `wanted` stands for. Where strikes may stand in any order there is one of each
/// right and expiry.
const PlacedLeg* legFor(const PatternLeg& wanted, const PlacedShape& shape, bool isAnyOrder)
{
    const auto found = std::ranges::find_if(shape.legs, [&](const PlacedLeg& leg) {
        return leg.right == wanted.right && leg.expiry == wanted.expiry
            && (isAnyOrder || leg.strike == wanted.strike) && countFits(wanted, leg.ratio);
    });
    return found == shape.legs.end() ? nullptr : &*found;
}

bool matchesForm(const PatternForm& form, StrikeRule rule, const PlacedShape& shape)
{
    const bool isAnyOrder = rule == StrikeRule::PutBelowCall;
    const std::size_t options = form.legCount - (form.stockLots() != 0 ? 1 : 0);
    if (options != shape.legs.size() || form.stockLots() != shape.stockLots || form.expiries != shape.expiries
        || (!isAnyOrder && form.strikes != int(shape.strikes.size())))
        return false;
    std::array<Price, PatternForm::legsMax> strikes {};
    std::int64_t lesser = 0;
    std::int64_t greater = 0;
    for (const PatternLeg& wanted : form.used()) {
        if (wanted.isStock)
            continue;
        const PlacedLeg* const leg = legFor(wanted, shape, isAnyOrder);
        if (!leg)
            return false;
        strikes[std::size_t(wanted.strike)] = shape.strikes[std::size_t(leg->strike)];
        (wanted.count == PatternLeg::Count::Lesser ? lesser : greater) = std::abs(leg->ratio);
    }
    if (form.hasVariableCounts() && lesser >= greater)
        return false;
    return detail::strikeFault(rule, form, {strikes.data(), std::size_t(form.strikes)})
        == detail::StrikeFault::None;
}

const NamedStructure* matchingRow(const PlacedShape& shape)
{
    for (const NamedStructure& row : namedStructures()) {
        for (const PatternForm& form : patternOf(row).used()) {
            if (matchesForm(form, row.rule, shape))
                return &row;
        }
    }
    return nullptr;
}

/// Contracts of one kind only: what an adjusted one delivers is no leg against an ordinary one.
bool areOfOneKind(std::span<const StructureLeg> options)
{
    return std::ranges::all_of(options, [&](const StructureLeg& leg) {
        return leg.sharesPerContract == options.front().sharesPerContract
            && leg.adjustedRoot == options.front().adjustedRoot;
    });
}

} // namespace

std::vector<StructureLeg> addedUp(std::span<const StructureLeg> legs)
{
    using Series = std::tuple<std::tuple<Date, bool>, Price, bool, std::string_view, std::int64_t>;
    std::map<Series, StructureLeg> bySeries;
    StructureLeg stock = stockLeg(0);
    for (const StructureLeg& leg : legs) {
        if (leg.isStock) {
            stock.quantity = checked::add(stock.quantity, leg.quantity);
            continue;
        }
        const auto [place, isNew]
            = bySeries.try_emplace({settlementOrder(leg), leg.strike, leg.right == Right::Call,
                                    leg.adjustedRoot, leg.sharesPerContract},
                                   leg);
        if (!isNew)
            place->second.quantity = checked::add(place->second.quantity, leg.quantity);
    }
    std::vector<StructureLeg> sums;
    for (const auto& [series, leg] : bySeries) {
        if (leg.quantity != 0)
            sums.push_back(leg);
    }
    if (stock.quantity != 0)
        sums.push_back(stock);
    return sums;
}

StructureLeg structureLeg(const OptionContract& option, std::int64_t quantity)
{
    StructureLeg leg;
    leg.quantity = quantity;
    leg.expiry = option.expiry;
    leg.right = option.right;
    leg.strike = option.strike;
    leg.sharesPerContract = option.deliverableShares();
    leg.settlement = option.settlement;
    leg.adjustedRoot = option.isAdjusted() ? option.root : std::string();
    return leg;
}

StructureLeg stockLeg(std::int64_t shares)
{
    StructureLeg leg;
    leg.isStock = true;
    leg.quantity = shares;
    return leg;
}

StructureLeg structureLeg(const Instrument& instrument, std::int64_t quantity)
{
    return instrument.option ? structureLeg(*instrument.option, quantity) : stockLeg(quantity);
}

Structure recogniseStructure(std::span<const StructureLeg> legs)
{
    std::vector<StructureLeg> options = addedUp(legs);
    std::int64_t shares = 0;
    if (!options.empty() && options.back().isStock) {
        shares = options.back().quantity;
        options.pop_back();
    }
    // Stock that is no whole number of deliverables leaves a rest that no named structure has.
    const std::int64_t lot = options.empty() ? 1 : options.front().sharesPerContract;
    const bool isWhole = lot > 0 && shares % lot == 0 && areOfOneKind(options);
    const std::int64_t stockLots = isWhole ? shares / lot : 0;

    std::int64_t packages = std::abs(stockLots);
    for (const StructureLeg& leg : options)
        packages = std::gcd(packages, leg.quantity);
    if (packages == 0)
        return {StructureKind::Custom, 0, "flat"};
    if (!isWhole)
        return {StructureKind::Custom, 1, "custom"};
    const NamedStructure* const row = options.size() < PatternForm::legsMax
        ? matchingRow(placedShape(options, stockLots, packages))
        : nullptr;
    if (!row)
        return {StructureKind::Custom, packages, "custom"};
    return {row->kind, packages, std::string(row->title), row->key};
}

} // namespace strikedesk
