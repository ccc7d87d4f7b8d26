// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/Money.h"
#include "core/util/Random.h"

#include <QtTest>

using namespace strikedesk;

class TestDecimal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsExact_data();
    void textIsExact();
    void whatIsNoAmountIsRefused_data();
    void whatIsNoAmountIsRefused();
    void theNearestTenThousandthIsTakenHalfToEven_data();
    void theNearestTenThousandthIsTakenHalfToEven();
    void sumsDoNotDrift();
    void amountsComeBackUnchanged();
};

void TestDecimal::textIsExact_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("units");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("inSentences");
    const auto row = [](const char* text, qint64 units, const char* written, const char* inSentences) {
        QTest::newRow(text) << QByteArray(text) << units << QByteArray(written) << QByteArray(inSentences);
    };
    row("0", 0, "0.0000", "0.00");
    row("-0", 0, "0.0000", "0.00");
    row("12.34", 123'400, "12.3400", "12.34");
    row("12.345", 123'450, "12.3450", "12.345");
    row("-0.05", -500, "-0.0500", "-0.05");
    row("0.0001", 1, "0.0001", "0.0001");
    row("007", 70'000, "7.0000", "7.00");
    row("99999999999.9999", 999'999'999'999'999, "99999999999.9999", "99999999999.9999");
    row("-99999999999.9999", -999'999'999'999'999, "-99999999999.9999", "-99999999999.9999");
}

void TestDecimal::textIsExact()
{
    QFETCH(QByteArray, text);
    const auto amount = Money::parse(text.toStdString());
    QVERIFY(amount.has_value());
    QTEST(qint64(amount->units()), "units");
    QTEST(QByteArray::fromStdString(amount->text()), "written");
    QTEST(QByteArray::fromStdString(amount->shortText()), "inSentences");
}

void TestDecimal::whatIsNoAmountIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "-", ".", "1.", ".5", "1.23456", "1,5", "+1", " 1", "1 ", "1e3", "nan",
                             "inf", "0x10", "--1", "1.2.3", "123456789012", "1.-5"})
        QTest::addRow("\"%s\"", text) << QByteArray(text);
}

void TestDecimal::whatIsNoAmountIsRefused()
{
    QFETCH(QByteArray, text);
    const auto amount = Price::parse(text.toStdString());
    QVERIFY2(!amount.has_value(), amount ? amount->text().c_str() : "");
    QCOMPARE(amount.error().code, std::string("input.decimal"));
}

void TestDecimal::theNearestTenThousandthIsTakenHalfToEven_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<qint64>("units");
    QTest::newRow("exact") << 1.25 << qint64(12'500);
    QTest::newRow("below the half") << 0.00012 << qint64(1);
    QTest::newRow("above the half") << 0.00018 << qint64(2);
    QTest::newRow("half between, exact in binary") << 1.0 / 32 << qint64(312); // 312.5
    QTest::newRow("half above an odd number") << 3.0 / 32 << qint64(938);      // 937.5
    QTest::newRow("negative half") << -1.0 / 32 << qint64(-312);
    QTest::newRow("negative") << -1.00004 << qint64(-10'000);
    QTest::newRow("zero") << 0.0 << qint64(0);
}

void TestDecimal::theNearestTenThousandthIsTakenHalfToEven()
{
    QFETCH(double, value);
    QTEST(qint64(Price::nearest(value).units()), "units");
}

void TestDecimal::sumsDoNotDrift()
{
    Money sum;
    for (int i = 0; i < 100'000; ++i)
        sum += Money::ofCents(10);
    QCOMPARE(sum, Money::ofWhole(10'000));
    QCOMPARE(-sum + sum, Money());
    QCOMPARE(absolute(-sum), sum);
    QCOMPARE(Money::ofCents(-5) * 3, Money::ofCents(-15));
    QVERIFY(Money::ofCents(-5) < Money() && Money::ofCents(-5).isNegative() && !Money().isNegative());
}

void TestDecimal::amountsComeBackUnchanged()
{
    Random random(11);
    for (int i = 0; i < 5'000; ++i) {
        const Money amount = Money::ofUnits(std::int64_t(random.next()) * random.between(-20'000, 20'000));
        QVERIFY2(Money::parse(amount.text()) == amount, amount.text().c_str());
    }
}

QTEST_GUILESS_MAIN(TestDecimal)
#include "tst_Decimal.moc"
