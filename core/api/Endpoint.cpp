// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Endpoint.h"

#include "core/api/PrivateFile.h"
#include "core/audit/Digest.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <fmt/format.h>

namespace strikedesk::api {
namespace {

// sun_path holds 108 bytes on Linux and 104 on macOS, and Qt binds a temporary name of ours first.
constexpr std::size_t socketPathMax = 80;

/// Nothing else is asked, so that a file that somebody spoilt sends no token elsewhere.
bool isLoopbackUrl(const std::string& text)
{
    const QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    return url.scheme() == QLatin1String("http") && url.host() == QLatin1String("127.0.0.1")
        && url.port() > 0;
}

std::string inProfile(const std::string& profileDir, const char* name)
{
    return QDir(QString::fromStdString(profileDir)).absoluteFilePath(QLatin1String(name)).toStdString();
}

} // namespace

std::string endpointPath(const std::string& profileDir)
{
    return inProfile(profileDir, "endpoint.json");
}

std::string readTokenPath(const std::string& profileDir)
{
    return inProfile(profileDir, "read.token");
}

std::string ownerSocketPath(const std::string& profileDir)
{
    const std::string path = inProfile(profileDir, "owner.socket");
#ifdef Q_OS_UNIX
    if (path.size() <= socketPathMax)
        return path;
    const std::string name = fmt::format("strikedesk-{}.socket", hexText(sha256(path)).substr(0, 16));
    return QDir::temp().absoluteFilePath(QString::fromStdString(name)).toStdString();
#else
    return fmt::format("strikedesk-{}", hexText(sha256(path)).substr(0, 16));
#endif
}

Result<void> writeEndpoint(const std::string& profileDir, const Endpoint& endpoint)
{
    const QJsonObject document {
        {QStringLiteral("url"), QString::fromStdString(endpoint.url)},
        {QStringLiteral("owner_socket"), QString::fromStdString(endpoint.ownerSocket)},
        {QStringLiteral("pid"), qint64(endpoint.pid)}};
    return writePrivateFile(QString::fromStdString(endpointPath(profileDir)),
                            QJsonDocument(document).toJson(QJsonDocument::Compact) + "\n");
}

Result<Endpoint> readEndpoint(const std::string& profileDir)
{
    const QString path = QString::fromStdString(endpointPath(profileDir));
    if (!QFileInfo::exists(path))
        return fail(
            "connection.no_desk",
            fmt::format("No desk runs on the profile {}; start one with 'strikectl serve' or 'strikedesk'.",
                        profileDir));
    const Result<QByteArray> content = readPrivateFile(path);
    if (!content)
        return fail("connection.no_desk", content.error().message);
    const QJsonObject document = QJsonDocument::fromJson(*content).object();
    Endpoint endpoint {document.value(QLatin1String("url")).toString().toStdString(),
                       document.value(QLatin1String("owner_socket")).toString().toStdString(),
                       document.value(QLatin1String("pid")).toInteger()};
    if (!isLoopbackUrl(endpoint.url) || endpoint.ownerSocket.empty())
        return fail(
            "connection.no_desk",
            fmt::format("{} is not the endpoint of a desk; is it from another program?", path.toStdString()));
    return endpoint;
}

} // namespace strikedesk::api
