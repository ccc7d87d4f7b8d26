// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/TaskOrders.h"

#include "core/orders/NetPrice.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace strikedesk {

Instant momentOf(const PlanTime& time, const TaskRun& run)
{
    const Date day = TradingCalendar::us().tradeDate(run.desk.now());
    const auto session = TradingCalendar::us().optionSession(day, run.desk.underlying());
    return session ? instantOf(time, *session, run.record.startedAt.value_or(run.desk.now()))
                   : run.desk.now();
}

std::vector<std::string> structuresOf(const TaskRun& run, const std::string& of)
{
    std::vector<std::string> found;
    for (const auto& [id, record] : run.all) {
        // A roll replaces what another task has opened: what it made belongs to that task.
        const auto origin = record.memory.find("origin");
        const bool isWanted
            = of.empty() || id == of || (origin != record.memory.end() && origin->second == of);
        const auto structure = record.memory.find("structure");
        if (isWanted && structure != record.memory.end() && !run.desk.heldLegs(structure->second).empty())
            found.push_back(structure->second);
    }
    return found;
}

std::optional<ClosingPackage> closingPackage(const TaskRun& run, const std::string& structureId)
{
    const std::vector<SessionLeg> held = run.desk.heldLegs(structureId);
    std::int64_t packages = 0;
    for (const SessionLeg& leg : held)
        packages = std::gcd(packages, std::abs(leg.quantity.count()));
    if (packages == 0)
        return {};
    ClosingPackage package;
    package.quantity = Quantity(packages);
    for (const SessionLeg& leg : held) {
        package.legs.push_back({leg.symbol, leg.quantity.isPositive() ? Side::Sell : Side::Buy,
                                std::int32_t(std::abs(leg.quantity.count()) / packages),
                                PositionEffect::Close});
        package.cost += leg.cost;
    }
    return package;
}

std::optional<OrderRequest> walkRequest(const TaskRun& run, std::vector<OrderLeg> legs, Quantity quantity,
                                        const PlanWalk& walk, std::optional<Money> slippageLimit,
                                        const std::string& structureId)
{
    const PackageNow now = run.desk.package(legs);
    if (!now.isTradable || !now.midPaid || !now.naturalPaid)
        return {};
    OrderRequest request;
    request.legs = std::move(legs);
    request.quantity = quantity;
    request.type = OrderType::Walk;
    request.strategy = run.plan.name;
    request.note = "task " + run.task.id;
    request.structureId = structureId;
    request.slippageLimit = slippageLimit;
    const double spread = (*now.naturalPaid - *now.midPaid).toDouble();
    const Price worstPaid = *now.midPaid + Price::nearest(spread * walk.worstFractionOfSpread);
    WalkTerms terms = walk.terms;
    terms.worst = quotedFrom(request.legs, worstPaid);
    request.walk = terms;
    return request;
}

OrderOutcome followOrder(const TaskRun& run, const std::string& key)
{
    const auto remembered = run.record.memory.find(key);
    if (remembered == run.record.memory.end())
        return OrderOutcome::None;
    const OrderRecord* order = run.desk.order(OrderId(remembered->second));
    if (!order)
        return OrderOutcome::None;
    if (!isFinal(order->state))
        return OrderOutcome::Working;
    return order->hasFills() ? OrderOutcome::Filled : OrderOutcome::Unfilled;
}

Result<void> placeOrder(TaskRun& run, const std::string& key, const OrderRequest& request)
{
    auto id = run.desk.submit(request);
    if (!id)
        return fail(id.error());
    run.record.memory[key] = id->text();
    return {};
}

int countUp(TaskMemory& memory, const std::string& key)
{
    const int count = std::atoi(memory[key].c_str()) + 1;
    memory[key] = std::to_string(count);
    return count;
}

TaskProgress closeStructure(TaskRun& run, const std::string& structureId, const PlanWalk& walk,
                            bool isMarketableAfterPatience, std::optional<Money> slippageLimit)
{
    const std::string key = "close:" + structureId;
    const auto package = closingPackage(run, structureId);
    const OrderOutcome outcome = followOrder(run, key);
    if (outcome == OrderOutcome::Working)
        return TaskGoesOn {};
    if (!package)
        return TaskIsDone {"Closed " + structureId + "."};
    const int tries = countUp(run.record.memory, key + ":tries");
    if (tries > 1 && !isMarketableAfterPatience)
        return TaskHasFailed {fmt::format("The walk that should close {} did not fill.", structureId)};

    auto request = walkRequest(run, package->legs, package->quantity, walk, slippageLimit, structureId);
    if (!request) {
        run.record.memory[key + ":tries"]
            = std::to_string(tries - 1); // nothing was tried: the legs cannot be priced
        return TaskGoesOn {};
    }
    if (tries > 1) {
        request->type = OrderType::MarketableLimit;
        request->limit.reset();
        request->walk.reset();
    }
    if (const auto placed = placeOrder(run, key, *request); !placed)
        return TaskHasFailed {placed.error().message};
    return TaskGoesOn {};
}

} // namespace strikedesk
