// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/AccountMargin.h"

#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"
#include "core/pricing/Margin.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace strikedesk {
namespace {

pricing::MarginLeg marginLegFrom(const DeskContext& context, const ExposureLeg& leg)
{
    pricing::MarginLeg result;
    result.quantity = leg.quantity;
    result.multiplier = leg.instrument.multiplier;
    if (!leg.instrument.option) {
        result.kind = pricing::MarginLeg::Stock;
        return result;
    }
    const OptionContract& contract = *leg.instrument.option;
    result.kind = contract.right == Right::Call ? pricing::MarginLeg::Call : pricing::MarginLeg::Put;
    result.strike = contract.strike;
    result.expiresAt = TradingCalendar::us().settlesAt(contract);
    if (const auto id = context.board.catalogue().find(leg.instrument.symbol))
        result.mark = context.board.quote(*id).mid().value_or(Price());
    return result;
}

double underlyingPrice(const DeskContext& context, const std::string& underlying,
                       std::span<const pricing::MarginLeg> legs)
{
    const Spot spot = context.board.spot(underlying, context.now(), context.rate());
    if (spot.isKnown())
        return spot.price;
    double highest = 0.01; // without a price the highest strike asks for the most
    for (const pricing::MarginLeg& leg : legs)
        highest = std::max(highest, leg.strike.toDouble());
    return highest;
}

} // namespace

Money marginRequired(const DeskContext& context, std::span<const ExposureLeg> legs)
{
    std::map<std::string, std::vector<pricing::MarginLeg>> byUnderlying;
    for (const ExposureLeg& leg : legs)
        byUnderlying[leg.instrument.underlying].push_back(marginLegFrom(context, leg));
    Money required;
    for (const auto& [underlying, group] : byUnderlying) {
        const auto margin = pricing::marginFor(group, underlyingPrice(context, underlying, group),
                                               isBroadIndex(underlying));
        if (margin)
            required += margin->initial;
    }
    return required;
}

} // namespace strikedesk
