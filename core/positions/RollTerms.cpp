// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RollTerms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk {
namespace {

constexpr int rollDaysMost = 3'000;
constexpr Price rollMoveMost = Price::ofWhole(100'000);

constexpr std::array strategyRows {
    RollStrategyRow {RollStrategy::SameStrikes, "same_strikes", "The strikes stay, the expiry is later."},
    RollStrategyRow {RollStrategy::AtmAdjust, "atm_adjust",
                     "Every strike moves by what the underlying has moved since the position was opened."},
    RollStrategyRow {RollStrategy::DeltaMaintain, "delta_maintain",
                     "Every leg goes where it has the delta that it has now."},
    RollStrategyRow {RollStrategy::WidthKeep, "width_keep",
                     "All strikes move by the same dollars: every move that is listed and allowed."},
};

constexpr std::array rankRows {
    RollRankRow {RollRank::Days, "days", "Nearest to the target days, then the larger credit."},
    RollRankRow {RollRank::Credit, "credit", "The largest net credit at the mid."},
    RollRankRow {RollRank::Delta, "delta",
                 "The smallest delta of the position afterwards, without its sign."},
    RollRankRow {RollRank::Margin, "margin", "The smallest margin afterwards."},
    RollRankRow {RollRank::Slippage, "slippage", "The least forecast slippage."},
    RollRankRow {RollRank::MaximumLoss, "maximum_loss", "The smallest maximum loss afterwards."},
};

template <typename Rows>
auto rowNamed(const Rows& rows, std::string_view key)
{
    return std::ranges::find_if(rows, [&](const auto& row) { return row.key == key; });
}

} // namespace

std::span<const RollStrategyRow> rollStrategies()
{
    return strategyRows;
}

std::string_view nameOf(RollStrategy strategy)
{
    return strategyRows[std::size_t(strategy)].key;
}

std::optional<RollStrategy> rollStrategyFrom(std::string_view key)
{
    const auto row = rowNamed(strategyRows, key);
    return row == strategyRows.end() ? std::nullopt : std::optional(row->strategy);
}

std::span<const RollRankRow> rollRanks()
{
    return rankRows;
}

std::string_view nameOf(RollRank rank)
{
    return rankRows[std::size_t(rank)].key;
}

std::optional<RollRank> rollRankFrom(std::string_view key)
{
    const auto row = rowNamed(rankRows, key);
    return row == rankRows.end() ? std::nullopt : std::optional(row->rank);
}

Result<void> checkRollTerms(const RollTerms& terms)
{
    if (terms.daysLeast < 0 || terms.daysMost > rollDaysMost || terms.daysLeast > terms.daysMost
        || terms.targetDays < terms.daysLeast || terms.targetDays > terms.daysMost)
        return fail("input.roll_days",
                    fmt::format("Expected a target within its window and a window within 0 to {} days, found "
                                "{} within {} to {}.",
                                rollDaysMost, terms.targetDays, terms.daysLeast, terms.daysMost));
    if (terms.strikeMoveMost.isNegative() || terms.strikeMoveMost > rollMoveMost)
        return fail("input.roll_move",
                    fmt::format("Expected a maximum strike move from 0 to {}, found {}.",
                                rollMoveMost.shortText(), terms.strikeMoveMost.shortText()));
    if (terms.reference && !terms.reference->isPositive())
        return fail("input.roll_reference",
                    fmt::format("Expected a price of the underlying above 0, found {}.",
                                terms.reference->shortText()));
    return {};
}

} // namespace strikedesk
