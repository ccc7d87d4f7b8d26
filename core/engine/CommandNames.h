// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/orders/CommandQueue.h"

#include <map>
#include <string>

namespace strikedesk {

/// "submit_order" …: what the audit record and the logs call a command.
[[nodiscard]] std::string nameOfCommand(const DeskCommand& command);
/// What was asked, for the audit record. Secrets never reach a command.
[[nodiscard]] std::map<std::string, std::string> argumentsOfCommand(const DeskCommand& command);
/// Reducing risk goes before adding it.
[[nodiscard]] CommandPriority priorityOfCommand(const DeskCommand& command);

} // namespace strikedesk
