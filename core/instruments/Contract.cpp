// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Contract.h"

#include "core/instruments/OsiSymbol.h"

#include <algorithm>

namespace strikedesk {

std::int64_t OptionContract::deliverableShares() const
{
    if (method == SettlementMethod::Cash || deliverables.empty())
        return multiplier.shares();
    Quantity shares;
    for (const Deliverable& deliverable : deliverables) {
        if (deliverable.asset == underlying)
            shares += deliverable.shares;
    }
    return shares.count();
}

bool OptionContract::hasKnownDeliverables() const
{
    return method == SettlementMethod::Cash || !deliverables.empty();
}

bool OptionContract::isAdjusted() const
{
    return std::ranges::any_of(root, [](char c) { return c >= '0' && c <= '9'; });
}

std::string OptionContract::symbol() const
{
    return OsiSymbol {root, expiry, right, strike}.padded();
}

} // namespace strikedesk
