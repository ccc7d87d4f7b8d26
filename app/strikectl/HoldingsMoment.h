// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/strikectl/Command.h"
#include "core/pricing/ScenarioTable.h"

#include <string>
#include <vector>

namespace strikedesk::cli {

/// The moment at which a file of holdings is valued, and what is known of it besides the file.
struct HoldingsMoment
{
    std::string now; ///< A day, at 16:00 New York; empty: the machine's clock.
    double rate = 0;
    std::string inputs;
    std::vector<std::string> spots;
};

/// Adds --spot, --now, --rate and --inputs.
void addMomentOptions(CLI::App& command, HoldingsMoment& moment);

/// Reads prices, day, rates and dividends into a request without axes. `dates` are those of the axes: the
/// machine's clock is now unless the first of them is already past. `input.spot`, `input.date`, those of the
/// input files.
[[nodiscard]] Result<pricing::ScenarioRequest> requestAt(const HoldingsMoment& moment,
                                                         std::vector<Instant> dates = {});

} // namespace strikedesk::cli
