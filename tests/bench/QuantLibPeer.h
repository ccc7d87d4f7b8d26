// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace strikedesk::bench {

/// One contract for the peer, in types that C++17 knows: QuantLib's headers and ours do not compile together.
struct PeerOption
{
    bool isCall = true;
    double strike = 0;
    int days = 0;
    double spot = 0;
    double rate = 0;
    double yield = 0;
    double volatility = 0;
    std::vector<int> exDays;
    std::vector<double> dividends;
};

/// Processor seconds for the whole list, construction of the objects not counted.
struct PeerRun
{
    double seconds = 0;
    std::vector<double> answers;
};

/// VanillaOption with AnalyticEuropeanEngine, calculated anew: price and five Greeks; the price.
PeerRun peerEuropeanObjects(const std::vector<PeerOption>& options);
/// blackFormulaImpliedStdDev at its default accuracy of 1e-6, from out-of-the-money prices; the volatility.
PeerRun peerImpliedVolatilities(const std::vector<PeerOption>& options, const std::vector<double>& prices);
/// DividendVanillaOption with FdBlackScholesVanillaEngine, spot model, 100 by 100; price.
PeerRun peerDividendGrid(const std::vector<PeerOption>& options);
/// QdFpAmericanEngine, its fast scheme; price.
PeerRun peerAmericanFast(const std::vector<PeerOption>& options);
/// One option with its quotes moved over a grid of spots, volatilities and days; the prices by days,
/// then volatility, then spot.
PeerRun peerScenario(const PeerOption& option, const std::vector<double>& spots,
                     const std::vector<double>& volatilities, const std::vector<int>& daysPassed,
                     bool isAmerican);

} // namespace strikedesk::bench
