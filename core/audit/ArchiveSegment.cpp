// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/ArchiveSegment.h"

#include "core/audit/AuditExport.h"
#include "core/audit/CanonicalJson.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <fmt/format.h>

namespace strikedesk {
namespace {

constexpr qint64 sheetLengthMax = 4'096;

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

std::string memberText(const QJsonObject& object, const char* name)
{
    return object.value(QLatin1String(name)).toString().toStdString();
}

std::optional<std::uint64_t> memberNumber(const QJsonObject& object, const char* name)
{
    const qint64 number = object.value(QLatin1String(name)).toInteger(-1);
    return number >= 1 ? std::optional(std::uint64_t(number)) : std::nullopt;
}

} // namespace

std::string segmentName(const ArchiveSegment& segment)
{
    return fmt::format("segment-{:012}-{:012}", segment.first, segment.last);
}

std::string signedText(const ArchiveSegment& segment)
{
    return fmt::format("strikedesk-segment-1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n", segment.first, segment.last,
                       hexText(segment.previousHash), hexText(segment.hash), hexText(segment.content),
                       microsecondText(segment.from), microsecondText(segment.to),
                       toIsoText(segment.keepUntil));
}

std::string segmentSheet(const ArchiveSegment& segment)
{
    return canonicalBytes(QJsonObject {
        {QStringLiteral("first"), qint64(segment.first)},
        {QStringLiteral("last"), qint64(segment.last)},
        {QStringLiteral("previous_hash"), textOf(hexText(segment.previousHash))},
        {QStringLiteral("hash"), textOf(hexText(segment.hash))},
        {QStringLiteral("content"), textOf(hexText(segment.content))},
        {QStringLiteral("from"), textOf(microsecondText(segment.from))},
        {QStringLiteral("to"), textOf(microsecondText(segment.to))},
        {QStringLiteral("keep_until"), textOf(toIsoText(segment.keepUntil))},
        {QStringLiteral("signature"), textOf(segment.signature)},
    });
}

std::optional<ArchiveSegment> segmentFromSheet(const std::string& text)
{
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    const auto first = memberNumber(object, "first");
    const auto last = memberNumber(object, "last");
    const auto previousHash = digestFromHex(memberText(object, "previous_hash"));
    const auto hash = digestFromHex(memberText(object, "hash"));
    const auto content = digestFromHex(memberText(object, "content"));
    const auto from = parseInstant(memberText(object, "from"));
    const auto to = parseInstant(memberText(object, "to"));
    const auto keepUntil = parseDate(memberText(object, "keep_until"));
    if (!first || !last || *last < *first || !previousHash || !hash || !content || !from || !to || !keepUntil)
        return {};
    ArchiveSegment segment {.first = *first,
                            .last = *last,
                            .previousHash = *previousHash,
                            .hash = *hash,
                            .content = *content,
                            .from = *from,
                            .to = *to,
                            .keepUntil = *keepUntil,
                            .signature = memberText(object, "signature")};
    return segmentSheet(segment) == text ? std::optional(segment) : std::nullopt;
}

std::vector<std::string> segmentNamesIn(const std::string& folder)
{
    std::vector<std::string> names;
    const QStringList sheets
        = QDir(textOf(folder)).entryList({QStringLiteral("segment-*.json")}, QDir::Files, QDir::Name);
    for (const QString& sheet : sheets)
        names.push_back(sheet.chopped(5).toStdString());
    return names;
}

Result<ArchiveSegment> readSegment(const std::string& folder, const std::string& name)
{
    const std::string path = folder + "/" + name + ".json";
    QFile file(textOf(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail("archive.unreadable",
                    fmt::format("{} cannot be read ({}).", path, file.errorString().toStdString()));
    QByteArray text = file.read(sheetLengthMax);
    if (text.endsWith('\n'))
        text.chop(1);
    const auto segment = segmentFromSheet(text.toStdString());
    if (!segment || segmentName(*segment) != name)
        return fail("archive.unreadable",
                    fmt::format("{} is not the head sheet of a segment: it was changed, or renamed.", path));
    return *segment;
}

} // namespace strikedesk
