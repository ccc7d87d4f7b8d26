// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/PositionTable.h"
#include "core/pricing/RateCurve.h"
#include "core/pricing/Scenario.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// What a grid over a table of holdings (`symbol`, `quantity`, `cost`) is asked for.
struct ScenarioRequest
{
    Instant now;
    RateCurve rates;
    std::map<std::string, double> spots; ///< By underlying; the column `underlying_price` goes before them.
    std::map<std::string, std::vector<DatedDividend>> dividends; ///< By underlying.
    /// Prices of the only underlying. Empty: `moves` are used.
    std::vector<double> spotAxis;
    std::vector<double> moves; ///< Fractions, times each line's `beta`; used without prices.
    /// One volatility for every option. Empty: each has its own, plus `volatilityShifts`.
    std::vector<double> volatilityAxis;
    std::vector<double> volatilityShifts;
    std::vector<Instant> dates;
};

/// One point of the grid in the words of the request.
struct ScenarioTablePoint
{
    Instant date;
    double spot = 0;       ///< A price, or a move, as asked for.
    double volatility = 0; ///< A volatility, or a shift, as asked for.
    Money value;
    Money gain; ///< Value less cost.
};

struct ScenarioTable
{
    std::vector<PositionRow> positions;
    ScenarioPortfolio portfolio;
    bool isSpotPrice = false;       ///< `spot` of the points is a price, not a move.
    bool isVolatilityLevel = false; ///< `volatility` of the points is one, not a shift.
    Money cost;
    /// Now and unmoved; nothing where the spot or the volatilities of now are not known.
    std::optional<Money> valueNow;
    std::vector<ScenarioTablePoint> points; ///< By date, volatility, spot.
};

/// The batch of `strikectl scenario`. An option's own volatility is its column `volatility`, else what its
/// `price` implies. An empty `cost` counts as 0. Codes: `input.csv`; `input.spot` when a spot is missing,
/// there are two, or prices are asked for over several underlyings; `input.volatility` when an option has
/// none and no volatilities are asked for; `input.dates` for a date before now; `input.axis` for axes that
/// scenarioGrid() would refuse; those of scenarioGrid().
[[nodiscard]] Result<ScenarioTable> scenarioTable(std::string_view csv, const ScenarioRequest& request,
                                                  const ScenarioKernel& kernel = sliceKernel());

/// A table of holdings at one moment, valued as scenarioTable() would: legs in the order of the rows.
struct TablePortfolio
{
    std::vector<PositionRow> positions;
    ScenarioPortfolio portfolio;
};

/// The axes and dates of the request have no say. Codes as scenarioTable(), of a request without axes.
[[nodiscard]] Result<TablePortfolio> portfolioFrom(std::string_view csv, const ScenarioRequest& request);

/// "A:B:N" as N numbers from A to B, evenly; "A" as one. `input.axis`.
[[nodiscard]] Result<std::vector<double>> parseAxis(std::string_view text);
/// "D1:D2:N" or dates with commas as instants at 16:00 New York; of the first form N days, evenly, rounded to
/// whole ones. `input.dates`.
[[nodiscard]] Result<std::vector<Instant>> parseDateAxis(std::string_view text);

} // namespace strikedesk::pricing
