// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/HeldOrder.h"

#include "core/orders/HeldShape.h"
#include "core/util/Assert.h"

namespace strikedesk {

std::string_view nameOf(HeldPhase phase)
{
    switch (phase) {
    case HeldPhase::Waiting: return "waiting";
    case HeldPhase::Watching: return "watching";
    case HeldPhase::Triggered: return "triggered";
    case HeldPhase::Sent: return "sent";
    case HeldPhase::Ended: return "ended";
    }
    STRIKEDESK_ASSERT(false, "every phase has a name");
    return {};
}

bool HeldOrder::isProtective() const
{
    return triggerOf(request) && onlyCloses(request);
}

} // namespace strikedesk
