// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SnapshotBuilder.h"
#include "tests/engine/StopsBench.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace strikedesk;
using namespace std::chrono_literals;

/// What is said of a slippage budget before it is used up, and what it cost in basis points.
class TestSlippageNotices : public QObject
{
    Q_OBJECT

    // A sale of the vertical costs 0.10 against its mid: ten dollars a package.
    static void start(StopsBench& bench, Money strategyLimit)
    {
        Limits limits = shippedLimits();
        limits.values[LimitId::StrategySlippage] = strategyLimit.units();
        bench.setLimits(limits);
        QVERIFY(bench.start());
        bench.runTo(5);
    }
    static void sell(StopsBench& bench, int packages)
    {
        OrderRequest request = StopsBench::entry(packages);
        request.strategy = "income";
        QVERIFY2(!bench.place(request).isEmpty(), bench.refusal().c_str());
        bench.runTo(20);
        QCOMPARE(bench.shorts(), std::int64_t(packages));
    }
    static int warningsOf(const StopsBench& bench)
    {
        return int(std::ranges::count_if(bench.announced(), [](const std::string& line) {
            return line.find("Slippage of strategy income") != std::string::npos;
        }));
    }
    static SlippageLevelView levelOf(StopsBench& bench)
    {
        const DeskSnapshot desk = snapshotFrom(bench.core(), {}, 1, 0);
        const auto found = std::ranges::find(desk.slippageLevels, "strategy", &SlippageLevelView::level);
        return found == desk.slippageLevels.end() ? SlippageLevelView() : *found;
    }

private Q_SLOTS:
    void theWarningComesAtFourFifths_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<bool>("isWarned");
        QTest::newRow("just below") << 26 << false; // 20 of 26
        QTest::newRow("at") << 25 << true;
        QTest::newRow("above") << 21 << true;
    }
    void theWarningComesAtFourFifths()
    {
        QFETCH(int, limit);
        QFETCH(bool, isWarned);
        StopsBench bench({});
        start(bench, Money::ofWhole(limit));
        sell(bench, 2);
        QCOMPARE(levelOf(bench).spent, Money::ofWhole(20));
        QCOMPARE(levelOf(bench).isNearLimit, isWarned);
        QCOMPARE(warningsOf(bench), isWarned ? 1 : 0);
    }

    void itIsSaidOnceADayAndNotAgainAfterARestart()
    {
        StopsBench bench({});
        start(bench, Money::ofWhole(25));
        sell(bench, 2);
        bench.runTo(60);
        QCOMPARE(warningsOf(bench), 1);
        bench.crash();
        QVERIFY(bench.start());
        bench.runTo(90);
        QCOMPARE(warningsOf(bench), 1);
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// Legs at 1.50 and 0.60 make a premium of 210 dollars a package, and ten dollars of it were slippage.
    void basisPointsAreOfThePremium()
    {
        StopsBench bench({});
        start(bench, Money::ofWhole(500));
        QVERIFY(!levelOf(bench).basisPoints); // nothing has filled: unknown, not 0
        sell(bench, 3);
        const SlippageLevelView level = levelOf(bench);
        QCOMPARE(level.notional, Money::ofWhole(630));
        QVERIFY(level.basisPoints);
        QVERIFY(std::abs(*level.basisPoints - 10'000.0 * 30 / 630) < 1e-9);
    }
};

QTEST_GUILESS_MAIN(TestSlippageNotices)
#include "tst_SlippageNotices.moc"
