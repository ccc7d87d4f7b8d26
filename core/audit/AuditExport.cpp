// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditExport.h"

#include "core/audit/CanonicalJson.h"

#include <QString>

#include <fmt/format.h>

namespace strikedesk {

std::string microsecondText(Instant instant)
{
    const std::string milliseconds = toIsoText(instant); // ends in ".000Z", rounded down
    const auto micro = std::chrono::floor<std::chrono::milliseconds>(instant);
    return fmt::format("{}{:03}Z", std::string_view(milliseconds).substr(0, milliseconds.size() - 1),
                       (instant - micro).count());
}

std::string auditLine(const AuditRecord& record)
{
    const auto quoted = [](const std::string& text) { return canonicalString(QString::fromStdString(text)); };
    return fmt::format(
        "{{\"sequence\":{},\"time\":\"{}\",\"category\":{},\"kind\":{},\"actor\":{},\"entity\":{},"
        "\"body\":{},\"previous_hash\":\"{}\",\"hash\":\"{}\"}}",
        record.sequence, microsecondText(record.time), quoted(record.category), quoted(record.kind),
        quoted(record.actor), quoted(record.entity), record.body, hexText(record.previousHash),
        hexText(record.hash));
}

} // namespace strikedesk
