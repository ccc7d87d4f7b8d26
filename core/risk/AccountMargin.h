// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/risk/Account.h"
#include "core/util/Error.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace strikedesk {

/// A holding with what it is worth; over all structures, one row per instrument.
struct MarkedLeg
{
    const Instrument* instrument = nullptr; ///< A row of the catalogue.
    Quantity quantity;                      ///< Signed.
    std::optional<Price> mark;              ///< Per share; absent when nobody knows it.
};

/// Spot of each underlying.
using Spots = std::map<std::string, double>;

/// What the account's type requires for these holdings: strategy-based margin per underlying
/// (core/pricing/Margin.h, initial), or in a cash account the strikes of all short puts in full.
/// `risk.margin_unknown` when a spot, or the mark of an uncovered short, is not known.
[[nodiscard]] Result<Money> marginRequired(AccountType type, std::span<const MarkedLeg> legs,
                                           const Spots& spots);

/// Stock at its marks, shorts negative. `risk.margin_unknown` without a mark or a spot.
[[nodiscard]] Result<Money> stockValue(std::span<const MarkedLeg> legs, const Spots& spots);

} // namespace strikedesk
