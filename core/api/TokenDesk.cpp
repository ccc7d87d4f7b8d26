// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/TokenDesk.h"

#include "core/api/Endpoint.h"
#include "core/api/PrivateFile.h"
#include "core/util/Clock.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::api {
namespace {

const char* const ownerActor = "owner";

CommandEnvelope ownerEnvelope(DeskCommand command)
{
    CommandEnvelope envelope;
    envelope.principal = {ownerActor, {}, true};
    envelope.command = std::move(command);
    return envelope;
}

} // namespace

TokenDesk::TokenDesk(Desk& desk, CommandRunner& runner, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_runner(runner)
{
}

Result<Caller> TokenDesk::callerOf(std::string_view tokenText) const
{
    // Wall time: a token's life is measured by the calendar, also while the desk replays another year.
    return api::callerOf(tokenText, tokens(), SystemClock().now());
}

std::vector<TokenView> TokenDesk::tokens() const
{
    std::vector<TokenView> all;
    if (const DeskSnapshotPtr desk = m_desk.snapshot())
        all = desk->tokens;
    for (const TokenView& made : m_made) {
        if (std::none_of(all.begin(), all.end(), [&](const TokenView& known) { return known.id == made.id; }))
            all.push_back(made);
    }
    for (TokenView& token : all)
        token.isRevoked = token.isRevoked || m_revoked.count(token.id) > 0;
    return all;
}

void TokenDesk::create(const std::string& name, ScopeSet scopes, std::optional<Instant> expiresAt,
                       std::function<void(const Result<FreshToken>&)> done)
{
    const FreshToken token = makeToken(m_secrets, name, scopes, expiresAt);
    m_runner.run(ownerEnvelope(token.record),
                 [this, token, done = std::move(done)](const Result<DeskReply>& reply) {
                     if (!reply) {
                         done(fail(reply.error()));
                         return;
                     }
                     const RecordToken& record = token.record;
                     m_made.push_back({record.id, record.name, record.scopes, record.hash,
                                       SystemClock().now(), record.expiresAt, false});
                     done(token);
                 });
}

void TokenDesk::revoke(const std::string& id, std::function<void(const Result<void>&)> done)
{
    const std::vector<TokenView> all = tokens();
    const bool isInForce = std::any_of(
        all.begin(), all.end(), [&](const TokenView& token) { return token.id == id && !token.isRevoked; });
    if (!isInForce) {
        done(fail("token.not_found",
                  fmt::format("No token '{}' is in force; see 'strikectl token list'.", id)));
        return;
    }
    // From this moment on it is refused here, whatever the desk answers.
    m_revoked.insert(id);
    m_runner.run(ownerEnvelope(RevokeToken {id}), [done = std::move(done)](const Result<DeskReply>& reply) {
        done(reply ? Result<void>() : fail(reply.error()));
    });
}

void TokenDesk::ensureFirstToken(const std::string& profileDir, std::function<void(const Result<void>&)> done)
{
    if (!tokens().empty()) {
        done({});
        return;
    }
    create("first-run", Scope::Read, {},
           [profileDir, done = std::move(done)](const Result<FreshToken>& token) {
               if (!token) {
                   done(fail(token.error()));
                   return;
               }
               done(writePrivateFile(QString::fromStdString(readTokenPath(profileDir)),
                                     QByteArray::fromStdString(token->text) + "\n"));
           });
}

} // namespace strikedesk::api
