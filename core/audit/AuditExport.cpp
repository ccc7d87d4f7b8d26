// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditExport.h"

#include "core/audit/CanonicalJson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <fmt/format.h>

namespace strikedesk {
namespace {

/// Quoted as RFC 4180 says. A text that a spreadsheet would take for a formula gets an apostrophe in front,
/// which spreadsheets read as "this is text" (owasp.org, CSV injection).
std::string csvField(const std::string& text)
{
    static constexpr std::string_view startsFormula = "=+-@\t\r\n";
    const bool isFormula = !text.empty() && startsFormula.find(text.front()) != std::string_view::npos;
    const std::string shown = (isFormula ? "'" : "") + QString::fromStdString(text).toStdString();
    if (shown.find_first_of(",\"\r\n") == std::string::npos)
        return shown;
    std::string quoted = "\"";
    for (const char c : shown) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace

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

std::optional<AuditRecord> auditRecordFromLine(const std::string& line)
{
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
    const auto text = [&object](QLatin1String name) { return object.value(name).toString().toStdString(); };
    const auto time = parseInstant(text(QLatin1String("time")));
    const auto previousHash = digestFromHex(text(QLatin1String("previous_hash")));
    const auto hash = digestFromHex(text(QLatin1String("hash")));
    if (!time || !previousHash || !hash)
        return {};
    AuditRecord record {.sequence = std::uint64_t(object.value(QLatin1String("sequence")).toInteger()),
                        .time = *time,
                        .category = text(QLatin1String("category")),
                        .kind = text(QLatin1String("kind")),
                        .actor = text(QLatin1String("actor")),
                        .entity = text(QLatin1String("entity")),
                        .body = canonicalBytes(object.value(QLatin1String("body")).toObject()),
                        .previousHash = *previousHash,
                        .hash = *hash};
    return auditLine(record) == line ? std::optional(std::move(record)) : std::nullopt;
}

std::string auditCsvRow(const AuditRecord& record)
{
    return fmt::format("{},{},{},{},{},{},{},{},{}", record.sequence, microsecondText(record.time),
                       csvField(record.category), csvField(record.kind), csvField(record.actor),
                       csvField(record.entity), csvField(record.body), hexText(record.previousHash),
                       hexText(record.hash));
}

Result<void> checkExportable(const AuditRecord& record)
{
    const QByteArray body = QByteArray::fromRawData(record.body.data(), qsizetype(record.body.size()));
    if (canonicalBytes(QJsonDocument::fromJson(body).object()) == record.body)
        return {};
    return fail(
        "audit.unreadable",
        fmt::format(
            "Record {} cannot be exported: its body is not canonical JSON, so it was not written by a "
            "desk. Run \"strikectl audit verify\".",
            record.sequence));
}

} // namespace strikedesk
