// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SliceSearch.h"

#include "core/pricing/Deterministic.h"
#include "core/pricing/European.h"
#include "core/pricing/SpectralBatch.h"
#include "core/pricing/ValuationInputs.h"
#include "core/pricing/lanes/LaneDispatch.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

namespace strikedesk::pricing::detail {
namespace {

constexpr int searchRounds = 8;
/// A Newton step of this size leaves an error of about its square.
constexpr double settledStep = 2.5e-4;
constexpr double closePrice = 1e-7; // of the spot; far below the error of the method
/// Of that many neighbours one is searched for from scratch; the others start from what it found.
constexpr std::size_t neighboursPerKnot = 10;
constexpr std::size_t knotsMin = 5;

class SliceSearch
{
public:
    SliceSearch(const SliceTerms& terms, const MarketInputs& market, Right right, SliceMethod method)
        : m_terms(terms)
        , m_market(market)
        , m_right(right)
        , m_method(method)
        , m_root(std::sqrt(terms.years))
        , m_exSpot(market.spot)
    {
        for (const DividendPoint& dividend : market.dividends)
            m_exSpot -= dividend.amount * std::exp(-market.rate * dividend.years);
        m_exSpot = std::max(m_exSpot, 0.1 * market.spot);
    }

    void setRows(const SliceOptions& prices, SliceVolatilities& volatilities);
    /// Everything of one right and expiry.
    void run(SliceVolatilities& volatilities);
    [[nodiscard]] SliceFound takeFound() { return std::move(m_found); }

private:
    /// An option whose volatility is known, with where its search started.
    struct Knot
    {
        double logStrike = 0;
        double start = 0; ///< 0 where the price has no European volatility.
        double found = 0;
    };

    void start();
    void searchKnots(SliceVolatilities& volatilities);
    void startFrom(const std::vector<Knot>& knots);
    void round(bool isFirst, SliceVolatilities& volatilities);
    void finishRounds(bool isFirst, SliceVolatilities& volatilities);
    void finishSingly(SliceVolatilities& volatilities);
    void keepRow(std::size_t from, std::size_t to);
    void shrinkTo(std::size_t count);
    [[nodiscard]] PriceStatus statusFor(double strike, double price, double least) const;
    void value(GridWork work);
    /// The step that the logarithm of the time value asks for; not finite where there is none.
    [[nodiscard]] double newtonStep(std::size_t i, double slope) const;
    [[nodiscard]] double nextVolatility(std::size_t i, double step);
    void accept(std::size_t i, double volatility, SliceVolatilities& volatilities);
    void europeanSlopes();

    SliceTerms m_terms;
    MarketInputs m_market;
    Right m_right;
    SliceMethod m_method;
    double m_root;
    double m_exSpot;
    std::optional<GridBatch> m_grid;
    // Columns over the options still at work.
    std::vector<std::size_t> m_rows;
    std::vector<double> m_strikes;
    std::vector<double> m_prices;
    std::vector<double> m_floors; ///< The value without volatility.
    std::vector<double> m_starts; ///< As Knot::start.
    std::vector<double> m_volatilities;
    std::vector<double> m_lows;
    std::vector<double> m_highs;
    std::vector<double> m_slopes;
    std::vector<GridAnswer> m_answers;
    std::vector<GridWindow> m_windows;
    SliceFound m_found;
};

PriceStatus SliceSearch::statusFor(double strike, double price, double least) const
{
    if (!(strike >= smallestSize && strike <= 1e12) || !(price >= 0 && price <= 1e12))
        return PriceStatus::BadInput;
    const OptionTerms terms {m_terms.style, m_right, strike, m_terms.years};
    const double noise = 1e-13 * std::max(m_market.spot, strike);
    if (price < least - noise)
        return PriceStatus::BelowIntrinsic;
    if (price <= least + noise)
        return PriceStatus::NoTimeValue;
    return price >= largestPrice(terms, m_market) ? PriceStatus::AboveMaximum : PriceStatus::Valued;
}

void SliceSearch::setRows(const SliceOptions& prices, SliceVolatilities& volatilities)
{
    for (std::size_t i = 0; i < prices.rights.size(); ++i) {
        if (prices.rights[i] != m_right)
            continue;
        volatilities.volatility[i] = 0;
        const double least
            = deterministicPrice({m_terms.style, m_right, prices.strikes[i], m_terms.years}, m_market);
        volatilities.status[i] = statusFor(prices.strikes[i], prices.values[i], least);
        if (volatilities.status[i] != PriceStatus::Valued)
            continue;
        m_rows.push_back(i);
        m_strikes.push_back(prices.strikes[i]);
        m_prices.push_back(prices.values[i]);
        m_floors.push_back(least);
    }
}

/// The European volatility of the price on the spot less its dividends; deep in the money, where there is
/// none, what the distance of the strike suggests.
void SliceSearch::start()
{
    const std::size_t count = m_rows.size();
    m_volatilities.resize(count);
    m_starts.assign(count, 0.0);
    m_lows.assign(count, smallestAmericanDeviation / m_root);
    m_highs.assign(count, largestAmericanDeviation / m_root);
    std::vector<LaneVerdict> verdicts(count);
    const std::vector<Right> rights(count, m_right);
    laneKernels().europeanVolatilities(europeanSlice(m_exSpot, m_market.rate, m_market.yield, m_terms.years),
                                       {m_strikes.data(), rights.data(), m_prices.data(), count},
                                       m_volatilities.data(), verdicts.data());
    for (std::size_t i = 0; i < count; ++i) {
        const double deviation = m_volatilities[i] * m_root;
        if (verdicts[i] == LaneVerdict::Done && deviation > 1e-3 && deviation < 5)
            m_starts[i] = m_volatilities[i];
        else
            m_volatilities[i] = std::clamp(std::fabs(std::log(m_exSpot / m_strikes[i])), 0.02, 2.0) / m_root;
    }
}

/// Some options along the strikes first, so that the many between them start next to where they end.
void SliceSearch::searchKnots(SliceVolatilities& volatilities)
{
    std::vector<std::size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, {}, [&](std::size_t i) { return m_strikes[i]; });
    SliceSearch search(m_terms, m_market, m_right, m_method);
    std::vector<char> isKnot(m_rows.size(), 0);
    for (std::size_t i = 0; i < order.size(); i += neighboursPerKnot)
        isKnot[order[i]] = 1;
    isKnot[order.back()] = 1;
    std::vector<double> startOfRow(volatilities.volatility.size(), 0.0);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        startOfRow[m_rows[i]] = m_starts[i];
        if (isKnot[i] == 0) {
            keepRow(i, kept++);
            continue;
        }
        search.m_rows.push_back(m_rows[i]);
        search.m_strikes.push_back(m_strikes[i]);
        search.m_prices.push_back(m_prices[i]);
        search.m_floors.push_back(m_floors[i]);
        search.m_starts.push_back(m_starts[i]);
        search.m_volatilities.push_back(m_volatilities[i]);
        search.m_lows.push_back(m_lows[i]);
        search.m_highs.push_back(m_highs[i]);
    }
    shrinkTo(kept);
    search.finishRounds(true, volatilities);
    m_found = search.takeFound();
    std::vector<Knot> knots;
    for (std::size_t i = 0; i < m_found.rows.size(); ++i)
        knots.push_back({std::log(m_found.strikes[i]), startOfRow[m_found.rows[i]], m_found.volatilities[i]});
    std::ranges::sort(knots, {}, &Knot::logStrike);
    startFrom(knots);
}

/// The cubic through the four knots around: of what early exercise and dividends add to the European
/// volatility, which is smooth even where quotes are not, else of the volatility itself.
void SliceSearch::startFrom(const std::vector<Knot>& knots)
{
    if (knots.size() < 4)
        return;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const double at = std::log(m_strikes[i]);
        const auto above = std::ranges::lower_bound(knots, at, {}, &Knot::logStrike);
        const std::ptrdiff_t first
            = std::clamp<std::ptrdiff_t>(above - knots.begin() - 2, 0, std::ptrdiff_t(knots.size()) - 4);
        const auto around = std::span(knots).subspan(std::size_t(first), 4);
        const bool isDifference
            = m_starts[i] > 0 && std::ranges::all_of(around, [](const Knot& knot) { return knot.start > 0; });
        const auto [calmest, wildest] = std::ranges::minmax(around, {}, &Knot::found);
        double sum = isDifference ? m_starts[i] : 0.0;
        for (const Knot& knot : around) {
            double weight = 1;
            for (const Knot& other : around) {
                if (&other != &knot)
                    weight *= (at - other.logStrike) / (knot.logStrike - other.logStrike);
            }
            sum += weight * (isDifference ? knot.found - knot.start : knot.found);
        }
        // False as well where two knots have one strike.
        if (sum > std::max(m_lows[i], 0.5 * calmest.found) && sum < std::min(m_highs[i], 2.0 * wildest.found))
            m_volatilities[i] = sum;
    }
}

void SliceSearch::keepRow(std::size_t from, std::size_t to)
{
    m_rows[to] = m_rows[from];
    for (std::vector<double>* column :
         {&m_strikes, &m_prices, &m_floors, &m_starts, &m_volatilities, &m_lows, &m_highs})
        (*column)[to] = (*column)[from];
}

void SliceSearch::shrinkTo(std::size_t count)
{
    m_rows.resize(count);
    for (std::vector<double>* column :
         {&m_strikes, &m_prices, &m_floors, &m_starts, &m_volatilities, &m_lows, &m_highs})
        column->resize(count);
}

void SliceSearch::run(SliceVolatilities& volatilities)
{
    if (m_rows.empty())
        return;
    start();
    const bool hasKnots = m_rows.size() >= knotsMin * neighboursPerKnot;
    if (hasKnots)
        searchKnots(volatilities);
    finishRounds(!hasKnots, volatilities);
}

void SliceSearch::finishRounds(bool isFirst, SliceVolatilities& volatilities)
{
    for (int number = 0; number < searchRounds && !m_rows.empty(); ++number) {
        round(isFirst, volatilities);
        isFirst = false;
    }
    finishSingly(volatilities);
}

void SliceSearch::europeanSlopes()
{
    const std::size_t count = m_rows.size();
    m_slopes.resize(count);
    std::vector<LaneVerdict> verdicts(count);
    const std::vector<Right> rights(count, m_right);
    GreekColumns out;
    out.vegaPerPoint = m_slopes.data();
    laneKernels().europeanValues(europeanSlice(m_exSpot, m_market.rate, m_market.yield, m_terms.years),
                                 {m_strikes.data(), rights.data(), m_volatilities.data(), count}, out,
                                 verdicts.data());
    for (double& slope : m_slopes)
        slope *= 100.0;
}

void SliceSearch::value(GridWork work)
{
    const std::size_t count = m_rows.size();
    m_answers.resize(count);
    if (m_method == SliceMethod::Grid) {
        if (!m_grid)
            m_grid.emplace(m_market, m_terms.style, m_terms.years, GridSize::forAccuracy(Accuracy::Screen));
        const bool withWindows = work == GridWork::Greeks;
        m_windows.resize(withWindows ? count : 0);
        m_grid->solve({m_right, m_strikes, m_volatilities, work}, m_answers.data(),
                      withWindows ? m_windows.data() : nullptr);
        return;
    }
    SpectralBatch batch(m_market, m_right, m_terms.years, SpectralScheme::screen());
    batch.setOptions(m_strikes, m_volatilities, work == GridWork::Price ? 0 : 1);
    std::vector<SpectralAnswer> found(count);
    batch.values(m_market.spot, found.data());
    for (std::size_t i = 0; i < count; ++i) {
        m_answers[i] = {};
        m_answers[i].price = found[i].isSettled ? found[i].price : std::nan("");
        m_answers[i].vega = found[i].vega;
    }
}

double SliceSearch::newtonStep(std::size_t i, double slope) const
{
    // Little time value bends away from its slope; its logarithm does not.
    const double found = m_answers[i].price - m_floors[i];
    return -std::log(found / (m_prices[i] - m_floors[i])) * found / slope;
}

/// Inside the bracket that the prices seen so far leave.
double SliceSearch::nextVolatility(std::size_t i, double step)
{
    const double volatility = m_volatilities[i];
    (m_answers[i].price < m_prices[i] ? m_lows : m_highs)[i] = volatility;
    const double next = volatility + step;
    if (next > m_lows[i] && next < m_highs[i] && next < 4 * volatility && next > 0.2 * volatility)
        return next;
    return m_highs[i] > 4 * volatility ? 1.5 * volatility : 0.5 * (m_lows[i] + m_highs[i]);
}

void SliceSearch::accept(std::size_t i, double volatility, SliceVolatilities& volatilities)
{
    const std::size_t row = m_rows[i];
    volatilities.volatility[row] = volatility;
    m_found.rows.push_back(row);
    m_found.strikes.push_back(m_strikes[i]);
    m_found.volatilities.push_back(volatility);
    if (m_method != SliceMethod::Grid)
        return;
    GridAnswer answer = m_answers[i];
    answer.price = m_prices[i];
    GridWindow window = m_windows[i];
    // From the volatility that was solved to the one that was found, along the slope in it.
    const double share = (volatility - window.volatility) / (gridVolatilityStep * window.volatility);
    for (std::size_t k = 0; k < windowNodes; ++k) {
        const double change = share * (window.values[windowNodes + k] - window.values[k]);
        for (std::size_t v = 0; v < 3; ++v)
            window.values[v * windowNodes + k] += change;
    }
    window.volatility = volatility;
    m_found.answers.push_back(answer);
    m_found.windows.push_back(window);
}

/// The first round has prices alone, and the slope of the European option.
void SliceSearch::round(bool isFirst, SliceVolatilities& volatilities)
{
    if (isFirst)
        europeanSlopes();
    value(isFirst ? GridWork::Price : GridWork::Greeks);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const double gap = m_answers[i].price - m_prices[i];
        const double slope = isFirst ? m_slopes[i] : m_answers[i].vega;
        const double before = m_volatilities[i];
        const double step = newtonStep(i, slope);
        const double next = std::isfinite(gap) ? nextVolatility(i, step) : before;
        const bool isClose = std::fabs(step) <= settledStep * std::min(1.0, 5 * before)
            || std::fabs(gap) <= closePrice * m_market.spot;
        if (!isFirst && isClose && next == before + step) {
            accept(i, next, volatilities);
            continue;
        }
        m_volatilities[i] = next;
        keepRow(i, kept++);
    }
    shrinkTo(kept);
}

/// What has not settled: one by one, in a bracket.
void SliceSearch::finishSingly(SliceVolatilities& volatilities)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto found
            = impliedVolatility({m_terms.style, m_right, m_strikes[i], m_terms.years}, m_market, m_prices[i]);
        m_volatilities[i] = found ? *found : 0.2 / m_root;
        volatilities.status[m_rows[i]] = found ? PriceStatus::Valued : PriceStatus::NoConvergence;
    }
    if (m_rows.empty())
        return;
    value(GridWork::Greeks);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (volatilities.status[m_rows[i]] == PriceStatus::Valued)
            accept(i, m_volatilities[i], volatilities);
    }
}

SliceFound closedFound(const SliceTerms& terms, const MarketInputs& market, Right right,
                       const SliceOptions& prices, SliceVolatilities& volatilities)
{
    SliceFound result;
    std::vector<double> wanted;
    for (std::size_t i = 0; i < prices.rights.size(); ++i) {
        if (prices.rights[i] != right)
            continue;
        result.rows.push_back(i);
        result.strikes.push_back(prices.strikes[i]);
        wanted.push_back(prices.values[i]);
    }
    const std::size_t count = wanted.size();
    result.volatilities.resize(count);
    const std::vector<Right> rights(count, right);
    std::vector<LaneVerdict> verdicts(count);
    laneKernels().europeanVolatilities(europeanSlice(market.spot, market.rate, market.yield, terms.years),
                                       {result.strikes.data(), rights.data(), wanted.data(), count},
                                       result.volatilities.data(), verdicts.data());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = result.rows[i];
        const double found = result.volatilities[i];
        volatilities.status[row] = found > 100 ? PriceStatus::NoConvergence : statusOf(verdicts[i]);
        const bool isFound = volatilities.status[row] == PriceStatus::Valued;
        volatilities.volatility[row] = isFound ? found : 0.0;
        if (!isFound)
            continue;
        result.rows[kept] = row;
        result.strikes[kept] = result.strikes[i];
        result.volatilities[kept++] = found;
    }
    result.rows.resize(kept);
    result.strikes.resize(kept);
    result.volatilities.resize(kept);
    return result;
}

} // namespace

PriceStatus statusOf(LaneVerdict verdict)
{
    switch (verdict) {
    case LaneVerdict::Done: return PriceStatus::Valued;
    case LaneVerdict::BelowIntrinsic: return PriceStatus::BelowIntrinsic;
    case LaneVerdict::NoTimeValue: return PriceStatus::NoTimeValue;
    case LaneVerdict::AboveMaximum: return PriceStatus::AboveMaximum;
    case LaneVerdict::Unusual: return PriceStatus::BadInput;
    case LaneVerdict::Unsettled: break;
    }
    return PriceStatus::NoConvergence;
}

SliceFound searchSlice(const SliceTerms& terms, const MarketInputs& market, Right right, SliceMethod method,
                       const SliceOptions& prices, SliceVolatilities& volatilities)
{
    if (method == SliceMethod::ClosedForm)
        return closedFound(terms, market, right, prices, volatilities);
    SliceSearch search(terms, market, right, method);
    search.setRows(prices, volatilities);
    search.run(volatilities);
    return search.takeFound();
}

} // namespace strikedesk::pricing::detail
