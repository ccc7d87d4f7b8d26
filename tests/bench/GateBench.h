// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"

namespace strikedesk::bench {

/// How many orders the risk gate judges in a second on one core while 1,000 orders work and a book is held.
void measureGate(BenchReport& report);

} // namespace strikedesk::bench
