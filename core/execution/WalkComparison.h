// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/WalkTrial.h"
#include "core/util/Error.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace strikedesk {

/// A walk that takes part, under the name it has in the report.
struct WalkContender
{
    std::string name;
    WalkTerms terms;
};

/// What is compared, and on what.
struct ComparisonPlan
{
    std::vector<WalkContender> contenders; ///< The first is the one that others are compared with.
    std::vector<FillModel> fillModels;
    /// Opens the market of one day.
    std::function<Result<std::unique_ptr<MarketSource>>(int day)> openDay;
    int daysToLearn = 0; ///< Before those that count: their fills teach the adaptive walk.
    int days = 1;
    std::uint64_t seed = 1;
    int ordersPerDay = 12;
    Duration timeLimit = std::chrono::seconds {120};
    Duration resolution = std::chrono::milliseconds {250};
};

/// A mean over days with the half width of its 95 % interval (Student's t, days are the sample: the orders of
/// one day share its market).
struct DayMean
{
    double mean = 0;
    double halfWidth = 0;
    int days = 0;

    [[nodiscard]] bool isAbove(double value) const { return days > 1 && mean - halfWidth > value; }
    [[nodiscard]] bool isBelow(double value) const { return days > 1 && mean + halfWidth < value; }
};
[[nodiscard]] DayMean meanOfDays(const std::vector<double>& days);

/// One contender under one fill model. Dollars are per package against the mid at the decision.
struct ContenderResult
{
    std::string name;
    FillModel fills = FillModel::Calibrated;
    int orders = 0;
    std::int64_t packages = 0;
    std::int64_t packagesFilled = 0;
    Money paid;               ///< Of all that filled.
    Money leftOver;           ///< Of crossing what did not.
    double secondsToFill = 0; ///< Mean over filled packages.
    double stepsPerOrder = 0;
    DayMean fillRate;     ///< Filled packages over packages.
    DayMean filledCost;   ///< Dollars per filled package.
    DayMean wholeCost;    ///< Dollars per package, what was left crossing at the end of its time.
    DayMean fillRateMore; ///< Day by day against the first contender.
    DayMean wholeCostMore;
};

struct ComparisonReport
{
    std::vector<ContenderResult> results; ///< By fill model, then contender.
    int daysLearnt = 0;
    std::uint64_t fillsLearnt = 0; ///< By the adaptive walk, over all fill models.
};

/// Gives every contender the same orders at the same instants on the same days, each on an exchange of its
/// own with the same seed. `said` hears of each day that is done.
[[nodiscard]] Result<ComparisonReport> compareWalks(const ComparisonPlan& plan,
                                                    const std::function<void(int day)>& said = {});

/// "better", "worse", "no difference", or "depends on the fill model": a walk is better than the first only
/// where it costs less, with an interval that excludes zero, at a fill rate that is no lower, under every
/// fill model.
[[nodiscard]] std::string verdictOn(const std::string& name, const ComparisonReport& report);

} // namespace strikedesk
