// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ScenarioKernel.h"
#include "core/pricing/lanes/LaneDispatch.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

/// A slice with the memory behind its spans.
struct KernelCase
{
    ExerciseStyle style = ExerciseStyle::American;
    double years = 0;
    MarketInputs market;
    std::vector<Right> rights;
    std::vector<double> strikes;
    std::vector<double> volatilities;
    std::vector<double> spots;
    std::vector<double> shifts;
    std::vector<double> dates;

    [[nodiscard]] ScenarioSlice slice() const
    {
        return {style, years, market, rights, strikes, volatilities, spots, shifts, dates};
    }
    [[nodiscard]] std::size_t cells() const
    {
        return dates.size() * strikes.size() * spots.size() * shifts.size();
    }
    [[nodiscard]] std::vector<double> pricesBy(const ScenarioKernel& kernel) const
    {
        std::vector<double> prices(cells());
        return kernel(slice(), prices) ? prices : std::vector<double> {};
    }
    [[nodiscard]] std::string text(std::size_t cell) const
    {
        const std::size_t shift = cell % shifts.size();
        const std::size_t spot = cell / shifts.size() % spots.size();
        const std::size_t option = cell / (shifts.size() * spots.size()) % strikes.size();
        const std::size_t date = cell / (shifts.size() * spots.size() * strikes.size());
        return fmt::format(
            "{} {} strike {} years {} less {} spot {} volatility {} and {} dividends {} yield {}",
            nameOf(style), nameOf(rights[option]), strikes[option], years, dates[date], spots[spot],
            volatilities[option], shifts[shift], market.dividends.size(), market.yield);
    }
};

enum class Payout { None, Yield, Cash };

/// A week to two years, strikes within two and a half deviations, spots by a third to either side, dates
/// until close to the settlement and beyond it.
KernelCase randomKernelCase(Random& random, ExerciseStyle style, Payout payout)
{
    KernelCase c;
    c.style = style;
    c.years = (7 + 723 * random.uniform() * random.uniform()) / 365;
    c.market = {0, 0.01 + 0.05 * random.uniform(), payout == Payout::Yield ? 0.04 * random.uniform() : 0, {}};
    for (double at = 0.2 * random.uniform(); payout == Payout::Cash && at < c.years; at += 0.25)
        c.market.dividends.push_back({at, 0.3 + random.uniform()});
    for (int i = 0; i < 4; ++i) {
        const double volatility = 0.12 + 0.5 * random.uniform();
        c.volatilities.push_back(volatility);
        c.rights.push_back(random.between(0, 1) == 0 ? Right::Call : Right::Put);
        c.strikes.push_back(100 * std::exp((5 * random.uniform() - 2.5) * volatility * std::sqrt(c.years)));
    }
    for (int i = 0; i < 7; ++i)
        c.spots.push_back(100 * (0.67 + 0.66 * random.uniform()));
    c.shifts = {-0.08 * random.uniform(), 0, 0.2 * random.uniform()};
    c.dates = {0.7 * c.years * random.uniform(), 0, (0.9 + 0.1 * random.uniform()) * c.years, c.years,
               c.years + 0.1};
    return c;
}

double quantile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values.at(std::size_t(part * double(values.size() - 1)));
}

} // namespace

class TestScenarioKernel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { pricing::detail::forceKernels(nullptr); }

    void aSliceIsItsCellsOneByOne_data();
    void aSliceIsItsCellsOneByOne();
    void theErrorIsThatOfAScreen_data();
    void theErrorIsThatOfAScreen();
    void instructionSetsAgree();
    void spotsFarFromTheStrikeAreCertain();
    void aPaidDividendIsNotPaidAgainFarOut();
    void farInTheMoneyExerciseIsStillAChoice();
    void aPriceDoesNotDependOnItsCompany();
    void extremeCellsAreValuedOneByOne();
    void aFewCellsAreValuedOneByOne();
    void whatCannotBePricedIsRefused();
};

void TestScenarioKernel::aSliceIsItsCellsOneByOne_data()
{
    QTest::addColumn<int>("style");
    QTest::addColumn<int>("payout");
    QTest::addColumn<double>("tolerance"); // on a spot of 100: two methods, each with its own error
    QTest::addColumn<int>("rounds");
    using enum ExerciseStyle;
    QTest::newRow("European") << int(European) << int(Payout::Yield) << 1e-11 << 40;
    QTest::newRow("European, cash") << int(European) << int(Payout::Cash) << 2e-2 << 6;
    QTest::newRow("American, no payout") << int(American) << int(Payout::None) << 2e-2 << 6;
    QTest::newRow("American, yield") << int(American) << int(Payout::Yield) << 2e-2 << 6;
    QTest::newRow("American, cash") << int(American) << int(Payout::Cash) << 2e-2 << 6;
}

void TestScenarioKernel::aSliceIsItsCellsOneByOne()
{
    QFETCH(int, style);
    QFETCH(int, payout);
    QFETCH(double, tolerance);
    QFETCH(int, rounds);
    Random random(61);
    for (int round = 0; round < rounds; ++round) {
        const KernelCase c = randomKernelCase(random, ExerciseStyle(style), Payout(payout));
        const std::vector<double> expected = c.pricesBy(valueKernel());
        const std::vector<double> found = c.pricesBy(sliceKernel());
        QCOMPARE(found.size(), c.cells());
        QCOMPARE(expected.size(), c.cells());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY2(std::fabs(expected[i] - found[i]) <= tolerance,
                     fmt::format("{}: alone {} found {}", c.text(i), expected[i], found[i]).c_str());
    }
}

void TestScenarioKernel::theErrorIsThatOfAScreen_data()
{
    QTest::addColumn<int>("payout");
    QTest::newRow("yield") << int(Payout::Yield);
    QTest::newRow("cash dividends") << int(Payout::Cash);
}

// Goal: what docs/pricing.md says of the grid, on a spot of 100: against the finest answer there is.
void TestScenarioKernel::theErrorIsThatOfAScreen()
{
    QFETCH(int, payout);
    Random random(62);
    std::vector<double> errors;
    std::string worst;
    double largest = 0;
    for (int round = 0; round < 4; ++round) {
        KernelCase c = randomKernelCase(random, ExerciseStyle::American, Payout(payout));
        c.spots.resize(2);
        c.dates.resize(2);
        const std::vector<double> expected = c.pricesBy(valueKernel(Accuracy::Reference));
        const std::vector<double> found = c.pricesBy(sliceKernel());
        for (std::size_t i = 0; i < found.size(); ++i) {
            errors.push_back(std::fabs(expected[i] - found[i]));
            if (errors.back() > largest) {
                largest = errors.back();
                worst = c.text(i);
            }
        }
    }
    QVERIFY2(quantile(errors, 0.99) <= 5e-3 && largest <= 2e-2,
             fmt::format("median {:.1e} p99 {:.1e} largest {:.1e} at {}", quantile(errors, 0.5),
                         quantile(errors, 0.99), largest, worst)
                 .c_str());
    qInfo("median %.1e p99 %.1e largest %.1e", quantile(errors, 0.5), quantile(errors, 0.99), largest);
}

void TestScenarioKernel::instructionSetsAgree()
{
    Random random(63);
    const auto sets = pricing::detail::runnableKernels();
    for (const Payout payout : {Payout::None, Payout::Yield, Payout::Cash}) {
        KernelCase c = randomKernelCase(random, ExerciseStyle::American, payout);
        c.volatilities.assign(c.strikes.size(), 0.3); // one group, so that all sets share its nodes
        c.shifts = {0.0};
        pricing::detail::forceKernels(&sets.front());
        const std::vector<double> expected = c.pricesBy(sliceKernel());
        for (const auto& set : sets) {
            pricing::detail::forceKernels(&set);
            const std::vector<double> found = c.pricesBy(sliceKernel());
            for (std::size_t i = 0; i < found.size(); ++i)
                QVERIFY2(
                    std::fabs(expected[i] - found[i]) <= 1e-10,
                    fmt::format("{} {}: {} against {}", set.name, c.text(i), found[i], expected[i]).c_str());
        }
    }
}

void TestScenarioKernel::spotsFarFromTheStrikeAreCertain()
{
    KernelCase c;
    c.years = 30.0 / 365;
    c.market = {0, 0.04, 0, {{10.0 / 365, 0.5}}};
    c.rights = {Right::Call, Right::Put};
    c.strikes = {100, 100};
    c.volatilities = {0.2, 0.2};
    c.spots = {30, 300, 20, 250};
    c.shifts = {0};
    c.dates = {0};
    const std::vector<double> found = c.pricesBy(sliceKernel());
    const std::vector<double> expected = c.pricesBy(valueKernel(Accuracy::Reference));
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::fabs(found[i] - expected[i]) < 1e-6,
                 fmt::format("{}: {} against {}", c.text(i), found[i], expected[i]).c_str());
    QCOMPARE(found[0], 0.0); // the call at 30
    QCOMPARE(found[5], 0.0); // the put at 300
}

// The times to an ex-date from the settlement and from now differ by a rounding; what lies between is no
// time.
void TestScenarioKernel::aPaidDividendIsNotPaidAgainFarOut()
{
    KernelCase c;
    c.years = 0.2469272803;
    c.market = {0, 0.0396983213, 0, {{0.1047259009, 1.2486505957}}};
    c.rights = {Right::Put};
    c.strikes = {93.04};
    c.volatilities = {0.09};
    c.spots = {77.5, 78, 79, 80};
    c.shifts = {0};
    for (int i = 0; i < 40; ++i) {
        c.market.dividends[0].years = 0.08 + 0.001 * i;
        c.dates = {0};
        const std::vector<double> expected = c.pricesBy(valueKernel());
        const std::vector<double> found = c.pricesBy(sliceKernel());
        for (std::size_t k = 0; k < found.size(); ++k)
            QVERIFY2(std::fabs(found[k] - expected[k]) < 1e-3,
                     fmt::format("dividend in {}: {} against {}", c.market.dividends[0].years, found[k],
                                 expected[k])
                         .c_str());
    }
}

// With a yield of 2 % and a rate of 4.5 % a call waits until the spot is 2.25 times its strike.
void TestScenarioKernel::farInTheMoneyExerciseIsStillAChoice()
{
    for (const bool isCall : {true, false}) {
        KernelCase c;
        c.years = 273.0 / 365;
        c.market = {0, isCall ? 0.045 : 0.02, isCall ? 0.02 : 0.045, {}};
        c.rights = {isCall ? Right::Call : Right::Put};
        c.strikes = {isCall ? 48.66 : 200.0};
        c.volatilities = {0.2};
        c.spots = {70, 80, 90, 100, 105, 110, 120, 130};
        c.shifts = {0, 0.1};
        c.dates = {0, 0.1};
        const std::vector<double> expected = c.pricesBy(valueKernel());
        const std::vector<double> found = c.pricesBy(sliceKernel());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY2(std::fabs(found[i] - expected[i]) < 5e-3,
                     fmt::format("{}: {} against {}", c.text(i), found[i], expected[i]).c_str());
    }
}

void TestScenarioKernel::aPriceDoesNotDependOnItsCompany()
{
    Random random(64);
    for (const Payout payout : {Payout::Yield, Payout::Cash}) {
        const KernelCase c = randomKernelCase(random, ExerciseStyle::American, payout);
        const std::vector<double> together = c.pricesBy(sliceKernel());
        for (std::size_t option = 0; option < c.strikes.size(); ++option) {
            KernelCase alone = c;
            alone.rights = {c.rights[option]};
            alone.strikes = {c.strikes[option]};
            alone.volatilities = {c.volatilities[option]};
            alone.dates = {c.dates[0]};
            const std::vector<double> found = alone.pricesBy(sliceKernel());
            const std::size_t cells = c.spots.size() * c.shifts.size();
            for (std::size_t i = 0; i < cells; ++i) {
                // Neighbours on a shared grid move its nodes; the error stays that of a screen.
                const double shared = together[option * cells + i];
                QVERIFY2(std::fabs(shared - found[i]) < 1e-2,
                         fmt::format("{}: {} and alone {}", alone.text(i), shared, found[i]).c_str());
            }
        }
    }
}

void TestScenarioKernel::extremeCellsAreValuedOneByOne()
{
    KernelCase c;
    c.years = 0.5;
    c.market = {0, 0.04, 0.02, {}};
    c.rights = {Right::Call, Right::Put, Right::Put};
    c.strikes = {100, 100, 0};
    c.volatilities = {0.2, 1e-6, 0.3};
    c.spots = {0, 1e-120, 100, 1e9};
    c.shifts = {-1, 0, 9}; // the last leaves the grids, the first has none
    c.dates = {0, 0.5};
    const std::vector<double> found = c.pricesBy(sliceKernel());
    const std::vector<double> expected = c.pricesBy(valueKernel());
    QCOMPARE(found.size(), c.cells());
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::isfinite(found[i]) && std::fabs(found[i] - expected[i]) <= 1e-4 * (1 + expected[i]),
                 fmt::format("{}: {} against {}", c.text(i), found[i], expected[i]).c_str());
}

void TestScenarioKernel::aFewCellsAreValuedOneByOne()
{
    Random random(65);
    KernelCase c = randomKernelCase(random, ExerciseStyle::American, Payout::Cash);
    c.spots = {100};
    c.dates = {0};
    QCOMPARE(c.pricesBy(sliceKernel()), c.pricesBy(valueKernel()));
}

void TestScenarioKernel::whatCannotBePricedIsRefused()
{
    constexpr double inf = std::numeric_limits<double>::infinity();
    const std::array numbers {-1.0, inf, std::nan(""), 1e13};
    for (int field = 0; field < 5; ++field) {
        for (const double number : numbers) {
            for (const double dividend : {0.0, 1.0}) {
                KernelCase c;
                c.years = field == 0 ? (number > 0 ? number : std::nan("")) : 0.5;
                c.market = {0, field == 1 ? 20 * number : 0.04, 0.01, {{0.2, dividend}}};
                c.rights = {Right::Put};
                c.strikes = {field == 2 ? number : 100};
                c.volatilities = {field == 3 ? std::max(number, 200.0) + number : 0.2};
                c.spots = {field == 4 ? number : 100, 101};
                c.shifts = {0};
                c.dates = {0};
                std::vector<double> prices(c.cells());
                const auto filled = sliceKernel()(c.slice(), prices);
                QVERIFY2(!filled.has_value(), fmt::format("field {} is {}", field, number).c_str());
                QCOMPARE(filled.error().code, std::string("pricing.bad_input"));
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestScenarioKernel)
#include "tst_ScenarioKernel.moc"
