// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/venue/ScriptedMarket.h"

#include <QTest>

namespace {

using namespace strikedesk;

const std::string call15 = "NWSA  130720C00015000";
const std::string call16 = "NWSA  130720C00016000";
const std::string put15 = "NWSA  130720P00015000";
const std::string put14 = "NWSA  130720P00014000";
const std::string call17 = "NWSA  130720C00017000";

std::unique_ptr<ScriptedMarket> quietMarket()
{
    auto market = std::make_unique<ScriptedMarket>();
    for (const std::string& symbol : {call15, call16, call17, put15, put14})
        market->addOption(symbol);
    market->addStock("NWSA");
    market->addIndex("SPX");
    market->startAt(at(9, 30));
    market->quote(at(9, 31), call15, 100, 120);
    return market;
}

OrderLeg leg(const std::string& symbol, Side side, int ratio = 1)
{
    return {symbol, side, ratio, PositionEffect::Open};
}

} // namespace

/// The life of orders: what is refused, and the races of replace and cancel.
class TestExchangeOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusalNamesItsRule_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("which");
        const char* codes[] = {"venue.unknown_symbol",      "venue.unlisted",
                               "venue.unknown_symbol",      "venue.bad_tick",
                               "venue.bad_price",           "venue.bad_quantity",
                               "venue.bad_quantity",        "venue.bad_quantity",
                               "venue.too_many_legs",       "venue.no_legs",
                               "venue.unsupported_package", "venue.unsupported_package",
                               "venue.bad_price",           "venue.bad_price",
                               "venue.unsupported_kind",    "venue.unsupported_time_in_force"};
        int which = 0;
        for (const char* code : codes) {
            QTest::addRow("case %d: %s", which, code) << QString::fromLatin1(code) << which;
            ++which;
        }
    }

    void aRefusalNamesItsRule()
    {
        QFETCH(QString, code);
        QFETCH(int, which);
        ExchangeDesk desk(quietMarket());
        auto submit = desk.order("A", {leg(call15, Side::Buy)}, 1, 110);
        switch (which) {
        case 0: submit.legs[0].symbol = "no such thing"; break;
        case 1: submit.legs[0].symbol = "NWSA  130720C00099000"; break;
        case 2: submit.legs[0].symbol = "SPX"; break;
        case 3: submit.limit = Price::ofCents(111); break;
        case 4: submit.limit = Price::ofCents(0); break;
        case 5: submit.quantity = Quantity(0); break;
        case 6: submit.quantity = Quantity(-3); break;
        case 7: submit.legs[0].ratio = 0; break;
        case 8:
            submit.legs = {leg(call15, Side::Buy), leg(call16, Side::Sell), leg(put15, Side::Buy),
                           leg(put14, Side::Sell), leg(call17, Side::Sell)};
            break;
        case 9: submit.legs.clear(); break;
        case 10: submit.legs = {leg(call15, Side::Buy), leg(call15, Side::Sell)}; break;
        case 11: submit.legs = {leg("NWSA", Side::Buy, 100), leg("NWSA", Side::Sell, 10)}; break;
        case 12: submit.limit.reset(); break;
        case 13: submit.stop = Price::ofCents(100); break;
        case 14:
            submit.legs = {leg(call15, Side::Buy), leg(call16, Side::Sell)};
            submit.kind = VenueOrderKind::Stop;
            break;
        case 15: submit.timeInForce = TimeInForce::GoodTillDate; break;
        default: QFAIL("no such case");
        }
        desk.advance(at(10, 0));
        desk.send(submit);
        desk.advance(at(10, 1));
        const auto rejected = desk.all<VenueRejected>();
        QCOMPARE(rejected.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(rejected[0].code), code);
        QVERIFY(!rejected[0].reason.empty());
        QCOMPARE(desk.events().size(), std::size_t(1));
        QCOMPARE(desk.exchange().listing().orders[0].state, std::string("rejected"));
    }

    void theMarketIsOpenFromBellToBell_data()
    {
        QTest::addColumn<qint64>("sentSecondsAfterMidnight");
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("half past eight") << qint64(8 * 3600 + 1800) << false;
        QTest::newRow("the last moment before the open") << qint64(9 * 3600 + 1799) << false;
        QTest::newRow("the open") << qint64(9 * 3600 + 1800) << true;
        QTest::newRow("a second before the close") << qint64(16 * 3600 - 1) << true;
        QTest::newRow("the close") << qint64(16 * 3600) << false;
    }

    void theMarketIsOpenFromBellToBell()
    {
        QFETCH(qint64, sentSecondsAfterMidnight);
        QFETCH(bool, isAccepted);
        auto market = quietMarket();
        market->startAt(at(8, 0));
        ExchangeDesk desk(std::move(market));
        desk.advance(newYorkTime(testDay, std::chrono::seconds {sentSecondsAfterMidnight}));
        desk.buy("A", call15, 1, 50);
        desk.advance(at(16, 30));
        QCOMPARE(
            desk.story(),
            std::string(isAccepted ? "accepted A; expired A after 0" : "rejected A venue.market_closed"));
    }

    void anExpiredSeriesIsRefused()
    {
        auto market = std::make_unique<ScriptedMarket>();
        market->addOption("NWSA  130622C00015000"); // Saturday date: last traded on Friday the 21st
        market->startAt(at(9, 30));
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", "NWSA  130622C00015000", 1, 100);
        desk.advance(at(10, 1));
        QCOMPARE(desk.story(), std::string("rejected A venue.expired"));
    }

    void aClientOrderIdServesOnce()
    {
        ExchangeDesk desk(quietMarket());
        desk.advance(at(10, 0));
        desk.buy("A", call15, 1, 50);
        desk.buy("A", call15, 5, 55);
        desk.advance(at(10, 1));
        QCOMPARE(desk.story(), std::string("accepted A; rejected A venue.duplicate_order_id"));
        QCOMPARE(desk.exchange().listing().orders.size(), std::size_t(1));
        QCOMPARE(desk.exchange().listing().orders[0].state, std::string("working"));
    }

    void aReplaceKeepsWhatIsFilled()
    {
        auto market = quietMarket();
        market->quote(at(10, 1), call15, 100, 120, 10, 2).quote(at(10, 3), call15, 100, 110, 10, 50);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 5, 120);
        desk.advance(at(10, 2));
        desk.replace("A", "B", 4, 115);
        desk.advance(at(10, 4));
        QCOMPARE(desk.story(),
                 std::string("accepted A; fill A 2 @ 1.2000; replaced A by B; "
                             "fill B 2 @ 1.1000 complete"));
        QCOMPARE(desk.exchange().ledger().position(call15), std::int64_t(4));
    }

    void aReplaceIsRefused_data()
    {
        QTest::addColumn<QString>("original");
        QTest::addColumn<QString>("replacement");
        QTest::addColumn<int>("quantity");
        QTest::addColumn<int>("limitCents");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* original, const char* replacement, int quantity,
                            int limit, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(original) << QString::fromLatin1(replacement)
                                << quantity << limit << QString::fromLatin1(code);
        };
        row("unknown order", "X", "B", 5, 115, "venue.unknown_order");
        row("replacement is the original", "A", "A", 5, 115, "venue.duplicate_order_id");
        row("no more than what is filled", "A", "B", 2, 115, "venue.bad_quantity");
        row("off tick", "A", "B", 5, 113, "venue.bad_tick");
        row("filled order", "F", "B", 5, 115, "venue.too_late_to_replace");
        row("rejected order", "R", "B", 5, 115, "venue.too_late_to_replace");
    }

    void aReplaceIsRefused()
    {
        QFETCH(QString, original);
        QFETCH(QString, replacement);
        QFETCH(int, quantity);
        QFETCH(int, limitCents);
        QFETCH(QString, code);
        auto market = quietMarket();
        market->quote(at(10, 1), call15, 100, 120, 10, 3);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("F", call15, 1, 120);
        desk.buy("A", call15, 5, 120);
        desk.buy("R", call15, 5, 1);
        desk.advance(at(10, 2));
        desk.replace(original.toStdString(), replacement.toStdString(), quantity, limitCents);
        desk.advance(at(10, 3));
        const auto refused = desk.all<VenueReplaceRejected>();
        QCOMPARE(refused.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(refused[0].code), code);
        // The original works on unchanged.
        desk.cancel("A");
        desk.advance(at(10, 4));
        QVERIFY(desk.story().ends_with("cancelled A after 2"));
    }

    void aSecondReplaceOfTheSameOriginalIsRefused()
    {
        ExchangeDesk desk(quietMarket());
        desk.advance(at(10, 0));
        desk.buy("A", call15, 1, 50);
        desk.replace("A", "B", 1, 55);
        desk.replace("A", "C", 1, 60);
        desk.replace("B", "D", 1, 65);
        desk.advance(at(10, 1));
        QCOMPARE(desk.story(),
                 std::string("accepted A; replaced A by B; replace rejected C "
                             "venue.unknown_order; replaced B by D"));
    }

    /// Race: the fill comes while the replace is on its way.
    void aFillOvertakesAReplace()
    {
        auto market = quietMarket();
        market->quote(at(10, 2, 0, 100), call15, 100, 110, 10, 50);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 5, 110);
        desk.advance(at(10, 2));
        desk.replace("A", "B", 5, 115); // in effect at 10:02:00.250
        desk.advance(at(10, 3));
        QCOMPARE(desk.story(),
                 std::string("accepted A; fill A 5 @ 1.1000 complete; "
                             "replace rejected B venue.too_late_to_replace"));
    }

    /// Race: the fill comes while the cancel is on its way; then: the cancel was in time.
    void aCancelRacesAFill_data()
    {
        QTest::addColumn<int>("fillMs");
        QTest::addColumn<QString>("story");
        QTest::newRow("before the cancel takes effect")
            << 249
            << QStringLiteral("accepted A; fill A 5 @ 1.1000 complete; cancel rejected A "
                              "venue.too_late_to_cancel");
        QTest::newRow("at the same instant the market comes first")
            << 250
            << QStringLiteral("accepted A; fill A 5 @ 1.1000 complete; cancel rejected A "
                              "venue.too_late_to_cancel");
        QTest::newRow("after it") << 251 << QStringLiteral("accepted A; cancelled A after 0");
    }

    void aCancelRacesAFill()
    {
        QFETCH(int, fillMs);
        QFETCH(QString, story);
        auto market = quietMarket();
        market->quote(at(10, 2, 0, fillMs), call15, 100, 110, 10, 50);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 5, 110);
        desk.advance(at(10, 2));
        desk.cancel("A");
        desk.advance(at(10, 3));
        QCOMPARE(QString::fromStdString(desk.story()), story);
    }

    void aCancelUnderAnOldIdEndsTheOrder()
    {
        ExchangeDesk desk(quietMarket());
        desk.advance(at(10, 0));
        desk.buy("A", call15, 1, 50);
        desk.replace("A", "B", 1, 55);
        desk.cancel("A");
        desk.cancel("Z");
        desk.advance(at(10, 1));
        QCOMPARE(desk.story(),
                 std::string("accepted A; replaced A by B; cancelled B after 0; "
                             "cancel rejected Z venue.unknown_order"));
    }

    void aVenueMayGiveAReplaceANewOrderId_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("new") << true;
        QTest::newRow("the same") << false;
    }

    void aVenueMayGiveAReplaceANewOrderId()
    {
        QFETCH(bool, isNew);
        ExchangeOptions options;
        options.profile.replaceMakesNewOrder = isNew;
        ExchangeDesk desk(quietMarket(), options);
        desk.advance(at(10, 0));
        desk.buy("A", call15, 1, 50);
        desk.replace("A", "B", 1, 55);
        desk.advance(at(10, 1));
        const auto accepted = desk.all<VenueAccepted>();
        const auto replaced = desk.all<VenueReplaced>();
        QCOMPARE(accepted[0].venueOrderId != replaced[0].venueOrderId, isNew);
    }

    void ordersEndWhenTheirTimeIsOver()
    {
        const Date monday = std::chrono::year {2013} / 7 / 1;
        auto market = quietMarket();
        market->quote(newYorkTime(monday, std::chrono::hours {10}), call15, 100, 120);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("day", call15, 1, 50);
        auto order = desk.order("gtc", {leg(call15, Side::Buy)}, 1, 50);
        order.timeInForce = TimeInForce::GoodTillCancelled;
        desk.send(order);
        order.clientOrderId = ClientOrderId("gtd");
        order.timeInForce = TimeInForce::GoodTillDate;
        order.goodTill = monday;
        desk.send(order);
        order.clientOrderId = ClientOrderId("past");
        order.goodTill = std::chrono::year {2013} / 6 / 27;
        desk.send(order);
        desk.advance(at(16, 1));
        QCOMPARE(desk.story(),
                 std::string("accepted day; accepted gtc; accepted gtd; rejected past "
                             "venue.unsupported_time_in_force; expired day after 0"));
        QVERIFY(desk.events().back().at == at(16, 0));
        desk.advance(newYorkTime(monday, std::chrono::hours {17}));
        QVERIFY(desk.story().ends_with("; expired gtd after 0"));
        // Good till cancelled lasts as long as the series trades: the third Friday.
        desk.advance(newYorkTime(std::chrono::year {2013} / 7 / 20, std::chrono::hours {1}));
        QVERIFY(desk.story().ends_with("; expired gtc after 0"));
    }

    void anImmediateOrderHasOneChance_data()
    {
        QTest::addColumn<int>("limitCents");
        QTest::addColumn<QString>("story");
        QTest::newRow("all of it") << 120
                                   << QStringLiteral("accepted A; fill A 2 @ 1.2000; "
                                                     "cancelled A after 2");
        QTest::newRow("nothing") << 115 << QStringLiteral("accepted A; cancelled A after 0");
    }

    void anImmediateOrderHasOneChance()
    {
        QFETCH(int, limitCents);
        QFETCH(QString, story);
        auto market = quietMarket();
        market->quote(at(10, 1), call15, 100, 120, 10, 2).quote(at(10, 2), call15, 100, 110);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        auto order = desk.order("A", {leg(call15, Side::Buy)}, 5, limitCents);
        order.timeInForce = TimeInForce::ImmediateOrCancel;
        desk.send(order);
        desk.advance(at(10, 3));
        QCOMPARE(QString::fromStdString(desk.story()), story);
    }

    void anImmediateOrderWithoutNewsIsCancelled()
    {
        ExchangeDesk desk(quietMarket());
        desk.advance(at(10, 0));
        auto order = desk.order("A", {leg(call15, Side::Buy)}, 5, 120);
        order.timeInForce = TimeInForce::ImmediateOrCancel;
        desk.send(order);
        desk.advance(at(10, 30));
        QCOMPARE(desk.story(), std::string("accepted A; cancelled A after 0"));
    }

    void theSequenceHasNoGapAndTheSameQuestionTheSameAnswer()
    {
        auto market = quietMarket();
        market->quote(at(10, 1), call15, 100, 120, 10, 1).quote(at(10, 2), call15, 100, 120, 10, 1);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 3, 120);
        desk.advance(at(16, 30));
        std::uint64_t expected = 0;
        for (const VenueEvent& event : desk.events())
            QCOMPARE(event.sequence, ++expected);
        QCOMPARE(expected, std::uint64_t(4));

        const auto again = desk.venue().advanceTo(at(10, 1), 0);
        QCOMPARE(again->size(), std::size_t(2)); // accepted, one fill: what was known then
        QCOMPARE(desk.venue().advanceTo(at(16, 30), 2)->size(), std::size_t(2));
        QVERIFY(!desk.venue().advanceTo(at(16, 30), 5));
    }

    void aNewerSessionEndsTheOlderAndSeesWhatItSent()
    {
        ExchangeDesk desk(quietMarket());
        desk.advance(at(10, 0));
        desk.buy("A", call15, 3, 50);
        auto shared = std::shared_ptr<ExchangeBook>(&desk.exchange(), [](ExchangeBook*) {});
        InProcessVenue newer(shared);
        QVERIFY(!newer.isConnected());
        QVERIFY(!newer.send(CancelAtVenue {ClientOrderId("A")}));
        const auto same = newer.connect(1);
        QVERIFY(!same);
        QCOMPARE(same.error().code, std::string("venue.fenced"));
        const auto listing = newer.connect(2);
        QVERIFY(listing);
        QCOMPARE(listing->orders.size(), std::size_t(1)); // sent, in effect with the new session
        QCOMPARE(listing->orders[0].state, std::string("working"));
        QVERIFY(!desk.venue().isConnected());
        const auto late = desk.venue().send(CancelAtVenue {ClientOrderId("A")});
        QVERIFY(!late);
        QCOMPARE(late.error().code, std::string("venue.fenced"));
        QVERIFY(!desk.venue().listing());
        QVERIFY(newer.advanceTo(at(10, 1), 0));
    }
};

QTEST_GUILESS_MAIN(TestExchangeOrders)
#include "tst_ExchangeOrders.moc"
