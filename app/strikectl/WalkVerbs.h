// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/strikectl/Command.h"

namespace strikedesk::cli {

/// The part of `strikectl walks` with a file of its own.
void addWalkShow(CLI::App& walks, Action& action);

} // namespace strikedesk::cli
