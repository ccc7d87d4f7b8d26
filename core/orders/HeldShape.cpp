// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/HeldShape.h"

#include "core/orders/OrderNames.h"
#include "core/orders/OrderShape.h"
#include "core/orders/TriggerNames.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

Result<void> checkTriggerLevel(const TriggerTerms& trigger, std::size_t legs, const char* code)
{
    const bool isOfUnderlying = trigger.on == TriggerBasis::Underlying;
    const bool isUnderlyingSide = trigger.when == TriggerWhen::Above || trigger.when == TriggerWhen::Below;
    if (isOfUnderlying != isUnderlyingSide)
        return fail(
            code,
            fmt::format("A trigger on the underlying acts \"above\" or \"below\" its level, one on mid "
                        "or mark when that is \"worse\" or \"better\"; found \"{}\" on \"{}\".",
                        nameOf(trigger.when), nameOf(trigger.on)));
    if (absolute(trigger.level) > OrderBounds::priceMax)
        return fail(code,
                    fmt::format("A trigger's level is at most {} per share, not {}.",
                                OrderBounds::priceMax.text(), trigger.level.text()));
    if ((isOfUnderlying || legs == 1) && !trigger.level.isPositive())
        return fail(code,
                    fmt::format("The level of {} is above zero, not {}.",
                                isOfUnderlying ? "an underlying" : "a single leg", trigger.level.text()));
    return {};
}

Result<void> checkTrigger(const TriggerTerms& trigger, std::size_t legs, const char* code)
{
    if (auto level = checkTriggerLevel(trigger, legs, code); !level)
        return level;
    if (trigger.confirmations < 1 || trigger.confirmations > OrderBounds::confirmationsMax)
        return fail(code,
                    fmt::format("A trigger wants 1 to {} confirmations, not {}.",
                                OrderBounds::confirmationsMax, trigger.confirmations));
    for (const auto& [wait, name, least] : {std::tuple {trigger.apart, "seconds_apart", 0},
                                            std::tuple {trigger.badAfter, "bad_after_seconds", 1}}) {
        if (wait < std::chrono::seconds(least) || wait > OrderBounds::waitMax)
            return fail(code,
                        fmt::format("\"{}\" is {} to {}, not {}.", name, least, OrderBounds::waitMax.count(),
                                    wait.count()));
    }
    for (const auto& [bound, name] :
         {std::pair {trigger.widthMax, "width_max"}, std::pair {trigger.moveMax, "move_max"}}) {
        if (bound && (!bound->isPositive() || *bound > OrderBounds::priceMax))
            return fail(code, fmt::format("\"{}\" is a price above 0, not {}.", name, bound->text()));
    }
    if (trigger.on == TriggerBasis::Underlying && trigger.widthMax)
        return fail(code, "\"width_max\" is of the legs' market, and this trigger looks at the underlying.");
    return {};
}

Result<void> checkBracket(const OrderRequest& request)
{
    constexpr const char* code = "input.bracket";
    const BracketTerms& bracket = *request.bracket;
    if (!bracket.takeProfit && !bracket.stop)
        return fail(code, "A bracket has a \"take_profit\", a \"stop\", or both; this one has neither.");
    if (bracket.stopLimit && !bracket.stop)
        return fail(code,
                    "\"stop_limit\" is where the bracket's \"stop\" sends its limit, and there is none.");
    const auto opens = [](const OrderLeg& leg) { return leg.effect == PositionEffect::Open; };
    if (!std::ranges::all_of(request.legs, opens))
        return fail(code, "A bracket stands around an entry: every leg opens.");
    if (!request.ocoGroup.empty())
        return fail(code, "The exits of a bracket are a group of their own; leave \"oco_group\" out.");
    for (const std::optional<Price>& price : {bracket.takeProfit, bracket.stopLimit}) {
        if (price && request.legs.size() == 1 && !price->isPositive())
            return fail(code, fmt::format("The price of a single leg is above zero, not {}.", price->text()));
    }
    return bracket.stop ? checkTrigger(*bracket.stop, request.legs.size(), code) : Result<void>();
}

} // namespace

Result<void> checkHeldShape(const OrderRequest& request)
{
    if (request.protectionTicks
        && (request.type != OrderType::MarketableLimit || request.limit || *request.protectionTicks < 0
            || *request.protectionTicks > OrderBounds::stepTicksMax))
        return fail("input.protection",
                    fmt::format("\"protection_ticks\" is 0 to {} ticks beyond the natural, of a marketable "
                                "limit without a limit of its own.",
                                OrderBounds::stepTicksMax));
    if (request.trigger && isStopType(request.type))
        return fail("input.trigger",
                    fmt::format("An order of type \"{}\" has its level in \"stop\". With terms of its own it "
                                "is a limit, marketable_limit or walk with a \"trigger\".",
                                nameOf(request.type)));
    if (request.trigger) {
        if (auto trigger = checkTrigger(*request.trigger, request.legs.size(), "input.trigger"); !trigger)
            return trigger;
    }
    return request.bracket ? checkBracket(request) : Result<void>();
}

bool waitsForSomething(const OrderRequest& request)
{
    return request.trigger || request.notBefore || !request.parent.isEmpty();
}

bool isStopType(OrderType type)
{
    return type == OrderType::Stop || type == OrderType::StopLimit;
}

bool onlyCloses(const OrderRequest& request)
{
    return std::ranges::all_of(request.legs,
                               [](const OrderLeg& leg) { return leg.effect == PositionEffect::Close; });
}

std::optional<TriggerTerms> triggerOf(const OrderRequest& request)
{
    if (request.trigger || !request.stop)
        return request.trigger;
    TriggerTerms stop;
    stop.level = *request.stop;
    return stop;
}

OrderRequest releasedRequest(OrderRequest request)
{
    if (request.type == OrderType::Stop)
        request.type = OrderType::MarketableLimit;
    if (request.type == OrderType::StopLimit)
        request.type = OrderType::Limit;
    request.stop.reset();
    request.trigger.reset();
    request.notBefore.reset();
    request.parent = {};
    return request;
}

std::vector<OrderLeg> closingLegs(const std::vector<OrderLeg>& legs)
{
    std::vector<OrderLeg> closing = legs;
    for (OrderLeg& leg : closing) {
        leg.side = leg.side == Side::Buy ? Side::Sell : Side::Buy;
        leg.effect = PositionEffect::Close;
    }
    return closing;
}

} // namespace strikedesk
