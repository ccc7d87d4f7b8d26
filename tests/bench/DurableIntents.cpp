// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/DurableIntents.h"

#include "core/audit/AuditTable.h"
#include "core/storage/StorageWriter.h"
#include "core/util/Assert.h"
#include "core/util/Clock.h"

#include <QTemporaryDir>

#include <fmt/format.h>

#include <condition_variable>
#include <cstdio>
#include <functional>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <utility>

namespace strikedesk::bench {
namespace {

constexpr int senders = 8;
constexpr double secondsPerRound = 3;
constexpr int rounds = 3; // of each contender, one after the other, so that both see the same disk
constexpr int syncsProbed = 200;
const std::string intentBody(600, 'x'); // about what an intent's record has

/// The peer: whoever waits gets the next group, and a group is one write and one synchronisation.
class BareLog
{
public:
    explicit BareLog(const std::string& path)
        : m_file(std::fopen(path.c_str(), "wb"))
        , m_thread([this] { work(); })
    {
    }
    ~BareLog()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isStopping = true;
        }
        m_wake.notify_all();
        m_thread.join();
        std::fclose(m_file);
    }
    BareLog(const BareLog&) = delete;
    BareLog& operator=(const BareLog&) = delete;

    void append(const std::string& record)
    {
        std::unique_lock lock(m_mutex);
        m_waiting += record;
        const std::uint64_t ticket = ++m_newest;
        m_wake.notify_one();
        m_settled.wait(lock, [&] { return m_durable >= ticket; });
    }

private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_wake.wait(lock, [this] { return m_isStopping || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            const std::string group = std::exchange(m_waiting, {});
            const std::uint64_t upTo = m_newest;
            lock.unlock();
            std::fwrite(group.data(), 1, group.size(), m_file);
            std::fflush(m_file);
            fdatasync(fileno(m_file));
            lock.lock();
            m_durable = upTo;
            m_settled.notify_all();
        }
    }

    std::FILE* m_file;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_settled;
    std::string m_waiting;
    std::uint64_t m_newest = 0;
    std::uint64_t m_durable = 0;
    bool m_isStopping = false;
    std::thread m_thread;
};

struct Round
{
    double perSecond = 0;
    std::vector<double> latencies; ///< Seconds.
};

Round measureRound(const std::function<void(int)>& send)
{
    std::vector<std::vector<double>> latencies(senders);
    std::vector<std::thread> threads;
    const double startedAt = steadySeconds();
    for (int sender = 0; sender < senders; ++sender) {
        threads.emplace_back([&, sender] {
            while (steadySeconds() - startedAt < secondsPerRound) {
                const double sentAt = steadySeconds();
                send(sender);
                latencies[std::size_t(sender)].push_back(steadySeconds() - sentAt);
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    Round round;
    for (const auto& ofSender : latencies)
        round.latencies.insert(round.latencies.end(), ofSender.begin(), ofSender.end());
    round.perSecond = double(round.latencies.size()) / (steadySeconds() - startedAt);
    return round;
}

double secondsPerSync(const std::string& path)
{
    std::FILE* file = std::fopen(path.c_str(), "wb");
    std::vector<double> times;
    for (int i = 0; i < syncsProbed; ++i) {
        std::fwrite(intentBody.data(), 1, intentBody.size(), file);
        std::fflush(file);
        const double startedAt = steadySeconds();
        fdatasync(fileno(file));
        times.push_back(steadySeconds() - startedAt);
    }
    std::fclose(file);
    return quantileOf(times, 0.99);
}

/// The desk's way: a record of the audit chain, in the database, durable before anything goes out.
class DeskLog
{
public:
    explicit DeskLog(const std::string& path)
        : m_storage(std::move(StorageWriter::open(path, auditMigrations()).value()))
        , m_epoch(m_storage->takeEpoch(Instant {}).value())
        , m_chain(AuditHead {})
    {
    }
    void send()
    {
        Batch batch;
        batch.epoch = m_epoch;
        std::uint64_t ticket = 0;
        {
            const std::scoped_lock lock(m_mutex); // the trading thread: one at a time makes records
            AuditEntry entry;
            entry.category = "order";
            entry.kind = "order.intended";
            entry.actor = "bench";
            entry.entity = "O1-000001-G";
            entry.body = "{\"body\":\"" + intentBody + "\"}";
            batch.statements.push_back(auditInsert(m_chain.next(std::move(entry))));
            ticket = m_storage->append(std::move(batch)).value();
        }
        STRIKEDESK_ASSERT(m_storage->waitDurable(ticket), "the disk of a benchmark works");
    }

private:
    std::unique_ptr<StorageWriter> m_storage;
    std::uint64_t m_epoch;
    std::mutex m_mutex;
    AuditChain m_chain;
};

} // namespace

void measureDurableIntents(BenchReport& report)
{
    const QTemporaryDir folder(
        QStringLiteral("bench-XXXXXX")); // here: a memory file system would prove nothing
    const std::string path = folder.path().toStdString();
    const double sync = secondsPerSync(path + "/probe");
    std::vector<double> ratios;
    std::vector<double> rates;
    std::vector<double> latencies;
    for (int round = 0; round < rounds; ++round) {
        DeskLog desk(fmt::format("{}/desk{}.db", path, round));
        const Round ours = measureRound([&](int) { desk.send(); });
        BareLog bare(fmt::format("{}/bare{}.log", path, round));
        const Round peer = measureRound([&](int) { bare.append(intentBody); });
        rates.push_back(ours.perSecond);
        ratios.push_back(ours.perSecond / peer.perSecond);
        latencies.insert(latencies.end(), ours.latencies.begin(), ours.latencies.end());
    }
    const double p99 = quantileOf(latencies, 0.99);
    report.add({"durable intents",
                medianOf(rates),
                "per s",
                {},
                {},
                fmt::format("{} senders, synchronous=FULL, median of {} rounds of {} s", senders, rounds,
                            secondsPerRound)});
    report.add({"of a bare group-commit log", medianOf(ratios), "times", 0.8, {}, "rate to rate, same run"});
    report.add({"latency of a durable intent, p99", p99 * 1e3, "ms", {}, {}, ""});
    report.add({"the same in synchronisations",
                p99 / sync,
                "syncs",
                {},
                3.0,
                fmt::format("one takes {:.2f} ms, p99 of {}", sync * 1e3, syncsProbed)});
}

} // namespace strikedesk::bench
