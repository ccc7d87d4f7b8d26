// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/TokenBook.h"

#include "core/audit/Digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <sodium.h>

namespace strikedesk::api {
namespace {

constexpr std::string_view tokenPrefix = "strikedesk_api_";
constexpr std::size_t base62Length = 43; // 62^43 > 2^256
constexpr std::size_t checkLength = 8;
constexpr std::string_view base62Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::string base62Of(std::array<std::uint8_t, 32> number)
{
    std::string digits(base62Length, '0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        unsigned remainder = 0;
        for (std::uint8_t& byte : number) { // One long division by 62, most significant byte first.
            const unsigned part = remainder * 256 + byte;
            byte = std::uint8_t(part / 62);
            remainder = part % 62;
        }
        *digit = base62Digits[remainder];
    }
    return digits;
}

/// CRC-32 as in ISO 3309 (reflected, polynomial 0xEDB88320): lets a scanner tell a token from noise.
std::uint32_t checkSumOf(std::string_view text)
{
    std::uint32_t sum = 0xffffffff;
    for (const char c : text) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ ((sum & 1) ? 0xedb88320 : 0);
    }
    return ~sum;
}

} // namespace

FreshToken makeToken(const SecretSource& secrets, const std::string& name, ScopeSet scopes,
                     std::optional<Instant> expiresAt)
{
    FreshToken token;
    token.text = std::string(tokenPrefix) + base62Of(secrets.secret());
    token.text += fmt::format("_{:08x}", checkSumOf(token.text));
    token.record = {"T-" + secrets.shortName(), name, scopes.text(), hexText(sha256(token.text)), expiresAt};
    return token;
}

bool isTokenText(std::string_view text)
{
    if (text.size() != tokenPrefix.size() + base62Length + 1 + checkLength
        || text.substr(0, tokenPrefix.size()) != tokenPrefix)
        return false;
    const std::size_t checkAt = text.size() - checkLength;
    return text.substr(checkAt - 1) == fmt::format("_{:08x}", checkSumOf(text.substr(0, checkAt - 1)));
}

Result<Caller> callerOf(std::string_view tokenText, const std::vector<TokenView>& tokens, Instant now)
{
    const auto refused = [] {
        return fail("auth.token", "The token is not valid; make one with 'strikectl token create'.");
    };
    if (!isTokenText(tokenText))
        return refused();
    const std::string hash = hexText(sha256(tokenText));
    const TokenView* found = nullptr;
    for (const TokenView& token : tokens) {
        if (token.hash.size() == hash.size()
            && sodium_memcmp(token.hash.data(), hash.data(), hash.size()) == 0)
            found = &token;
    }
    if (!found || found->isRevoked)
        return refused();
    if (found->expiresAt && *found->expiresAt <= now)
        return fail("auth.expired",
                    fmt::format("The token '{}' expired at {}.", found->name, toIsoText(*found->expiresAt)));
    const Result<ScopeSet> scopes = ScopeSet::parse(found->scopes);
    if (!scopes)
        return refused();
    return Caller {found->id, found->name, *scopes};
}

} // namespace strikedesk::api
