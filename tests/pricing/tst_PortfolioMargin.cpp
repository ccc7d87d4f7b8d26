// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/PortfolioMargin.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

ShockLeg shockOption(Right right, double strike, std::int64_t quantity, double mark,
                     ExerciseStyle style = ExerciseStyle::American)
{
    ShockLeg row;
    row.leg.terms = {style, right, strike, 0.25};
    row.leg.rate = 0.04;
    row.leg.volatility = 0.3;
    row.mark = Price::nearest(mark);
    row.quantity = Quantity(quantity);
    return row;
}

ShockLeg shockStock(std::int64_t shares)
{
    ShockLeg row;
    row.leg.isStock = true;
    row.quantity = Quantity(shares);
    row.multiplier = Multiplier(1);
    return row;
}

ShockClass classOf(std::vector<ShockLeg> legs, MarginClass marginClass = MarginClass::Equity)
{
    return {"ACME", marginClass, {100, 0.04, 0, {}}, std::move(legs)};
}

double priceAt(Right right, double strike, double spot)
{
    return value({ExerciseStyle::American, right, strike, 0.25}, {spot, 0.04, 0, {}}, 0.3)->price;
}

} // namespace

class TestPortfolioMargin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePointsAreEquidistant_data();
    void thePointsAreEquidistant();
    void stockAsksForItsWorstMove_data();
    void stockAsksForItsWorstMove();
    void aShortStranglePaysAtTheWorstEnd();
    void theMinimumCountsPerContract();
    void aLongIsNeverAskedForMoreThanItIsWorth();
    void classesAreNotOffset();
    void aHedgeLowersTheRequirement();
    void whatCannotBePricedIsRefused();
};

void TestPortfolioMargin::thePointsAreEquidistant_data()
{
    QTest::addColumn<int>("marginClass");
    QTest::addColumn<double>("down");
    QTest::addColumn<double>("up");
    QTest::newRow("equity") << int(MarginClass::Equity) << -0.15 << 0.15;
    QTest::newRow("large index") << int(MarginClass::HighCapitalisation) << -0.08 << 0.06;
    QTest::newRow("other index") << int(MarginClass::OtherBroadIndex) << -0.10 << 0.10;
}

void TestPortfolioMargin::thePointsAreEquidistant()
{
    QFETCH(int, marginClass);
    QFETCH(double, down);
    QFETCH(double, up);
    const auto moves = marginMoves(MarginClass(marginClass));
    QCOMPARE(moves.front(), down);
    QCOMPARE(moves.back(), up);
    for (std::size_t i = 1; i < 5; ++i) {
        QVERIFY(std::fabs(moves[i] - moves[i - 1] + down / 5) < 1e-12);
        QVERIFY(std::fabs(moves[i + 5] - moves[i + 4] - up / 5) < 1e-12);
    }
    QVERIFY(!nameOf(MarginClass(marginClass)).empty());
}

void TestPortfolioMargin::stockAsksForItsWorstMove_data()
{
    QTest::addColumn<int>("marginClass");
    QTest::addColumn<int>("shares");
    QTest::addColumn<double>("requirement");
    QTest::addColumn<double>("move");
    QTest::newRow("long stock") << int(MarginClass::Equity) << 200 << 3'000.0 << -0.15;
    QTest::newRow("short stock") << int(MarginClass::Equity) << -200 << 3'000.0 << 0.15;
    QTest::newRow("long large index") << int(MarginClass::HighCapitalisation) << 200 << 1'600.0 << -0.08;
    QTest::newRow("short large index") << int(MarginClass::HighCapitalisation) << -200 << 1'200.0 << 0.06;
    QTest::newRow("short other index") << int(MarginClass::OtherBroadIndex) << -200 << 2'000.0 << 0.10;
}

void TestPortfolioMargin::stockAsksForItsWorstMove()
{
    QFETCH(int, marginClass);
    QFETCH(int, shares);
    QFETCH(double, requirement);
    QFETCH(double, move);
    const ShockClass held = classOf({shockStock(shares)}, MarginClass(marginClass));
    const auto margin = portfolioMargin({&held, 1});
    QVERIFY(margin.has_value());
    QCOMPARE(margin->requirement.text(), Money::nearest(requirement).text());
    QCOMPARE(margin->classes[0].worstMove, move);
    QCOMPARE(margin->classes[0].gains.size(), std::size_t(10));
    QVERIFY(margin->classes[0].minimum.isZero());
}

void TestPortfolioMargin::aShortStranglePaysAtTheWorstEnd()
{
    const ShockClass held
        = classOf({shockOption(Right::Put, 95, -3, 3.5), shockOption(Right::Call, 110, -3, 3)});
    const auto margin = portfolioMargin({&held, 1});
    QVERIFY(margin.has_value());
    const auto loss = [](double spot) {
        return 300
            * (priceAt(Right::Put, 95, spot) + priceAt(Right::Call, 110, spot) - priceAt(Right::Put, 95, 100)
               - priceAt(Right::Call, 110, 100));
    };
    const double expected = std::max(loss(85), loss(115));
    QVERIFY2(std::fabs(margin->requirement.toDouble() - expected) < 1e-4,
             fmt::format("expected {} found {}", expected, margin->requirement.text()).c_str());
    QCOMPARE(margin->classes[0].worstMove, loss(85) > loss(115) ? -0.15 : 0.15);
    QCOMPARE(margin->classes[0].minimum.text(), std::string("225.0000")); // six contracts
}

void TestPortfolioMargin::theMinimumCountsPerContract()
{
    const ShockClass held = classOf({shockOption(Right::Put, 5, -10, 0.01)});
    const auto margin = portfolioMargin({&held, 1});
    QCOMPARE(margin->requirement.text(), std::string("375.0000"));
    QVERIFY(margin->classes[0].worstLoss < margin->requirement);
}

void TestPortfolioMargin::aLongIsNeverAskedForMoreThanItIsWorth()
{
    const ShockClass cheap = classOf({shockOption(Right::Put, 5, 10, 0.01)});
    QCOMPARE(portfolioMargin({&cheap, 1})->requirement.text(), std::string("10.0000"));
    const ShockClass dear = classOf({shockOption(Right::Put, 100, 1, 6)});
    const auto margin = portfolioMargin({&dear, 1});
    QVERIFY(margin->requirement.toDouble() < 600);
    QCOMPARE(margin->classes[0].minimum.text(), std::string("37.5000"));
}

void TestPortfolioMargin::classesAreNotOffset()
{
    const std::array classes {classOf({shockStock(100)}), classOf({shockStock(-100)})};
    const auto margin = portfolioMargin(classes);
    QCOMPARE(margin->requirement.text(), std::string("3000.0000"));
    QCOMPARE(margin->classes.size(), std::size_t(2));
    QVERIFY(portfolioMargin({})->requirement.isZero());
}

void TestPortfolioMargin::aHedgeLowersTheRequirement()
{
    const ShockClass alone = classOf({shockStock(100)});
    const ShockClass hedged = classOf({shockStock(100), shockOption(Right::Put, 95, 1, 3.5)});
    QVERIFY(portfolioMargin({&hedged, 1})->requirement < portfolioMargin({&alone, 1})->requirement);
}

void TestPortfolioMargin::whatCannotBePricedIsRefused()
{
    ShockClass broken = classOf({shockOption(Right::Put, -1, 1, 1)});
    QVERIFY(!portfolioMargin({&broken, 1}).has_value());
    broken = classOf({shockStock(100)});
    broken.market.spot = std::nan("");
    QCOMPARE(portfolioMargin({&broken, 1}).error().code, std::string("pricing.bad_input"));
}

QTEST_GUILESS_MAIN(TestPortfolioMargin)
#include "tst_PortfolioMargin.moc"
