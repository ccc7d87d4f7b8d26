// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Random.h"
#include "core/venue/InProcessVenue.h"
#include "core/venue/VenueFactory.h"
#include "tests/simulation/RandomMarket.h"
#include "tests/simulation/SimulatedDesk.h"
#include "tests/venue/ScriptedMarket.h"

#include <QTest>

#include <fmt/format.h>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

int trialCount()
{
    const int asked = qEnvironmentVariableIntValue("STRIKEDESK_RIVALS");
    return asked > 0 ? asked : 50;
}

/// One engine of an account with what it was told.
struct Rival
{
    std::unique_ptr<TradingCore> core;
    std::vector<OrderId> acknowledged;

    void step() { core->step(core->now() + 500ms); }

    /// The code of the refusal, or nothing.
    std::string ask(DeskCommand command)
    {
        std::string code;
        core->handle({{"screen", {}, true}, std::move(command), {}, [&](const Result<DeskReply>& reply) {
                          const auto* order = reply ? std::get_if<OrderReply>(&*reply) : nullptr;
                          if (order)
                              acknowledged.push_back(order->order);
                          if (!reply)
                              code = reply.error().code;
                      }});
        return code;
    }
};

/// An engine that was thought dead (a laptop that slept, a process that was stopped) goes on beside the one
/// that has taken the account over.
class Trial
{
public:
    explicit Trial(std::uint64_t seed)
        : m_random(seed, 43)
        , m_desk(seed, options(), DeskStorage::Database)
    {
    }

    void run()
    {
        if (!start(m_older))
            return;
        m_older.core->step(at(10, 0));
        for (int i = m_random.between(0, 8); i > 0; --i)
            act(m_older);
        if (!start(m_newer))
            return;
        for (int i = m_random.between(10, 40); i > 0; --i)
            act(m_random.between(0, 1) == 0 ? m_older : m_newer);
        m_refusalOfOlder = m_older.ask(SubmitOrder {randomPurchase(m_random)});
        (void)m_newer.ask(EngageKill {false, "the trial is over"});
        for (int i = 0; i < 60; ++i)
            m_newer.step();
        look();
    }

    [[nodiscard]] const std::string& failure() const { return m_failure; }
    [[nodiscard]] std::size_t orders() const { return m_desk.sharedExchange()->listing().orders.size(); }

private:
    static ExchangeOptions options()
    {
        ExchangeOptions options;
        options.profile = *findExchangeProfile("strikedesk-sim");
        return options;
    }

    bool start(Rival& rival)
    {
        auto core = m_desk.startEngine(std::make_unique<InProcessVenue>(m_desk.sharedExchange()));
        if (!core)
            m_failure = "the start failed: " + core.error().message;
        else
            rival.core = std::move(*core);
        return m_failure.empty();
    }

    void act(Rival& rival)
    {
        const auto open = rival.core->context().state.orders().open();
        const int what = m_random.between(0, 9);
        if (what < 4) {
            rival.step();
        } else if (what < 7 || open.empty()) {
            (void)rival.ask(SubmitOrder {randomPurchase(m_random)});
        } else if (what < 8) {
            (void)rival.ask(CancelOrder {open.front()->id});
        } else if (what < 9) {
            (void)rival.ask(ReplaceOrder {open.front()->id, Price::ofCents(500), {}});
        } else {
            (void)rival.ask(CompareBooks {});
        }
    }

    void look()
    {
        const DeskState& state = m_newer.core->context().state;
        if (!m_refusalOfOlder.ends_with(".fenced"))
            m_failure = "the older engine was answered \"" + m_refusalOfOlder + "\"";
        for (const Rival* rival : {&m_older, &m_newer}) {
            for (const OrderId& id : rival->acknowledged) {
                if (!std::as_const(state).orders().find(id))
                    m_failure = "the acknowledged order " + id.text() + " is lost";
            }
        }
        if (const std::string trouble = m_desk.troubleAtRest(state); !trouble.empty())
            m_failure = trouble;
    }

    Random m_random;
    SimulatedDesk m_desk;
    Rival m_older;
    Rival m_newer;
    std::string m_refusalOfOlder;
    std::string m_failure;
};

} // namespace

/// Two engines on one account: the one that came last trades, the other one is refused whatever it tries, and
/// the books hold what the venue holds.
class TestRivals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheNewerEngineTrades()
    {
        std::size_t orders = 0;
        for (int seed = 1; seed <= trialCount(); ++seed) {
            Trial trial {std::uint64_t(seed)};
            trial.run();
            if (!trial.failure().empty())
                QFAIL(fmt::format("seed {}: {}", seed, trial.failure()).c_str());
            orders += trial.orders();
        }
        qInfo("%d trials, %zu orders at the exchange", trialCount(), orders);
        QVERIFY(orders > std::size_t(trialCount()));
    }
};

QTEST_GUILESS_MAIN(TestRivals)
#include "tst_Rivals.moc"
