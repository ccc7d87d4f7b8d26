// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/FeeSchedule.h"

#include <QTest>

namespace {

using namespace strikedesk;

} // namespace

class TestFeeSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aContractCostsByItsPremium_data()
    {
        QTest::addColumn<qint64>("premiumCents");
        QTest::addColumn<qint64>("feeUnits");
        QTest::newRow("worthless") << qint64(0) << qint64(2'500);
        QTest::newRow("four cents") << qint64(4) << qint64(2'500);
        QTest::newRow("five cents") << qint64(5) << qint64(5'000);
        QTest::newRow("nine cents") << qint64(9) << qint64(5'000);
        QTest::newRow("ten cents") << qint64(10) << qint64(6'500);
        QTest::newRow("a hundred dollars") << qint64(10'000) << qint64(6'500);
    }

    void aContractCostsByItsPremium()
    {
        QFETCH(qint64, premiumCents);
        QFETCH(qint64, feeUnits);
        const FeeSchedule& schedule = FeeSchedule::standard();
        QCOMPARE(schedule.rawFee(InstrumentKind::Option, premiumCents * 100, 1), std::int64_t(feeUnits));
        QCOMPARE(schedule.rawFee(InstrumentKind::Option, premiumCents * 100, 7), std::int64_t(7 * feeUnits));
    }

    void aShareOfStockCostsTheSameAtAnyPrice()
    {
        QCOMPARE(FeeSchedule::standard().rawFee(InstrumentKind::Stock, 1'000'000, 300), std::int64_t(10'500));
    }

    void theMinimumIsChargedOnceOverAllFills()
    {
        OrderFeeMeter meter;
        const std::int64_t minimum = FeeSchedule::standard().minimumPerOrder(InstrumentKind::Option);
        const std::vector<std::int64_t> one {6'500};
        QCOMPARE(meter.charge(one, minimum), std::vector<std::int64_t> {10'000}); // topped up
        QCOMPARE(meter.charge(one, minimum), std::vector<std::int64_t> {3'000});  // partly paid already
        QCOMPARE(meter.charge(one, minimum), std::vector<std::int64_t> {6'500});
        QCOMPARE(meter.charged(), std::int64_t(19'500));
    }

    void legsCarryTheFeeOfTheirOrder()
    {
        OrderFeeMeter meter;
        const std::vector<std::int64_t> cheap {2'500, 2'500};
        const std::vector<std::int64_t> first {7'500, 2'500};
        QCOMPARE(meter.charge(cheap, 10'000), first);
        const std::vector<std::int64_t> free {0, 0};
        QCOMPARE(meter.charge(cheap, 10'000), free);
        const std::vector<std::int64_t> dear {6'500, 6'500};
        QCOMPARE(meter.charge(dear, 10'000), dear);
    }
};

QTEST_GUILESS_MAIN(TestFeeSchedule)
#include "tst_FeeSchedule.moc"
