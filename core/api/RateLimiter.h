// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Route.h"

#include <map>
#include <string>
#include <utility>

namespace strikedesk::api {

/// A bucket of permits for each token and class of routes, refilled at a steady rate.
///
/// Kill and cancel are never limited: reducing risk must not be harder than adding it. Thread: the api
/// thread.
class RateLimiter
{
public:
    /// False when this token has used up its permits at the moment `nowSeconds` of a steady clock.
    [[nodiscard]] bool take(const std::string& tokenId, LimitClass limit, double nowSeconds);

private:
    struct Bucket
    {
        double permits = 0;
        double filledAt = 0;
    };
    std::map<std::pair<std::string, LimitClass>, Bucket> m_buckets;
};

} // namespace strikedesk::api
