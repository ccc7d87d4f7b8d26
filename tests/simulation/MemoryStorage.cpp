// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/MemoryStorage.h"

#include "core/audit/AnchorTable.h"
#include "core/audit/AuditTable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace strikedesk {
namespace {

constexpr double chanceKept = 0.5;
constexpr std::size_t sequenceColumn = 0;
constexpr std::size_t previousHashColumn = 7;
constexpr std::size_t hashColumn = 8;

const std::string& auditInsertSql()
{
    static const std::string sql = auditInsert({}).sql;
    return sql;
}

const std::string& anchorInsertSql()
{
    static const std::string sql = anchorCopyInsert({}).sql;
    return sql;
}

// The record's texts are read as the bytes they are.
Row rowAsRead(const std::vector<Value>& inserted)
{
    Row row = inserted;
    for (Value& value : row) {
        if (const auto* text = std::get_if<std::string>(&value))
            value = Bytes(text->begin(), text->end());
    }
    return row;
}

/// Answers the questions that AuditReader asks; any other is an error, so that a new one cannot go unnoticed.
class MemoryReader final : public Reader
{
public:
    explicit MemoryReader(const MemoryDisk& disk)
        : m_disk(disk)
    {
    }

    Result<void> forEach(const Statement& statement, const std::function<bool(Row&)>& use) override
    {
        const std::string_view sql = statement.sql;
        const auto& audit = m_disk.audit();
        const auto given = [&](std::size_t place) { return *integerIn(statement.values.at(place)); };
        if (sql.find("FROM sqlite_schema") != std::string_view::npos) {
            Row name {std::string("there")};
            use(name);
        } else if (sql.ends_with("FROM audit_anchor ORDER BY number")) {
            tell(m_disk.anchors().begin(), m_disk.anchors().end(), use);
        } else if (sql.ends_with("FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
            // Sequence numbers have no gaps: the row's place is its number.
            const auto first = std::min<std::size_t>(audit.size(), std::size_t(given(0)));
            const auto count = std::min<std::size_t>(audit.size() - first, std::size_t(given(1)));
            tell(audit.begin() + std::ptrdiff_t(first), audit.begin() + std::ptrdiff_t(first + count), use);
        } else if (sql.ends_with("FROM audit ORDER BY sequence DESC LIMIT ?")) {
            const auto count = std::min<std::size_t>(audit.size(), std::size_t(given(0)));
            tell(audit.rbegin(), audit.rbegin() + std::ptrdiff_t(count), use);
        } else if (sql.ends_with("FROM audit ORDER BY sequence")) {
            tell(audit.begin(), audit.end(), use);
        } else {
            return fail("storage.failed", fmt::format("A store in memory cannot answer \"{}\".", sql));
        }
        return {};
    }

private:
    template <typename Iterator>
    static void tell(Iterator first, Iterator last, const std::function<bool(Row&)>& use)
    {
        for (; first != last; ++first) {
            Row row = *first;
            if (!use(row))
                return;
        }
    }

    const MemoryDisk& m_disk;
};

} // namespace

// ---- The disk

Result<void> MemoryDisk::operate()
{
    switch (m_faults.nextOperation()) {
    case DiskFailure::None: return {};
    case DiskFailure::Full: return fail("storage.disk_full", "The disk in memory is full.");
    case DiskFailure::InputOutput: return fail("storage.io_error", "The disk in memory failed.");
    }
    return {};
}

Result<void> MemoryDisk::raiseEpoch(std::uint64_t epoch)
{
    if (auto written = operate(); !written)
        return written;
    m_epoch = epoch;
    return {};
}

Result<void> MemoryDisk::commit(Batch batch)
{
    const std::size_t audit = m_audit.size();
    const std::size_t anchors = m_anchors.size();
    auto committed = operate();
    if (committed)
        committed = write(batch);
    const bool isWritten = committed.has_value();
    if (isWritten)
        committed = operate();
    if (committed)
        return {};
    m_audit.resize(audit);
    m_anchors.resize(anchors);
    if (isWritten && isOff())
        m_loose = std::move(batch);
    return committed;
}

Result<void> MemoryDisk::write(const Batch& batch)
{
    if (batch.epoch != m_epoch)
        return fail(fencedBy(m_epoch, batch.epoch));
    for (const Statement& statement : batch.statements) {
        if (auto written = write(statement); !written)
            return written;
    }
    return {};
}

// The rules of the tables' triggers.
Result<void> MemoryDisk::write(const Statement& statement)
{
    if (statement.sql == anchorInsertSql()) {
        m_anchors.push_back({std::int64_t(m_anchors.size() + 1), statement.values.at(0)});
        return {};
    }
    if (statement.sql != auditInsertSql())
        return fail("storage.failed", fmt::format("A store in memory cannot write \"{}\".", statement.sql));
    Row row = rowAsRead(statement.values);
    const Value before
        = m_audit.empty() ? Value(Bytes(std::tuple_size_v<Digest>)) : m_audit.back()[hashColumn];
    if (row[sequenceColumn] != Value(std::int64_t(m_audit.size() + 1)) || row[previousHashColumn] != before)
        return fail("storage.constraint", "The audit record grows without gaps from its head.");
    m_audit.push_back(std::move(row));
    return {};
}

// A commit is whole or not there; nobody was told which.
void MemoryDisk::restore(Random& random)
{
    m_faults.restore();
    const std::optional<Batch> loose = std::exchange(m_loose, {});
    if (!loose)
        return;
    if (random.uniform() < chanceKept)
        (void)write(*loose);
    else
        ++m_lost;
}

// ---- The storage

MemoryStorage::~MemoryStorage()
{
    commitPending();
}

Result<std::uint64_t> MemoryStorage::append(Batch batch)
{
    if (m_failure)
        return fail(*m_failure);
    if (m_pending.size() >= queueCapacity)
        return fail(queueFull());
    m_pending.push_back(std::move(batch));
    return ++m_newestTicket;
}

Result<void> MemoryStorage::waitDurable(std::uint64_t ticket)
{
    if (ticket > m_newestTicket)
        return fail(unknownTicket(ticket, m_newestTicket));
    commitPending();
    if (m_durable >= ticket)
        return {};
    return fail(*m_failure);
}

void MemoryStorage::commitPending()
{
    while (!m_failure && !m_pending.empty()) {
        auto committed = m_disk.commit(std::move(m_pending.front()));
        m_pending.pop_front();
        if (committed)
            ++m_durable;
        else
            m_failure = committed.error();
    }
}

Result<std::uint64_t> MemoryStorage::takeEpoch(Instant)
{
    if (m_failure)
        return fail(*m_failure);
    return m_disk.raiseEpoch(m_disk.epoch() + 1).map([this] { return m_disk.epoch(); });
}

Result<std::uint64_t> MemoryStorage::renewEpoch(std::uint64_t current, Instant startedAt)
{
    if (!m_failure && current != m_disk.epoch())
        return fail(fencedBy(m_disk.epoch(), current));
    return takeEpoch(startedAt);
}

Result<std::unique_ptr<Reader>> MemoryStorage::openReader() const
{
    return std::make_unique<MemoryReader>(m_disk);
}

} // namespace strikedesk
