// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <optional>
#include <string>
#include <string_view>

namespace strikedesk {

// What the desk keeps in mind of risk beside its orders (DeskEvents.h).

/// Cash and everything held at its mark: the first of a trade date, and later each new highest one, at most
/// once a minute.
struct EquityMarked
{
    static constexpr std::string_view kind = "risk.equity_marked";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string day; ///< The trade date.
    Money opening;
    Money peak; ///< Over all days.
};

/// One limit of one scope counts from now on. `version` is that of the whole book of limits.
struct LimitChanged
{
    static constexpr std::string_view kind = "limit.changed";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    int version = 0;
    std::string scope;                 ///< "account", "underlying:SPXW" … (LimitScope).
    std::string limit;                 ///< Its code.
    std::optional<std::string> before; ///< Absent: this scope had none.
    std::optional<std::string> after;  ///< Absent: it has none any more.
    std::string reason;
};

/// A looser value of a hard limit was asked for; it counts from `effectiveAt` on unless it is taken back.
struct LimitRaiseAsked
{
    static constexpr std::string_view kind = "limit.raise_asked";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string scope;
    std::string limit;
    std::optional<std::string> before;
    std::optional<std::string> after;
    Instant effectiveAt;
    std::string reason;
};

struct LimitRaiseCancelled
{
    static constexpr std::string_view kind = "limit.raise_cancelled";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string scope;
    std::string limit;
    std::string reason;
};

/// A soft block of this order was overridden, once, by whoever sent it.
struct RiskOverridden
{
    static constexpr std::string_view kind = "risk.overridden";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    OrderId order;
    std::string code;
    std::string limit;
    std::string measured;
    std::string reason;
};

/// From now on a scope is held back, over restarts, until a person resets it.
struct BreakerTripped
{
    static constexpr std::string_view kind = "breaker.tripped";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string code; ///< Of what was hit: "risk.daily_loss", "slippage.overspent", "manual" …
    std::string limit;
    std::string measured;
    std::string reason;                  ///< A sentence.
    std::optional<std::string> scope {}; ///< As BreakerScope writes it; absent: the account.
    std::optional<std::string> mode {};  ///< Absent: reduce only.
};

struct BreakerReset
{
    static constexpr std::string_view kind = "breaker.reset";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string reason;
    std::optional<std::string> scope {}; ///< Absent: the account.
};

/// The second level of the message throttle: this sender opens nothing until a person enables it again.
struct PrincipalDisarmed
{
    static constexpr std::string_view kind = "principal.disarmed";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string principal;
    std::string reason;
};

/// Its counters of messages and executions start anew with this.
struct PrincipalEnabled
{
    static constexpr std::string_view kind = "principal.enabled";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string principal;
    std::string reason;
};

struct UnderlyingRestricted
{
    static constexpr std::string_view kind = "underlying.restricted";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string underlying;
    bool isRestricted = false;
    std::string reason;
};

} // namespace strikedesk
