// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/DeskClient.h"

#include "core/api/Answer.h"
#include "core/api/PrivateFile.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTcpSocket>
#include <QUrl>

#include <fmt/format.h>

namespace strikedesk::api {
namespace {

constexpr int connectTimeOutMs = 3'000;
// Longer than the desk's own time-out of a command, so that its answer is heard.
constexpr int answerTimeOutMs = 40'000;

struct WireAnswer
{
    bool isWhole = false;
    int status = 0;
    QByteArray body;
};

WireAnswer wireAnswerOf(const QByteArray& received)
{
    WireAnswer answer;
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return answer;
    answer.status = received.mid(9, 3).toInt();
    qsizetype length = 0;
    for (const QByteArray& line : received.left(end).split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            length = line.mid(15).trimmed().toLongLong();
    }
    answer.body = received.mid(end + 4, length);
    answer.isWhole = answer.body.size() == length;
    return answer;
}

Error errorOf(const WireAnswer& answer)
{
    const QJsonObject problem = QJsonDocument::fromJson(answer.body).object();
    const QString code = problem.value(QLatin1String("code")).toString();
    if (code.isEmpty())
        return {"api.answer", fmt::format("The desk answered {} without saying why.", answer.status)};
    return {code.toStdString(), problem.value(QLatin1String("detail")).toString().toStdString()};
}

Error noDesk(const std::string& profileDir)
{
    return {"connection.no_desk",
            fmt::format("The desk of the profile {} does not answer; is it still running?", profileDir)};
}

QByteArray requestBytes(const QByteArray& method, const std::string& target, const QUrl& url,
                        const QByteArray& token, const QByteArray& body, const std::string& idempotencyKey)
{
    QByteArray request = method + " " + QByteArray::fromStdString(target)
        + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\nConnection: close\r\n";
    if (!token.isEmpty())
        request += "Authorization: Bearer " + token + "\r\n";
    if (!idempotencyKey.empty())
        request += "Idempotency-Key: " + QByteArray::fromStdString(idempotencyKey) + "\r\n";
    if (!body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n";
    return request + "\r\n" + body;
}

} // namespace

Result<DeskClient> DeskClient::find(const std::string& profileDir)
{
    return readEndpoint(profileDir).map([&](Endpoint endpoint) {
        return DeskClient(profileDir, std::move(endpoint));
    });
}

Result<void> DeskClient::useToken(const std::string& tokenFile)
{
    std::vector<std::string> candidates {tokenFile};
    if (tokenFile.empty())
        candidates = {m_profileDir + "/cli.token", readTokenPath(m_profileDir)};
    for (const std::string& candidate : candidates) {
        const QString path = QString::fromStdString(candidate);
        if (tokenFile.empty() && !QFileInfo::exists(path))
            continue;
        const Result<QByteArray> content = readPrivateFile(path);
        if (!content)
            return fail(content.error());
        m_token = content->trimmed();
        return {};
    }
    return fail(
        "auth.missing",
        fmt::format("There is no token for this desk; make one with 'strikectl token create --name cli "
                    "--scope read,trade --out {}/cli.token'.",
                    m_profileDir));
}

Result<ClientAnswer> DeskClient::ask(const QByteArray& method, const std::string& target,
                                     const QByteArray& body, const std::string& idempotencyKey) const
{
    const QUrl url(QString::fromStdString(m_endpoint.url));
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    if (!socket.waitForConnected(connectTimeOutMs))
        return fail(noDesk(m_profileDir));
    socket.write(requestBytes(method, target, url, m_token, body, idempotencyKey));
    QByteArray received;
    WireAnswer answer;
    while (!answer.isWhole && (socket.waitForReadyRead(answerTimeOutMs) || socket.bytesAvailable() > 0)) {
        received += socket.readAll();
        answer = wireAnswerOf(received);
    }
    if (!answer.isWhole && method == "GET")
        return fail("connection.lost", "The desk ended the connection before its answer was complete.");
    if (!answer.isWhole)
        return fail(
            "unknown.connection",
            "The connection ended before the desk answered; what was asked may have happened. Look before "
            "you repeat it.");
    if (answer.status >= 300)
        return fail(errorOf(answer));
    return ClientAnswer {answer.status, answer.body};
}

Result<QJsonObject> DeskClient::askOwner(const QJsonObject& command) const
{
    QLocalSocket socket;
    socket.connectToServer(QString::fromStdString(m_endpoint.ownerSocket));
    if (!socket.waitForConnected(connectTimeOutMs))
        return fail(noDesk(m_profileDir));
    socket.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + "\n");
    QByteArray line;
    while (!line.endsWith('\n') && (socket.waitForReadyRead(answerTimeOutMs) || socket.bytesAvailable() > 0))
        line += socket.readAll();
    if (!line.endsWith('\n'))
        return fail("unknown.connection",
                    "The desk did not answer; what was asked may have happened. Look before you repeat it.");
    QJsonObject reply = QJsonDocument::fromJson(line).object();
    if (!reply.take(QStringLiteral("ok")).toBool())
        return fail(reply.value(QLatin1String("code")).toString().toStdString(),
                    reply.value(QLatin1String("message")).toString().toStdString());
    return reply;
}

} // namespace strikedesk::api
