// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/gate/GateLimits.h"
#include "core/api/gate/HostPolicy.h"
#include "core/api/gate/RequestDoor.h"

#include <QObject>
#include <QTcpSocket>

#include <cstdint>
#include <memory>

namespace strikedesk::api {

struct GateMetrics;

/// One client: reads a request, has it admitted and served, writes its one answer, reads the next.
///
/// A client never waits on another, never gets two answers to one request, and never gets one after a
/// refusal. Thread: the api thread.
class GateConnection final : public QObject
{
    Q_OBJECT

public:
    GateConnection(QTcpSocket* socket, const GateLimits& limits, const HostPolicy& hosts, RequestDoor& door,
                   GateMetrics& metrics, QObject* parent);

    /// Waiting for a request and never seen with a valid token: the first to go when places are short.
    [[nodiscard]] bool isEvictable() const;
    [[nodiscard]] double waitingSince() const { return m_waitingSince; }
    /// Ends the connection when the client took longer than it may.
    void checkDeadline(double now);
    void drop();

Q_SIGNALS:
    void finished();

private:
    enum class State { Head, Body, Pending, Draining, Lingering, Closing, Gone };

    void advance();
    bool readHead();
    bool takeHead(const HttpHead& head);
    bool readBody();
    void serve();
    void handOver(const RequestDoor::Admission& admission);
    void finishServing(std::uint64_t serial, const ApiAnswer& answer);
    void refuse(const ApiAnswer& answer);
    void writeAnswer(const ApiAnswer& answer, bool isLast);
    void noteDrained();
    void discard();
    void waitForRequest();
    void setDeadline(double seconds);

    QTcpSocket* m_socket;
    const GateLimits& m_limits;
    const HostPolicy& m_hosts;
    RequestDoor& m_door;
    GateMetrics& m_metrics;
    State m_state = State::Head;
    std::shared_ptr<RouteCall> m_call;
    QByteArray m_body;
    std::uint64_t m_bodyLeft = 0;
    std::uint64_t m_serial = 0; ///< Counts requests: an answer to an earlier one is dropped.
    std::size_t m_discarded = 0;
    bool m_closesAfter = false;
    bool m_isHeadRequest = false;
    bool m_hasBegun = false; ///< At least one byte of the head is here.
    bool m_isAuthenticated = false;
    double m_waitingSince = 0;
    double m_deadline = 0;
};

} // namespace strikedesk::api
