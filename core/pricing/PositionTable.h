// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/types/Money.h"
#include "core/util/Error.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// One line of a table of holdings.
struct PositionRow
{
    int line = 0;
    std::string account; ///< Empty where the table has no such column.
    std::string symbol;  ///< Padded OSI symbol, or the ticker of a stock.
    std::string underlying;
    std::optional<OptionContract> option; ///< None: stock.
    Quantity quantity;                    ///< Contracts or shares, short is negative.
    std::optional<Money> cost;            ///< Of the whole line: positive was paid.
    std::optional<Price> price;           ///< Per share, now.
    std::optional<double> underlyingPrice;
    std::optional<double> volatility; ///< 0.20 is 20 %.
    std::optional<double> beta;
};

/// A column that a table may have.
enum class PositionColumn { Account, Symbol, Quantity, Cost, Price, UnderlyingPrice, Volatility, Beta };

/// Reads a CSV with a header; columns by name, any order, extra ones ignored: `account`, `symbol` (OSI in any
/// of its forms, a ticker for stock; `S` is the stock of the only underlying of its account), `quantity`,
/// `cost`, `price`, `underlying_price` (`spot` is another name for it), `volatility`, `beta`. Of those that
/// are needed every cell has to be filled. `input.csv`: a column is missing; cells are wrong, all of them
/// named with their lines; or there is no row.
[[nodiscard]] Result<std::vector<PositionRow>> readPositions(std::string_view csv,
                                                             std::span<const PositionColumn> needed);

} // namespace strikedesk::pricing
