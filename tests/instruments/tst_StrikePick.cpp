// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StrikePick.h"
#include "core/util/Random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace strikedesk;

// Strikes found on a listed chain: each way by itself, widths, order, and what cannot be found.
class TestStrikePick : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachWayFindsItsStrike_data();
    void eachWayFindsItsStrike();
    void strikesAreFoundTogether();
    void strikesWithTwoRightsNeedBoth();
    void theNearestTogetherEqualsBruteForce();
    void refusalsNameTheRule();

private:
    std::vector<ListedOption> m_chain;
};

namespace {

// Strikes 80 to 120 by fives; the spot is 101.
std::vector<ListedOption> listedChain()
{
    std::vector<ListedOption> chain;
    for (int strike = 80; strike <= 120; strike += 5) {
        const double distance = (strike - 101) / 20.0;
        const double above = 1 / (1 + std::exp(3 * distance)); // a call's chance, near enough
        for (const Right right : {Right::Put, Right::Call}) {
            const bool isCall = right == Right::Call;
            ListedOption option;
            option.right = right;
            option.strike = Price::ofWhole(strike);
            option.delta = isCall ? above : above - 1;
            option.probabilityInTheMoney = isCall ? above - 0.02 : 1.02 - above;
            option.mid = Price::ofCents(100 + 25 * std::abs(isCall ? 120 - strike : strike - 80));
            option.symbol = (isCall ? "C" : "P") + std::to_string(strike);
            chain.push_back(option);
        }
    }
    return chain;
}

std::vector<const ListedOption*> pointersTo(const std::vector<ListedOption>& chain)
{
    std::vector<const ListedOption*> options;
    for (const ListedOption& option : chain)
        options.push_back(&option);
    return options;
}

constexpr ExpiryFacts facts {101.0, 9.0};

std::string strikesText(const Result<std::vector<Price>>& strikes)
{
    if (!strikes)
        return strikes.error().code;
    std::string text;
    for (const Price strike : *strikes)
        text += (text.empty() ? "" : " ") + std::to_string(strike.units() / Price::unitsPerOne);
    return text;
}

StrikePick pickBy(PickBy by, double value, int from = -1)
{
    StrikePick pick;
    pick.by = by;
    pick.value = value;
    pick.from = from;
    return pick;
}

} // namespace

void TestStrikePick::eachWayFindsItsStrike_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("isCall");
    QTest::addColumn<QByteArray>("strike");
    const auto row = [](const char* name, PickBy by, double value, bool isCall, const char* strike) {
        QTest::newRow(name) << int(by) << value << isCall << QByteArray(strike);
    };
    row("delta of a call", PickBy::Delta, 0.21, true, "110");
    row("delta of a put", PickBy::Delta, 0.16, false, "90");
    row("a delta that nothing has", PickBy::Delta, 0.99, false, "120");
    row("probability of a call", PickBy::Probability, 0.19, true, "110");
    row("probability of a put", PickBy::Probability, 0.5, false, "100");
    row("premium", PickBy::Premium, 3.60, true, "110");
    row("a premium that nothing has", PickBy::Premium, 90, true, "structure.no_strike");
    row("at the money", PickBy::AtTheMoney, 0, true, "100");
    row("two strikes above", PickBy::AtTheMoney, 2, true, "110");
    row("two strikes below", PickBy::AtTheMoney, -2, false, "90");
    row("beyond the chain", PickBy::AtTheMoney, 9, false, "structure.no_strike");
    row("below the chain", PickBy::AtTheMoney, -9, false, "structure.no_strike");
    row("per cent below", PickBy::Percent, -10, false, "90");
    row("per cent beyond the chain", PickBy::Percent, 60, true, "structure.no_strike");
    row("one expected move above", PickBy::ExpectedMove, 1, true, "110");
    row("two below", PickBy::ExpectedMove, -2, false, "85");
    row("a price", PickBy::Strike, 95, true, "95");
    row("a price that is not listed", PickBy::Strike, 96, true, "structure.no_strike");
}

void TestStrikePick::eachWayFindsItsStrike()
{
    QFETCH(int, by);
    QFETCH(double, value);
    QFETCH(bool, isCall);
    std::vector<ListedOption> chain = listedChain();
    const std::vector<StrikeSlot> wanted {{pickBy(PickBy(by), value), {isCall ? Right::Call : Right::Put}}};
    QTEST(QByteArray::fromStdString(strikesText(pickStrikes(wanted, pointersTo(chain), facts))), "strike");
    std::ranges::reverse(chain);
    QTEST(QByteArray::fromStdString(strikesText(pickStrikes(wanted, pointersTo(chain), facts))), "strike");
}

void TestStrikePick::strikesAreFoundTogether()
{
    const std::vector<ListedOption> chain = listedChain();
    const auto found = [&](std::vector<StrikeSlot> wanted, const StrikesAllowed& isAllowed = {}) {
        return strikesText(pickStrikes(wanted, pointersTo(chain), facts, isAllowed));
    };
    using enum PickBy;
    using enum Right;
    QCOMPARE(found({{pickBy(WidthStrikes, -2, 1), {Put}},
                    {pickBy(Delta, 0.3), {Put}},
                    {pickBy(Delta, 0.3), {Call}},
                    {pickBy(WidthDollars, 10, 2), {Call}}}),
             std::string("85 95 105 115"));
    // Two picks of one strike part, at the least distance, to the lower of two ways.
    QCOMPARE(found({{pickBy(Strike, 100), {Put}}, {pickBy(Strike, 100), {Call}}}),
             std::string("structure.no_strike"));
    QCOMPARE(found({{pickBy(AtTheMoney, 0), {Put}}, {pickBy(Percent, 0), {Call}}}), std::string("100 105"));
    // A rule beyond the order: the wings have to be equal.
    const auto areEqual
        = [](std::span<const Price> strikes) { return strikes[1] - strikes[0] == strikes[2] - strikes[1]; };
    const std::vector<StrikeSlot> fly {
        {pickBy(Delta, 0.9), {Call}}, {pickBy(Delta, 0.5), {Call}}, {pickBy(Delta, 0.3), {Call}}};
    QCOMPARE(found(fly), std::string("85 100 105"));
    QCOMPARE(found(fly, areEqual), std::string("90 100 110"));
}

void TestStrikePick::strikesWithTwoRightsNeedBoth()
{
    std::vector<ListedOption> chain = listedChain();
    const std::vector<StrikeSlot> wanted {{pickBy(PickBy::Delta, 0.5), {Right::Put, Right::Call}}};
    QCOMPARE(strikesText(pickStrikes(wanted, pointersTo(chain), facts)), std::string("100"));
    for (ListedOption& option : chain)
        option.isTradable = option.symbol != "C100";
    QCOMPARE(strikesText(pickStrikes(wanted, pointersTo(chain), facts)), std::string("105"));
    std::erase_if(chain, [](const ListedOption& option) { return option.symbol == "C105"; });
    QCOMPARE(strikesText(pickStrikes(wanted, pointersTo(chain), facts)), std::string("95"));
}

// Three free picks by every combination, against the search.
void TestStrikePick::theNearestTogetherEqualsBruteForce()
{
    Random random(4);
    for (int trial = 0; trial < 200; ++trial) {
        std::vector<ListedOption> chain = listedChain();
        for (ListedOption& option : chain) {
            option.isTradable = random.between(0, 9) != 0;
            option.delta = random.uniform() * (option.right == Right::Put ? -1 : 1);
        }
        std::vector<StrikeSlot> wanted;
        for (const Right right : {Right::Put, Right::Put, Right::Call})
            wanted.push_back({pickBy(PickBy::Delta, 0.05 + 0.9 * random.uniform()), {right}});
        std::vector<Price> best;
        double least = 0;
        const auto away = [&](const ListedOption& option, const StrikeSlot& slot) {
            const double distance = std::abs(std::abs(*option.delta) - slot.pick.value);
            return option.isTradable && option.right == slot.rights[0] && distance <= slot.pick.tolerance
                ? distance
                : 100;
        };
        for (const ListedOption& low : chain) {
            for (const ListedOption& middle : chain) {
                for (const ListedOption& high : chain) {
                    const double sum = away(low, wanted[0]) + away(middle, wanted[1]) + away(high, wanted[2]);
                    if (sum < 100 && low.strike < middle.strike && middle.strike < high.strike
                        && (best.empty() || sum < least)) {
                        best = {low.strike, middle.strike, high.strike};
                        least = sum;
                    }
                }
            }
        }
        const auto found = pickStrikes(wanted, pointersTo(chain), facts);
        QCOMPARE(found.has_value(), !best.empty());
        if (found)
            QCOMPARE(*found, best);
    }
}

void TestStrikePick::refusalsNameTheRule()
{
    const std::vector<ListedOption> chain = listedChain();
    const auto code = [&](std::vector<StrikeSlot> wanted, const ExpiryFacts& known) {
        return strikesText(pickStrikes(wanted, pointersTo(chain), known));
    };
    const std::vector<StrikeSlot> move {{pickBy(PickBy::ExpectedMove, 1), {Right::Call}}};
    QCOMPARE(code(move, {}), std::string("structure.no_spot"));
    QCOMPARE(code(move, {101.0, {}}), std::string("structure.no_expected_move"));
    QCOMPARE(code({{pickBy(PickBy::WidthStrikes, 1, 0), {Right::Call}}}, facts),
             std::string("structure.pick"));
    QCOMPARE(code({{pickBy(PickBy::WidthDollars, 5), {Right::Call}}}, facts), std::string("structure.pick"));
    QCOMPARE(code({{pickBy(PickBy::Strike, 95), {Right::Call}},
                   {pickBy(PickBy::WidthDollars, 0, 0), {Right::Call}}},
                  facts),
             std::string("structure.pick"));
    QCOMPARE(code({{pickBy(PickBy::Strike, 95), {Right::Call}},
                   {pickBy(PickBy::WidthDollars, 100, 0), {Right::Call}}},
                  facts),
             std::string("structure.no_strike"));
    QCOMPARE(strikesText(pickStrikes(move, {}, facts)), std::string("structure.no_strike"));
    const auto refused = pickStrikes(std::vector<StrikeSlot> {{pickBy(PickBy::Strike, 96), {Right::Call}}},
                                     pointersTo(chain), facts);
    QCOMPARE(refused.error().message,
             std::string("No tradable call of 9 fits strike 96 within 0.25 (strike 1)."));
}

QTEST_GUILESS_MAIN(TestStrikePick)
#include "tst_StrikePick.moc"
