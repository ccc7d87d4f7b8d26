// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ChainBuilder.h"
#include "core/engine/ChainVolatility.h"
#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"
#include "core/market/simulated/SimulatedMarket.h"
#include "core/pricing/Valuation.h"

#include <QFileInfo>
#include <QTest>

#include <cmath>
#include <map>

using namespace strikedesk;
using namespace std::chrono;

namespace {

const Date wednesday = 2026y / March / 4;
const Date friday = 2026y / March / 6;
const Date nextFriday = 2026y / March / 13;

// A board of one index with strikes around 4,000, quoted from a known volatility by our own model.
struct Desk
{
    std::shared_ptr<Catalogue> catalogue = std::make_shared<Catalogue>();
    InstrumentId index = catalogue->addIndex("NDEX");
    std::vector<InstrumentId> options;
    Instant now = newYorkTime(wednesday, hours(12));
    ChainInputs inputs {"NDEX", now, 0.04, 0, {}, {}, {}, {}, {}, false};
    double spot = 4'000;

    Desk()
    {
        for (const Date expiry : {friday, nextFriday}) {
            for (int strike = 3'900; strike <= 4'100; strike += 25) {
                for (const Right right : {Right::Call, Right::Put})
                    options.push_back(
                        catalogue->addOption(contractFor({"NDEXP", expiry, right, Price::ofWhole(strike)})));
            }
        }
    }

    [[nodiscard]] double volatilityOf(const OptionContract& contract) const
    {
        return 0.18 - 0.4 * std::log(contract.strike.toDouble() / spot);
    }

    [[nodiscard]] double fairOf(const OptionContract& contract) const
    {
        const pricing::OptionTerms terms {contract.style, contract.right, contract.strike.toDouble(),
                                          yearsToSettlement(contract, now)};
        return pricing::value(terms, {spot, inputs.rates.rateAt(0), 0, {}}, volatilityOf(contract))->price;
    }

    [[nodiscard]] QuoteBoard board() const
    {
        SourceProfile profile;
        profile.quoteAgeLimit = seconds(20);
        profile.spotAgeLimit = seconds(20);
        QuoteBoard made(catalogue, profile);
        made.apply({now, TradePrint {index, Price::nearest(spot), 0}});
        for (const InstrumentId id : options) {
            const double fair = fairOf(*catalogue->at(id).option);
            made.apply({now,
                        QuoteUpdate {id, QuoteSide {Price::nearest(fair - 0.05), 10, now},
                                     QuoteSide {Price::nearest(fair + 0.05), 10, now}}});
        }
        return made;
    }

    [[nodiscard]] InstrumentId idOf(Date expiry, Right right, int strike) const
    {
        return *catalogue->find(contractFor({"NDEXP", expiry, right, Price::ofWhole(strike)}).symbol());
    }
};

const ChainRow& rowOf(const ChainSnapshot& chain, Date expiry, bool isCall, int strike)
{
    for (const ChainExpiry& one : chain.expiries) {
        for (const ChainRow& row : one.rows) {
            if (row.expiry == expiry && row.isCall == isCall && row.strike == Price::ofWhole(strike))
                return row;
        }
    }
    qFatal("no such row");
}

} // namespace

class TestChainBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVolatilityThatWasQuotedComesBack();
    void rowsAreInOrder();
    void anExpiryCanBeChosen();
    void aRowWithoutAQuoteSaysWhyAndTakesTheSmile();
    void aWideMarketIsMarkedByTheModelWithinItsSides();
    void aZeroBidTakesItsGreeksFromTheSmile();
    void bothSidesHaveAVolatilityWhenAsked();
    void everyExpirySaysItsForwardAndItsMove();
    void theCurveDoesNotPriceEverythingAgain();
    void aCrossedQuoteGivesNoVolatility();
    void withoutASpotNothingIsGuessed();
    void withoutContractsTheChainIsEmpty();
    void whatHasSettledIsLeftOut();
    void onlyWhatMovedIsPricedAgain();
    void theCacheAgreesWithAFreshChain();
    void recordedDaysMakeSense_data();
    void recordedDaysMakeSense();
};

void TestChainBuilder::theVolatilityThatWasQuotedComesBack()
{
    const Desk desk;
    const ChainSnapshot chain = buildChain(desk.board(), desk.inputs);
    QVERIFY(chain.spot.source == SpotSource::Trade);
    QCOMPARE(chain.expiries.size(), std::size_t(2));
    for (const ChainExpiry& expiry : chain.expiries) {
        QCOMPARE(expiry.rows.size(), std::size_t(18));
        for (const ChainRow& row : expiry.rows) {
            const OptionContract& contract = *desk.catalogue->at(*desk.catalogue->find(row.symbol)).option;
            QVERIFY2(row.impliedVolatility, row.volatilityReason.c_str());
            QVERIFY(std::abs(*row.impliedVolatility - desk.volatilityOf(contract)) < 1e-3);
            QVERIFY(row.greeks && row.mid && row.mark == row.mid && !row.isModelMark);
            QVERIFY(row.isCall ? row.greeks->delta > 0 : row.greeks->delta < 0);
            QVERIFY(row.greeks->gamma > 0 && row.greeks->vegaPerPoint > 0);
        }
    }
}

void TestChainBuilder::rowsAreInOrder()
{
    const Desk desk;
    const ChainSnapshot chain = buildChain(desk.board(), desk.inputs);
    QVERIFY(chain.expiries[0].settlesAt < chain.expiries[1].settlesAt);
    QCOMPARE(chain.expiries[0].daysToExpiry, 2);
    for (std::size_t row = 1; row < chain.expiries[0].rows.size(); ++row) {
        const ChainRow& before = chain.expiries[0].rows[row - 1];
        const ChainRow& after = chain.expiries[0].rows[row];
        QVERIFY(before.strike < after.strike
                || (before.strike == after.strike && before.isCall && !after.isCall));
    }
}

void TestChainBuilder::anExpiryCanBeChosen()
{
    Desk desk;
    desk.inputs.expiry = nextFriday;
    const ChainSnapshot chain = buildChain(desk.board(), desk.inputs);
    QCOMPARE(chain.expiries.size(), std::size_t(1));
    QVERIFY(chain.expiries[0].expiry == nextFriday);
}

void TestChainBuilder::aRowWithoutAQuoteSaysWhyAndTakesTheSmile()
{
    const Desk desk;
    QuoteBoard board(desk.catalogue, desk.board().profile());
    board.apply({desk.now, TradePrint {desk.index, Price::nearest(desk.spot), 0}});
    const InstrumentId silent = desk.idOf(friday, Right::Call, 4'050);
    const InstrumentId oneSided = desk.idOf(friday, Right::Put, 3'950);
    const QuoteBoard full = desk.board();
    for (const InstrumentId id : desk.options) {
        const Quote& quote = full.quote(id);
        if (id == oneSided)
            board.apply({desk.now, QuoteUpdate {id, {}, quote.ask}});
        else if (id != silent)
            board.apply({desk.now, QuoteUpdate {id, quote.bid, quote.ask}});
    }
    const ChainSnapshot chain = buildChain(board, desk.inputs);
    const ChainRow& silentRow = rowOf(chain, friday, true, 4'050);
    QVERIFY(!silentRow.impliedVolatility && !silentRow.mid && !silentRow.bidAgeSeconds);
    QCOMPARE(silentRow.volatilityReason, std::string("no_quote"));
    QVERIFY(silentRow.greeks && silentRow.mark && silentRow.isModelMark);
    QVERIFY(std::abs(silentRow.mark->toDouble() - desk.fairOf(*desk.catalogue->at(silent).option)) < 0.3);
    const ChainRow& oneSidedRow = rowOf(chain, friday, false, 3'950);
    QCOMPARE(oneSidedRow.volatilityReason, std::string("one_sided"));
    QVERIFY(oneSidedRow.isModelMark && *oneSidedRow.mark <= oneSidedRow.quote.ask->price);
}

void TestChainBuilder::aWideMarketIsMarkedByTheModelWithinItsSides()
{
    const Desk desk;
    QuoteBoard board = desk.board();
    const InstrumentId id = desk.idOf(friday, Right::Call, 4'025);
    const double fair = desk.fairOf(*desk.catalogue->at(id).option);
    board.apply({desk.now,
                 QuoteUpdate {id, QuoteSide {Price::nearest(fair / 2), 1, desk.now},
                              QuoteSide {Price::nearest(fair * 3), 1, desk.now}}});
    const ChainSnapshot chain = buildChain(board, desk.inputs);
    const ChainRow& row = rowOf(chain, friday, true, 4'025);
    QVERIFY(row.quality.isWide && row.isModelMark);
    QVERIFY(std::abs(row.mark->toDouble() - fair) < 0.5);
    // Its mid is far above: the Greeks go with the mark.
    QVERIFY(row.greeks && row.isModelGreeks);
    const ChainRow& neighbour = rowOf(chain, friday, true, 4'000);
    QVERIFY(!neighbour.isModelGreeks && row.greeks->delta < neighbour.greeks->delta);
}

void TestChainBuilder::aZeroBidTakesItsGreeksFromTheSmile()
{
    const Desk desk;
    QuoteBoard board = desk.board();
    const InstrumentId id = desk.idOf(friday, Right::Call, 4'100);
    board.apply(
        {desk.now,
         QuoteUpdate {id, QuoteSide {Price(), 0, desk.now}, QuoteSide {Price::ofCents(5), 10, desk.now}}});
    const ChainSnapshot chain = buildChain(board, desk.inputs);
    const ChainRow& row = rowOf(chain, friday, true, 4'100);
    QCOMPARE(row.volatilityReason, std::string("zero_bid"));
    QVERIFY(!row.impliedVolatility && row.greeks && row.isModelGreeks);
    QVERIFY(row.mark.has_value()); // a known zero is a quote
    const ChainRow& neighbour = rowOf(chain, friday, true, 4'075);
    QVERIFY(!neighbour.isModelGreeks && row.greeks->delta > 0 && row.greeks->delta < neighbour.greeks->delta);
}

void TestChainBuilder::bothSidesHaveAVolatilityWhenAsked()
{
    Desk desk;
    const QuoteBoard board = desk.board();
    QVERIFY(!rowOf(buildChain(board, desk.inputs), friday, true, 4'000).bidVolatility);
    desk.inputs.wantsSideVolatilities = true;
    const ChainSnapshot chain = buildChain(board, desk.inputs);
    const ChainRow& row = rowOf(chain, friday, true, 4'000);
    QVERIFY(row.bidVolatility && row.askVolatility);
    QVERIFY(*row.bidVolatility < *row.impliedVolatility && *row.impliedVolatility < *row.askVolatility);
}

void TestChainBuilder::everyExpirySaysItsForwardAndItsMove()
{
    const Desk desk;
    const ChainSnapshot chain = buildChain(desk.board(), desk.inputs);
    for (const ChainExpiry& expiry : chain.expiries) {
        QVERIFY(expiry.forward && expiry.parityForward && expiry.straddleMove && expiry.volatilityMove);
        QVERIFY(std::abs(*expiry.forward - *expiry.parityForward) < 0.1);
        QVERIFY(std::abs(*expiry.atTheMoneyVolatility - 0.18) < 0.01);
        const double ratio = expiry.straddleMove->dollars / expiry.volatilityMove->dollars;
        QVERIFY2(ratio > 0.75 && ratio < 0.85, std::to_string(ratio).c_str());
    }
    QVERIFY(chain.arbitrage.empty());
    QVERIFY(!volatilityOfAMonth(chain)); // nine days say nothing of a month
    ChainSnapshot longer = chain;
    longer.expiries.back().years = 60.0 / 365;
    const double near = *chain.expiries.front().atTheMoneyVolatility;
    longer.expiries.back().atTheMoneyVolatility = near;
    QVERIFY(std::abs(*volatilityOfAMonth(longer) - near) < 1e-12);
}

void TestChainBuilder::theCurveDoesNotPriceEverythingAgain()
{
    Desk desk;
    desk.inputs.rates = *pricing::RateCurve::through({{0.001, 0.03}, {1, 0.05}}, "test");
    const QuoteBoard board = desk.board();
    ChainPricer pricer;
    const ChainSnapshotPtr first = pricer.price(board, desk.inputs);
    QVERIFY(first->expiries[0].rate < first->expiries[1].rate);
    desk.inputs.now += seconds(1);
    (void)pricer.price(board, desk.inputs);
    QCOMPARE(pricer.lastWork().inverted + pricer.lastWork().revalued, std::size_t(0));
}

void TestChainBuilder::aCrossedQuoteGivesNoVolatility()
{
    const Desk desk;
    QuoteBoard board = desk.board();
    const InstrumentId id = desk.idOf(friday, Right::Call, 4'025);
    const Quote quote = board.quote(id);
    board.apply(
        {desk.now, QuoteUpdate {id, QuoteSide {quote.ask->price + Price::ofCents(10), 1, desk.now}, {}}});
    const ChainSnapshot chain = buildChain(board, desk.inputs);
    const ChainRow& row = rowOf(chain, friday, true, 4'025);
    QVERIFY(row.quality.isCrossed && !row.impliedVolatility);
    QCOMPARE(row.volatilityReason, std::string("crossed"));
}

void TestChainBuilder::withoutASpotNothingIsGuessed()
{
    const Desk desk;
    QuoteBoard board(desk.catalogue, desk.board().profile());
    const InstrumentId id = desk.idOf(friday, Right::Call, 4'025);
    board.apply({desk.now,
                 QuoteUpdate {id, QuoteSide {Price::ofWhole(20), 1, desk.now},
                              QuoteSide {Price::ofWhole(21), 1, desk.now}}});
    const ChainSnapshot chain = buildChain(board, desk.inputs);
    QVERIFY(!chain.spot.isKnown());
    const ChainRow& row = rowOf(chain, friday, true, 4'025);
    QCOMPARE(row.volatilityReason, std::string("no_spot"));
    QVERIFY(!row.greeks && row.mark == row.mid);
    QVERIFY(!rowOf(chain, friday, true, 4'000).mark);
}

void TestChainBuilder::withoutContractsTheChainIsEmpty()
{
    auto catalogue = std::make_shared<Catalogue>();
    const InstrumentId index = catalogue->addIndex("NDEX");
    const Desk desk;
    QuoteBoard board(catalogue, desk.board().profile());
    board.apply({desk.now, TradePrint {index, Price::nearest(desk.spot), 0}});
    const ChainSnapshot chain = buildChain(board, desk.inputs);
    QVERIFY(chain.expiries.empty());
    QCOMPARE(chain.spot.price, desk.spot);
    ChainInputs unlisted = desk.inputs;
    unlisted.underlying = "NONE";
    QVERIFY(buildChain(board, unlisted).expiries.empty());
    QVERIFY(!buildChain(board, unlisted).spot.isKnown());
}

void TestChainBuilder::whatHasSettledIsLeftOut()
{
    Desk desk;
    const QuoteBoard board = desk.board();
    desk.inputs.now = newYorkTime(friday, hours(16));
    const ChainSnapshot chain = buildChain(board, desk.inputs);
    QCOMPARE(chain.expiries.size(), std::size_t(1));
    QVERIFY(chain.expiries[0].expiry == nextFriday);
    QVERIFY(chain.expiries[0].rows[0].quality.isStale);
}

void TestChainBuilder::onlyWhatMovedIsPricedAgain()
{
    Desk desk;
    QuoteBoard board = desk.board();
    ChainPricer pricer;
    (void)pricer.price(board, desk.inputs);
    QCOMPARE(pricer.lastWork().inverted, desk.options.size());
    (void)pricer.price(board, desk.inputs);
    QCOMPARE(pricer.lastWork().inverted, std::size_t(0));
    QCOMPARE(pricer.lastWork().revalued, std::size_t(0));
    // One quote moves: one row.
    const InstrumentId id = desk.idOf(friday, Right::Call, 4'025);
    const Quote quote = board.quote(id);
    board.apply(
        {desk.now, QuoteUpdate {id, {}, QuoteSide {quote.ask->price + Price::ofCents(10), 1, desk.now}}});
    (void)pricer.price(board, desk.inputs);
    QCOMPARE(pricer.lastWork().inverted, std::size_t(1));
    // The spot moves: every row keeps its volatility and gets new Greeks.
    board.apply({desk.now, TradePrint {desk.index, Price::ofWhole(4'002), 0}});
    const ChainSnapshotPtr chain = pricer.price(board, desk.inputs);
    QCOMPARE(pricer.lastWork().inverted, std::size_t(0));
    QVERIFY(pricer.lastWork().revalued >= desk.options.size());
    QCOMPARE(chain->spot.price, 4'002.0);
}

void TestChainBuilder::theCacheAgreesWithAFreshChain()
{
    MarketChoice choice;
    choice.date = wednesday;
    const auto market = *SimulatedMarket::open(choice);
    QuoteBoard board(market->catalogue(), market->profile());
    ChainPricer pricer;
    const Date expiry = wednesday;
    for (int step = 0; step < 3; ++step) {
        const Instant now = market->startsAt() + seconds(step * 2);
        std::vector<MarketEvent> events;
        market->read(now, events);
        for (const MarketEvent& event : events)
            board.apply(event);
        const ChainInputs inputs = chainInputs(*market, "SIMX", now, expiry);
        const ChainSnapshotPtr cached = pricer.price(board, inputs);
        const ChainSnapshot fresh = buildChain(board, inputs);
        QCOMPARE(cached->expiries.size(), fresh.expiries.size());
        for (std::size_t row = 0; row < fresh.expiries[0].rows.size(); ++row) {
            const ChainRow& kept = cached->expiries[0].rows[row];
            const ChainRow& made = fresh.expiries[0].rows[row];
            QCOMPARE(kept.symbol, made.symbol);
            QVERIFY(kept.quote == made.quote && kept.quality == made.quality && kept.mid == made.mid);
            // Near the money, where quotes follow the spot, both ways give nearly the same.
            if (kept.greeks && made.greeks && made.impliedVolatility
                && std::abs(made.strike.toDouble() / fresh.spot.price - 1) < 0.005)
                QVERIFY(std::abs(kept.greeks->delta - made.greeks->delta) < 0.05);
        }
    }
}

void TestChainBuilder::recordedDaysMakeSense_data()
{
    QTest::addColumn<QByteArray>("underlying");
    QTest::addColumn<int>("day");
    QTest::addColumn<int>("hour");
    QTest::addColumn<bool>("isDerived");
    QTest::addColumn<double>("spotMin");
    QTest::addColumn<double>("spotMax");
    QTest::addColumn<double>("volatilityMin");
    QTest::addColumn<double>("volatilityMax");
    QTest::newRow("spy") << QByteArray("spy") << 20230803 << 11 << false << 445.0 << 455.0 << 0.09 << 0.25;
    QTest::newRow("spxw, derived") << QByteArray("spxw") << 20210106 << 11 << true << 3'700.0 << 3'800.0
                                   << 0.08 << 0.5;
    QTest::newRow("spx") << QByteArray("spx") << 20210104 << 11 << false << 3'660.0 << 3'770.0 << 0.1 << 0.6;
    QTest::newRow("nwsa") << QByteArray("nwsa") << 20130628 << 11 << false << 29.0 << 34.0 << 0.1 << 2.0;
    QTest::newRow("goog") << QByteArray("goog") << 20151223 << 11 << false << 740.0 << 760.0 << 0.1 << 2.0;
}

// At the money the volatility is plausible and call and put agree roughly.
void TestChainBuilder::recordedDaysMakeSense()
{
    QFETCH(QByteArray, underlying);
    QFETCH(int, day);
    QFETCH(int, hour);
    QFETCH(bool, isDerived);
    QFETCH(double, spotMin);
    QFETCH(double, spotMax);
    QFETCH(double, volatilityMin);
    QFETCH(double, volatilityMax);
    MarketChoice choice;
    choice.kind = MarketChoice::Kind::Recorded;
    choice.directory = STRIKEDESK_SHARED_DATA "/lean/Data";
    choice.underlying = underlying.toStdString();
    choice.date = *parseDate(std::to_string(day));
    if (!QFileInfo::exists(QString::fromStdString(choice.directory)))
        QSKIP("shared/data is absent");
    const auto market = openMarket(choice);
    QVERIFY2(market, market ? "" : market.error().message.c_str());
    const Instant now = newYorkTime(choice.date, hours(hour));
    std::vector<MarketEvent> events;
    (*market)->read(now, events);
    QuoteBoard board((*market)->catalogue(), (*market)->profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    const std::string ticker = board.catalogue().underlyings().front();
    const ChainSnapshot chain = buildChain(board, chainInputs(**market, ticker, now));
    QCOMPARE(chain.spot.source == SpotSource::Derived, isDerived);
    QVERIFY(chain.spot.price > spotMin && chain.spot.price < spotMax);
    int plausible = 0;
    for (const ChainExpiry& expiry : chain.expiries) {
        for (const ChainRow& row : expiry.rows) {
            const double moneyness = row.strike.toDouble() / chain.spot.price;
            if (std::abs(moneyness - 1) > 0.05 || !row.impliedVolatility || !row.quality.isMarkable())
                continue;
            QVERIFY2(*row.impliedVolatility > volatilityMin && *row.impliedVolatility < volatilityMax,
                     (row.symbol + " " + std::to_string(*row.impliedVolatility)).c_str());
            ++plausible;
        }
    }
    QVERIFY(plausible >= 2);
}

QTEST_GUILESS_MAIN(TestChainBuilder)
#include "tst_ChainBuilder.moc"
