// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TokenDesk.h"
#include "core/engine/DeskCommands.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <vector>

class QTcpSocket;
class QWebSocketServer;

namespace strikedesk::api {

class StreamClient;

/// Sends what changes to WebSocket clients, by topic.
///
/// Looks at the newest snapshot a few times a second; a topic whose document changed becomes one message with
/// the next sequence number. The last messages are kept, so that a client that comes back names the last
/// number it has and misses nothing. A client that does not read is cut, not buffered for. Thread: the api
/// thread.
class StreamHub final : public QObject
{
    Q_OBJECT

public:
    StreamHub(Desk& desk, TokenDesk& tokens, QObject* parent = nullptr);
    ~StreamHub() override;

    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] std::size_t clientCount() const { return m_clients.size(); }
    /// Takes over a socket that holds an unread upgrade request.
    void take(QTcpSocket* socket);

private:
    struct Message
    {
        std::uint64_t sequence = 0;
        std::string topic;
        QByteArray text;
    };

    void welcome();
    void look();
    void publish(const std::string& topic, const QByteArray& data);
    void subscribe(StreamClient& client);
    void forget(StreamClient* client);

    Desk& m_desk;
    TokenDesk& m_tokens;
    QWebSocketServer* m_server;
    std::vector<StreamClient*> m_clients;
    std::map<std::string, QByteArray> m_lastData;
    std::map<std::string, Message> m_lastMessage;
    std::deque<Message> m_history;
    std::uint64_t m_lastSequence = 0;
    std::uint64_t m_lastRevision = 0;
    QTimer m_lookTimer {this};
};

} // namespace strikedesk::api
