// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/Fault.h"
#include "core/settings/Variables.h"

#include <QTest>

using namespace strikedesk;

namespace {

std::optional<std::string> lookup(const std::string& name)
{
    if (name == "SET")
        return "value";
    if (name == "EMPTY")
        return "";
    return {};
}

} // namespace

class TestFault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variablesAreExpanded_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expanded"); // null: refused
        const auto row = [](const char* text, const char* expanded) {
            QTest::newRow(text) << QString::fromUtf8(text)
                                << (expanded ? QString::fromUtf8(expanded) : QString());
        };
        row("plain", "plain");
        row("${SET}", "value");
        row("a ${SET} b ${SET}", "a value b value");
        row("${SET:-other}", "value");
        row("${UNSET:-other}", "other");
        row("${EMPTY:-other}", "other");
        row("${UNSET:-}", "");
        row("${UNSET:-a:-b}", "a:-b");
        row("cost $5 and $$6", "cost $5 and $6");
        row("$${SET}", "${SET}");
        row("${UNSET}", nullptr);
        row("${EMPTY}", nullptr);
        row("${SET", nullptr);
        row("${}", nullptr);
        row("${1ST:-x}", nullptr);
        row("${A B:-x}", nullptr);
    }
    void variablesAreExpanded()
    {
        QFETCH(QString, text);
        QFETCH(QString, expanded);
        const auto result = expandVariables(text.toStdString(), lookup);
        QCOMPARE(bool(result), !expanded.isNull());
        if (result)
            QCOMPARE(QString::fromStdString(*result), expanded);
        else
            QCOMPARE(result.error().code, std::string("input.variable"));
    }

    // What was bound means without an environment what it meant with one.
    void boundTextNeedsNoEnvironment_data() { variablesAreExpanded_data(); }
    void boundTextNeedsNoEnvironment()
    {
        QFETCH(QString, text);
        QFETCH(QString, expanded);
        const auto bound = bindVariables(text.toStdString(), lookup);
        QVERIFY(bound);
        const auto result = expandVariables(*bound, {});
        QCOMPARE(bool(result), !expanded.isNull());
        if (result)
            QCOMPARE(QString::fromStdString(*result), expanded);
    }

    void onlyPlainValuesAreBound()
    {
        for (const char* good : {"500.00", "-0.30", "08:30", "SPX, NDX", "a/b_c+d", "2h30m"}) {
            const auto bound
                = bindVariables("x: ${A:-1} # ${A}", [&](const std::string&) { return std::string(good); });
            QVERIFY(bound);
            QCOMPARE(*bound, std::string("x: ${A:-") + good + "} # ${A:-" + good + "}");
        }
        for (const char* bad :
             {"1}", "1\nb: 2", "a: b", "a:", "#", "\"", "'", "[1]", "{1}", "*a", "&a", "\x1b"}) {
            const auto bound
                = bindVariables("x: ${A:-1}", [&](const std::string&) { return std::string(bad); });
            QVERIFY2(!bound, bad);
            QCOMPARE(bound.error().code, std::string("input.variable"));
        }
    }

    void manyFaultsBecomeOneSentence()
    {
        const std::vector<Fault> faults {{3, "a", "plan.unknown_key", "Unknown key \"a\"."},
                                         {4, "b", "plan.missing", "Missing."}};
        QCOMPARE(errorFrom(faults).code, std::string("plan.unknown_key"));
        QCOMPARE(errorFrom(faults).message, std::string("Line 3: Unknown key \"a\". (and 1 more)"));
    }
};

QTEST_GUILESS_MAIN(TestFault)
#include "tst_Fault.moc"
