// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <QString>

#include <vector>

namespace strikedesk::ui {

class MainWindow;

/// Plays the first five minutes on a running desk and takes a picture of each scene: two clicks and their
/// preview, the walk, the fill and its audit entry, a dropped feed and the refusal, the kill switch. Takes
/// about half a minute; scenes that do not come in time are left out and named in the error.
///
/// Thread: GUI. Spins the event loop: for the program that renders pictures, not for a window in use.
[[nodiscard]] Result<std::vector<QString>> renderStory(MainWindow& window, const QString& directory);

} // namespace strikedesk::ui
