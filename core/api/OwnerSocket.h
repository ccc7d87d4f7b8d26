// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/CommandRunner.h"
#include "core/api/TokenDesk.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

#include <functional>
#include <string>

class QLocalSocket;

namespace strikedesk::api {

/// The door for whoever may read the profile's files: makes tokens and pulls the kill switch without one.
///
/// One JSON object in one line in, one out, then the connection ends. Guarded by file rights (user only).
/// Thread: the api thread.
class OwnerSocket final : public QObject
{
    Q_OBJECT

public:
    OwnerSocket(CommandRunner& runner, TokenDesk& tokens, QObject* parent = nullptr);

    /// `api.listen`.
    [[nodiscard]] Result<void> listen(const std::string& path);

private:
    using Reply = std::function<void(QJsonObject)>;

    void takeConnections();
    void readLine(QLocalSocket* socket);
    void obey(const QByteArray& line, const Reply& reply);
    void createToken(const QJsonObject& request, const Reply& reply);
    void listTokens(const Reply& reply) const;
    void revokeToken(const QJsonObject& request, const Reply& reply);
    void kill(const QJsonObject& request, const Reply& reply);
    void drillKill(const Reply& reply);
    void resetKill(const QJsonObject& request, const Reply& reply);
    void run(DeskCommand command, const Reply& reply);

    CommandRunner& m_runner;
    TokenDesk& m_tokens;
    QLocalServer m_server {this};
};

} // namespace strikedesk::api
