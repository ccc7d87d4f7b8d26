// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Answer.h"
#include "core/api/ApiDocs.h"
#include "core/api/ApiStatistics.h"
#include "core/api/Idempotency.h"
#include "core/api/MetricsText.h"
#include "core/api/OpenApi.h"
#include "core/api/RateLimiter.h"
#include "core/api/Route.h"
#include "core/api/RouteMatch.h"
#include "core/api/TokenBook.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace strikedesk;
using namespace strikedesk::api;

class TestApiParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRouteIsListedOnceAndComplete();
    void theOpenApiDocumentListsEveryRoute();
    void thePageForPeopleIsWrittenFromTheTable();
    void codesBecomeStatuses_data();
    void codesBecomeStatuses();
    void pathsAreMatchedWhole();
    void queriesAreReadStrictly();
    void permitsComeBackWithTime();
    void killIsNeverLimited();
    void oneKeyIsOneRequest();
    void tokensAreLongAndChecked();
    void metricsAreWellFormed();
};

void TestApiParts::everyRouteIsListedOnceAndComplete()
{
    QSet<QString> names;
    QSet<QString> lines;
    for (const Route& route : routes()) {
        names.insert(QString::fromLatin1(route.name));
        lines.insert(QString::fromStdString(std::string(nameOf(route.method)) + " " + route.path));
        QVERIFY2(route.handler, route.path);
        QVERIFY2(route.body == BodyKind::None || isChanging(route.method), route.path);
        QVERIFY2(*route.summary, route.path);
        QVERIFY2(route.body != BodyKind::Required || *route.schema, route.path);
    }
    QCOMPARE(names.size(), qsizetype(routes().size()));
    QCOMPARE(lines.size(), qsizetype(routes().size()));
}

void TestApiParts::theOpenApiDocumentListsEveryRoute()
{
    const QJsonObject document = openApiDocument();
    QCOMPARE(document.value(QLatin1String("openapi")).toString(), QStringLiteral("3.1.0"));
    const QJsonObject paths = document.value(QLatin1String("paths")).toObject();
    const QJsonObject schemas
        = document.value(QLatin1String("components")).toObject().value(QLatin1String("schemas")).toObject();
    for (const Route& route : routes()) {
        const QString method = QString::fromStdString(std::string(nameOf(route.method))).toLower();
        const QJsonObject operation
            = paths.value(QLatin1String(route.path)).toObject().value(method).toObject();
        QCOMPARE(operation.value(QLatin1String("operationId")).toString(), QString::fromLatin1(route.name));
        QCOMPARE(operation.value(QLatin1String("security")).toArray().isEmpty(), route.anyOf.isEmpty());
        if (*route.schema)
            QVERIFY2(schemas.contains(QLatin1String(route.schema)), route.schema);
    }
}

void TestApiParts::thePageForPeopleIsWrittenFromTheTable()
{
    QFile page(QStringLiteral(STRIKEDESK_RESOURCES "/../docs/api.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    const QByteArray wanted = "docs/api.md must contain:\n" + docsRouteTable();
    QVERIFY2(text.contains(docsRouteTable()), wanted.constData());
    QVERIFY(docsHtml().contains("/api/v1/orders"));
    QVERIFY(!docsHtml().contains("<script"));
}

void TestApiParts::codesBecomeStatuses_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("status");
    QTest::newRow("no token") << "auth.missing" << 401;
    QTest::newRow("scope") << "auth.scope" << 403;
    QTest::newRow("risk") << "risk.max_order_quantity" << 422;
    QTest::newRow("slippage") << "slippage.budget_exhausted" << 422;
    QTest::newRow("data") << "data.stale" << 422;
    QTest::newRow("input") << "input.symbol" << 400;
    QTest::newRow("no such order") << "order.not_found" << 404;
    QTest::newRow("order in another state") << "order.state" << 409;
    QTest::newRow("outcome unknown") << "unknown.command" << 504;
    QTest::newRow("queue full") << "engine.queue_full" << 503;
    QTest::newRow("anything else") << "surprise.of_ours" << 500;
}

void TestApiParts::codesBecomeStatuses()
{
    QFETCH(const QString, code);
    QFETCH(const int, status);
    QCOMPARE(statusFor(code.toStdString()), status);
}

void TestApiParts::pathsAreMatchedWhole()
{
    QVERIFY(!matchPath("/"));
    QVERIFY(!matchPath("/api/v1/orders/"));
    QVERIFY(!matchPath("/api/v1/orders/a/b"));
    QVERIFY(!matchPath("//health"));
    const auto order = matchPath("/api/v1/orders/O1%2F2");
    QVERIFY(order);
    QCOMPARE(order->arguments, std::vector<std::string> {"O1/2"});
    QVERIFY(order->find(HttpMethod::Delete));
    QVERIFY(!order->find(HttpMethod::Put));
    QCOMPARE(order->find(HttpMethod::Head), order->find(HttpMethod::Get));
    const auto preview = matchPath("/api/v1/orders/preview");
    QVERIFY(preview);
    QVERIFY2(preview->arguments.empty(), "a fixed word goes before a name in braces");
    QVERIFY(preview->find(HttpMethod::Post));
}

void TestApiParts::queriesAreReadStrictly()
{
    QCOMPARE(readQuery("limit=5&cursor=a%20b", "limit cursor")->at(1).second, std::string("a b"));
    QVERIFY(readQuery("", "")->empty());
    QVERIFY(!readQuery("limit=5&limit=6", "limit"));
    QVERIFY(!readQuery("limits=5", "limit"));
    QVERIFY(!readQuery("limit", "limit"));
}

void TestApiParts::permitsComeBackWithTime()
{
    RateLimiter limiter;
    int taken = 0;
    while (taken < 1'000 && limiter.take("T", LimitClass::Heavy, 100))
        ++taken;
    QCOMPARE(taken, 10);
    QVERIFY(limiter.take("other", LimitClass::Heavy, 100));
    QVERIFY(limiter.take("T", LimitClass::Heavy, 100.6));
    QVERIFY(!limiter.take("T", LimitClass::Heavy, 100.6));
}

void TestApiParts::killIsNeverLimited()
{
    RateLimiter limiter;
    for (int i = 0; i < 100'000; ++i)
        QVERIFY(limiter.take("T", LimitClass::Kill, 1));
}

void TestApiParts::oneKeyIsOneRequest()
{
    Idempotency keys;
    QVERIFY(!keys.begin("T", "k", "body", 0));
    QCOMPARE(keys.begin("T", "k", "body", 1)->status, 409);
    keys.finish("T", "k", jsonAnswer({{QStringLiteral("id"), 7}}, 201));
    QCOMPARE(keys.begin("T", "k", "body", 2)->status, 201);
    QCOMPARE(keys.begin("T", "k", "other", 2)->status, 422);
    QVERIFY2(!keys.begin("U", "k", "other", 2), "another token has keys of its own");
    QCOMPARE(keys.begin("T", "k", "body", Idempotency::keptSeconds)->status, 201);
    QVERIFY(!keys.begin("T", "k", "body", Idempotency::keptSeconds + 1));
    keys.forget("T", "k");
    QVERIFY(!keys.begin("T", "k", "other", Idempotency::keptSeconds + 2));
    for (std::size_t i = 1; i < Idempotency::keysPerToken; ++i)
        QVERIFY(!keys.begin("T", std::to_string(i), "body", Idempotency::keptSeconds + 2));
    QCOMPARE(keys.begin("T", "one more", "body", Idempotency::keptSeconds + 3)->status, 503);
}

void TestApiParts::tokensAreLongAndChecked()
{
    const SecretSource secrets;
    const FreshToken one = makeToken(secrets, "a", Scope::Read | Scope::Kill, {});
    const FreshToken two = makeToken(secrets, "a", Scope::Read, {});
    QVERIFY(one.text != two.text);
    QVERIFY(isTokenText(one.text));
    std::string damaged = one.text;
    damaged[20] = damaged[20] == 'A' ? 'B' : 'A';
    QVERIFY(!isTokenText(damaged));
    QCOMPARE(one.record.scopes, std::string("read,kill"));
    QVERIFY(one.record.hash.find(one.text) == std::string::npos);

    const Instant now = *parseInstant("2026-01-01T00:00:00.000Z");
    std::vector<TokenView> known {{one.record.id, "a", "read,kill", one.record.hash, now, {}, false}};
    QVERIFY(callerOf(one.text, known, now)->scopes.hasAnyOf(Scope::Kill));
    QCOMPARE(callerOf(two.text, known, now).error().code, std::string("auth.token"));
    QCOMPARE(callerOf("", known, now).error().code, std::string("auth.token"));
    known[0].expiresAt = now;
    QCOMPARE(callerOf(one.text, known, now).error().code, std::string("auth.expired"));
    known[0].expiresAt.reset();
    known[0].isRevoked = true;
    QCOMPARE(callerOf(one.text, known, now).error().code, std::string("auth.token"));
}

void TestApiParts::metricsAreWellFormed()
{
    DeskSnapshot desk;
    desk.links = {{"feed \"a\\b\"\n", true, "", {}}};
    desk.slippageLevels = {{"day", "x", Money::ofWhole(1), {}, {}, {}, {}}};
    ApiStatistics statistics;
    GateMetrics gate;
    gate.refusals["http.host"] = 2;
    statistics.gate = &gate;
    statistics.count("getHealth", 200, 0.002);
    const QRegularExpression sample(QStringLiteral(
        R"(^(strikedesk_[a-z0-9_]+)(\{[a-z_]+="([^"\\\n]|\\.)*"(,[a-z_]+="([^"\\\n]|\\.)*")*\})? -?[0-9.e+-]+$)"));
    QSet<QString> described;
    const QStringList lines = QString::fromStdString(metricsText(desk, statistics)).split(QLatin1Char('\n'));
    QVERIFY(lines.last().isEmpty());
    for (const QString& line : lines.mid(0, lines.size() - 1)) {
        if (line.startsWith(QLatin1String("# TYPE ")))
            described.insert(line.split(QLatin1Char(' ')).at(2));
        if (line.startsWith(QLatin1Char('#')))
            continue;
        const QRegularExpressionMatch match = sample.match(line);
        QVERIFY2(match.hasMatch(), qPrintable(line));
        QString name = match.captured(1);
        for (const QString& suffix :
             {QStringLiteral("_bucket"), QStringLiteral("_sum"), QStringLiteral("_count")}) {
            if (!described.contains(name) && name.endsWith(suffix))
                name.chop(suffix.size());
        }
        QVERIFY2(described.contains(name), qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(TestApiParts)
#include "tst_ApiParts.moc"
