// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskState.h"
#include "core/venue/VenueMessages.h"

#include <string_view>
#include <vector>

namespace strikedesk {

/// Within a session an order in doubt has an answer to come; when a session begins it should have none left.
enum class OrdersInDoubt { Shown, LeftOut };

/// What the desk believes of an order that works at the venue and that it does not know.
inline constexpr std::string_view orderNotOurs = "not ours";

/// What the desk believes beside what the venue says: a row for each open order, for cash, fees and every
/// position, differences marked. A difference that a person has ignored is none until it changes.
[[nodiscard]] std::vector<ReconciledRow> compareBooks(const DeskState& state, const VenueListing& listing,
                                                      OrdersInDoubt doubts);

/// Whether a row is an order that works at the venue and is not ours: a person can have it cancelled.
[[nodiscard]] bool isClosable(const ReconciledRow& row);

[[nodiscard]] const VenueOrderRow* rowOfOrder(const VenueListing& listing, const ClientOrderId& id);

} // namespace strikedesk
