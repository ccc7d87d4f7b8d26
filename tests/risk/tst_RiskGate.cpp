// SPDX-License-Identifier: GPL-3.0-or-later
#include "GateFixture.h"

#include <QTest>

#include <functional>
#include <set>

namespace strikedesk {

using namespace fixture;

class TestRiskGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlainOrderPassesEveryCheck();
    void eachLimitHoldsOnBothSides_data();
    void eachLimitHoldsOnBothSides();
    void reducingOrdersPassWhereOpeningOnesDoNot_data();
    void reducingOrdersPassWhereOpeningOnesDoNot();
    void everyDenialSaysWhatToDoAndHasItsRowsCode();
    void everyRowOfTheTableCanDeny();
    void theFirstDenialIsTheAnswer();
    void theSameInputGivesTheSameVerdict();
};

using Change = std::function<void(GateInput&)>;

} // namespace strikedesk

Q_DECLARE_METATYPE(strikedesk::Change)

namespace strikedesk {

namespace {

const SlippageLedger emptyLedger;

std::string outcomeOf(const Change& change, bool isClosing = false)
{
    GateInput input = isClosing ? closingVertical(emptyLedger) : vertical(emptyLedger);
    change(input);
    return outcome(evaluate(input));
}

void setWorst(GateInput& input, int cents)
{
    input.request.limit = Price::ofCents(cents);
    refresh(input);
}

RecentOrder recentOf(const GateInput& input, std::chrono::milliseconds age)
{
    return {input.now - age,     input.request.legs, input.request.quantity,
            input.request.limit, input.request.stop, input.request.strategy};
}

void setRecent(GateInput& input, int count, std::chrono::milliseconds age)
{
    for (int i = 0; i < count; ++i) {
        input.recent.push_back(recentOf(input, age));
        input.recent.back().strategy = "other";
    }
}

struct LimitCase
{
    const char* name;
    const char* code; // "" when the order passes.
    Change change;
};

// Rows in pairs: the last value that passes, the first that does not.
std::vector<LimitCase> sizeCases()
{
    return {
        {"as many contracts as allowed", "",
         [](GateInput& i) { i.limits.values[LimitId::OrderContracts] = 1; }},
        {"one contract too many", "risk.max_order_quantity",
         [](GateInput& i) { i.limits.values[LimitId::OrderContracts] = 0; }},
        {"a ratio counts", "risk.max_order_quantity",
         [](GateInput& i) {
             i.legs[0].leg.ratio = 101;
             i.legs[1].leg.ratio = 101;
             setWorst(i, 400);
             i.limits.values[LimitId::OrderNotional] = Money::ofWhole(10'000'000).units();
         }},
        {"as much notional as allowed", "",
         [](GateInput& i) { i.limits.values[LimitId::OrderNotional] = Money::ofWhole(65'000).units(); }},
        {"a little too much notional", "risk.max_order_notional",
         [](GateInput& i) { i.limits.values[LimitId::OrderNotional] = Money::ofWhole(65'000).units() - 1; }},
        {"as much premium as allowed", "",
         [](GateInput& i) { i.limits.values[LimitId::OrderPremium] = Money::ofWhole(400).units(); }},
        {"a little too much premium", "risk.max_order_premium",
         [](GateInput& i) { i.limits.values[LimitId::OrderPremium] = Money::ofWhole(400).units() - 1; }},
        {"as much loss as allowed", "",
         [](GateInput& i) { i.limits.values[LimitId::OrderLoss] = Money::ofWhole(400).units(); }},
        {"a little too much loss", "risk.max_loss",
         [](GateInput& i) { i.limits.values[LimitId::OrderLoss] = Money::ofWhole(400).units() - 1; }},
        {"a loss that nobody can tell", "risk.max_loss", [](GateInput& i) { i.impact.maximumLoss.reset(); }},
        {"a loss without bound", "risk.naked_not_granted",
         [](GateInput& i) {
             i.impact.maximumLoss.reset();
             i.impact.isLossUnlimited = true;
         }},
        {"a loss without bound that is granted", "",
         [](GateInput& i) {
             i.impact.maximumLoss.reset();
             i.impact.isLossUnlimited = true;
             i.limits.values[LimitId::NakedGranted] = 1;
         }},
        {"the last of the buying power", "", [](GateInput& i) { i.impact.buyingPowerAfter = Money(); }},
        {"more than the buying power", "risk.buying_power",
         [](GateInput& i) { i.impact.buyingPowerAfter = Money::ofUnits(-1); }},
        {"an order that gives buying power back", "",
         [](GateInput& i) {
             i.impact.buyingPowerBefore = Money::ofWhole(-500);
             i.impact.buyingPowerAfter = Money::ofWhole(-400);
         }},
        {"a spread at the level of spreads", "", [](GateInput& i) { i.account.optionLevel = 3; }},
        {"a spread at the level of longs", "risk.option_level",
         [](GateInput& i) { i.account.optionLevel = 2; }},
        {"the limits lower the account's level", "risk.option_level",
         [](GateInput& i) { i.limits.values[LimitId::OptionLevel] = 2; }},
    };
}

std::vector<LimitCase> marketCases()
{
    // Mid 3.90, spread 0.40: 10 % of mid is 39 ticks, the spread 40 ticks; the legs allow far more.
    return {
        {"the last tick of the collar", "", [](GateInput& i) { setWorst(i, 430); }},
        {"one tick beyond the collar", "risk.price_collar", [](GateInput& i) { setWorst(i, 431); }},
        {"a price better than mid is never too far", "", [](GateInput& i) { setWorst(i, 1); }},
        {"the part of the mid decides when it is most", "",
         [](GateInput& i) {
             i.limits.values[LimitId::CollarSpreadPercent] = 0;
             setWorst(i, 429);
         }},
        {"one tick beyond the part of the mid", "risk.price_collar",
         [](GateInput& i) {
             i.limits.values[LimitId::CollarSpreadPercent] = 0;
             setWorst(i, 430);
         }},
        {"the ticks decide when they are most", "",
         [](GateInput& i) {
             i.limits.values[LimitId::CollarSpreadPercent] = 0;
             i.limits.values[LimitId::CollarPercent] = 0;
             setWorst(i, 393);
         }},
        {"one tick beyond the ticks", "risk.price_collar",
         [](GateInput& i) {
             i.limits.values[LimitId::CollarSpreadPercent] = 0;
             i.limits.values[LimitId::CollarPercent] = 0;
             setWorst(i, 394);
         }},
        {"the same order after the time", "",
         [](GateInput& i) { i.recent = {recentOf(i, std::chrono::milliseconds(2'000))}; }},
        {"the same order just before", "risk.duplicate",
         [](GateInput& i) { i.recent = {recentOf(i, std::chrono::milliseconds(1'999))}; }},
        {"the same legs in another order", "risk.duplicate",
         [](GateInput& i) {
             i.recent = {recentOf(i, std::chrono::milliseconds(1))};
             std::swap(i.recent[0].legs[0], i.recent[0].legs[1]);
         }},
        {"another price is another order", "",
         [](GateInput& i) {
             i.recent = {recentOf(i, std::chrono::milliseconds(1))};
             i.recent[0].price = Price::ofCents(399);
         }},
        {"another strategy is another order", "",
         [](GateInput& i) {
             i.recent = {recentOf(i, std::chrono::milliseconds(1))};
             i.recent[0].strategy = "other";
         }},
        {"the fifth order of a second", "",
         [](GateInput& i) { setRecent(i, 4, std::chrono::milliseconds(500)); }},
        {"the sixth order of a second", "risk.order_rate",
         [](GateInput& i) { setRecent(i, 5, std::chrono::milliseconds(500)); }},
        {"orders of the second before do not count", "",
         [](GateInput& i) { setRecent(i, 5, std::chrono::milliseconds(1'000)); }},
        {"the sixtieth order of a minute", "",
         [](GateInput& i) { setRecent(i, 59, std::chrono::milliseconds(30'000)); }},
        {"the sixty-first order of a minute", "risk.order_rate",
         [](GateInput& i) { setRecent(i, 60, std::chrono::milliseconds(30'000)); }},
        {"a stale leg", "data.stale", [](GateInput& i) { i.legs[1].quality.isStale = true; }},
        {"a crossed leg", "data.crossed", [](GateInput& i) { i.legs[0].quality.isCrossed = true; }},
        {"a one-sided leg has no price either", "risk.price_collar data.one_sided",
         [](GateInput& i) {
             i.legs[0].quote.bid.reset();
             i.legs[0].quality.isOneSided = true;
             refresh(i);
         }},
        {"a locked market is no fault", "", [](GateInput& i) { i.legs[0].quality.isLocked = true; }},
        {"a feed that is down", "data.feed_down", [](GateInput& i) { i.flags.isFeedUp = false; }},
        {"legs as far apart as allowed", "",
         [](GateInput& i) { i.legs[0].quote = quote(990, 1'010, noon() - std::chrono::seconds(60)); }},
        {"legs too far apart", "data.stale",
         [](GateInput& i) { i.legs[0].quote = quote(990, 1'010, noon() - std::chrono::seconds(61)); }},
        {"a closed market", "risk.market_closed", [](GateInput& i) { i.isSessionOpen = false; }},
        {"the last of the slippage budget", "",
         [](GateInput& i) { i.impact.slippageToReserve = Money::ofWhole(20); }},
        {"more than the slippage budget", "slippage.budget_exhausted",
         [](GateInput& i) { i.impact.slippageToReserve = Money::ofWhole(20) + Money::ofUnits(1); }},
        {"no slippage budget anywhere", "slippage.no_limit",
         [](GateInput& i) { i.slippageScope.orderLimit.reset(); }},
        {"no slippage ledger", "slippage.no_limit", [](GateInput& i) { i.slippage = nullptr; }},
    };
}

std::vector<LimitCase> stateCases()
{
    return {
        {"the kill switch", "risk.killed", [](GateInput& i) { i.flags.isKilled = true; }},
        {"a disarmed desk", "risk.disarmed", [](GateInput& i) { i.flags.isArmed = false; }},
        {"an open breaker", "risk.breaker_open", [](GateInput& i) { i.flags.isBreakerOpen = true; }},
        {"an unknown outcome on the underlying", "risk.unknown_outstanding",
         [](GateInput& i) { i.flags.unknownUnderlyings = {"AAPL"}; }},
        {"an unknown outcome elsewhere", "", [](GateInput& i) { i.flags.unknownUnderlyings = {"GOOG"}; }},
        {"a close of what is not held", "risk.close_exceeds_position",
         [](GateInput& i) {
             i.legs[1].leg.effect = PositionEffect::Close;
             refresh(i);
         }},
    };
}

} // namespace

void TestRiskGate::aPlainOrderPassesEveryCheck()
{
    const GateVerdict verdict = evaluate(vertical(emptyLedger));
    QCOMPARE(outcome(verdict), std::string("allowed"));
    QVERIFY(verdict.isAllowed && !verdict.isReducing);
    QCOMPARE(verdict.checks.size(), gateChecks().size());
    for (std::size_t i = 0; i < verdict.checks.size(); ++i) {
        const CheckResult& check = verdict.checks[i];
        QCOMPARE(check.code, std::string(gateChecks()[i].code));
        QVERIFY(!check.isWarning);
        QVERIFY2(!check.limit.empty() && !check.measured.empty(), check.code.c_str());
    }
}

void TestRiskGate::eachLimitHoldsOnBothSides_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("expected");
    for (const auto& cases : {sizeCases(), marketCases(), stateCases()}) {
        for (const LimitCase& row : cases)
            QTest::newRow(row.name) << row.change << QString::fromLatin1(*row.code ? row.code : "allowed");
    }
    for (const LimitRow& row : limitTable()) {
        const bool isNeeded = row.id != LimitId::NakedGranted && row.id < LimitId::StrategySlippage;
        const LimitId id = row.id;
        QTest::addRow("the limit %s is not set", row.code.data())
            << Change([id](GateInput& i) { i.limits.values.erase(id); })
            << QString::fromLatin1(isNeeded ? "risk.no_limit" : "allowed");
    }
}

void TestRiskGate::eachLimitHoldsOnBothSides()
{
    QFETCH(Change, change);
    QFETCH(QString, expected);
    const QString found = QString::fromStdString(outcomeOf(change));
    // A missing limit is also a limit of zero to its own check; the first denial is the one that counts.
    if (expected == QLatin1String("risk.no_limit"))
        QCOMPARE(found.section(QLatin1Char(' '), 0, 0), expected);
    else
        QCOMPARE(found, expected);
}

void TestRiskGate::reducingOrdersPassWhereOpeningOnesDoNot_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* expected, Change change) {
        QTest::newRow(name) << std::move(change) << QString::fromLatin1(expected);
    };
    row("nothing special", "allowed", [](GateInput&) {});
    row("killed", "allowed", [](GateInput& i) { i.flags.isKilled = true; });
    row("breaker open", "allowed", [](GateInput& i) { i.flags.isBreakerOpen = true; });
    row("unknown outcome on the underlying", "allowed",
        [](GateInput& i) { i.flags.unknownUnderlyings = {"AAPL"}; });
    row("no limits at all", "risk.price_collar", [](GateInput& i) {
        i.limits = {};
        i.request.limit = Price::ofCents(-380);
        refresh(i);
    });
    row("no limits at all, at mid", "allowed", [](GateInput& i) {
        i.limits = {};
        i.request.limit = Price::ofCents(-390);
        refresh(i);
    });
    row("more than the size limit", "allowed",
        [](GateInput& i) { i.limits.values[LimitId::OrderContracts] = 0; });
    row("no buying power", "allowed",
        [](GateInput& i) { i.impact.buyingPowerAfter = Money::ofWhole(-1'000'000); });
    row("option level taken away", "allowed", [](GateInput& i) { i.account.optionLevel = 0; });
    row("stale data", "allowed", [](GateInput& i) { i.legs[0].quality.isStale = true; });
    row("feed down", "allowed", [](GateInput& i) { i.flags.isFeedUp = false; });
    row("a side is missing", "allowed", [](GateInput& i) {
        i.legs[0].quote.ask.reset();
        i.legs[0].quality.isOneSided = true;
        refresh(i);
    });
    row("the same order again", "allowed",
        [](GateInput& i) { i.recent = {recentOf(i, std::chrono::milliseconds(1))}; });
    row("too many orders", "allowed", [](GateInput& i) { setRecent(i, 99, std::chrono::milliseconds(1)); });
    row("the slippage budget is spent", "allowed",
        [](GateInput& i) { i.impact.slippageToReserve = Money::ofWhole(9'999); });
    row("a fat finger is one on the way out too", "risk.price_collar",
        [](GateInput& i) { setWorst(i, -100); });
    row("disarmed", "risk.disarmed", [](GateInput& i) { i.flags.isArmed = false; });
    row("market closed", "risk.market_closed", [](GateInput& i) { i.isSessionOpen = false; });
    row("more than is held", "risk.close_exceeds_position", [](GateInput& i) {
        i.held = {held(call640, 1, 1), held(call650, -1)};
    });
}

void TestRiskGate::reducingOrdersPassWhereOpeningOnesDoNot()
{
    QFETCH(Change, change);
    QFETCH(QString, expected);
    GateInput input = closingVertical(emptyLedger);
    change(input);
    const GateVerdict verdict = evaluate(input);
    const QString found = QString::fromStdString(outcome(verdict));
    QCOMPARE(found.section(QLatin1Char(' '), 0, 0), expected);
    QCOMPARE(verdict.isReducing, expected != QLatin1String("risk.close_exceeds_position"));
}

void TestRiskGate::everyDenialSaysWhatToDoAndHasItsRowsCode()
{
    for (const auto& cases : {sizeCases(), marketCases(), stateCases()}) {
        for (const LimitCase& row : cases) {
            GateInput input = vertical(emptyLedger);
            row.change(input);
            const GateVerdict verdict = evaluate(input);
            for (std::size_t i = 0; i < verdict.checks.size(); ++i) {
                const CheckResult& check = verdict.checks[i];
                if (check.isPassed)
                    continue;
                const auto codes = gateChecks()[i].denials;
                QVERIFY2(std::find(codes.begin(), codes.end(), check.code) != codes.end(), row.name);
                QVERIFY2(check.sentence.size() > 30 && check.sentence.back() == '.', check.sentence.c_str());
                QVERIFY2(!check.limit.empty() && !check.measured.empty(), row.name);
            }
        }
    }
}

void TestRiskGate::everyRowOfTheTableCanDeny()
{
    std::set<std::string> seen;
    std::vector<LimitCase> all = sizeCases();
    for (const auto& cases : {marketCases(), stateCases()})
        all.insert(all.end(), cases.begin(), cases.end());
    all.push_back({"no limits", "", [](GateInput& i) { i.limits = {}; }});
    for (const LimitCase& row : all) {
        GateInput input = vertical(emptyLedger);
        row.change(input);
        for (const CheckResult& check : evaluate(input).checks) {
            if (!check.isPassed)
                seen.insert(check.code);
        }
    }
    for (const GateCheck& row : gateChecks()) {
        for (const std::string_view code : row.denials)
            QVERIFY2(seen.contains(std::string(code)), code.data());
    }
}

void TestRiskGate::theFirstDenialIsTheAnswer()
{
    GateInput input = vertical(emptyLedger);
    input.flags.isKilled = true;
    input.flags.killReason = "drill";
    input.isSessionOpen = false;
    const GateVerdict verdict = evaluate(input);
    QCOMPARE(outcome(verdict), std::string("risk.killed risk.market_closed"));
    QCOMPARE(verdict.error().code, std::string("risk.killed"));
    QVERIFY(verdict.error().message.find("drill") != std::string::npos);
}

void TestRiskGate::theSameInputGivesTheSameVerdict()
{
    const GateInput input = vertical(emptyLedger);
    QCOMPARE(evaluate(input).checks, evaluate(input).checks);
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestRiskGate)
#include "tst_RiskGate.moc"
