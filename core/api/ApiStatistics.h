// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/gate/GateMetrics.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace strikedesk::api {

/// What the server counts about itself. Thread: the api thread.
struct ApiStatistics
{
    /// Upper bounds in seconds of the buckets of the answer time.
    static constexpr std::array<double, 8> bucketSeconds {0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 1, 10};

    struct RouteCounts
    {
        std::array<std::uint64_t, bucketSeconds.size()> buckets {}; ///< Not cumulative.
        std::uint64_t count = 0;
        double seconds = 0;
    };

    double startedAt = 0; ///< steadySeconds().
    const GateMetrics* gate = nullptr;
    std::size_t connections = 0;
    std::size_t pendingRequests = 0;
    std::size_t streamClients = 0;
    std::map<std::pair<std::string, int>, std::uint64_t> answers; ///< By operation and status.
    std::map<std::string, RouteCounts> durations;

    void count(const std::string& operation, int status, double seconds)
    {
        ++answers[{operation, status}];
        RouteCounts& counts = durations[operation];
        ++counts.count;
        counts.seconds += seconds;
        for (std::size_t i = 0; i < bucketSeconds.size(); ++i) {
            if (seconds <= bucketSeconds[i]) {
                ++counts.buckets[i];
                break;
            }
        }
    }
};

} // namespace strikedesk::api
