// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/OrderCosts.h"
#include "core/util/Error.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// What orders are put together by.
enum class CostGrouping { Underlying, Structure, Strategy, Kind, Venue, Hour, Day, Sender };
[[nodiscard]] std::span<const CostGrouping> costGroupings();
[[nodiscard]] std::string_view nameOf(CostGrouping grouping); ///< "underlying", "structure" …
/// `input.query` names those there are.
[[nodiscard]] Result<CostGrouping> parseCostGrouping(std::string_view name);

/// How long fills took, from the order's creation. Of what was filled alone: read it beside the fill rate.
struct FillTimes
{
    double mean = 0;   ///< Seconds, weighted by contracts.
    double median = 0; ///< Half of the contracts were filled sooner.
    double longest = 0;
};

/// Orders that have something in common, and what they have cost.
struct CostGroup
{
    std::string name;
    int orders = 0;
    int open = 0;     ///< Still working: they have no fill rate yet.
    int full = 0;     ///< Ended, and all of it stands filled.
    int partial = 0;  ///< Ended with a part of it.
    int unfilled = 0; ///< Ended with nothing.
    int fills = 0;
    int busts = 0;
    int corrections = 0;
    int replaces = 0;
    int replacesRefused = 0;
    int cancelsAsked = 0;
    int cancelled = 0;
    int expired = 0;
    int rejected = 0;
    Quantity contractsAsked; ///< Of orders that have ended.
    Quantity contractsFilledOfAsked;
    Quantity contractsFilled; ///< Of all.
    Money notional;
    Money fees;
    CostFigures figures;
    std::optional<FillTimes> times; ///< Nothing when nothing was filled.

    /// Contracts filled of contracts asked, in ended orders: a part counts as the part it is.
    [[nodiscard]] std::optional<double> fillRate() const;
};

struct CostReport
{
    CostGrouping by = CostGrouping::Underlying;
    std::vector<CostGroup> groups; ///< By notional, the largest first; hours and days in their order.
    CostGroup total;
    std::map<std::string, std::uint64_t> denials; ///< Of our own gate, by code: they never became orders.
    std::map<std::string, std::uint64_t> rejects; ///< Of the venue, by code.
    std::map<std::string, std::uint64_t> cancels; ///< Why orders were cancelled, by reason.
    std::uint64_t forgotten = 0;
};

[[nodiscard]] std::string groupNameOf(const CostedOrder& order, CostGrouping by);
[[nodiscard]] CostReport costReport(const CostRecord& record, CostGrouping by);

} // namespace strikedesk
