// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SeriesPricing.h"

#include "core/instruments/TradingCalendar.h"
#include "core/pricing/Parity.h"
#include "core/pricing/RateCurve.h"
#include "core/pricing/SmileQuotes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk {
namespace {

std::optional<double> deltaAtOwnVolatility(const OptionContract& contract, const QuoteBoard& board,
                                           InstrumentId id, const pricing::MarketInputs& inputs, Instant now)
{
    const auto mid = board.quote(id).mid();
    if (!mid)
        return {};
    const pricing::OptionTerms terms {contract.style, contract.right, contract.strike.toDouble(),
                                      yearsToSettlement(contract, now)};
    const auto volatility = pricing::impliedVolatility(terms, inputs, mid->toDouble());
    if (!volatility)
        return {};
    const auto valued = pricing::value(terms, inputs, *volatility);
    return valued ? std::optional(valued->greeks.delta) : std::nullopt;
}

// The smile through the out-of-the-money quotes of one expiry that are young and narrow.
std::optional<pricing::Smile> smileOfExpiry(const DeskContext& context, const OptionContract& contract,
                                            const pricing::MarketInputs& inputs, double years)
{
    const double forward = pricing::forwardOf(inputs, years);
    const double ageLimit = std::chrono::duration<double>(context.board.profile().quoteAgeLimit).count();
    std::vector<pricing::SmilePoint> points;
    const Catalogue& catalogue = context.board.catalogue();
    for (const InstrumentId id : catalogue.optionsOf(contract.underlying)) {
        const OptionContract& other = *catalogue.at(id).option;
        const bool isOutOfTheMoney = (other.right == Right::Call) == (other.strike.toDouble() >= forward);
        if (other.root != contract.root || other.expiry != contract.expiry || !isOutOfTheMoney
            || !context.board.quality(id, context.now()).isTradable())
            continue;
        const Quote quote = context.board.quote(id);
        const pricing::OptionTerms terms {other.style, other.right, other.strike.toDouble(), years};
        const auto volatility = pricing::impliedVolatility(terms, inputs, quote.mid()->toDouble());
        if (!volatility)
            continue;
        const pricing::SmileQuote heard {terms.strike,
                                         other.right == Right::Call,
                                         quote.bid->price.toDouble(),
                                         quote.ask->price.toDouble(),
                                         *volatility,
                                         context.board.ageSeconds(id, context.now()).value_or(0)};
        if (const auto point = pricing::smilePointOf(heard, {forward, years, ageLimit}))
            points.push_back(*point);
    }
    return pricing::fitSmile(points, forward, years);
}

} // namespace

std::optional<pricing::Mark> smileMark(const DeskContext& context, const PricedLeg& leg)
{
    const auto price = [](const std::optional<QuoteSide>& side) {
        return side ? std::optional(side->price) : std::nullopt;
    };
    std::optional<double> fair;
    if (leg.instrument->option && !leg.quality.isMarkable()) {
        const OptionContract& contract = *leg.instrument->option;
        const double years = yearsToSettlement(contract, context.now());
        const auto inputs = pricingInputs(context, contract.underlying, years);
        const auto smile = inputs ? smileOfExpiry(context, contract, *inputs, years) : std::nullopt;
        if (smile) {
            const pricing::OptionTerms terms {contract.style, contract.right, contract.strike.toDouble(),
                                              years};
            if (const auto valued = pricing::value(terms, *inputs, smile->volatilityAt(terms.strike)))
                fair = valued->price;
        }
    }
    return pricing::markFor(price(leg.quote.bid), price(leg.quote.ask), leg.quality.isMarkable(), fair);
}

Result<pricing::MarketInputs> pricingInputs(const DeskContext& context, const std::string& underlying,
                                            std::optional<double> years)
{
    constexpr double knownYears = 100;
    const Spot spot = context.board.spot(underlying, context.now(), context.rate());
    if (!spot.isKnown())
        return fail("data.no_spot", fmt::format("The price of {} is not known yet.", underlying));
    const Date today = newYorkLocal(context.now()).date;
    pricing::MarketInputs inputs;
    inputs.spot = spot.price;
    inputs.rate = years ? context.source.rates(today).rateAt(*years) : context.rate();
    inputs.yield = spot.source == SpotSource::Derived ? 0 : context.source.yield(underlying);
    inputs.dividends = pricing::dividendPoints(context.source.dividends(underlying, today), context.now(),
                                               years.value_or(knownYears));
    return inputs;
}

std::vector<LegChoice> priceSeries(const DeskContext& context, const std::string& underlying,
                                   const std::string& root, Date expiry)
{
    std::vector<LegChoice> series;
    Result<pricing::MarketInputs> inputs = pricingInputs(context, underlying);
    const Catalogue& catalogue = context.board.catalogue();
    for (const InstrumentId id : catalogue.optionsOf(underlying)) {
        const OptionContract& contract = *catalogue.at(id).option;
        if (contract.root != root || contract.expiry != expiry)
            continue;
        if (series.empty())
            inputs = pricingInputs(context, underlying, yearsToSettlement(contract, context.now()));
        LegChoice choice;
        choice.symbol = catalogue.at(id).symbol;
        choice.right = contract.right;
        choice.strike = contract.strike;
        choice.market = context.board.marketQuality(id, context.now());
        choice.isTradable = context.board.quality(id, context.now()).isTradable() && !contract.isAdjusted();
        if (inputs)
            choice.delta = deltaAtOwnVolatility(contract, context.board, id, *inputs, context.now());
        series.push_back(std::move(choice));
    }
    std::ranges::stable_sort(series, {}, &LegChoice::strike);
    return series;
}

} // namespace strikedesk
