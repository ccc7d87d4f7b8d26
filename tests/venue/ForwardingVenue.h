// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/Venue.h"

#include <memory>
#include <utility>

namespace strikedesk {

/// Another venue as it is: a test that puts something between a desk and its venue changes one call of it.
class ForwardingVenue : public Venue
{
public:
    explicit ForwardingVenue(std::unique_ptr<Venue> inner)
        : m_inner(std::move(inner))
    {
    }
    [[nodiscard]] const CapabilityProfile& profile() const override { return m_inner->profile(); }
    [[nodiscard]] Result<VenueListing> connect(std::uint64_t epoch) override
    {
        return m_inner->connect(epoch);
    }
    [[nodiscard]] bool isConnected() const override { return m_inner->isConnected(); }
    [[nodiscard]] Result<void> send(const VenueCommand& command) override { return m_inner->send(command); }
    [[nodiscard]] Result<std::vector<VenueEvent>> advanceTo(Instant instant, std::uint64_t after) override
    {
        return m_inner->advanceTo(instant, after);
    }
    [[nodiscard]] Result<VenueListing> listing() override { return m_inner->listing(); }
    [[nodiscard]] Result<std::optional<VenueOrderRow>> query(const ClientOrderId& id) override
    {
        return m_inner->query(id);
    }

protected:
    [[nodiscard]] Venue& inner() { return *m_inner; }

private:
    std::unique_ptr<Venue> m_inner;
};

} // namespace strikedesk
