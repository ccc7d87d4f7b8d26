// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"

namespace strikedesk::bench {

/// How long a start takes until the desk is reconciled and armed, with so many orders in its record: from the
/// newest snapshot with nearly as many records behind it as there can be, and (for up to 100,000 orders) by
/// reading the record from its beginning.
void measureRestart(BenchReport& report, int orders);

} // namespace strikedesk::bench
