// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Random.h"
#include "tests/processes/Program.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace strikedesk;

namespace {

constexpr int killsWanted = 50;

/// One exchange in a process of its own and what it says of the account.
class ExchangeProcess
{
public:
    explicit ExchangeProcess(const QTemporaryDir& folder, int trial)
        : m_socket(folder.filePath(QStringLiteral("x%1.sock").arg(trial)))
        , m_ledger(folder.filePath(QStringLiteral("ledger%1.jsonl").arg(trial)))
    {
        m_process.start(QStringLiteral(STRIKEDESK_STRIKECTL),
                        {QStringLiteral("exchange"), QStringLiteral("--listen"), m_socket,
                         QStringLiteral("--data"), recordedData(), QStringLiteral("--underlying"),
                         QStringLiteral("nwsa"), QStringLiteral("--date"), QStringLiteral("2013-06-28"),
                         QStringLiteral("--ledger"), m_ledger});
    }
    ~ExchangeProcess()
    {
        m_process.terminate();
        m_process.waitForFinished(10'000);
    }
    [[nodiscard]] bool waitReady()
    {
        return m_process.waitForReadyRead(30'000)
            && QJsonDocument::fromJson(m_process.readLine()).object().value(QStringLiteral("ready")).toBool();
    }
    [[nodiscard]] const QString& socket() const { return m_socket; }
    [[nodiscard]] const QString& ledger() const { return m_ledger; }

private:
    QString m_socket;
    QString m_ledger;
    QProcess m_process;
};

struct ExchangeAccount
{
    QString cash;
    QString fees;
    int fills = 0;
    int repeatedSubmissions = 0;
    std::set<QString> executions;
};

ExchangeAccount accountFrom(const QString& ledgerPath)
{
    ExchangeAccount account;
    QFile file(ledgerPath);
    if (!file.open(QIODevice::ReadOnly))
        return account;
    std::set<QString> accepted;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        const QJsonObject event = line.value(QStringLiteral("event")).toObject();
        if (line.contains(QStringLiteral("cash"))) {
            account.cash = line.value(QStringLiteral("cash")).toString();
            account.fees = line.value(QStringLiteral("fees")).toString();
        }
        const QString kind = event.value(QStringLiteral("event")).toString();
        if (kind == QStringLiteral("fill")) {
            ++account.fills;
            account.executions.insert(event.value(QStringLiteral("execution_id")).toString());
        }
        if (kind == QStringLiteral("accepted")
            && !accepted.insert(event.value(QStringLiteral("client_order_id")).toString()).second)
            ++account.repeatedSubmissions;
    }
    return account;
}

} // namespace

/// kill -9 of the engine at random instants of a replayed day, with the exchange in a process that outlives
/// it. After each kill the engine is started again on the same profile; at the end both sets of books must
/// agree to the cent.
class TestKillRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBooksAgreeAfterFiftyKills()
    {
        if (!QFileInfo::exists(recordedData()))
            QSKIP("shared/data is absent");
        QTemporaryDir folder;
        Random random(20'260'302);
        int kills = 0;
        for (int trial = 0; kills < killsWanted; ++trial) {
            ExchangeProcess exchange(folder, trial);
            QVERIFY(exchange.waitReady());
            const QString profile = folder.filePath(QStringLiteral("p%1").arg(trial));
            kills += killUntilDone(exchange, profile, random, killsWanted - kills);
            if (QTest::currentTestFailed())
                return;
            compareBooks(exchange, profile);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(kills >= killsWanted);
    }

private:
    QStringList replayArguments(const ExchangeProcess& exchange, const QString& profile) const
    {
        return {QStringLiteral("replay"),       QStringLiteral("--data"),    recordedData(),
                QStringLiteral("--underlying"), QStringLiteral("nwsa"),      QStringLiteral("--date"),
                QStringLiteral("2013-06-28"),   QStringLiteral("--profile"), profile,
                QStringLiteral("--exchange"),   exchange.socket(),           QStringLiteral("--speed"),
                QStringLiteral("6000"),         QStringLiteral("--json")};
    }

    // Starts the engine again and again, each time killed after a while; answers the kills it took. The last
    // start is left alone and has to finish the day.
    int killUntilDone(const ExchangeProcess& exchange, const QString& profile, Random& random, int killsLeft)
    {
        int kills = 0;
        for (;;) {
            QProcess engine;
            engine.start(QStringLiteral(STRIKEDESK_STRIKECTL), replayArguments(exchange, profile));
            const bool isLast = kills >= killsLeft;
            if (!isLast && !engine.waitForFinished(random.between(150, 1'200))) {
                engine.kill();
                engine.waitForFinished(10'000);
                ++kills;
                continue;
            }
            if (engine.state() != QProcess::NotRunning)
                engine.waitForFinished(120'000);
            m_summary = QJsonDocument::fromJson(engine.readAllStandardOutput()).object();
            m_failure = engine.readAllStandardError();
            if (engine.exitStatus() != QProcess::NormalExit || engine.exitCode() != 0)
                QTest::qFail(m_failure.constData(), __FILE__, __LINE__);
            return kills;
        }
    }

    void compareBooks(const ExchangeProcess& exchange, const QString& profile)
    {
        const ExchangeAccount account = accountFrom(exchange.ledger());
        QCOMPARE(m_summary.value(QStringLiteral("cash")).toString(), account.cash);
        QCOMPARE(m_summary.value(QStringLiteral("pnl")).toObject().value(QStringLiteral("fees")).toString(),
                 account.fees);
        QCOMPARE(m_summary.value(QStringLiteral("fills")).toInt(), account.fills);
        QCOMPARE(int(account.executions.size()), account.fills);
        QCOMPARE(account.repeatedSubmissions, 0);
        const ProgramResult verified = runStrikectl(
            {QStringLiteral("audit"), QStringLiteral("verify"), QStringLiteral("--profile"), profile});
        QVERIFY2(verified.exitCode == 0, verified.errors.constData());
    }

    QJsonObject m_summary;
    QByteArray m_failure;
};

QTEST_GUILESS_MAIN(TestKillRecovery)
#include "tst_KillRecovery.moc"
