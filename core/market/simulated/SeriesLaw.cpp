// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/simulated/SeriesLaw.h"

#include "core/instruments/TradingCalendar.h"
#include "core/market/simulated/SpotPath.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::simulated {
namespace {

constexpr double secondsPerYear = 365.0 * 86'400;
constexpr double impliedReversionPerYear = 20; // How fast long options stop caring about today's volatility.

// Trading time to settlement in years: the session counts as it passes, a night at once.
double tradingYearsLeft(const Series& series, const SeriesMoment& moment)
{
    const auto days = double(moment.tradingDaysAfterToday);
    const double nightsAndSessions
        = series.settlesAtOpen && moment.tradingDaysAfterToday > 0 ? days - sessionShare : days;
    return (moment.sessionLeft * sessionShare + nightsAndSessions) / tradingDaysPerYear;
}

double averageVariance(const ClassTraits& traits, double volatility, double years)
{
    const double settled = traits.volatility * traits.volatility;
    const double time = impliedReversionPerYear * years;
    const double part = time < 1e-6 ? 1 : (1 - std::exp(-time)) / time;
    return settled + (volatility * volatility - settled) * part;
}

double yearsUntilExDate(Date exDate, Instant now)
{
    const Instant opening = newYorkTime(exDate, std::chrono::hours(9) + std::chrono::minutes(30));
    return secondsBetween(now, opening) / secondsPerYear;
}

struct LawBuilder
{
    const SimulatedClass& listed;
    const SeriesMoment& moment;
    double years = 0;        // Calendar, to settlement.
    double tradingYears = 0; // Trading time, to settlement.

    // The law of the price `fraction` of the way to settlement; a dividend exactly there is not yet paid.
    [[nodiscard]] JumpSmile at(double fraction) const
    {
        const ClassTraits& traits = listed.traits;
        const double horizon = years * fraction;
        double spot = moment.spot;
        for (const CashDividend& dividend : listed.dividends) {
            const double exYears = yearsUntilExDate(dividend.exDate, moment.now);
            if (exYears > 0 && exYears < horizon - 1e-9)
                spot -= dividend.amount * std::exp(-simulatedRate * exYears);
        }
        const double risk = tradingYears * fraction;
        return JumpSmile({.forward = spot * std::exp((simulatedRate - traits.yield) * horizon),
                          .diffusionVariance = averageVariance(traits, moment.volatility, risk) * risk,
                          .jumpsExpected = traits.jumpsPerYear * risk,
                          .jumpMean = traits.jumpMean,
                          .jumpDeviation = traits.jumpDeviation,
                          .discount = std::exp(-simulatedRate * horizon)});
    }
};

LawBuilder builderFor(const SimulatedClass& listed, const Series& series, const SeriesMoment& moment)
{
    return {listed, moment, std::max(secondsBetween(moment.now, series.settlesAt), 0.0) / secondsPerYear,
            std::max(tradingYearsLeft(series, moment), 0.0)};
}

} // namespace

SeriesLaw::SeriesLaw(const SimulatedClass& listed, const Series& series, const SeriesMoment& moment)
    : m_isAmerican(series.isAmerican)
    , m_spot(moment.spot)
    , m_toSettlement(builderFor(listed, series, moment).at(1))
{
    if (!m_isAmerican)
        return;
    const LawBuilder builder = builderFor(listed, series, moment);
    for (const CashDividend& dividend : listed.dividends) {
        const double exYears = yearsUntilExDate(dividend.exDate, moment.now);
        if (exYears > 0 && exYears < builder.years)
            m_earlierForCalls.push_back(builder.at(exYears / builder.years));
    }
    m_earlierForPuts.push_back(builder.at(0.5));
}

StrikePrices SeriesLaw::at(double strike) const
{
    StrikePrices prices = m_toSettlement.at(strike);
    if (!m_isAmerican)
        return prices;
    prices.call = std::max(prices.call, m_spot - strike);
    prices.put = std::max(prices.put, strike - m_spot);
    // Far out of the money nobody thinks of exercising early.
    const double margin = m_spot * m_toSettlement.deviation();
    if (strike < m_spot + margin) {
        for (const JumpSmile& date : m_earlierForCalls)
            prices.call = std::max(prices.call, date.at(strike).call);
    }
    if (strike > m_spot - margin) {
        for (const JumpSmile& date : m_earlierForPuts)
            prices.put = std::max(prices.put, date.at(strike).put);
    }
    return prices;
}

} // namespace strikedesk::simulated
