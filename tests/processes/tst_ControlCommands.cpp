// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/processes/ServedDesk.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

namespace {

QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(QLatin1Char(' '));
}

QString codeOf(const ProgramResult& result)
{
    return result.json().value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

QJsonObject firstLimit(const ProgramResult& result)
{
    return result.json().value(QLatin1String("limits")).toArray().first().toObject();
}

} // namespace

/// Limits, breakers and the drill of the kill switch, as the author of a script meets them.
class TestControlCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_desk = std::make_unique<ServedDesk>(m_folder.filePath(QStringLiteral("p")));
        QVERIFY2(m_desk->waitReady(), m_desk->errors().constData());
        const ProgramResult made
            = m_desk->ask(words("token create --name cli --scope read,trade,kill,admin --out")
                          << m_folder.filePath(QStringLiteral("p/cli.token")));
        QVERIFY2(made.exitCode == 0, made.errors.constData());
    }
    void cleanupTestCase() { QCOMPARE(m_desk->stop(), 0); }

    void limitsAreSetShownAndTakenBack()
    {
        const ProgramResult lowered = m_desk->ask(words("limits set risk.max_loss=2500 --reason smaller"));
        QVERIFY2(lowered.exitCode == 0, lowered.output.constData());
        QCOMPARE(lowered.json().value(QLatin1String("version")).toInt(), 2);
        QCOMPARE(firstLimit(lowered).value(QLatin1String("after")).toString(), QStringLiteral("2500.0000"));
        QVERIFY(firstLimit(lowered).value(QLatin1String("pending_until")).isNull());
        const ProgramResult raised = m_desk->ask(words("limits set risk.max_loss=3000 --reason larger"));
        QCOMPARE(raised.exitCode, 0);
        QVERIFY(firstLimit(raised).value(QLatin1String("pending_until")).isString());
        QCOMPARE(
            m_desk->ask(words("limits set risk.max_loss=7 risk.duplicate=9 --scope strategy:s --reason x"))
                .exitCode,
            0);
        QTRY_COMPARE(m_desk->ask(words("limits show --scope strategy:s"))
                         .json()
                         .value(QLatin1String("limits"))
                         .toArray()
                         .size(),
                     2);
        QCOMPARE(m_desk->ask(words("limits cancel risk.max_loss --reason no")).exitCode, 0);
        const ProgramResult again = m_desk->ask(words("limits cancel risk.max_loss --reason no"));
        QCOMPARE(codeOf(again), QStringLiteral("risk.limit_not_pending"));
        QCOMPARE(again.exitCode, 3);
    }
    void whatIsNotUnderstoodIsRefused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("exitCode");
        const auto row = [](const char* line, const char* code, int exitCode) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(code) << exitCode;
        };
        row("limits set risk.max_loss --reason x", "usage.arguments", 2);
        row("limits set risk.max_loss=1", "usage.arguments", 2);
        row("limits set risk.no_such=1 --reason x", "input.limit_code", 2);
        row("limits set risk.max_loss=none --reason x", "input.limit_value", 2);
        row("limits set risk.daily_loss=1 --scope strategy:s --reason x", "input.limit_scope", 2);
        row("breaker trip --mode slowly --reason x", "usage.arguments", 2);
        row("breaker reset --reason x", "risk.breaker_closed", 3);
        row("kill --drill --flatten", "usage.arguments", 2);
        row("roll candidates P9-000001-X", "input.structure", 2);
        row("roll candidates P9-000001-X --strategy liquidate", "input.roll_strategy", 2);
        row("roll send P9-000001-X", "usage.arguments", 2);
        row("roll stop L9-000001-X", "auth.scope", 1);
        row("roll chain P9-000001-X", "input.structure", 2);
        row("order submit --override risk.duplicate", "usage.arguments", 2);
    }
    void whatIsNotUnderstoodIsRefused()
    {
        QFETCH(QString, line);
        QFETCH(QString, code);
        QFETCH(int, exitCode);
        const ProgramResult refused = m_desk->ask(line.split(QLatin1Char(' ')));
        QCOMPARE(codeOf(refused), code);
        QCOMPARE(refused.exitCode, exitCode);
    }
    void aBreakerIsTrippedByHandAndCools()
    {
        QCOMPARE(m_desk->ask(words("breaker trip --scope strategy:s --mode freeze --reason news")).exitCode,
                 0);
        const auto breakers = [this] {
            const QJsonObject shown = m_desk->ask(words("breaker show")).json();
            return shown.value(QLatin1String("state")).toObject().value(QLatin1String("breakers")).toArray();
        };
        QTRY_COMPARE(breakers().size(), 1);
        const QJsonObject breaker = breakers().first().toObject();
        QCOMPARE(breaker.value(QLatin1String("scope")).toString(), QStringLiteral("strategy:s"));
        QCOMPARE(breaker.value(QLatin1String("mode")).toString(), QStringLiteral("freeze"));
        const ProgramResult early = m_desk->ask(words("breaker reset --scope strategy:s --reason looked"));
        QCOMPARE(codeOf(early), QStringLiteral("risk.breaker_cooling"));
    }
    void aDrillIsReported()
    {
        const ProgramResult drill = m_desk->ask(words("kill --drill"));
        QVERIFY2(drill.exitCode == 0, drill.output.constData());
        QCOMPARE(drill.json().value(QLatin1String("kill_engaged")), QJsonValue(false));
        QVERIFY(drill.json().value(QLatin1String("entries_blocked_after_seconds")).isDouble());
        QVERIFY(drill.json().value(QLatin1String("confirmed_after_seconds")).isDouble());
        QTRY_VERIFY(m_desk->ask(words("risk show"))
                        .json()
                        .value(QLatin1String("kill"))
                        .toObject()
                        .value(QLatin1String("last_drill"))
                        .isObject());
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ServedDesk> m_desk;
};

QTEST_GUILESS_MAIN(TestControlCommands)
#include "tst_ControlCommands.moc"
