// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/PaceBook.h"

#include <algorithm>

namespace strikedesk {

namespace {

constexpr Duration messageWindow = std::chrono::minutes {1};
constexpr std::int64_t minutesKept = 60;
// More than any limit can ask for (LimitTable): beyond it the count only has to be too large.
constexpr std::size_t messagesKept = 20'000;
constexpr Duration rejectsFor = std::chrono::hours {24};
constexpr std::size_t rejectsKept = 1'000;

std::int64_t minuteNumber(Instant at)
{
    return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count();
}

} // namespace

void PaceBook::addMessage(const std::string& actor, Instant at)
{
    std::deque<Instant>& messages = m_messages[actor];
    while (!messages.empty() && at - messages.front() >= messageWindow)
        messages.pop_front();
    if (messages.size() < messagesKept)
        messages.push_back(at);
}

PaceBook::Minute& PaceBook::minuteOf(Instant at)
{
    const std::int64_t number = minuteNumber(at);
    m_minutes.erase(m_minutes.begin(), m_minutes.lower_bound(number - minutesKept + 1));
    return m_minutes[number];
}

void PaceBook::addSent(Instant at)
{
    ++minuteOf(at).sent;
}

void PaceBook::addFill(Instant at)
{
    ++minuteOf(at).fills;
}

void PaceBook::addExecution(const std::string& actor, const std::string& strategy, const std::string& day)
{
    Executions& executions = m_executions[{actor, strategy}];
    if (executions.day != day)
        executions = {day, 0};
    ++executions.count;
}

void PaceBook::addReject(const std::string& underlying, Instant at)
{
    std::deque<Instant>& rejects = m_rejects[underlying];
    while (!rejects.empty() && (at - rejects.front() >= rejectsFor || rejects.size() >= rejectsKept))
        rejects.pop_front();
    rejects.push_back(at);
}

void PaceBook::forgiveRejects(const std::string& underlying)
{
    m_rejects.erase(underlying);
}

std::map<std::string, std::int64_t> PaceBook::rejectsWithin(Instant now, Duration window) const
{
    std::map<std::string, std::int64_t> counts;
    for (const auto& [underlying, rejects] : m_rejects) {
        const auto count = std::ranges::count_if(rejects, [&](Instant at) { return now - at < window; });
        if (count > 0)
            counts.emplace(underlying, count);
    }
    return counts;
}

void PaceBook::forgive(const std::string& actor)
{
    m_messages.erase(actor);
    std::erase_if(m_executions, [&](const auto& row) { return row.first.first == actor; });
}

std::int64_t PaceBook::messagesLastMinute(const std::string& actor, Instant now) const
{
    const auto messages = m_messages.find(actor);
    if (messages == m_messages.end())
        return 0;
    return std::ranges::count_if(messages->second, [&](Instant at) { return now - at < messageWindow; });
}

std::int64_t PaceBook::executions(const std::string& actor, const std::string& strategy,
                                  const std::string& day) const
{
    const auto executions = m_executions.find({actor, strategy});
    return executions != m_executions.end() && executions->second.day == day ? executions->second.count : 0;
}

template <typename Member>
std::int64_t PaceBook::sumOfHour(Instant now, Member member) const
{
    std::int64_t sum = 0;
    for (auto row = m_minutes.lower_bound(minuteNumber(now) - minutesKept + 1); row != m_minutes.end(); ++row)
        sum += row->second.*member;
    return sum;
}

std::int64_t PaceBook::sentLastHour(Instant now) const
{
    return sumOfHour(now, &Minute::sent);
}

std::int64_t PaceBook::fillsLastHour(Instant now) const
{
    return sumOfHour(now, &Minute::fills);
}

} // namespace strikedesk
