// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SecretSource.h"

#include "core/util/Assert.h"

#include <fmt/format.h>

#include <sodium.h>

namespace strikedesk::api {

SecretSource::SecretSource()
{
    STRIKEDESK_ASSERT(sodium_init() >= 0, "libsodium finds a source of randomness");
}

std::array<std::uint8_t, 32> SecretSource::secret() const
{
    std::array<std::uint8_t, 32> bytes {};
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string SecretSource::shortName() const
{
    return fmt::format("{:08x}", randombytes_random());
}

} // namespace strikedesk::api
