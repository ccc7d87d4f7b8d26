// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RollCandidates.h"

namespace strikedesk {

// The figures of candidates, for the search alone.

/// Of a contract with two sides.
[[nodiscard]] Price midOf(const RollContract& contract);
/// Its prices and its move; nothing when a contract has no market.
[[nodiscard]] std::optional<RollCandidate> pricedRoll(const RollPosition& position,
                                                      const std::vector<RollExpiry>& expiries,
                                                      std::size_t expiry, std::vector<std::size_t> contracts);
/// Adds what takes longer: delta, margin, maximum loss.
void addFigures(RollCandidate& candidate, const RollPosition& position,
                const std::vector<RollExpiry>& expiries, const RollDelta& deltaOf);
/// The order of this rank needs them of every candidate.
[[nodiscard]] bool needsFigures(RollRank rank);
[[nodiscard]] bool comesBefore(const RollCandidate& left, const RollCandidate& right, const RollTerms& terms);

} // namespace strikedesk
