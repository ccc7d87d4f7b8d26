// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/processes/Program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace strikedesk {

/// An independent program (`script`, in tests/processes) reads the exported record of the profile "p" in
/// `folder` alone and comes to the same `answer`.
inline void deriveAgain(const QTemporaryDir& folder, const char* script, const QByteArray& answer)
{
    QVERIFY2(!QStringLiteral(STRIKEDESK_PYTHON).isEmpty(),
             "python3 is needed for the independent derivation");
    const QString exported = folder.filePath(QStringLiteral("audit.jsonl"));
    const ProgramResult audit
        = runStrikectl({QStringLiteral("audit"), QStringLiteral("export"), QStringLiteral("--profile"),
                        folder.filePath(QStringLiteral("p")), QStringLiteral("--out"), exported});
    QVERIFY2(audit.exitCode == 0, audit.errors.constData());
    QFile file(folder.filePath(QStringLiteral("answer.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(answer);
    file.close();
    QProcess python;
    python.start(
        QStringLiteral(STRIKEDESK_PYTHON),
        {QStringLiteral(STRIKEDESK_PROCESS_TESTS "/") + QLatin1String(script), exported, file.fileName()});
    QVERIFY(python.waitForFinished(30'000));
    QVERIFY2(python.exitCode() == 0, python.readAllStandardOutput().constData());
}

} // namespace strikedesk
