// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pricing/PricingProbe.h"

#include "core/pricing/Valuation.h"

#include <cmath>
#include <cstddef>

namespace strikedesk::tests {

ProbeResult probeValue(const ProbeInputs& inputs)
{
    const pricing::OptionTerms terms {inputs.isAmerican ? ExerciseStyle::American : ExerciseStyle::European,
                                      inputs.isCall ? Right::Call : Right::Put, inputs.strike, inputs.years};
    pricing::MarketInputs market {inputs.spot, inputs.rate, inputs.yield, {}};
    for (std::size_t i = 0; i < inputs.dividendYears.size(); ++i)
        market.dividends.push_back({inputs.dividendYears[i], inputs.dividendAmounts[i]});
    const auto accuracy = inputs.isReference ? pricing::Accuracy::Reference : pricing::Accuracy::Screen;
    const auto found = pricing::value(terms, market, inputs.volatility, accuracy);
    ProbeResult result;
    if (!found) {
        result.price = std::nan("");
        return result;
    }
    result.price = found->price;
    result.delta = found->greeks.delta;
    result.gamma = found->greeks.gamma;
    result.thetaPerDay = found->greeks.thetaPerDay;
    result.vegaPerPoint = found->greeks.vegaPerPoint;
    result.rhoPerPoint = found->greeks.rhoPerPoint;
    result.isExercised = found->price <= pricing::intrinsicValue(terms.right, market.spot, terms.strike)
        && inputs.isAmerican;
    return result;
}

} // namespace strikedesk::tests
