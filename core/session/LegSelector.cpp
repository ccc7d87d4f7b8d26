// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/LegSelector.h"

#include "core/instruments/StructureBuild.h"
#include "core/instruments/TradingCalendar.h"
#include "core/util/Assert.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace strikedesk {
namespace {

/// The strikes of a target, ascending, and which of them each leg has.
struct TargetSlots
{
    std::vector<StrikeSlot> slots;
    std::vector<std::size_t> slotOfLeg; // in the target's order
};

/// Strikes that the target names one by one.
TargetSlots namedSlots(const StructureTarget& target)
{
    TargetSlots found;
    for (const StrikePick& pick : target.strikes)
        found.slots.push_back({pick, {}});
    for (const LegTarget& leg : target.legs) {
        found.slotOfLeg.push_back(std::size_t(leg.strike));
        found.slots.at(std::size_t(leg.strike)).rights.push_back(leg.right);
    }
    return found;
}

StrikePick pickOf(const LegTarget& leg, std::size_t inner, double tolerance)
{
    StrikePick pick;
    pick.right = leg.right;
    pick.tolerance = tolerance;
    pick.value = leg.delta.value_or(0);
    if (leg.delta)
        return pick;
    pick.by = PickBy::WidthStrikes;
    pick.from = int(inner);
    pick.value = leg.right == Right::Put ? -leg.strikesFromInner : leg.strikesFromInner;
    return pick;
}

/// Strikes that follow from the legs: of each right at most an inner one and an outer one, puts below calls.
TargetSlots impliedSlots(const StructureTarget& target)
{
    std::array<std::vector<std::size_t>, 2> byRight; // puts, calls; inner before outer
    for (std::size_t leg = 0; leg < target.legs.size(); ++leg)
        byRight[target.legs[leg].right == Right::Put ? 0 : 1].push_back(leg);
    for (const auto& legs : byRight)
        STRIKEDESK_ASSERT(legs.size() <= 2, "legs without strikes of their own are at most two of one right");

    TargetSlots found;
    found.slotOfLeg.resize(target.legs.size());
    const auto& [puts, calls] = byRight;
    const bool isShared = !puts.empty() && !calls.empty() && target.legs[calls.front()].sharesFirstStrike;
    const std::size_t innerPut = puts.size() == 2 ? 1 : 0;
    const std::size_t innerCall = puts.size() - (isShared ? 1 : 0);
    for (auto put = puts.rbegin(); put != puts.rend(); ++put) {
        found.slotOfLeg[*put] = found.slots.size();
        found.slots.push_back({pickOf(target.legs[*put], innerPut, target.deltaTolerance), {Right::Put}});
    }
    for (const std::size_t call : calls) {
        const bool joinsPut = isShared && call == calls.front();
        found.slotOfLeg[call] = joinsPut ? innerPut : found.slots.size();
        if (joinsPut)
            found.slots[innerPut].rights.push_back(Right::Call);
        else
            found.slots.push_back(
                {pickOf(target.legs[call], innerCall, target.deltaTolerance), {Right::Call}});
    }
    return found;
}

/// What the row of the catalogue asks of its strikes besides their order.
StrikesAllowed ruleOf(const StructureTarget& target)
{
    const NamedStructure* const row = target.strikes.empty() ? nullptr : findStructure(target.name);
    if (!row)
        return {};
    return [row](std::span<const Price> strikes) { return strikesFit(*row, strikes); };
}

const LegChoice* choiceAt(std::span<const LegChoice> chain, Right right, Price strike)
{
    const auto found = std::ranges::find_if(
        chain, [&](const LegChoice& choice) { return choice.right == right && choice.strike == strike; });
    return found == chain.end() ? nullptr : &*found;
}

bool isWithin(const ExpiryTarget& target, const ExpiryChoice& choice)
{
    return isListedAs(target.listed, choice.expiry) && choice.daysToExpiry >= target.minimumDays
        && choice.daysToExpiry <= target.maximumDays;
}

/// The smaller, the more the target likes it.
int dislike(const ExpiryTarget& target, const ExpiryChoice& choice)
{
    switch (target.prefer) {
    case ExpiryTarget::Prefer::Nearest: return choice.daysToExpiry;
    case ExpiryTarget::Prefer::Furthest: return -choice.daysToExpiry;
    case ExpiryTarget::Prefer::ClosestTo: break;
    }
    return std::abs(choice.daysToExpiry - target.preferredDays);
}

} // namespace

Result<std::vector<OrderLeg>> selectLegs(const StructureTarget& target, std::span<const LegChoice> chain,
                                         const ExpiryFacts& facts)
{
    const TargetSlots wanted = target.strikes.empty() ? impliedSlots(target) : namedSlots(target);
    std::vector<const ListedOption*> listed;
    for (const LegChoice& choice : chain)
        listed.push_back(&choice);
    const auto strikes = pickStrikes(wanted.slots, listed, facts, ruleOf(target));
    if (!strikes)
        return fail("plan.no_legs",
                    fmt::format("The chain of {} series has no legs for a {}: {} [{}] Or give a fall-back.",
                                chain.size(), target.name, strikes.error().message, strikes.error().code));
    std::vector<OrderLeg> legs;
    for (std::size_t leg = 0; leg < target.legs.size(); ++leg) {
        const LegTarget& asked = target.legs[leg];
        const LegChoice* const chosen = choiceAt(chain, asked.right, (*strikes)[wanted.slotOfLeg[leg]]);
        STRIKEDESK_ASSERT(chosen, "what was picked is listed");
        legs.push_back({chosen->symbol, asked.side, asked.ratio, PositionEffect::Open});
    }
    return legs;
}

bool isMonthlyExpiry(Date expiry)
{
    using namespace std::chrono;
    const weekday day(daysOf(expiry));
    sys_days friday = daysOf(expiry);
    if (day == Saturday)
        friday -= days(1);
    else if (day == Thursday && !TradingCalendar::us().isTradingDay(friday + days(1)))
        friday += days(1);
    const Date third(friday);
    return weekday(friday) == Friday && third.day() >= std::chrono::day(15)
        && third.day() <= std::chrono::day(21);
}

bool isListedAs(ExpiryTarget::Listed listed, Date expiry)
{
    return listed == ExpiryTarget::Listed::Any
        || isMonthlyExpiry(expiry) == (listed == ExpiryTarget::Listed::Monthly);
}

Result<ExpiryChoice> selectExpiry(const ExpiryTarget& target, std::span<const ExpiryChoice> expiries)
{
    const ExpiryChoice* best = nullptr;
    for (const ExpiryChoice& choice : expiries) {
        if (isWithin(target, choice) && (!best || dislike(target, choice) < dislike(target, *best)))
            best = &choice;
    }
    if (!best)
        return fail("plan.no_expiry",
                    fmt::format("No {}expiry is {} to {} days away; {} are listed.",
                                target.listed == ExpiryTarget::Listed::Any          ? ""
                                    : target.listed == ExpiryTarget::Listed::Weekly ? "weekly "
                                                                                    : "monthly ",
                                target.minimumDays, target.maximumDays, expiries.size()));
    return *best;
}

std::optional<ExpiryChoice> laterExpiry(const ExpiryChoice& current, std::span<const ExpiryChoice> expiries)
{
    std::optional<ExpiryChoice> nearest;
    for (const ExpiryChoice& choice : expiries) {
        const bool isLater = choice.daysToExpiry > current.daysToExpiry;
        if (isLater && (!nearest || choice.daysToExpiry < nearest->daysToExpiry))
            nearest = choice;
    }
    return nearest;
}

} // namespace strikedesk
