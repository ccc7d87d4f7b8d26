// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SliceSide.h"

#include "core/pricing/American.h"
#include "core/pricing/European.h"
#include "core/pricing/ValuationInputs.h"
#include "core/pricing/lanes/LaneDispatch.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing::detail {
namespace {

void copySpectral(const SpectralAnswer& from, GridAnswer& to)
{
    to = {};
    to.price = from.price;
    to.delta = from.delta;
    to.gamma = from.gamma;
    to.theta = from.theta;
    to.vega = from.vega;
    to.rho = from.rho;
}

} // namespace

SliceMethod sliceMethodOf(const SliceTerms& terms, const MarketInputs& market, Right right)
{
    if (!market.dividends.empty())
        return SliceMethod::Grid;
    if (terms.style == ExerciseStyle::European)
        return SliceMethod::ClosedForm;
    switch (americanCaseOf({right, market.spot, market.spot, terms.years, market.rate, market.yield, 0.0})) {
    case AmericanCase::NeverExercised: return SliceMethod::ClosedForm;
    case AmericanCase::OneBoundary: return SliceMethod::Spectral;
    case AmericanCase::TwoBoundaries: break;
    }
    return SliceMethod::Grid;
}

SliceSide::SliceSide(const SliceTerms& terms, const MarketInputs& market, Right right)
    : m_terms(terms)
    , m_market(market)
    , m_solvedSpot(market.spot)
    , m_right(right)
    , m_method(sliceMethodOf(terms, market, right))
{
}

void SliceSide::take(std::size_t row, double strike, double volatility)
{
    m_rows.push_back(row);
    m_strikes.push_back(strike);
    m_volatilities.push_back(volatility);
}

void SliceSide::price(const SliceOptions& volatilities, GreekOrder order)
{
    const double root = std::sqrt(m_terms.years);
    const double least = m_method == SliceMethod::ClosedForm ? 1e-14 : smallestAmericanDeviation;
    const double most = m_method == SliceMethod::ClosedForm ? 1e4 : largestAmericanDeviation;
    for (std::size_t i = 0; i < volatilities.rights.size(); ++i) {
        const double strike = volatilities.strikes[i];
        const double volatility = volatilities.values[i];
        const double deviation = volatility * root;
        const bool fits = strike >= smallestSize && strike <= 1e12 && deviation >= least && deviation <= most
            && volatility <= 100;
        if (volatilities.rights[i] == m_right && fits)
            take(i, strike, volatility);
    }
    solve(order);
}

void SliceSide::imply(const SliceOptions& prices, SliceVolatilities& volatilities)
{
    SliceFound found = searchSlice(m_terms, m_market, m_right, m_method, prices, volatilities);
    m_rows = std::move(found.rows);
    m_strikes = std::move(found.strikes);
    m_volatilities = std::move(found.volatilities);
    m_answers = std::move(found.answers);
    m_windows = std::move(found.windows);
    if (m_method != SliceMethod::Grid)
        solve(GreekOrder::First);
}

void SliceSide::solve(GreekOrder order)
{
    m_answers.resize(m_rows.size());
    if (m_rows.empty())
        return;
    if (m_method == SliceMethod::ClosedForm) {
        solveClosed(order);
        return;
    }
    if (m_method == SliceMethod::Spectral) {
        m_spectral.emplace(m_market, m_right, m_terms.years, SpectralScheme::screen());
        m_spectral->setOptions(m_strikes, m_volatilities, 2);
        solveSpectral(order);
        return;
    }
    m_grid.emplace(m_market, m_terms.style, m_terms.years, GridSize::forAccuracy(Accuracy::Screen));
    m_windows.resize(m_rows.size());
    m_solvedSpot = m_market.spot;
    const GridWork work = order == GreekOrder::Second ? GridWork::SecondOrder : GridWork::Greeks;
    m_grid->solve({m_right, m_strikes, m_volatilities, work}, m_answers.data(), m_windows.data());
}

void SliceSide::solveClosed(GreekOrder order)
{
    const std::size_t count = m_rows.size();
    SliceValues values;
    values.resize(count, order == GreekOrder::Second);
    std::vector<LaneVerdict> verdicts(count);
    const std::vector<Right> rights(count, m_right);
    laneKernels().europeanValues(europeanSlice(m_market.spot, m_market.rate, m_market.yield, m_terms.years),
                                 {m_strikes.data(), rights.data(), m_volatilities.data(), count},
                                 greekColumnsOf(values), verdicts.data());
    for (std::size_t i = 0; i < count; ++i) {
        GridAnswer& answer = m_answers[i];
        answer = {};
        answer.price = values.price[i];
        answer.delta = values.delta[i];
        answer.gamma = values.gamma[i];
        answer.theta = 365.0 * values.thetaPerDay[i];
        answer.vega = 100.0 * values.vegaPerPoint[i];
        answer.rho = 100.0 * values.rhoPerPoint[i];
        if (order == GreekOrder::Second) {
            answer.vanna = 100.0 * values.vannaPerPoint[i];
            answer.volga = 1e4 * values.volgaPerPoint[i];
            answer.charm = 365.0 * values.charmPerDay[i];
        }
    }
}

void SliceSide::solveSpectral(GreekOrder order)
{
    std::vector<SpectralAnswer> found(m_rows.size());
    m_spectral->values(m_market.spot, found.data());
    std::vector<GridAnswer> second;
    if (order == GreekOrder::Second) {
        // The second order has no collocation of its own; the grid's is good to its usual error.
        second.resize(m_rows.size());
        GridBatch grid(m_market, m_terms.style, m_terms.years, GridSize::forAccuracy(Accuracy::Screen));
        grid.solve({m_right, m_strikes, m_volatilities, GridWork::SecondOrder}, second.data());
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        copySpectral(found[i], m_answers[i]);
        if (!found[i].isSettled) {
            // System A did not settle: the one-option way knows another.
            const auto single
                = value({m_terms.style, m_right, m_strikes[i], m_terms.years}, m_market, m_volatilities[i]);
            const Valuation valuation = single ? *single : Valuation {};
            m_answers[i] = {};
            m_answers[i].price = valuation.price;
            m_answers[i].delta = valuation.greeks.delta;
            m_answers[i].gamma = valuation.greeks.gamma;
            m_answers[i].theta = 365.0 * valuation.greeks.thetaPerDay;
            m_answers[i].vega = 100.0 * valuation.greeks.vegaPerPoint;
            m_answers[i].rho = 100.0 * valuation.greeks.rhoPerPoint;
        }
        if (!second.empty()) {
            m_answers[i].vanna = second[i].vanna;
            m_answers[i].volga = second[i].volga;
            m_answers[i].charm = second[i].charm;
        }
    }
}

void SliceSide::moveSpot(double spot)
{
    m_market.spot = spot;
    if (m_rows.empty())
        return;
    if (m_method == SliceMethod::ClosedForm) {
        solveClosed(GreekOrder::First);
        return;
    }
    if (m_method == SliceMethod::Spectral) {
        solveSpectral(GreekOrder::First);
        return;
    }
    // The narrowest window decides for all.
    double narrowest = m_windows.front().spacing;
    for (const GridWindow& window : m_windows)
        narrowest = std::min(narrowest, window.spacing);
    if (std::fabs(std::log(spot / m_solvedSpot)) > 2.0 * narrowest) {
        solve(GreekOrder::First);
        return;
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        readWindow(i, spot);
}

/// The quartic through the five nearest nodes (Stirling), and its derivatives.
void SliceSide::readWindow(std::size_t i, double spot)
{
    const GridWindow& window = m_windows[i];
    const double at = std::log(spot / m_solvedSpot) / window.spacing;
    const int centre = std::clamp(int(std::lround(at)), -(windowHalf - 2), windowHalf - 2);
    const double u = at - centre;
    const auto node = [&](int variant, int offset) {
        return window.values[std::size_t(variant * windowNodes + windowHalf + centre + offset)];
    };
    const auto valueOf = [&](int v, double* slope, double* bend) {
        const double d1 = 0.5 * (node(v, 1) - node(v, -1));
        const double d2 = node(v, 1) - 2 * node(v, 0) + node(v, -1);
        const double d3 = 0.5 * (node(v, 2) - 2 * node(v, 1) + 2 * node(v, -1) - node(v, -2));
        const double d4 = node(v, 2) - 4 * node(v, 1) + 6 * node(v, 0) - 4 * node(v, -1) + node(v, -2);
        if (slope) {
            *slope = d1 + u * d2 + (3 * u * u - 1) / 6 * d3 + (2 * u * u * u - u) / 12 * d4;
            *bend = d2 + u * d3 + (6 * u * u - 1) / 12 * d4;
        }
        return node(v, 0) + u * d1 + 0.5 * u * u * d2 + u * (u * u - 1) / 6 * d3
            + u * u * (u * u - 1) / 24 * d4;
    };
    double slope = 0;
    double bend = 0;
    const double found = valueOf(0, &slope, &bend);
    const double intrinsic = intrinsicValue(m_right, spot, m_strikes[i]);
    const bool isAmerican = m_terms.style == ExerciseStyle::American;
    GridAnswer& answer = m_answers[i];
    answer = {};
    // In the exercise region the interpolation gives back the payoff but for its rounding.
    if (isAmerican && found <= intrinsic + 1e-9 * m_strikes[i] && intrinsic > 0) {
        answer.price = intrinsic;
        answer.delta = m_right == Right::Call ? 1.0 : -1.0;
        return;
    }
    answer.price = std::max(found, 0.0);
    answer.delta = slope / (window.spacing * spot);
    answer.gamma = (bend / window.spacing - slope) / (window.spacing * spot * spot);
    const double volatility = window.volatility;
    answer.theta = m_market.rate * answer.price - (m_market.rate - m_market.yield) * spot * answer.delta
        - 0.5 * volatility * volatility * spot * spot * answer.gamma;
    answer.vega = (valueOf(1, nullptr, nullptr) - found) / (gridVolatilityStep * volatility);
    answer.rho = (valueOf(2, nullptr, nullptr) - found) / gridRateStep;
}

void SliceSide::write(SliceValues& values, std::vector<char>& isWritten) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const GridAnswer& answer = m_answers[i];
        const std::size_t row = m_rows[i];
        if (!std::isfinite(answer.price + answer.delta + answer.gamma + answer.theta + answer.vega
                           + answer.rho + answer.vanna + answer.volga + answer.charm))
            continue; // left to the functions for one option, which say so
        isWritten[row] = 1;
        values.status[row] = PriceStatus::Valued;
        values.price[row] = answer.price;
        values.delta[row] = answer.delta;
        values.gamma[row] = answer.gamma;
        values.thetaPerDay[row] = answer.theta / 365.0;
        values.vegaPerPoint[row] = 0.01 * answer.vega;
        values.rhoPerPoint[row] = 0.01 * answer.rho;
        if (!values.vannaPerPoint.empty()) {
            values.vannaPerPoint[row] = 0.01 * answer.vanna;
            values.volgaPerPoint[row] = 1e-4 * answer.volga;
            values.charmPerDay[row] = answer.charm / 365.0;
        }
    }
}

} // namespace strikedesk::pricing::detail
