// SPDX-License-Identifier: GPL-3.0-or-later
#include "GateCases.h"

#include <QTest>

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
    void aSoftDenialPassesForTheOrderThatSaysSo();
    void aHardDenialIsNeverOverridden();
    void onlySoftDenialsMayBeNamed_data();
    void onlySoftDenialsMayBeNamed();
    void theSameInputGivesTheSameVerdict();
};

} // namespace strikedesk

Q_DECLARE_METATYPE(strikedesk::fixture::Change)

namespace strikedesk {

namespace {

const SlippageLedger emptyLedger;

std::string outcomeOf(const Change& change, bool isClosing = false)
{
    GateInput input = isClosing ? closingVertical(emptyLedger) : vertical(emptyLedger);
    change(input);
    return outcome(evaluate(input));
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
    for (const auto& cases : {sizeCases(), marketCases(), stateCases(), exposureCases(), paceCases()}) {
        for (const LimitCase& row : cases)
            QTest::newRow(row.name) << row.change << QString::fromLatin1(*row.code ? row.code : "allowed");
    }
    for (const LimitRow& row : limitTable()) {
        const bool isNeeded = row.id != LimitId::NakedGranted && row.id <= LimitId::NearExpiry;
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
    row("breaker open", "allowed", [](GateInput& i) {
        i.flags.breakers = {breakerIn(BreakerMode::BlockEntries), breakerIn(BreakerMode::ReduceOnly)};
    });
    row("frozen", "risk.frozen", [](GateInput& i) { i.flags.breakers = {breakerIn(BreakerMode::Freeze)}; });
    row("frozen, for the kill switch", "allowed", [](GateInput& i) {
        i.flags.breakers = {breakerIn(BreakerMode::Freeze)};
        i.actor = "kill";
    });
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
    for (const auto& cases : {sizeCases(), marketCases(), stateCases(), exposureCases(), paceCases()}) {
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
    for (const auto& cases : {marketCases(), stateCases(), exposureCases(), paceCases()})
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

void TestRiskGate::aSoftDenialPassesForTheOrderThatSaysSo()
{
    GateInput input = vertical(emptyLedger);
    input.limits.values[LimitId::UnusualSize] = 0;
    input.recent = {recentOf(input, std::chrono::milliseconds(1))};
    input.request.overrides = OrderOverride {{"risk.unusual_size"}, "a large roll"};
    QCOMPARE(outcome(evaluate(input)), std::string("risk.duplicate")); // only what it names
    input.request.overrides->codes.push_back("risk.duplicate");
    const GateVerdict verdict = evaluate(input);
    QCOMPARE(outcome(verdict), std::string("allowed"));
    QVERIFY(verdict.isAllowed);
    QCOMPARE(verdict.overridden.size(), std::size_t(2));
    QCOMPARE(verdict.overridden.front().measured, std::string("1"));
    const CheckResult& check = resultOf(verdict, "risk.unusual_size");
    QVERIFY(check.isWarning);
    QVERIFY(check.sentence.find("a large roll") != std::string::npos);
    // An override of what does not deny is no warning.
    input.limits = shippedLimits();
    input.recent.clear();
    QVERIFY(evaluate(input).overridden.empty());
    QVERIFY(!resultOf(evaluate(input), "risk.unusual_size").isWarning);
}

void TestRiskGate::aHardDenialIsNeverOverridden()
{
    std::vector<LimitCase> all = sizeCases();
    for (const auto& cases : {marketCases(), stateCases(), exposureCases(), paceCases()})
        all.insert(all.end(), cases.begin(), cases.end());
    OrderOverride everything {{}, "let me"};
    for (const GateCheck& row : gateChecks())
        everything.codes.insert(everything.codes.end(), row.denials.begin(), row.denials.end());
    int hard = 0;
    for (const LimitCase& row : all) {
        GateInput input = vertical(emptyLedger);
        row.change(input);
        const GateVerdict plain = evaluate(input);
        input.request.overrides = everything;
        const GateVerdict overridden = evaluate(input);
        for (std::size_t i = 0; i < plain.checks.size(); ++i) {
            if (plain.checks[i].isPassed || gateChecks()[i].isSoft)
                continue;
            QVERIFY2(!overridden.checks[i].isPassed, row.name);
            ++hard;
        }
    }
    QVERIFY(hard > 20);
}

void TestRiskGate::onlySoftDenialsMayBeNamed_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("expected");
    QTest::newRow("soft") << "risk.duplicate"
                          << "";
    QTest::newRow("hard") << "risk.max_loss"
                          << "risk.not_overridable";
    QTest::newRow("a second denial of a hard check") << "risk.naked_not_granted"
                                                     << "risk.not_overridable";
    QTest::newRow("unknown") << "risk.whatever"
                             << "input.override";
}

void TestRiskGate::onlySoftDenialsMayBeNamed()
{
    QFETCH(QString, code);
    QFETCH(QString, expected);
    const auto legal = checkOverride({{code.toStdString()}, "why"});
    QCOMPARE(legal ? QString() : QString::fromStdString(legal.error().code), expected);
}

void TestRiskGate::theSameInputGivesTheSameVerdict()
{
    const GateInput input = vertical(emptyLedger);
    QCOMPARE(evaluate(input).checks, evaluate(input).checks);
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestRiskGate)
#include "tst_RiskGate.moc"
