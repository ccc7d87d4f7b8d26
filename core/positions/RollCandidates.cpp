// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RollCandidates.h"

#include "core/instruments/StrikePick.h"
#include "core/positions/RollFigures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::array<std::string_view, 10> constraintNames {
    "days",          "earlier", "kept_expiry", "no_strike", "strike_move",
    "same_contract", "halted",  "quotes",      "structure", "credit",
};

/// A leg that is further than this from its delta has not kept it.
constexpr double deltaTolerance = 0.10;

/// The strikes of the legs that are rolled, ascending, each with the legs that stand there.
using RollSlots = std::vector<std::pair<Price, std::vector<std::size_t>>>;

class RollFinder
{
public:
    RollFinder(const RollPosition& position, const std::vector<RollExpiry>& expiries, const RollTerms& terms,
               const RollDelta& deltaOf)
        : m_position(position)
        , m_expiries(expiries)
        , m_terms(terms)
        , m_deltaOf(deltaOf)
    {
        std::map<Price, std::vector<std::size_t>> slots;
        for (std::size_t leg = 0; leg < position.legs.size(); ++leg)
            slots[position.legs[leg].held.strike].push_back(leg);
        m_slots.assign(slots.begin(), slots.end());
    }

    Result<RollSearch> find()
    {
        if (const auto ready = checkReady(); !ready)
            return fail(ready.error());
        m_search.before = rollBefore(m_position);
        m_structure = keyAfter(m_position.expiry, {});
        for (std::size_t expiry = 0; expiry < m_expiries.size(); ++expiry) {
            if (isAllowedExpiry(m_expiries[expiry]))
                searchExpiry(expiry);
        }
        finish();
        return std::move(m_search);
    }

private:
    Result<void> checkReady() const
    {
        for (const RolledLeg& leg : m_position.legs) {
            if (!leg.held.isTradable)
                return fail("roll.no_market",
                            fmt::format("The {} {} that is rolled has no two-sided, young market: wait until "
                                        "it is quoted.",
                                        leg.held.strike.shortText(), nameOf(leg.held.right)));
            if (m_terms.strategy == RollStrategy::DeltaMaintain && !leg.delta)
                return fail("roll.no_delta",
                            fmt::format("The delta of the {} {} that is rolled is not known: choose another "
                                        "strategy.",
                                        leg.held.strike.shortText(), nameOf(leg.held.right)));
        }
        if (m_terms.strategy == RollStrategy::AtmAdjust && (!m_position.reference || !m_position.spot))
            return fail("roll.no_reference",
                        "Where the underlying stood when the position was opened, or stands now, is not "
                        "known: name a reference, or choose another strategy.");
        return {};
    }

    void refuse(RollConstraint constraint) { ++m_refusals[std::size_t(constraint)]; }

    bool isAllowedExpiry(const RollExpiry& expiry)
    {
        if (expiry.days < m_terms.daysLeast || expiry.days > m_terms.daysMost)
            return refuse(RollConstraint::Days), false;
        if (expiry.expiry < m_position.expiry)
            return refuse(RollConstraint::Earlier), false;
        // A calendar whose near leg goes behind its far one is another position.
        for (const KeptLeg& leg : m_position.kept) {
            const bool isOption = leg.payoff.kind != pricing::PayoffLeg::Stock;
            if (isOption && (leg.expiry < expiry.expiry) != (leg.expiry < m_position.expiry))
                return refuse(RollConstraint::KeptExpiry), false;
            if (isOption && leg.expiry == expiry.expiry && leg.expiry != m_position.expiry)
                return refuse(RollConstraint::KeptExpiry), false;
        }
        return true;
    }

    void searchExpiry(std::size_t expiry)
    {
        switch (m_terms.strategy) {
        case RollStrategy::SameStrikes: return weigh(expiry, strikesMovedBy(Price()));
        case RollStrategy::WidthKeep: return moveTogether(expiry);
        case RollStrategy::AtmAdjust:
        case RollStrategy::DeltaMaintain: return pickEach(expiry);
        }
    }

    std::vector<Price> strikesMovedBy(Price move) const
    {
        std::vector<Price> strikes;
        for (const auto& [strike, legs] : m_slots)
            strikes.push_back(strike + move);
        return strikes;
    }

    // Every move that the strikes of the first slot are listed for.
    void moveTogether(std::size_t expiry)
    {
        const auto& contracts = m_expiries[expiry].contracts;
        const Price first = m_slots.front().first;
        const Right right = m_position.legs[m_slots.front().second.front()].held.right;
        auto contract
            = std::ranges::lower_bound(contracts, first - m_terms.strikeMoveMost, {}, &RollContract::strike);
        for (; contract != contracts.end() && contract->strike <= first + m_terms.strikeMoveMost;
             ++contract) {
            if (contract->right == right)
                weigh(expiry, strikesMovedBy(contract->strike - first));
        }
    }

    // The strikes that come nearest to what is wanted of each, in their order.
    void pickEach(std::size_t expiry)
    {
        const RollExpiry& target = m_expiries[expiry];
        std::vector<ListedOption> near;
        for (const RollContract& contract : target.contracts) {
            if (m_terms.strategy != RollStrategy::DeltaMaintain || isWithinReach(contract))
                near.push_back(listed(target, contract));
        }
        std::vector<const ListedOption*> options;
        for (const ListedOption& option : near)
            options.push_back(&option);
        std::vector<StrikeSlot> slots;
        for (const auto& [strike, legs] : m_slots) {
            StrikeSlot slot {pickFor(strike, legs.front()), {}};
            for (const std::size_t leg : legs)
                slot.rights.push_back(m_position.legs[leg].held.right);
            slots.push_back(std::move(slot));
        }
        ExpiryFacts facts;
        facts.spot = m_position.spot ? std::optional(m_position.spot->toDouble()) : std::nullopt;
        const auto strikes = pickStrikes(slots, options, facts);
        if (!strikes)
            return refuse(RollConstraint::NoStrike);
        weigh(expiry, *strikes);
    }

    StrikePick pickFor(Price strike, std::size_t leg) const
    {
        StrikePick pick;
        pick.right = m_position.legs[leg].held.right;
        if (m_terms.strategy == RollStrategy::DeltaMaintain) {
            pick.by = PickBy::Delta;
            pick.value = std::abs(*m_position.legs[leg].delta);
            pick.tolerance = deltaTolerance;
            return pick;
        }
        const Price wanted = strike + (*m_position.spot - *m_position.reference);
        pick.by = PickBy::Percent;
        pick.value = 100 * (wanted.toDouble() / m_position.spot->toDouble() - 1);
        return pick;
    }

    // Beyond what any leg may move nothing has to be priced.
    bool isWithinReach(const RollContract& contract) const
    {
        return std::ranges::any_of(m_slots, [&](const auto& slot) {
            return absolute(contract.strike - slot.first) <= m_terms.strikeMoveMost;
        });
    }

    ListedOption listed(const RollExpiry& expiry, const RollContract& contract) const
    {
        ListedOption option;
        option.right = contract.right;
        option.strike = contract.strike;
        option.isTradable = contract.isTradable;
        if (m_terms.strategy == RollStrategy::DeltaMaintain && contract.isTradable)
            option.delta = m_deltaOf(expiry, contract);
        return option;
    }

    static std::optional<std::size_t> placeOf(const RollExpiry& expiry, Right right, Price strike)
    {
        auto found = std::ranges::lower_bound(expiry.contracts, strike, {}, &RollContract::strike);
        for (; found != expiry.contracts.end() && found->strike == strike; ++found) {
            if (found->right == right)
                return std::size_t(found - expiry.contracts.begin());
        }
        return {};
    }

    // Holds one set of strikes against everything that is asked of it.
    void weigh(std::size_t expiry, const std::vector<Price>& strikes)
    {
        const RollExpiry& target = m_expiries[expiry];
        std::vector<std::size_t> contracts(m_position.legs.size());
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
            if (absolute(strikes[slot] - m_slots[slot].first) > m_terms.strikeMoveMost)
                return refuse(RollConstraint::StrikeMove);
            for (const std::size_t leg : m_slots[slot].second) {
                const auto place = placeOf(target, m_position.legs[leg].held.right, strikes[slot]);
                if (!place)
                    return refuse(RollConstraint::NoStrike);
                contracts[leg] = *place;
            }
        }
        for (std::size_t leg = 0; leg < contracts.size(); ++leg) {
            const RollContract& next = target.contracts[contracts[leg]];
            if (next.id == m_position.legs[leg].held.id)
                return refuse(RollConstraint::SameContract);
            if (next.isHalted)
                return refuse(RollConstraint::Halted);
            if (!next.isTradable)
                return refuse(RollConstraint::Quotes);
        }
        if (m_terms.strategy != RollStrategy::SameStrikes && m_terms.strategy != RollStrategy::WidthKeep
            && keyAfter(target.expiry, strikes) != m_structure)
            return refuse(RollConstraint::Structure);
        auto candidate = pricedRoll(m_position, m_expiries, expiry, std::move(contracts));
        if (!candidate)
            return refuse(RollConstraint::Quotes);
        if (m_terms.requiresCredit && !candidate->mid.isNegative())
            return refuse(RollConstraint::Credit);
        ++m_search.found;
        m_search.candidates.push_back(std::move(*candidate));
    }

    // What the position would be with these strikes; with none, what it is.
    std::string_view keyAfter(Date expiry, const std::vector<Price>& strikes) const
    {
        std::vector<StructureLeg> legs;
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
            for (const std::size_t leg : m_slots[slot].second) {
                const RolledLeg& held = m_position.legs[leg];
                legs.push_back({.expiry = expiry,
                                .right = held.held.right,
                                .strike = strikes.empty() ? held.held.strike : strikes[slot],
                                .quantity = held.ratio,
                                .sharesPerContract = m_position.deliverable});
            }
        }
        for (const KeptLeg& leg : m_position.kept)
            legs.push_back({.isStock = leg.payoff.kind == pricing::PayoffLeg::Stock,
                            .expiry = leg.expiry,
                            .right = leg.payoff.kind == pricing::PayoffLeg::Put ? Right::Put : Right::Call,
                            .strike = leg.payoff.strike,
                            .quantity = leg.payoff.quantity.count(),
                            .sharesPerContract = m_position.deliverable});
        return recogniseStructure(legs).key;
    }

    void finish()
    {
        auto& candidates = m_search.candidates;
        if (needsFigures(m_terms.rank)) {
            for (RollCandidate& candidate : candidates)
                addFigures(candidate, m_position, m_expiries, m_deltaOf);
        }
        const std::size_t kept = std::min(candidates.size(), m_position.candidatesMost);
        std::ranges::partial_sort(candidates, candidates.begin() + std::ptrdiff_t(kept),
                                  [&](const RollCandidate& left, const RollCandidate& right) {
                                      return comesBefore(left, right, m_terms);
                                  });
        candidates.resize(kept);
        if (!needsFigures(m_terms.rank)) {
            for (RollCandidate& candidate : candidates)
                addFigures(candidate, m_position, m_expiries, m_deltaOf);
        }
        for (std::size_t constraint = 0; constraint < m_refusals.size(); ++constraint) {
            if (m_refusals[constraint] > 0)
                m_search.refusals.push_back({RollConstraint(constraint), m_refusals[constraint]});
        }
    }

    const RollPosition& m_position;
    const std::vector<RollExpiry>& m_expiries;
    const RollTerms& m_terms;
    const RollDelta& m_deltaOf;
    RollSlots m_slots;
    std::string_view m_structure;
    std::array<std::int64_t, constraintNames.size()> m_refusals {};
    RollSearch m_search;
};

} // namespace

std::string_view nameOf(RollConstraint constraint)
{
    return constraintNames[std::size_t(constraint)];
}

std::string refusalWords(const RollRefusal& refusal, const RollTerms& terms)
{
    const auto counted = [&](const char* one, const char* many) {
        return fmt::format("{} {}", refusal.count, refusal.count == 1 ? one : many);
    };
    const std::string expiries = counted("expiry", "expiries");
    const std::string sets = counted("set of strikes", "sets of strikes");
    switch (refusal.constraint) {
    case RollConstraint::Days:
        return fmt::format("{} outside {} to {} days", expiries, terms.daysLeast, terms.daysMost);
    case RollConstraint::Earlier: return expiries + " earlier than that of the position";
    case RollConstraint::KeptExpiry: return expiries + " on the other side of a leg that stays";
    case RollConstraint::NoStrike: return sets + " not listed";
    case RollConstraint::StrikeMove:
        return fmt::format("{} further than {} from what is held", sets, terms.strikeMoveMost.shortText());
    case RollConstraint::SameContract: return sets + " with a contract that is held already";
    case RollConstraint::Halted: return sets + " halted";
    case RollConstraint::Quotes: return sets + " without a two-sided, young market";
    case RollConstraint::Structure: return sets + " that would be another structure";
    case RollConstraint::Credit: return sets + " for no credit";
    }
    return {};
}

Result<RollSearch> findRolls(const RollPosition& position, const std::vector<RollExpiry>& expiries,
                             const RollTerms& terms, const RollDelta& deltaOf)
{
    if (auto sound = checkRollTerms(terms); !sound)
        return fail(sound.error());
    return RollFinder(position, expiries, terms, deltaOf).find();
}

} // namespace strikedesk
