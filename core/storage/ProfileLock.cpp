// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ProfileLock.h"

#include <QCoreApplication>
#include <QFile>
#include <QLockFile>
#include <QString>

#include <fmt/format.h>

#ifndef Q_OS_WIN
#include <sys/file.h>
#endif

namespace strikedesk {

#ifdef Q_OS_WIN

struct ProfileLock::Handle
{
    explicit Handle(const std::string& path)
        : file(QString::fromStdString(path))
    {
        file.setStaleLockTime(std::chrono::milliseconds(0)); // Stale means: its process is gone.
    }
    QLockFile file;
};

Result<std::unique_ptr<ProfileLock>> ProfileLock::take(const std::string& path)
{
    auto handle = std::make_unique<Handle>(path);
    if (!handle->file.tryLock(0)) {
        qint64 owner = 0;
        if (handle->file.error() != QLockFile::LockFailedError)
            return fail("storage.cannot_open", fmt::format("The lock file {} cannot be written.", path));
        static_cast<void>(handle->file.getLockInfo(&owner, nullptr, nullptr));
        return fail("storage.profile_in_use",
                    fmt::format("Another desk (process {}) is using this profile; stop it first, or give "
                                "--profile another folder.",
                                owner));
    }
    return std::unique_ptr<ProfileLock>(new ProfileLock(std::move(handle)));
}

#else

struct ProfileLock::Handle
{
    explicit Handle(const std::string& path)
        : file(QString::fromStdString(path))
    {
    }
    QFile file;
};

Result<std::unique_ptr<ProfileLock>> ProfileLock::take(const std::string& path)
{
    auto handle = std::make_unique<Handle>(path);
    QFile& file = handle->file;
    if (!file.open(QIODevice::ReadWrite)) // QFile opens with O_CLOEXEC: a child does not inherit the lock.
        return fail(
            "storage.cannot_open",
            fmt::format("The lock file {} cannot be opened ({}).", path, file.errorString().toStdString()));
    if (::flock(file.handle(), LOCK_EX | LOCK_NB) != 0) {
        const std::string owner = file.readAll().trimmed().toStdString();
        return fail("storage.profile_in_use",
                    fmt::format("Another desk (process {}) is using this profile; stop it first, or give "
                                "--profile another folder.",
                                owner.empty() ? "unknown" : owner));
    }
    // The number is for the message above only; the lock itself is the kernel's.
    file.resize(0);
    file.write(QByteArray::number(QCoreApplication::applicationPid()) + '\n');
    file.flush();
    return std::unique_ptr<ProfileLock>(new ProfileLock(std::move(handle)));
}

#endif

ProfileLock::ProfileLock(std::unique_ptr<Handle> handle)
    : m_handle(std::move(handle))
{
}

ProfileLock::~ProfileLock() = default;

} // namespace strikedesk
