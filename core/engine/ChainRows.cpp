// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ChainRows.h"

#include "core/instruments/TradingCalendar.h"
#include "core/pricing/OptionMark.h"
#include "core/pricing/Parity.h"
#include "core/pricing/SmileQuotes.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::chain {
namespace {

// A row is revalued when the spot has moved by more than half a basis point, or time by more than half a
// minute and a thousandth of what is left: below that no digit that is shown changes.
constexpr double spotMoveMin = 0.5e-4;
constexpr double yearsMoveMin = 30.0 / (365.0 * 86'400);
constexpr double yearsPartMin = 1e-3;
constexpr double rateMoveMin = 1e-6; // A curve gives every second a rate of its own.
constexpr double fairVolatilityMoveMin
    = 1e-3; // The smile is refitted all the time; a tenth of a point is noise.

std::optional<double> ageOfSide(const std::optional<QuoteSide>& side, Instant now)
{
    if (!side)
        return {};
    return secondsBetween(side->at, now);
}

std::optional<Price> priceOfSide(const std::optional<QuoteSide>& side)
{
    return side ? std::optional(side->price) : std::nullopt;
}

// Why a quote gives no volatility; empty when it may.
std::string_view quoteReason(const ChainRow& row, const Spot& spot)
{
    const std::string_view silence
        = pricing::quoteSilence(priceOfSide(row.quote.bid), priceOfSide(row.quote.ask));
    return silence.empty() && !spot.isKnown() ? "no_spot" : silence;
}

// "pricing.below_intrinsic" as "below_intrinsic".
std::string reasonOf(std::string_view code)
{
    return std::string(code.substr(code.find('.') + 1));
}

} // namespace

ExpiryPricer::ExpiryPricer(const QuoteBoard& board, const ChainInputs& inputs, const Spot& spot,
                           PricedRows& priced, ChainPricer::Work& work)
    : m_board(board)
    , m_inputs(inputs)
    , m_spot(spot)
    , m_priced(priced)
    , m_work(work)
{
}

ChainExpiry ExpiryPricer::price(const std::vector<InstrumentId>& options)
{
    const OptionContract& first = *m_board.catalogue().at(options.front()).option;
    ChainExpiry expiry;
    expiry.expiry = first.expiry;
    expiry.root = first.root;
    expiry.settlement = nameOf(first.settlement);
    expiry.settlesAt = TradingCalendar::us().settlesAt(first);
    expiry.years = yearsToSettlement(first, m_inputs.now);
    expiry.daysToExpiry = daysToExpiry(first, m_inputs.now);
    m_years = expiry.years;
    // A spot made from the options themselves has already lost what it pays until then.
    const double yield = m_spot.source == SpotSource::Derived ? 0 : m_inputs.yield;
    expiry.rate = m_inputs.rates.rateAt(m_years);
    m_market = {m_spot.price, expiry.rate, yield,
                pricing::dividendPoints(m_inputs.dividends, m_inputs.now, m_years)};
    m_style = first.style;
    for (const InstrumentId id : options)
        expiry.rows.push_back(quotedRow(id));
    priceRows(options, expiry.rows);
    for (std::size_t i = 0; i < options.size(); ++i) {
        const PricedRow& priced = m_priced.at(static_cast<std::uint32_t>(options[i]));
        ChainRow& row = expiry.rows[i];
        row.impliedVolatility = priced.volatility;
        row.volatilityReason = priced.reason;
        row.greeks = priced.greeks;
        row.bidVolatility = priced.bidVolatility;
        row.askVolatility = priced.askVolatility;
    }
    if (m_spot.isKnown() && m_years > 0) {
        expiry.forward = pricing::forwardOf(m_market, m_years);
        addParity(expiry, first.style == ExerciseStyle::European);
    }
    addSmile(expiry, options);
    addMoves(expiry);
    return expiry;
}

ChainRow ExpiryPricer::quotedRow(InstrumentId id) const
{
    const Instrument& instrument = m_board.catalogue().at(id);
    ChainRow row;
    row.symbol = instrument.symbol;
    row.expiry = instrument.option->expiry;
    row.strike = instrument.option->strike;
    row.isCall = instrument.option->right == Right::Call;
    row.quote = m_board.quote(id);
    row.quality = m_board.quality(id, m_inputs.now);
    row.market = m_board.marketQuality(id, m_inputs.now);
    row.mid = row.quote.mid();
    row.bidAgeSeconds = ageOfSide(row.quote.bid, m_inputs.now);
    row.askAgeSeconds = ageOfSide(row.quote.ask, m_inputs.now);
    return row;
}

pricing::OptionTerms ExpiryPricer::termsOf(const OptionContract& contract) const
{
    return {contract.style, contract.right, contract.strike.toDouble(), m_years};
}

bool ExpiryPricer::hasMoved(double spot, double years) const
{
    const double yearsLimit = std::min(yearsMoveMin, yearsPartMin * years);
    return std::abs(m_spot.price - spot) > spotMoveMin * spot || std::abs(m_years - years) > yearsLimit;
}

// Rows whose quote or market has changed, as columns: all of an expiry are inverted and valued together.
void ExpiryPricer::priceRows(const std::vector<InstrumentId>& options, const std::vector<ChainRow>& rows)
{
    std::vector<Changed> changed;
    SliceColumns sides;
    std::vector<std::optional<double>*> sideTargets;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const OptionContract& contract = *m_board.catalogue().at(options[i]).option;
        PricedRow& known = m_priced[static_cast<std::uint32_t>(options[i])];
        const std::string_view reason = quoteReason(rows[i], m_spot);
        if (!reason.empty()) {
            PricedRow silent;
            silent.reason = reason;
            silent.fair = std::move(known.fair);
            known = std::move(silent);
        } else {
            const bool isNew = !known.mid || known.mid != rows[i].mid;
            if (!isNew && !hasMoved(known.spot, known.years)
                && std::abs(known.rate - m_market.rate) < rateMoveMin)
                continue;
            // A quote that did not move when the spot did was made at the old spot: its volatility stands.
            changed.push_back({&known, &contract, rows[i].mid->toDouble(), isNew || !known.volatility});
            known.mid = rows[i].mid;
            known.spot = m_spot.price;
            known.years = m_years;
            known.rate = m_market.rate;
        }
        if (!m_inputs.wantsSideVolatilities || !m_spot.isKnown())
            continue;
        for (const auto& [side, target] : {std::pair {&rows[i].quote.bid, &known.bidVolatility},
                                           std::pair {&rows[i].quote.ask, &known.askVolatility}}) {
            target->reset();
            if (!*side || (*side)->price.isZero())
                continue;
            sides.add(contract, (*side)->price.toDouble());
            sideTargets.push_back(target);
        }
    }
    invert(changed);
    value(changed);
    const pricing::SliceVolatilities found = volatilitiesOf(sides);
    for (std::size_t i = 0; i < sideTargets.size(); ++i) {
        if (found.status[i] == pricing::PriceStatus::Valued)
            *sideTargets[i] = found.volatility[i];
    }
}

pricing::SliceVolatilities ExpiryPricer::volatilitiesOf(const SliceColumns& columns) const
{
    pricing::SliceVolatilities found;
    if (!columns.strikes.empty())
        pricing::impliedVolatilities({m_style, m_years}, m_market, columns.options(), found);
    return found;
}

void ExpiryPricer::invert(const std::vector<Changed>& changed)
{
    SliceColumns prices;
    std::vector<PricedRow*> targets;
    for (const Changed& row : changed) {
        if (!row.needsVolatility)
            continue;
        prices.add(*row.contract, row.mid);
        targets.push_back(row.known);
    }
    m_work.inverted += targets.size();
    const pricing::SliceVolatilities found = volatilitiesOf(prices);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const bool isFound = found.status[i] == pricing::PriceStatus::Valued;
        targets[i]->volatility = isFound ? std::optional(found.volatility[i]) : std::nullopt;
        targets[i]->reason = isFound ? std::string() : reasonOf(pricing::codeOf(found.status[i]));
    }
}

void ExpiryPricer::value(const std::vector<Changed>& changed)
{
    SliceColumns volatilities;
    std::vector<PricedRow*> targets;
    for (const Changed& row : changed) {
        row.known->greeks.reset();
        if (!row.known->volatility)
            continue;
        volatilities.add(*row.contract, *row.known->volatility);
        targets.push_back(row.known);
    }
    if (targets.empty())
        return;
    m_work.revalued += targets.size();
    pricing::SliceValues values;
    pricing::priceSlice({m_style, m_years}, m_market, volatilities.options(), values);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const bool isValued = values.status[i] == pricing::PriceStatus::Valued
            || values.status[i] == pricing::PriceStatus::Expired;
        if (isValued)
            targets[i]->greeks = Greeks {values.delta[i], values.gamma[i], values.thetaPerDay[i],
                                         values.vegaPerPoint[i], values.rhoPerPoint[i]};
        else
            targets[i]->reason = reasonOf(pricing::codeOf(values.status[i]));
    }
}

void ExpiryPricer::addParity(ChainExpiry& expiry, bool isEuropean) const
{
    std::vector<pricing::ParityPair> pairs;
    for (std::size_t i = 0; i + 1 < expiry.rows.size(); ++i) {
        const ChainRow& call = expiry.rows[i];
        const ChainRow& put = expiry.rows[i + 1];
        if (call.isCall && !put.isCall && call.strike == put.strike && call.quality.isTradable()
            && put.quality.isTradable())
            pairs.push_back({call.strike.toDouble(), call.mid->toDouble(), put.mid->toDouble()});
    }
    if (const auto forward = pricing::parityForward(pairs, m_years, m_market.rate))
        expiry.parityForward = forward->forward;
    // Early exercise breaks parity, and by about as much as a rate would.
    if (!isEuropean)
        return;
    if (const auto implied = pricing::parityRate(pairs, m_years))
        expiry.parityRate = implied->rate;
}

// The smile goes through the options out of the money, which have the narrower quotes; it gives a fair value
// to rows whose own quote is no mark, and Greeks to rows without a volatility.
void ExpiryPricer::addSmile(ChainExpiry& expiry, const std::vector<InstrumentId>& options)
{
    const double forward = expiry.forward.value_or(0);
    const double ageLimit = std::chrono::duration<double>(m_board.profile().quoteAgeLimit).count();
    std::vector<pricing::SmilePoint> points;
    std::vector<double> strikes;
    for (const ChainRow& row : expiry.rows) {
        if (row.isCall)
            strikes.push_back(row.strike.toDouble());
        if (!row.quality.isTradable() || !row.impliedVolatility)
            continue;
        const pricing::SmileQuote quote {
            row.strike.toDouble(),           row.isCall,
            row.quote.bid->price.toDouble(), row.quote.ask->price.toDouble(),
            *row.impliedVolatility,          std::max(*row.bidAgeSeconds, *row.askAgeSeconds)};
        if (const auto point = pricing::smilePointOf(quote, {forward, m_years, ageLimit}))
            points.push_back(*point);
    }
    const auto smile = m_spot.isKnown() ? pricing::fitSmile(points, forward, m_years) : std::nullopt;
    for (std::size_t index = 0; index < expiry.rows.size(); ++index)
        markRow(expiry.rows[index], options[index], smile);
    if (!smile)
        return;
    expiry.atTheMoneyVolatility = smile->volatilityAt(forward);
    expiry.smile = smile;
    expiry.smileResidual = smile->residual();
    m_slices.push_back({m_years, forward, m_market.rate, *smile, std::move(strikes)});
}

void ExpiryPricer::addMoves(ChainExpiry& expiry) const
{
    if (!expiry.forward)
        return;
    std::vector<pricing::StraddleMark> marks;
    for (std::size_t i = 0; i + 1 < expiry.rows.size(); ++i) {
        const ChainRow& call = expiry.rows[i];
        const ChainRow& put = expiry.rows[i + 1];
        if (call.isCall && !put.isCall && call.strike == put.strike && call.mark && put.mark)
            marks.push_back({call.strike.toDouble(), call.mark->toDouble(), put.mark->toDouble()});
    }
    expiry.straddleMove = pricing::straddleMove(marks, *expiry.forward, m_years, m_market.rate);
    if (expiry.atTheMoneyVolatility)
        expiry.volatilityMove
            = pricing::volatilityMove(*expiry.forward, *expiry.atTheMoneyVolatility, m_years);
}

const std::optional<PricedRow::Fair>& ExpiryPricer::fairOf(InstrumentId id, double volatility)
{
    std::optional<PricedRow::Fair>& fair = m_priced[static_cast<std::uint32_t>(id)].fair;
    if (fair && std::abs(fair->volatility - volatility) < fairVolatilityMoveMin
        && !hasMoved(fair->spot, fair->years))
        return fair;
    fair.reset();
    ++m_work.revalued;
    const OptionContract& contract = *m_board.catalogue().at(id).option;
    if (const auto valued = pricing::value(termsOf(contract), m_market, volatility))
        fair = {volatility, m_spot.price, m_years, valued->price, valued->greeks};
    return fair;
}

void ExpiryPricer::markRow(ChainRow& row, InstrumentId id, const std::optional<pricing::Smile>& smile)
{
    std::optional<double> fairValue;
    const bool isMarkable = row.quality.isMarkable();
    if (smile && m_years > 0 && (!isMarkable || !row.greeks)) {
        if (const auto& fair = fairOf(id, smile->volatilityAt(row.strike.toDouble()))) {
            fairValue = fair->price;
            // A mark of the model has the model's Greeks, as in pricing::markOption().
            if (!row.greeks || !isMarkable) {
                row.greeks = fair->greeks;
                row.isModelGreeks = true;
            }
        }
    }
    const auto mark
        = pricing::markFor(priceOfSide(row.quote.bid), priceOfSide(row.quote.ask), isMarkable, fairValue);
    if (!mark)
        return;
    row.mark = mark->price;
    row.isModelMark = mark->source == pricing::MarkSource::Model;
}

} // namespace strikedesk::chain
