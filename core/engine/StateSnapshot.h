// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskState.h"

#include <string>

namespace strikedesk {

/// Of the program that runs: a snapshot of another build is passed over, since members and the order of names
/// may have changed, and the record is read from its beginning once.
[[nodiscard]] std::string stateFormat();

/// The whole state as one line of JSON, all of it that is not the market's: for a snapshot.
[[nodiscard]] std::string encodeState(const DeskState& state);

/// Puts what encodeState() wrote into a state that has seen no event yet; the catalogue stays its own.
/// `audit.bad_record` leaves it unusable.
[[nodiscard]] Result<void> decodeState(const std::string& text, DeskState& state);

} // namespace strikedesk
