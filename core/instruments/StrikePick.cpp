// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StrikePick.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace strikedesk {
namespace {

/// Distances that are nearer than this to each other are the same: their sums depend on the order of adding.
constexpr double sameDistance = 1e-12;

constexpr std::array<std::string_view, 9> pickNames {"delta",        "probability",   "premium",
                                                     "at_the_money", "percent",       "expected_move",
                                                     "strike",       "width_strikes", "width_dollars"};

bool isWidth(const StrikePick& pick)
{
    return pick.by == PickBy::WidthStrikes || pick.by == PickBy::WidthDollars;
}

std::string pickText(const StrikePick& pick)
{
    const std::string text = fmt::format("{} {:g}", nameOf(pick.by), pick.value);
    return isWidth(pick) ? fmt::format("{} from strike {}", text, pick.from + 1) : text;
}

struct StrikeCandidate
{
    Price strike;
    double distance = 0;
};

/// Looks for strikes of one expiry. The picks that stand by themselves are tried from the nearest on; widths
/// follow from them.
class StrikePicker
{
public:
    StrikePicker(std::span<const StrikeSlot> slots, std::span<const ListedOption* const> options,
                 const ExpiryFacts& facts, const StrikesAllowed& isAllowed)
        : m_slots(slots)
        , m_facts(facts)
        , m_isAllowed(isAllowed)
        , m_strikes(slots.size())
    {
        for (const ListedOption* option : options)
            m_listed[placeOfRight(option->right)].push_back(option);
        for (auto& listed : m_listed)
            std::ranges::sort(listed, {}, &ListedOption::strike);
    }

    Result<std::vector<Price>> pick()
    {
        if (const auto checked = checkPicks(); !checked)
            return fail(checked.error());
        for (const bool areWidths : {false, true}) {
            for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
                if (isWidth(m_slots[slot].pick) == areWidths)
                    m_order.push_back(slot);
            }
        }
        for (const std::size_t slot : m_order) {
            m_candidates.push_back(isWidth(m_slots[slot].pick) ? std::vector<StrikeCandidate> {}
                                                               : candidatesFor(m_slots[slot]));
            if (!isWidth(m_slots[slot].pick) && m_candidates.back().empty())
                return fail("structure.no_strike",
                            fmt::format("No tradable {} of {} fits {} within {:g} (strike {}).",
                                        nameOf(rightOf(m_slots[slot])), listedFor(m_slots[slot]).size(),
                                        pickText(m_slots[slot].pick), m_slots[slot].pick.tolerance,
                                        slot + 1));
        }
        resolve(0, 0);
        if (m_best.empty())
            return fail("structure.no_strike",
                        "Strikes fit each pick by itself, but none go together: each has to be above the one "
                        "before, listed and tradable; widen a tolerance or a width.");
        return m_best;
    }

private:
    static std::size_t placeOfRight(Right right) { return right == Right::Put ? 0 : 1; }
    static Right rightOf(const StrikeSlot& slot) { return slot.pick.right.value_or(slot.rights.front()); }

    const std::vector<const ListedOption*>& listedFor(const StrikeSlot& slot) const
    {
        return m_listed[placeOfRight(rightOf(slot))];
    }

    Result<void> checkPicks() const
    {
        for (std::size_t place = 0; place < m_slots.size(); ++place) {
            const StrikePick& pick = m_slots[place].pick;
            const bool isFromSpot = pick.by == PickBy::AtTheMoney || pick.by == PickBy::Percent
                || pick.by == PickBy::ExpectedMove;
            if (isFromSpot && !m_facts.spot)
                return fail("structure.no_spot",
                            fmt::format("{} (strike {}) needs the price of the underlying, which is not "
                                        "known.",
                                        pickText(pick), place + 1));
            if (pick.by == PickBy::ExpectedMove && !m_facts.expectedMove)
                return fail("structure.no_expected_move",
                            fmt::format("{} (strike {}) needs the expected move of the expiry, which is not "
                                        "known.",
                                        pickText(pick), place + 1));
            const bool hasBase = pick.from >= 0 && std::size_t(pick.from) < m_slots.size()
                && !isWidth(m_slots[std::size_t(pick.from)].pick);
            if (isWidth(pick) && pick.value == 0)
                return fail("structure.pick",
                            fmt::format("A width of 0 is no width (strike {}).", place + 1));
            if (isWidth(pick) && !hasBase)
                return fail("structure.pick",
                            fmt::format("{} (strike {}) has to start at a strike that is no width itself.",
                                        pickText(pick), place + 1));
        }
        return {};
    }

    bool isTradableAt(const StrikeSlot& slot, Price strike) const
    {
        return std::ranges::all_of(slot.rights, [&](Right right) {
            const auto& listed = m_listed[placeOfRight(right)];
            const auto at = std::ranges::lower_bound(listed, strike, {}, &ListedOption::strike);
            return at != listed.end() && (*at)->strike == strike && (*at)->isTradable;
        });
    }

    /// The strike nearest to a price, by its place; the lower of two.
    static std::optional<std::size_t> nearest(const std::vector<const ListedOption*>& listed, double price)
    {
        std::optional<std::size_t> best;
        double bestDistance = 0;
        for (std::size_t place = 0; place < listed.size(); ++place) {
            const double distance = std::abs(listed[place]->strike.toDouble() - price);
            if (!best || distance < bestDistance) {
                best = place;
                bestDistance = distance;
            }
        }
        return best;
    }

    std::optional<double> distanceTo(const StrikePick& pick, const ListedOption& option) const
    {
        const auto fromSpot
            = [&](double target) { return std::abs(option.strike.toDouble() - target) / *m_facts.spot; };
        switch (pick.by) {
        case PickBy::Delta:
            return option.delta ? std::optional(std::abs(std::abs(*option.delta) - pick.value))
                                : std::nullopt;
        case PickBy::Probability:
            return option.probabilityInTheMoney
                ? std::optional(std::abs(*option.probabilityInTheMoney - pick.value))
                : std::nullopt;
        case PickBy::Premium:
            return option.mid ? std::optional(std::abs(option.mid->toDouble() - pick.value) / pick.value)
                              : std::nullopt;
        case PickBy::Percent: return fromSpot(*m_facts.spot * (1 + pick.value / 100));
        case PickBy::ExpectedMove: return fromSpot(*m_facts.spot + pick.value * *m_facts.expectedMove);
        case PickBy::Strike:
            return option.strike == Price::nearest(pick.value) ? std::optional(0.0) : std::nullopt;
        case PickBy::AtTheMoney:
        case PickBy::WidthStrikes:
        case PickBy::WidthDollars: break;
        }
        return {};
    }

    std::vector<StrikeCandidate> candidatesFor(const StrikeSlot& slot) const
    {
        const auto& listed = listedFor(slot);
        std::vector<StrikeCandidate> found;
        if (slot.pick.by == PickBy::AtTheMoney) {
            const auto middle = nearest(listed, *m_facts.spot);
            addAt(found, slot, middle ? std::int64_t(*middle) + std::llround(slot.pick.value) : -1);
            return found;
        }
        for (const ListedOption* option : listed) {
            const auto distance = distanceTo(slot.pick, *option);
            if (distance && *distance <= slot.pick.tolerance && isTradableAt(slot, option->strike))
                found.push_back({option->strike, *distance});
        }
        std::ranges::stable_sort(found, {}, &StrikeCandidate::distance);
        return found;
    }

    void addAt(std::vector<StrikeCandidate>& found, const StrikeSlot& slot, std::int64_t place) const
    {
        const auto& listed = listedFor(slot);
        if (place >= 0 && place < std::int64_t(listed.size())
            && isTradableAt(slot, listed[std::size_t(place)]->strike))
            found.push_back({listed[std::size_t(place)]->strike, 0});
    }

    /// What a width comes to, given the strike that it starts at.
    std::vector<StrikeCandidate> widthFrom(const StrikeSlot& slot, Price base) const
    {
        const auto& listed = listedFor(slot);
        std::vector<StrikeCandidate> found;
        if (slot.pick.by == PickBy::WidthStrikes) {
            const auto at = std::ranges::lower_bound(listed, base, {}, &ListedOption::strike);
            if (at != listed.end() && (*at)->strike == base)
                addAt(found, slot, (at - listed.begin()) + std::llround(slot.pick.value));
            return found;
        }
        const double wanted = base.toDouble() + slot.pick.value;
        const auto place = nearest(listed, wanted);
        if (!place)
            return found;
        const double distance
            = std::abs(listed[*place]->strike.toDouble() - wanted) / std::abs(slot.pick.value);
        addAt(found, slot, std::int64_t(*place));
        if (distance > slot.pick.tolerance)
            found.clear();
        for (StrikeCandidate& candidate : found)
            candidate.distance = distance;
        return found;
    }

    bool keepsOrder(std::size_t slot, Price strike) const
    {
        for (std::size_t other = 0; other < m_strikes.size(); ++other) {
            if (!m_strikes[other])
                continue;
            if (other < slot ? *m_strikes[other] >= strike : *m_strikes[other] <= strike)
                return false;
        }
        return true;
    }

    /// At least what the picks that stand by themselves and are still open cost.
    double leastFrom(std::size_t next) const
    {
        double least = 0;
        for (std::size_t at = next; at < m_candidates.size(); ++at)
            least += m_candidates[at].empty() ? 0 : m_candidates[at].front().distance;
        return least;
    }

    void resolve(std::size_t next, double distance)
    {
        if (!m_best.empty() && distance + leastFrom(next) > m_bestDistance + sameDistance)
            return;
        if (next == m_order.size())
            return keepBest(distance);
        const std::size_t slot = m_order[next];
        const StrikePick& pick = m_slots[slot].pick;
        const std::vector<StrikeCandidate> widths = isWidth(pick)
            ? widthFrom(m_slots[slot], *m_strikes[std::size_t(pick.from)])
            : std::vector<StrikeCandidate> {};
        for (const StrikeCandidate& candidate : isWidth(pick) ? widths : m_candidates[next]) {
            if (!keepsOrder(slot, candidate.strike))
                continue;
            m_strikes[slot] = candidate.strike;
            resolve(next + 1, distance + candidate.distance);
            m_strikes[slot].reset();
        }
    }

    void keepBest(double distance)
    {
        std::vector<Price> strikes;
        for (const std::optional<Price>& strike : m_strikes)
            strikes.push_back(*strike);
        if (m_isAllowed && !m_isAllowed(strikes))
            return;
        const bool isNearer = m_best.empty() || distance < m_bestDistance - sameDistance;
        if (!isNearer && strikes >= m_best)
            return;
        m_best = std::move(strikes);
        m_bestDistance = isNearer ? distance : std::min(distance, m_bestDistance);
    }

    std::span<const StrikeSlot> m_slots;
    const ExpiryFacts& m_facts;
    const StrikesAllowed& m_isAllowed;
    std::array<std::vector<const ListedOption*>, 2> m_listed; ///< Puts, calls; by strike.
    std::vector<std::size_t> m_order;                         ///< Slots, widths last.
    std::vector<std::vector<StrikeCandidate>> m_candidates;   ///< By m_order, nearest first; none of widths.
    std::vector<std::optional<Price>> m_strikes;              ///< By slot, while they are tried.
    std::vector<Price> m_best;
    double m_bestDistance = 0;
};

} // namespace

std::string_view nameOf(PickBy by)
{
    return pickNames[std::size_t(by)];
}

Result<std::vector<Price>> pickStrikes(std::span<const StrikeSlot> slots,
                                       std::span<const ListedOption* const> options, const ExpiryFacts& facts,
                                       const StrikesAllowed& isAllowed)
{
    return StrikePicker(slots, options, facts, isAllowed).pick();
}

} // namespace strikedesk
