// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Clock.h"

#include <QtTest>

using namespace strikedesk;

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aVirtualClockStandsUntilItIsMoved();
    void theSystemClockIsInThisCentury();
    void steadySecondsNeverGoBack();
};

void TestClock::aVirtualClockStandsUntilItIsMoved()
{
    const Instant start = *parseInstant("2013-06-28T13:30:00Z");
    VirtualClock clock(start);
    QVERIFY(clock.now() == start);
    clock.advanceTo(start);
    QVERIFY(clock.now() == start);
    clock.advanceTo(start + Duration {1});
    QVERIFY(clock.now() == start + Duration {1});
}

void TestClock::theSystemClockIsInThisCentury()
{
    const SystemClock clock;
    QVERIFY(clock.now() > *parseInstant("2020-01-01T00:00:00Z"));
    QVERIFY(clock.now() < *parseInstant("2100-01-01T00:00:00Z"));
}

void TestClock::steadySecondsNeverGoBack()
{
    double before = steadySeconds();
    for (int i = 0; i < 1'000; ++i) {
        const double now = steadySeconds();
        QVERIFY(now >= before);
        before = now;
    }
}

QTEST_GUILESS_MAIN(TestClock)
#include "tst_Clock.moc"
