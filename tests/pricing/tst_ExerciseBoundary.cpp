// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/American.h"
#include "core/pricing/GridBatch.h"
#include "core/pricing/Valuation.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;

class TestExerciseBoundary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void collocationAgreesWithTheGrid_data();
    void collocationAgreesWithTheGrid();
    void itSettlesWhereRateAndYieldAreNearlyEqual();
};

void TestExerciseBoundary::collocationAgreesWithTheGrid_data()
{
    QTest::addColumn<double>("strike");
    QTest::addColumn<double>("years");
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("yield");
    QTest::addColumn<double>("volatility");
    // Where the first fixed-point system of the boundary does not settle.
    QTest::newRow("a rate far above the variance") << 92.5613 << 0.986101 << 0.0364179 << 0.0 << 0.0461145;
    QTest::newRow("a day, very wild") << 120.102 << 0.0028990883 << 0.0647589 << 0.0625306 << 2.99631;
    QTest::newRow("as it usually is") << 110.0 << 0.5 << 0.05 << 0.02 << 0.3;
}

// Two methods that share nothing.
void TestExerciseBoundary::collocationAgreesWithTheGrid()
{
    QFETCH(double, strike);
    QFETCH(double, years);
    QFETCH(double, rate);
    QFETCH(double, yield);
    QFETCH(double, volatility);
    const OptionTerms terms {ExerciseStyle::American, Right::Put, strike, years};
    const MarketInputs market {100, rate, yield, {}};
    pricing::detail::GridBatch batch(market, terms.style, years, {1'000, 1'000, 8});
    pricing::detail::GridAnswer grid;
    batch.solve({Right::Put, {&strike, 1}, {&volatility, 1}, pricing::detail::GridWork::Price}, &grid);
    const auto reference = value(terms, market, volatility, Accuracy::Reference);
    QVERIFY2(std::fabs(reference->price - grid.price) < 2e-5,
             fmt::format("reference {} grid {}", reference->price, grid.price).c_str());
    const auto screen = value(terms, market, volatility);
    QVERIFY2(std::fabs(screen->price - grid.price) < 5e-4,
             fmt::format("screen {} grid {}", screen->price, grid.price).c_str());
    const auto boundary = pricing::detail::spectralValue(
        {Right::Put, 100, strike, years, rate, yield, volatility}, Accuracy::Screen);
    QVERIFY(boundary.has_value());
}

// The node next to expiry swung to and fro without end. Expected: the same collocation on more nodes, with
// which it settled before, too.
void TestExerciseBoundary::itSettlesWhereRateAndYieldAreNearlyEqual()
{
    const OptionTerms terms {ExerciseStyle::American, Right::Put, 205, 1.9890411};
    const auto found = value(terms, {100, 0.0741817, 0.0751594, {}}, 0.568712, Accuracy::Reference);
    QVERIFY2(std::fabs(found->price - 109.23810686) < 1e-6, fmt::format("{:.9f}", found->price).c_str());
}

QTEST_GUILESS_MAIN(TestExerciseBoundary)
#include "tst_ExerciseBoundary.moc"
