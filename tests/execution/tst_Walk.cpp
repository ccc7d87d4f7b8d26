// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/Walk.h"

#include <QTest>

using namespace strikedesk;

namespace {

Price cents(std::int64_t value)
{
    return Price::ofCents(value);
}

const Instant start
    = Instant {std::chrono::sys_days {std::chrono::year {2026} / 3 / 2}} + std::chrono::hours {15};

WalkSituation restingAt(Price limit, Price worst)
{
    WalkSituation situation;
    situation.terms.stepInterval = std::chrono::seconds {5};
    situation.limitPaid = limit;
    situation.worstPaid = worst;
    situation.naturalPaid = worst;
    situation.areQuotesTradable = true;
    situation.lastChangeAt = start;
    situation.lastInformationAt = start + std::chrono::seconds {4};
    situation.now = start + std::chrono::seconds {5};
    return situation;
}

} // namespace

class TestWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAtMidRoundedToTheTickThatPaysLess()
    {
        const WalkBounds debit = walkBounds(Price::ofUnits(12'345), cents(140), {}, TickTable::penny());
        QCOMPARE(debit.start.text(), std::string("1.2300"));
        QCOMPARE(debit.worst.text(), std::string("1.4000"));
        const WalkBounds credit = walkBounds(Price::ofUnits(-12'345), cents(-100), {}, TickTable::penny());
        QCOMPARE(credit.start.text(), std::string("-1.2400"));
        QCOMPARE(credit.worst.text(), std::string("-1.0000"));
    }

    void aCreditNeverBecomesADebitUnlessThePersonSaysSo()
    {
        const WalkBounds own = walkBounds(cents(-5), cents(20), {}, TickTable::penny());
        QCOMPARE(own.worst, cents(-1));
        const WalkBounds asked = walkBounds(cents(-5), cents(20), cents(10), TickTable::penny());
        QCOMPARE(asked.worst, cents(10));
    }

    void stepsOneTickWhenTheIntervalHasPassedAndTheMarketWasHeard()
    {
        const auto decision = decideWalk(restingAt(cents(100), cents(110)), TickTable::nickelDime());
        QVERIFY(std::holds_alternative<WalkSteps>(decision));
        QCOMPARE(std::get<WalkSteps>(decision).toPaid, cents(105));
    }

    void waitsBeforeTheIntervalAndWithoutNews()
    {
        WalkSituation early = restingAt(cents(100), cents(110));
        early.now = start + std::chrono::microseconds {4'999'999};
        QVERIFY(std::holds_alternative<WalkWaits>(decideWalk(early, TickTable::penny())));
        WalkSituation silent = restingAt(cents(100), cents(110));
        silent.lastInformationAt = start;
        QVERIFY(std::holds_alternative<WalkWaits>(decideWalk(silent, TickTable::penny())));
    }

    void neverPassesTheWorstLimitOrTheNatural()
    {
        const auto last = decideWalk(restingAt(cents(109), cents(110)), TickTable::nickelDime());
        QCOMPARE(std::get<WalkSteps>(last).toPaid, cents(110));
        QVERIFY(std::holds_alternative<WalkRests>(
            decideWalk(restingAt(cents(110), cents(110)), TickTable::penny())));
        WalkSituation crossed = restingAt(cents(104), cents(110));
        crossed.naturalPaid = cents(104);
        QCOMPARE(std::get<WalkRests>(decideWalk(crossed, TickTable::penny())).code,
                 std::string("walk.at_natural"));
    }

    void doesNotStepOnFaultyQuotes()
    {
        WalkSituation faulty = restingAt(cents(100), cents(110));
        faulty.areQuotesTradable = false;
        QCOMPARE(std::get<WalkRests>(decideWalk(faulty, TickTable::penny())).code,
                 std::string("walk.quotes_not_tradable"));
    }

    void givesUpAfterItsPatienceAtTheWorstLimit()
    {
        WalkSituation patient = restingAt(cents(110), cents(110));
        patient.terms.patience = std::chrono::seconds {60};
        patient.now = start + std::chrono::seconds {59};
        QVERIFY(std::holds_alternative<WalkRests>(decideWalk(patient, TickTable::penny())));
        patient.now = start + std::chrono::seconds {60};
        QVERIFY(std::holds_alternative<WalkGivesUp>(decideWalk(patient, TickTable::penny())));
    }
};

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_Walk.moc"
