// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/InnerHttp.h"

#include "core/api/InnerLink.h"

#include <QHostAddress>
#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QtGlobal>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace strikedesk::api {
namespace {

constexpr std::size_t pendingLimit = 128;
constexpr std::size_t urgentReserve = 16;
// After a crowd, so many links are kept for the next request; each costs two descriptors.
constexpr std::size_t idleLinksKept = 8;
constexpr int trimIntervalMs = 2'000;

QHttpServerRequest::Method innerMethod(HttpMethod method)
{
    using Method = QHttpServerRequest::Method;
    switch (method) {
    case HttpMethod::Get: return Method::Get;
    case HttpMethod::Head: return Method::Head;
    case HttpMethod::Post: return Method::Post;
    case HttpMethod::Put: return Method::Put;
    case HttpMethod::Patch: return Method::Patch;
    case HttpMethod::Delete: return Method::Delete;
    case HttpMethod::Options: return Method::Options;
    }
    return Method::Unknown;
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
using InnerResponder = QHttpServerResponder&;
#else
using InnerResponder = QHttpServerResponder&&;
#endif

void writeInner(const ApiAnswer& answer, QHttpServerResponder& responder)
{
    const auto status = QHttpServerResponder::StatusCode(answer.status);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers;
    headers.append("Content-Type", answer.contentType);
    for (const auto& [name, value] : answer.headers)
        headers.append(name, value);
    responder.write(answer.body, headers, status);
#else
    // Written part by part: a list of headers would need an initialiser list of fixed length.
    responder.writeStatusLine(status);
    responder.writeHeader("Content-Type", answer.contentType);
    for (const auto& [name, value] : answer.headers)
        responder.writeHeader(name, value);
    responder.writeHeader("Content-Length", QByteArray::number(answer.body.size()));
    responder.writeBody(answer.body);
#endif
}

/// "/orders/{id}" as the inner router wants it ("/orders/<arg>"), or as a request names it ("/orders/-"):
/// what stood in the braces travels beside the request, so that no client text reaches the inner parser.
QByteArray withBraces(const std::string& path, const char* replacement)
{
    QByteArray result;
    bool isInside = false;
    for (const char c : path) {
        if (c == '{')
            result += replacement;
        isInside = c == '{' || (isInside && c != '}');
        if (!isInside && c != '}')
            result += c;
    }
    return result;
}

} // namespace

/// Lets in only the connections that the links of this process announced.
class AdmittingServer final : public QTcpServer
{
public:
    void expect(quint16 port) { m_expected.insert(port); }

protected:
    void incomingConnection(qintptr handle) override
    {
        auto* socket = new QTcpSocket(this);
        const bool isOurs = socket->setSocketDescriptor(handle) && socket->peerAddress().isLoopback()
            && m_expected.erase(socket->peerPort()) > 0;
        if (!isOurs) {
            socket->abort();
            socket->deleteLater();
            return;
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        addPendingConnection(socket);
    }

private:
    std::set<quint16> m_expected;
};

class InnerHttp::Private
{
public:
    void handle(const QHttpServerRequest& request, QHttpServerResponder responder);

    std::unique_ptr<QHttpServer> server; ///< Made on the api thread, where its sockets will live.
    AdmittingServer* listener = nullptr; ///< Owned by `server` once bound.
    Serve serve;
    void trimLinks();

    std::vector<InnerLink*> links;
    QTimer* trimTimer
        = nullptr; ///< Runs while there are more links than are kept; a child, so that it moves along.
};

/// Ends the links that nobody has used since the crowd left. Idle ones only: the server never meets the end
/// of a connection that it owes an answer.
void InnerHttp::Private::trimLinks()
{
    std::size_t idle = 0;
    std::erase_if(links, [&idle](InnerLink* link) {
        if (link->isBusy() || ++idle <= idleLinksKept)
            return false;
        link->deleteLater();
        return true;
    });
    if (links.size() <= idleLinksKept)
        trimTimer->stop();
}

void InnerHttp::Private::handle(const QHttpServerRequest& request, QHttpServerResponder responder)
{
    // The kept responder points at the private connection, which stays open until it has answered.
    auto kept = std::make_shared<QHttpServerResponder>(std::move(responder));
    const QByteArray number = request.value("X-Call");
    serve(number.toULongLong(), request.body(),
          [kept](const ApiAnswer& answer) { writeInner(answer, *kept); });
}

InnerHttp::InnerHttp(QObject* parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>())
{
    m_d->trimTimer = new QTimer(this);
    m_d->trimTimer->setInterval(trimIntervalMs);
    connect(m_d->trimTimer, &QTimer::timeout, this, [this] { m_d->trimLinks(); });
}

InnerHttp::~InnerHttp()
{
    // The links go first: the server must never see one of them leave while it still has to answer.
    for (InnerLink* link : m_d->links)
        link->forgetAnswer();
}

Result<void> InnerHttp::start(const std::vector<InnerRoute>& routes, Serve serve)
{
    m_d->serve = std::move(serve);
    m_d->server = std::make_unique<QHttpServer>();
    for (const InnerRoute& route : routes) {
        const QString pattern = QString::fromLatin1(withBraces(route.path, "<arg>"));
        const QHttpServerRequest::Method method = innerMethod(route.method);
        Private* d = m_d.get();
        if (route.path.find('{') == std::string::npos)
            d->server->route(pattern, method,
                             [d](const QHttpServerRequest& request, InnerResponder responder) {
                                 d->handle(request, std::move(responder));
                             });
        else
            d->server->route(pattern, method,
                             [d](const QString&, const QHttpServerRequest& request,
                                 InnerResponder responder) { d->handle(request, std::move(responder)); });
    }
    auto listener = std::make_unique<AdmittingServer>();
    if (!listener->listen(QHostAddress::LocalHost, 0))
        return fail("api.listen",
                    fmt::format("Cannot open the private port of the API: {}.",
                                listener->errorString().toStdString()));
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    if (!m_d->server->bind(listener.get()))
        return fail("api.listen", "Cannot bind the inner HTTP server to its private port.");
#else
    m_d->server->bind(listener.get());
#endif
    m_d->listener = listener.release();
    return {};
}

bool InnerHttp::ask(std::uint64_t call, const InnerRoute& route, const QByteArray& body, bool isUrgent,
                    Done done)
{
    if (pendingCount() >= pendingLimit + (isUrgent ? urgentReserve : 0))
        return false;
    std::erase_if(m_d->links, [](InnerLink* link) {
        if (!link->isBroken())
            return false;
        link->deleteLater();
        return true;
    });
    auto free
        = std::find_if(m_d->links.begin(), m_d->links.end(), [](InnerLink* link) { return !link->isBusy(); });
    if (free == m_d->links.end()) {
        auto* link = new InnerLink(this);
        if (const quint16 port = link->open(); port != 0)
            m_d->listener->expect(port);
        link->connectTo(m_d->listener->serverPort());
        free = m_d->links.insert(m_d->links.end(), link);
        if (m_d->links.size() > idleLinksKept && !m_d->trimTimer->isActive())
            m_d->trimTimer->start();
    }
    QByteArray request = QByteArray::fromStdString(std::string(nameOf(route.method))) + " "
        + withBraces(route.path, "-")
        + " HTTP/1.1\r\nHost: inner\r\nX-Call: " + QByteArray::number(quint64(call)) + "\r\n";
    if (isChanging(route.method))
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n";
    (*free)->send(request + "\r\n" + body, std::move(done));
    return true;
}

std::size_t InnerHttp::pendingCount() const
{
    return std::size_t(
        std::count_if(m_d->links.begin(), m_d->links.end(), [](InnerLink* link) { return link->isBusy(); }));
}

} // namespace strikedesk::api
