// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/engine/RollCommands.h"
#include "core/positions/RollCandidates.h"

#include <string>
#include <vector>

namespace strikedesk {

// What a roll sees of a position and of the market. Thread: trading, like all of this file.

/// A position that is to be rolled, and the listed contracts that it could be rolled into.
struct RollMarket
{
    std::vector<const Instrument*> rolled; ///< In the order of RollPosition::legs.
    std::vector<const Instrument*> kept;   ///< In the order of RollPosition::kept.
    RollPosition position;
    Quantity packages;
    std::vector<RollExpiry> expiries;
    RollDelta deltaOf;
    std::int64_t contracts = 0; ///< Whose markets are in `expiries`.

    [[nodiscard]] std::vector<std::int64_t> keptRatios() const;
};

/// The position by itself: which legs leave, which stay, what the market says of each. `input.structure`,
/// `input.roll_legs` for legs that are not of one expiry of the position, `roll.adjusted` for contracts of
/// which nothing new is listed.
[[nodiscard]] Result<RollMarket> rollMarket(const DeskContext& context, const RollAsk& ask);

/// Adds the expiries that are listed, and within the terms' days the markets of their contracts.
void addExpiries(const DeskContext& context, const RollTerms& terms, RollMarket& market);

/// Adds the one expiry that these contracts are of, and answers their places in it. `input.roll_to`.
[[nodiscard]] Result<std::vector<std::size_t>>
addChosen(const DeskContext& context, const std::vector<std::string>& symbols, RollMarket& market);

/// With symbols instead of places.
[[nodiscard]] RollCandidateView candidateView(const DeskContext& context, const RollMarket& market,
                                              const RollCandidate& candidate);

} // namespace strikedesk
