// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleTemplates.h"
#include "core/positions/RuleWords.h"
#include "core/util/Random.h"

#include <QTest>

using namespace strikedesk;

/// A rule as one line: what people write is what is set, and what is set is written back the same.
class TestRuleWords : public QObject
{
    Q_OBJECT

    static RuleTerms whole(const RuleTerms& rule)
    {
        const auto condition = RuleCondition::parse(rule.when);
        return condition ? withDefaults(rule, *condition) : rule;
    }

private Q_SLOTS:
    void everyFieldIsRead()
    {
        const auto rule
            = ruleFromWords("  my take :close 12.5%   when profit >= $120 ; confirmations 5;priority 2; "
                            "seconds_apart 3; cool_down_seconds 60; how patient ;rests");
        QVERIFY2(rule.has_value(), rule ? "" : rule.error().message.c_str());
        RuleTerms expected;
        expected.name = "my take";
        expected.when = "profit >= $120";
        expected.close = 1'250;
        expected.priority = 2;
        expected.confirmations = 5;
        expected.secondsApart = 3;
        expected.coolDownSeconds = 60;
        expected.how = "patient";
        expected.rests = true;
        QVERIFY(*rule == expected);
    }

    void whatIsNotSaidIsLeftOpen()
    {
        const auto rule = ruleFromWords("stop: when loss >= 2 x credit");
        QVERIFY(rule.has_value());
        QCOMPARE(rule->close, wholeShare);
        QCOMPARE(rule->confirmations, 0);
        QCOMPARE(rule->priority, 0);
        QVERIFY(rule->how.empty());
    }

    void faultsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing") << QByteArray() << QByteArray("Expected a rule such as");
        QTest::newRow("no colon") << QByteArray("half when breach") << QByteArray("Expected a rule such as");
        QTest::newRow("no when") << QByteArray("half: breach") << QByteArray("Expected a rule such as");
        QTest::newRow("share") << QByteArray("a: close half when breach") << QByteArray("\"close 50%\"");
        QTest::newRow("too much") << QByteArray("a: close 101% when breach") << QByteArray("0.01 to 100");
        QTest::newRow("three places")
            << QByteArray("a: close 1.001% when breach") << QByteArray("0.01 to 100");
        QTest::newRow("field") << QByteArray("a: when breach; colour 3") << QByteArray("colour 3");
        QTest::newRow("number") << QByteArray("a: when breach; priority high") << QByteArray("whole number");
        QTest::newRow("fraction") << QByteArray("a: when breach; priority 1.5") << QByteArray("whole number");
        QTest::newRow("huge") << QByteArray("a: when breach; priority 99999999999")
                              << QByteArray("whole number");
        QTest::newRow("no value") << QByteArray("a: when breach; how") << QByteArray("how NAME");
    }
    void faultsAreNamed()
    {
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, says);
        const auto rule = ruleFromWords(words.toStdString());
        QVERIFY(!rule.has_value());
        QCOMPARE(rule.error().code, std::string("input.rule_words"));
        QVERIFY2(rule.error().message.find(says.toStdString()) != std::string::npos,
                 rule.error().message.c_str());
    }

    void theLineIsNamed()
    {
        const auto rules = rulesFromLines("a: when breach\n\nb when breach\n");
        QVERIFY(!rules.has_value());
        QVERIFY(rules.error().message.starts_with("Line 3: "));
        QCOMPARE(rulesFromLines(" \n\t\n")->size(), std::size_t(0));
        QCOMPARE(rulesFromLines("a: when breach\r\nb: when dte <= 2")->size(), std::size_t(2));
    }

    void templatesAreWrittenAndReadBack()
    {
        for (const RuleTemplate& shipped : ruleTemplates()) {
            const auto rules = rulesOfTemplate(shipped.key);
            QVERIFY(rules.has_value());
            for (const RuleTerms& rule : *rules) {
                const auto again = ruleFromWords(wordsOf(whole(rule)));
                QVERIFY2(again.has_value(), wordsOf(rule).c_str());
                QVERIFY2(whole(*again) == whole(rule), wordsOf(rule).c_str());
            }
        }
    }

    /// Whatever was set is set again by its own words.
    void anyTermsAreWrittenAndReadBack()
    {
        Random random(20'261'124);
        const std::vector<std::string> conditions {"profit >= 50% of credit", "loss >= 2 x credit",
                                                   "dte <= 21", "time >= 15:45 and breach",
                                                   "dte <= 21 and (profit >= 25% of credit or breach)"};
        for (int trial = 0; trial < 2'000; ++trial) {
            const auto upTo = [&](int most) { return random.between(0, most); };
            RuleTerms rule;
            rule.name = "rule " + std::to_string(trial);
            rule.when = conditions[std::size_t(upTo(4))];
            rule.close = 1 + upTo(wholeShare - 1);
            rule.priority = upTo(9);
            rule.confirmations = upTo(100);
            rule.secondsApart = upTo(3);
            rule.coolDownSeconds = upTo(90);
            rule.rests = upTo(3) == 0;
            rule.how = upTo(1) == 0 ? "" : "patient";
            const auto again = ruleFromWords(wordsOf(rule));
            QVERIFY2(again.has_value(), wordsOf(rule).c_str());
            QVERIFY2(whole(*again) == whole(rule), wordsOf(rule).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestRuleWords)
#include "tst_RuleWords.moc"
