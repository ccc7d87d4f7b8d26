// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace strikedesk {

/// Where an order is in its life. `Unknown` is a state of its own: sent, and nobody has answered (law 3).
enum class OrderState {
    Intent,         ///< Durable, not yet written to the wire.
    Sending,        ///< Durable, being written.
    Working,        ///< The venue has it.
    Partial,        ///< Working, some packages filled.
    PendingReplace, ///< A replace is on its way.
    PendingCancel,  ///< A cancel is on its way.
    Filled,
    Cancelled, ///< Ended by us or the venue; what was filled stays filled.
    Rejected,  ///< Refused by the venue, or proven never to have arrived.
    Expired,
    Unknown,
};

[[nodiscard]] std::string_view nameOf(OrderState state); ///< "pending_replace" …: the API's spelling.
[[nodiscard]] constexpr bool isFinal(OrderState state)
{
    return state == OrderState::Filled || state == OrderState::Cancelled || state == OrderState::Rejected
        || state == OrderState::Expired;
}

/// Something is on its way of which the venue has not said what became of it.
[[nodiscard]] constexpr bool isInDoubt(OrderState state)
{
    return state == OrderState::Sending || state == OrderState::Unknown || state == OrderState::PendingReplace
        || state == OrderState::PendingCancel;
}

} // namespace strikedesk
