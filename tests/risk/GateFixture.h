// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"
#include "core/risk/RiskGate.h"

#include <algorithm>
#include <string>
#include <vector>

namespace strikedesk::fixture {

// A spread on a quiet market that passes every check; a test changes the one thing it is about.

inline const std::string call640 = "AAPL  140606C00640000";
inline const std::string call650 = "AAPL  140606C00650000";
inline const std::string put640 = "AAPL  140606P00640000";
inline const std::string julyCall650 = "AAPL  140719C00650000";

inline Instant noon()
{
    return newYorkTime(Date {std::chrono::year(2014) / 6 / 2}, std::chrono::hours(12));
}

inline const Instrument* instrument(const std::string& symbol)
{
    static Catalogue catalogue;
    if (const auto parsed = parseSymbol(symbol))
        return &catalogue.at(catalogue.addOption(contractFor(*parsed)));
    return &catalogue.at(catalogue.addStock(symbol));
}

inline Quote quote(int bidCents, int askCents, Instant at)
{
    return {QuoteSide {Price::ofCents(bidCents), 10, at}, QuoteSide {Price::ofCents(askCents), 10, at}};
}

inline PricedLeg leg(const std::string& symbol, Side side, PositionEffect effect, int bidCents, int askCents,
                     int ratio = 1)
{
    return {
        OrderLeg {symbol, side, ratio, effect}, instrument(symbol), quote(bidCents, askCents, noon()), {}};
}

inline HeldLeg held(const std::string& symbol, int quantity, int workingCloses = 0)
{
    return {instrument(symbol), Quantity(quantity), Quantity(workingCloses)};
}

/// Fills in request.legs, prices, worst price, cost and notional from the legs; the rest stays.
inline void refresh(GateInput& input)
{
    input.request.legs.clear();
    for (const PricedLeg& leg : input.legs)
        input.request.legs.push_back(leg.leg);
    input.impact.prices = packagePrices(input.legs);
    input.impact.worstPaid = worstPaidOf(input.request, input.impact.prices);
    if (input.impact.worstPaid)
        input.impact.cost = packageValue(input.legs, *input.impact.worstPaid, input.request.quantity);
    input.impact.notional = notionalOf(input.legs, input.request.quantity);
}

/// Buys one 640/650 call vertical for 4.00 (natural 4.10, mid 3.90).
inline GateInput vertical(const SlippageLedger& ledger)
{
    GateInput input;
    input.legs = {leg(call640, Side::Buy, PositionEffect::Open, 990, 1'010),
                  leg(call650, Side::Sell, PositionEffect::Open, 600, 620)};
    input.request.quantity = Quantity(1);
    input.request.type = OrderType::Limit;
    input.request.limit = Price::ofCents(400);
    input.request.strategy = "income";
    input.account = {.id = "P1",
                     .type = AccountType::Margin,
                     .optionLevel = 3,
                     .cash = Money::ofWhole(100'000),
                     .settledCash = Money::ofWhole(100'000),
                     .stockValue = {},
                     .marginRequired = {},
                     .reserved = {}};
    input.impact.maximumLoss = Money::ofWhole(400);
    input.impact.buyingPowerBefore = Money::ofWhole(100'000);
    input.impact.buyingPowerAfter = Money::ofWhole(99'600);
    input.impact.slippageToReserve = Money::ofWhole(10);
    input.limits = shippedLimits();
    input.slippage = &ledger;
    input.slippageScope = {.orderLimit = Money::ofWhole(20),
                           .strategy = "income",
                           .underlying = {},
                           .day = "2014-06-02",
                           .session = {}};
    input.day = {Money(), Money()};
    input.now = noon();
    input.isSessionOpen = true;
    input.quoteAgeLimit = std::chrono::seconds(60);
    input.packageAgeSpread = std::chrono::seconds(60);
    refresh(input);
    return input;
}

/// Sells the same vertical, which is held once.
inline GateInput closingVertical(const SlippageLedger& ledger)
{
    GateInput input = vertical(ledger);
    input.legs = {leg(call640, Side::Sell, PositionEffect::Close, 990, 1'010),
                  leg(call650, Side::Buy, PositionEffect::Close, 600, 620)};
    input.held = {held(call640, 1), held(call650, -1)};
    input.request.limit = Price::ofCents(-380);
    refresh(input);
    return input;
}

inline const CheckResult& resultOf(const GateVerdict& verdict, const std::string& row)
{
    const auto rows = gateChecks();
    const auto found
        = std::find_if(rows.begin(), rows.end(), [&](const GateCheck& check) { return check.code == row; });
    return verdict.checks.at(std::size_t(found - rows.begin()));
}

/// "allowed", or the codes of all denials.
inline std::string outcome(const GateVerdict& verdict)
{
    std::string codes;
    for (const CheckResult& check : verdict.checks) {
        if (!check.isPassed)
            codes += (codes.empty() ? "" : " ") + check.code;
    }
    return codes.empty() ? "allowed" : codes;
}

} // namespace strikedesk::fixture
