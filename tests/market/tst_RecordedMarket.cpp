// SPDX-License-Identifier: GPL-3.0-or-later
// Goal: each quirk of the recorded format, one by one, on small folders that the test writes itself.
#include "core/instruments/TradingCalendar.h"
#include "core/market/QuoteBoard.h"
#include "core/market/recorded/RecordedMarket.h"
#include "tests/market/ZipFixture.h"

#include <QTemporaryDir>

#include <cmath>

using namespace strikedesk;
using namespace std::chrono;

namespace {

const Date wednesday = 2015y / December / 23;

Instant at(Date date, int hour, int minute)
{
    return newYorkTime(date, hours(hour) + minutes(minute));
}

} // namespace

class TestRecordedMarket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aBarIsToldAtItsEnd();
    void aSideWithoutAnUpdateKeepsItsOwnAge();
    void aRowWithoutEitherSideIsCountedNotTold();
    void crossedAndLockedClosesArriveAsTheyAre();
    void printsComeBeforeTheCloseOfTheirBar();
    void rowsAfterTheCloseAndBeforeTheOpeningAreTold();
    void aSaturdayExpiryIsListed();
    void anIndexIsInDecimalsOnChicagosClock();
    void theTickerMayBeInAnyCase();
    void severalDaysFollowEachOther();
    void hourlyQuotesStandInForMinutes();
    void contractsWithoutRowsAreNotListed();
    void theRateIsContinuousAndSteps();
    void readingInPiecesGivesTheSame();
    void whatIsMissingOrBrokenIsNamed_data();
    void whatIsMissingOrBrokenIsNamed();

private:
    [[nodiscard]] QString path(const QString& relative) const { return m_folder->filePath(relative); }
    void writeQuotes(const test::Members& members, const QString& day = QStringLiteral("20151223"));
    [[nodiscard]] Result<std::unique_ptr<RecordedMarket>> open(const std::string& underlying = "goog",
                                                               std::optional<Date> until = {}) const;
    [[nodiscard]] std::vector<MarketEvent> readAll() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordedMarket::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(test::writeFile(path(QStringLiteral("alternative/interest-rate/usa/interest-rate.csv")),
                            "DATE,PCREDIT8\n2003-01-09,2.25\n2015-12-17,1.00\n2015-12-24,1.25"));
    QVERIFY(test::writeFile(path(QStringLiteral("equity/usa/factor_files/goog.csv")),
                            "20140327,1,1,1\n20501231,1,1,0"));
}

void TestRecordedMarket::writeQuotes(const test::Members& members, const QString& day)
{
    QVERIFY(test::writeZip(path(QStringLiteral("option/usa/minute/goog/%1_quote_american.zip").arg(day)),
                           members));
}

Result<std::unique_ptr<RecordedMarket>> TestRecordedMarket::open(const std::string& underlying,
                                                                 std::optional<Date> until) const
{
    MarketChoice choice;
    choice.kind = MarketChoice::Kind::Recorded;
    choice.directory = m_folder->path().toStdString();
    choice.underlying = underlying;
    choice.date = wednesday;
    choice.until = until;
    return RecordedMarket::open(choice);
}

std::vector<MarketEvent> TestRecordedMarket::readAll() const
{
    std::vector<MarketEvent> events;
    const auto market = open();
    if (market)
        (*market)->read(Instant::max(), events);
    return events;
}

void TestRecordedMarket::aBarIsToldAtItsEnd()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv",
                  "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"}});
    const auto market = open();
    QVERIFY2(market, market ? "" : market.error().message.c_str());
    QVERIFY((*market)->startsAt() == at(wednesday, 9, 30));
    QVERIFY((*market)->nextAt() == at(wednesday, 9, 31));
    std::vector<MarketEvent> events;
    (*market)->read(at(wednesday, 9, 31) - microseconds(1), events);
    QVERIFY(events.empty());
    (*market)->read(at(wednesday, 9, 31), events);
    QCOMPARE(events.size(), std::size_t(1));
    const auto& update = std::get<QuoteUpdate>(events[0].body);
    QVERIFY((update.bid == QuoteSide {Price::ofUnits(1'000), 1, at(wednesday, 9, 31)}));
    QVERIFY((update.ask == QuoteSide {Price::ofUnits(2'000), 2, at(wednesday, 9, 31)}));
    QCOMPARE((*market)->catalogue()->at(update.instrument).symbol, std::string("GOOG  151224C00750000"));
    QVERIFY(!(*market)->nextAt());
}

void TestRecordedMarket::aSideWithoutAnUpdateKeepsItsOwnAge()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv",
                  "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"
                  "34260000,,,,,0,2100,2100,2100,2100,2\n34320000,,,,,0,2200,2200,2200,2200,2\n"}});
    const auto market = open();
    QVERIFY(market);
    QuoteBoard board((*market)->catalogue(), (*market)->profile());
    for (const MarketEvent& event : readAll())
        board.apply(event);
    const InstrumentId id = (*market)->catalogue()->optionsOf("GOOG").front();
    QVERIFY(board.quote(id).bid->at == at(wednesday, 9, 31));
    QVERIFY(board.quote(id).ask->at == at(wednesday, 9, 33));
    const Instant later = at(wednesday, 9, 31) + (*market)->profile().quoteAgeLimit;
    QVERIFY(!board.quality(id, later).isStale);
    QVERIFY(board.quality(id, later + seconds(1)).isStale);
}

void TestRecordedMarket::aRowWithoutEitherSideIsCountedNotTold()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv",
                  "34200000,1000,1000,1000,1000,1,,,,,0\n34260000,,,,,0,,,,,0\n"}});
    const auto market = open();
    QVERIFY(market);
    QCOMPARE((*market)->rows().rowsRead, std::size_t(2));
    QCOMPARE((*market)->rows().rowsWithout, std::size_t(1));
    QCOMPARE(readAll().size(), std::size_t(1));
    QVERIFY(!std::get<QuoteUpdate>(readAll()[0].body).ask);
}

void TestRecordedMarket::crossedAndLockedClosesArriveAsTheyAre()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv",
                  "34200000,3000,3000,3000,3000,1,2500,2500,2500,2500,2\n"
                  "34260000,2500,2500,2500,2500,1,2500,2500,2500,2500,2\n"}});
    const auto market = open();
    QVERIFY(market);
    QuoteBoard board((*market)->catalogue(), (*market)->profile());
    const auto events = readAll();
    const InstrumentId id = (*market)->catalogue()->optionsOf("GOOG").front();
    board.apply(events[0]);
    QVERIFY(board.quality(id, events[0].at).isCrossed);
    board.apply(events[1]);
    QVERIFY(board.quality(id, events[1].at).isLocked);
}

void TestRecordedMarket::printsComeBeforeTheCloseOfTheirBar()
{
    const std::string row = "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n";
    writeQuotes({{"20151223_goog_minute_quote_american_put_7500000_20151224.csv", row},
                 {"20151223_goog_minute_quote_american_call_7500000_20151224.csv", row}});
    QVERIFY(test::writeZip(
        path(QStringLiteral("option/usa/minute/goog/20151223_trade_american.zip")),
        {{"20151223_goog_minute_trade_american_call_7500000_20151224.csv", "34200000,1,1,1,1500,7"}}));
    QVERIFY(test::writeZip(path(QStringLiteral("equity/usa/minute/goog/20151223_trade.zip")),
                           {{"20151223_goog_minute_trade.csv", "34200000,1,1,1,7500000,100"}}));
    const auto events = readAll();
    QCOMPARE(events.size(), std::size_t(4));
    QVERIFY(std::get<TradePrint>(events[0].body).price == Price::ofWhole(750));
    QVERIFY(std::get<TradePrint>(events[1].body).quantity == 7);
    const InstrumentId call = std::get<TradePrint>(events[1].body).instrument;
    QVERIFY(std::get<QuoteUpdate>(events[2].body).instrument == call);
    QVERIFY(std::get<QuoteUpdate>(events[3].body).instrument != call);
}

void TestRecordedMarket::rowsAfterTheCloseAndBeforeTheOpeningAreTold()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv",
                  "57600000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"
                  "58440000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"}});
    QVERIFY(test::writeZip(path(QStringLiteral("equity/usa/minute/goog/20151223_quote.zip")),
                           {{"20151223_goog_minute_quote.csv",
                             "14400000,1,1,1,7500000,100,1,1,1,7500100,200\n"
                             "72000000,1,1,1,7500000,100,1,1,1,7500100,200\n"}}));
    const auto market = open();
    QVERIFY(market);
    QVERIFY((*market)->startsAt() == at(wednesday, 4, 1));
    const auto events = readAll();
    QVERIFY(events[0].at == at(wednesday, 4, 1));
    QVERIFY(events[1].at == at(wednesday, 16, 1));
    QVERIFY(events[2].at == at(wednesday, 16, 15));
    QVERIFY(events[3].at == at(wednesday, 20, 1));
}

void TestRecordedMarket::aSaturdayExpiryIsListed()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20160116.csv",
                  "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"}});
    const auto market = open();
    QVERIFY(market);
    const InstrumentId id = (*market)->catalogue()->optionsOf("GOOG").front();
    const OptionContract& contract = *(*market)->catalogue()->at(id).option;
    QVERIFY(contract.expiry == 2016y / January / 16);
    QVERIFY(TradingCalendar::us().expiryDay(contract) == 2016y / January / 15);
}

void TestRecordedMarket::anIndexIsInDecimalsOnChicagosClock()
{
    QVERIFY(test::writeZip(path(QStringLiteral("indexoption/usa/minute/spxw/20151223_quote_european.zip")),
                           {{"20151223_spxw_minute_quote_european_put_20000000_20151223.csv",
                             "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"}}));
    QVERIFY(
        test::writeZip(path(QStringLiteral("index/usa/minute/spx/20151223_trade.zip")),
                       {{"20151223_spx_minute_trade.csv", "30600000,2064.61,2069.99,2064,2066.63,59\n"}}));
    const auto market = open("spxw");
    QVERIFY2(market, market ? "" : market.error().message.c_str());
    std::vector<MarketEvent> events;
    (*market)->read(Instant::max(), events);
    QCOMPARE(events.size(), std::size_t(2));
    QVERIFY(events[0].at == at(wednesday, 9, 31)); // 08:30 in Chicago.
    QCOMPARE(std::get<TradePrint>(events[0].body).price, Price::ofCents(206'663));
    const Catalogue& catalogue = *(*market)->catalogue();
    QVERIFY(catalogue.at(InstrumentId {0}).kind == InstrumentKind::Index);
    const OptionContract& put = *catalogue.at(catalogue.optionsOf("SPX").front()).option;
    QCOMPARE(put.root, std::string("SPXW"));
    QVERIFY(put.style == ExerciseStyle::European && put.settlement == SettlementTime::Pm);
    QCOMPARE((*market)->yield("SPX"), 0.0);
    QVERIFY((*market)->dividends("SPX", wednesday).empty());
}

void TestRecordedMarket::theTickerMayBeInAnyCase()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv",
                  "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"}});
    QVERIFY(open("GOOG"));
    QVERIFY(open("Goog"));
}

void TestRecordedMarket::severalDaysFollowEachOther()
{
    const std::string row = "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n";
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv", row}});
    // The 25th is a holiday, the 26th and 27th a weekend.
    writeQuotes({{"20151224_goog_minute_quote_american_call_7500000_20151231.csv", row}},
                QStringLiteral("20151224"));
    writeQuotes({{"20151228_goog_minute_quote_american_call_7500000_20151231.csv", row}},
                QStringLiteral("20151228"));
    const auto market = open("goog", 2015y / December / 28);
    QVERIFY2(market, market ? "" : market.error().message.c_str());
    std::vector<MarketEvent> events;
    (*market)->read(Instant::max(), events);
    QCOMPARE(events.size(), std::size_t(3));
    QVERIFY(events[2].at == at(2015y / December / 28, 9, 31));
    QCOMPARE((*market)->catalogue()->size(), std::size_t(3));
    // A trading day in the middle without a file is an error, not a gap.
    QVERIFY(QFile::remove(path(QStringLiteral("option/usa/minute/goog/20151224_quote_american.zip"))));
    const auto gap = open("goog", 2015y / December / 28);
    QVERIFY(!gap);
    QCOMPARE(gap.error().code, std::string("data.missing"));
    QVERIFY(gap.error().message.find("2015-12-24") != std::string::npos);
}

void TestRecordedMarket::hourlyQuotesStandInForMinutes()
{
    QVERIFY(test::writeZip(
        path(QStringLiteral("option/usa/minute/goog/20151223_trade_american.zip")),
        {{"20151223_goog_minute_trade_american_call_7500000_20151224.csv", "34200000,1,1,1,1500,7"}}));
    QVERIFY(test::writeZip(path(QStringLiteral("option/usa/hour/goog_2015_quote_american.zip")),
                           {{"goog_quote_american_call_7500000_20151224.csv",
                             "20151222 15:00,1,1,1,1,1,2,2,2,2,2\n20151223 09:00,1,1,1,1,1,2,2,2,2,2\n"
                             "20151223 10:00,1,1,1,1,1,2,2,2,2,2\n"}}));
    const auto market = open();
    QVERIFY2(market, market ? "" : market.error().message.c_str());
    const auto events = readAll();
    QCOMPARE(events.size(), std::size_t(3));
    QVERIFY(events[1].at == at(wednesday, 10, 0));
    QVERIFY(events[2].at == at(wednesday, 11, 0));
    QVERIFY((*market)->profile().quoteAgeLimit == hours(2));
}

void TestRecordedMarket::contractsWithoutRowsAreNotListed()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv",
                  "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"},
                 {"20151223_goog_minute_quote_american_call_7600000_20151224.csv", ""}});
    const auto market = open();
    QVERIFY(market);
    QCOMPARE((*market)->catalogue()->size(), std::size_t(2));
}

void TestRecordedMarket::theRateIsContinuousAndSteps()
{
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv", ""}});
    const auto market = open();
    QVERIFY(market);
    QCOMPARE((*market)->rate(wednesday), std::log(1.01));
    QCOMPARE((*market)->rate(2015y / December / 16), std::log(1.0225));
    QCOMPARE((*market)->rate(2030y / January / 2), std::log(1.0125));
}

void TestRecordedMarket::readingInPiecesGivesTheSame()
{
    std::string rows;
    for (int row = 0; row < 50; ++row)
        rows += std::to_string(34'200'000 + row * 60'000) + ",1,1,1,1000,1,1,1,1,2000,2\n";
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv", rows},
                 {"20151223_goog_minute_quote_american_put_7500000_20151224.csv", rows}});
    const auto market = open();
    QVERIFY(market);
    std::vector<MarketEvent> pieces;
    while (const auto next = (*market)->nextAt()) {
        const std::size_t before = pieces.size();
        (*market)->read(*next, pieces);
        QVERIFY(pieces.size() > before);
    }
    const auto whole = readAll();
    QCOMPARE(pieces.size(), whole.size());
    for (std::size_t index = 0; index < whole.size(); ++index) {
        QVERIFY(pieces[index].at == whole[index].at);
        QVERIFY(std::get<QuoteUpdate>(pieces[index].body).instrument
                == std::get<QuoteUpdate>(whole[index].body).instrument);
    }
}

void TestRecordedMarket::whatIsMissingOrBrokenIsNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes"); // Null: the file is taken away.
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("named");
    const QString quotes = QStringLiteral("option/usa/minute/goog/20151223_quote_american.zip");
    const QString rates = QStringLiteral("alternative/interest-rate/usa/interest-rate.csv");
    const QString factors = QStringLiteral("equity/usa/factor_files/goog.csv");
    QTest::newRow("no quotes and no trades")
        << quotes << QByteArray() << QByteArray("data.missing") << QByteArray("20151223_quote_american.zip");
    QTest::newRow("a quote file that is no zip")
        << quotes << QByteArray("not a zip") << QByteArray("data.broken")
        << QByteArray("20151223_quote_american.zip");
    QTest::newRow("no rates") << rates << QByteArray() << QByteArray("data.missing")
                              << QByteArray("interest-rate.csv");
    QTest::newRow("a broken rate") << rates << QByteArray("DATE,P\n2003-01-09,x\n")
                                   << QByteArray("data.broken") << QByteArray("Line 2 of");
    QTest::newRow("rates that begin later") << rates << QByteArray("DATE,P\n2016-01-09,1\n")
                                            << QByteArray("data.missing") << QByteArray("2016-01-09");
    QTest::newRow("no factors") << factors << QByteArray() << QByteArray("data.missing")
                                << QByteArray("goog.csv");
    QTest::newRow("a broken factor") << factors << QByteArray("20140327,1,1\n") << QByteArray("data.broken")
                                     << QByteArray("Line 1 of");
    QTest::newRow("an underlying that is no zip")
        << QStringLiteral("equity/usa/minute/goog/20151223_trade.zip") << QByteArray("no")
        << QByteArray("data.broken") << QByteArray("20151223_trade.zip");
}

void TestRecordedMarket::whatIsMissingOrBrokenIsNamed()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, named);
    writeQuotes({{"20151223_goog_minute_quote_american_call_7500000_20151224.csv",
                  "34200000,1000,1000,1000,1000,1,2000,2000,2000,2000,2\n"}});
    QVERIFY(open());
    if (bytes.isNull())
        QVERIFY(QFile::remove(path(file)));
    else
        QVERIFY(test::writeFile(path(file), bytes));
    const auto market = open();
    QVERIFY(!market);
    QCOMPARE(market.error().code, code.toStdString());
    QVERIFY2(market.error().message.find(named.toStdString()) != std::string::npos,
             market.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestRecordedMarket)
#include "tst_RecordedMarket.moc"
