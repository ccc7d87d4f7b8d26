// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"

namespace strikedesk::bench {

/// How fast the audit record grows with every commit on the disk, and how fast a million records are
/// verified.
void measureAudit(BenchReport& report);

} // namespace strikedesk::bench
