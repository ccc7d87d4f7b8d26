// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/instruments/StructureCases.h"
#include "tests/positions/RollMarketCases.h"

#include <QTest>

using namespace strikedesk;

/// What holds of every candidate of a roll, whatever the position and the terms.
class TestRollLaws : public QObject
{
    Q_OBJECT

    static StructureLeg leg(Right right, int strike, std::int64_t quantity)
    {
        return {.right = right, .strike = Price::ofWhole(strike), .quantity = quantity};
    }

private Q_SLOTS:
    /// Every structure of the catalogue that has one expiry can be rolled as it is.
    void everyStructureKeepsItsLegs_data()
    {
        QTest::addColumn<QString>("key");
        for (const NamedStructure& row : namedStructures()) {
            for (const PatternForm& form : patternOf(row).used()) {
                if (form.expiries == 1)
                    QTest::addRow("%s with %d strikes", std::string(row.key).c_str(), form.strikes)
                        << QString::fromStdString(std::string(row.key));
            }
        }
    }
    void everyStructureKeepsItsLegs()
    {
        QFETCH(QString, key);
        const NamedStructure& row = *findStructure(key.toStdString());
        RollMarketCase market;
        market.lowest = 60;
        market.highest = 180;
        market.spot = 110;
        const auto all = market.universe();
        StructureDice dice(17);
        for (const PatternForm& form : patternOf(row).used()) {
            StructureRequest request = dice.request(row, form);
            request.expiries.assign(1, RollMarketCase::expiryAfter(14));
            request.packages = 1;
            const auto built = buildStructure(request);
            QVERIFY(built.has_value());
            const RollPosition position = market.position(*built, 14, all);
            for (const RollStrategy strategy : {RollStrategy::SameStrikes, RollStrategy::AtmAdjust}) {
                RollTerms terms;
                terms.strategy = strategy;
                const auto found = findRolls(position, all, terms, market.deltas());
                QVERIFY(found.has_value());
                QCOMPARE(found->found, std::int64_t(6));
                for (const RollCandidate& candidate : found->candidates) {
                    std::vector<StructureLeg> after;
                    for (std::size_t i = 0; i < position.legs.size(); ++i) {
                        const RollExpiry& expiry = all[candidate.expiry];
                        const RollContract& next = expiry.contracts[candidate.contracts[i]];
                        after.push_back({.expiry = expiry.expiry,
                                         .right = next.right,
                                         .strike = next.strike,
                                         .quantity = position.legs[i].ratio});
                    }
                    for (const KeptLeg& kept : position.kept)
                        after.push_back(stockLeg(kept.payoff.quantity.count()));
                    QCOMPARE(recogniseStructure(after).key, recogniseStructure(*built).key);
                }
            }
        }
    }

    /// Whatever the position and the terms: rights and order stay, window, move and credit are kept.
    void theLawsHoldOnAnyPosition_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void theLawsHoldOnAnyPosition()
    {
        QFETCH(int, seed);
        StructureDice dice {std::uint64_t(seed)};
        RollMarketCase market;
        market.spot = dice.random.between(80, 120);
        market.step = dice.random.between(1, 3);
        auto all = market.universe();
        for (RollExpiry& expiry : all) {
            for (RollContract& contract : expiry.contracts)
                contract.isTradable = dice.random.between(0, 9) > 0;
        }
        std::vector<StructureLeg> legs;
        for (int count = dice.random.between(1, 4); count > 0; --count) {
            const int strike = market.lowest
                + market.step * dice.random.between(5, (market.highest - market.lowest) / market.step - 5);
            legs.push_back(
                leg(dice.random.between(0, 1) == 0 ? Right::Call : Right::Put, strike,
                    dice.random.between(0, 1) == 0 ? dice.random.between(1, 3) : -dice.random.between(1, 3)));
        }
        legs = addedUp(legs);
        if (legs.empty())
            return;
        RollPosition position = market.position(legs, 14, all);
        position.reference = *position.spot - Price::ofWhole(dice.random.between(-8, 8));
        for (RolledLeg& one : position.legs)
            one.held.isTradable = true;
        for (const RollStrategyRow& row : rollStrategies()) {
            RollTerms terms;
            terms.strategy = row.strategy;
            terms.daysLeast = dice.random.between(7, 30);
            terms.daysMost = terms.daysLeast + dice.random.between(0, 40);
            terms.targetDays = terms.daysLeast;
            terms.strikeMoveMost = Price::ofWhole(dice.random.between(0, 15));
            terms.requiresCredit = dice.random.between(0, 1) == 1;
            terms.rank = RollRank(dice.random.between(0, 5));
            const auto found = findRolls(position, all, terms, market.deltas());
            QVERIFY(found.has_value());
            for (const RollCandidate& candidate : found->candidates) {
                const RollExpiry& expiry = all[candidate.expiry];
                QVERIFY(candidate.days >= terms.daysLeast && candidate.days <= terms.daysMost);
                QVERIFY(expiry.expiry >= position.expiry);
                QVERIFY(!terms.requiresCredit || candidate.mid.isNegative());
                QVERIFY(candidate.natural >= candidate.mid);
                QCOMPARE(candidate.contracts.size(), position.legs.size());
                for (std::size_t i = 0; i < position.legs.size(); ++i) {
                    const RollContract& next = expiry.contracts[candidate.contracts[i]];
                    const RollContract& held = position.legs[i].held;
                    QCOMPARE(next.right, held.right);
                    QVERIFY(next.isTradable && next.id != held.id);
                    QVERIFY(absolute(next.strike - held.strike) <= terms.strikeMoveMost);
                    for (std::size_t j = 0; j < position.legs.size(); ++j) {
                        const RollContract& other = expiry.contracts[candidate.contracts[j]];
                        QCOMPARE(next.strike < other.strike, held.strike < position.legs[j].held.strike);
                    }
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRollLaws)
#include "tst_RollLaws.moc"
