// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/audit/LongRecord.h"

#include "core/audit/AnchorLog.h"
#include "core/audit/AuditTable.h"
#include "core/storage/StorageWriter.h"
#include "core/util/Random.h"
#include "tests/audit/SqlShell.h"

#include <QDir>

#include <fmt/format.h>

#include <chrono>
#include <thread>
#include <utility>

namespace strikedesk::test {
namespace {

constexpr int recordsInBatchMax = 40;

template <typename T>
T orDie(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return std::move(*result);
}

void orDie(const Result<void>& result)
{
    if (!result)
        qFatal("%s", result.error().message.c_str());
}

} // namespace

std::string LongRecord::databaseIn(const QString& folder)
{
    return QString(folder + QStringLiteral("/desk.db")).toStdString();
}

std::string LongRecord::anchorsIn(const QString& folder)
{
    return QString(folder + QStringLiteral("/anchors")).toStdString();
}

AuditEntry LongRecord::entry(std::uint64_t number)
{
    static constexpr const char* categories[] = {"command", "decision", "order", "session", "system"};
    constexpr std::int64_t day = 86'400'000'000;
    const auto within = std::int64_t(number % recordsOfOneDay);
    std::string note(number % 97, 'x');
    // What was not UTF-8 is kept as U+FFFD; the raw byte in its place would look the same to a careless
    // reader.
    const char* const actor = number % 7 == 0 ? "token:b\xc3\xb6t \"1\""
        : number % 11 == 0                    ? "bot:\xff"
                                              : "screen";
    return {.time = Instant(Duration(1'372'426'200'000'000 + day * std::int64_t(number / recordsOfOneDay)
                                     + 1'000'003 * within)),
            .category = categories[number % std::size(categories)],
            .kind = number % 2 == 0 ? "order.sent" : "walk.stepped",
            .actor = actor,
            .entity = number % 13 == 0 ? std::string() : fmt::format("O1-{}", number),
            .body = fmt::format(R"({{"delta":-0.30000000000000004,"limit":"1.2500","n":{},"note":"{}€"}})",
                                number, note)};
}

LongRecord::LongRecord(const QString& folder, const Shape& shape)
    : m_folder(folder)
{
    QDir(folder).mkdir(QStringLiteral("anchors"));
    for (int start = 1; start <= shape.starts; ++start) {
        const bool isLast = start == shape.starts;
        // Starts of unequal length; the last takes what is left.
        const std::uint64_t until
            = isLast ? shape.count : shape.count * std::uint64_t(start) / std::uint64_t(shape.starts) + 17;
        runOnce(until, isLast && shape.wasKilled, shape.seed + std::uint64_t(start));
    }
    settle();
}

void LongRecord::runOnce(std::uint64_t until, bool isKilled, std::uint64_t seed)
{
    const auto writer = orDie(StorageWriter::open(databaseIn(m_folder), auditMigrations()));
    auto anchors = orDie(AnchorLog::open(anchorsIn(m_folder)));
    Random random(seed);
    AuditChain chain(m_head);
    std::uint64_t ticket = 0;
    bool isAnchored = false;
    const auto anchor = [&](const char* reason) {
        orDie(writer->waitDurable(ticket));
        orDie(anchors.append(chain.head(), entry(chain.head().sequence).time, reason));
        m_anchored.push_back(chain.head().sequence);
    };
    while (chain.head().sequence < until) {
        Batch batch {0, anchors.takeCopies()};
        const int size = random.between(1, recordsInBatchMax);
        for (int i = 0; i < size && chain.head().sequence < until; ++i)
            batch.statements.push_back(auditInsert(chain.next(entry(chain.head().sequence + 1))));
        while (writer->pending() >= StorageWriter::queueCapacity / 2)
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        ticket = orDie(writer->append(std::move(batch)));
        if (!isAnchored || chain.head().sequence >= m_anchored.back() + AnchorLog::recordsBetweenAnchors)
            anchor(std::exchange(isAnchored, true) ? "running" : "start");
    }
    if (!isKilled)
        anchor("end");
    ticket = orDie(writer->append({0, anchors.takeCopies()}));
    orDie(writer->waitDurable(ticket));
    m_head = chain.head();
}

/// One file without a WAL beside it, so that a copy of it is a copy of the record.
void LongRecord::settle() const
{
    SqlShell shell(databaseIn(m_folder));
    shell.run(QStringLiteral("PRAGMA journal_mode=DELETE"));
}

} // namespace strikedesk::test
