// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/gate/GateLimits.h"
#include "core/api/gate/GateMetrics.h"
#include "core/api/gate/HostPolicy.h"
#include "core/api/gate/RequestDoor.h"
#include "core/util/Error.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <optional>
#include <vector>

class QTcpServer;

namespace strikedesk::api {

class GateConnection;

/// The strict HTTP/1.1 front that owns every client socket.
///
/// Listens on the loopback addresses only. Keeps at most so many connections; when there is no place it ends
/// the oldest one that waits without ever having shown a token, so that idle strangers cannot lock anybody
/// out. Thread: the api thread.
class Gate final : public QObject
{
    Q_OBJECT

public:
    Gate(GateLimits limits, RequestDoor& door, QObject* parent = nullptr);
    ~Gate() override;

    /// Port 0 takes a free one. Answers the port. `api.listen`.
    [[nodiscard]] Result<std::uint16_t> listen(std::uint16_t port);
    void close();
    [[nodiscard]] std::size_t connectionCount() const { return m_connections.size(); }
    [[nodiscard]] const GateMetrics& metrics() const { return m_metrics; }

private:
    void takeConnections(QTcpServer* server);
    bool makeRoom();
    void forget(GateConnection* connection);
    void sweep();

    const GateLimits m_limits;
    RequestDoor& m_door;
    GateMetrics m_metrics;
    std::optional<HostPolicy> m_hosts;
    std::vector<QTcpServer*> m_servers;
    std::vector<GateConnection*> m_connections;
    QTimer m_sweepTimer {this};
};

} // namespace strikedesk::api
