// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AnchorLog.h"

#include "core/audit/AnchorTable.h"
#include "core/audit/CanonicalJson.h"
#include "core/storage/DurableFile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <fmt/format.h>

namespace strikedesk {
namespace {

constexpr qint64 longestLine = 64 * 1024;

std::string anchorLogPath(const std::string& folder)
{
    return folder + "/anchors.jsonl";
}

/// Removes what a process that died, or a full disk, left of a line: it was never promised to anybody, and
/// the next anchor must not be glued to it.
Result<void> removeHalfLine(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadWrite))
        return fail("storage.cannot_open",
                    fmt::format("{} cannot be opened ({}); check its rights.", path,
                                file.errorString().toStdString()));
    if (file.size() == 0 || (file.seek(file.size() - 1) && file.read(1) == "\n"))
        return {};
    file.seek(0);
    const qsizetype whole = file.readAll().lastIndexOf('\n') + 1;
    if (!file.resize(whole))
        return fail("storage.io_error",
                    fmt::format("{} ends in half a line that cannot be removed; check its rights.", path));
    return {};
}

std::string signedText(const AuditHead& head, const std::string& time, const std::string& reason)
{
    return fmt::format("strikedesk-anchor-1\n{}\n{}\n{}\n{}\n", head.sequence, hexText(head.hash), time,
                       reason);
}

std::string anchorLine(const AuditHead& head, const std::string& time, const std::string& reason,
                       const std::string& signature)
{
    return canonicalBytes(QJsonObject {
        {QStringLiteral("sequence"), qint64(head.sequence)},
        {QStringLiteral("hash"), QString::fromStdString(hexText(head.hash))},
        {QStringLiteral("time"), QString::fromStdString(time)},
        {QStringLiteral("reason"), QString::fromStdString(reason)},
        {QStringLiteral("signature"), QString::fromStdString(signature)},
    });
}

// Without a public key the signature is not looked at.
std::optional<Anchor> anchorFrom(const QByteArray& line, const std::string& publicKey)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const auto text = [&object](QLatin1String key) { return object.value(key).toString().toStdString(); };
    const auto hash = digestFromHex(text(QLatin1String("hash")));
    const std::string timeText = text(QLatin1String("time"));
    const auto time = parseInstant(timeText);
    const qint64 sequence = object.value(QLatin1String("sequence")).toInteger(-1);
    if (!hash || !time || sequence < 0)
        return {};
    Anchor anchor {.head = {std::uint64_t(sequence), *hash},
                   .time = *time,
                   .reason = text(QLatin1String("reason")),
                   .isSignatureGood = false,
                   .line = 0,
                   .text = line.toStdString()};
    const std::string signatureText = text(QLatin1String("signature"));
    // One anchor has one form: two that differ in a byte but read the same would let an edit pass.
    if (anchorLine(anchor.head, timeText, anchor.reason, signatureText) != anchor.text)
        return {};
    anchor.isSignatureGood = !publicKey.empty()
        && AnchorKey::isSignedBy(publicKey, signedText(anchor.head, timeText, anchor.reason), signatureText);
    return anchor;
}

// Without a public key as above.
Result<AnchorFile> anchorsIn(const std::string& folder, const std::string& publicKey)
{
    AnchorFile found;
    QFile file(QString::fromStdString(anchorLogPath(folder)));
    if (!file.exists())
        return found;
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            "anchors.unreadable",
            fmt::format("{} cannot be read ({}).", anchorLogPath(folder), file.errorString().toStdString()));
    int number = 0;
    while (!file.atEnd()) {
        QByteArray line = file.readLine(longestLine);
        ++number;
        const bool isWhole = line.endsWith('\n');
        if (isWhole)
            line.chop(1);
        auto anchor = anchorFrom(line, publicKey);
        if (anchor && isWhole) {
            anchor->line = number;
            found.anchors.push_back(std::move(*anchor));
        } else if (isWhole || line.size() == longestLine - 1) {
            found.unreadableLines.push_back(number);
        }
    }
    return found;
}

} // namespace

Result<AnchorLog> AnchorLog::open(const std::string& folder)
{
    const auto key = AnchorKey::openOrMake(folder);
    if (!key)
        return fail(key.error());
    // Only where they end: whether they are good is for those to say who hold the record against them.
    const auto before = anchorsIn(folder, {});
    if (!before)
        return fail(before.error());
    if (auto whole = removeHalfLine(anchorLogPath(folder)); !whole)
        return fail(whole.error());
    return AnchorLog(folder, *key, before->anchors);
}

Result<void> AnchorLog::append(const AuditHead& head, Instant time, const std::string& reason)
{
    const std::string timeText = toIsoText(time);
    const std::string line
        = anchorLine(head, timeText, reason, m_key.sign(signedText(head, timeText, reason)));
    if (auto whole = removeHalfLine(anchorLogPath(m_folder)); !whole)
        return whole;
    if (auto written = appendDurably(anchorLogPath(m_folder), line + "\n"); !written)
        return written;
    m_copies.push_back(anchorCopyInsert(line));
    if (m_tell)
        m_tell(line);
    m_isEmpty = false;
    m_lastSequence = head.sequence;
    return {};
}

Result<void> AnchorLog::appendIfDue(const AuditHead& head, Instant time)
{
    if (head.sequence < m_lastSequence + recordsBetweenAnchors)
        return {};
    return append(head, time, "running");
}

Result<AnchorFile> readAnchors(const std::string& folder)
{
    const std::string publicKey = AnchorKey::publicKeyIn(folder);
    return anchorsIn(folder, publicKey).map([&](AnchorFile found) {
        found.hasKey = AnchorKey::exists(folder);
        found.publicKey = publicKey;
        return found;
    });
}

std::optional<std::uint64_t> anchoredSequence(const std::string& line)
{
    const auto anchor = anchorFrom(QByteArray::fromStdString(line), {});
    return anchor ? std::optional(anchor->head.sequence) : std::nullopt;
}

} // namespace strikedesk
