// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/CostWatch.h"

#include "core/engine/LegMarkets.h"

#include <string>

namespace strikedesk {

void CostWatch::tick()
{
    for (const CostDue& due : m_context.state.costs().due(m_context.now())) {
        OrderMarketNoted noted {due.order, std::string(nameOf(due.moment)), {}};
        if (const OrderRecord* order = m_context.state.orders().find(due.order)) {
            const auto& legs = order->request.legs;
            // A leg that is not listed any more has no market: that is noted too, or it would stay due.
            if (const auto markets = legMarkets(m_context, legs))
                noted.market = {packageSeen(*markets, legs), quotesSeen(*markets)};
        }
        m_context.journal.record("desk", due.order.text(), std::move(noted));
    }
}

} // namespace strikedesk
