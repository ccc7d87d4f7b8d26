// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Route.h"
#include "core/api/gate/HttpHead.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace strikedesk::api {

/// A path that exists, with the methods it takes.
struct PathMatch
{
    std::vector<const Route*> candidates; ///< Same path, one per method.
    std::vector<std::string> arguments;
    [[nodiscard]] const Route* find(HttpMethod method) const;
    [[nodiscard]] QByteArray allowHeader() const;
};

/// The row a path stands for; nothing when there is none. A fixed segment goes before one in braces. Pure.
[[nodiscard]] std::optional<PathMatch> matchPath(std::string_view path);

/// Decodes the %-escapes of a text that the gate has checked; "+" stays as it is.
[[nodiscard]] std::string percentDecoded(std::string_view text);

/// The query as names and values, only those the route allows. `input.query`.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> readQuery(std::string_view query,
                                                                                 std::string_view allowed);

} // namespace strikedesk::api
