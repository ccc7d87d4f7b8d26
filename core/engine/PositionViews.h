// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/BookScenario.h"
#include "core/engine/DeskContext.h"
#include "core/engine/DeskSnapshot.h"
#include "core/engine/PortfolioGreeks.h"

#include <vector>

namespace strikedesk {

/// The mark of one instrument and where it comes from: the mid of a young and narrow market, else what the
/// pricing thread made of the smile ("model"), else the mid with its fault named, else nothing (law 10).
struct MarkNow
{
    std::optional<Price> price;
    std::string quality; ///< "mid", "model", "wide", "stale", "crossed", "none", "settlement pending".
    std::optional<double> ageSeconds;
};
[[nodiscard]] MarkNow markNow(const DeskContext& context, const std::string& symbol,
                              const PricingSnapshotPtr& pricing);

/// Open legs of the book. Thread: trading, like all of this file.
[[nodiscard]] std::vector<PositionView> positionViews(const DeskContext& context,
                                                      const PricingSnapshotPtr& pricing);
[[nodiscard]] AccountView accountView(const DeskContext& context, const std::vector<PositionView>& positions);
[[nodiscard]] std::vector<GreeksLeg> greeksLegs(const DeskState& state);
[[nodiscard]] std::vector<OutlookLeg> outlookLegs(const DeskState& state);

} // namespace strikedesk
