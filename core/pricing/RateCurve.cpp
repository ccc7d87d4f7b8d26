// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/RateCurve.h"

#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk::pricing {

RateCurve::RateCurve(double flatRate, std::string source)
    : m_points {{0, flatRate}}
    , m_source(std::move(source))
{
}

Result<RateCurve> RateCurve::through(std::vector<RatePoint> points, std::string source)
{
    if (points.empty())
        return fail("pricing.bad_input", "Expected a curve of at least one rate, found none.");
    std::ranges::sort(points, {}, &RatePoint::years);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const RatePoint& point = points[i];
        const bool isInOrder
            = point.years >= 0 && point.years <= 100 && (i == 0 || point.years > points[i - 1].years);
        if (!isInOrder || !(point.rate >= -1 && point.rate <= 10))
            return fail(
                "pricing.bad_input",
                fmt::format("Expected each time once, from 0 to 100 years, with a rate from -1 to 10, "
                            "found {} at {} years.",
                            point.rate, point.years));
    }
    RateCurve curve;
    curve.m_points = std::move(points);
    curve.m_source = std::move(source);
    return curve;
}

double RateCurve::rateAt(double years) const
{
    const auto after = std::ranges::lower_bound(m_points, years, {}, &RatePoint::years);
    if (after == m_points.begin())
        return m_points.front().rate;
    if (after == m_points.end())
        return m_points.back().rate;
    const RatePoint& before = *(after - 1);
    const double part = (years - before.years) / (after->years - before.years);
    return ((1 - part) * before.rate * before.years + part * after->rate * after->years) / years;
}

std::vector<DividendPoint> dividendPoints(std::span<const DatedDividend> dividends, Instant now, double years)
{
    constexpr double secondsPerYear = 365.0 * 86'400;
    std::vector<DividendPoint> points;
    for (const DatedDividend& dividend : dividends) {
        const Instant opening
            = newYorkTime(dividend.exDate, std::chrono::hours(9) + std::chrono::minutes(30));
        const double until = secondsBetween(now, opening) / secondsPerYear;
        if (until > 0 && until < years && dividend.amount > 0)
            points.push_back({until, dividend.amount});
    }
    return points;
}

} // namespace strikedesk::pricing
