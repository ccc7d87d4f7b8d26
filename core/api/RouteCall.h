// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Scope.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strikedesk::api {

struct Route;

/// Who asks, as far as the token says.
struct Caller
{
    std::string tokenId; ///< Empty where a route needs no token.
    std::string name;
    ScopeSet scopes;
};

/// One admitted request: the route it matched and everything the handler may look at.
struct RouteCall
{
    std::uint64_t id = 0; ///< Counts from 1 within one server.
    const Route* route = nullptr;
    std::vector<std::string> arguments;                     ///< What stood in the path's {braces}, decoded.
    std::vector<std::pair<std::string, std::string>> query; ///< Decoded; no name twice.
    Caller caller;
    bool isAuthenticated = false;
    std::string idempotencyKey;
    QByteArray body;

    [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const
    {
        for (const auto& [key, value] : query) {
            if (key == name)
                return value;
        }
        return {};
    }
};

} // namespace strikedesk::api
