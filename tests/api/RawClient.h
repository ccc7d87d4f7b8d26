// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

#include <cstdint>
#include <string>

namespace strikedesk {

/// What came back for one request; status 0 when the connection ended without an answer.
struct RawAnswer
{
    int status = 0;
    QByteArray head;
    QByteArray body;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    [[nodiscard]] QString code() const { return json().value(QLatin1String("code")).toString(); }
};

/// A client that sends exactly the bytes it is given. Blocks: the server has a thread of its own.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port)
        : m_port(port)
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.waitForConnected(5'000);
    }

    void send(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    /// Reads one answer; a HEAD answer has no body whatever its length says.
    [[nodiscard]] RawAnswer receive(bool isHead = false)
    {
        RawAnswer answer;
        qsizetype end = -1;
        while ((end = m_received.indexOf("\r\n\r\n")) < 0) {
            if (!fill())
                return answer;
        }
        answer.head = m_received.left(end + 4);
        m_received.remove(0, end + 4);
        answer.status = answer.head.mid(9, 3).toInt();
        const qsizetype at = answer.head.toLower().indexOf("content-length: ");
        const qsizetype length
            = at < 0 || isHead ? 0 : answer.head.mid(at + 16).split('\r').first().toLongLong();
        while (m_received.size() < length && fill()) { }
        answer.body = m_received.left(length);
        m_received.remove(0, length);
        return answer;
    }

    /// True when the server ends the connection without another byte.
    [[nodiscard]] bool isEnded(int patienceMs = 5'000)
    {
        while (m_socket.state() == QAbstractSocket::ConnectedState && m_received.isEmpty()) {
            if (!m_socket.waitForReadyRead(patienceMs))
                break;
            m_received += m_socket.readAll();
        }
        return m_received.isEmpty() && m_socket.state() != QAbstractSocket::ConnectedState;
    }

    void leave() { m_socket.abort(); }
    [[nodiscard]] QTcpSocket& socket() { return m_socket; }
    [[nodiscard]] QByteArray host() const { return "127.0.0.1:" + QByteArray::number(m_port); }

    /// A well-formed request.
    [[nodiscard]] QByteArray request(const QByteArray& method, const QByteArray& target,
                                     const QByteArray& token = {}, const QByteArray& body = {},
                                     const QByteArray& moreHeaders = {}) const
    {
        QByteArray bytes = method + " " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + moreHeaders;
        if (!token.isEmpty())
            bytes += "Authorization: Bearer " + token + "\r\n";
        if (!body.isEmpty())
            bytes += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
                + "\r\n";
        return bytes + "\r\n" + body;
    }
    [[nodiscard]] RawAnswer ask(const QByteArray& method, const QByteArray& target,
                                const QByteArray& token = {}, const QByteArray& body = {},
                                const QByteArray& moreHeaders = {})
    {
        send(request(method, target, token, body, moreHeaders));
        return receive(method == "HEAD");
    }

private:
    bool fill()
    {
        if (!m_socket.waitForReadyRead(10'000) && m_socket.bytesAvailable() == 0)
            return false;
        m_received += m_socket.readAll();
        return true;
    }

    std::uint16_t m_port;
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace strikedesk
