// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Attribution.h"
#include "core/pricing/ScenarioTable.h"

#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// Where the gain of one holding came from.
struct AttributionRow
{
    std::string symbol;
    Quantity quantity;
    Attribution gain;
};

struct AttributionTable
{
    std::vector<AttributionRow> rows; ///< In the order of the first table.
    Attribution total;
    std::vector<std::string>
        unmatched; ///< In one of the tables only, or in another quantity: no gain is told.
};

/// The batch of `strikectl attribution`: two tables of the same holdings at two moments. Each option's
/// volatility is its column `volatility`, else what its `price` implies; Greeks are those of the first
/// moment. Codes: those of scenarioTable() and attributeGain(); `input.dates` when the second moment is not
/// after the first.
[[nodiscard]] Result<AttributionTable> attributionTable(std::string_view before,
                                                        const ScenarioRequest& beforeRequest,
                                                        std::string_view after,
                                                        const ScenarioRequest& afterRequest);

} // namespace strikedesk::pricing
