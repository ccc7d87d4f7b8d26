// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Clock.h"
#include "ui/base/StallMeter.h"

#include <QTest>
#include <QTimer>

using namespace strikedesk;
using namespace strikedesk::ui;

namespace {

constexpr double plantedMs = 80;

// Keeps the thread from its event loop, as a slow handler does.
void stall()
{
    const double until = steadySeconds() + plantedMs / 1000;
    while (steadySeconds() < until) { }
}

} // namespace

/// What the meter says has to be at least what was planted; how much more depends on the machine and is not
/// asserted.
class TestStallMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStallBetweenTwoHeartbeatsIsSeen()
    {
        StallMeter meter;
        meter.start();
        QTRY_VERIFY(meter.report().beats > 5);
        stall();
        const std::uint64_t before = meter.report().beats;
        QTRY_VERIFY(meter.report().beats > before);
        QVERIFY(meter.report().longestMs >= plantedMs - heartbeatMs);
    }

    void aStallInsideAHandlerIsSeen()
    {
        StallMeter meter;
        meter.start();
        bool hasStalled = false;
        QTimer::singleShot(20, &meter, [&] {
            stall();
            hasStalled = true;
        });
        QTRY_VERIFY(hasStalled);
        const std::uint64_t before = meter.report().beats;
        QTRY_VERIFY(meter.report().beats > before);
        QVERIFY(meter.report().longestMs >= plantedMs - heartbeatMs);
    }

    void aStallThatHasNotEndedCounts()
    {
        StallMeter meter;
        meter.start();
        QTRY_VERIFY(meter.report().beats > 0);
        stall();
        QVERIFY(meter.report().longestMs >= plantedMs - heartbeatMs);
    }

    void aStallBeforeTheFirstHeartbeatCounts()
    {
        StallMeter meter;
        meter.start();
        stall();
        QVERIFY(meter.report().longestMs >= plantedMs - heartbeatMs);
    }

    void oneStallAmongManyBeatsIsNotAveragedAway()
    {
        StallMeter meter;
        meter.start();
        stall();
        QTRY_VERIFY_WITH_TIMEOUT(meter.report().beats > 300, 30'000);
        QVERIFY(meter.report().longestMs >= plantedMs - heartbeatMs);
        QVERIFY(meter.report().p99Ms <= meter.report().longestMs);
    }
};

QTEST_MAIN(TestStallMeter)
#include "tst_StallMeter.moc"
