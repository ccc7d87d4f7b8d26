// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/VarianceIndex.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace strikedesk::pricing {
namespace {

struct StripPoint
{
    double strike;
    double price;
};

double callMidOf(const StripQuote& quote)
{
    return 0.5 * (quote.callBid + quote.callAsk);
}

double putMidOf(const StripQuote& quote)
{
    return 0.5 * (quote.putBid + quote.putAsk);
}

Result<void> checkStrip(std::span<const StripQuote> quotes, double years)
{
    if (!(years > 0) || quotes.size() < 3)
        return fail("pricing.bad_input",
                    fmt::format("Expected at least three strikes and time left, found {} and {} years.",
                                quotes.size(), years));
    double last = 0;
    for (const StripQuote& quote : quotes) {
        const bool isWhole = std::isfinite(quote.callBid) && std::isfinite(quote.callAsk)
            && std::isfinite(quote.putBid) && std::isfinite(quote.putAsk) && quote.callBid >= 0
            && quote.putBid >= 0;
        if (!isWhole || !(quote.strike > last))
            return fail("pricing.bad_input",
                        fmt::format("Expected ascending strikes with prices, found {} after {}.",
                                    quote.strike, last));
        last = quote.strike;
    }
    return {};
}

/// Walks away from the money and takes mids until two strikes in a row have no bid.
template <typename Step, typename Bid, typename Mid>
void takeWing(std::span<const StripQuote> quotes, std::size_t from, Step step, Bid bid, Mid mid,
              std::vector<StripPoint>& points)
{
    int missing = 0;
    for (std::size_t i = step(from); i < quotes.size() && missing < 2; i = step(i)) {
        if (bid(quotes[i]) > 0) {
            missing = 0;
            points.push_back({quotes[i].strike, mid(quotes[i])});
        } else {
            ++missing;
        }
    }
}

} // namespace

Result<StripVariance> stripVariance(std::span<const StripQuote> quotes, double years, double rate)
{
    if (const auto usable = checkStrip(quotes, years); !usable)
        return fail(usable.error());
    const double growth = std::exp(rate * years);
    const StripQuote* nearest = nullptr;
    for (const StripQuote& quote : quotes) {
        const bool isQuoted = quote.callBid > 0 && quote.putBid > 0;
        const double gap = std::fabs(callMidOf(quote) - putMidOf(quote));
        if (isQuoted && (!nearest || gap < std::fabs(callMidOf(*nearest) - putMidOf(*nearest))))
            nearest = &quote;
    }
    if (!nearest)
        return fail("pricing.bad_input", "Expected a strike with a bid for call and put, found none.");
    StripVariance result;
    result.forward = nearest->strike + growth * (callMidOf(*nearest) - putMidOf(*nearest));
    const auto above = std::ranges::upper_bound(quotes, result.forward, {}, &StripQuote::strike);
    if (above == quotes.begin())
        return fail("pricing.bad_input",
                    fmt::format("Expected a strike below the forward {}, found none.", result.forward));
    const std::size_t central = std::size_t(above - quotes.begin()) - 1;
    result.centralStrike = quotes[central].strike;

    std::vector<StripPoint> points;
    points.push_back({result.centralStrike, 0.5 * (callMidOf(quotes[central]) + putMidOf(quotes[central]))});
    // Below the first strike the index wraps and ends the walk.
    takeWing(
        quotes, central, [](std::size_t i) { return i - 1; }, [](const StripQuote& q) { return q.putBid; },
        putMidOf, points);
    takeWing(
        quotes, central, [](std::size_t i) { return i + 1; }, [](const StripQuote& q) { return q.callBid; },
        callMidOf, points);
    std::ranges::sort(points, {}, &StripPoint::strike);
    result.options = points.size();
    if (points.size() < 2)
        return fail("pricing.bad_input", "Expected quotes on more than one strike, found one.");

    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double lower = points[i > 0 ? i - 1 : i].strike;
        const double upper = points[i + 1 < points.size() ? i + 1 : i].strike;
        const double width = (upper - lower) / (i > 0 && i + 1 < points.size() ? 2 : 1);
        sum += width / (points[i].strike * points[i].strike) * growth * points[i].price;
    }
    const double shift = result.forward / result.centralStrike - 1;
    result.variance = (2 * sum - shift * shift) / years;
    return result;
}

Result<double> volatilityIndex(const StripTerm& near, const StripTerm& next, double days)
{
    constexpr double minutesPerDay = 1'440;
    constexpr double minutesPerYear = 365 * minutesPerDay;
    const double horizon = days * minutesPerDay;
    const double gap = next.minutes - near.minutes;
    if (!(gap > 0) || !(horizon > 0))
        return fail("pricing.bad_input",
                    fmt::format("Expected a term after the one of {} minutes, found {}.", near.minutes,
                                next.minutes));
    const double total = near.minutes / minutesPerYear * near.variance * (next.minutes - horizon) / gap
        + next.minutes / minutesPerYear * next.variance * (horizon - near.minutes) / gap;
    if (!(total >= 0))
        return fail("pricing.bad_input", fmt::format("Expected a positive variance, found {}.", total));
    return std::sqrt(total * minutesPerYear / horizon);
}

} // namespace strikedesk::pricing
