// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/StreamClient.h"

#include "core/api/BodyFields.h"
#include "core/util/Clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QWebSocket>

#include <fmt/format.h>

namespace strikedesk::api {
namespace {

constexpr qint64 unsentBytesMax = 1024 * 1024;
constexpr quint64 messageBytesMax = 64 * 1024;
constexpr double subscribeSeconds = 5;
constexpr double pingSeconds = 15;
constexpr double silenceSeconds = 45;

} // namespace

const std::set<std::string>& streamTopics()
{
    static const std::set<std::string> topics {"status", "account",  "positions", "orders",
                                               "fills",  "slippage", "session",   "risk"};
    return topics;
}

StreamClient::StreamClient(QWebSocket* socket, TokenDesk& tokens, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_tokens(tokens)
{
    m_socket->setParent(this);
    m_socket->setMaxAllowedIncomingFrameSize(messageBytesMax);
    m_socket->setMaxAllowedIncomingMessageSize(messageBytesMax);
    m_lastHeard = steadySeconds();
    m_lastPing = m_lastHeard;
    m_subscribeBy = m_lastHeard + subscribeSeconds;
    connect(m_socket, &QWebSocket::textMessageReceived, this, &StreamClient::readMessage);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this,
            [this] { close("input.stream", QStringLiteral("only text messages are understood")); });
    connect(m_socket, &QWebSocket::pong, this, [this] { m_lastHeard = steadySeconds(); });
    connect(m_socket, &QWebSocket::disconnected, this, &StreamClient::gone);
}

void StreamClient::send(const QByteArray& message)
{
    m_socket->sendTextMessage(QString::fromUtf8(message));
    if (m_socket->bytesToWrite() > unsentBytesMax)
        m_socket->abort();
}

void StreamClient::check(double now)
{
    if (m_topics.empty()) {
        if (now > m_subscribeBy)
            close("input.stream", QStringLiteral("no subscription came in time"));
        return;
    }
    if (now - m_lastHeard > silenceSeconds) {
        m_socket->abort();
        return;
    }
    if (now - m_lastPing < pingSeconds)
        return;
    m_lastPing = now;
    if (const Result<void> known = checkToken(); !known)
        close(known.error().code.c_str(), QStringLiteral("the token is not valid any more"));
    else
        m_socket->ping();
}

void StreamClient::close(const char* code, const QString& reason)
{
    const QJsonObject problem {{QStringLiteral("topic"), QStringLiteral("error")},
                               {QStringLiteral("code"), QString::fromLatin1(code)},
                               {QStringLiteral("detail"), reason}};
    m_socket->sendTextMessage(QString::fromUtf8(QJsonDocument(problem).toJson(QJsonDocument::Compact)));
    m_socket->close(QWebSocketProtocol::CloseCodePolicyViolated, reason);
}

void StreamClient::readMessage(const QString& text)
{
    m_lastHeard = steadySeconds();
    if (!m_topics.empty()) {
        close("input.stream", QStringLiteral("a client subscribes once"));
        return;
    }
    const Result<void> read = readSubscription(text);
    if (!read)
        close(read.error().code.c_str(), QString::fromStdString(read.error().message));
    else
        Q_EMIT subscribed();
}

Result<void> StreamClient::readSubscription(const QString& text)
{
    const Result<QJsonObject> message = bodyObject(text.toUtf8());
    if (!message)
        return fail(message.error());
    if (const auto known = allowOnlyFields(*message, {"token", "topics", "after"}); !known)
        return known;
    const auto token = textField(*message, "token", 256);
    if (!token)
        return fail(token.error());
    if (*token)
        m_token = **token;
    if (const Result<void> known = checkToken(); !known)
        return known;
    std::set<std::string> topics;
    for (const QJsonValue topic : message->value(QLatin1String("topics")).toArray()) {
        if (streamTopics().count(topic.toString().toStdString()) == 0)
            return fail("input.topic", "a topic is not known; the API's page lists them");
        topics.insert(topic.toString().toStdString());
    }
    if (topics.empty())
        return fail("input.topic", "\"topics\" must name at least one topic");
    const QJsonValue after = message->value(QLatin1String("after"));
    if (after.isDouble() && after.toDouble() >= 0)
        m_after = std::uint64_t(after.toDouble());
    else if (!after.isUndefined() && !after.isNull())
        return fail("input.field", "\"after\" must be a sequence number");
    m_topics = std::move(topics);
    return {};
}

Result<void> StreamClient::checkToken() const
{
    if (m_token.empty())
        return fail("auth.missing", "send a token in the first message");
    const Result<Caller> caller = m_tokens.callerOf(m_token);
    if (!caller)
        return fail(caller.error());
    if (!caller->scopes.hasAnyOf(Scope::Read))
        return fail("auth.scope", "the token lacks the scope read");
    return {};
}

} // namespace strikedesk::api
