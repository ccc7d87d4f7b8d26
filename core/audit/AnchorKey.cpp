// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AnchorKey.h"

#include "core/audit/Digest.h"
#include "core/storage/DurableFile.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sodium.h>
#include <utility>

namespace strikedesk {
namespace {

std::string secretPath(const std::string& folder)
{
    return folder + "/anchor.key";
}
std::string publicPath(const std::string& folder)
{
    return folder + "/anchor.pub";
}

// fromHex() passes over what is no digit and reads capitals too; a key or a signature has one form.
template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> bytesFromHex(const QByteArray& text)
{
    const QByteArray bytes = QByteArray::fromHex(text);
    if (bytes.size() != qsizetype(Size) || bytes.toHex() != text)
        return {};
    std::array<std::uint8_t, Size> found {};
    std::copy(bytes.begin(), bytes.end(), found.begin());
    return found;
}

std::optional<QByteArray> firstLineOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readLine(1'024).trimmed();
}

const unsigned char* unsignedBytes(const std::string& text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

Result<AnchorKey> AnchorKey::openOrMake(const std::string& folder)
{
    if (sodium_init() < 0)
        return fail("anchors.key", "The system gives no random numbers, so no signing key can be made.");
    if (const auto stored = firstLineOf(secretPath(folder))) {
        if (const auto key = bytesFromHex<crypto_sign_SECRETKEYBYTES>(*stored))
            return AnchorKey(*key);
        return fail("anchors.key",
                    fmt::format("{} should hold 128 hexadecimal digits and does not; restore it "
                                "from a backup.",
                                secretPath(folder)));
    }
    SecretKey key {};
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> publicKey {};
    crypto_sign_keypair(publicKey.data(), key.data());
    // The public half first: with the key there, both are there.
    for (const auto& [path, text] :
         {std::pair(publicPath(folder), hexText(publicKey)), std::pair(secretPath(folder), hexText(key))}) {
        if (auto written = replaceDurably(path, text + "\n"); !written)
            return fail(written.error());
    }
    return AnchorKey(key);
}

bool AnchorKey::exists(const std::string& folder)
{
    return QFile::exists(QString::fromStdString(secretPath(folder)));
}

std::string AnchorKey::sign(const std::string& text) const
{
    std::array<std::uint8_t, crypto_sign_BYTES> signature {};
    crypto_sign_detached(signature.data(), nullptr, unsignedBytes(text), text.size(), m_key.data());
    return hexText(signature);
}

std::string AnchorKey::publicKeyIn(const std::string& folder)
{
    const auto stored = firstLineOf(publicPath(folder));
    return stored && bytesFromHex<crypto_sign_PUBLICKEYBYTES>(*stored) ? stored->toStdString()
                                                                       : std::string();
}

bool AnchorKey::isSignedBy(const std::string& publicKey, const std::string& text,
                           const std::string& signature)
{
    const auto key = bytesFromHex<crypto_sign_PUBLICKEYBYTES>(QByteArray::fromStdString(publicKey));
    const auto signatureBytes = bytesFromHex<crypto_sign_BYTES>(QByteArray::fromStdString(signature));
    return key && signatureBytes
        && crypto_sign_verify_detached(signatureBytes->data(), unsignedBytes(text), text.size(), key->data())
        == 0;
}

} // namespace strikedesk
