// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketSource.h"
#include "core/venue/Venue.h"
#include "core/venue/exchange/ExchangeBook.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace strikedesk {

/// The capability profiles that the simulated exchange can take on, by name.
[[nodiscard]] std::span<const CapabilityProfile> exchangeProfiles();
/// `input.profile_name` when there is no such profile.
[[nodiscard]] Result<CapabilityProfile> findExchangeProfile(std::string_view name);

/// Which venue to trade at.
struct VenueChoice
{
    /// An exchange in a process of its own, listening there; empty = an exchange in this process.
    std::string socketPath;
    MarketChoice market; ///< Of the exchange in this process; it opens it a second time, for itself.
    ExchangeOptions exchange;
    /// Of the exchange in this process: where it keeps its ledger, and finds itself again after a restart.
    /// Empty = it forgets.
    std::string ledgerPath;
};

/// Opens the venue; it is not connected yet. Errors of the market, or `venue.unreachable` when nobody listens
/// at the socket.
[[nodiscard]] Result<std::unique_ptr<Venue>> openVenue(const VenueChoice& choice);

} // namespace strikedesk
