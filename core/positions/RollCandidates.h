// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Structures.h"
#include "core/market/Quote.h"
#include "core/positions/RollTerms.h"
#include "core/pricing/Margin.h"
#include "core/pricing/Payoff.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

// What a position could be rolled into: every expiry and set of strikes that its terms allow, each with what
// it would cost and do. Pure. Prices are as paid (core/orders/NetPrice.h), per share of one package.

/// A listed series with its market.
struct RollContract
{
    std::uint32_t id = 0; ///< The caller's.
    Right right = Right::Call;
    Price strike;
    std::optional<Price> bid;
    std::optional<Price> ask;
    bool isTradable = false; ///< Two-sided, young, not crossed, not halted.
    bool isHalted = false;
};

/// One expiry of one root.
struct RollExpiry
{
    Date expiry {};
    std::string root;
    int days = 0; ///< To its last trading instant.
    Instant settlesAt {};
    std::vector<RollContract> contracts; ///< By strike, then call before put.
};

/// A leg that is rolled, per package.
struct RolledLeg
{
    RollContract held;
    std::int64_t ratio = 0;      ///< Signed as held.
    std::optional<double> delta; ///< Now, per share.
};

/// A leg that stays, per package.
struct KeptLeg
{
    pricing::PayoffLeg payoff; ///< Its cost is its mark.
    Price mark;                ///< Of an option.
    Date expiry {};            ///< Of an option.
    std::optional<double> delta;
};

/// A position that is to be rolled: legs of one expiry leave, the others stay.
struct RollPosition
{
    std::vector<RolledLeg> legs;
    std::vector<KeptLeg> kept;
    Date expiry {}; ///< Of the legs that are rolled.
    Instant settlesAt {};
    Multiplier multiplier {100};
    std::int64_t deliverable = 100;    ///< Shares that delta counts.
    std::optional<Price> spot {};      ///< Of the underlying.
    std::optional<Price> reference {}; ///< Where it stood when the strikes were chosen.
    bool isBroadIndex = false;         ///< For margin.
    double slippageShare = 0;          ///< Of the way from mid to natural that orders are likely to pay.
    std::size_t candidatesMost = 10;   ///< That are answered.
};

/// One way to roll.
struct RollCandidate
{
    std::size_t expiry = 0;             ///< Place in the expiries that were searched.
    std::vector<std::size_t> contracts; ///< Places in its contracts, by rolled leg.
    int days = 0;
    Price mid;        ///< Net of closing and opening; negative is a credit.
    Price natural;    ///< Crossing every leg.
    Price strikeMove; ///< The largest of a leg, without its sign.
    Money slippage;   ///< Forecast, of one package.
    /// Of the whole position, per package, at the marks of now.
    std::optional<double> deltaAfter; ///< In shares.
    std::optional<Money> marginAfter;
    std::optional<Money> maximumLossAfter; ///< From now on; absent: unlimited, or not known.
    bool isLossUnlimitedAfter = false;
};

/// Why combinations are none.
enum class RollConstraint {
    Days,
    Earlier,
    KeptExpiry,
    NoStrike,
    StrikeMove,
    SameContract,
    Halted,
    Quotes,
    Structure,
    Credit,
};
struct RollRefusal
{
    RollConstraint constraint = RollConstraint::Days;
    std::int64_t count = 0;
};
[[nodiscard]] std::string_view nameOf(RollConstraint constraint);
/// "3 expiries lie outside 21 to 60 days."
[[nodiscard]] std::string refusalWords(const RollRefusal& refusal, const RollTerms& terms);

/// What there is now, to hold candidates against.
struct RollBefore
{
    std::optional<double> delta;
    std::optional<Money> margin;
    std::optional<Money> maximumLoss;
    bool isLossUnlimited = false;
};

struct RollSearch
{
    std::vector<RollCandidate> candidates; ///< The best first, at most RollPosition::candidatesMost.
    std::int64_t found = 0;                ///< That keep every constraint.
    std::vector<RollRefusal> refusals;     ///< Those that have refused something.
    RollBefore before;
};

/// Delta of one share's worth of a contract; nothing when it is not known.
using RollDelta = std::function<std::optional<double>(const RollExpiry&, const RollContract&)>;

/// `roll.no_market` when a leg that is rolled has no market of its own, `roll.no_reference` when atm_adjust
/// does not know what the underlying has moved, `roll.no_delta` when delta_maintain does not know a delta.
[[nodiscard]] Result<RollSearch> findRolls(const RollPosition& position,
                                           const std::vector<RollExpiry>& expiries, const RollTerms& terms,
                                           const RollDelta& deltaOf);

/// One candidate with all its figures: these contracts of this expiry, whatever the terms say. Nothing when
/// one of them has no market.
[[nodiscard]] std::optional<RollCandidate>
rollInto(const RollPosition& position, const std::vector<RollExpiry>& expiries, std::size_t expiry,
         const std::vector<std::size_t>& contracts, const RollDelta& deltaOf);
/// Of the position as it is.
[[nodiscard]] RollBefore rollBefore(const RollPosition& position);

/// The legs of the position, those that are rolled first, as payoffs at the marks of now, per package.
[[nodiscard]] std::vector<pricing::PayoffLeg> payoffBefore(const RollPosition& position);
/// The same of a candidate.
[[nodiscard]] std::vector<pricing::PayoffLeg> payoffAfter(const RollPosition& position,
                                                          const RollExpiry& expiry,
                                                          const std::vector<std::size_t>& contracts);

} // namespace strikedesk
