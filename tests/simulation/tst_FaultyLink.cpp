// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Clock.h"
#include "core/util/Random.h"
#include "core/venue/SocketVenue.h"
#include "core/venue/VenueFactory.h"
#include "tests/simulation/FaultyLink.h"
#include "tests/simulation/RandomMarket.h"
#include "tests/simulation/SimulatedDesk.h"
#include "tests/venue/ScriptedMarket.h"

#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds patience {150};
constexpr int ordersEach = 12;

int scenarioCount()
{
    const int asked = qEnvironmentVariableIntValue("STRIKEDESK_LINKS");
    return asked > 0 ? asked : 40;
}

std::deque<LinkFault> faultsFrom(Random& random)
{
    std::deque<LinkFault> faults;
    for (auto left = random.between(4, 12); left > 0; --left) {
        LinkFault fault;
        fault.kind = LinkFault::Kind(random.between(0, LinkFault::kinds - 1));
        fault.after = std::uint64_t(random.between(1, 6'000));
        fault.amount = fault.kind == LinkFault::Kind::Delay ? random.between(20, 300) : random.between(1, 40);
        faults.push_back(fault);
    }
    return faults;
}

/// One desk whose line to its exchange breaks again and again.
class Scenario
{
public:
    explicit Scenario(std::uint64_t seed)
        : m_random(seed, 41)
        , m_desk(seed, options(), DeskStorage::Database)
        , m_exchange(m_desk.sharedExchange(), m_folder.path().toStdString(), faultsFrom(m_random))
    {
    }

    [[nodiscard]] const std::string& failure() const { return m_failure; }
    [[nodiscard]] int faults() const { return m_exchange.faultsDone(); }
    [[nodiscard]] double secondsToRecover() const { return m_secondsToRecover; }
    [[nodiscard]] int orders() const { return m_orders; }

    void run()
    {
        if (!start())
            return;
        m_core->step(at(10, 0));
        for (int i = 0; i < ordersEach; ++i) {
            order();
            for (auto steps = m_random.between(1, 8); steps > 0; --steps)
                m_core->step(m_core->now() + 500ms);
        }
        m_exchange.heal();
        const double healedAt = steadySeconds();
        if (!waitUntilArmed())
            return;
        m_secondsToRecover = steadySeconds() - healedAt;
        (void)ask(EngageKill {false, "the scenario is over"});
        for (int i = 0; i < 60; ++i)
            m_core->step(m_core->now() + 500ms);
        look();
        m_core.reset();
    }

private:
    static ExchangeOptions options()
    {
        ExchangeOptions options;
        options.profile = *findExchangeProfile("strikedesk-sim");
        return options;
    }

    // The line may break while the desk starts, too.
    bool start()
    {
        for (int attempt = 0; attempt < 20; ++attempt) {
            auto venue = SocketVenue::open(m_exchange.path(), patience);
            auto core = venue ? m_desk.startEngine(std::move(*venue))
                              : Result<std::unique_ptr<TradingCore>>(fail(venue.error()));
            if (core) {
                m_core = std::move(*core);
                return true;
            }
            m_failure = core.error().message;
        }
        return false;
    }

    bool waitUntilArmed()
    {
        m_failure.clear();
        for (int i = 0; i < 200; ++i) {
            if (m_core->isVenueUp() && m_core->context().state.isArmed())
                return true;
            m_core->step(m_core->now() + 1s);
        }
        m_failure = "not armed again: " + m_core->context().state.disarmedReason() + m_core->venueTrouble();
        return false;
    }

    bool ask(DeskCommand command)
    {
        bool isTaken = false;
        m_core->handle({{"screen", {}, true}, std::move(command), {}, [&](const Result<DeskReply>& reply) {
                            isTaken = reply.has_value();
                        }});
        return isTaken;
    }

    void order()
    {
        const auto open = m_core->context().state.orders().open();
        if (!open.empty() && m_random.between(0, 2) == 0) {
            const OrderId id = open[std::size_t(m_random.between(0, int(open.size()) - 1))]->id;
            (void)(m_random.between(0, 1) == 0 ? ask(CancelOrder {id})
                                               : ask(ReplaceOrder {id, Price::ofCents(500), {}}));
            return;
        }
        m_orders += ask(SubmitOrder {randomPurchase(m_random)}) ? 1 : 0;
    }

    void look()
    {
        const DeskState& state = m_core->context().state;
        if (const std::string trouble = m_desk.troubleAtRest(state); !trouble.empty())
            m_failure = trouble;
    }

    Random m_random;
    QTemporaryDir m_folder;
    SimulatedDesk m_desk;
    LinkedExchange m_exchange;
    std::unique_ptr<TradingCore> m_core;
    std::string m_failure;
    double m_secondsToRecover = 0;
    int m_orders = 0;
};

} // namespace

/// A real socket that breaks in the middle of frames, stands half open, loses bytes or answers, or is slow:
/// nothing is doubled, nothing is lost, and the desk comes back by itself.
class TestFaultyLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDeskComesBackFromEveryLine()
    {
        const int count = scenarioCount();
        int faults = 0;
        int orders = 0;
        std::vector<double> seconds;
        for (int seed = 1; seed <= count; ++seed) {
            Scenario scenario {std::uint64_t(seed)};
            scenario.run();
            if (!scenario.failure().empty())
                QFAIL(fmt::format("seed {}: {}", seed, scenario.failure()).c_str());
            faults += scenario.faults();
            orders += scenario.orders();
            seconds.push_back(scenario.secondsToRecover());
        }
        std::ranges::sort(seconds);
        qInfo("%d lines, %d faults, %d orders; armed again %.0f ms after the line was sound (median), %.0f "
              "ms (worst)",
              count, faults, orders, seconds[seconds.size() / 2] * 1e3, seconds.back() * 1e3);
        QVERIFY(faults > count);
        QVERIFY(orders > count);
    }
};

QTEST_GUILESS_MAIN(TestFaultyLink)
#include "tst_FaultyLink.moc"
