// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SnapshotBuilder.h"
#include "tests/engine/RiskAsks.h"
#include "tests/venue/ForwardingVenue.h"

#include <QTest>

#include <algorithm>

namespace strikedesk {

class TestBreakers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachModeHoldsBackItsOwn_data();
    void eachModeHoldsBackItsOwn();
    void aBreakerHoldsItsScopeOnly_data();
    void aBreakerHoldsItsScopeOnly();
    void theFirstReasonStaysAndOnlyGetsStricter();
    void aResetWaitsForTheCoolDown();
    void aFrozenWalkRests();
    void theKillSwitchGoesThroughAFreeze();
    void tooManyRejectsTrip();
    void anOverspentStrategyTrips();
    void badTripsAreRefused_data();
    void badTripsAreRefused();
};

} // namespace strikedesk

Q_DECLARE_METATYPE(strikedesk::OrderState)

namespace strikedesk {

namespace {

Limits roomy()
{
    return with(LimitId::BreakerCooldown, 0);
}

// Refuses whatever is sent while it is told to: what the exchange gets names a contract that it does not
// list.
class RefusingVenue final : public ForwardingVenue
{
public:
    RefusingVenue(std::unique_ptr<Venue> inner, const bool& isRefusing)
        : ForwardingVenue(std::move(inner))
        , m_isRefusing(isRefusing)
    {
    }
    Result<void> send(const VenueCommand& command) override
    {
        VenueCommand sent = command;
        if (auto* submit = std::get_if<SubmitToVenue>(&sent); submit && m_isRefusing)
            submit->legs.front().symbol = "NOSUCH  130720C00015000";
        return inner().send(sent);
    }

private:
    const bool& m_isRefusing;
};

// A position that was opened, and an opening order that rests.
OrderRequest openAndRest(TradingBench& bench)
{
    const OrderRequest opened = bench.vertical(OrderType::MarketableLimit);
    (void)bench.ask(SubmitOrder {opened});
    bench.run(std::chrono::seconds {6});
    (void)bench.ask(SubmitOrder {resting(bench, 900)});
    bench.run(std::chrono::seconds {3});
    return opened;
}

} // namespace

void TestBreakers::eachModeHoldsBackItsOwn_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("opening");
    QTest::addColumn<QString>("closing");
    QTest::addColumn<OrderState>("resting");
    QTest::newRow("block entries") << "block_entries"
                                   << "risk.breaker_open"
                                   << "sent" << OrderState::Working;
    QTest::newRow("reduce only") << "reduce_only"
                                 << "risk.breaker_open"
                                 << "sent" << OrderState::Cancelled;
    QTest::newRow("freeze") << "freeze"
                            << "risk.frozen"
                            << "risk.frozen" << OrderState::Cancelled;
}

void TestBreakers::eachModeHoldsBackItsOwn()
{
    QFETCH(QString, mode);
    QFETCH(QString, opening);
    QFETCH(QString, closing);
    QFETCH(OrderState, resting);
    TradingBench bench;
    bench.setLimits(roomy());
    QVERIFY(bench.start());
    const OrderRequest opened = openAndRest(bench);
    QCOMPARE(bench.state().openStructures().size(), std::size_t(1));
    QCOMPARE(codeOf(bench.ask(TripBreaker {"account", mode.toStdString(), "a test"})), std::string("sent"));
    QCOMPARE(bench.announced().size(), std::size_t(1));
    bench.run(std::chrono::seconds {3});
    QCOMPARE(bench.state().orders().all().back().state, resting);
    const auto answer = [&](const OrderRequest& request) { return codeOf(bench.ask(SubmitOrder {request})); };
    QCOMPARE(answer(strikedesk::resting(bench, 800)), opening.toStdString());
    QCOMPARE(answer(strikedesk::closing(bench, opened)), closing.toStdString());
    bench.crash();
    QVERIFY(bench.start());
    QCOMPARE(answer(strikedesk::resting(bench, 800)), opening.toStdString());
    QCOMPARE(codeOf(bench.ask(ResetBreaker {"looked"})), std::string("sent"));
    QCOMPARE(answer(strikedesk::resting(bench, 800)), std::string("sent"));
}

void TestBreakers::aBreakerHoldsItsScopeOnly_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<bool>("holds");
    QTest::newRow("the account") << "account" << true;
    QTest::newRow("its underlying") << "underlying:SIMX" << true;
    QTest::newRow("its strategy") << "strategy:income" << true;
    QTest::newRow("one of its legs") << "leg:LEG" << true;
    QTest::newRow("another underlying") << "underlying:OTHER" << false;
    QTest::newRow("another strategy") << "strategy:growth" << false;
    QTest::newRow("another contract") << "leg:SIMX" << false;
}

void TestBreakers::aBreakerHoldsItsScopeOnly()
{
    QFETCH(QString, scope);
    QFETCH(bool, holds);
    TradingBench bench;
    bench.setLimits(roomy());
    QVERIFY(bench.start());
    OrderRequest request = resting(bench, 900);
    request.strategy = "income";
    const auto underlyings = bench.core().context().board.catalogue().underlyings();
    const auto other = std::ranges::find_if(underlyings, [](const auto& name) { return name != "SIMX"; });
    QVERIFY(other != underlyings.end());
    scope.replace(QStringLiteral("LEG"), QString::fromStdString(request.legs.back().symbol));
    scope.replace(QStringLiteral("OTHER"), QString::fromStdString(*other));
    QCOMPARE(codeOf(bench.ask(TripBreaker {scope.toStdString(), "block_entries", "a test"})),
             std::string("sent"));
    QCOMPARE(codeOf(bench.ask(SubmitOrder {request})), std::string(holds ? "risk.breaker_open" : "sent"));
}

void TestBreakers::theFirstReasonStaysAndOnlyGetsStricter()
{
    TradingBench bench;
    bench.setLimits(roomy());
    QVERIFY(bench.start());
    for (const char* mode : {"reduce_only", "block_entries", "freeze"})
        QCOMPARE(codeOf(bench.ask(TripBreaker {"underlying:SIMX", mode, std::string("because of ") + mode})),
                 std::string("sent"));
    const DeskSnapshot snapshot = snapshotFrom(bench.core(), {}, 1, 0);
    QCOMPARE(snapshot.risk.breakers.size(), std::size_t(1));
    const BreakerView& view = snapshot.risk.breakers.front();
    QCOMPARE(view.scope, std::string("underlying:SIMX"));
    QCOMPARE(view.mode, std::string("freeze"));
    QCOMPARE(view.reason, std::string("because of reduce_only"));
    QCOMPARE(view.code, std::string("manual"));
    QCOMPARE(view.actor, std::string("screen"));
    QCOMPARE(codeOf(bench.ask(ResetBreaker {"looked"})), std::string("risk.breaker_closed")); // the account's
    QCOMPARE(codeOf(bench.ask(ResetBreaker {"looked", "underlying:SIMX"})), std::string("sent"));
}

void TestBreakers::aResetWaitsForTheCoolDown()
{
    TradingBench bench;
    bench.setLimits(with(LimitId::BreakerCooldown, 2));
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(TripBreaker {"account", "block_entries", "a test"})), std::string("sent"));
    const Instant tripped = bench.core().now();
    bench.run(std::chrono::seconds {115}, std::chrono::seconds {5});
    QCOMPARE(codeOf(bench.ask(ResetBreaker {"looked"})), std::string("risk.breaker_cooling"));
    bench.crash(); // the time that it has stood open is in the record
    QVERIFY(bench.start());
    QCOMPARE(snapshotFrom(bench.core(), {}, 1, 0).risk.breakers.front().resettableFrom,
             tripped + std::chrono::minutes(2));
    bench.run(std::chrono::seconds {10}, std::chrono::seconds {5});
    QCOMPARE(codeOf(bench.ask(ResetBreaker {})), std::string("input.reason"));
    QCOMPARE(codeOf(bench.ask(ResetBreaker {"looked"})), std::string("sent"));
}

void TestBreakers::aFrozenWalkRests()
{
    TradingBench bench;
    bench.setLimits(roomy());
    QVERIFY(bench.start());
    const OrderRequest opened = bench.vertical(OrderType::MarketableLimit);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {opened})), std::string("sent"));
    bench.run(std::chrono::seconds {6});
    OrderRequest walk = closing(bench, opened);
    walk.type = OrderType::Walk;
    walk.limit.reset();
    walk.walk = WalkTerms {1, std::chrono::seconds {30}, {}, std::chrono::seconds {0}};
    QCOMPARE(codeOf(bench.ask(SubmitOrder {walk})), std::string("sent"));
    bench.run(std::chrono::seconds {2});
    const OrderRecord& order = bench.state().orders().all().back();
    QVERIFY2(!isFinal(order.state), "the market took it at once: the test needs another order");
    const Price limit = order.limit;
    QCOMPARE(codeOf(bench.ask(TripBreaker {"account", "freeze", "a test"})), std::string("sent"));
    bench.run(std::chrono::seconds {90}, std::chrono::seconds {1});
    QCOMPARE(order.limit, limit);
    QCOMPARE(order.submissions.size(), std::size_t(1));
    QVERIFY(isFinal(order.state) || order.reason == "Breaker: a test.");
}

void TestBreakers::theKillSwitchGoesThroughAFreeze()
{
    TradingBench bench;
    bench.setLimits(roomy());
    QVERIFY(bench.start());
    (void)openAndRest(bench);
    QCOMPARE(codeOf(bench.ask(TripBreaker {"account", "freeze", "a test"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(EngageKill {true, "leaving"})), std::string("sent"));
    bench.run(std::chrono::seconds {20});
    QVERIFY(bench.state().openStructures().empty());
}

void TestBreakers::tooManyRejectsTrip()
{
    TradingBench bench;
    Limits limits = with(LimitId::VenueRejects, 3);
    limits.values[LimitId::BreakerCooldown] = 0;
    bench.setLimits(limits);
    bool isRefusing = true;
    const auto start = [&] {
        return bench.start([&](std::unique_ptr<Venue> inner) -> std::unique_ptr<Venue> {
            return std::make_unique<RefusingVenue>(std::move(inner), isRefusing);
        });
    };
    QVERIFY(start());
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900 + i)})), std::string("sent"));
        bench.run(std::chrono::seconds {2});
        QCOMPARE(bench.state().orders().all().back().state, OrderState::Rejected);
    }
    bench.run(std::chrono::seconds {60}, std::chrono::seconds {5}); // these two are over
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!bench.state().risk().breaker({BreakerScopeKind::Underlying, "SIMX"}));
        QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 800 + i)})), std::string("sent"));
        bench.run(std::chrono::seconds {2});
    }
    const BreakerRecord* breaker = bench.state().risk().breaker({BreakerScopeKind::Underlying, "SIMX"});
    QVERIFY(breaker);
    QCOMPARE(breaker->code, std::string("risk.venue_rejects"));
    QCOMPARE(breaker->measured, std::string("3"));
    QVERIFY(breaker->mode == BreakerMode::BlockEntries);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 700)})), std::string("risk.breaker_open"));
    isRefusing = false;
    QCOMPARE(codeOf(bench.ask(ResetBreaker {"mended", "underlying:SIMX"})), std::string("sent"));
    bench.run(std::chrono::seconds {3}); // what was refused before does not trip it again
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 700)})), std::string("sent"));
}

void TestBreakers::anOverspentStrategyTrips()
{
    TradingBench bench;
    bench.setLimits(roomy());
    QVERIFY(bench.start());
    OrderRequest request = bench.vertical(OrderType::MarketableLimit);
    request.strategy = "income";
    QCOMPARE(codeOf(bench.ask(SubmitOrder {request})), std::string("sent"));
    bench.run(std::chrono::seconds {6});
    const auto balance = bench.state().slippage().balance(SlippageLevel::Strategy, "income");
    QVERIFY(balance && balance->spent.isPositive());
    // To the last of the budget nothing happens; one step below what is spent it trips.
    QVERIFY(bench.ask(
        SetLimits {"strategy:income", {{"slippage.strategy", balance->spent.text()}}, "no more than this"}));
    bench.run(std::chrono::seconds {3});
    QVERIFY(bench.state().risk().breakers.empty());
    QVERIFY(bench.ask(SetLimits {
        "strategy:income", {{"slippage.strategy", (balance->spent - Money::ofUnits(1)).text()}}, "less"}));
    bench.run(std::chrono::seconds {3});
    const BreakerRecord* breaker = bench.state().risk().breaker({BreakerScopeKind::Strategy, "income"});
    QVERIFY(breaker);
    QCOMPARE(breaker->code, std::string("slippage.overspent"));
    OrderRequest next = resting(bench, 900);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {next})), std::string("sent")); // another strategy
    next = resting(bench, 901);
    next.strategy = "income";
    QCOMPARE(codeOf(bench.ask(SubmitOrder {next})), std::string("risk.breaker_open"));
}

void TestBreakers::badTripsAreRefused_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* scope, const char* mode, const char* reason,
                        const char* code) { QTest::newRow(name) << scope << mode << reason << code; };
    row("no reason", "account", "freeze", "", "input.reason");
    row("no mode", "account", "", "why", "input.breaker_mode");
    row("an unknown mode", "account", "stop", "why", "input.breaker_mode");
    row("an unknown scope", "expiry:2026-03-20", "freeze", "why", "input.breaker_scope");
    row("an unlisted underlying", "underlying:NONE", "freeze", "why", "input.underlying");
    row("an unlisted contract", "leg:NONE", "freeze", "why", "input.symbol");
}

void TestBreakers::badTripsAreRefused()
{
    QFETCH(QString, scope);
    QFETCH(QString, mode);
    QFETCH(QString, reason);
    QFETCH(QString, code);
    TradingBench bench;
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(TripBreaker {scope.toStdString(), mode.toStdString(), reason.toStdString()})),
             code.toStdString());
    QVERIFY(bench.state().risk().breakers.empty());
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestBreakers)
#include "tst_Breakers.moc"
