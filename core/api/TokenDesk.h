// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/CommandRunner.h"
#include "core/api/TokenBook.h"

#include <QObject>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace strikedesk::api {

/// The tokens of this desk: makes, revokes and recognises them.
///
/// What was made or revoked here counts at once, also before the next snapshot shows it. Thread: the api
/// thread.
class TokenDesk final : public QObject
{
    Q_OBJECT

public:
    TokenDesk(Desk& desk, CommandRunner& runner, QObject* parent = nullptr);

    [[nodiscard]] Result<Caller> callerOf(std::string_view tokenText) const;
    [[nodiscard]] std::vector<TokenView> tokens() const;
    void create(const std::string& name, ScopeSet scopes, std::optional<Instant> expiresAt,
                std::function<void(const Result<FreshToken>&)> done);
    /// `token.not_found` when no such token is in force.
    void revoke(const std::string& id, std::function<void(const Result<void>&)> done);
    /// On a profile without any token: makes one that may read and puts it where readTokenPath() says.
    void ensureFirstToken(const std::string& profileDir, std::function<void(const Result<void>&)> done);

private:
    Desk& m_desk;
    CommandRunner& m_runner;
    SecretSource m_secrets;
    std::vector<TokenView> m_made;
    std::set<std::string> m_revoked;
};

} // namespace strikedesk::api
