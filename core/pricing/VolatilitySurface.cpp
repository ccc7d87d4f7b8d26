// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/VolatilitySurface.h"

#include "core/pricing/Valuation.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing {
namespace {

/// The slices around a time and how far it lies between them; at the edges both are the same one.
struct SurfaceBracket
{
    const SurfaceSlice* before;
    const SurfaceSlice* after;
    double part; ///< 0 at `before`, 1 at `after`.
};

SurfaceBracket bracketOf(const std::vector<SurfaceSlice>& slices, double years)
{
    const auto after = std::ranges::lower_bound(slices, years, {}, &SurfaceSlice::years);
    if (after == slices.begin())
        return {&slices.front(), &slices.front(), 0};
    if (after == slices.end())
        return {&slices.back(), &slices.back(), 0};
    const SurfaceSlice& before = *(after - 1);
    return {&before, &*after, (years - before.years) / (after->years - before.years)};
}

double totalVariance(const SurfaceSlice& slice, double logMoneyness)
{
    const double volatility = slice.smile.volatilityAt(slice.forward * std::exp(logMoneyness));
    return volatility * volatility * slice.years;
}

/// The forward value of a European call of this total variance.
double forwardCall(double forward, double strike, double variance)
{
    const OptionTerms terms {ExerciseStyle::European, Right::Call, strike, 1.0};
    const auto valued = value(terms, {forward, 0, 0, {}}, std::sqrt(variance));
    return valued ? valued->price : std::max(forward - strike, 0.0);
}

/// Looks at one expiry along its strikes.
class SliceExamination
{
public:
    SliceExamination(const SurfaceSlice& slice, double smallest, std::vector<SurfaceArbitrage>& found)
        : m_slice(slice)
        , m_smallest(smallest)
        , m_found(found)
        , m_strikes(slice.strikes)
        , m_discount(std::exp(-slice.rate * slice.years))
    {
        std::ranges::sort(m_strikes);
        m_strikes.erase(std::unique(m_strikes.begin(), m_strikes.end()), m_strikes.end());
        std::erase_if(m_strikes, [](double strike) { return !(strike > 0); });
        for (const double strike : m_strikes)
            m_calls.push_back(
                forwardCall(slice.forward, strike, totalVariance(slice, std::log(strike / slice.forward))));
    }

    void run()
    {
        for (std::size_t i = 0; i + 1 < m_strikes.size(); ++i) {
            const double spread = m_calls[i] - m_calls[i + 1];
            add(ArbitrageKind::Vertical, m_strikes[i],
                std::max(-spread, spread - (m_strikes[i + 1] - m_strikes[i])));
            if (i == 0)
                continue;
            const double width = m_strikes[i + 1] - m_strikes[i - 1];
            const double lower = (m_strikes[i + 1] - m_strikes[i]) / width;
            add(ArbitrageKind::Butterfly, m_strikes[i],
                m_calls[i] - lower * m_calls[i - 1] - (1 - lower) * m_calls[i + 1]);
        }
    }

    void compareWith(const SurfaceSlice& earlier)
    {
        for (std::size_t i = 0; i < m_strikes.size(); ++i) {
            const double variance = totalVariance(earlier, std::log(m_strikes[i] / m_slice.forward));
            add(ArbitrageKind::Calendar, m_strikes[i],
                forwardCall(m_slice.forward, m_strikes[i], variance) - m_calls[i]);
        }
    }

private:
    void add(ArbitrageKind kind, double strike, double forwardSize)
    {
        const double size = forwardSize * m_discount;
        if (size >= m_smallest)
            m_found.push_back({kind, m_slice.years, strike, size});
    }

    const SurfaceSlice& m_slice;
    double m_smallest;
    std::vector<SurfaceArbitrage>& m_found;
    std::vector<double> m_strikes;
    std::vector<double> m_calls; ///< Forward values, by strike.
    double m_discount;
};

} // namespace

std::string_view nameOf(ArbitrageKind kind)
{
    switch (kind) {
    case ArbitrageKind::Vertical: return "vertical";
    case ArbitrageKind::Butterfly: return "butterfly";
    case ArbitrageKind::Calendar: return "calendar";
    }
    return "";
}

VolatilitySurface::VolatilitySurface(std::vector<SurfaceSlice> slices)
    : m_slices(std::move(slices))
{
    std::erase_if(m_slices, [](const SurfaceSlice& slice) {
        return !(slice.years > 0 && slice.forward > 0 && std::isfinite(slice.years)
                 && std::isfinite(slice.forward));
    });
    std::ranges::stable_sort(m_slices, {}, &SurfaceSlice::years);
    const auto repeated = std::ranges::unique(m_slices, {}, &SurfaceSlice::years);
    m_slices.erase(repeated.begin(), repeated.end());
}

std::optional<double> VolatilitySurface::forwardAt(double years) const
{
    if (m_slices.empty() || !(years > 0))
        return {};
    const SurfaceBracket bracket = bracketOf(m_slices, years);
    return bracket.before->forward * std::pow(bracket.after->forward / bracket.before->forward, bracket.part);
}

std::optional<double> VolatilitySurface::volatilityAt(double strike, double years) const
{
    const auto forward = forwardAt(years);
    if (!forward || !(strike > 0))
        return {};
    const SurfaceBracket bracket = bracketOf(m_slices, years);
    if (bracket.before == bracket.after)
        return bracket.before->smile.volatilityAt(strike);
    const double moneyness = std::log(strike / *forward);
    const double variance = (1 - bracket.part) * totalVariance(*bracket.before, moneyness)
        + bracket.part * totalVariance(*bracket.after, moneyness);
    return std::sqrt(variance / years);
}

std::vector<SurfaceArbitrage> VolatilitySurface::arbitrage(double smallest) const
{
    std::vector<SurfaceArbitrage> found;
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        const std::size_t first = found.size();
        SliceExamination examination(m_slices[i], smallest, found);
        examination.run();
        if (i > 0)
            examination.compareWith(m_slices[i - 1]);
        std::stable_sort(
            found.begin() + std::ptrdiff_t(first), found.end(),
            [](const SurfaceArbitrage& a, const SurfaceArbitrage& b) { return a.strike < b.strike; });
    }
    return found;
}

} // namespace strikedesk::pricing
