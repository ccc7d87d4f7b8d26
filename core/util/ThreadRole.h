// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace strikedesk {

/// How a worker thread stands to the others when there are fewer processors than work.
enum class ThreadUrgency {
    Normal,     ///< Orders, storage, the API.
    Background, ///< Work whose delay costs freshness only: it gives way to the screen and to trading.
};

/// Names the calling thread for debuggers and profilers (at most 15 letters) and sets its urgency. A system
/// that refuses either is not asked twice: both only help.
void enterThread(const char* name, ThreadUrgency urgency = ThreadUrgency::Normal) noexcept;

} // namespace strikedesk
