// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"

namespace strikedesk::bench {

/// How long it takes to find what one position could be rolled into among 20,000 listed contracts.
void measureRolls(BenchReport& report);

} // namespace strikedesk::bench
