// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/DurableFile.h"

#include <QFile>
#include <QSaveFile>
#include <QString>

#include <fmt/format.h>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace strikedesk {
namespace {

constexpr auto ownerReadsAndWrites = QFile::ReadOwner | QFile::WriteOwner;

bool reachedTheDisk(int descriptor)
{
#if defined(Q_OS_WIN)
    return ::_commit(descriptor) == 0;
#elif defined(Q_OS_MACOS)
    return ::fcntl(descriptor, F_FULLFSYNC) == 0; // fsync alone stops at the drive's cache there.
#else
    return ::fsync(descriptor) == 0;
#endif
}

Error fileFailure(const QFileDevice& file, const std::string& path)
{
    return {"storage.io_error",
            fmt::format("{} cannot be written ({}); check the disk and its free space.", path,
                        file.errorString().toStdString())};
}

} // namespace

Result<void> appendDurably(const std::string& path, std::string_view bytes)
{
    QFile file(QString::fromStdString(path));
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append))
        return fail(
            "storage.cannot_open",
            fmt::format("{} cannot be opened for writing ({}).", path, file.errorString().toStdString()));
    if (isNew && !file.setPermissions(ownerReadsAndWrites))
        return fail(fileFailure(file, path));
    const auto size = qint64(bytes.size());
    if (file.write(bytes.data(), size) != size || !file.flush() || !reachedTheDisk(file.handle()))
        return fail(fileFailure(file, path));
    return {};
}

Result<void> replaceDurably(const std::string& path, std::string_view bytes)
{
    QSaveFile file(QString::fromStdString(path));
    const auto size = qint64(bytes.size());
    if (!file.open(QIODevice::WriteOnly))
        return fail(
            "storage.cannot_open",
            fmt::format("{} cannot be opened for writing ({}).", path, file.errorString().toStdString()));
    // commit() waits for the disk before it renames.
    if (!file.setPermissions(ownerReadsAndWrites) || file.write(bytes.data(), size) != size || !file.commit())
        return fail(fileFailure(file, path));
    return {};
}

} // namespace strikedesk
