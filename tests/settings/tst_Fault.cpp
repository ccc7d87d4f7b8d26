// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/Fault.h"

#include <QTest>

using namespace strikedesk;

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
        const auto lookup = [](const std::string& name) -> std::optional<std::string> {
            if (name == "SET")
                return "value";
            if (name == "EMPTY")
                return "";
            return {};
        };
        const auto result = expandVariables(text.toStdString(), lookup);
        QCOMPARE(bool(result), !expanded.isNull());
        if (result)
            QCOMPARE(QString::fromStdString(*result), expanded);
        else
            QCOMPARE(result.error().code, std::string("input.variable"));
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
