// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "GateFixture.h"

#include <cmath>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace strikedesk::fixture {

// What makes a plain order fail, or just not fail, one check each.

using Change = std::function<void(GateInput&)>;

inline void setWorst(GateInput& input, int cents)
{
    input.request.limit = Price::ofCents(cents);
    refresh(input);
}

/// The order itself, sent a while ago; `legs` when they were listed otherwise.
inline RecentOrder recentOf(const GateInput& input, std::chrono::milliseconds age,
                            std::optional<std::vector<OrderLeg>> legs = {})
{
    static std::deque<OrderRequest> sent; // what a recent order points to
    OrderRequest& request = sent.emplace_back(input.request);
    if (legs)
        request.legs = std::move(*legs);
    return {input.now - age, request.legs, request.quantity, request.limit, request.stop, request.strategy};
}

inline void setRecent(GateInput& input, int count, std::chrono::milliseconds age)
{
    for (int i = 0; i < count; ++i) {
        input.recent.push_back(recentOf(input, age));
        input.recent.back().strategy = "other";
    }
}

struct LimitCase
{
    const char* name;
    const char* code; // "" when the order passes.
    Change change;
};

// Rows in pairs: the last value that passes, the first that does not.
inline std::vector<LimitCase> sizeCases()
{
    return {
        {"as many contracts as allowed", "",
         [](GateInput& i) { i.limits.values[LimitId::OrderContracts] = 1; }},
        {"one contract too many", "risk.max_order_quantity",
         [](GateInput& i) { i.limits.values[LimitId::OrderContracts] = 0; }},
        {"a ratio counts", "risk.max_order_quantity",
         [](GateInput& i) {
             i.legs[0].leg.ratio = 101;
             i.legs[1].leg.ratio = 101;
             i.limits.values[LimitId::UnusualSize] = 101;
             setWorst(i, 400);
             i.limits.values[LimitId::OrderNotional] = Money::ofWhole(10'000'000).units();
         }},
        {"as many contracts as usual", "", [](GateInput& i) { i.limits.values[LimitId::UnusualSize] = 1; }},
        {"more contracts than usual", "risk.unusual_size",
         [](GateInput& i) { i.limits.values[LimitId::UnusualSize] = 0; }},
        {"as much notional as allowed", "",
         [](GateInput& i) { i.limits.values[LimitId::OrderNotional] = Money::ofWhole(65'000).units(); }},
        {"a little too much notional", "risk.max_order_notional",
         [](GateInput& i) { i.limits.values[LimitId::OrderNotional] = Money::ofWhole(65'000).units() - 1; }},
        {"as much premium as allowed", "",
         [](GateInput& i) { i.limits.values[LimitId::OrderPremium] = Money::ofWhole(400).units(); }},
        {"a little too much premium", "risk.max_order_premium",
         [](GateInput& i) { i.limits.values[LimitId::OrderPremium] = Money::ofWhole(400).units() - 1; }},
        {"as much loss as allowed", "",
         [](GateInput& i) { i.limits.values[LimitId::OrderLoss] = Money::ofWhole(400).units(); }},
        {"a little too much loss", "risk.max_loss",
         [](GateInput& i) { i.limits.values[LimitId::OrderLoss] = Money::ofWhole(400).units() - 1; }},
        {"a loss that nobody can tell", "risk.max_loss", [](GateInput& i) { i.impact.maximumLoss.reset(); }},
        {"a loss without bound", "risk.naked_not_granted",
         [](GateInput& i) {
             i.impact.maximumLoss.reset();
             i.impact.isLossUnlimited = true;
         }},
        {"a loss without bound that is granted", "",
         [](GateInput& i) {
             i.impact.maximumLoss.reset();
             i.impact.isLossUnlimited = true;
             i.limits.values[LimitId::NakedGranted] = 1;
         }},
        {"the last of the buying power", "", [](GateInput& i) { i.impact.buyingPowerAfter = Money(); }},
        {"more than the buying power", "risk.buying_power",
         [](GateInput& i) { i.impact.buyingPowerAfter = Money::ofUnits(-1); }},
        {"an order that gives buying power back", "",
         [](GateInput& i) {
             i.impact.buyingPowerBefore = Money::ofWhole(-500);
             i.impact.buyingPowerAfter = Money::ofWhole(-400);
         }},
        {"a spread at the level of spreads", "", [](GateInput& i) { i.account.optionLevel = 3; }},
        {"a spread at the level of longs", "risk.option_level",
         [](GateInput& i) { i.account.optionLevel = 2; }},
        {"the limits lower the account's level", "risk.option_level",
         [](GateInput& i) { i.limits.values[LimitId::OptionLevel] = 2; }},
    };
}

inline std::vector<LimitCase> marketCases()
{
    // Mid 3.90, spread 0.40: 10 % of mid is 39 ticks, the spread 40 ticks; the legs allow far more.
    return {
        {"the last tick of the collar", "", [](GateInput& i) { setWorst(i, 430); }},
        {"one tick beyond the collar", "risk.price_collar", [](GateInput& i) { setWorst(i, 431); }},
        {"a price better than mid is never too far", "", [](GateInput& i) { setWorst(i, 1); }},
        {"the part of the mid decides when it is most", "",
         [](GateInput& i) {
             i.limits.values[LimitId::CollarSpreadPercent] = 0;
             setWorst(i, 429);
         }},
        {"one tick beyond the part of the mid", "risk.price_collar",
         [](GateInput& i) {
             i.limits.values[LimitId::CollarSpreadPercent] = 0;
             setWorst(i, 430);
         }},
        {"the ticks decide when they are most", "",
         [](GateInput& i) {
             i.limits.values[LimitId::CollarSpreadPercent] = 0;
             i.limits.values[LimitId::CollarPercent] = 0;
             setWorst(i, 393);
         }},
        {"one tick beyond the ticks", "risk.price_collar",
         [](GateInput& i) {
             i.limits.values[LimitId::CollarSpreadPercent] = 0;
             i.limits.values[LimitId::CollarPercent] = 0;
             setWorst(i, 394);
         }},
        {"the same order after the time", "",
         [](GateInput& i) { i.recent = {recentOf(i, std::chrono::milliseconds(2'000))}; }},
        {"the same order just before", "risk.duplicate",
         [](GateInput& i) { i.recent = {recentOf(i, std::chrono::milliseconds(1'999))}; }},
        {"the same legs in another order", "risk.duplicate",
         [](GateInput& i) {
             i.recent = {recentOf(i, std::chrono::milliseconds(1),
                                  std::vector(i.request.legs.rbegin(), i.request.legs.rend()))};
         }},
        {"another price is another order", "",
         [](GateInput& i) {
             i.recent = {recentOf(i, std::chrono::milliseconds(1))};
             i.recent[0].price = Price::ofCents(399);
         }},
        {"another strategy is another order", "",
         [](GateInput& i) {
             i.recent = {recentOf(i, std::chrono::milliseconds(1))};
             i.recent[0].strategy = "other";
         }},
        {"the fifth order of a second", "",
         [](GateInput& i) { setRecent(i, 4, std::chrono::milliseconds(500)); }},
        {"the sixth order of a second", "risk.order_rate",
         [](GateInput& i) { setRecent(i, 5, std::chrono::milliseconds(500)); }},
        {"orders of the second before do not count", "",
         [](GateInput& i) { setRecent(i, 5, std::chrono::milliseconds(1'000)); }},
        {"the sixtieth order of a minute", "",
         [](GateInput& i) { setRecent(i, 59, std::chrono::milliseconds(30'000)); }},
        {"the sixty-first order of a minute", "risk.order_rate",
         [](GateInput& i) { setRecent(i, 60, std::chrono::milliseconds(30'000)); }},
        {"a stale leg", "data.stale", [](GateInput& i) { i.legs[1].quality.isStale = true; }},
        {"a halted leg", "data.halted", [](GateInput& i) { i.legs[1].quality.isHalted = true; }},
        {"a crossed leg", "data.crossed", [](GateInput& i) { i.legs[0].quality.isCrossed = true; }},
        {"a one-sided leg has no price either", "data.one_sided risk.price_collar",
         [](GateInput& i) {
             i.legs[0].quote.bid.reset();
             i.legs[0].quality.isOneSided = true;
             refresh(i);
         }},
        {"a locked market is no fault", "", [](GateInput& i) { i.legs[0].quality.isLocked = true; }},
        {"a feed that is down", "data.feed_down", [](GateInput& i) { i.flags.isFeedUp = false; }},
        {"legs as far apart as allowed", "",
         [](GateInput& i) { i.legs[0].quote = quote(990, 1'010, noon() - std::chrono::seconds(60)); }},
        {"legs too far apart", "data.stale",
         [](GateInput& i) { i.legs[0].quote = quote(990, 1'010, noon() - std::chrono::seconds(61)); }},
        {"a closed market", "risk.market_closed", [](GateInput& i) { i.isSessionOpen = false; }},
        {"the last of the slippage budget", "",
         [](GateInput& i) { i.impact.slippageToReserve = Money::ofWhole(20); }},
        {"more than the slippage budget", "slippage.budget_exhausted",
         [](GateInput& i) { i.impact.slippageToReserve = Money::ofWhole(20) + Money::ofUnits(1); }},
        {"no slippage budget anywhere", "slippage.no_limit",
         [](GateInput& i) { i.slippageScope.orderLimit.reset(); }},
        {"no slippage ledger", "slippage.no_limit", [](GateInput& i) { i.slippage = nullptr; }},
    };
}

inline BreakerRecord breakerIn(BreakerMode mode)
{
    BreakerRecord breaker;
    breaker.mode = mode;
    breaker.reason = "a test";
    return breaker;
}

inline std::vector<LimitCase> stateCases()
{
    return {
        {"the kill switch", "risk.killed", [](GateInput& i) { i.flags.isKilled = true; }},
        {"a disarmed desk", "risk.disarmed", [](GateInput& i) { i.flags.isArmed = false; }},
        {"an open breaker", "risk.breaker_open",
         [](GateInput& i) { i.flags.breakers = {breakerIn(BreakerMode::ReduceOnly)}; }},
        {"a breaker that blocks entries", "risk.breaker_open",
         [](GateInput& i) { i.flags.breakers = {breakerIn(BreakerMode::BlockEntries)}; }},
        {"a frozen market", "risk.frozen",
         [](GateInput& i) {
             i.flags.breakers = {breakerIn(BreakerMode::BlockEntries), breakerIn(BreakerMode::Freeze)};
         }},
        {"an unknown outcome on the underlying", "risk.unknown_outstanding",
         [](GateInput& i) { i.flags.unknownUnderlyings = {"AAPL"}; }},
        {"an unknown outcome elsewhere", "", [](GateInput& i) { i.flags.unknownUnderlyings = {"GOOG"}; }},
        {"a close of what is not held", "risk.close_exceeds_position",
         [](GateInput& i) {
             i.legs[1].leg.effect = PositionEffect::Close;
             refresh(i);
         }},
    };
}

// One series may reach 500 contracts, an underlying 2,000.
inline std::vector<LimitCase> exposureCases()
{
    const auto reach = [](GateInput& i, int held, int buys, int sells) {
        i.reach = {{Quantity(held), Quantity(buys), Quantity(sells)}, {}};
    };
    return {
        {"the last contract of a series", "", [=](GateInput& i) { reach(i, 300, 199, 0); }},
        {"one beyond, with what works", "risk.max_position_contract",
         [=](GateInput& i) { reach(i, 300, 200, 0); }},
        {"sells that work are no room", "risk.max_position_contract",
         [=](GateInput& i) { reach(i, 300, 200, 400); }},
        {"a short that is bought back has room", "", [=](GateInput& i) { reach(i, -500, 0, 0); }},
        {"shares beyond their limit", "risk.max_position_shares",
         [](GateInput& i) {
             i.limits.values[LimitId::PositionShares] = 99;
             i.limits.values[LimitId::OrderNotional] = Money::ofWhole(100'000'000).units();
             i.limits.values[LimitId::OrderPremium] = Money::ofWhole(100'000'000).units();
             i.legs = {leg("AAPL", Side::Buy, PositionEffect::Open, 64'000, 64'001, 100)};
             i.request.limit = Price::ofCents(64'001);
             refresh(i);
         }},
        {"the last contracts on an underlying", "",
         [](GateInput& i) {
             i.contracts = {{"AAPL", 1'998}};
         }},
        {"one too many on an underlying", "risk.max_position_underlying",
         [](GateInput& i) {
             i.contracts = {{"AAPL", 1'999}};
         }},
        {"many on another underlying", "",
         [](GateInput& i) {
             i.contracts = {{"GOOG", 1'999}};
         }},
        {"as much delta as allowed", "", [](GateInput& i) { i.greeks.orderDollarDelta = 2'000'000; }},
        {"a little too much delta", "risk.max_portfolio_delta",
         [](GateInput& i) { i.greeks.orderDollarDelta = 2'000'001; }},
        {"too much delta the other way", "risk.max_portfolio_delta",
         [](GateInput& i) { i.greeks.orderDollarDelta = -2'000'001; }},
        {"less delta than before is welcome", "",
         [](GateInput& i) {
             i.greeks.dollarDelta = 5'000'000;
             i.greeks.orderDollarDelta = -1'000'000;
         }},
        {"delta that nobody can tell", "risk.max_portfolio_delta",
         [](GateInput& i) { i.greeks.isKnown = false; }},
        {"too much vega", "risk.max_portfolio_vega",
         [](GateInput& i) { i.greeks.orderDollarVega = -10'001; }},
        {"delta that is no number", "risk.max_portfolio_delta",
         [](GateInput& i) { i.greeks.orderDollarDelta = std::nan(""); }},
        {"a book whose vega is no number", "risk.max_portfolio_vega",
         [](GateInput& i) { i.greeks.dollarVega = std::nan(""); }},
        {"nearly the loss of a day", "",
         [](GateInput& i) { i.day.loss = Money::ofWhole(10'000) - Money::ofUnits(1); }},
        {"the loss of a day", "risk.daily_loss", [](GateInput& i) { i.day.loss = Money::ofWhole(10'000); }},
        {"nearly the fall from the highest mark", "",
         [](GateInput& i) { i.day.drawdown = Money::ofWhole(20'000) - Money::ofUnits(1); }},
        {"the fall from the highest mark", "risk.drawdown",
         [](GateInput& i) { i.day.drawdown = Money::ofWhole(20'000); }},
        {"a trade with oneself", "risk.self_match", [](GateInput& i) { i.selfMatch = "O1-000001-X"; }},
        {"a restricted underlying", "risk.restricted",
         [](GateInput& i) { i.flags.restrictedUnderlyings = {"AAPL"}; }},
        {"another one is restricted", "", [](GateInput& i) { i.flags.restrictedUnderlyings = {"GOOG"}; }},
        {"a quarter of an hour before the last trade", "",
         [](GateInput& i) { i.tradesFor = std::chrono::minutes(15); }},
        {"a moment later", "risk.near_expiry",
         [](GateInput& i) { i.tradesFor = std::chrono::minutes(15) - std::chrono::milliseconds(1); }},
    };
}

inline std::vector<LimitCase> paceCases()
{
    return {
        {"a disarmed sender", "risk.principal_disarmed", [](GateInput& i) { i.pace.isDisarmed = true; }},
        {"the last message of a minute", "", [](GateInput& i) { i.pace.messagesLastMinute = 299; }},
        {"one message too many", "risk.message_rate", [](GateInput& i) { i.pace.messagesLastMinute = 300; }},
        {"a person may go on", "", [](GateInput& i) { i.pace.executionsToday = 10; }},
        {"the tenth automated opening", "",
         [](GateInput& i) {
             i.pace.isAutomated = true;
             i.pace.executionsToday = 9;
         }},
        {"the eleventh automated opening", "risk.repeated_executions",
         [](GateInput& i) {
             i.pace.isAutomated = true;
             i.pace.executionsToday = 10;
         }},
        {"five hundred messages before a fill", "", [](GateInput& i) { i.pace.messagesLastHour = 499; }},
        {"one more without a fill", "risk.order_to_trade_warning risk.order_to_trade",
         [](GateInput& i) { i.pace.messagesLastHour = 500; }},
        {"twenty for each fill", "",
         [](GateInput& i) {
             i.pace.messagesLastHour = 599;
             i.pace.fillsLastHour = 30;
         }},
        {"fifty for each fill", "risk.order_to_trade_warning",
         [](GateInput& i) {
             i.pace.messagesLastHour = 599;
             i.pace.fillsLastHour = 12;
         }},
        {"more than fifty for each fill", "risk.order_to_trade_warning risk.order_to_trade",
         [](GateInput& i) {
             i.pace.messagesLastHour = 600;
             i.pace.fillsLastHour = 12;
         }},
    };
}

} // namespace strikedesk::fixture
