// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/TickTable.h"
#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

enum class Right { Call, Put };
enum class ExerciseStyle { American, European };
/// When the settlement price of the root is taken: at the opening (SPX monthly) or at the close.
enum class SettlementTime { Am, Pm };
enum class SettlementMethod { Physical, Cash };

[[nodiscard]] constexpr std::string_view nameOf(Right right)
{
    return right == Right::Call ? "call" : "put";
}
[[nodiscard]] constexpr std::string_view nameOf(ExerciseStyle style)
{
    return style == ExerciseStyle::American ? "american" : "european";
}
[[nodiscard]] constexpr std::string_view nameOf(SettlementTime time)
{
    return time == SettlementTime::Am ? "AM" : "PM";
}

/// What one contract delivers on exercise: shares of one asset, or cash. Adjusted contracts have several.
struct Deliverable
{
    std::string asset; ///< A ticker, or "USD" for cash.
    Quantity shares;
    Money cash;

    friend bool operator==(const Deliverable&, const Deliverable&) = default;
};

/// One listed option series, keyed by ROOT, expiry, right and strike, never by underlying and date: SPX and
/// SPXW share both on a third Friday and settle hours apart.
struct OptionContract
{
    std::string root;
    std::string underlying;
    Date expiry {}; ///< The date in the symbol, which before 2015 may be a Saturday.
    Right right = Right::Call;
    Price strike;
    ExerciseStyle style = ExerciseStyle::American;
    SettlementTime settlement = SettlementTime::Pm;
    SettlementMethod method = SettlementMethod::Physical;
    Multiplier multiplier {100}; ///< For premium, never for the deliverable.
    std::vector<Deliverable> deliverables;
    TickTable ticks = TickTable::nickelDime();

    /// Shares of the underlying that delta counts; for adjusted contracts not the multiplier. Cash-settled:
    /// the multiplier. Where hasKnownDeliverables() is false it is the multiplier as well, and a guess.
    [[nodiscard]] std::int64_t deliverableShares() const;
    /// False for an adjusted root whose terms nobody has supplied: the symbol alone does not tell them.
    [[nodiscard]] bool hasKnownDeliverables() const;
    /// A root with a digit ("AAPL1"): closing only, and untradable for bots.
    [[nodiscard]] bool isAdjusted() const;
    /// "AAPL  140606C00640000": the padded OSI symbol, the canonical name of the series on the desk.
    [[nodiscard]] std::string symbol() const;

    friend bool operator==(const OptionContract&, const OptionContract&) = default;
};

} // namespace strikedesk
