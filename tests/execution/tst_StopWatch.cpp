// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/StopWatch.h"

#include <QTest>

using namespace strikedesk;
using namespace std::chrono_literals;

/// Whether a level counts as reached, by what is seen of it and nothing else.
class TestStopWatch : public QObject
{
    Q_OBJECT

    static constexpr Instant begin {1'000s};

    /// A watch with its memory and its count, as the record would have it.
    struct Watch
    {
        TriggerTerms terms;
        TriggerMemory memory;
        TriggerCount count;

        TriggerDecision see(int second, std::optional<int> cents, std::optional<int> heardSecond = {},
                            bool isFallback = false)
        {
            TriggerSight sight;
            if (cents)
                sight.level = Price::ofCents(*cents);
            sight.heardAt = begin + std::chrono::seconds {heardSecond.value_or(second)};
            sight.isFallback = isFallback;
            const Instant now = begin + std::chrono::seconds {second};
            const TriggerDecision decision = decideTrigger(terms, terms.level, sight, count, now, memory);
            if (std::holds_alternative<TriggerConfirms>(decision))
                count = {count.confirmations + 1, now};
            if (std::holds_alternative<TriggerBreaks>(decision))
                count = {};
            return decision;
        }
    };
    static Watch watchAt(int cents, int confirmations)
    {
        Watch watch;
        watch.terms.level = Price::ofCents(cents);
        watch.terms.confirmations = confirmations;
        return watch;
    }
    static bool isEnough(const TriggerDecision& decision)
    {
        const auto* confirms = std::get_if<TriggerConfirms>(&decision);
        return confirms && confirms->isEnough;
    }

private Q_SLOTS:
    void bothSidesOfTheLevel_data()
    {
        QTest::addColumn<int>("when");
        QTest::addColumn<int>("cents");
        QTest::addColumn<bool>("isBeyond");
        QTest::newRow("worse, below") << int(TriggerWhen::Worse) << 199 << false;
        QTest::newRow("worse, at") << int(TriggerWhen::Worse) << 200 << true;
        QTest::newRow("better, above") << int(TriggerWhen::Better) << 201 << false;
        QTest::newRow("better, at") << int(TriggerWhen::Better) << 200 << true;
        QTest::newRow("above, at") << int(TriggerWhen::Above) << 200 << true;
        QTest::newRow("below, at") << int(TriggerWhen::Below) << 200 << true;
        QTest::newRow("below, above") << int(TriggerWhen::Below) << 201 << false;
    }
    void bothSidesOfTheLevel()
    {
        QFETCH(int, when);
        QFETCH(int, cents);
        QFETCH(bool, isBeyond);
        QCOMPARE(strikedesk::isBeyond(TriggerWhen(when), Price::ofCents(cents), Price::ofCents(200)),
                 isBeyond);
    }

    void everyConfirmationNeedsItsTimeAndNews()
    {
        Watch watch = watchAt(200, 3);
        watch.terms.apart = 2s;
        QVERIFY(std::holds_alternative<TriggerConfirms>(watch.see(0, 250)));
        QVERIFY(std::holds_alternative<TriggerWaits>(watch.see(1, 250)));    // too early
        QVERIFY(std::holds_alternative<TriggerWaits>(watch.see(2, 250, 0))); // a leg has said nothing since
        QVERIFY(!isEnough(watch.see(3, 250)));
        QCOMPARE(watch.count.confirmations, 2);
        QVERIFY(isEnough(watch.see(5, 250)));
    }

    void oneObservationOnThisSideBreaksTheChain()
    {
        Watch watch = watchAt(200, 2);
        QVERIFY(std::holds_alternative<TriggerConfirms>(watch.see(0, 250)));
        QVERIFY(std::holds_alternative<TriggerBreaks>(watch.see(1, 199)));
        QVERIFY(!isEnough(watch.see(2, 250)));
    }

    void badQuotesNeitherCountNorBreak()
    {
        Watch watch = watchAt(200, 2);
        (void)watch.see(0, 250);
        QVERIFY(std::holds_alternative<TriggerWaits>(watch.see(1, {})));
        QCOMPARE(watch.count.confirmations, 1);
        QVERIFY(isEnough(watch.see(2, 250)));
    }

    void theAlarmIsDueWhenQuotesStayBad()
    {
        Watch watch = watchAt(200, 1);
        (void)watch.see(0, {});
        QVERIFY(!isBadTooLong(watch.terms, watch.memory, begin + 29s));
        QVERIFY(isBadTooLong(watch.terms, watch.memory, begin + 30s));
        (void)watch.see(31, 250, 0, true); // what the policy has found does not end the badness
        QVERIFY(watch.memory.badSince);
        (void)watch.see(32, 150);
        QVERIFY(!watch.memory.badSince);
    }

    /// The same quote cannot confirm itself, a second one can.
    void aJumpIsBelievedWhenItIsSaidAgain()
    {
        Watch watch = watchAt(200, 1);
        watch.terms.moveMax = Price::ofCents(20);
        QVERIFY(std::holds_alternative<TriggerWaits>(watch.see(0, 100)));
        QVERIFY(std::holds_alternative<TriggerDoubts>(watch.see(1, 300)));
        QVERIFY(std::holds_alternative<TriggerWaits>(watch.see(2, 300, 1)));
        QVERIFY(isEnough(watch.see(3, 310)));
    }

    void aJumpThatGoesBackIsForgotten()
    {
        Watch watch = watchAt(200, 1);
        watch.terms.moveMax = Price::ofCents(20);
        (void)watch.see(0, 100);
        (void)watch.see(1, 300);
        QVERIFY(std::holds_alternative<TriggerWaits>(watch.see(2, 105)));
        QVERIFY(std::holds_alternative<TriggerDoubts>(watch.see(3, 300)));
    }
};

QTEST_GUILESS_MAIN(TestStopWatch)
#include "tst_StopWatch.moc"
