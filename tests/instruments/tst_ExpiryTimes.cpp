// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"

#include <QFile>
#include <QFileInfo>
#include <QtTest>

using namespace strikedesk;

// The instants that follow from a contract: settlement, last trade, exercise cut-off, time left.
class TestExpiryTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRecordedTableAgrees();
    void instantsOfAContract_data();
    void instantsOfAContract();
    void yearsRunOutAtTheSettlementInstant();
    void daysAreCountedToTheLastTradingInstant_data();
    void daysAreCountedToTheLastTradingInstant();
    void twoRootsOfOneThirdFridaySettleHoursApart();
    void aChangeOfTheClocksDoesNotMoveAClose();
};

namespace {

OptionContract contractOf(const char* text)
{
    const auto symbol = parseSymbol(text);
    Q_ASSERT(symbol.has_value());
    return contractFor(*symbol);
}

QString isoText(Instant instant)
{
    return QString::fromStdString(toIsoText(instant));
}

Instant instantOf(const char* text)
{
    return *parseInstant(text);
}

} // namespace

void TestExpiryTimes::theRecordedTableAgrees()
{
    QFile file(QStringLiteral(STRIKEDESK_SHARED_DATA "/expected/expiry_times.csv"));
    if (!QFileInfo::exists(file.fileName()))
        QSKIP("shared/data is absent");
    QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
    QCOMPARE(QString::fromUtf8(file.readLine().trimmed()),
             QStringLiteral("root,class,expiry_date,tz,settlement_local,note"));
    int rows = 0;
    while (!file.atEnd()) {
        const QStringList cells = QString::fromUtf8(file.readLine().trimmed()).split(u',');
        QVERIFY(cells.size() >= 5);
        const OsiSymbol symbol {cells[0].toStdString(), *parseDate(cells[2].toStdString()), Right::Call,
                                Price::ofWhole(100)};
        const OptionContract contract = contractFor(symbol);
        const Instant settles = TradingCalendar::us().settlesAt(contract);
        const bool isChicago = cells[3] == QStringLiteral("America/Chicago");
        QCOMPARE(isIndex(contract.underlying), isChicago);
        QCOMPARE(
            QString::fromStdString(toWallText(isChicago ? chicagoLocal(settles) : newYorkLocal(settles))),
            cells[4]);
        ++rows;
    }
    QCOMPARE(rows, 9);
}

void TestExpiryTimes::instantsOfAContract_data()
{
    QTest::addColumn<QByteArray>("symbol");
    QTest::addColumn<QString>("lastTrades");
    QTest::addColumn<QString>("settles");
    QTest::addColumn<QString>("cutoff");
    const auto row = [](const char* name, const char* symbol, const char* lastTrades, const char* settles,
                        const char* cutoff) {
        QTest::newRow(name) << QByteArray(symbol) << QString::fromLatin1(lastTrades)
                            << QString::fromLatin1(settles) << QString::fromLatin1(cutoff);
    };
    row("equity in winter", "AAPL 16JAN26 250C", "2026-01-16T21:00:00.000Z", "2026-01-16T21:00:00.000Z",
        "2026-01-16T22:30:00.000Z");
    row("equity in summer", "AAPL 17JUL26 250C", "2026-07-17T20:00:00.000Z", "2026-07-17T20:00:00.000Z",
        "2026-07-17T21:30:00.000Z");
    row("half day", "GOOG 24DEC15 750C", "2015-12-24T18:00:00.000Z", "2015-12-24T18:00:00.000Z",
        "2015-12-24T22:30:00.000Z");
    row("Saturday date", "AAPL 21JUN14 90P", "2014-06-20T20:00:00.000Z", "2014-06-20T20:00:00.000Z",
        "2014-06-20T21:30:00.000Z");
    row("Saturday after Good Friday", "AAPL 19APR14 500P", "2014-04-17T20:00:00.000Z",
        "2014-04-17T20:00:00.000Z", "2014-04-17T21:30:00.000Z");
    row("SPX opens Friday", "SPX 20FEB26 6000C", "2026-02-19T21:15:00.000Z", "2026-02-20T14:30:00.000Z",
        "2026-02-20T14:30:00.000Z");
    row("SPX with a Saturday date", "SPX 18OCT14 1900C", "2014-10-16T20:15:00.000Z",
        "2014-10-17T13:30:00.000Z", "2014-10-17T13:30:00.000Z");
    row("SPX on Good Friday opens Thursday", "SPX 19APR19 2900C", "2019-04-17T20:15:00.000Z",
        "2019-04-18T13:30:00.000Z", "2019-04-18T13:30:00.000Z");
    row("SPX after a half day", "SPX 26NOV21 4700C", "2021-11-24T21:15:00.000Z", "2021-11-26T14:30:00.000Z",
        "2021-11-26T14:30:00.000Z");
    row("SPXW third Friday", "SPXW 20FEB26 6000C", "2026-02-20T21:00:00.000Z", "2026-02-20T21:00:00.000Z",
        "2026-02-20T21:00:00.000Z");
    row("SPXW half day", "SPXW 27NOV26 6000C", "2026-11-27T18:00:00.000Z", "2026-11-27T18:00:00.000Z",
        "2026-11-27T18:00:00.000Z");
    row("VIX Wednesday", "VIX 18FEB26 20C", "2026-02-17T21:15:00.000Z", "2026-02-18T14:30:00.000Z",
        "2026-02-18T14:30:00.000Z");
    row("VIXW is AM too", "VIXW 25FEB26 20C", "2026-02-24T21:15:00.000Z", "2026-02-25T14:30:00.000Z",
        "2026-02-25T14:30:00.000Z");
    row("AM root after a half day", "SPX 30NOV26 6000C", "2026-11-27T18:15:00.000Z",
        "2026-11-30T14:30:00.000Z", "2026-11-30T14:30:00.000Z");
    row("expiry on a holiday", "SPY 03JUL26 600C", "2026-07-02T20:00:00.000Z", "2026-07-02T20:00:00.000Z",
        "2026-07-02T21:30:00.000Z");
}

void TestExpiryTimes::instantsOfAContract()
{
    QFETCH(QByteArray, symbol);
    const OptionContract contract = contractOf(symbol.constData());
    const TradingCalendar& calendar = TradingCalendar::us();
    QTEST(isoText(calendar.lastTradesAt(contract)), "lastTrades");
    QTEST(isoText(calendar.settlesAt(contract)), "settles");
    QTEST(isoText(calendar.exerciseCutoffAt(contract)), "cutoff");
}

void TestExpiryTimes::yearsRunOutAtTheSettlementInstant()
{
    const OptionContract contract = contractOf("AAPL 16JAN26 250C");
    const Instant settles = TradingCalendar::us().settlesAt(contract);
    QCOMPARE(yearsToSettlement(contract, settles), 0.0);
    QCOMPARE(yearsToSettlement(contract, settles + std::chrono::hours {1}), 0.0);
    QVERIFY(yearsToSettlement(contract, settles - std::chrono::microseconds {1}) > 0.0);
    QCOMPARE(yearsToSettlement(contract, settles - std::chrono::hours {24}), 1.0 / 365.0);
    QCOMPARE(yearsToSettlement(contract, settles - std::chrono::hours {24 * 365}), 1.0);
}

void TestExpiryTimes::daysAreCountedToTheLastTradingInstant_data()
{
    QTest::addColumn<QByteArray>("symbol");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<int>("days");
    QTest::newRow("on the day") << QByteArray("AAPL 16JAN26 250C") << QByteArray("2026-01-16T20:59:59Z") << 0;
    QTest::newRow("the evening before, already the 16th in UTC")
        << QByteArray("AAPL 16JAN26 250C") << QByteArray("2026-01-16T03:00:00Z") << 1;
    QTest::newRow("Saturday date counts to Friday")
        << QByteArray("AAPL 21JUN14 90P") << QByteArray("2014-06-20T14:00:00Z") << 0;
    QTest::newRow("SPX last trades the day before it settles")
        << QByteArray("SPX 20FEB26 6000C") << QByteArray("2026-02-19T15:00:00Z") << 0;
    QTest::newRow("and is past on the settlement day")
        << QByteArray("SPX 20FEB26 6000C") << QByteArray("2026-02-20T14:00:00Z") << -1;
    QTest::newRow("a month") << QByteArray("AAPL 20FEB26 250C") << QByteArray("2026-01-21T15:00:00Z") << 30;
}

void TestExpiryTimes::daysAreCountedToTheLastTradingInstant()
{
    QFETCH(QByteArray, symbol);
    QFETCH(QByteArray, now);
    QTEST(daysToExpiry(contractOf(symbol.constData()), instantOf(now.constData())), "days");
}

void TestExpiryTimes::twoRootsOfOneThirdFridaySettleHoursApart()
{
    const TradingCalendar& calendar = TradingCalendar::us();
    const Instant morning = calendar.settlesAt(contractOf("SPX 20FEB26 6000C"));
    const Instant afternoon = calendar.settlesAt(contractOf("SPXW 20FEB26 6000C"));
    QCOMPARE(secondsBetween(morning, afternoon), 6.5 * 3600);
}

void TestExpiryTimes::aChangeOfTheClocksDoesNotMoveAClose()
{
    // The clocks changed on 8 March 2026: one hour less lies between the two closes around it.
    const TradingCalendar& calendar = TradingCalendar::us();
    const Instant before = calendar.settlesAt(contractOf("SPY 06MAR26 600C"));
    const Instant after = calendar.settlesAt(contractOf("SPY 09MAR26 600C"));
    QCOMPARE(secondsBetween(before, after), 71.0 * 3600);
    QCOMPARE(QString::fromStdString(newYorkText(after)),
             QStringLiteral("2026-03-09T16:00:00 America/New_York"));
}

QTEST_GUILESS_MAIN(TestExpiryTimes)
#include "tst_ExpiryTimes.moc"
