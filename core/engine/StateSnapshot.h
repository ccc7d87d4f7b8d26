// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskState.h"

#include <string>

namespace strikedesk {

/// Grows whenever the members of the state change their number or meaning: a snapshot of another format is
/// passed over and the record is read from an older one, or from its beginning.
inline constexpr int stateFormat = 1;

/// The whole state as one line of JSON, all of it that is not the market's: for a snapshot.
[[nodiscard]] std::string encodeState(const DeskState& state);

/// Puts what encodeState() wrote into a state that has seen no event yet; the catalogue stays its own.
/// `audit.bad_record` leaves it unusable.
[[nodiscard]] Result<void> decodeState(const std::string& text, DeskState& state);

} // namespace strikedesk
