// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/DeskServer.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

using namespace strikedesk;

class TestStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSubscriberGetsTheNewestOfItsTopics();
    void changesComeWithTheNextNumber();
    void aReturningClientMissesNothing();
    void whoMayNotListenIsToldWhy_data();
    void whoMayNotListenIsToldWhy();
    void aForeignPageMayNotListen();

private:
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/stream").arg(m_server->port()));
    }
    [[nodiscard]] QString subscription(const QByteArray& token, const QStringList& topics,
                                       const QJsonValue& after = QJsonValue::Null) const
    {
        const QJsonObject message {{QStringLiteral("token"), QString::fromLatin1(token)},
                                   {QStringLiteral("topics"), QJsonArray::fromStringList(topics)},
                                   {QStringLiteral("after"), after}};
        return QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact));
    }

    std::unique_ptr<DeskServer> m_server;
    QByteArray m_token;
};

namespace {

QJsonObject messageAt(const QSignalSpy& spy, int index)
{
    return QJsonDocument::fromJson(spy.at(index).at(0).toString().toUtf8()).object();
}

} // namespace

void TestStream::init()
{
    m_server = std::make_unique<DeskServer>();
    QVERIFY(m_server->isRunning());
    m_token = m_server->token(QStringLiteral("read"));
}

void TestStream::aSubscriberGetsTheNewestOfItsTopics()
{
    QWebSocket socket;
    QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    connect(&socket, &QWebSocket::connected, &socket, [&] {
        socket.sendTextMessage(subscription(m_token, {QStringLiteral("account"), QStringLiteral("orders")}));
    });
    socket.open(url());
    QTRY_COMPARE(messages.size(), 2);
    QCOMPARE(messageAt(messages, 0).value(QLatin1String("topic")).toString(), QStringLiteral("account"));
    QCOMPARE(messageAt(messages, 1).value(QLatin1String("topic")).toString(), QStringLiteral("orders"));
    QVERIFY(messageAt(messages, 0).value(QLatin1String("sequence")).toInt()
            < messageAt(messages, 1).value(QLatin1String("sequence")).toInt());
}

void TestStream::changesComeWithTheNextNumber()
{
    QWebSocket socket;
    QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    connect(&socket, &QWebSocket::connected, &socket,
            [&] { socket.sendTextMessage(subscription(m_token, {QStringLiteral("account")})); });
    socket.open(url());
    QTRY_COMPARE(messages.size(), 1);
    const int first = messageAt(messages, 0).value(QLatin1String("sequence")).toInt();
    m_server->desk().setCash(Money::ofWhole(5));
    QTRY_COMPARE(messages.size(), 2);
    QVERIFY(messageAt(messages, 1).value(QLatin1String("sequence")).toInt() > first);
    QCOMPARE(messageAt(messages, 1)
                 .value(QLatin1String("data"))
                 .toObject()
                 .value(QLatin1String("cash"))
                 .toString(),
             QStringLiteral("5.0000"));
}

void TestStream::aReturningClientMissesNothing()
{
    QWebSocket stays;
    QSignalSpy seen(&stays, &QWebSocket::textMessageReceived);
    connect(&stays, &QWebSocket::connected, &stays,
            [&] { stays.sendTextMessage(subscription(m_token, {QStringLiteral("account")})); });
    stays.open(url());
    QTRY_COMPARE(seen.size(), 1);
    const int known = messageAt(seen, 0).value(QLatin1String("sequence")).toInt();
    for (int i = 1; i <= 3; ++i) {
        m_server->desk().setCash(Money::ofWhole(i));
        QTRY_COMPARE(seen.size(), i + 1);
    }
    QWebSocket returns;
    QSignalSpy missed(&returns, &QWebSocket::textMessageReceived);
    connect(&returns, &QWebSocket::connected, &returns,
            [&] { returns.sendTextMessage(subscription(m_token, {QStringLiteral("account")}, known)); });
    returns.open(url());
    QTRY_COMPARE(missed.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(missed.at(i).at(0), seen.at(i + 1).at(0));
}

void TestStream::whoMayNotListenIsToldWhy_data()
{
    QTest::addColumn<QString>("scopes");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("code");
    QTest::newRow("no token") << QString() << R"({"topics":["orders"]})"
                              << "auth.missing";
    QTest::newRow("a wrong token") << QString() << R"({"topics":["orders"],"token":"x"})"
                                   << "auth.token";
    QTest::newRow("a kill token") << "kill"
                                  << R"({"topics":["orders"],"token":"TOKEN"})"
                                  << "auth.scope";
    QTest::newRow("an unknown topic") << "read"
                                      << R"({"topics":["x"],"token":"TOKEN"})"
                                      << "input.topic";
    QTest::newRow("no topic") << "read"
                              << R"({"token":"TOKEN"})"
                              << "input.topic";
    QTest::newRow("no JSON") << "read"
                             << "hello"
                             << "input.json";
    QTest::newRow("an unknown field") << "read"
                                      << R"({"x":1})"
                                      << "input.unknown_field";
}

void TestStream::whoMayNotListenIsToldWhy()
{
    QFETCH(const QString, scopes);
    QFETCH(QString, message);
    QFETCH(const QString, code);
    if (!scopes.isEmpty())
        message.replace(QStringLiteral("TOKEN"), QString::fromLatin1(m_server->token(scopes)));
    QWebSocket socket;
    QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    QSignalSpy closed(&socket, &QWebSocket::disconnected);
    connect(&socket, &QWebSocket::connected, &socket, [&] { socket.sendTextMessage(message); });
    socket.open(url());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messageAt(messages, 0).value(QLatin1String("code")).toString(), code);
}

void TestStream::aForeignPageMayNotListen()
{
    QWebSocket socket(QStringLiteral("http://evil.example"));
    QSignalSpy connected(&socket, &QWebSocket::connected);
    QSignalSpy closed(&socket, &QWebSocket::disconnected);
    socket.open(url());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(connected.size(), 0);
}

QTEST_GUILESS_MAIN(TestStream)
#include "tst_Stream.moc"
