// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Instant.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>

namespace strikedesk {

/// How busy each sender, each strategy and the desk have been: what pace limits are measured against.
///
/// A value that grows with the number of senders, never with time. Thread: owned by one thread.
class PaceBook
{
public:
    /// An order or a change that was asked for, whether or not the gate let it pass.
    void addMessage(const std::string& actor, Instant at);
    /// A message that went to the venue, and a fill that came back.
    void addSent(Instant at);
    void addFill(Instant at);
    /// An opening order got its first fill.
    void addExecution(const std::string& actor, const std::string& strategy, const std::string& day);
    /// The venue has refused an order, or a change of one, on this underlying.
    void addReject(const std::string& underlying, Instant at);
    void forgiveRejects(const std::string& underlying);
    /// A person lets this sender go on: everything starts anew for it.
    void forgive(const std::string& actor);

    [[nodiscard]] std::int64_t messagesLastMinute(const std::string& actor, Instant now) const;
    [[nodiscard]] std::int64_t executions(const std::string& actor, const std::string& strategy,
                                          const std::string& day) const;
    [[nodiscard]] std::int64_t sentLastHour(Instant now) const;
    [[nodiscard]] std::int64_t fillsLastHour(Instant now) const;
    /// By underlying; those without any are left out. A window of more than a day counts as a day.
    [[nodiscard]] std::map<std::string, std::int64_t> rejectsWithin(Instant now, Duration window) const;

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& book, const PaceBook*);

    struct Minute
    {
        std::int64_t sent = 0;
        std::int64_t fills = 0;
    };
    struct Executions
    {
        std::string day;
        std::int64_t count = 0;
    };

private:
    Minute& minuteOf(Instant at);
    template <typename Member>
    [[nodiscard]] std::int64_t sumOfHour(Instant now, Member member) const;

    std::map<std::string, std::deque<Instant>> m_messages;
    std::map<std::pair<std::string, std::string>, Executions> m_executions; ///< By sender and strategy.
    std::map<std::string, std::deque<Instant>> m_rejects;
    std::map<std::int64_t, Minute> m_minutes; ///< Of the last hour.
};

} // namespace strikedesk
