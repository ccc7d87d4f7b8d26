// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace strikedesk {

/// Puts a line into the journal of the operating system (syslog on Linux and macOS, the application event log
/// on Windows): a place that belongs to somebody else. Nobody can say whether it arrived, so nothing may
/// depend on it.
///
/// Thread: any.
void noteInSystemJournal(const std::string& line);

} // namespace strikedesk
