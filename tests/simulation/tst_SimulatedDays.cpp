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

    static double rateOf(std::uint64_t seed)
    {
        return seed % 4 == 0 ? 0 : seed % 4 == 1 ? 0.003 : seed % 4 == 2 ? 0.02 : 0.08;
    }

    static DayOptions optionsOf(std::uint64_t seed)
    {
        DayOptions options;
        options.seed = seed;
        options.faultRate = rateOf(seed);
        options.onlyOpens = seed % 2 == 0;
        options.orders = 500;
        options.pauseMost = std::chrono::seconds {25};
        options.cash = Money::ofWhole(1'000'000);
        options.crashShare = 0.1;
        options.powerCuts = seed % 4 == 1 ? 0.003 : 0;
        options.fullDisks = seed % 4 == 2 ? 0.002 : 0;
        return options;
    }

    // The same line, and a disk that never fails.
    static DayOptions shortDay(std::uint64_t seed)
    {
        DayOptions options;
        options.seed = seed;
        options.faultRate = rateOf(seed);
        options.orders = 40;
        return options;
    }

    // A real database, as it lies on a disk: fewer orders, and the disk fails all the time.
    static DayOptions onRealDisk(std::uint64_t seed)
    {
        DayOptions options;
        options.seed = seed;
        options.faultRate = rateOf(seed);
        options.onlyOpens = seed % 2 == 0;
        options.storage = DeskStorage::Database;
        options.powerCuts = 0.25;
        options.fullDisks = 0.03;
        return options;
    }

private Q_SLOTS:
    void oneSeed()
    {
        const auto seed = std::uint64_t(qEnvironmentVariableIntValue("STRIKEDESK_SEED"));
        const bool isReal = qEnvironmentVariableIsSet("STRIKEDESK_POWER");
        const DayResult day = SimulatedDay(isReal ? onRealDisk(seed) : optionsOf(seed)).run();
        QVERIFY2(day.failure.empty(), day.failure.c_str());
    }

    void everyInvariantHoldsOnEveryDay() { runDays(daysWanted(40), optionsOf); }

    void theSameSeedIsTheSameDay()
    {
        const auto run = [](std::uint64_t seed) { return SimulatedDay(shortDay(seed)).run(); };
        const DayResult first = run(7);
        const DayResult again = run(7);
        QVERIFY2(first.failure.empty(), first.failure.c_str());
        QVERIFY(first.crashes > 0 && first.faults > 0 && first.fills > 0);
        QCOMPARE(again.recordHead, first.recordHead);
        QCOMPARE(again.eventHash, first.eventHash);
        QVERIFY(run(11).eventHash != first.eventHash);
    }

    /// The seam to the storage changes nothing: what a desk in one thread and in memory records is, byte for
    /// byte, what it records in a database.
    void aDatabaseKeepsTheSameRecord_data()
    {
        QTest::addColumn<quint64>("seed");
        for (const quint64 seed : {1U, 2U, 3U, 4U})
            QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
    void aDatabaseKeepsTheSameRecord()
    {
        QFETCH(quint64, seed);
        DayOptions options = shortDay(seed);
        const DayResult inMemory = SimulatedDay(options).run();
        options.storage = DeskStorage::Database;
        const DayResult inDatabase = SimulatedDay(options).run();
        QVERIFY2(inMemory.failure.empty(), inMemory.failure.c_str());
        QVERIFY2(inDatabase.failure.empty(), inDatabase.failure.c_str());
        QCOMPARE(inDatabase.recordHead, inMemory.recordHead);
        QCOMPARE(inDatabase.eventHash, inMemory.eventHash);
    }

    /// The same on disks whose power goes, and on disks that fill up or fail.
    void nothingAcknowledgedIsLostWithThePower()
    {
        const DayResult sum = runDays(daysWanted(16), onRealDisk);
        qInfo("%d power cuts, %d disks that failed, %llu writes lost or torn", sum.cuts, sum.fullDisks,
              static_cast<unsigned long long>(sum.writesLost));
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
            sum.records += day.records;
            sum.fills += day.fills;
            sum.held += day.held;
            sum.sentByHeld += day.sentByHeld;
            sum.ruled += day.ruled;
            sum.sentByRules += day.sentByRules;
            sum.rolls += day.rolls;
            sum.denied += day.denied;
            for (const auto& [code, count] : day.deniedByCode)
                sum.deniedByCode[code] += count;
            sum.crashes += day.crashes;
            sum.rulings += day.rulings;
            sum.cuts += day.cuts;
            sum.fullDisks += day.fullDisks;
            sum.faults += day.faults;
            sum.writesLost += day.writesLost;
            for (const auto& [name, count] : day.faultsByName)
                sum.faultsByName[name] += count;
            if (!day.failure.empty()) {
                ++failures[day.failure];
                qWarning("%s", day.failure.c_str());
            }
        }
        qInfo("%s",
              fmt::format(
                  "{} days, {} records, {} orders, {} fills, {} held, {} sent by them, {} positions with "
                  "rules, {} sent by these, {} denied, {} crashes, {} cuts, {} failed disks, {} faults, "
                  "{} rulings",
                  days, sum.records, sum.orders, sum.fills, sum.held, sum.sentByHeld, sum.ruled,
                  sum.sentByRules, sum.denied, sum.crashes, sum.cuts, sum.fullDisks, sum.faults, sum.rulings)
                  .c_str());
        qInfo("  rolls: %d", sum.rolls);
        for (const auto& [code, count] : sum.deniedByCode)
            qInfo("  denied, %s: %d", code.c_str(), count);
        for (const auto& [name, count] : sum.faultsByName)
            qInfo("  %s: %d", name.c_str(), count);
        if (!failures.empty())
            QTest::qFail("an invariant did not hold; the lines above name the seeds", __FILE__, __LINE__);
        return sum;
    }
};

QTEST_GUILESS_MAIN(TestSimulatedDays)
#include "tst_SimulatedDays.moc"
