// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/RiskGate.h"

#include "core/risk/GateCheckParts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk {

namespace {

using Codes = std::string_view;
constexpr std::array killDenials {Codes("risk.killed")};
constexpr std::array armedDenials {Codes("risk.disarmed")};
constexpr std::array breakerDenials {Codes("risk.breaker_open"), Codes("risk.frozen")};
constexpr std::array unknownDenials {Codes("risk.unknown_outstanding")};
constexpr std::array closeDenials {Codes("risk.close_exceeds_position")};
constexpr std::array noLimitDenials {Codes("risk.no_limit")};
constexpr std::array quantityDenials {Codes("risk.max_order_quantity")};
constexpr std::array notionalDenials {Codes("risk.max_order_notional"), Codes("risk.max_order_premium")};
constexpr std::array lossDenials {Codes("risk.max_loss"), Codes("risk.naked_not_granted")};
constexpr std::array buyingPowerDenials {Codes("risk.buying_power")};
constexpr std::array levelDenials {Codes("risk.option_level")};
constexpr std::array collarDenials {Codes("risk.price_collar")};
constexpr std::array duplicateDenials {Codes("risk.duplicate")};
constexpr std::array rateDenials {Codes("risk.order_rate")};
constexpr std::array dataDenials {Codes("data.feed_down"), Codes("data.halted"), Codes("data.one_sided"),
                                  Codes("data.crossed"), Codes("data.stale")};
constexpr std::array principalDenials {Codes("risk.principal_disarmed")};
constexpr std::array dayDenials {Codes("risk.daily_loss"), Codes("risk.drawdown")};
constexpr std::array listedDenials {Codes("risk.restricted"), Codes("risk.near_expiry")};
constexpr std::array positionDenials {Codes("risk.max_position_contract"), Codes("risk.max_position_shares"),
                                      Codes("risk.max_position_underlying")};
constexpr std::array greeksDenials {Codes("risk.max_portfolio_delta"), Codes("risk.max_portfolio_vega")};
constexpr std::array selfMatchDenials {Codes("risk.self_match")};
constexpr std::array messageDenials {Codes("risk.message_rate")};
constexpr std::array repeatedDenials {Codes("risk.repeated_executions")};
constexpr std::array usualDenials {Codes("risk.unusual_size")};
constexpr std::array earlyRatioDenials {Codes("risk.order_to_trade_warning")};
constexpr std::array ratioDenials {Codes("risk.order_to_trade")};
constexpr std::array sessionDenials {Codes("risk.market_closed")};
constexpr std::array slippageDenials {Codes("slippage.budget_exhausted"), Codes("slippage.no_limit")};

// In this order they are told: a market that is closed or says nothing good is why much of the rest fails.
// clang-format off
    constexpr auto gateTable = std::to_array<GateCheck>({
        {"risk.killed",                "Kill switch",              "state",     killDenials,        gate::checkKill},
        {"risk.disarmed",              "Desk armed",               "state",     armedDenials,       gate::checkArmed},
        {"risk.breaker_open",          "Breakers",                 "state",     breakerDenials,     gate::checkBreaker},
        {"risk.principal_disarmed",    "Sender armed",             "state",     principalDenials,   gate::checkPrincipal},
        {"risk.unknown_outstanding",   "Outcomes known",           "state",     unknownDenials,     gate::checkUnknown},
        {"risk.close_exceeds_position", "Closes what is held",     "contracts", closeDenials,       gate::checkCloses},
        {"risk.no_limit",              "Limits are set",           "limits",    noLimitDenials,     gate::checkLimitsSet},
        {"risk.restricted",            "May be traded",            "minutes",   listedDenials,      gate::checkListed},
        {"risk.market_closed",         "Market hours",             "state",     sessionDenials,     gate::checkSession},
        {"data.stale",                 "Market data",              "quality",   dataDenials,        gate::checkData},
        {"risk.daily_loss",            "Loss of the day",          "dollars",   dayDenials,         gate::checkDayResult},
        {"risk.max_order_quantity",    "Order size",               "contracts", quantityDenials,    gate::checkQuantity},
        {"risk.unusual_size",          "Usual size",               "contracts", usualDenials,       gate::checkUsualSize, true},
        {"risk.max_order_notional",    "Notional and premium",     "dollars",   notionalDenials,    gate::checkNotional},
        {"risk.max_loss",              "Maximum loss",             "dollars",   lossDenials,        gate::checkMaximumLoss},
        {"risk.buying_power",          "Buying power",             "dollars",   buyingPowerDenials, gate::checkBuyingPower},
        {"risk.option_level",          "Option level",             "level",     levelDenials,       gate::checkOptionLevel},
        {"risk.max_position_contract", "Position at worst",        "contracts", positionDenials,    gate::checkPosition},
        {"risk.max_portfolio_delta",   "Greeks of the book",       "dollars",   greeksDenials,      gate::checkGreeks},
        {"risk.price_collar",          "Price collar",             "ticks",     collarDenials,      gate::checkCollar},
        {"risk.duplicate",             "No duplicate",             "seconds",   duplicateDenials,   gate::checkDuplicate, true},
        {"risk.order_rate",            "Order rate",               "orders",    rateDenials,        gate::checkRate},
        {"risk.self_match",            "No trade with oneself",    "orders",    selfMatchDenials,   gate::checkSelfMatch},
        {"risk.message_rate",          "Message rate",             "orders",    messageDenials,     gate::checkMessages},
        {"risk.repeated_executions",   "Repeated executions",      "orders",    repeatedDenials,    gate::checkRepeated},
        {"risk.order_to_trade_warning", "Orders for a fill, early", "orders",   earlyRatioDenials,  gate::checkEarlyOrderToTrade, true},
        {"risk.order_to_trade",        "Orders for a fill",        "orders",    ratioDenials,       gate::checkOrderToTrade},
        {"slippage.budget_exhausted",  "Slippage budget",          "dollars",   slippageDenials,    gate::checkSlippage},
    });
// clang-format on

// A denial says whose limit it was when it was not the account's.
void nameScope(const GateInput& input, CheckResult& result)
{
    for (const auto& [id, scope] : input.narrowLimits) {
        const std::string_view code = rowOf(id).code;
        if (code != result.code && !code.starts_with(result.code + "_"))
            continue;
        result.sentence += fmt::format(" This is the limit of {}.", scope.text());
        return;
    }
}

void letPass(const OrderOverride& overrides, CheckResult& result)
{
    result.isPassed = true;
    result.isWarning = true;
    result.sentence += fmt::format(" Overridden: {}.", overrides.reason);
}

} // namespace

const GateCheck* gateCheckOf(std::string_view code)
{
    const auto found = std::ranges::find_if(gateTable, [&](const GateCheck& row) {
        return row.code == code || std::ranges::find(row.denials, code) != row.denials.end();
    });
    return found == gateTable.end() ? nullptr : &*found;
}

Result<void> checkOverride(const OrderOverride& overrides)
{
    for (const std::string& code : overrides.codes) {
        const GateCheck* row = gateCheckOf(code);
        if (!row)
            return fail("input.override",
                        fmt::format("No check denies with \"{}\"; docs/risk-checks.md lists the codes.",
                                    code.substr(0, 60)));
        if (!row->isSoft)
            return fail("risk.not_overridable",
                        fmt::format("{} comes from a hard check, which nobody overrides; change the order "
                                    "instead.",
                                    code));
    }
    return {};
}

std::span<const GateCheck> gateChecks()
{
    return gateTable;
}

Error GateVerdict::error() const
{
    const auto isDenial = [](const CheckResult& check) { return !check.isPassed; };
    const auto first = std::find_if(checks.begin(), checks.end(), isDenial);
    STRIKEDESK_ASSERT(first != checks.end(), "only a denied order has a denial");
    return {first->code, first->sentence};
}

GateVerdict evaluate(GateInput input)
{
    STRIKEDESK_ASSERT(input.legs.size() == input.request.legs.size(), "every leg comes with its market");
    input.isReducing = isRiskReducing(input.request, input.held, input.working);
    input.slippageScope.isRiskReducing = input.isReducing;
    GateVerdict verdict;
    verdict.isReducing = input.isReducing;
    verdict.isAllowed = true;
    for (const GateCheck& row : gateTable) {
        verdict.checks.push_back(row.check(input));
        if (!verdict.checks.back().isPassed && !input.narrowLimits.empty())
            nameScope(input, verdict.checks.back());
        const auto& overrides = input.request.overrides;
        if (!verdict.checks.back().isPassed && row.isSoft && overrides
            && std::ranges::find(overrides->codes, verdict.checks.back().code) != overrides->codes.end()) {
            verdict.overridden.push_back(verdict.checks.back());
            letPass(*overrides, verdict.checks.back());
        }
        verdict.isAllowed = verdict.isAllowed && verdict.checks.back().isPassed;
    }
    return verdict;
}

} // namespace strikedesk
