// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <array>
#include <cstdint>
#include <string>

namespace strikedesk {

/// The signing key of a profile: `anchor.key` (Ed25519, 0600, made at the first start) and its public half
/// `anchor.pub`.
class AnchorKey
{
public:
    /// `anchors.key` when the key is damaged, the codes of DurableFile.h otherwise.
    [[nodiscard]] static Result<AnchorKey> openOrMake(const std::string& folder);
    [[nodiscard]] static bool exists(const std::string& folder);

    /// 128 lower-case hexadecimal digits.
    [[nodiscard]] std::string sign(const std::string& text) const;

    /// 64 hexadecimal digits; empty when there is no public half, or it is damaged.
    [[nodiscard]] static std::string publicKeyIn(const std::string& folder);
    /// False as well when key or signature are not written as above: one signature has one form.
    [[nodiscard]] static bool isSignedBy(const std::string& publicKey, const std::string& text,
                                         const std::string& signature);

private:
    using SecretKey = std::array<std::uint8_t, 64>;
    explicit AnchorKey(const SecretKey& key)
        : m_key(key)
    {
    }

    SecretKey m_key;
};

} // namespace strikedesk
