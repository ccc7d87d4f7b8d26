// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Valuation.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

struct GreekCase
{
    OptionTerms terms;
    MarketInputs market;
    double volatility = 0;

    [[nodiscard]] Greeks greeks() const
    {
        const auto found = value(terms, market, volatility);
        return found ? found->greeks : Greeks {std::nan(""), 0, 0, 0, 0};
    }
    [[nodiscard]] std::string text() const
    {
        return fmt::format("{} {} strike {} years {} rate {} yield {} dividends {} volatility {}",
                           nameOf(terms.style), nameOf(terms.right), terms.strike, terms.years, market.rate,
                           market.yield, market.dividends.size(), volatility);
    }
};

GreekCase randomCase(Random& random, ExerciseStyle style, bool paysCash)
{
    GreekCase c;
    c.terms = {style, Right::Call, double(random.between(60, 140)), random.between(1, 500) / 365.0};
    c.market = {100, 0.06 * random.uniform(), paysCash ? 0 : 0.05 * random.uniform(), {}};
    if (paysCash)
        c.market.dividends.push_back({c.terms.years * random.uniform(), 0.1 + random.uniform()});
    c.volatility = 0.1 + 0.6 * random.uniform();
    return c;
}

} // namespace

/// What no Greek of a plain option can be, whatever the market.
class TestGreekLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void greeksStayWithinTheirBounds_data()
    {
        QTest::addColumn<int>("style");
        QTest::addColumn<bool>("paysCash");
        QTest::addColumn<double>("tolerance"); // a grid has its own small error
        QTest::newRow("European") << int(ExerciseStyle::European) << false << 1e-12;
        QTest::newRow("American") << int(ExerciseStyle::American) << false << 1e-6;
        QTest::newRow("European with cash dividends") << int(ExerciseStyle::European) << true << 1e-3;
        QTest::newRow("American with cash dividends") << int(ExerciseStyle::American) << true << 1e-3;
    }

    void greeksStayWithinTheirBounds()
    {
        QFETCH(int, style);
        QFETCH(bool, paysCash);
        QFETCH(double, tolerance);
        Random random(21);
        for (int round = 0; round < 150; ++round) {
            GreekCase c = randomCase(random, ExerciseStyle(style), paysCash);
            for (const Right right : {Right::Call, Right::Put}) {
                c.terms.right = right;
                const Greeks greeks = c.greeks();
                const double lowest = right == Right::Call ? 0 : -1;
                const std::string found = fmt::format("{}: delta {} gamma {} vega {}", c.text(), greeks.delta,
                                                      greeks.gamma, greeks.vegaPerPoint);
                QVERIFY2(greeks.delta >= lowest - tolerance && greeks.delta <= lowest + 1 + tolerance,
                         found.c_str());
                QVERIFY2(greeks.gamma >= -tolerance, found.c_str());
                QVERIFY2(greeks.vegaPerPoint >= -tolerance, found.c_str());
            }
        }
    }

    // By parity: a call less a put is the stock, less what it pays until then.
    void callAndPutDeltasAreAStockApart()
    {
        Random random(22);
        for (int round = 0; round < 300; ++round) {
            GreekCase c = randomCase(random, ExerciseStyle::European, false);
            const double call = c.greeks().delta;
            c.terms.right = Right::Put;
            const double expected = std::exp(-c.market.yield * c.terms.years);
            QVERIFY2(
                std::fabs(call - c.greeks().delta - expected) < 1e-10,
                fmt::format("{}: expected {} found {}", c.text(), expected, call - c.greeks().delta).c_str());
        }
    }

    // Over the strikes both have their peak where the strike is the forward grown by half the variance.
    void gammaAndVegaPeakNearTheMoney()
    {
        Random random(23);
        for (int round = 0; round < 50; ++round) {
            GreekCase c = randomCase(random, ExerciseStyle::European, false);
            c.terms.years = std::max(c.terms.years, 0.05);
            const double variance = c.volatility * c.volatility;
            const double peak
                = 100 * std::exp((c.market.rate - c.market.yield + variance / 2) * c.terms.years);
            for (const auto greek : {&Greeks::gamma, &Greeks::vegaPerPoint}) {
                double best = 0;
                double bestStrike = 0;
                for (double strike = 50; strike <= 250; strike += 1) {
                    c.terms.strike = strike;
                    const double found = c.greeks().*greek;
                    if (found > best) {
                        best = found;
                        bestStrike = strike;
                    }
                }
                QVERIFY2(std::fabs(bestStrike - peak) <= 1,
                         fmt::format("{}: expected {} found {}", c.text(), peak, bestStrike).c_str());
            }
        }
    }

    void aCallsDeltaFallsWithItsStrike()
    {
        Random random(24);
        for (int round = 0; round < 20; ++round) {
            GreekCase c = randomCase(random, ExerciseStyle::American, false);
            double before = 1;
            for (double strike = 60; strike <= 140; strike += 5) {
                c.terms.strike = strike;
                const double delta = c.greeks().delta;
                QVERIFY2(delta <= before + 1e-6,
                         fmt::format("{}: delta {} after {}", c.text(), delta, before).c_str());
                before = delta;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestGreekLaws)
#include "tst_GreekLaws.moc"
