// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace strikedesk {

/// What strikectl answered.
struct Answer
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;

    [[nodiscard]] QJsonObject document() const { return QJsonDocument::fromJson(output).object(); }
    [[nodiscard]] QString code() const
    {
        return document()[QStringLiteral("error")].toObject()[QStringLiteral("code")].toString();
    }
};

/// Runs strikectl with `input` on its standard input; exit code -1 when it did not start or end.
inline Answer askProgram(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess program;
    program.start(QStringLiteral(STRIKECTL_PROGRAM), arguments);
    if (!program.waitForStarted())
        return {};
    program.write(input);
    program.closeWriteChannel();
    if (!program.waitForFinished())
        return {};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

inline QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(QLatin1Char(' '));
}

} // namespace strikedesk
