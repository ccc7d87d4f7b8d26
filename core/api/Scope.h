// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <string>
#include <string_view>

namespace strikedesk::api {

/// What a token may do. Values are bits: a token holds several, a route accepts any of several.
enum class Scope : unsigned {
    Read = 1,
    Audit = 2,
    Propose = 4,
    Trade = 8,
    Bot = 16,
    Session = 32,
    Kill = 64,
    Admin = 128,
};

class ScopeSet
{
public:
    constexpr ScopeSet() = default;
    constexpr ScopeSet(Scope scope)
        : m_bits(unsigned(scope))
    {
    }

    [[nodiscard]] friend constexpr ScopeSet operator|(ScopeSet a, ScopeSet b)
    {
        a.m_bits |= b.m_bits;
        return a;
    }
    [[nodiscard]] constexpr bool isEmpty() const { return m_bits == 0; }
    [[nodiscard]] constexpr bool hasAnyOf(ScopeSet other) const { return (m_bits & other.m_bits) != 0; }
    [[nodiscard]] friend constexpr bool operator==(ScopeSet, ScopeSet) = default;

    /// "read,trade"; no scope twice, none unknown, at least one. `input.scope`.
    [[nodiscard]] static Result<ScopeSet> parse(std::string_view text);
    [[nodiscard]] std::string text() const;

private:
    unsigned m_bits = 0;
};

[[nodiscard]] constexpr ScopeSet operator|(Scope a, Scope b)
{
    return ScopeSet(a) | ScopeSet(b);
}

} // namespace strikedesk::api
