// SPDX-License-Identifier: GPL-3.0-or-later
#include "GateFixture.h"
#include "core/util/Random.h"

#include <QTest>

namespace strikedesk {

using namespace fixture;

class TestCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortsAreCoveredByWhatCanDeliver_data();
    void shortsAreCoveredByWhatCanDeliver();
    void amAndPmOfOneDateDoNotCoverTheOtherWayRound();
    void aWorkingPackageTakesTheCoverItLacks_data();
    void aWorkingPackageTakesTheCoverItLacks();
    void onlyWhatReducesIsReducing_data();
    void onlyWhatReducesIsReducing();
    void reducingOrdersNeverUncoverAShort();
    void theLevelFollowsTheRisk_data();
    void theLevelFollowsTheRisk();
};

namespace {

using Legs = std::vector<ExposureLeg>;
using Held = std::vector<HeldLeg>;
using Orders = std::vector<OrderLeg>;

const std::string put630 = "AAPL  140606P00630000";
const std::string stock = "AAPL";

ExposureLeg at(const std::string& symbol, int quantity)
{
    return {instrument(symbol), Quantity(quantity)};
}

OrderLeg close(const std::string& symbol, Side side, int ratio = 1)
{
    return {symbol, side, ratio, PositionEffect::Close};
}

} // namespace

} // namespace strikedesk

Q_DECLARE_METATYPE(strikedesk::Legs)
Q_DECLARE_METATYPE(strikedesk::Held)
Q_DECLARE_METATYPE(strikedesk::Orders)

namespace strikedesk {

void TestCoverage::shortsAreCoveredByWhatCanDeliver_data()
{
    QTest::addColumn<Legs>("legs");
    QTest::addColumn<int>("calls");
    QTest::addColumn<int>("puts");
    QTest::addColumn<int>("shares");
    QTest::newRow("nothing") << Legs {} << 0 << 0 << 0;
    QTest::newRow("a naked call") << Legs {at(call640, -2)} << 2 << 0 << 0;
    QTest::newRow("a vertical") << Legs {at(call640, -2), at(call650, 2)} << 0 << 0 << 0;
    QTest::newRow("a ratio") << Legs {at(call640, 1), at(call650, -3)} << 2 << 0 << 0;
    QTest::newRow("a long calendar") << Legs {at(call650, -1), at(julyCall650, 1)} << 0 << 0 << 0;
    QTest::newRow("a short calendar") << Legs {at(call650, 1), at(julyCall650, -1)} << 1 << 0 << 0;
    QTest::newRow("the late long goes to the late short")
        << Legs {at(call650, -1), at(julyCall650, -1), at(call640, 1), at("AAPL  140719C00640000", 1)} << 0
        << 0 << 0;
    QTest::newRow("a covered call") << Legs {at(call640, -1), at(stock, 100)} << 0 << 0 << 0;
    QTest::newRow("a share too few") << Legs {at(call640, -1), at(stock, 99)} << 1 << 0 << 0;
    QTest::newRow("a short put") << Legs {at(put640, -1)} << 0 << 1 << 0;
    QTest::newRow("a call does not cover a put") << Legs {at(put640, -1), at(call640, 1)} << 0 << 1 << 0;
    QTest::newRow("a put covered by short stock, itself short")
        << Legs {at(put640, -1), at(stock, -100)} << 0 << 0 << 100;
    QTest::newRow("another underlying covers nothing")
        << Legs {at(call640, -1), at("GOOG  140606C00640000", 1)} << 1 << 0 << 0;
}

void TestCoverage::shortsAreCoveredByWhatCanDeliver()
{
    QFETCH(Legs, legs);
    QFETCH(int, calls);
    QFETCH(int, puts);
    QFETCH(int, shares);
    const UncoveredShorts expected {.calls = calls, .puts = puts, .stockShares = shares};
    QVERIFY(uncoveredShorts(legs) == expected);
    std::reverse(legs.begin(), legs.end());
    QVERIFY(uncoveredShorts(legs) == expected);
}

void TestCoverage::amAndPmOfOneDateDoNotCoverTheOtherWayRound()
{
    const std::string am = "SPX   260116C05000000";
    const std::string pm = "SPXW  260116C05000000";
    QVERIFY(uncoveredShorts(Legs {at(am, -1), at(pm, 1)}).isNone());
    QCOMPARE(uncoveredShorts(Legs {at(am, 1), at(pm, -1)}).calls, std::int64_t(1));
}

void TestCoverage::aWorkingPackageTakesTheCoverItLacks_data()
{
    QTest::addColumn<Legs>("package");
    QTest::addColumn<Legs>("taken");
    QTest::newRow("a short call") << Legs {at(call650, -1)} << Legs {at(call650, -1)};
    QTest::newRow("a vertical covers itself") << Legs {at(call640, 1), at(call650, -1)} << Legs {};
    QTest::newRow("a covered call bought as a package") << Legs {at(stock, 100), at(call650, -1)} << Legs {};
    QTest::newRow("one long for two shorts counts")
        << Legs {at(call640, 1), at(call650, -2)} << Legs {at(call650, -2), at(call640, 1)};
    QTest::newRow("longs of the other right do not")
        << Legs {at(put640, -1), at(call640, 1)} << Legs {at(put640, -1)};
    QTest::newRow("a roll into a later month gives up what it closes")
        << Legs {at(call650, 1), at(julyCall650, -1)} << Legs {at(julyCall650, -1), at(call650, 1)};
    QTest::newRow("stock that is sold short") << Legs {at(stock, -100)} << Legs {at(stock, -100)};
}

void TestCoverage::aWorkingPackageTakesTheCoverItLacks()
{
    QFETCH(Legs, package);
    QFETCH(Legs, taken);
    const Legs found = coverTakenBy(package);
    QCOMPARE(found.size(), taken.size());
    for (std::size_t i = 0; i < taken.size(); ++i) {
        QCOMPARE(found[i].instrument->symbol, taken[i].instrument->symbol);
        QCOMPARE(found[i].quantity, taken[i].quantity);
    }
}

void TestCoverage::onlyWhatReducesIsReducing_data()
{
    QTest::addColumn<Orders>("order");
    QTest::addColumn<Held>("held");
    QTest::addColumn<bool>("expected");
    const Held spread {held(call640, 2), held(call650, -2)};
    QTest::newRow("a long is sold") << Orders {close(call640, Side::Sell)} << Held {held(call640, 1)} << true;
    QTest::newRow("a short is bought back")
        << Orders {close(call640, Side::Buy)} << Held {held(call640, -1)} << true;
    QTest::newRow("more than is held")
        << Orders {close(call640, Side::Sell, 2)} << Held {held(call640, 1)} << false;
    QTest::newRow("all that no order is closing yet")
        << Orders {close(call640, Side::Sell, 2)} << Held {held(call640, 3, 1)} << true;
    QTest::newRow("what a working order is closing")
        << Orders {close(call640, Side::Sell, 2)} << Held {held(call640, 3, 2)} << false;
    QTest::newRow("the wrong way") << Orders {close(call640, Side::Buy)} << Held {held(call640, 1)} << false;
    QTest::newRow("not held") << Orders {close(call640, Side::Sell)} << Held {} << false;
    QTest::newRow("a whole spread") << Orders {close(call640, Side::Sell), close(call650, Side::Buy)}
                                    << spread << true;
    QTest::newRow("the short of a spread") << Orders {close(call650, Side::Buy)} << spread << true;
    QTest::newRow("the cover of a spread") << Orders {close(call640, Side::Sell)} << spread << false;
    QTest::newRow("stock under a covered call")
        << Orders {close(stock, Side::Sell, 100)} << Held {held(stock, 100), held(call640, -1)} << false;
    QTest::newRow("stock beyond a covered call")
        << Orders {close(stock, Side::Sell, 100)} << Held {held(stock, 200), held(call640, -1)} << true;
    QTest::newRow("a leg that opens")
        << Orders {close(call640, Side::Sell), {call650, Side::Sell, 1, PositionEffect::Open}}
        << Held {held(call640, 1)} << false;
    QTest::newRow("a cover that a working order may take")
        << Orders {close(call640, Side::Sell)} << Held {held(call640, 2, 1), held(call650, -1)} << false;
}

void TestCoverage::onlyWhatReducesIsReducing()
{
    QFETCH(Orders, order);
    QFETCH(Held, held);
    QFETCH(bool, expected);
    OrderRequest request;
    request.legs = order;
    request.quantity = Quantity(1);
    QCOMPARE(isRiskReducing(request, held), expected);
}

// Random books and closing orders: whatever passes as reducing leaves no more uncovered than before and turns
// no position around.
void TestCoverage::reducingOrdersNeverUncoverAShort()
{
    Random random {11};
    const std::array symbols {call640, call650, julyCall650, put640, put630, stock};
    int reducing = 0;
    for (int round = 0; round < 1'500; ++round) {
        Held book;
        Legs before;
        for (const std::string& symbol : symbols) {
            const int quantity = random.between(-3, 3) * (symbol == stock ? 100 : 1);
            if (quantity != 0) {
                book.push_back(held(symbol, quantity));
                before.push_back(at(symbol, quantity));
            }
        }
        OrderRequest request;
        request.quantity = Quantity(random.between(1, 2));
        for (const HeldLeg& leg : book) {
            if (random.between(0, 2) == 0)
                request.legs.push_back(close(leg.instrument->symbol,
                                             leg.quantity.isPositive() ? Side::Sell : Side::Buy,
                                             random.between(1, 2) * (leg.instrument->option ? 1 : 100)));
        }
        if (!isRiskReducing(request, book))
            continue;
        ++reducing;
        Legs order;
        for (const OrderLeg& leg : request.legs)
            order.push_back(at(leg.symbol, int(request.quantity.count() * leg.ratio * signOf(leg.side))));
        const UncoveredShorts now = uncoveredShorts(before);
        const UncoveredShorts then = uncoveredShorts(combined(before, order));
        QVERIFY(then.calls <= now.calls && then.puts <= now.puts && then.stockShares <= now.stockShares);
        for (const ExposureLeg& leg : combined(before, order)) {
            const auto place = std::find_if(before.begin(), before.end(), [&](const ExposureLeg& old) {
                return old.instrument->symbol == leg.instrument->symbol;
            });
            QVERIFY(place->quantity.isPositive() == leg.quantity.isPositive());
        }
    }
    QVERIFY(reducing > 100);
}

void TestCoverage::theLevelFollowsTheRisk_data()
{
    QTest::addColumn<Legs>("held");
    QTest::addColumn<Legs>("order");
    QTest::addColumn<bool>("isCashSecured");
    QTest::addColumn<int>("level");
    QTest::newRow("stock") << Legs {} << Legs {at(stock, 100)} << false << 0;
    QTest::newRow("a covered call on held stock")
        << Legs {at(stock, 100)} << Legs {at(call640, -1)} << false << 1;
    QTest::newRow("a cash-secured put") << Legs {} << Legs {at(put640, -1)} << true << 1;
    QTest::newRow("a long call") << Legs {} << Legs {at(call640, 1)} << false << 2;
    QTest::newRow("a vertical") << Legs {} << Legs {at(call640, 1), at(call650, -1)} << false << 3;
    QTest::newRow("a short against a held long")
        << Legs {at(call640, 1)} << Legs {at(call650, -1)} << false << 3;
    QTest::newRow("a naked call") << Legs {} << Legs {at(call640, -1)} << true << 4;
    QTest::newRow("a naked put") << Legs {} << Legs {at(put640, -1)} << false << 4;
    QTest::newRow("a ratio") << Legs {} << Legs {at(call640, 1), at(call650, -2)} << false << 4;
}

void TestCoverage::theLevelFollowsTheRisk()
{
    QFETCH(Legs, held);
    QFETCH(Legs, order);
    QFETCH(bool, isCashSecured);
    QFETCH(int, level);
    QCOMPARE(optionLevelNeeded(held, order, isCashSecured), level);
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestCoverage)
#include "tst_Coverage.moc"
