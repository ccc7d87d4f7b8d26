// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace strikedesk {

namespace ui {
class MainWindow;
}

/// Shows the window until the market has ended, then prints one line of JSON: the longest time for which the
/// GUI thread was deaf, and how much it was given to show.
[[nodiscard]] int benchUi(ui::MainWindow& window);

} // namespace strikedesk
