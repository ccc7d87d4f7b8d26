// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace strikedesk {

/// How long the records of a category are kept (docs/audit.md). Six years: SEC rule 17a-4(a), blotters and
/// ledgers; what shows why an order was sent belongs to it.
struct RetentionRow
{
    std::string_view category;
    int years;
};

inline constexpr std::array retentionTable {
    RetentionRow {"command", 6}, RetentionRow {"decision", 6}, RetentionRow {"market", 6},
    RetentionRow {"order", 6},   RetentionRow {"recovery", 6}, RetentionRow {"risk", 6},
    RetentionRow {"roll", 6},    RetentionRow {"rule", 6},     RetentionRow {"security", 6},
    RetentionRow {"session", 6}, RetentionRow {"slippage", 6}, RetentionRow {"venue", 6},
    RetentionRow {"system", 1},
};

/// A category that is not in the table is kept as long as the longest.
[[nodiscard]] constexpr int yearsKept(std::string_view category)
{
    int longest = 0;
    for (const RetentionRow& row : retentionTable) {
        if (row.category == category)
            return row.years;
        longest = std::max(longest, row.years);
    }
    return longest;
}

static_assert(yearsKept("system") < yearsKept("order") && yearsKept("unheard of") == yearsKept("order"));

} // namespace strikedesk
