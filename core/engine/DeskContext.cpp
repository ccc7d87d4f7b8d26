// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/DeskContext.h"

#include "core/instruments/TradingCalendar.h"

namespace strikedesk {

double DeskContext::rate() const
{
    return source.rate(newYorkLocal(now()).date);
}

} // namespace strikedesk
