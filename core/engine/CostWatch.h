// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"

namespace strikedesk {

/// Puts into the record what the cost of orders is measured on and no decision has put there: the market five
/// minutes after a fill, at the close of its day, and when an order ended with something left to fill. One
/// small record each, on the first step at or after its time; what is due follows from the record, so that a
/// desk that was away notes it when it is back.
///
/// Thread: trading.
class CostWatch
{
public:
    explicit CostWatch(DeskContext& context)
        : m_context(context)
    {
    }

    void tick();

private:
    DeskContext& m_context;
};

} // namespace strikedesk
