// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Answer.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace strikedesk::api {

/// What was answered under which Idempotency-Key, so that a repeated request gets the same answer and does
/// nothing a second time.
///
/// Kept in memory for at least 24 hours, per token; a restart forgets. When one token has filled its places
/// and none is old enough, new keys are refused rather than old ones forgotten. Thread: the api thread.
class Idempotency
{
public:
    static constexpr std::size_t keysPerToken = 10'000;
    static constexpr double keptSeconds = 24 * 60 * 60;

    /// Nothing: go on, the key is now running. Otherwise the answer to give instead: the earlier one, or
    /// `idempotency.running`, `idempotency.other_body`, `idempotency.full`.
    [[nodiscard]] std::optional<ApiAnswer> begin(const std::string& tokenId, const std::string& key,
                                                 std::string_view request, double nowSeconds);
    void finish(const std::string& tokenId, const std::string& key, const ApiAnswer& answer);
    /// Nothing was done: the same key may try again.
    void forget(const std::string& tokenId, const std::string& key);

private:
    struct Entry
    {
        std::string requestHash;
        double begunAt = 0;
        std::optional<ApiAnswer> answer;
    };
    using Entries = std::map<std::string, Entry>;

    static void dropOld(Entries& entries, double nowSeconds);

    std::map<std::string, Entries> m_byToken;
};

/// 1 to 128 visible ASCII characters. `input.idempotency_key`.
[[nodiscard]] Result<void> checkIdempotencyKey(std::string_view key);

} // namespace strikedesk::api
