// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RuleEye.h"

#include "core/engine/GateGreeks.h"
#include "core/engine/SeriesPricing.h"
#include "core/instruments/TradingCalendar.h"
#include "core/risk/OrderImpact.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace strikedesk {
namespace {

constexpr Duration closedLook = std::chrono::minutes {1};

std::optional<Price> markOf(const DeskContext& context, const RuledPosition::Leg& leg, const Quote& quote,
                            const QuoteQuality& quality, WideMarkets wide)
{
    if (quality.isMarkable())
        return quote.mid();
    if (wide == WideMarkets::AreUnknown)
        return {};
    const OrderLeg order {leg.instrument->symbol, leg.ratio > 0 ? Side::Buy : Side::Sell, 1,
                          PositionEffect::Open};
    const auto mark = smileMark(context, {order, leg.instrument, quote, quality});
    return mark ? std::optional(mark->price) : std::nullopt;
}

Money leastFeeOf(const RuledPosition& position)
{
    Money least;
    for (const RuledPosition::Leg& leg : position.legs)
        least = std::max(least, leastFee(*leg.instrument));
    return least;
}

// What can be said of a position with wide legs: no more than their width may be a tenth of what is at stake.
bool isTooWide(Money width, const RuledPosition& position, const RuleFacts& facts)
{
    constexpr std::int64_t partsOfStake = 10;
    const Money stake = std::max(absolute(facts.cost), facts.maximumLoss.value_or(Money()));
    return width * partsOfStake > proportion(stake, position.held, facts.packages);
}

Money widthOfWide(const DeskContext& context, const RuledPosition& position)
{
    Money width;
    for (const RuledPosition::Leg& leg : position.legs) {
        const Quote& quote = context.board.quote(leg.instrument->id);
        if (context.board.quality(leg.instrument->id, context.now()).isWide)
            width += value(quote.ask->price - quote.bid->price, position.held * std::abs(leg.ratio),
                           leg.instrument->multiplier);
    }
    return width;
}

void seeProfit(const DeskContext& context, const RuledPosition& position, const RuleFacts& facts,
               WideMarkets wide, RuleSight& sight)
{
    Money worth;
    Money closingFees;
    std::optional<Instant> oldest;
    std::optional<Instant> newest;
    for (const RuledPosition::Leg& leg : position.legs) {
        const Quote& quote = context.board.quote(leg.instrument->id);
        const QuoteQuality quality = context.board.quality(leg.instrument->id, context.now());
        if (!quality.isTradable()) {
            sight.fault = quality.isHalted ? "trading is halted"
                : quality.isStale          ? "a leg is stale"
                : quality.isCrossed        ? "a leg is crossed"
                                           : "a leg lacks a side";
            return;
        }
        if (quality.isWide && isTooWide(widthOfWide(context, position), position, facts)) {
            sight.fault = "its market is too wide";
            return;
        }
        const auto mark = markOf(context, leg, quote, quality, wide);
        if (!mark) {
            sight.fault = "a leg is wide, and the smile has no value for it yet";
            return;
        }
        const Instant heard = std::max(quote.bid->at, quote.ask->at);
        oldest = std::min(oldest.value_or(heard), heard);
        newest = std::max(newest.value_or(heard), heard);
        worth += value(*mark, position.held * leg.ratio, leg.instrument->multiplier);
        closingFees += feeOfOne(*leg.instrument, mark) * (position.held.count() * std::abs(leg.ratio));
    }
    const Duration apart = context.source.profile().packageAgeSpread;
    if (apart > Duration::zero() && newest && *newest - *oldest > apart) {
        sight.fault = "its legs were heard too far apart";
        return;
    }
    sight.heardAt = oldest;
    sight.profit = worth - position.cost - proportion(facts.fees, position.held, facts.packages)
        - std::max(closingFees, leastFeeOf(position));
}

void seeUnderlying(const DeskContext& context, const RuledPosition& position, RuleSight& sight)
{
    const Spot spot = context.board.spot(position.underlying, context.now(), context.rate());
    const Duration ageMost = context.source.profile().spotAgeLimit;
    if (context.board.haltedSince(position.underlyingRow) || !spot.isKnown()
        || (ageMost > Duration::zero() && context.now() - spot.at > ageMost))
        return;
    sight.underlying = Price::nearest(spot.price);
    if (!sight.heardAt)
        sight.heardAt = spot.at; // whoever looks at nothing else needs no quote of a leg
    sight.isBreached = std::ranges::any_of(position.legs, [&](const RuledPosition::Leg& leg) {
        const auto& option = leg.instrument->option;
        if (!option || leg.ratio > 0)
            return false;
        return option->right == Right::Put ? *sight.underlying <= option->strike
                                           : *sight.underlying >= option->strike;
    });
}

void seeGreeks(const DeskContext& context, const RuledPosition& position, RuleSight& sight)
{
    const auto inputs = pricingInputs(context, position.underlying);
    if (!inputs)
        return;
    const GateMarket market {*inputs, ratesOf(context)};
    double delta = 0;
    double volatility = 0;
    bool areAllKnown = true;
    int options = 0;
    for (const RuledPosition::Leg& leg : position.legs) {
        if (!leg.instrument->option)
            continue;
        const auto greeks = quickGreeks(*leg.instrument, context.board.quote(leg.instrument->id).mid(),
                                        market, context.now());
        // Without time value it moves like the stock, where it has any value at all.
        const OptionContract& option = *leg.instrument->option;
        const bool isInside
            = pricing::intrinsicValue(option.right, inputs->spot, option.strike.toDouble()) > 0;
        if (!greeks && !isInside)
            return;
        if (leg.ratio < 0)
            delta = std::max(delta, greeks ? std::abs(greeks->delta) : 1.0);
        areAllKnown = areAllKnown && greeks;
        volatility += greeks ? greeks->volatility : 0;
        ++options;
    }
    if (options == 0)
        return;
    sight.delta = delta;
    if (areAllKnown)
        sight.volatility = volatility / options;
}

} // namespace

Result<RuledPosition> ruledPosition(const DeskContext& context, const std::vector<RuleLeg>& legs)
{
    const Catalogue& catalogue = context.board.catalogue();
    RuledPosition position;
    for (const RuleLeg& leg : legs) {
        const auto id = catalogue.find(leg.symbol);
        if (!id)
            return fail("input.symbol",
                        fmt::format("Expected a contract that this market lists, found \"{}\".", leg.symbol));
        const Instrument& instrument = catalogue.at(*id);
        position.underlying = instrument.underlying;
        position.underlyingRow = instrument.underlyingRow;
        position.legs.push_back({&instrument, leg.ratio,
                                 instrument.option ? newYorkLocal(instrument.lastTradesAt).date : Date {}});
    }
    return position;
}

// One package of a position: its legs over the largest number that divides them all.
std::vector<RuleLeg> packageOf(const Portfolio& books, const std::string& structure)
{
    std::int64_t packages = 0;
    const auto rows = books.structure(structure);
    for (const PortfolioPosition& row : rows)
        packages = std::gcd(packages, row.quantity.count());
    std::vector<RuleLeg> legs;
    for (const PortfolioPosition& row : rows) {
        if (row.isOpen())
            legs.push_back({row.symbol, row.quantity.count() / packages});
    }
    return legs;
}

void readHoldings(const Portfolio& books, const std::string& structure, RuledPosition& position)
{
    std::optional<std::int64_t> least;
    position.cost = {};
    for (RuledPosition::Leg& leg : position.legs) {
        const auto row = books.position(structure, leg.instrument->symbol);
        leg.quantity = row ? row->quantity : Quantity();
        const std::int64_t packages = std::max<std::int64_t>(0, leg.quantity.count() / leg.ratio);
        least = std::min(least.value_or(packages), packages);
        position.cost += row ? row->cost : Money();
    }
    position.held = Quantity(least.value_or(0));
    position.isWhole = std::ranges::all_of(position.legs, [&](const RuledPosition::Leg& leg) {
        return leg.quantity == position.held * leg.ratio;
    });
}

RuleHours ruleHours(const DeskContext& context, const RuledPosition& position)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date today = newYorkLocal(context.now()).date;
    RuleHours hours {Instant::max(), true};
    for (const RuledPosition::Leg& leg : position.legs) {
        const auto& option = leg.instrument->option;
        const auto session
            = option ? calendar.optionSession(today, leg.instrument->underlying) : calendar.session(today);
        if (!session || context.now() < session->opensAt || context.now() >= session->closesAt
            || (option && leg.instrument->lastTradesAt <= context.now()))
            return {context.now() + closedLook, false};
        hours.validUntil = std::min(hours.validUntil, session->closesAt);
        if (option)
            hours.validUntil = std::min(hours.validUntil, leg.instrument->lastTradesAt);
    }
    return hours;
}

RuleClock ruleClock(Instant now)
{
    const LocalTime local = newYorkLocal(now);
    return {local.date, int(std::chrono::duration_cast<std::chrono::minutes>(local.sinceMidnight).count())};
}

RuleSight seePosition(const DeskContext& context, const RuledPosition& position, const RuleFacts& facts,
                      const RuleProgram& program, const RuleClock& clock, WideMarkets wide)
{
    RuleSight sight;
    sight.held = position.held;
    sight.minuteOfDay = clock.minuteOfDay;
    for (const RuledPosition::Leg& leg : position.legs) {
        if (leg.instrument->option)
            sight.days = std::min(sight.days.value_or(daysBetween(clock.today, leg.lastDay)),
                                  daysBetween(clock.today, leg.lastDay));
    }
    if (!context.state.isFeedOn() || !context.board.isFeedConnected()) {
        sight.fault = "the market feed is down";
        return sight;
    }
    seeProfit(context, position, facts, wide, sight);
    if (program.looksAtUnderlying)
        seeUnderlying(context, position, sight);
    if (program.looksAtGreeks && sight.profit) // of quotes that are a market
        seeGreeks(context, position, sight);
    return sight;
}

Instant ruleSightEnds(const DeskContext& context, const RuledPosition& position)
{
    Instant ends = Instant::max();
    for (const RuledPosition::Leg& leg : position.legs) {
        const Quote& quote = context.board.quote(leg.instrument->id);
        const SourceProfile& profile = context.source.profile();
        const Duration most = leg.instrument->option ? profile.quoteAgeLimit : profile.spotAgeLimit;
        if (most <= Duration::zero() || !quote.bid || !quote.ask)
            continue;
        const Instant end = std::min(quote.bid->at, quote.ask->at) + most;
        if (end >= context.now())
            ends = std::min(ends, end);
    }
    return ends;
}

std::vector<OrderLeg> closingLegs(const RuleSheet& sheet)
{
    std::vector<OrderLeg> legs;
    for (const RuleLeg& leg : sheet.legs)
        legs.push_back({leg.symbol, leg.ratio > 0 ? Side::Sell : Side::Buy, std::int32_t(std::abs(leg.ratio)),
                        PositionEffect::Close});
    return legs;
}

} // namespace strikedesk
