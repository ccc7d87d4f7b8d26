// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/LimitScope.h"

#include "core/util/Instant.h"

#include <fmt/format.h>

#include <array>

namespace strikedesk {

namespace {

constexpr std::size_t scopeNameMax = 128;
constexpr std::array<std::string_view, 5> scopeNames {"account", "underlying", "expiry", "strategy",
                                                      "principal"};

} // namespace

std::string_view nameOf(LimitScopeKind kind)
{
    return scopeNames.at(std::size_t(kind));
}

std::string LimitScopes::text() const
{
    std::string text;
    bool isAll = true;
    for (std::size_t kind = 0; kind < scopeNames.size(); ++kind) {
        if (!contains(LimitScopeKind(kind))) {
            isAll = false;
            continue;
        }
        text += fmt::format("{}{}", text.empty() ? "" : ", ", scopeNames[kind]);
    }
    return isAll ? "all" : text;
}

std::string LimitScope::text() const
{
    return isAccount() ? std::string(nameOf(kind)) : fmt::format("{}:{}", nameOf(kind), name);
}

Result<LimitScope> parseLimitScope(std::string_view text)
{
    const auto colon = text.find(':');
    const std::string_view kindText = text.substr(0, colon);
    const std::string_view name
        = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    for (std::size_t kind = 0; kind < scopeNames.size(); ++kind) {
        if (scopeNames[kind] != kindText)
            continue;
        const LimitScope scope {LimitScopeKind(kind), std::string(name)};
        const bool isNamed = scope.isAccount() ? colon == std::string_view::npos
                                               : !name.empty() && name.size() <= scopeNameMax;
        const bool isDated = scope.kind != LimitScopeKind::Expiry || parseDate(name);
        if (isNamed && isDated)
            return scope;
    }
    return fail("input.limit_scope",
                fmt::format("Expected account, underlying:NAME, expiry:YYYY-MM-DD, strategy:NAME or "
                            "principal:NAME, found \"{}\".",
                            text.substr(0, 60)));
}

} // namespace strikedesk
