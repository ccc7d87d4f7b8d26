// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/JsonLook.h"
#include "core/positions/RuleSheet.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// A list of rules as people send it: {"name", "when", "close"?, "priority"?, "confirmations"?,
/// "seconds_apart"?, "cool_down_seconds"?, "how"?, "rests"?}; "close" is a per cent as text ("30", "12.5").
/// `input.*`.
[[nodiscard]] Result<std::vector<RuleTerms>> ruleTermsFrom(const JsonLook& value);

/// "30", "12.5": the part that a rule closes, in per cent.
[[nodiscard]] std::string perCentText(RuleShare share);
/// The other way round: from 0.01 to 100 with at most two places, else nothing.
[[nodiscard]] std::optional<RuleShare> parsePerCent(std::string_view text);

} // namespace strikedesk
