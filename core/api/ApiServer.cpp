// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/ApiServer.h"

#include "core/api/ApiHost.h"
#include "core/api/Endpoint.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QTcpServer>
#include <QThread>

#include <fmt/format.h>

#include <chrono>
#include <future>
#include <utility>

namespace strikedesk::api {
namespace {

constexpr std::chrono::seconds startPatience {20};

} // namespace

class ApiServer::Private
{
public:
    ~Private()
    {
        // The host was told to delete itself at the thread's end, so its sockets die on their own thread.
        thread.quit();
        thread.wait();
    }

    QThread thread;
    std::string profileDir;
    std::uint16_t port = 0;
};

Result<void> ApiServer::checkPort(std::uint16_t port)
{
    QTcpServer probe;
    if (probe.listen(QHostAddress::LocalHost, port))
        return {};
    return fail("api.listen",
                fmt::format("Cannot listen on 127.0.0.1 port {}: {}. Choose another with --port.", port,
                            probe.errorString().toStdString()));
}

Result<std::unique_ptr<ApiServer>> ApiServer::start(Desk& desk, ApiOptions options)
{
    auto d = std::make_unique<Private>();
    d->profileDir = options.profileDir;
    d->thread.setObjectName(QStringLiteral("api"));
    auto* host = new ApiHost(desk, std::move(options));
    host->moveToThread(&d->thread);
    QObject::connect(&d->thread, &QThread::finished, host, &QObject::deleteLater);
    d->thread.start();

    auto promise = std::make_shared<std::promise<Result<std::uint16_t>>>();
    std::future<Result<std::uint16_t>> started = promise->get_future();
    QMetaObject::invokeMethod(
        host,
        [host, promise] {
            host->start([promise](Result<std::uint16_t> port) { promise->set_value(std::move(port)); });
        },
        Qt::QueuedConnection);
    if (started.wait_for(startPatience) != std::future_status::ready)
        return fail("api.start", "The API did not start: the desk did not record the first token in time.");
    const Result<std::uint16_t> port = started.get();
    if (!port)
        return fail(port.error());
    d->port = *port;
    return std::unique_ptr<ApiServer>(new ApiServer(std::move(d)));
}

ApiServer::ApiServer(std::unique_ptr<Private> d)
    : m_d(std::move(d))
{
}

ApiServer::~ApiServer() = default;

std::string ApiServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_d->port);
}

std::uint16_t ApiServer::port() const
{
    return m_d->port;
}

std::string ApiServer::ownerSocket() const
{
    return ownerSocketPath(m_d->profileDir);
}

std::string ApiServer::tokenFile() const
{
    const std::string path = readTokenPath(m_d->profileDir);
    return QFileInfo::exists(QString::fromStdString(path)) ? path : std::string();
}

} // namespace strikedesk::api
