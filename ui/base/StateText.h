// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/Cell.h"

#include <QString>

namespace strikedesk::ui {

/// An order's state in a person's words, its colour and its shape.
[[nodiscard]] QString stateText(OrderState state);
[[nodiscard]] Tone stateTone(OrderState state);
[[nodiscard]] Glyph stateGlyph(OrderState state);

[[nodiscard]] QString typeText(OrderType type);
[[nodiscard]] QString timeInForceText(TimeInForce timeInForce);
[[nodiscard]] QString modeText(DeskMode mode); ///< "PAPER", "REPLAY", "LIVE".
[[nodiscard]] Tone modeTone(DeskMode mode);

/// The state of a task or session ("pending", "running" …).
[[nodiscard]] QString taskStateText(const std::string& state);
[[nodiscard]] Tone taskStateTone(const std::string& state);
[[nodiscard]] Glyph taskStateGlyph(const std::string& state);

} // namespace strikedesk::ui
