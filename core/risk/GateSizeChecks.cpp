// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/GateCheckParts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk::gate {

namespace {

// Whether uncovered shorts are allowed need not be said: not granted is the answer then.
constexpr std::array neededLimits {
    LimitId::OrderContracts,     LimitId::OrderShares,         LimitId::OrderPremium,
    LimitId::OrderNotional,      LimitId::OrderLoss,           LimitId::OptionLevel,
    LimitId::CollarPercent,      LimitId::CollarTicks,         LimitId::CollarSpreadPercent,
    LimitId::DuplicateSeconds,   LimitId::OrdersPerSecond,     LimitId::OrdersPerMinute,
    LimitId::PositionContracts,  LimitId::PositionUnderlying,  LimitId::PositionShares,
    LimitId::PortfolioDelta,     LimitId::PortfolioVega,       LimitId::DailyLoss,
    LimitId::Drawdown,           LimitId::MessagesPerMinute,   LimitId::MessagesDisarm,
    LimitId::RepeatedExecutions, LimitId::OrderToTradeWarning, LimitId::OrderToTrade,
    LimitId::NearExpiry,
};

// What the order may count on as cover: held for certain, less what working orders may come to need.
std::vector<ExposureLeg> certainExposure(const GateInput& input)
{
    return combined(certainHoldings(input.held), input.working);
}

std::vector<ExposureLeg> orderExposure(const GateInput& input)
{
    std::vector<ExposureLeg> legs;
    for (const PricedLeg& leg : input.legs)
        legs.push_back({leg.instrument, input.request.quantity * leg.leg.ratio * signOf(leg.leg.side)});
    return legs;
}

// Strike times shares of every put the order sells, against cash that is settled and free.
bool arePutsCashSecured(const GateInput& input)
{
    Money needed;
    for (const PricedLeg& leg : input.legs) {
        const auto& option = leg.instrument->option;
        if (option && option->right == Right::Put && leg.leg.side == Side::Sell)
            needed += value(option->strike, input.request.quantity * leg.leg.ratio, option->multiplier);
    }
    return needed <= input.account.settledCash - input.account.marginRequired - input.account.reserved;
}

} // namespace

CheckResult checkLimitsSet(const GateInput& input)
{
    std::string missing;
    for (const LimitId id : neededLimits) {
        if (!input.limits.find(id))
            missing += fmt::format("{}{}", missing.empty() ? "" : ", ", rowOf(id).code);
    }
    const std::string limit = fmt::format("{} limits", neededLimits.size());
    if (missing.empty())
        return passed("risk.no_limit", limit, fmt::format("version {}", input.limits.version));
    return deniedUnlessReducing(
        input, "risk.no_limit", limit, fmt::format("missing: {}", missing),
        fmt::format("No limit means no order, and this profile lacks {}; a person sets limits.", missing));
}

CheckResult checkQuantity(const GateInput& input)
{
    CheckResult result
        = passed("risk.max_order_quantity", fmt::format("{}", input.limits.at(LimitId::OrderContracts)), "0");
    std::int64_t most = 0;
    for (const PricedLeg& leg : input.legs) {
        const bool isOption = leg.instrument->kind == InstrumentKind::Option;
        const LimitId id = isOption ? LimitId::OrderContracts : LimitId::OrderShares;
        const std::int64_t limit = input.limits.at(id);
        const std::int64_t asked = (input.request.quantity * leg.leg.ratio).count();
        if (asked > limit) {
            return deniedUnlessReducing(
                input, "risk.max_order_quantity", fmt::format("{}", limit), fmt::format("{}", asked),
                fmt::format("The order has {} {} of {}, and {} are allowed at most ({}); send fewer.", asked,
                            nameOf(rowOf(id).unit), leg.leg.symbol, limit, rowOf(id).code));
        }
        if (isOption || input.legs.size() == 1) {
            most = std::max(most, asked);
            result.limit = fmt::format("{}", limit);
        }
    }
    result.measured = fmt::format("{}", most);
    return result;
}

CheckResult checkUsualSize(const GateInput& input)
{
    const auto usual = input.limits.find(LimitId::UnusualSize);
    if (!usual)
        return passed("risk.unusual_size", "not set", "not measured");
    std::int64_t most = 0;
    for (const PricedLeg& leg : input.legs) {
        if (leg.instrument->kind == InstrumentKind::Option)
            most = std::max(most, (input.request.quantity * leg.leg.ratio).count());
    }
    const std::string limit = fmt::format("{}", *usual);
    const std::string measured = fmt::format("{}", most);
    if (most <= *usual)
        return passed("risk.unusual_size", limit, measured);
    return deniedUnlessReducing(input, "risk.unusual_size", limit, measured,
                                fmt::format("The order has {} contracts of one leg, and more than {} are "
                                            "unusual here; say that it is meant (override), or send fewer.",
                                            measured, limit));
}

CheckResult checkNotional(const GateInput& input)
{
    const Money notionalLimit = input.limits.moneyAt(LimitId::OrderNotional);
    const Money premiumLimit = input.limits.moneyAt(LimitId::OrderPremium);
    const Money notional = input.impact.notional;
    const Money premium = absolute(input.impact.cost);
    if (notional > notionalLimit) {
        return deniedUnlessReducing(input, "risk.max_order_notional", notionalLimit.text(), notional.text(),
                                    fmt::format("One side of the order stands for {} dollars of the "
                                                "underlying, and {} are allowed at most; send fewer.",
                                                notional.text(), notionalLimit.text()));
    }
    if (premium > premiumLimit) {
        return deniedUnlessReducing(input, "risk.max_order_premium", premiumLimit.text(), premium.text(),
                                    fmt::format("The order moves {} dollars at its worst price, and {} are "
                                                "allowed at most; send fewer, or at a better price.",
                                                premium.text(), premiumLimit.text()));
    }
    return passed("risk.max_order_notional", notionalLimit.text(), notional.text());
}

CheckResult checkMaximumLoss(const GateInput& input)
{
    const std::string limit = input.limits.moneyAt(LimitId::OrderLoss).text();
    const std::vector<ExposureLeg> held = certainExposure(input);
    const UncoveredShorts before = uncoveredShorts(held);
    const UncoveredShorts after = uncoveredShorts(combined(held, orderExposure(input)));
    const bool isNaked = input.impact.isLossUnlimited || after.calls > before.calls
        || after.stockShares > before.stockShares;
    if (isNaked && input.limits.at(LimitId::NakedGranted) == 0) {
        return deniedUnlessReducing(
            input, "risk.naked_not_granted", limit, "unlimited",
            "The loss of this order has no bound, and uncovered shorts are not granted "
            "(risk.naked_granted); add a leg that bounds it.");
    }
    if (isNaked) {
        return warned("risk.max_loss", limit, "unlimited",
                      "The loss of this order has no bound; uncovered shorts are granted, and margin alone "
                      "bounds it.");
    }
    if (!input.impact.maximumLoss) {
        return deniedUnlessReducing(input, "risk.max_loss", limit, "unknown",
                                    "The maximum loss of this order cannot be told, so it counts as too "
                                    "large; wait until every leg has a price, or name a worst price.");
    }
    const Money loss = *input.impact.maximumLoss;
    if (loss > input.limits.moneyAt(LimitId::OrderLoss)) {
        return deniedUnlessReducing(
            input, "risk.max_loss", limit, loss.text(),
            fmt::format("The order can lose {} dollars, and {} are allowed at most; send fewer, or bring "
                        "the strikes closer together.",
                        loss.text(), limit));
    }
    return passed("risk.max_loss", limit, loss.text());
}

CheckResult checkBuyingPower(const GateInput& input)
{
    const Money left = input.impact.buyingPowerAfter;
    const std::string before = input.impact.buyingPowerBefore.text();
    const Money used = input.impact.buyingPowerBefore - left;
    if (!input.impact.marginProblem.empty())
        return deniedUnlessReducing(input, "risk.buying_power", before, "unknown",
                                    input.impact.marginProblem);
    if (left.isNegative() && used.isPositive()) {
        return deniedUnlessReducing(
            input, "risk.buying_power", before, used.text(),
            fmt::format("The order takes {} dollars of buying power and {} are free after working orders; "
                        "send fewer, or free some by closing or cancelling.",
                        used.text(), before));
    }
    return passed("risk.buying_power", before,
                  input.impact.isMarginBound ? fmt::format("at most {}", used.text()) : used.text());
}

CheckResult checkOptionLevel(const GateInput& input)
{
    const auto level
        = std::min<std::int64_t>(input.account.optionLevel, input.limits.at(LimitId::OptionLevel));
    const int needed
        = optionLevelNeeded(certainExposure(input), orderExposure(input), arePutsCashSecured(input));
    if (needed > level) {
        constexpr std::array<std::string_view, 5> words {"stock", "covered calls and cash-secured puts",
                                                         "long options", "spreads", "uncovered shorts"};
        return deniedUnlessReducing(
            input, "risk.option_level", fmt::format("{}", level), fmt::format("{}", needed),
            fmt::format("The order needs option level {} ({}), and level {} is what the account and its "
                        "limits allow.",
                        needed, words.at(std::size_t(needed)), level));
    }
    return passed("risk.option_level", fmt::format("{}", level), fmt::format("{}", needed));
}

} // namespace strikedesk::gate
