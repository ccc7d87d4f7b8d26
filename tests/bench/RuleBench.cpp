// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/RuleBench.h"

#include "core/util/Assert.h"
#include "tests/engine/StopsBench.h"

#include <fmt/format.h>

#include <chrono>

namespace strikedesk::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int positionsRuled = 1'000;
constexpr int batchesSeen = 500;
constexpr int fillsSeen = 50;
constexpr int firstBatch = 900; // seconds after the open; until then the book is opened
constexpr double slowestMilliseconds = 2;

Limits limitsWithRoom()
{
    Limits limits = shippedLimits();
    for (const LimitRow& row : limitTable()) {
        if (row.unit != LimitUnit::Percent && row.unit != LimitUnit::Level && row.unit != LimitUnit::YesNo
            && row.unit != LimitUnit::Minutes && row.unit != LimitUnit::Seconds)
            limits.values[row.id] = row.largest;
    }
    return limits;
}

// Five rules that are all looked at and none of which is met.
std::vector<RuleTerms> fiveRules()
{
    const auto rule = [](const char* name, const char* when, int perCent) {
        RuleTerms terms;
        terms.name = name;
        terms.when = when;
        terms.close = perCent * 100;
        return terms;
    };
    return {rule("first", "profit >= 25% of credit", 30), rule("second", "profit >= 50% of credit", 50),
            rule("last", "profit >= 75% of credit", 20),
            rule("stop", "loss >= 2 x credit or profit falls 30% after 50% of credit", 100),
            rule("days", "dte <= 2", 100)};
}

double millisecondsOf(RuleDesk& rules)
{
    const auto start = Steady::now();
    rules.tick();
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

void openBook(StopsBench& bench)
{
    STRIKEDESK_ASSERT(bench.start().has_value(), "the desk starts");
    for (int position = 0; position < positionsRuled; ++position) {
        bench.runTo(5 + position / 2);
        const bool isPlaced
            = !bench.place(StopsBench::entry(1 + position % 20)).isEmpty(); // none like the last
        if (!isPlaced)
            fmt::print(stderr, "position {}: {}\n", position, bench.refusal());
        STRIKEDESK_ASSERT(isPlaced, "the gate has room for the book");
    }
    bench.runTo(firstBatch - 100);
    const auto open = bench.state().openStructures();
    STRIKEDESK_ASSERT(int(open.size()) == positionsRuled, "every position is open");
    for (const std::string& structure : open)
        STRIKEDESK_ASSERT(bench.ask(SetRules {structure, fiveRules(), "bench"}).has_value(), "rules are set");
    bench.runTo(firstBatch);
}

} // namespace

void measureRules(BenchReport& report)
{
    StopsBench bench({}, firstBatch + batchesSeen + 2 * fillsSeen + 10);
    bench.setLimits(limitsWithRoom());
    bench.setCash(Money::ofWhole(50'000'000));
    openBook(bench);
    DeskContext context = bench.core().context(); // the same parts: only the looking is measured
    OrderDesk orders(context);
    RuleDesk rules(context, orders, {});
    std::vector<double> milliseconds;
    std::vector<double> quiet;
    for (int batch = 0; batch < batchesSeen; ++batch) {
        bench.runTo(firstBatch + batch + 1);
        milliseconds.push_back(millisecondsOf(rules));
        quiet.push_back(millisecondsOf(rules));
    }
    std::vector<double> booked;
    for (int fill = 0; fill < fillsSeen; ++fill) {
        (void)bench.place(StopsBench::entry(1 + fill % 20));
        bench.runTo(firstBatch + batchesSeen + 2 * (fill + 1));
        booked.push_back(millisecondsOf(rules));
    }
    const std::string note
        = fmt::format("{} positions of two legs with five rules each, {} batches of quotes "
                      "that moved every one of them",
                      positionsRuled, batchesSeen);
    report.add({"rules, a batch, p99", quantileOf(milliseconds, 0.99), "ms", {}, slowestMilliseconds, note});
    report.add({"rules, a batch, median", medianOf(milliseconds), "ms", {}, {}, note});
    report.add({"rules, a batch with a fill, median", medianOf(booked), "ms", {}, {}, "the same"});
    report.add({"rules, a batch with a fill, p99",
                quantileOf(booked, 0.99),
                "ms",
                {},
                slowestMilliseconds,
                "the books of every position are read again"});
    report.add({"rules, nothing has changed, p99",
                quantileOf(quiet, 0.99),
                "ms",
                {},
                {},
                "the same, at once again"});
}

} // namespace strikedesk::bench
