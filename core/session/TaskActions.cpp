// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/TaskActions.h"

#include "core/orders/NetPrice.h"
#include "core/session/LegFinding.h"
#include "core/session/TaskOrders.h"
#include "core/session/TaskRules.h"

#include <fmt/format.h>

#include <cstdlib>

namespace strikedesk {
namespace {

// An order that did not fill, or could not be placed, is a new decision with a new mid while tries are left.
TaskProgress tryAgain(TaskRun& run, int maximumAttempts, const std::string& reason)
{
    run.record.memory.erase("order");
    if (countUp(run.record.memory, "tries") < maximumAttempts)
        return TaskGoesOn {};
    return TaskHasFailed {reason};
}

// ---- Open
// -----------------------------------------------------------------------------------------------------------

std::string averagePriceWords(const OrderRecord& order)
{
    return quotedPriceWords(order.request.legs, order.averagePrice().value_or(Price()));
}

TaskProgress rememberOpened(TaskRun& run)
{
    const OrderRecord* order = run.desk.order(OrderId(run.record.memory.at("order")));
    run.record.memory["structure"] = order->opensStructure;
    return TaskIsDone {fmt::format("Opened {} ({} of {} packages at {}).", order->structure,
                                   order->filled.count(), order->total.count(), averagePriceWords(*order))};
}

TaskProgress goOnWith(TaskRun& run, const OpenStructure& action)
{
    switch (followOrder(run, "order")) {
    case OrderOutcome::Working: return TaskGoesOn {};
    case OrderOutcome::Filled: return rememberOpened(run);
    case OrderOutcome::Unfilled:
        return tryAgain(run, action.maximumAttempts, "No walk filled within its worst limit.");
    case OrderOutcome::None: break;
    }
    const auto choice = findOpening(run, action);
    if (!choice)
        return TaskHasFailed {choice.error().message};
    const auto request
        = walkRequest(run, choice->legs, action.quantity, action.walk, action.slippageLimit, {});
    if (!request)
        return TaskGoesOn {}; // the chain was there a moment ago: wait for quotes, the deadline bounds it
    run.record.memory["candidate"] = std::to_string(choice->candidate);
    if (const auto placed = placeOrder(run, "order", *request); !placed)
        return tryAgain(run, action.maximumAttempts, placed.error().message);
    return TaskGoesOn {};
}

TaskProgress goOnWith(TaskRun& run, const SetPositionRules& action)
{
    return setRulesFor(run, action);
}

TaskProgress goOnWith(TaskRun& run, const TakeProfit& action)
{
    return takeProfit(run, action);
}

// ---- Roll
// -----------------------------------------------------------------------------------------------------------

bool isRollDue(const TaskRun& run, const RollStructure& action, const ClosingPackage& package)
{
    if (action.at && run.desk.now() >= momentOf(*action.at, run))
        return true;
    const auto leg = run.desk.catalogue().find(package.legs.front().symbol);
    if (!action.atDaysToExpiry || !leg || !run.desk.catalogue().at(*leg).option)
        return false;
    return daysToExpiry(*run.desk.catalogue().at(*leg).option, run.desk.now()) <= *action.atDaysToExpiry;
}

TaskProgress finishRoll(TaskRun& run, const RollStructure& action)
{
    const OrderRecord* order = run.desk.order(OrderId(run.record.memory.at("order")));
    run.record.memory["structure"] = order->opensStructure;
    run.record.memory["origin"] = action.of;
    return TaskIsDone {fmt::format("Rolled {} into {} for {} a package.", order->closesStructure,
                                   order->opensStructure, averagePriceWords(*order))};
}

TaskProgress withoutLaterExpiry(TaskRun& run, const RollStructure& action, const std::string& structure,
                                const std::string& reason)
{
    if (action.ifNoLaterExpiry == RollStructure::Otherwise::Hold)
        return TaskIsDone {"Held: " + reason};
    return closeStructure(run, structure, action.walk, true, action.slippageLimit);
}

TaskProgress goOnWith(TaskRun& run, const RollStructure& action)
{
    switch (followOrder(run, "order")) {
    case OrderOutcome::Working: return TaskGoesOn {};
    case OrderOutcome::Filled: return finishRoll(run, action);
    case OrderOutcome::Unfilled:
        return tryAgain(run, action.maximumAttempts, "The roll did not fill as a package.");
    case OrderOutcome::None: break;
    }
    const std::vector<std::string> structures = structuresOf(run, action.of);
    if (structures.empty())
        return TaskIsDone {"Nothing is open: nothing to roll."};
    const std::string& structure = structures.front();
    const auto package = closingPackage(run, structure);
    if (!package || !isRollDue(run, action, *package))
        return TaskGoesOn {};
    const auto choice = findRoll(run, action, *package);
    if (!choice)
        return withoutLaterExpiry(run, action, structure, choice.error().message);
    const auto request
        = walkRequest(run, choice->legs, package->quantity, action.walk, action.slippageLimit, structure);
    if (!request)
        return TaskGoesOn {};
    if (const auto placed = placeOrder(run, "order", *request); !placed)
        return tryAgain(run, action.maximumAttempts, placed.error().message);
    return TaskGoesOn {};
}

// ---- Close, flatten, wait, report
// -----------------------------------------------------------------------------------

bool expiresToday(const TaskRun& run, const ClosingPackage& package)
{
    for (const OrderLeg& leg : package.legs) {
        const auto id = run.desk.catalogue().find(leg.symbol);
        if (!id || !run.desk.catalogue().at(*id).option
            || daysToExpiry(*run.desk.catalogue().at(*id).option, run.desk.now()) > 0)
            return false;
    }
    return true;
}

TaskProgress closeAll(TaskRun& run, const std::string& of, const CloseTerms& terms)
{
    if (run.desk.now() < momentOf(terms.at, run))
        return TaskGoesOn {};
    int settling = 0;
    for (const std::string& structure : structuresOf(run, of)) {
        const auto package = closingPackage(run, structure);
        if (package && terms.expiringToday == CloseTerms::AtExpiry::LetSettle
            && expiresToday(run, *package)) {
            ++settling;
            continue;
        }
        const TaskProgress progress
            = closeStructure(run, structure, terms.walk, terms.isMarketableAfterPatience, std::nullopt);
        if (!std::holds_alternative<TaskIsDone>(progress))
            return progress;
    }
    return TaskIsDone {settling > 0 ? fmt::format("Closed; {} left to settle today.", settling)
                                    : "Nothing is open."};
}

TaskProgress goOnWith(TaskRun& run, const CloseStructure& action)
{
    return closeAll(run, action.of, action.terms);
}

TaskProgress goOnWith(TaskRun& run, const Flatten& action)
{
    return closeAll(run, {}, action.terms);
}

TaskProgress goOnWith(TaskRun& run, const WaitUntil& action)
{
    if (run.desk.now() < momentOf(action.at, run))
        return TaskGoesOn {};
    return TaskIsDone {"Waited until " + textOf(action.at) + "."};
}

TaskProgress goOnWith(TaskRun& run, const WriteReport&)
{
    run.desk.writeReport(run.task.id);
    return TaskIsDone {"Report written."};
}

} // namespace

TaskProgress continueTask(TaskRun& run)
{
    if (run.record.memory.contains("failed_because")) {
        const TaskProgress undone = rollBackTask(run);
        if (std::holds_alternative<TaskGoesOn>(undone))
            return undone;
        return TaskHasFailed {run.record.memory.at("failed_because")};
    }
    return std::visit([&](const auto& action) { return goOnWith(run, action); }, run.task.action);
}

TaskProgress rollBackTask(TaskRun& run)
{
    const auto structure = run.record.memory.find("structure");
    if (structure == run.record.memory.end() || run.desk.heldLegs(structure->second).empty())
        return TaskIsDone {"Nothing to undo."};
    return closeStructure(run, structure->second, PlanWalk {}, true, std::nullopt);
}

} // namespace strikedesk
