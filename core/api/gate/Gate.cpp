// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/gate/Gate.h"

#include "core/api/gate/GateConnection.h"
#include "core/util/Clock.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::api {
namespace {

constexpr int sweepIntervalMs = 100;

} // namespace

Gate::Gate(GateLimits limits, RequestDoor& door, QObject* parent)
    : QObject(parent)
    , m_limits(limits)
    , m_door(door)
{
    m_sweepTimer.setInterval(sweepIntervalMs);
    connect(&m_sweepTimer, &QTimer::timeout, this, &Gate::sweep);
}

Gate::~Gate()
{
    close();
}

Result<std::uint16_t> Gate::listen(std::uint16_t port)
{
    auto* server = new QTcpServer(this);
    if (!server->listen(QHostAddress::LocalHost, port)) {
        const std::string reason = server->errorString().toStdString();
        delete server;
        return fail(
            "api.listen",
            fmt::format("Cannot listen on 127.0.0.1 port {}: {}. Choose another with --port.", port, reason));
    }
    m_servers.push_back(server);
    const std::uint16_t actual = server->serverPort();
    // The same port on ::1 is a convenience for clients that try it first; machines without IPv6 lack it.
    auto* second = new QTcpServer(this);
    if (second->listen(QHostAddress::LocalHostIPv6, actual))
        m_servers.push_back(second);
    else
        delete second;
    m_hosts.emplace(actual);
    for (QTcpServer* each : m_servers)
        connect(each, &QTcpServer::newConnection, this, [this, each] { takeConnections(each); });
    return actual;
}

void Gate::close()
{
    for (QTcpServer* server : m_servers)
        server->close();
    const std::vector<GateConnection*> connections = m_connections;
    for (GateConnection* connection : connections)
        connection->drop();
}

void Gate::takeConnections(QTcpServer* server)
{
    while (QTcpSocket* socket = server->nextPendingConnection()) {
        ++m_metrics.connectionsOpened;
        if (m_connections.size() >= m_limits.connections && !makeRoom()) {
            ++m_metrics.connectionsRefused;
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto* connection = new GateConnection(socket, m_limits, *m_hosts, m_door, m_metrics, this);
        m_connections.push_back(connection);
        connect(connection, &GateConnection::finished, this, [this, connection] { forget(connection); });
        if (!m_sweepTimer.isActive())
            m_sweepTimer.start();
    }
}

bool Gate::makeRoom()
{
    GateConnection* oldest = nullptr;
    for (GateConnection* connection : m_connections) {
        if (connection->isEvictable() && (!oldest || connection->waitingSince() < oldest->waitingSince()))
            oldest = connection;
    }
    if (!oldest)
        return false;
    ++m_metrics.connectionsEvicted;
    oldest->drop();
    return true;
}

void Gate::forget(GateConnection* connection)
{
    m_connections.erase(std::remove(m_connections.begin(), m_connections.end(), connection),
                        m_connections.end());
    connection->deleteLater();
    if (m_connections.empty())
        m_sweepTimer.stop();
}

void Gate::sweep()
{
    const double now = steadySeconds();
    const std::vector<GateConnection*> connections = m_connections;
    for (GateConnection* connection : connections)
        connection->checkDeadline(now);
}

} // namespace strikedesk::api
