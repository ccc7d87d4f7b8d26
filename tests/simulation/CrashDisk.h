// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/FaultyDisk.h"

namespace strikedesk {

/// A disk that loses what was not synchronised, beneath every database of this process.
///
/// kill -9 never loses the page cache; a power cut does. So SQLite's own file layer is wrapped: it writes on
/// as it always does, and what has been written since the last synchronisation of each file is remembered.
/// After a cut nothing more reaches the files; when the power is back, each write that was not synchronised
/// may be there, be torn or be missing, in any order.
///
/// Thread: any; the storage thread writes while the test decides.
class CrashDisk final : public FaultyDisk
{
public:
    /// Puts itself beneath SQLite, once and for the whole process, and forgets the files of the last profile.
    static CrashDisk& underNewProfile();

    void cutAfter(int operations) override;
    void failAfter(int operations, DiskFailure failure) override;
    [[nodiscard]] bool isOff() const override;
    [[nodiscard]] bool isFailing() const override;
    /// Every file is what its disk had kept.
    void restore(Random& random) override;
    void mend() override;
    [[nodiscard]] std::uint64_t writesLost() const override;

private:
    CrashDisk();
};

} // namespace strikedesk
