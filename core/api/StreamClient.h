// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TokenDesk.h"

#include <QByteArray>
#include <QObject>

#include <cstdint>
#include <optional>
#include <set>
#include <string>

class QWebSocket;

namespace strikedesk::api {

/// One WebSocket client: says who it is and what it wants in its first message, then only listens.
///
/// Thread: the api thread.
class StreamClient final : public QObject
{
    Q_OBJECT

public:
    /// Takes over the socket.
    StreamClient(QWebSocket* socket, TokenDesk& tokens, QObject* parent);

    [[nodiscard]] bool wants(const std::string& topic) const { return m_topics.count(topic) > 0; }
    [[nodiscard]] std::optional<std::uint64_t> after() const { return m_after; }
    /// From now on it gets what is published.
    void start() { m_isStarted = true; }
    [[nodiscard]] bool isStarted() const { return m_isStarted; }
    void send(const QByteArray& message);
    /// Ends the connection when the client is late, has gone silent, does not read, or lost its right.
    void check(double now);
    void close(const char* code, const QString& reason);

Q_SIGNALS:
    void subscribed();
    void gone();

private:
    void readMessage(const QString& text);
    [[nodiscard]] Result<void> readSubscription(const QString& text);
    [[nodiscard]] Result<void> checkToken() const;

    QWebSocket* m_socket;
    TokenDesk& m_tokens;
    std::string m_token;
    std::set<std::string> m_topics;
    std::optional<std::uint64_t> m_after;
    bool m_isStarted = false;
    double m_subscribeBy = 0;
    double m_lastHeard = 0;
    double m_lastPing = 0;
};

/// The topics a client may ask for.
[[nodiscard]] const std::set<std::string>& streamTopics();

} // namespace strikedesk::api
