// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Answer.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>

#include <functional>

namespace strikedesk::api {

/// One private connection to the inner server: carries one request at a time and stays open for the next.
///
/// It never closes while an answer is owed, whatever the client does. Thread: the api thread.
class InnerLink final : public QObject
{
    Q_OBJECT

public:
    explicit InnerLink(QObject* parent);

    /// Takes a local port, so that the inner server can expect it; 0 when none could be had.
    [[nodiscard]] quint16 open();
    void connectTo(quint16 port);
    void send(const QByteArray& request, std::function<void(ApiAnswer)> done);
    /// Whoever asked is going away with the whole server.
    void forgetAnswer() { m_done = {}; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    void readAnswer();
    bool readAnswerHead();
    void breakDown();
    void finish(ApiAnswer answer);

    QTcpSocket m_socket {this};
    QByteArray m_received;
    ApiAnswer m_answer;
    qint64 m_bodyLength = -1; ///< −1: the head is not complete yet.
    std::function<void(ApiAnswer)> m_done;
    bool m_isBusy = false;
    bool m_isBroken = false;
};

} // namespace strikedesk::api
