// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Structures.h"

#include <span>
#include <vector>

namespace strikedesk::detail {

/// Legs that can be structures together: options with one deliverable, and stock.
struct StructureBook
{
    std::vector<StructureLeg> options; ///< One per series, as addedUp() sorts them.
    std::int64_t shares = 0;

    [[nodiscard]] std::int64_t lotShares() const;
    /// Whole lots in the shares, signed.
    [[nodiscard]] std::int64_t lots() const;
};

/// Adjusted contracts and other sizes are books of their own. Stock goes to the ordinary contracts, and among
/// several sizes to that with the most series; alone it is a book without options.
[[nodiscard]] std::vector<StructureBook> booksOf(std::span<const StructureLeg> legs);

[[nodiscard]] bool isEarlier(const StructureLeg& a, const StructureLeg& b); ///< Expires, of options.

} // namespace strikedesk::detail
