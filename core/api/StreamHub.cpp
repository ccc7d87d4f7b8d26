// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/StreamHub.h"

#include "core/api/StreamClient.h"
#include "core/api/views/BookViews.h"
#include "core/api/views/DeskViews.h"
#include "core/api/views/JsonValue.h"
#include "core/api/views/RiskViews.h"
#include "core/util/Clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>

namespace strikedesk::api {
namespace {

constexpr int lookIntervalMs = 200;
constexpr std::size_t clientsMax = 32;
constexpr std::size_t historyMax = 1'000;
constexpr qsizetype listMax = 500;

template <typename Items, typename View>
QJsonObject listTopic(const Items& items, View view)
{
    QJsonArray array;
    for (const auto& item : items) {
        if (array.size() == listMax)
            break;
        array.append(view(item));
    }
    return {{QStringLiteral("items"), array}};
}

struct TopicRow
{
    const char* name;
    QJsonObject (*document)(const DeskSnapshot& desk);
};

QJsonObject riskTopic(const DeskSnapshot& desk)
{
    QJsonObject document = listTopic(desk.limits, limitJson);
    document.insert(QStringLiteral("kill"), killJson(desk.kill));
    document.insert(QStringLiteral("state"), riskJson(desk.risk));
    return document;
}

const TopicRow topicRows[] = {
    {"status", statusJson},
    {"account", [](const DeskSnapshot& desk) { return accountJson(desk.account); }},
    {"positions", [](const DeskSnapshot& desk) { return listTopic(desk.positions, positionJson); }},
    {"orders",
     [](const DeskSnapshot& desk) {
         return listTopic(desk.orders, [](const OrderView& order) { return orderJson(order, false); });
     }},
    {"fills", [](const DeskSnapshot& desk) { return listTopic(desk.fills, fillJson); }},
    {"slippage", [](const DeskSnapshot& desk) { return listTopic(desk.slippageLevels, slippageLevelJson); }},
    {"session", [](const DeskSnapshot& desk) { return sessionJson(desk.session); }},
    {"risk", riskTopic},
};

} // namespace

StreamHub::StreamHub(Desk& desk, TokenDesk& tokens, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_tokens(tokens)
    , m_server(new QWebSocketServer(QStringLiteral("strikedesk"), QWebSocketServer::NonSecureMode, this))
{
    m_lookTimer.setInterval(lookIntervalMs);
    connect(&m_lookTimer, &QTimer::timeout, this, &StreamHub::look);
    connect(m_server, &QWebSocketServer::newConnection, this, &StreamHub::welcome);
}

StreamHub::~StreamHub() = default;

bool StreamHub::hasRoom() const
{
    return m_clients.size() < clientsMax;
}

void StreamHub::take(QTcpSocket* socket)
{
    socket->setReadBufferSize(0);
    m_server->handleConnection(socket);
    // The upgrade request is already in the socket's buffer; nobody else will announce it.
    Q_EMIT socket->readyRead();
}

void StreamHub::welcome()
{
    while (QWebSocket* socket = m_server->nextPendingConnection()) {
        auto* client = new StreamClient(socket, m_tokens, this);
        m_clients.push_back(client);
        connect(client, &StreamClient::subscribed, this, [this, client] { subscribe(*client); });
        connect(client, &StreamClient::gone, this, [this, client] { forget(client); });
        if (!m_lookTimer.isActive())
            m_lookTimer.start();
    }
}

void StreamHub::look()
{
    const DeskSnapshotPtr desk = m_desk.snapshot();
    if (desk && desk->revision != m_lastRevision) {
        m_lastRevision = desk->revision;
        for (const TopicRow& row : topicRows) {
            const QByteArray data = QJsonDocument(row.document(*desk)).toJson(QJsonDocument::Compact);
            if (QByteArray& last = m_lastData[row.name]; last != data) {
                last = data;
                publish(row.name, data);
            }
        }
    }
    const double now = steadySeconds();
    const std::vector<StreamClient*> clients = m_clients;
    for (StreamClient* client : clients)
        client->check(now);
}

void StreamHub::publish(const std::string& topic, const QByteArray& data)
{
    Message message {++m_lastSequence, topic, {}};
    message.text = "{\"sequence\":" + QByteArray::number(quint64(message.sequence)) + ",\"topic\":\""
        + QByteArray::fromStdString(topic) + "\",\"data\":" + data + "}";
    m_history.push_back(message);
    if (m_history.size() > historyMax)
        m_history.pop_front();
    m_lastMessage[topic] = message;
    const std::vector<StreamClient*> clients = m_clients;
    for (StreamClient* client : clients) {
        if (client->isStarted() && client->wants(topic))
            client->send(message.text);
    }
}

void StreamHub::subscribe(StreamClient& client)
{
    look();
    client.start(); // Not before: what look() published is in what follows.
    const std::optional<std::uint64_t> after = client.after();
    const bool isKept
        = after && !m_history.empty() && *after + 1 >= m_history.front().sequence && *after <= m_lastSequence;
    if (isKept) {
        for (const Message& message : m_history) {
            if (message.sequence > *after && client.wants(message.topic))
                client.send(message.text);
        }
        return;
    }
    // Too far back, or new here: the newest of every topic is the whole state.
    std::vector<Message> newest;
    for (const auto& [topic, message] : m_lastMessage) {
        if (client.wants(topic))
            newest.push_back(message);
    }
    std::sort(newest.begin(), newest.end(),
              [](const Message& a, const Message& b) { return a.sequence < b.sequence; });
    for (const Message& message : newest)
        client.send(message.text);
}

void StreamHub::forget(StreamClient* client)
{
    m_clients.erase(std::remove(m_clients.begin(), m_clients.end(), client), m_clients.end());
    client->deleteLater();
    if (m_clients.empty())
        m_lookTimer.stop();
}

} // namespace strikedesk::api
