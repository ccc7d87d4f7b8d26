// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskRuntime.h"

#include <CLI/CLI.hpp>

#include <string>

namespace strikedesk::cli {

/// What starts a desk, as it stands on the command line: the same words for replay, serve and strikedesk.
struct DeskArguments
{
    std::string market; ///< "simulated" or "recorded:DIR,UNDERLYING,DATE[,UNTIL]".
    std::string data;
    std::string underlying;
    std::string date;
    std::string until;
    std::string plan; ///< A file; "none" for no session.
    std::string fills = "calibrated";
    std::string speed;
    std::string profile;
    std::string exchange;
    std::uint64_t seed = 1;
};

void addRecordedOptions(CLI::App& command, DeskArguments& arguments, bool isRequired);

/// `input.*` for what cannot be understood.
[[nodiscard]] Result<DeskOptions> deskOptionsFrom(const DeskArguments& arguments, DeskMode mode);

} // namespace strikedesk::cli
