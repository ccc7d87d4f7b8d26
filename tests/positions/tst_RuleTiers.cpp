// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleDecision.h"
#include "core/util/Random.h"

#include <QTest>

#include <numeric>

using namespace strikedesk;

/// How many packages a take closes: whole ones, of the original size, and all of them in the end.
class TestRuleTiers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTakeIsRoundedDown_data()
    {
        QTest::addColumn<qint64>("packages");
        QTest::addColumn<int>("share");
        QTest::addColumn<qint64>("closes");
        QTest::newRow("S1: 30 % of one") << qint64(1) << 3'000 << qint64(0);
        QTest::newRow("S2: all of one") << qint64(1) << 10'000 << qint64(1);
        QTest::newRow("S3: 30 % of ten") << qint64(10) << 3'000 << qint64(3);
        QTest::newRow("S4: 30 % of two") << qint64(2) << 3'000 << qint64(0);
        QTest::newRow("S5: 50 % of four") << qint64(4) << 5'000 << qint64(2);
        QTest::newRow("29 % of a hundred, which floats make 28") << qint64(100) << 2'900 << qint64(29);
        QTest::newRow("57 % of a hundred, which floats make 56") << qint64(100) << 5'700 << qint64(57);
        QTest::newRow("a short position") << qint64(-10) << 3'000 << qint64(3);
        QTest::newRow("one short contract, a part of it") << qint64(-1) << 3'000 << qint64(0);
        QTest::newRow("all of a short position") << qint64(-7) << 10'000 << qint64(7);
        QTest::newRow("nothing of nothing") << qint64(0) << 10'000 << qint64(0);
        QTest::newRow("a hundredth of a per cent") << qint64(10'000) << 1 << qint64(1);
    }
    void aTakeIsRoundedDown()
    {
        QFETCH(qint64, packages);
        QFETCH(int, share);
        QFETCH(qint64, closes);
        QCOMPARE(takeQuantity(Quantity(packages), share).count(), closes);
    }

    void tiersAreOfTheOriginalSize_data()
    {
        QTest::addColumn<qint64>("packages");
        QTest::addColumn<QVector<int>>("shares");
        QTest::addColumn<QVector<qint64>>("tiers");
        QTest::newRow("30, 50, 20 of ten")
            << qint64(10) << QVector<int> {3'000, 5'000, 2'000} << QVector<qint64> {3, 5, 2};
        QTest::newRow("the remainder goes to the latest")
            << qint64(7) << QVector<int> {3'000, 5'000, 2'000} << QVector<qint64> {2, 3, 2};
        QTest::newRow("one contract")
            << qint64(1) << QVector<int> {3'000, 5'000, 2'000} << QVector<qint64> {0, 0, 1};
        QTest::newRow("less than all of it")
            << qint64(10) << QVector<int> {2'500, 2'500} << QVector<qint64> {2, 3};
        QTest::newRow("shorts") << qint64(-10) << QVector<int> {3'300, 3'300, 3'400}
                                << QVector<qint64> {3, 3, 4};
        QTest::newRow("none") << qint64(10) << QVector<int> {} << QVector<qint64> {};
    }
    void tiersAreOfTheOriginalSize()
    {
        QFETCH(qint64, packages);
        QFETCH(QVector<int>, shares);
        QFETCH(QVector<qint64>, tiers);
        const std::vector<RuleShare> wanted(shares.begin(), shares.end());
        QVector<qint64> closed;
        for (const Quantity tier : tierQuantities(Quantity(packages), wanted))
            closed.push_back(tier.count());
        QCOMPARE(closed, tiers);
    }

    /// For any size and any shares: no tier is negative, together they are what their sum is of the size, and
    /// shares of 100 % close everything.
    void tiersAddUpExactly()
    {
        Random random(11);
        for (int round = 0; round < 20'000; ++round) {
            const Quantity packages(random.between(0, 5'000) * (random.uniform() < 0.5 ? -1 : 1));
            std::vector<RuleShare> shares;
            RuleShare left = wholeShare;
            const int count = random.between(1, 6);
            for (int tier = 1; tier < count && left > 0; ++tier) {
                shares.push_back(random.between(0, left));
                left -= shares.back();
            }
            const bool isAll = random.uniform() < 0.5;
            shares.push_back(isAll ? left : random.between(0, left));
            const auto tiers = tierQuantities(packages, shares);
            Quantity sum;
            for (const Quantity tier : tiers) {
                QVERIFY(!tier.isNegative());
                sum += tier;
            }
            QCOMPARE(sum, takeQuantity(packages, std::accumulate(shares.begin(), shares.end(), 0)));
            if (isAll)
                QCOMPARE(sum, absolute(packages));
        }
    }

    /// Whatever was filled before, by whomever: never more than is held, and never more than its part.
    void nothingIsClosedThatIsNotOwned()
    {
        Random random(12);
        for (int round = 0; round < 20'000; ++round) {
            RuleTerms terms;
            terms.close = random.uniform() < 0.3 ? wholeShare : random.between(1, wholeShare);
            const Quantity allotment(random.between(0, 100));
            const Quantity filled(random.between(0, 120));
            const Quantity held(random.between(-5, 100));
            const Quantity closes = quantityToClose(terms, allotment, filled, held);
            QVERIFY(!closes.isNegative());
            QVERIFY(closes <= std::max(held, Quantity()));
            if (terms.close != wholeShare)
                QVERIFY(closes.isZero() || closes + filled <= allotment);
        }
    }
};

QTEST_GUILESS_MAIN(TestRuleTiers)
#include "tst_RuleTiers.moc"
