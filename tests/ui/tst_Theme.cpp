// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/Format.h"
#include "ui/theme/StyleSheet.h"
#include "ui/theme/Theme.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QTest>

using namespace strikedesk;
using namespace strikedesk::ui;

class TestTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsReadable_data();
    void everyTextIsReadable();
    void theStyleSheetHasNoToneLeft();
    void digitsAreTabular();
    void valuesAreWrittenOut_data();
    void valuesAreWrittenOut();
    void unknownIsADash();
    void agesAreShort_data();
    void agesAreShort();
    void timesAreTheExchanges();
};

void TestTheme::everyTextIsReadable_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("text");
    QTest::addColumn<int>("background");
    for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light}) {
        for (const TonePair& pair : textPairs())
            QTest::addRow("%s tone %d on %d", nameOf(kind).data(), int(pair.text), int(pair.background))
                << int(kind) << int(pair.text) << int(pair.background);
    }
}

void TestTheme::everyTextIsReadable()
{
    QFETCH(int, kind);
    QFETCH(int, text);
    QFETCH(int, background);
    const QColor ink = toneColor(Tone(text), ThemeKind(kind));
    const QColor paper = toneColor(Tone(background), ThemeKind(kind));
    const double ratio = contrastRatio(ink, paper);
    QVERIFY2(ratio >= 4.5,
             qPrintable(u"%1 on %2 has only %3 to 1"_s.arg(ink.name(), paper.name()).arg(ratio, 0, 'f', 2)));
}

void TestTheme::theStyleSheetHasNoToneLeft()
{
    for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light})
        QVERIFY2(!styleSheetFor(kind).contains(u'@'), qPrintable(styleSheetFor(kind)));
}

void TestTheme::digitsAreTabular()
{
    QCOMPARE(QFontInfo(textFont()).family(), u"Roboto"_s);
    QCOMPARE(QFontInfo(codeFont()).family(), u"JetBrains Mono"_s);
    for (const QFont& font : {textFont(), textFont(3, true), codeFont()}) {
        const QFontMetricsF metrics(font);
        for (char digit = '1'; digit <= '9'; ++digit)
            QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)), metrics.horizontalAdvance(u'0'));
    }
}

void TestTheme::valuesAreWrittenOut_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a price") << priceText(Price::ofCents(1234)) << u"12.34"_s;
    QTest::newRow("half a cent rounds to even") << priceText(Price::ofUnits(12'350)) << u"1.24"_s;
    QTest::newRow("half a cent rounds to even, down") << priceText(Price::ofUnits(12'250)) << u"1.22"_s;
    QTest::newRow("three decimals") << priceText(Price::ofUnits(12'350), 3) << u"1.235"_s;
    QTest::newRow("a negative price") << priceText(Price::ofCents(-5)) << u"−0.05"_s;
    QTest::newRow("grouped money") << moneyText(Money::ofCents(123'456'789)) << u"1,234,567.89"_s;
    QTest::newRow("a gain has its sign") << signedMoneyText(Money::ofCents(1050)) << u"+10.50"_s;
    QTest::newRow("a loss has its sign") << signedMoneyText(Money::ofCents(-1050)) << u"−10.50"_s;
    QTest::newRow("what rounds to zero has none") << signedMoneyText(Money::ofUnits(-10)) << u"0.00"_s;
    QTest::newRow("negative dollars") << dollarsText(Money::ofCents(-250)) << u"−$2.50"_s;
    QTest::newRow("a debit") << netPriceText(Price::ofCents(125)) << u"1.25 debit"_s;
    QTest::newRow("a credit") << netPriceText(Price::ofCents(-40)) << u"0.40 credit"_s;
    QTest::newRow("a whole strike") << strikeText(Price::ofWhole(600)) << u"600"_s;
    QTest::newRow("half a strike") << strikeText(Price::ofCents(1750)) << u"17.5"_s;
    QTest::newRow("a small negative number is zero") << signedNumberText(-0.0001, 2) << u"0.00"_s;
    QTest::newRow("a percentage") << percentText(0.1423) << u"14.2"_s;
    QTest::newRow("a contract") << contractText("SPY   261218C00600000") << u"SPY 18 Dec 26 600 C"_s;
    QTest::newRow("a stock") << contractText("KO") << u"KO"_s;
    QTest::newRow("a countdown") << countdownText(5327.9) << u"01:28:47"_s;
    QTest::newRow("a countdown that is over") << countdownText(0) << u"settled"_s;
}

void TestTheme::valuesAreWrittenOut()
{
    QFETCH(QString, found);
    QFETCH(QString, expected);
    QCOMPARE(found, expected);
}

void TestTheme::unknownIsADash()
{
    QCOMPARE(priceText(std::optional<Price>()), unknownText());
    QCOMPARE(moneyText(std::optional<Money>()), unknownText());
    QCOMPARE(signedMoneyText(std::optional<Money>()), unknownText());
    QCOMPARE(netPriceText({}), unknownText());
    QCOMPARE(numberText({}, 2), unknownText());
    QCOMPARE(percentText({}), unknownText());
    QCOMPARE(ageText({}), unknownText());
}

void TestTheme::agesAreShort_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("tenths") << 0.44 << u"0.4 s"_s;
    QTest::newRow("seconds") << 41.2 << u"41 s"_s;
    QTest::newRow("minutes") << 185.0 << u"3 min"_s;
    QTest::newRow("hours") << 7300.0 << u"2 h"_s;
}

void TestTheme::agesAreShort()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(ageText(seconds), text);
}

// 19:31:07 UTC is 14:31:07 in New York in November and 15:31:07 in July.
void TestTheme::timesAreTheExchanges()
{
    using namespace std::chrono;
    const Instant winter = Instant {sys_days {Date {year {2026}, month {11}, day {20}}}} + 19h + 31min + 7s;
    const Instant summer = Instant {sys_days {Date {year {2026}, month {7}, day {20}}}} + 19h + 31min + 7s;
    QCOMPARE(stampText(winter), u"14:31:07 ET"_s);
    QCOMPARE(stampText(summer), u"15:31:07 ET"_s);
    QCOMPARE(exchangeDate(Instant {sys_days {Date {year {2026}, month {11}, day {21}}}} + 3h),
             (Date {year {2026}, month {11}, day {20}}));
}

QTEST_MAIN(TestTheme)
#include "tst_Theme.moc"
