// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/FillRates.h"

#include <QTest>

#include <cmath>

using namespace strikedesk;
using namespace std::chrono_literals;

class TestFillRates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNobodyHasTriedRisesFromMidToNatural()
    {
        const FillRates rates;
        for (std::size_t place = 1; place < FillRates::places; ++place)
            QVERIFY(rates.fillsPerSecond(1, place) > rates.fillsPerSecond(1, place - 1));
        QCOMPARE(rates.fillsSeen(), std::uint64_t(0));
    }

    /// Orders that were cancelled count with their time: the rate of what was seen is fills over seconds, not
    /// the mean time of those that filled.
    void manyObservationsOutweighWhatWasBelieved()
    {
        FillRates rates;
        for (int order = 0; order < 1'000; ++order) {
            rates.add(1, 3, 10s, order % 4 == 0);
            rates.add(2, 3, 1s, true);
        }
        QVERIFY(std::abs(rates.fillsPerSecond(1, 3) - 0.025) < 0.001);
        QVERIFY(std::abs(rates.fillsPerSecond(2, 3) - 1) < 0.07);
        QCOMPARE(rates.at(1, 3).fills, std::uint64_t(250));
        QCOMPARE(rates.fillsPerSecond(3, 3), FillRates().fillsPerSecond(3, 3)); // more legs: their own rows
    }

    void theBestPlaceIsWhereFillsHaveBeen()
    {
        FillRates rates;
        for (int order = 0; order < 1'000; ++order) {
            for (std::size_t place = 0; place < FillRates::places; ++place)
                rates.add(1, place, 5s, place >= 4);
        }
        QCOMPARE(rates.bestPlace(1, 6, 5), std::size_t(4));
    }

    void lessTimeAsksForMore()
    {
        const FillRates rates;
        std::size_t before = rates.bestPlace(1, 100, 5);
        for (int steps = 99; steps >= 1; --steps) {
            const std::size_t now = rates.bestPlace(1, steps, 5);
            QVERIFY(now >= before);
            before = now;
        }
    }

    void aPlaceIsAShareOfTheWay_data()
    {
        QTest::addColumn<int>("cents");
        QTest::addColumn<int>("place");
        QTest::newRow("better than mid") << 90 << 0;
        QTest::newRow("mid") << 100 << 0;
        QTest::newRow("a quarter") << 105 << 3; // half a place counts as one
        QTest::newRow("half") << 110 << 5;
        QTest::newRow("natural") << 120 << 10;
        QTest::newRow("beyond") << 130 << 10;
    }
    void aPlaceIsAShareOfTheWay()
    {
        QFETCH(int, cents);
        QFETCH(int, place);
        const PackagePrices market {Price::ofCents(120), Price::ofCents(100), Price::ofCents(80)};
        QCOMPARE(int(*placeOf(Price::ofCents(cents), market)), place);
        const PackagePrices locked {Price::ofCents(100), Price::ofCents(100), Price::ofCents(100)};
        QVERIFY(!placeOf(Price::ofCents(cents), locked));
    }
};

QTEST_GUILESS_MAIN(TestFillRates)
#include "tst_FillRates.moc"
