// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/BehavingVenue.h"

#include <utility>

namespace strikedesk {
namespace {

// A venue that tells of a fill before it tells of the acceptance: the two change places, their numbers do
// not.
void tellFillsFirst(std::vector<VenueEvent>& events)
{
    for (std::size_t i = 1; i < events.size(); ++i) {
        if (std::holds_alternative<VenueAccepted>(events[i - 1].body)
            && std::holds_alternative<VenueFill>(events[i].body))
            std::swap(events[i - 1].body, events[i].body);
    }
}

} // namespace

bool BehavingVenue::misbehavesAs(VenueBehaviour behaviour)
{
    if (m_conduct.behaviour != behaviour || m_conduct.hasMisbehaved)
        return false;
    m_conduct.hasMisbehaved = true;
    return true;
}

tl::unexpected<Error> BehavingVenue::down()
{
    m_isDown = true;
    return fail("venue.lost", "The line broke.");
}

Result<VenueListing> BehavingVenue::connect(std::uint64_t epoch)
{
    m_isDown = false;
    return inner().connect(epoch);
}

Result<void> BehavingVenue::send(const VenueCommand& command)
{
    if (m_isDown)
        return down();
    if (misbehavesAs(VenueBehaviour::Silent))
        return {};
    if (const auto* submit = std::get_if<SubmitToVenue>(&command);
        submit && misbehavesAs(VenueBehaviour::Rejects)) {
        SubmitToVenue unknown = *submit;
        unknown.legs.front().symbol = "NOSUCH  130720C00015000";
        return inner().send(unknown);
    }
    auto sent = inner().send(command);
    if (misbehavesAs(VenueBehaviour::DropsConnection))
        return down();
    return sent;
}

Result<std::vector<VenueEvent>> BehavingVenue::advanceTo(Instant instant, std::uint64_t after)
{
    if (m_isDown)
        return down();
    auto events = inner().advanceTo(instant, after);
    if (!events || events->empty())
        return events;
    if (m_conduct.behaviour == VenueBehaviour::FillsBeforeAccepting)
        tellFillsFirst(*events);
    if (misbehavesAs(VenueBehaviour::AnswerLost))
        return down();
    if (misbehavesAs(VenueBehaviour::AnswersTwice)) {
        const std::vector<VenueEvent> twice = *events;
        events->insert(events->end(), twice.begin(), twice.end());
    }
    if (events->size() > 1 && misbehavesAs(VenueBehaviour::OutOfOrder))
        std::swap(events->front(), events->back());
    return events;
}

Result<VenueListing> BehavingVenue::listing()
{
    if (m_isDown)
        return down();
    return inner().listing();
}

Result<std::optional<VenueOrderRow>> BehavingVenue::query(const ClientOrderId& id)
{
    if (m_isDown)
        return down();
    return inner().query(id);
}

} // namespace strikedesk
