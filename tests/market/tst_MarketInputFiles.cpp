// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ChainBuilder.h"
#include "core/engine/ChainVolatility.h"
#include "core/instruments/TradingCalendar.h"
#include "core/market/MarketWithInputs.h"
#include "core/pricing/VolatilityHistory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace strikedesk;
using namespace std::chrono;

namespace {

const Date monday = 2026y / March / 2;

const std::string ratesText = "date,days,rate_percent,source\n"
                              "# typed from the morning sheet\n"
                              "2026-02-02,1,4.00,Treasury\n"
                              "2026-03-02,365,3.50,Treasury\n"
                              "2026-03-02,30,3.80,Treasury\n"
                              "2026-03-09,30,9.99,Treasury\n";
const std::string dividendsText = "noted_on,underlying,ex_date,amount,source\n"
                                  "2026-01-15,acme,2026-03-10,0.55,\"release, page 2\"\n"
                                  "2026-03-05,ACME,2026-06-10,0.60,release\n"
                                  "2026-01-01,SIMX,2026-03-10,0,pays nothing\n";
const std::string earningsText = "underlying,date,session,source,noted_on\n"
                                 "ACME,2026-03-04,after_close,company,2026-02-01\n"
                                 "ACME,2026-01-04,unknown,company,2025-12-01\n";

MarketInputFiles inputsOf(const std::string& rates, const std::string& dividends, const std::string& earnings)
{
    std::vector<MarketInputFiles::FileFault> faults;
    auto inputs = MarketInputFiles::parse({rates, dividends, earnings, {}}, faults);
    if (!inputs)
        qFatal("%s", faults.front().fault.message.c_str());
    return *inputs;
}

std::unique_ptr<MarketSource> simulated()
{
    MarketChoice choice;
    choice.date = monday;
    return *openMarket(choice);
}

} // namespace

class TestMarketInputFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCurveOfTheDayIsTheNewestThatIsKnown();
    void dividendsReplaceThoseOfTheMarket();
    void earningsAreThoseToCome();
    void everyFaultIsToldWithItsLine_data();
    void everyFaultIsToldWithItsLine();
    void allFaultsComeAtOnce();
    void whatIsWrittenIsReadBack();
    void storedVolatilitiesGiveTodayItsPlace();
    void whatAPersonWroteStays();
    void foldersWithoutFilesAreEmpty();
    void aBrokenFileIsNamedWithItsLine();
    void theChainTakesTheInputsAndSaysSo();
    void recordedDaysFillTheFiles();
};

void TestMarketInputFiles::theCurveOfTheDayIsTheNewestThatIsKnown()
{
    const MarketInputFiles inputs = inputsOf(ratesText, dividendsText, earningsText);
    QVERIFY(!inputs.curveOn(2026y / January / 5));
    const auto february = inputs.curveOn(2026y / February / 20);
    QVERIFY(february && february->points().size() == 1);
    QCOMPARE(february->rateAt(1), std::log1p(0.04));
    const auto march = inputs.curveOn(monday);
    QVERIFY(march && march->points().size() == 2);
    QCOMPARE(march->rateAt(30 / 365.0), std::log1p(0.038));
    QCOMPARE(march->rateAt(1), std::log1p(0.035));
    QCOMPARE(march->source(), std::string("rates.csv: Treasury of 2026-03-02"));
}

void TestMarketInputFiles::dividendsReplaceThoseOfTheMarket()
{
    const MarketInputFiles inputs = inputsOf(ratesText, dividendsText, earningsText);
    QVERIFY(!inputs.dividendsOf("NDEX", monday));               // silent
    QVERIFY(!inputs.dividendsOf("ACME", 2026y / January / 10)); // not noted yet
    const auto now = inputs.dividendsOf("ACME", monday);
    QVERIFY(now && now->size() == 1);
    QVERIFY(now->front().exDate == 2026y / March / 10 && now->front().amount == 0.55);
    QCOMPARE(inputs.dividendsOf("ACME", 2026y / March / 6)->size(), std::size_t(2));
    QCOMPARE(inputs.dividendsOf("ACME", 2026y / March / 10)->size(),
             std::size_t(1)); // from now on it is past
    QVERIFY(inputs.dividendsOf("SIMX", monday) && inputs.dividendsOf("SIMX", monday)->empty());
    QCOMPARE(inputs.dividendSourceOf("ACME", monday),
             std::string("dividends.csv: release, page 2 of 2026-01-15"));
}

void TestMarketInputFiles::earningsAreThoseToCome()
{
    const MarketInputFiles inputs = inputsOf(ratesText, dividendsText, earningsText);
    const auto events = inputs.earningsOf("ACME", monday);
    QCOMPARE(events.size(), std::size_t(1));
    QVERIFY(events[0] == (EarningsDate {2026y / March / 4, EarningsSession::AfterClose}));
    QVERIFY(inputs.earningsOf("ACME", 2026y / March / 5).empty());
}

void TestMarketInputFiles::everyFaultIsToldWithItsLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("code");
    const QString header = QStringLiteral("underlying,ex_date,amount,source,noted_on\n");
    const QString good = QStringLiteral("ACME,2026-03-10,0.5,x,2026-01-01\n");
    const auto row = [&](const char* name, const char* text, int line, const char* code) {
        QTest::newRow(name) << header + good + QString::fromLatin1(text) << line << QString::fromLatin1(code);
    };
    row("no such day", "ACME,2026-02-30,0.5,x,2026-01-01\n", 3, "inputs.bad_date");
    row("no date of the note", "ACME,2026-06-10,0.5,x,\n", 3, "inputs.bad_date");
    row("no number", "ACME,2026-06-10,half,x,2026-01-01\n", 3, "inputs.bad_number");
    row("not finite", "ACME,2026-06-10,nan,x,2026-01-01\n", 3, "inputs.out_of_bounds");
    row("negative", "ACME,2026-06-10,-0.5,x,2026-01-01\n", 3, "inputs.out_of_bounds");
    row("no source", "ACME,2026-06-10,0.5,,2026-01-01\n", 3, "inputs.missing_value");
    row("no underlying", ",2026-06-10,0.5,x,2026-01-01\n", 3, "inputs.missing_value");
    row("twice", "acme,2026-03-10,0.6,x,2026-01-01\n", 3, "inputs.duplicate");
    row("too short", "\n\nACME,2026-06-10,0.5\n", 5, "inputs.row_length");
    row("too long", "ACME,2026-06-10,0.5,x,2026-01-01,more\n", 3, "inputs.row_length");
    QTest::newRow("nothing") << QString() << 0 << QStringLiteral("inputs.no_header");
    QTest::newRow("a column is missing") << QStringLiteral("underlying,ex_date,amount,source\n") << 1
                                         << QStringLiteral("inputs.missing_column");
    QTest::newRow("a column too many") << QStringLiteral("underlying,ex_date,amount,source,noted_on,tax\n")
                                       << 1 << QStringLiteral("inputs.unknown_column");
    QTest::newRow("a column twice") << QStringLiteral("underlying,ex_date,amount,source,noted_on,amount\n")
                                    << 1 << QStringLiteral("inputs.duplicate_column");
}

void TestMarketInputFiles::everyFaultIsToldWithItsLine()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(QString, code);
    std::vector<MarketInputFiles::FileFault> faults;
    QVERIFY(!MarketInputFiles::parse({{}, text.toStdString(), {}, {}}, faults));
    QCOMPARE(faults.size(), std::size_t(1));
    QCOMPARE(faults[0].file, std::string("dividends.csv"));
    QCOMPARE(faults[0].fault.line, line);
    QCOMPARE(QString::fromStdString(faults[0].fault.code), code);
    QVERIFY(!faults[0].fault.message.empty());
}

void TestMarketInputFiles::allFaultsComeAtOnce()
{
    std::vector<MarketInputFiles::FileFault> faults;
    QVERIFY(!MarketInputFiles::parse(
        {"date,days,rate_percent,source\n2026-13-02,1.5,x,\n2026-03-02,30,4,Treasury\n2026-03-02,30,4,"
         "Treasury\n",
         dividendsText,
         "underlying,date,session,source,noted_on\nACME,2026-03-04,noon,company,2026-02-01\n",
         {}},
        faults));
    std::vector<std::string> told;
    for (const auto& fault : faults)
        told.push_back(fault.file + ":" + std::to_string(fault.fault.line) + " " + fault.fault.key);
    QCOMPARE(told,
             (std::vector<std::string> {"rates.csv:2 date", "rates.csv:2 rate_percent", "rates.csv:2 source",
                                        "rates.csv:2 days", "rates.csv:4 days", "earnings.csv:2 session"}));
}

void TestMarketInputFiles::whatIsWrittenIsReadBack()
{
    const MarketInputFiles first = inputsOf(ratesText, dividendsText, earningsText);
    const MarketInputFiles again
        = inputsOf(textOf(first.rates()), textOf(first.dividends()), textOf(first.earnings()));
    QCOMPARE(textOf(again.rates()), textOf(first.rates()));
    QCOMPARE(textOf(again.dividends()), textOf(first.dividends()));
    QCOMPARE(textOf(again.earnings()), textOf(first.earnings()));
    QCOMPARE(again.dividends()[0].source, std::string("release, page 2"));
}

void TestMarketInputFiles::storedVolatilitiesGiveTodayItsPlace()
{
    std::vector<MarketInputFiles::FileFault> faults;
    const auto inputs = MarketInputFiles::parse(
        {{},
         {},
         {},
         "underlying,date,implied_volatility,source\nacme,2026-02-27,0.90,desk\nACME,2026-02-26,0.01,desk\n"
         "ACME,2025-02-26,5,too old\nACME,2026-03-02,5,today\nSIMX,2026-02-26,3,other\n"},
        faults);
    QVERIFY(inputs.has_value());
    QCOMPARE(inputs->volatilityHistoryOf("ACME", monday), (std::vector<double> {0.01, 0.90}));
    const auto market = simulated();
    const Instant now = market->startsAt() + seconds(5);
    std::vector<MarketEvent> events;
    market->read(now, events);
    QuoteBoard board(market->catalogue(), market->profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    const auto month = volatilityOfAMonth(buildChain(board, chainInputs(*market, "ACME", now)));
    QVERIFY(month.has_value());
    const auto standing = pricing::volatilityStanding(inputs->volatilityHistoryOf("ACME", monday), *month);
    QVERIFY(standing.has_value());
    QCOMPARE(standing->samples, std::size_t(2));
    QCOMPARE(standing->percentile, 0.5);
    QVERIFY(standing->rank > 0 && standing->rank < 1);
    // The same through the market, as the running desk asks for it; SIMX has a day of its own, NDEX none.
    const MarketWithInputs withFiles(simulated(), *inputs);
    const ChainSnapshot chain = buildChain(board, chainInputs(withFiles, "ACME", now));
    QVERIFY(chain.standing && chain.standing->samples == 2);
    QCOMPARE(chain.standing->rank, standing->rank);
    QVERIFY(!buildChain(board, chainInputs(withFiles, "NDEX", now)).standing);
    // All quotes without a model, against the smile at the money: skewed, so higher, and not by much.
    QVERIFY(chain.volatilityIndex && chain.monthVolatility);
    QVERIFY(*chain.volatilityIndex > *chain.monthVolatility * 0.97);
    QVERIFY(*chain.volatilityIndex < *chain.monthVolatility * 1.15);
    QVERIFY(!MarketInputFiles::parse(
        {{}, {}, {}, "underlying,date,implied_volatility,source\nACME,2026-02-27,0,desk\n"}, faults));
}

void TestMarketInputFiles::whatAPersonWroteStays()
{
    MarketInputFiles inputs = inputsOf(ratesText, dividendsText, earningsText);
    const std::size_t before = inputs.dividends().size();
    inputs.addMissing(std::vector<DividendRow> {{"ACME", 2026y / March / 10, 9.99, "feed", monday},
                                                {"ACME", 2026y / September / 10, 0.61, "feed", monday}});
    QCOMPARE(inputs.dividends().size(), before + 1);
    QCOMPARE(inputs.dividendsOf("ACME", monday)->front().amount, 0.55);
    inputs.addMissing(
        std::vector<RateRow> {{2026y / March / 2, 30, 9, "feed"}, {2026y / March / 2, 60, 9, "feed"}});
    QCOMPARE(inputs.curveOn(monday)->rateAt(30 / 365.0), std::log1p(0.038));
    QCOMPARE(inputs.curveOn(monday)->points().size(), std::size_t(3));
    inputs.addMissing(std::vector<VolatilityRow> {{"ACME", 2026y / February / 27, 0.2, "feed"}});
    QCOMPARE(inputs.volatilities().size(), std::size_t(1));
}

void TestMarketInputFiles::foldersWithoutFilesAreEmpty()
{
    const QTemporaryDir folder;
    const auto none = MarketInputFiles::read(folder.filePath(QStringLiteral("market")).toStdString());
    QVERIFY(none && none->isEmpty());
}

void TestMarketInputFiles::aBrokenFileIsNamedWithItsLine()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("rates.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("date,days,rate_percent,source\n2026-03-02,30,high,Treasury\n2026-03-02,60,4,\n");
    file.close();
    const auto broken = MarketInputFiles::read(folder.path().toStdString());
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, std::string("input.market_inputs"));
    for (const char* part : {"rates.csv", "line 2", "rate_percent", "1 more"})
        QVERIFY2(broken.error().message.find(part) != std::string::npos, broken.error().message.c_str());
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("dividends.csv"))); // a folder is no file
    QVERIFY(!MarketInputFiles::readTexts(folder.path().toStdString()));
}

void TestMarketInputFiles::theChainTakesTheInputsAndSaysSo()
{
    MarketWithInputs market(simulated(), inputsOf(ratesText, dividendsText, earningsText));
    QCOMPARE(market.rate(monday), std::log1p(0.038));
    const Instant now = market.startsAt() + seconds(5);
    std::vector<MarketEvent> events;
    market.read(now, events);
    QuoteBoard board(market.catalogue(), market.profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    const ChainSnapshot chain = buildChain(board, chainInputs(market, "ACME", now));
    QCOMPARE(chain.rateSource, std::string("rates.csv: Treasury of 2026-03-02"));
    QVERIFY(chain.dividendSource.starts_with("dividends.csv: "));
    QCOMPARE(chain.dividends.size(), std::size_t(1));
    QCOMPARE(chain.earnings.size(), std::size_t(1));
    const pricing::RateCurve curve = market.rates(monday);
    QVERIFY(chain.expiries.size() > 3);
    for (const ChainExpiry& expiry : chain.expiries) {
        QCOMPARE(expiry.rate, curve.rateAt(expiry.years));
        QVERIFY(expiry.forward.has_value());
        const bool isAfter = daysOf(expiry.expiry) > daysOf(2026y / March / 10);
        const double grown = chain.spot.price * std::exp(expiry.rate * expiry.years);
        QVERIFY(std::fabs(grown - *expiry.forward - (isAfter ? 0.55 : 0)) < 0.01);
    }
    const ChainSnapshot silent = buildChain(board, chainInputs(market, "NDEX", now));
    QVERIFY(silent.dividends.empty() && silent.dividendSource.empty() && silent.earnings.empty());
}

void TestMarketInputFiles::recordedDaysFillTheFiles()
{
    const QString data = QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data");
    if (!QFileInfo::exists(data))
        QSKIP("shared/data is absent");
    MarketChoice choice;
    choice.kind = MarketChoice::Kind::Recorded;
    choice.directory = data.toStdString();
    choice.underlying = "aapl";
    choice.date = 2014y / June / 6;
    const auto market = openMarket(choice);
    QVERIFY2(market.has_value(), market ? "" : market.error().message.c_str());
    const auto rates = rateRowsFrom(**market, choice.date);
    const auto dividends = dividendRowsFrom(**market, "AAPL", choice.date);
    QCOMPARE(rates.size(), std::size_t(1));
    QCOMPARE(rates[0].percent, 0.75);
    QVERIFY(dividends.size() >= 4); // a quarterly payer
    QVERIFY(dividends[0].exDate == 2014y / August / 7);
    const MarketInputFiles inputs = inputsOf(textOf(rates), textOf(dividends), earningsText);
    const auto listed = inputs.dividendsOf("AAPL", choice.date);
    QVERIFY(listed.has_value());
    QCOMPARE(listed->size(), dividends.size());
    QVERIFY(std::fabs(inputs.curveOn(choice.date)->rateAt(1) - (*market)->rate(choice.date)) < 1e-9);
}

QTEST_GUILESS_MAIN(TestMarketInputFiles)
#include "tst_MarketInputFiles.moc"
