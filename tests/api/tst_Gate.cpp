// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/DeskServer.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <memory>
#include <vector>

using namespace strikedesk;

class TestGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesBeforeItReadsTheBody_data();
    void refusesBeforeItReadsTheBody();
    void nothingIsAnsweredAfterARefusal();
    void aForeignHostIsMisdirected();
    void aForeignPageChangesNothing();
    void answersComeInTheOrderOfTheQuestions();
    void aSmuggledRequestIsNeverSeen();
    void closeIsHonoured();
    void headHasNoBody();
    void asksForTheBodyItExpects();
    void slowClientsAreCut();
    void aClientThatDoesNotReadIsCut();
    void earlyLeaversHarmNobody();
    void strangersMakeRoom();
    void aCurlClientIsContent();
    void stopsWithClientsAndCommandsUnderWay();
};

namespace {

/// Resident memory of this process in MiB (the server runs inside it); 0 where that is not known.
double residentMebibytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace

void TestGate::refusesBeforeItReadsTheBody_data()
{
    QTest::addColumn<QByteArray>("scopes");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<int>("status");
    QTest::newRow("a gibibyte from nobody") << QByteArray() << QByteArray("1073741824") << 401;
    QTest::newRow("a gibibyte from a trader") << QByteArray("trade") << QByteArray("1073741824") << 413;
    QTest::newRow("a byte too many") << QByteArray("trade") << QByteArray("1048577") << 413;
    QTest::newRow("a reader's order") << QByteArray("read") << QByteArray("1048576") << 403;
}

void TestGate::refusesBeforeItReadsTheBody()
{
    QFETCH(const QByteArray, scopes);
    QFETCH(const QByteArray, length);
    QFETCH(const int, status);
    DeskServer server;
    const QByteArray token = scopes.isEmpty() ? QByteArray() : server.token(QString::fromLatin1(scopes));
    RawClient client(server.port());
    QByteArray head = "POST /api/v1/orders HTTP/1.1\r\nHost: " + client.host()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n";
    if (!token.isEmpty())
        head += "Authorization: Bearer " + token + "\r\n";
    client.send(head + "\r\n");
    const RawAnswer answer = client.receive();
    QCOMPARE(answer.status, status);
    QVERIFY(answer.head.contains("Connection: close"));

    // Whoever sends on regardless is heard for a moment and then cut; nothing of it is kept.
    const double before = residentMebibytes();
    const QByteArray chunk(256 * 1024, 'x');
    qint64 sent = 0;
    while (client.socket().state() == QAbstractSocket::ConnectedState && sent < 64 * 1024 * 1024) {
        client.socket().write(chunk);
        if (!client.socket().waitForBytesWritten(5'000))
            break;
        sent += chunk.size();
    }
    QVERIFY(client.socket().state() != QAbstractSocket::ConnectedState);
    QVERIFY2(residentMebibytes() - before < 24, "the refused body is not kept");
    QCOMPARE(server.desk().commands<SubmitOrder>().size(), std::size_t(0));
}

void TestGate::nothingIsAnsweredAfterARefusal()
{
    DeskServer server;
    RawClient client(server.port());
    const QByteArray good = client.request("GET", "/health");
    client.send("GET /health HTTP/1.1\r\nHost: " + client.host()
                + "\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + good + good);
    QCOMPARE(client.receive().status, 400);
    QVERIFY(client.isEnded());
}

void TestGate::aForeignHostIsMisdirected()
{
    DeskServer server;
    RawClient client(server.port());
    client.send("GET /health HTTP/1.1\r\nHost: evil.example:" + QByteArray::number(server.port())
                + "\r\n\r\n");
    const RawAnswer answer = client.receive();
    QCOMPARE(answer.status, 421);
    QCOMPARE(answer.code(), QStringLiteral("http.foreign_host"));
    QVERIFY(client.isEnded());
}

void TestGate::aForeignPageChangesNothing()
{
    DeskServer server;
    const QByteArray token = server.token(QStringLiteral("kill"));
    const QByteArray port = QByteArray::number(server.port());
    QCOMPARE(server.ask("POST", "/api/v1/kill", token, {}, "Origin: http://evil.example\r\n").status, 403);
    QCOMPARE(server.ask("POST", "/api/v1/kill", token, {}, "Origin: null\r\n").status, 403);
    QCOMPARE(server.ask("POST", "/api/v1/kill", token, {}, "Origin: http://localhost:1\r\n").status, 403);
    QCOMPARE(server.desk().commands<EngageKill>().size(), std::size_t(0));
    QCOMPARE(
        server.ask("POST", "/api/v1/kill", token, {}, "Origin: http://localhost:" + port + "\r\n").status,
        200);
}

void TestGate::answersComeInTheOrderOfTheQuestions()
{
    DeskServer server;
    const QByteArray token = server.token(QStringLiteral("trade,read"));
    server.desk().setHolding(true);
    RawClient client(server.port());
    client.send(client.request("POST", "/api/v1/orders", token, goodOrder) + client.request("GET", "/health")
                + client.request("GET", "/api/v1/nothing") + client.request("GET", "/api/v1/account", token));
    QVERIFY(server.desk().waitUntilHeld(1));
    server.desk().answerHeld();
    QCOMPARE(client.receive().status, 201);
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(client.receive().status, 404);
    const RawAnswer account = client.receive();
    QCOMPARE(account.json().value(QLatin1String("account")).toString(), QStringLiteral("PAPER-1"));
}

void TestGate::aSmuggledRequestIsNeverSeen()
{
    DeskServer server;
    const QByteArray token = server.token(QStringLiteral("kill,read"));
    RawClient client(server.port());
    const QByteArray smuggled = client.request("POST", "/api/v1/kill", token);
    const QByteArray body = "0\r\n\r\n" + smuggled;
    for (const QByteArray& framing :
         {QByteArray("Content-Length: " + QByteArray::number(body.size())
                     + "\r\nTransfer-Encoding: chunked\r\n"),
          QByteArray("Transfer-Encoding: chunked\r\n"), QByteArray("Transfer-Encoding : chunked\r\n"),
          QByteArray("Content-Length: 5\r\nContent-length: 0\r\n"), QByteArray("Content-Length: -1\r\n"),
          QByteArray("X-A: b\r\n Content-Length: 0\r\n"), QByteArray("Content-Length: 0x5\r\n")}) {
        RawClient attacker(server.port());
        attacker.send("POST /api/v1/orders HTTP/1.1\r\nHost: " + client.host() + "\r\n" + framing + "\r\n"
                      + body);
        const RawAnswer answer = attacker.receive();
        QVERIFY2(answer.status == 400 || answer.status == 411, QByteArray(framing + answer.head).constData());
        QVERIFY2(attacker.isEnded(), framing.constData());
    }
    QCOMPARE(server.desk().commands<EngageKill>().size(), std::size_t(0));
}

void TestGate::closeIsHonoured()
{
    DeskServer server;
    RawClient client(server.port());
    client.send(client.request("GET", "/health", {}, {}, "Connection: close\r\n"));
    const RawAnswer answer = client.receive();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.head.contains("Connection: close"));
    QVERIFY(client.isEnded());

    RawClient old(server.port());
    old.send("GET /health HTTP/1.0\r\nHost: " + old.host() + "\r\n\r\n");
    QCOMPARE(old.receive().status, 200);
    QVERIFY(old.isEnded());
}

void TestGate::headHasNoBody()
{
    DeskServer server;
    RawClient client(server.port());
    client.send(client.request("HEAD", "/health") + client.request("GET", "/docs"));
    const RawAnswer head = client.receive(true);
    QCOMPARE(head.status, 200);
    QVERIFY(!head.head.contains("Content-Length: 0"));
    const RawAnswer docs = client.receive();
    QVERIFY(docs.body.startsWith("<!doctype html>"));
}

void TestGate::asksForTheBodyItExpects()
{
    DeskServer server;
    const QByteArray token = server.token(QStringLiteral("trade"));
    RawClient client(server.port());
    const QByteArray request
        = client.request("POST", "/api/v1/orders", token, goodOrder, "Expect: 100-continue\r\n");
    client.send(request.left(request.size() - goodOrder.size()));
    QCOMPARE(client.receive().status, 100);
    client.send(goodOrder);
    QCOMPARE(client.receive().status, 201);
}

void TestGate::slowClientsAreCut()
{
    api::GateLimits limits;
    limits.headSeconds = 0.3;
    limits.bodySeconds = 0.3;
    limits.idleSeconds = 0.3;
    limits.lingerSeconds = 0.1;
    DeskServer server(limits);
    const QByteArray token = server.token(QStringLiteral("trade"));
    RawClient silent(server.port());
    RawClient head(server.port());
    head.send("GET /health HTTP/1.1\r\nHost:");
    RawClient body(server.port());
    const QByteArray request = body.request("POST", "/api/v1/orders", token, goodOrder);
    body.send(request.left(request.size() - 1));
    QCOMPARE(head.receive().status, 408);
    QCOMPARE(body.receive().status, 408);
    QVERIFY(head.isEnded());
    QVERIFY(body.isEnded());
    QVERIFY(silent.isEnded());
    QCOMPARE(server.desk().commands<SubmitOrder>().size(), std::size_t(0));
}

void TestGate::aClientThatDoesNotReadIsCut()
{
    api::GateLimits limits;
    limits.drainSeconds = 0.5;
    DeskServer server(limits);
    const QByteArray token = server.token(QStringLiteral("read"));
    RawClient client(server.port());
    client.socket().setReadBufferSize(1'024);
    // Asks for far more than both sides' system buffers hold, and reads none of it.
    client.send(client.request("GET", "/openapi.json").repeated(2'000));
    const auto isCut = [&] {
        return server.ask("GET", "/metrics", token)
            .body.contains("strikedesk_http_connections_timed_out_total 1\n");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isCut(), 30'000);
}

void TestGate::earlyLeaversHarmNobody()
{
    DeskServer server;
    const QByteArray token = server.token(QStringLiteral("trade,read"));
    server.desk().setHolding(true);
    double before = 0;
    for (int i = 0; i < 1'000; ++i) {
        if (i == 100)
            before = residentMebibytes(); // Buffers and pools have their size by then.
        RawClient client(server.port());
        client.send(client.request("DELETE", "/api/v1/orders/O1-000003-C", token));
        QVERIFY(server.desk().waitUntilHeld(1));
        if (i % 2 == 0)
            client.leave();
        else
            client.socket().disconnectFromHost();
        // Half of the answers meet a client that is surely gone, half race with its leaving.
        if (i % 4 < 2) // Five hundred of these stay below the token's burst, however fast the machine is.
            QCOMPARE(server.ask("GET", "/api/v1/account", token).status, 200);
        QCOMPARE(server.desk().answerHeld(), std::size_t(1));
    }
    server.desk().setHolding(false);
    QCOMPARE(server.ask("DELETE", "/api/v1/orders/O1-000003-C", token).status, 200);
    QVERIFY2(residentMebibytes() - before < 16, "leaving clients leave nothing behind");
}

void TestGate::strangersMakeRoom()
{
    DeskServer server;
    const QByteArray token = server.token(QStringLiteral("read"));
    RawClient known(server.port());
    QCOMPARE(known.ask("GET", "/api/v1/account", token).status, 200);
    std::vector<std::unique_ptr<RawClient>> strangers;
    for (int i = 0; i < 300; ++i) {
        strangers.push_back(std::make_unique<RawClient>(server.port()));
        QCOMPARE(strangers.back()->socket().state(), QAbstractSocket::ConnectedState);
        strangers.back()->send("GET /hea");
    }
    // A newcomer with a token and the one already known are served although 300 strangers hold on.
    QCOMPARE(server.ask("GET", "/api/v1/account", token).status, 200);
    QCOMPARE(known.ask("GET", "/api/v1/account", token).status, 200);
    QVERIFY2(strangers.front()->isEnded(), "the oldest stranger made room");
}

void TestGate::aCurlClientIsContent()
{
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    QVERIFY2(!curl.isEmpty(), "curl is missing; ./dev test installs it");
    DeskServer server;
    const QString token = QString::fromLatin1(server.token(QStringLiteral("trade,read")));
    QProcess process;
    process.start(
        curl,
        {QStringLiteral("--silent"), QStringLiteral("--show-error"), QStringLiteral("--max-time"),
         QStringLiteral("20"), QStringLiteral("--header"),
         QString(QStringLiteral("Authorization: Bearer ") + token), QStringLiteral("--header"),
         QStringLiteral("Content-Type: application/json"), QStringLiteral("--data"),
         QString::fromLatin1(goodOrder),
         QString(QString::fromStdString(server.server().url()) + QStringLiteral("/api/v1/orders"))});
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.readAllStandardError(), QByteArray());
    const QJsonObject reply = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(reply.value(QLatin1String("id")).toString(), QStringLiteral("O1-000009-A"));
}

void TestGate::stopsWithClientsAndCommandsUnderWay()
{
    DeskServer server;
    const QByteArray token = server.token(QStringLiteral("trade"));
    server.desk().setHolding(true);
    RawClient client(server.port());
    client.send(client.request("POST", "/api/v1/orders", token, goodOrder));
    QVERIFY(server.desk().waitUntilHeld(1));
    server.stop();
    QCOMPARE(server.desk().answerHeld(), std::size_t(1)); // Reaches nobody, harms nobody.
    QVERIFY(!QFile::exists(server.profile() + QStringLiteral("/endpoint.json")));
}

QTEST_GUILESS_MAIN(TestGate)
#include "tst_Gate.moc"
