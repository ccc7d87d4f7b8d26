// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/venue/ScriptedMarket.h"

#include <QTest>

namespace {

using namespace strikedesk;

const std::string call15 = "NWSA  130720C00015000";
const std::string call16 = "NWSA  130720C00016000";
const std::string put15 = "NWSA  130720P00015000";
const std::string put14 = "NWSA  130720P00014000";

OrderLeg buyLeg(const std::string& symbol, int ratio = 1)
{
    return {symbol, Side::Buy, ratio, PositionEffect::Open};
}

OrderLeg sellLeg(const std::string& symbol, int ratio = 1)
{
    return {symbol, Side::Sell, ratio, PositionEffect::Open};
}

std::unique_ptr<ScriptedMarket> twoStrikes()
{
    auto market = std::make_unique<ScriptedMarket>();
    for (const std::string& symbol : {call15, call16, put15, put14})
        market->addOption(symbol);
    market->addStock("NWSA");
    market->startAt(at(9, 30));
    return market;
}

// Vertical 15/16: natural 1.20 - 0.40 = 0.80, mid 1.10 - 0.50 = 0.60.
void quoteVertical(ScriptedMarket& market, Instant when, std::int32_t size = 50)
{
    market.quote(when, call15, 100, 120, size, size).quote(when, call16, 40, 60, size, size);
}

ExchangeOptions packageModel(FillModel model)
{
    ExchangeOptions options;
    options.fills = model;
    return options;
}

Money moneyOf(const VenueFill& fill)
{
    Money sum;
    for (const LegFill& leg : fill.legs)
        sum += value(leg.price, Quantity(leg.quantity.count() * signOf(leg.side)),
                     Multiplier(leg.symbol == "NWSA" ? 1 : 100));
    return sum;
}

} // namespace

/// docs/fill-models.md for packages.
class TestPackageFills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aVerticalTradesWhereItsModelAllows_data()
    {
        QTest::addColumn<int>("model");
        QTest::addColumn<int>("limitCents");
        QTest::addColumn<QString>("price");
        const auto row = [](const char* name, FillModel model, int limit, const char* price) {
            QTest::newRow(name) << int(model) << limit << QString::fromLatin1(price);
        };
        row("natural", FillModel::Pessimistic, 80, "0.8000");
        row("better than natural for the taker of more", FillModel::Pessimistic, 85, "0.8000");
        row("a cent short of natural", FillModel::Pessimistic, 79, "");
        // Three quarters of the way from 0.60 to 0.80, before the day has printed anything.
        row("calibrated", FillModel::Calibrated, 75, "0.7500");
        row("a cent short of calibrated", FillModel::Calibrated, 74, "");
        row("between calibrated and natural", FillModel::Calibrated, 77, "0.7700");
        row("beyond natural", FillModel::Calibrated, 90, "0.8000");
        row("mid", FillModel::Optimistic, 60, "0.6000");
        row("a cent short of mid", FillModel::Optimistic, 59, "");
        row("mid for whoever pays more", FillModel::Optimistic, 70, "0.6000");
    }

    void aVerticalTradesWhereItsModelAllows()
    {
        QFETCH(int, model);
        QFETCH(int, limitCents);
        QFETCH(QString, price);
        auto market = twoStrikes();
        quoteVertical(*market, at(10, 1));
        ExchangeDesk desk(std::move(market), packageModel(FillModel(model)));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {buyLeg(call15), sellLeg(call16)}, 3, limitCents));
        desk.advance(at(10, 2));
        const auto fills = desk.fills();
        QCOMPARE(fills.size(), std::size_t(price.isEmpty() ? 0 : 1));
        if (fills.empty())
            return;
        QCOMPARE(QString::fromStdString(fills[0].price.text()), price);
        QVERIFY(fills[0].quantity == Quantity(3));
        QVERIFY(fills[0].isComplete);
        QCOMPARE(fills[0].legs.size(), std::size_t(2));
        // The legs add up to the net price, and none is better than its mid or worse than its touch.
        QVERIFY(moneyOf(fills[0]) == value(fills[0].price, Quantity(3), Multiplier(100)));
        QVERIFY(fills[0].legs[0].price >= Price::ofCents(110));
        QVERIFY(fills[0].legs[0].price <= Price::ofCents(120));
        QVERIFY(fills[0].legs[1].price >= Price::ofCents(40));
        QVERIFY(fills[0].legs[1].price <= Price::ofCents(50));
    }

    void aCreditIsANegativePrice()
    {
        auto market = twoStrikes();
        quoteVertical(*market, at(10, 1));
        ExchangeDesk desk(std::move(market), packageModel(FillModel::Pessimistic));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {sellLeg(call15), buyLeg(call16)}, 1, -40));
        desk.send(desk.order("B", {sellLeg(call15), buyLeg(call16)}, 1, -41));
        desk.advance(at(10, 2));
        QCOMPARE(desk.story(), std::string("accepted A; accepted B; fill A 1 @ -0.4000 complete"));
        QCOMPARE(desk.exchange().ledger().cash(),
                 std::int64_t(1'000'000'000 + 400'000 - desk.exchange().ledger().fees()));
    }

    void aRestedPackageThatTheMarketJumpsOverPaysItsLimit()
    {
        auto market = twoStrikes();
        quoteVertical(*market, at(10, 1));
        market->quote(at(10, 2), call15, 80, 95).quote(at(10, 2), call16, 40, 60); // natural 0.55
        ExchangeDesk desk(std::move(market), packageModel(FillModel::Pessimistic));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {buyLeg(call15), sellLeg(call16)}, 1, 70));
        desk.advance(at(10, 3));
        const auto fills = desk.fills();
        QCOMPARE(fills.size(), std::size_t(1));
        QCOMPARE(fills[0].price.text(), std::string("0.7000"));
        QVERIFY(moneyOf(fills[0]) == Money::ofWhole(70));
    }

    void thePrintsOfTheDayMoveTheCalibratedModel()
    {
        auto market = twoStrikes();
        for (int second = 0; second < 50; ++second)
            market->quote(at(9, 40, second), call15, 100, 120)
                .print(at(9, 40, second), call15, 110, 1); // at mid
        quoteVertical(*market, at(10, 1));
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {buyLeg(call15), sellLeg(call16)}, 1, 60));
        desk.advance(at(10, 2));
        QCOMPARE(desk.story(), std::string("accepted A; fill A 1 @ 0.6000 complete"));
    }

    void aPackageNeedsAGoodQuoteOnEveryLeg_data()
    {
        QTest::addColumn<int>("flaw");
        QTest::newRow("nothing wrong") << 0;
        QTest::newRow("one side absent") << 1;
        QTest::newRow("crossed") << 2;
        QTest::newRow("heard too far apart") << 3;
        QTest::newRow("nothing displayed") << 4;
        QTest::newRow("no news on a traded side") << 5;
    }

    void aPackageNeedsAGoodQuoteOnEveryLeg()
    {
        QFETCH(int, flaw);
        auto market = twoStrikes();
        market->quote(at(9, 57), call15, 100, 120);
        if (flaw == 5)
            market->quote(at(9, 58), call16, 40, 60).ask(at(10, 1), call16, 60);
        else if (flaw == 1)
            market->bid(at(10, 1), call16, 40);
        else if (flaw == 2)
            market->quote(at(10, 1), call16, 60, 40);
        else if (flaw == 3)
            market->quote(at(10, 0, 1), call16, 40, 60);
        else if (flaw == 4)
            market->quote(at(9, 59), call15, 100, 120).quote(at(10, 1), call16, 40, 60, 0, 50);
        else
            market->quote(at(9, 59), call15, 100, 120).quote(at(10, 1), call16, 40, 60);
        if (flaw == 1 || flaw == 2)
            market->quote(at(9, 59), call15, 100, 120);
        ExchangeDesk desk(std::move(market), packageModel(FillModel::Optimistic));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {buyLeg(call15), sellLeg(call16)}, 1, 90));
        desk.advance(at(10, 2));
        QCOMPARE(desk.fills().size(), std::size_t(flaw == 0 ? 1 : 0));
    }

    /// Law: every unit has all of its legs, at any ratio and size.
    void unitsAreWhole_data()
    {
        QTest::addColumn<int>("ratio");
        QTest::addColumn<int>("sizeFirst");
        QTest::addColumn<int>("sizeSecond");
        QTest::addColumn<int>("units");
        QTest::newRow("the smaller leg decides") << 1 << 50 << 3 << 3;
        QTest::newRow("a ratio divides the size") << 2 << 50 << 7 << 3;
        QTest::newRow("less than one unit") << 3 << 50 << 2 << 0;
        QTest::newRow("all of it") << 2 << 50 << 50 << 10;
    }

    void unitsAreWhole()
    {
        QFETCH(int, ratio);
        QFETCH(int, sizeFirst);
        QFETCH(int, sizeSecond);
        QFETCH(int, units);
        auto market = twoStrikes();
        market->quote(at(10, 1), call15, 100, 120, sizeFirst, sizeFirst)
            .quote(at(10, 1), call16, 40, 60, sizeSecond, sizeSecond);
        ExchangeDesk desk(std::move(market), packageModel(FillModel::Pessimistic));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {buyLeg(call15), sellLeg(call16, ratio)}, 10, 200));
        desk.advance(at(10, 2));
        const ExchangeLedger& ledger = desk.exchange().ledger();
        QCOMPARE(ledger.position(call15), std::int64_t(units));
        QCOMPARE(ledger.position(call16), std::int64_t(-units * ratio));
        // A second order finds what the first one left.
        const bool isTaken = units > 0 && sizeSecond - units * ratio < ratio;
        QCOMPARE(desk.fills().size(), std::size_t(units > 0 ? 1 : 0));
        QVERIFY(units == 10 || units == 0 || isTaken);
    }

    void legsShareDisplayedSizeWithOtherOrders()
    {
        auto market = twoStrikes();
        quoteVertical(*market, at(10, 1), 5);
        ExchangeDesk desk(std::move(market), packageModel(FillModel::Pessimistic));
        desk.advance(at(10, 0));
        desk.buy("single", call15, 3, 120);
        desk.send(desk.order("package", {buyLeg(call15), sellLeg(call16)}, 4, 80));
        desk.advance(at(10, 2));
        QVERIFY(desk.story().ends_with("fill single 3 @ 1.2000 complete; fill package 2 @ 0.8000"));
    }

    void aCoveredCallCountsItsStockPerShare()
    {
        auto market = twoStrikes();
        market->quote(at(10, 1), "NWSA", 1'500, 1'502, 1'000, 1'000).quote(at(10, 1), call15, 40, 50);
        ExchangeDesk desk(std::move(market), packageModel(FillModel::Pessimistic));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {buyLeg("NWSA", 100), sellLeg(call15)}, 2, 1'462));
        desk.advance(at(10, 2));
        QCOMPARE(desk.story(), std::string("accepted A; fill A 2 @ 14.6200 complete"));
        QCOMPARE(desk.exchange().ledger().position("NWSA"), std::int64_t(200));
        QVERIFY(moneyOf(desk.fills()[0]) == Money::ofWhole(2'924));
    }

    void aVenueWithoutStockLegsSaysSo()
    {
        ExchangeOptions options;
        options.profile.acceptsStockLeg = false;
        ExchangeDesk desk(twoStrikes(), options);
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {buyLeg("NWSA", 100), sellLeg(call15)}, 2, 1'462));
        desk.advance(at(10, 2));
        QCOMPARE(desk.story(), std::string("rejected A venue.unsupported_package"));
    }

    void aFourLegRollTradesAsOne()
    {
        auto market = twoStrikes();
        quoteVertical(*market, at(10, 1));
        market->quote(at(10, 1), put15, 30, 40).quote(at(10, 1), put14, 10, 20);
        ExchangeDesk desk(std::move(market), packageModel(FillModel::Pessimistic));
        desk.advance(at(10, 0));
        desk.send(desk.order("A", {sellLeg(call15), buyLeg(call16), sellLeg(put15), buyLeg(put14)}, 2, -50));
        desk.advance(at(10, 2));
        // 1.00 - 0.60 + 0.30 - 0.20
        QCOMPARE(desk.story(), std::string("accepted A; fill A 2 @ -0.5000 complete"));
        QCOMPARE(desk.fills()[0].legs.size(), std::size_t(4));
    }
};

QTEST_GUILESS_MAIN(TestPackageFills)
#include "tst_PackageFills.moc"
