// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Endpoint.h"
#include "tests/api/DeskServer.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace strikedesk;

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstRunMakesOneTokenThatMayRead();
    void theEndpointIsPrivate();
    void aRevokedTokenEndsAtOnce();
    void anExpiredTokenIsRefused();
    void theOwnerSocketRefusesNonsense_data();
    void theOwnerSocketRefusesNonsense();
    void theOwnerMayKillWithoutAToken();
    void onlyHashesReachTheDesk();
    void withoutADeskThereIsNoEndpoint();

private:
    DeskServer m_server;
};

namespace {

constexpr QFileDevice::Permissions ownerOnly
    = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;

} // namespace

void TestTokens::theFirstRunMakesOneTokenThatMayRead()
{
    QVERIFY(m_server.isRunning());
    const QString path = QString::fromStdString(m_server.server().tokenFile());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray token = file.readAll().trimmed();
    QCOMPARE(QFileInfo(path).permissions(), ownerOnly);
    QCOMPARE(m_server.ask("GET", "/status", token).status, 200);
    QCOMPARE(m_server.ask("POST", "/api/v1/kill", token).status, 403);
}

void TestTokens::theEndpointIsPrivate()
{
    const auto endpoint = api::readEndpoint(m_server.profile().toStdString());
    QVERIFY(endpoint);
    QCOMPARE(endpoint->url, m_server.server().url());
    QCOMPARE(endpoint->pid, std::int64_t(QCoreApplication::applicationPid()));
    QCOMPARE(QFileInfo(m_server.profile() + QStringLiteral("/endpoint.json")).permissions(), ownerOnly);
    const QFileDevice::Permissions socket
        = QFileInfo(QString::fromStdString(endpoint->ownerSocket)).permissions();
    QVERIFY(!(socket
              & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
                 | QFileDevice::WriteOther)));
}

void TestTokens::aRevokedTokenEndsAtOnce()
{
    const QByteArray token = m_server.token(QStringLiteral("read"));
    QCOMPARE(m_server.ask("GET", "/status", token).status, 200);
    const QJsonArray items = m_server.owner({{QStringLiteral("command"), QStringLiteral("token.list")}})
                                 .value(QLatin1String("items"))
                                 .toArray();
    const QString id = items.last().toObject().value(QLatin1String("id")).toString();
    const QJsonObject revoke {{QStringLiteral("command"), QStringLiteral("token.revoke")},
                              {QStringLiteral("id"), id}};
    QVERIFY(m_server.owner(revoke).value(QLatin1String("ok")).toBool());
    QCOMPARE(m_server.ask("GET", "/status", token).status, 401);
    QCOMPARE(m_server.owner(revoke).value(QLatin1String("code")).toString(),
             QStringLiteral("token.not_found"));
}

void TestTokens::anExpiredTokenIsRefused()
{
    const QByteArray token
        = m_server
              .owner({{QStringLiteral("command"), QStringLiteral("token.create")},
                      {QStringLiteral("name"), QStringLiteral("old")},
                      {QStringLiteral("scopes"), QStringLiteral("read")},
                      {QStringLiteral("expires_at"), QStringLiteral("2001-01-01T00:00:00.000Z")}})
              .value(QLatin1String("token"))
              .toString()
              .toLatin1();
    const RawAnswer answer = m_server.ask("GET", "/status", token);
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.code(), QStringLiteral("auth.expired"));
}

void TestTokens::theOwnerSocketRefusesNonsense_data()
{
    QTest::addColumn<QJsonObject>("request");
    QTest::addColumn<QString>("code");
    const QString command = QStringLiteral("command");
    const QString create = QStringLiteral("token.create");
    QTest::newRow("nothing") << QJsonObject() << QStringLiteral("input.command");
    QTest::newRow("unknown command") << QJsonObject {{command, QStringLiteral("sudo")}}
                                     << QStringLiteral("input.command");
    QTest::newRow("unknown field") << QJsonObject {{command, create}, {QStringLiteral("x"), 1}}
                                   << QStringLiteral("input.unknown_field");
    QTest::newRow("no name") << QJsonObject {{command, create}} << QStringLiteral("input.name");
    QTest::newRow("a name with blanks")
        << QJsonObject {{command, create}, {QStringLiteral("name"), QStringLiteral("a b")}}
        << QStringLiteral("input.name");
    QTest::newRow("no scope") << QJsonObject {{command, create},
                                              {QStringLiteral("name"), QStringLiteral("a")}}
                              << QStringLiteral("input.scope");
    QTest::newRow("an unknown scope") << QJsonObject {{command, create},
                                                      {QStringLiteral("name"), QStringLiteral("a")},
                                                      {QStringLiteral("scopes"), QStringLiteral("read,root")}}
                                      << QStringLiteral("input.scope");
}

void TestTokens::theOwnerSocketRefusesNonsense()
{
    QFETCH(const QJsonObject, request);
    QFETCH(const QString, code);
    const QJsonObject reply = m_server.owner(request);
    QCOMPARE(reply.value(QLatin1String("ok")), QJsonValue(false));
    QCOMPARE(reply.value(QLatin1String("code")).toString(), code);
}

void TestTokens::theOwnerMayKillWithoutAToken()
{
    QVERIFY(
        m_server
            .owner({{QStringLiteral("command"), QStringLiteral("kill")}, {QStringLiteral("flatten"), true}})
            .value(QLatin1String("ok"))
            .toBool());
    const auto kills = m_server.desk().commands<EngageKill>();
    QCOMPARE(kills.size(), std::size_t(1));
    QVERIFY(kills.front().flatten);
    QVERIFY(m_server.desk().lastPrincipal().isPerson);
}

void TestTokens::onlyHashesReachTheDesk()
{
    const QByteArray token = m_server.token(QStringLiteral("read"));
    const auto records = m_server.desk().commands<RecordToken>();
    QVERIFY(!records.empty());
    for (const RecordToken& record : records) {
        QCOMPARE(record.hash.size(), std::size_t(64));
        QVERIFY(record.hash.find(token.toStdString()) == std::string::npos);
        QVERIFY(record.name.find("strikedesk_") == std::string::npos);
    }
}

void TestTokens::withoutADeskThereIsNoEndpoint()
{
    QTemporaryDir empty;
    QCOMPARE(api::readEndpoint(empty.path().toStdString()).error().code, std::string("connection.no_desk"));
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_Tokens.moc"
