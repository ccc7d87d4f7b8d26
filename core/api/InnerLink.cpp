// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/InnerLink.h"

#include <QHostAddress>

#include <utility>

namespace strikedesk::api {

InnerLink::InnerLink(QObject* parent)
    : QObject(parent)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &InnerLink::readAnswer);
    connect(&m_socket, &QTcpSocket::disconnected, this, &InnerLink::breakDown);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &InnerLink::breakDown);
}

quint16 InnerLink::open()
{
    if (!m_socket.bind(QHostAddress::LocalHost, 0, QAbstractSocket::DontShareAddress))
        return 0;
    return m_socket.localPort();
}

void InnerLink::connectTo(quint16 port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

void InnerLink::send(const QByteArray& request, std::function<void(ApiAnswer)> done)
{
    m_isBusy = true;
    m_done = std::move(done);
    m_received.clear();
    m_answer = {};
    m_bodyLength = -1;
    m_socket.write(request);
}

void InnerLink::readAnswer()
{
    m_received += m_socket.readAll();
    if (!m_isBusy)
        return;
    if (m_bodyLength < 0 && !readAnswerHead())
        return;
    if (m_received.size() < m_bodyLength)
        return;
    m_answer.body = m_received.left(m_bodyLength);
    m_received.clear();
    finish(std::exchange(m_answer, {}));
}

bool InnerLink::readAnswerHead()
{
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QList<QByteArray> lines = m_received.left(end).split('\n');
    m_received.remove(0, end + 4);
    m_answer.status = lines.first().mid(9, 3).toInt();
    m_answer.contentType.clear();
    m_bodyLength = 0;
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name == "content-length")
            m_bodyLength = value.toLongLong();
        else if (name == "content-type")
            m_answer.contentType = value;
        else if (name != "server" && name != "connection" && name != "keep-alive" && name != "date")
            m_answer.headers.emplace_back(line.left(colon), value);
    }
    return true;
}

void InnerLink::breakDown()
{
    m_isBroken = true;
    if (m_isBusy)
        finish(problemAnswer(Error {"api.internal", "The request was lost inside the API server."}));
}

void InnerLink::finish(ApiAnswer answer)
{
    m_isBusy = false;
    if (auto done = std::exchange(m_done, {}))
        done(std::move(answer));
}

} // namespace strikedesk::api
