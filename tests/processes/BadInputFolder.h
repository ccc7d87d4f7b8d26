// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/processes/Program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace strikedesk {

/// A folder of files that no program should have been given, and what is expected of one that was.
class BadInputFolder
{
public:
    static constexpr int secondsMax = 20;

    /// The default profile of the programs lies here as well, never in the home of whoever runs the tests.
    BadInputFolder() { qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("home")).toUtf8()); }

    [[nodiscard]] QString at(const QByteArray& name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }

    void write(const QByteArray& name, const QByteArray& content) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(at(name)).path()));
        QFile file(at(name));
        QVERIFY2(file.open(QIODevice::WriteOnly), name.constData());
        QCOMPARE(file.write(content), content.size());
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    }

    /// The words of a command line: {} is this folder, ~ a blank, '' an empty word.
    [[nodiscard]] QStringList words(const QByteArray& line) const
    {
        QStringList words
            = QString::fromUtf8(line).replace(QStringLiteral("{}"), m_folder.path()).split(u' ');
        for (QString& word : words) {
            if (word == QStringLiteral("''"))
                word.clear();
            word.replace(u'~', u' ');
        }
        return words;
    }

    /// One sentence with this code on standard error, nothing on standard output, and this exit code.
    void expectRefusal(const QStringList& words, int exitCode, const QByteArray& code) const
    {
        const ProgramResult plain = runStrikectl(words, secondsMax);
        const QByteArray seen = QByteArray::number(plain.exitCode) + ": " + plain.errors;
        QVERIFY2(plain.exitCode == exitCode, seen.constData());
        QVERIFY2(plain.output.isEmpty(), plain.output.constData());
        static const QRegularExpression form(
            QStringLiteral("\\Astrikectl: [^\\x00-\\x1f]+[.?!)] \\[([a-z_.]+)\\]\n\\z"));
        const QRegularExpressionMatch found = form.match(QString::fromUtf8(plain.errors));
        QVERIFY2(found.hasMatch(), plain.errors.constData());
        QCOMPARE(found.captured(1), QString::fromLatin1(code));
    }

private:
    QTemporaryDir m_folder;
};

} // namespace strikedesk
