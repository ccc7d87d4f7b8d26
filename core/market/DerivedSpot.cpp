// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/QuoteBoard.h"

namespace strikedesk {

Spot QuoteBoard::derivedSpot(const std::string& /*underlying*/, Instant /*now*/, double /*rate*/) const
{
    return {};
}

} // namespace strikedesk
