// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/CommandQueue.h"

#include <QTest>

#include <memory>
#include <thread>
#include <vector>

namespace strikedesk {

/// What the trading thread takes next, however many ask.
class TestCommandQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalPrioritiesGoByArrival();
    void reducingRiskOvertakesAddingIt();
    void aFloodOfOneKindLeavesRoomForTheOthers();
    void countingChangesNothing();
    void aClosedQueueIsDrainedAndStaysEmpty();
    void aClosedQueueKeepsNobodyWaiting();
    void nothingIsLostBetweenManyThreads();
};

namespace {

using enum CommandPriority;

std::vector<int> drained(CommandQueue<int>& queue)
{
    std::vector<int> items;
    while (const auto item = queue.tryPop())
        items.push_back(*item);
    return items;
}

} // namespace

void TestCommandQueue::equalPrioritiesGoByArrival()
{
    constexpr int count = 300;
    CommandQueue<int> queue(count);
    std::vector<int> expected;
    for (int i = 0; i < count; ++i) {
        QVERIFY(queue.push(Normal, int(i)));
        expected.push_back(i);
    }
    QCOMPARE(drained(queue), expected);
}

void TestCommandQueue::reducingRiskOvertakesAddingIt()
{
    CommandQueue<int> queue(8);
    for (const auto& [priority, item] :
         {std::pair {Normal, 7}, std::pair {Reduce, 5}, std::pair {Cancel, 3}, std::pair {Normal, 8},
          std::pair {Kill, 1}, std::pair {Cancel, 4}, std::pair {Reduce, 6}, std::pair {Kill, 2}})
        QVERIFY(queue.push(priority, int(item)));
    QCOMPARE(drained(queue), (std::vector<int> {1, 2, 3, 4, 5, 6, 7, 8}));
}

void TestCommandQueue::aFloodOfOneKindLeavesRoomForTheOthers()
{
    CommandQueue<std::unique_ptr<int>> queue(2);
    QVERIFY(queue.push(Normal, std::make_unique<int>(1)));
    QVERIFY(queue.push(Normal, std::make_unique<int>(2)));
    auto refused = std::make_unique<int>(3);
    QVERIFY(!queue.push(Normal, std::move(refused)));
    QVERIFY(refused && *refused == 3); // NOLINT(bugprone-use-after-move)
    for (const CommandPriority priority : {Reduce, Cancel, Kill})
        QVERIFY(queue.push(priority, std::make_unique<int>(4)));
    QCOMPARE(queue.size(), std::size_t(5));
}

void TestCommandQueue::countingChangesNothing()
{
    CommandQueue<int> queue(4);
    for (const int item : {1, 2, 3})
        QVERIFY(queue.push(Normal, int(item)));
    for (int look = 0; look < 3; ++look)
        QCOMPARE(queue.size(), std::size_t(3));
    QCOMPARE(drained(queue), (std::vector<int> {1, 2, 3}));
    QCOMPARE(queue.size(), std::size_t(0));
}

void TestCommandQueue::aClosedQueueIsDrainedAndStaysEmpty()
{
    CommandQueue<int> queue(4);
    QVERIFY(queue.push(Normal, 2));
    QVERIFY(queue.push(Cancel, 1));
    queue.close();
    QVERIFY(queue.isClosed());
    QVERIFY(!queue.push(Kill, 3));
    QCOMPARE(drained(queue), (std::vector<int> {1, 2}));
    QVERIFY(!queue.tryPop());
}

void TestCommandQueue::aClosedQueueKeepsNobodyWaiting()
{
    CommandQueue<int> queue(1);
    std::thread reader([&queue] { queue.waitWithin(std::chrono::hours {24}); });
    queue.close();
    reader.join();
    queue.waitWithin(std::chrono::hours {24});
    QVERIFY(!queue.tryPop());
}

void TestCommandQueue::nothingIsLostBetweenManyThreads()
{
    constexpr int writerCount = 4;
    constexpr int perWriter = 2'000;
    CommandQueue<int> queue(64);
    std::vector<std::thread> writers;
    for (int writer = 0; writer < writerCount; ++writer) {
        writers.emplace_back([&queue, writer] {
            for (int i = 0; i < perWriter; ++i) {
                while (!queue.push(Normal, writer * perWriter + i))
                    std::this_thread::yield();
            }
        });
    }
    std::vector<int> next(writerCount, 0);
    int outOfOrder = 0;
    for (int taken = 0; taken < writerCount * perWriter;) {
        const auto item = queue.tryPop();
        if (!item) {
            queue.waitWithin(std::chrono::milliseconds {10});
            continue;
        }
        ++taken;
        outOfOrder += *item % perWriter == next[std::size_t(*item / perWriter)]++ ? 0 : 1;
    }
    for (std::thread& writer : writers)
        writer.join();
    QCOMPARE(outOfOrder, 0);
    QVERIFY(!queue.tryPop());
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestCommandQueue)
#include "tst_CommandQueue.moc"
