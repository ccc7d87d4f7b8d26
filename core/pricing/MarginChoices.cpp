// SPDX-License-Identifier: GPL-3.0-or-later
// What a search for margin can choose from, listed once before it begins.
#include "core/pricing/MarginSearch.h"

#include <algorithm>
#include <functional>
#include <utility>

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
    std::sort(m_expiries.begin(), m_expiries.end());
    m_expiries.erase(std::unique(m_expiries.begin(), m_expiries.end()), m_expiries.end());
    m_cover.assign(m_expiries.size(), std::vector<std::int64_t>(legs.size(), 0));
    listStandings();
    listNaked();
    listStockForms();
}

void MarginSearch::listStandings()
{
    m_eligible.assign(m_legs.size(), 0);
    for (const std::size_t leg : m_longs) {
        const auto past = std::upper_bound(m_expiries.begin(), m_expiries.end(), m_legs[leg].expiresAt);
        m_eligible[leg] = std::size_t(past - m_expiries.begin());
    }
    m_standing.resize(m_expiries.size());
    const auto add = [&](std::size_t expiry, std::size_t leg, bool isShort) {
        m_standing[expiry].legs.push_back({leg, m_legs[leg].strike.units(), m_legs[leg].multiplier.shares(),
                                           m_legs[leg].kind == MarginLeg::Put, isShort});
    };
    for (std::size_t expiry = 0; expiry < m_expiries.size(); ++expiry) {
        for (const std::size_t leg : m_shorts) {
            if (m_legs[leg].expiresAt == m_expiries[expiry])
                add(expiry, leg, true);
        }
        for (const std::size_t leg : m_longs) {
            if (expiry < m_eligible[leg])
                add(expiry, leg, false);
        }
        std::ranges::stable_sort(m_standing[expiry].legs, {}, &Coverable::strike);
    }
}

void MarginSearch::listNaked()
{
    m_nakedEach.resize(m_legs.size());
    for (const std::size_t leg : m_shorts) {
        m_nakedEach[leg] = nakedRequirement(m_legs[leg], m_market);
        (m_legs[leg].kind == MarginLeg::Call ? m_nakedCalls : m_nakedPuts).push_back(leg);
    }
    for (std::vector<std::size_t>* side : {&m_nakedCalls, &m_nakedPuts})
        std::ranges::stable_sort(*side, std::greater(),
                                 [&](std::size_t leg) { return m_nakedEach[leg].total(); });
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

} // namespace strikedesk::pricing::detail
