// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/GridValue.h"

#include "core/pricing/GridBatch.h"

namespace strikedesk::pricing::detail {
namespace {

GridAnswer gridAnswer(const OptionTerms& terms, const MarketInputs& market, double volatility,
                      Accuracy accuracy, GridWork work)
{
    GridAnswer answer;
    GridBatch batch(market, terms.style, terms.years, GridSize::forAccuracy(accuracy));
    batch.solve({terms.right, {&terms.strike, 1}, {&volatility, 1}, work}, &answer);
    return answer;
}

} // namespace

Valuation gridValuation(const GridAnswer& answer)
{
    Valuation result;
    result.price = answer.price;
    result.greeks = {answer.delta, answer.gamma, answer.theta / 365.0, 0.01 * answer.vega, 0.01 * answer.rho};
    return result;
}

Valuation gridValue(const OptionTerms& terms, const MarketInputs& market, double volatility,
                    Accuracy accuracy)
{
    return gridValuation(gridAnswer(terms, market, volatility, accuracy, GridWork::Greeks));
}

PriceAtVolatility gridPrice(const OptionTerms& terms, const MarketInputs& market, double volatility,
                            Accuracy accuracy)
{
    const GridAnswer answer = gridAnswer(terms, market, volatility, accuracy, GridWork::PriceAndVega);
    return {answer.price, answer.vega};
}

} // namespace strikedesk::pricing::detail
