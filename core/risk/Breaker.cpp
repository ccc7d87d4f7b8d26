// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/Breaker.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk {

namespace {

constexpr std::size_t breakerNameMax = 128;
constexpr std::array<std::string_view, 4> breakerScopeNames {"account", "underlying", "strategy", "leg"};
constexpr std::array<std::string_view, 3> breakerModeNames {"block_entries", "reduce_only", "freeze"};

} // namespace

std::string BreakerScope::text() const
{
    const std::string_view kindName = breakerScopeNames.at(std::size_t(kind));
    return kind == BreakerScopeKind::Account ? std::string(kindName) : fmt::format("{}:{}", kindName, name);
}

Result<BreakerScope> parseBreakerScope(std::string_view text)
{
    const auto colon = text.find(':');
    const std::string_view name
        = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    for (std::size_t kind = 0; kind < breakerScopeNames.size(); ++kind) {
        const bool isAccount = BreakerScopeKind(kind) == BreakerScopeKind::Account;
        const bool isNamed
            = isAccount ? colon == std::string_view::npos : !name.empty() && name.size() <= breakerNameMax;
        if (breakerScopeNames[kind] == text.substr(0, colon) && isNamed)
            return BreakerScope {BreakerScopeKind(kind), std::string(name)};
    }
    return fail("input.breaker_scope",
                fmt::format("Expected account, underlying:NAME, strategy:NAME or leg:SYMBOL, found \"{}\".",
                            text.substr(0, 60)));
}

std::string_view nameOf(BreakerMode mode)
{
    return breakerModeNames.at(std::size_t(mode));
}

Result<BreakerMode> parseBreakerMode(std::string_view text)
{
    const auto found = std::ranges::find(breakerModeNames, text);
    if (found != breakerModeNames.end())
        return BreakerMode(found - breakerModeNames.begin());
    return fail(
        "input.breaker_mode",
        fmt::format("Expected block_entries, reduce_only or freeze, found \"{}\".", text.substr(0, 60)));
}

bool concerns(const BreakerScope& scope, std::span<const Instrument* const> legs, const std::string& strategy)
{
    switch (scope.kind) {
    case BreakerScopeKind::Account: return true;
    case BreakerScopeKind::Underlying:
        return std::ranges::any_of(legs,
                                   [&](const Instrument* leg) { return leg->underlying == scope.name; });
    case BreakerScopeKind::Strategy: return strategy == scope.name;
    case BreakerScopeKind::Leg:
        return std::ranges::any_of(legs, [&](const Instrument* leg) { return leg->symbol == scope.name; });
    }
    return true;
}

} // namespace strikedesk
