// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SnapshotBuilder.h"
#include "tests/engine/RiskAsks.h"

#include <QTest>

#include <algorithm>

namespace strikedesk {

class TestLimitDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTighterLimitCountsAtOnceAndForGood();
    void aLooserLimitWaitsIsShownAndAnnounced();
    void aLooserLimitOutlivesTheDeskThatWasAsked();
    void whatWaitsCanBeTakenBack();
    void aProfileWithoutLimitsGetsThemFromAPerson();
    void everyScopeOfAnOrderBinds_data();
    void everyScopeOfAnOrderBinds();
    void aRateOfASenderCountsItsOrdersAlone();
    void greeksOfAnUnderlyingHaveALimitOfTheirOwn();
    void badChangesAreRefusedAsAWhole_data();
    void badChangesAreRefusedAsAWhole();
    void openBudgetsFollowTheirLimit();
    void aPlansSmallerBudgetIsNotRaised();
};

namespace {

SetLimits setting(const std::string& code, const std::string& value, const std::string& scope = "account")
{
    return {scope, {{code, value}}, "the test says so"};
}

LimitOutcome outcomeOf(const Result<DeskReply>& reply)
{
    return reply ? std::get<LimitsReply>(*reply).limits.front() : LimitOutcome {};
}

// A profile in which a looser limit waits for a minute only.
Limits quickLimits()
{
    return with(LimitId::RaiseDelay, 1);
}

const LimitView* viewOf(const DeskSnapshot& snapshot, const std::string& code, const std::string& scope)
{
    const auto found = std::ranges::find_if(
        snapshot.limits, [&](const LimitView& row) { return row.code == code && row.scope == scope; });
    return found == snapshot.limits.end() ? nullptr : &*found;
}

Money budget(TradingBench& bench, SlippageLevel level)
{
    for (const SlippageBalance& balance : bench.state().slippage().balances()) {
        if (balance.level == level)
            return balance.limit;
    }
    return {};
}

} // namespace

void TestLimitDesk::aTighterLimitCountsAtOnceAndForGood()
{
    TradingBench bench;
    QVERIFY(bench.start());
    const auto reply = bench.ask(setting("risk.max_order_quantity", "2"));
    QVERIFY2(reply, reply ? "" : reply.error().message.c_str());
    QCOMPARE(std::get<LimitsReply>(*reply).version, 2);
    QCOMPARE(outcomeOf(reply).before.value(), std::string("100"));
    QCOMPARE(outcomeOf(reply).after.value(), std::string("2"));
    QVERIFY(!outcomeOf(reply).from);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900, 3)})), std::string("risk.max_order_quantity"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900, 2)})), std::string("sent"));
    QVERIFY(bench.announced().empty()); // nobody needs to be warned of less risk
    bench.crash();
    QVERIFY(bench.start());
    QCOMPARE(bench.state().limitBook().version(), 2);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 901, 3)})), std::string("risk.max_order_quantity"));
}

void TestLimitDesk::aLooserLimitWaitsIsShownAndAnnounced()
{
    TradingBench bench;
    bench.setLimits(quickLimits());
    QVERIFY(bench.start());
    const Instant asked = bench.core().now();
    const auto reply = bench.ask(setting("risk.max_order_quantity", "150"));
    QCOMPARE(outcomeOf(reply).from.value(), asked + std::chrono::minutes(1));
    QCOMPARE(bench.state().limitBook().version(), 1);
    QCOMPARE(bench.announced().size(), std::size_t(1));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900, 101)})),
             std::string("risk.max_order_quantity"));
    const DeskSnapshot waiting = snapshotFrom(bench.core(), {}, 1, 0);
    const LimitView* view = viewOf(waiting, "risk.max_order_quantity", "account");
    QVERIFY(view && view->pending);
    QCOMPARE(view->limit, std::string("100"));
    QCOMPARE(view->pending->limit, std::string("150"));
    QCOMPARE(view->pending->from, asked + std::chrono::minutes(1));
    QCOMPARE(view->pending->actor, std::string("screen"));

    bench.run(std::chrono::seconds {59}, std::chrono::seconds {1});
    QCOMPARE(bench.state().limitValues().at(LimitId::OrderContracts), std::int64_t(100));
    bench.run(std::chrono::seconds {2}, std::chrono::seconds {1});
    QCOMPARE(bench.state().limitValues().at(LimitId::OrderContracts), std::int64_t(150));
    QCOMPARE(bench.state().limitBook().version(), 2);
    QCOMPARE(bench.announced().size(), std::size_t(2));
    QVERIFY(!viewOf(snapshotFrom(bench.core(), {}, 2, 0), "risk.max_order_quantity", "account")->pending);
}

void TestLimitDesk::aLooserLimitOutlivesTheDeskThatWasAsked()
{
    TradingBench bench;
    bench.setLimits(quickLimits());
    QVERIFY(bench.start());
    QVERIFY(bench.ask(setting("risk.max_order_quantity", "150")));
    bench.crash();
    QVERIFY(bench.start());
    QVERIFY(bench.state().limitBook().pending({}, LimitId::OrderContracts));
    bench.run(std::chrono::seconds {70}, std::chrono::seconds {5});
    QCOMPARE(bench.state().limitValues().at(LimitId::OrderContracts), std::int64_t(150));
}

void TestLimitDesk::whatWaitsCanBeTakenBack()
{
    TradingBench bench;
    bench.setLimits(quickLimits());
    QVERIFY(bench.start());
    const CancelLimitRaise cancel {"account", "risk.max_order_quantity", "changed our mind"};
    QCOMPARE(codeOf(bench.ask(cancel)), std::string("risk.limit_not_pending"));
    QVERIFY(bench.ask(setting("risk.max_order_quantity", "150")));
    QCOMPARE(codeOf(bench.ask(CancelLimitRaise {"account", "risk.max_order_quantity", {}})),
             std::string("input.reason"));
    QCOMPARE(codeOf(bench.ask(cancel)), std::string("sent"));
    QVERIFY(bench.state().limitBook().pending().empty());
    // Saying again what counts, or something tighter, takes back as well; something else replaces.
    for (const char* word : {"100", "90"}) {
        QVERIFY(bench.ask(setting("risk.max_order_quantity", "150")));
        QVERIFY(bench.ask(setting("risk.max_order_quantity", word)));
        QVERIFY(bench.state().limitBook().pending().empty());
    }
    QVERIFY(bench.ask(setting("risk.max_order_quantity", "150")));
    QVERIFY(bench.ask(setting("risk.max_order_quantity", "120")));
    QCOMPARE(bench.state().limitBook().pending().size(), std::size_t(1));
    bench.run(std::chrono::seconds {70}, std::chrono::seconds {5});
    QCOMPARE(bench.state().limitValues().at(LimitId::OrderContracts), std::int64_t(120));
}

// What a LIVE profile is: it has none until somebody sets them.
void TestLimitDesk::aProfileWithoutLimitsGetsThemFromAPerson()
{
    TradingBench bench;
    bench.setLimits({});
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("risk.no_limit"));
    // A narrower scope does not make up for what the account lacks.
    QVERIFY(bench.ask(SetLimits {"strategy:income", {{"risk.max_loss", "500"}}, "one only"}));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("risk.no_limit"));
    const auto reply = bench.ask(SetLimits {"account", textsOf(shippedLimits()), "the first set"});
    QVERIFY(reply);
    for (const LimitOutcome& row : std::get<LimitsReply>(*reply).limits)
        QVERIFY2(!row.before && !row.from, row.code.c_str());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("sent"));
}

void TestLimitDesk::everyScopeOfAnOrderBinds_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("code");
    QTest::newRow("the account") << "account"
                                 << "risk.max_order_quantity";
    QTest::newRow("its underlying") << "underlying:SIMX"
                                    << "risk.max_order_quantity";
    QTest::newRow("its expiry") << "expiry:EXPIRY"
                                << "risk.max_order_quantity";
    QTest::newRow("its strategy") << "strategy:income"
                                  << "risk.max_order_quantity";
    QTest::newRow("its sender") << "principal:screen"
                                << "risk.max_order_quantity";
    QTest::newRow("another expiry") << "expiry:2030-01-18"
                                    << "sent";
    QTest::newRow("another strategy") << "strategy:growth"
                                      << "sent";
    QTest::newRow("another sender") << "principal:token:bot"
                                    << "sent";
}

void TestLimitDesk::everyScopeOfAnOrderBinds()
{
    QFETCH(QString, scope);
    QFETCH(QString, code);
    TradingBench bench;
    QVERIFY(bench.start());
    OrderRequest request = resting(bench, 900, 2);
    request.strategy = "income";
    const Catalogue& catalogue = bench.core().context().board.catalogue();
    const Date expiry = catalogue.at(*catalogue.find(request.legs.front().symbol)).option->expiry;
    scope.replace(QStringLiteral("EXPIRY"), QString::fromStdString(toIsoText(expiry)));
    QVERIFY(bench.ask(setting("risk.max_order_quantity", "1", scope.toStdString())));
    const auto sent = bench.ask(SubmitOrder {request});
    QCOMPARE(codeOf(sent), code.toStdString());
    if (!sent && scope != QStringLiteral("account"))
        QVERIFY2(sent.error().message.find(scope.toStdString()) != std::string::npos,
                 sent.error().message.c_str());
}

void TestLimitDesk::aRateOfASenderCountsItsOrdersAlone()
{
    TradingBench bench;
    bench.setLimits(with(LimitId::RaiseDelay, 60));
    QVERIFY(bench.start());
    QVERIFY(bench.ask(setting("risk.order_rate_minute", "2", "principal:token:bot")));
    const Principal bot {"token:bot", {}, false};
    for (int i = 0; i < 5; ++i)
        QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900 + i)})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 950)}, bot)), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 951)}, bot)), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 952)}, bot)), std::string("risk.order_rate"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 953)})), std::string("sent"));
}

void TestLimitDesk::greeksOfAnUnderlyingHaveALimitOfTheirOwn()
{
    TradingBench bench;
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("sent"));
    QVERIFY(bench.ask(setting("risk.max_portfolio_delta", "1", "underlying:SIMX")));
    const auto denied = bench.ask(SubmitOrder {resting(bench, 901)});
    QCOMPARE(codeOf(denied), std::string("risk.max_portfolio_delta"));
    QVERIFY(denied.error().message.find("underlying:SIMX") != std::string::npos);
}

void TestLimitDesk::badChangesAreRefusedAsAWhole_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("code");
    const auto row
        = [](const char* name, const char* scope, const char* limit, const char* value, const char* reason,
             const char* code) { QTest::newRow(name) << scope << limit << value << reason << code; };
    row("an unknown limit", "account", "risk.max_everything", "1", "why", "input.limit_code");
    row("no number", "account", "risk.max_loss", "much", "why", "input.limit_value");
    row("an unknown scope", "desk", "risk.max_loss", "1", "why", "input.limit_scope");
    row("an unlisted underlying", "underlying:NONE", "risk.max_loss", "1", "why", "input.underlying");
    row("a loss of the day of a strategy", "strategy:income", "risk.daily_loss", "1", "why",
        "input.limit_scope");
    row("the account's taken away", "account", "risk.max_loss", "none", "why", "input.limit_value");
    row("no reason", "account", "risk.max_loss", "1", "", "input.reason");
}

void TestLimitDesk::badChangesAreRefusedAsAWhole()
{
    QFETCH(QString, scope);
    QFETCH(QString, limit);
    QFETCH(QString, value);
    QFETCH(QString, reason);
    QFETCH(QString, code);
    TradingBench bench;
    QVERIFY(bench.start());
    SetLimits command {scope.toStdString(), {{"risk.duplicate", "9"}}, reason.toStdString()};
    command.limits[limit.toStdString()] = value.toStdString();
    QCOMPARE(codeOf(bench.ask(command)), code.toStdString());
    QCOMPARE(bench.state().limitBook().version(), 1);
    QCOMPARE(bench.state().limitValues().at(LimitId::DuplicateSeconds), std::int64_t(2));
}

void TestLimitDesk::openBudgetsFollowTheirLimit()
{
    TradingBench bench;
    bench.setLimits(quickLimits());
    QVERIFY(bench.start());
    OrderRequest request = resting(bench, 900);
    request.strategy = "income";
    QCOMPARE(codeOf(bench.ask(SubmitOrder {request})), std::string("sent"));
    QCOMPARE(budget(bench, SlippageLevel::Day), Money::ofWhole(1'000));
    QVERIFY(bench.ask(
        SetLimits {"account", {{"slippage.day", "300"}, {"slippage.strategy", "200"}}, "a narrow day"}));
    QCOMPARE(budget(bench, SlippageLevel::Day), Money::ofWhole(300));
    QCOMPARE(budget(bench, SlippageLevel::Strategy), Money::ofWhole(200));
    QVERIFY(bench.ask(setting("slippage.strategy", "50", "strategy:income")));
    QCOMPARE(budget(bench, SlippageLevel::Strategy), Money::ofWhole(50));
    QVERIFY(bench.ask(setting("slippage.day", "400")));
    QCOMPARE(budget(bench, SlippageLevel::Day), Money::ofWhole(300)); // it waits
    bench.run(std::chrono::seconds {70}, std::chrono::seconds {5});
    QCOMPARE(budget(bench, SlippageLevel::Day), Money::ofWhole(400));
    bench.crash();
    QVERIFY(bench.start());
    QCOMPARE(budget(bench, SlippageLevel::Day), Money::ofWhole(400));
    QCOMPARE(budget(bench, SlippageLevel::Strategy), Money::ofWhole(50));
}

void TestLimitDesk::aPlansSmallerBudgetIsNotRaised()
{
    TradingBench bench;
    bench.setLimits(quickLimits());
    QVERIFY(bench.start());
    const char* plan = R"(name: Small
goal: Wait
budgets: {slippage: 70.00}
phases:
  - title: Wait
    tasks:
      - {id: "1.1", title: Wait, priority: P0, action: wait_until, arguments: {at: close-1h}}
)";
    const auto started = bench.ask(StartSession {plan, "small"});
    QVERIFY2(started, started ? "" : started.error().message.c_str());
    QCOMPARE(budget(bench, SlippageLevel::Session), Money::ofWhole(70));
    QVERIFY(bench.ask(setting("slippage.session", "1500")));
    bench.run(std::chrono::seconds {70}, std::chrono::seconds {5});
    QCOMPARE(bench.state().limitValues().findMoney(LimitId::SessionSlippage).value(), Money::ofWhole(1'500));
    QCOMPARE(budget(bench, SlippageLevel::Session), Money::ofWhole(70));
    QVERIFY(bench.ask(setting("slippage.session", "40")));
    QCOMPARE(budget(bench, SlippageLevel::Session), Money::ofWhole(40));
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestLimitDesk)
#include "tst_LimitDesk.moc"
