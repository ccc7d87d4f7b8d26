// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ExpectedMove.h"

#include <cmath>

namespace strikedesk::pricing {
namespace {

bool isStraddleMark(const StraddleMark& mark)
{
    return mark.strike > 0 && mark.call >= 0 && mark.put >= 0 && std::isfinite(mark.call + mark.put);
}

} // namespace

std::string_view nameOf(ExpectedMoveBasis basis)
{
    return basis == ExpectedMoveBasis::Straddle ? "straddle" : "volatility";
}

std::optional<ExpectedMove> straddleMove(std::span<const StraddleMark> marks, double forward, double years,
                                         double rate)
{
    const double growth = std::exp(rate * years);
    if (!(forward > 0) || !(years > 0) || !std::isfinite(growth))
        return {};
    const StraddleMark* below = nullptr;
    const StraddleMark* above = nullptr;
    for (const StraddleMark& mark : marks) {
        if (!isStraddleMark(mark))
            continue;
        if (mark.strike <= forward && (!below || mark.strike > below->strike))
            below = &mark;
        if (mark.strike >= forward && (!above || mark.strike < above->strike))
            above = &mark;
    }
    if (!below || !above)
        return {};
    // The straddle is a smooth function of its strike, so a line between two strikes meets it closely.
    const double width = above->strike - below->strike;
    const double part = width > 0 ? (forward - below->strike) / width : 0;
    const double dollars
        = growth * ((1 - part) * (below->call + below->put) + part * (above->call + above->put));
    // The line lies above the curve, by an eighth of (width / deviation)²: three per cent at half a
    // deviation.
    if (!(dollars >= 0) || width > 0.6 * dollars)
        return {};
    return ExpectedMove {ExpectedMoveBasis::Straddle, dollars, dollars / forward};
}

std::optional<ExpectedMove> volatilityMove(double forward, double volatility, double years)
{
    const double fraction = volatility * std::sqrt(years);
    if (!(forward > 0) || !(fraction > 0) || !std::isfinite(forward * fraction))
        return {};
    return ExpectedMove {ExpectedMoveBasis::Volatility, forward * fraction, fraction};
}

} // namespace strikedesk::pricing
