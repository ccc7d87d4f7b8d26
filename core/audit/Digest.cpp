// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/Digest.h"

#include "core/util/Assert.h"

#include <algorithm>
#include <limits>
#include <sodium.h>

namespace strikedesk {
namespace {

static_assert(crypto_hash_sha256_BYTES == std::tuple_size_v<Digest>);

template <std::size_t Count>
std::array<std::uint8_t, Count> mostSignificantFirst(std::uint64_t number)
{
    std::array<std::uint8_t, Count> bytes {};
    for (std::size_t i = 0; i < Count; ++i)
        bytes[Count - 1 - i] = std::uint8_t(number >> (8 * i));
    return bytes;
}

int hexDigitValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// False unless the text is as many digits as the bytes need.
bool readHex(std::string_view text, std::span<std::uint8_t> bytes)
{
    if (text.size() != bytes.size() * 2)
        return false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = hexDigitValue(text[2 * i]);
        const int low = hexDigitValue(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes[i] = std::uint8_t(high * 16 + low);
    }
    return true;
}

} // namespace

std::string hexText(std::span<const std::uint8_t> bytes)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0x0f];
    }
    return text;
}

std::optional<Digest> digestFromHex(std::string_view text)
{
    Digest digest {};
    return readHex(text, digest) ? std::optional(digest) : std::nullopt;
}

std::optional<Digest> digestFromBytes(std::span<const std::uint8_t> bytes)
{
    Digest digest {};
    if (bytes.size() != digest.size())
        return {};
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

Digest sha256(std::string_view bytes)
{
    Hasher hasher;
    hasher.add(bytes);
    return hasher.digest();
}

struct Hasher::State
{
    crypto_hash_sha256_state sodium;
};

Hasher::Hasher()
    : m_state(std::make_unique<State>())
{
    crypto_hash_sha256_init(&m_state->sodium);
}

Hasher::Hasher(const Hasher& other)
    : m_state(std::make_unique<State>(*other.m_state))
{
}

Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::add(std::span<const std::uint8_t> bytes)
{
    crypto_hash_sha256_update(&m_state->sodium, bytes.data(), bytes.size());
}

void Hasher::add(std::string_view bytes)
{
    add(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

void Hasher::addNumber(std::uint64_t number)
{
    add(mostSignificantFirst<8>(number));
}

void Hasher::addField(std::string_view bytes)
{
    STRIKEDESK_ASSERT(bytes.size() <= std::numeric_limits<std::uint32_t>::max(),
                      "a field of the record is shorter than 4 GiB");
    add(mostSignificantFirst<4>(bytes.size()));
    add(bytes);
}

Digest Hasher::digest() const
{
    crypto_hash_sha256_state copy = m_state->sodium;
    Digest digest {};
    crypto_hash_sha256_final(&copy, digest.data());
    return digest;
}

std::string Hasher::state() const
{
    return hexText(
        std::span(reinterpret_cast<const std::uint8_t*>(&m_state->sodium), sizeof(m_state->sodium)));
}

std::optional<Hasher> Hasher::fromState(std::string_view text)
{
    Hasher hasher;
    auto* bytes = reinterpret_cast<std::uint8_t*>(&hasher.m_state->sodium);
    if (!readHex(text, std::span(bytes, sizeof(hasher.m_state->sodium))))
        return {};
    return hasher;
}

} // namespace strikedesk
