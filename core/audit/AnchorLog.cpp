// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AnchorLog.h"

#include "core/audit/CanonicalJson.h"
#include "core/storage/DurableFile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <fmt/format.h>

#include <optional>
#include <sodium.h>

namespace strikedesk {
namespace {

using AnchorSignature = std::array<std::uint8_t, crypto_sign_BYTES>;
using AnchorPublicKey = std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES>;

std::string anchorLogPath(const std::string& folder)
{
    return folder + "/anchors.jsonl";
}
std::string anchorKeyPath(const std::string& folder)
{
    return folder + "/anchor.key";
}
std::string anchorPublicPath(const std::string& folder)
{
    return folder + "/anchor.pub";
}

template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> bytesFromHex(const QByteArray& text)
{
    const QByteArray bytes = QByteArray::fromHex(text);
    if (text.size() != qsizetype(2 * Size) || bytes.size() != qsizetype(Size))
        return {};
    std::array<std::uint8_t, Size> found {};
    std::copy(bytes.begin(), bytes.end(), found.begin());
    return found;
}

std::optional<QByteArray> contentOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

std::string signedText(const AuditHead& head, const std::string& time, const std::string& reason)
{
    return fmt::format("strikedesk-anchor-1\n{}\n{}\n{}\n{}\n", head.sequence, hexText(head.hash), time,
                       reason);
}

const unsigned char* unsignedBytes(const std::string& text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

Result<std::array<std::uint8_t, 64>> anchorKey(const std::string& folder)
{
    if (sodium_init() < 0)
        return fail("anchors.key", "The system gives no random numbers, so no signing key can be made.");
    if (const auto stored = contentOf(anchorKeyPath(folder))) {
        if (const auto key = bytesFromHex<64>(stored->trimmed()))
            return *key;
        return fail("anchors.key",
                    fmt::format("{} should hold 128 hexadecimal digits and does not; restore it "
                                "from a backup.",
                                anchorKeyPath(folder)));
    }
    std::array<std::uint8_t, 64> key {};
    AnchorPublicKey publicKey {};
    crypto_sign_keypair(publicKey.data(), key.data());
    // The public half first: with the key there, both are there.
    for (const auto& [path, text] : {std::pair(anchorPublicPath(folder), hexText(publicKey)),
                                     std::pair(anchorKeyPath(folder), hexText(key))}) {
        if (auto written = replaceDurably(path, text + "\n"); !written)
            return fail(written.error());
    }
    return key;
}

std::optional<Anchor> anchorFrom(const QByteArray& line, const std::optional<AnchorPublicKey>& publicKey)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const auto text = [&object](QLatin1String key) { return object.value(key).toString().toStdString(); };
    const auto hash = digestFromHex(text(QLatin1String("hash")));
    const std::string timeText = text(QLatin1String("time"));
    const auto time = parseInstant(timeText);
    const qint64 sequence = object.value(QLatin1String("sequence")).toInteger(-1);
    if (!hash || !time || sequence < 0)
        return {};
    Anchor anchor {
        .head = {std::uint64_t(sequence), *hash}, .time = *time, .reason = text(QLatin1String("reason"))};
    const auto signature
        = bytesFromHex<crypto_sign_BYTES>(QByteArray::fromStdString(text(QLatin1String("signature"))));
    const std::string message = signedText(anchor.head, timeText, anchor.reason);
    anchor.isSignatureGood = signature && publicKey
        && crypto_sign_verify_detached(signature->data(), unsignedBytes(message), message.size(),
                                       publicKey->data())
            == 0;
    return anchor;
}

} // namespace

Result<AnchorLog> AnchorLog::open(const std::string& folder)
{
    const auto key = anchorKey(folder);
    if (!key)
        return fail(key.error());
    const auto before = readAnchors(folder);
    if (!before)
        return fail(before.error());
    const auto content = contentOf(anchorLogPath(folder)).value_or(QByteArray());
    const qsizetype whole = content.lastIndexOf('\n') + 1;
    // The process died while it wrote the last line: what there is of it was never promised to anybody.
    if (whole < content.size() && !QFile::resize(QString::fromStdString(anchorLogPath(folder)), whole))
        return fail("storage.io_error",
                    fmt::format("{} ends in half a line that cannot be removed; check its "
                                "rights.",
                                anchorLogPath(folder)));
    const std::uint64_t last = before->anchors.empty() ? 0 : before->anchors.back().head.sequence;
    return AnchorLog(folder, *key, last);
}

Result<void> AnchorLog::append(const AuditHead& head, Instant time, const std::string& reason)
{
    const std::string timeText = toIsoText(time);
    const std::string message = signedText(head, timeText, reason);
    AnchorSignature signature {};
    crypto_sign_detached(signature.data(), nullptr, unsignedBytes(message), message.size(), m_key.data());
    const QJsonObject line {
        {QStringLiteral("sequence"), qint64(head.sequence)},
        {QStringLiteral("hash"), QString::fromStdString(hexText(head.hash))},
        {QStringLiteral("time"), QString::fromStdString(timeText)},
        {QStringLiteral("reason"), QString::fromStdString(reason)},
        {QStringLiteral("signature"), QString::fromStdString(hexText(signature))},
    };
    if (auto written = appendDurably(anchorLogPath(m_folder), canonicalBytes(line) + "\n"); !written)
        return written;
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
    AnchorFile found;
    found.hasKey = QFile::exists(QString::fromStdString(anchorKeyPath(folder)));
    std::optional<AnchorPublicKey> publicKey;
    if (const auto stored = contentOf(anchorPublicPath(folder))) {
        publicKey = bytesFromHex<crypto_sign_PUBLICKEYBYTES>(stored->trimmed());
        found.publicKey = publicKey ? hexText(*publicKey) : std::string();
    }
    QFile file(QString::fromStdString(anchorLogPath(folder)));
    if (!file.exists())
        return found;
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            "anchors.unreadable",
            fmt::format("{} cannot be read ({}).", anchorLogPath(folder), file.errorString().toStdString()));
    int number = 0;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(64 * 1024);
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        if (auto anchor = anchorFrom(line, publicKey)) {
            anchor->line = number;
            found.anchors.push_back(std::move(*anchor));
        } else if (line.endsWith('\n')) {
            found.unreadableLines.push_back(number);
        }
    }
    return found;
}

} // namespace strikedesk
