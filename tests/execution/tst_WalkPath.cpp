// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/WalkPath.h"
#include "core/orders/WalkStyles.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;

namespace {

using Kind = WalkPathPoint::Kind;

Result<WalkPath> pathOf(WalkStyle style, std::uint64_t seed, FillModel fills = FillModel::Calibrated)
{
    MarketChoice choice;
    choice.date = Date {std::chrono::year {2026} / 3 / 2};
    choice.seed = seed;
    auto market = openMarket(choice);
    if (!market)
        return fail(market.error());
    return followWalk({termsOf(style), std::move(*market), seed, fills});
}

std::vector<WalkPathPoint> limitsOf(const WalkPath& path)
{
    std::vector<WalkPathPoint> limits;
    std::ranges::copy_if(path.points, std::back_inserter(limits), [](const WalkPathPoint& point) {
        return point.kind == Kind::Sent || point.kind == Kind::Stepped;
    });
    return limits;
}

} // namespace

class TestWalkPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWalkOfASeedGetsTheSameOrder()
    {
        const auto first = pathOf(WalkStyle::MidWalk, 4);
        QVERIFY(first.has_value());
        for (const WalkStyleRow& style : walkStyles) {
            const auto path = pathOf(style.style, 4);
            QVERIFY(path.has_value());
            QVERIFY(path->order.legs == first->order.legs);
            QVERIFY(path->order.at == first->order.at && path->order.market == first->order.market);
        }
    }

    void theSameWalkGoesTheSameWayTwice()
    {
        const auto once = pathOf(WalkStyle::Ladder, 4);
        const auto again = pathOf(WalkStyle::Ladder, 4);
        QVERIFY(once && again);
        QCOMPARE(once->points.size(), again->points.size());
        QVERIFY(std::ranges::equal(once->points, again->points,
                                   [](const WalkPathPoint& a, const WalkPathPoint& b) {
                                       return a.at == b.at && a.kind == b.kind && a.limitPaid == b.limitPaid;
                                   }));
    }

    // What the path tells adds up to what the trial counted, whoever filled it and whenever.
    void aPathTellsWhatTheTrialCounted_data()
    {
        QTest::addColumn<int>("style");
        for (const WalkStyleRow& style : walkStyles)
            QTest::newRow(std::string(style.name).c_str()) << int(style.style);
    }
    void aPathTellsWhatTheTrialCounted()
    {
        QFETCH(int, style);
        for (const FillModel fills : {FillModel::Pessimistic, FillModel::Optimistic}) {
            for (std::uint64_t seed = 2; seed < 6; ++seed) {
                const auto path = pathOf(WalkStyle(style), seed, fills);
                QVERIFY(path.has_value());
                Quantity filled;
                for (const WalkPathPoint& point : path->points) {
                    if (point.kind != Kind::Filled)
                        continue;
                    filled += point.quantity;
                    QVERIFY(point.limitPaid <= limitsOf(*path).back().limitPaid);
                }
                QCOMPARE(filled.count(), path->outcome.filled.count());
                QCOMPARE(int(limitsOf(*path).size()) - 1, path->outcome.steps);
                QVERIFY(path->points.back().kind == Kind::Ended);
            }
        }
    }

    void aPathShowsTheStyle()
    {
        const auto joined = pathOf(WalkStyle::Join, 4);
        const auto ladder = pathOf(WalkStyle::Ladder, 4);
        QVERIFY(joined && ladder);
        const auto joinedLimits = limitsOf(*joined);
        QVERIFY(joinedLimits.size() > 2);
        for (const WalkPathPoint& point : joinedLimits)
            QVERIFY(point.limitPaid < point.market.mid);
        const auto rungs = limitsOf(*ladder);
        QVERIFY(rungs.size() > 2);
        QVERIFY(std::ranges::is_sorted(rungs, {}, &WalkPathPoint::limitPaid));
    }
};

QTEST_GUILESS_MAIN(TestWalkPath)
#include "tst_WalkPath.moc"
