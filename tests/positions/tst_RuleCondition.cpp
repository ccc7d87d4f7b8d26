// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleCondition.h"

#include <QTest>

#include <map>

using namespace strikedesk;

/// The language of rules: what it says, and what it does not understand.
class TestRuleCondition : public QObject
{
    Q_OBJECT

    using Answer = RuleCondition::Answer;

private Q_SLOTS:
    void comparisonsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("measure");
        QTest::addColumn<int>("base");
        QTest::addColumn<qint64>("factor");
        QTest::addColumn<qint64>("level");
        const auto row = [](const char* text, RuleMeasure measure, RuleBase base, qint64 factor,
                            qint64 level) {
            QTest::newRow(text) << QString::fromLatin1(text) << int(measure) << int(base) << factor << level;
        };
        row("profit >= 50% of credit", RuleMeasure::Profit, RuleBase::Credit, 5'000, 0);
        row("profit>=12.5% of debit", RuleMeasure::Profit, RuleBase::Debit, 1'250, 0);
        row("profit >= 80% of maximum profit", RuleMeasure::Profit, RuleBase::MaximumProfit, 8'000, 0);
        row("profit >= $120.50", RuleMeasure::Profit, RuleBase::Dollars, 1'205'000, 0);
        row("loss >= 2 x credit", RuleMeasure::Loss, RuleBase::Credit, 20'000, 0);
        row("loss >= 1.5x credit", RuleMeasure::Loss, RuleBase::Credit, 15'000, 0);
        row("loss >= 50% of maximum loss", RuleMeasure::Loss, RuleBase::MaximumLoss, 5'000, 0);
        row("profit falls 30% after 25% of credit", RuleMeasure::Giveback, RuleBase::Credit, 2'500, 3'000);
        row("dte <= 21", RuleMeasure::Days, RuleBase::Dollars, 0, 21);
        row("time >= 15:45", RuleMeasure::Time, RuleBase::Dollars, 0, 945);
        row("time >= 09:30", RuleMeasure::Time, RuleBase::Dollars, 0, 570);
        row("delta >= 0.30", RuleMeasure::Delta, RuleBase::Dollars, 0, 3'000);
        row("breach", RuleMeasure::Breach, RuleBase::Dollars, 0, 0);
        row("underlying <= 450.25", RuleMeasure::Underlying, RuleBase::Dollars, 0, 4'502'500);
        row("iv >= 35%", RuleMeasure::Volatility, RuleBase::Dollars, 0, 3'500);
    }
    void comparisonsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(int, measure);
        QFETCH(int, base);
        QFETCH(qint64, factor);
        QFETCH(qint64, level);
        const auto condition = RuleCondition::parse(text.toStdString());
        QVERIFY2(condition.has_value(), condition ? "" : condition.error().message.c_str());
        QCOMPARE(condition->comparisons().size(), std::size_t(1));
        const RuleComparison& comparison = condition->comparisons().front();
        QCOMPARE(int(comparison.measure), measure);
        QCOMPARE(int(comparison.threshold.base), base);
        QCOMPARE(qint64(comparison.threshold.factor), factor);
        QCOMPARE(qint64(comparison.level), level);
        QCOMPARE(comparison.text, text.toStdString());
    }

    void whatIsNotUnderstoodIsSaid_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"",
                                 "profit",
                                 "profit >= ",
                                 "profit >= 50",
                                 "profit >= 50% of",
                                 "profit >= 0 x credit",
                                 "profit >= -5% of credit",
                                 "profit <= 50% of credit",
                                 "loss falls 20% after $10",
                                 "profit falls 0% after $10",
                                 "profit falls 101% after $10",
                                 "dte <= 2.5",
                                 "dte 21",
                                 "time >= 24:00",
                                 "time >= 9:60",
                                 "delta >= 1.1",
                                 "breaches",
                                 "breach and",
                                 "breach or or breach",
                                 "(breach",
                                 "breach)",
                                 "profit >= 50.001% of credit",
                                 "profit >= 2000 x credit",
                                 "profit >= 99999999999999999999 x credit",
                                 "moon >= 3",
                                 "breach & breach",
                                 "((((((((((((((breach))))))))))))))"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void whatIsNotUnderstoodIsSaid()
    {
        QFETCH(QString, text);
        const auto condition = RuleCondition::parse(text.toStdString());
        QVERIFY(!condition);
        QCOMPARE(condition.error().code, std::string("input.rule_condition"));
        QVERIFY(condition.error().message.starts_with("Expected"));
    }

    /// "and" binds first; what is not known decides nothing unless the rest decides without it.
    void conditionsAreJoined_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("known"); // by the day that a comparison names: y, n, ?
        QTest::addColumn<int>("answer");
        const auto row = [](const char* text, const char* known, Answer answer) {
            QTest::addRow("%s, %s", text, known)
                << QString::fromLatin1(text) << QString::fromLatin1(known) << int(answer);
        };
        row("dte <= 0 and dte <= 1", "yy", Answer::Yes);
        row("dte <= 0 and dte <= 1", "yn", Answer::No);
        row("dte <= 0 and dte <= 1", "y?", Answer::Unknown);
        row("dte <= 0 and dte <= 1", "n?", Answer::No);
        row("dte <= 0 or dte <= 1", "?y", Answer::Yes);
        row("dte <= 0 or dte <= 1", "?n", Answer::Unknown);
        row("dte <= 0 or dte <= 1 and dte <= 2", "ynn", Answer::Yes);
        row("(dte <= 0 or dte <= 1) and dte <= 2", "ynn", Answer::No);
        row("dte <= 0 and dte <= 1 or dte <= 2 and dte <= 3", "nyy?", Answer::Unknown);
        row("dte <= 0 and (dte <= 1 or (dte <= 2 and dte <= 3))", "ynyy", Answer::Yes);
    }
    void conditionsAreJoined()
    {
        QFETCH(QString, text);
        QFETCH(QString, known);
        QFETCH(int, answer);
        const auto condition = RuleCondition::parse(text.toStdString());
        QVERIFY(condition.has_value());
        const Answer found = condition->judge([&](const RuleComparison& comparison) {
            const QChar word = known[qsizetype(comparison.level)];
            return word == QLatin1Char('y') ? Answer::Yes
                : word == QLatin1Char('n')  ? Answer::No
                                            : Answer::Unknown;
        });
        QCOMPARE(int(found), answer);
    }
};

QTEST_GUILESS_MAIN(TestRuleCondition)
#include "tst_RuleCondition.moc"
