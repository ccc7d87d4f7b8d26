// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskState.h"
#include "core/venue/VenueMessages.h"

#include <vector>

namespace strikedesk {

/// Within a session an order in doubt has an answer to come; when a session begins it should have none left.
enum class OrdersInDoubt { Shown, LeftOut };

/// What the desk believes beside what the venue says: a row for each open order, for cash, fees and every
/// position, differences marked. A difference that a person has ignored is none until it changes.
[[nodiscard]] std::vector<ReconciledRow> compareBooks(const DeskState& state, const VenueListing& listing,
                                                      OrdersInDoubt doubts);

[[nodiscard]] const VenueOrderRow* rowOfOrder(const VenueListing& listing, const ClientOrderId& id);

} // namespace strikedesk
