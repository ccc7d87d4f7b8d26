// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/util/Error.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// One listed series of an expiry, as far as choosing a strike needs it.
struct ListedOption
{
    std::string symbol;
    Right right = Right::Call;
    Price strike;
    std::optional<double> delta;                 ///< Per share, signed; absent when it cannot be computed.
    std::optional<Price> mid;                    ///< Per share.
    std::optional<double> probabilityInTheMoney; ///< At expiry, 0..1.
    bool isTradable = true; ///< Two-sided, young, not adjusted. Others count as strikes but are not chosen.
};

/// What an expiry knows besides its options.
struct ExpiryFacts
{
    std::optional<double> spot;
    std::optional<double> expectedMove; ///< Dollars per share, up or down.
};

enum class PickBy {
    Delta,        ///< Its magnitude.
    Probability,  ///< Of ending in the money.
    Premium,      ///< The mid, dollars per share.
    AtTheMoney,   ///< Listed strikes from the one nearest to the spot; below 0 is lower.
    Percent,      ///< Of the spot, above it.
    ExpectedMove, ///< Expected moves above the spot.
    Strike,       ///< This one.
    WidthStrikes, ///< Listed strikes from another strike of the structure; below 0 is lower.
    WidthDollars, ///< Dollars from another strike of the structure.
};
/// "delta", "at_the_money" …: the keys of plans.
[[nodiscard]] std::string_view nameOf(PickBy by);

/// How one strike of a structure is to be found.
struct StrikePick
{
    PickBy by = PickBy::Delta;
    double value = 0;
    /// Whose delta, premium or probability, and whose list of strikes; else that of the first leg there.
    std::optional<Right> right {};
    int from = -1; ///< Of widths: the place of the other strike, which is no width itself.
    /// Further away than this does not count as found: of deltas and probabilities as they are, of premiums
    /// and widths as a fraction of the value, of what starts at the spot as a fraction of the spot.
    double tolerance = 0.25;

    friend bool operator==(const StrikePick&, const StrikePick&) = default;
};

/// A strike of a structure with the rights that have to be tradable there.
struct StrikeSlot
{
    StrikePick pick;
    std::vector<Right> rights;
};

/// Whether strikes in ascending order may stand together; for rules that are more than their order.
using StrikesAllowed = std::function<bool(std::span<const Price>)>;

/// The strikes that come nearest to all picks together while each is above the one before. Equal ones: the
/// lower strikes; the order of `options` does not matter. `structure.pick` when a width starts at a width or
/// at nothing; `structure.no_spot` and `structure.no_expected_move` when a pick needs what is not known;
/// `structure.no_strike` names the pick that nothing fits, or says that the strikes which fit do not go
/// together.
[[nodiscard]] Result<std::vector<Price>> pickStrikes(std::span<const StrikeSlot> slots,
                                                     std::span<const ListedOption* const> options,
                                                     const ExpiryFacts& facts,
                                                     const StrikesAllowed& isAllowed = {});

} // namespace strikedesk
