// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Scenario.h"
#include "core/types/Money.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// How far the underlying of a class is moved.
enum class MarginClass {
    Equity,             ///< Stocks, ETFs, narrow indices: 15 % either way.
    HighCapitalisation, ///< Broad indices of large companies: 8 % down, 6 % up.
    OtherBroadIndex,    ///< 10 % either way.
};
[[nodiscard]] std::string_view nameOf(MarginClass marginClass);
/// From the most it falls to the most it rises, in ten equal steps without standing still.
[[nodiscard]] std::array<double, 10> marginMoves(MarginClass marginClass);

/// One leg with what it is worth now: what the shocks are losses against.
struct ShockLeg
{
    ScenarioLeg leg;   ///< Its `underlying` is ignored: a class has one.
    Price mark;        ///< The option's market price per share; not used for stock.
    Quantity quantity; ///< Contracts or shares, signed: exact, as in the account.
    Multiplier multiplier {100};
};

/// All that an account holds of one class: one underlying.
struct ShockClass
{
    std::string name;
    MarginClass marginClass = MarginClass::Equity;
    MarketInputs market;
    std::vector<ShockLeg> legs;
};

/// The requirement of one class and the point that set it.
struct ShockMargin
{
    std::string name;
    Money requirement;
    Money worstLoss; ///< At the worst of the ten points, not negative.
    Money minimum;   ///< Per contract; what counts when the loss is smaller.
    double worstMove = 0;
    std::vector<Money> gains; ///< At each of the ten points, in the order of marginMoves().
};

struct PortfolioMarginResult
{
    Money requirement; ///< Of all classes; nothing is offset between them.
    std::vector<ShockMargin> classes;
};

/// Portfolio-style margin after FINRA 4210(g), the moves of which the OCC's TIMS theoretical prices follow:
/// each class by itself is moved to ten points at unchanged volatility and time, and asks for its worst loss,
/// but for at least $0.375 times the multiplier per option contract (of a long contract at most its market
/// value). The percentages and the minimum are docs/market-rules.md, section "Portfolio margin"; offsets
/// inside product groups are not taken, which asks for more, and brokers add house scans on top.
/// A gain is the model's move applied to the mark: the model's own level does not count.
/// `pricing.bad_input` as in scenarioGrid().
[[nodiscard]] Result<PortfolioMarginResult> portfolioMargin(std::span<const ShockClass> classes,
                                                            const ScenarioKernel& kernel = valueKernel());

} // namespace strikedesk::pricing
