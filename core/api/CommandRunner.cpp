// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/CommandRunner.h"

#include "core/util/Clock.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace strikedesk::api {
namespace {

constexpr int deadlineIntervalMs = 250;
// Commands whose time is over are still remembered for a late outcome, but not without end.
constexpr double lateSeconds = 600;

} // namespace

/// What the trading thread holds of us: it outlives the runner and then leads nowhere.
class CommandRunner::Port
{
public:
    explicit Port(CommandRunner* runner)
        : m_runner(runner)
    {
    }
    void post(std::uint64_t number, Result<DeskReply> reply)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_runner)
            return;
        CommandRunner* runner = m_runner;
        QMetaObject::invokeMethod(
            runner, [runner, number, reply = std::move(reply)] { runner->finish(number, reply); },
            Qt::QueuedConnection);
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_runner = nullptr;
    }

private:
    std::mutex m_mutex;
    CommandRunner* m_runner;
};

CommandRunner::CommandRunner(Desk& desk, double timeOutSeconds, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_timeOutSeconds(timeOutSeconds)
    , m_port(std::make_shared<Port>(this))
{
    m_timer.setInterval(deadlineIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &CommandRunner::checkDeadlines);
}

CommandRunner::~CommandRunner()
{
    m_port->close();
}

void CommandRunner::run(CommandEnvelope envelope, Done done, Done late)
{
    const std::uint64_t number = ++m_lastNumber;
    envelope.reply
        = [port = m_port, number](Result<DeskReply> reply) { port->post(number, std::move(reply)); };
    m_pending.emplace(number, Pending {std::move(done), std::move(late), steadySeconds() + m_timeOutSeconds});
    if (!m_timer.isActive())
        m_timer.start();
    const Result<void> taken = m_desk.submit(std::move(envelope));
    if (!taken)
        m_port->post(number, fail(taken.error()));
}

void CommandRunner::finish(std::uint64_t number, const Result<DeskReply>& reply)
{
    const auto entry = m_pending.find(number);
    if (entry == m_pending.end())
        return;
    const Pending pending = std::move(entry->second);
    m_pending.erase(entry);
    if (m_pending.empty())
        m_timer.stop();
    if (const Done& receiver = pending.done ? pending.done : pending.late)
        receiver(reply);
}

void CommandRunner::checkDeadlines()
{
    const double now = steadySeconds();
    std::vector<Done> overdue;
    for (auto& [number, pending] : m_pending) {
        if (pending.done && now >= pending.deadline)
            overdue.push_back(std::exchange(pending.done, {}));
    }
    std::erase_if(m_pending, [&](const auto& entry) { return now >= entry.second.deadline + lateSeconds; });
    for (const Done& done : overdue)
        done(fail(
            "unknown.command",
            "The desk has not said in time what became of the command; it may have happened. Look before "
            "you repeat it."));
    if (m_pending.empty())
        m_timer.stop();
}

} // namespace strikedesk::api
