// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/risk/LimitScope.h"
#include "core/types/Money.h"
#include "core/util/Error.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace strikedesk {

/// Every limit of the risk gate and of the slippage budgets.
enum class LimitId {
    OrderContracts,
    OrderShares,
    OrderPremium,
    OrderNotional,
    OrderLoss,
    NakedGranted,
    OptionLevel,
    CollarPercent,
    CollarTicks,
    CollarSpreadPercent,
    DuplicateSeconds,
    OrdersPerSecond,
    OrdersPerMinute,
    PositionContracts,
    PositionUnderlying,
    PositionShares,
    PortfolioDelta,
    PortfolioVega,
    DailyLoss,
    Drawdown,
    MessagesPerMinute,
    MessagesDisarm,
    RepeatedExecutions,
    OrderToTradeWarning,
    OrderToTrade,
    NearExpiry,
    UnusualSize,
    VenueRejects,
    VenueRejectWindow,
    BreakerCooldown,
    RaiseDelay,
    StrategySlippage,
    UnderlyingSlippage,
    DaySlippage,
    SessionSlippage,
};

enum class LimitUnit { Contracts, Shares, Dollars, Percent, Ticks, Seconds, Orders, Level, YesNo, Minutes };
[[nodiscard]] std::string_view nameOf(LimitUnit unit); ///< "contracts", "dollars" …

/// A row of the table of limits. Values are whole numbers of the unit; dollars in 1/10,000.
struct LimitRow
{
    LimitId id = LimitId::OrderContracts;
    std::string_view code; ///< The name in commands, records and documents.
    std::string_view title;
    LimitUnit unit = LimitUnit::Contracts;
    std::int64_t shipped = 0;    ///< What PAPER and REPLAY profiles are created with.
    std::int64_t largest = 0;    ///< A value beyond is a mistake and refused.
    LimitScopes scopes;          ///< What it can be set for.
    bool isTighterAbove = false; ///< A larger value allows less.
    bool isSoft = false;         ///< Its check can be overridden, so that it loosens at once.

    [[nodiscard]] bool isTighter(std::int64_t value, std::int64_t than) const
    {
        return isTighterAbove ? value > than : value < than;
    }
};

/// Every limit once, in the order of LimitId.
[[nodiscard]] std::span<const LimitRow> limitTable();
[[nodiscard]] const LimitRow& rowOf(LimitId id);
/// `input.limit_code`.
[[nodiscard]] Result<LimitId> limitNamed(std::string_view code);

/// One version of a profile's limits. What is not set has no default: the gate then lets nothing open.
struct Limits
{
    int version = 0;
    std::map<LimitId, std::int64_t> values;

    [[nodiscard]] std::optional<std::int64_t> find(LimitId id) const;
    [[nodiscard]] std::optional<Money> findMoney(LimitId id) const;
    /// Zero where it is not set: for limits that the first check has seen to be there.
    [[nodiscard]] std::int64_t at(LimitId id) const { return find(id).value_or(0); }
    [[nodiscard]] Money moneyAt(LimitId id) const { return Money::ofUnits(at(id)); }

    friend bool operator==(const Limits&, const Limits&) = default;
};

/// The next version of these limits with those that they lack and `shipped` has: a profile made before a
/// limit existed goes on with what is shipped, said in the record. Nothing when none is missing.
[[nodiscard]] std::optional<Limits> withNewLimits(const Limits& limits, const Limits& shipped);

/// The set that PAPER and REPLAY profiles are created with, version 1. A LIVE profile starts with Limits {}.
[[nodiscard]] Limits shippedLimits();

/// "50", "25000.0000", "yes": a value as commands, records and screens write it.
[[nodiscard]] std::string limitText(const LimitRow& row, std::int64_t value);
[[nodiscard]] Result<std::int64_t> parseLimit(const LimitRow& row, std::string_view text);

/// Limits as a record keeps them, by code, and back. `input.limit_code`, `input.limit_value`.
[[nodiscard]] std::map<std::string, std::string> textsOf(const Limits& limits);
[[nodiscard]] Result<Limits> limitsFrom(int version, const std::map<std::string, std::string>& texts);

} // namespace strikedesk
