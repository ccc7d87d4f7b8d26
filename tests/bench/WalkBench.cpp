// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/WalkBench.h"

#include "core/engine/OrderEvents.h"
#include "core/engine/WalkNow.h"
#include "core/util/Assert.h"
#include "core/util/Clock.h"
#include "tests/engine/TradingBench.h"
#include "tests/venue/ScriptedMarket.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::bench {
namespace {

using namespace std::chrono_literals;

constexpr int walksWanted = 500;
constexpr int contracts = 10;
constexpr int quotesPerSecond = 50'000;
constexpr int feedSeconds = 20;
constexpr std::int64_t bidCents = 100;
constexpr std::int64_t askCents = 1'100; // so wide that no walk comes to its end
constexpr auto stepInterval = 5s;

std::string contractNumber(int number)
{
    return fmt::format("ACME  130816C{:08}", (90 + number) * 1'000);
}

// So large that only the number of orders matters.
Limits walkLimits()
{
    Limits limits = shippedLimits();
    for (const LimitRow& row : limitTable()) {
        if (row.unit == LimitUnit::Dollars || row.unit == LimitUnit::Orders
            || row.unit == LimitUnit::Contracts)
            limits.values[row.id] = row.largest;
    }
    return limits;
}

// Quotes of all contracts in turn, evenly in time. The spread never changes: each walk steps on time.
std::unique_ptr<ScriptedMarket> fastMarket(Instant from)
{
    auto market = std::make_unique<ScriptedMarket>();
    market->addStock("ACME");
    for (int number = 0; number < contracts; ++number)
        market->addOption(contractNumber(number));
    market->quote(from, "ACME", 9'999, 10'001);
    for (int number = 0; number < contracts; ++number)
        market->quote(from, contractNumber(number), bidCents, askCents);
    const Duration between = Duration(1s) / quotesPerSecond;
    for (int quote = 0; quote < quotesPerSecond * feedSeconds; ++quote)
        market->quote(from + 60s + between * quote, contractNumber(quote % contracts), bidCents, askCents,
                      100 + quote % 50);
    return market;
}

OrderRequest walkOrder(int number)
{
    OrderRequest request;
    request.legs = {{contractNumber(number % contracts), Side::Buy, 1, PositionEffect::Open}};
    request.quantity = Quantity(1);
    request.type = OrderType::Walk;
    request.walk = WalkTerms {};
    request.walk->stepInterval = stepInterval;
    request.strategy = fmt::format("bench {}", number);
    return request;
}

int walksAtWork(const TradingBench& bench)
{
    int working = 0;
    for (const OrderRecord* order : bench.state().orders().open())
        working += order->request.walk ? 1 : 0;
    return working;
}

int stepsTaken(const TradingBench& bench)
{
    int steps = 0;
    for (const OrderRecord* order : bench.state().orders().open())
        steps += order->walkSteps;
    return steps;
}

// From the quotes to what is to be done; the durable intent, and with it the record, comes after.
void measureDecision(BenchReport& report, TradingBench& bench)
{
    constexpr int looks = 40;
    const DeskContext& context = bench.core().context();
    std::vector<double> microseconds;
    int steps = 0;
    std::vector<OrderRecord> due; // each as it stands when its interval has passed
    for (const OrderRecord* order : bench.state().orders().open()) {
        due.push_back(*order);
        due.back().limitSetAt -= stepInterval;
    }
    for (int look = 0; look < looks; ++look) {
        for (const OrderRecord& order : due) {
            const double begunAt = steadySeconds();
            const auto markets = legMarkets(context, order.request.legs);
            const WalkDecision decision = walkNow(context, order, *markets);
            microseconds.push_back((steadySeconds() - begunAt) * 1e6);
            steps += std::holds_alternative<WalkSteps>(decision) ? 1 : 0;
        }
    }
    const std::string what = fmt::format(
        "{} decisions of {} walks: quotes, market of the legs, price of the step; {} would step",
        microseconds.size(), walksAtWork(bench), steps);
    report.add({"decision of a walk, p50", medianOf(microseconds), "us", {}, 5.0, what});
    report.add({"decision of a walk, p99", quantileOf(microseconds, 0.99), "us", {}, {}, what});
}

void measureFeed(BenchReport& report, TradingBench& bench, Instant from)
{
    const std::uint64_t quotesBefore = bench.core().context().board.changes();
    const int stepsBefore = stepsTaken(bench);
    const Instant until = from + Duration(1s) * feedSeconds;
    const double begunAt = steadySeconds();
    for (Instant now = from; now < until; now += 1ms)
        bench.core().step(now + 1ms);
    const double took = steadySeconds() - begunAt;
    const std::uint64_t quotes = bench.core().context().board.changes() - quotesBefore;
    const int steps = stepsTaken(bench) - stepsBefore;
    report.add({"walks at work during the feed",
                double(walksAtWork(bench)),
                "walks",
                double(walksWanted),
                {},
                "each steps every 5 s"});
    report.add({"quotes heard",
                double(quotes),
                "quotes",
                double(quotesPerSecond) * feedSeconds,
                {},
                fmt::format("{} s at {} a second", feedSeconds, quotesPerSecond)});
    report.add({"steps of walks taken",
                double(steps),
                "steps",
                double(walksWanted) * (feedSeconds / 5 - 1),
                {},
                "one in each interval, or it is lost"});
    report.add({"busy with that feed",
                took / feedSeconds * 100,
                "percent",
                {},
                100.0,
                "of one thread: books, walks, exchange, record and disk; at 100 it falls behind"});
}

} // namespace

void measureWalks(BenchReport& report)
{
    TradingBench bench;
    bench.setLimits(walkLimits());
    bench.setCash(Money::ofWhole(100'000'000));
    const Instant from = at(10, 0);
    bench.setSource([&] { return fastMarket(from); });
    STRIKEDESK_ASSERT(bench.start().has_value(), "the bench starts");
    bench.core().step(from);
    for (int walk = 0; walk < walksWanted; ++walk) {
        (void)bench.ask(SubmitOrder {walkOrder(walk)});
        bench.core().step(bench.core().now() + 50ms);
    }
    bench.core().step(from + 59s);
    measureFeed(report, bench, from + 60s);
    measureDecision(report, bench);
}

} // namespace strikedesk::bench
