// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/ExchangeServer.h"

#include "core/venue/ExchangeSession.h"
#include "core/venue/ExchangeWire.h"
#include "core/venue/StrictJson.h"

#include <QLocalServer>
#include <QLocalSocket>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace strikedesk {
namespace {

constexpr std::size_t connectionsMax = 256;
// A client that asks and does not read is cut before its answers fill the memory.
constexpr qint64 unreadBytesMax = 2 * qint64(wire::answerBytesMax);
constexpr int probeMs = 200;

bool asksToConnect(const QJsonObject& request)
{
    return request.value(QLatin1String("op")).toString() == QLatin1String("connect");
}

} // namespace

struct ExchangeServer::Private
{
    struct Connection
    {
        Connection(QLocalSocket* from, ExchangeBook& exchange)
            : socket(from)
            , session(exchange)
        {
        }

        QLocalSocket* socket;
        wire::FrameReader frames {wire::requestBytesMax};
        ExchangeSession session;
        bool isServed = false; ///< Its requests are being answered further up the stack.
        bool isGone = false;
    };

    explicit Private(std::shared_ptr<ExchangeBook> served)
        : exchange(std::move(served))
    {
    }

    void accept(ExchangeServer& server);
    void receive(Connection& connection);
    void serve(Connection& connection);
    void answer(Connection& connection, const QJsonObject& request);
    void drainSessions(const Connection& newcomer);
    void drop(Connection* connection);

    std::shared_ptr<ExchangeBook> exchange;
    QLocalServer listener;
    std::vector<std::unique_ptr<Connection>> connections;
};

ExchangeServer::ExchangeServer(std::shared_ptr<ExchangeBook> exchange, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(exchange)))
{
    d->listener.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&d->listener, &QLocalServer::newConnection, this, [this] { d->accept(*this); });
}

ExchangeServer::~ExchangeServer()
{
    close();
}

Result<void> ExchangeServer::listen(const std::string& socketPath)
{
    const QString path = wireText(socketPath);
    QLocalSocket probe;
    probe.connectToServer(path);
    if (probe.waitForConnected(probeMs))
        return fail(
            "venue.socket_in_use",
            fmt::format("Another exchange serves at {}; stop it or name another socket.", socketPath));
#ifdef Q_OS_UNIX
    // What a killed exchange left behind is removed; a file or a folder that was named by mistake is not.
    const std::filesystem::path place(socketPath);
    std::error_code code;
    if (std::filesystem::exists(place, code) && !std::filesystem::is_socket(place, code))
        return fail("venue.listen",
                    fmt::format("{} is there and is no socket; name another with --listen.", socketPath));
#endif
    QLocalServer::removeServer(path);
    if (!d->listener.listen(path))
        return fail("venue.listen",
                    fmt::format("The socket {} cannot be opened: {}.", socketPath,
                                d->listener.errorString().toStdString()));
    return {};
}

void ExchangeServer::close()
{
    d->listener.close();
    for (const auto& connection : d->connections) {
        if (connection->isGone)
            continue;
        connection->socket->disconnect(this);
        connection->socket->abort();
    }
    d->connections.clear();
}

void ExchangeServer::Private::accept(ExchangeServer& server)
{
    while (QLocalSocket* socket = listener.nextPendingConnection()) {
        if (connections.size() >= connectionsMax) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        connections.push_back(std::make_unique<Connection>(socket, *exchange));
        Connection* connection = connections.back().get();
        QObject::connect(socket, &QLocalSocket::readyRead, &server,
                         [this, connection] { receive(*connection); });
        QObject::connect(socket, &QLocalSocket::disconnected, &server, [this, connection] {
            receive(*connection); // What arrived before the end counts.
            drop(connection);
        });
        receive(*connection);
    }
}

void ExchangeServer::Private::receive(Connection& connection)
{
    if (connection.socket->bytesAvailable() > 0)
        connection.frames.append(connection.socket->readAll());
    serve(connection);
}

void ExchangeServer::Private::serve(Connection& connection)
{
    if (connection.isServed || connection.isGone)
        return;
    connection.isServed = true;
    for (;;) {
        auto request = connection.frames.next();
        if (!request) {
            connection.socket->write(wire::frameOf(wire::answerFor(request.error())));
            connection.socket->disconnectFromServer();
            break;
        }
        if (!*request)
            break;
        answer(connection, **request);
    }
    connection.isServed = false;
}

void ExchangeServer::Private::answer(Connection& connection, const QJsonObject& request)
{
    if (asksToConnect(request))
        drainSessions(connection);
    const QJsonObject reply = connection.session.answer(request);
    if (connection.socket->state() != QLocalSocket::ConnectedState)
        return; // The client left; what it had sent has been done all the same.
    connection.socket->write(wire::frameOf(reply));
    connection.socket->flush();
    if (connection.socket->bytesToWrite() > unreadBytesMax)
        connection.socket->abort();
}

// The books that the newcomer compares with must hold everything that an older session had sent, read or not.
void ExchangeServer::Private::drainSessions(const Connection& newcomer)
{
    std::vector<Connection*> older;
    for (const auto& connection : connections) {
        if (connection.get() != &newcomer && connection->session.epoch() != 0 && !connection->isServed)
            older.push_back(connection.get());
    }
    for (Connection* connection : older) {
        while (!connection->isGone && connection->socket->waitForReadyRead(0)) { }
        if (!connection->isGone)
            receive(*connection);
    }
}

void ExchangeServer::Private::drop(Connection* connection)
{
    if (std::exchange(connection->isGone, true))
        return;
    connection->socket->deleteLater();
    // It may still be in use further up the stack; it goes when the event loop is back.
    QMetaObject::invokeMethod(
        &listener,
        [this, connection] {
            std::erase_if(connections, [connection](const auto& row) { return row.get() == connection; });
        },
        Qt::QueuedConnection);
}

} // namespace strikedesk
