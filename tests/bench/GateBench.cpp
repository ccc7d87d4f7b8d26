// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/GateBench.h"

#include "core/engine/OrderPlan.h"
#include "core/util/Assert.h"
#include "tests/engine/TradingBench.h"

#include <fmt/format.h>

#include <chrono>

namespace strikedesk::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int workingWanted = 1'000;
constexpr int heldWanted = 24;
constexpr int ordersJudged = 20'000;
constexpr double checksPerSecondPromised = 200'000;
constexpr double slowestMicroseconds = 20;

// So large that only the number of orders matters.
Limits roomyLimits()
{
    Limits limits = shippedLimits();
    for (const LimitRow& row : limitTable()) {
        if (row.unit != LimitUnit::Percent && row.unit != LimitUnit::Level && row.unit != LimitUnit::YesNo
            && row.unit != LimitUnit::Minutes && row.unit != LimitUnit::Seconds)
            limits.values[row.id] = row.largest;
    }
    return limits;
}

// Put verticals on all underlyings, two strikes apart: an endless list that never asks for the same twice.
class Verticals
{
public:
    explicit Verticals(const Catalogue& catalogue)
    {
        for (const std::string& underlying : catalogue.underlyings()) {
            std::vector<const Instrument*> puts;
            for (const InstrumentId id : catalogue.optionsOf(underlying)) {
                const Instrument& instrument = catalogue.at(id);
                if (instrument.option->right == Right::Put)
                    puts.push_back(&instrument);
            }
            m_puts.push_back(std::move(puts));
        }
    }

    /// Sold to open: it rests.
    [[nodiscard]] OrderRequest next()
    {
        for (;;) {
            const std::vector<const Instrument*>& puts = m_puts[m_turn % m_puts.size()];
            const std::size_t row = (m_turn / m_puts.size()) % (puts.size() - 2);
            ++m_turn;
            const OptionContract& lower = *puts[row]->option;
            const OptionContract& upper = *puts[row + 2]->option;
            if (lower.root == upper.root && lower.expiry == upper.expiry && lower.strike < upper.strike)
                return sold(*puts[row + 2], *puts[row]);
        }
    }

private:
    OrderRequest sold(const Instrument& upper, const Instrument& lower) const
    {
        const Price width = upper.option->strike - lower.option->strike;
        OrderRequest request;
        request.legs = {{upper.symbol, Side::Sell, 1, PositionEffect::Open},
                        {lower.symbol, Side::Buy, 1, PositionEffect::Open}};
        request.quantity = Quantity(1);
        request.type = OrderType::Limit;
        request.limit = -(width + Price::ofCents(100)); // more than it can ever be worth
        request.strategy = "bench";
        return request;
    }

    std::vector<std::vector<const Instrument*>> m_puts; ///< Of each underlying.
    std::size_t m_turn = 0;
};

// A book to measure against: what is held first, then as many resting orders as promised.
void fillBook(TradingBench& bench, Verticals& verticals)
{
    for (int tries = 0; bench.state().portfolio().netPositions().size() < heldWanted && tries < 400;
         ++tries) {
        OrderRequest request = verticals.next();
        request.type = OrderType::MarketableLimit;
        request.limit.reset();
        (void)bench.ask(SubmitOrder {request}); // a series without a market is passed over
        bench.run(std::chrono::seconds {1});
    }
    for (int tries = 0; int(bench.state().orders().open().size()) < workingWanted; ++tries) {
        STRIKEDESK_ASSERT(tries < 20 * workingWanted, "the market takes a thousand resting orders");
        (void)bench.ask(SubmitOrder {verticals.next()});
        bench.run(std::chrono::milliseconds {200});
    }
    bench.run(std::chrono::minutes {3}); // none of them is recent any more
}

double microsecondsSince(Steady::time_point start)
{
    return std::chrono::duration<double, std::micro>(Steady::now() - start).count();
}

struct Judged
{
    std::vector<double> microseconds; ///< Of each order.
    int allowed = 0;

    [[nodiscard]] double perSecond() const
    {
        double sum = 0;
        for (const double each : microseconds)
            sum += each;
        return double(microseconds.size()) * 1e6 / sum;
    }
};

// `between` happens before each order and is not counted.
template <typename Between>
Judged judge(const DeskContext& context, Verticals& verticals, int count, Between&& between)
{
    Judged judged;
    for (int i = 0; i < count; ++i) {
        const OrderRequest request = verticals.next();
        between();
        const auto start = Steady::now();
        const auto plan = planOrder(context, {"screen", {}, true}, request, PlanDepth::Verdict);
        judged.microseconds.push_back(microsecondsSince(start));
        judged.allowed += plan && plan->verdict.isAllowed ? 1 : 0;
    }
    return judged;
}

} // namespace

void measureGate(BenchReport& report)
{
    TradingBench bench;
    bench.setCash(Money::ofWhole(100'000'000));
    bench.setLimits(roomyLimits());
    const auto started = bench.start();
    STRIKEDESK_ASSERT(started.has_value(), "the bench starts");
    const DeskContext& context = bench.core().context();
    Verticals verticals(context.board.catalogue());
    fillBook(bench, verticals);
    const std::string book = fmt::format(
        "{} working, {} legs held, {} underlyings", bench.state().orders().open().size(),
        bench.state().portfolio().netPositions().size(), context.board.catalogue().underlyings().size());

    const Judged quiet = judge(context, verticals, ordersJudged, [] {});
    const Judged moving = judge(context, verticals, 100, [&] { bench.run(std::chrono::milliseconds {500}); });
    const double rows = quiet.perSecond() * double(gateChecks().size());
    report.add({"rows of the table per second",
                rows,
                "checks/s",
                checksPerSecondPromised,
                {},
                fmt::format("one check is one of {} rows on one order; {}", gateChecks().size(), book)});
    report.add({"whole orders judged per second",
                quiet.perSecond(),
                "orders/s",
                {},
                {},
                fmt::format("market, impact, margin and all rows, as a submit does; {} of {} allowed",
                            quiet.allowed, quiet.microseconds.size())});
    report.add({"one order, 99 of 100",
                quantileOf(quiet.microseconds, 0.99),
                "us",
                {},
                slowestMicroseconds,
                "quotes at rest between orders"});
    report.add({"one order, median", medianOf(quiet.microseconds), "us", {}, {}, "quotes at rest"});
    report.add({"one order after new quotes, 99 of 100",
                quantileOf(moving.microseconds, 0.99),
                "us",
                {},
                {},
                "every underlying's market has moved since the order before"});
}

} // namespace strikedesk::bench
