// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureDesk.h"
#include "tests/ui/FixtureMarket.h"
#include "ui/audit/AuditModel.h"
#include "ui/base/Format.h"
#include "ui/chain/ChainModel.h"
#include "ui/costs/CostsModel.h"
#include "ui/greeks/GreeksModel.h"
#include "ui/health/HealthModels.h"
#include "ui/orders/OrdersModel.h"
#include "ui/positions/PositionsModel.h"
#include "ui/session/SessionModel.h"
#include "ui/slippage/SlippageModel.h"
#include "ui/ticket/ChecksModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace strikedesk;
using namespace strikedesk::ui;
using Tester = QAbstractItemModelTester;

class TestDeskModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModelTakesTheFixtureAndNothing();
    void oneQuoteThatChangedIsOneSignal();
    void anAbsentBidIsADashAndNotZero();
    void whatThisMachineHoldsSaysSo();
    void aStaleSideIsMarkedStale();
    void aBidIsSoldAndAnAskIsBought();
    void ownPositionsStandBesideTheirStrike();
    void anUnknownMarkMakesTheSumUnknown();
    void amAndPmOfOneDateAreTwoRows();
    void failedChecksComeFirst();
    void aCanonicalBodyIsIndented();

private:
    FixtureDesk m_desk;
};

void TestDeskModels::everyModelTakesTheFixtureAndNothing()
{
    const DeskSnapshot& desk = m_desk.desk;
    const DeskSnapshot empty;
    OrdersModel orders;
    FillsModel fills;
    PositionsModel positions;
    GreeksModel greeks;
    SlippageModel slippage;
    CostsModel costs;
    SessionModel session;
    AuditModel audit;
    LinksModel links;
    RecoveryModel recovery;
    std::vector<std::unique_ptr<Tester>> testers;
    for (QAbstractItemModel* model : std::initializer_list<QAbstractItemModel*> {
             &orders, &fills, &positions, &greeks, &slippage, &costs, &session, &audit, &links, &recovery})
        testers.push_back(std::make_unique<Tester>(model, Tester::FailureReportingMode::QtTest));
    for (const DeskSnapshot* shown : {&desk, &empty, &desk, &desk}) {
        orders.setOrders(shown->orders);
        fills.setFills(shown->fills);
        positions.setPositions(*shown);
        greeks.setGreeks(shown == &empty ? std::vector<GreeksRow>() : m_desk.priced.greeks);
        slippage.setEntries(shown->slippageEntries);
        costs.setReport(costReport(shown->costs ? *shown->costs : CostRecord(), CostGrouping::Structure));
        session.setSession(shown->session, shown->now);
        audit.setRecords(shown->auditTail, {});
        links.setLinks(shown->links);
        recovery.setRecovery(shown->recovery);
    }
    QCOMPARE(orders.rowCount(), int(desk.orders.size()));
    QCOMPARE(positions.rowCount(), 3);
    QCOMPARE(session.rowCount(), 3);
    audit.setRecords(desk.auditTail, u"O3-000019"_s);
    QCOMPARE(audit.rowCount(), 1);
}

void TestDeskModels::oneQuoteThatChangedIsOneSignal()
{
    const ChainSnapshot& chain = *m_desk.priced.chains[0];
    ChainExpiry expiry = chain.expiries[4];
    ChainModel model;
    Tester tester(&model, Tester::FailureReportingMode::QtTest);
    model.setExpiry(expiry, chain.spot, {});
    QCOMPARE(model.rowCount(), 61);
    QSignalSpy changes(&model, &ChainModel::dataChanged);
    // Row 40 is the call of strike 20: only its ask moves.
    expiry.rows[40].quote.ask->price += Price::ofCents(1);
    model.setExpiry(expiry, chain.spot, {});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes[0][0].toModelIndex(), model.index(20, ChainModel::CallAsk));
    QCOMPARE(changes[0][1].toModelIndex(), model.index(20, ChainModel::CallAsk));
}

void TestDeskModels::whatThisMachineHoldsSaysSo()
{
    OrderView held = m_desk.desk.orders.front();
    held.state = OrderState::Intent;
    held.held.emplace().phase = "watching";
    held.request.type = OrderType::MarketableLimit;
    held.request.trigger = TriggerTerms {};
    OrdersModel model;
    model.setOrders({held});
    const QModelIndex state = model.index(0, OrdersModel::State);
    QCOMPARE(state.data().toString(), QStringLiteral("held: watching"));
    QVERIFY(state.data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("Held by this machine")));
    held.state = OrderState::Filled;
    model.setOrders({held});
    QVERIFY(!model.index(0, OrdersModel::State).data().toString().startsWith(QStringLiteral("held")));
}

void TestDeskModels::anAbsentBidIsADashAndNotZero()
{
    const ChainSnapshot& chain = *m_desk.priced.chains[0];
    ChainExpiry expiry = chain.expiries[4];
    expiry.rows[40].quote.bid.reset();
    expiry.rows[42].quote.bid->price = Price();
    ChainModel model;
    model.setExpiry(expiry, chain.spot, {});
    QCOMPARE(model.index(20, ChainModel::CallBid).data().toString(), unknownText());
    QCOMPARE(model.cell(model.index(20, ChainModel::CallBid)).age, AgeState::None);
    QCOMPARE(model.index(21, ChainModel::CallBid).data().toString(), u"0.00"_s);
}

void TestDeskModels::aStaleSideIsMarkedStale()
{
    const ChainSnapshot& chain = *m_desk.priced.chains[0];
    ChainExpiry expiry = chain.expiries[4];
    expiry.rows[40].quality.isStale = true;
    expiry.rows[40].bidAgeSeconds = 31.0;
    expiry.rows[40].askAgeSeconds = 0.5;
    expiry.rows[42].askAgeSeconds = 5.0;
    ChainModel model;
    model.setExpiry(expiry, chain.spot, {});
    QCOMPARE(model.cell(model.index(20, ChainModel::CallBid)).age, AgeState::Stale);
    QCOMPARE(model.cell(model.index(20, ChainModel::CallAsk)).age, AgeState::Fresh);
    QCOMPARE(model.cell(model.index(20, ChainModel::CallDelta)).age, AgeState::Stale);
    QCOMPARE(model.cell(model.index(21, ChainModel::CallAsk)).age, AgeState::Ageing);
}

void TestDeskModels::aBidIsSoldAndAnAskIsBought()
{
    const ChainSnapshot& chain = *m_desk.priced.chains[0];
    ChainModel model;
    model.setExpiry(chain.expiries[4], chain.spot, {});
    const auto sold = model.pickAt(model.index(10, ChainModel::PutBid));
    const auto bought = model.pickAt(model.index(10, ChainModel::CallAsk));
    QVERIFY(sold && bought);
    QCOMPARE(sold->side, Side::Sell);
    QCOMPARE(sold->symbol, chain.expiries[4].rows[21].symbol);
    QCOMPARE(bought->side, Side::Buy);
    QCOMPARE(bought->symbol, chain.expiries[4].rows[20].symbol);
    QVERIFY(!model.pickAt(model.index(10, ChainModel::Strike)));
}

void TestDeskModels::ownPositionsStandBesideTheirStrike()
{
    const ChainSnapshot& chain = *m_desk.priced.chains[0];
    ChainMarks marks;
    marks.holdings[chain.expiries[4].rows[41].symbol] = Quantity(-5);
    ChainModel model;
    model.setExpiry(chain.expiries[4], chain.spot, marks);
    QCOMPARE(model.index(20, ChainModel::PutPosition).data().toString(), u"−5"_s);
    QCOMPARE(model.index(20, ChainModel::CallPosition).data().toString(), QString());
}

void TestDeskModels::anUnknownMarkMakesTheSumUnknown()
{
    DeskSnapshot desk = m_desk.desk;
    desk.positions[0].mark.reset();
    desk.positions[0].marketValue.reset();
    desk.positions[0].unrealised.reset();
    PositionsModel model;
    model.setPositions(desk);
    const QModelIndex underlying = model.index(0, 0);
    QCOMPARE(underlying.siblingAtColumn(PositionsModel::MarketValue).data().toString(), unknownText());
    QCOMPARE(underlying.siblingAtColumn(PositionsModel::Unrealised).data().toString(), unknownText());
    const QModelIndex other = model.index(1, 0);
    QVERIFY(other.siblingAtColumn(PositionsModel::MarketValue).data().toString() != unknownText());
    QCOMPARE(model.structureAt(model.index(0, 0, model.index(0, 0, underlying))), u"ST-000012"_s);
}

void TestDeskModels::amAndPmOfOneDateAreTwoRows()
{
    GreeksModel model;
    model.setGreeks(m_desk.priced.greeks);
    const QModelIndex spx = model.index(1, 0);
    QCOMPARE(spx.data().toString(), u"SPX"_s);
    QCOMPARE(model.rowCount(spx), 2);
    // Across underlyings shares do not add up.
    const QModelIndex total = model.index(model.rowCount() - 1, 0);
    QCOMPARE(total.siblingAtColumn(GreeksModel::Delta).data().toString(), unknownText());
    QVERIFY(total.siblingAtColumn(GreeksModel::DollarDelta).data().toString() != unknownText());
}

void TestDeskModels::failedChecksComeFirst()
{
    ChecksModel model;
    Tester tester(&model, Tester::FailureReportingMode::QtTest);
    std::vector<CheckResult> checks(3);
    checks[0] = {"risk.one", true, false, "1", "1", "fine"};
    checks[1] = {"risk.two", true, true, "1", "1", "watch"};
    checks[2] = {"data.stale", false, false, "15 s", "41 s", "too old"};
    model.setChecks(checks);
    QCOMPARE(model.cell(model.index(0, 0)).glyph, Glyph::Cross);
    QCOMPARE(model.cell(model.index(1, 0)).glyph, Glyph::Warning);
    QCOMPARE(model.cell(model.index(2, 0)).glyph, Glyph::Check);
}

void TestDeskModels::aCanonicalBodyIsIndented()
{
    QCOMPARE(prettyBody(R"({"a":1})"), u"{\n    \"a\": 1\n}"_s);
    QCOMPARE(prettyBody("not JSON"), u"not JSON"_s);
}

QTEST_MAIN(TestDeskModels)
#include "tst_DeskModels.moc"
