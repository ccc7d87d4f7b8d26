// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Idempotency.h"

#include "core/audit/Digest.h"

#include <algorithm>

namespace strikedesk::api {

std::optional<ApiAnswer> Idempotency::begin(const std::string& tokenId, const std::string& key,
                                            std::string_view request, double nowSeconds)
{
    Entries& entries = m_byToken[tokenId];
    const std::string hash = hexText(sha256(request));
    const auto known = entries.find(key);
    if (known != entries.end() && nowSeconds - known->second.begunAt > keptSeconds && known->second.answer)
        entries.erase(known);
    else if (known != entries.end() && known->second.requestHash != hash)
        return problemAnswer(Error {"idempotency.other_body",
                                    "This Idempotency-Key was used for another request; take a new one."});
    else if (known != entries.end() && !known->second.answer)
        return problemAnswer(
            Error {"idempotency.running",
                   "The first request with this Idempotency-Key has no outcome yet; ask again."});
    else if (known != entries.end())
        return known->second.answer;
    if (entries.size() >= keysPerToken)
        dropOld(entries, nowSeconds);
    if (entries.size() >= keysPerToken)
        return problemAnswer(
            Error {"idempotency.full",
                   "This token has used 10,000 Idempotency-Keys within a day; no more are kept."});
    entries.emplace(key, Entry {hash, nowSeconds, {}});
    return {};
}

void Idempotency::finish(const std::string& tokenId, const std::string& key, const ApiAnswer& answer)
{
    const auto entry = m_byToken[tokenId].find(key);
    if (entry != m_byToken[tokenId].end())
        entry->second.answer = answer;
}

void Idempotency::forget(const std::string& tokenId, const std::string& key)
{
    m_byToken[tokenId].erase(key);
}

void Idempotency::dropOld(Entries& entries, double nowSeconds)
{
    std::erase_if(entries, [&](const auto& entry) {
        return entry.second.answer && nowSeconds - entry.second.begunAt > keptSeconds;
    });
}

Result<void> checkIdempotencyKey(std::string_view key)
{
    const bool isVisible = std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (key.empty() || key.size() > 128 || !isVisible)
        return fail("input.idempotency_key", "An Idempotency-Key is 1 to 128 visible ASCII characters.");
    return {};
}

} // namespace strikedesk::api
