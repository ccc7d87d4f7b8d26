// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/RollsBench.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;

/// What may be asked of rolls, what is refused, and which rules the new position gets.
class TestRollAsks : public QObject
{
    Q_OBJECT

    static RuleTerms rule(const char* name, const char* when)
    {
        RuleTerms terms;
        terms.name = name;
        terms.when = when;
        return terms;
    }

private Q_SLOTS:
    /// For a credit only: what costs money is refused and counted, and the limit of what is sent is a credit.
    void aRollForACreditNeverPays()
    {
        RollsBench bench({{30, 8'000}}, 400);
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string before = bench.open(RollsBench::vertical(), 2, 10);
        RollAsk ask = bench.rollOf(before, august);
        ask.terms.requiresCredit = true;
        const auto found = bench.roll<RollCandidatesReply>(FindRolls {ask, 10});
        QVERIFY(found.has_value());
        QCOMPARE(found->found, std::int64_t(1));
        RollAsk paying = ask;
        paying.limit = Price::ofCents(5);
        const auto refused = bench.roll<RollReply>(StartRoll {paying});
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, std::string("input.roll_limit"));
        const auto preview = bench.roll<RollPreviewReply>(PreviewRoll {ask});
        QVERIFY(preview->worst.isNegative());
        bench.runTo(40); // far in the money a later vertical is worth less
        const auto later = bench.roll<RollCandidatesReply>(FindRolls {ask, 10});
        QVERIFY(later.has_value());
        QCOMPARE(later->found, std::int64_t(0));
        QVERIFY(std::ranges::any_of(later->refusals,
                                    [](const RollRefusalView& row) { return row.code == "credit"; }));
    }

    void nothingElseMayCloseThePosition()
    {
        RollsBench bench;
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string before = bench.open(RollsBench::vertical(), 2, 10);
        RollAsk ask = bench.rollOf(before, august);
        ask.limit = Price::ofCents(-400); // never
        const auto sent = bench.roll<RollReply>(StartRoll {ask});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        bench.runTo(12);
        const auto twice = bench.roll<RollReply>(StartRoll {ask});
        QVERIFY(!twice.has_value());
        QCOMPARE(twice.error().code, std::string("roll.under_way"));
        const auto replaced = bench.ask(ReplaceOrder {sent->order, Price::ofCents(50), {}});
        QVERIFY(!replaced.has_value()); // by hand its order does not go beyond what the roll may pay either
        QCOMPARE(replaced.error().code, std::string("roll.limit"));
        QVERIFY(bench.ask(StopRoll {sent->roll, "no"}).has_value());
        bench.runTo(20);
        QCOMPARE(bench.sheet(sent->roll).outcome, std::string("stopped"));
        QCOMPARE(bench.held(before, acme(july, Right::Put, 95)), Quantity(-2));
        OrderRequest exit;
        exit.legs = {{acme(july, Right::Put, 95), Side::Buy, 1, PositionEffect::Close},
                     {acme(july, Right::Put, 90), Side::Sell, 1, PositionEffect::Close}};
        exit.quantity = Quantity(1);
        exit.type = OrderType::Limit;
        exit.limit = Price::ofCents(5);
        QVERIFY(!bench.place(exit).isEmpty());
        const auto busy = bench.roll<RollReply>(StartRoll {bench.rollOf(before, august)});
        QVERIFY(!busy.has_value());
        QCOMPARE(busy.error().code, std::string("roll.position_busy"));
    }

    /// Its rules go along; one that the new position cannot have is told.
    void rulesGoAlong()
    {
        RollsBench bench;
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string before = bench.open(RollsBench::vertical(), 2, 10);
        QVERIFY(bench
                    .ask(SetRules {before,
                                   {rule("take", "profit >= 50% of credit"), rule("out", "dte <= 3"),
                                    rule("dollars", "loss >= $370")},
                                   "test"})
                    .has_value());
        RollAsk ask = bench.rollOf(before, august);
        const auto sent = bench.roll<RollReply>(StartRoll {ask});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        bench.runTo(200);
        const RuleSheet* rules = bench.state().rules().find(sent->successor);
        QVERIFY(rules);
        QVERIFY(rules->find("take"));
        QVERIFY(rules->find("out"));
        QCOMPARE(rules->facts.packages, Quantity(2));
        QVERIFY(bench.sheet(sent->roll).areRulesCarried);
        QCOMPARE(rules->rules.size() + bench.sheet(sent->roll).rulesRefused.size(), std::size_t(3));
    }

    void whatCannotBeRolledIsSaid_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("no position") << QStringLiteral("structure") << QStringLiteral("input.structure");
        QTest::newRow("no contracts") << QStringLiteral("to") << QStringLiteral("input.roll_to");
        QTest::newRow("a call for a put") << QStringLiteral("right") << QStringLiteral("input.roll_to");
        QTest::newRow("what is held") << QStringLiteral("held") << QStringLiteral("input.roll_to");
        QTest::newRow("two expiries") << QStringLiteral("expiries") << QStringLiteral("input.roll_to");
        QTest::newRow("too many") << QStringLiteral("quantity") << QStringLiteral("input.quantity");
        QTest::newRow("no such walk") << QStringLiteral("walk") << QStringLiteral("input.walk");
        QTest::newRow("a window upside down") << QStringLiteral("days") << QStringLiteral("input.roll_days");
        QTest::newRow("legs of others") << QStringLiteral("legs") << QStringLiteral("input.roll_legs");
    }
    void whatCannotBeRolledIsSaid()
    {
        QFETCH(QString, what);
        QFETCH(QString, code);
        RollsBench bench;
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string before = bench.open(RollsBench::vertical(), 2, 10);
        RollAsk ask = bench.rollOf(before, august);
        if (what == QLatin1String("structure"))
            ask.structure = "P9-000001-X";
        if (what == QLatin1String("to"))
            ask.to.clear();
        if (what == QLatin1String("right"))
            ask.to[0] = acme(august, Right::Call, 90);
        if (what == QLatin1String("held"))
            ask.to = {acme(july, Right::Put, 85), acme(july, Right::Put, 90)};
        if (what == QLatin1String("expiries"))
            ask.to[0] = acme(september, Right::Put, 90);
        if (what == QLatin1String("quantity"))
            ask.quantity = Quantity(3);
        if (what == QLatin1String("walk"))
            ask.walk = "stroll";
        if (what == QLatin1String("days"))
            ask.terms.daysLeast = 61;
        if (what == QLatin1String("legs"))
            ask.legs = {acme(july, Right::Put, 100)};
        const auto sent = bench.roll<RollReply>(StartRoll {ask});
        QVERIFY(!sent.has_value());
        QCOMPARE(QString::fromStdString(sent.error().code), code);
    }

    /// The strikes follow the stock from where it stood when the position was opened.
    void atmAdjustFollowsTheStock()
    {
        RollsBench bench({{30, 10'510}}, 200);
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string before = bench.open(RollsBench::vertical(), 2, 40);
        RollAsk ask;
        ask.structure = before;
        const auto found = bench.roll<RollCandidatesReply>(FindRolls {ask, 10});
        QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
        QCOMPARE(found->reference, std::optional(Price::ofWhole(100)));
        QVERIFY(!found->candidates.empty());
        for (const RollMove& move : found->candidates.front().moves)
            QCOMPARE(parseSymbol(move.to)->strike - parseSymbol(move.from)->strike, Price::ofWhole(5));
    }
};

QTEST_GUILESS_MAIN(TestRollAsks)
#include "tst_RollAsks.moc"
