// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Random.h"

#include <cstdint>
#include <string>

namespace strikedesk {

/// A disk that loses what was not synchronised, beneath every database of this process.
///
/// kill -9 never loses the page cache; a power cut does. So SQLite's own file layer is wrapped: it writes on
/// as it always does, and what has been written since the last synchronisation of each file is remembered.
/// After a cut nothing more reaches the files; when the power is back, each write that was not synchronised
/// may be there, be torn or be missing, in any order.
///
/// Thread: any; the storage thread writes while the test decides.
class CrashDisk
{
public:
    /// Puts itself beneath SQLite, once and for the whole process.
    static CrashDisk& instance();

    /// The power goes at the n-th write or synchronisation from now.
    void cutAfter(int operations);
    /// From the n-th write or synchronisation on, each fails with this result code of SQLite, until mend().
    void failAfter(int operations, int sqliteCode);
    [[nodiscard]] bool isOff() const;
    [[nodiscard]] bool isFailing() const;
    /// The power is back: every file is what its disk had kept. No database may be open.
    void restore(Random& random);
    void mend();
    /// Writes that a cut has dropped or torn so far.
    [[nodiscard]] std::uint64_t writesLost() const;
    /// The files of the last profile are gone.
    void forget();

private:
    CrashDisk();
};

} // namespace strikedesk
