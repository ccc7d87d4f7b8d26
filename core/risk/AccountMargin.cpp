// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/AccountMargin.h"

#include "core/instruments/Roots.h"
#include "core/pricing/Margin.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {

namespace {

tl::unexpected<Error> marginUnknown(const std::string& what, const std::string& name)
{
    return fail("risk.margin_unknown",
                fmt::format("The margin cannot be told because the {} of {} is not known; wait until it "
                            "is quoted.",
                            what, name));
}

pricing::MarginLeg marginLegFrom(const MarkedLeg& leg)
{
    pricing::MarginLeg row;
    row.quantity = leg.quantity;
    row.multiplier = leg.instrument->multiplier;
    row.mark = leg.mark.value_or(Price());
    if (const auto& option = leg.instrument->option) {
        row.kind = option->right == Right::Call ? pricing::MarginLeg::Call : pricing::MarginLeg::Put;
        row.strike = option->strike;
        row.expiresAt = leg.instrument->settlesAt;
    } else {
        row.kind = pricing::MarginLeg::Stock;
    }
    return row;
}

bool countsMark(pricing::MarginStructure structure)
{
    return structure == pricing::MarginStructure::NakedShort
        || structure == pricing::MarginStructure::ShortStraddle;
}

// Longs alone are paid and require nothing, so that no spot is needed for them.
bool requiresMargin(const std::vector<const MarkedLeg*>& legs)
{
    return std::any_of(legs.begin(), legs.end(), [](const MarkedLeg* leg) {
        return leg->quantity.isNegative() || !leg->instrument->option;
    });
}

Result<Money> marginOfUnderlying(const std::string& underlying, const std::vector<const MarkedLeg*>& legs,
                                 const Spots& spots)
{
    if (!requiresMargin(legs))
        return Money();
    const auto spot = spots.find(underlying);
    if (spot == spots.end())
        return marginUnknown("price", underlying);
    std::vector<pricing::MarginLeg> rows;
    for (const MarkedLeg* leg : legs)
        rows.push_back(marginLegFrom(*leg));
    const auto margin = pricing::marginFor(rows, spot->second, isBroadIndex(underlying));
    if (!margin)
        return fail("risk.margin_unknown", margin.error().message);
    for (const pricing::MarginPairing& pairing : margin->pairings) {
        for (const pricing::MarginPart& part : pairing.parts) {
            const MarkedLeg& leg = *legs.at(part.leg);
            if (countsMark(pairing.structure) && leg.instrument->option && !leg.mark)
                return marginUnknown("mark", leg.instrument->symbol);
        }
    }
    return margin->initial;
}

Money cashForShortPuts(std::span<const MarkedLeg> legs)
{
    Money sum;
    for (const MarkedLeg& leg : legs) {
        const auto& option = leg.instrument->option;
        if (option && option->right == Right::Put && leg.quantity.isNegative())
            sum += value(option->strike, -leg.quantity, option->multiplier);
    }
    return sum;
}

} // namespace

Result<Money> marginRequired(AccountType type, std::span<const MarkedLeg> legs, const Spots& spots)
{
    if (type == AccountType::Cash)
        return cashForShortPuts(legs);
    std::map<std::string, std::vector<const MarkedLeg*>> byUnderlying;
    for (const MarkedLeg& leg : legs) {
        if (!leg.quantity.isZero())
            byUnderlying[leg.instrument->underlying].push_back(&leg);
    }
    Money sum;
    for (const auto& [underlying, rows] : byUnderlying) {
        const auto margin = marginOfUnderlying(underlying, rows, spots);
        if (!margin)
            return margin;
        sum += *margin;
    }
    return sum;
}

Result<Money> stockValue(std::span<const MarkedLeg> legs, const Spots& spots)
{
    Money sum;
    for (const MarkedLeg& leg : legs) {
        if (leg.instrument->option || leg.quantity.isZero())
            continue;
        const auto spot = spots.find(leg.instrument->underlying);
        if (!leg.mark && spot == spots.end())
            return marginUnknown("price", leg.instrument->symbol);
        const Price price = leg.mark ? *leg.mark : Price::nearest(spot->second);
        sum += value(price, leg.quantity, leg.instrument->multiplier);
    }
    return sum;
}

} // namespace strikedesk
