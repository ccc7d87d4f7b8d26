// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/CanonicalJson.h"
#include "core/audit/CanonicalReader.h"
#include "core/audit/CanonicalWriter.h"
#include "core/audit/JsonLook.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace strikedesk;

class TestCanonicalJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDocumentHasOneForm_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QByteArray>("canonical");
        const auto row = [](const char* name, const char* document, const char* canonical) {
            QTest::newRow(name) << QByteArray(document) << QByteArray(canonical);
        };
        row("empty", "{ }", "{}");
        row("keys are sorted", R"({"b":1,"a":2,"B":3,"":4,"ä":5,"aa":6})",
            R"({"":4,"B":3,"a":2,"aa":6,"b":1,"ä":5})");
        row("astral keys after the private area", "{\"\xf0\x9f\x93\x88\":1,\"\xee\x80\x80\":2}",
            "{\"\xee\x80\x80\":2,\"\xf0\x9f\x93\x88\":1}");
        row("whole numbers", R"({"a":5.0,"b":-0,"c":9007199254740993,"d":1e3})",
            R"({"a":5,"b":0,"c":9007199254740993,"d":1000})");
        row("fractions", R"({"a":0.10,"b":1.5e-7,"c":0.0001,"d":0.00001,"e":1e300,"f":-2.5,"g":12345.678})",
            R"({"a":0.1,"b":1.5e-07,"c":0.0001,"d":1e-05,"e":1e+300,"f":-2.5,"g":12345.678})");
        row("text", "{\"a\":\"q\\\"\\\\\\/\\u0041\\n\\u0001\\u007f\xe2\x82\xac\"}",
            "{\"a\":\"q\\\"\\\\/A\\n\\u0001\x7f\xe2\x82\xac\"}");
        row("nested", R"({"a":[1,{"z":null,"y":[true,false]},"x"]})",
            R"({"a":[1,{"y":[true,false],"z":null},"x"]})");
    }
    void everyDocumentHasOneForm()
    {
        QFETCH(QByteArray, document);
        QFETCH(QByteArray, canonical);
        const QJsonObject object = QJsonDocument::fromJson(document).object();
        const QByteArray written = QByteArray::fromStdString(canonicalBytes(object));
        QCOMPARE(written, canonical);
        // What was written reads back to the same bytes: an exported body can be hashed again.
        QCOMPARE(QByteArray::fromStdString(canonicalBytes(QJsonDocument::fromJson(written).object())),
                 canonical);
        QVERIFY(CanonicalReader::parse(canonical.toStdString()));
    }

    void whatIsNotCanonicalIsNotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
        row("nothing", "");
        row("no object", "[1]");
        row("a blank", "{\"a\": 1}");
        row("something behind it", "{}x");
        row("not ended", "{\"a\":1");
        row("a text not ended", "{\"a\":\"b");
        row("a key without value", "{\"a\"}");
        row("keys out of order", R"({"b":1,"a":2})");
        row("keys out of order inside", R"({"a":[{"b":1,"a":2}]})");
        row("a key twice", R"({"a":1,"a":2})");
        row("a key twice, far apart", R"({"a":1,"b":2,"a":1})");
        row("keys in the order of their spelling", R"({"Z":1,"\u0001":2})"); // that of the control is first
        row("a comma too many", "{\"a\":1,}");
        row("an escape nobody writes", R"({"a":"\/"})");
        row("a letter written as a number", R"({"a":"\u0041"})");
        row("a control character as it is", "{\"a\":\"\n\"}");
        row("no number", "{\"a\":-}");
        row("infinity", "{\"a\":-inf}");
        row("a word", "{\"a\":truth}");
        row("too deep", "{\"a\":" + QByteArray(200, '[') + QByteArray(200, ']') + "}");
    }
    void whatIsNotCanonicalIsNotRead()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!CanonicalReader::parse(text.toStdString()));
    }

    void bytesThatAreNoUtf8AreNotRead()
    {
        QVERIFY(CanonicalReader::parse("{\"a\":\"\xc3\xa9\"}"));
        QVERIFY(!CanonicalReader::parse("{\"a\":\"\xe9\"}"));
        QVERIFY(!CanonicalReader::parse("{\"a\":\"\xc0\xaf\"}")); // a slash in two bytes
    }

    void aReaderFindsWhatAWriterWrote()
    {
        CanonicalWriter out;
        out.beginObject();
        out.key("z");
        out.text("q\"\\\x01\xc3\xa4");
        out.key("list");
        out.beginArray();
        out.number(-7);
        out.boolean(true);
        out.beginObject();
        out.endObject();
        out.endArray();
        out.key("inner");
        out.beginObject();
        out.key("b");
        out.number(std::numeric_limits<std::int64_t>::max());
        out.key("a");
        out.text("");
        out.endObject();
        out.endObject();
        const std::string text = out.take();
        QCOMPARE(text,
                 std::string("{\"inner\":{\"a\":\"\",\"b\":9223372036854775807},\"list\":[-7,true,{}],"
                             "\"z\":\"q\\\"\\\\\\u0001\xc3\xa4\"}"));
        const auto reader = CanonicalReader::parse(text);
        QVERIFY(reader);
        const auto root = reader->root();
        QCOMPARE(root.member("z").text(), std::string("q\"\\\x01\xc3\xa4"));
        QCOMPARE(root.member("inner").member("b").whole(), std::numeric_limits<std::int64_t>::max());
        QVERIFY(root.member("inner").member("a").isText());
        QVERIFY(!root.member("a").isThere());
        std::vector<std::string> items;
        root.member("list").forEach(
            [&](const CanonicalReader::Value& item) { items.emplace_back(item.raw()); });
        QCOMPARE(items, (std::vector<std::string> {"-7", "true", "{}"}));
        std::vector<std::string> keys;
        root.forEachMember(
            [&](const std::string& key, const CanonicalReader::Value&) { keys.push_back(key); });
        QCOMPARE(keys, (std::vector<std::string> {"inner", "list", "z"}));
    }

    void membersAreFoundInAnyOrder()
    {
        const std::string text = "{\"\\u0001\":0,\"\\\"\":1,\"a\":2,\"b\":3,\"d\":4}";
        const auto reader = CanonicalReader::parse(text);
        QVERIFY(reader);
        CanonicalReader::Members members(reader->root());
        const auto wholeOf = [&](std::string_view key) {
            const auto found = members.find(key);
            return found.isThere() ? found.whole() : -1;
        };
        for (const auto& [key, expected] : std::initializer_list<std::pair<std::string_view, int>> {{"a", 2},
                                                                                                    {"b", 3},
                                                                                                    {"c", -1},
                                                                                                    {"d", 4},
                                                                                                    {"e", -1},
                                                                                                    {"d", 4},
                                                                                                    {"a", 2},
                                                                                                    {"a", 2},
                                                                                                    {"", -1},
                                                                                                    {"e", -1},
                                                                                                    {"b", 3}})
            QCOMPARE(wholeOf(key), std::int64_t(expected));
        CanonicalReader::Members none(reader->root().member("a"));
        QVERIFY(!none.find("a").isThere());
    }

    // A decoder must not be able to tell where its document came from.
    void aLookIsTheSameInATreeAndInBytes()
    {
        const std::string text
            = R"({"b":true,"f":-2.5,"l":[1,"x",{"y":null}],"n":9007199254740993,"t":"ä\n"})";
        const auto reader = CanonicalReader::parse(text);
        QVERIFY(reader);
        const JsonLook bytes(reader->root());
        const JsonLook tree(QJsonDocument::fromJson(QByteArray::fromStdString(text)).object());
        for (const JsonLook& look : {bytes, tree}) {
            std::vector<std::string> keys;
            look.forEachKey([&](const std::string& key) { keys.push_back(key); });
            QCOMPARE(keys, (std::vector<std::string> {"b", "f", "l", "n", "t"}));
            QVERIFY(look.isObject() && !look.isList() && look.isThere() && look.size() == 0);
            QVERIFY(look.member("b").isFlag() && look.member("b").flag());
            QCOMPARE(look.member("f").number(), std::optional(-2.5));
            QVERIFY(!look.member("f").whole() && !look.member("t").whole() && !look.member("t").number());
            QCOMPARE(look.member("n").whole(), std::optional<std::int64_t>(9'007'199'254'740'993));
            QCOMPARE(look.member("t").text(), std::string("ä\n"));
            QVERIFY(look.member("t").isText() && look.member("f").text().empty());
            QVERIFY(!look.member("z").isThere() && !look.member("z").isNull());
            QVERIFY(!look.member("b").member("c").isThere());
            QCOMPARE(look.member("l").size(), std::size_t(3));
            std::vector<JsonLook> items;
            look.member("l").forEach([&](const JsonLook& item) { items.push_back(item); });
            QCOMPARE(items.size(), std::size_t(3));
            QCOMPARE(items[0].whole(), std::optional<std::int64_t>(1));
            QVERIFY(items[2].member("y").isNull() && items[2].member("y").isThere());
        }
    }
};

QTEST_GUILESS_MAIN(TestCanonicalJson)
#include "tst_CanonicalJson.moc"
