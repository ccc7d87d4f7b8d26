// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/OrderPath.h"

#include "core/util/Clock.h"
#include "core/venue/InProcessVenue.h"
#include "core/venue/VenueFactory.h"
#include "tests/simulation/RandomMarket.h"
#include "tests/simulation/SimulatedDesk.h"
#include "tests/venue/ForwardingVenue.h"
#include "tests/venue/ScriptedMarket.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace strikedesk::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t seed = 7;
constexpr int workingOrders = 500;
constexpr int fillsMeasured = 400;

/// Tells when the first and the last cancel of a kill were handed to it.
class TimedVenue final : public ForwardingVenue
{
public:
    struct Times
    {
        std::optional<double> firstCancel;
        double lastCancel = 0;
        int cancels = 0;
    };
    TimedVenue(std::unique_ptr<Venue> inner, Times& times)
        : ForwardingVenue(std::move(inner))
        , m_times(times)
    {
    }
    Result<void> send(const VenueCommand& command) override
    {
        auto sent = inner().send(command);
        if (std::holds_alternative<CancelAtVenue>(command)) {
            m_times.lastCancel = steadySeconds();
            m_times.firstCancel = m_times.firstCancel.value_or(m_times.lastCancel);
            ++m_times.cancels;
        }
        return sent;
    }

private:
    Times& m_times;
};

ExchangeOptions richExchange()
{
    ExchangeOptions options;
    options.profile = *findExchangeProfile("strikedesk-sim");
    options.cash = Money::ofWhole(50'000'000);
    return options;
}

OrderRequest buyOrder(int row, OrderType type, std::optional<Price> limit)
{
    OrderRequest request;
    const auto& symbols = randomMarketSymbols();
    const std::size_t last = symbols.size() - std::size_t(2 * strikesOfRandomMarket); // the longest expiry
    request.legs
        = {{symbols[last + std::size_t(row % strikesOfRandomMarket)], Side::Buy, 1, PositionEffect::Open}};
    request.quantity = Quantity(1);
    request.type = type;
    request.limit = limit;
    request.strategy = fmt::format("bench {}", row);
    return request;
}

bool ask(TradingCore& core, DeskCommand command)
{
    bool isDone = false;
    core.handle({{"screen", {}, true}, std::move(command), {}, [&](const Result<DeskReply>& reply) {
                     isDone = reply.has_value();
                 }});
    return isDone;
}

/// When a fill was heard, and when what it became was handed to storage; in seconds of the steady clock.
struct FillTimes
{
    double heardAt = 0;
    double handedAt = 0;
};

/// Notes the moment at which a fill is handed to the desk.
class ListenedVenue final : public ForwardingVenue
{
public:
    ListenedVenue(std::unique_ptr<Venue> inner, FillTimes& times)
        : ForwardingVenue(std::move(inner))
        , m_times(times)
    {
    }
    Result<std::vector<VenueEvent>> advanceTo(Instant instant, std::uint64_t after) override
    {
        auto events = inner().advanceTo(instant, after);
        m_times.heardAt = steadySeconds();
        return events;
    }

private:
    FillTimes& m_times;
};

/// Notes the moment at which the events of a step leave the trading thread.
class ListenedStorage final : public Storage
{
public:
    ListenedStorage(std::unique_ptr<Storage> inner, FillTimes& times)
        : m_inner(std::move(inner))
        , m_times(times)
    {
    }
    Result<std::uint64_t> append(Batch batch) override
    {
        m_times.handedAt = steadySeconds();
        return m_inner->append(std::move(batch));
    }
    Result<void> waitDurable(std::uint64_t ticket) override { return m_inner->waitDurable(ticket); }
    Result<std::uint64_t> takeEpoch(Instant at) override { return m_inner->takeEpoch(at); }
    Result<std::uint64_t> renewEpoch(std::uint64_t current, Instant at) override
    {
        return m_inner->renewEpoch(current, at);
    }
    Result<std::unique_ptr<Reader>> openReader() const override { return m_inner->openReader(); }

private:
    std::unique_ptr<Storage> m_inner;
    FillTimes& m_times;
};

/// What each fill took, in seconds.
struct FillSeries
{
    std::vector<double> toEvent;   ///< From the message to its events, booked, chained and handed over.
    std::vector<double> toDurable; ///< From the message to the end of the step: durable, and to be shown.
    std::vector<double> wholeStep; ///< With what the exchange did for it and the market it heard.
};

FillSeries fillsOn(DeskStorage storage)
{
    SimulatedDesk desk(seed, richExchange(), storage);
    FillTimes moments;
    auto core = desk.startEngine(std::make_unique<ListenedVenue>(
                                     std::make_unique<InProcessVenue>(desk.sharedExchange()), moments),
                                 [&](std::unique_ptr<Storage> inner) {
                                     return std::make_unique<ListenedStorage>(std::move(inner), moments);
                                 })
                    .value();
    core->step(at(10, 0));
    FillSeries series;
    for (int i = 0; i < fillsMeasured && core->now() < at(15, 50); ++i) {
        if (!ask(*core, SubmitOrder {buyOrder(i, OrderType::MarketableLimit, {})}))
            continue;
        const std::size_t before = core->context().state.fills().size();
        const Instant until = core->now() + 20s;
        while (core->now() < until && core->nextInstant()) {
            const double startedAt = steadySeconds();
            core->step(*core->nextInstant()); // from event to event, as the engine does
            const double endedAt = steadySeconds();
            if (core->context().state.fills().size() == before)
                continue;
            series.toEvent.push_back(moments.handedAt - moments.heardAt);
            series.toDurable.push_back(endedAt - moments.heardAt);
            series.wholeStep.push_back(endedAt - startedAt);
            break;
        }
    }
    return series;
}

// A snapshot, and with it the event, is published when its step is durable. What the desk itself needs ends
// when the event is handed to storage; the rest is the disk's.
void measureFills(BenchReport& report)
{
    const FillSeries memory = fillsOn(DeskStorage::Memory);
    const FillSeries database = fillsOn(DeskStorage::Database);
    const auto microseconds = [](const std::vector<double>& times) { return medianOf(times) * 1e6; };
    report.add({"fill message to its event, p50",
                microseconds(memory.toEvent),
                "us",
                {},
                10.0,
                fmt::format("{} fills; heard to booked, encoded, chained and handed to storage: all that the "
                            "trading thread does between",
                            memory.toEvent.size())});
    report.add({"fill message to durable in memory, p50",
                microseconds(memory.toDurable),
                "us",
                {},
                {},
                "and the step has ended: a snapshot may show it"});
    report.add({"fill message to durable in the database, p50",
                microseconds(database.toDurable),
                "us",
                {},
                {},
                "SQLite on a memory file system, on its own thread"});
    report.add({"fill heard to booked and durable, p50",
                microseconds(database.wholeStep),
                "us",
                {},
                {},
                fmt::format("{} fills; the whole step: market, venue, books, record on a memory file system",
                            database.wholeStep.size())});
}

void measureKill(BenchReport& report)
{
    SimulatedDesk desk(seed, richExchange(), DeskStorage::Database);
    TimedVenue::Times times;
    auto core = desk.startEngine(std::make_unique<TimedVenue>(
                                     std::make_unique<InProcessVenue>(desk.sharedExchange()), times))
                    .value();
    core->step(at(10, 0));
    int working = 0;
    const double fillingFrom = steadySeconds();
    for (int i = 0; working < workingOrders && i < 4 * workingOrders; ++i) {
        working
            += ask(*core, SubmitOrder {buyOrder(i, OrderType::Limit, Price::ofCents(1 + i / 6 % 5))}) ? 1 : 0;
        if (i % 8 == 7) // slower than the messages of a minute that the limits allow
            core->step(core->now() + 2s);
    }
    const double fillingTook = steadySeconds() - fillingFrom;
    core->step(core->now() + 2s);
    const double pulledAt = steadySeconds();
    ask(*core, EngageKill {false, "bench"});
    const double blockedAfter = steadySeconds() - pulledAt;
    const bool isBlocked = !ask(*core, SubmitOrder {buyOrder(0, OrderType::MarketableLimit, {})});
    for (int i = 0; i < 20; ++i)
        core->step(core->now() + 500ms);
    report.add(
        {"orders at work when the kill came",
         double(working),
         "orders",
         double(workingOrders),
         {},
         fmt::format("{:.1f} ms each to check, record and send", fillingTook / std::max(1, working) * 1e3)});
    report.add({"kill to entries blocked",
                blockedAfter * 1e3,
                "ms",
                {},
                50.0,
                isBlocked ? "the next entry was refused" : "THE NEXT ENTRY WAS NOT REFUSED"});
    report.add({"kill to the last cancel sent",
                (times.lastCancel - pulledAt) * 1e3,
                "ms",
                {},
                1'000.0,
                fmt::format("{} cancels", times.cancels)});
    report.add({"cancels confirmed",
                double(core->context().state.kill().confirmed.size()),
                "orders",
                double(working),
                {},
                "by the exchange"});
}

} // namespace

void measureOrderPath(BenchReport& report)
{
    measureFills(report);
    measureKill(report);
}

} // namespace strikedesk::bench
