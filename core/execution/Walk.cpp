// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/Walk.h"

#include "core/orders/WalkStyles.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

namespace strikedesk {
namespace {

constexpr int adaptiveSteps = 12;

std::vector<int> rungsOf(const WalkTerms& terms)
{
    if (!terms.rungs.empty())
        return terms.rungs;
    if (terms.style == WalkStyle::MidWalk) {
        std::vector<int> equal;
        for (int step = 0; step <= terms.steps; ++step)
            equal.push_back(100 * step / terms.steps);
        return equal;
    }
    const WalkStyleRow& row = rowOf(terms.style);
    return {row.rungs.begin(), row.rungs.begin() + std::ptrdiff_t(row.rungCount)};
}

WalkPricing pricingOf(const WalkTerms& terms)
{
    const bool hasEqualSteps = terms.style == WalkStyle::MidWalk && terms.steps > 0;
    return hasEqualSteps ? WalkPricing::Rungs : rowOf(terms.style).pricing;
}

// A part of the way from mid to natural, in per cent. At its end the price crosses.
Price partOfTheWay(const PackagePrices& market, int percent, const TickTable& ticks)
{
    if (percent >= 100)
        return ticks.roundUp(market.natural);
    return ticks.roundDown(
        Price::ofUnits(market.mid.units() + (market.natural - market.mid).units() * percent / 100));
}

int plannedSteps(const WalkTerms& terms)
{
    return terms.steps > 0 ? terms.steps : adaptiveSteps;
}

// Nothing when only the worst limit or the natural ends it.
std::optional<int> lastStepOf(const WalkTerms& terms)
{
    switch (pricingOf(terms)) {
    case WalkPricing::Rungs: return int(rungsOf(terms).size()) - 1;
    case WalkPricing::Learnt: return plannedSteps(terms);
    case WalkPricing::Ticks:
    case WalkPricing::Follow: break;
    }
    return {};
}

/// The price of each step of one walk in one market.
class WalkPrices
{
public:
    WalkPrices(const WalkTerms& terms, const PackagePrices& market, const TickTable& ticks,
               const FillRates& fills, std::size_t legs)
        : m_terms(terms)
        , m_market(market)
        , m_ticks(ticks)
        , m_fills(fills)
        , m_legs(legs)
        , m_pricing(pricingOf(terms))
    {
        if (m_pricing == WalkPricing::Rungs)
            m_rungs = rungsOf(terms);
    }

    [[nodiscard]] Price at(int step) const
    {
        switch (m_pricing) {
        case WalkPricing::Ticks:
            return m_ticks.advance(m_ticks.roundDown(m_market.mid), step * std::max(1, m_terms.stepTicks));
        case WalkPricing::Rungs:
            return partOfTheWay(m_market, m_rungs[std::min(std::size_t(step), m_rungs.size() - 1)], m_ticks);
        case WalkPricing::Follow: break;
        case WalkPricing::Learnt: return learntPrice(step);
        }
        if (m_terms.style == WalkStyle::Join)
            return m_ticks.roundDown(m_market.passive);
        return m_ticks.advance(m_ticks.roundDown(m_market.mid), m_terms.offsetTicks);
    }

private:
    [[nodiscard]] Price learntPrice(int step) const
    {
        const int left = plannedSteps(m_terms) - step;
        const std::size_t place = left <= 0
            ? FillRates::places - 1
            : m_fills.bestPlace(m_legs, left, double(m_terms.stepInterval.count()));
        return partOfTheWay(m_market, int(100 * place / (FillRates::places - 1)), m_ticks);
    }

    const WalkTerms& m_terms;
    const PackagePrices& m_market;
    const TickTable& m_ticks;
    const FillRates& m_fills;
    std::size_t m_legs;
    WalkPricing m_pricing;
    std::vector<int> m_rungs;
};

bool follows(const WalkTerms& terms)
{
    return pricingOf(terms) == WalkPricing::Follow;
}

bool hasRunOut(const WalkTerms& terms, Instant since, Instant now)
{
    return terms.patience.count() > 0 && now >= since + terms.patience;
}

std::optional<WalkRests> whyPaused(const WalkSituation& situation)
{
    if (!situation.areQuotesTradable || !situation.market)
        return WalkRests {"walk.quotes_not_tradable", "A leg's quote is stale, crossed or one-sided."};
    if (situation.terms.widthMax && situation.market->spread() > *situation.terms.widthMax)
        return WalkRests {"walk.market_too_wide",
                          fmt::format("The market is {} wide; it goes on at {}.",
                                      situation.market->spread().shortText(),
                                      situation.terms.widthMax->shortText())};
    return {};
}

// What is left goes to the other side, or off the market.
WalkDecision endOf(const WalkSituation& situation, const TickTable& ticks, int step)
{
    const bool canCross = situation.terms.atEnd == WalkEnd::Cross && !whyPaused(situation);
    if (canCross) {
        const Price crossing = std::min(ticks.roundUp(situation.market->natural), situation.worstPaid);
        if (crossing > situation.limitPaid)
            return WalkSteps {crossing, step};
    }
    return WalkGivesUp {fmt::format("Rested for {} s without a fill.", situation.terms.patience.count())};
}

WalkDecision decideFollower(const WalkSituation& situation, const TickTable& ticks, const FillRates& fills)
{
    const WalkTerms& terms = situation.terms;
    // Having crossed, it stays there as long again.
    if (hasRunOut(terms, situation.beganAt, situation.now)) {
        const bool hasCrossed = situation.lastChangeAt >= situation.beganAt + terms.patience;
        if (!hasCrossed || hasRunOut(terms, situation.lastChangeAt, situation.now))
            return endOf(situation, ticks, situation.stepsTaken + 1);
        return WalkWaits {};
    }
    if (situation.now < situation.lastChangeAt + terms.stepInterval)
        return WalkWaits {};
    if (auto paused = whyPaused(situation))
        return *paused;
    const WalkPrices prices(terms, *situation.market, ticks, fills, situation.legs);
    const Price target = std::min({prices.at(0), situation.worstPaid, situation.market->natural});
    if (target == situation.limitPaid)
        return WalkWaits {};
    return WalkSteps {target, situation.stepsTaken + 1};
}

// The next step that changes the price: in a narrow market several rungs are one tick.
std::optional<WalkSteps> nextStep(const WalkSituation& situation, const WalkPrices& prices,
                                  const TickTable& ticks)
{
    const Price crossing = ticks.roundUp(situation.market->natural);
    constexpr int stepsLookedThrough = 128;
    const int most = situation.stepsTaken + stepsLookedThrough;
    const int last = std::min(lastStepOf(situation.terms).value_or(most), most);
    for (int step = situation.stepsTaken + 1; step <= last; ++step) {
        const Price target = std::min({prices.at(step), situation.worstPaid, crossing});
        if (target != situation.limitPaid)
            return WalkSteps {target, step};
    }
    return {};
}

} // namespace

WalkBounds walkBounds(const WalkTerms& terms, const PackagePrices& market, std::optional<Price> ownWorstPaid,
                      const TickTable& ticks, const FillRates& fills, std::size_t legs)
{
    WalkBounds bounds;
    bounds.start = WalkPrices(terms, market, ticks, fills, legs).at(0);
    if (ownWorstPaid) {
        bounds.worst = ticks.roundDown(*ownWorstPaid);
    } else {
        bounds.worst = ticks.roundDown(market.natural);
        if (market.mid.isNegative()) {
            const Price smallestCredit = -ticks.tickAt(Price());
            bounds.worst = std::min(bounds.worst, smallestCredit);
        }
    }
    bounds.start = std::min(bounds.start, bounds.worst);
    return bounds;
}

std::optional<Instant> walkDueAfter(const WalkTerms& terms, Instant beganAt, Instant lastChangeAt,
                                    Instant now)
{
    std::optional<Instant> next;
    const auto consider = [&](Instant due) {
        if (due > now)
            next = std::min(next.value_or(due), due);
    };
    consider(lastChangeAt + terms.stepInterval);
    if (terms.patience.count() > 0)
        consider(lastChangeAt + terms.patience);
    if (terms.patience.count() > 0 && follows(terms))
        consider(beganAt + terms.patience);
    return next;
}

WalkDecision decideWalk(const WalkSituation& situation, const TickTable& ticks, const FillRates& fills)
{
    const WalkTerms& terms = situation.terms;
    if (follows(terms))
        return decideFollower(situation, ticks, fills);
    if (situation.now < situation.lastChangeAt + terms.stepInterval)
        return WalkWaits {};
    const auto atEnd = [&](const char* code, const char* reason) -> WalkDecision {
        if (hasRunOut(terms, situation.lastChangeAt, situation.now))
            return endOf(situation, ticks, situation.stepsTaken);
        return WalkRests {code, reason};
    };
    if (situation.limitPaid >= situation.worstPaid)
        return atEnd("walk.at_worst", "At its worst limit.");
    if (const auto last = lastStepOf(terms); last && situation.stepsTaken >= *last)
        return atEnd("walk.at_last_step", "At its last step.");
    if (!situation.lastInformationAt || *situation.lastInformationAt <= situation.lastChangeAt)
        return WalkWaits {};
    if (auto paused = whyPaused(situation))
        return *paused;
    if (situation.limitPaid >= situation.market->natural)
        return atEnd("walk.at_natural", "Already at the price that crosses every leg.");
    const bool isAnchored = rowOf(terms.style).isAnchored && situation.opening;
    const WalkPrices prices(terms, isAnchored ? *situation.opening : *situation.market, ticks, fills,
                            situation.legs);
    if (const auto step = nextStep(situation, prices, ticks))
        return *step;
    return atEnd("walk.at_last_step", "At its last step.");
}

} // namespace strikedesk
