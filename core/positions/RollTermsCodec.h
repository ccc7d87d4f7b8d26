// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderDocumentReader.h"
#include "core/positions/RollTerms.h"

namespace strikedesk {

/// The fields of a document that are terms of a roll: {"target_days"?, "days_least"?, "days_most"?,
/// "strategy"?, "requires_credit"?, "strike_move_most"?, "rank"?, "reference"?}, each the shipped one when it
/// is absent. `input.roll_*`; what else the document holds is its reader's.
[[nodiscard]] RollTerms rollTermsFrom(OrderDocumentReader& reader);

} // namespace strikedesk
