// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/RouteCall.h"
#include "core/api/SecretSource.h"
#include "core/engine/DeskCommands.h"
#include "core/engine/DeskSnapshot.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::api {

/// A token that has just been made: the one time its text exists on our side.
struct FreshToken
{
    std::string text; ///< "strikedesk_api_" + 43 base-62 digits (256 bits) + "_" + CRC-32 of what is before.
    RecordToken record; ///< For the desk: id, name, scopes, SHA-256 of the text.
};

[[nodiscard]] FreshToken makeToken(const SecretSource& secrets, const std::string& name, ScopeSet scopes,
                                   std::optional<Instant> expiresAt);

/// True when a text has the form of our tokens and its check digits fit; says nothing about validity.
[[nodiscard]] bool isTokenText(std::string_view text);

/// Who holds this token, among those the desk knows. Every known hash is compared, in constant time.
/// `auth.token`, `auth.expired`.
[[nodiscard]] Result<Caller> callerOf(std::string_view tokenText, const std::vector<TokenView>& tokens,
                                      Instant now);

} // namespace strikedesk::api
