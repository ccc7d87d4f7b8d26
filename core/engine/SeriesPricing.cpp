// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SeriesPricing.h"

#include "core/instruments/TradingCalendar.h"
#include "core/pricing/ExpectedMove.h"
#include "core/pricing/Parity.h"
#include "core/pricing/RateCurve.h"
#include "core/pricing/SeriesGreeks.h"
#include "core/pricing/SettlementDistribution.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace strikedesk {
namespace {

/// The listed options of one root and expiry day with their markets.
struct ListedSeries
{
    std::vector<InstrumentId> ids;
    std::vector<pricing::SeriesQuote> quotes;
    pricing::SliceTerms terms;
};

ListedSeries listedSeries(const DeskContext& context, const std::string& underlying, const std::string& root,
                          Date expiry)
{
    const auto priceOf = [](const std::optional<QuoteSide>& side) {
        return side ? std::optional(side->price) : std::nullopt;
    };
    ListedSeries series;
    const Catalogue& catalogue = context.board.catalogue();
    for (const InstrumentId id : catalogue.optionsOf(underlying)) {
        const OptionContract& contract = *catalogue.at(id).option;
        if (contract.root != root || contract.expiry != expiry)
            continue;
        if (series.ids.empty())
            series.terms = {contract.style, yearsToSettlement(contract, context.now())};
        const Quote quote = context.board.quote(id);
        const QuoteQuality quality = context.board.quality(id, context.now());
        series.ids.push_back(id);
        series.quotes.push_back({contract.right, contract.strike.toDouble(), priceOf(quote.bid),
                                 priceOf(quote.ask), quality.isTradable(), quality.isMarkable(),
                                 context.board.ageSeconds(id, context.now()).value_or(0)});
    }
    return series;
}

double ageLimitOf(const DeskContext& context)
{
    return std::chrono::duration<double>(context.board.profile().quoteAgeLimit).count();
}

/// What the smile says of where the underlying settles.
void addOutlook(LegChain& chain, const pricing::Smile& smile, const pricing::MarketInputs& inputs,
                double years)
{
    const double forward = pricing::forwardOf(inputs, years);
    if (const auto move = pricing::volatilityMove(forward, smile.volatilityAt(forward), years))
        chain.facts.expectedMove = move->dollars;
    const auto distribution
        = pricing::SettlementDistribution::fromSmile({years, forward, inputs.rate, smile, {}});
    if (!distribution)
        return;
    for (LegChoice& choice : chain.choices) {
        const double below = distribution->below(choice.strike.toDouble());
        choice.probabilityInTheMoney = choice.right == Right::Put ? below : 1 - below;
    }
}

/// Of a quote with two sides in order.
std::optional<Price> midOf(const pricing::SeriesQuote& quote)
{
    if (!quote.isTradable || !quote.bid || !quote.ask)
        return {};
    return Price::nearest((quote.bid->toDouble() + quote.ask->toDouble()) / 2);
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
        std::optional<pricing::Smile> smile;
        if (inputs) {
            const ListedSeries series
                = listedSeries(context, contract.underlying, contract.root, contract.expiry);
            smile = pricing::markSeries(series.terms, *inputs, series.quotes, ageLimitOf(context)).smile;
        }
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

pricing::RateCurve ratesOf(const DeskContext& context)
{
    return context.source.rates(newYorkLocal(context.now()).date);
}

LegChain priceSeries(const DeskContext& context, const std::string& underlying, const std::string& root,
                     Date expiry)
{
    const ListedSeries listed = listedSeries(context, underlying, root, expiry);
    const auto inputs = pricingInputs(context, underlying, listed.terms.years);
    const auto marked = inputs
        ? pricing::markSeries(listed.terms, *inputs, listed.quotes, ageLimitOf(context))
        : pricing::MarkedSeries {std::vector<pricing::SeriesGreeks>(listed.ids.size()), {}};
    const Catalogue& catalogue = context.board.catalogue();
    LegChain chain;
    for (std::size_t i = 0; i < listed.ids.size(); ++i) {
        const Instrument& instrument = catalogue.at(listed.ids[i]);
        LegChoice choice;
        choice.symbol = instrument.symbol;
        choice.right = instrument.option->right;
        choice.strike = instrument.option->strike;
        choice.market = context.board.marketQuality(listed.ids[i], context.now());
        choice.isTradable = listed.quotes[i].isTradable && !instrument.option->isAdjusted();
        if (marked.rows[i].greeks)
            choice.delta = marked.rows[i].greeks->delta;
        choice.mid = midOf(listed.quotes[i]);
        chain.choices.push_back(std::move(choice));
    }
    std::ranges::stable_sort(chain.choices, {}, [](const LegChoice& choice) { return choice.strike; });
    if (inputs)
        chain.facts.spot = inputs->spot;
    if (inputs && marked.smile)
        addOutlook(chain, *marked.smile, *inputs, listed.terms.years);
    return chain;
}

} // namespace strikedesk
