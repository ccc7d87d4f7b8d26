// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace strikedesk {

enum class BreakerScopeKind { Account, Underlying, Strategy, Leg };

/// What a breaker holds: "account", "underlying:SPXW", "strategy:income", "leg:SPXW  260130P05000000".
struct BreakerScope
{
    BreakerScopeKind kind = BreakerScopeKind::Account;
    std::string name; ///< Empty for the account.

    [[nodiscard]] std::string text() const;
    friend auto operator<=>(const BreakerScope&, const BreakerScope&) = default;
};

/// `input.breaker_scope`.
[[nodiscard]] Result<BreakerScope> parseBreakerScope(std::string_view text);

/// From the mildest to the strictest.
enum class BreakerMode {
    BlockEntries, ///< No new order opens anything; what works goes on.
    ReduceOnly,   ///< Only what reduces risk goes; what works and adds risk is cancelled.
    Freeze,       ///< Nothing goes but cancels and the kill switch; walks rest.
};
/// "block_entries", "reduce_only", "freeze".
[[nodiscard]] std::string_view nameOf(BreakerMode mode);
/// `input.breaker_mode`.
[[nodiscard]] Result<BreakerMode> parseBreakerMode(std::string_view text);

/// A breaker that has tripped and that nobody has reset.
struct BreakerRecord
{
    BreakerScope scope;
    BreakerMode mode = BreakerMode::ReduceOnly;
    std::string code; ///< What tripped it: "risk.daily_loss", "slippage.overspent", "manual" …
    std::string limit;
    std::string measured;
    std::string reason; ///< The first one.
    std::string actor;
    Instant trippedAt;
};

/// True when an order with these legs of this strategy stands in the scope.
[[nodiscard]] bool concerns(const BreakerScope& scope, std::span<const Instrument* const> legs,
                            const std::string& strategy);

} // namespace strikedesk
