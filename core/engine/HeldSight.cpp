// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/HeldSight.h"

#include "core/engine/OrderPlan.h"
#include "core/engine/SeriesPricing.h"
#include "core/instruments/TradingCalendar.h"
#include "core/orders/NetPrice.h"
#include "core/orders/TriggerNames.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

std::optional<Instant> heardAtOf(const PricedLeg& leg)
{
    std::optional<Instant> heard;
    for (const auto& side : {leg.quote.bid, leg.quote.ask}) {
        if (side)
            heard = std::max(heard.value_or(side->at), side->at);
    }
    return heard;
}

// When the most silent leg was heard; how far the legs are apart says whether they make a price together.
void readHearing(const DeskContext& context, const LegMarkets& markets, TriggerSight& sight)
{
    std::optional<Instant> oldest;
    std::optional<Instant> newest;
    for (const PricedLeg& leg : markets.legs) {
        const auto heard = heardAtOf(leg);
        if (!heard)
            return;
        oldest = std::min(oldest.value_or(*heard), *heard);
        newest = std::max(newest.value_or(*heard), *heard);
    }
    sight.heardAt = oldest;
    const Duration most = context.source.profile().packageAgeSpread;
    if (most > Duration::zero() && oldest && *newest - *oldest > most)
        sight.fault = "its legs were heard too far apart";
}

std::string faultOfMarket(const DeskContext& context, const TriggerTerms& trigger, const LegMarkets& markets)
{
    if (!context.state.isFeedOn() || !context.board.isFeedConnected())
        return "the market feed is down";
    if (!markets.isTradable || !markets.prices)
        return markets.quality;
    if (trigger.widthMax && markets.prices->spread() > *trigger.widthMax)
        return fmt::format("{} wide, and {} are allowed", markets.prices->spread().shortText(),
                           trigger.widthMax->shortText());
    const bool wantsNarrow = trigger.on == TriggerBasis::Mid && !trigger.widthMax;
    return wantsNarrow && !markets.isMarkable ? markets.quality : std::string();
}

std::optional<Price> markPaid(const DeskContext& context, const LegMarkets& markets)
{
    std::vector<Price> prices;
    for (const PricedLeg& leg : markets.legs) {
        const auto mark = smileMark(context, leg);
        if (!mark)
            return {};
        prices.push_back(mark->price);
    }
    return netPaid(markets.legs, prices);
}

// By the sides that crossing needs alone.
std::optional<Price> naturalPaid(const LegMarkets& markets)
{
    std::vector<Price> prices;
    for (const PricedLeg& leg : markets.legs) {
        const auto& side = leg.leg.side == Side::Buy ? leg.quote.ask : leg.quote.bid;
        if (!side)
            return {};
        prices.push_back(side->price);
    }
    return netPaid(markets.legs, prices);
}

void fallBack(const DeskContext& context, const TriggerTerms& trigger, const LegMarkets& markets,
              HeldSight& seen)
{
    // In a halt nobody would take the order, and what was said before it is no price.
    const bool isHalted
        = std::ranges::any_of(markets.legs, [](const PricedLeg& leg) { return leg.quality.isHalted; });
    if (trigger.badQuotes == BadQuotes::Wait || isHalted)
        return;
    seen.sight.level
        = trigger.badQuotes == BadQuotes::Mark ? markPaid(context, markets) : naturalPaid(markets);
    seen.sight.isFallback = seen.sight.level.has_value();
    if (seen.sight.isFallback)
        seen.basis = fmt::format("{}, fallback", nameOf(trigger.badQuotes));
}

HeldSight seePackage(const DeskContext& context, const HeldOrder& held, const TriggerTerms& trigger,
                     const TriggerMemory& memory)
{
    HeldSight seen;
    seen.basis = nameOf(trigger.on);
    const auto markets = legMarkets(context, held.request.legs);
    if (!markets) {
        seen.sight.fault = markets.error().message;
        return seen;
    }
    for (const PricedLeg& leg : markets->legs) {
        for (const auto& side : {leg.quote.bid, leg.quote.ask}) {
            const Instant old = (side ? side->at : context.now()) + context.source.profile().quoteAgeLimit;
            seen.badFrom = std::min(seen.badFrom.value_or(old), old);
        }
    }
    seen.package = packageSeen(*markets, held.request.legs);
    seen.quotes = quotesSeen(*markets);
    readHearing(context, *markets, seen.sight);
    if (seen.sight.fault.empty())
        seen.sight.fault = faultOfMarket(context, trigger, *markets);
    if (seen.sight.fault.empty() && trigger.on == TriggerBasis::Mark) {
        seen.sight.level
            = markets->isMarkable ? std::optional(markets->prices->mid) : markPaid(context, *markets);
        if (!seen.sight.level)
            seen.sight.fault = "wide, and the smile has no value for it";
    } else if (seen.sight.fault.empty()) {
        seen.sight.level = markets->prices->mid;
    }
    if (!seen.sight.level && isBadTooLong(trigger, memory, context.now()))
        fallBack(context, trigger, *markets, seen);
    return seen;
}

HeldSight seeUnderlying(const DeskContext& context, const HeldOrder& held)
{
    HeldSight seen;
    seen.basis = nameOf(TriggerBasis::Underlying);
    const auto id = context.board.catalogue().find(held.request.legs.front().symbol);
    if (!id) {
        seen.sight.fault = "its contract is not listed any more";
        return seen;
    }
    const std::size_t row = context.board.catalogue().at(*id).underlyingRow;
    const Spot spot
        = context.board.spot(context.board.catalogue().at(*id).underlying, context.now(), context.rate());
    const Duration ageMost = context.source.profile().spotAgeLimit;
    if (!context.state.isFeedOn() || !context.board.isFeedConnected())
        seen.sight.fault = "the market feed is down";
    else if (context.board.haltedSince(row))
        seen.sight.fault = "trading in the underlying is halted";
    else if (!spot.isKnown())
        seen.sight.fault = "the price of the underlying is not known";
    else if (ageMost > Duration::zero() && context.now() - spot.at > ageMost)
        seen.sight.fault = fmt::format("the price of the underlying is {:.0f} s old",
                                       secondsBetween(spot.at, context.now()));
    else
        seen.sight.level = Price::nearest(spot.price);
    seen.sight.heardAt = spot.at;
    seen.badFrom = spot.at + ageMost;
    return seen;
}

} // namespace

HeldSight seeTrigger(const DeskContext& context, const HeldOrder& held, const TriggerTerms& trigger,
                     const TriggerMemory& memory)
{
    return trigger.on == TriggerBasis::Underlying ? seeUnderlying(context, held)
                                                  : seePackage(context, held, trigger, memory);
}

Price levelPaid(const HeldOrder& held, const TriggerTerms& trigger, Price level)
{
    return trigger.on == TriggerBasis::Underlying ? level : paidFrom(held.request.legs, level);
}

std::uint64_t changesOf(const DeskContext& context, const std::vector<OrderLeg>& legs)
{
    std::uint64_t changes = context.state.isFeedOn() ? 1 : 0;
    for (const OrderLeg& leg : legs) {
        if (const auto id = context.board.catalogue().find(leg.symbol))
            changes += 2 * context.board.changesOf(context.board.catalogue().at(*id).underlyingRow);
    }
    return changes;
}

bool isSessionOpen(const DeskContext& context, const std::vector<OrderLeg>& legs)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date today = newYorkLocal(context.now()).date;
    return std::ranges::all_of(legs, [&](const OrderLeg& leg) {
        const auto id = context.board.catalogue().find(leg.symbol);
        if (!id)
            return false;
        const Instrument& instrument = context.board.catalogue().at(*id);
        const auto session = instrument.option ? calendar.optionSession(today, instrument.underlying)
                                               : calendar.session(today);
        return session && context.now() >= session->opensAt && context.now() < session->closesAt
            && (!instrument.option || instrument.lastTradesAt > context.now());
    });
}

} // namespace strikedesk
