// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditVerifier.h"
#include "core/engine/Engine.h"
#include "tests/engine/RiskAsks.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <future>
#include <latch>
#include <map>
#include <thread>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

constexpr int askers = 5;

Limits roomForMany()
{
    Limits limits = with(LimitId::DuplicateSeconds, 0);
    limits.values[LimitId::OrderToTrade] = 1'000'000;
    limits.values[LimitId::OrderToTradeWarning] = 1'000'000;
    return limits;
}

/// A desk whose engine runs on its own thread, and what it has left when it stopped.
class RunningDesk
{
public:
    RunningDesk()
    {
        m_bench.setLimits(roomForMany());
        if (const auto started = m_bench.start(); !started)
            qFatal("%s", started.error().message.c_str());
        m_bench.run(2s);
        m_engine = std::make_unique<Engine>(m_bench.takeCore(), EngineOptions {});
        m_engine->run();
    }

    /// Asks and waits for the answer: its code, or "sent".
    std::string ask(const std::string& who, DeskCommand command)
    {
        std::promise<std::string> answer;
        CommandEnvelope envelope;
        envelope.principal = {who, {}, true};
        envelope.command = std::move(command);
        envelope.reply = [&answer](const Result<DeskReply>& reply) { answer.set_value(codeOf(reply)); };
        if (const auto queued = m_engine->submit(std::move(envelope)); !queued)
            return queued.error().code;
        return answer.get_future().get();
    }

    std::vector<AuditRecord> recordAtTheEnd()
    {
        m_engine.reset();
        return readAuditAfter(m_bench.databasePath(), 0, 1'000'000).value_or(std::vector<AuditRecord>());
    }
    bool isRecordIntact()
    {
        const auto verdict = verifyAudit(m_bench.databasePath(), m_bench.anchorsFolder());
        return verdict && verdict->isIntact;
    }

private:
    TradingBench m_bench;
    std::unique_ptr<Engine> m_engine;
};

// Rests far below the market.
SubmitOrder oneShare(int cents)
{
    OrderRequest request;
    request.legs = {{"SIMX", Side::Buy, 1, PositionEffect::Open}};
    request.quantity = Quantity(1);
    request.limit = Price::ofCents(cents);
    return {request};
}

std::string nameOfAsker(int asker)
{
    return "token:" + std::to_string(asker);
}

} // namespace

/// The engine on its thread while many ask at once.
class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whoever asks after the answer to the kill is refused, and the record has no order behind the kill.
    void nothingIsIntendedAfterAKill()
    {
        constexpr int refusalsEach = 3;
        RunningDesk desk;
        std::latch trading {askers};
        std::atomic<bool> isKilled = false;
        std::atomic<int> sentAfter = 0;
        std::vector<std::thread> threads;
        for (int asker = 0; asker < askers; ++asker) {
            threads.emplace_back([&, asker] {
                int refused = 0;
                for (int i = 0; i < 2'000 && refused < refusalsEach; ++i) {
                    const bool isLate = isKilled;
                    const std::string code = desk.ask(nameOfAsker(asker), oneShare(100 + i));
                    sentAfter += isLate && code == "sent" ? 1 : 0;
                    refused += code == "risk.killed" ? 1 : 0;
                    if (i == 2)
                        trading.count_down();
                }
            });
        }
        trading.wait();
        const std::string kill = desk.ask("screen", EngageKill {false, "enough"});
        isKilled = true;
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(kill, std::string("sent"));
        QCOMPARE(sentAfter.load(), 0);

        std::uint64_t killedAt = 0;
        std::uint64_t lastIntent = 0;
        int refusals = 0;
        for (const AuditRecord& record : desk.recordAtTheEnd()) {
            if (record.kind == "kill.engaged")
                killedAt = record.sequence;
            if (record.kind == "order.intended")
                lastIntent = record.sequence;
            refusals += record.kind == "order.denied" && killedAt > 0 ? 1 : 0;
        }
        QVERIFY(killedAt > 0 && lastIntent > 0);
        QVERIFY(lastIntent < killedAt);
        QCOMPARE(refusals, refusalsEach * askers);
    }

    void everyAskIsInTheRecordOnceAndInItsAskersOrder()
    {
        constexpr int each = 10;
        RunningDesk desk;
        std::vector<std::thread> threads;
        for (int asker = 0; asker < askers; ++asker) {
            threads.emplace_back([&desk, asker] {
                for (int i = 0; i < each; ++i)
                    (void)desk.ask(nameOfAsker(asker), oneShare(100 + i));
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        std::map<std::string, std::vector<std::string>> prices;
        for (const AuditRecord& record : desk.recordAtTheEnd()) {
            if (record.kind != "command.taken")
                continue;
            const auto place = record.body.find("limit\\\":\\\"");
            QVERIFY2(place != std::string::npos, record.body.c_str());
            prices[record.actor].push_back(record.body.substr(place + 10, 6));
        }
        QCOMPARE(prices.size(), std::size_t(askers));
        for (const auto& [actor, ofActor] : prices) {
            QCOMPARE(ofActor.size(), std::size_t(each));
            QVERIFY2(std::ranges::is_sorted(ofActor), actor.c_str());
            QVERIFY2(std::ranges::adjacent_find(ofActor) == ofActor.end(), actor.c_str());
        }
        QVERIFY(desk.isRecordIntact());
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_Engine.moc"
