// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Smile.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace strikedesk::pricing {
namespace {

struct SmileSample
{
    double x = 0;        ///< Log-moneyness in standard deviations.
    double variance = 0; ///< Total variance.
    double weight = 0;
    double trust = 1; ///< Shrinks for points far from the fit.
};

using Coefficients = std::array<double, 3>;

double polynomialAt(const Coefficients& c, double x)
{
    return c[0] + x * (c[1] + x * c[2]);
}

/// Solves the normal equations of a polynomial with `terms` coefficients by elimination with pivots.
Coefficients leastSquares(const std::vector<SmileSample>& samples, std::size_t terms)
{
    std::array<std::array<double, 4>, 3> rows {};
    for (const SmileSample& sample : samples) {
        const std::array powers {1.0, sample.x, sample.x * sample.x};
        for (std::size_t i = 0; i < terms; ++i) {
            for (std::size_t j = 0; j < terms; ++j)
                rows[i][j] += sample.weight * sample.trust * powers[i] * powers[j];
            rows[i][3] += sample.weight * sample.trust * powers[i] * sample.variance;
        }
    }
    for (std::size_t i = 0; i < terms; ++i)
        rows[i][i] *= 1.0 + 1e-10; // keeps points that nearly coincide from blowing up
    for (std::size_t column = 0; column < terms; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < terms; ++row) {
            if (std::fabs(rows[row][column]) > std::fabs(rows[pivot][column]))
                pivot = row;
        }
        std::swap(rows[column], rows[pivot]);
        if (rows[column][column] == 0)
            return {};
        for (std::size_t row = 0; row < terms; ++row) {
            if (row == column)
                continue;
            const double factor = rows[row][column] / rows[column][column];
            for (std::size_t k = 0; k < 4; ++k)
                rows[row][k] -= factor * rows[column][k];
        }
    }
    Coefficients result {};
    for (std::size_t i = 0; i < terms; ++i)
        result[i] = rows[i][3] / rows[i][i];
    return result;
}

/// Halves and worse the say of points that lie far out against the typical distance (Cauchy weights).
void updateTrust(std::vector<SmileSample>& samples, const Coefficients& fit)
{
    std::vector<double> distances;
    for (const SmileSample& sample : samples)
        distances.push_back(std::fabs(sample.variance - polynomialAt(fit, sample.x)));
    std::vector<double> sorted = distances;
    std::sort(sorted.begin(), sorted.end());
    const double typical = std::max(3.0 * sorted[sorted.size() / 2], 1e-12);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double ratio = distances[i] / typical;
        samples[i].trust = 1.0 / (1.0 + ratio * ratio);
    }
}

std::vector<SmileSample> usableSamples(std::span<const SmilePoint> points, double forward, double years)
{
    std::vector<SmileSample> samples;
    for (const SmilePoint& point : points) {
        const double x = std::log(point.strike / forward);
        const double variance = point.impliedVolatility * point.impliedVolatility * years;
        if (point.strike > 0 && point.impliedVolatility > 0 && point.weight > 0 && std::isfinite(x)
            && std::isfinite(variance) && std::isfinite(point.weight))
            samples.push_back({x, variance, point.weight, 1.0});
    }
    std::sort(samples.begin(), samples.end(),
              [](const SmileSample& a, const SmileSample& b) { return a.x < b.x; });
    return samples;
}

std::size_t distinctMoneyness(const std::vector<SmileSample>& samples)
{
    std::size_t count = samples.empty() ? 0 : 1;
    for (std::size_t i = 1; i < samples.size(); ++i)
        count += samples[i].x - samples[i - 1].x > 1e-9 ? 1 : 0;
    return count;
}

} // namespace

std::optional<Smile> fitSmile(std::span<const SmilePoint> points, double forward, double years)
{
    if (!(forward > 0) || !(years > 0) || !std::isfinite(forward) || !std::isfinite(years))
        return {};
    std::vector<SmileSample> samples = usableSamples(points, forward, years);
    if (samples.empty())
        return {};

    Smile smile;
    smile.m_forward = forward;
    smile.m_years = years;
    std::vector<double> variances;
    double weightMax = 0;
    for (const SmileSample& sample : samples) {
        variances.push_back(sample.variance);
        weightMax = std::max(weightMax, sample.weight);
    }
    std::sort(variances.begin(), variances.end());
    smile.m_scale = std::sqrt(variances[variances.size() / 2]);
    for (SmileSample& sample : samples) {
        sample.x /= smile.m_scale;
        sample.weight /= weightMax;
    }
    smile.m_lowest = samples.front().x;
    smile.m_highest = samples.back().x;
    smile.m_varianceMin = variances.front();
    smile.m_varianceMax = variances.back();

    const std::size_t terms = std::min<std::size_t>(distinctMoneyness(samples), 3);
    for (int round = 0; round < 4; ++round) {
        smile.m_coefficients = leastSquares(samples, terms);
        if (terms == 3 && smile.m_coefficients[2] < 0) {
            smile.m_coefficients = leastSquares(samples, 2); // a smile that frowns is noise
        }
        if (samples.size() > terms)
            updateTrust(samples, smile.m_coefficients);
    }
    double squares = 0;
    double weights = 0;
    for (const SmileSample& sample : samples) {
        const double gap = std::sqrt(smile.varianceAt(sample.x) / years) - std::sqrt(sample.variance / years);
        squares += sample.weight * sample.trust * gap * gap;
        weights += sample.weight * sample.trust;
    }
    smile.m_residual = std::sqrt(squares / weights);
    return smile;
}

double Smile::varianceAt(double moneyness) const
{
    const double x = std::clamp(moneyness, m_lowest, m_highest);
    return std::clamp(polynomialAt(m_coefficients, x), m_varianceMin, m_varianceMax);
}

double Smile::volatilityAt(double strike) const
{
    const double moneyness = strike > 0 ? std::log(strike / m_forward) / m_scale : m_lowest;
    return std::sqrt(varianceAt(moneyness) / m_years);
}

std::optional<Mark> markFor(std::optional<Price> bid, std::optional<Price> ask, bool isYoungAndNarrow,
                            std::optional<double> fairValue)
{
    if (isYoungAndNarrow && bid && ask) {
        const std::int64_t sum = checked::add(bid->units(), ask->units());
        return Mark {Price::ofUnits(checked::divideHalfEven(sum, 2)), MarkSource::Mid};
    }
    if (!fairValue || !std::isfinite(*fairValue) || std::fabs(*fairValue) > 1e10)
        return {};
    Price price = Price::nearest(std::max(*fairValue, 0.0));
    // A crossed market says nothing about where the value is held.
    if (bid && ask && *bid > *ask)
        return Mark {price, MarkSource::Model};
    if (bid)
        price = std::max(price, *bid);
    if (ask)
        price = std::min(price, *ask);
    return Mark {price, MarkSource::Model};
}

} // namespace strikedesk::pricing
