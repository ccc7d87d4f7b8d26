// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace strikedesk::api {

/// What the gate counts. Thread: the api thread.
struct GateMetrics
{
    std::uint64_t connectionsOpened = 0;
    std::uint64_t connectionsRefused = 0; ///< No place left.
    std::uint64_t connectionsEvicted = 0;
    std::uint64_t connectionsTimedOut = 0;
    std::uint64_t requests = 0; ///< Complete heads that passed the parser.
    std::uint64_t leftWhilePending = 0;
    std::map<std::string, std::uint64_t> refusals; ///< By problem code.
};

} // namespace strikedesk::api
