// SPDX-License-Identifier: GPL-3.0-or-later
// A check of our prices against QuantLib on a seeded random grid. QuantLib is an oracle here and is never
// linked into the product. Its headers need C++17, ours C++20, so the two meet through PricingProbe.h alone.
#include "tests/pricing/PricingProbe.h"

#include <ql/exercise.hpp>
#include <ql/instruments/dividendvanillaoption.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/math/randomnumbers/mt19937uniformrng.hpp>
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/vanilla/fdblackscholesvanillaengine.hpp>
#include <ql/pricingengines/vanilla/qdfpamericanengine.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/settings.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace ql = QuantLib;
using strikedesk::tests::ProbeInputs;
using strikedesk::tests::ProbeResult;

namespace {

constexpr unsigned long seed = 20261122;
const ql::Date today(22, ql::November, 2026);

struct OracleCase
{
    ProbeInputs inputs;
    int days = 0;
    std::vector<int> exDays;
};

OracleCase randomOracleCase(ql::MersenneTwisterUniformRng& random, bool hasDividends)
{
    const auto uniform = [&] { return random.nextReal(); };
    OracleCase c;
    c.days = 1 + int(uniform() * 729);
    ProbeInputs& in = c.inputs;
    in.isCall = uniform() < 0.5;
    in.years = c.days / 365.0;
    in.spot = 100;
    in.volatility = 0.1 + 0.6 * uniform();
    const double deviation = in.volatility * std::sqrt(in.years);
    in.strike = std::round(200 * std::exp((3 * uniform() - 1.5) * deviation)) / 2;
    in.rate = 0.001 + 0.08 * uniform();
    in.yield = hasDividends ? 0 : uniform() < 0.3 ? 0 : 0.08 * uniform();
    for (int day = 1 + int(uniform() * 60); hasDividends && day < c.days && c.exDays.size() < 8; day += 91) {
        c.exDays.push_back(day);
        in.dividendYears.push_back(day / 365.0);
        in.dividendAmounts.push_back(0.25 + 1.5 * uniform());
    }
    return c;
}

ql::ext::shared_ptr<ql::BlackScholesMertonProcess> processOf(const ProbeInputs& in)
{
    const ql::DayCounter counter = ql::Actual365Fixed();
    const auto flat = [&](double rate) {
        return ql::Handle<ql::YieldTermStructure>(
            ql::ext::make_shared<ql::FlatForward>(today, rate, counter));
    };
    return ql::ext::make_shared<ql::BlackScholesMertonProcess>(
        ql::Handle<ql::Quote>(ql::ext::make_shared<ql::SimpleQuote>(in.spot)), flat(in.yield), flat(in.rate),
        ql::Handle<ql::BlackVolTermStructure>(
            ql::ext::make_shared<ql::BlackConstantVol>(today, ql::NullCalendar(), in.volatility, counter)));
}

struct OracleValues
{
    double price = 0;
    double delta = 0;
    double gamma = 0;
    double thetaPerDay = 0;
    double vegaPerPoint = 0;
    double rhoPerPoint = 0;
};

/// The formula behind AnalyticEuropeanEngine, which takes hours as well as days.
OracleValues europeanOracle(const ProbeInputs& in)
{
    const double forward = in.spot * std::exp((in.rate - in.yield) * in.years);
    const ql::BlackCalculator black(in.isCall ? ql::Option::Call : ql::Option::Put, in.strike, forward,
                                    in.volatility * std::sqrt(in.years), std::exp(-in.rate * in.years));
    return {black.value(),
            black.delta(in.spot),
            black.gamma(in.spot),
            black.theta(in.spot, in.years) / 365,
            black.vega(in.years) / 100,
            black.rho(in.years) / 100};
}

/// One hour to five years, moneyness 0.3 to 3, volatility 2 % to 300 %.
OracleCase randomWide(ql::MersenneTwisterUniformRng& random, bool isAmerican)
{
    const auto uniform = [&] { return random.nextReal(); };
    OracleCase c;
    ProbeInputs& in = c.inputs;
    in.isAmerican = isAmerican;
    in.isCall = uniform() < 0.5;
    in.years = std::pow(5 * 8760.0, uniform()) / 8760;
    in.spot = 100;
    in.strike = 100 * std::exp(std::log(3.0) * (2 * uniform() - 1));
    in.volatility = 0.02 * std::pow(150.0, uniform());
    // The oracle wants a rate that is not negative for American options.
    in.rate = isAmerican ? 0.1 * uniform() : 0.12 * uniform() - 0.02;
    in.yield = uniform() < 0.3 ? 0 : 0.08 * uniform();
    return c;
}

/// QuantLib counts whole days: the same option over one year, which rates, yield and volatility make of it.
OracleCase overOneYear(OracleCase c)
{
    ProbeInputs& in = c.inputs;
    in.rate *= in.years;
    in.yield *= in.years;
    in.volatility *= std::sqrt(in.years);
    in.years = 1;
    c.days = 365;
    return c;
}

OracleValues americanOracle(const OracleCase& c)
{
    ql::VanillaOption option(ql::ext::make_shared<ql::PlainVanillaPayoff>(
                                 c.inputs.isCall ? ql::Option::Call : ql::Option::Put, c.inputs.strike),
                             ql::ext::make_shared<ql::AmericanExercise>(today, today + c.days));
    option.setPricingEngine(ql::ext::make_shared<ql::QdFpAmericanEngine>(
        processOf(c.inputs), ql::QdFpAmericanEngine::highPrecisionScheme()));
    OracleValues values;
    values.price = option.NPV();
    return values;
}

OracleValues dividendOracle(const OracleCase& c)
{
    std::vector<ql::Date> dates;
    for (const int day : c.exDays)
        dates.push_back(today + day);
    ql::DividendVanillaOption option(
        ql::ext::make_shared<ql::PlainVanillaPayoff>(c.inputs.isCall ? ql::Option::Call : ql::Option::Put,
                                                     c.inputs.strike),
        ql::ext::make_shared<ql::AmericanExercise>(today, today + c.days), dates, c.inputs.dividendAmounts);
    option.setPricingEngine(ql::ext::make_shared<ql::FdBlackScholesVanillaEngine>(
        processOf(c.inputs), 400, 800, 0, ql::FdmSchemeDesc::Douglas(), false, -ql::Null<ql::Real>(),
        ql::FdBlackScholesVanillaEngine::Spot));
    OracleValues values;
    values.price = option.NPV();
    values.delta = option.delta();
    values.gamma = option.gamma();
    return values;
}

/// The errors of one quantity over all cases.
class ErrorColumn
{
public:
    /// `quantileLimit` holds for 99 of 100; 0: no such limit.
    ErrorColumn(const char* name, double limit, double quantileLimit = 0)
        : m_name(name)
        , m_limit(limit)
        , m_quantileLimit(quantileLimit)
    {
    }

    void add(const OracleCase& c, double expected, double found)
    {
        const double error = std::fabs(found - expected);
        m_errors.push_back(error);
        if (error <= m_limit)
            return;
        ++m_failures;
        std::printf("FAIL %s: %s strike %g years %.8g spot %g rate %g yield %g volatility %g dividends %zu: "
                    "expected %.12g "
                    "found %.12g difference %.3g limit %.3g\n",
                    m_name, c.inputs.isCall ? "call" : "put", c.inputs.strike, c.inputs.years, c.inputs.spot,
                    c.inputs.rate, c.inputs.yield, c.inputs.volatility, c.exDays.size(), expected, found,
                    found - expected, m_limit);
    }

    [[nodiscard]] int report()
    {
        if (m_errors.empty())
            return 0; // a part of the cases may have none of this kind
        std::sort(m_errors.begin(), m_errors.end());
        const auto at
            = [&](double share) { return m_errors[std::size_t(share * double(m_errors.size() - 1))]; };
        std::printf("%-34s %5zu cases, error median %.1e, p99 %.1e, largest %.1e, limit %.1e\n", m_name,
                    m_errors.size(), at(0.5), at(0.99), at(1.0), m_limit);
        if (m_quantileLimit > 0 && at(0.99) > m_quantileLimit) {
            std::printf("FAIL %s: p99 %.2e, limit %.1e\n", m_name, at(0.99), m_quantileLimit);
            ++m_failures;
        }
        return m_failures;
    }

private:
    const char* m_name;
    double m_limit;
    double m_quantileLimit;
    std::vector<double> m_errors;
    int m_failures = 0;
};

int checkEuropean(ql::MersenneTwisterUniformRng& random, int cases)
{
    ErrorColumn price("European price", 1e-10);
    ErrorColumn delta("European delta", 1e-10);
    ErrorColumn gamma("European gamma", 1e-10);
    ErrorColumn theta("European theta per day", 1e-10);
    ErrorColumn vega("European vega per point", 1e-10);
    ErrorColumn rho("European rho per point", 1e-10);
    for (int i = 0; i < cases; ++i) {
        const OracleCase c = randomWide(random, false);
        const OracleValues expected = europeanOracle(c.inputs);
        const ProbeResult found = strikedesk::tests::probeValue(c.inputs);
        price.add(c, expected.price, found.price);
        delta.add(c, expected.delta, found.delta);
        gamma.add(c, expected.gamma, found.gamma);
        theta.add(c, expected.thetaPerDay, found.thetaPerDay);
        vega.add(c, expected.vegaPerPoint, found.vegaPerPoint);
        rho.add(c, expected.rhoPerPoint, found.rhoPerPoint);
    }
    return price.report() + delta.report() + gamma.report() + theta.report() + vega.report() + rho.report();
}

int checkAmerican(ql::MersenneTwisterUniformRng& random, int cases)
{
    ErrorColumn screen("American price, screen", 5e-3);
    ErrorColumn reference("American price, reference", 2e-5);
    for (int i = 0; i < cases; ++i) {
        OracleCase c = randomOracleCase(random, false);
        const double expected = americanOracle(c).price;
        screen.add(c, expected, strikedesk::tests::probeValue(c.inputs).price);
        c.inputs.isReference = true;
        reference.add(c, expected, strikedesk::tests::probeValue(c.inputs).price);
    }
    return screen.report() + reference.report();
}

int checkAmericanWidth(ql::MersenneTwisterUniformRng& random, int cases)
{
    ErrorColumn screen("American price, wide, screen", 5e-3);
    ErrorColumn reference("American price, wide, reference", 2e-5);
    for (int i = 0; i < cases; ++i) {
        OracleCase c = randomWide(random, true);
        const double expected = americanOracle(overOneYear(c)).price;
        screen.add(c, expected, strikedesk::tests::probeValue(c.inputs).price);
        c.inputs.isReference = true;
        reference.add(c, expected, strikedesk::tests::probeValue(c.inputs).price);
    }
    return screen.report() + reference.report();
}

int checkDividends(ql::MersenneTwisterUniformRng& random, int cases)
{
    // The oracle's own error on this grid is about a third of a cent, so the limits are its, not ours.
    ErrorColumn screen("American with dividends, screen", 2e-2);
    ErrorColumn reference("American with dividends, reference", 1.5e-2);
    ErrorColumn delta("  its delta, reference", 3e-3);
    for (int i = 0; i < cases; ++i) {
        OracleCase c = randomOracleCase(random, true);
        const OracleValues expected = dividendOracle(c);
        screen.add(c, expected.price, strikedesk::tests::probeValue(c.inputs).price);
        c.inputs.isReference = true;
        const ProbeResult found = strikedesk::tests::probeValue(c.inputs);
        reference.add(c, expected.price, found.price);
        if (!found.isExercised)
            delta.add(c, expected.delta, found.delta);
    }
    return screen.report() + reference.report() + delta.report();
}

/// With dividends nothing else is as exact over the whole width, so `Reference` is the measure of `Screen`.
int checkDividendWidth(ql::MersenneTwisterUniformRng& random, int cases)
{
    ErrorColumn screen("American with dividends, wide, screen", 2e-2, 5e-3);
    ErrorColumn wilder("  more than three deviations",
                       5e-2); // 290 % over years: the spacing of the grid shows
    for (int i = 0; i < cases; ++i) {
        OracleCase c = randomWide(random, random.nextReal() < 0.8);
        ProbeInputs& in = c.inputs;
        in.yield = 0;
        for (double at = 0.25 * random.nextReal(); at < in.years && in.dividendYears.size() < 8; at += 0.25) {
            in.dividendYears.push_back(at);
            in.dividendAmounts.push_back(0.25 + 1.5 * random.nextReal());
        }
        const double found = strikedesk::tests::probeValue(in).price;
        in.isReference = true;
        const bool isWilder = in.volatility * std::sqrt(in.years) > 3;
        (isWilder ? wilder : screen).add(c, strikedesk::tests::probeValue(in).price, found);
    }
    return screen.report() + wilder.report();
}

} // namespace

// oracle_quantlib [PART [TIMES]]: one PARTth of the cases, for builds in which each takes many times as long;
// TIMES as many American ones, for a long run.
int main(int argc, char** argv)
{
    const int part = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1;
    const int times = argc > 2 ? std::max(1, std::atoi(argv[2])) : 1;
    const auto american = [&](int cases) { return cases * times / part; };
    ql::Settings::instance().evaluationDate() = today;
    ql::MersenneTwisterUniformRng random(seed);
    std::printf("QuantLib as oracle, seed %lu\n", seed);
    const int failures = checkEuropean(random, 20'000 / part) + checkAmerican(random, american(150))
        + checkDividends(random, 60 / part) + checkAmericanWidth(random, american(500))
        + checkDividendWidth(random, american(200));
    std::printf("%d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
