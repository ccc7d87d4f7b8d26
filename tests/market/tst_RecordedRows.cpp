// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/recorded/LeanFolder.h"
#include "core/market/recorded/Rows.h"

#include <QTest>

using namespace strikedesk;
using namespace strikedesk::recorded;
using namespace std::chrono;

namespace {

RowFormat minuteFormat()
{
    return {RowClock::SinceMidnight, PriceUnit::TenThousandths, "day.zip", "contract.csv"};
}

} // namespace

class TestRecordedRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTwoSidedRowIsRead();
    void anEmptySideIsAbsent();
    void bothSidesMayBeEmpty();
    void aGivenBidOfZeroStaysAQuote();
    void lineEndsOfBothKindsAndNoneAreRead();
    void plainDecimalsAreScaled_data();
    void plainDecimalsAreScaled();
    void datedRowsKeepTheirDay();
    void openInterestIsACount();
    void malformedRowsAreNamedByLine_data();
    void malformedRowsAreNamedByLine();
    void memberNamesAreRead();
    void wrongMemberNamesAreRefused_data();
    void wrongMemberNamesAreRefused();
};

void TestRecordedRows::aTwoSidedRowIsRead()
{
    std::vector<QuoteRow> rows;
    QVERIFY(parseQuoteRows("34200000,200000,223000,200000,223000,14,230000,230000,227000,227000,15\n",
                           minuteFormat(), rows));
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(rows[0].startMs, 34'200'000);
    QCOMPARE(rows[0].bid.price, 223'000);
    QCOMPARE(rows[0].bid.size, 14);
    QCOMPARE(rows[0].ask.price, 227'000);
    QCOMPARE(rows[0].ask.size, 15);
}

void TestRecordedRows::anEmptySideIsAbsent()
{
    std::vector<QuoteRow> rows;
    QVERIFY(parseQuoteRows("34920000,203000,203000,203000,203000,21,,,,,0\n34980000,,,,,0,1,2,1,2,3\n",
                           minuteFormat(), rows));
    QVERIFY(rows[0].bid.isPresent && !rows[0].ask.isPresent);
    QVERIFY(!rows[1].bid.isPresent && rows[1].ask.isPresent);
}

void TestRecordedRows::bothSidesMayBeEmpty()
{
    std::vector<QuoteRow> rows;
    QVERIFY(parseQuoteRows("34920000,,,,,0,,,,,0\n", minuteFormat(), rows));
    QCOMPARE(rows.size(), std::size_t(1));
    QVERIFY(!rows[0].bid.isPresent && !rows[0].ask.isPresent);
}

void TestRecordedRows::aGivenBidOfZeroStaysAQuote()
{
    std::vector<QuoteRow> rows;
    QVERIFY(parseQuoteRows("34920000,0,0,0,0,0,500,500,500,500,7\n", minuteFormat(), rows));
    QVERIFY(rows[0].bid.isPresent);
    QCOMPARE(rows[0].bid.price, 0);
}

void TestRecordedRows::lineEndsOfBothKindsAndNoneAreRead()
{
    std::vector<TradeRow> rows;
    QVERIFY(parseTradeRows("1,2,3,1,2,5\r\n2,2,3,1,3,6\n3,2,3,1,4,7", minuteFormat(), rows));
    QCOMPARE(rows.size(), std::size_t(3));
    QCOMPARE(rows[2].close, 4);
    QCOMPARE(rows[2].volume, 7);
    QVERIFY(parseTradeRows("", minuteFormat(), rows));
}

void TestRecordedRows::plainDecimalsAreScaled_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("units");
    QTest::newRow("two decimals") << QByteArray("3766.63") << qint64(37'666'300);
    QTest::newRow("none") << QByteArray("3766") << qint64(37'660'000);
    QTest::newRow("four") << QByteArray("0.0001") << qint64(1);
    QTest::newRow("a fifth rounds up") << QByteArray("1.00005") << qint64(10'001);
    QTest::newRow("a fifth rounds down") << QByteArray("1.000049") << qint64(10'000);
}

void TestRecordedRows::plainDecimalsAreScaled()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, units);
    RowFormat format = minuteFormat();
    format.unit = PriceUnit::Plain;
    std::vector<TradeRow> rows;
    const std::string price = text.toStdString();
    const std::string line = "1," + price + "," + price + "," + price + "," + price + ",59";
    QVERIFY(parseTradeRows(line, format, rows));
    QCOMPARE(rows[0].close, units);
}

void TestRecordedRows::datedRowsKeepTheirDay()
{
    RowFormat format = minuteFormat();
    format.clock = RowClock::DateAndTime;
    std::vector<TradeRow> rows;
    QVERIFY(parseTradeRows("20140606 09:00,1,1,1,1,1\n20140609 15:00,1,1,1,1,1\n", format, rows));
    const std::int64_t day = daysOf(2014y / June / 6).time_since_epoch().count() * 86'400'000LL;
    QCOMPARE(rows[0].startMs, day + 9 * 3'600'000);
    QCOMPARE(rows[1].startMs, day + 3 * 86'400'000LL + 15 * 3'600'000);
}

void TestRecordedRows::openInterestIsACount()
{
    std::vector<CountRow> rows;
    QVERIFY(parseOpenInterestRows("23400000,9325", minuteFormat(), rows));
    QCOMPARE(rows[0].count, 9'325);
}

void TestRecordedRows::malformedRowsAreNamedByLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    const QByteArray good = "34200000,1,1,1,1,1,2,2,2,2,1\n";
    QTest::newRow("too few columns") << good + "34260000,1,1,1,1,1,2,2,2,2\n" << 2;
    QTest::newRow("too many columns") << good + "34260000,1,1,1,1,1,2,2,2,2,1,9\n" << 2;
    QTest::newRow("text for a number") << good + "34260000,1,1,x,1,1,2,2,2,2,1\n" << 2;
    QTest::newRow("a half-empty side") << good + "34260000,1,,1,1,1,2,2,2,2,1\n" << 2;
    QTest::newRow("an empty side with a size") << good + "34260000,,,,,5,2,2,2,2,1\n" << 2;
    QTest::newRow("a negative price") << good + "34260000,-1,1,1,1,1,2,2,2,2,1\n" << 2;
    QTest::newRow("an offer of zero") << good + "34260000,1,1,1,1,1,0,0,0,0,1\n" << 2;
    QTest::newRow("a time that goes back") << good + "34100000,1,1,1,1,1,2,2,2,2,1\n" << 2;
    QTest::newRow("the same time twice") << good + good << 2;
    QTest::newRow("a time beyond the day") << QByteArray("86400000,1,1,1,1,1,2,2,2,2,1\n") << 1;
    QTest::newRow("a price beyond reason")
        << QByteArray("34200000,99999999999999999999,1,1,1,1,2,2,2,2,1\n") << 1;
    QTest::newRow("an empty line between") << good + "\n34260000,1,1,1,1,1,2,2,2,2,1\n" << 2;
    QTest::newRow("a blank within") << good + "34260000, 1,1,1,1,1,2,2,2,2,1\n" << 2;
    QTest::newRow("a zero byte") << good + QByteArray("34260000,1\0,1,1,1,1,2,2,2,2,1\n", 30) << 2;
    QTest::newRow("a decimal") << good + "34260000,1.5,1,1,1,1,2,2,2,2,1\n" << 2;
}

void TestRecordedRows::malformedRowsAreNamedByLine()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    std::vector<QuoteRow> rows;
    const auto parsed = parseQuoteRows({text.constData(), std::size_t(text.size())}, minuteFormat(), rows);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, std::string("data.broken"));
    const std::string& message = parsed.error().message;
    QVERIFY2(message.find("Line " + std::to_string(line) + " of 'contract.csv' in 'day.zip'")
                 != std::string::npos,
             message.c_str());
}

void TestRecordedRows::memberNamesAreRead()
{
    const auto minute = parseOptionMemberName("20130628_nwsa_minute_quote_american_call_275000_20150117.csv");
    QVERIFY(minute);
    QVERIFY(minute->date == 2013y / June / 28);
    QCOMPARE(minute->ticker, std::string("nwsa"));
    QCOMPARE(minute->strike, Price::ofCents(2'750));
    QVERIFY(minute->expiry == 2015y / January / 17);
    QVERIFY(minute->right == Right::Call && minute->style == ExerciseStyle::American);
    const auto hour = parseOptionMemberName("aapl_quote_american_put_278600_20140613.csv");
    QVERIFY(hour);
    QVERIFY(!hour->date && hour->right == Right::Put);
    QCOMPARE(hour->strike, Price::ofCents(2'786));
}

void TestRecordedRows::wrongMemberNamesAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"", "readme.txt", "20130628_nwsa_minute_quote_american_call_275000_20150117.txt",
                             "20130628_nwsa_minute_quote_american_call_275000.csv",
                             "20130631_nwsa_minute_quote_american_call_275000_20150117.csv",
                             "20130628_nwsa_minute_quote_asian_call_275000_20150117.csv",
                             "20130628_nwsa_minute_quote_american_both_275000_20150117.csv",
                             "20130628_nwsa_minute_quote_american_call_-1_20150117.csv",
                             "20130628_nwsa_minute_quote_american_call_0_20150117.csv",
                             "20130628_nwsa_minute_quote_american_call_27500x_20150117.csv",
                             "20130628_nwsa_minute_quote_american_call_275001_20150117.csv",
                             "20130628_nwsa_minute_quote_american_call_99999999999_20150117.csv",
                             "20130628_nwsa_minute_quote_american_call_275000_20150199.csv"})
        QTest::addRow("'%s'", name) << QByteArray(name);
}

void TestRecordedRows::wrongMemberNamesAreRefused()
{
    QFETCH(QByteArray, name);
    const auto parsed = parseOptionMemberName(name.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, std::string("data.broken"));
}

QTEST_GUILESS_MAIN(TestRecordedRows)
#include "tst_RecordedRows.moc"
