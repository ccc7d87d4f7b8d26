// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/FaultyVenue.h"

#include <numeric>
#include <string>
#include <utility>

namespace strikedesk {

std::string_view nameOf(LineFault fault)
{
    static constexpr std::array<std::string_view, lineFaultCount> names {
        "lost before",   "lost after",   "swallowed",   "late",          "ignored",
        "answer lost",   "duplicated",   "reordered",   "connect fails", "connect half way",
        "listing fails", "crash before", "crash after", "crash heard"};
    return names.at(std::size_t(fault));
}

bool FaultPlan::strikes(LineFault fault)
{
    const bool isCrash
        = fault == LineFault::CrashBefore || fault == LineFault::CrashAfter || fault == LineFault::CrashHeard;
    if (m_isCalm || m_random.uniform() >= (isCrash ? m_crashRate : m_rate))
        return false;
    ++m_counts.at(std::size_t(fault));
    return true;
}

int FaultPlan::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), 0);
}

Error FaultyVenue::down(const char* what)
{
    m_isDown = true;
    return {"venue.lost", std::string("The venue does not answer (") + what + ")."};
}

Result<VenueListing> FaultyVenue::connect(std::uint64_t epoch)
{
    if (m_plan.strikes(LineFault::ConnectFails))
        return fail(down("connect"));
    // What was on its way arrives before the new session begins, or never.
    for (; !m_late.empty(); m_late.pop_front())
        (void)inner().send(m_late.front());
    auto listing = inner().connect(epoch);
    if (listing && m_plan.strikes(LineFault::ConnectHalfWay))
        return fail(down("listing of a new session"));
    m_isDown = !listing;
    return listing;
}

Result<void> FaultyVenue::send(const VenueCommand& command)
{
    if (m_isDown)
        return fail(down("send"));
    if (m_plan.strikes(LineFault::CrashBefore))
        throw SimulatedCrash {};
    if (m_plan.strikes(LineFault::LostBefore))
        return fail(down("send"));
    if (m_plan.strikes(LineFault::Swallowed)) {
        m_isDown = true;
        return {};
    }
    if (m_plan.strikes(LineFault::Late)) {
        m_late.push_back(command);
        m_isDown = true;
        return {};
    }
    if (m_plan.strikes(LineFault::Ignored))
        return {};
    auto sent = inner().send(command);
    if (m_plan.strikes(LineFault::CrashAfter))
        throw SimulatedCrash {};
    if (m_plan.strikes(LineFault::LostAfter))
        return fail(down("send"));
    return sent;
}

Result<std::vector<VenueEvent>> FaultyVenue::advanceTo(Instant instant, std::uint64_t after)
{
    if (m_isDown)
        return fail(down("events"));
    auto events = inner().advanceTo(instant, after);
    if (!events || events->empty())
        return events;
    if (m_plan.strikes(LineFault::CrashHeard))
        throw SimulatedCrash {};
    if (m_plan.strikes(LineFault::AnswerLost))
        return fail(down("events"));
    if (m_plan.strikes(LineFault::Duplicated)) {
        const VenueEvent twice = events->front();
        events->push_back(twice);
    }
    if (events->size() > 1 && m_plan.strikes(LineFault::Reordered))
        std::swap(events->front(), events->back());
    return events;
}

Result<VenueListing> FaultyVenue::listing()
{
    if (m_isDown || m_plan.strikes(LineFault::ListingFails))
        return fail(down("listing"));
    return inner().listing();
}

Result<std::optional<VenueOrderRow>> FaultyVenue::query(const ClientOrderId& id)
{
    if (m_isDown || m_plan.strikes(LineFault::ListingFails))
        return fail(down("query"));
    return inner().query(id);
}

} // namespace strikedesk
