// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Valuation.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <span>
#include <string>
#include <vector>

namespace strikedesk::pricing {

struct RatePoint
{
    double years = 0;
    double rate = 0; ///< Continuously compounded, per year.

    friend bool operator==(const RatePoint&, const RatePoint&) = default;
};

/// The interest that money earns until an expiry. Between its points rate · time is a line (forwards are
/// steps), before the first and after the last the rate stays.
class RateCurve
{
public:
    RateCurve() = default;
    /// One rate for every expiry. Implicit, because a single rate is a curve.
    RateCurve(double flatRate, std::string source = {}); // NOLINT(google-explicit-constructor)
    /// In any order of time. `pricing.bad_input`: no point, a time that is negative or there twice, a rate
    /// outside -1 to 10.
    [[nodiscard]] static Result<RateCurve> through(std::vector<RatePoint> points, std::string source);

    /// The zero rate to a time from now; that of the shortest point at or before 0.
    [[nodiscard]] double rateAt(double years) const;
    /// Where the numbers come from and of which day, in words; empty when nobody said.
    [[nodiscard]] const std::string& source() const { return m_source; }
    [[nodiscard]] const std::vector<RatePoint>& points() const { return m_points; }

    friend bool operator==(const RateCurve&, const RateCurve&) = default;

private:
    std::vector<RatePoint> m_points {{0, 0}};
    std::string m_source;
};

/// A cash dividend by its ex-date.
struct DatedDividend
{
    Date exDate {};
    double amount = 0;
};

/// The dividends in the form that value() takes: those whose ex-date opens (09:30 New York) after `now` and
/// within `years` of it. The one place where a date becomes a time, so that no two screens count differently.
[[nodiscard]] std::vector<DividendPoint> dividendPoints(std::span<const DatedDividend> dividends, Instant now,
                                                        double years);

} // namespace strikedesk::pricing
