// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/market/MarketSource.h"
#include "core/util/Random.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::simulated {

/// How one simulated underlying behaves. Volatilities are per year of 252 trading days.
struct ClassTraits
{
    std::string_view ticker;
    bool isIndex = false;
    double price = 0; ///< Around which the run starts.
    double volatility = 0;
    double volatilityOfVolatility = 0; ///< Of its logarithm, over a long time.
    double jumpsPerYear = 0;           ///< What options price in; see JumpLaw.
    double jumpMean = 0;
    double jumpDeviation = 0;
    double yield = 0;
    double dividend = 0;             ///< Quarterly, per share.
    double stockHalfSpread = 0;      ///< In dollars.
    double volatilityHalfSpread = 0; ///< Of option quotes, as a part of the volatility.
    int stockSize = 0;               ///< Typical, in shares.
    int optionSize = 0;              ///< Typical, in contracts, at the money.
    double optionPrintsPerSecond = 0;
    double stockPrintsPerSecond = 0;
};

/// SIMX, an ETF in pennies; ACME, a stock of the penny program that pays dividends; NDEX, a European cash
/// index.
[[nodiscard]] const std::array<ClassTraits, 3>& classTraits();

/// A call and a put of one strike.
struct StrikePair
{
    Price strike;
    InstrumentId call {};
    InstrumentId put {};
};

/// All strikes of one root and expiry.
struct Series
{
    std::string root;
    Date expiry {};
    Instant lastTradesAt;
    Instant settlesAt;
    bool isAmerican = false;
    bool settlesAtOpen = false;
    TickTable ticks = TickTable::penny();
    std::vector<StrikePair> pairs; ///< By strike.
};

struct SimulatedClass
{
    ClassTraits traits;
    InstrumentId underlying {};
    double startPrice = 0;
    std::vector<Series> series; ///< By settlement instant.
    std::vector<CashDividend> dividends;
};

struct SimulatedUniverse
{
    std::shared_ptr<const Catalogue> catalogue;
    std::vector<SimulatedClass> classes;
};

inline constexpr int strikesPerSide = 60; ///< Below and above the strike at the money.

/// Everything that trades in a run that starts on `start`, a trading day. Nothing is added later.
[[nodiscard]] SimulatedUniverse buildUniverse(Date start, std::uint64_t seed);

} // namespace strikedesk::simulated
