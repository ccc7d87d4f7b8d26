// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/JsonGuard.h"

#include <QJsonDocument>
#include <QTest>

using namespace strikedesk::api;

class TestJsonGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsThroughOnlyHarmlessDocuments_data();
    void letsThroughOnlyHarmlessDocuments();
};

void TestJsonGuard::letsThroughOnlyHarmlessDocuments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");

    QTest::newRow("object") << QByteArray(R"({"a":[1,-2.5e+3,true,false,null,"\u00e9\n"],"b":{}})") << true;
    QTest::newRow("blanks") << QByteArray(" \t\r\n{ \"a\" : 1 } \n") << true;
    QTest::newRow("surrogate pair") << QByteArray(R"(["\ud83d\ude00"])") << true;
    QTest::newRow("32 levels") << QByteArray(QByteArray(32, '[') + QByteArray(32, ']')) << true;
    QTest::newRow("33 levels") << QByteArray(QByteArray(33, '[') + QByteArray(33, ']')) << false;
    QTest::newRow("a million levels") << QByteArray(1'000'000, '[') << false;
    QTest::newRow("the same key in two objects") << QByteArray(R"([{"a":1},{"a":1}])") << true;
    QTest::newRow("duplicate key") << QByteArray(R"({"a":1,"a":2})") << false;
    QTest::newRow("duplicate key in disguise") << QByteArray(R"({"a":1,"\u0061":2})") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("two documents") << QByteArray("{}{}") << false;
    QTest::newRow("trailing comma") << QByteArray("[1,]") << false;
    QTest::newRow("trailing comma in object") << QByteArray(R"({"a":1,})") << false;
    QTest::newRow("missing comma") << QByteArray("[1 2]") << false;
    QTest::newRow("wrong bracket") << QByteArray("[1}") << false;
    QTest::newRow("no end") << QByteArray(R"({"a":[1)") << false;
    QTest::newRow("leading zero") << QByteArray("[01]") << false;
    QTest::newRow("plus sign") << QByteArray("[+1]") << false;
    QTest::newRow("bare point") << QByteArray("[1.]") << false;
    QTest::newRow("beyond a double") << QByteArray("[1e999]") << false;
    QTest::newRow("many digits") << QByteArray("[123456789012345678901234567890]") << true;
    QTest::newRow("NaN") << QByteArray("[NaN]") << false;
    QTest::newRow("single quotes") << QByteArray("{'a':1}") << false;
    QTest::newRow("raw line feed in a string") << QByteArray("[\"a\nb\"]") << false;
    QTest::newRow("half a surrogate") << QByteArray(R"(["\ud83d"])") << false;
    QTest::newRow("unknown escape") << QByteArray(R"(["\x41"])") << false;
    QTest::newRow("Latin-1 byte") << QByteArray("[\"\xe9\"]") << false;
    QTest::newRow("overlong slash") << QByteArray("[\"\xc0\xaf\"]") << false;
    QTest::newRow("UTF-8 surrogate") << QByteArray("[\"\xed\xa0\x80\"]") << false;
    QTest::newRow("UTF-8") << QByteArray("[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"]") << true;
    QTest::newRow("10,000 elements") << QByteArray("[" + QByteArray("1,").repeated(9'999) + "1]") << true;
    QTest::newRow("10,001 elements") << QByteArray("[" + QByteArray("1,").repeated(10'000) + "1]") << false;
}

void TestJsonGuard::letsThroughOnlyHarmlessDocuments()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isGood);
    const auto result = guardJson({text.constData(), std::size_t(text.size())});
    QCOMPARE(result.has_value(), isGood);
    if (isGood)
        QVERIFY2(!QJsonDocument::fromJson(text).isNull(), "a second parser agrees");
    else
        QCOMPARE(result.error().code, std::string("input.json"));
}

QTEST_GUILESS_MAIN(TestJsonGuard)
#include "tst_JsonGuard.moc"
