// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/RollBench.h"

#include "core/engine/RollDesk.h"
#include "core/pricing/Valuation.h"
#include "core/util/Assert.h"
#include "tests/engine/StopsBench.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

namespace strikedesk::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int expiriesListed = 40;
constexpr int strikesListed = 250;
constexpr int rollRuns = 41;
constexpr double rollMillisecondsMost = 50;

std::string symbolOf(int expiry, Right right, int strike)
{
    const Date day = std::chrono::sys_days(std::chrono::year {2013} / 7 / 5) + std::chrono::weeks(expiry);
    return fmt::format("ACME  {:02}{:02}{:02}{}{:08}", int(day.year()) % 100, unsigned(day.month()),
                       unsigned(day.day()), right == Right::Call ? 'C' : 'P', 40'000 + 500 * strike);
}

// Every contract is quoted once a second for as long as the bench opens its position.
std::shared_ptr<ScriptedMarket> wideMarket(int seconds)
{
    auto market = std::make_shared<ScriptedMarket>();
    market->addStock("ACME");
    market->changeProfile().isSimulated = true;
    market->startAt(at(9, 30));
    struct Shown
    {
        std::string symbol;
        int cents;
    };
    std::vector<Shown> shown;
    for (int expiry = 0; expiry < expiriesListed; ++expiry) {
        for (int strike = 0; strike < strikesListed; ++strike) {
            for (const Right right : {Right::Call, Right::Put}) {
                const std::string symbol = symbolOf(expiry, right, strike);
                market->addOption(symbol);
                const double years = yearsToSettlement(contractFor(*parseSymbol(symbol)), at(9, 30));
                const auto valued = pricing::value({ExerciseStyle::European, right, 40 + 0.5 * strike, years},
                                                   {100, 0, 0, {}}, 0.35);
                shown.push_back({symbol, 10 + 10 * int(std::lround(valued->price * 10))});
            }
        }
    }
    for (int second = 1; second < seconds; ++second) {
        const Instant instant = at(9, 30) + std::chrono::seconds {second};
        market->quote(instant, "ACME", 9'999, 10'001, 10'000, 10'000);
        for (const Shown& one : shown)
            market->quote(instant, one.symbol, one.cents - 5, one.cents + 5, 1'000, 1'000);
    }
    market->finish();
    return market;
}

std::string openCondor(StopsBench& bench)
{
    STRIKEDESK_ASSERT(bench.start().has_value(), "the desk starts");
    bench.runTo(2);
    OrderRequest entry;
    const auto leg = [](Right right, int strike, Side side) {
        return OrderLeg {symbolOf(2, right, strike), side, 1, PositionEffect::Open};
    };
    entry.legs = {leg(Right::Put, 100, Side::Buy), leg(Right::Put, 110, Side::Sell),
                  leg(Right::Call, 130, Side::Sell), leg(Right::Call, 140, Side::Buy)};
    entry.quantity = Quantity(1);
    entry.type = OrderType::MarketableLimit;
    const OrderId id = bench.place(entry);
    STRIKEDESK_ASSERT(!id.isEmpty(), "the gate lets the condor pass");
    bench.runTo(5);
    return bench.order(id).opensStructure;
}

} // namespace

void measureRolls(BenchReport& report)
{
    constexpr int seconds = 8;
    const auto market = wideMarket(seconds);
    StopsBench bench({}, 1);
    bench.setSource([market] { return market->again(); });
    const std::string structure = openCondor(bench);
    DeskContext context = bench.core().context();
    OrderDesk orders(context);
    RuleDesk rules(context, orders, {});
    const RollDesk rolls(context, orders, rules, {});
    const auto measure = [&](const std::string& name, RollTerms terms) {
        RollAsk ask;
        ask.structure = structure;
        ask.terms = terms;
        std::vector<double> milliseconds;
        std::int64_t contracts = 0;
        std::int64_t found = 0;
        for (int run = 0; run < rollRuns; ++run) {
            const auto begunAt = Steady::now();
            const auto reply = rolls.candidates({ask, 10});
            milliseconds.push_back(
                std::chrono::duration<double, std::milli>(Steady::now() - begunAt).count());
            STRIKEDESK_ASSERT(reply.has_value(), "there is something to look at");
            contracts = reply->contracts;
            found = reply->found;
        }
        report.add({"rolls, " + name + ", p99",
                    quantileOf(milliseconds, 0.99),
                    "ms",
                    {},
                    rollMillisecondsMost,
                    fmt::format("a condor, {} contracts within the window, {} candidates, {} times",
                                contracts, found, rollRuns)});
    };
    RollTerms all;
    all.daysLeast = 0;
    all.daysMost = 400;
    for (const RollStrategyRow& row : rollStrategies()) {
        RollTerms terms = all;
        terms.strategy = row.strategy;
        measure(std::string(row.key), terms);
    }
    RollTerms weighed = all;
    weighed.strategy = RollStrategy::WidthKeep;
    weighed.rank = RollRank::MaximumLoss;
    measure("width_keep by maximum loss", weighed);
    measure("as shipped", {});
}

} // namespace strikedesk::bench
