// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/HolidayTable.h"
#include "core/instruments/TradingCalendar.h"

#include <QDate>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QtTest>

using namespace strikedesk;

class TestTradingCalendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDayAgreesWithTheRecordedTable();
    void theRulesExplainTheTableButForKnownDays();
    void theRulesGoOnBeyondTheTable_data();
    void theRulesGoOnBeyondTheTable();
    void sessionsHaveTheirHours_data();
    void sessionsHaveTheirHours();
    void aDayOffHasNoSession();
    void neighbouringTradingDaysAreInverse();
    void theEveningBelongsToTheNextTradeDate_data();
    void theEveningBelongsToTheNextTradeDate();
    void wallTimesFollowDaylightSaving_data();
    void wallTimesFollowDaylightSaving();
    void aLocalTimeConvertsBack();
};

namespace {

Date dateOf(const char* text)
{
    return *parseDate(text);
}

Date dateOf(QDate day)
{
    return Date {std::chrono::year {day.year()}, std::chrono::month {unsigned(day.month())},
                 std::chrono::day {unsigned(day.day())}};
}

Date dateOf(std::int32_t packed)
{
    return Date {std::chrono::year {packed / 10'000}, std::chrono::month {unsigned(packed / 100 % 100)},
                 std::chrono::day {unsigned(packed % 100)}};
}

QSet<QDate> daysFrom(const QStringList& texts)
{
    QSet<QDate> days;
    for (const QString& text : texts)
        days.insert(QDate::fromString(text, QStringLiteral("M/d/yyyy")));
    return days;
}

QString isoText(Instant instant)
{
    return QString::fromStdString(toIsoText(instant));
}

} // namespace

void TestTradingCalendar::everyDayAgreesWithTheRecordedTable()
{
    QFile file(
        QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data/market-hours/market-hours-usa-options.json"));
    if (!QFileInfo::exists(file.fileName()))
        QSKIP("shared/data is absent");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject equity = QJsonDocument::fromJson(file.readAll())
                                   .object()[QStringLiteral("entries")]
                                   .toObject()[QStringLiteral("Equity-usa-[*]")]
                                   .toObject();
    QStringList holidayTexts;
    for (const QJsonValue& day : equity[QStringLiteral("holidays")].toArray())
        holidayTexts.append(day.toString());
    const QSet<QDate> holidays = daysFrom(holidayTexts);
    const QSet<QDate> halfDays = daysFrom(equity[QStringLiteral("earlyCloses")].toObject().keys());
    QCOMPARE(holidays.size(), 293);
    QCOMPARE(halfDays.size(), 65);

    const TradingCalendar& calendar = TradingCalendar::us();
    for (QDate day(1998, 1, 1); day < QDate(2029, 1, 1); day = day.addDays(1)) {
        const bool expectOpen = day.dayOfWeek() <= 5 && !holidays.contains(day);
        QVERIFY2(calendar.isTradingDay(dateOf(day)) == expectOpen, qPrintable(day.toString(Qt::ISODate)));
        const bool expectHalf = expectOpen && halfDays.contains(day);
        QVERIFY2(calendar.isHalfDay(dateOf(day)) == expectHalf, qPrintable(day.toString(Qt::ISODate)));
    }
}

void TestTradingCalendar::theRulesExplainTheTableButForKnownDays()
{
    // Closures nobody could foresee: attacks, funerals, a storm; and half days that practice has since moved.
    const QSet<std::int32_t> unforeseen {20010911, 20010912, 20010913, 20010914, 20040611,
                                         20070102, 20121029, 20121030, 20181205, 20250109};
    const QSet<std::int32_t> movedHalfDays {19981127, 19981224, 20020703, 20020705, 20031226};
    const auto holds = [](std::span<const std::int32_t> table, std::int32_t packed) {
        return std::ranges::binary_search(table, packed);
    };
    for (QDate day(1998, 1, 1); day < QDate(2029, 1, 1); day = day.addDays(1)) {
        if (day.dayOfWeek() > 5)
            continue;
        const auto packed = std::int32_t(day.year() * 10'000 + day.month() * 100 + day.day());
        if (!unforeseen.contains(packed))
            QVERIFY2(isHolidayByRule(dateOf(day)) == holds(marketHolidays(), packed),
                     qPrintable(day.toString(Qt::ISODate)));
        if (!movedHalfDays.contains(packed))
            QVERIFY2(isHalfDayByRule(dateOf(day)) == holds(marketHalfDays(), packed),
                     qPrintable(day.toString(Qt::ISODate)));
    }
    for (const std::int32_t packed : unforeseen)
        QVERIFY(holds(marketHolidays(), packed) && !isHolidayByRule(dateOf(packed)));
}

void TestTradingCalendar::theRulesGoOnBeyondTheTable_data()
{
    QTest::addColumn<QByteArray>("day");
    QTest::addColumn<bool>("isOpen");
    QTest::addColumn<bool>("isHalf");
    QTest::newRow("Good Friday 2029") << QByteArray("2029-03-30") << false << false;
    QTest::newRow("Independence Day 2029") << QByteArray("2029-07-04") << false << false;
    QTest::newRow("its eve") << QByteArray("2029-07-03") << true << true;
    QTest::newRow("Thanksgiving 2029") << QByteArray("2029-11-22") << false << false;
    QTest::newRow("the Friday after") << QByteArray("2029-11-23") << true << true;
    QTest::newRow("New Year 2033 is a Saturday, Friday trades") << QByteArray("2032-12-31") << true << false;
    QTest::newRow("Christmas 2032 is a Saturday") << QByteArray("2032-12-24") << false << false;
    QTest::newRow("Juneteenth 2032 is a Saturday") << QByteArray("2032-06-18") << false << false;
    QTest::newRow("an ordinary Tuesday") << QByteArray("2031-03-04") << true << false;
    QTest::newRow("before the table") << QByteArray("1997-12-25") << false << false;
}

void TestTradingCalendar::theRulesGoOnBeyondTheTable()
{
    QFETCH(QByteArray, day);
    QTEST(TradingCalendar::us().isTradingDay(dateOf(day.constData())), "isOpen");
    QTEST(TradingCalendar::us().isHalfDay(dateOf(day.constData())), "isHalf");
}

void TestTradingCalendar::sessionsHaveTheirHours_data()
{
    QTest::addColumn<QByteArray>("day");
    QTest::addColumn<QByteArray>("underlying");
    QTest::addColumn<QString>("opens");
    QTest::addColumn<QString>("closes");
    const auto row = [](const char* name, const char* day, const char* underlying, const char* opens,
                        const char* closes) {
        QTest::newRow(name) << QByteArray(day) << QByteArray(underlying) << QString::fromLatin1(opens)
                            << QString::fromLatin1(closes);
    };
    row("equity, summer", "2013-06-28", "NWSA", "2013-06-28T13:30:00.000Z", "2013-06-28T20:00:00.000Z");
    row("equity, winter", "2015-12-23", "GOOG", "2015-12-23T14:30:00.000Z", "2015-12-23T21:00:00.000Z");
    row("equity, half day", "2015-12-24", "GOOG", "2015-12-24T14:30:00.000Z", "2015-12-24T18:00:00.000Z");
    row("index", "2021-01-06", "SPX", "2021-01-06T14:30:00.000Z", "2021-01-06T21:15:00.000Z");
    row("index, half day", "2026-11-27", "SPX", "2026-11-27T14:30:00.000Z", "2026-11-27T18:15:00.000Z");
    row("late ETF", "2023-08-03", "SPY", "2023-08-03T13:30:00.000Z", "2023-08-03T20:15:00.000Z");
    row("simulated", "2026-07-17", "SIMX", "2026-07-17T13:30:00.000Z", "2026-07-17T20:00:00.000Z");
}

void TestTradingCalendar::sessionsHaveTheirHours()
{
    QFETCH(QByteArray, day);
    QFETCH(QByteArray, underlying);
    const auto session
        = TradingCalendar::us().optionSession(dateOf(day.constData()), underlying.toStdString());
    QVERIFY(session.has_value());
    QTEST(isoText(session->opensAt), "opens");
    QTEST(isoText(session->closesAt), "closes");
    QCOMPARE(session->date, dateOf(day.constData()));
}

void TestTradingCalendar::aDayOffHasNoSession()
{
    QVERIFY(!TradingCalendar::us().session(dateOf("2026-11-26")));
    QVERIFY(!TradingCalendar::us().optionSession(dateOf("2026-11-28"), "SPX"));
    QVERIFY(TradingCalendar::us().session(dateOf("2026-11-27"))->isHalfDay);
}

void TestTradingCalendar::neighbouringTradingDaysAreInverse()
{
    const TradingCalendar& calendar = TradingCalendar::us();
    for (Date day = dateOf("2024-01-02"); day < dateOf("2030-01-01"); day = calendar.nextTradingDay(day)) {
        const Date next = calendar.nextTradingDay(day);
        QVERIFY(next > day);
        QVERIFY(daysBetween(day, next) <= 4);
        QCOMPARE(calendar.previousTradingDay(next), day);
    }
}

void TestTradingCalendar::theEveningBelongsToTheNextTradeDate_data()
{
    QTest::addColumn<QByteArray>("instant");
    QTest::addColumn<QByteArray>("tradeDate");
    const auto row = [](const char* name, const char* instant, const char* tradeDate) {
        QTest::newRow(name) << QByteArray(instant) << QByteArray(tradeDate);
    };
    row("in the session", "2026-01-14T15:00:00Z", "2026-01-14");
    row("after the close", "2026-01-14T21:59:59Z", "2026-01-14");
    row("just before six", "2026-01-14T22:59:59Z", "2026-01-14");
    row("evening", "2026-01-15T01:30:00Z", "2026-01-15");
    row("before the open", "2026-01-15T09:00:00Z", "2026-01-15");
    row("Friday evening before a holiday Monday", "2026-01-17T01:30:00Z", "2026-01-20");
    row("Sunday evening", "2026-01-26T01:30:00Z", "2026-01-26");
}

void TestTradingCalendar::theEveningBelongsToTheNextTradeDate()
{
    QFETCH(QByteArray, instant);
    QFETCH(QByteArray, tradeDate);
    QCOMPARE(TradingCalendar::us().tradeDate(*parseInstant(instant.toStdString())),
             dateOf(tradeDate.constData()));
}

void TestTradingCalendar::wallTimesFollowDaylightSaving_data()
{
    QTest::addColumn<QByteArray>("day");
    QTest::addColumn<int>("minuteOfDay");
    QTest::addColumn<QString>("newYork");
    QTest::addColumn<QString>("chicago");
    QTest::newRow("winter") << QByteArray("2026-01-14") << 570 << QStringLiteral("2026-01-14T14:30:00.000Z")
                            << QStringLiteral("2026-01-14T15:30:00.000Z");
    QTest::newRow("summer") << QByteArray("2026-07-14") << 570 << QStringLiteral("2026-07-14T13:30:00.000Z")
                            << QStringLiteral("2026-07-14T14:30:00.000Z");
    QTest::newRow("an hour that is skipped is the change itself")
        << QByteArray("2026-03-08") << 150 << QStringLiteral("2026-03-08T07:00:00.000Z")
        << QStringLiteral("2026-03-08T08:00:00.000Z");
    QTest::newRow("an hour that comes twice is its first turn")
        << QByteArray("2026-11-01") << 90 << QStringLiteral("2026-11-01T05:30:00.000Z")
        << QStringLiteral("2026-11-01T06:30:00.000Z");
}

void TestTradingCalendar::wallTimesFollowDaylightSaving()
{
    QFETCH(QByteArray, day);
    QFETCH(int, minuteOfDay);
    const Date date = dateOf(day.constData());
    QTEST(isoText(newYorkTime(date, std::chrono::minutes {minuteOfDay})), "newYork");
    QTEST(isoText(chicagoTime(date, std::chrono::minutes {minuteOfDay})), "chicago");
}

void TestTradingCalendar::aLocalTimeConvertsBack()
{
    const Instant start = *parseInstant("2026-01-01T00:00:00Z");
    for (int hour = 0; hour < 365 * 24; hour += 5) {
        const Instant instant = start + std::chrono::hours {hour};
        const LocalTime local = newYorkLocal(instant);
        const Instant back = newYorkTime(local.date, local.sinceMidnight);
        const bool isRepeatedHour = back + std::chrono::hours {1} == instant;
        QVERIFY2(back == instant || isRepeatedHour, qPrintable(isoText(instant)));
    }
}

QTEST_GUILESS_MAIN(TestTradingCalendar)
#include "tst_TradingCalendar.moc"
