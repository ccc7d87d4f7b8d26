// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace strikedesk {

class Engine;

namespace ui {
class MainWindow;
}

/// Shows the window, starts the engine, and measures the longest stall of the GUI thread from the engine's
/// first step to the market's end. One line on standard output: for people, or JSON.
[[nodiscard]] int benchUi(ui::MainWindow& window, Engine& engine, bool isJson);

} // namespace strikedesk
