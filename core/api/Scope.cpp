// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Scope.h"

#include <fmt/format.h>

#include <array>

namespace strikedesk::api {
namespace {

struct ScopeRow
{
    std::string_view name;
    Scope scope;
};

constexpr std::array scopeRows {
    ScopeRow {"read", Scope::Read},   ScopeRow {"audit", Scope::Audit}, ScopeRow {"propose", Scope::Propose},
    ScopeRow {"trade", Scope::Trade}, ScopeRow {"bot", Scope::Bot},     ScopeRow {"session", Scope::Session},
    ScopeRow {"kill", Scope::Kill},   ScopeRow {"admin", Scope::Admin},
};

} // namespace

Result<ScopeSet> ScopeSet::parse(std::string_view text)
{
    ScopeSet set;
    while (true) {
        const std::size_t comma = text.find(',');
        const std::string_view name = text.substr(0, comma);
        const ScopeRow* found = nullptr;
        for (const ScopeRow& row : scopeRows) {
            if (row.name == name)
                found = &row;
        }
        if (!found)
            return fail(
                "input.scope",
                fmt::format("'{}' is not a scope; known are read, audit, propose, trade, bot, session, "
                            "kill and admin.",
                            name));
        set = set | found->scope;
        if (comma == std::string_view::npos)
            return set;
        text.remove_prefix(comma + 1);
    }
}

std::string ScopeSet::text() const
{
    std::string text;
    for (const ScopeRow& row : scopeRows) {
        if (!hasAnyOf(row.scope))
            continue;
        if (!text.empty())
            text += ',';
        text += row.name;
    }
    return text;
}

} // namespace strikedesk::api
