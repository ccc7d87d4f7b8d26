// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditRecord.h"

#include <QString>
#include <QUtf8StringView>

#include <string_view>

namespace strikedesk {
namespace {

// Names the layout and its version inside the hash, so that no other data can ever be mistaken for a record.
constexpr std::string_view recordDomain = "strikedesk-audit-1\n";

std::string mendedUtf8(std::string text)
{
    const QUtf8StringView view(text.data(), qsizetype(text.size()));
    if (view.isValidUtf8())
        return text;
    return view.toString().toStdString();
}

} // namespace

Digest auditHash(const AuditRecord& record)
{
    HashInput input;
    input.add(recordDomain);
    input.add(record.previousHash);
    input.addNumber(record.sequence);
    input.addNumber(std::uint64_t(std::int64_t(record.time.time_since_epoch().count())));
    input.addField(record.category);
    input.addField(record.kind);
    input.addField(record.actor);
    input.addField(record.entity);
    input.addField(record.body);
    return input.digest();
}

AuditRecord AuditChain::next(AuditEntry entry)
{
    AuditRecord record {.sequence = m_head.sequence + 1,
                        .time = entry.time,
                        .category = mendedUtf8(std::move(entry.category)),
                        .kind = mendedUtf8(std::move(entry.kind)),
                        .actor = mendedUtf8(std::move(entry.actor)),
                        .entity = mendedUtf8(std::move(entry.entity)),
                        .body = mendedUtf8(std::move(entry.body)),
                        .previousHash = m_head.hash};
    record.hash = auditHash(record);
    m_head = {record.sequence, record.hash};
    return record;
}

} // namespace strikedesk
