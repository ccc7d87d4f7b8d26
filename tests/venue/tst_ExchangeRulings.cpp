// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/venue/ScriptedMarket.h"

#include <QTest>

namespace {

using namespace strikedesk;

const std::string call15 = "NWSA  130720C00015000";
const std::string call16 = "NWSA  130720C00016000";

std::unique_ptr<ScriptedMarket> twoCalls()
{
    auto market = std::make_unique<ScriptedMarket>();
    market->addOption(call15);
    market->addOption(call16);
    market->addStock("NWSA");
    market->startAt(at(9, 30));
    for (int minute = 31; minute < 59; ++minute) {
        market->quote(at(9, minute), call15, 118, 120, 50, 50);
        market->quote(at(9, minute), call16, 60, 62, 50, 50);
    }
    return market;
}

std::string codeOf(const Result<void>& result)
{
    return result ? "done" : result.error().code;
}

/// An exchange on which a vertical was bought for 0.60 and a call for 1.20, as the tests find it.
struct Traded
{
    Traded()
        : exchange(twoCalls(), {})
    {
        static_cast<void>(exchange.connect(1).value());
        submit("V",
               {{call15, Side::Buy, 1, PositionEffect::Open}, {call16, Side::Sell, 1, PositionEffect::Open}},
               62);
        submit("C", {{call15, Side::Buy, 1, PositionEffect::Open}}, 120);
        static_cast<void>(exchange.advanceTo(1, at(9, 40), 0).value());
    }
    void submit(const char* id, std::vector<OrderLeg> legs, std::int64_t cents)
    {
        SubmitToVenue order;
        order.clientOrderId = ClientOrderId(id);
        order.legs = std::move(legs);
        order.quantity = Quantity(2);
        order.limit = Price::ofCents(cents);
        if (!exchange.take(1, order))
            qFatal("The exchange refused a command of the test.");
    }
    [[nodiscard]] const VenueFill& fillOf(const char* id) const
    {
        for (const VenueEvent& event : exchange.events()) {
            const auto* fill = std::get_if<VenueFill>(&event.body);
            if (fill && fill->clientOrderId.text() == id)
                return *fill;
        }
        qFatal("The order of the test did not fill.");
    }
    [[nodiscard]] std::int64_t position(const std::string& symbol) const
    {
        return exchange.ledger().position(symbol);
    }

    ExchangeBook exchange;
};

} // namespace

/// What officials decide afterwards: executions taken back and corrected.
class TestExchangeRulings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBustPutsTheBooksWhereTheyWouldBeWithoutTheFill()
    {
        Traded traded;
        const VenueFill fill = traded.fillOf("C");
        QCOMPARE(traded.position(call15), 4);
        QCOMPARE(codeOf(traded.exchange.rule({fill.executionId, {}, "erroneous"})), std::string("done"));
        const VenueFill& vertical = traded.fillOf("V");
        Money fees;
        for (const LegFill& leg : vertical.legs)
            fees += leg.fee;
        QCOMPARE(traded.position(call15), 2);
        QCOMPARE(traded.exchange.listing().fees, fees);
        QCOMPARE(traded.exchange.listing().cash,
                 Money::ofWhole(100'000) - value(vertical.price, Quantity(2), Multiplier(100)) - fees);
        const auto& busted = std::get<VenueBusted>(traded.exchange.events().back().body);
        QCOMPARE(busted.busted, fill.executionId);
        QVERIFY(busted.executionId != fill.executionId);
    }

    void aCorrectionMovesTheCashByTheDifferenceAlone()
    {
        Traded traded;
        const VenueFill fill = traded.fillOf("V");
        const VenueListing before = traded.exchange.listing();
        const Price right = fill.price - Price::ofCents(15);
        QCOMPARE(codeOf(traded.exchange.rule({fill.executionId, right, "wrong price"})), std::string("done"));
        const VenueListing after = traded.exchange.listing();
        QCOMPARE(after.cash - before.cash, Money::ofCents(15 * 100 * 2));
        QCOMPARE(after.fees, before.fees);
        QCOMPARE(after.positions.size(), before.positions.size());
        const auto& corrected = std::get<VenueCorrected>(traded.exchange.events().back().body);
        QCOMPARE(corrected.price, right);
        QCOMPARE(corrected.legs[0].price - corrected.legs[1].price, right);
    }

    void aRulingThatCannotBeIsRefusedAndChangesNothing()
    {
        Traded traded;
        const VenueFill fill = traded.fillOf("C");
        QCOMPARE(codeOf(traded.exchange.rule({ExecutionId("E9-1"), {}, ""})),
                 std::string("venue.unknown_execution"));
        QCOMPARE(codeOf(traded.exchange.rule({fill.executionId, Price::ofCents(-1), ""})),
                 std::string("venue.bad_correction"));
        QCOMPARE(traded.position(call15), 4);
        QCOMPARE(codeOf(traded.exchange.rule({fill.executionId, {}, ""})), std::string("done"));
        QCOMPARE(codeOf(traded.exchange.rule({fill.executionId, {}, ""})),
                 std::string("venue.execution_reversed"));
        QCOMPARE(traded.position(call15), 2);
    }

    void whatACorrectionLeftCanBeTakenBack()
    {
        Traded traded;
        const VenueFill fill = traded.fillOf("C");
        QCOMPARE(codeOf(traded.exchange.rule({fill.executionId, Price::ofCents(100), ""})),
                 std::string("done"));
        const ExecutionId standing
            = std::get<VenueCorrected>(traded.exchange.events().back().body).executionId;
        QCOMPARE(codeOf(traded.exchange.rule({standing, {}, ""})), std::string("done"));
        QCOMPARE(traded.position(call15), 2);
    }

    void anOrderIsFoundByEachIdItEverHad()
    {
        Traded traded;
        QVERIFY(!traded.exchange.find(ClientOrderId("nobody")));
        const auto row = traded.exchange.find(ClientOrderId("V"));
        QVERIFY(row);
        QCOMPARE(row->state, std::string("filled"));
        QCOMPARE(row->filled, Quantity(2));
    }
};

QTEST_GUILESS_MAIN(TestExchangeRulings)
#include "tst_ExchangeRulings.moc"
