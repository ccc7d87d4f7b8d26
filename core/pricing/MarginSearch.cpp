// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/MarginSearch.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace strikedesk::pricing::detail {

void MarginSearch::run()
{
    const std::vector<std::int64_t> counts = m_left;
    chooseStock(0);
    if (m_weighed < m_weighedMax)
        return;
    // Too many combinations: look at all, none, and just enough of each leg, with what was found as the bar.
    m_isExact = false;
    m_isCoarse = true;
    m_weighed = 0;
    m_left = counts;
    m_picks.clear();
    chooseStock(0);
}

/// Counts to try, as long as there is time: all of them, or in the coarse search the wanted one, all and
/// none.
template <typename Try>
void MarginSearch::forEachChoice(std::int64_t available, std::int64_t wanted, bool isFewestFirst, Try attempt)
{
    if (m_isCoarse) {
        const std::int64_t enough = std::clamp<std::int64_t>(wanted, 0, available);
        const std::array<std::int64_t, 3> counts {enough, available, 0};
        for (auto count = counts.begin(); count != counts.end(); ++count) {
            if (m_weighed >= m_weighedMax)
                return;
            if (std::find(counts.begin(), count, *count) == count)
                attempt(*count);
        }
        return;
    }
    for (std::int64_t tried = 0; tried <= available && m_weighed < m_weighedMax; ++tried)
        attempt(isFewestFirst ? tried : available - tried);
}

void MarginSearch::chooseStock(std::size_t form)
{
    if (form == m_forms.size()) {
        finishStock();
        return;
    }
    const StockForm& now = m_forms[form];
    std::int64_t available = std::abs(m_left[now.stock]);
    for (const auto leg : {now.call, now.put}) {
        if (leg)
            available = std::min(available, std::abs(m_left[*leg]));
    }
    forEachChoice(available, available, false, [&](std::int64_t lots) {
        if (lots == 0) {
            chooseStock(form + 1);
            return;
        }
        Pick pick {now.structure, {}, now.perLot * lots};
        for (const auto& leg : {std::optional(now.stock), now.call, now.put}) {
            if (!leg)
                continue;
            const std::int64_t signedLots = m_left[*leg] > 0 ? lots : -lots;
            m_left[*leg] -= signedLots;
            pick.parts.push_back({*leg, Quantity(signedLots)});
        }
        m_picks.push_back(pick);
        chooseStock(form + 1);
        m_picks.pop_back();
        for (const MarginPart& part : pick.parts)
            m_left[part.leg] += part.quantity.count();
    });
}

/// What is left of the stock stands alone.
void MarginSearch::finishStock()
{
    const std::size_t picks = m_picks.size();
    for (std::size_t leg = 0; leg < m_legs.size(); ++leg) {
        if (m_legs[leg].kind != MarginLeg::Stock || m_left[leg] == 0)
            continue;
        const MarginAmount perLot = stockRequirement(MarginStructure::Stock, m_left[leg] > 0, m_lotShares,
                                                     nullptr, nullptr, m_market);
        m_picks.push_back(
            {MarginStructure::Stock, {{leg, Quantity(m_left[leg])}}, perLot * std::abs(m_left[leg])});
    }
    m_stockTotal = {};
    for (const Pick& pick : m_picks)
        m_stockTotal += pick.amount;
    for (Standing& standing : m_standing)
        standing.isStale = true; // what the stock left has changed
    if (!m_bestTotal || m_stockTotal < *m_bestTotal)
        chooseNaked(0);
    m_picks.resize(picks);
}

void MarginSearch::chooseNaked(std::size_t position)
{
    if (position == m_shorts.size()) {
        chooseCover(0, 0, m_longs.empty() ? 0 : m_left[m_longs.front()]);
        return;
    }
    const std::size_t leg = m_shorts[position];
    const std::int64_t count = std::abs(m_left[leg]);
    std::int64_t missing = 0; // shorts of this right beyond its longs
    for (std::size_t other = 0; other < m_legs.size(); ++other) {
        if (m_legs[other].kind == m_legs[leg].kind)
            missing -= m_left[other];
    }
    forEachChoice(count, missing, true, [&](std::int64_t naked) { // the most covered first
        setNaked(leg, naked);
        chooseNaked(position + 1);
    });
}

/// Sets longs aside for the expiries of the shorts they may cover; the last eligible one gets the rest. What
/// is set here stays until it is set anew on the next way to weigh(): most of it is then the same.
void MarginSearch::chooseCover(std::size_t position, std::size_t expiry, std::int64_t free)
{
    if (position == m_longs.size()) {
        weigh();
        return;
    }
    const std::size_t leg = m_longs[position];
    const auto goOn = [&] {
        const std::size_t next = position + 1;
        chooseCover(next, 0, next == m_longs.size() ? 0 : m_left[m_longs[next]]);
    };
    if (expiry + 1 >= m_eligible[leg]) {
        if (expiry < m_eligible[leg])
            setCover(expiry, leg, free);
        goOn();
        return;
    }
    forEachChoice(free, free, false, [&](std::int64_t count) {
        setCover(expiry, leg, count);
        chooseCover(position, expiry + 1, free - count);
    });
}

void MarginSearch::setNaked(std::size_t leg, std::int64_t count)
{
    if (m_naked[leg] == count)
        return;
    m_naked[leg] = count;
    const auto expiry = std::ranges::lower_bound(m_expiries, m_legs[leg].expiresAt);
    m_standing[std::size_t(expiry - m_expiries.begin())].isStale = true;
}

void MarginSearch::setCover(std::size_t expiry, std::size_t leg, std::int64_t count)
{
    if (m_cover[expiry][leg] == count)
        return;
    m_cover[expiry][leg] = count;
    m_standing[expiry].isStale = true;
}

/// Of a leg, what stands with one expiry: the covered shorts of that expiry, and longs set aside for them.
std::int64_t MarginSearch::coveredCount(std::size_t expiry, std::size_t leg) const
{
    const bool isShortOfIt = m_left[leg] < 0 && m_legs[leg].kind != MarginLeg::Stock
        && m_legs[leg].expiresAt == m_expiries[expiry];
    return isShortOfIt ? m_left[leg] + m_naked[leg] : m_cover[expiry][leg];
}

/// The worst case of the payoff of what stands with one expiry; nothing when it is unlimited. The payoff is a
/// line between two strikes, so that one walk through the strikes sees it all.
std::optional<std::int64_t> MarginSearch::coveredRequirement(std::size_t expiry) const
{
    const std::vector<std::int64_t>& cover = m_cover[expiry];
    const auto sharesOf = [&](const Coverable& row) {
        return (row.isShort ? m_left[row.leg] + m_naked[row.leg] : cover[row.leg]) * row.shares;
    };
    std::int64_t payoff = 0; // at a spot of zero
    std::int64_t slope = 0;
    bool hasShort = false;
    for (const Coverable& row : m_standing[expiry].legs) {
        const std::int64_t shares = sharesOf(row);
        hasShort = hasShort || shares < 0;
        if (row.isPut) {
            payoff += shares * row.strike;
            slope -= shares;
        }
    }
    std::int64_t worst = std::min<std::int64_t>(payoff, 0);
    std::int64_t spot = 0;
    for (const Coverable& row : m_standing[expiry].legs) {
        payoff += slope * (row.strike - spot);
        spot = row.strike;
        worst = std::min(worst, payoff);
        slope += sharesOf(row);
    }
    if (slope < 0)
        return {};
    return hasShort ? -worst : 0;
}

void MarginSearch::addCovered(std::size_t expiry, std::int64_t requirement)
{
    Pick pick;
    for (std::size_t leg = 0; leg < m_legs.size(); ++leg) {
        if (const std::int64_t count = coveredCount(expiry, leg); count != 0)
            pick.parts.push_back({leg, Quantity(count)});
    }
    pick.amount = {requirement, requirement};
    if (!pick.parts.empty())
        m_best.push_back(std::move(pick));
}

/// Hands every naked short to `take`, in picks of what they ask for; a call and a put share one add-on, that
/// of the greater requirement. The second leg of a pick is null for one that stands alone.
template <typename Take>
void MarginSearch::pairNaked(Take take) const
{
    std::size_t put = 0;
    std::int64_t putsLeft = m_nakedPuts.empty() ? 0 : m_naked[m_nakedPuts.front()];
    const auto nextPut = [&] {
        ++put;
        putsLeft = put < m_nakedPuts.size() ? m_naked[m_nakedPuts[put]] : 0;
    };
    const auto takeAlone = [&](std::size_t leg, std::int64_t count) {
        const std::int64_t each = m_nakedEach[leg].total();
        if (count > 0)
            take(leg, nullptr, count, MarginAmount {each, each} * count);
    };
    for (const std::size_t call : m_nakedCalls) {
        std::int64_t callsLeft = m_naked[call];
        while (callsLeft > 0 && put < m_nakedPuts.size()) {
            if (putsLeft == 0) {
                nextPut();
                continue;
            }
            const NakedRequirement& ofCall = m_nakedEach[call];
            const NakedRequirement& ofPut = m_nakedEach[m_nakedPuts[put]];
            const std::int64_t count = std::min(callsLeft, putsLeft);
            const std::int64_t each = ofCall.marketValue + ofPut.marketValue
                + (ofCall.total() >= ofPut.total() ? ofCall.addOn : ofPut.addOn);
            take(call, &m_nakedPuts[put], count, MarginAmount {each, each} * count);
            callsLeft -= count;
            putsLeft -= count;
        }
        takeAlone(call, callsLeft); // there are no puts left: so will be the calls after it
    }
    for (; put < m_nakedPuts.size(); nextPut())
        takeAlone(m_nakedPuts[put], putsLeft);
}

void MarginSearch::weigh()
{
    ++m_weighed;
    MarginAmount total = m_stockTotal;
    for (std::size_t expiry = 0; expiry < m_expiries.size(); ++expiry) {
        Standing& standing = m_standing[expiry];
        if (std::exchange(standing.isStale, false))
            standing.requirement = coveredRequirement(expiry);
        if (!standing.requirement)
            return;
        total += MarginAmount {*standing.requirement, *standing.requirement};
        if (m_bestTotal && !(total < *m_bestTotal))
            return; // what is naked can only add to it
    }
    pairNaked(
        [&](std::size_t, const std::size_t*, std::int64_t, const MarginAmount& amount) { total += amount; });
    if (m_bestTotal && !(total < *m_bestTotal))
        return;
    m_bestTotal = total;
    keepBest();
}

void MarginSearch::keepBest()
{
    m_best = m_picks;
    pairNaked([&](std::size_t leg, const std::size_t* put, std::int64_t count, const MarginAmount& amount) {
        Pick& pick
            = m_best.emplace_back(Pick {put ? MarginStructure::ShortStraddle : MarginStructure::NakedShort,
                                        {{leg, Quantity(-count)}},
                                        amount});
        if (put)
            pick.parts.push_back({*put, Quantity(-count)});
    });
    for (std::size_t expiry = 0; expiry < m_expiries.size(); ++expiry)
        addCovered(expiry, *m_standing[expiry].requirement);
    // Longs that cover nothing are paid in full and need no margin.
    for (const std::size_t leg : m_longs) {
        std::int64_t free = m_left[leg];
        for (const std::vector<std::int64_t>& cover : m_cover)
            free -= cover[leg];
        if (free > 0)
            m_best.push_back({MarginStructure::Options, {{leg, Quantity(free)}}, {}});
    }
}

} // namespace strikedesk::pricing::detail
