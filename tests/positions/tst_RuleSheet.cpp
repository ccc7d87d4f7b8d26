// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleDecision.h"
#include "core/positions/RuleTemplates.h"
#include "core/positions/RuleTermsCodec.h"

#include <QJsonDocument>
#include <QTest>

using namespace strikedesk;
using namespace std::chrono_literals;

/// What the rules of a position say of what is seen of it, and which rules are refused.
class TestRuleSheet : public QObject
{
    Q_OBJECT

    using Answer = RuleCondition::Answer;
    static constexpr Instant now {1'000'000s};

    // Ten verticals sold for 1.00, five dollars wide: 1,000 $ in, 13 $ of fees.
    static RuleFacts sold()
    {
        RuleFacts facts;
        facts.packages = Quantity(10);
        facts.cost = Money::ofWhole(-1'000);
        facts.fees = Money::ofWhole(13);
        facts.maximumProfit = Money::ofWhole(987);
        facts.maximumLoss = Money::ofWhole(4'013);
        return facts;
    }
    static RuleFacts bought()
    {
        RuleFacts facts = sold();
        facts.cost = Money::ofWhole(2'000);
        facts.maximumProfit = Money::ofWhole(2'987);
        facts.maximumLoss = Money::ofWhole(2'013);
        return facts;
    }
    static RuleTerms rule(const char* when, const char* name = "one")
    {
        RuleTerms terms;
        terms.name = name;
        terms.when = when;
        return terms;
    }
    static RuleSheet sheetOf(const RuleFacts& facts, std::vector<RuleTerms> rules)
    {
        RuleSheet sheet;
        sheet.structure = "P1";
        sheet.facts = facts;
        const auto checked = checkRules(std::move(rules), facts);
        for (const RuleTerms& terms : checked ? *checked : std::vector<RuleTerms>()) {
            RuleRow row;
            row.terms = terms;
            sheet.rules.push_back(std::move(row));
        }
        return sheet;
    }
    static RuleSight seen(int held, std::optional<Money> profit)
    {
        RuleSight sight;
        sight.held = Quantity(held);
        sight.profit = profit;
        sight.heardAt = now;
        return sight;
    }
    static Answer answerFor(const char* when, const RuleFacts& facts, const RuleSight& sight,
                            std::optional<Money> peak = {})
    {
        RuleSheet sheet = sheetOf(facts, {rule(when)});
        sheet.rules.front().peak = peak;
        const RuleCondition condition = *RuleCondition::parse(when);
        return condition.judge([&](const RuleComparison& comparison) {
            return answerOf(comparison, facts, sheet.rules.front(), sight);
        });
    }

private Q_SLOTS:
    void bothSidesOfAThreshold_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<bool>("isCredit");
        QTest::addColumn<int>("held");
        QTest::addColumn<QString>("reached"); // the first profit that meets it, in dollars
        const auto row = [](const char* when, bool isCredit, int held, const char* reached) {
            QTest::addRow("%s, %d of 10 held", when, held)
                << QString::fromLatin1(when) << isCredit << held << QString::fromLatin1(reached);
        };
        row("profit >= 50% of credit", true, 10, "500");
        row("profit >= 50% of credit", true, 4, "200");
        row("profit >= 25% of credit", true, 7, "175");
        row("profit >= 33.33% of credit", true, 3, "99.99");
        row("profit >= 50% of maximum profit", true, 10, "493.50");
        row("profit >= $100", true, 5, "50");
        row("profit >= 100% of debit", false, 10, "2000");
    }
    void bothSidesOfAThreshold()
    {
        QFETCH(QString, when);
        QFETCH(bool, isCredit);
        QFETCH(int, held);
        QFETCH(QString, reached);
        const RuleFacts facts = isCredit ? sold() : bought();
        const Money profit = *Money::parse(reached.toStdString());
        const auto at
            = [&](Money amount) { return answerFor(when.toLatin1().constData(), facts, seen(held, amount)); };
        QCOMPARE(at(profit), Answer::Yes);
        QCOMPARE(at(profit - Money::ofUnits(1)), Answer::No);
        QCOMPARE(answerFor(when.toLatin1().constData(), facts, seen(held, {})), Answer::Unknown);
    }

    /// m x credit is a loss of m times what came in, not a price of m times the credit.
    void aStopIsALossOfSoManyCredits()
    {
        const auto at = [](std::int64_t loss) {
            return answerFor("loss >= 2 x credit", sold(), seen(10, Money::ofWhole(-loss)));
        };
        QCOMPARE(at(1'999), Answer::No);
        QCOMPARE(at(2'000), Answer::Yes);
        QCOMPARE(answerFor("loss >= 2 x credit", sold(), seen(5, Money::ofWhole(-1'000))), Answer::Yes);
        QCOMPARE(answerFor("loss >= 2 x credit", sold(), seen(10, Money::ofWhole(2'000))), Answer::No);
    }

    /// A fall is measured from the peak of a whole position, so that a take does not look like one.
    void aFallIsMeasuredFromThePeak()
    {
        const char* when = "profit falls 30% after 25% of credit";
        QCOMPARE(answerFor(when, sold(), seen(10, Money::ofWhole(-500))), Answer::No); // there was no peak
        QCOMPARE(answerFor(when, sold(), seen(10, Money::ofWhole(281)), Money::ofWhole(400)), Answer::No);
        QCOMPARE(answerFor(when, sold(), seen(10, Money::ofWhole(280)), Money::ofWhole(400)), Answer::Yes);
        QCOMPARE(answerFor(when, sold(), seen(5, Money::ofWhole(141)), Money::ofWhole(400)), Answer::No);
        QCOMPARE(answerFor(when, sold(), seen(5, Money::ofWhole(140)), Money::ofWhole(400)), Answer::Yes);
    }

    void observationsAreCounted()
    {
        RuleSheet sheet = sheetOf(sold(), {rule("profit >= 50% of credit")});
        const RuleProgram program = RuleProgram::of(sheet);
        RuleRow& row = sheet.rules.front();
        QCOMPARE(row.terms.confirmations, 3);
        RuleSight sight = seen(10, Money::ofWhole(600));
        const auto verdict = [&](Instant at) { return judgeRule(sheet, program, 0, {}, sight, at).verdict; };
        QCOMPARE(verdict(now), RuleVerdict::Confirms);
        row.confirmations = 1;
        row.confirmedAt = now;
        QCOMPARE(verdict(now + 5s), RuleVerdict::Counts); // nothing was heard since
        sight.heardAt = now + 1s;
        QCOMPARE(verdict(now + 500ms), RuleVerdict::Counts); // too soon
        QCOMPARE(verdict(now + 1s), RuleVerdict::Confirms);
        row.confirmations = 2;
        QCOMPARE(verdict(now + 1s), RuleVerdict::Acts);
        sight.profit = Money::ofWhole(100);
        QCOMPARE(verdict(now + 2s), RuleVerdict::Breaks);
        sight.profit.reset();
        QCOMPARE(verdict(now + 2s), RuleVerdict::Blind); // bad quotes neither count nor break
    }

    void whatNeverHappensIsRefused_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<bool>("isCredit");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* when, bool isCredit, const char* code) {
            QTest::addRow("%s of a %s", when, isCredit ? "credit" : "debit")
                << QString::fromLatin1(when) << isCredit << QString::fromLatin1(code);
        };
        row("profit >= 98% of credit", true, "");
        row("profit >= 99% of credit", true, "input.rule_unreachable"); // 990 $, and fees leave 987
        row("profit >= 100% of maximum profit", true, "");
        row("profit >= 101% of maximum profit", true, "input.rule_unreachable");
        row("loss >= 4 x credit", true, "");
        row("loss >= 4.1 x credit", true, "input.rule_unreachable");
        row("loss >= $4014", true, "input.rule_unreachable");
        row("profit falls 20% after $988", true, "input.rule_unreachable");
        row("dte <= 21 or loss >= 4.1 x credit", true, "input.rule_unreachable");
        row("profit >= 50% of debit", true, "input.rule_base");
        row("profit >= 50% of credit", false, "input.rule_base");
        row("loss >= 110% of debit", false, "input.rule_unreachable");
        row("loss >= 2 moons", true, "input.rule_condition");
    }
    void whatNeverHappensIsRefused()
    {
        QFETCH(QString, when);
        QFETCH(bool, isCredit);
        QFETCH(QString, code);
        const auto checked = checkRules({rule(when.toLatin1().constData())}, isCredit ? sold() : bought());
        QCOMPARE(checked ? std::string() : checked.error().code, code.toStdString());
    }

    void aBaseNearZeroIsRefused()
    {
        RuleFacts facts = sold();
        facts.cost = Money::ofWhole(-50); // 0.05 a share
        QCOMPARE(checkRules({rule("profit >= 50% of credit")}, facts).error().code,
                 std::string("input.rule_base"));
        QVERIFY(checkRules({rule("profit >= 50% of maximum profit")}, facts).has_value());
        QVERIFY(checkRules({rule("profit >= $20")}, facts).has_value());
        facts.cost = Money::ofWhole(-51);
        QVERIFY(checkRules({rule("profit >= 50% of credit")}, facts).has_value());
    }

    void listsThatMakeNoSenseAreRefused()
    {
        const auto code = [](std::vector<RuleTerms> rules) {
            const auto checked = checkRules(std::move(rules), sold());
            return checked ? std::string() : checked.error().code;
        };
        QCOMPARE(code({}), std::string("input.rules"));
        QCOMPARE(code(std::vector<RuleTerms>(17, rule("breach"))), std::string("input.rules"));
        QCOMPARE(code({rule("breach"), rule("dte <= 7")}), std::string("input.rule_name"));
        RuleTerms half = rule("profit >= 25% of credit", "half");
        half.close = 5'000;
        RuleTerms most = rule("profit >= 50% of credit", "most");
        most.close = 5'001;
        QCOMPARE(code({half, most}), std::string("input.rule_close"));
        most.close = 5'000;
        QCOMPARE(code({half, most}), std::string());
        RuleTerms odd = rule("breach");
        odd.how = "running";
        QCOMPARE(code({odd}), std::string("input.rule_how"));
        odd = rule("breach");
        odd.confirmations = 101;
        QCOMPARE(code({odd}), std::string("input.rule_confirmations"));
        odd = rule("breach");
        odd.coolDownSeconds = -1;
        QCOMPARE(code({odd}), std::string("input.rule_seconds"));
        odd = rule("breach");
        odd.rests = true;
        QCOMPARE(code({odd}), std::string("input.rule_rests"));
        odd = rule("profit >= 50% of credit");
        odd.rests = true;
        QCOMPARE(code({odd}), std::string());
        odd = rule("breach");
        odd.priority = 10;
        QCOMPARE(code({odd}), std::string("input.rule_priority"));
    }

    /// What is shipped can be set, on a position that it is for.
    void everyTemplateIsUnderstood()
    {
        for (const RuleTemplate& row : ruleTemplates()) {
            const auto rules = rulesOfTemplate(row.key);
            QVERIFY(rules.has_value());
            const auto checked = checkRules(*rules, row.suits == RuleBase::Debit ? bought() : sold());
            QVERIFY2(checked.has_value(), checked ? "" : checked.error().message.c_str());
        }
        QCOMPARE(rulesOfTemplate("moon").error().code, std::string("input.rule_template"));
    }

    void documentsAreRead()
    {
        const auto read = [](const char* text) {
            return ruleTermsFrom(QJsonDocument::fromJson(text).object().value(QLatin1String("rules")));
        };
        const auto rules = read(R"({"rules": [{"name": "half", "when": "breach", "close": "12.5",
                                               "confirmations": 2, "how": "patient"}]})");
        QVERIFY2(rules.has_value(), rules ? "" : rules.error().message.c_str());
        QCOMPARE(rules->front().close, 1'250);
        QCOMPARE(rules->front().confirmations, 2);
        QCOMPARE(perCentText(rules->front().close), std::string("12.5"));
        QCOMPARE(perCentText(wholeShare), std::string("100"));
        QVERIFY(!read(R"({"rules": [{"name": "half"}]})"));
        QVERIFY(!read(R"({"rules": [{"name": "half", "when": "breach", "close": "101"}]})"));
        QVERIFY(!read(R"({"rules": [{"name": "half", "when": "breach", "close": "0"}]})"));
        QVERIFY(!read(R"({"rules": [{"name": "half", "when": "breach", "moon": 1}]})"));
        QVERIFY(!read(R"({"rules": [3]})"));
        QVERIFY(!read(R"({"rules": "breach"})"));
    }
};

QTEST_GUILESS_MAIN(TestRuleSheet)
#include "tst_RuleSheet.moc"
