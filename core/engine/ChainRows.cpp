// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ChainRows.h"

#include "core/instruments/TradingCalendar.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::chain {
namespace {

// A row is revalued when the spot has moved by more than half a basis point, or time by more than half a
// minute and a thousandth of what is left: below that no digit that is shown changes.
constexpr double spotMoveMin = 0.5e-4;
constexpr double yearsMoveMin = 30.0 / (365.0 * 86'400);
constexpr double yearsPartMin = 1e-3;
constexpr double fairVolatilityMoveMin
    = 1e-3; // The smile is refitted all the time; a tenth of a point is noise.

double yearsUntilExDay(Date exDate, Instant now)
{
    const Instant opening = newYorkTime(exDate, std::chrono::hours(9) + std::chrono::minutes(30));
    return secondsBetween(now, opening) / (365.0 * 86'400);
}

// Only those that an option of this expiry sees; without any, pricing has shorter ways.
std::vector<pricing::DividendPoint> dividendsWithin(const ChainInputs& inputs, double years)
{
    std::vector<pricing::DividendPoint> points;
    for (const CashDividend& dividend : inputs.dividends) {
        const double until = yearsUntilExDay(dividend.exDate, inputs.now);
        if (until > 0 && until < years)
            points.push_back({until, dividend.amount});
    }
    return points;
}

std::optional<double> ageOfSide(const std::optional<QuoteSide>& side, Instant now)
{
    if (!side)
        return {};
    return secondsBetween(side->at, now);
}

// Why a quote gives no volatility; empty when it may.
std::string_view quoteReason(const ChainRow& row, const Spot& spot)
{
    if (row.quality.isAbsent)
        return "no_quote";
    if (row.quality.isOneSided)
        return "one_sided";
    if (row.quality.isCrossed)
        return "crossed";
    if (!spot.isKnown())
        return "no_spot";
    return {};
}

// "pricing.below_intrinsic" as "below_intrinsic".
std::string reasonOf(const Error& error)
{
    return error.code.substr(error.code.find('.') + 1);
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
    m_market = {m_spot.price, m_inputs.rate, yield, dividendsWithin(m_inputs, m_years)};
    for (const InstrumentId id : options) {
        ChainRow row = quotedRow(id);
        const OptionContract& contract = *m_board.catalogue().at(id).option;
        const PricedRow& priced = priceRow(id, row, contract);
        row.impliedVolatility = priced.volatility;
        row.volatilityReason = priced.reason;
        row.greeks = priced.greeks;
        expiry.rows.push_back(std::move(row));
    }
    addSmile(expiry.rows, options);
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

const PricedRow& ExpiryPricer::priceRow(InstrumentId id, const ChainRow& row, const OptionContract& contract)
{
    PricedRow& known = m_priced[static_cast<std::uint32_t>(id)];
    const std::string_view reason = quoteReason(row, m_spot);
    if (!reason.empty()) {
        known.mid.reset();
        known.volatility.reset();
        known.greeks.reset();
        known.reason = reason;
        return known;
    }
    const bool isNew = !known.mid || known.mid != row.mid;
    if (!isNew && !hasMoved(known.spot, known.years) && known.rate == m_inputs.rate)
        return known;
    const pricing::OptionTerms terms = termsOf(contract);
    // A quote that did not move when the spot did was made at the old spot: its volatility stands.
    if (isNew || !known.volatility)
        invert(known, row, terms);
    known.greeks.reset();
    if (known.volatility) {
        ++m_work.revalued;
        if (const auto valued = pricing::value(terms, m_market, *known.volatility))
            known.greeks = valued->greeks;
        else
            known.reason = reasonOf(valued.error());
    }
    known.mid = row.mid;
    known.spot = m_spot.price;
    known.years = m_years;
    known.rate = m_inputs.rate;
    return known;
}

void ExpiryPricer::invert(PricedRow& known, const ChainRow& row, const pricing::OptionTerms& terms)
{
    ++m_work.inverted;
    known.volatility.reset();
    known.reason.clear();
    if (const auto found = pricing::impliedVolatility(terms, m_market, row.mid->toDouble()))
        known.volatility = *found;
    else
        known.reason = reasonOf(found.error());
}

// The smile goes through the options out of the money, which have the narrower quotes; it gives a fair value
// to rows whose own quote is no mark, and Greeks to rows without a volatility.
void ExpiryPricer::addSmile(std::vector<ChainRow>& rows, const std::vector<InstrumentId>& options)
{
    const double forward = m_spot.price * std::exp((m_market.rate - m_market.yield) * m_years);
    std::vector<pricing::SmilePoint> points;
    for (const ChainRow& row : rows) {
        const bool isOutOfTheMoney = row.isCall == (row.strike.toDouble() >= forward);
        if (!isOutOfTheMoney || !row.quality.isTradable() || !row.impliedVolatility || !row.greeks
            || row.quote.bid->price.isZero())
            continue;
        const double spread = std::max((row.quote.ask->price - row.quote.bid->price).toDouble(), 0.005);
        const double weight = row.greeks->vegaPerPoint / spread;
        points.push_back({row.strike.toDouble(), *row.impliedVolatility, weight * weight});
    }
    const auto smile = m_spot.isKnown() ? pricing::fitSmile(points, forward, m_years) : std::nullopt;
    for (std::size_t index = 0; index < rows.size(); ++index)
        markRow(rows[index], options[index], smile);
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
            if (!row.greeks)
                row.greeks = fair->greeks;
        }
    }
    const auto priceOf = [](const std::optional<QuoteSide>& side) {
        return side ? std::optional(side->price) : std::nullopt;
    };
    const auto mark = pricing::markFor(priceOf(row.quote.bid), priceOf(row.quote.ask), isMarkable, fairValue);
    if (!mark)
        return;
    row.mark = mark->price;
    row.isModelMark = mark->source == pricing::MarkSource::Model;
}

} // namespace strikedesk::chain
