// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"
#include "core/positions/RollSteps.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace strikedesk;

namespace {

/// A roll from June to July of the legs given, whose contracts live as long as this.
struct RollCase
{
    Catalogue catalogue;
    std::vector<RollTrade> trades;
    std::vector<RollTrade> kept;

    pricing::PayoffLeg payoff(const Instrument& instrument, std::int64_t ratio, int cents) const
    {
        pricing::PayoffLeg leg;
        leg.kind = pricing::PayoffLeg::Stock;
        leg.quantity = Quantity(ratio);
        leg.multiplier = instrument.multiplier;
        leg.cost = value(Price::ofCents(cents), Quantity(ratio), instrument.multiplier);
        if (instrument.option) {
            leg.kind = instrument.option->right == Right::Call ? pricing::PayoffLeg::Call
                                                               : pricing::PayoffLeg::Put;
            leg.strike = instrument.option->strike;
            leg.expiresAt = instrument.settlesAt;
        }
        return leg;
    }
    const Instrument& option(const char* month, char right, int strike)
    {
        const auto symbol = fmt::format("ACME  {}{}{:05}000", month, right, strike);
        return catalogue.at(catalogue.addOption(contractFor(*parseSymbol(symbol))));
    }
    void roll(char right, int strike, int nextStrike, std::int64_t ratio, int cents)
    {
        const Instrument& held = option("260619", right, strike);
        const Instrument& next = option("260717", right, nextStrike);
        const auto count = std::int32_t(std::abs(ratio));
        trades.push_back({{held.symbol, ratio > 0 ? Side::Sell : Side::Buy, count, PositionEffect::Close},
                          &held,
                          payoff(held, ratio, cents)});
        trades.push_back({{next.symbol, ratio > 0 ? Side::Buy : Side::Sell, count, PositionEffect::Open},
                          &next,
                          payoff(next, ratio, cents + 50)});
    }
    void keep(const char* month, char right, int strike, std::int64_t ratio, int cents)
    {
        const Instrument& one = option(month, right, strike);
        kept.push_back({{}, &one, payoff(one, ratio, cents)});
    }
    void keepStock(std::int64_t shares)
    {
        const Instrument& stock = catalogue.at(catalogue.addStock("ACME"));
        kept.push_back({{}, &stock, payoff(stock, shares, 10'000)});
    }

    // ---- The same question without any of the product's means --------------------------------------------

    std::vector<const RollTrade*> heldAfter(const std::set<std::size_t>& done) const
    {
        std::vector<const RollTrade*> held;
        for (std::size_t i = 0; i < trades.size(); ++i) {
            const bool isClosing = trades[i].leg.effect == PositionEffect::Close;
            if (done.contains(i) != isClosing)
                held.push_back(&trades[i]);
        }
        for (const RollTrade& trade : kept)
            held.push_back(&trade);
        return held;
    }
    /// Cents at a spot of so many dollars; options count what they are worth inside.
    static std::int64_t worthAt(const std::vector<const RollTrade*>& held, int dollars)
    {
        std::int64_t units = 0;
        for (const RollTrade* trade : held) {
            const auto& leg = trade->payoff;
            const std::int64_t strike = leg.strike.units() / 10'000;
            const std::int64_t inside = leg.kind == pricing::PayoffLeg::Stock ? dollars
                : leg.kind == pricing::PayoffLeg::Call ? std::max<std::int64_t>(0, dollars - strike)
                                                       : std::max<std::int64_t>(0, strike - dollars);
            units += inside * 10'000 * leg.quantity.count() * leg.multiplier.shares() - leg.cost.units();
        }
        return units;
    }
    /// The worst of it from 0 to 400, where every strike lies far below.
    static std::int64_t worstOf(const std::vector<const RollTrade*>& held)
    {
        std::int64_t worst = worthAt(held, 0);
        for (int dollars = 0; dollars <= 400; ++dollars)
            worst = std::min(worst, worthAt(held, dollars));
        return worst;
    }
};

} // namespace

/// In which packages a roll goes where the venue does not take it as one.
class TestRollSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatFitsIsOnePackage()
    {
        RollCase roll;
        roll.roll('P', 95, 95, -1, 200);
        roll.roll('P', 90, 90, 1, 100);
        const auto split = splitRoll(roll.trades, roll.kept, 4);
        QVERIFY(split.has_value());
        QCOMPARE(*split, (std::vector<std::vector<std::size_t>> {{0, 1, 2, 3}}));
    }

    void aCondorIsClosedAndOpened()
    {
        RollCase roll;
        roll.roll('P', 85, 85, 1, 60);
        roll.roll('P', 90, 90, -1, 120);
        roll.roll('C', 110, 110, -1, 130);
        roll.roll('C', 115, 115, 1, 70);
        const auto split = splitRoll(roll.trades, roll.kept, 4);
        QVERIFY2(split.has_value(), split ? "" : split.error().message.c_str());
        QCOMPARE(*split, (std::vector<std::vector<std::size_t>> {{0, 2, 4, 6}, {1, 3, 5, 7}}));
    }

    /// A vertical leg by leg: the short one is bought back first, and the new one is sold last.
    void aVerticalGoesLegByLeg()
    {
        RollCase roll;
        roll.roll('P', 95, 95, -1, 200);
        roll.roll('P', 90, 90, 1, 100);
        const auto split = splitRoll(roll.trades, roll.kept, 1);
        QVERIFY(split.has_value());
        QCOMPARE(split->size(), std::size_t(4));
        QCOMPARE(split->front(), std::vector<std::size_t> {0});
        QCOMPARE(split->back(), std::vector<std::size_t> {1});
    }

    /// Stock whose call has been bought back can lose more by what that has cost, and with two it is
    /// uncovered.
    void aCoveredCallNeedsOnePackage()
    {
        RollCase roll;
        roll.roll('C', 110, 115, -1, 150);
        roll.keepStock(100);
        QCOMPARE(splitRoll(roll.trades, roll.kept, 1).error().code, std::string("roll.no_way"));
        QCOMPARE(splitRoll(roll.trades, roll.kept, 2)->size(), std::size_t(1));
    }

    /// The near leg of a calendar alone: without it the far one could lose more, with two it is naked.
    void whereNothingIsSafeItIsSaid()
    {
        RollCase roll;
        roll.roll('C', 100, 100, -1, 200);
        roll.keep("260918", 'C', 100, 1, 500);
        const auto split = splitRoll(roll.trades, roll.kept, 1);
        QVERIFY(!split.has_value());
        QCOMPARE(split.error().code, std::string("roll.no_way"));
        QVERIFY(splitRoll(roll.trades, roll.kept, 2).has_value());
        QCOMPARE(splitRoll(roll.trades, roll.kept, 0).error().code, std::string("roll.no_way"));
    }

    void tooManyLegsAreRefused()
    {
        RollCase roll;
        for (int leg = 0; leg < 7; ++leg)
            roll.roll('P', 80 + leg, 80 + leg, leg % 2 == 0 ? 1 : -1, 100);
        QCOMPARE(splitRoll(roll.trades, roll.kept, 4).error().code, std::string("roll.too_many_legs"));
    }

    /// Any roll of any verticals, condors and ratios: all legs once, no package too large, and no state on
    /// the way that loses more than the start does, by a payoff that is reckoned dollar by dollar.
    void noStateOnTheWayIsRiskier_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 60; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void noStateOnTheWayIsRiskier()
    {
        QFETCH(int, seed);
        Random random {std::uint64_t(seed)};
        RollCase roll;
        int strike = 80;
        const int pairs = random.between(1, 2);
        for (int pair = 0; pair < pairs; ++pair) {
            const char right = random.between(0, 1) == 0 ? 'P' : 'C';
            const int ratio = random.between(1, 2);
            const int move = random.between(-3, 3);
            const bool isSold = random.between(0, 1) == 0;
            for (const int sign : {1, -1}) {
                strike += random.between(2, 8);
                roll.roll(right, strike, strike + move, sign * (isSold ? -1 : 1) * ratio,
                          random.between(20, 400));
            }
        }
        if (random.between(0, 3) == 0)
            roll.keepStock(100);
        const int legsMost = random.between(1, int(roll.trades.size()) - 1);
        const auto split = splitRoll(roll.trades, roll.kept, legsMost);
        if (!split) {
            QCOMPARE(split.error().code, std::string("roll.no_way"));
            return;
        }
        // A loss, if there is one: what cannot lose is no measure for what could win less.
        const std::int64_t before = std::min<std::int64_t>(0, RollCase::worstOf(roll.heldAfter({})));
        std::set<std::size_t> done;
        for (std::size_t step = 0; step < split->size(); ++step) {
            QVERIFY(int((*split)[step].size()) <= legsMost);
            for (const std::size_t trade : (*split)[step])
                QVERIFY(done.insert(trade).second);
            if (step + 1 == split->size())
                break;
            const std::int64_t now = RollCase::worstOf(roll.heldAfter(done));
            QVERIFY2(now >= before, qPrintable(QStringLiteral("%1 after step %2").arg(now).arg(step)));
        }
        QCOMPARE(done.size(), roll.trades.size());
    }
};

QTEST_GUILESS_MAIN(TestRollSteps)
#include "tst_RollSteps.moc"
