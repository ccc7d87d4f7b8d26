// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Valuation.h"

#include "core/pricing/American.h"
#include "core/pricing/Deterministic.h"
#include "core/pricing/European.h"
#include "core/pricing/GridValue.h"
#include "core/pricing/ValuationInputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing {
namespace {

using namespace detail;

bool isFiniteValuation(const Valuation& valuation)
{
    const Greeks& greeks = valuation.greeks;
    return std::isfinite(valuation.price) && std::isfinite(greeks.delta) && std::isfinite(greeks.gamma)
        && std::isfinite(greeks.thetaPerDay) && std::isfinite(greeks.vegaPerPoint)
        && std::isfinite(greeks.rhoPerPoint);
}

Valuation expiredValue(const OptionTerms& terms, double spot)
{
    Valuation result;
    result.isExpired = true;
    result.price = intrinsicValue(terms.right, spot, terms.strike);
    const double side = spot > terms.strike ? 1.0 : spot < terms.strike ? 0.0 : 0.5;
    result.greeks.delta = terms.right == Right::Call ? side : side - 1.0;
    return result;
}

Valuation valuationOf(const PriceAndGreeks& plain)
{
    return {plain.price, plain.greeks, false};
}

Valuation americanWithoutDividends(const OptionTerms& terms, const MarketInputs& market, double volatility,
                                   Accuracy accuracy)
{
    const PlainInputs plain = plainInputs(terms, market, volatility);
    const AmericanCase americanCase = americanCaseOf(plain);
    if (americanCase == AmericanCase::NeverExercised)
        return valuationOf(europeanValue(plain));
    if (americanCase == AmericanCase::OneBoundary) {
        if (const auto found = spectralValue(plain, accuracy)) {
            Valuation result = valuationOf(*found);
            result.price = std::max(
                {result.price, europeanPrice(plain), intrinsicValue(terms.right, market.spot, terms.strike)});
            return result;
        }
    }
    return gridValue(terms, market, volatility, accuracy);
}

} // namespace

double intrinsicValue(Right right, double spot, double strike)
{
    return std::max(right == Right::Call ? spot - strike : strike - spot, 0.0);
}

Result<Valuation> value(const OptionTerms& terms, const MarketInputs& market, double volatility,
                        Accuracy accuracy)
{
    const auto checked = checkedMarket(terms, market);
    if (!checked)
        return fail(checked.error());
    if (const auto usable = checkVolatility(volatility); !usable)
        return fail(usable.error());
    if (terms.years <= 0)
        return expiredValue(terms, market.spot);

    const double deviation = volatility * std::sqrt(terms.years);
    const bool isEuropean = terms.style == ExerciseStyle::European;
    const bool isPlain = checked->dividends.empty();
    const bool isDegenerate = market.spot < smallestSize || terms.strike < smallestSize || deviation < 1e-14;
    Valuation result;
    if (isDegenerate || (!(isEuropean && isPlain) && deviation < smallestAmericanDeviation)) {
        result = deterministicValue(terms, *checked);
        if (!isDegenerate && isPlain) {
            const auto european = europeanValue(plainInputs(terms, *checked, volatility));
            if (european.price >= result.price)
                result = valuationOf(european);
        }
    } else if (isEuropean && isPlain) {
        result = valuationOf(europeanValue(plainInputs(terms, *checked, volatility)));
    } else {
        const double bounded = std::min(volatility, largestAmericanDeviation / std::sqrt(terms.years));
        result = isPlain ? americanWithoutDividends(terms, *checked, bounded, accuracy)
                         : gridValue(terms, *checked, bounded, accuracy);
    }
    if (!isFiniteValuation(result))
        return fail("pricing.no_convergence",
                    fmt::format("Expected a finite value for strike {} at spot {} and volatility {}, found "
                                "none; check the inputs for extreme values.",
                                terms.strike, market.spot, volatility));
    return result;
}

} // namespace strikedesk::pricing
