// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleTiers.h"

#include "core/util/Assert.h"
#include "core/util/Checked.h"

#include <numeric>

namespace strikedesk {

Quantity takeQuantity(Quantity packages, RuleShare share)
{
    STRIKEDESK_ASSERT(share >= 0 && share <= wholeShare, "a share is 0 to 100 %");
    return Quantity(checked::multiply(absolute(packages).count(), share) / wholeShare);
}

std::vector<Quantity> tierQuantities(Quantity packages, std::span<const RuleShare> shares)
{
    std::vector<Quantity> tiers;
    Quantity given;
    for (const RuleShare share : shares) {
        tiers.push_back(takeQuantity(packages, share));
        given += tiers.back();
    }
    if (!tiers.empty())
        tiers.back()
            += takeQuantity(packages, std::accumulate(shares.begin(), shares.end(), RuleShare {})) - given;
    return tiers;
}

} // namespace strikedesk
