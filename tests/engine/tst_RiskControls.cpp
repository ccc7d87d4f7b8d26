// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EquityWatch.h"
#include "core/engine/SnapshotBuilder.h"
#include "tests/engine/OvernightMarket.h"
#include "tests/engine/RiskAsks.h"

#include <QTest>

#include <algorithm>

namespace strikedesk {

class TestRiskControls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLossOfTheDayTripsTheBreakerOverRestarts();
    void theDrawdownIsTakenFromTheHighestMark();
    void anAccountWithoutMoneyOpensNothing_data();
    void anAccountWithoutMoneyOpensNothing();
    void workingOrdersCountInThePosition();
    void aReplaceIsMeasuredWithoutTheOrderItReplaces();
    void aReplaceBeyondALimitIsRefused();
    void aClosingOrderMayBeReplacedWhileNothingOpens();
    void workingCallsDoNotShareTheirCover();
    void nobodyTradesWithOneself();
    void whoeverGoesOnAfterRefusalsIsDisarmed();
    void automatedOpeningsEndAndAPersonEnablesThem();
    void aRestrictedUnderlyingOpensNothing();
    void anOlderProfileGetsTheNewLimitsAsAVersion();
    void aProfileWithoutLimitsGetsNone();
};

// One dollar is lost with the first fill: its fees alone are more.
void TestRiskControls::aLossOfTheDayTripsTheBreakerOverRestarts()
{
    TradingBench bench;
    Limits limits = with(LimitId::DailyLoss, Money::ofWhole(1).units());
    limits.values[LimitId::BreakerCooldown] = 0;
    bench.setLimits(limits);
    QVERIFY(bench.start());
    bench.run(std::chrono::seconds {2});
    QCOMPARE(bench.state().risk().equity.opening, Money::ofWhole(100'000));
    const OrderRequest working = resting(bench, 900);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {working})), std::string("sent"));
    const OrderRequest opened = bench.vertical(OrderType::MarketableLimit);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {opened})), std::string("sent"));
    bench.run(std::chrono::seconds {4});
    QCOMPARE(bench.state().openStructures().size(), std::size_t(1));
    QVERIFY(!bench.state().risk().breaker()); // not at the first mark
    bench.run(std::chrono::seconds {10});
    QVERIFY(bench.state().risk().breaker());
    QCOMPARE(bench.state().risk().breaker()->code, std::string("risk.daily_loss"));
    QCOMPARE(bench.onlyOrder().state, OrderState::Cancelled); // the one that rested
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 800)})), std::string("risk.breaker_open"));

    bench.crash();
    QVERIFY(bench.start());
    QVERIFY(bench.state().risk().breaker());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 800)})), std::string("risk.breaker_open"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {closing(bench, opened)})), std::string("sent"));
    const DeskSnapshot snapshot = snapshotFrom(bench.core(), {}, 1, 0);
    QCOMPARE(snapshot.risk.breakers.size(), std::size_t(1));
    QCOMPARE(snapshot.risk.breakers.front().mode, std::string("reduce_only"));
    QVERIFY(snapshot.risk.dayLoss && snapshot.risk.dayLoss->isPositive());

    QCOMPARE(codeOf(bench.ask(ResetBreaker {})), std::string("input.reason"));
    QCOMPARE(codeOf(bench.ask(ResetBreaker {"looked at it"})), std::string("sent"));
    QVERIFY(!bench.state().risk().breaker());
    QCOMPARE(codeOf(bench.ask(ResetBreaker {"again"})), std::string("risk.breaker_closed"));
    // The loss is still there: only the limit itself says no now, and soon the breaker again.
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 800)})), std::string("risk.daily_loss"));
}

// A hundred shares go up, down, higher and down again: what has been lost since the opening is never asked.
void TestRiskControls::theDrawdownIsTakenFromTheHighestMark()
{
    const auto market = std::make_shared<ScriptedMarket>();
    market->addStock("NWSA");
    market->changeProfile().isSimulated = true;
    market->startAt(at(9, 30));
    const auto quoted = [&](int hour, int minute, int midCents) {
        quoteMinutes(*market, at(hour, minute), 5, {{"NWSA", midCents - 1, midCents + 1}});
    };
    quoted(9, 35, 1'700);
    quoted(9, 40, 2'700);
    quoted(9, 45, 2'500);
    quoted(9, 50, 3'000);
    quoted(9, 55, 2'401);
    quoted(10, 0, 2'400);
    market->finish();
    TradingBench bench;
    bench.setSource([market] { return market->again(); });
    Limits limits = with(LimitId::Drawdown, Money::ofWhole(600).units());
    bench.setLimits(limits);
    QVERIFY(bench.start());
    const auto runTo = [&](Instant instant) {
        while (bench.core().now() < instant)
            bench.core().step(std::min(instant, bench.core().now() + std::chrono::seconds {5}));
    };
    runTo(at(9, 36));
    OrderRequest shares;
    shares.legs = {{"NWSA", Side::Buy, 100, PositionEffect::Open}};
    shares.quantity = Quantity(1);
    shares.type = OrderType::MarketableLimit;
    QCOMPARE(codeOf(bench.ask(SubmitOrder {shares})), std::string("sent"));
    const auto drawdownAt = [&](Instant instant) {
        runTo(instant);
        return dayResult(bench.core().context()).drawdown.value_or(Money::ofWhole(-1));
    };
    QCOMPARE(drawdownAt(at(9, 44)), Money());
    QCOMPARE(drawdownAt(at(9, 49)), Money::ofWhole(200));
    QCOMPARE(drawdownAt(at(9, 54)), Money());
    QCOMPARE(drawdownAt(at(9, 59, 55)), Money::ofWhole(599));
    QVERIFY(!bench.state().risk().breaker());
    bench.crash();
    QVERIFY(bench.start()); // the highest mark is in the record
    QCOMPARE(drawdownAt(at(10, 1)), Money::ofWhole(600));
    QVERIFY(bench.state().risk().breaker());
    QCOMPARE(bench.state().risk().breaker()->code, std::string("risk.drawdown"));
    QCOMPARE(bench.state().risk().breaker()->measured, std::string("600.0000"));
    QVERIFY(dayResult(bench.core().context()).loss->isNegative()); // the day itself is a gain
}

void TestRiskControls::anAccountWithoutMoneyOpensNothing_data()
{
    QTest::addColumn<int>("dollars");
    QTest::newRow("nothing") << 0;
    QTest::newRow("less than nothing") << -500;
}

void TestRiskControls::anAccountWithoutMoneyOpensNothing()
{
    QFETCH(int, dollars);
    TradingBench bench;
    bench.setCash(Money::ofWhole(dollars));
    QVERIFY(bench.start());
    bench.run(std::chrono::seconds {2});
    QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)})),
             std::string("risk.buying_power"));
    bench.run(std::chrono::seconds {30}, std::chrono::seconds {1});
    QVERIFY(bench.state().isArmed());
    QVERIFY(bench.state().risk().breakers.empty()); // nothing was lost today
}

void TestRiskControls::workingOrdersCountInThePosition()
{
    TradingBench bench;
    bench.setLimits(with(LimitId::PositionContracts, 5));
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900, 3)})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 901, 3)})),
             std::string("risk.max_position_contract"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 902, 2)})), std::string("sent"));
}

void TestRiskControls::aReplaceIsMeasuredWithoutTheOrderItReplaces()
{
    TradingBench bench;
    bench.setLimits(with(LimitId::PositionContracts, 3));
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900, 3)})), std::string("sent"));
    bench.run(std::chrono::seconds {3});
    QCOMPARE(codeOf(bench.ask(ReplaceOrder {bench.onlyOrder().id, Price::ofCents(-890), {}})),
             std::string("sent"));
}

void TestRiskControls::aReplaceBeyondALimitIsRefused()
{
    TradingBench bench;
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("sent"));
    bench.run(std::chrono::seconds {3});
    QCOMPARE(codeOf(bench.ask(ReplaceOrder {bench.onlyOrder().id, Price::ofCents(500), {}})),
             std::string("risk.price_collar"));
    QCOMPARE(codeOf(bench.ask(RestrictUnderlying {"SIMX", true, "we advise them"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(ReplaceOrder {bench.onlyOrder().id, Price::ofCents(-890), {}})),
             std::string("risk.restricted"));
}

// Its own working quantity is no reason against it: it closes what it already closed.
void TestRiskControls::aClosingOrderMayBeReplacedWhileNothingOpens()
{
    TradingBench bench;
    QVERIFY(bench.start());
    const OrderRequest opened = bench.vertical(OrderType::MarketableLimit);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {opened})), std::string("sent"));
    bench.run(std::chrono::seconds {6});
    QCOMPARE(bench.state().openStructures().size(), std::size_t(1));
    QCOMPARE(codeOf(bench.ask(RestrictUnderlying {"SIMX", true, "we advise them"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {closing(bench, opened)})), std::string("sent"));
    bench.run(std::chrono::seconds {3});
    const OrderId id = bench.state().orders().all().back().id;
    QCOMPARE(codeOf(bench.ask(ReplaceOrder {id, Price::ofCents(2), {}})), std::string("sent"));
}

// A hundred shares cover one call, whether it is held or only works.
void TestRiskControls::workingCallsDoNotShareTheirCover()
{
    TradingBench bench;
    Limits limits = with(LimitId::DuplicateSeconds, 0);
    for (const LimitId id : {LimitId::OrderPremium, LimitId::OrderLoss}) // the shares are dear
        limits.values[id] = Money::ofWhole(1'000'000).units();
    bench.setLimits(limits);
    QVERIFY(bench.start());
    OrderRequest shares;
    shares.legs = {{"SIMX", Side::Buy, 100, PositionEffect::Open}};
    shares.quantity = Quantity(1);
    shares.type = OrderType::MarketableLimit;
    QCOMPARE(codeOf(bench.ask(SubmitOrder {shares})), std::string("sent"));
    bench.run(std::chrono::seconds {6});
    QCOMPARE(bench.state().openStructures().size(), std::size_t(1));

    const Catalogue& catalogue = bench.core().context().board.catalogue();
    const OrderRequest puts = bench.vertical(OrderType::Limit);
    const OptionContract& put = *catalogue.at(*catalogue.find(puts.legs.front().symbol)).option;
    std::string call;
    for (const InstrumentId id : catalogue.optionsOf("SIMX")) {
        const OptionContract& contract = *catalogue.at(id).option;
        if (contract.right == Right::Call && contract.expiry == put.expiry && contract.strike == put.strike)
            call = catalogue.at(id).symbol;
    }
    OrderRequest covered;
    covered.legs = {{call, Side::Sell, 1, PositionEffect::Open}};
    covered.quantity = Quantity(1);
    covered.limit = Price::ofWhole(90); // rests: nobody pays so much
    QCOMPARE(codeOf(bench.ask(SubmitOrder {covered})), std::string("sent"));
    bench.run(std::chrono::seconds {2});
    const OrderId first = bench.state().orders().all().back().id;
    covered.limit = Price::ofWhole(91);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {covered})), std::string("risk.naked_not_granted"));
    // Its own cover is no reason against a change of the first one.
    QCOMPARE(codeOf(bench.ask(ReplaceOrder {first, Price::ofWhole(92), {}})), std::string("sent"));
    bench.run(std::chrono::seconds {2});
    // Nor may the shares go that the call would need.
    OrderRequest sale = shares;
    sale.legs.front().side = Side::Sell;
    sale.legs.front().effect = PositionEffect::Close;
    sale.type = OrderType::Limit;
    sale.limit = Price::ofWhole(10'000);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {sale})), std::string("risk.naked_not_granted"));
    QCOMPARE(codeOf(bench.ask(CancelOrder {first})), std::string("sent"));
    bench.run(std::chrono::seconds {2});
    QCOMPARE(codeOf(bench.ask(SubmitOrder {sale})), std::string("sent"));
    // And the other way round: shares that are on sale cover nothing.
    QCOMPARE(codeOf(bench.ask(SubmitOrder {covered})), std::string("risk.naked_not_granted"));
}

void TestRiskControls::nobodyTradesWithOneself()
{
    TradingBench bench;
    QVERIFY(bench.start());
    const OrderRequest sold = resting(bench, 900);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {sold})), std::string("sent"));
    bench.run(std::chrono::seconds {3});
    OrderRequest bought = sold;
    for (OrderLeg& leg : bought.legs)
        leg.side = leg.side == Side::Buy ? Side::Sell : Side::Buy;
    const auto checkOf = [&](int cents) {
        bought.limit = Price::ofCents(cents);
        const auto preview = bench.ask(PreviewOrder {bought});
        const auto& checks = std::get<OrderPreview>(*preview).checks;
        return std::ranges::find(checks, "risk.self_match", &CheckResult::code)->isPassed;
    };
    QVERIFY(checkOf(899));
    QVERIFY(!checkOf(900));
}

void TestRiskControls::whoeverGoesOnAfterRefusalsIsDisarmed()
{
    TradingBench bench;
    Limits limits = with(LimitId::MessagesPerMinute, 3);
    limits.values[LimitId::MessagesDisarm] = 5;
    bench.setLimits(limits);
    QVERIFY(bench.start());
    const Principal bot {"token:bot", {}, false};
    std::vector<std::string> codes;
    for (int i = 0; i < 6; ++i)
        codes.push_back(codeOf(bench.ask(SubmitOrder {resting(bench, 900 + i)}, bot)));
    const std::vector<std::string> expected {
        "sent", "sent", "sent", "risk.message_rate", "risk.message_rate", "risk.principal_disarmed"};
    QCOMPARE(codes, expected);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 950)})), std::string("sent")); // a person still may
    bench.run(std::chrono::minutes {2});
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 960)}, bot)),
             std::string("risk.principal_disarmed"));
    QCOMPARE(codeOf(bench.ask(EnablePrincipal {"token:bot", {}})), std::string("input.reason"));
    QCOMPARE(codeOf(bench.ask(EnablePrincipal {"token:bot", "mended"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 960)}, bot)), std::string("sent"));
}

void TestRiskControls::automatedOpeningsEndAndAPersonEnablesThem()
{
    TradingBench bench;
    bench.setLimits(with(LimitId::RepeatedExecutions, 2));
    QVERIFY(bench.start());
    const Principal bot {"token:bot", {}, false};
    std::vector<std::string> codes;
    for (int i = 0; i < 3; ++i) {
        codes.push_back(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}, bot)));
        bench.run(std::chrono::seconds {4});
    }
    const std::vector<std::string> expected {"sent", "sent", "risk.repeated_executions"};
    QCOMPARE(codes, expected);
    QCOMPARE(codeOf(bench.ask(EnablePrincipal {"token:bot", "meant"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}, bot)),
             std::string("sent"));
}

void TestRiskControls::aRestrictedUnderlyingOpensNothing()
{
    TradingBench bench;
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(RestrictUnderlying {"NONE", true, "why not"})),
             std::string("input.underlying"));
    QCOMPARE(codeOf(bench.ask(RestrictUnderlying {"SIMX", true, {}})), std::string("input.reason"));
    QCOMPARE(codeOf(bench.ask(RestrictUnderlying {"SIMX", true, "we advise them"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("risk.restricted"));
    bench.crash();
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("risk.restricted"));
    QCOMPARE(codeOf(bench.ask(RestrictUnderlying {"SIMX", false, "no longer"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("sent"));
}

void TestRiskControls::anOlderProfileGetsTheNewLimitsAsAVersion()
{
    TradingBench bench;
    Limits older = shippedLimits();
    older.values.erase(LimitId::DailyLoss);
    older.values[LimitId::OrderContracts] = 7; // what somebody chose stays
    bench.setLimits(older);
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("risk.no_limit"));
    bench.crash();
    bench.setLimits(shippedLimits());
    QVERIFY(bench.start());
    QCOMPARE(bench.state().limitBook().version(), 2);
    QCOMPARE(bench.state().limitValues().at(LimitId::OrderContracts), std::int64_t(7));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("sent"));
    bench.crash();
    QVERIFY(bench.start());
    QCOMPARE(bench.state().limitBook().version(), 2); // once
}

void TestRiskControls::aProfileWithoutLimitsGetsNone()
{
    TradingBench bench;
    bench.setLimits({});
    QVERIFY(bench.start());
    bench.crash();
    QVERIFY(bench.start());
    QVERIFY(bench.state().limitValues().values.empty());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("risk.no_limit"));
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestRiskControls)
#include "tst_RiskControls.moc"
