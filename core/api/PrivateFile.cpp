// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/PrivateFile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fmt/format.h>

namespace strikedesk::api {
namespace {

constexpr qint64 fileBytesMax = 64 * 1024;

} // namespace

Result<void> writePrivateFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    // The rights are set while the file is still empty.
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(content) == content.size() && file.commit();
    if (!isWritten)
        return fail(
            "api.file",
            fmt::format("Cannot write {}: {}.", path.toStdString(), file.errorString().toStdString()));
    return {};
}

Result<QByteArray> readPrivateFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail("api.file",
                    fmt::format("Cannot read {}: {}.", path.toStdString(), file.errorString().toStdString()));
#ifdef Q_OS_UNIX
    const auto others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (file.permissions() & others)
        return fail(
            "api.file",
            fmt::format("{} can be read by others; make it private with 'chmod 600'.", path.toStdString()));
#endif
    return file.read(fileBytesMax);
}

} // namespace strikedesk::api
