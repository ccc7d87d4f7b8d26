// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/OptionMark.h"

namespace strikedesk::pricing {
namespace {

QuotedVolatility volatilityOfPrice(const MarkRequest& request, const MarketInputs& market,
                                   const std::optional<Price>& price, Accuracy accuracy)
{
    if (!price)
        return {{}, "no_quote"};
    if (price->isZero())
        return {{}, "zero_price"};
    const auto found = impliedVolatility(request.terms, market, price->toDouble(), accuracy);
    if (found)
        return {*found, {}};
    return {{}, found.error().code.substr(found.error().code.find('.') + 1)};
}

} // namespace

std::string_view quoteSilence(const std::optional<Price>& bid, const std::optional<Price>& ask)
{
    if (!bid && !ask)
        return "no_quote";
    if (!bid || !ask)
        return "one_sided";
    if (*bid > *ask)
        return "crossed";
    if (bid->isZero())
        return "zero_bid";
    return {};
}

OptionMark markOption(const MarkRequest& request, const MarketInputs& market, Accuracy accuracy)
{
    std::optional<Valuation> model;
    if (request.smileVolatility) {
        if (const auto valued = value(request.terms, market, *request.smileVolatility, accuracy))
            model = *valued;
    }
    OptionMark result;
    result.bidVolatility = volatilityOfPrice(request, market, request.bid, accuracy);
    result.askVolatility = volatilityOfPrice(request, market, request.ask, accuracy);
    result.mark = markFor(request.bid, request.ask, request.isYoungAndNarrow,
                          model ? std::optional(model->price) : std::nullopt);

    const std::string_view silence = quoteSilence(request.bid, request.ask);
    const bool isModelMark = result.mark && result.mark->source == MarkSource::Model;
    if (isModelMark && request.smileVolatility)
        result.markVolatility = {request.smileVolatility, {}};
    else if (!silence.empty())
        result.markVolatility = {{}, std::string(silence)};
    else
        result.markVolatility = volatilityOfPrice(
            request, market, result.mark ? std::optional(result.mark->price) : std::nullopt, accuracy);

    if (!isModelMark && result.markVolatility.value) {
        if (const auto valued = value(request.terms, market, *result.markVolatility.value, accuracy)) {
            result.greeks = valued->greeks;
            return result;
        }
    }
    if (model) {
        result.greeks = model->greeks;
        result.isModelGreeks = true;
    }
    return result;
}

} // namespace strikedesk::pricing
