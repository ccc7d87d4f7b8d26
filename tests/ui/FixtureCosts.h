// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/CostRecord.h"

namespace strikedesk::ui {

/// Orders that cost, one that improved, one that was cancelled with half of it filled and one of which little
/// is known.
[[nodiscard]] CostRecordPtr fixtureCosts();

} // namespace strikedesk::ui
