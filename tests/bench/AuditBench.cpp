// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/AuditBench.h"

#include "core/audit/AuditVerifier.h"
#include "core/storage/StorageWriter.h"

#include <QDir>
#include <QTemporaryDir>

#include <fmt/format.h>

#include <chrono>
#include <thread>

namespace strikedesk::bench {
namespace {

constexpr std::uint64_t recordsInAll = 1'000'000;
constexpr int recordsInStep = 3; // a decision, an intent, its sending
constexpr int verifyRuns = 3;

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A body of the length that the records of a replayed day have on average.
AuditEntry entryNumber(std::uint64_t number)
{
    return {
        .time = Instant(Duration(1'372'426'200'000'000 + 1'000 * std::int64_t(number))),
        .category = number % 3 == 0 ? "decision" : "order",
        .kind = "order.sent",
        .actor = "session:S1-1",
        .entity = fmt::format("O1-{}", number),
        .body = fmt::format(
            R"({{"client_order_id":"SD1-{}","delta":-0.30000000000000004,"legs":[{{"effect":"open","ratio":1,)"
            R"("side":"sell","symbol":"SPXW  210106P03700000"}},{{"effect":"open","ratio":1,"side":"buy",)"
            R"("symbol":"SPXW  210106P03650000"}}],"limit":"-1.2500","mid":"-1.3250","note":"walk step","quantity":1,)"
            R"("reserved":"12.5000","slippage_limit":"25.0000"}})",
            number)};
}

[[noreturn]] void giveUp(const Error& error)
{
    fmt::print(stderr, "bench_audit: {}\n", error.message);
    std::exit(EXIT_FAILURE);
}

/// Appends as a busy desk does, a few records a step, without waiting for each: those that wait share a
/// commit.
std::uint64_t appendAll(StorageWriter& writer, AuditChain& chain)
{
    std::uint64_t ticket = 0;
    while (chain.head().sequence < recordsInAll) {
        Batch batch;
        for (int i = 0; i < recordsInStep && chain.head().sequence < recordsInAll; ++i)
            batch.statements.push_back(auditInsert(chain.next(entryNumber(chain.head().sequence + 1))));
        while (writer.pending() >= StorageWriter::queueCapacity / 2)
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        const auto taken = writer.append(std::move(batch));
        if (!taken)
            giveUp(taken.error());
        ticket = *taken;
    }
    return ticket;
}

} // namespace

void measureAudit(BenchReport& report)
{
    const QTemporaryDir folder;
    QDir(folder.path()).mkdir(QStringLiteral("anchors"));
    const std::string database = folder.filePath(QStringLiteral("desk.db")).toStdString();
    const std::string anchorsFolder = folder.filePath(QStringLiteral("anchors")).toStdString();

    AuditChain chain;
    {
        auto writer = StorageWriter::open(database, auditMigrations());
        if (!writer)
            giveUp(writer.error());
        const auto start = std::chrono::steady_clock::now();
        const std::uint64_t ticket = appendAll(**writer, chain);
        if (auto durable = (*writer)->waitDurable(ticket); !durable)
            giveUp(durable.error());
        report.add(
            {.name = "records appended, durable",
             .value = double(recordsInAll) / secondsSince(start),
             .unit = "records/s",
             .atLeast = 20'000,
             .atMost = {},
             .note = fmt::format("{} records, {} a batch, synchronous=FULL", recordsInAll, recordsInStep)});
    }
    auto anchors = AnchorLog::open(anchorsFolder);
    if (!anchors)
        giveUp(anchors.error());
    if (auto anchored = anchors->append(chain.head(), entryNumber(0).time, "end"); !anchored)
        giveUp(anchored.error());

    std::vector<double> seconds;
    for (int run = 0; run < verifyRuns; ++run) {
        const auto start = std::chrono::steady_clock::now();
        const auto verdict = verifyAudit(database, anchorsFolder);
        seconds.push_back(secondsSince(start));
        if (!verdict)
            giveUp(verdict.error());
        if (!verdict->isIntact || verdict->count != recordsInAll)
            giveUp({"bench.verdict", "An untouched record was not found intact: " + verdict->reason});
    }
    report.add({.name = "verify a million records",
                .value = medianOf(seconds),
                .unit = "s",
                .atLeast = {},
                .atMost = 10,
                .note = fmt::format("median of {} runs, chain and anchors", verifyRuns)});
}

} // namespace strikedesk::bench
