// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Roots.h"
#include "core/market/QuoteBoard.h"

#include <QTest>

#include <cmath>

using namespace strikedesk;
using namespace std::chrono;

namespace {

const Instant noon = sys_days {2015y / December / 23} + hours(17);

struct Fixture
{
    std::shared_ptr<Catalogue> catalogue = std::make_shared<Catalogue>();
    InstrumentId stock = catalogue->addStock("GOOG");
    InstrumentId call = catalogue->addOption(
        contractFor({"GOOG", 2015y / December / 24, Right::Call, Price::ofWhole(750)}));

    [[nodiscard]] QuoteBoard board() const
    {
        SourceProfile profile;
        profile.quoteAgeLimit = minutes(5);
        profile.spotAgeLimit = minutes(2);
        return QuoteBoard(catalogue, profile);
    }
};

QuoteSide side(std::int64_t cents, Instant at, std::int32_t size = 10)
{
    return {Price::ofCents(cents), size, at};
}

MarketEvent quoteOf(InstrumentId id, std::optional<QuoteSide> bid, std::optional<QuoteSide> ask, Instant at)
{
    return {at, QuoteUpdate {id, bid, ask}};
}

} // namespace

class TestQuoteBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownAtFirst();
    void aSideWithoutAnUpdateIsCarriedWithItsOwnAge();
    void aSideNeverQuotedIsAbsentNotZero();
    void aKnownBidOfZeroIsAQuote();
    void qualityNamesWhatIsWrong_data();
    void qualityNamesWhatIsWrong();
    void aSideIsStaleOnlyPastTheLimit();
    void theSpotPrefersAYoungQuoteThenAPrint();
    void withoutAnUnderlyingTheSpotIsDerived();
    void aLostFeedIsRemembered();
    void aHaltEndsWithFreshQuotes();
    void aCopyIsFrozen();
    void aSplitUnderlyingIsForgotten();
};

void TestQuoteBoard::nothingIsKnownAtFirst()
{
    const Fixture fixture;
    const QuoteBoard board = fixture.board();
    QVERIFY(board.quality(fixture.call, noon).isAbsent);
    QVERIFY(!board.ageSeconds(fixture.call, noon));
    QVERIFY(!board.lastTrade(fixture.call));
    QVERIFY(!board.lastEventAt());
    QVERIFY(!board.spot("GOOG", noon, 0).isKnown());
    QVERIFY(board.isFeedConnected());
}

void TestQuoteBoard::aSideWithoutAnUpdateIsCarriedWithItsOwnAge()
{
    const Fixture fixture;
    QuoteBoard board = fixture.board();
    board.apply(quoteOf(fixture.call, side(100, noon), side(110, noon), noon));
    const Instant later = noon + minutes(4);
    board.apply(quoteOf(fixture.call, side(105, later), {}, later));
    QCOMPARE(board.quote(fixture.call).ask->price, Price::ofCents(110));
    QCOMPARE(board.quote(fixture.call).bid->price, Price::ofCents(105));
    QCOMPARE(*board.ageSeconds(fixture.call, later), 240.0);
    QVERIFY(!board.quality(fixture.call, later).isStale);
    QVERIFY(board.quality(fixture.call, later + minutes(2)).isStale);
    QVERIFY(!board.quality(fixture.call, later + minutes(2)).isTradable());
}

void TestQuoteBoard::aSideNeverQuotedIsAbsentNotZero()
{
    const Fixture fixture;
    QuoteBoard board = fixture.board();
    board.apply(quoteOf(fixture.call, {}, side(5, noon), noon));
    QVERIFY(board.quality(fixture.call, noon).isOneSided);
    QVERIFY(!board.quality(fixture.call, noon).isAbsent);
    QVERIFY(!board.quote(fixture.call).mid());
}

void TestQuoteBoard::aKnownBidOfZeroIsAQuote()
{
    const Fixture fixture;
    QuoteBoard board = fixture.board();
    board.apply(quoteOf(fixture.call, side(0, noon, 0), side(5, noon), noon));
    QVERIFY(board.quality(fixture.call, noon).isTradable());
    QCOMPARE(*board.quote(fixture.call).mid(), Price::ofUnits(250));
}

void TestQuoteBoard::qualityNamesWhatIsWrong_data()
{
    QTest::addColumn<int>("bid");
    QTest::addColumn<int>("ask");
    QTest::addColumn<bool>("isCrossed");
    QTest::addColumn<bool>("isLocked");
    QTest::addColumn<bool>("isWide");
    QTest::newRow("a narrow market") << 1000 << 1020 << false << false << false;
    QTest::newRow("crossed") << 1020 << 1000 << true << false << false;
    QTest::newRow("locked") << 1000 << 1000 << false << true << false;
    QTest::newRow("ten ticks are not wide at any price") << 1000 << 1100 << false << false << false;
    QTest::newRow("eleven ticks and above a tenth") << 1000 << 1120 << false << false << true;
    QTest::newRow("a tenth of a dear option") << 10000 << 11000 << false << false << false;
    QTest::newRow("above a tenth of a dear option") << 10000 << 11100 << false << false << true;
}

void TestQuoteBoard::qualityNamesWhatIsWrong()
{
    QFETCH(int, bid);
    QFETCH(int, ask);
    QFETCH(bool, isCrossed);
    QFETCH(bool, isLocked);
    QFETCH(bool, isWide);
    const Fixture fixture;
    const QuoteQuality quality
        = assess({side(bid, noon), side(ask, noon)}, fixture.catalogue->at(fixture.call), noon, minutes(5));
    QCOMPARE(quality.isCrossed, isCrossed);
    QCOMPARE(quality.isLocked, isLocked);
    QCOMPARE(quality.isWide, isWide);
    QCOMPARE(quality.isTradable(), !isCrossed);
}

void TestQuoteBoard::aSideIsStaleOnlyPastTheLimit()
{
    const Fixture fixture;
    const Instrument& call = fixture.catalogue->at(fixture.call);
    const Quote quote {side(100, noon), side(110, noon)};
    QVERIFY(!assess(quote, call, noon + minutes(5), minutes(5)).isStale);
    QVERIFY(assess(quote, call, noon + minutes(5) + microseconds(1), minutes(5)).isStale);
}

void TestQuoteBoard::theSpotPrefersAYoungQuoteThenAPrint()
{
    const Fixture fixture;
    QuoteBoard board = fixture.board();
    board.apply({noon, TradePrint {fixture.stock, Price::ofCents(75'010), 100}});
    Spot spot = board.spot("GOOG", noon, 0);
    QVERIFY(spot.source == SpotSource::Trade);
    QCOMPARE(spot.price, 750.10);
    board.apply(quoteOf(fixture.stock, side(75'000, noon), side(75'010, noon), noon));
    spot = board.spot("GOOG", noon + minutes(1), 0);
    QVERIFY(spot.source == SpotSource::Quote);
    QCOMPARE(spot.price, 750.05);
    // Both are too old and no option helps: the print stays, with its own time.
    spot = board.spot("GOOG", noon + minutes(30), 0);
    QVERIFY(spot.source == SpotSource::Trade);
    QVERIFY(spot.at == noon);
    QVERIFY(!board.spot("MSFT", noon, 0).isKnown());
}

// Two strikes of which each says, by parity, that the forward is 3,750.
void TestQuoteBoard::withoutAnUnderlyingTheSpotIsDerived()
{
    auto catalogue = std::make_shared<Catalogue>();
    (void)catalogue->addIndex("SPX");
    const Date expiry = 2021y / January / 8;
    const Instant now = sys_days {2021y / January / 6} + hours(17);
    SourceProfile profile;
    profile.quoteAgeLimit = minutes(3);
    const auto add = [&](Right right, int strike) {
        return catalogue->addOption(contractFor({"SPXW", expiry, right, Price::ofWhole(strike)}));
    };
    const InstrumentId lowCall = add(Right::Call, 3'700);
    const InstrumentId lowPut = add(Right::Put, 3'700);
    const InstrumentId highCall = add(Right::Call, 3'800);
    const InstrumentId highPut = add(Right::Put, 3'800);
    QuoteBoard board(catalogue, profile);
    board.apply(quoteOf(lowCall, side(5'990, now), side(6'010, now), now));
    board.apply(quoteOf(lowPut, side(990, now), side(1'010, now), now));
    QVERIFY(board.spot("SPX", now, 0).source == SpotSource::Derived);
    board.apply(quoteOf(highCall, side(790, now), side(810, now), now));
    board.apply(quoteOf(highPut, side(5'790, now), side(5'810, now), now - minutes(1)));
    const Spot spot = board.spot("SPX", now, 0);
    QVERIFY(spot.source == SpotSource::Derived);
    QVERIFY(std::abs(spot.price - 3'750) < 1e-9);
    QVERIFY(board.spot("SPX", now, 0.05).price < 3'750);
    QVERIFY(!board.spot("SPX", now + minutes(4), 0).isKnown()); // The quotes are too old.
    QVERIFY(!board.spot("SPX", now + days(3), 0).isKnown());    // The options have expired.
    // A print that is too old gives way to what the options say.
    board.apply({now - hours(1), TradePrint {InstrumentId {0}, Price::ofWhole(3'700), 0}});
    QVERIFY(board.spot("SPX", now, 0).source == SpotSource::Derived);
}

void TestQuoteBoard::aLostFeedIsRemembered()
{
    const Fixture fixture;
    QuoteBoard board = fixture.board();
    board.apply(quoteOf(fixture.call, side(100, noon), side(110, noon), noon));
    board.apply({noon + seconds(5), FeedStatus {false}});
    QVERIFY(!board.isFeedConnected());
    QVERIFY(board.lastEventAt() == noon);
    board.apply({noon + seconds(9), FeedStatus {true}});
    QVERIFY(board.isFeedConnected());
}

void TestQuoteBoard::aHaltEndsWithFreshQuotes()
{
    const Fixture fixture;
    QuoteBoard board = fixture.board();
    const std::size_t row = fixture.catalogue->at(fixture.call).underlyingRow;
    const auto isGood
        = [&](int second) { return board.quality(fixture.call, noon + seconds(second)).isTradable(); };
    board.apply(quoteOf(fixture.call, side(100, noon), side(110, noon), noon));
    QVERIFY(isGood(1));
    const std::uint64_t changes = board.changesOf(row);
    board.apply({noon + seconds(2), TradingStatus {row, true}});
    QVERIFY(board.changesOf(row) > changes); // what was made of its quotes is not as good as before
    QVERIFY(board.haltedSince(row) == noon + seconds(2));
    QVERIFY(board.quality(fixture.call, noon + seconds(3)).isHalted && !isGood(3));
    board.apply(
        quoteOf(fixture.call, side(90, noon + seconds(4)), side(95, noon + seconds(4)), noon + seconds(4)));
    QVERIFY(!isGood(4));
    board.apply({noon + seconds(6), TradingStatus {row, false}});
    QVERIFY(!board.haltedSince(row));
    QVERIFY(board.quality(fixture.call, noon + seconds(6)).isHalted
            && !isGood(6)); // all of it is from before
    board.apply(quoteOf(fixture.call, side(90, noon + seconds(7)), {}, noon + seconds(7)));
    QVERIFY(!isGood(7)); // one side is from before
    board.apply(quoteOf(fixture.call, {}, side(95, noon + seconds(8)), noon + seconds(8)));
    QVERIFY(isGood(8));
}

void TestQuoteBoard::aCopyIsFrozen()
{
    const Fixture fixture;
    QuoteBoard board = fixture.board();
    board.apply(quoteOf(fixture.call, side(100, noon), side(110, noon), noon));
    const QuoteBoard frozen = board;
    board.apply(quoteOf(fixture.call, side(200, noon), {}, noon));
    QCOMPARE(frozen.quote(fixture.call).bid->price, Price::ofCents(100));
}

void TestQuoteBoard::aSplitUnderlyingIsForgotten()
{
    Fixture fixture;
    const InstrumentId other = fixture.catalogue->addStock("NWSA");
    QuoteBoard board = fixture.board();
    for (const InstrumentId id : {fixture.stock, fixture.call, other}) {
        board.apply(quoteOf(id, side(100, noon), side(110, noon), noon));
        board.apply({noon, TradePrint {id, Price::ofCents(105), 1}});
    }
    const std::uint64_t changes = board.changesOf(0);
    board.forget("GOOG");
    for (const InstrumentId id : {fixture.stock, fixture.call})
        QVERIFY(!board.quote(id).bid && !board.quote(id).ask && !board.lastTrade(id));
    QVERIFY(board.quote(other).bid && board.lastTrade(other));
    QVERIFY(board.changesOf(0) > changes); // whoever has made something of them makes it anew
}

QTEST_GUILESS_MAIN(TestQuoteBoard)
#include "tst_QuoteBoard.moc"
