// SPDX-License-Identifier: GPL-3.0-or-later
// QuantLib at the work of bench_pricing, as its users write it. Never linked into the product.
#include "tests/bench/QuantLibPeer.h"

#include <ql/exercise.hpp>
#include <ql/instruments/dividendvanillaoption.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/pricingengines/blackformula.hpp>
#include <ql/pricingengines/vanilla/analyticeuropeanengine.hpp>
#include <ql/pricingengines/vanilla/fdblackscholesvanillaengine.hpp>
#include <ql/pricingengines/vanilla/qdfpamericanengine.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/settings.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>

#include <cmath>
#include <ctime>

namespace ql = QuantLib;

namespace strikedesk::bench {
namespace {

const ql::Date today(22, ql::November, 2026);

/// Of the processor, as in secondsFor().
double secondsSince(std::clock_t start)
{
    return double(std::clock() - start) / CLOCKS_PER_SEC;
}

/// The quotes of one contract; nobody else listens to them.
struct Market
{
    Market(const PeerOption& option, bool isMoving)
        : spot(ql::ext::make_shared<ql::SimpleQuote>(option.spot))
        , volatility(ql::ext::make_shared<ql::SimpleQuote>(option.volatility))
    {
        const ql::DayCounter counter = ql::Actual365Fixed();
        const auto flat = [&](double rate) {
            return ql::Handle<ql::YieldTermStructure>(
                isMoving ? ql::ext::make_shared<ql::FlatForward>(0, ql::NullCalendar(), rate, counter)
                         : ql::ext::make_shared<ql::FlatForward>(today, rate, counter));
        };
        const ql::Handle<ql::Quote> volatilityQuote(volatility);
        process = ql::ext::make_shared<ql::BlackScholesMertonProcess>(
            ql::Handle<ql::Quote>(spot), flat(option.yield), flat(option.rate),
            ql::Handle<ql::BlackVolTermStructure>(
                isMoving ? ql::ext::make_shared<ql::BlackConstantVol>(0, ql::NullCalendar(), volatilityQuote,
                                                                      counter)
                         : ql::ext::make_shared<ql::BlackConstantVol>(today, ql::NullCalendar(),
                                                                      volatilityQuote, counter)));
    }

    ql::ext::shared_ptr<ql::SimpleQuote> spot;
    ql::ext::shared_ptr<ql::SimpleQuote> volatility;
    ql::ext::shared_ptr<ql::BlackScholesMertonProcess> process;
};

ql::ext::shared_ptr<ql::PlainVanillaPayoff> payoffOf(const PeerOption& option)
{
    return ql::ext::make_shared<ql::PlainVanillaPayoff>(option.isCall ? ql::Option::Call : ql::Option::Put,
                                                        option.strike);
}

ql::ext::shared_ptr<ql::Exercise> exerciseOf(const PeerOption& option, bool isAmerican)
{
    if (isAmerican)
        return ql::ext::make_shared<ql::AmericanExercise>(today, today + option.days);
    return ql::ext::make_shared<ql::EuropeanExercise>(today + option.days);
}

struct Contract
{
    Market market;
    ql::ext::shared_ptr<ql::OneAssetOption> option;
};

Contract vanilla(const PeerOption& option, bool isAmerican, bool isMoving)
{
    Contract contract {Market(option, isMoving), nullptr};
    contract.option
        = ql::ext::make_shared<ql::VanillaOption>(payoffOf(option), exerciseOf(option, isAmerican));
    if (isAmerican)
        contract.option->setPricingEngine(ql::ext::make_shared<ql::QdFpAmericanEngine>(
            contract.market.process, ql::QdFpAmericanEngine::fastScheme()));
    else
        contract.option->setPricingEngine(
            ql::ext::make_shared<ql::AnalyticEuropeanEngine>(contract.market.process));
    return contract;
}

PeerRun priceAll(std::vector<Contract>& contracts)
{
    PeerRun run;
    run.answers.reserve(contracts.size());
    const auto start = std::clock();
    for (Contract& contract : contracts) {
        contract.option->recalculate();
        run.answers.push_back(contract.option->NPV());
    }
    run.seconds = secondsSince(start);
    return run;
}

} // namespace

PeerRun peerEuropeanObjects(const std::vector<PeerOption>& options)
{
    ql::Settings::instance().evaluationDate() = today;
    std::vector<Contract> contracts;
    for (const PeerOption& option : options)
        contracts.push_back(vanilla(option, false, false));
    PeerRun run;
    run.answers.reserve(options.size());
    double sum = 0;
    const auto start = std::clock();
    for (Contract& contract : contracts) {
        ql::OneAssetOption& option = *contract.option;
        option.recalculate();
        run.answers.push_back(option.NPV());
        sum += option.delta() + option.gamma() + option.theta() + option.vega() + option.rho();
    }
    run.seconds = secondsSince(start);
    if (std::isnan(sum))
        run.answers.clear();
    return run;
}

PeerRun peerImpliedVolatilities(const std::vector<PeerOption>& options, const std::vector<double>& prices)
{
    PeerRun run;
    run.answers.reserve(options.size());
    const auto start = std::clock();
    for (std::size_t i = 0; i < options.size(); ++i) {
        const PeerOption& option = options[i];
        const double years = option.days / 365.0;
        const double forward = option.spot * std::exp((option.rate - option.yield) * years);
        run.answers.push_back(
            ql::blackFormulaImpliedStdDev(option.isCall ? ql::Option::Call : ql::Option::Put, option.strike,
                                          forward, prices[i], std::exp(-option.rate * years))
            / std::sqrt(years));
    }
    run.seconds = secondsSince(start);
    return run;
}

PeerRun peerDividendGrid(const std::vector<PeerOption>& options)
{
    ql::Settings::instance().evaluationDate() = today;
    std::vector<Contract> contracts;
    for (const PeerOption& option : options) {
        Contract contract {Market(option, false), nullptr};
        std::vector<ql::Date> dates;
        for (const int day : option.exDays)
            dates.push_back(today + day);
        contract.option = ql::ext::make_shared<ql::DividendVanillaOption>(
            payoffOf(option), exerciseOf(option, true), dates, option.dividends);
        contract.option->setPricingEngine(ql::ext::make_shared<ql::FdBlackScholesVanillaEngine>(
            contract.market.process, 100, 100, 0, ql::FdmSchemeDesc::Douglas(), false, -ql::Null<ql::Real>(),
            ql::FdBlackScholesVanillaEngine::Spot));
        contracts.push_back(contract);
    }
    return priceAll(contracts);
}

PeerRun peerAmericanFast(const std::vector<PeerOption>& options)
{
    ql::Settings::instance().evaluationDate() = today;
    std::vector<Contract> contracts;
    for (const PeerOption& option : options)
        contracts.push_back(vanilla(option, true, false));
    return priceAll(contracts);
}

PeerRun peerScenario(const PeerOption& option, const std::vector<double>& spots,
                     const std::vector<double>& volatilities, const std::vector<int>& daysPassed,
                     bool isAmerican)
{
    ql::Settings::instance().evaluationDate() = today;
    Contract contract = vanilla(option, isAmerican, true);
    PeerRun run;
    const auto start = std::clock();
    // Another day costs it most, so it changes least often.
    for (const int days : daysPassed) {
        ql::Settings::instance().evaluationDate() = today + days;
        for (const double volatility : volatilities) {
            contract.market.volatility->setValue(volatility);
            for (const double spot : spots) {
                contract.market.spot->setValue(spot);
                run.answers.push_back(contract.option->NPV());
            }
        }
    }
    run.seconds = secondsSince(start);
    ql::Settings::instance().evaluationDate() = today;
    return run;
}

} // namespace strikedesk::bench
