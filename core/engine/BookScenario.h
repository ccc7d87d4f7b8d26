// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ChainSnapshot.h"
#include "core/instruments/Contract.h"
#include "core/pricing/FrontPayoff.h"
#include "core/pricing/Margin.h"
#include "core/pricing/PortfolioMargin.h"
#include "core/pricing/Scenario.h"
#include "core/pricing/SettlementDistribution.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace strikedesk {

/// One holding as far as the outlook needs to know it.
struct OutlookLeg
{
    std::string underlying;
    std::string symbol;
    std::optional<OptionContract> option; ///< None: stock.
    Quantity quantity;                    ///< Signed.
    Multiplier multiplier {100};
    Money cost; ///< Paid for what is open, fees not included; negative: received.
};

/// Where all that is held on one underlying ends at its first expiry, and what it ties up.
struct UnderlyingOutlook
{
    std::string underlying;
    double spot = 0;
    std::optional<Instant> firstExpiry;         ///< Without options there is none, and no payoff.
    std::optional<pricing::FrontPayoff> payoff; ///< Cost counted, fees not.
    std::optional<double> probabilityOfProfit;  ///< Risk-neutral, at that expiry.
    std::string distribution;                   ///< What the probability is of: "smile" or "lognormal".
    std::optional<pricing::MarginResult> strategyMargin;
    std::optional<pricing::ShockMargin> shockMargin;
    std::string reason; ///< Why something of this is missing, in a sentence with its code.
};

/// What the whole book gains or loses where prices, volatilities and time go: full revaluation, early
/// exercise and cash dividends included. Every underlying moves by the same fraction. Gains are dollars
/// against now.
struct BookScenario
{
    Instant at;
    std::vector<Instant> dates; ///< Of the grid's third axis: now, half way to the first expiry, and that.
    std::optional<pricing::ScenarioGrid> grid; ///< Without anything to value there is none.
    std::vector<UnderlyingOutlook> underlyings;
    std::vector<std::string> leftOut; ///< Held, but without a volatility or with deliverables of its own.
    std::string reason;               ///< Why there is no grid.
};
using BookScenarioPtr = std::shared_ptr<const BookScenario>;

/// From the chains as they are: a leg moves at the volatility of its own quote, else of its smile. Pure;
/// takes milliseconds for each option with early exercise, so that it belongs on the pricing thread.
[[nodiscard]] BookScenario bookScenario(std::span<const OutlookLeg> legs,
                                        std::span<const ChainSnapshotPtr> chains);

} // namespace strikedesk
