// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"

namespace strikedesk::bench {

/// How long the rules of 1,000 positions take to look at a batch of quotes that has moved all of them.
void measureRules(BenchReport& report);

} // namespace strikedesk::bench
