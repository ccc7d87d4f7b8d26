// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/OwnerSocket.h"

#include "core/api/BodyFields.h"
#include "core/api/views/JsonValue.h"
#include "core/api/views/RiskViews.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::api {
namespace {

constexpr qint64 lineBytesMax = 64 * 1024;
constexpr int lineTimeOutMs = 5'000;
constexpr int ownerConnectionsMax = 16;

QJsonObject refusedReply(const Error& error)
{
    return {{QStringLiteral("ok"), false},
            {QStringLiteral("code"), toValue(error.code)},
            {QStringLiteral("message"), toValue(error.message)}};
}

QJsonObject tokenReply(const TokenView& token)
{
    return {{QStringLiteral("id"), toValue(token.id)},
            {QStringLiteral("name"), toValue(token.name)},
            {QStringLiteral("scopes"), toValue(token.scopes)},
            {QStringLiteral("created_at"), toValue(token.createdAt)},
            {QStringLiteral("expires_at"), toValue(token.expiresAt)},
            {QStringLiteral("revoked"), token.isRevoked}};
}

bool isTokenName(const std::string& name)
{
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_' || c == '.';
    });
}

std::string textOf(const QJsonObject& request, const char* name)
{
    return request.value(QLatin1String(name)).toString().left(1000).toStdString();
}

} // namespace

OwnerSocket::OwnerSocket(CommandRunner& runner, TokenDesk& tokens, QObject* parent)
    : QObject(parent)
    , m_runner(runner)
    , m_tokens(tokens)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(ownerConnectionsMax);
    connect(&m_server, &QLocalServer::newConnection, this, &OwnerSocket::takeConnections);
}

Result<void> OwnerSocket::listen(const std::string& path)
{
    const QString name = QString::fromStdString(path);
    // A killed desk leaves its socket behind; the profile's lock says that no other desk lives here.
    QLocalServer::removeServer(name);
    if (!m_server.listen(name))
        return fail(
            "api.listen",
            fmt::format("Cannot open the owner socket {}: {}.", path, m_server.errorString().toStdString()));
    return {};
}

void OwnerSocket::takeConnections()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        socket->setReadBufferSize(lineBytesMax);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readLine(socket); });
        QTimer::singleShot(lineTimeOutMs, socket, [socket] {
            if (!socket->property("isObeyed").toBool())
                socket->abort();
        });
    }
}

void OwnerSocket::readLine(QLocalSocket* socket)
{
    if (socket->property("isObeyed").toBool()
        || (!socket->canReadLine() && socket->bytesAvailable() < lineBytesMax))
        return;
    socket->setProperty("isObeyed", true);
    obey(socket->readLine(lineBytesMax), [socket = QPointer<QLocalSocket>(socket)](const QJsonObject& reply) {
        if (!socket)
            return;
        socket->write(QJsonDocument(reply).toJson(QJsonDocument::Compact) + "\n");
        socket->disconnectFromServer();
    });
}

void OwnerSocket::obey(const QByteArray& line, const Reply& reply)
{
    const Result<QJsonObject> request = bodyObject(line.trimmed());
    if (!request) {
        reply(refusedReply(request.error()));
        return;
    }
    const Result<void> known = allowOnlyFields(
        *request,
        {"command", "name", "scopes", "expires_at", "id", "flatten", "reason", "subject", "action"});
    const std::string command = textOf(*request, "command");
    if (!known)
        reply(refusedReply(known.error()));
    else if (command == "token.create")
        createToken(*request, reply);
    else if (command == "token.list")
        listTokens(reply);
    else if (command == "token.revoke")
        revokeToken(*request, reply);
    else if (command == "kill")
        kill(*request, reply);
    else if (command == "kill.drill")
        drillKill(reply);
    else if (command == "kill.reset")
        resetKill(*request, reply);
    else if (command == "books.settle")
        run(SettleDifference {textOf(*request, "subject"), textOf(*request, "action"),
                              textOf(*request, "reason")},
            reply);
    else if (command == "books.compare")
        run(CompareBooks {}, reply);
    else
        reply(refusedReply({"input.command",
                            "Known commands are token.create, token.list, token.revoke, kill, kill.drill, "
                            "kill.reset, books.settle and books.compare."}));
}

void OwnerSocket::createToken(const QJsonObject& request, const Reply& reply)
{
    const std::string name = textOf(request, "name");
    if (!isTokenName(name)) {
        reply(refusedReply(
            {"input.name", "A token's name is 1 to 64 letters, digits, dots, dashes or underlines."}));
        return;
    }
    const Result<ScopeSet> scopes = ScopeSet::parse(textOf(request, "scopes"));
    if (!scopes) {
        reply(refusedReply(scopes.error()));
        return;
    }
    std::optional<Instant> expiresAt;
    if (const std::string text = textOf(request, "expires_at"); !text.empty()) {
        const Result<Instant> parsed = parseInstant(text);
        if (!parsed) {
            reply(refusedReply(parsed.error()));
            return;
        }
        expiresAt = *parsed;
    }
    m_tokens.create(name, *scopes, expiresAt, [reply](const Result<FreshToken>& token) {
        if (!token) {
            reply(refusedReply(token.error()));
            return;
        }
        reply({{QStringLiteral("ok"), true},
               {QStringLiteral("id"), toValue(token->record.id)},
               {QStringLiteral("name"), toValue(token->record.name)},
               {QStringLiteral("scopes"), toValue(token->record.scopes)},
               {QStringLiteral("expires_at"), toValue(token->record.expiresAt)},
               {QStringLiteral("token"), toValue(token->text)}});
    });
}

void OwnerSocket::listTokens(const Reply& reply) const
{
    QJsonArray items;
    for (const TokenView& token : m_tokens.tokens())
        items.append(tokenReply(token));
    reply({{QStringLiteral("ok"), true}, {QStringLiteral("items"), items}});
}

void OwnerSocket::revokeToken(const QJsonObject& request, const Reply& reply)
{
    m_tokens.revoke(textOf(request, "id"), [reply](const Result<void>& revoked) {
        reply(revoked ? QJsonObject {{QStringLiteral("ok"), true}} : refusedReply(revoked.error()));
    });
}

void OwnerSocket::kill(const QJsonObject& request, const Reply& reply)
{
    const std::string reason = textOf(request, "reason");
    run(EngageKill {request.value(QLatin1String("flatten")).toBool(),
                    reason.empty() ? "asked by the owner" : reason},
        reply);
}

void OwnerSocket::drillKill(const Reply& reply)
{
    CommandEnvelope envelope;
    envelope.principal = {"owner", {}, true};
    envelope.command = DrillKill {};
    m_runner.run(std::move(envelope), [reply](const Result<DeskReply>& outcome) {
        const auto* drill = outcome ? std::get_if<DrillReply>(&*outcome) : nullptr;
        QJsonObject document = drill ? drillJson(*drill)
            : outcome                ? refusedReply({"api.internal", "The desk sent no report."})
                                     : refusedReply(outcome.error());
        if (drill)
            document.insert(QStringLiteral("ok"), true);
        reply(document);
    });
}

void OwnerSocket::resetKill(const QJsonObject& request, const Reply& reply)
{
    const std::string reason = textOf(request, "reason");
    run(ResetKill {reason.empty() ? "asked by the owner" : reason}, reply);
}

void OwnerSocket::run(DeskCommand command, const Reply& reply)
{
    CommandEnvelope envelope;
    envelope.principal = {"owner", {}, true};
    envelope.command = std::move(command);
    m_runner.run(std::move(envelope), [reply](const Result<DeskReply>& outcome) {
        reply(outcome ? QJsonObject {{QStringLiteral("ok"), true}} : refusedReply(outcome.error()));
    });
}

} // namespace strikedesk::api
