// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/audit/TamperedCopy.h"

#include <span>

namespace strikedesk::test {

/// What a verifier has to say about an edit.
struct Expected
{
    std::uint64_t firstBad = 0; ///< 0: any, where the edit leaves no place to name.
    bool mayBeWithout
        = false; ///< The edit may have hit a byte that says nothing: then all must be as it was.
};

/// One way to tamper with a record, wherever chance leads it.
struct TamperKind
{
    const char* name;
    Expected (*apply)(TamperedCopy&, Random&);
    bool isQuick = true; ///< False: the work grows with the record, so that a million records are too many.
};

/// Edits of the database.
[[nodiscard]] std::span<const TamperKind> recordTamperings();
/// Edits of the anchors, of their copies in the database, and of files as bytes.
[[nodiscard]] std::span<const TamperKind> fileTamperings();

/// One bit of one byte, wherever.
[[nodiscard]] QByteArray withOneBitChanged(QByteArray bytes, Random& random);

} // namespace strikedesk::test
