// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/Walk.h"
#include "core/orders/WalkStyles.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace strikedesk;

namespace {

Price cents(std::int64_t value)
{
    return Price::ofCents(value);
}

const Instant start
    = Instant {std::chrono::sys_days {std::chrono::year {2026} / 3 / 2}} + std::chrono::hours {15};

const FillRates nothingLearnt;

// Passive and natural lie as far from mid to either side.
PackagePrices marketAt(std::int64_t midCents, std::int64_t halfSpreadCents)
{
    return {cents(midCents + halfSpreadCents), cents(midCents), cents(midCents - halfSpreadCents)};
}

WalkBounds bounds(Price mid, Price natural, std::optional<Price> worst, WalkStyle style = WalkStyle::MidWalk)
{
    return walkBounds(termsOf(style), {natural, mid, mid + mid - natural}, worst, TickTable::penny(),
                      nothingLearnt, 2);
}

WalkSituation restingAt(Price limit, Price worst)
{
    WalkSituation situation;
    situation.terms.stepInterval = std::chrono::seconds {5};
    situation.limitPaid = limit;
    situation.worstPaid = worst;
    situation.market = PackagePrices {worst, limit, limit + limit - worst};
    situation.areQuotesTradable = true;
    situation.beganAt = start;
    situation.lastChangeAt = start;
    situation.lastInformationAt = start + std::chrono::seconds {4};
    situation.now = start + std::chrono::seconds {5};
    return situation;
}

WalkDecision decided(const WalkSituation& situation, const TickTable& ticks = TickTable::penny())
{
    return decideWalk(situation, ticks, nothingLearnt);
}

std::string restCode(const WalkDecision& decision)
{
    const auto* rests = std::get_if<WalkRests>(&decision);
    return rests ? rests->code : std::string("does not rest");
}

/// Runs a walk through a market that changes with time until it decides to stay, and answers its prices.
std::vector<Price> pricesOf(WalkTerms terms, PackagePrices (*marketAfter)(int seconds), Price worst,
                            int secondsMost = 200)
{
    const PackagePrices opening = marketAfter(0);
    const WalkBounds from = walkBounds(terms, opening, worst, TickTable::penny(), nothingLearnt, 2);
    std::vector<Price> prices {from.start};
    WalkSituation situation;
    situation.terms = terms;
    situation.legs = 2;
    situation.worstPaid = from.worst;
    situation.opening = opening;
    situation.areQuotesTradable = true;
    situation.beganAt = situation.lastChangeAt = start;
    for (int second = 1; second <= secondsMost; ++second) {
        situation.now = start + std::chrono::seconds {second};
        situation.lastInformationAt = situation.now;
        situation.market = marketAfter(second);
        situation.limitPaid = prices.back();
        const auto decision = decided(situation);
        if (std::holds_alternative<WalkGivesUp>(decision))
            break;
        if (const auto* step = std::get_if<WalkSteps>(&decision)) {
            prices.push_back(step->toPaid);
            situation.stepsTaken = step->step;
            situation.lastChangeAt = situation.now;
        }
    }
    return prices;
}

PackagePrices stillMarket(int)
{
    return marketAt(100, 20);
}

// The mid rises by a cent every five seconds.
PackagePrices risingMarket(int second)
{
    return marketAt(100 + second / 5, 20);
}

PackagePrices fallingMarket(int second)
{
    return marketAt(100 - second / 5 * 3, 20);
}

} // namespace

class TestWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAtMidRoundedToTheTickThatPaysLess()
    {
        const WalkBounds debit = bounds(Price::ofUnits(12'345), cents(140), {});
        QCOMPARE(debit.start.text(), std::string("1.2300"));
        QCOMPARE(debit.worst.text(), std::string("1.4000"));
        const WalkBounds credit = bounds(Price::ofUnits(-12'345), cents(-100), {});
        QCOMPARE(credit.start.text(), std::string("-1.2400"));
        QCOMPARE(credit.worst.text(), std::string("-1.0000"));
    }

    void aCreditNeverBecomesADebitUnlessThePersonSaysSo_data()
    {
        QTest::addColumn<int>("style");
        for (const WalkStyleRow& row : walkStyles)
            QTest::addRow("%s", row.name.data()) << int(row.style);
    }
    void aCreditNeverBecomesADebitUnlessThePersonSaysSo()
    {
        QFETCH(int, style);
        const WalkBounds own = bounds(cents(-5), cents(20), {}, WalkStyle(style));
        QCOMPARE(own.worst, cents(-1));
        QVERIFY(own.start <= own.worst);
        const WalkBounds asked = bounds(cents(-5), cents(20), cents(10), WalkStyle(style));
        QCOMPARE(asked.worst, cents(10));
        QVERIFY(asked.start <= asked.worst);
    }

    void stepsOneTickWhenTheIntervalHasPassedAndTheMarketWasHeard()
    {
        const auto decision = decided(restingAt(cents(100), cents(110)), TickTable::nickelDime());
        QVERIFY(std::holds_alternative<WalkSteps>(decision));
        QCOMPARE(std::get<WalkSteps>(decision).toPaid, cents(105));
        QCOMPARE(std::get<WalkSteps>(decision).step, 1);
    }

    void waitsBeforeTheIntervalAndWithoutNews()
    {
        WalkSituation early = restingAt(cents(100), cents(110));
        early.now = start + std::chrono::microseconds {4'999'999};
        QVERIFY(std::holds_alternative<WalkWaits>(decided(early)));
        WalkSituation silent = restingAt(cents(100), cents(110));
        silent.lastInformationAt = start;
        QVERIFY(std::holds_alternative<WalkWaits>(decided(silent)));
    }

    void neverPassesTheWorstLimitOrTheNatural()
    {
        WalkSituation last = restingAt(cents(109), cents(110));
        last.market = marketAt(108, 10);
        QCOMPARE(std::get<WalkSteps>(decided(last, TickTable::nickelDime())).toPaid, cents(110));
        QCOMPARE(restCode(decided(restingAt(cents(110), cents(110)))), std::string("walk.at_worst"));
        WalkSituation crossed = restingAt(cents(104), cents(110));
        crossed.market = marketAt(102, 2);
        QCOMPARE(restCode(decided(crossed)), std::string("walk.at_natural"));
    }

    /// The spread may close in on a walk that has gone far: what crosses now is enough.
    void paysNoMoreThanTheNaturalOfAMarketThatNarrowed()
    {
        WalkSituation far = restingAt(cents(110), cents(150));
        far.stepsTaken = 10;
        far.market = marketAt(110, 3);
        QCOMPARE(std::get<WalkSteps>(decided(far)).toPaid, cents(113));
        far.terms = termsOf(WalkStyle::TenSteps);
        far.opening = marketAt(100, 40);
        far.stepsTaken = 8;
        QCOMPARE(std::get<WalkSteps>(decided(far)).toPaid, cents(113));
    }

    void pausesOnFaultyAndOnTooWideQuotes()
    {
        WalkSituation faulty = restingAt(cents(100), cents(110));
        faulty.areQuotesTradable = false;
        QCOMPARE(restCode(decided(faulty)), std::string("walk.quotes_not_tradable"));
        WalkSituation wide = restingAt(cents(100), cents(110));
        wide.terms.widthMax = cents(19);
        QCOMPARE(restCode(decided(wide)), std::string("walk.market_too_wide"));
        wide.terms.widthMax = cents(20);
        QVERIFY(std::holds_alternative<WalkSteps>(decided(wide)));
    }

    void givesUpAfterItsPatienceAtTheWorstLimit()
    {
        WalkSituation patient = restingAt(cents(110), cents(110));
        patient.terms.patience = std::chrono::seconds {60};
        patient.now = start + std::chrono::seconds {59};
        QVERIFY(std::holds_alternative<WalkRests>(decided(patient)));
        patient.now = start + std::chrono::seconds {60};
        QVERIFY(std::holds_alternative<WalkGivesUp>(decided(patient)));
    }

    void crossesAtItsEndWhenToldTo()
    {
        WalkSituation end = restingAt(cents(110), cents(130));
        end.terms = termsOf(WalkStyle::Patient);
        end.terms.patience = std::chrono::seconds {60};
        end.terms.atEnd = WalkEnd::Cross;
        end.stepsTaken = 4;
        end.market = marketAt(100, 20);
        end.now = start + std::chrono::seconds {60};
        QCOMPARE(std::get<WalkSteps>(decided(end)).toPaid, cents(120));
        end.worstPaid = cents(115);
        QCOMPARE(std::get<WalkSteps>(decided(end)).toPaid, cents(115));
        end.limitPaid = cents(115);
        QVERIFY(std::holds_alternative<WalkGivesUp>(decided(end)));
        end.limitPaid = cents(110);
        end.areQuotesTradable = false; // nobody crosses a market that is not there
        QVERIFY(std::holds_alternative<WalkGivesUp>(decided(end)));
    }

    void everyStyleHasItsPrices_data()
    {
        QTest::addColumn<int>("style");
        QTest::addColumn<std::vector<int>>("prices");
        const auto row = [](WalkStyle style, std::vector<int> prices) {
            QTest::addRow("%s", nameOf(style).data()) << int(style) << std::move(prices);
        };
        row(WalkStyle::Patient, {100, 102, 105, 107, 110});
        row(WalkStyle::Urgent, {110, 115, 120});
        row(WalkStyle::PegToMid, {100});
        row(WalkStyle::Ladder, {100, 105, 110, 115, 120});
        row(WalkStyle::Join, {80});
        row(WalkStyle::FourPrices, {100, 106, 113, 120});
        row(WalkStyle::TenSteps, {100, 102, 104, 106, 108, 110, 112, 114, 116, 118, 120});
    }
    void everyStyleHasItsPrices()
    {
        QFETCH(int, style);
        QFETCH(std::vector<int>, prices);
        std::vector<Price> expected;
        for (const int price : prices)
            expected.push_back(cents(price));
        QVERIFY(pricesOf(termsOf(WalkStyle(style)), stillMarket, cents(120)) == expected);
    }

    void aMidWalkInEqualStepsAndALadderOfOnesOwn()
    {
        WalkTerms equal = termsOf(WalkStyle::MidWalk);
        equal.steps = 4;
        const std::vector<Price> four {cents(100), cents(105), cents(110), cents(115), cents(120)};
        QVERIFY(pricesOf(equal, stillMarket, cents(120)) == four);
        WalkTerms ladder = termsOf(WalkStyle::Ladder);
        ladder.rungs = {10, 60};
        const std::vector<Price> rungs {cents(102), cents(112)};
        QVERIFY(pricesOf(ladder, stillMarket, cents(120)) == rungs);
    }

    /// Probe 5 of the competitors' walks: the wait counts from the last step, so that one call does not step
    /// again at once, and a step is a tick even of an option of a nickel.
    void waitsAreMeasuredPerStep()
    {
        WalkSituation situation = restingAt(cents(100), cents(110));
        situation.beganAt = start - std::chrono::hours {1};
        situation.lastChangeAt = situation.now - std::chrono::seconds {1};
        QVERIFY(std::holds_alternative<WalkWaits>(decided(situation)));
        WalkSituation nickel = restingAt(cents(5), cents(10));
        QCOMPARE(std::get<WalkSteps>(decided(nickel, TickTable::nickelDime())).toPaid, cents(10));
    }

    /// The same for a sale: towards the bid, tick by tick, and not beyond it.
    void aSaleWalksTowardsTheBid()
    {
        const auto sale = [](int) { return PackagePrices {cents(-100), cents(-120), cents(-140)}; };
        const auto prices = pricesOf(termsOf(WalkStyle::MidWalk), sale, cents(-110));
        QCOMPARE(prices.front(), cents(-120));
        QCOMPARE(prices.back(), cents(-110));
        QCOMPARE(prices.size(), std::size_t(11));
    }

    void goesWithAMidThatMoves()
    {
        const auto rising = pricesOf(termsOf(WalkStyle::FourPrices), risingMarket, cents(200));
        const std::vector<Price> withIt {cents(100), cents(108), cents(117), cents(126)};
        QVERIFY(rising == withIt);
        const auto falling = pricesOf(termsOf(WalkStyle::FourPrices), fallingMarket, cents(200));
        QVERIFY(falling.back() < cents(110));
        const auto anchored = pricesOf(termsOf(WalkStyle::TenSteps), risingMarket, cents(200));
        QCOMPARE(anchored.back(), cents(120)); // to the market at the order's entry, wherever the market is
        const auto pegged = pricesOf(termsOf(WalkStyle::PegToMid), risingMarket, cents(110));
        QCOMPARE(pegged.back(), cents(110)); // never beyond its worst limit
        QCOMPARE(pegged.size(), std::size_t(11));
    }

    void aFollowerGivesUpAfterItsPatienceSinceItWasSent()
    {
        WalkTerms terms = termsOf(WalkStyle::Join);
        terms.patience = std::chrono::seconds {30};
        terms.atEnd = WalkEnd::Cross;
        const auto prices = pricesOf(terms, stillMarket, cents(115));
        const std::vector<Price> crossed {cents(80), cents(115)};
        QVERIFY(prices == crossed);
        QCOMPARE(*walkDueAfter(terms, start, start, start + std::chrono::seconds {10}),
                 start + std::chrono::seconds {30});
    }

    /// In a narrow market several rungs are one price: each step changes the price.
    void noStepIsSpentOnAPriceThatIsThereAlready()
    {
        const auto narrow = [](int) { return marketAt(100, 2); };
        const std::vector<Price> expected {cents(100), cents(101), cents(102)};
        QVERIFY(pricesOf(termsOf(WalkStyle::TenSteps), narrow, cents(120)) == expected);
    }

    void anAdaptiveWalkCrossesWhenNothingElseIsLeft()
    {
        const auto prices = pricesOf(termsOf(WalkStyle::Adaptive), stillMarket, cents(120));
        QVERIFY(prices.front() < cents(120));
        QCOMPARE(prices.back(), cents(120));
        QVERIFY(std::ranges::is_sorted(prices)); // less and less time is left
    }
};

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_Walk.moc"
