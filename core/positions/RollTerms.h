// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Error.h"

#include <optional>
#include <span>
#include <string_view>

namespace strikedesk {

/// How the strikes of a roll follow from those that are held.
enum class RollStrategy { SameStrikes, AtmAdjust, DeltaMaintain, WidthKeep };

struct RollStrategyRow
{
    RollStrategy strategy;
    std::string_view key;
    std::string_view description;
};
/// Every strategy once, in the order of RollStrategy.
[[nodiscard]] std::span<const RollStrategyRow> rollStrategies();
[[nodiscard]] std::string_view nameOf(RollStrategy strategy);
[[nodiscard]] std::optional<RollStrategy> rollStrategyFrom(std::string_view key);

/// What the best candidate is best in.
enum class RollRank { Days, Credit, Delta, Margin, Slippage, MaximumLoss };

struct RollRankRow
{
    RollRank rank;
    std::string_view key;
    std::string_view description;
};
[[nodiscard]] std::span<const RollRankRow> rollRanks();
[[nodiscard]] std::string_view nameOf(RollRank rank);
[[nodiscard]] std::optional<RollRank> rollRankFrom(std::string_view key);

/// What a roll may become. The defaults are those that are shipped. Days are calendar days to the last
/// trading instant.
struct RollTerms
{
    int targetDays = 30;
    int daysLeast = 21;
    int daysMost = 60;
    RollStrategy strategy = RollStrategy::AtmAdjust;
    bool requiresCredit = false; ///< At the mid, and the worst limit of the roll is a credit as well.
    Price strikeMoveMost = Price::ofWhole(10); ///< Of any leg, up or down, per share.
    RollRank rank = RollRank::Days;
    /// Where the underlying stood when the strikes were chosen, for AtmAdjust; absent: what the desk has
    /// noted when it opened the position.
    std::optional<Price> reference {};

    friend bool operator==(const RollTerms&, const RollTerms&) = default;
};

/// `input.roll_days`, `input.roll_move`, `input.roll_reference`.
[[nodiscard]] Result<void> checkRollTerms(const RollTerms& terms);

} // namespace strikedesk
