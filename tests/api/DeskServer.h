// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/ApiServer.h"
#include "tests/api/FakeDesk.h"
#include "tests/api/RawClient.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QTemporaryDir>

#include <memory>

namespace strikedesk {

[[nodiscard]] inline QJsonObject askOwnerSocket(const std::string& path, const QJsonObject& request)
{
    QLocalSocket socket;
    socket.connectToServer(QString::fromStdString(path));
    socket.waitForConnected(5'000);
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + "\n");
    socket.flush();
    QByteArray line;
    while (!line.endsWith('\n') && (socket.waitForReadyRead(5'000) || socket.bytesAvailable() > 0))
        line += socket.readAll();
    return QJsonDocument::fromJson(line).object();
}

[[nodiscard]] inline QByteArray tokenFrom(const std::string& ownerSocket, const QString& scopes)
{
    return askOwnerSocket(ownerSocket,
                          {{QStringLiteral("command"), QStringLiteral("token.create")},
                           {QStringLiteral("name"), QStringLiteral("test")},
                           {QStringLiteral("scopes"), scopes}})
        .value(QLatin1String("token"))
        .toString()
        .toLatin1();
}

/// A fake desk with the real API in front of it, on a free port, in a fresh profile.
class DeskServer
{
public:
    explicit DeskServer(api::GateLimits limits = {}, double commandTimeOutSeconds = 30)
    {
        api::ApiOptions options;
        options.profileDir = m_profile.path().toStdString();
        options.port = 0;
        options.limits = limits;
        options.commandTimeOutSeconds = commandTimeOutSeconds;
        auto started = api::ApiServer::start(m_desk, options);
        if (started)
            m_server = std::move(*started);
        else
            qCritical("%s", started.error().message.c_str());
    }

    [[nodiscard]] FakeDesk& desk() { return m_desk; }
    [[nodiscard]] api::ApiServer& server() { return *m_server; }
    [[nodiscard]] bool isRunning() const { return m_server != nullptr; }
    [[nodiscard]] std::uint16_t port() const { return m_server->port(); }
    [[nodiscard]] QString profile() const { return m_profile.path(); }
    void stop() { m_server.reset(); }

    /// One command through the owner socket.
    [[nodiscard]] QJsonObject owner(const QJsonObject& request) const
    {
        return askOwnerSocket(m_server->ownerSocket(), request);
    }

    [[nodiscard]] QByteArray token(const QString& scopes) const
    {
        return tokenFrom(m_server->ownerSocket(), scopes);
    }

    [[nodiscard]] RawAnswer ask(const QByteArray& method, const QByteArray& target,
                                const QByteArray& token = {}, const QByteArray& body = {},
                                const QByteArray& moreHeaders = {}) const
    {
        return RawClient(port()).ask(method, target, token, body, moreHeaders);
    }

private:
    QTemporaryDir m_profile;
    FakeDesk m_desk;
    std::unique_ptr<api::ApiServer> m_server;
};

inline const QByteArray allScopes = "read,audit,propose,trade,bot,session,kill,admin";

inline const QByteArray goodOrder
    = R"({"legs":[{"symbol":"AAPL  140606C00640000","side":"buy","ratio":1,"effect":"open"}],)"
      R"("quantity":2,"type":"limit","limit":"1.2500","time_in_force":"day"})";

} // namespace strikedesk
