// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/Plan.h"
#include "core/session/PlanFile.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

std::string shippedPlan()
{
    QFile file(QStringLiteral(STRIKEDESK_RESOURCES "/plans/first-light.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the shipped plan is missing");
    return file.readAll().toStdString();
}

std::string planWith(const std::string& task)
{
    return "name: Test\nphases:\n  - title: One\n    tasks:\n      - {id: a, " + task + "}\n";
}

std::vector<std::string> codesOf(const PlanCheck& check)
{
    std::vector<std::string> codes;
    for (const Fault& fault : check.faults)
        codes.push_back(fault.code);
    return codes;
}

QString shown(const PlanCheck& check)
{
    QStringList lines;
    for (const Fault& fault : check.faults)
        lines << QStringLiteral("%1 %2 %3: %4")
                     .arg(fault.line)
                     .arg(QString::fromStdString(fault.code), QString::fromStdString(fault.key),
                          QString::fromStdString(fault.message));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanSaysWhatAMarketHasToBe()
    {
        const PlanCheck check
            = checkPlan(planWith("action: open_structure, arguments: {structure: straddle, side: sell, "
                                 "market: {liquidity_min: 40, "
                                 "width_ticks_max: 6, width_percent_max: 12.5, allow_unusual: false}, walk: "
                                 "{style: ladder, rungs: [10, 40, "
                                 "100], width_max: 0.80}}"));
        QVERIFY2(check.faults.empty(), qPrintable(shown(check)));
        const auto& opening = std::get<OpenStructure>(check.plan->phases[0].tasks[0].action);
        QCOMPARE(opening.walk.terms.rungs, (std::vector<int> {10, 40, 100}));
        QVERIFY(opening.walk.terms.widthMax == Price::ofUnits(8'000));
        MarketQuality good;
        good.liquidity = 40;
        good.widthTicks = 6;
        good.widthOfMid = 0.125;
        QVERIFY(opening.market.accept(good));
        QVERIFY(MarketTerms().accept(MarketQuality())); // nothing was asked
        const auto refused = [&](auto change) {
            MarketQuality market = good;
            change(market);
            return !opening.market.accept(market);
        };
        QVERIFY(refused([](MarketQuality& market) { market.liquidity = 39; }));
        QVERIFY(
            refused([](MarketQuality& market) { market.liquidity.reset(); })); // unknown is not good enough
        QVERIFY(refused([](MarketQuality& market) { market.widthTicks = 6.1; }));
        QVERIFY(refused([](MarketQuality& market) { market.widthTicks.reset(); }));
        QVERIFY(refused([](MarketQuality& market) { market.widthOfMid = 0.1251; }));
        QVERIFY(refused([](MarketQuality& market) { market.unusual.isGap = true; }));
    }

    void aBadMarketOrLadderIsAFault()
    {
        const auto codes = [](const char* arguments) {
            return codesOf(checkPlan(
                planWith(std::string("action: open_structure, arguments: {structure: straddle, side: sell, ")
                         + arguments + "}")));
        };
        QCOMPARE(codes("market: {liquidity_min: 101}"), (std::vector<std::string> {"plan.out_of_bounds"}));
        QCOMPARE(codes("market: {width: 3}"), (std::vector<std::string> {"plan.unknown_key"}));
        QCOMPARE(codes("market: good"), (std::vector<std::string> {"plan.wrong_type"}));
        QCOMPARE(codes("walk: {style: ladder, rungs: [10, x]}").front(), std::string("plan.wrong_type"));
        QCOMPARE(codes("walk: {style: ladder, rungs: [10, 101]}").front(), std::string("plan.out_of_bounds"));
        QCOMPARE(codes("walk: {style: ladder, rungs: [40, 10]}"),
                 (std::vector<std::string> {"plan.bad_walk"}));
    }

    void theShippedPlanIsGood()
    {
        const PlanCheck check = checkPlan(shippedPlan());
        QVERIFY2(check.faults.empty(), qPrintable(shown(check)));
        const Plan& plan = *check.plan;
        QCOMPARE(plan.name, std::string("First light"));
        QCOMPARE(plan.phases.size(), std::size_t(3));
        QCOMPARE(plan.taskCount(), 7);
        QCOMPARE(*plan.budgets.slippage, Money::ofWhole(500));
        QCOMPARE(*plan.budgets.runtime, std::chrono::seconds(8h));

        const auto& open = std::get<OpenStructure>(plan.find("1.2")->action);
        QCOMPARE(open.candidates.size(), std::size_t(4));
        // Two legs: its roll has four, which every venue takes as one package.
        const StructureTarget& vertical = open.candidates.front();
        QCOMPARE(vertical.name, std::string("vertical"));
        QCOMPARE(vertical.legs.size(), std::size_t(2));
        QVERIFY(vertical.legs[1] == (LegTarget {.right = Right::Put, .side = Side::Buy, .delta = 0.12}));
        QCOMPARE(open.candidates[1].legs.front().side, Side::Sell);
        QCOMPARE(open.expiry.minimumDays, 1);
        QCOMPARE(open.walk.terms.patience, std::chrono::seconds(10min));
        QCOMPARE(plan.find("1.2")->retry.attempts, 3);
        const auto& roll = std::get<RollStructure>(plan.find("2.2")->action);
        QCOMPARE(textOf(*roll.at), std::string("close-2h"));
        QCOMPARE(roll.ifNoLaterExpiry, RollStructure::Otherwise::Hold);
        const auto& close = std::get<CloseStructure>(plan.find("3.1")->action);
        QCOMPARE(close.terms.expiringToday, CloseTerms::AtExpiry::LetSettle);
    }

    void theEnvironmentFillsInVariables()
    {
        const auto environment = [](const std::string& name) -> std::optional<std::string> {
            return name == "FIRST_LIGHT_SLIPPAGE" ? std::optional<std::string>("120.50") : std::nullopt;
        };
        const auto plan = parsePlan(shippedPlan(), environment);
        QVERIFY(plan);
        QCOMPARE(*plan->budgets.slippage, Money::ofCents(120'50));
        QCOMPARE(*plan->budgets.loss, Money::ofWhole(2'500));
    }

    // The desk reads no environment: what the person who starts it has set has to be in the text that it
    // gets.
    void theDeskIsHandedWhatTheEnvironmentSays()
    {
        const auto environment = [](const std::string& name) -> std::optional<std::string> {
            return name == "FIRST_LIGHT_SLIPPAGE" ? std::optional<std::string>("120.50") : std::nullopt;
        };
        const auto text = planTextFrom(shippedPlan(), environment);
        QVERIFY(text);
        const auto plan = parsePlan(*text);
        QVERIFY(plan);
        QCOMPARE(*plan->budgets.slippage, Money::ofCents(120'50));
        QCOMPARE(*plan->budgets.loss, Money::ofWhole(2'500));
        const auto spoilt = planTextFrom(
            shippedPlan(), [](const std::string&) { return std::optional<std::string>("1\norders: 99999"); });
        QVERIFY(!spoilt);
        QCOMPARE(spoilt.error().code, std::string("plan.variable"));
    }

    // The parser makes empty documents out of these for ever, until the memory is used up.
    void aTextThatNeverEndsIsRefused()
    {
        for (const char* text :
             {",", "]", "}", ",,,,,x", "---\n,", ", ,\n---\n,", "a: b\n---\n,", "?,", "!a ,", "&a ]"}) {
            const PlanCheck check = checkPlan(text);
            QVERIFY2(!check.plan, text);
            QVERIFY(!check.faults.empty());
        }
        QCOMPARE(checkPlan(",").faults.front().code, std::string("plan.not_yaml"));
    }

    void onlyTextIsAPlan()
    {
        for (const std::string& bytes :
             {std::string("name: \xff"), std::string("name: \0x", 8), std::string("\xed\xa0\x80")})
            QCOMPARE(planTextFrom(bytes).error().code, std::string("input.file"));
        QVERIFY(parsePlan(*planTextFrom("\xef\xbb\xbf" + shippedPlan())));
        const PlanCheck check = checkPlan("name: \"a\\e[31mb\"\nphases: []\n");
        QVERIFY(!check.plan);
        QCOMPARE(check.faults.front().code, std::string("plan.control_character"));
    }

    void aVariableCannotBringInStructure()
    {
        const auto environment
            = [](const std::string&) { return std::optional<std::string>("1\norders: 99999"); };
        const PlanCheck check = checkPlan(
            "name: x\nbudgets: {slippage: \"${S}\"}\nphases:\n  - {title: t, tasks: [{id: a, action: "
            "report}]}\n",
            environment);
        QVERIFY2(codesOf(check) == std::vector<std::string> {"plan.wrong_type"}, qPrintable(shown(check)));
    }

    void tenMistakesAreTenSentences()
    {
        const PlanCheck check = checkPlan("name: Ten mistakes\n"                  // 1
                                          "gaol: typo\n"                          // 2 unknown key
                                          "budgets:\n"                            // 3
                                          "  slippage: lots\n"                    // 4 wrong type
                                          "  orders: 0\n"                         // 5 out of bounds
                                          "phases:\n"                             // 6
                                          "  - title: Open\n"                     // 7
                                          "    tasks:\n"                          // 8
                                          "      - id: a\n"                       // 9
                                          "        action: open_structur\n"       // 10 unknown action
                                          "      - id: b\n"                       // 11
                                          "        priority: P7\n"                // 12 unknown priority
                                          "        action: open_structure\n"      // 13
                                          "        arguments:\n"                  // 14
                                          "          structure: iron_condr\n"     // 15 unknown structure
                                          "          short_delta: 0.3\n"          // 16
                                          "      - id: b\n"                       // 17 duplicate id
                                          "        action: take_profit\n"         // 18
                                          "        arguments: {until: noonish}\n" // 19 bad time
                                          "      - id: d\n"                       // 20 unknown need
                                          "        action: report\n"              // 21
                                          "        needs: [zz]\n"                 // 22
                                          "        retry: {attempts: -1}\n");     // 23 out of bounds
        QVERIFY(!check.plan);
        std::vector<std::pair<int, std::string>> found;
        for (const Fault& fault : check.faults) {
            found.emplace_back(fault.line, fault.code);
            QVERIFY2(fault.message.size() > 10, fault.code.c_str());
        }
        const std::vector<std::pair<int, std::string>> expected {
            {2, "plan.unknown_key"},     {4, "plan.wrong_type"},        {5, "plan.out_of_bounds"},
            {10, "plan.unknown_action"}, {12, "plan.unknown_priority"}, {15, "plan.unknown_structure"},
            {17, "plan.duplicate_id"},   {19, "plan.bad_time"},         {20, "plan.unknown_need"},
            {23, "plan.out_of_bounds"},
        };
        QVERIFY2(found == expected, qPrintable(shown(check)));
        QVERIFY(check.faults[0].message.find("did you mean \"goal\"") != std::string::npos);
        QVERIFY(check.faults[3].message.find("did you mean \"open_structure\"") != std::string::npos);
    }

    void aStructureOfTheCatalogueHasItsPicks()
    {
        const PlanCheck check = checkPlan(
            planWith("action: open_structure, arguments: {structure: short_iron_condor, expiries: monthly, "
                     "delta_tolerance: 0.1, strikes: [{width_strikes: -2, from: 2}, {delta: 0.30}, "
                     "{percent: 5, right: call}, {width_dollars: 5, from: 3}]}"));
        QVERIFY2(check.faults.empty(), qPrintable(shown(check)));
        const auto& open = std::get<OpenStructure>(check.plan->find("a")->action);
        QCOMPARE(open.expiry.listed, ExpiryTarget::Listed::Monthly);
        const StructureTarget& target = open.candidates.front();
        QCOMPARE(target.name, std::string("short_iron_condor"));
        QCOMPARE(target.legs.size(), std::size_t(4));
        QCOMPARE(target.strikes.size(), std::size_t(4));
        QVERIFY(target.strikes[0] == (StrikePick {PickBy::WidthStrikes, -2, {}, 1, 0}));
        QVERIFY(target.strikes[1] == (StrikePick {PickBy::Delta, 0.30, {}, -1, 0.1}));
        QVERIFY(target.strikes[2] == (StrikePick {PickBy::Percent, 5, Right::Call, -1, 0.05}));
        QVERIFY(target.strikes[3] == (StrikePick {PickBy::WidthDollars, 5, {}, 2, 0.25}));
        QCOMPARE(target.legs[1].side, Side::Sell);
        QCOMPARE(target.legs[3].strike, 3);

        const PlanCheck ratio = checkPlan(planWith(
            "action: open_structure, arguments: {structure: put_ratio_spread, lesser: 2, greater: 3, "
            "strikes: [{delta: 0.2}, {delta: 0.4}]}"));
        QVERIFY2(ratio.faults.empty(), qPrintable(shown(ratio)));
        const StructureTarget& puts
            = std::get<OpenStructure>(ratio.plan->find("a")->action).candidates.front();
        QCOMPARE(puts.legs[0].ratio, 3);
        QCOMPARE(puts.legs[0].side, Side::Sell);
        QCOMPARE(puts.legs[1].ratio, 2);
    }

    void aFaultyTaskIsSaidOnce_data()
    {
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* task, const char* code) {
            QTest::newRow(name) << QString::fromUtf8(task) << QString::fromUtf8(code);
        };
        row("no action", "title: x", "plan.missing");
        row("arguments are a list", "action: report, arguments: [1]", "plan.wrong_type");
        row("argument of another action", "action: report, arguments: {at: now}", "plan.unknown_key");
        row("no structure", "action: open_structure", "plan.missing");
        row("delta above one",
            "action: open_structure, arguments: {structure: strangle, side: sell, delta: 30}",
            "plan.out_of_bounds");
        row("negative quantity",
            "action: open_structure, arguments: {structure: straddle, side: buy, quantity: -1}",
            "plan.out_of_bounds");
        row("a fraction of a contract",
            "action: open_structure, arguments: {structure: straddle, side: buy, quantity: 0.5}",
            "plan.wrong_type");
        row("not a number",
            "action: open_structure, arguments: {structure: straddle, side: buy, "
            "delta_tolerance: nan}",
            "plan.wrong_type");
        row("wings inside",
            "action: open_structure, arguments: {structure: iron_condor, short_delta: 0.1, long_delta: 0.3}",
            "plan.out_of_bounds");
        row("no wings", "action: open_structure, arguments: {structure: iron_condor, short_delta: 0.1}",
            "plan.missing");
        row("days the wrong way round",
            "action: open_structure, arguments: {structure: straddle, side: buy, dte_min: 9, dte_max: 5}",
            "plan.out_of_bounds");
        row("a walk beyond natural",
            "action: open_structure, arguments: {structure: straddle, side: buy, walk: "
            "{worst_fraction_of_spread: 1.5}}",
            "plan.out_of_bounds");
        row("no strikes", "action: open_structure, arguments: {structure: long_call}", "plan.missing");
        row("too few strikes",
            "action: open_structure, arguments: {structure: long_strangle, strikes: [{delta: 0.3}]}",
            "plan.out_of_bounds");
        row("a strike in two ways",
            "action: open_structure, arguments: {structure: long_call, strikes: [{delta: 0.3, strike: 9}]}",
            "plan.missing");
        row("a strike in no way",
            "action: open_structure, arguments: {structure: long_call, strikes: [{right: call}]}",
            "plan.missing");
        row("a strike that is no map",
            "action: open_structure, arguments: {structure: long_call, strikes: [0.3]}", "plan.wrong_type");
        row("a key that is no way",
            "action: open_structure, arguments: {structure: long_call, strikes: [{delta: 0.3, widht: 9}]}",
            "plan.unknown_key");
        row("a width from nowhere",
            "action: open_structure, arguments: {structure: long_call, strikes: [{width_strikes: 1}]}",
            "plan.missing");
        row("a width from a width",
            "action: open_structure, arguments: {structure: long_strangle, strikes: "
            "[{width_strikes: 1, from: 2}, {width_strikes: 1, from: 1}]}",
            "plan.out_of_bounds");
        row("half a strike",
            "action: open_structure, arguments: {structure: long_call, strikes: [{at_the_money: 0.5}]}",
            "plan.wrong_type");
        row("a ratio that is none",
            "action: open_structure, arguments: {structure: call_backspread, lesser: 2, greater: 4, strikes: "
            "[{delta: 0.5}, {delta: 0.3}]}",
            "plan.out_of_bounds");
        row("stock in a plan",
            "action: open_structure, arguments: {structure: covered_call, strikes: [{delta: 0.3}]}",
            "plan.unsupported_structure");
        row("two expiries in a plan",
            "action: open_structure, arguments: {structure: long_call_calendar, strikes: [{delta: 0.3}]}",
            "plan.unsupported_structure");
        row("a structure as a list", "action: open_structure, arguments: {structure: [long_call]}",
            "plan.wrong_type");
        row("an expiry of another kind",
            "action: open_structure, arguments: {structure: straddle, side: buy, expiries: quarterly}",
            "plan.unknown_expiries");
        row("a roll that is never due", "action: roll", "plan.missing");
        row("take profit of nothing", "action: take_profit, arguments: {of: zz, until: close}",
            "plan.unknown_opening");
        row("rules of nothing", "action: set_rules", "plan.missing");
        row("rules twice over", "action: set_rules, arguments: {template: even, rules: ['a: when breach']}",
            "plan.missing");
        row("no such template", "action: set_rules, arguments: {template: zz}", "plan.unknown_template");
        row("a rule without words", "action: set_rules, arguments: {rules: [breach]}", "plan.bad_rule");
        row("a rule that nobody understands", "action: set_rules, arguments: {rules: ['a: when moon']}",
            "plan.bad_rule");
        row("a take by magic", "action: take_profit, arguments: {until: close, how: magic}",
            "plan.unknown_how");
        row("two closing times", "action: close, arguments: {at: close, minutes_before_close: 5}",
            "plan.duplicate_key");
        row("after the close", "action: wait_until, arguments: {at: close+5m}", "plan.bad_time");
        row("25 o'clock", "action: wait_until, arguments: {at: '25:00'}", "plan.bad_time");
        row("a key twice", "action: report, action: report", "plan.duplicate_key");
        row("unset variable", "action: report, title: '${NO_SUCH_VARIABLE}'", "plan.variable");
        row("a deadline as a list", "action: report, deadline: [close]", "plan.wrong_type");
    }
    void aFaultyTaskIsSaidOnce()
    {
        QFETCH(QString, task);
        QFETCH(QString, code);
        const PlanCheck check = checkPlan(planWith(task.toStdString()));
        QVERIFY2(codesOf(check) == std::vector<std::string> {code.toStdString()}, qPrintable(shown(check)));
        QCOMPARE(check.faults.front().line, 5);
        QVERIFY(!check.plan);
    }

    void whatIsNoPlanAtAllIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("plan.empty");
        QTest::newRow("only a comment") << QByteArray("# nothing\n") << QStringLiteral("plan.empty");
        QTest::newRow("a word") << QByteArray("hello") << QStringLiteral("plan.empty");
        QTest::newRow("a list") << QByteArray("- a\n- b\n") << QStringLiteral("plan.empty");
        QTest::newRow("no phases") << QByteArray("name: x\n") << QStringLiteral("plan.missing");
        QTest::newRow("empty phases")
            << QByteArray("name: x\nphases: []\n") << QStringLiteral("plan.missing");
        QTest::newRow("open bracket") << QByteArray("name: [x\n") << QStringLiteral("plan.not_yaml");
        QTest::newRow("a tab") << QByteArray("name: x\nphases:\n\t- a\n") << QStringLiteral("plan.not_yaml");
        QTest::newRow("two documents")
            << QByteArray("name: x\n---\nname: y\n") << QStringLiteral("plan.not_yaml");
        QTest::newRow("binary") << QByteArray("\x00\x01\xff\xfe", 4) << QString();
        QTest::newRow("deep") << QByteArray(5'000, '[') << QString();
        QTest::newRow("large") << QByteArray(300'000, 'x') << QStringLiteral("plan.too_large");
        QByteArray laughs = "a: &a [1,1,1,1,1,1,1,1,1,1]\n";
        for (char c = 'b'; c < 'j'; ++c) {
            const QByteArray before = QByteArray(1, char(c - 1));
            laughs += QByteArray(1, c) + ": &" + c + " [";
            for (int i = 0; i < 10; ++i)
                laughs += (i ? ",*" : "*") + before;
            laughs += "]\n";
        }
        QTest::newRow("a billion laughs") << laughs << QStringLiteral("plan.too_large");
    }
    void whatIsNoPlanAtAllIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        const PlanCheck check = checkPlan(std::string_view(text.constData(), std::size_t(text.size())));
        QVERIFY(!check.plan);
        QVERIFY(!check.faults.empty());
        if (!code.isEmpty())
            QVERIFY2(check.faults.front().code == code.toStdString(), qPrintable(shown(check)));
        const auto plan = parsePlan(std::string_view(text.constData(), std::size_t(text.size())));
        QVERIFY(!plan);
        QVERIFY(!plan.error().message.empty());
    }

    void momentsFollowTheDaysOwnSession_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("secondsAfterOpen");
        const int start = 600; // the task began ten minutes after the opening of a half day
        QTest::newRow("09:45") << QStringLiteral("09:45") << 900;
        QTest::newRow("12:00:30") << QStringLiteral("12:00:30") << 9'030;
        QTest::newRow("before the opening") << QStringLiteral("08:00") << 0;
        QTest::newRow("after the close") << QStringLiteral("15:00") << 12'600;
        QTest::newRow("open") << QStringLiteral("open") << 0;
        QTest::newRow("open+15m") << QStringLiteral("open+15m") << 900;
        QTest::newRow("close") << QStringLiteral("close") << 12'600;
        QTest::newRow("close-1h") << QStringLiteral("close-1h") << 9'000;
        QTest::newRow("close-10h") << QStringLiteral("close-10h") << 0;
        QTest::newRow("now") << QStringLiteral("now") << start;
        QTest::newRow("now+90s") << QStringLiteral("now+90s") << start + 90;
    }
    void momentsFollowTheDaysOwnSession()
    {
        QFETCH(QString, text);
        QFETCH(int, secondsAfterOpen);
        const PlanCheck check
            = checkPlan(planWith("action: wait_until, arguments: {at: '" + text.toStdString() + "'}"));
        QVERIFY2(check.plan, qPrintable(shown(check)));
        const PlanTime time = std::get<WaitUntil>(check.plan->find("a")->action).at;
        const Date date {std::chrono::year {2015}, std::chrono::month {12}, std::chrono::day {24}};
        const TradingSession halfDay {date, newYorkTime(date, 9h + 30min), newYorkTime(date, 13h), true};
        const Instant began = halfDay.opensAt + 10min;
        QCOMPARE(secondsBetween(halfDay.opensAt, instantOf(time, halfDay, began)), double(secondsAfterOpen));
    }

    void pausesGrowUpToTheirMaximum()
    {
        const RetryTerms terms {.attempts = 5, .backoff = 30s, .backoffFactor = 2.0, .backoffMaximum = 100s};
        QCOMPARE(pauseAfter(terms, 1), 30s);
        QCOMPARE(pauseAfter(terms, 2), 60s);
        QCOMPARE(pauseAfter(terms, 3), 100s);
        QCOMPARE(pauseAfter(terms, 500), 100s);
    }
};

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_Plan.moc"
