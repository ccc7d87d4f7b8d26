// SPDX-License-Identifier: GPL-3.0-or-later
// Goal: every recorded file of options, equities and indices reads as its manifest says. Method: walk the
// manifest, read each archive with the reader of its kind, compare members, rows, first and last time.
#include "core/market/recorded/LeanFolder.h"
#include "core/market/recorded/RecordedMarket.h"
#include "core/market/recorded/Rows.h"
#include "core/market/recorded/ZipArchive.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <set>

using namespace strikedesk;
using namespace std::chrono;

namespace {

const QString sharedData = QStringLiteral(STRIKEDESK_SHARED_DATA);
const std::string leanData = STRIKEDESK_SHARED_DATA "/lean/Data";

struct Tally
{
    std::size_t members = 0;
    std::size_t rows = 0;
    std::int64_t firstMs = std::numeric_limits<std::int64_t>::max();
    std::int64_t lastMs = std::numeric_limits<std::int64_t>::min();
    std::set<std::string> expiries;
    std::set<std::int64_t> strikes;
    int calls = 0;
};

std::int64_t msOf(const QString& text, bool isDated)
{
    if (!isDated)
        return text.toLongLong();
    const auto date = parseDate(text.left(8).toStdString());
    return date ? daysOf(*date).time_since_epoch().count() * 86'400'000LL
            + (text.mid(9, 2).toInt() * 60 + text.mid(12, 2).toInt()) * 60'000LL
                : -1;
}

template <typename Row>
void count(Tally& tally, const std::vector<Row>& rows)
{
    tally.rows += rows.size();
    for (const Row& row : rows) {
        tally.firstMs = std::min(tally.firstMs, row.startMs);
        tally.lastMs = std::max(tally.lastMs, row.startMs);
    }
}

Result<Tally> readArchive(const QString& path, const QString& shortPath)
{
    const std::string file = path.toStdString();
    const Result<ZipArchive> archive = ZipArchive::open(file);
    if (!archive)
        return fail(archive.error());
    Tally tally;
    tally.members = archive->members().size();
    const bool isIndex = shortPath.contains(QStringLiteral("/index/"));
    std::string text;
    for (const auto& member : archive->members()) {
        if (auto read = archive->read(member, text); !read)
            return fail(read.error());
        const bool isDated = !shortPath.contains(QStringLiteral("/minute/"));
        const recorded::RowFormat format {
            isDated ? recorded::RowClock::DateAndTime : recorded::RowClock::SinceMidnight,
            isIndex ? recorded::PriceUnit::Plain : recorded::PriceUnit::TenThousandths, file, member.name};
        std::vector<recorded::QuoteRow> quotes;
        std::vector<recorded::TradeRow> trades;
        std::vector<recorded::CountRow> counts;
        const auto parsed = shortPath.contains(QStringLiteral("quote")) ? parseQuoteRows(text, format, quotes)
            : shortPath.contains(QStringLiteral("openinterest")) ? parseOpenInterestRows(text, format, counts)
                                                                 : parseTradeRows(text, format, trades);
        if (!parsed)
            return fail(parsed.error());
        count(tally, quotes);
        count(tally, trades);
        count(tally, counts);
        if (!shortPath.contains(QStringLiteral("option")))
            continue;
        const auto name = recorded::parseOptionMemberName(member.name);
        if (!name)
            return fail(name.error());
        tally.expiries.insert(recorded::compactText(name->expiry));
        tally.strikes.insert(name->strike.units());
        tally.calls += name->right == Right::Call;
    }
    return tally;
}

MarketChoice recordedDay(const std::string& underlying, Date date)
{
    MarketChoice choice;
    choice.kind = MarketChoice::Kind::Recorded;
    choice.directory = leanData;
    choice.underlying = underlying;
    choice.date = date;
    return choice;
}

} // namespace

class TestSharedRecordings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyArchiveAgreesWithTheManifest_data();
    void everyArchiveAgreesWithTheManifest();
    void everyDayOpens_data();
    void everyDayOpens();
    void dividendsAndSplitsComeFromFactors();
};

void TestSharedRecordings::initTestCase()
{
    if (!QFileInfo::exists(sharedData + QStringLiteral("/lean/MANIFEST.json")))
        QSKIP("shared/data is absent");
}

void TestSharedRecordings::everyArchiveAgreesWithTheManifest_data()
{
    QTest::addColumn<QJsonObject>("entry");
    QFile file(sharedData + QStringLiteral("/lean/MANIFEST.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray entries
        = QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("files")).toArray();
    for (const auto& value : entries) {
        const QJsonObject entry = value.toObject();
        const QString path = entry.value(QStringLiteral("path")).toString();
        if (path.endsWith(QStringLiteral(".zip")))
            QTest::newRow(path.toUtf8().constData()) << entry;
    }
}

void TestSharedRecordings::everyArchiveAgreesWithTheManifest()
{
    QFETCH(QJsonObject, entry);
    const QString path = entry.value(QStringLiteral("path")).toString();
    const Result<Tally> tally = readArchive(sharedData + QStringLiteral("/") + path, path);
    QVERIFY2(tally, tally ? "" : tally.error().message.c_str());
    QCOMPARE(int(tally->members), entry.value(QStringLiteral("members")).toInt());
    QCOMPARE(int(tally->rows), entry.value(QStringLiteral("rows")).toInt());
    const bool isDated = !path.contains(QStringLiteral("/minute/"));
    QCOMPARE(tally->firstMs, msOf(entry.value(QStringLiteral("first_time")).toString(), isDated));
    QCOMPARE(tally->lastMs, msOf(entry.value(QStringLiteral("last_time")).toString(), isDated));
    if (!entry.contains(QStringLiteral("calls")))
        return;
    QCOMPARE(tally->calls, entry.value(QStringLiteral("calls")).toInt());
    QCOMPARE(int(tally->strikes.size()), entry.value(QStringLiteral("strikes")).toInt());
    QCOMPARE(double(*tally->strikes.begin()) / 1e4, entry.value(QStringLiteral("min_strike")).toDouble());
    QCOMPARE(double(*tally->strikes.rbegin()) / 1e4, entry.value(QStringLiteral("max_strike")).toDouble());
    std::set<std::string> expiries;
    for (const auto& expiry : entry.value(QStringLiteral("expiries")).toArray())
        expiries.insert(expiry.toString().toStdString());
    QCOMPARE(tally->expiries, expiries);
}

void TestSharedRecordings::everyDayOpens_data()
{
    QTest::addColumn<QByteArray>("underlying");
    QTest::addColumn<int>("day");
    QTest::addColumn<int>("until");
    QTest::addColumn<int>("options");
    QTest::addColumn<int>("rows"); // Options' quotes and trades, and the underlying's.
    QTest::addColumn<int>("ageMinutes");
    QTest::newRow("nwsa") << QByteArray("NWSA") << 20130628 << 20130628 << 260 << 43'003 + 48 + 459 + 417
                          << 9;
    QTest::newRow("goog") << QByteArray("goog") << 20151223 << 20151223 << 118 << 28'932 + 581 + 432 << 5;
    QTest::newRow("spy") << QByteArray("spy") << 20230803 << 20230803 << 4 << 1'620 + 190 + 961 + 947 << 3;
    QTest::newRow("spx") << QByteArray("spx") << 20210104 << 20210104 << 6 << 2'428 + 348 + 411 << 3;
    QTest::newRow("spxw, without an index")
        << QByteArray("spxw") << 20210106 << 20210106 << 16 << 6'305 + 1'842 << 3;
    QTest::newRow("spxw, three days") << QByteArray("spxw") << 20210104 << 20210106 << 20
                                      << 4'565 + 1'918 + 411 + 3'239 + 1'096 + 6'305 + 1'842 << 3;
}

void TestSharedRecordings::everyDayOpens()
{
    QFETCH(QByteArray, underlying);
    QFETCH(int, day);
    QFETCH(int, until);
    QFETCH(int, options);
    QFETCH(int, rows);
    QFETCH(int, ageMinutes);
    MarketChoice choice = recordedDay(underlying.toStdString(), *parseDate(std::to_string(day)));
    choice.until = *parseDate(std::to_string(until));
    const auto market = RecordedMarket::open(choice);
    QVERIFY2(market, market ? "" : market.error().message.c_str());
    QCOMPARE(int((*market)->catalogue()->size()), options + 1);
    const recorded::RecordedRows& read = (*market)->rows();
    QCOMPARE(int(read.rowsRead), rows);
    QVERIFY((*market)->profile().quoteAgeLimit == minutes(ageMinutes));

    std::vector<MarketEvent> events;
    (*market)->read(Instant::max(), events);
    QVERIFY(!(*market)->nextAt());
    QCOMPARE(events.size(), read.rowsRead - read.rowsWithout);
    QVERIFY(events.front().at >= (*market)->startsAt());
    QVERIFY(std::ranges::is_sorted(events, {}, &MarketEvent::at));
}

void TestSharedRecordings::dividendsAndSplitsComeFromFactors()
{
    const auto market = RecordedMarket::open(recordedDay("aapl", 2014y / June / 6));
    QVERIFY2(market, market ? "" : market.error().message.c_str());
    const auto dividends = (*market)->dividends("AAPL", 2014y / June / 6);
    QVERIFY(!dividends.empty());
    QVERIFY(dividends.front().exDate == 2014y / August / 7);
    // 0.47 after the split is 3.29 for a share of before.
    QVERIFY(std::abs(dividends.front().amount - 3.29) < 0.002);
    QVERIFY(std::abs((*market)->dividends("AAPL", 2014y / June / 9).front().amount - 0.47) < 0.001);
    const std::vector<StockSplit> sevenForOne {{2014y / June / 9, 7, 1}};
    QVERIFY((*market)->splits("AAPL", 2014y / June / 6) == sevenForOne);
    QVERIFY((*market)->splits("AAPL", 2014y / June / 9).empty());
    QVERIFY(std::abs((*market)->rate(2014y / June / 6) - std::log(1.0075)) < 1e-12);
}

QTEST_GUILESS_MAIN(TestSharedRecordings)
#include "tst_SharedRecordings.moc"
