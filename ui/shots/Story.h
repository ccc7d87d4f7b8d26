// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <QString>

#include <vector>

namespace strikedesk::ui {

class MainWindow;

/// Plays the first minutes on a running desk and takes a picture of each scene: two clicks and their preview,
/// the walk and its budget, the fill with its Greeks and its audit entry, every panel, a dropped feed and the
/// refusal, the kill switch. Takes about two minutes; scenes that do not come in time are named in the error.
///
/// Thread: GUI. Spins the event loop: for the program that renders pictures, not for a window in use.
[[nodiscard]] Result<std::vector<QString>> renderStory(MainWindow& window, const QString& directory);

/// Every panel alone, as soon as something is held and a walk is under way: for another size of text.
[[nodiscard]] Result<std::vector<QString>> renderBook(MainWindow& window, const QString& directory);

/// Takes the picture of a desk that was killed in the middle of an order and has been started again: what it
/// believed, what the venue says, what it does about it. `shots.recovery` when that is not to be seen.
[[nodiscard]] Result<std::vector<QString>> renderRecovery(MainWindow& window, const QString& directory);

} // namespace strikedesk::ui
