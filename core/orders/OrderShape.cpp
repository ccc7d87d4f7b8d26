// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderShape.h"

#include "core/orders/HeldShape.h"
#include "core/orders/OrderNames.h"
#include "core/orders/WalkStyles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

namespace strikedesk {

namespace {

Result<void> checkOrderLegs(const OrderRequest& request)
{
    const auto& legs = request.legs;
    if (legs.empty() || legs.size() > OrderBounds::legsMax) {
        return fail(
            "input.legs",
            fmt::format("An order has 1 to {} legs, this one has {}.", OrderBounds::legsMax, legs.size()));
    }
    for (auto leg = legs.begin(); leg != legs.end(); ++leg) {
        if (leg->symbol.empty())
            return fail("input.symbol", "Every leg names an instrument; one is empty.");
        const auto isSame = [&](const OrderLeg& other) { return other.symbol == leg->symbol; };
        if (std::any_of(std::next(leg), legs.end(), isSame)) {
            return fail("input.legs",
                        fmt::format("{} stands in two legs; put it into one leg with the sum as ratio.",
                                    leg->symbol));
        }
    }
    return {};
}

Result<void> checkOrderCounts(const OrderRequest& request)
{
    const std::int64_t packages = request.quantity.count();
    if (packages < 1 || packages > OrderBounds::contractsMax) {
        return fail("input.quantity",
                    fmt::format("The quantity is a whole number from 1 to {}, not {}.",
                                OrderBounds::contractsMax, packages));
    }
    for (const OrderLeg& leg : request.legs) {
        if (leg.ratio < 1 || leg.ratio > OrderBounds::contractsMax) {
            return fail("input.ratio",
                        fmt::format("The ratio of {} is a whole number from 1 to {}, not {}.", leg.symbol,
                                    OrderBounds::contractsMax, leg.ratio));
        }
        if (std::int64_t(leg.ratio) * packages > OrderBounds::contractsMax) {
            return fail("input.quantity",
                        fmt::format("{} packages of {} {} are more than {} in one order; split it.", packages,
                                    leg.ratio, leg.symbol, OrderBounds::contractsMax));
        }
    }
    return {};
}

Result<void> checkOrderPrice(const OrderRequest& request, std::optional<Price> price, const char* code,
                             const char* field)
{
    if (!price)
        return {};
    if (absolute(*price) > OrderBounds::priceMax) {
        return fail(code,
                    fmt::format("\"{}\" is at most {} per share, not {}.", field,
                                OrderBounds::priceMax.text(), price->text()));
    }
    if (request.legs.size() == 1 && !price->isPositive()) {
        return fail(code,
                    fmt::format("\"{}\" of a single leg is the leg's own price and above zero whatever "
                                "its side, not {}.",
                                field, price->text()));
    }
    return {};
}

Result<void> wantOrderField(bool isWanted, bool isPresent, OrderType type, const char* code,
                            const char* field)
{
    if (isWanted == isPresent)
        return {};
    return fail(code,
                fmt::format("An order of type \"{}\" {} \"{}\".", nameOf(type),
                            isWanted ? "needs" : "takes no", field));
}

Result<void> checkOrderWalk(const OrderRequest& request)
{
    const OrderType type = request.type;
    if (auto ok
        = wantOrderField(type == OrderType::Walk, request.walk.has_value(), type, "input.walk", "walk");
        !ok)
        return ok;
    if (!request.walk)
        return {};
    const WalkTerms& walk = *request.walk;
    if (auto ok = checkWalkTerms(walk); !ok)
        return ok;
    if (walk.worst && request.limit && *walk.worst != *request.limit) {
        return fail("input.limit",
                    fmt::format("A walk has one worst price, but \"limit\" says {} and \"walk.worst\" "
                                "says {}; leave one out.",
                                request.limit->text(), walk.worst->text()));
    }
    return checkOrderPrice(request, walk.worst, "input.walk", "walk.worst");
}

Result<void> checkOrderPrices(const OrderRequest& request)
{
    const OrderType type = request.type;
    const bool isStop = isStopType(type);
    // A marketable limit and a walk take a limit as their worst price; without one the market's decides.
    const bool isLimitFree = type == OrderType::MarketableLimit || type == OrderType::Walk;
    const bool wantsLimit = isLimitFree ? request.limit.has_value() : type != OrderType::Stop;
    if (auto ok = wantOrderField(wantsLimit, request.limit.has_value(), type, "input.limit", "limit"); !ok)
        return ok;
    if (auto ok = wantOrderField(isStop, request.stop.has_value(), type, "input.stop", "stop"); !ok)
        return ok;
    if (auto ok = checkOrderPrice(request, request.limit, "input.limit", "limit"); !ok)
        return ok;
    return checkOrderPrice(request, request.stop, "input.stop", "stop");
}

Result<void> checkOrderTimeInForce(const OrderRequest& request)
{
    const bool isDated = request.timeInForce == TimeInForce::GoodTillDate;
    if (isDated != request.goodTill.has_value()) {
        return fail("input.good_till",
                    fmt::format("\"good_till\" goes with time in force \"gtd\" and only with it; this "
                                "order is \"{}\" {} a date.",
                                nameOf(request.timeInForce), isDated ? "without" : "with"));
    }
    const bool isAtOnce = request.type == OrderType::Limit || request.type == OrderType::MarketableLimit;
    if (request.timeInForce == TimeInForce::ImmediateOrCancel && !isAtOnce) {
        return fail("input.time_in_force",
                    fmt::format("\"ioc\" ends an order at once, so one of type \"{}\" could never work; "
                                "use \"day\".",
                                nameOf(request.type)));
    }
    return {};
}

Result<void> checkWalkSteps(const WalkTerms& walk)
{
    const bool hasOwnSteps = walk.style == WalkStyle::MidWalk || walk.style == WalkStyle::Adaptive;
    if (walk.steps < 0 || walk.steps > OrderBounds::walkStepsMax || (walk.steps > 0 && !hasOwnSteps))
        return fail(
            "input.walk",
            fmt::format("A mid-walk or an adaptive one has up to {} steps, and other walks have their "
                        "own; found {} for \"{}\".",
                        OrderBounds::walkStepsMax, walk.steps, nameOf(walk.style)));
    const bool hasOffset = walk.style == WalkStyle::PegToMid;
    if (std::abs(walk.offsetTicks) > OrderBounds::stepTicksMax || (walk.offsetTicks != 0 && !hasOffset))
        return fail("input.walk",
                    fmt::format("A peg to mid stands up to {} ticks off, and no other walk has an offset; "
                                "found {} for \"{}\".",
                                OrderBounds::stepTicksMax, walk.offsetTicks, nameOf(walk.style)));
    const bool isRising = std::ranges::adjacent_find(walk.rungs, std::greater_equal()) == walk.rungs.end();
    const bool isInside = walk.rungs.empty() || (walk.rungs.front() >= 0 && walk.rungs.back() <= 100);
    if (!walk.rungs.empty() && (walk.style != WalkStyle::Ladder || !isRising || !isInside))
        return fail("input.walk",
                    "Rungs belong to a ladder: rising per cents from 0 (mid) to 100 (natural), such as "
                    "0, 25, 60.");
    if (walk.widthMax && (!walk.widthMax->isPositive() || *walk.widthMax > OrderBounds::priceMax))
        return fail(
            "input.walk",
            fmt::format("The widest market of a walk is a price above 0, not {}.", walk.widthMax->text()));
    if (walk.atEnd == WalkEnd::Cross && walk.patience.count() == 0)
        return fail("input.walk",
                    "A walk that crosses at its end has a patience after which it does: give "
                    "\"patience_seconds\".");
    return {};
}

} // namespace

Result<void> checkWalkTerms(const WalkTerms& walk)
{
    if (walk.stepTicks < 1 || walk.stepTicks > OrderBounds::stepTicksMax) {
        return fail("input.walk",
                    fmt::format("A walk steps 1 to {} ticks at a time, not {}.", OrderBounds::stepTicksMax,
                                walk.stepTicks));
    }
    if (walk.stepInterval < std::chrono::seconds(1) || walk.stepInterval > OrderBounds::waitMax) {
        return fail("input.walk",
                    fmt::format("A walk waits 1 to {} seconds between steps, not {}.",
                                OrderBounds::waitMax.count(), walk.stepInterval.count()));
    }
    if (walk.patience < std::chrono::seconds(0) || walk.patience > OrderBounds::waitMax) {
        return fail("input.walk",
                    fmt::format("A walk rests 0 to {} seconds at its worst price, not {}.",
                                OrderBounds::waitMax.count(), walk.patience.count()));
    }
    return checkWalkSteps(walk);
}

Result<void> checkShape(const OrderRequest& request)
{
    for (const auto check : {checkOrderLegs, checkOrderCounts, checkOrderPrices, checkOrderWalk,
                             checkOrderTimeInForce, checkHeldShape}) {
        if (auto ok = check(request); !ok)
            return ok;
    }
    if (request.slippageLimit
        && (request.slippageLimit->isNegative() || *request.slippageLimit > OrderBounds::slippageMax)) {
        return fail("input.slippage_limit",
                    fmt::format("\"slippage_limit\" is 0 to {} dollars, not {}.",
                                OrderBounds::slippageMax.text(), request.slippageLimit->text()));
    }
    return {};
}

std::optional<Price> worstLimitOf(const OrderRequest& request)
{
    if (request.walk && request.walk->worst)
        return request.walk->worst;
    return request.limit;
}

} // namespace strikedesk
