// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureRules.h"

#include <algorithm>

namespace strikedesk::detail {
namespace {

const PatternLeg* patternLegOf(const PatternForm& form, int expiry, Right right)
{
    for (const PatternLeg& leg : form.used()) {
        if (!leg.isStock && leg.expiry == expiry && leg.right == right)
            return &leg;
    }
    return nullptr;
}

StrikeFault pairsFault(const PatternForm& form, std::span<const Price> strikes)
{
    const auto strikeOf = [&](int expiry, Right right) {
        const PatternLeg* const leg = patternLegOf(form, expiry, right);
        return leg ? strikes[std::size_t(leg->strike)] : Price();
    };
    for (int expiry = 0; expiry < form.expiries; ++expiry) {
        if (strikeOf(expiry, Right::Put) > strikeOf(expiry, Right::Call))
            return StrikeFault::PutAboveCall;
    }
    const bool isOnePair = strikeOf(0, Right::Put) == strikeOf(1, Right::Put)
        && strikeOf(0, Right::Call) == strikeOf(1, Right::Call);
    return isOnePair ? StrikeFault::OnePairTwice : StrikeFault::None;
}

} // namespace

StrikeFault strikeFault(StrikeRule rule, const PatternForm& form, std::span<const Price> strikes)
{
    if (rule == StrikeRule::PutBelowCall)
        return pairsFault(form, strikes);
    if (std::ranges::adjacent_find(strikes, std::ranges::greater_equal {}) != strikes.end())
        return StrikeFault::NotAscending;
    if (rule == StrikeRule::Ascending || strikes.size() != 3)
        return StrikeFault::None;
    const bool areEqual = strikes[1] - strikes[0] == strikes[2] - strikes[1];
    if (areEqual == (rule == StrikeRule::EqualWings))
        return StrikeFault::None;
    return areEqual ? StrikeFault::EqualWings : StrikeFault::UnequalWings;
}

} // namespace strikedesk::detail
