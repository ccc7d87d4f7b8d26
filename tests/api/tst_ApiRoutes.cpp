// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Route.h"
#include "tests/api/DeskServer.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <array>

using namespace strikedesk;
using namespace strikedesk::api;

namespace {

struct RouteRow
{
    const char* title;
    const char* method;
    const char* path;
    const char* scopes; ///< Of the token; empty: no token.
    QByteArray body;
    int status;
    const char* code; ///< Of a problem; empty: a good answer.
};

// Goal: the public surface as one table against a real server. Every route has a good row and a refused one;
// the test fails for a route without a row.
const std::array routeTests {
    RouteRow {"health", "GET", "/health", "", "", 200, ""},
    RouteRow {"health as HEAD", "HEAD", "/health", "", "", 200, ""},
    RouteRow {"openapi", "GET", "/openapi.json", "", "", 200, ""},
    RouteRow {"docs", "GET", "/docs", "", "", 200, ""},
    RouteRow {"status", "GET", "/status", "read", "", 200, ""},
    RouteRow {"status without token", "GET", "/status", "", "", 401, "auth.missing"},
    RouteRow {"metrics", "GET", "/metrics", "read", "", 200, ""},
    RouteRow {"account", "GET", "/api/v1/account", "read", "", 200, ""},
    RouteRow {"account with a body", "GET", "/api/v1/account", "read", "{}", 400, "input.body"},
    RouteRow {"account with a kill token", "GET", "/api/v1/account", "kill", "", 403, "auth.scope"},
    RouteRow {"positions", "GET", "/api/v1/positions?limit=1", "read", "", 200, ""},
    RouteRow {"positions with an unknown parameter", "GET", "/api/v1/positions?x=1", "read", "", 400,
              "input.query"},
    RouteRow {"positions with a foreign cursor", "GET", "/api/v1/positions?cursor=AAAA", "read", "", 400,
              "input.cursor"},
    RouteRow {"positions with a broken cursor", "GET", "/api/v1/positions?cursor=%2F%2F", "read", "", 400,
              "input.cursor"},
    RouteRow {"positions, no limit at all", "GET", "/api/v1/positions?limit=0", "read", "", 400,
              "input.query"},
    RouteRow {"greeks", "GET", "/api/v1/greeks?level=underlying", "read", "", 200, ""},
    RouteRow {"pnl", "GET", "/api/v1/pnl", "read", "", 200, ""},
    RouteRow {"chain", "GET", "/api/v1/chain/NWSA?expiry=2013-07-20", "read", "", 200, ""},
    RouteRow {"chain of nothing", "GET", "/api/v1/chain/XYZ", "read", "", 404, "data.not_found"},
    RouteRow {"chain of an absent expiry", "GET", "/api/v1/chain/NWSA?expiry=2013-07-21", "read", "", 404,
              "data.not_found"},
    RouteRow {"chain of a broken date", "GET", "/api/v1/chain/NWSA?expiry=2013-02-30", "read", "", 400,
              "input.date"},
    RouteRow {"preview", "POST", "/api/v1/orders/preview", "propose", goodOrder, 200, ""},
    RouteRow {"preview without a body", "POST", "/api/v1/orders/preview", "propose", "", 400, "input.body"},
    RouteRow {"submit", "POST", "/api/v1/orders", "trade", goodOrder, 201, ""},
    RouteRow {"submit with a propose token", "POST", "/api/v1/orders", "propose", goodOrder, 403,
              "auth.scope"},
    RouteRow {"submit broken JSON", "POST", "/api/v1/orders", "trade", "{", 400, "input.json"},
    RouteRow {"submit a list", "POST", "/api/v1/orders", "trade", "[]", 400, "input.json"},
    RouteRow {"submit a key twice", "POST", "/api/v1/orders", "trade", R"({"type":"limit","type":"walk"})",
              400, "input.json"},
    RouteRow {"orders", "GET", "/api/v1/orders?state=open&limit=2", "read", "", 200, ""},
    RouteRow {"order", "GET", "/api/v1/orders/O1-000003-C", "read", "", 200, ""},
    RouteRow {"no such order", "GET", "/api/v1/orders/O9", "read", "", 404, "order.not_found"},
    RouteRow {"replace", "PATCH", "/api/v1/orders/O1-000003-C", "trade", R"({"limit":"1.3000","quantity":1})",
              200, ""},
    RouteRow {"replace nothing", "PATCH", "/api/v1/orders/O1-000003-C", "trade", "{}", 400, "input.field"},
    RouteRow {"replace with a number", "PATCH", "/api/v1/orders/O1-000003-C", "trade", R"({"limit":1.3})",
              400, "input.field"},
    RouteRow {"replace a negative quantity", "PATCH", "/api/v1/orders/O1-000003-C", "trade",
              R"({"quantity":-1})", 400, "input.field"},
    RouteRow {"replace an unknown field", "PATCH", "/api/v1/orders/O1-000003-C", "trade", R"({"price":"1"})",
              400, "input.unknown_field"},
    RouteRow {"replace no such order", "PATCH", "/api/v1/orders/O9", "trade", R"({"quantity":1})", 404,
              "order.not_found"},
    RouteRow {"cancel", "DELETE", "/api/v1/orders/O1-000003-C", "trade", "", 200, ""},
    RouteRow {"cancel no such order", "DELETE", "/api/v1/orders/O9", "trade", "", 404, "order.not_found"},
    RouteRow {"orders by another method", "PUT", "/api/v1/orders", "trade", "", 405,
              "http.method_not_allowed"},
    RouteRow {"fills", "GET", "/api/v1/fills?order=O1-000002-B", "read", "", 200, ""},
    RouteRow {"slippage", "GET", "/api/v1/slippage", "read", "", 200, ""},
    RouteRow {"costs", "GET", "/api/v1/execution-quality", "read", "", 200, ""},
    RouteRow {"own orders as others see them", "GET", "/api/v1/surveillance", "read", "", 200, ""},
    RouteRow {"own orders with a kill token", "GET", "/api/v1/surveillance", "kill", "", 403, "auth.scope"},
    RouteRow {"own orders by what there is not", "GET", "/api/v1/surveillance?by=moon", "read", "", 400,
              "input.query"},
    RouteRow {"costs order by order", "GET", "/api/v1/execution-quality?by=order&limit=2", "read", "", 200,
              ""},
    RouteRow {"costs by what there is not", "GET", "/api/v1/execution-quality?by=moon", "read", "", 400,
              "input.query"},
    RouteRow {"costs with a kill token", "GET", "/api/v1/execution-quality", "kill", "", 403, "auth.scope"},
    RouteRow {"scenario", "GET", "/api/v1/scenario", "read", "", 200, ""},
    RouteRow {"scenario with a kill token", "GET", "/api/v1/scenario", "kill", "", 403, "auth.scope"},
    RouteRow {"margin", "GET", "/api/v1/margin", "read", "", 200, ""},
    RouteRow {"margin with a kill token", "GET", "/api/v1/margin", "kill", "", 403, "auth.scope"},
    RouteRow {"rules", "GET", "/api/v1/rules", "read", "", 200, ""},
    RouteRow {"rule templates", "GET", "/api/v1/rules/templates", "read", "", 200, ""},
    RouteRow {"rules of a position", "GET", "/api/v1/positions/P1-000001-A/rules", "read", "", 200, ""},
    RouteRow {"rules with a bot token", "GET", "/api/v1/positions/P1-000001-A/rules", "bot", "", 200, ""},
    RouteRow {"set rules", "PUT", "/api/v1/positions/P1-000001-A/rules", "bot",
              R"({"rules":[{"name":"half","when":"profit >= 50% of credit","close":"50"}]})", 200, ""},
    RouteRow {"set a template", "PUT", "/api/v1/positions/P1-000001-A/rules", "bot",
              R"({"template":"credit_50","reason":"as always"})", 200, ""},
    RouteRow {"set rules with a trade token", "PUT", "/api/v1/positions/P1-000001-A/rules", "trade",
              R"({"template":"credit_50"})", 403, "auth.scope"},
    RouteRow {"set no rules", "PUT", "/api/v1/positions/P1-000001-A/rules", "bot", "{}", 400, "input.rules"},
    RouteRow {"set a template that is not there", "PUT", "/api/v1/positions/P1-000001-A/rules", "bot",
              R"({"template":"moon"})", 400, "input.rule_template"},
    RouteRow {"set rules and a template", "PUT", "/api/v1/positions/P1-000001-A/rules", "bot",
              R"({"template":"credit_50","rules":[{"name":"a","when":"breach"}]})", 400, "input.rules"},
    RouteRow {"set a rule without a condition", "PUT", "/api/v1/positions/P1-000001-A/rules", "bot",
              R"({"rules":[{"name":"a"}]})", 400, "input.missing_field"},
    RouteRow {"set a rule with a number", "PUT", "/api/v1/positions/P1-000001-A/rules", "bot",
              R"({"rules":[{"name":"a","when":"breach","close":50}]})", 400, "input.rule_close"},
    RouteRow {"preview rules", "POST", "/api/v1/positions/P1-000001-A/rules/preview", "read", "", 200, ""},
    RouteRow {"preview other rules", "POST", "/api/v1/positions/P1-000001-A/rules/preview", "bot",
              R"({"template":"credit_50"})", 200, ""},
    RouteRow {"preview rules with a reason", "POST", "/api/v1/positions/P1-000001-A/rules/preview", "bot",
              R"({"reason":"x"})", 400, "input.unknown_field"},
    RouteRow {"pause rules", "POST", "/api/v1/positions/P1-000001-A/rules/pause", "bot", R"({"reason":"x"})",
              200, ""},
    RouteRow {"pause rules with a read token", "POST", "/api/v1/positions/P1-000001-A/rules/pause", "read",
              "", 403, "auth.scope"},
    RouteRow {"resume rules", "POST", "/api/v1/positions/P1-000001-A/rules/resume", "bot", "", 200, ""},
    RouteRow {"rolls", "GET", "/api/v1/rolls", "read", "", 200, ""},
    RouteRow {"stop a roll", "DELETE", "/api/v1/rolls/L1-000007-A", "bot", "", 200, ""},
    RouteRow {"stop a roll with a read token", "DELETE", "/api/v1/rolls/L1-000007-A", "read", "", 403,
              "auth.scope"},
    RouteRow {"candidates of a roll", "POST", "/api/v1/positions/P1-000001-A/roll/candidates", "read", "",
              200, ""},
    RouteRow {"candidates by terms", "POST", "/api/v1/positions/P1-000001-A/roll/candidates", "bot",
              R"({"strategy":"width_keep","requires_credit":true,"days_least":7,"strike_move_most":"5.00"})",
              200, ""},
    RouteRow {"candidates by no strategy", "POST", "/api/v1/positions/P1-000001-A/roll/candidates", "bot",
              R"({"strategy":"liquidate"})", 400, "input.roll_strategy"},
    RouteRow {"candidates of no days", "POST", "/api/v1/positions/P1-000001-A/roll/candidates", "bot",
              R"({"days_least":90})", 400, "input.roll_days"},
    RouteRow {"preview of a roll", "POST", "/api/v1/positions/P1-000001-A/roll/preview", "read", "{}", 200,
              ""},
    RouteRow {"a roll", "POST", "/api/v1/positions/P1-000001-A/roll", "bot",
              R"({"to":["AAPL  140718C00640000"],"limit":"-0.40","quantity":2,"carry_rules":false})", 201,
              ""},
    RouteRow {"a roll with a trade token", "POST", "/api/v1/positions/P1-000001-A/roll", "trade",
              R"({"to":["AAPL  140718C00640000"]})", 403, "auth.scope"},
    RouteRow {"a roll into a number", "POST", "/api/v1/positions/P1-000001-A/roll", "bot", R"({"to":[640]})",
              400, "input.field"},
    RouteRow {"a roll with a field nobody knows", "POST", "/api/v1/positions/P1-000001-A/roll", "bot",
              R"({"close_first":true})", 400, "input.unknown_field"},
    RouteRow {"chain of rolls", "GET", "/api/v1/positions/P1-000001-A/roll/chain", "read", "", 200, ""},
    RouteRow {"remove rules", "DELETE", "/api/v1/positions/P1-000001-A/rules", "bot", "", 200, ""},
    RouteRow {"structures", "GET", "/api/v1/structures", "read", "", 200, ""},
    RouteRow {"risk", "GET", "/api/v1/risk", "read", "", 200, ""},
    RouteRow {"kill", "POST", "/api/v1/kill", "kill", R"({"flatten":true,"reason":"test"})", 200, ""},
    RouteRow {"kill without a body", "POST", "/api/v1/kill", "kill", "", 200, ""},
    RouteRow {"kill with a read token", "POST", "/api/v1/kill", "read", "", 403, "auth.scope"},
    RouteRow {"kill with a word", "POST", "/api/v1/kill", "kill", R"({"flatten":"yes"})", 400, "input.field"},
    RouteRow {"kill drill", "POST", "/api/v1/kill/drill", "kill", "", 200, ""},
    RouteRow {"kill drill with a field", "POST", "/api/v1/kill/drill", "kill", R"({"flatten":true})", 400,
              "input.unknown_field"},
    RouteRow {"kill drill with a read token", "POST", "/api/v1/kill/drill", "read", "", 403, "auth.scope"},
    RouteRow {"reset", "POST", "/api/v1/kill/reset", "admin", R"({"reason":"looked"})", 200, ""},
    RouteRow {"reset without a reason", "POST", "/api/v1/kill/reset", "admin", "{}", 400, "input.field"},
    RouteRow {"reset with a kill token", "POST", "/api/v1/kill/reset", "kill", R"({"reason":"x"})", 403,
              "auth.scope"},
    RouteRow {"session", "GET", "/api/v1/session", "read", "", 200, ""},
    RouteRow {"session start", "POST", "/api/v1/session/start", "session", R"({"plan":"goal: x"})", 200, ""},
    RouteRow {"session start without a plan", "POST", "/api/v1/session/start", "session", "{}", 400,
              "input.field"},
    RouteRow {"session abort", "POST", "/api/v1/session/abort", "session", "", 200, ""},
    RouteRow {"session resume", "POST", "/api/v1/session/resume", "session", "", 200, ""},
    RouteRow {"session report", "GET", "/api/v1/session/report", "read", "", 200, ""},
    RouteRow {"audit", "GET", "/api/v1/audit?after=2", "audit", "", 200, ""},
    RouteRow {"audit with a read token", "GET", "/api/v1/audit", "read", "", 403, "auth.scope"},
    RouteRow {"audit after a word", "GET", "/api/v1/audit?after=x", "audit", "", 400, "input.query"},
    RouteRow {"audit verify", "GET", "/api/v1/audit/verify", "audit", "", 200, ""},
    RouteRow {"breaker reset", "POST", "/api/v1/breaker/reset", "admin", R"({"reason":"looked"})", 200, ""},
    RouteRow {"breaker reset without a reason", "POST", "/api/v1/breaker/reset", "admin", "{}", 400,
              "input.field"},
    RouteRow {"breaker reset with a trade token", "POST", "/api/v1/breaker/reset", "trade",
              R"({"reason":"x"})", 403, "auth.scope"},
    RouteRow {"breaker reset of a scope", "POST", "/api/v1/breaker/reset", "admin",
              R"({"scope":"underlying:ACME","reason":"looked"})", 200, ""},
    RouteRow {"breaker trip", "POST", "/api/v1/breaker/trip", "kill",
              R"({"scope":"underlying:ACME","mode":"freeze","reason":"news"})", 200, ""},
    RouteRow {"breaker trip with a number", "POST", "/api/v1/breaker/trip", "kill",
              R"({"mode":1,"reason":"news"})", 400, "input.field"},
    RouteRow {"breaker trip with a trade token", "POST", "/api/v1/breaker/trip", "trade",
              R"({"mode":"freeze","reason":"news"})", 403, "auth.scope"},
    RouteRow {"enable", "POST", "/api/v1/risk/senders", "admin", R"({"sender":"token:b","reason":"x"})", 200,
              ""},
    RouteRow {"enable with a trade token", "POST", "/api/v1/risk/senders", "trade",
              R"({"sender":"token:b","reason":"x"})", 403, "auth.scope"},
    RouteRow {"restrict", "POST", "/api/v1/risk/restricted", "admin", R"({"underlying":"ACME","reason":"x"})",
              200, ""},
    RouteRow {"restrict a number", "POST", "/api/v1/risk/restricted", "admin",
              R"({"underlying":7,"reason":"x"})", 400, "input.field"},
    RouteRow {
        "set limits", "PUT", "/api/v1/risk/limits", "admin",
        R"({"scope":"underlying:ACME","limits":{"risk.max_loss":"5.0000","risk.option_level":null},"reason":"x"})",
        200, ""},
    RouteRow {"set a limit to a number", "PUT", "/api/v1/risk/limits", "admin",
              R"({"limits":{"risk.max_loss":5},"reason":"x"})", 400, "input.field"},
    RouteRow {"set limits without any", "PUT", "/api/v1/risk/limits", "admin", R"({"reason":"x"})", 400,
              "input.field"},
    RouteRow {"set limits with a trade token", "PUT", "/api/v1/risk/limits", "trade",
              R"({"limits":{"risk.max_loss":"5"},"reason":"x"})", 403, "auth.scope"},
    RouteRow {"take a limit back", "POST", "/api/v1/risk/limits/cancel", "admin",
              R"({"limit":"risk.max_loss","reason":"x"})", 200, ""},
    RouteRow {"take a number back", "POST", "/api/v1/risk/limits/cancel", "admin",
              R"({"limit":1,"reason":"x"})", 400, "input.field"},
    RouteRow {"feed", "POST", "/api/v1/feed", "admin", R"({"connected":false})", 200, ""},
    RouteRow {"feed without a word", "POST", "/api/v1/feed", "admin", "{}", 400, "input.field"},
    RouteRow {"stream without an upgrade", "GET", "/api/v1/stream", "", "", 426, "http.upgrade_required"},
    RouteRow {"nothing there", "GET", "/api/v1/nothing", "read", "", 404, "http.not_found"},
    RouteRow {"nothing there, told to nobody", "GET", "/api/v2", "", "", 404, "http.not_found"},
};

} // namespace

class TestApiRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRouteHasARow();
    void answersAsTheTableSays_data();
    void answersAsTheTableSays();
    void unknownNumbersAreNull();
    void listsComeInPages();
    void aRefusalOfTheDeskKeepsItsCode();
    void theDeskHearsWhoAsked();
    void aSilentDeskIsAnUnknownOutcome();
    void aFullQueueIsNotDone();
    void aRepeatedKeyIsSentOnce();
    void healthFailsWhenTheLoopStands();
    void aDamagedAuditRecordIsFound();
    void optionsNamesTheMethods();

private:
    [[nodiscard]] RawAnswer ask(const QByteArray& method, const QByteArray& path, const QByteArray& body = {},
                                const QByteArray& more = {})
    {
        return m_server.ask(method, path, m_all, body, more);
    }

    DeskServer m_server {{}, 0.5};
    QByteArray m_all;
};

void TestApiRoutes::initTestCase()
{
    QVERIFY(m_server.isRunning());
    m_all = m_server.token(QString::fromLatin1(allScopes));
    QVERIFY(!m_all.isEmpty());
}

void TestApiRoutes::everyRouteHasARow()
{
    for (const Route& route : routes()) {
        const std::string prefix = std::string(route.path).substr(0, std::string(route.path).find('{'));
        const bool hasRow = std::any_of(routeTests.begin(), routeTests.end(), [&](const RouteRow& row) {
            const std::string path = std::string(row.path).substr(0, std::string(row.path).find('?'));
            const bool isSame = prefix == route.path
                ? path == prefix
                : path.rfind(prefix, 0) == 0 && path.size() > prefix.size();
            return nameOf(route.method) == row.method && isSame
                && row.status == (route.success == 101 ? 426 : route.success);
        });
        QVERIFY2(hasRow,
                 qPrintable(QString::fromLatin1(route.name) + QStringLiteral(" has no row that succeeds")));
    }
}

void TestApiRoutes::answersAsTheTableSays_data()
{
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < routeTests.size(); ++i)
        QTest::newRow(routeTests[i].title) << int(i);
}

void TestApiRoutes::answersAsTheTableSays()
{
    QFETCH(const int, row);
    const RouteRow& expected = routeTests[std::size_t(row)];
    const QByteArray token
        = *expected.scopes ? m_server.token(QString::fromLatin1(expected.scopes)) : QByteArray();
    const RawAnswer answer = m_server.ask(expected.method, expected.path, token, expected.body);
    QVERIFY2(answer.status == expected.status, QByteArray(answer.head + answer.body).constData());
    QVERIFY(answer.head.contains("X-Content-Type-Options: nosniff"));
    if (!*expected.code)
        return;
    QCOMPARE(answer.code(), QString::fromLatin1(expected.code));
    QVERIFY(answer.head.contains("Content-Type: application/problem+json"));
    QCOMPARE(answer.json().value(QLatin1String("status")).toInt(), expected.status);
    QVERIFY(!answer.json().value(QLatin1String("detail")).toString().isEmpty());
}

void TestApiRoutes::unknownNumbersAreNull()
{
    const QJsonObject account = ask("GET", "/api/v1/account").json();
    QCOMPARE(account.value(QLatin1String("cash")).toString(), QStringLiteral("100000.0000"));
    QVERIFY(account.value(QLatin1String("net_liquidation")).isNull());
    const QJsonObject positions = ask("GET", "/api/v1/positions").json();
    const QJsonObject total = positions.value(QLatin1String("total")).toObject();
    QCOMPARE(total.value(QLatin1String("cost")).toString(), QStringLiteral("220.0000"));
    QVERIFY2(total.value(QLatin1String("market_value")).isNull(), "one leg without a mark leaves no sum");
    const QJsonObject chain = ask("GET", "/api/v1/chain/NWSA").json();
    const QJsonObject row = chain.value(QLatin1String("contracts")).toArray().first().toObject();
    QCOMPARE(row.value(QLatin1String("bid")).toString(), QStringLiteral("0.5000"));
    QVERIFY(row.value(QLatin1String("ask")).isNull());
    QVERIFY(row.value(QLatin1String("delta")).isNull());
    QCOMPARE(chain.value(QLatin1String("spot")).toString(), QStringLiteral("15.2000"));
}

void TestApiRoutes::listsComeInPages()
{
    QStringList ids;
    QByteArray cursor;
    for (int page = 0; page < 5; ++page) {
        const QJsonObject document = ask("GET", "/api/v1/orders?limit=1" + cursor).json();
        for (const QJsonValue item : document.value(QLatin1String("items")).toArray())
            ids.append(item.toObject().value(QLatin1String("id")).toString());
        if (document.value(QLatin1String("next_cursor")).isNull())
            break;
        cursor = "&cursor=" + document.value(QLatin1String("next_cursor")).toString().toLatin1();
    }
    QCOMPARE(ids,
             QStringList({QStringLiteral("O1-000003-C"), QStringLiteral("O1-000002-B"),
                          QStringLiteral("O1-000001-A")}));
}

void TestApiRoutes::aRefusalOfTheDeskKeepsItsCode()
{
    m_server.desk().setFailure(Error {"risk.max_order_quantity", "At most 100 packages, asked for 200."});
    const RawAnswer answer = ask("POST", "/api/v1/orders", goodOrder);
    m_server.desk().setFailure({});
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.code(), QStringLiteral("risk.max_order_quantity"));
    QCOMPARE(answer.json().value(QLatin1String("detail")).toString(),
             QStringLiteral("At most 100 packages, asked for 200."));
}

void TestApiRoutes::theDeskHearsWhoAsked()
{
    QCOMPARE(ask("POST", "/api/v1/orders", goodOrder).status, 201);
    QCOMPARE(m_server.desk().lastPrincipal().actor, std::string("token:test"));
    QVERIFY(!m_server.desk().lastPrincipal().isPerson);
    const auto sent = m_server.desk().commands<SubmitOrder>();
    QCOMPARE(sent.back().request.limit->text(), std::string("1.2500"));
}

void TestApiRoutes::aSilentDeskIsAnUnknownOutcome()
{
    m_server.desk().setHolding(true);
    const RawAnswer answer = ask("POST", "/api/v1/orders", goodOrder, "Idempotency-Key: slow\r\n");
    QCOMPARE(answer.status, 504);
    QCOMPARE(answer.code(), QStringLiteral("unknown.command"));
    const RawAnswer again = ask("POST", "/api/v1/orders", goodOrder, "Idempotency-Key: slow\r\n");
    QCOMPARE(again.code(), QStringLiteral("idempotency.running"));
    m_server.desk().setHolding(false);
    QCOMPARE(m_server.desk().answerHeld(), std::size_t(1));
    QTRY_COMPARE(ask("POST", "/api/v1/orders", goodOrder, "Idempotency-Key: slow\r\n").status, 201);
}

void TestApiRoutes::aFullQueueIsNotDone()
{
    m_server.desk().setFull(true);
    const RawAnswer answer = ask("POST", "/api/v1/orders", goodOrder, "Idempotency-Key: full\r\n");
    m_server.desk().setFull(false);
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.code(), QStringLiteral("engine.queue_full"));
    QCOMPARE(ask("POST", "/api/v1/orders", goodOrder, "Idempotency-Key: full\r\n").status, 201);
}

void TestApiRoutes::aRepeatedKeyIsSentOnce()
{
    const std::size_t before = m_server.desk().commands<SubmitOrder>().size();
    const RawAnswer first = ask("POST", "/api/v1/orders", goodOrder, "Idempotency-Key: k1\r\n");
    const RawAnswer second = ask("POST", "/api/v1/orders", goodOrder, "Idempotency-Key: k1\r\n");
    QCOMPARE(first.status, 201);
    QCOMPARE(second.body, first.body);
    QCOMPARE(m_server.desk().commands<SubmitOrder>().size(), before + 1);
    QByteArray other = goodOrder;
    other.replace("1.2500", "1.3000");
    QCOMPARE(ask("POST", "/api/v1/orders", other, "Idempotency-Key: k1\r\n").status, 422);
    QCOMPARE(ask("POST", "/api/v1/orders", other, "Idempotency-Key: with blank\r\n").status, 400);
}

void TestApiRoutes::healthFailsWhenTheLoopStands()
{
    m_server.desk().setLoopAge(0.1);
    QCOMPARE(m_server.ask("GET", "/health").status, 200);
    m_server.desk().setLoopAge(60);
    QCOMPARE(m_server.ask("GET", "/health").status, 503);
    m_server.desk().setLoopAge(0);
}

void TestApiRoutes::aDamagedAuditRecordIsFound()
{
    QCOMPARE(ask("GET", "/api/v1/audit/verify").json().value(QLatin1String("verified")), QJsonValue(true));
    QCOMPARE(ask("GET", "/api/v1/audit/verify?after=2").json().value(QLatin1String("checked")),
             QJsonValue(3));
    m_server.desk().damageAudit(3);
    const QJsonObject broken = ask("GET", "/api/v1/audit/verify").json();
    QCOMPARE(broken.value(QLatin1String("verified")), QJsonValue(false));
    QCOMPARE(broken.value(QLatin1String("first_bad_sequence")), QJsonValue(4));
}

void TestApiRoutes::optionsNamesTheMethods()
{
    const RawAnswer answer = m_server.ask("OPTIONS", "/api/v1/orders/O1");
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.head.contains("Allow: GET, HEAD, PATCH, DELETE, OPTIONS\r\n"));
    QVERIFY2(!answer.head.contains("Access-Control"), "no other origin is let in");
}

QTEST_GUILESS_MAIN(TestApiRoutes)
#include "tst_ApiRoutes.moc"
