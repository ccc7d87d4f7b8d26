// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/positions/RollMarketCases.h"

#include <QTest>

#include <set>

using namespace strikedesk;

/// What a position could be rolled into: by each strategy, within every constraint, the best first.
class TestRollCandidates : public QObject
{
    Q_OBJECT

    static StructureLeg leg(Right right, int strike, std::int64_t quantity)
    {
        return {.right = right, .strike = Price::ofWhole(strike), .quantity = quantity};
    }
    static std::vector<StructureLeg> strangle()
    {
        return {leg(Right::Put, 90, -1), leg(Right::Call, 110, -1)};
    }
    static std::vector<StructureLeg> condor()
    {
        return {leg(Right::Put, 85, 1), leg(Right::Put, 90, -1), leg(Right::Call, 110, -1),
                leg(Right::Call, 115, 1)};
    }
    static std::vector<Price> strikesOf(const RollCandidate& candidate, const std::vector<RollExpiry>& all)
    {
        std::vector<Price> strikes;
        for (const std::size_t place : candidate.contracts)
            strikes.push_back(all[candidate.expiry].contracts[place].strike);
        return strikes;
    }
    static std::int64_t refusedBy(const RollSearch& search, RollConstraint constraint)
    {
        for (const RollRefusal& refusal : search.refusals) {
            if (refusal.constraint == constraint)
                return refusal.count;
        }
        return 0;
    }

private Q_SLOTS:
    /// L1 to L5: what is shipped, by name.
    void whatIsShipped()
    {
        const RollTerms terms;
        QCOMPARE(terms.targetDays, 30);
        QCOMPARE(terms.daysLeast, 21);
        QCOMPARE(terms.daysMost, 60);
        QCOMPARE(terms.strategy, RollStrategy::AtmAdjust);
        QCOMPARE(terms.requiresCredit, false);
        QCOMPARE(terms.strikeMoveMost, Price::ofWhole(10));
        std::vector<std::string> names;
        for (const RollStrategyRow& row : rollStrategies()) {
            names.emplace_back(row.key);
            QCOMPARE(rollStrategyFrom(row.key), std::optional(row.strategy));
            QCOMPARE(nameOf(row.strategy), row.key);
        }
        QCOMPARE(names,
                 (std::vector<std::string> {"same_strikes", "atm_adjust", "delta_maintain", "width_keep"}));
        for (const RollRankRow& row : rollRanks())
            QCOMPARE(rollRankFrom(row.key), std::optional(row.rank));
        QVERIFY(!rollStrategyFrom("liquidate"));
        const RollTerms own {.targetDays = 45, .strategy = RollStrategy::SameStrikes, .requiresCredit = true};
        QVERIFY(checkRollTerms(own).has_value());
    }

    void termsOutOfBoundsAreRefused_data()
    {
        QTest::addColumn<int>("target");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("move");
        QTest::addColumn<int>("reference");
        QTest::addColumn<QString>("code");
        QTest::newRow("below the window") << 20 << 21 << 60 << 10 << 1 << QStringLiteral("input.roll_days");
        QTest::newRow("above it") << 61 << 21 << 60 << 10 << 1 << QStringLiteral("input.roll_days");
        QTest::newRow("upside down") << 30 << 40 << 20 << 10 << 1 << QStringLiteral("input.roll_days");
        QTest::newRow("the past") << 0 << -1 << 60 << 10 << 1 << QStringLiteral("input.roll_days");
        QTest::newRow("a move below 0") << 30 << 21 << 60 << -1 << 1 << QStringLiteral("input.roll_move");
        QTest::newRow("no price") << 30 << 21 << 60 << 10 << 0 << QStringLiteral("input.roll_reference");
        QTest::newRow("the edges") << 21 << 21 << 21 << 0 << 1 << QString();
    }
    void termsOutOfBoundsAreRefused()
    {
        QFETCH(int, target);
        QFETCH(int, least);
        QFETCH(int, most);
        QFETCH(int, move);
        QFETCH(int, reference);
        QFETCH(QString, code);
        RollTerms terms {.targetDays = target, .daysLeast = least, .daysMost = most};
        terms.strikeMoveMost = Price::ofWhole(move);
        terms.reference = Price::ofWhole(reference);
        const auto checked = checkRollTerms(terms);
        QCOMPARE(checked ? QString() : QString::fromStdString(checked.error().code), code);
    }

    /// One candidate for each expiry in the window; its price is worked out by hand.
    void sameStrikesStay()
    {
        const RollMarketCase market;
        const auto all = market.universe();
        const RollPosition position = market.position(strangle(), 14, all);
        const RollTerms terms {.strategy = RollStrategy::SameStrikes};
        const auto found = findRolls(position, all, terms, market.deltas());
        QVERIFY(found.has_value());
        QCOMPARE(found->found, std::int64_t(6)); // 21, 28 … 56 days
        QCOMPARE(refusedBy(*found, RollConstraint::Days), std::int64_t(4));
        QCOMPARE(found->candidates.front().days, 28); // nearest to 30
        for (const RollCandidate& candidate : found->candidates) {
            QCOMPARE(strikesOf(candidate, all), (std::vector {Price::ofWhole(90), Price::ofWhole(110)}));
            Price mid;
            Price natural;
            for (std::size_t i = 0; i < 2; ++i) {
                const RollContract& held = position.legs[i].held;
                const RollContract& next = all[candidate.expiry].contracts[candidate.contracts[i]];
                mid += (*held.bid + Price::ofCents(5)) - (*next.bid + Price::ofCents(5));
                natural += *held.ask - *next.bid;
            }
            QCOMPARE(candidate.mid, mid);
            QCOMPARE(candidate.natural, natural);
            QCOMPARE(candidate.slippage, Money::ofWhole(10)); // half of 20 cents times 100
            QVERIFY(candidate.isLossUnlimitedAfter);
            QVERIFY(candidate.marginAfter.has_value());
            QVERIFY(candidate.deltaAfter.has_value());
        }
    }

    /// Four strikes are four strikes: they all move by what the underlying has moved.
    void atmAdjustMovesEveryStrike()
    {
        RollMarketCase market;
        market.spot = 104;
        const auto all = market.universe();
        RollPosition position = market.position(condor(), 14, all);
        position.reference = Price::ofWhole(100);
        const auto found = findRolls(position, all, {}, market.deltas());
        QVERIFY(found.has_value());
        QCOMPARE(found->found, std::int64_t(6));
        QCOMPARE(
            strikesOf(found->candidates.front(), all),
            (std::vector {Price::ofWhole(89), Price::ofWhole(94), Price::ofWhole(114), Price::ofWhole(119)}));
        QVERIFY(!found->candidates.front().isLossUnlimitedAfter);
        // Premium is no price of the underlying: without a reference nothing is guessed.
        position.reference.reset();
        const auto unknown = findRolls(position, all, {}, market.deltas());
        QVERIFY(!unknown.has_value());
        QCOMPARE(unknown.error().code, std::string("roll.no_reference"));
    }

    /// A move of 12 is more than 10: refused and counted, not cut short.
    void theMaximumMoveIsKept()
    {
        RollMarketCase market;
        market.spot = 112;
        const auto all = market.universe();
        RollPosition position = market.position(condor(), 14, all);
        position.reference = Price::ofWhole(100);
        const auto found = findRolls(position, all, {}, market.deltas());
        QVERIFY(found.has_value());
        QCOMPARE(found->found, std::int64_t(0));
        QCOMPARE(refusedBy(*found, RollConstraint::StrikeMove), std::int64_t(6));
        RollTerms wider;
        wider.strikeMoveMost = Price::ofWhole(12);
        QCOMPARE(findRolls(position, all, wider, market.deltas())->found, std::int64_t(6));
    }

    /// Every leg where its delta is; the terms bound how far it may look.
    void deltasAreKept()
    {
        const RollMarketCase market;
        const auto all = market.universe();
        const RollPosition position = market.position(condor(), 21, all);
        RollTerms terms {.strategy = RollStrategy::DeltaMaintain};
        terms.strikeMoveMost = Price::ofWhole(40);
        const auto found = findRolls(position, all, terms, market.deltas());
        QVERIFY(found.has_value());
        QVERIFY(found->found >= 5);
        for (const RollCandidate& candidate : found->candidates) {
            for (std::size_t i = 0; i < position.legs.size(); ++i) {
                const RollExpiry& expiry = all[candidate.expiry];
                const RollContract& next = expiry.contracts[candidate.contracts[i]];
                const double delta = market.delta(next.right, next.strike.toDouble(), expiry.days);
                QVERIFY(std::abs(delta - *position.legs[i].delta) < 0.05);
            }
        }
    }

    /// Widths stay to the cent, and every move that is listed and allowed is there once.
    void widthsAreKept()
    {
        const RollMarketCase market;
        const auto all = market.universe();
        const RollPosition position = market.position(condor(), 14, all);
        const RollTerms terms {.strategy = RollStrategy::WidthKeep};
        const auto found = findRolls(position, all, terms, market.deltas());
        QVERIFY(found.has_value());
        QCOMPARE(found->found, std::int64_t(6 * 21));
        std::set<std::pair<std::size_t, std::vector<std::size_t>>> distinct;
        for (const RollCandidate& candidate : found->candidates) {
            const auto strikes = strikesOf(candidate, all);
            QCOMPARE(strikes[1] - strikes[0], Price::ofWhole(5));
            QCOMPARE(strikes[2] - strikes[1], Price::ofWhole(20));
            QCOMPARE(strikes[3] - strikes[2], Price::ofWhole(5));
            distinct.insert({candidate.expiry, candidate.contracts});
        }
        QCOMPARE(distinct.size(), found->candidates.size());
    }

    void badMarketsAreRefusedAndSaid()
    {
        const RollMarketCase market;
        auto all = market.universe();
        const RollPosition position = market.position(strangle(), 14, all);
        const RollTerms terms {.strategy = RollStrategy::SameStrikes};
        for (RollContract& contract : all[2].contracts)
            contract.isTradable = false;
        for (RollContract& contract : all[3].contracts) {
            contract.isTradable = false;
            contract.isHalted = true;
        }
        std::erase_if(all[4].contracts,
                      [](const RollContract& one) { return one.strike == Price::ofWhole(110); });
        const auto found = findRolls(position, all, terms, market.deltas());
        QVERIFY(found.has_value());
        QCOMPARE(found->found, std::int64_t(3));
        QCOMPARE(refusedBy(*found, RollConstraint::Quotes), std::int64_t(1));
        QCOMPARE(refusedBy(*found, RollConstraint::Halted), std::int64_t(1));
        QCOMPARE(refusedBy(*found, RollConstraint::NoStrike), std::int64_t(1));
        QCOMPARE(refusalWords({RollConstraint::Days, 1}, terms),
                 std::string("1 expiry outside 21 to 60 days"));
        RollPosition blind = position;
        blind.legs[0].held.isTradable = false;
        QCOMPARE(findRolls(blind, all, terms, market.deltas()).error().code, std::string("roll.no_market"));
    }

    /// The near leg of a calendar may not go to or behind its far one.
    void aCalendarStaysOne()
    {
        const RollMarketCase market;
        const auto all = market.universe();
        RollPosition position = market.position({leg(Right::Put, 95, -1)}, 14, all);
        KeptLeg far;
        far.payoff = {pricing::PayoffLeg::Put, Price::ofWhole(95),  Quantity(1),
                      Multiplier(100),         Money::ofWhole(300), Instant {std::chrono::hours {24 * 42}}};
        far.mark = Price::ofWhole(3);
        far.expiry = RollMarketCase::expiryAfter(42);
        far.delta = -0.4;
        position.kept.push_back(far);
        const auto found = findRolls(position, all, {.strategy = RollStrategy::SameStrikes}, market.deltas());
        QVERIFY(found.has_value());
        for (const RollCandidate& candidate : found->candidates)
            QVERIFY(candidate.days < 42);
        QCOMPARE(found->found, std::int64_t(3));
        QCOMPARE(refusedBy(*found, RollConstraint::KeptExpiry), std::int64_t(3));
        QVERIFY(!found->candidates.front().isLossUnlimitedAfter); // the far one still covers
    }

    void theOrderIsThatOfItsRank_data()
    {
        QTest::addColumn<int>("rank");
        for (const RollRankRow& row : rollRanks())
            QTest::newRow(std::string(row.key).c_str()) << int(row.rank);
    }
    void theOrderIsThatOfItsRank()
    {
        QFETCH(int, rank);
        const RollMarketCase market;
        const auto all = market.universe();
        const RollPosition position = market.position(condor(), 14, all);
        RollTerms terms {.strategy = RollStrategy::WidthKeep};
        terms.rank = RollRank(rank);
        const auto found = findRolls(position, all, terms, market.deltas());
        QVERIFY(found.has_value());
        const auto figure = [&](const RollCandidate& candidate) -> double {
            switch (terms.rank) {
            case RollRank::Days: return std::abs(candidate.days - 30);
            case RollRank::Credit: return candidate.mid.toDouble();
            case RollRank::Delta: return std::abs(candidate.deltaAfter.value_or(1e9));
            case RollRank::Margin:
                return candidate.marginAfter.value_or(Money::ofWhole(1'000'000)).toDouble();
            case RollRank::Slippage: return candidate.slippage.toDouble();
            case RollRank::MaximumLoss:
                return candidate.maximumLossAfter.value_or(Money::ofWhole(1'000'000)).toDouble();
            }
            return 0;
        };
        for (std::size_t i = 1; i < found->candidates.size(); ++i)
            QVERIFY(figure(found->candidates[i - 1]) <= figure(found->candidates[i]));
    }
};

QTEST_GUILESS_MAIN(TestRollCandidates)
#include "tst_RollCandidates.moc"
