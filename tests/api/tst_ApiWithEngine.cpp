// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Endpoint.h"
#include "core/engine/DeskRuntime.h"
#include "tests/api/DeskServer.h"
#include "tests/api/LiveDesk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace strikedesk;

// Goal: the API and the real engine agree. Method: a whole desk on the simulated market, asked over HTTP
// only.
class TestApiWithEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tokensOutliveTheDesk();
    void theDeskIsWellAndArmed();
    void anOrderIsPreviewedSentShownAndCancelled();
    void anOrderThatWaitsIsListedAsHeldByThisMachine();
    void ownOrdersAreReported();
    void theBookIsValuedWhereTheMarketGoes();
    void rulesAreSetLookedAtAndTakenAway();
    void aPositionIsRolled();
    void whatTheGateRefusesSaysWhichRule();
    void aKilledDeskTakesNoEntries();
    void aFileInTheProfileKills_data();
    void aFileInTheProfileKills();
    void whatWasAnsweredIsSeenByTheNextQuestion();
    void aDrillReportsToTheOwner();
    void limitsAreSetAndTakenBack();
    void theRecordHoldsWhatWasAskedAndVerifies();

private:
    [[nodiscard]] RawAnswer ask(const QByteArray& method, const QByteArray& path, const QByteArray& body = {})
    {
        return RawClient(m_server->port()).ask(method, path, m_token, body);
    }
    void openDesk();
    [[nodiscard]] QByteArray buyOrder(const QString& limit, int quantity) const;

    QTemporaryDir m_profile;
    std::unique_ptr<DeskRuntime> m_runtime;
    std::unique_ptr<api::ApiServer> m_server;
    QByteArray m_token;
    QString m_symbol;
    QString m_bid;
    QString m_ask;
};

void TestApiWithEngine::openDesk()
{
    auto opened = openLiveDesk(m_profile.filePath(QStringLiteral("desk")).toStdString());
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    m_runtime = std::move(opened->runtime);
    m_server = std::move(opened->server);
}

void TestApiWithEngine::initTestCase()
{
    openDesk();
    QVERIFY(m_server);
    m_token = tokenFrom(m_server->ownerSocket(), QString::fromLatin1(allScopes));
    QVERIFY(!m_token.isEmpty());
}

void TestApiWithEngine::theDeskIsWellAndArmed()
{
    QTRY_COMPARE(ask("GET", "/status").json().value(QLatin1String("armed")), QJsonValue(true));
    QTRY_COMPARE(ask("GET", "/health").json().value(QLatin1String("status")).toString(),
                 QStringLiteral("ok"));
    QCOMPARE(ask("GET", "/status").json().value(QLatin1String("mode")).toString(), QStringLiteral("PAPER"));
    QVERIFY(!ask("GET", "/api/v1/risk").json().value(QLatin1String("limits")).toArray().isEmpty());
}

void TestApiWithEngine::anOrderIsPreviewedSentShownAndCancelled()
{
    // The first contract with two sides of the first chain the desk prices.
    const auto hasContract = [&] {
        const PricingSnapshotPtr pricing = m_runtime->engine().pricing();
        if (!pricing || pricing->chains.empty())
            return false;
        const QByteArray path
            = "/api/v1/chain/" + QByteArray::fromStdString(pricing->chains.front()->underlying);
        for (const QJsonValue row : ask("GET", path).json().value(QLatin1String("contracts")).toArray()) {
            m_symbol = row.toObject().value(QLatin1String("symbol")).toString();
            m_bid = row.toObject().value(QLatin1String("bid")).toString();
            m_ask = row.toObject().value(QLatin1String("ask")).toString();
            if (!m_bid.isEmpty() && m_bid.toDouble() > 0.5
                && !row.toObject().value(QLatin1String("ask")).isNull())
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasContract(), 30'000);

    const QByteArray order = buyOrder(m_bid, 1);
    const RawAnswer preview = ask("POST", "/api/v1/orders/preview", order);
    QVERIFY2(preview.status == 200, preview.body.constData());
    QVERIFY(!preview.json().value(QLatin1String("checks")).toArray().isEmpty());

    const RawAnswer sent = ask("POST", "/api/v1/orders", order);
    QVERIFY2(sent.status == 201, sent.body.constData());
    const QByteArray path = sent.json().value(QLatin1String("href")).toString().toLatin1();
    QCOMPARE(ask("GET", path).status, 200);
    QVERIFY(!ask("GET", path).json().value(QLatin1String("steps")).toArray().isEmpty());

    // Cancelled, or filled before the cancel came: either way the order ends.
    const RawAnswer cancelled = ask("DELETE", path);
    QVERIFY2(cancelled.status == 200 || cancelled.status == 409, cancelled.body.constData());
    QTRY_COMPARE_WITH_TIMEOUT(ask("GET", path).json().value(QLatin1String("final")), QJsonValue(true),
                              30'000);
}

void TestApiWithEngine::anOrderThatWaitsIsListedAsHeldByThisMachine()
{
    QJsonObject order = QJsonDocument::fromJson(buyOrder(m_bid, 1)).object();
    order.insert(QLatin1String("trigger"),
                 QJsonObject {{QLatin1String("on"), QLatin1String("underlying")},
                              {QLatin1String("when"), QLatin1String("above")},
                              {QLatin1String("level"), QLatin1String("900000.0000")}});
    const RawAnswer placed = ask("POST", "/api/v1/orders", QJsonDocument(order).toJson());
    QVERIFY2(placed.status == 201, placed.body.constData());
    QCOMPARE(placed.json().value(QLatin1String("state")).toString(), QStringLiteral("held"));
    const QByteArray path = placed.json().value(QLatin1String("href")).toString().toLatin1();
    const QJsonObject shown = ask("GET", path).json();
    QCOMPARE(shown.value(QLatin1String("held_by")).toString(), QStringLiteral("this machine"));
    QCOMPARE(shown.value(QLatin1String("state")).toString(), QStringLiteral("held"));
    QTRY_COMPARE(ask("GET", path)
                     .json()
                     .value(QLatin1String("held"))
                     .toObject()
                     .value(QLatin1String("phase"))
                     .toString(),
                 QStringLiteral("watching"));
    const auto heldNow = [&] {
        return ask("GET", "/api/v1/orders?state=held").json().value(QLatin1String("items")).toArray().size();
    };
    QCOMPARE(heldNow(), qsizetype(1));
    QCOMPARE(ask("PATCH", path, R"({"limit":"1.0000"})").code(), QStringLiteral("order.not_replaceable"));
    QCOMPARE(ask("DELETE", path).status, 200);
    QTRY_COMPARE(heldNow(), qsizetype(0));
    QCOMPARE(ask("GET", path).json().value(QLatin1String("state")).toString(), QStringLiteral("cancelled"));
}

void TestApiWithEngine::ownOrdersAreReported()
{
    const QJsonObject report = ask("GET", "/api/v1/surveillance").json();
    const QJsonObject sender = report.value(QLatin1String("senders")).toArray().first().toObject();
    QVERIFY(sender.value(QLatin1String("sender")).toString().startsWith(QLatin1String("token:")));
    QCOMPARE(sender.value(QLatin1String("orders")).toInt(), 1); // what is held was never sent
    QVERIFY(report.value(QLatin1String("patterns")).isArray());
    QVERIFY(report.contains(QLatin1String("as_of")));
}

// Asked for, then there: the first answer may come before there is a scenario, and says so.
void TestApiWithEngine::theBookIsValuedWhereTheMarketGoes()
{
    const RawAnswer sent = ask("POST", "/api/v1/orders", buyOrder(m_ask, 1));
    QVERIFY2(sent.status == 201, sent.body.constData());
    const auto underlyings = [&](const QByteArray& path) {
        return ask("GET", path).json().value(QLatin1String("underlyings")).toArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(!underlyings("/api/v1/scenario").isEmpty(), 60'000);
    const QJsonObject scenario = ask("GET", "/api/v1/scenario").json();
    QVERIFY(scenario.value(QLatin1String("as_of")).isString());
    const QJsonArray points = scenario.value(QLatin1String("points")).toArray();
    QVERIFY(points.size() >= 55);
    const QJsonObject payoff
        = underlyings("/api/v1/scenario").first().toObject().value(QLatin1String("payoff")).toObject();
    QVERIFY(payoff.value(QLatin1String("maximum_loss")).isString()); // what was paid
    QCOMPARE(payoff.value(QLatin1String("break_evens")).toArray().size(), 1);
    // What was bought ties up nothing more, and the worst of ten moves is what it is worth.
    const QJsonObject margin = ask("GET", "/api/v1/margin").json();
    QCOMPARE(margin.value(QLatin1String("strategy_maintenance")).toString(), QStringLiteral("0.0000"));
    QVERIFY(margin.value(QLatin1String("portfolio_requirement")).toString().toDouble() > 0);
}

void TestApiWithEngine::rulesAreSetLookedAtAndTakenAway()
{
    const QJsonArray positions
        = ask("GET", "/api/v1/positions").json().value(QLatin1String("items")).toArray();
    QVERIFY(!positions.isEmpty());
    const QByteArray id
        = positions.first().toObject().value(QLatin1String("structure_id")).toString().toLatin1();
    const QByteArray path = "/api/v1/positions/" + id + "/rules";
    QCOMPARE(ask("GET", path).code(), QStringLiteral("input.structure"));
    QCOMPARE(ask("PUT", path, R"({"template":"credit_50"})").code(), QStringLiteral("input.rule_base"));
    const QByteArray rules = R"({"rules":[{"name":"dream","when":"profit >= 900% of debit","close":"50"},
                                          {"name":"stop","when":"loss >= 99% of debit"}],"reason":"test"})";
    const RawAnswer set = ask("PUT", path, rules);
    QVERIFY2(set.status == 200, set.body.constData());
    const QJsonArray rows = set.json().value(QLatin1String("rules")).toArray();
    QCOMPARE(rows.size(), qsizetype(2));
    QCOMPARE(rows[0].toObject().value(QLatin1String("verdict")).toString(), QStringLiteral("too_small"));
    QCOMPARE(rows[1].toObject().value(QLatin1String("close")).toString(), QStringLiteral("100"));
    QCOMPARE(rows[1].toObject().value(QLatin1String("quantity")).toInt(), 1);
    const QJsonArray listed = ask("GET", "/api/v1/rules").json().value(QLatin1String("items")).toArray();
    QCOMPARE(listed.size(), qsizetype(1));
    QCOMPARE(ask("POST", path + "/pause").status, 200);
    QCOMPARE(ask("GET", path).json().value(QLatin1String("paused")), QJsonValue(true));
    QCOMPARE(ask("POST", path + "/resume").status, 200);
    const RawAnswer other = ask("POST", path + "/preview", R"({"template":"debit_tiers"})");
    QVERIFY2(other.status == 200, other.body.constData());
    QCOMPARE(other.json().value(QLatin1String("set")), QJsonValue(false));
    QCOMPARE(ask("DELETE", path).status, 200);
    QCOMPARE(ask("DELETE", path).code(), QStringLiteral("input.structure"));
}

void TestApiWithEngine::aPositionIsRolled()
{
    const QJsonArray positions
        = ask("GET", "/api/v1/positions").json().value(QLatin1String("items")).toArray();
    QVERIFY(!positions.isEmpty());
    const QByteArray id
        = positions.first().toObject().value(QLatin1String("structure_id")).toString().toLatin1();
    const QByteArray path = "/api/v1/positions/" + id + "/roll";
    const QByteArray terms = R"("strategy":"same_strikes","days_least":0,"target_days":30,"days_most":200)";
    const RawAnswer found = ask("POST", path + "/candidates", "{" + terms + "}");
    QVERIFY2(found.status == 200, found.body.constData());
    const QJsonArray candidates = found.json().value(QLatin1String("candidates")).toArray();
    QVERIFY2(!candidates.isEmpty(), found.body.constData());
    const QByteArray to = candidates.first()
                              .toObject()
                              .value(QLatin1String("legs"))
                              .toArray()
                              .first()
                              .toObject()
                              .value(QLatin1String("to"))
                              .toString()
                              .toLatin1();
    const RawAnswer preview = ask("POST", path + "/preview", "{" + terms + ",\"to\":[\"" + to + "\"]}");
    QVERIFY2(preview.status == 200, preview.body.constData());
    QCOMPARE(preview.json().value(QLatin1String("packages")).toArray().size(), qsizetype(1));
    QCOMPARE(ask("POST", path, "{" + terms + "}").code(), QStringLiteral("input.roll_to"));
    const RawAnswer sent = ask("POST", path, "{" + terms + ",\"to\":[\"" + to + "\"]}");
    QVERIFY2(sent.status == 201, sent.body.constData());
    const QString roll = sent.json().value(QLatin1String("roll")).toString();
    const auto listed = [&] {
        return ask("GET", "/api/v1/rolls").json().value(QLatin1String("items")).toArray().first().toObject();
    };
    QCOMPARE(listed().value(QLatin1String("roll")).toString(), roll);
    const RawAnswer chain = ask("GET", path + "/chain");
    QVERIFY2(chain.status == 200, chain.body.constData());
    if (listed().value(QLatin1String("state")) == QLatin1String("under_way"))
        QCOMPARE(ask("DELETE", "/api/v1/rolls/" + roll.toLatin1()).status, 200);
    QTRY_VERIFY(listed().value(QLatin1String("state")) != QLatin1String("under_way"));
}

void TestApiWithEngine::whatTheGateRefusesSaysWhichRule()
{
    const RawAnswer refused = ask("POST", "/api/v1/orders", buyOrder(m_bid, 900'000));
    QVERIFY2(refused.status == 422 || refused.status == 400, refused.body.constData());
    QVERIFY2(refused.code().startsWith(QLatin1String("risk."))
                 || refused.code().startsWith(QLatin1String("input.")),
             refused.body.constData());
}

void TestApiWithEngine::aKilledDeskTakesNoEntries()
{
    QVERIFY(askOwnerSocket(m_server->ownerSocket(), {{QStringLiteral("command"), QStringLiteral("kill")}})
                .value(QLatin1String("ok"))
                .toBool());
    QTRY_COMPARE(ask("GET", "/api/v1/risk")
                     .json()
                     .value(QLatin1String("kill"))
                     .toObject()
                     .value(QLatin1String("engaged")),
                 QJsonValue(true));
    const RawAnswer refused = ask("POST", "/api/v1/orders", buyOrder(m_bid, 1));
    QVERIFY2(refused.status == 409 || refused.status == 422, refused.body.constData());
    const RawAnswer reset = ask("POST", "/api/v1/kill/reset", R"({"reason":"the test goes on"})");
    QVERIFY2(reset.status == 200, reset.body.constData());
}

void TestApiWithEngine::aFileInTheProfileKills_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("KILL") << "KILL";
    QTest::newRow("kill") << "kill";
}

// Nothing but the file is touched: neither the screen nor the API is asked to kill.
void TestApiWithEngine::aFileInTheProfileKills()
{
    QFETCH(QString, name);
    const auto isKilled = [&] { return m_runtime->engine().snapshot()->kill.isEngaged; };
    QVERIFY(!isKilled());
    QFile file(m_profile.filePath(QStringLiteral("desk/") + name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QTRY_VERIFY(isKilled());
    QCOMPARE(m_runtime->engine().snapshot()->kill.actor, std::string("file"));
    QCOMPARE(ask("POST", "/api/v1/orders", buyOrder(m_bid, 1)).code(), QStringLiteral("risk.killed"));
    const QByteArray reason = R"({"reason":"the test goes on"})";
    QCOMPARE(ask("POST", "/api/v1/kill/reset", reason).code(), QStringLiteral("risk.kill_file"));
    QVERIFY(file.remove());
    QCOMPARE(ask("POST", "/api/v1/kill/reset", reason).status, 200);
    QVERIFY(!isKilled());
}

void TestApiWithEngine::whatWasAnsweredIsSeenByTheNextQuestion()
{
    const QByteArray list = "/api/v1/risk/restricted";
    const QByteArray underlying
        = QByteArray::fromStdString(m_runtime->engine().pricing()->chains.front()->underlying);
    for (int i = 0; i < 20; ++i) {
        const bool isRestricted = i % 2 == 0;
        const QByteArray body = R"({"underlying":")" + underlying + R"(","restricted":)"
            + (isRestricted ? "true" : "false") + R"(,"reason":"we advise them"})";
        const RawAnswer answer = ask("POST", list, body);
        QVERIFY2(answer.status == 200, answer.body.constData());
        const QJsonObject state = ask("GET", "/api/v1/risk").json().value(QLatin1String("state")).toObject();
        QCOMPARE(state.value(QLatin1String("restricted")).toArray().size(), isRestricted ? 1 : 0);
    }
}

void TestApiWithEngine::aDrillReportsToTheOwner()
{
    const QJsonObject report = askOwnerSocket(m_server->ownerSocket(),
                                              {{QStringLiteral("command"), QStringLiteral("kill.drill")}});
    QVERIFY2(report.value(QLatin1String("ok")).toBool(), QJsonDocument(report).toJson().constData());
    QCOMPARE(report.value(QLatin1String("kill_engaged")), QJsonValue(false));
    const double blocked = report.value(QLatin1String("entries_blocked_after_seconds")).toDouble(-1);
    const double confirmed = report.value(QLatin1String("confirmed_after_seconds")).toDouble(-1);
    QVERIFY(blocked >= 0 && blocked <= confirmed);
    QTRY_VERIFY(!m_runtime->engine().snapshot()->kill.isEngaged);
    QVERIFY(m_runtime->engine().snapshot()->kill.lastDrill.has_value());
}

void TestApiWithEngine::limitsAreSetAndTakenBack()
{
    const RawAnswer set = ask("PUT", "/api/v1/risk/limits",
                              R"({"limits":{"risk.max_order_quantity":"1"},"reason":"a small day"})");
    QVERIFY2(set.status == 200, set.body.constData());
    QCOMPARE(ask("POST", "/api/v1/orders", buyOrder(m_bid, 2)).code(),
             QStringLiteral("risk.max_order_quantity"));
    const RawAnswer raised = ask("PUT", "/api/v1/risk/limits",
                                 R"({"limits":{"risk.max_order_quantity":"2"},"reason":"a larger one"})");
    const QJsonObject row = raised.json().value(QLatin1String("limits")).toArray().first().toObject();
    QVERIFY2(row.value(QLatin1String("pending_until")).isString(), raised.body.constData());
    const auto waiting = [&] {
        int count = 0;
        for (const QJsonValue limit :
             ask("GET", "/api/v1/risk").json().value(QLatin1String("limits")).toArray())
            count += limit.toObject().value(QLatin1String("pending")).isObject() ? 1 : 0;
        return count;
    };
    QCOMPARE(waiting(), 1);
    const QByteArray cancel = R"({"limit":"risk.max_order_quantity","reason":"no"})";
    QCOMPARE(ask("POST", "/api/v1/risk/limits/cancel", cancel).status, 200);
    QCOMPARE(waiting(), 0);
    QCOMPARE(ask("POST", "/api/v1/risk/limits/cancel", cancel).code(),
             QStringLiteral("risk.limit_not_pending"));
}

void TestApiWithEngine::theRecordHoldsWhatWasAskedAndVerifies()
{
    const QJsonObject verdict = ask("GET", "/api/v1/audit/verify").json();
    QCOMPARE(verdict.value(QLatin1String("verified")), QJsonValue(true));
    QVERIFY(verdict.value(QLatin1String("checked")).toInt() > 5);
    bool isNamed = false;
    for (const QJsonValue row :
         ask("GET", "/api/v1/audit?limit=500").json().value(QLatin1String("items")).toArray())
        isNamed = isNamed
            || row.toObject().value(QLatin1String("actor")).toString() == QLatin1String("token:test");
    QVERIFY(isNamed);
}

void TestApiWithEngine::tokensOutliveTheDesk()
{
    m_server.reset();
    m_runtime.reset();
    openDesk();
    QVERIFY(m_server);
    QTRY_COMPARE(ask("GET", "/status").status, 200);
}

QByteArray TestApiWithEngine::buyOrder(const QString& limit, int quantity) const
{
    const QJsonObject leg {{QStringLiteral("symbol"), m_symbol},
                           {QStringLiteral("side"), QStringLiteral("buy")},
                           {QStringLiteral("ratio"), 1},
                           {QStringLiteral("effect"), QStringLiteral("open")}};
    const QJsonObject order {{QStringLiteral("legs"), QJsonArray {leg}},
                             {QStringLiteral("quantity"), quantity},
                             {QStringLiteral("type"), QStringLiteral("limit")},
                             {QStringLiteral("limit"), limit},
                             {QStringLiteral("time_in_force"), QStringLiteral("day")}};
    return QJsonDocument(order).toJson(QJsonDocument::Compact);
}

QTEST_GUILESS_MAIN(TestApiWithEngine)
#include "tst_ApiWithEngine.moc"
