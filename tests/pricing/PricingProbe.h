// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace strikedesk::tests {

/// Our pricing behind types that C++17 understands.
struct ProbeInputs
{
    bool isAmerican = true;
    bool isCall = true;
    bool isReference = false;
    double strike = 0;
    double years = 0;
    double spot = 0;
    double rate = 0;
    double yield = 0;
    double volatility = 0;
    std::vector<double> dividendYears;
    std::vector<double> dividendAmounts;
};

/// Prices that are not there are NaN, which no comparison passes.
struct ProbeResult
{
    double price = 0;
    double delta = 0;
    double gamma = 0;
    double thetaPerDay = 0;
    double vegaPerPoint = 0;
    double rhoPerPoint = 0;
    bool isExercised = false; ///< Worth its intrinsic value and no more.
};

ProbeResult probeValue(const ProbeInputs& inputs);

} // namespace strikedesk::tests
