// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/ApiStatistics.h"
#include "core/engine/DeskSnapshot.h"

#include <string>

namespace strikedesk::api {

/// The desk and the server in the Prometheus text format 0.0.4: prefix strikedesk_, base units (seconds,
/// dollars), HELP and TYPE before every metric. Pure.
[[nodiscard]] std::string metricsText(const DeskSnapshot& desk, const ApiStatistics& statistics);

} // namespace strikedesk::api
