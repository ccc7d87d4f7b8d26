// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/LegFinding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace strikedesk {
namespace {

// Expiries that still trade, each root by itself: SPX and SPXW may share a date and settle hours apart.
std::vector<ExpiryChoice> listedExpiries(const TaskRun& run)
{
    std::vector<ExpiryChoice> choices;
    for (const InstrumentId id : run.desk.catalogue().optionsOf(run.desk.underlying())) {
        const OptionContract& contract = *run.desk.catalogue().at(id).option;
        const bool isKnown = std::ranges::any_of(choices, [&](const ExpiryChoice& choice) {
            return choice.expiry == contract.expiry && choice.root == contract.root;
        });
        if (isKnown || contract.isAdjusted()
            || TradingCalendar::us().lastTradesAt(contract) <= run.desk.now())
            continue;
        choices.push_back({contract.expiry, contract.root, daysToExpiry(contract, run.desk.now())});
    }
    return choices;
}

const PlanTask* openingTask(const TaskRun& run, const std::string& structureTask)
{
    for (const PlanPhase& phase : run.plan.phases) {
        for (const PlanTask& task : phase.tasks) {
            const bool isWanted = structureTask.empty() || task.id == structureTask;
            if (isWanted && std::holds_alternative<OpenStructure>(task.action))
                return &task;
        }
    }
    return nullptr;
}

Result<FoundLegs> legsOnExpiry(const TaskRun& run, const OpenStructure& opening, std::size_t first,
                               std::size_t last, const ExpiryChoice& expiry)
{
    const std::vector<StructureTarget>& candidates = opening.candidates;
    LegChain chain = run.desk.chain(expiry.root, expiry.expiry);
    int refused = 0;
    for (LegChoice& choice : chain.choices) {
        const bool isGood = opening.market.accept(choice.market);
        refused += choice.isTradable && !isGood ? 1 : 0;
        choice.isTradable = choice.isTradable && isGood;
    }
    Result<FoundLegs> found = fail("plan.no_legs", "The plan names no structure.");
    for (std::size_t candidate = first; candidate < last; ++candidate) {
        auto legs = selectLegs(candidates[candidate], chain.choices, chain.facts);
        if (legs)
            return FoundLegs {std::move(*legs), candidate};
        found = fail(legs.error());
    }
    if (refused > 0)
        return fail(
            found.error().code,
            fmt::format("{} The market of {} of {} contracts is not as \"market\" of the plan wants it.",
                        found.error().message, refused, chain.choices.size()));
    return found;
}

} // namespace

Result<FoundLegs> findOpening(const TaskRun& run, const OpenStructure& action)
{
    std::vector<ExpiryChoice> expiries = listedExpiries(run);
    Result<FoundLegs> found = fail("plan.no_expiry", "No expiry is listed.");
    // An expiry that has no legs for any candidate leaves the list, and the next preferred one is tried.
    while (!expiries.empty()) {
        const auto expiry = selectExpiry(action.expiry, expiries);
        if (!expiry)
            return found.error().code == "plan.no_legs" ? found : fail(expiry.error());
        found = legsOnExpiry(run, action, 0, action.candidates.size(), *expiry);
        if (found)
            return found;
        std::erase_if(expiries, [&](const ExpiryChoice& choice) {
            return choice.expiry == expiry->expiry && choice.root == expiry->root;
        });
    }
    return found;
}

Result<FoundLegs> findRoll(const TaskRun& run, const RollStructure& action, const ClosingPackage& package)
{
    const PlanTask* opening = openingTask(run, action.of);
    const auto held = run.desk.catalogue().find(package.legs.front().symbol);
    if (!opening || !held || !run.desk.catalogue().at(*held).option)
        return fail("session.not_rollable",
                    "The structure was not opened by this plan: it cannot be rolled by its terms.");
    const auto& opened = std::get<OpenStructure>(opening->action);
    const OptionContract& contract = *run.desk.catalogue().at(*held).option;
    std::vector<ExpiryChoice> expiries = listedExpiries(run);
    std::erase_if(expiries, [&](const ExpiryChoice& choice) {
        return !isListedAs(opened.expiry.listed, choice.expiry);
    });
    const auto later
        = laterExpiry({contract.expiry, contract.root, daysToExpiry(contract, run.desk.now())}, expiries);
    if (!later)
        return fail("session.no_later_expiry",
                    fmt::format("No expiry later than {} that the plan asks for is listed.",
                                toIsoText(contract.expiry)));

    const auto remembered = run.all.at(opening->id).memory.find("candidate");
    const std::size_t candidate = remembered == run.all.at(opening->id).memory.end()
        ? 0
        : std::size_t(std::atoi(remembered->second.c_str()));
    auto found
        = legsOnExpiry(run, opened, candidate, std::min(candidate + 1, opened.candidates.size()), *later);
    if (!found)
        return found;
    std::vector<OrderLeg> legs = package.legs;
    legs.insert(legs.end(), found->legs.begin(), found->legs.end());
    if (int(legs.size()) > run.desk.legsMax())
        return fail("session.too_many_legs",
                    fmt::format("The roll has {} legs, the venue takes {} in one package.", legs.size(),
                                run.desk.legsMax()));
    return FoundLegs {std::move(legs), candidate};
}

} // namespace strikedesk
