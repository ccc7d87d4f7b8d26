// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace strikedesk {

/// One check of the risk gate and what it measured.
struct CheckResult
{
    std::string code; ///< "risk.max_order_quantity", "slippage.budget_exhausted" …
    bool isPassed = false;
    bool isWarning = false;
    std::string limit;
    std::string measured;
    std::string sentence;

    friend bool operator==(const CheckResult&, const CheckResult&) = default;
};

} // namespace strikedesk
