// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/American.h"
#include "core/pricing/Deterministic.h"
#include "core/pricing/European.h"
#include "core/pricing/GridValue.h"
#include "core/pricing/Valuation.h"
#include "core/pricing/ValuationInputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace strikedesk::pricing {
namespace {

using namespace detail;

/// The price as a function of the volatility, by the same method as value().
class PriceCurve
{
public:
    PriceCurve(const OptionTerms& terms, const MarketInputs& market, Accuracy accuracy)
        : m_terms(terms)
        , m_market(market)
        , m_accuracy(accuracy)
    {
        if (!market.dividends.empty())
            return;
        const PlainInputs plain = plainInputs(terms, market, 0);
        const AmericanCase americanCase = americanCaseOf(plain);
        m_isPlain = terms.style == ExerciseStyle::European || americanCase == AmericanCase::NeverExercised;
        if (!m_isPlain && americanCase == AmericanCase::OneBoundary)
            m_spectral.emplace(plain, accuracy);
    }

    [[nodiscard]] bool isClosedForm() const { return m_isPlain; }

    [[nodiscard]] PriceAtVolatility at(double volatility)
    {
        if (m_isPlain) {
            const PriceAndGreeks european = europeanValue(plainInputs(m_terms, m_market, volatility));
            return {european.price, 100.0 * european.greeks.vegaPerPoint};
        }
        if (m_spectral) {
            if (const auto price = m_spectral->price(volatility))
                return {*price, 0};
        }
        return gridPrice(m_terms, m_market, volatility, m_accuracy);
    }

private:
    const OptionTerms& m_terms;
    const MarketInputs& m_market;
    Accuracy m_accuracy;
    bool m_isPlain = false;
    std::optional<SpectralPricer> m_spectral;
};

double startVolatility(const OptionTerms& terms, const MarketInputs& market, double price)
{
    MarketInputs ex = market;
    double paid = 0;
    for (const DividendPoint& dividend : market.dividends)
        paid += dividend.amount * std::exp(-market.rate * dividend.years);
    ex.spot = std::max(market.spot - paid, 0.1 * market.spot);
    const double found = europeanImpliedVolatility(plainInputs(terms, ex, 0), price).volatility;
    const double root = std::sqrt(terms.years);
    if (found * root > 1e-3 && found * root < 5)
        return found;
    return std::clamp(std::fabs(std::log(ex.spot / terms.strike)), 0.02, 2.0) / root;
}

/// Newton's method, with the slope of the last two points where the curve has none of its own, inside a
/// bracket.
std::optional<double> solvedVolatility(PriceCurve& curve, double price, double start, double lowest,
                                       double highest, double tolerance)
{
    double low = lowest;
    double high = highest;
    double volatility = std::clamp(start, 1.01 * low, 0.99 * high);
    double previousVolatility = 0;
    double previousPrice = 0;
    for (int step = 0; step < 100; ++step) {
        const PriceAtVolatility now = curve.at(volatility);
        if (!std::isfinite(now.price))
            return {};
        const double gap = now.price - price;
        if (std::fabs(gap) <= tolerance)
            return volatility;
        (gap < 0 ? low : high) = volatility;
        double slope = now.vega;
        if (slope == 0 && step > 0)
            slope = (now.price - previousPrice) / (volatility - previousVolatility);
        else if (slope == 0)
            slope = gap > 0 ? (now.price) / volatility : 0;
        double next = slope > 0 ? volatility - gap / slope : -1;
        if (!(next > low && next < high))
            next = high == highest && highest > 4 * volatility ? 2 * volatility : 0.5 * (low + high);
        if (std::fabs(next - volatility) <= 1e-14 * volatility) {
            // The bracket has closed: an answer if the price is met as well as the method can, none
            // otherwise.
            if (std::fabs(gap) <= 100 * tolerance)
                return volatility;
            return {};
        }
        previousVolatility = volatility;
        previousPrice = now.price;
        volatility = next;
    }
    return {};
}

tl::unexpected<Error> noVolatility(LaneVerdict verdict, const OptionTerms& terms, const MarketInputs& market,
                                   double price)
{
    switch (verdict) {
    case LaneVerdict::BelowIntrinsic:
        return fail("pricing.below_intrinsic",
                    fmt::format("Expected a price above {}, the value without any volatility, found {}.",
                                deterministicPrice(terms, market), price));
    case LaneVerdict::NoTimeValue:
        return fail("pricing.no_time_value",
                    fmt::format("Expected some time value above {}, found {}; every small volatility gives "
                                "this price.",
                                deterministicPrice(terms, market), price));
    case LaneVerdict::AboveMaximum:
        return fail("pricing.above_maximum",
                    fmt::format("Expected a price below {}, which no volatility reaches, found {}.",
                                largestPrice(terms, market), price));
    default:
        return fail("pricing.no_convergence",
                    fmt::format("Expected a volatility that gives {}, found none.", price));
    }
}

} // namespace

Result<double> impliedVolatility(const OptionTerms& terms, const MarketInputs& market, double price,
                                 Accuracy accuracy)
{
    const auto checked = checkedMarket(terms, market);
    if (!checked)
        return fail(checked.error());
    if (!(price >= 0 && price <= 1e12))
        return fail("pricing.bad_input", fmt::format("Expected a price of at least 0, found {}.", price));
    if (terms.years <= 0)
        return fail("pricing.expired",
                    "Expected time left to expiry, found none; an expired option has no "
                    "implied volatility.");
    if (market.spot < smallestSize || terms.strike < smallestSize)
        return fail(
            "pricing.bad_input",
            fmt::format("Expected a positive spot and strike, found {} and {}.", market.spot, terms.strike));

    PriceCurve curve(terms, *checked, accuracy);
    if (curve.isClosedForm()) {
        const EuropeanVolatility found = europeanImpliedVolatility(plainInputs(terms, *checked, 0), price);
        if (found.verdict != LaneVerdict::Done)
            return noVolatility(found.verdict, terms, *checked, price);
        if (found.volatility > 100)
            return noVolatility(LaneVerdict::Unsettled, terms, *checked, price);
        return found.volatility;
    }
    const double smallest = deterministicPrice(terms, *checked);
    const double largest = largestPrice(terms, *checked);
    const double noise = 1e-13 * std::max(market.spot, terms.strike);
    if (price < smallest - noise)
        return noVolatility(LaneVerdict::BelowIntrinsic, terms, *checked, price);
    if (price <= smallest + noise)
        return noVolatility(LaneVerdict::NoTimeValue, terms, *checked, price);
    if (price >= largest)
        return noVolatility(LaneVerdict::AboveMaximum, terms, *checked, price);

    const double root = std::sqrt(terms.years);
    const double tolerance = (accuracy == Accuracy::Screen ? 1e-9 : 1e-12) * terms.strike;
    const std::optional<double> found
        = solvedVolatility(curve, price, startVolatility(terms, *checked, price),
                           smallestAmericanDeviation / root, largestAmericanDeviation / root, tolerance);
    if (!found || !std::isfinite(*found) || *found > 100)
        return noVolatility(LaneVerdict::Unsettled, terms, *checked, price);
    return *found;
}

} // namespace strikedesk::pricing
