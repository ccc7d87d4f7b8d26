// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/SimulatedDay.h"

#include <QTest>

#include <fmt/format.h>

using namespace strikedesk;

/// Trading days with faults, one seed each. One day again:
/// STRIKEDESK_SEED=n tst_SimulatedDays oneSeed
class TestSimulatedDays : public QObject
{
    Q_OBJECT

    static DayOptions optionsOf(std::uint64_t seed)
    {
        DayOptions options;
        options.seed = seed;
        options.faultRate = seed % 4 == 0 ? 0 : seed % 4 == 1 ? 0.003 : seed % 4 == 2 ? 0.02 : 0.08;
        options.onlyOpens = seed % 2 == 0;
        return options;
    }

private Q_SLOTS:
    void oneSeed()
    {
        const std::uint64_t seed = qEnvironmentVariableIntValue("STRIKEDESK_SEED");
        const DayResult day = SimulatedDay(optionsOf(seed)).run();
        QVERIFY2(day.failure.empty(), day.failure.c_str());
    }

    void everyInvariantHoldsOnEveryDay()
    {
        const int days = qEnvironmentVariableIsSet("STRIKEDESK_DAYS")
            ? qEnvironmentVariableIntValue("STRIKEDESK_DAYS")
            : 20;
        DayResult sum;
        std::map<std::string, int> failures;
        for (int seed = 1; seed <= days; ++seed) {
            const DayResult day = SimulatedDay(optionsOf(std::uint64_t(seed))).run();
            sum.orders += day.orders;
            sum.fills += day.fills;
            sum.denied += day.denied;
            sum.crashes += day.crashes;
            sum.faults += day.faults;
            for (const auto& [name, count] : day.faultsByName)
                sum.faultsByName[name] += count;
            if (!day.failure.empty()) {
                ++failures[day.failure];
                qWarning("%s", day.failure.c_str());
            }
        }
        qInfo("%s",
              fmt::format("{} days, {} orders, {} fills, {} denied, {} crashes, {} faults", days, sum.orders,
                          sum.fills, sum.denied, sum.crashes, sum.faults)
                  .c_str());
        for (const auto& [name, count] : sum.faultsByName)
            qInfo("  %s: %d", name.c_str(), count);
        QCOMPARE(int(failures.size()), 0);
    }
};

QTEST_GUILESS_MAIN(TestSimulatedDays)
#include "tst_SimulatedDays.moc"
