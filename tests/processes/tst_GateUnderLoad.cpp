// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/RawClient.h"
#include "tests/processes/ServedDesk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

using namespace strikedesk;

/// The gate of a running desk from outside: what rude clients send, and that it costs nothing that stays.
class TestGateUnderLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPostRefusesNonsense_data();
    void everyPostRefusesNonsense();
    void aGibibyteIsRefusedAtItsHead();
    void aCrowdThatLeavesCostsNothing();

private:
    [[nodiscard]] RawAnswer post(const QByteArray& path, const QByteArray& body) const;
    [[nodiscard]] qsizetype openFiles() const;
    [[nodiscard]] qint64 residentKib() const;

    QTemporaryDir m_folder;
    std::unique_ptr<ServedDesk> m_desk;
    quint16 m_port = 0;
    qint64 m_pid = 0;
    QByteArray m_token;
};

void TestGateUnderLoad::initTestCase()
{
    m_desk = std::make_unique<ServedDesk>(m_folder.filePath(QStringLiteral("p")));
    QVERIFY2(m_desk->waitReady(), m_desk->errors().constData());
    m_port = m_desk->ready().value(QStringLiteral("url")).toString().section(u':', -1).toUShort();
    m_pid = m_desk->ready().value(QStringLiteral("pid")).toInteger();
    const ProgramResult made = m_desk->ask(
        {QStringLiteral("token"), QStringLiteral("create"), QStringLiteral("--name"), QStringLiteral("all"),
         QStringLiteral("--scope"), QStringLiteral("read,propose,trade,session,kill,admin,audit")});
    m_token = made.json().value(QStringLiteral("token")).toString().toLatin1();
    QVERIFY2(!m_token.isEmpty(), made.output.constData());
}

RawAnswer TestGateUnderLoad::post(const QByteArray& path, const QByteArray& body) const
{
    return RawClient(m_port).ask("POST", path, m_token, body);
}

qsizetype TestGateUnderLoad::openFiles() const
{
    return QDir(QStringLiteral("/proc/%1/fd").arg(m_pid))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

qint64 TestGateUnderLoad::residentKib() const
{
    QFile file(QStringLiteral("/proc/%1/status").arg(m_pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    return text.mid(text.indexOf("VmRSS:") + 6).trimmed().split(' ').first().toLongLong();
}

void TestGateUnderLoad::everyPostRefusesNonsense_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const QByteArray& path, const QByteArray& body, int status, const char* code) {
        QTest::addRow("%s %s", path.constData(), body.left(80).constData())
            << path << body << status << QString::fromLatin1(code);
    };
    const QByteArray orders[] = {"/api/v1/orders", "/api/v1/orders/preview"};
    const auto order = [](const QByteArray& quantity, const QByteArray& more = {}) -> QByteArray {
        return R"({"legs":[{"symbol":"SPY   270115C00500000","side":"buy","ratio":1,"effect":"open"}],"type":"limit",)"
               R"("limit":"1.00","time_in_force":"day","quantity":)"
            + quantity + more + "}";
    };
    // What no route takes.
    for (const char* path : {"/api/v1/orders", "/api/v1/orders/preview", "/api/v1/kill", "/api/v1/kill/reset",
                             "/api/v1/session/start", "/api/v1/session/abort", "/api/v1/feed"}) {
        row(path, "[]", 400, "input.json");
        row(path, "\"text\"", 400, "input.json");
        row(path, "{\"a\":", 400, "input.json");
        row(path, "{\"reason\":\"\xff\"}", 400, "input.json");
        row(path, "{\"reason\":NaN}", 400, "input.json");
        row(path, "{\"reason\":1,\"reason\":2}", 400, "input.json");
        row(path, QByteArray(40, '[') + QByteArray(40, ']'), 400, "input.json");
        row(path, "{\"nonsense\":1}", 400, "input.unknown_field");
    }
    for (const QByteArray& path : orders) {
        row(path, "{}", 400, "input.missing_field");
        for (const char* quantity : {"0", "-1", "1.5", "1e15", "99999999999999999999", "\"1\"", "true"})
            row(path, order(quantity), 400, "input.quantity");
        row(path, order("1", R"(,"stop":"1e9")"), 400, "input.stop");
        row(path, order("1", R"(,"slippage_limit":1)"), 400, "input.slippage_limit");
        row(path, order("1", R"(,"slippage_limit":"99999999999999999999")"), 400, "input.slippage_limit");
        row(path, order("1", R"(,"note":"a\u0007b")"), 400, "input.text");
        row(path, order("1", R"(,"good_till":"2026-02-30")"), 400, "input.good_till");
        row(path, order("1", R"(,"oco_group":7)"), 400, "input.type");
        row(path, order("1", R"(,"trigger":{"on":"mid"})"), 400, "input.trigger");
        row(path, order("1", R"(,"bracket":{})"), 400, "input.bracket");
        row(path, order("1").replace("1.00", "nan"), 400, "input.limit");
        row(path, order("1").replace("1.00", "922337203685477.5808"), 400, "input.limit");
        row(path, order("1").replace("270115C00500000", "270199C00500000"), 400, "input.symbol");
        row(path, order("1").replace("\"ratio\":1", "\"ratio\":-1"), 400, "input.ratio");
        row(path, order("1").replace("\"legs\":[", "\"legs\":[7,"), 400, "input.legs");
    }
    row("/api/v1/kill", R"({"flatten":"yes"})", 400, "input.field");
    row("/api/v1/kill/reset", "{}", 400, "input.field");
    row("/api/v1/feed", "{}", 400, "input.field");
    row("/api/v1/session/abort", "{}", 409, "session.not_running");
    row("/api/v1/session/resume", {}, 409, "session.not_resumable");
    row("/api/v1/session/start", R"({"plan":7})", 400, "input.field");
    row("/api/v1/session/start", R"({"plan":"name: [a"})", 422, "plan.not_yaml");
    row("/api/v1/session/start", R"({"plan":","})", 422, "plan.not_yaml");
    row("/api/v1/session/start", R"({"plan":"name: x"})", 422, "plan.missing");
}

void TestGateUnderLoad::everyPostRefusesNonsense()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    const RawAnswer answer = post(path, body);
    const QByteArray seen = QByteArray::number(answer.status) + " " + answer.body;
    QVERIFY2(answer.code() == code, seen.constData());
    QCOMPARE(answer.status, status);
    QVERIFY(answer.head.contains("application/problem+json"));
    QVERIFY(!answer.json().value(QStringLiteral("detail")).toString().isEmpty());
}

void TestGateUnderLoad::aGibibyteIsRefusedAtItsHead()
{
    const qint64 before = residentKib();
    for (const QByteArray& token : {QByteArray(), m_token}) {
        RawClient client(m_port);
        QByteArray head = client.request("POST", "/api/v1/orders", token, "x");
        head.chop(1);
        client.send(head.replace("Content-Length: 1\r\n", "Content-Length: 1073741824\r\n"));
        QCOMPARE(client.receive().status, token.isEmpty() ? 401 : 413);
        // Whoever goes on all the same is cut.
        const QByteArray block(1 << 20, 'x');
        for (int sent = 0; sent < 1'024 && client.socket().state() == QAbstractSocket::ConnectedState;
             ++sent) {
            client.socket().write(block);
            client.socket().waitForBytesWritten(1'000);
        }
        QVERIFY(client.socket().state() != QAbstractSocket::ConnectedState);
    }
    QVERIFY(residentKib() - before < 8 * 1024);
}

void TestGateUnderLoad::aCrowdThatLeavesCostsNothing()
{
    const qsizetype filesBefore = openFiles();
    const qint64 memoryBefore = residentKib();
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int number = 0; number < 200; ++number)
        idle.push_back(std::make_unique<RawClient>(m_port));
    for (int number = 0; number < 1'000; ++number) {
        RawClient client(m_port);
        client.send(client.request(number % 2 == 0 ? "GET" : "POST",
                                   number % 2 == 0 ? "/api/v1/positions" : "/api/v1/orders/preview", m_token,
                                   number % 2 == 0 ? QByteArray() : QByteArray("{}")));
        client.leave();
    }
    // As soon as the desk has seen that they are gone.
    QTRY_COMPARE_WITH_TIMEOUT(RawClient(m_port).ask("GET", "/status", m_token).status, 200, 20'000);
    idle.clear();
    // Links that the crowd needed are given back too.
    QTRY_VERIFY_WITH_TIMEOUT(openFiles() <= filesBefore + 20, 20'000);
    QVERIFY2(residentKib() - memoryBefore < 32 * 1024,
             QByteArray::number(residentKib() - memoryBefore).constData());
}

QTEST_GUILESS_MAIN(TestGateUnderLoad)
#include "tst_GateUnderLoad.moc"
