// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/SharedMarket.h"
#include "core/execution/WalkComparison.h"
#include "core/orders/WalkStyles.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace strikedesk;

namespace {

Result<std::unique_ptr<MarketSource>> simulatedDay(int day)
{
    MarketChoice choice;
    choice.date = Date {std::chrono::year {2026} / 3 / 2};
    choice.seed = 7 + std::uint64_t(day);
    return openMarket(choice);
}

ComparisonPlan shortPlan()
{
    WalkTerms crossing = termsOf(WalkStyle::Ladder);
    crossing.rungs = {100};
    ComparisonPlan plan;
    plan.contenders = {{"mid_walk", termsOf(WalkStyle::MidWalk)},
                       {"adaptive", termsOf(WalkStyle::Adaptive)},
                       {"join", termsOf(WalkStyle::Join)},
                       {"marketable", crossing}};
    plan.fillModels = {FillModel::Pessimistic, FillModel::Optimistic};
    plan.openDay = simulatedDay;
    plan.daysToLearn = 1;
    plan.days = 1;
    plan.ordersPerDay = 4;
    plan.timeLimit = std::chrono::seconds {40};
    return plan;
}

const ContenderResult& resultOf(const ComparisonReport& report, const char* name, FillModel fills)
{
    return *std::ranges::find_if(report.results, [&](const ContenderResult& each) {
        return each.name == name && each.fills == fills;
    });
}

DayMean certain(double mean, double halfWidth)
{
    return {mean, halfWidth, 100};
}

} // namespace

class TestWalkComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReaderHearsTheWholeMarket()
    {
        const auto shared = SharedMarket::of(simulatedDay(0).value());
        const auto fast = shared->reader();
        const auto slow = shared->reader();
        const auto alone = simulatedDay(0).value();
        std::vector<MarketEvent> heardFast;
        std::vector<MarketEvent> heardSlow;
        std::vector<MarketEvent> heardAlone;
        const Instant begin = alone->startsAt();
        for (int second = 1; second <= 20; ++second) {
            fast->read(begin + std::chrono::seconds {second}, heardFast);
            if (second % 7 == 0)
                slow->read(begin + std::chrono::seconds {second - 3}, heardSlow);
        }
        slow->read(begin + std::chrono::seconds {20}, heardSlow);
        alone->read(begin + std::chrono::seconds {20}, heardAlone);
        QVERIFY(heardAlone.size() > 100);
        QCOMPARE(heardFast.size(), heardAlone.size());
        QCOMPARE(heardSlow.size(), heardAlone.size());
        for (std::size_t i = 0; i < heardAlone.size(); ++i)
            QVERIFY(heardFast[i].at == heardAlone[i].at && heardSlow[i].at == heardAlone[i].at);
        QVERIFY(fast->nextAt() == alone->nextAt());
    }

    void theSameSeedsGiveTheSameReport()
    {
        const ComparisonReport report = compareWalks(shortPlan()).value();
        const ComparisonReport again = compareWalks(shortPlan()).value();
        QCOMPARE(report.results.size(), std::size_t(8));
        QVERIFY(report.fillsLearnt > 0);
        for (std::size_t i = 0; i < report.results.size(); ++i) {
            QCOMPARE(again.results[i].paid, report.results[i].paid);
            QCOMPARE(again.results[i].packagesFilled, report.results[i].packagesFilled);
        }
    }

    /// What must be so whatever the market does: all are given the same, whoever joins does not cross, and
    /// with the generous model nobody waits longer than with the strict one.
    void theReportIsPlausible()
    {
        const ComparisonReport report = compareWalks(shortPlan()).value();
        for (const ContenderResult& each : report.results) {
            QCOMPARE(each.packages, report.results.front().packages);
            QVERIFY(each.packagesFilled <= each.packages);
            QCOMPARE(each.wholeCost.days, 1);
        }
        const auto& joined = resultOf(report, "join", FillModel::Pessimistic);
        const auto& crossed = resultOf(report, "marketable", FillModel::Pessimistic);
        QVERIFY(joined.packagesFilled < crossed.packagesFilled);
        QVERIFY(crossed.paid.isPositive());
        QVERIFY(resultOf(report, "mid_walk", FillModel::Optimistic).packagesFilled
                >= resultOf(report, "mid_walk", FillModel::Pessimistic).packagesFilled);
    }

    /// Against a table of Student's t: 12.706 for two days, 2.776 for five, 1.984 for a hundred and one.
    void intervalsAreThoseOfStudent_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<double>("quantile");
        QTest::newRow("five days") << 5 << 2.776;
        QTest::newRow("thirty-one days") << 31 << 2.042;
        QTest::newRow("a hundred and one days") << 101 << 1.984;
    }
    void intervalsAreThoseOfStudent()
    {
        QFETCH(int, days);
        QFETCH(double, quantile);
        std::vector<double> sample;
        for (int day = 0; day < days; ++day)
            sample.push_back(day % 2 == 0 ? 1.0 : 3.0);
        const DayMean mean = meanOfDays(sample);
        double squares = 0;
        for (const double each : sample)
            squares += (each - mean.mean) * (each - mean.mean);
        const double expected = quantile * std::sqrt(squares / (days - 1) / days);
        QVERIFY(std::abs(mean.halfWidth / expected - 1) < 0.006);
    }

    void betterOnlyWhereItIsSoUnderEveryModel()
    {
        ComparisonReport report;
        const auto add = [&](const char* name, FillModel fills, DayMean cost, DayMean rate) {
            ContenderResult result;
            result.name = name;
            result.fills = fills;
            result.wholeCostMore = cost;
            result.fillRateMore = rate;
            report.results.push_back(result);
        };
        for (const FillModel fills : {FillModel::Pessimistic, FillModel::Calibrated}) {
            add("good", fills, certain(-2, 1), certain(0.01, 0.02));
            add("cheap and seldom", fills, certain(-2, 1), certain(-0.2, 0.01));
            add("bad", fills, certain(2, 1), certain(-0.2, 0.01));
            add("noise", fills, certain(-2, 3), certain(0, 0.1));
        }
        add("torn", FillModel::Pessimistic, certain(-2, 1), certain(0, 0.1));
        add("torn", FillModel::Calibrated, certain(2, 1), certain(0, 0.1));
        QCOMPARE(verdictOn("good", report), std::string("better"));
        QCOMPARE(verdictOn("cheap and seldom", report), std::string("no difference that counts"));
        QCOMPARE(verdictOn("bad", report), std::string("worse"));
        QCOMPARE(verdictOn("noise", report), std::string("no difference that counts"));
        QCOMPARE(verdictOn("torn", report), std::string("depends on the fill model"));
    }
};

QTEST_GUILESS_MAIN(TestWalkComparison)
#include "tst_WalkComparison.moc"
