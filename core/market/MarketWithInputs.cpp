// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/MarketWithInputs.h"

#include <cmath>
#include <utility>

namespace strikedesk {

MarketWithInputs::MarketWithInputs(std::unique_ptr<MarketSource> market, MarketInputFiles inputs)
    : m_market(std::move(market))
    , m_inputs(std::move(inputs))
{
}

pricing::RateCurve MarketWithInputs::rates(Date date) const
{
    auto curve = m_inputs.curveOn(date);
    return curve ? *std::move(curve) : m_market->rates(date);
}

std::vector<CashDividend> MarketWithInputs::dividends(const std::string& underlying, Date date) const
{
    auto listed = m_inputs.dividendsOf(underlying, date);
    return listed ? *std::move(listed) : m_market->dividends(underlying, date);
}

std::string MarketWithInputs::dividendSource(const std::string& underlying, Date date) const
{
    std::string source = m_inputs.dividendSourceOf(underlying, date);
    return source.empty() ? m_market->dividendSource(underlying, date) : source;
}

std::shared_ptr<const std::vector<double>> MarketWithInputs::volatilityHistory(const std::string& underlying,
                                                                               Date date) const
{
    HistoryOfDay& known = m_histories[underlying];
    if (known.date != date) {
        auto values = m_inputs.volatilityHistoryOf(underlying, date);
        known.date = date;
        known.values = values.empty() ? m_market->volatilityHistory(underlying, date)
                                      : std::make_shared<const std::vector<double>>(std::move(values));
    }
    return known.values;
}

std::vector<EarningsDate> MarketWithInputs::earnings(const std::string& underlying, Date date) const
{
    auto listed = m_inputs.earningsOf(underlying, date);
    return listed.empty() ? m_market->earnings(underlying, date) : listed;
}

std::vector<RateRow> rateRowsFrom(const MarketSource& market, Date date)
{
    std::vector<RateRow> rows;
    const pricing::RateCurve curve = market.rates(date);
    for (const pricing::RatePoint& point : curve.points())
        rows.push_back({date, int(std::lround(point.years * 365)),
                        std::round(100 * std::expm1(point.rate) * 1e8) / 1e8,
                        curve.source().empty() ? market.profile().name : curve.source()});
    return rows;
}

std::vector<DividendRow> dividendRowsFrom(const MarketSource& market, const std::string& underlying,
                                          Date date)
{
    std::vector<DividendRow> rows;
    for (const CashDividend& dividend : market.dividends(underlying, date))
        rows.push_back(
            {underlying, dividend.exDate, dividend.amount, market.dividendSource(underlying, date), date});
    return rows;
}

} // namespace strikedesk
