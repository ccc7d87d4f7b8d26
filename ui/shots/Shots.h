// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <QString>

#include <vector>

namespace strikedesk::ui {

class MainWindow;

/// Renders the whole window and each dock in both themes as PNG into `directory`; answers the files.
/// `shots.write` when one cannot be written. Works without a display (offscreen platform).
[[nodiscard]] Result<std::vector<QString>> renderShots(MainWindow& window, const QString& directory);

/// Renders the window as it stands, as `name` in the theme that is shown: one picture of a story.
[[nodiscard]] Result<QString> renderShot(MainWindow& window, const QString& directory, const QString& name);

} // namespace strikedesk::ui
