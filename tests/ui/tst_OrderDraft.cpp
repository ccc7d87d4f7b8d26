// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureMarket.h"
#include "ui/charts/PayoffCurve.h"
#include "ui/ticket/OrderDraft.h"

#include <QSignalSpy>
#include <QTest>

using namespace strikedesk;
using namespace strikedesk::ui;

namespace {

constexpr Date draftExpiry {std::chrono::year {2026}, std::chrono::month {12}, std::chrono::day {18}};

std::string spyCall(double strike)
{
    return fixtureSymbol("SPY", draftExpiry, true, strike);
}

} // namespace

class TestOrderDraft final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyDraftIsNotReady();
    void theSameLegAgainAddsAndTheOtherSideTakesAway();
    void aLegOnAnotherUnderlyingIsRefused();
    void aFifthLegIsRefused();
    void aLegAgainstAHoldingCloses();
    void aLimitOrderNeedsItsPriceOnATick();
    void aSingleLegHasNoNegativePrice();
    void reverseTurnsSidesAndPrices();
    void eachKindBecomesItsRequest();
    void exitsGoWithAnEntryAndAStopWithAnExit();
    void closingAStructureSizesItsPackages();
    void valuesAreKeptInBounds();
    void payoffOfAVertical();
    void payoffOfMixedExpiriesIsNotDrawn();
};

void TestOrderDraft::anEmptyDraftIsNotReady()
{
    OrderDraft draft;
    QVERIFY(!draft.isReady());
    QCOMPARE(draft.problem()->code, std::string("input.legs"));
}

void TestOrderDraft::theSameLegAgainAddsAndTheOtherSideTakesAway()
{
    OrderDraft draft;
    QSignalSpy changes(&draft, &OrderDraft::changed);
    draft.addLeg(spyCall(600), Side::Buy);
    draft.addLeg(spyCall(600), Side::Buy);
    QCOMPARE(draft.legs().size(), std::size_t(1));
    QCOMPARE(draft.legs()[0].ratio, 2);
    draft.addLeg(spyCall(600), Side::Sell);
    QCOMPARE(draft.legs()[0].ratio, 1);
    draft.addLeg(spyCall(600), Side::Sell);
    QVERIFY(draft.isEmpty());
    QCOMPARE(changes.count(), 4);
}

void TestOrderDraft::aLegOnAnotherUnderlyingIsRefused()
{
    OrderDraft draft;
    draft.addLeg(spyCall(600), Side::Buy);
    QSignalSpy refusals(&draft, &OrderDraft::refused);
    QSignalSpy changes(&draft, &OrderDraft::changed);
    draft.addLeg(fixtureSymbol("KO", draftExpiry, true, 70), Side::Sell);
    QCOMPARE(refusals.count(), 1);
    QCOMPARE(changes.count(), 0);
    QCOMPARE(draft.legs().size(), std::size_t(1));
}

void TestOrderDraft::aFifthLegIsRefused()
{
    OrderDraft draft;
    QSignalSpy refusals(&draft, &OrderDraft::refused);
    for (const double strike : {590., 595., 600., 605.})
        draft.addLeg(spyCall(strike), Side::Buy);
    QCOMPARE(refusals.count(), 0);
    draft.addLeg(spyCall(610), Side::Buy);
    QCOMPARE(refusals.count(), 1);
    QCOMPARE(draft.legs().size(), OrderDraft::legsMax);
}

void TestOrderDraft::aLegAgainstAHoldingCloses()
{
    OrderDraft draft;
    draft.setHoldings({{spyCall(600), Quantity(3)}, {spyCall(605), Quantity(-3)}});
    draft.addLeg(spyCall(600), Side::Sell);
    draft.addLeg(spyCall(605), Side::Buy);
    draft.addLeg(spyCall(610), Side::Sell);
    QCOMPARE(draft.legs()[0].effect, PositionEffect::Close);
    QCOMPARE(draft.legs()[1].effect, PositionEffect::Close);
    QCOMPARE(draft.legs()[2].effect, PositionEffect::Open);
    draft.flipLeg(0);
    QCOMPARE(draft.legs()[0].effect, PositionEffect::Open);
}

void TestOrderDraft::aLimitOrderNeedsItsPriceOnATick()
{
    OrderDraft draft;
    draft.addLeg(spyCall(600), Side::Buy);
    draft.addLeg(spyCall(610), Side::Sell);
    draft.setKind(OrderDraft::Kind::Limit);
    QCOMPARE(draft.problem()->code, std::string("input.limit"));
    draft.setLimit(Price::ofUnits(12'345));
    QCOMPARE(draft.problem()->code, std::string("input.price"));
    draft.setLimit(Price::ofCents(123));
    QVERIFY(draft.isReady());
    draft.setLimit(Price::ofCents(-123)); // A package may be a credit.
    QVERIFY(draft.isReady());
}

void TestOrderDraft::aSingleLegHasNoNegativePrice()
{
    OrderDraft draft;
    draft.addLeg(spyCall(600), Side::Sell);
    draft.setKind(OrderDraft::Kind::Limit);
    draft.setLimit(Price::ofCents(-100));
    QCOMPARE(draft.problem()->code, std::string("input.price"));
    draft.setLimit(Price::ofCents(100));
    QVERIFY(draft.isReady());
}

void TestOrderDraft::reverseTurnsSidesAndPrices()
{
    OrderDraft draft;
    draft.addLeg(spyCall(600), Side::Buy);
    draft.addLeg(spyCall(610), Side::Sell);
    draft.setWorst(Price::ofCents(250));
    draft.reverse();
    QCOMPARE(draft.legs()[0].side, Side::Sell);
    QCOMPARE(draft.legs()[1].side, Side::Buy);
    QCOMPARE(*draft.worst(), Price::ofCents(-250));
}

void TestOrderDraft::eachKindBecomesItsRequest()
{
    OrderDraft draft;
    draft.addLeg(spyCall(600), Side::Buy);
    draft.addLeg(spyCall(610), Side::Sell);
    draft.setQuantity(3);
    draft.setWorst(Price::ofCents(250));
    draft.setStepTicks(2);
    draft.setStepSeconds(7);
    draft.setSlippageLimit(Money::ofWhole(20));
    const OrderRequest walk = draft.request();
    QCOMPARE(walk.type, OrderType::Walk);
    QVERIFY(!walk.limit);
    QCOMPARE(walk.walk->stepTicks, 2);
    QCOMPARE(walk.walk->stepInterval, std::chrono::seconds(7));
    QCOMPARE(*walk.walk->worst, Price::ofCents(250));
    QCOMPARE(walk.quantity, Quantity(3));
    QCOMPARE(*walk.slippageLimit, Money::ofWhole(20));
    draft.setWalkStyle(WalkStyle::PegToMid);
    draft.setOffsetTicks(-1);
    draft.setWalkEnd(WalkEnd::Cross); // nothing waits at an end
    QCOMPARE(draft.request().walk->atEnd, WalkEnd::Cancel);
    draft.setPatience(60);
    draft.setWalkEnd(WalkEnd::Cross);
    const WalkTerms peg = *draft.request().walk;
    QCOMPARE(peg.style, WalkStyle::PegToMid);
    QCOMPARE(peg.offsetTicks, -1);
    QCOMPARE(peg.stepInterval, std::chrono::seconds(2)); // the style's own
    QCOMPARE(peg.atEnd, WalkEnd::Cross);
    draft.setWalkStyle(WalkStyle::Patient); // which has no offset
    QCOMPARE(draft.request().walk->offsetTicks, 0);
    draft.setKind(OrderDraft::Kind::Marketable);
    QCOMPARE(draft.request().type, OrderType::MarketableLimit);
    QVERIFY(!draft.request().walk);
    draft.setKind(OrderDraft::Kind::Limit);
    draft.setLimit(Price::ofCents(240));
    QCOMPARE(draft.request().type, OrderType::Limit);
    QCOMPARE(*draft.request().limit, Price::ofCents(240));
}

void TestOrderDraft::exitsGoWithAnEntryAndAStopWithAnExit()
{
    OrderDraft draft;
    draft.addLeg(spyCall(600), Side::Sell);
    draft.addLeg(spyCall(610), Side::Buy);
    QVERIFY(!draft.request().bracket);
    draft.setStop(Price::ofCents(300));
    draft.setTakeProfit(Price::ofCents(60));
    const OrderRequest entry = draft.request();
    QVERIFY(!entry.trigger);
    QCOMPARE(entry.bracket->stop->level, Price::ofCents(300));
    QCOMPARE(*entry.bracket->takeProfit, Price::ofCents(60));
    draft.reverse();
    QVERIFY(!draft.stop() && !draft.takeProfit());
    for (std::size_t leg = 0; leg < draft.legs().size(); ++leg)
        draft.setEffect(leg, PositionEffect::Close);
    draft.setStop(Price::ofCents(300));
    const OrderRequest exit = draft.request();
    QVERIFY(!exit.bracket);
    QCOMPARE(exit.trigger->level, Price::ofCents(300));
    draft.setTakeProfit(Price::ofCents(60));
    QCOMPARE(draft.problem()->code, std::string("input.bracket"));
    draft.setTakeProfit({});
    draft.setEffect(0, PositionEffect::Open); // a roll
    QCOMPARE(draft.problem()->code, std::string("input.bracket"));
}

void TestOrderDraft::closingAStructureSizesItsPackages()
{
    OrderDraft draft;
    draft.loadClosing({{spyCall(600), Quantity(4)}, {spyCall(610), Quantity(-8)}}, "ST-1");
    QCOMPARE(draft.quantity(), Quantity(4));
    const OrderRequest request = draft.request();
    QCOMPARE(request.structureId, std::string("ST-1"));
    QCOMPARE(request.legs[0].side, Side::Sell);
    QCOMPARE(request.legs[0].ratio, 1);
    QCOMPARE(request.legs[1].side, Side::Buy);
    QCOMPARE(request.legs[1].ratio, 2);
    QCOMPARE(request.legs[1].effect, PositionEffect::Close);
}

void TestOrderDraft::valuesAreKeptInBounds()
{
    OrderDraft draft;
    draft.addLeg(spyCall(600), Side::Buy);
    draft.setQuantity(0);
    QCOMPARE(draft.quantity(), Quantity(1));
    draft.setQuantity(1'000'000);
    QCOMPARE(draft.quantity(), Quantity(OrderDraft::quantityMax));
    draft.setRatio(0, 50);
    QCOMPARE(draft.legs()[0].ratio, OrderDraft::ratioMax);
    draft.setRatio(7, 2); // No such leg: nothing happens.
    draft.removeLeg(7);
    QCOMPARE(draft.legs().size(), std::size_t(1));
}

// A 600/610 call vertical at 4.00 loses 400 below 600 and gains 600 above 610.
void TestOrderDraft::payoffOfAVertical()
{
    const std::vector<OrderLeg> legs {{spyCall(600), Side::Buy, 1, PositionEffect::Open},
                                      {spyCall(610), Side::Sell, 1, PositionEffect::Open}};
    const auto points = payoffAtExpiry(legs, Quantity(2), Price::ofCents(400), 603);
    QCOMPARE(points.size(), std::size_t(4));
    QCOMPARE(points.front().dollars, -800.0);
    QCOMPARE(points[1].spot, 600.0);
    QCOMPARE(points.back().dollars, 1200.0);
    const auto crossings = breakEvens(points);
    QCOMPARE(crossings.size(), std::size_t(1));
    QCOMPARE(crossings[0], 604.0);
}

void TestOrderDraft::payoffOfMixedExpiriesIsNotDrawn()
{
    constexpr Date later {std::chrono::year {2027}, std::chrono::month {1}, std::chrono::day {15}};
    const std::vector<OrderLeg> legs {
        {spyCall(600), Side::Sell, 1, PositionEffect::Open},
        {fixtureSymbol("SPY", later, true, 600), Side::Buy, 1, PositionEffect::Open}};
    QVERIFY(payoffAtExpiry(legs, Quantity(1), Price::ofCents(300), 603).empty());
}

QTEST_MAIN(TestOrderDraft)
#include "tst_OrderDraft.moc"
