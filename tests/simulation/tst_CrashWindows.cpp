// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/CrashCase.h"

#include <QTest>

#include <fmt/format.h>

#include <map>

using namespace strikedesk;

/// Every crash window with every behaviour of a venue and every kind of order. STRIKEDESK_SEEDS=n looks at
/// each of them on n markets.
class TestCrashWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPromiseHoldsAtEveryWindow()
    {
        const int seeds = std::max(1, qEnvironmentVariableIntValue("STRIKEDESK_SEEDS"));
        int cases = 0;
        int failures = 0;
        std::map<std::string_view, int> reached;
        for (int seed = 1; seed <= seeds; ++seed) {
            for (const CrashWindow& window : crashWindows()) {
                for (const VenueBehaviour behaviour : venueBehaviours) {
                    for (const CaseOrder order : caseOrders) {
                        const CrashOutcome outcome
                            = runCrashCase(window, behaviour, order, std::uint64_t(seed));
                        ++cases;
                        reached[window.name] += outcome.isReached ? 1 : 0;
                        if (outcome.failure.empty())
                            continue;
                        ++failures;
                        qWarning("%s",
                                 fmt::format("{} / {} / {} / seed {}: {}", window.name, nameOf(behaviour),
                                             nameOf(order), seed, outcome.failure)
                                     .c_str());
                    }
                }
            }
        }
        qInfo("%d cases, %d failures", cases, failures);
        for (const CrashWindow& window : crashWindows()) {
            qInfo("  %s: reached in %d", std::string(window.name).c_str(), reached[window.name]);
            QVERIFY2(reached[window.name] > 0, std::string(window.name).c_str());
        }
        QCOMPARE(failures, 0);
    }
};

QTEST_GUILESS_MAIN(TestCrashWindows)
#include "tst_CrashWindows.moc"
