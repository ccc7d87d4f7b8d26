// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Engine.h"

#include "core/audit/AuditTable.h"
#include "core/engine/CommandNames.h"
#include "core/engine/SnapshotBuilder.h"
#include "core/util/Clock.h"
#include "core/util/ThreadRole.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

constexpr double publishIntervalSeconds = 0.04; // the eye follows 25 pictures a second
constexpr double pricingIntervalSeconds = 0.5;
constexpr double killFileIntervalSeconds = 0.05;
// Answers, prices and the exchange do not wait until a flood of commands has ended.
constexpr std::size_t commandsPerRound = 64;
constexpr Duration idleStep = std::chrono::milliseconds {100};
// A gap longer than this is a closed market: virtual time jumps over it.
constexpr Duration longestWait = std::chrono::minutes {2};

} // namespace

Engine::Engine(std::unique_ptr<TradingCore> core, EngineOptions options)
    : m_core(std::move(core))
    , m_options(std::move(options))
    , m_progress(m_options.sessionsFolder)
{
    publish();
}

Engine::~Engine()
{
    m_isStopping = true;
    m_commands.close();
    if (m_thread.joinable())
        m_thread.join();
}

void Engine::run()
{
    paceFrom(m_core->now());
    m_core->context().venue.leaveThread(); // opened and reconciled here, used over there
    if (m_core->replayed().snapshot > 0)
        m_recordCheck
            = std::make_unique<RecordCheck>(*m_core->setup().storage, m_core->setup().anchorsFolder);
    m_thread = std::thread([this] {
        enterThread("trading");
        loop();
        m_core->context().venue.leaveThread();
    });
}

void Engine::loop()
{
    while (!m_isStopping) {
        m_turnedAt = steadySeconds();
        handleCommands();
        obeyKillFile();
        takeRecordVerdict();
        if (m_core->hasEnded()) {
            m_commands.waitWithin(idleStep);
            publishSometimes();
            continue;
        }
        if (!m_core->nextInstant()) {
            m_core->finishRun();
            publish();
            {
                const std::scoped_lock lock(m_endMutex);
                m_hasEnded = true;
            }
            m_ended.notify_all();
            continue;
        }
        if (!stepWhenDue())
            m_commands.waitWithin(idleStep / 10);
        publishSometimes();
    }
    while (m_commands.size() > 0)
        handleCommands(); // what was accepted before the stop is still answered
    publish();
    m_core->rest();
}

bool Engine::stepWhenDue()
{
    const Instant next = *m_core->nextInstant();
    if (m_options.speed <= 0 || next <= m_options.waitsFrom) {
        m_core->step(next);
        paceFrom(next);
        return true;
    }
    const double passed = (steadySeconds() - m_paceRealStart) * m_options.speed;
    const Instant paced = m_paceVirtualStart + Duration {static_cast<Duration::rep>(passed * 1e6)};
    if (next <= paced) {
        m_core->step(paced);
        return true;
    }
    if (next - m_core->now() > longestWait)
        paceFrom(next);
    return false;
}

void Engine::paceFrom(Instant virtualStart)
{
    m_paceRealStart = steadySeconds();
    m_paceVirtualStart = virtualStart;
}

void Engine::handleCommands()
{
    for (std::size_t count = 0; count < commandsPerRound; ++count) {
        auto envelope = m_commands.tryPop();
        if (!envelope)
            return;
        if (envelope->reply)
            envelope->reply = [this, tell = std::move(envelope->reply)](Result<DeskReply> reply) {
                m_answers.emplace_back(tell, std::move(reply));
            };
        m_core->handle(std::move(*envelope));
        m_publishedAt = 0; // what a command did is shown at once
    }
}

void Engine::tellAnswers()
{
    for (auto& [tell, reply] : std::exchange(m_answers, {}))
        tell(std::move(reply));
}

void Engine::obeyKillFile()
{
    if (m_options.killFilePath.empty() || steadySeconds() - m_killFileSeenAt < killFileIntervalSeconds)
        return;
    m_killFileSeenAt = steadySeconds();
    const KillRecord& kill = m_core->context().state.kill();
    if (kill.isEngaged && !kill.isDrill)
        return;
    if (const auto file = killFileBeside(m_options.killFilePath))
        m_core->handle({{"file", {}, false},
                        EngageKill {false, fmt::format("The file {} stands in the profile.", *file)},
                        {},
                        {}});
}

void Engine::takeRecordVerdict()
{
    const auto verdict = m_recordCheck ? m_recordCheck->take() : std::nullopt;
    if (!verdict)
        return;
    m_core->takeVerdict(*verdict);
    m_recordCheck.reset();
}

void Engine::publishSometimes()
{
    const double now = steadySeconds();
    if (!m_answers.empty() || now - m_publishedAt >= publishIntervalSeconds)
        publish();
    if (now - m_pricedAt >= pricingIntervalSeconds) {
        m_pricedAt = now;
        m_pricing.offer(pricingInputFrom(*m_core));
    }
}

void Engine::publish()
{
    m_publishedAt = steadySeconds();
    m_core->freshenViews();
    auto snapshot = std::make_shared<DeskSnapshot>(
        snapshotFrom(*m_core, m_pricing.latest(), ++m_revision, m_commands.size()));
    m_progress.offer(snapshot->session.id, snapshot->session.progressText);
    if (const auto failure = m_progress.failure())
        snapshot->session.blockers.push_back("The progress file is out of date: " + failure->message);
    const bool isRead = m_snapshot.put(std::move(snapshot));
    tellAnswers();
    if (!isRead)
        return;
    std::function<void()> wake;
    {
        const std::scoped_lock lock(m_wakeMutex);
        wake = m_wake;
    }
    if (wake)
        wake();
}

void Engine::waitUntilEnded()
{
    std::unique_lock lock(m_endMutex);
    m_ended.wait(lock, [this] { return m_hasEnded.load() || m_isStopping.load(); });
}

Result<void> Engine::submit(CommandEnvelope envelope)
{
    if (m_commands.isClosed())
        return fail("engine.stopped", "The desk is stopping: nothing was sent.");
    const CommandPriority priority = priorityOfCommand(envelope.command);
    if (!m_commands.push(priority, std::move(envelope)))
        return fail("engine.queue_full",
                    fmt::format("The order queue holds its {} commands: nothing was sent, try again.",
                                commandCapacityEach));
    return {};
}

DeskSnapshotPtr Engine::snapshot() const
{
    return m_snapshot.take(); // whoever reads is up to date: the next one is worth a wake-up
}

PricingSnapshotPtr Engine::pricing() const
{
    return m_pricing.latest();
}

void Engine::focusChain(const std::string& underlying, std::optional<Date>)
{
    m_pricing.focus(underlying); // all its expiries: the pricer only works on what moved
}

void Engine::onSnapshot(std::function<void()> wake)
{
    {
        const std::scoped_lock lock(m_wakeMutex);
        m_wake = wake;
    }
    (void)m_snapshot.take();
    m_pricing.onResult(std::move(wake));
}

std::optional<double> Engine::loopAgeSeconds() const
{
    const double turnedAt = m_turnedAt;
    if (turnedAt == 0)
        return {};
    return steadySeconds() - turnedAt;
}

Result<std::vector<AuditRow>> Engine::auditAfter(std::uint64_t sequence, std::size_t count) const
{
    return readAuditAfter(*m_core->setup().storage, sequence, count)
        .map([](const std::vector<AuditRecord>& records) {
            std::vector<AuditRow> rows;
            std::ranges::transform(records, std::back_inserter(rows), auditRowFrom);
            return rows;
        });
}

} // namespace strikedesk
