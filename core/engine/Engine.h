// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/engine/PricingWorker.h"
#include "core/engine/ProgressKeeper.h"
#include "core/engine/RecordCheck.h"
#include "core/engine/TradingCore.h"
#include "core/orders/CommandQueue.h"
#include "core/util/LatestValue.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace strikedesk {

struct EngineOptions
{
    /// Virtual seconds per real second; 0 = as fast as the machine goes (lock-step either way).
    double speed = 1.0;
    /// Up to this instant time does not wait for the clock on the wall: a desk that is shown opens with a
    /// book.
    Instant waitsFrom {};
    /// A file whose appearance engages the kill switch, even when screen and API hang. Empty: none.
    std::string killFilePath;
    /// Where the progress file of each session is kept. Empty: nowhere.
    std::string sessionsFolder;
};

/// The trading thread: takes commands, lets virtual time pass at its pace, publishes snapshots.
///
/// Closed hours are skipped: when nothing is due for a while, time jumps to what comes next.
/// Thread: constructed and destroyed by one thread; the Desk functions may be called from any.
class Engine final : public Desk
{
public:
    static constexpr std::size_t commandCapacityEach = 1'024;

    Engine(std::unique_ptr<TradingCore> core, EngineOptions options);
    /// Stops after the step at hand; what was acknowledged is durable.
    ~Engine() override;

    void run(); ///< Starts the thread.
    /// Waits until a recorded market has been read to its end.
    void waitUntilEnded();

    [[nodiscard]] Result<void> submit(CommandEnvelope envelope) override;
    [[nodiscard]] DeskSnapshotPtr snapshot() const override;
    [[nodiscard]] PricingSnapshotPtr pricing() const override;
    void focusChain(const std::string& underlying, std::optional<Date> expiry) override;
    void askScenario() override { m_pricing.askScenario(); }
    void onSnapshot(std::function<void()> wake) override;
    [[nodiscard]] Result<std::vector<AuditRow>> auditAfter(std::uint64_t sequence,
                                                           std::size_t count) const override;
    [[nodiscard]] std::optional<double> loopAgeSeconds() const override;

    /// The core itself, for the one who started the engine and after it has ended.
    [[nodiscard]] const TradingCore& core() const { return *m_core; }

private:
    void loop();
    void handleCommands();
    void tellAnswers();
    [[nodiscard]] bool stepWhenDue();
    void paceFrom(Instant virtualStart);
    void obeyKillFile();
    void takeRecordVerdict();
    void publish();
    void publishSometimes();

    std::unique_ptr<TradingCore> m_core;
    EngineOptions m_options;
    CommandQueue<CommandEnvelope> m_commands {commandCapacityEach};
    /// Wait for the snapshot that shows what they tell of: who asks next must not see the past.
    std::vector<std::pair<std::function<void(Result<DeskReply>)>, Result<DeskReply>>> m_answers;
    mutable LatestValue<DeskSnapshotPtr> m_snapshot;
    PricingWorker m_pricing;
    ProgressKeeper m_progress;
    std::unique_ptr<RecordCheck> m_recordCheck; ///< After a start from a snapshot, until it is done.
    mutable std::mutex m_wakeMutex;
    std::function<void()> m_wake;
    std::atomic<bool> m_isStopping = false;
    std::atomic<bool> m_hasEnded = false;
    std::atomic<double> m_turnedAt = 0; ///< steadySeconds() of the loop's newest round; 0 before the first.
    std::mutex m_endMutex;
    std::condition_variable m_ended;
    std::uint64_t m_revision = 0;
    double m_publishedAt = 0;
    double m_pricedAt = 0;
    double m_killFileSeenAt = 0;
    double m_paceRealStart = 0;
    Instant m_paceVirtualStart;
    std::thread m_thread;
};

} // namespace strikedesk
