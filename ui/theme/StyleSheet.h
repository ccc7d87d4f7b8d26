// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QString>

namespace strikedesk::ui {

/// The style sheet of window chrome, fields and buttons in one theme. Item views keep their own delegate: a
/// style sheet on items makes tables a third slower.
[[nodiscard]] QString styleSheetFor(ThemeKind kind);

} // namespace strikedesk::ui
