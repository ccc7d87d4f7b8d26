// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"

namespace strikedesk::bench {

/// A fill on its way from the venue's message to what everybody else sees of it, and a kill with 500 orders
/// at work.
void measureOrderPath(BenchReport& report);

} // namespace strikedesk::bench
