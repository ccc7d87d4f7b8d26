// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Parity.h"
#include "core/pricing/Smile.h"
#include "core/pricing/Valuation.h"
#include "tests/pricing/ExpectedTable.h"

#include <QFileInfo>
#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;
using namespace strikedesk::tests;

namespace {

std::vector<SmilePoint> sampleSmile(double forward)
{
    std::vector<SmilePoint> points;
    for (double strike = 80; strike <= 120; strike += 2.5) {
        const double x = std::log(strike / forward);
        points.push_back({strike, std::sqrt(0.04 - 0.05 * x + 0.4 * x * x), 1});
    }
    return points;
}

} // namespace

class TestSmile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuadraticIsFoundAgain();
    void oneBadQuoteDoesNotBendTheSmile();
    void beyondTheQuotesItStaysAtTheEdge();
    void fewPointsGiveALine();
    void nothingUsableGivesNoSmile();
    void theForwardComesFromParity();
    void oneBadPairDoesNotMoveTheForward();
    void theVixExampleGivesItsForwards();
    void aMarkIsTheMidOrTheModelsValueBetweenTheSides();
};

void TestSmile::aQuadraticIsFoundAgain()
{
    const auto points = sampleSmile(100);
    const auto smile = fitSmile(points, 100, 0.25);
    QVERIFY(smile.has_value());
    for (const SmilePoint& point : points)
        QVERIFY2(std::fabs(smile->volatilityAt(point.strike) - point.impliedVolatility) < 1e-6,
                 fmt::format("strike {} expected {} found {}", point.strike, point.impliedVolatility,
                             smile->volatilityAt(point.strike))
                     .c_str());
    QVERIFY(smile->residual() < 1e-6);
}

void TestSmile::oneBadQuoteDoesNotBendTheSmile()
{
    auto points = sampleSmile(100);
    const double honest = points[8].impliedVolatility;
    points[8].impliedVolatility = 0.9;
    const auto smile = fitSmile(points, 100, 0.25);
    QVERIFY(smile.has_value());
    QVERIFY2(
        std::fabs(smile->volatilityAt(points[8].strike) - honest) < 0.01,
        fmt::format("expected about {} found {}", honest, smile->volatilityAt(points[8].strike)).c_str());
}

void TestSmile::beyondTheQuotesItStaysAtTheEdge()
{
    const auto smile = fitSmile(sampleSmile(100), 100, 0.25);
    QVERIFY(smile.has_value());
    QCOMPARE(smile->volatilityAt(40), smile->volatilityAt(80));
    QCOMPARE(smile->volatilityAt(400), smile->volatilityAt(120));
    QVERIFY(std::isfinite(smile->volatilityAt(0)));
}

void TestSmile::fewPointsGiveALine()
{
    const std::array one {SmilePoint {100, 0.2, 1}};
    QVERIFY(std::fabs(fitSmile(one, 100, 0.5)->volatilityAt(130) - 0.2) < 1e-9);
    const std::array two {SmilePoint {95, 0.25, 1}, SmilePoint {105, 0.2, 1}};
    const auto line = fitSmile(two, 100, 0.5);
    QVERIFY(std::fabs(line->volatilityAt(95) - 0.25) < 1e-6);
    QVERIFY(std::fabs(line->volatilityAt(105) - 0.2) < 1e-6);
    const std::array same {SmilePoint {100, 0.2, 1}, SmilePoint {100, 0.2, 1}, SmilePoint {100, 0.2, 1}};
    QVERIFY(std::fabs(fitSmile(same, 100, 0.5)->volatilityAt(100) - 0.2) < 1e-6);
}

void TestSmile::nothingUsableGivesNoSmile()
{
    const std::array bad {SmilePoint {100, std::nan(""), 1}, SmilePoint {-1, 0.2, 1},
                          SmilePoint {100, 0.2, 0}, SmilePoint {100, -0.2, 1}};
    QVERIFY(!fitSmile(bad, 100, 0.5).has_value());
    const std::array good {SmilePoint {100, 0.2, 1}};
    QVERIFY(!fitSmile(good, 0, 0.5).has_value());
    QVERIFY(!fitSmile(good, 100, 0).has_value());
}

void TestSmile::theForwardComesFromParity()
{
    std::vector<ParityPair> pairs;
    const MarketInputs market {100, 0.04, 0.01, {}};
    for (double strike = 80; strike <= 120; strike += 5) {
        const double call = value({ExerciseStyle::European, Right::Call, strike, 0.5}, market, 0.3)->price;
        const double put = value({ExerciseStyle::European, Right::Put, strike, 0.5}, market, 0.3)->price;
        pairs.push_back({strike, call, put});
    }
    const auto estimate = parityForward(pairs, 0.5, 0.04);
    QVERIFY(estimate.has_value());
    QVERIFY(std::fabs(estimate->forward - 100 * std::exp(0.03 * 0.5)) < 1e-9);
    QVERIFY(std::fabs(estimate->spotEquivalent - 100 * std::exp(-0.01 * 0.5)) < 1e-9);
    QVERIFY(estimate->spread < 1e-9);
}

void TestSmile::oneBadPairDoesNotMoveTheForward()
{
    std::vector<ParityPair> pairs;
    for (double strike = 90; strike <= 110; strike += 5)
        pairs.push_back({strike, 5 + std::max(100 - strike, 0.0), 5 + std::max(strike - 100, 0.0)});
    pairs.push_back({100, 40, 39.5});
    pairs.push_back({100, std::nan(""), 5});
    const auto estimate = parityForward(pairs, 0.1, 0);
    QVERIFY(estimate.has_value());
    QCOMPARE(estimate->forward, 100.0);
    QVERIFY(!parityForward({}, 0.1, 0).has_value());
    QVERIFY(!parityForward(pairs, -1, 0).has_value());
    QVERIFY(!parityForward(pairs, 0.1, std::nan("")).has_value());
}

void TestSmile::theVixExampleGivesItsForwards()
{
    const QList<ExpectedRow> expected = readExpected("vix_2014_expected.csv");
    if (!QFileInfo::exists(expectedFile("vix_2014_expected.csv")))
        QSKIP("shared/data is absent");
    const std::array files {"vix_2014_near.csv", "vix_2014_next.csv"};
    for (std::size_t term = 0; term < files.size(); ++term) {
        std::vector<ParityPair> pairs;
        for (const ExpectedRow& row : readExpected(files[term]))
            pairs.push_back({row.number("strike"), 0.5 * (row.number("call_bid") + row.number("call_ask")),
                             0.5 * (row.number("put_bid") + row.number("put_ask"))});
        const ExpectedRow& row = expected.at(qsizetype(term));
        const auto estimate = parityForward(pairs, row.number("T"), row.number("r"));
        QVERIFY(estimate.has_value());
        // The white paper reads one strike; the median of seven lies within the half spread of those quotes.
        QVERIFY2(std::fabs(estimate->forward - row.number("F")) < 0.5,
                 fmt::format("expected {} found {}", row.number("F"), estimate->forward).c_str());
    }
}

void TestSmile::aMarkIsTheMidOrTheModelsValueBetweenTheSides()
{
    const Price bid = Price::ofCents(100);
    const Price ask = Price::ofCents(130);
    QVERIFY(markFor(bid, ask, true, 5.0) == (Mark {Price::ofCents(115), MarkSource::Mid}));
    QVERIFY(markFor(bid, ask, false, 1.2345) == (Mark {Price::ofUnits(12345), MarkSource::Model}));
    QVERIFY(markFor(bid, ask, false, 5.0) == (Mark {ask, MarkSource::Model}));
    QVERIFY(markFor(bid, ask, false, 0.5) == (Mark {bid, MarkSource::Model}));
    QVERIFY(markFor(bid, {}, false, 0.5) == (Mark {bid, MarkSource::Model}));
    QVERIFY(markFor({}, {}, false, -0.5) == (Mark {Price(), MarkSource::Model}));
    QVERIFY(markFor(ask, bid, false, 5.0) == (Mark {Price::ofCents(500), MarkSource::Model}));
    QVERIFY(!markFor(bid, ask, false, {}).has_value());
    QVERIFY(!markFor(bid, ask, false, std::nan("")).has_value());
    QVERIFY(!markFor(bid, {}, true, {}).has_value());
}

QTEST_GUILESS_MAIN(TestSmile)
#include "tst_Smile.moc"
