// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <atomic>
#include <functional>
#include <future>
#include <memory>

namespace strikedesk {

/// Something that listens where a desk or an exchange should, says fixed bytes to whoever asks, and hangs up.
///
/// On a thread of its own, because whoever waits for a program does not serve.
class Answerer
{
public:
    /// At a local socket.
    Answerer(const QString& socketPath, QByteArray answer)
        : m_answer(std::move(answer))
    {
        start([this, socketPath] {
            serve<QLocalServer>([&](QLocalServer& server) { return server.listen(socketPath); });
        });
    }
    /// At a free port of the loopback address.
    explicit Answerer(QByteArray answer)
        : m_answer(std::move(answer))
    {
        start([this] {
            serve<QTcpServer>([this](QTcpServer& server) {
                const bool isListening = server.listen(QHostAddress::LocalHost);
                m_port = server.serverPort();
                return isListening;
            });
        });
    }
    ~Answerer()
    {
        m_isStopping = true;
        m_thread->wait();
    }
    Answerer(const Answerer&) = delete;
    Answerer& operator=(const Answerer&) = delete;

    [[nodiscard]] bool isListening() const { return m_isListening; }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    static constexpr int sliceMs = 50;
    static constexpr int patienceMs = 2'000;

    void start(const std::function<void()>& work)
    {
        m_thread.reset(QThread::create(work));
        m_thread->start();
        m_isReady.get_future().wait();
    }

    template <typename Server, typename Listen>
    void serve(const Listen& listen)
    {
        Server server;
        m_isListening = listen(server);
        m_isReady.set_value();
        while (m_isListening && !m_isStopping) {
            if (!server.waitForNewConnection(sliceMs))
                continue;
            auto* socket = server.nextPendingConnection(); // a child of the server
            socket->waitForReadyRead(patienceMs);
            socket->write(m_answer);
            socket->waitForBytesWritten(patienceMs);
            socket->close();
        }
    }

    QByteArray m_answer;
    std::atomic<bool> m_isStopping = false;
    bool m_isListening = false;
    quint16 m_port = 0;
    std::promise<void> m_isReady;
    std::unique_ptr<QThread> m_thread;
};

} // namespace strikedesk
