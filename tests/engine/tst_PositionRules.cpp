// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/StopsBench.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

/// Rules of positions on a scripted market: what they close, when, once, and of what.
class TestPositionRules : public QObject
{
    Q_OBJECT

    static RuleTerms rule(const char* name, const char* when, int perCent = 100)
    {
        RuleTerms terms;
        terms.name = name;
        terms.when = when;
        terms.close = perCent * 100;
        terms.how = "marketable";
        return terms;
    }

    // Verticals sold for the natural, 0.90 a package; at a mid of 1.00 they stand at a loss.
    static std::string open(StopsBench& bench, int packages, std::vector<RuleTerms> rules)
    {
        if (!bench.start())
            return "no start";
        bench.runTo(5);
        if (bench.place(StopsBench::entry(packages)).isEmpty())
            return bench.refusal();
        bench.runTo(10);
        const auto set = bench.ask(SetRules {structure(bench), std::move(rules), "test"});
        return set ? std::string() : set.error().code + ": " + set.error().message;
    }
    static std::string structure(StopsBench& bench) { return *bench.state().openStructures().begin(); }
    static const RuleSheet& sheet(StopsBench& bench) { return bench.state().rules().all().begin()->second; }
    static const RuleRow& row(StopsBench& bench, const char* name) { return *sheet(bench).find(name); }
    static int sentBy(StopsBench& bench, const char* name)
    {
        return int(std::ranges::count(bench.state().orders().all(), std::string(name), &OrderRecord::rule));
    }
    static std::int64_t filledBy(StopsBench& bench, const char* name)
    {
        return RuleBook::filledBy(row(bench, name), bench.state().orders()).count();
    }

private Q_SLOTS:
    /// Sold for 0.90: half of it is 45 $ a package; the put 95 at 0.75 at 0.80 leaves 0.225 to pay.
    void aTakeClosesWhatItIsToldAndOnce()
    {
        StopsBench bench({{30, 75, 80}});
        const std::string refused = open(bench, 10, {rule("half", "profit >= 50% of credit", 30)});
        QVERIFY2(refused.empty(), refused.c_str());
        bench.runTo(29);
        QCOMPARE(bench.shorts(), std::int64_t(10));
        bench.runTo(120);
        QCOMPARE(bench.shorts(), std::int64_t(7));
        QCOMPARE(sentBy(bench, "half"), 1);
        QCOMPARE(row(bench, "half").phase, RulePhase::Done);
        QVERIFY(bench.state().anomalies().empty());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    void tiersCloseTheOriginalSize()
    {
        StopsBench bench({{30, 75, 80}});
        const std::string refused = open(bench, 7,
                                         {rule("first", "profit >= 20% of credit", 30),
                                          rule("second", "profit >= 30% of credit", 50),
                                          rule("last", "profit >= 40% of credit", 20)});
        QVERIFY2(refused.empty(), refused.c_str());
        bench.runTo(200);
        QCOMPARE(filledBy(bench, "first"), std::int64_t(2));
        QCOMPARE(filledBy(bench, "second"), std::int64_t(3));
        QCOMPARE(filledBy(bench, "last"), std::int64_t(2));
        QCOMPARE(bench.shorts(), std::int64_t(0));
    }

    /// S1: 30 % of a single contract is none, and the rule says so instead of closing it.
    void aPartOfOneContractIsNone()
    {
        StopsBench bench({{30, 75, 80}});
        QVERIFY(open(bench, 1, {rule("part", "profit >= 30% of credit", 30)}).empty());
        bench.runTo(100);
        QCOMPARE(bench.shorts(), std::int64_t(1));
        QCOMPARE(sentBy(bench, "part"), 0);
        const auto reply = bench.ask(PreviewRules {structure(bench), {}});
        QVERIFY(reply.has_value());
        QCOMPARE(std::get<RulesReply>(*reply).rules.front().verdict, std::string("too_small"));
    }

    /// 1 x credit: a loss of 90 $ a package.
    void aStopClosesEverythingAtItsLoss()
    {
        StopsBench bench({{30, 220, 230}, {60, 300, 310}});
        QVERIFY(open(bench, 3, {rule("stop", "loss >= 1 x credit")}).empty());
        bench.runTo(59); // 1.70 to pay for what brought 0.90: 80 $ and the fees
        QCOMPARE(bench.shorts(), std::int64_t(3));
        bench.runTo(90);
        QCOMPARE(bench.shorts(), std::int64_t(0));
        QCOMPARE(sentBy(bench, "stop"), 1);
    }

    void badQuotesDoNotFoolIt_data()
    {
        QTest::addColumn<int>("bid");
        QTest::addColumn<int>("ask");
        QTest::newRow("crossed") << 410 << 300;
        QTest::newRow("five cents at ten dollars") << 5 << 1'000;
    }
    void badQuotesDoNotFoolIt()
    {
        QFETCH(int, bid);
        QFETCH(int, ask);
        StopsBench bench({{30, bid, ask}, {80, 150, 160}});
        QVERIFY(open(bench, 2, {rule("stop", "loss >= 1 x credit"), rule("take", "profit >= 50% of credit")})
                    .empty());
        bench.runTo(200);
        QCOMPARE(bench.shorts(), std::int64_t(2));
        QCOMPARE(row(bench, "stop").confirmations, 0);
        QCOMPARE(row(bench, "take").confirmations, 0);
    }

    void blindnessIsSaid()
    {
        StopsBench bench({{30, 410, 300}, {80, 150, 160}});
        QVERIFY(open(bench, 2, {rule("stop", "loss >= 1 x credit")}).empty());
        bench.runTo(70);
        QCOMPARE(row(bench, "stop").alarmCode, std::string("data.bad_quotes"));
        bench.runTo(100);
        QVERIFY(row(bench, "stop").alarm.empty());
    }

    /// What others do with their rules does not make this one wait longer before it says that it is blind.
    void blindnessIsCountedWhileOtherRulesChange()
    {
        StopsBench bench({{30, 410, 300}});
        QVERIFY(open(bench, 2, {rule("stop", "loss >= 1 x credit")}).empty());
        const std::string first = structure(bench);
        QVERIFY(!bench.place(StopsBench::entry(1)).isEmpty());
        bench.runTo(15);
        const std::string second = *bench.state().openStructures().rbegin();
        QVERIFY(second != first);
        for (const int moment : {20, 40, 50, 60}) {
            bench.runTo(moment);
            QVERIFY(bench.ask(SetRules {second, {rule("stop", "loss >= 1 x credit")}, "test"}).has_value());
        }
        bench.runTo(65);
        QCOMPARE(bench.state().rules().find(first)->find("stop")->alarmCode, std::string("data.bad_quotes"));
    }

    /// What a snapshot shows of a rule is what it was judged by, and making snapshots changes nothing.
    void whatIsShownIsWhatTheRuleSees()
    {
        StopsBench bench({{30, 75, 80}});
        QVERIFY(
            open(bench, 10, {rule("half", "profit >= 90% of credit", 30), rule("stop", "loss >= 1 x credit")})
                .empty());
        bench.runTo(40);
        QVERIFY(bench.core().rules().outlooks().empty());
        const std::string before = encodeState(bench.state());
        bench.core().freshenViews();
        const auto shown = bench.core().rules().outlooks();
        QCOMPARE(shown.size(), std::size_t(1));
        const auto asked = bench.ask(PreviewRules {structure(bench), {}});
        QVERIFY(asked.has_value());
        const RulesReply& preview = std::get<RulesReply>(*asked);
        QCOMPARE(shown[0]->profit, preview.profit);
        QCOMPARE(shown[0]->rules.size(), std::size_t(2));
        for (std::size_t row = 0; row < 2; ++row) {
            QCOMPARE(shown[0]->rules[row].sentence, preview.rules[row].sentence);
            QCOMPARE(shown[0]->rules[row].quantity, preview.rules[row].quantity);
        }
        QCOMPARE(encodeState(bench.state()), before);
        QVERIFY(bench.ask(PauseRules {structure(bench), true, "test"}).has_value());
        bench.core().freshenViews();
        QVERIFY(bench.core().rules().outlooks()[0]->isPaused);
        QVERIFY(bench.ask(RemoveRules {structure(bench), "test"}).has_value());
        bench.core().freshenViews();
        QVERIFY(bench.core().rules().outlooks().empty());
    }

    void onePrintIsNotEnough()
    {
        StopsBench bench({{30, 300, 310}, {31, 150, 160}});
        QVERIFY(open(bench, 1, {rule("stop", "loss >= 1 x credit")}).empty());
        bench.runTo(60);
        QCOMPARE(sentBy(bench, "stop"), 0);
        QCOMPARE(row(bench, "stop").confirmations, 0);
    }

    /// A profit that has been there and falls: 0.30 to pay at best, and then 0.60.
    void aTrailingRuleActsOnAFall()
    {
        StopsBench bench({{30, 80, 90}, {60, 100, 110}});
        QVERIFY(open(bench, 2, {rule("trail", "profit falls 30% after 25% of credit")}).empty());
        bench.runTo(59);
        QCOMPARE(bench.shorts(), std::int64_t(2));
        QVERIFY(row(bench, "trail").peak.has_value());
        bench.runTo(90);
        QCOMPARE(bench.shorts(), std::int64_t(0));
    }

    void theClockAndTheUnderlyingCount_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<bool>("acts");
        QTest::newRow("days that are left") << QStringLiteral("dte <= 30") << true;
        QTest::newRow("more days than that") << QStringLiteral("dte <= 5") << false;
        QTest::newRow("a time of the day") << QStringLiteral("time >= 09:31") << true;
        QTest::newRow("a later time") << QStringLiteral("time >= 15:45") << false;
        QTest::newRow("the stock") << QStringLiteral("underlying <= 96.50") << true;
        QTest::newRow("the stock, further") << QStringLiteral("underlying <= 80") << false;
        QTest::newRow("a breach") << QStringLiteral("breach") << true;
        QTest::newRow("a delta") << QStringLiteral("delta >= 0.40") << true;
        QTest::newRow("a volatility") << QStringLiteral("iv >= 5%") << true;
        QTest::newRow("both") << QStringLiteral("breach and dte <= 30") << true;
        QTest::newRow("not both") << QStringLiteral("breach and dte <= 5") << false;
        QTest::newRow("one of both") << QStringLiteral("breach or dte <= 5") << true;
    }
    void theClockAndTheUnderlyingCount()
    {
        QFETCH(QString, when);
        QFETCH(bool, acts);
        StopsBench bench({{30, 150, 160, 9'400}});
        const std::string refused = open(bench, 1, {rule("it", when.toLatin1().constData())});
        QVERIFY2(refused.empty(), refused.c_str());
        bench.runTo(120);
        QCOMPARE(bench.shorts(), std::int64_t(acts ? 0 : 1));
    }

    /// What it owns is its own position: the same contracts in another one stay.
    void onlyItsOwnContractsAreTouched()
    {
        StopsBench bench({{30, 75, 80}});
        QVERIFY(bench.start());
        bench.runTo(5);
        QVERIFY(!bench.place(StopsBench::entry(4)).isEmpty());
        bench.runTo(8);
        const std::string other = structure(bench);
        QVERIFY(!bench.place(StopsBench::entry(3)).isEmpty());
        bench.runTo(10);
        std::string own;
        for (const std::string& id : bench.state().openStructures())
            own = id == other ? own : id;
        QVERIFY(bench.ask(SetRules {own, {rule("take", "profit >= 50% of credit")}, "test"}).has_value());
        bench.runTo(120);
        QCOMPARE(bench.shorts(), std::int64_t(4));
        QCOMPARE(bench.state().portfolio().position(other, put95)->quantity, Quantity(-4));
        QCOMPARE(bench.state().portfolio().position(own, put95)->quantity, Quantity());
    }

    /// A person's own order for the position comes first; the rule waits and says so.
    void anOrderOfSomebodyElseComesFirst()
    {
        StopsBench bench({{30, 75, 80}});
        QVERIFY(open(bench, 3, {rule("take", "profit >= 50% of credit")}).empty());
        OrderRequest exit = StopsBench::exit(2, OrderType::Limit);
        exit.limit = Price::ofCents(5);
        const OrderId other = bench.place(exit);
        QVERIFY2(!other.isEmpty(), bench.refusal().c_str());
        bench.runTo(60);
        QCOMPARE(sentBy(bench, "take"), 0);
        QVERIFY(
            QString::fromStdString(row(bench, "take").reason).contains(QLatin1String("closes the position")));
        QVERIFY(bench.ask(CancelOrder {other}).has_value());
        bench.runTo(200);
        QCOMPARE(sentBy(bench, "take"), 1);
        QCOMPARE(bench.shorts(), std::int64_t(0));
    }

    /// A profit that has gone when its order could go at last is not taken any more.
    void aProfitThatHasGoneIsNotTaken()
    {
        StopsBench bench({{30, 75, 80}, {80, 150, 160}});
        QVERIFY(open(bench, 3, {rule("take", "profit >= 50% of credit")}).empty());
        OrderRequest exit = StopsBench::exit(2, OrderType::Limit);
        exit.limit = Price::ofCents(5);
        const OrderId other = bench.place(exit);
        bench.runTo(100);
        QVERIFY(bench.ask(CancelOrder {other}).has_value());
        bench.runTo(400);
        QCOMPARE(sentBy(bench, "take"), 0);
        QCOMPARE(bench.shorts(), std::int64_t(3));
        QCOMPARE(row(bench, "take").phase, RulePhase::Watching);
    }

    void pausedRulesDoNothingAndGoOn()
    {
        StopsBench bench({{30, 75, 80}});
        QVERIFY(open(bench, 2, {rule("take", "profit >= 50% of credit")}).empty());
        QVERIFY(bench.ask(PauseRules {structure(bench), true, "lunch"}).has_value());
        bench.runTo(60);
        QCOMPARE(bench.shorts(), std::int64_t(2));
        bench.crash();
        QVERIFY(bench.start());
        bench.runTo(90);
        QVERIFY(sheet(bench).isPaused);
        QCOMPARE(bench.shorts(), std::int64_t(2));
        QVERIFY(bench.ask(PauseRules {structure(bench), false, "back"}).has_value());
        bench.runTo(120);
        QCOMPARE(bench.shorts(), std::int64_t(0));
    }

    /// An engine that ends at any moment: what was confirmed counts, what was decided is carried out once.
    void acrossCrashesItActsOnce()
    {
        StopsBench bench({{30, 75, 80}});
        QVERIFY(open(bench, 10, {rule("half", "profit >= 50% of credit", 30)}).empty());
        int crashes = 0;
        for (int second = 29; second < 60; ++second) {
            bench.runTo(second);
            bench.crash();
            QVERIFY(bench.start());
            ++crashes;
        }
        bench.runTo(120);
        QVERIFY(crashes > 0);
        QCOMPARE(filledBy(bench, "half"), std::int64_t(3));
        QCOMPARE(sentBy(bench, "half"), 1);
        QCOMPARE(bench.shorts(), std::int64_t(7));
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// An edited rule does not close again what it has closed.
    void anEditedRuleKeepsWhatItHasClosed()
    {
        StopsBench bench({{30, 75, 80}});
        QVERIFY(open(bench, 10, {rule("half", "profit >= 50% of credit", 30)}).empty());
        bench.runTo(60);
        QCOMPARE(bench.shorts(), std::int64_t(7));
        QVERIFY(bench.ask(SetRules {structure(bench), {rule("half", "profit >= 40% of credit", 50)}, "more"})
                    .has_value());
        QCOMPARE(sheet(bench).facts.packages, Quantity(10));
        bench.runTo(120);
        QCOMPARE(filledBy(bench, "half"), std::int64_t(5));
        QCOMPARE(bench.shorts(), std::int64_t(5));
        QVERIFY(bench.ask(RemoveRules {structure(bench), "enough"}).has_value());
        QVERIFY(bench.state().rules().all().empty());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// The market takes two of five: the rest of the part follows, and no more than the part.
    void aPartialFillIsFinished()
    {
        StopsBench bench({{30, 75, 80, 10'000, 2}});
        QVERIFY(open(bench, 10, {rule("half", "profit >= 50% of credit", 50)}).empty());
        bench.runTo(400);
        QCOMPARE(filledBy(bench, "half"), std::int64_t(5));
        QCOMPARE(bench.shorts(), std::int64_t(5));
    }

    /// A stop takes the place of a take that works, and nothing is closed twice.
    void whatComesFirstTakesThePlace()
    {
        RuleTerms take = rule("take", "profit >= 20% of credit", 50);
        take.how = "peg_to_mid"; // never fills where nobody comes to the mid
        StopsBench bench({{30, 75, 80, 10'000}, {60, 300, 310}});
        QVERIFY(open(bench, 4, {take, rule("stop", "loss >= 1 x credit")}).empty());
        bench.runTo(120);
        QCOMPARE(bench.shorts(), std::int64_t(0));
        QCOMPARE(filledBy(bench, "take") + filledBy(bench, "stop"), std::int64_t(4));
        QVERIFY(filledBy(bench, "stop") > 0);
    }

    /// Sold for 0.90: 45 $ of profit and 2.60 $ of fees leave 0.424 to pay, on a tick 0.42.
    void aTakeRestsAtTheVenue()
    {
        RuleTerms take = rule("take", "profit >= 50% of credit", 50);
        take.how.clear();
        take.rests = true;
        StopsBench bench({{60, 75, 80}});
        const std::string refused = open(bench, 10, {take, rule("stop", "loss >= 1 x credit")});
        QVERIFY2(refused.empty(), refused.c_str());
        bench.runTo(30);
        const OrderRecord& order = *bench.state().orders().open().front();
        QCOMPARE(order.rule, std::string("take"));
        QCOMPARE(order.limit, Price::ofCents(42));
        QCOMPARE(order.total, Quantity(5));
        bench.runTo(59);
        QCOMPARE(sentBy(bench, "take"), 1);
        bench.runTo(120);
        QCOMPARE(filledBy(bench, "take"), std::int64_t(5));
        QCOMPARE(row(bench, "take").phase, RulePhase::Done);
        QCOMPARE(bench.shorts(), std::int64_t(5));
    }

    void aStopTakesThePlaceOfWhatRests()
    {
        RuleTerms take = rule("take", "profit >= 50% of credit", 50);
        take.how.clear();
        take.rests = true;
        StopsBench bench({{60, 300, 310}});
        QVERIFY(open(bench, 4, {take, rule("stop", "loss >= 1 x credit")}).empty());
        bench.runTo(59);
        QCOMPARE(sentBy(bench, "take"), 1);
        bench.runTo(120);
        QCOMPARE(filledBy(bench, "take"), std::int64_t(0));
        QCOMPARE(filledBy(bench, "stop"), std::int64_t(4));
        QCOMPARE(bench.shorts(), std::int64_t(0));
        QVERIFY(bench.state().orders().open().empty());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    void refusalsNameTheRule()
    {
        StopsBench bench({{30, 75, 80}});
        const std::string refused = open(bench, 1, {rule("dream", "profit >= 200% of credit")});
        QVERIFY2(refused.starts_with("input.rule_unreachable"), refused.c_str());
        QVERIFY(refused.find("dream") != std::string::npos);
        QVERIFY(bench.state().rules().all().empty());
        QCOMPARE(bench.ask(SetRules {"P-none", {rule("it", "breach")}, ""}).error().code,
                 std::string("input.structure"));
        QCOMPARE(bench.ask(PauseRules {"P-none", true, ""}).error().code, std::string("input.structure"));
    }

    void aPreviewSaysWhatEachWouldDo()
    {
        StopsBench bench({});
        QVERIFY(
            open(bench, 10, {rule("half", "profit >= 50% of credit", 30), rule("stop", "loss >= 1 x credit")})
                .empty());
        bench.runTo(20);
        const std::uint64_t events = bench.state().eventCount();
        const auto reply = bench.ask(PreviewRules {structure(bench), {}});
        QVERIFY(reply.has_value());
        QCOMPARE(bench.state().eventCount(), events); // it changes nothing
        const auto& rules = std::get<RulesReply>(*reply);
        QCOMPARE(rules.rules.size(), std::size_t(2));
        QCOMPARE(rules.rules[0].verdict, std::string("waits"));
        QCOMPARE(rules.rules[0].quantity, Quantity(3));
        QCOMPARE(rules.rules[1].quantity, Quantity(10));
        QVERIFY(rules.profit.has_value());
        // Sold at 0.90, 1.00 at the mid: ten dollars a package, and 0.65 a contract in and out.
        QCOMPARE(rules.profit->text(), std::string("-126.0000"));
        QCOMPARE(rules.rules[0].profit->text(), std::string("-37.8000"));
    }
};

QTEST_GUILESS_MAIN(TestPositionRules)
#include "tst_PositionRules.moc"
