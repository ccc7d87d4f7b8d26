// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/gate/HttpHead.h"

#include <cstddef>

namespace strikedesk::api {

/// What one client, and all of them together, may cost. Times in seconds.
struct GateLimits
{
    HttpLimits http;
    std::size_t connections = 256;
    double headSeconds = 5;   ///< From the first byte of a head to its last.
    double bodySeconds = 10;  ///< From the head to the last byte of the body.
    double idleSeconds = 10;  ///< Without any byte of a next request.
    double drainSeconds = 10; ///< For the client to take an answer.
    double lingerSeconds = 1; ///< After a refusal, so that the client can read it.
};

} // namespace strikedesk::api
