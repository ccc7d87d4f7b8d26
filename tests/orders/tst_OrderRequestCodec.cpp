// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderNames.h"
#include "core/orders/OrderRequestCodec.h"
#include "core/orders/OrderShape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace strikedesk {

class TestOrderRequestCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldOfADocumentIsRead();
    void aRequestSurvivesTheRoundTrip_data();
    void aRequestSurvivesTheRoundTrip();
    void badDocumentsAreRefusedWithACode_data();
    void badDocumentsAreRefusedWithACode();
    void whatAnOrderWaitsForIsReadBackAsItWasWritten();
    void aSoldLegMayGiveItsPriceAsACredit();
    void aLimitOfAWalkIsItsWorstPrice();
    void anyOfTheKnownFieldsMayBeNullWhenOptional();
    void everyEnumeratedWordReadsBack();
    void shapeBoundsHoldOnBothSides();
};

namespace {

const QByteArray spread = R"({"account":"A1","structure":"vertical","structure_id":"S1-000001-A",
        "legs":[{"symbol":"AAPL140606C00640000","side":"buy","ratio":1,"effect":"open"},
                {"symbol":"AAPL  140606C00650000","side":"sell","ratio":1,"effect":"open"}],
        "quantity":3,"type":"walk","time_in_force":"gtd","good_till":"2014-06-05",
        "walk":{"step_ticks":2,"step_seconds":7,"worst":"1.2500","patience_seconds":60},
        "slippage_limit":"25.0000","client_reference":"r-1","strategy":"income","note":"first"})";

const QByteArray single = R"({"legs":[{"symbol":"AAPL  140606C00640000","side":"sell","ratio":1,
        "effect":"close"}],"quantity":1,"type":"limit","limit":"1.2500","time_in_force":"day"})";

QJsonObject objectOf(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

// The single-leg document with one field set to a JSON value, or removed when the text is empty.
QJsonObject changed(const char* key, const QByteArray& value)
{
    QJsonObject object = objectOf(single);
    if (value.isEmpty())
        object.remove(QLatin1String(key));
    else
        object.insert(QLatin1String(key), QJsonDocument::fromJson("[" + value + "]").array().first());
    return object;
}

QJsonObject changedLeg(const char* key, const QByteArray& value)
{
    QJsonObject leg = objectOf(single).value(QLatin1String("legs")).toArray().first().toObject();
    if (value.isEmpty())
        leg.remove(QLatin1String(key));
    else
        leg.insert(QLatin1String(key), QJsonDocument::fromJson("[" + value + "]").array().first());
    QJsonObject object = objectOf(single);
    object.insert(QLatin1String("legs"), QJsonArray {leg});
    return object;
}

} // namespace

void TestOrderRequestCodec::everyFieldOfADocumentIsRead()
{
    const auto request = orderRequestFrom(objectOf(spread));
    QVERIFY2(request, request ? "" : request.error().message.c_str());
    QCOMPARE(request->account, std::string("A1"));
    QCOMPARE(request->structure, std::string("vertical"));
    QCOMPARE(request->structureId, std::string("S1-000001-A"));
    QCOMPARE(request->legs.size(), std::size_t(2));
    QCOMPARE(request->legs[0].symbol, std::string("AAPL  140606C00640000"));
    QCOMPARE(request->legs[1].side, Side::Sell);
    QCOMPARE(request->quantity, Quantity(3));
    QCOMPARE(request->type, OrderType::Walk);
    QCOMPARE(request->timeInForce, TimeInForce::GoodTillDate);
    QCOMPARE(toIsoText(request->goodTill.value()), std::string("2014-06-05"));
    QVERIFY(request->walk);
    QCOMPARE(request->walk->stepTicks, 2);
    QCOMPARE(request->walk->stepInterval, std::chrono::seconds(7));
    QCOMPARE(request->walk->patience, std::chrono::seconds(60));
    QCOMPARE(request->walk->worst.value(), Price::ofCents(125));
    QCOMPARE(request->slippageLimit.value(), Money::ofWhole(25));
    QCOMPARE(request->clientReference, std::string("r-1"));
    QCOMPARE(request->strategy, std::string("income"));
    QCOMPARE(request->note, std::string("first"));
}

void TestOrderRequestCodec::aRequestSurvivesTheRoundTrip_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("a package on a walk") << spread;
    QTest::newRow("one leg with a limit") << single;
    QTest::newRow("stock and option as a package, a credit")
        << QByteArray(R"({"legs":[{"symbol":"AAPL","side":"sell","ratio":100,"effect":"open"},
            {"symbol":"AAPL  140606P00640000","side":"sell","ratio":1,"effect":"open"}],
            "quantity":1,"type":"limit","limit":"-640.5000","time_in_force":"gtc"})");
    QTest::newRow("one that says a soft block is meant") << QByteArray(
        R"({"legs":[{"symbol":"AAPL","side":"buy","ratio":100,"effect":"open"}],
            "quantity":1,"type":"limit","limit":"640.5000","time_in_force":"day",
            "override":{"codes":["risk.duplicate","risk.unusual_size"],"reason":"twice is meant"}})");
    QTest::newRow("a stop limit") << QByteArray(
        R"({"legs":[{"symbol":"BRK.B","side":"sell","ratio":10,"effect":"close"}],
            "quantity":1,"type":"stop_limit","stop":"90.0000","limit":"89.0000","time_in_force":"day"})");
}

void TestOrderRequestCodec::aRequestSurvivesTheRoundTrip()
{
    QFETCH(QByteArray, document);
    const auto first = orderRequestFrom(objectOf(document));
    QVERIFY2(first, first ? "" : first.error().message.c_str());
    const QJsonObject written = toJson(*first);
    const auto second = orderRequestFrom(written);
    QVERIFY2(second, second ? "" : second.error().message.c_str());
    QCOMPARE(*second, *first);
    QCOMPARE(toJson(*second), written);
}

void TestOrderRequestCodec::badDocumentsAreRefusedWithACode_data()
{
    QTest::addColumn<QJsonObject>("document");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QJsonObject& document, const char* code) {
        QTest::newRow(name) << document << QString::fromLatin1(code);
    };
    row("an empty document", {}, "input.missing_field");
    row("an unknown field", changed("quantitty", "1"), "input.unknown_field");
    row("an unknown field of a leg", changedLeg("symbool", "1"), "input.unknown_field");
    row("no legs", changed("legs", "[]"), "input.legs");
    row("legs that are no list", changed("legs", "3"), "input.legs");
    row("a leg that is no object", changed("legs", "[3]"), "input.legs");
    row("no symbol", changedLeg("symbol", ""), "input.missing_field");
    row("a symbol that is none", changedLeg("symbol", "\"AAPL 14\""), "input.symbol");
    row("an empty symbol", changedLeg("symbol", "\"\""), "input.symbol");
    row("a symbol that is a number", changedLeg("symbol", "1"), "input.type");
    row("an unknown side", changedLeg("side", "\"hold\""), "input.side");
    row("a capital side", changedLeg("side", "\"Buy\""), "input.side");
    row("an unknown effect", changedLeg("effect", "\"keep\""), "input.effect");
    row("no effect", changedLeg("effect", ""), "input.missing_field");
    row("a ratio of zero", changedLeg("ratio", "0"), "input.ratio");
    row("a negative ratio", changedLeg("ratio", "-1"), "input.ratio");
    row("a ratio beyond 32 bits", changedLeg("ratio", "4294967297"), "input.ratio");
    row("no quantity", changed("quantity", ""), "input.missing_field");
    row("a quantity of zero", changed("quantity", "0"), "input.quantity");
    row("a negative quantity", changed("quantity", "-1"), "input.quantity");
    row("half a contract", changed("quantity", "0.5"), "input.quantity");
    row("a quantity in quotes", changed("quantity", "\"1\""), "input.quantity");
    row("a quantity beyond every bound", changed("quantity", "1e300"), "input.quantity");
    row("one more than the largest quantity", changed("quantity", "1000001"), "input.quantity");
    row("an unknown type", changed("type", "\"market\""), "input.order_type");
    row("an unknown time in force", changed("time_in_force", "\"fok\""), "input.time_in_force");
    row("a limit order without a limit", changed("limit", ""), "input.limit");
    row("a limit as a number", changed("limit", "1.25"), "input.limit");
    row("a limit with five places", changed("limit", "\"1.25001\""), "input.limit");
    row("a limit of zero on one leg", changed("limit", "\"0\""), "input.limit");
    row("a limit beyond every bound", changed("limit", "\"1000000.0001\""), "input.limit");
    row("a stop on a limit order", changed("stop", "\"1.00\""), "input.stop");
    row("a walk on a limit order", changed("walk", "{}"), "input.walk");
    row("a walk that is no object", changed("walk", "1"), "input.walk");
    row("an unknown field of a walk", changed("walk", "{\"pace\":1}"), "input.unknown_field");
    row("a day order with a date", changed("good_till", "\"2014-06-05\""), "input.good_till");
    row("a dated order without a date", changed("time_in_force", "\"gtd\""), "input.good_till");
    row("a date that does not exist", changed("good_till", "\"2014-02-30\""), "input.good_till");
    row("a negative slippage limit", changed("slippage_limit", "\"-1\""), "input.slippage_limit");
    row("a note with a control character", changed("note", "\"a\\u0007b\""), "input.text");
    row("a reference that is too long", changed("client_reference", '"' + QByteArray(129, 'x') + '"'),
        "input.text");
    row("a group that is a number", changed("oco_group", "1"), "input.type");
    row("a parent that is a number", changed("parent", "1"), "input.type");
    row("a trigger without a level", changed("trigger", R"({"on":"mid"})"), "input.trigger");
    row("a trigger on nothing", changed("trigger", R"({"level":"1.00"})"), "input.missing_field");
    row("a trigger on the last print", changed("trigger", R"({"on":"last","level":"1.00"})"),
        "input.trigger");
    row("an underlying without a side", changed("trigger", R"({"on":"underlying","level":"100.00"})"),
        "input.missing_field");
    row("an underlying that is worse",
        changed("trigger", R"({"on":"underlying","when":"worse","level":"100.00"})"), "input.trigger");
    row("a mid that is above", changed("trigger", R"({"on":"mid","when":"above","level":"1.00"})"),
        "input.trigger");
    row("no confirmation", changed("trigger", R"({"on":"mid","level":"1.00","confirmations":0})"),
        "input.trigger");
    row("too many confirmations", changed("trigger", R"({"on":"mid","level":"1.00","confirmations":101})"),
        "input.trigger");
    row("an unknown field of a trigger", changed("trigger", R"({"on":"mid","level":"1.00","pace":1})"),
        "input.unknown_field");
    row("a time that is none", changed("not_before", "\"noon\""), "input.not_before");
    row("an empty bracket", changed("bracket", "{}"), "input.bracket");
    QJsonObject exit = changedLeg("effect", "\"close\"");
    exit.insert(QLatin1String("bracket"),
                QJsonObject {{QLatin1String("take_profit"), QLatin1String("1.00")}});
    row("a bracket around an exit", exit, "input.bracket");
    row("protection of a limit", changed("protection_ticks", "2"), "input.protection");
    row("null for a required field", changed("quantity", "null"), "input.missing_field");

    QJsonObject twice = objectOf(spread);
    QJsonArray legs = twice.value(QLatin1String("legs")).toArray();
    legs[1] = legs[0];
    twice.insert(QLatin1String("legs"), legs);
    row("one instrument in two legs", twice, "input.legs");
    QJsonArray nine;
    for (int i = 0; i < 9; ++i)
        nine.append(legs[0]);
    twice.insert(QLatin1String("legs"), nine);
    row("nine legs", twice, "input.legs");
    row("an override without a reason", changed("override", R"({"codes":["risk.duplicate"]})"),
        "input.missing_field");
    row("an override with an empty reason",
        changed("override", R"({"codes":["risk.duplicate"],"reason":""})"), "input.override");
    row("an override of nothing", changed("override", R"({"codes":[],"reason":"why"})"), "input.override");
    row("an override of a number", changed("override", R"({"codes":[1],"reason":"why"})"), "input.override");
    row("an override that is a word", changed("override", R"("risk.duplicate")"), "input.override");
    row("an override with an unknown field", changed("override", R"({"codes":["a"],"reason":"b","c":1})"),
        "input.unknown_field");
    QJsonObject bought = changedLeg("side", "\"buy\"");
    bought.insert(QLatin1String("limit"), QLatin1String("-1.25"));
    row("a bought leg that pays us", bought, "input.limit");
}

void TestOrderRequestCodec::badDocumentsAreRefusedWithACode()
{
    QFETCH(QJsonObject, document);
    QFETCH(QString, code);
    const auto request = orderRequestFrom(document);
    QVERIFY(!request);
    QCOMPARE(QString::fromStdString(request.error().code), code);
    QVERIFY(request.error().message.size() > 20);
    QCOMPARE(request.error().message.back(), '.');
}

void TestOrderRequestCodec::whatAnOrderWaitsForIsReadBackAsItWasWritten()
{
    QJsonObject document = changed(
        "trigger",
        R"({"on":"mark","when":"better","level":"1.2000","confirmations":5,"seconds_apart":2,"width_max":"0.4000","move_max":"0.5000","bad_quotes":"natural","bad_after_seconds":12})");
    document.insert(QLatin1String("not_before"), QLatin1String("2026-03-02T15:00:00.000Z"));
    document.insert(QLatin1String("parent"), QLatin1String("O1-000004-X"));
    document.insert(QLatin1String("oco_group"), QLatin1String("exits"));
    const auto request = orderRequestFrom(document);
    QVERIFY2(request, request ? "" : request.error().message.c_str());
    QCOMPARE(request->trigger->confirmations, 5);
    QCOMPARE(request->trigger->badAfter.count(), std::int64_t(12));
    const auto again = orderRequestFrom(toJson(*request));
    QVERIFY(again);
    QCOMPARE(*again == *request, true);

    QJsonObject entry = objectOf(spread);
    entry.insert(QLatin1String("bracket"),
                 QJsonObject {{QLatin1String("take_profit"), QLatin1String("1.0000")},
                              {QLatin1String("stop_limit"), QLatin1String("4.0000")},
                              {QLatin1String("stop"),
                               QJsonObject {{QLatin1String("on"), QLatin1String("mid")},
                                            {QLatin1String("level"), QLatin1String("3.0000")}}}});
    const auto bracketed = orderRequestFrom(entry);
    QVERIFY2(bracketed, bracketed ? "" : bracketed.error().message.c_str());
    const auto bracketedAgain = orderRequestFrom(toJson(*bracketed));
    QVERIFY(bracketedAgain);
    QCOMPARE(*bracketedAgain == *bracketed, true);
}

void TestOrderRequestCodec::aSoldLegMayGiveItsPriceAsACredit()
{
    const auto request = orderRequestFrom(changed("limit", "\"-1.2500\""));
    QVERIFY(request);
    QCOMPARE(request->limit.value(), Price::ofCents(125));
}

void TestOrderRequestCodec::aLimitOfAWalkIsItsWorstPrice()
{
    QJsonObject document = changed("type", "\"walk\"");
    const auto request = orderRequestFrom(document);
    QVERIFY(request);
    QVERIFY(!request->limit);
    QVERIFY(request->walk);
    QCOMPARE(request->walk->worst.value(), Price::ofCents(125));
    QCOMPARE(worstLimitOf(*request).value(), Price::ofCents(125));

    document.insert(QLatin1String("walk"), QJsonObject {{QLatin1String("worst"), QLatin1String("1.3000")}});
    const auto contradiction = orderRequestFrom(document);
    QVERIFY(!contradiction);
    QCOMPARE(contradiction.error().code, std::string("input.limit"));
}

void TestOrderRequestCodec::anyOfTheKnownFieldsMayBeNullWhenOptional()
{
    for (const char* key : {"account", "structure", "stop", "walk", "oco_group", "parent", "slippage_limit",
                            "client_reference", "strategy", "note", "good_till", "structure_id"}) {
        const auto request = orderRequestFrom(changed(key, "null"));
        QVERIFY2(request, key);
    }
}

void TestOrderRequestCodec::everyEnumeratedWordReadsBack()
{
    for (int i = 0; i <= int(OrderState::Unknown); ++i)
        QCOMPARE(orderStateFrom(nameOf(OrderState(i))).value(), OrderState(i));
    for (int i = 0; i <= int(OrderType::StopLimit); ++i)
        QCOMPARE(orderTypeFrom(nameOf(OrderType(i))).value(), OrderType(i));
    for (int i = 0; i <= int(TimeInForce::ImmediateOrCancel); ++i)
        QCOMPARE(timeInForceFrom(nameOf(TimeInForce(i))).value(), TimeInForce(i));
    QVERIFY(!orderStateFrom(""));
    QVERIFY(!orderStateFrom("Working"));
    QVERIFY(!orderTypeFrom("market"));
    QVERIFY(!sideFrom("short"));
}

void TestOrderRequestCodec::shapeBoundsHoldOnBothSides()
{
    OrderRequest request = *orderRequestFrom(objectOf(spread));
    request.quantity = Quantity(OrderBounds::contractsMax);
    QVERIFY(checkShape(request));
    request.legs[0].ratio = 2;
    QCOMPARE(checkShape(request).error().code, std::string("input.quantity"));
    request.quantity = Quantity(OrderBounds::contractsMax / 2);
    QVERIFY(checkShape(request));
    request.slippageLimit = OrderBounds::slippageMax;
    QVERIFY(checkShape(request));
    request.slippageLimit = OrderBounds::slippageMax + Money::ofUnits(1);
    QCOMPARE(checkShape(request).error().code, std::string("input.slippage_limit"));
    request.slippageLimit.reset();
    for (const int ticks : {0, OrderBounds::stepTicksMax + 1}) {
        request.walk->stepTicks = ticks;
        QCOMPARE(checkShape(request).error().code, std::string("input.walk"));
    }
    request.walk->stepTicks = OrderBounds::stepTicksMax;
    QVERIFY(checkShape(request));
    request.timeInForce = TimeInForce::ImmediateOrCancel;
    request.goodTill.reset();
    QCOMPARE(checkShape(request).error().code, std::string("input.time_in_force"));
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestOrderRequestCodec)
#include "tst_OrderRequestCodec.moc"
