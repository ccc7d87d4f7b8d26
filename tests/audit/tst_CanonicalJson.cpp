// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/CanonicalJson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

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
    }
};

QTEST_GUILESS_MAIN(TestCanonicalJson)
#include "tst_CanonicalJson.moc"
