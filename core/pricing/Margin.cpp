// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Margin.h"

#include "core/pricing/MarginSearch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace strikedesk::pricing {
namespace {

using namespace detail;

struct MarginNameRow
{
    MarginStructure structure;
    std::string_view name;
};

constexpr std::array marginNames {
    MarginNameRow {MarginStructure::Options, "options"},
    MarginNameRow {MarginStructure::NakedShort, "naked short"},
    MarginNameRow {MarginStructure::ShortStraddle, "short straddle"},
    MarginNameRow {MarginStructure::Stock, "stock"},
    MarginNameRow {MarginStructure::CoveredCall, "covered call"},
    MarginNameRow {MarginStructure::CoveredPut, "covered put"},
    MarginNameRow {MarginStructure::ProtectivePut, "protective put"},
    MarginNameRow {MarginStructure::ProtectiveCall, "protective call"},
    MarginNameRow {MarginStructure::Collar, "collar"},
    MarginNameRow {MarginStructure::Conversion, "conversion"},
    MarginNameRow {MarginStructure::ReverseConversion, "reverse conversion"},
};

/// Every sum the search forms must fit 64 bits with room for percentages.
Result<void> checkMarginInput(std::span<const MarginLeg> legs, double underlyingPrice)
{
    if (!(underlyingPrice > 0 && underlyingPrice <= 1e7))
        return fail("pricing.bad_input",
                    fmt::format("Expected a positive underlying price, found {}.", underlyingPrice));
    double highest = underlyingPrice * 1e4;
    double shares = 0;
    for (const MarginLeg& leg : legs) {
        if (leg.strike.isNegative() || leg.mark.isNegative())
            return fail("pricing.bad_input",
                        fmt::format("Expected a strike and a price of at least 0, found {} and {}.",
                                    leg.strike.text(), leg.mark.text()));
        highest = std::max({highest, double(leg.strike.units()), double(leg.mark.units())});
        shares += std::fabs(double(leg.quantity.count())) * leg.multiplier.shares();
    }
    if (highest * shares > 2e16)
        return fail("pricing.bad_input",
                    fmt::format("Expected positions worth less than {} dollars, found {}.", 2e12,
                                highest * shares / 1e4));
    return {};
}

/// The size of a lot of stock: that of the contracts it goes with.
std::int64_t lotSharesOf(std::span<const MarginLeg> legs)
{
    for (const MarginLeg& leg : legs) {
        if (leg.kind != MarginLeg::Stock)
            return leg.multiplier.shares();
    }
    return 1;
}

} // namespace

std::string_view nameOf(MarginStructure structure)
{
    for (const MarginNameRow& row : marginNames) {
        if (row.structure == structure)
            return row.name;
    }
    return "options";
}

Result<MarginResult> marginFor(std::span<const MarginLeg> legs, double underlyingPrice, bool isBroadIndex)
{
    if (const auto usable = checkMarginInput(legs, underlyingPrice); !usable)
        return fail(usable.error());
    const MarginMarket market {Price::nearest(underlyingPrice).units(), isBroadIndex};
    const std::int64_t lotShares = lotSharesOf(legs);

    // Stock counts in lots; shares that fill none stand alone.
    MarginResult result;
    MarginAmount total;
    std::vector<std::int64_t> counts;
    std::int64_t factor = 0;
    for (std::size_t i = 0; i < legs.size(); ++i) {
        std::int64_t count = legs[i].quantity.count();
        if (legs[i].kind == MarginLeg::Stock) {
            const std::int64_t shares = checked::multiply(count, legs[i].multiplier.shares());
            const std::int64_t odd = shares % lotShares;
            count = shares / lotShares;
            if (odd != 0) {
                const MarginAmount amount = stockRequirement(MarginStructure::Stock, odd > 0, std::abs(odd),
                                                             nullptr, nullptr, market);
                total += amount;
                result.pairings.push_back({MarginStructure::Stock,
                                           {{i, Quantity(odd)}},
                                           Money::ofUnits(amount.initial),
                                           Money::ofUnits(amount.maintenance)});
            }
        }
        counts.push_back(count);
        factor = std::gcd(factor, count);
    }
    if (factor > 0) {
        for (std::int64_t& count : counts)
            count /= factor;
        MarginSearch search(legs, counts, lotShares, market);
        search.run();
        result.isExact = search.isExact();
        for (const MarginSearch::Pick& pick : search.best()) {
            MarginPairing pairing {pick.structure,
                                   {},
                                   Money::ofUnits(checked::multiply(pick.amount.initial, factor)),
                                   Money::ofUnits(checked::multiply(pick.amount.maintenance, factor))};
            for (const MarginPart& part : pick.parts) {
                const bool isStock = legs[part.leg].kind == MarginLeg::Stock;
                const std::int64_t size = isStock ? lotShares / legs[part.leg].multiplier.shares() : 1;
                pairing.parts.push_back({part.leg, part.quantity * checked::multiply(factor, size)});
            }
            total += pick.amount * factor;
            result.pairings.push_back(std::move(pairing));
        }
    }
    result.initial = Money::ofUnits(total.initial);
    result.maintenance = Money::ofUnits(total.maintenance);
    return result;
}

} // namespace strikedesk::pricing
