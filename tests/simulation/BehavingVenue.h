// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/CrashCase.h"
#include "tests/venue/ForwardingVenue.h"

#include <memory>

namespace strikedesk {

/// What a venue has done so far; it outlives the engines that talk to it.
struct VenueConduct
{
    VenueBehaviour behaviour = VenueBehaviour::Accepts;
    bool hasMisbehaved = false; ///< Once is enough: from then on it is a good venue.
};

/// A venue that behaves in one chosen way, once.
class BehavingVenue final : public ForwardingVenue
{
public:
    BehavingVenue(std::unique_ptr<Venue> inner, VenueConduct& conduct)
        : ForwardingVenue(std::move(inner))
        , m_conduct(conduct)
    {
    }
    [[nodiscard]] Result<VenueListing> connect(std::uint64_t epoch) override;
    [[nodiscard]] bool isConnected() const override { return !m_isDown; }
    [[nodiscard]] Result<void> send(const VenueCommand& command) override;
    [[nodiscard]] Result<std::vector<VenueEvent>> advanceTo(Instant instant, std::uint64_t after) override;
    [[nodiscard]] Result<VenueListing> listing() override;
    [[nodiscard]] Result<std::optional<VenueOrderRow>> query(const ClientOrderId& id) override;

private:
    [[nodiscard]] bool misbehavesAs(VenueBehaviour behaviour);
    [[nodiscard]] tl::unexpected<Error> down();

    VenueConduct& m_conduct;
    bool m_isDown = false;
};

} // namespace strikedesk
