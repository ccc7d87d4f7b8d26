// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace strikedesk {

/// What a finished program answered.
struct ProgramResult
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
};

/// Runs strikectl to its end; exit code -1 when it did not end within `secondsMax` or crashed.
inline ProgramResult runStrikectl(const QStringList& arguments, int secondsMax = 120)
{
    QProcess program;
    program.start(QStringLiteral(STRIKEDESK_STRIKECTL), arguments);
    ProgramResult result;
    const bool hasEnded = program.waitForFinished(secondsMax * 1000);
    result.output = program.readAllStandardOutput();
    result.errors = program.readAllStandardError();
    if (hasEnded && program.exitStatus() == QProcess::NormalExit)
        result.exitCode = program.exitCode();
    return result;
}

inline QString recordedData()
{
    return QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data");
}

} // namespace strikedesk
