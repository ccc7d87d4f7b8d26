// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/KillDrill.h"

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

// A venue that has not confirmed by then has failed the drill; the switch then stays engaged.
constexpr Duration drillPatience = std::chrono::seconds {10};

std::uint64_t microsecondsSince(double steadyAt)
{
    return std::uint64_t(std::max(0.0, (steadySeconds() - steadyAt) * 1e6));
}

} // namespace

Result<void> KillDrill::begin(const std::string& actor)
{
    if (m_begun)
        return fail("risk.drill_running", "A drill of the kill switch is running: wait for its report.");
    if (m_context.state.kill().isEngaged)
        return fail("risk.killed", "The kill switch is engaged already: there is nothing to try out.");
    if (!m_context.isVenueUp)
        return fail("venue.down", "The venue does not answer: a drill would measure nothing.");
    Begun begun {actor, m_context.now(), steadySeconds(), 0, 0, {}};
    begun.orders = m_context.state.orders().open().size();
    m_kill.engage(actor, "a drill of the kill switch", false, KillPurpose::Drill);
    begun.blockedMicroseconds = microsecondsSince(begun.steadyAt);
    m_begun = std::move(begun);
    return {};
}

void KillDrill::noteSent()
{
    const auto isWaiting = [](const OrderRecord* order) { return !order->isCancelAsked; };
    if (m_begun && !m_begun->sentMicroseconds && m_context.outbox.empty()
        && std::ranges::none_of(m_context.state.orders().open(), isWaiting))
        m_begun->sentMicroseconds = microsecondsSince(m_begun->steadyAt);
}

std::optional<DrillReply> KillDrill::tick()
{
    if (!m_begun)
        return {};
    const KillRecord& kill = m_context.state.kill();
    const bool isConfirmed = m_begun->sentMicroseconds && kill.confirmed.size() == kill.asked.size()
        && m_context.state.orders().open().empty();
    if (!isConfirmed && m_context.now() - m_begun->at < drillPatience)
        return {};
    KillDrilled report {
        m_begun->orders, kill.confirmed.size(), m_begun->blockedMicroseconds, m_begun->sentMicroseconds, {}};
    if (isConfirmed)
        report.confirmedMicroseconds = microsecondsSince(m_begun->steadyAt);
    m_context.journal.record(m_begun->actor, "kill", report);
    // Somebody may have pulled it in earnest meanwhile; and what is not confirmed is a kill that has not
    // worked.
    if (isConfirmed && kill.isDrill)
        (void)m_kill.reset(m_begun->actor, "the drill is over");
    m_begun.reset();
    return DrillReply {report, m_context.state.kill().isEngaged};
}

} // namespace strikedesk
