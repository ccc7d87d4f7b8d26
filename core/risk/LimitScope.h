// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <compare>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// What a limit can be set for. An order stands in the account and in one or more of each of the others, and
/// has to pass the limits of all of them.
enum class LimitScopeKind { Account, Underlying, Expiry, Strategy, Principal };
/// "account", "underlying", "expiry", "strategy", "principal".
[[nodiscard]] std::string_view nameOf(LimitScopeKind kind);

/// The kinds of scope that a limit makes sense for.
class LimitScopes
{
public:
    constexpr LimitScopes() = default;
    constexpr LimitScopes(std::initializer_list<LimitScopeKind> kinds)
    {
        for (const LimitScopeKind kind : kinds)
            m_bits |= 1U << unsigned(kind);
    }
    [[nodiscard]] constexpr bool contains(LimitScopeKind kind) const
    {
        return (m_bits & (1U << unsigned(kind))) != 0;
    }
    [[nodiscard]] std::string text() const; ///< "account, underlying", "all".

private:
    unsigned m_bits = 0;
};

/// "account", "underlying:SPXW", "expiry:2026-03-20", "strategy:income", "principal:token:ci-bot".
struct LimitScope
{
    LimitScopeKind kind = LimitScopeKind::Account;
    std::string name; ///< Empty for the account.

    [[nodiscard]] bool isAccount() const { return kind == LimitScopeKind::Account; }
    [[nodiscard]] std::string text() const;
    friend auto operator<=>(const LimitScope&, const LimitScope&) = default;
};

/// `input.limit_scope`: an unknown kind, a name that is missing or too long, an expiry that is no date.
[[nodiscard]] Result<LimitScope> parseLimitScope(std::string_view text);

/// Every scope that one order stands in, the account not named.
using ScopesOfOrder = std::vector<LimitScope>;

} // namespace strikedesk
