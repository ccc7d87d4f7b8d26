// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/processes/Program.h"

#include <QProcessEnvironment>

#include <map>

namespace strikedesk {

/// `strikectl serve` on the simulated market, with a profile that outlives it. `environment`: names and
/// values that it has besides those of the test.
class ServedDesk
{
public:
    explicit ServedDesk(const QString& profile, const QString& plan = QStringLiteral("none"),
                        const QStringList& more = {}, const std::map<QString, QString>& environment = {})
        : m_profile(profile)
    {
        QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
        for (const auto& [name, value] : environment)
            all.insert(name, value);
        m_process.setProcessEnvironment(all);
        m_process.start(QStringLiteral(STRIKEDESK_STRIKECTL),
                        QStringList {QStringLiteral("serve"), QStringLiteral("--market"),
                                     QStringLiteral("simulated"), QStringLiteral("--profile"), profile,
                                     QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--plan"),
                                     plan, QStringLiteral("--seed"), QStringLiteral("7")}
                            + more);
    }
    ~ServedDesk()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.terminate();
        m_process.waitForFinished(20'000);
    }
    [[nodiscard]] bool waitReady()
    {
        if (!m_process.waitForReadyRead(60'000))
            return false;
        m_ready = QJsonDocument::fromJson(m_process.readLine()).object();
        return m_ready.value(QStringLiteral("ready")).toBool();
    }
    [[nodiscard]] const QJsonObject& ready() const { return m_ready; }
    [[nodiscard]] QByteArray errors() { return m_process.readAllStandardError(); }
    void killHard()
    {
        m_process.kill();
        m_process.waitForFinished(10'000);
    }
    [[nodiscard]] int stop()
    {
        m_process.terminate();
        return m_process.waitForFinished(20'000) && m_process.exitStatus() == QProcess::NormalExit
            ? m_process.exitCode()
            : -1;
    }
    [[nodiscard]] ProgramResult ask(QStringList arguments) const
    {
        arguments << QStringLiteral("--profile") << m_profile << QStringLiteral("--json");
        return runStrikectl(arguments, 60);
    }

private:
    QString m_profile;
    QProcess m_process;
    QJsonObject m_ready;
};

} // namespace strikedesk
