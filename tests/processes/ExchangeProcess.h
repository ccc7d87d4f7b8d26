// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/processes/Program.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace strikedesk {

/// One exchange in a process of its own and what it says of the account.
class ExchangeProcess
{
public:
    /// `market`: its options for what it trades on.
    ExchangeProcess(const QTemporaryDir& folder, int number, QStringList market)
        : m_socket(folder.filePath(QStringLiteral("x%1.sock").arg(number)))
        , m_ledger(folder.filePath(QStringLiteral("ledger%1.jsonl").arg(number)))
        , m_market(std::move(market))
    {
        start({});
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
    /// Dies at once, as the desk's machine sees it when the other one loses its power.
    void killHard()
    {
        m_process.kill();
        m_process.waitForFinished(10'000);
    }
    /// Goes on from its ledger.
    void resume() { start({QStringLiteral("--resume")}); }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] const QString& socket() const { return m_socket; }
    [[nodiscard]] const QString& ledger() const { return m_ledger; }

    /// The executions of the ledger that stand.
    [[nodiscard]] QStringList executions() const
    {
        QStringList standing;
        QFile file(m_ledger);
        if (!file.open(QIODevice::ReadOnly))
            return standing;
        for (const QByteArray& line : file.readAll().split('\n')) {
            const QJsonObject event
                = QJsonDocument::fromJson(line).object().value(QStringLiteral("event")).toObject();
            if (const QJsonValue id = event.value(QStringLiteral("execution_id")); id.isString())
                standing.append(id.toString());
            for (const char* reversed : {"busted", "corrected"})
                standing.removeAll(event.value(QLatin1String(reversed)).toString());
        }
        return standing.filter(QRegularExpression(QStringLiteral("^E")));
    }

private:
    void start(const QStringList& more)
    {
        m_process.start(QStringLiteral(STRIKEDESK_STRIKECTL),
                        QStringList {QStringLiteral("exchange"), QStringLiteral("--listen"), m_socket,
                                     QStringLiteral("--ledger"), m_ledger}
                            + m_market + more);
    }

    QString m_socket;
    QString m_ledger;
    QStringList m_market;
    QProcess m_process;
};

} // namespace strikedesk
