// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/DeskClient.h"

#include "core/api/Idempotency.h"
#include "core/api/PrivateFile.h"
#include "core/api/TokenBook.h"
#include "core/util/Clock.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTcpSocket>
#include <QUrl>

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::api {
namespace {

constexpr int connectTimeOutMs = 3'000;
// Longer than the desk's own time-out of a command, so that its answer is heard.
constexpr int answerTimeOutMs = 40'000;

// More than the longest page of a list by far; a desk does not send it.
constexpr qsizetype answerBytesMax = 64 * 1024 * 1024;

struct WireAnswer
{
    bool isWhole = false;
    int status = 0; ///< 0: these are not the words of an HTTP server.
    QByteArray body;
};

WireAnswer wireAnswerOf(const QByteArray& received)
{
    WireAnswer answer;
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return answer;
    if (received.startsWith("HTTP/1.1 "))
        answer.status = received.mid(9, 3).toInt();
    qsizetype length = 0;
    for (const QByteArray& line : received.left(end).split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            length = line.mid(15).trimmed().toLongLong();
    }
    answer.body = received.mid(end + 4);
    answer.isWhole = length >= 0 && answer.body.size() >= length;
    answer.body.truncate(std::max<qsizetype>(length, 0));
    return answer;
}

/// Reads until `isComplete` or until nothing more is to come: the other side is gone, the time is up, or it
/// says more than anybody should.
template <typename Socket, typename IsComplete>
QByteArray receiveFrom(Socket& socket, const IsComplete& isComplete)
{
    const double deadline = steadySeconds() + answerTimeOutMs / 1'000.0;
    QByteArray received;
    while (!isComplete(received) && received.size() <= answerBytesMax) {
        const int leftMs = int((deadline - steadySeconds()) * 1'000);
        if (leftMs <= 0 || (!socket.waitForReadyRead(leftMs) && socket.bytesAvailable() == 0))
            break;
        received += socket.readAll();
    }
    return received;
}

/// The outcome of a request that was answered by something else than a desk, or not to the end.
Error noAnswer(const QByteArray& method, const std::string& what)
{
    if (method == "GET")
        return {"connection.lost", what + "."};
    return {"unknown.connection", what + "; what was asked may have happened. Look before you repeat it."};
}

Error errorFrom(const QJsonObject& said, const char* sentenceField, const std::string& otherwise)
{
    const std::string code = said.value(QLatin1String("code")).toString().toStdString();
    const std::string sentence = said.value(QLatin1String(sentenceField)).toString().toStdString();
    return {code.empty() ? "api.answer" : code, sentence.empty() ? otherwise : sentence};
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
        // It goes into the head of a request as it is.
        if (!isTokenText({m_token.constData(), std::size_t(m_token.size())}))
            return fail("auth.token",
                        fmt::format("{} does not hold a token of this desk; make a new one with 'strikectl "
                                    "token create'.",
                                    candidate));
        return {};
    }
    return fail(
        "auth.missing",
        fmt::format("There is no token for this desk; make one with 'strikectl token create --name cli "
                    "--scope read,trade --out {}/cli.token'.",
                    m_profileDir));
}

Result<QJsonObject> DeskClient::ask(const QByteArray& method, const std::string& target,
                                    const QByteArray& body, const std::string& idempotencyKey) const
{
    if (!idempotencyKey.empty()) {
        if (const auto checked = checkIdempotencyKey(idempotencyKey); !checked)
            return fail(checked.error());
    }
    const QUrl url(QString::fromStdString(m_endpoint.url));
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    if (!socket.waitForConnected(connectTimeOutMs))
        return fail(noDesk(m_profileDir));
    socket.write(requestBytes(method, target, url, m_token, body, idempotencyKey));
    const WireAnswer answer = wireAnswerOf(
        receiveFrom(socket, [](const QByteArray& received) { return wireAnswerOf(received).isWhole; }));
    if (!answer.isWhole)
        return fail(noAnswer(method, "The desk ended the connection before its answer was complete"));
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    if (answer.status < 200 || !document.isObject())
        return fail(noAnswer(method, fmt::format("What answers at {} is not a desk", m_endpoint.url)));
    if (answer.status >= 300)
        return fail(errorFrom(document.object(), "detail",
                              fmt::format("The desk answered {} without saying why.", answer.status)));
    return document.object();
}

Result<QJsonObject> DeskClient::askOwner(const QJsonObject& command) const
{
    QLocalSocket socket;
    socket.connectToServer(QString::fromStdString(m_endpoint.ownerSocket));
    if (!socket.waitForConnected(connectTimeOutMs))
        return fail(noDesk(m_profileDir));
    socket.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + "\n");
    const QByteArray line
        = receiveFrom(socket, [](const QByteArray& received) { return received.endsWith('\n'); });
    QJsonObject reply = QJsonDocument::fromJson(line).object();
    const QJsonValue isDone = reply.take(QStringLiteral("ok"));
    if (!isDone.isBool())
        return fail(noAnswer("OWNER", "The desk did not answer"));
    if (!isDone.toBool())
        return fail(errorFrom(reply, "message", "The desk refused without saying why."));
    return reply;
}

} // namespace strikedesk::api
