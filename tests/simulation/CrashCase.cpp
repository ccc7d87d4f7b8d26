// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/CrashCase.h"

#include "core/util/FaultPoint.h"
#include "core/venue/InProcessVenue.h"
#include "core/venue/VenueFactory.h"
#include "tests/simulation/BehavingVenue.h"
#include "tests/simulation/FaultyVenue.h"
#include "tests/simulation/RandomMarket.h"
#include "tests/venue/ScriptedMarket.h"

#include <fmt/format.h>

#include <deque>
#include <utility>

namespace strikedesk {
namespace {

using namespace std::chrono_literals;

// Longer than any message is on its way, shorter than the limit after which silence counts as an answer.
constexpr Duration lateness = 6s;
constexpr int startTriesMax = 3;

/// Dies at its places, one after the other.
class CrashHook
{
public:
    explicit CrashHook(const CrashWindow& window)
        : m_left(window.places.begin(), window.places.end())
    {
        setFaultHook([this](std::string_view point) { reach(point); });
    }
    ~CrashHook() { setFaultHook({}); }
    CrashHook(const CrashHook&) = delete;
    CrashHook& operator=(const CrashHook&) = delete;

    [[nodiscard]] bool isDone() const { return m_left.empty(); }

private:
    void reach(std::string_view point)
    {
        if (m_left.empty() || m_left.front().point != point || --m_left.front().occurrence > 0)
            return;
        m_left.pop_front();
        throw SimulatedCrash {};
    }

    std::deque<FaultPlace> m_left;
};

OrderRequest requestFor(CaseOrder kind)
{
    const auto& symbols = randomMarketSymbols();
    const auto strike
        = [&](int row, int index) { return symbols[std::size_t(row * strikesOfRandomMarket + index)]; };
    constexpr int calls = 4; // of the last expiry; its puts are the next row
    OrderRequest request;
    request.quantity = Quantity(2);
    request.type = OrderType::MarketableLimit;
    const auto leg = [&](const std::string& symbol, Side side) {
        request.legs.push_back({symbol, side, 1, PositionEffect::Open});
    };
    switch (kind) {
    case CaseOrder::Single: leg(strike(calls, 3), Side::Buy); break;
    case CaseOrder::Condor:
        leg(strike(calls + 1, 0), Side::Buy);
        leg(strike(calls + 1, 1), Side::Sell);
        leg(strike(calls, 4), Side::Sell);
        leg(strike(calls, 5), Side::Buy);
        break;
    case CaseOrder::Vertical:
    case CaseOrder::Replaced:
    case CaseOrder::Cancelled:
        leg(strike(calls, 2), Side::Buy);
        leg(strike(calls, 4), Side::Sell);
        break;
    }
    if (kind == CaseOrder::Replaced || kind == CaseOrder::Cancelled) {
        request.type = OrderType::Limit;
        request.limit = Price::ofCents(20); // rests far below the market
    }
    return request;
}

/// One case as it goes on.
class CrashCase
{
public:
    CrashCase(const CrashWindow& window, VenueBehaviour behaviour, CaseOrder kind, std::uint64_t seed)
        : m_kind(kind)
        , m_desk(seed, exchangeFor(behaviour), DeskStorage::Database)
        , m_conduct {behaviour}
        , m_hook(window)
    {
    }

    CrashOutcome run()
    {
        surviving([this] { restart(); });
        surviving([this] { m_core->step(at(10, 0)); });
        surviving([this] { ask(SubmitOrder {requestFor(m_kind)}); });
        settle(3s);
        if (m_kind == CaseOrder::Replaced)
            surviving([this] { changeOrder(true); });
        if (m_kind == CaseOrder::Cancelled)
            surviving([this] { changeOrder(false); });
        settle(60s);
        // A command that was not acknowledged may be lost with its engine: whoever gave it gives it again.
        while (m_failure.empty() && !m_core->context().state.kill().isEngaged)
            surviving([this] { ask(EngageKill {false, "the case is over"}); });
        settle(60s);
        look();
        return {m_failure, m_hook.isDone()};
    }

private:
    static ExchangeOptions exchangeFor(VenueBehaviour behaviour)
    {
        ExchangeOptions options;
        options.profile = *findExchangeProfile("strikedesk-sim");
        if (behaviour == VenueBehaviour::AcceptsLate)
            options.latency = lateness;
        return options;
    }

    void restart()
    {
        m_core.reset();
        for (int attempt = 0; attempt < startTriesMax; ++attempt) {
            auto core = m_desk.startEngine(std::make_unique<BehavingVenue>(
                std::make_unique<InProcessVenue>(m_desk.sharedExchange()), m_conduct));
            if (core) {
                m_core = std::move(*core);
                return;
            }
            if (core.error().code != "venue.lost")
                return failWith("the start failed: " + core.error().message);
        }
        failWith("no start succeeded");
    }

    template <typename Work>
    void surviving(Work work)
    {
        for (bool isAlive = false; !isAlive && m_failure.empty();) {
            isAlive = true;
            try {
                if (m_core || !m_isStarted)
                    work();
                else
                    restart();
                m_isStarted = true;
            } catch (const SimulatedCrash&) {
                m_core.reset();
                isAlive = false;
            }
        }
    }

    void settle(Duration length)
    {
        if (!m_core)
            return;
        const Instant end = m_core->now() + length;
        while (m_failure.empty() && m_core && m_core->now() < end)
            surviving([this] { m_core->step(m_core->now() + 500ms); });
    }

    void ask(DeskCommand command)
    {
        m_core->handle({{"screen", {}, true}, std::move(command), {}, [this](const Result<DeskReply>& reply) {
                            const auto* taken = reply ? std::get_if<OrderReply>(&*reply) : nullptr;
                            if (taken)
                                m_acknowledged.push_back(taken->order);
                        }});
    }

    void changeOrder(bool isReplace)
    {
        for (const OrderRecord* order : m_core->context().state.orders().open()) {
            if (isReplace)
                return ask(ReplaceOrder {order->id, Price::ofCents(500), {}});
            return ask(CancelOrder {order->id});
        }
    }

    void look()
    {
        if (!m_failure.empty())
            return;
        const DeskState& state = m_core->context().state;
        if (!state.anomalies().empty())
            failWith("anomaly: " + state.anomalies().front());
        for (const OrderId& id : m_acknowledged) {
            if (!state.orders().find(id))
                failWith("the acknowledged order " + id.text() + " is lost");
        }
        if (m_desk.exchange().listing().orders.size() > 1)
            failWith("the exchange was sent more than one order");
        for (const OrderRecord& order : state.orders().all()) {
            if (!isFinal(order.state))
                failWith(fmt::format("order {} is still {}", order.id.text(), nameOf(order.state)));
            if (!state.slippage().reservedFor(order.id).isZero())
                failWith("order " + order.id.text() + " still holds a reserve");
        }
        if (!state.isArmed())
            failWith("not armed: " + state.disarmedReason());
        if (const std::string difference = m_desk.differenceTo(state); !difference.empty())
            failWith(difference);
        if (const std::string trouble = m_desk.recordTrouble(); !trouble.empty())
            failWith(trouble);
    }

    void failWith(const std::string& what)
    {
        if (m_failure.empty())
            m_failure = what;
    }

    CaseOrder m_kind;
    SimulatedDesk m_desk;
    VenueConduct m_conduct;
    CrashHook m_hook;
    std::unique_ptr<TradingCore> m_core;
    bool m_isStarted = false;
    std::vector<OrderId> m_acknowledged;
    std::string m_failure;
};

} // namespace

const std::vector<CrashWindow>& crashWindows()
{
    // The first commits belong to the start itself: the order's own begin with the third.
    static const std::vector<CrashWindow> windows {
        {"before the first start is recorded", {{"journal.before_commit", 1}}},
        {"before the intent is durable", {{"journal.before_commit", 3}}},
        {"after the intent is durable", {{"journal.after_commit", 3}}},
        {"before the write", {{"venue.before_send", 1}}},
        {"after the write", {{"venue.after_send", 1}}},
        {"answer heard, not recorded", {{"venue.heard", 1}}},
        {"between two answers", {{"venue.heard", 2}}},
        {"answer recorded, not durable", {{"journal.before_commit", 4}}},
        {"answer durable", {{"journal.after_commit", 4}}},
        {"before the second write", {{"venue.before_send", 2}}},
        {"recovering: connected", {{"venue.after_send", 1}, {"recovery.connected", 1}}},
        {"recovering: compared", {{"venue.after_send", 1}, {"recovery.compared", 1}}},
    };
    return windows;
}

std::string_view nameOf(VenueBehaviour behaviour)
{
    constexpr std::array<std::string_view, venueBehaviours.size()> names {
        "accepts",    "rejects",      "accepts late",     "answer lost", "answers twice",
        "fill first", "out of order", "drops connection", "silent"};
    return names.at(std::size_t(behaviour));
}

std::string_view nameOf(CaseOrder order)
{
    constexpr std::array<std::string_view, caseOrders.size()> names {"single", "vertical", "condor",
                                                                     "replaced", "cancelled"};
    return names.at(std::size_t(order));
}

CrashOutcome runCrashCase(const CrashWindow& window, VenueBehaviour behaviour, CaseOrder order,
                          std::uint64_t seed)
{
    return CrashCase(window, behaviour, order, seed).run();
}

} // namespace strikedesk
