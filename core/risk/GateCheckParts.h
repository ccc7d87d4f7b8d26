// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/risk/RiskGate.h"

#include <string>

namespace strikedesk::gate {

// What the checks share. Each check is a pure function of the input and one row of the table in RiskGate.cpp.

[[nodiscard]] inline CheckResult passed(std::string_view code, std::string limit, std::string measured,
                                        std::string sentence = {})
{
    return {std::string(code), true, false, std::move(limit), std::move(measured), std::move(sentence)};
}

[[nodiscard]] inline CheckResult warned(std::string_view code, std::string limit, std::string measured,
                                        std::string sentence)
{
    return {std::string(code), true, true, std::move(limit), std::move(measured), std::move(sentence)};
}

[[nodiscard]] inline CheckResult denied(std::string_view code, std::string limit, std::string measured,
                                        std::string sentence)
{
    return {std::string(code), false, false, std::move(limit), std::move(measured), std::move(sentence)};
}

/// Denies an order that adds risk; lets one that only reduces it pass with the sentence as a warning (law 5).
[[nodiscard]] inline CheckResult deniedUnlessReducing(const GateInput& input, std::string_view code,
                                                      std::string limit, std::string measured,
                                                      std::string sentence)
{
    if (!input.isReducing)
        return denied(code, std::move(limit), std::move(measured), std::move(sentence));
    return warned(code, std::move(limit), std::move(measured),
                  std::move(sentence) + " It only reduces risk and may go.");
}

// States of the desk.
[[nodiscard]] CheckResult checkKill(const GateInput& input);
[[nodiscard]] CheckResult checkArmed(const GateInput& input);
[[nodiscard]] CheckResult checkBreaker(const GateInput& input);
[[nodiscard]] CheckResult checkUnknown(const GateInput& input);
[[nodiscard]] CheckResult checkCloses(const GateInput& input);

[[nodiscard]] CheckResult checkPrincipal(const GateInput& input);
[[nodiscard]] CheckResult checkListed(const GateInput& input);
[[nodiscard]] CheckResult checkDayResult(const GateInput& input);

// What the account would come to hold.
[[nodiscard]] CheckResult checkPosition(const GateInput& input);
[[nodiscard]] CheckResult checkGreeks(const GateInput& input);

// Size and money.
[[nodiscard]] CheckResult checkLimitsSet(const GateInput& input);
[[nodiscard]] CheckResult checkQuantity(const GateInput& input);
[[nodiscard]] CheckResult checkUsualSize(const GateInput& input);
[[nodiscard]] CheckResult checkNotional(const GateInput& input);
[[nodiscard]] CheckResult checkMaximumLoss(const GateInput& input);
[[nodiscard]] CheckResult checkBuyingPower(const GateInput& input);
[[nodiscard]] CheckResult checkOptionLevel(const GateInput& input);

// Price, pace, market, budget.
[[nodiscard]] CheckResult checkCollar(const GateInput& input);
[[nodiscard]] CheckResult checkDuplicate(const GateInput& input);
[[nodiscard]] CheckResult checkRate(const GateInput& input);
[[nodiscard]] CheckResult checkSelfMatch(const GateInput& input);
[[nodiscard]] CheckResult checkMessages(const GateInput& input);
[[nodiscard]] CheckResult checkRepeated(const GateInput& input);
[[nodiscard]] CheckResult checkEarlyOrderToTrade(const GateInput& input);
[[nodiscard]] CheckResult checkOrderToTrade(const GateInput& input);
[[nodiscard]] CheckResult checkData(const GateInput& input);
[[nodiscard]] CheckResult checkSession(const GateInput& input);
[[nodiscard]] CheckResult checkSlippage(const GateInput& input);

} // namespace strikedesk::gate
