// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"

namespace strikedesk::bench {

/// Eight senders, each waiting until its intent is durable before it makes the next, on the desk's storage;
/// and in the same run on a bare log that does nothing but write and synchronise whole groups.
void measureDurableIntents(BenchReport& report);

} // namespace strikedesk::bench
