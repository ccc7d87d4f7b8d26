// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/Digest.h"

#include "core/util/Assert.h"

#include <openssl/evp.h>

#include <algorithm>
#include <limits>

namespace strikedesk {
namespace {

// Fetched once: to look the algorithm up costs more than to hash a short record.
const EVP_MD* sha256Algorithm()
{
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    STRIKEDESK_ASSERT(algorithm, "the crypto library knows SHA-256");
    return algorithm;
}

struct FreeContext
{
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using HashContext = std::unique_ptr<EVP_MD_CTX, FreeContext>;

template <std::size_t Count>
void addMostSignificantFirst(std::string& bytes, std::uint64_t number)
{
    for (std::size_t i = Count; i-- > 0;)
        bytes += char(std::uint8_t(number >> (8 * i)));
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
    if (text.size() != digest.size() * 2)
        return {};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const int high = hexDigitValue(text[2 * i]);
        const int low = hexDigitValue(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return {};
        digest[i] = std::uint8_t(high * 16 + low);
    }
    return digest;
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
    thread_local const HashContext context {EVP_MD_CTX_new()}; // a new one costs as much as a short text
    Digest digest {};
    const bool isDone = EVP_DigestInit_ex2(context.get(), sha256Algorithm(), nullptr) == 1
        && EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1
        && EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
    STRIKEDESK_ASSERT(isDone, "a text can be hashed");
    return digest;
}

void HashInput::add(const Digest& digest)
{
    m_bytes.append(reinterpret_cast<const char*>(digest.data()), digest.size());
}

void HashInput::putFirst(const Digest& digest)
{
    STRIKEDESK_ASSERT(m_bytes.size() >= digest.size(), "a digest was added first");
    std::copy(digest.begin(), digest.end(), m_bytes.begin());
}

void HashInput::addNumber(std::uint64_t number)
{
    addMostSignificantFirst<8>(m_bytes, number);
}

void HashInput::addField(std::string_view bytes)
{
    STRIKEDESK_ASSERT(bytes.size() <= std::numeric_limits<std::uint32_t>::max(),
                      "a field of the record is shorter than 4 GiB");
    addMostSignificantFirst<4>(m_bytes, bytes.size());
    m_bytes += bytes;
}

struct Hasher::State
{
    HashContext context {EVP_MD_CTX_new()};
};

Hasher::Hasher()
    : m_state(std::make_unique<State>())
{
    const bool isReady = EVP_DigestInit_ex2(m_state->context.get(), sha256Algorithm(), nullptr) == 1;
    STRIKEDESK_ASSERT(isReady, "a hash can be begun");
}

Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::add(std::string_view bytes)
{
    const bool isAdded = EVP_DigestUpdate(m_state->context.get(), bytes.data(), bytes.size()) == 1;
    STRIKEDESK_ASSERT(isAdded, "a hash takes bytes");
}

Digest Hasher::digest() const
{
    const HashContext copy {EVP_MD_CTX_new()};
    Digest digest {};
    const bool isDone = EVP_MD_CTX_copy_ex(copy.get(), m_state->context.get()) == 1
        && EVP_DigestFinal_ex(copy.get(), digest.data(), nullptr) == 1;
    STRIKEDESK_ASSERT(isDone, "a hash can be finished");
    return digest;
}

} // namespace strikedesk
