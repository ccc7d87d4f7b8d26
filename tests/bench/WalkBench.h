// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"

namespace strikedesk::bench {

/// Five hundred walks at work: what one decision takes, and what a fast feed takes of the trading thread.
void measureWalks(BenchReport& report);

} // namespace strikedesk::bench
