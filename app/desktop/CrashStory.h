// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <QString>

namespace strikedesk {

/// The desk that is killed in the middle of an order, with real processes: an exchange of its own, a desk
/// that fills something and is ended by SIGKILL while another order works, and a desk started again on the
/// same profile, which takes the picture of what it found (see ui/shots/Story.h) into `directory`.
///
/// Needs strikectl beside this program. `shots.process` names the part that failed. Takes under a minute.
[[nodiscard]] Result<void> renderCrashStory(const QString& directory);

} // namespace strikedesk
