// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/RateLimiter.h"

#include <algorithm>
#include <array>

namespace strikedesk::api {
namespace {

struct RateRow
{
    LimitClass limit;
    double perSecond;
    double burst;
};

constexpr std::array rateRows {
    RateRow {LimitClass::Free, 200, 400},
    RateRow {LimitClass::Read, 500, 1000},
    RateRow {LimitClass::Heavy, 2, 10},
    RateRow {LimitClass::Order, 50, 100},
};

} // namespace

bool RateLimiter::take(const std::string& tokenId, LimitClass limit, double nowSeconds)
{
    const auto* row = std::find_if(rateRows.begin(), rateRows.end(),
                                   [&](const RateRow& candidate) { return candidate.limit == limit; });
    if (row == rateRows.end())
        return true;
    const auto [place, isNew] = m_buckets.try_emplace({tokenId, limit}, Bucket {row->burst, nowSeconds});
    Bucket& bucket = place->second;
    bucket.permits = std::min(row->burst, bucket.permits + (nowSeconds - bucket.filledAt) * row->perSecond);
    bucket.filledAt = nowSeconds;
    if (bucket.permits < 1)
        return false;
    bucket.permits -= 1;
    return true;
}

} // namespace strikedesk::api
