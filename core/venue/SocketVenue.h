// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/Venue.h"

#include <chrono>
#include <memory>
#include <string>

namespace strikedesk {

/// A session with an exchange in a process of its own, through its local socket. Every call waits for the
/// answer, at most `patience`; when that passes the link is down and what became of the call is not known
/// (`venue.timeout`, law 3). `venue.link_down` says that the other side has gone, `venue.fenced` that a newer
/// session has taken over. connect() opens a new line when there is none; nothing else does.
///
/// Thread: one at a time. Whoever used it calls leaveThread() before another thread does; needs no event
/// loop, and takes part in none.
class SocketVenue final : public Venue
{
public:
    /// `venue.unreachable` when nobody serves there.
    [[nodiscard]] static Result<std::unique_ptr<SocketVenue>>
    open(const std::string& socketPath, std::chrono::milliseconds patience = std::chrono::seconds {5});
    /// Opens its line with the first connect(): for a desk that may start while the venue is away.
    [[nodiscard]] static std::unique_ptr<SocketVenue>
    later(const std::string& socketPath, std::chrono::milliseconds patience = std::chrono::seconds {5});
    ~SocketVenue() override;

    [[nodiscard]] const CapabilityProfile& profile() const override;
    [[nodiscard]] Result<VenueListing> connect(std::uint64_t epoch) override;
    [[nodiscard]] bool isConnected() const override;
    [[nodiscard]] Result<void> send(const VenueCommand& command) override;
    [[nodiscard]] Result<std::vector<VenueEvent>> advanceTo(Instant instant,
                                                            std::uint64_t afterSequence) override;
    [[nodiscard]] Result<VenueListing> listing() override;
    [[nodiscard]] Result<std::optional<VenueOrderRow>> query(const ClientOrderId& id) override;
    /// An official's act, not the account's: needs no session.
    [[nodiscard]] Result<void> rule(const ExchangeRuling& ruling);
    void leaveThread() override;

private:
    struct Private;
    explicit SocketVenue(std::unique_ptr<Private> state);

    std::unique_ptr<Private> d;
};

} // namespace strikedesk
