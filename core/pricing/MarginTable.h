// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Margin.h"
#include "core/pricing/PortfolioMargin.h"
#include "core/pricing/PositionTable.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// What the model needs besides the table, for portfolio-style margin.
struct MarginTableModel
{
    Instant now;
    double rate = 0; ///< Continuously compounded.
};

/// The margin of all that one account holds on one underlying.
struct MarginTableRow
{
    std::string account;
    std::string underlying;
    double underlyingPrice = 0;
    std::vector<PositionRow> legs; ///< The parts of the pairings count these.
    MarginResult strategy;
    std::optional<ShockMargin> portfolio; ///< Only when a model was given.
    MarginClass marginClass = MarginClass::Equity;
};

/// The batch of `strikectl margin`: a CSV of legs (`account`, `symbol`, `quantity`, `price`,
/// `underlying_price`) as margin per account and underlying, in the order of the table. Codes: `input.csv`;
/// `input.underlying_price` when one account has two prices for one underlying; those of marginFor() and
/// portfolioMargin().
///
/// For portfolio-style margin a leg moves at the volatility that its price implies; one whose price implies
/// none (expired, or at its intrinsic value) moves with its intrinsic value.
[[nodiscard]] Result<std::vector<MarginTableRow>>
marginTable(std::string_view csv, const std::optional<MarginTableModel>& model = {});

/// How far portfolio-style margin moves an underlying: SPX, XSP, DJX and OEX as high-capitalisation indices,
/// other broad indices by 10 %, everything else by 15 %.
[[nodiscard]] MarginClass marginClassOf(std::string_view underlying);

} // namespace strikedesk::pricing
