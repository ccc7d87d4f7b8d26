// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace strikedesk::api {

/// The one place secrets come from: libsodium's generator. (core/util's Random is for simulation and can be
/// repeated; a secret must not.)
///
/// Thread: any.
class SecretSource
{
public:
    SecretSource();
    [[nodiscard]] std::array<std::uint8_t, 32> secret() const;
    /// Eight hexadecimal digits, for names that only have to differ.
    [[nodiscard]] std::string shortName() const;
};

} // namespace strikedesk::api
