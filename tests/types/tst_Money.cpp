// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/Greeks.h"
#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/types/Side.h"
#include "core/util/Random.h"

#include <QtTest>

#include <type_traits>

using namespace strikedesk;

class TestMoney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPriceBecomesMoneyOnlyWithItsMultiplier();
    void partsOfATotalNeverLoseACent();
    void quantitiesAreReadStrictly_data();
    void quantitiesAreReadStrictly();
    void kindsOfValuesDoNotMix();
    void greeksAddAndScale();
};

void TestMoney::aPriceBecomesMoneyOnlyWithItsMultiplier()
{
    QCOMPARE(value(Price::ofCents(125), Quantity(1), Multiplier(100)), Money::ofWhole(125));
    QCOMPARE(value(Price::ofCents(125), Quantity(-3), Multiplier(100)), Money::ofWhole(-375));
    QCOMPARE(value(Price::ofCents(-125), Quantity(2), Multiplier(100)), Money::ofWhole(-250));
    QCOMPARE(value(Price::ofUnits(1), Quantity(1), Multiplier(1)), Money::ofUnits(1));
    QCOMPARE(value(Price(), Quantity(1), Multiplier(100)), Money());
}

void TestMoney::partsOfATotalNeverLoseACent()
{
    Random random(13);
    for (int i = 0; i < 2'000; ++i) {
        const Money total = Money::ofUnits(random.between(-5'000'000, 5'000'000));
        int whole = random.between(1, 40);
        Money rest = total;
        Money handedOut;
        while (whole > 0) {
            const int part = random.between(1, whole);
            const Money share = proportion(rest, Quantity(part), Quantity(whole));
            handedOut += share;
            rest -= share;
            whole -= part;
        }
        QCOMPARE(handedOut, total);
        QVERIFY(rest.isZero());
    }
}

void TestMoney::quantitiesAreReadStrictly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("count"); // 0 = refused
    const auto row
        = [](const char* text, qint64 count) { QTest::addRow("\"%s\"", text) << QByteArray(text) << count; };
    row("1", 1);
    row("999999999", 999'999'999);
    row("0010", 10);
    for (const char* refused : {"", "0", "-1", "+1", "1.0", " 1", "1000000000", "1e3", "ten", "000000000"})
        row(refused, 0);
}

void TestMoney::quantitiesAreReadStrictly()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, count);
    const auto quantity = Quantity::parse(text.toStdString());
    QCOMPARE(quantity.has_value(), count != 0);
    if (quantity)
        QCOMPARE(qint64(quantity->count()), count);
    else
        QCOMPARE(quantity.error().code, std::string("input.quantity"));
}

void TestMoney::kindsOfValuesDoNotMix()
{
    static_assert(!std::is_convertible_v<Price, Money> && !std::is_convertible_v<Money, Price>);
    static_assert(!std::is_convertible_v<double, Money> && !std::is_constructible_v<Money, double>);
    static_assert(!std::is_convertible_v<OrderId, ClientOrderId>);
    static_assert(!std::is_convertible_v<std::string, OrderId> && !std::is_convertible_v<int, Quantity>);
    QVERIFY(OrderId("a") == OrderId("a") && OrderId("a") < OrderId("b") && OrderId().isEmpty());
    QCOMPARE(signOf(Side::Buy), std::int64_t(1));
    QCOMPARE(signOf(opposite(Side::Buy)), std::int64_t(-1));
    QCOMPARE(absolute(Quantity(-4)).count(), std::int64_t(4));
}

void TestMoney::greeksAddAndScale()
{
    const Greeks one {0.5, 0.02, -0.1, 0.3, 0.04};
    Greeks sum = one * 2;
    sum += one * -2;
    QCOMPARE(sum, Greeks());
    QCOMPARE((one * 100).delta, 50.0);
    QCOMPARE((one * 100).rhoPerPoint, 4.0);
}

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_Money.moc"
