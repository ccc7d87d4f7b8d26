// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/LegSelector.h"

#include "core/util/Assert.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk {
namespace {

/// Legs of one right with what they cost: how far their deltas are from the targets.
struct SideChoice
{
    std::vector<const LegChoice*> legs; // in the target's order
    double distance = 0;
};

/// The series of one right from in the money outwards.
std::vector<const LegChoice*> outwards(std::span<const LegChoice> chain, Right right)
{
    std::vector<const LegChoice*> series;
    for (const LegChoice& choice : chain) {
        if (choice.right == right)
            series.push_back(&choice);
    }
    std::sort(series.begin(), series.end(), [right](const LegChoice* a, const LegChoice* b) {
        return right == Right::Put ? a->strike > b->strike : a->strike < b->strike;
    });
    return series;
}

/// How far the series is from what the leg asks for; nothing when it does not qualify.
std::optional<double> distanceTo(const LegTarget& leg, const LegChoice& choice, double tolerance)
{
    if (!choice.isTradable)
        return {};
    if (!leg.delta)
        return 0.0;
    if (!choice.delta)
        return {};
    const double distance = std::abs(std::abs(*choice.delta) - *leg.delta);
    return distance <= tolerance ? std::optional(distance) : std::nullopt;
}

/// The best outer leg for an inner one at `inner`.
std::optional<SideChoice> withOuterLeg(SideChoice side, const LegTarget& leg, std::size_t inner,
                                       const std::vector<const LegChoice*>& series, double tolerance)
{
    std::optional<std::size_t> best;
    double bestDistance = 0;
    const auto consider = [&](std::size_t at) {
        const auto distance = distanceTo(leg, *series[at], tolerance);
        if (distance && (!best || *distance < bestDistance)) {
            best = at;
            bestDistance = *distance;
        }
    };
    if (!leg.delta) {
        const std::size_t at = inner + std::size_t(leg.strikesFromInner);
        if (at < series.size())
            consider(at);
    } else {
        for (std::size_t at = inner + 1; at < series.size(); ++at)
            consider(at);
    }
    if (!best)
        return {};
    side.legs.push_back(series[*best]);
    side.distance += bestDistance;
    return side;
}

/// For every inner leg of the right that qualifies: it and its best outer leg, when there is one to find.
std::vector<SideChoice> sideChoices(const StructureTarget& target, Right right,
                                    std::span<const LegChoice> chain)
{
    std::vector<LegTarget> legs;
    std::copy_if(target.legs.begin(), target.legs.end(), std::back_inserter(legs),
                 [right](const LegTarget& leg) { return leg.right == right; });
    STRIKEDESK_ASSERT(legs.size() <= 2, "a structure of a plan has at most two legs of one right");
    if (legs.empty())
        return {SideChoice {}};
    const auto series = outwards(chain, right);
    std::vector<SideChoice> choices;
    for (std::size_t inner = 0; inner < series.size(); ++inner) {
        const auto distance = distanceTo(legs[0], *series[inner], target.deltaTolerance);
        if (!distance)
            continue;
        SideChoice side {{series[inner]}, *distance};
        if (legs.size() == 1)
            choices.push_back(std::move(side));
        else if (auto pair = withOuterLeg(std::move(side), legs[1], inner, series, target.deltaTolerance))
            choices.push_back(std::move(*pair));
    }
    return choices;
}

/// Puts lie below calls, or on one strike where the structure says so.
bool strikesFit(const SideChoice& puts, const SideChoice& calls, bool sharesStrike)
{
    if (puts.legs.empty() || calls.legs.empty())
        return true;
    const Price put = puts.legs.front()->strike;
    const Price call = calls.legs.front()->strike;
    return sharesStrike ? put == call : put < call;
}

Price lowestStrike(const SideChoice& puts, const SideChoice& calls)
{
    return puts.legs.empty() ? calls.legs.front()->strike : puts.legs.front()->strike;
}

std::vector<OrderLeg> orderLegsFrom(const StructureTarget& target, const SideChoice& puts,
                                    const SideChoice& calls)
{
    std::vector<OrderLeg> legs;
    std::size_t nextPut = 0;
    std::size_t nextCall = 0;
    for (const LegTarget& leg : target.legs) {
        const LegChoice* const chosen
            = leg.right == Right::Put ? puts.legs[nextPut++] : calls.legs[nextCall++];
        legs.push_back({chosen->symbol, leg.side, leg.ratio, PositionEffect::Open});
    }
    return legs;
}

bool isWithin(const ExpiryTarget& target, const ExpiryChoice& choice)
{
    return choice.daysToExpiry >= target.minimumDays && choice.daysToExpiry <= target.maximumDays;
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

Result<std::vector<OrderLeg>> selectLegs(const StructureTarget& target, std::span<const LegChoice> chain)
{
    const auto putChoices = sideChoices(target, Right::Put, chain);
    const auto callChoices = sideChoices(target, Right::Call, chain);
    const bool sharesStrike = std::any_of(target.legs.begin(), target.legs.end(),
                                          [](const LegTarget& leg) { return leg.sharesFirstStrike; });
    const SideChoice* bestPuts = nullptr;
    const SideChoice* bestCalls = nullptr;
    for (const SideChoice& puts : putChoices) {
        for (const SideChoice& calls : callChoices) {
            if (!strikesFit(puts, calls, sharesStrike))
                continue;
            const double distance = puts.distance + calls.distance;
            const double best = bestPuts ? bestPuts->distance + bestCalls->distance : 0;
            // Not a plain "less": equal distances must not depend on the order of the chain.
            const bool isBetter = !bestPuts || distance < best
                || (distance <= best && lowestStrike(puts, calls) < lowestStrike(*bestPuts, *bestCalls));
            if (isBetter) {
                bestPuts = &puts;
                bestCalls = &calls;
            }
        }
    }
    if (!bestPuts)
        return fail("plan.no_legs",
                    fmt::format("The chain of {} series has no legs for a {} within {:.2f} of its deltas; "
                                "widen delta_tolerance or give a fall-back.",
                                chain.size(), target.name, target.deltaTolerance));
    return orderLegsFrom(target, *bestPuts, *bestCalls);
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
                    fmt::format("No expiry is {} to {} days away; {} are listed.", target.minimumDays,
                                target.maximumDays, expiries.size()));
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
