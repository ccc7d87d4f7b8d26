// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Checked.h"

#include <QtTest>

#include <csignal>
#include <cstdio>
#include <limits>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/wait.h>

#include <unistd.h>
#endif

using namespace strikedesk;

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

using Overflow = std::int64_t (*)();

} // namespace

Q_DECLARE_METATYPE(Overflow)

class TestChecked : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsReachTheLimits();
    void divisionRoundsHalfToEven_data();
    void divisionRoundsHalfToEven();
    void anOverflowEndsTheProcess_data();
    void anOverflowEndsTheProcess();
};

void TestChecked::sumsReachTheLimits()
{
    QCOMPARE(checked::add(largest - 1, 1), largest);
    QCOMPARE(checked::add(smallest + 1, -1), smallest);
    QCOMPARE(checked::subtract(-1, largest), smallest);
    QCOMPARE(checked::negate(largest), -largest);
    QCOMPARE(checked::multiply(largest / 3, 3), largest / 3 * 3);
    QCOMPARE(checked::multiply(smallest, 0), std::int64_t(0));
    QCOMPARE(checked::multiply(-largest, 1), -largest);
}

void TestChecked::divisionRoundsHalfToEven_data()
{
    QTest::addColumn<qint64>("numerator");
    QTest::addColumn<qint64>("denominator");
    QTest::addColumn<qint64>("expected");
    const auto row = [](const char* name, qint64 numerator, qint64 denominator, qint64 expected) {
        QTest::newRow(name) << numerator << denominator << expected;
    };
    row("exact", 10, 5, 2);
    row("below half", 7, 5, 1);
    row("above half", 8, 5, 2);
    row("half, even below", 5, 2, 2);
    row("half, odd below", 7, 2, 4);
    row("negative half, even above", -5, 2, -2);
    row("negative half, odd above", -7, 2, -4);
    row("negative", -8, 5, -2);
    row("zero", 0, 9, 0);
    row("the largest", largest, 1, largest);
    row("the smallest", smallest, 1, smallest);
    row("a part of the largest", largest, largest, 1);
}

void TestChecked::divisionRoundsHalfToEven()
{
    QFETCH(qint64, numerator);
    QFETCH(qint64, denominator);
    QTEST(qint64(checked::divideHalfEven(numerator, denominator)), "expected");
}

void TestChecked::anOverflowEndsTheProcess_data()
{
    QTest::addColumn<Overflow>("overflow");
    QTest::newRow("sum") << Overflow([] { return checked::add(largest, 1); });
    QTest::newRow("negative sum") << Overflow([] { return checked::add(smallest, -1); });
    QTest::newRow("difference") << Overflow([] { return checked::subtract(0, smallest); });
    QTest::newRow("negation") << Overflow([] { return checked::negate(smallest); });
    QTest::newRow("product") << Overflow([] { return checked::multiply(largest / 2 + 1, 2); });
    QTest::newRow("negative product") << Overflow([] { return checked::multiply(smallest, -1); });
    QTest::newRow("division by zero") << Overflow([] { return checked::divideHalfEven(1, 0); });
}

// A child process computes; a wrong number must not come out of it, so it has to abort.
void TestChecked::anOverflowEndsTheProcess()
{
#ifdef Q_OS_UNIX
    QFETCH(Overflow, overflow);
    const pid_t child = fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        const rlimit noCoreFile {0, 0};
        (void)setrlimit(RLIMIT_CORE, &noCoreFile);
        (void)std::signal(SIGABRT, SIG_DFL); // the test library would report the abort as its own
        if (std::freopen("/dev/null", "w", stderr) != nullptr)
            (void)overflow();
        _exit(0);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGABRT);
#else
    QFAIL("This system has no fork(): the test has to learn how to watch a process end here.");
#endif
}

QTEST_GUILESS_MAIN(TestChecked)
#include "tst_Checked.moc"
