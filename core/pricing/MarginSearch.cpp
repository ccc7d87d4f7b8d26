// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/MarginSearch.h"

#include <algorithm>
#include <cstdlib>

namespace strikedesk::pricing::detail {
namespace {

/// Books of up to so many legs are searched through; in larger ones the combinations cannot be, and the best
/// of a few hundred good ones, which is never too low, has to do: orders wait for the answer.
constexpr std::size_t legsSearchedThrough = 12;
constexpr std::int64_t weighedMaxSmall = 6'000;
constexpr std::int64_t weighedMaxLarge = 400;

} // namespace

MarginSearch::MarginSearch(std::span<const MarginLeg> legs, std::vector<std::int64_t> counts,
                           std::int64_t lotShares, MarginMarket market)
    : m_legs(legs)
    , m_left(std::move(counts))
    , m_lotShares(lotShares)
    , m_market(market)
    , m_naked(legs.size(), 0)
    , m_weighedMax(legs.size() <= legsSearchedThrough ? weighedMaxSmall : weighedMaxLarge)
{
    for (std::size_t i = 0; i < legs.size(); ++i) {
        if (legs[i].kind == MarginLeg::Stock || m_left[i] == 0)
            continue;
        if (m_left[i] < 0) {
            m_shorts.push_back(i);
            m_expiries.push_back(legs[i].expiresAt);
        } else {
            m_longs.push_back(i);
        }
    }
    for (std::size_t i = 0; i < legs.size(); ++i) {
        if (legs[i].kind != MarginLeg::Stock)
            m_byStrike.push_back(i);
    }
    std::stable_sort(m_byStrike.begin(), m_byStrike.end(),
                     [&](std::size_t a, std::size_t b) { return legs[a].strike < legs[b].strike; });
    std::sort(m_expiries.begin(), m_expiries.end());
    m_expiries.erase(std::unique(m_expiries.begin(), m_expiries.end()), m_expiries.end());
    m_cover.assign(m_expiries.size(), std::vector<std::int64_t>(legs.size(), 0));
    m_covered.assign(m_expiries.size(), 0);
    listStockForms();
}

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

void MarginSearch::addStockForm(MarginStructure structure, std::size_t stock, std::optional<std::size_t> call,
                                std::optional<std::size_t> put)
{
    const auto fits = [&](std::optional<std::size_t> leg) {
        return !leg || m_legs[*leg].multiplier.shares() == m_lotShares;
    };
    if (!fits(call) || !fits(put))
        return;
    const MarginAmount perLot
        = stockRequirement(structure, m_left[stock] > 0, m_lotShares, call ? &m_legs[*call] : nullptr,
                           put ? &m_legs[*put] : nullptr, m_market);
    m_forms.push_back({structure, stock, call, put, perLot});
}

void MarginSearch::listStockForms()
{
    for (std::size_t stock = 0; stock < m_legs.size(); ++stock) {
        if (m_legs[stock].kind != MarginLeg::Stock || m_left[stock] == 0)
            continue;
        const bool isLong = m_left[stock] > 0;
        // Long stock goes with short calls and long puts, short stock with long calls and short puts.
        const std::vector<std::size_t>& callSide = isLong ? m_shorts : m_longs;
        const std::vector<std::size_t>& putSide = isLong ? m_longs : m_shorts;
        for (const std::size_t call : callSide) {
            if (m_legs[call].kind != MarginLeg::Call)
                continue;
            for (const std::size_t put : putSide) {
                if (m_legs[put].kind != MarginLeg::Put)
                    continue;
                // The long option must last as long as the short one.
                const MarginLeg& longLeg = m_legs[isLong ? put : call];
                const MarginLeg& shortLeg = m_legs[isLong ? call : put];
                if (longLeg.expiresAt < shortLeg.expiresAt)
                    continue;
                const bool isSameStrike = m_legs[call].strike == m_legs[put].strike;
                if (isSameStrike)
                    addStockForm(isLong ? MarginStructure::Conversion : MarginStructure::ReverseConversion,
                                 stock, call, put);
                else if (isLong && m_legs[put].strike < m_legs[call].strike)
                    addStockForm(MarginStructure::Collar, stock, call, put);
            }
            addStockForm(isLong ? MarginStructure::CoveredCall : MarginStructure::ProtectiveCall, stock, call,
                         {});
        }
        for (const std::size_t put : putSide) {
            if (m_legs[put].kind == MarginLeg::Put)
                addStockForm(isLong ? MarginStructure::ProtectivePut : MarginStructure::CoveredPut, stock, {},
                             put);
        }
    }
}

/// Counts to try, the most first: all of them, or in the coarse search the wanted one, all and none.
std::vector<std::int64_t> MarginSearch::choices(std::int64_t available, std::int64_t wanted) const
{
    std::vector<std::int64_t> counts;
    if (m_isCoarse) {
        for (const std::int64_t count :
             {std::clamp<std::int64_t>(wanted, 0, available), available, std::int64_t(0)}) {
            if (std::find(counts.begin(), counts.end(), count) == counts.end())
                counts.push_back(count);
        }
        return counts;
    }
    for (std::int64_t count = available; count >= 0; --count)
        counts.push_back(count);
    return counts;
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
    for (const std::int64_t lots : choices(available, available)) {
        if (m_weighed >= m_weighedMax)
            return;
        if (lots == 0) {
            chooseStock(form + 1);
            continue;
        }
        Pick pick {now.structure, {}, now.perLot * lots};
        std::vector<std::size_t> used {now.stock};
        if (now.call)
            used.push_back(*now.call);
        if (now.put)
            used.push_back(*now.put);
        for (const std::size_t leg : used) {
            const std::int64_t signedLots = m_left[leg] > 0 ? lots : -lots;
            m_left[leg] -= signedLots;
            pick.parts.push_back({leg, Quantity(signedLots)});
        }
        m_picks.push_back(pick);
        chooseStock(form + 1);
        m_picks.pop_back();
        for (const MarginPart& part : pick.parts)
            m_left[part.leg] += part.quantity.count();
    }
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
    if (!m_bestTotal || currentTotal() < *m_bestTotal)
        chooseNaked(0);
    m_picks.resize(picks);
}

void MarginSearch::chooseNaked(std::size_t position)
{
    if (position == m_shorts.size()) {
        chooseCover(0, 0);
        return;
    }
    const std::size_t leg = m_shorts[position];
    const std::int64_t count = std::abs(m_left[leg]);
    std::int64_t missing = 0; // shorts of this right beyond its longs
    for (std::size_t other = 0; other < m_legs.size(); ++other) {
        if (m_legs[other].kind == m_legs[leg].kind)
            missing -= m_left[other];
    }
    std::vector<std::int64_t> counts = choices(count, missing);
    if (!m_isCoarse)
        std::reverse(counts.begin(), counts.end()); // the most covered first
    for (const std::int64_t naked : counts) {
        if (m_weighed >= m_weighedMax)
            break;
        m_naked[leg] = naked;
        chooseNaked(position + 1);
    }
    m_naked[leg] = 0;
}

/// Sets longs aside for the expiries of the shorts they may cover; the last eligible one gets the rest.
void MarginSearch::chooseCover(std::size_t position, std::size_t expiry)
{
    if (position == m_longs.size()) {
        weigh();
        return;
    }
    const std::size_t leg = m_longs[position];
    std::int64_t free = m_left[leg];
    for (std::size_t earlier = 0; earlier < expiry; ++earlier)
        free -= m_cover[earlier][leg];
    const bool isEligible = expiry < m_expiries.size() && m_expiries[expiry] <= m_legs[leg].expiresAt;
    const bool isLast
        = !isEligible || expiry + 1 == m_expiries.size() || m_expiries[expiry + 1] > m_legs[leg].expiresAt;
    if (!isEligible) {
        chooseCover(position + 1, 0);
        return;
    }
    if (isLast) {
        m_cover[expiry][leg] = free;
        chooseCover(position + 1, 0);
        m_cover[expiry][leg] = 0;
        return;
    }
    for (const std::int64_t count : choices(free, free)) {
        if (m_weighed >= m_weighedMax)
            break;
        m_cover[expiry][leg] = count;
        chooseCover(position, expiry + 1);
    }
    m_cover[expiry][leg] = 0;
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
    std::int64_t payoff = 0; // at a spot of zero
    std::int64_t slope = 0;
    bool hasShort = false;
    for (const std::size_t leg : m_byStrike) {
        const std::int64_t shares = coveredCount(expiry, leg) * m_legs[leg].multiplier.shares();
        hasShort = hasShort || shares < 0;
        if (m_legs[leg].kind == MarginLeg::Put) {
            payoff += shares * m_legs[leg].strike.units();
            slope -= shares;
        }
    }
    std::int64_t worst = std::min<std::int64_t>(payoff, 0);
    std::int64_t spot = 0;
    for (const std::size_t leg : m_byStrike) {
        const std::int64_t strike = m_legs[leg].strike.units();
        payoff += slope * (strike - spot);
        spot = strike;
        worst = std::min(worst, payoff);
        slope += coveredCount(expiry, leg) * m_legs[leg].multiplier.shares();
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

/// Naked shorts; a call and a put share one add-on, that of the greater requirement.
void MarginSearch::addNaked()
{
    struct Naked
    {
        std::size_t leg;
        std::int64_t count;
        NakedRequirement requirement;
    };
    std::vector<Naked> calls;
    std::vector<Naked> puts;
    for (const std::size_t leg : m_shorts) {
        if (m_naked[leg] > 0)
            (m_legs[leg].kind == MarginLeg::Call ? calls : puts)
                .push_back({leg, m_naked[leg], nakedRequirement(m_legs[leg], m_market)});
    }
    const auto byRequirement
        = [](const Naked& a, const Naked& b) { return a.requirement.total() > b.requirement.total(); };
    std::stable_sort(calls.begin(), calls.end(), byRequirement);
    std::stable_sort(puts.begin(), puts.end(), byRequirement);
    std::size_t put = 0;
    for (Naked& call : calls) {
        while (call.count > 0 && put < puts.size()) {
            Naked& other = puts[put];
            const std::int64_t count = std::min(call.count, other.count);
            const bool isCallGreater = call.requirement.total() >= other.requirement.total();
            const std::int64_t each = call.requirement.marketValue + other.requirement.marketValue
                + (isCallGreater ? call.requirement.addOn : other.requirement.addOn);
            m_picks.push_back({MarginStructure::ShortStraddle,
                               {{call.leg, Quantity(-count)}, {other.leg, Quantity(-count)}},
                               MarginAmount {each, each} * count});
            call.count -= count;
            other.count -= count;
            put += other.count == 0 ? 1 : 0;
        }
    }
    for (const std::vector<Naked>* side : {&calls, &puts}) {
        for (const Naked& naked : *side) {
            const std::int64_t each = naked.requirement.total();
            if (naked.count > 0)
                m_picks.push_back({MarginStructure::NakedShort,
                                   {{naked.leg, Quantity(-naked.count)}},
                                   MarginAmount {each, each} * naked.count});
        }
    }
}

void MarginSearch::weigh()
{
    ++m_weighed;
    std::vector<std::int64_t>& covered = m_covered;
    MarginAmount total = currentTotal();
    for (std::size_t expiry = 0; expiry < m_expiries.size(); ++expiry) {
        const auto requirement = coveredRequirement(expiry);
        if (!requirement)
            return;
        covered[expiry] = *requirement;
        total += MarginAmount {*requirement, *requirement};
        if (m_bestTotal && !(total < *m_bestTotal))
            return; // what is naked can only add to it
    }
    const std::size_t picks = m_picks.size();
    addNaked();
    for (std::size_t naked = picks; naked < m_picks.size(); ++naked)
        total += m_picks[naked].amount;
    if (!m_bestTotal || total < *m_bestTotal) {
        m_bestTotal = total;
        keepBest();
    }
    m_picks.resize(picks);
}

void MarginSearch::keepBest()
{
    m_best = m_picks;
    for (std::size_t expiry = 0; expiry < m_expiries.size(); ++expiry)
        addCovered(expiry, m_covered[expiry]);
    // Longs that cover nothing are paid in full and need no margin.
    for (const std::size_t leg : m_longs) {
        std::int64_t free = m_left[leg];
        for (const std::vector<std::int64_t>& cover : m_cover)
            free -= cover[leg];
        if (free > 0)
            m_best.push_back({MarginStructure::Options, {{leg, Quantity(free)}}, {}});
    }
}

MarginAmount MarginSearch::currentTotal() const
{
    MarginAmount total;
    for (const Pick& pick : m_picks)
        total += pick.amount;
    return total;
}

} // namespace strikedesk::pricing::detail
