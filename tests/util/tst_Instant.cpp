// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Instant.h"
#include "core/util/Random.h"

#include <QtTest>

using namespace strikedesk;

class TestInstant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anInstantIsWrittenToTheMillisecond();
    void textIsReadToTheMicrosecond_data();
    void textIsReadToTheMicrosecond();
    void whatIsNoInstantIsRefused_data();
    void whatIsNoInstantIsRefused();
    void datesAreReadInBothForms();
    void whatIsNoDateIsRefused_data();
    void whatIsNoDateIsRefused();
    void everyDayComesBackUnchanged();
    void instantsComeBackUnchanged();
};

void TestInstant::anInstantIsWrittenToTheMillisecond()
{
    const Instant instant = Instant {Duration {1'372'426'260'123'999}};
    QCOMPARE(QString::fromStdString(toIsoText(instant)), QStringLiteral("2013-06-28T13:31:00.123Z"));
    QCOMPARE(QString::fromStdString(toIsoText(Instant {Duration {-1}})),
             QStringLiteral("1969-12-31T23:59:59.999Z"));
}

void TestInstant::textIsReadToTheMicrosecond_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("microseconds");
    QTest::newRow("whole seconds") << QByteArray("1970-01-01T00:00:01Z") << qint64(1'000'000);
    QTest::newRow("one digit") << QByteArray("1970-01-01T00:00:00.5Z") << qint64(500'000);
    QTest::newRow("milliseconds") << QByteArray("1970-01-01T00:00:00.012Z") << qint64(12'000);
    QTest::newRow("microseconds") << QByteArray("1970-01-01T00:00:00.000001Z") << qint64(1);
    QTest::newRow("end of a day") << QByteArray("1970-01-01T23:59:59.999999Z") << qint64(86'399'999'999);
    QTest::newRow("leap day") << QByteArray("1972-02-29T00:00:00Z") << qint64(68'169'600'000'000);
}

void TestInstant::textIsReadToTheMicrosecond()
{
    QFETCH(QByteArray, text);
    const auto instant = parseInstant(text.toStdString());
    QVERIFY(instant.has_value());
    QTEST(qint64(instant->time_since_epoch().count()), "microseconds");
}

void TestInstant::whatIsNoInstantIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"", "now", "2013-06-28", "2013-06-28 13:31:00Z", "2013-06-28T13:31:00", "2013-06-28T24:00:00Z",
          "2013-06-28T13:60:00Z", "2013-06-28T13:31:60Z", "2013-02-29T13:31:00Z", "2013-06-28T13:31:00.Z",
          "2013-06-28T13:31:00.1234567Z", "2013-06-28T13:31:00+00:00", "2013-06-28T13:31:00.1Zx",
          "-013-06-28T13:31:00Z", "2013-06-28T1 :31:00Z"})
        QTest::addRow("\"%s\"", text) << QByteArray(text);
}

void TestInstant::whatIsNoInstantIsRefused()
{
    QFETCH(QByteArray, text);
    const auto instant = parseInstant(text.toStdString());
    QVERIFY(!instant.has_value());
    QCOMPARE(instant.error().code, std::string("input.time"));
}

void TestInstant::datesAreReadInBothForms()
{
    QVERIFY(*parseDate("2013-06-28") == *parseDate("20130628"));
    QCOMPARE(QString::fromStdString(toIsoText(*parseDate("20240229"))), QStringLiteral("2024-02-29"));
    QCOMPARE(daysBetween(*parseDate("2024-02-28"), *parseDate("2024-03-01")), 2);
    QCOMPARE(daysBetween(*parseDate("2024-03-01"), *parseDate("2024-02-28")), -2);
}

void TestInstant::whatIsNoDateIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "2013-6-28", "2013/06/28", "20130631", "20130229", "2013-13-01", "2013062",
                             "201306281", "2013-06-28T", "abcdefgh", "2013-00-10", "20130600"})
        QTest::addRow("\"%s\"", text) << QByteArray(text);
}

void TestInstant::whatIsNoDateIsRefused()
{
    QFETCH(QByteArray, text);
    const auto date = parseDate(text.toStdString());
    QVERIFY(!date.has_value());
    QCOMPARE(date.error().code, std::string("input.date"));
}

void TestInstant::everyDayComesBackUnchanged()
{
    for (auto day = daysOf(*parseDate("1998-01-01")); day < daysOf(*parseDate("2030-01-01"));
         day += std::chrono::days {1}) {
        const Date date {day};
        QVERIFY(parseDate(toIsoText(date)) == date);
    }
}

void TestInstant::instantsComeBackUnchanged()
{
    Random random(7);
    for (int i = 0; i < 5'000; ++i) {
        const auto milliseconds = std::int64_t(random.next()) * 1'000 + random.between(0, 999);
        const Instant instant {std::chrono::milliseconds {milliseconds}};
        QVERIFY2(parseInstant(toIsoText(instant)) == instant, toIsoText(instant).c_str());
    }
}

QTEST_GUILESS_MAIN(TestInstant)
#include "tst_Instant.moc"
