// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SliceBatch.h"

#include "core/pricing/European.h"
#include "core/pricing/SliceSide.h"
#include "core/pricing/ValuationInputs.h"
#include "core/pricing/lanes/LaneDispatch.h"
#include "core/util/Assert.h"

#include <algorithm>
#include <array>

namespace strikedesk::pricing {
namespace {

using namespace detail;

struct StatusCode
{
    PriceStatus status;
    std::string_view code;
};

constexpr std::array statusCodes {
    StatusCode {PriceStatus::Valued, ""},
    StatusCode {PriceStatus::Expired, "pricing.expired"},
    StatusCode {PriceStatus::BadInput, "pricing.bad_input"},
    StatusCode {PriceStatus::BelowIntrinsic, "pricing.below_intrinsic"},
    StatusCode {PriceStatus::NoTimeValue, "pricing.no_time_value"},
    StatusCode {PriceStatus::AboveMaximum, "pricing.above_maximum"},
    StatusCode {PriceStatus::NoConvergence, "pricing.no_convergence"},
};

PriceStatus statusOf(std::string_view code)
{
    for (const StatusCode& row : statusCodes) {
        if (row.code == code)
            return row.status;
    }
    return PriceStatus::NoConvergence;
}

OptionTerms termsAt(const SliceTerms& terms, const SliceOptions& options, std::size_t i)
{
    return {terms.style, options.rights[i], options.strikes[i], terms.years};
}

void putValuation(SliceValues& to, std::size_t i, const Valuation& valuation, PriceStatus status)
{
    to.price[i] = valuation.price;
    to.delta[i] = valuation.greeks.delta;
    to.gamma[i] = valuation.greeks.gamma;
    to.thetaPerDay[i] = valuation.greeks.thetaPerDay;
    to.vegaPerPoint[i] = valuation.greeks.vegaPerPoint;
    to.rhoPerPoint[i] = valuation.greeks.rhoPerPoint;
    to.status[i] = status;
    for (std::vector<double>* column : {&to.vannaPerPoint, &to.volgaPerPoint, &to.charmPerDay}) {
        if (!column->empty())
            (*column)[i] = 0;
    }
}

/// One row by value(): what the kernels leave aside, and what has no kernel.
void putSingle(const SliceTerms& terms, const MarketInputs& market, const SliceOptions& options,
               Accuracy accuracy, SliceValues& to, std::size_t i)
{
    const auto found = value(termsAt(terms, options, i), market, options.values[i], accuracy);
    if (found)
        putValuation(to, i, *found, found->isExpired ? PriceStatus::Expired : PriceStatus::Valued);
    else
        putValuation(to, i, {}, statusOf(found.error().code));
}

/// The market is good and the option is alive, whatever its strike and volatility are.
bool isAlive(const SliceTerms& terms, const MarketInputs& market)
{
    return checkedMarket({terms.style, Right::Call, 1.0, terms.years}, market).has_value() && terms.years > 0
        && market.spot >= smallestSize;
}

bool isClosedForm(const SliceTerms& terms, const MarketInputs& market)
{
    return terms.style == ExerciseStyle::European
        && std::none_of(market.dividends.begin(), market.dividends.end(), [&](const DividendPoint& dividend) {
               return dividend.amount > 0 && dividend.years > 0 && dividend.years <= terms.years;
           });
}

void checkLengths(const SliceOptions& options)
{
    STRIKEDESK_ASSERT(options.strikes.size() == options.rights.size()
                          && options.strikes.size() == options.values.size(),
                      "the columns of a slice have one length");
}

OptionColumns columnsOf(const SliceOptions& options)
{
    return {options.strikes.data(), options.rights.data(), options.values.data(), options.strikes.size()};
}

} // namespace

std::string_view codeOf(PriceStatus status)
{
    return statusCodes[std::size_t(status)].code;
}

void SliceValues::resize(std::size_t count, bool withSecondOrder)
{
    for (std::vector<double>* column : {&price, &delta, &gamma, &thetaPerDay, &vegaPerPoint, &rhoPerPoint})
        column->resize(count);
    for (std::vector<double>* column : {&vannaPerPoint, &volgaPerPoint, &charmPerDay})
        column->resize(withSecondOrder ? count : 0);
    status.resize(count);
}

namespace detail {

GreekColumns greekColumnsOf(SliceValues& values)
{
    const auto data = [](std::vector<double>& column) { return column.empty() ? nullptr : column.data(); };
    return {data(values.price),         data(values.delta),         data(values.gamma),
            data(values.thetaPerDay),   data(values.vegaPerPoint),  data(values.rhoPerPoint),
            data(values.vannaPerPoint), data(values.volgaPerPoint), data(values.charmPerDay)};
}

} // namespace detail

void priceSlice(const SliceTerms& terms, const MarketInputs& market, const SliceOptions& volatilities,
                SliceValues& result, Accuracy accuracy, GreekOrder order)
{
    checkLengths(volatilities);
    const std::size_t count = volatilities.strikes.size();
    result.resize(count, order == GreekOrder::Second);
    std::vector<char> isWritten(count, 0);
    if (isAlive(terms, market) && isClosedForm(terms, market)) {
        std::vector<LaneVerdict> verdicts(count);
        const std::size_t unusual
            = laneKernels().europeanValues(europeanSlice(market.spot, market.rate, market.yield, terms.years),
                                           columnsOf(volatilities), greekColumnsOf(result), verdicts.data());
        std::fill(result.status.begin(), result.status.end(), PriceStatus::Valued);
        if (unusual == 0)
            return;
        for (std::size_t i = 0; i < count; ++i)
            isWritten[i] = char(verdicts[i] == LaneVerdict::Done);
    } else if (isAlive(terms, market) && accuracy == Accuracy::Screen) {
        const MarketInputs checked = *checkedMarket({terms.style, Right::Call, 1.0, terms.years}, market);
        for (const Right right : {Right::Call, Right::Put}) {
            SliceSide side(terms, checked, right);
            side.price(volatilities, order);
            side.write(result, isWritten);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (!isWritten[i])
            putSingle(terms, market, volatilities, accuracy, result, i);
    }
}

void impliedVolatilities(const SliceTerms& terms, const MarketInputs& market, const SliceOptions& prices,
                         SliceVolatilities& result, Accuracy accuracy)
{
    checkLengths(prices);
    const std::size_t count = prices.strikes.size();
    result.volatility.resize(count);
    result.status.resize(count);
    if (isAlive(terms, market) && isClosedForm(terms, market)) {
        std::vector<LaneVerdict> verdicts(count);
        laneKernels().europeanVolatilities(europeanSlice(market.spot, market.rate, market.yield, terms.years),
                                           columnsOf(prices), result.volatility.data(), verdicts.data());
        for (std::size_t i = 0; i < count; ++i) {
            const bool isAbsurd = result.volatility[i] > 100;
            result.status[i] = isAbsurd ? PriceStatus::NoConvergence : statusOf(verdicts[i]);
            result.volatility[i] = isAbsurd ? 0.0 : result.volatility[i];
        }
        return;
    }
    if (isAlive(terms, market) && accuracy == Accuracy::Screen) {
        const MarketInputs checked = *checkedMarket({terms.style, Right::Call, 1.0, terms.years}, market);
        for (const Right right : {Right::Call, Right::Put})
            (void)searchSlice(terms, checked, right, sliceMethodOf(terms, checked, right), prices, result);
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto found = impliedVolatility(termsAt(terms, prices, i), market, prices.values[i], accuracy);
        result.volatility[i] = found ? *found : 0.0;
        result.status[i] = found ? PriceStatus::Valued : statusOf(found.error().code);
    }
}

} // namespace strikedesk::pricing
