// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/gate/GateConnection.h"

#include "core/api/RouteCall.h"
#include "core/api/gate/GateMetrics.h"
#include "core/util/Clock.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace strikedesk::api {
namespace {

constexpr qint64 socketBufferBytes = 64 * 1024;
constexpr std::size_t discardLimitBytes = 1024 * 1024;

QByteArray httpDateNow()
{
    const auto milliseconds
        = std::chrono::floor<std::chrono::milliseconds>(SystemClock().now()).time_since_epoch().count();
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
}

QByteArray headOf(const ApiAnswer& answer, bool isLast)
{
    QByteArray head
        = "HTTP/1.1 " + QByteArray::number(answer.status) + " " + reasonPhrase(answer.status) + "\r\n";
    const auto add
        = [&head](const QByteArray& name, const QByteArray& value) { head += name + ": " + value + "\r\n"; };
    add("Date", httpDateNow());
    if (answer.status != 204) {
        add("Content-Type", answer.contentType);
        add("Content-Length", QByteArray::number(answer.body.size()));
    }
    add("Cache-Control", "no-store");
    add("X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : answer.headers)
        add(name, value);
    if (isLast)
        add("Connection", "close");
    return head + "\r\n";
}

} // namespace

GateConnection::GateConnection(QTcpSocket* socket, const GateLimits& limits, const HostPolicy& hosts,
                               RequestDoor& door, GateMetrics& metrics, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_limits(limits)
    , m_hosts(hosts)
    , m_door(door)
    , m_metrics(metrics)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(socketBufferBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &GateConnection::advance);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &GateConnection::noteDrained);
    connect(m_socket, &QTcpSocket::disconnected, this, &GateConnection::drop);
    waitForRequest();
}

bool GateConnection::isEvictable() const
{
    return m_state == State::Head && !m_isAuthenticated;
}

void GateConnection::checkDeadline(double now)
{
    if (m_state == State::Pending || m_state == State::Gone || now < m_deadline)
        return;
    const bool isOwedAnAnswer = (m_state == State::Head && m_hasBegun) || m_state == State::Body;
    if (m_state != State::Lingering)
        ++m_metrics.connectionsTimedOut;
    if (isOwedAnAnswer)
        refuse(problemAnswer(HttpRefusal {408, "http.too_slow", "The request did not arrive in time."}));
    else
        drop();
}

void GateConnection::drop()
{
    if (m_state == State::Gone)
        return;
    if (m_state == State::Pending)
        ++m_metrics.leftWhilePending;
    m_state = State::Gone;
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
    Q_EMIT finished();
}

void GateConnection::advance()
{
    // Every state either makes progress, and the loop goes round, or waits for the socket.
    for (bool isMoving = true; isMoving;) {
        switch (m_state) {
        case State::Head: isMoving = readHead(); break;
        case State::Body: isMoving = readBody(); break;
        case State::Lingering: discard(); return;
        case State::Pending:
        case State::Draining:
        case State::Closing:
        case State::Gone: return;
        }
    }
}

bool GateConnection::readHead()
{
    // Only looked at, not taken: a WebSocket upgrade has to be handed over unread.
    const QByteArray bytes = m_socket->peek(qint64(m_limits.http.head));
    if (bytes.isEmpty())
        return false;
    if (!std::exchange(m_hasBegun, true))
        setDeadline(m_limits.headSeconds);
    const HeadOutcome outcome = parseHead({bytes.constData(), std::size_t(bytes.size())}, m_limits.http);
    if (std::holds_alternative<NeedMoreBytes>(outcome))
        return false;
    if (const auto* refusal = std::get_if<HttpRefusal>(&outcome)) {
        ++m_metrics.refusals[refusal->code];
        refuse(problemAnswer(*refusal));
        return true;
    }
    return takeHead(std::get<HttpHead>(outcome));
}

bool GateConnection::takeHead(const HttpHead& head)
{
    ++m_metrics.requests;
    m_closesAfter = head.closesAfter;
    m_isHeadRequest = head.method == HttpMethod::Head;
    if (const auto refusal = m_hosts.check(head)) {
        ++m_metrics.refusals[refusal->code];
        refuse(problemAnswer(*refusal));
        return true;
    }
    RequestDoor::Admission admission = m_door.admit(head);
    if (admission.refusal) {
        if (head.contentLength > 0) {
            refuse(*admission.refusal);
        } else {
            m_socket->skip(qint64(head.size));
            writeAnswer(*admission.refusal, m_closesAfter);
        }
        return true;
    }
    m_isAuthenticated = m_isAuthenticated || admission.call->isAuthenticated;
    if (admission.isWebSocket) {
        handOver(admission);
        return false;
    }
    if (head.contentLength > m_limits.http.body) {
        ++m_metrics.refusals["http.body_too_large"];
        refuse(problemAnswer(HttpRefusal {413, "http.body_too_large", "A body may have at most 1 MiB."}));
        return true;
    }
    m_socket->skip(qint64(head.size));
    if (head.expectsContinue && head.contentLength > 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    m_call = std::move(admission.call);
    m_bodyLeft = head.contentLength;
    m_state = State::Body;
    setDeadline(m_limits.bodySeconds);
    return true;
}

bool GateConnection::readBody()
{
    if (m_bodyLeft > 0) {
        const QByteArray bytes = m_socket->read(qint64(m_bodyLeft));
        m_body += bytes;
        m_bodyLeft -= std::uint64_t(bytes.size());
    }
    if (m_bodyLeft > 0)
        return false;
    serve();
    return false;
}

void GateConnection::serve()
{
    m_state = State::Pending;
    const std::uint64_t serial = ++m_serial;
    m_door.serve(std::exchange(m_call, nullptr), std::exchange(m_body, {}),
                 [self = QPointer<GateConnection>(this), serial](const ApiAnswer& answer) {
                     if (self)
                         self->finishServing(serial, answer);
                 });
}

void GateConnection::handOver(const RequestDoor::Admission& admission)
{
    QTcpSocket* socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->setParent(nullptr);
    m_state = State::Gone;
    m_door.upgrade(admission.call, socket);
    Q_EMIT finished();
}

void GateConnection::finishServing(std::uint64_t serial, const ApiAnswer& answer)
{
    if (m_state != State::Pending || serial != m_serial)
        return;
    writeAnswer(answer, m_closesAfter);
}

void GateConnection::refuse(const ApiAnswer& answer)
{
    m_call = nullptr;
    m_body.clear();
    m_socket->write(headOf(answer, true));
    if (!m_isHeadRequest)
        m_socket->write(answer.body);
    // What the client still sends is read and thrown away for a moment: closing on unread bytes would make
    // the system reset the connection, and the client might never see the answer.
    m_state = State::Lingering;
    setDeadline(m_limits.lingerSeconds);
    discard();
}

void GateConnection::writeAnswer(const ApiAnswer& answer, bool isLast)
{
    m_socket->write(headOf(answer, isLast));
    if (!m_isHeadRequest && answer.status != 204)
        m_socket->write(answer.body);
    m_state = isLast ? State::Closing : State::Draining;
    setDeadline(m_limits.drainSeconds);
    if (isLast)
        m_socket->disconnectFromHost();
    else
        noteDrained();
}

void GateConnection::noteDrained()
{
    if (m_state != State::Draining || m_socket->bytesToWrite() > 0)
        return;
    waitForRequest();
    // Not from here: this may run inside the loop of advance().
    QMetaObject::invokeMethod(this, &GateConnection::advance, Qt::QueuedConnection);
}

void GateConnection::discard()
{
    if (m_state != State::Lingering)
        return;
    m_discarded += std::size_t(m_socket->skip(socketBufferBytes));
    if (m_discarded > discardLimitBytes)
        drop();
}

void GateConnection::waitForRequest()
{
    m_state = State::Head;
    m_hasBegun = false;
    m_isHeadRequest = false;
    m_waitingSince = steadySeconds();
    setDeadline(m_limits.idleSeconds);
}

void GateConnection::setDeadline(double seconds)
{
    m_deadline = steadySeconds() + seconds;
}

} // namespace strikedesk::api
