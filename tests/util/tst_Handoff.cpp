// SPDX-License-Identifier: GPL-3.0-or-later
// Free of Qt, so that ThreadSanitizer sees every access and needs no suppression: threads hand values over,
// and nothing is lost, doubled or seen half written.
#include "core/util/BoundedQueue.h"
#include "core/util/LatestValue.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace strikedesk;

namespace {

void expect(bool isTrue, const char* sentence)
{
    if (isTrue)
        return;
    std::fprintf(stderr, "FAIL: %s\n", sentence);
    std::exit(1);
}

void passed(const char* sentence)
{
    std::printf("PASS: %s\n", sentence);
}

// Two fields that belong together: a reader must never see one without the other.
struct Paired
{
    int number = 0;
    std::string text = "0";
};

void theNewestValueArrivesWhole()
{
    constexpr int count = 20'000;
    LatestValue<std::shared_ptr<const Paired>> latest;
    std::atomic<int> wakeUps {0};
    std::thread writer([&] {
        for (int i = 1; i <= count; ++i) {
            if (latest.put(std::make_shared<const Paired>(Paired {i, std::to_string(i)})))
                wakeUps.fetch_add(1, std::memory_order_relaxed);
        }
    });
    int newest = 0;
    while (newest < count) {
        const std::shared_ptr<const Paired> value = latest.take();
        if (!value) {
            std::this_thread::yield();
            continue;
        }
        expect(value->text == std::to_string(value->number), "a value is never half written");
        expect(value->number >= newest, "a value is never older than the one before");
        newest = value->number;
        (void)latest.peek();
    }
    writer.join();
    expect(newest == count, "the last value put is the last one taken");
    expect(wakeUps.load() >= 1 && wakeUps.load() <= count, "there was a wake-up and never more than values");
    passed("theNewestValueArrivesWhole");
}

void oneWakeUpIsInFlightAtMost()
{
    LatestValue<int> latest;
    expect(latest.put(1), "the first value wakes the reader");
    expect(!latest.put(2), "the second finds a wake-up on its way");
    expect(latest.peek() == 2, "a look does not wait for the wake-up");
    expect(!latest.put(3), "a look leaves the wake-up as it is");
    expect(latest.take() == 3, "the newest is taken");
    expect(latest.put(4), "after a take the reader has to be woken again");
    passed("oneWakeUpIsInFlightAtMost");
}

void nothingIsLostBetweenManyThreads()
{
    constexpr int writerCount = 4;
    constexpr int readerCount = 3;
    constexpr int perWriter = 5'000;
    BoundedQueue<std::unique_ptr<int>> queue(64);
    std::vector<std::thread> writers;
    for (int writer = 0; writer < writerCount; ++writer) {
        writers.emplace_back([&queue, writer] {
            for (int i = 0; i < perWriter; ++i) {
                auto item = std::make_unique<int>(writer * perWriter + i);
                while (!queue.push(std::move(item)))
                    std::this_thread::yield(); // a refused push leaves the item with us
            }
        });
    }
    std::vector<std::vector<int>> taken(readerCount);
    std::vector<std::thread> readers;
    for (std::vector<int>& mine : taken) {
        readers.emplace_back([&queue, &mine] {
            while (auto item = queue.pop())
                mine.push_back(**item);
        });
    }
    for (std::thread& writer : writers)
        writer.join();
    queue.close();
    for (std::thread& reader : readers)
        reader.join();

    std::vector<int> seen(std::size_t(writerCount) * perWriter, 0);
    for (const std::vector<int>& mine : taken) {
        std::array<int, writerCount> newest;
        newest.fill(-1);
        for (const int value : mine) {
            ++seen[std::size_t(value)];
            int& before = newest[std::size_t(value / perWriter)];
            expect(value > before, "what one thread put in comes out in its order");
            before = value;
        }
    }
    for (const int times : seen)
        expect(times == 1, "each item comes out exactly once");
    passed("nothingIsLostBetweenManyThreads");
}

void aFullQueueRefusesAndKeepsTheItem()
{
    BoundedQueue<std::unique_ptr<int>> queue(2);
    expect(queue.push(std::make_unique<int>(1)) && queue.push(std::make_unique<int>(2)), "two fit");
    auto third = std::make_unique<int>(3);
    expect(!queue.push(std::move(third)), "the third is refused");
    expect(third && *third == 3, "and stays with the caller"); // NOLINT(bugprone-use-after-move)
    expect(queue.size() == 2, "the queue is as full as before");
    expect(**queue.tryPop() == 1, "the oldest leaves first");
    expect(queue.push(std::move(third)), "now there is room");
    passed("aFullQueueRefusesAndKeepsTheItem");
}

void aClosedQueueIsDrained()
{
    BoundedQueue<int> queue(8);
    expect(queue.push(1) && queue.push(2), "two go in");
    queue.close();
    expect(queue.isClosed() && !queue.push(3), "nothing goes in after closing");
    expect(queue.pop() == 1 && queue.popWithin(std::chrono::microseconds {0}) == 2,
           "what was inside comes out");
    expect(!queue.pop() && !queue.tryPop(), "then there is nothing, without waiting");
    passed("aClosedQueueIsDrained");
}

void closingWakesAWaitingReader()
{
    BoundedQueue<int> queue(1);
    std::thread reader([&queue] { expect(!queue.pop(), "a reader of a closed queue gets nothing"); });
    queue.close();
    reader.join();
    expect(!queue.popWithin(std::chrono::microseconds {100}), "a patient reader too");
    passed("closingWakesAWaitingReader");
}

} // namespace

int main()
{
    oneWakeUpIsInFlightAtMost();
    theNewestValueArrivesWhole();
    aFullQueueRefusesAndKeepsTheItem();
    aClosedQueueIsDrained();
    closingWakesAWaitingReader();
    nothingIsLostBetweenManyThreads();
    return 0;
}
