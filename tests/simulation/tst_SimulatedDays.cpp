// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/SimulatedDay.h"

#include <QTest>

#include <fmt/format.h>

using namespace strikedesk;

/// Trading days with faults, one seed each. One day again:
/// STRIKEDESK_SEED=n tst_SimulatedDays oneSeed, with STRIKEDESK_POWER=1 on a disk that loses its power.
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
        DayOptions options = optionsOf(seed);
        if (qEnvironmentVariableIsSet("STRIKEDESK_POWER")) {
            options.powerCuts = 0.25;
            options.fullDisks = 0.03;
        }
        const DayResult day = SimulatedDay(options).run();
        QVERIFY2(day.failure.empty(), day.failure.c_str());
    }

    void everyInvariantHoldsOnEveryDay() { runDays(daysWanted(20), optionsOf); }

    /// The same on disks whose power goes, and on disks that fill up or fail.
    void nothingAcknowledgedIsLostWithThePower()
    {
        const DayResult sum = runDays(daysWanted(16), [](std::uint64_t seed) {
            DayOptions options = optionsOf(seed);
            options.powerCuts = 0.25;
            options.fullDisks = 0.03;
            return options;
        });
        qInfo("%d power cuts, %d disks that failed, %llu writes lost or torn", sum.cuts, sum.fullDisks,
              static_cast<unsigned long long>(CrashDisk::instance().writesLost()));
        QVERIFY(sum.cuts > 0);
        QVERIFY(sum.fullDisks > 0);
    }

private:
    static int daysWanted(int everyday)
    {
        return qEnvironmentVariableIsSet("STRIKEDESK_DAYS") ? qEnvironmentVariableIntValue("STRIKEDESK_DAYS")
                                                            : everyday;
    }

    template <typename OptionsOf>
    DayResult runDays(int days, OptionsOf optionsFor)
    {
        DayResult sum;
        std::map<std::string, int> failures;
        for (int seed = 1; seed <= days; ++seed) {
            const DayResult day = SimulatedDay(optionsFor(std::uint64_t(seed))).run();
            sum.orders += day.orders;
            sum.fills += day.fills;
            sum.denied += day.denied;
            sum.crashes += day.crashes;
            sum.rulings += day.rulings;
            sum.cuts += day.cuts;
            sum.fullDisks += day.fullDisks;
            sum.faults += day.faults;
            for (const auto& [name, count] : day.faultsByName)
                sum.faultsByName[name] += count;
            if (!day.failure.empty()) {
                ++failures[day.failure];
                qWarning("%s", day.failure.c_str());
            }
        }
        qInfo("%s",
              fmt::format("{} days, {} orders, {} fills, {} denied, {} crashes, {} faults, {} rulings", days,
                          sum.orders, sum.fills, sum.denied, sum.crashes, sum.faults, sum.rulings)
                  .c_str());
        for (const auto& [name, count] : sum.faultsByName)
            qInfo("  %s: %d", name.c_str(), count);
        if (!failures.empty())
            QTest::qFail("an invariant did not hold; the lines above name the seeds", __FILE__, __LINE__);
        return sum;
    }
};

QTEST_GUILESS_MAIN(TestSimulatedDays)
#include "tst_SimulatedDays.moc"
