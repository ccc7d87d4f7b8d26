// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/InsideSpread.h"
#include "tests/venue/ScriptedMarket.h"

#include <QTest>

namespace {

using namespace strikedesk;

const std::string call15 = "NWSA  130720C00015000";

// One series in nickels; the market as a test needs it is added on top.
std::unique_ptr<ScriptedMarket> oneSeries()
{
    auto market = std::make_unique<ScriptedMarket>();
    market->addOption(call15);
    market->addStock("NWSA");
    market->startAt(at(9, 30));
    market->quote(at(9, 31), call15, 100, 120, 50, 50);
    return market;
}

ExchangeOptions withModel(int model)
{
    ExchangeOptions options;
    options.fills = FillModel(model);
    return options;
}

// What a row of a fill table does after the order was sent at 10:00.
enum Happening {
    QuoteReaches,   // ask 1.05 at 10:02
    QuoteStays,     // 1.00 at 1.20 again at 10:02
    QuoteJumps,     // ask 1.00 at 10:02
    PrintAtMid,     // print at 1.10 at 10:02
    PrintThrough,   // print at 1.05 at 10:02
    QuoteTooEarly,  // ask 1.05 at 10:00:00.250, then silence
    QuoteJustLater, // ask 1.05 at 10:00:00.251
    QuoteCrossed,   // bid 1.10 over ask 1.05
    OnlyTheBid,     // bid 1.05 alone
    NoSize,         // ask 1.05 for 0 contracts
};

void script(ScriptedMarket& market, int happening)
{
    switch (happening) {
    case QuoteReaches: market.quote(at(10, 2), call15, 95, 105); break;
    case QuoteStays: market.quote(at(10, 2), call15, 100, 120); break;
    case QuoteJumps: market.quote(at(10, 2), call15, 90, 100); break;
    case PrintAtMid: market.print(at(10, 2), call15, 110, 3); break;
    case PrintThrough: market.print(at(10, 2), call15, 105, 3); break;
    case QuoteTooEarly: market.quote(at(10, 0, 0, 250), call15, 95, 105); break;
    case QuoteJustLater: market.quote(at(10, 0, 0, 251), call15, 95, 105); break;
    case QuoteCrossed: market.quote(at(10, 2), call15, 110, 105); break;
    case OnlyTheBid: market.bid(at(10, 2), call15, 105); break;
    case NoSize: market.quote(at(10, 2), call15, 95, 105, 10, 0); break;
    default: qFatal("no such happening");
    }
}

} // namespace

/// docs/fill-models.md for orders of one leg, row by row.
class TestFillModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBuyOfFive_data()
    {
        QTest::addColumn<int>("model");
        QTest::addColumn<int>("limitCents");
        QTest::addColumn<bool>("hasRested");
        QTest::addColumn<int>("happening");
        QTest::addColumn<QString>("fills");
        const auto row = [](const char* name, FillModel model, int limit, bool hasRested, Happening happening,
                            const char* fills) {
            QTest::newRow(name) << int(model) << limit << hasRested << int(happening)
                                << QString::fromLatin1(fills);
        };
        const auto strict = FillModel::Pessimistic;
        const auto usual = FillModel::Calibrated;
        const auto generous = FillModel::Optimistic;
        // clang-format off
        row("the ask reaches the limit",               strict,   105, false, QuoteReaches,   "5 @ 1.0500");
        row("an arriving order pays the ask",          strict,   120, false, QuoteReaches,   "5 @ 1.0500");
        row("a resting order pays its limit",          strict,   110, true,  QuoteJumps,     "5 @ 1.1000");
        row("the ask stays away",                      strict,   115, false, QuoteStays,     "");
        row("a print at the limit, strict",            strict,   110, true,  PrintAtMid,     "");
        row("a print through the limit, strict",       strict,   110, true,  PrintThrough,   "3 @ 1.1000");
        row("a print through, strict, not rested",     strict,   110, false, PrintThrough,   "");
        row("a print at the limit",                    usual,    110, false, PrintAtMid,     "3 @ 1.1000");
        row("a print better than the limit, arriving", usual,    115, false, PrintAtMid,     "3 @ 1.1000");
        row("a print better than the limit, resting",  usual,    115, true,  PrintAtMid,     "3 @ 1.1500");
        row("a print worse than the limit",            usual,    105, true,  PrintAtMid,     "");
        row("the ask reaches the limit, usual",        usual,    105, false, QuoteReaches,   "5 @ 1.0500");
        row("mid is not enough, usual",                usual,    110, true,  QuoteStays,     "");
        row("mid is enough, generous",                 generous, 110, false, QuoteStays,     "5 @ 1.1000");
        row("less than mid, generous",                 generous, 105, false, QuoteStays,     "");
        row("mid, although the limit is the ask",      generous, 120, false, QuoteStays,     "5 @ 1.1000");
        row("said when the order took effect",         usual,    120, false, QuoteTooEarly,  "");
        row("said a millisecond later",                usual,    120, false, QuoteJustLater, "5 @ 1.0500");
        row("crossed",                                 usual,    120, false, QuoteCrossed,   "");
        row("crossed, generous",                       generous, 120, false, QuoteCrossed,   "");
        row("only the other side was heard",           usual,    120, false, OnlyTheBid,     "");
        row("nothing displayed",                       usual,    120, false, NoSize,         "");
        // clang-format on
    }

    void aBuyOfFive()
    {
        QFETCH(int, model);
        QFETCH(int, limitCents);
        QFETCH(bool, hasRested);
        QFETCH(int, happening);
        QFETCH(QString, fills);
        auto market = oneSeries();
        if (hasRested)
            market->quote(at(10, 1), call15, 100, 150); // a look at it, far away
        script(*market, happening);
        ExchangeDesk desk(std::move(market), withModel(model));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 5, limitCents);
        desk.advance(at(10, 5));
        QString found;
        for (const VenueFill& fill : desk.fills()) {
            found += QString::number(fill.quantity.count()) + QStringLiteral(" @ ")
                + QString::fromStdString(fill.price.text());
            QCOMPARE(fill.fillModel, std::string(nameOf(FillModel(model))));
        }
        QCOMPARE(found, fills);
    }

    void aSaleIsTheMirrorOfABuy_data()
    {
        QTest::addColumn<int>("model");
        QTest::addColumn<int>("limitCents");
        QTest::addColumn<QString>("fills");
        QTest::newRow("touch") << int(FillModel::Pessimistic) << 90 << QStringLiteral("4 @ 1.0000");
        QTest::newRow("a print through the limit")
            << int(FillModel::Pessimistic) << 105 << QStringLiteral("2 @ 1.0500");
        QTest::newRow("not reached") << int(FillModel::Pessimistic) << 115 << QString();
        QTest::newRow("print") << int(FillModel::Calibrated) << 110 << QStringLiteral("2 @ 1.1000");
        QTest::newRow("mid, rounded down to the nickel")
            << int(FillModel::Optimistic) << 105 << QStringLiteral("4 @ 1.1000");
    }

    void aSaleIsTheMirrorOfABuy()
    {
        QFETCH(int, model);
        QFETCH(int, limitCents);
        QFETCH(QString, fills);
        auto market = oneSeries();
        market->quote(at(10, 1), call15, 100, 125, 9, 9).print(at(10, 2), call15, 110, 2);
        ExchangeDesk desk(std::move(market), withModel(model));
        desk.advance(at(10, 0));
        desk.sell("A", call15, 4, limitCents);
        desk.advance(at(10, 5));
        QString found;
        for (const VenueFill& fill : desk.fills())
            found += QString::number(fill.quantity.count()) + QStringLiteral(" @ ")
                + QString::fromStdString(fill.price.text());
        QCOMPARE(found, fills);
    }

    void displayedSizeIsTakenOnce()
    {
        auto market = oneSeries();
        market
            ->quote(at(10, 1), call15, 100, 120, 50, 7) // 7 for everybody
            .bid(at(10, 2), call15, 100, 50)            // the other side refreshes nothing
            .ask(at(10, 3), call15, 120, 4);            // 4 new ones
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 5, 120);
        desk.buy("B", call15, 5, 120);
        desk.buy("C", call15, 5, 120);
        desk.advance(at(10, 2, 30));
        QCOMPARE(desk.story(),
                 std::string("accepted A; accepted B; accepted C; fill A 5 @ 1.2000 complete; "
                             "fill B 2 @ 1.2000"));
        desk.advance(at(10, 5));
        QVERIFY(desk.story().ends_with("fill B 3 @ 1.2000 complete; fill C 1 @ 1.2000"));
    }

    void aPrintIsClaimedOnce()
    {
        auto market = oneSeries();
        market->print(at(10, 1), call15, 110, 3);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 2, 110);
        desk.buy("B", call15, 2, 110);
        desk.advance(at(10, 5));
        QVERIFY(desk.story().ends_with("fill A 2 @ 1.1000 complete; fill B 1 @ 1.1000"));
    }

    void aStaleSideTradesNothing()
    {
        auto market = oneSeries();
        market->ask(at(10, 1), call15, 120, 1).bid(at(10, 12), call15, 100, 1);
        ExchangeDesk desk(std::move(market), withModel(int(FillModel::Optimistic)));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 1, 50);
        desk.advance(at(10, 2));
        desk.replace("A", "B", 1, 120); // the ask is older than the limit when the bid speaks
        desk.advance(at(10, 20));
        QVERIFY(desk.fills().empty());
    }

    void aMarketOrderTakesTheNextTouch_data()
    {
        QTest::addColumn<int>("model");
        for (int model = 0; model < 3; ++model)
            QTest::addRow("%s", std::string(nameOf(FillModel(model))).c_str()) << model;
    }

    void aMarketOrderTakesTheNextTouch()
    {
        QFETCH(int, model);
        auto market = oneSeries();
        market->print(at(10, 1), call15, 105, 9).quote(at(10, 2), call15, 100, 130, 9, 9);
        ExchangeDesk desk(std::move(market), withModel(model));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {{call15, Side::Buy, 1, PositionEffect::Open}}, 2, {}));
        desk.advance(at(10, 5));
        QCOMPARE(desk.fills().size(), std::size_t(1));
        // Optimistic: the mid of what stood, once anything is heard; the others the ask.
        QVERIFY(desk.fills()[0].price == Price::ofCents(model == int(FillModel::Optimistic) ? 115 : 130));
    }

    void aMarketOrderTakesAPrintWhereNothingIsQuoted()
    {
        auto market = oneSeries();
        market->print(at(10, 1), "NWSA", 1'502, 300);
        ExchangeDesk desk(std::move(market), withModel(int(FillModel::Pessimistic)));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {{"NWSA", Side::Buy, 1, PositionEffect::Open}}, 200, {}));
        desk.advance(at(10, 5));
        QCOMPARE(desk.story(), std::string("accepted A; fill A 200 @ 15.0200 complete"));
    }

    void aStopIsHitByOneQuoteAndTradesOnTheNext()
    {
        auto market = oneSeries();
        market->quote(at(10, 1), call15, 95, 115)
            .quote(at(10, 2), call15, 90, 110) // hits
            .quote(at(10, 3), call15, 80, 100);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        auto stop = desk.order("A", {{call15, Side::Sell, 1, PositionEffect::Close}}, 1, {});
        stop.kind = VenueOrderKind::Stop;
        stop.stop = Price::ofCents(90);
        desk.send(stop);
        stop.clientOrderId = ClientOrderId("B");
        stop.kind = VenueOrderKind::StopLimit;
        stop.limit = Price::ofCents(85);
        desk.send(stop);
        desk.advance(at(10, 2, 30));
        QVERIFY(desk.fills().empty());
        desk.advance(at(10, 5));
        // The stop trades at the next bid; the stop limit finds it worse than its limit.
        QCOMPARE(desk.story(), std::string("accepted A; accepted B; fill A 1 @ 0.8000 complete"));
        QVERIFY(desk.events().back().at == at(10, 3));
    }

    void aCrossedOrOneSidedQuoteHitsNoStop()
    {
        auto market = std::make_unique<ScriptedMarket>();
        market->addOption(call15);
        market->startAt(at(9, 30));
        market->bid(at(10, 1), call15, 80)
            .quote(at(10, 2), call15, 85, 80)
            .quote(at(10, 3), call15, 100, 120);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        auto stop = desk.order("A", {{call15, Side::Sell, 1, PositionEffect::Close}}, 1, {});
        stop.kind = VenueOrderKind::Stop;
        stop.stop = Price::ofCents(90);
        desk.send(stop);
        desk.advance(at(10, 5));
        QCOMPARE(desk.story(), std::string("accepted A"));
    }

    void aVenueWithoutStopsSaysSo()
    {
        ExchangeOptions options;
        options.profile.hasNativeStops = false;
        ExchangeDesk desk(oneSeries(), options);
        desk.advance(at(10, 0));
        auto stop = desk.order("A", {{call15, Side::Sell, 1, PositionEffect::Close}}, 1, {});
        stop.kind = VenueOrderKind::Stop;
        stop.stop = Price::ofCents(90);
        desk.send(stop);
        desk.advance(at(10, 5));
        QCOMPARE(desk.story(), std::string("rejected A venue.unsupported_kind"));
    }

    void theMedianOfADayStartsFromWhatWasSupposed()
    {
        const Date day = testDay;
        ScriptedMarket market;
        const InstrumentId id = market.addOption(call15);
        ExchangeQuotes quotes(market.catalogue(), market.profile());
        InsideSpread inside;
        QCOMPARE(inside.medianPermille("NWSA"), 750);
        quotes.hear({at(10, 0),
                     QuoteUpdate {id, QuoteSide {Price::ofCents(100), 1, at(10, 0)},
                                  QuoteSide {Price::ofCents(120), 1, at(10, 0)}}});
        const auto print = [&](int cents, int times) {
            for (int count = 0; count < times; ++count) {
                quotes.beginBatch();
                quotes.hear({at(10, 1), TradePrint {id, Price::ofCents(cents), 1}});
                inside.learn(quotes, day);
            }
        };
        print(110, 1);
        QCOMPARE(inside.medianPermille("NWSA"), 750); // one print does not decide
        print(110, 20);
        QCOMPARE(inside.medianPermille("NWSA"), 0);
        print(125, 60); // beyond the touch counts as the touch
        QCOMPARE(inside.medianPermille("NWSA"), 1'000);
        QCOMPARE(inside.medianPermille("SPX"), 750);
        quotes.beginBatch();
        inside.learn(quotes, std::chrono::year {2013} / 7 / 1); // a new day forgets
        QCOMPARE(inside.medianPermille("NWSA"), 750);
    }
};

QTEST_GUILESS_MAIN(TestFillModels)
#include "tst_FillModels.moc"
