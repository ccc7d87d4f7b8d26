// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/RiskAsks.h"

#include <QTest>

#include <algorithm>

namespace strikedesk {

class TestOverrides : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoftBlockPassesOnceAndIsInTheRecord();
    void aReplaceNeedsAWordOfItsOwn();
    void hardBlocksAndUnknownCodesAreRefused();
    void aRefusedReplaceIsInTheRecord();
};

namespace {

const std::string& kindOfRow(const AuditRowPtr& row)
{
    return row->kind;
}

// How often a kind of record stands among the newest.
int countOf(TradingBench& bench, const std::string& kind)
{
    return int(std::ranges::count(bench.core().context().journal.tail(), kind, kindOfRow));
}

const AuditRow& newestOf(TradingBench& bench, const std::string& kind)
{
    return **std::ranges::find(bench.core().context().journal.tail(), kind, kindOfRow);
}

} // namespace

void TestOverrides::aSoftBlockPassesOnceAndIsInTheRecord()
{
    TradingBench bench;
    bench.setLimits(with(LimitId::UnusualSize, 2));
    QVERIFY(bench.start());
    OrderRequest large = resting(bench, 900, 3);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {large})), std::string("risk.unusual_size"));
    large.overrides = OrderOverride {{"risk.unusual_size"}, "a roll of three"};
    QCOMPARE(codeOf(bench.ask(SubmitOrder {large})), std::string("sent"));
    QCOMPARE(countOf(bench, "risk.overridden"), 1);
    const AuditRow& record = newestOf(bench, "risk.overridden");
    QCOMPARE(record.actor, std::string("screen"));
    QCOMPARE(record.entity, bench.onlyOrder().id.text());
    QVERIFY(record.body.find("a roll of three") != std::string::npos);
    // For that very order: the next one is blocked as before.
    OrderRequest next = resting(bench, 901, 3);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {next})), std::string("risk.unusual_size"));
    bench.crash();
    QVERIFY(bench.start());
    QCOMPARE(bench.onlyOrder().request.overrides.value().reason, std::string("a roll of three"));
}

void TestOverrides::aReplaceNeedsAWordOfItsOwn()
{
    TradingBench bench;
    bench.setLimits(with(LimitId::UnusualSize, 2));
    QVERIFY(bench.start());
    OrderRequest large = resting(bench, 900, 3);
    large.overrides = OrderOverride {{"risk.unusual_size"}, "a roll of three"};
    QCOMPARE(codeOf(bench.ask(SubmitOrder {large})), std::string("sent"));
    bench.run(std::chrono::seconds {3});
    ReplaceOrder change {bench.onlyOrder().id, Price::ofCents(-890), {}};
    QCOMPARE(codeOf(bench.ask(change)), std::string("risk.unusual_size"));
    change.overrides = OrderOverride {{"risk.unusual_size"}, "still meant"};
    QCOMPARE(codeOf(bench.ask(change)), std::string("sent"));
    QVERIFY(newestOf(bench, "risk.overridden").body.find("still meant") != std::string::npos);
}

void TestOverrides::hardBlocksAndUnknownCodesAreRefused()
{
    TradingBench bench;
    QVERIFY(bench.start());
    OrderRequest request = resting(bench, 900, 101);
    request.overrides = OrderOverride {{"risk.max_order_quantity"}, "let me"};
    QCOMPARE(codeOf(bench.ask(SubmitOrder {request})), std::string("risk.not_overridable"));
    request.overrides = OrderOverride {{"risk.nonsense"}, "let me"};
    QCOMPARE(codeOf(bench.ask(SubmitOrder {request})), std::string("input.override"));
    QCOMPARE(bench.state().orders().all().size(), std::size_t(0));
}

void TestOverrides::aRefusedReplaceIsInTheRecord()
{
    TradingBench bench;
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("sent"));
    bench.run(std::chrono::seconds {3});
    const int denials = bench.state().denials();
    QCOMPARE(codeOf(bench.ask(ReplaceOrder {bench.onlyOrder().id, Price::ofCents(500), {}})),
             std::string("risk.price_collar"));
    QCOMPARE(bench.state().denials(), denials + 1);
    QCOMPARE(countOf(bench, "order.denied"), 1);
    QCOMPARE(newestOf(bench, "order.denied").entity, bench.onlyOrder().id.text());
    QVERIFY(newestOf(bench, "order.denied").body.find("risk.price_collar") != std::string::npos);
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestOverrides)
#include "tst_Overrides.moc"
