// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <memory>
#include <string>

namespace strikedesk {

/// One engine per profile: a lock of the operating system on a file, gone with the process however it ends.
///
/// Thread: any.
class ProfileLock
{
public:
    /// `storage.profile_in_use` names the process that holds it; `storage.cannot_open` when the file cannot
    /// be made.
    [[nodiscard]] static Result<std::unique_ptr<ProfileLock>> take(const std::string& path);
    ~ProfileLock();

    ProfileLock(const ProfileLock&) = delete;
    ProfileLock& operator=(const ProfileLock&) = delete;

private:
    struct Handle;
    explicit ProfileLock(std::unique_ptr<Handle> handle);

    std::unique_ptr<Handle> m_handle;
};

} // namespace strikedesk
