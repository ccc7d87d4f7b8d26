// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditTable.h"
#include "tests/engine/RiskAsks.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

std::string storyInRecord(const TradingBench& bench, const OrderId& id)
{
    std::string story;
    const auto records = readAuditAfter(bench.databasePath(), 0, 100'000);
    for (const AuditRecord& record : records.value_or(std::vector<AuditRecord>())) {
        if (record.entity == id.text() && !record.kind.starts_with("slippage."))
            story += (story.empty() ? "" : ", ") + record.kind;
    }
    return story;
}

std::string stepsOf(const OrderRecord& order)
{
    std::string steps;
    for (const OrderStep& step : order.steps)
        steps += (steps.empty() ? "" : ", ") + step.kind;
    return steps;
}

} // namespace

/// What can be told of one order from its record, and what may not be asked of it.
class TestOrderStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRecordTellsItWholeAndInOrder()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 900)})), std::string("sent"));
        const OrderId id = bench.onlyOrder().id;
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(ReplaceOrder {id, Price::ofCents(-890), {}})), std::string("sent"));
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(CancelOrder {id})), std::string("sent"));
        bench.run(2s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Cancelled);
        const std::string story = "order.intended, order.sending, venue.reported, order.replace_intended, "
                                  "venue.reported, order.cancel_intended, venue.reported, "
                                  "order.market_noted";
        QCOMPARE(storyInRecord(bench, id), story);
        QCOMPARE(stepsOf(bench.onlyOrder()), std::string("submit, replace, cancel"));
        QVERIFY(std::ranges::is_sorted(bench.onlyOrder().steps, {}, &OrderStep::at));
        QVERIFY(std::ranges::is_sorted(bench.onlyOrder().steps, {}, &OrderStep::auditSequence));
        bench.crash();
        QVERIFY(bench.start());
        QCOMPARE(storyInRecord(bench, id), story);
        QCOMPARE(stepsOf(bench.onlyOrder()), std::string("submit, replace, cancel"));
    }

    void whatHasEndedIsNeitherReplacedNorCancelled()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)})),
                 std::string("sent"));
        const OrderId id = bench.onlyOrder().id;
        QCOMPARE(
            codeOf(bench.ask(ReplaceOrder {id, Price::ofCents(-1), {}})), // the venue has not said a word
            std::string("order.not_replaceable"));
        bench.run(5s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Filled);
        QCOMPARE(codeOf(bench.ask(ReplaceOrder {id, Price::ofCents(-1), {}})),
                 std::string("order.not_replaceable"));
        QCOMPARE(codeOf(bench.ask(CancelOrder {id})), std::string("order.not_cancellable"));
        QCOMPARE(bench.onlyOrder().state, OrderState::Filled);
    }
};

QTEST_GUILESS_MAIN(TestOrderStory)
#include "tst_OrderStory.moc"
