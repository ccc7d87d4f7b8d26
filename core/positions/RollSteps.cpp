// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RollSteps.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <utility>

namespace strikedesk {
namespace {

using TradeSet = std::uint32_t;

class RollSplitter
{
public:
    RollSplitter(std::span<const RollTrade> trades, std::span<const RollTrade> kept, int legsMost)
        : m_trades(trades)
        , m_kept(kept)
        , m_legsMost(std::min<int>(legsMost, int(trades.size())))
        , m_all((TradeSet(1) << trades.size()) - 1)
        , m_isAllowed(std::size_t(m_all) + 1)
        , m_cameFrom(std::size_t(m_all) + 1)
    {
        listParts();
        listSpots();
        const RollRisk start = riskAfter(0);
        for (TradeSet done = 0; done <= m_all; ++done)
            m_isAllowed[done] = done == 0 || done == m_all || riskAfter(done).isNoRiskierThan(start);
    }

    // Level by level: the first level that reaches the end has the fewest packages.
    std::optional<std::vector<std::vector<std::size_t>>> split()
    {
        std::vector<TradeSet> level {0};
        while (!level.empty() && !m_cameFrom[m_all]) {
            std::vector<TradeSet> next;
            for (const TradeSet done : level)
                goOnFrom(done, next);
            level = std::move(next);
        }
        if (!m_cameFrom[m_all])
            return {};
        return packages();
    }

private:
    RollRisk riskAfter(TradeSet done) const
    {
        std::vector<pricing::PayoffLeg> payoffs;
        std::vector<ExposureLeg> exposures;
        const auto add = [&](const RollTrade& trade) {
            payoffs.push_back(trade.payoff);
            exposures.push_back({trade.instrument, trade.payoff.quantity});
        };
        for (std::size_t i = 0; i < m_trades.size(); ++i) {
            const bool isDone = (done >> i & 1) != 0;
            const bool isClosing = m_trades[i].leg.effect == PositionEffect::Close;
            if (isDone != isClosing) // closed already, or not opened yet: not there
                add(m_trades[i]);
        }
        for (const RollTrade& trade : m_kept)
            add(trade);
        return rollRisk(payoffs, combined(exposures, {}), m_spots);
    }

    // Every package that the venue takes, those first that close most.
    void listParts()
    {
        std::vector<std::pair<int, TradeSet>> parts;
        for (TradeSet part = 1; part <= m_all; ++part) {
            if (std::popcount(part) > m_legsMost)
                continue;
            int closes = 0;
            for (std::size_t i = 0; i < m_trades.size(); ++i)
                closes += (part >> i & 1) != 0 && m_trades[i].leg.effect == PositionEffect::Close ? 1 : 0;
            parts.emplace_back(-closes, part);
        }
        std::ranges::sort(parts);
        for (const auto& [closes, part] : parts)
            m_parts.push_back(part);
    }

    // Between these the payoffs are straight lines.
    void listSpots()
    {
        m_spots.push_back(Price());
        for (const auto& list : {m_trades, m_kept}) {
            for (const RollTrade& trade : list)
                m_spots.push_back(trade.payoff.strike);
        }
        m_spots.push_back(*std::ranges::max_element(m_spots) * 2);
    }

    void goOnFrom(TradeSet done, std::vector<TradeSet>& next)
    {
        for (const TradeSet part : m_parts) {
            const TradeSet after = done | part;
            if ((done & part) != 0 || !m_isAllowed[after] || m_cameFrom[after])
                continue;
            m_cameFrom[after] = done;
            next.push_back(after);
        }
    }

    std::vector<std::vector<std::size_t>> packages() const
    {
        std::vector<std::vector<std::size_t>> found;
        for (TradeSet at = m_all; at != 0; at = *m_cameFrom[at]) {
            std::vector<std::size_t> package;
            for (std::size_t i = 0; i < m_trades.size(); ++i) {
                if (((at & ~*m_cameFrom[at]) >> i & 1) != 0)
                    package.push_back(i);
            }
            found.push_back(std::move(package));
        }
        std::ranges::reverse(found);
        return found;
    }

    std::span<const RollTrade> m_trades;
    std::span<const RollTrade> m_kept;
    int m_legsMost;
    TradeSet m_all;
    std::vector<Price> m_spots; ///< On which all states are compared.
    std::vector<TradeSet> m_parts;
    std::vector<bool> m_isAllowed;
    std::vector<std::optional<TradeSet>> m_cameFrom;
};

} // namespace

bool RollRisk::isNoRiskierThan(const RollRisk& other) const
{
    const bool isLossNoLarger = !other.maximumLoss || (maximumLoss && *maximumLoss <= *other.maximumLoss);
    const bool isWorstNoLarger = other.maximumLoss || worst >= other.worst;
    return isLossNoLarger && isWorstNoLarger && uncovered.calls <= other.uncovered.calls
        && uncovered.puts <= other.uncovered.puts && uncovered.stockShares <= other.uncovered.stockShares;
}

RollRisk rollRisk(std::span<const pricing::PayoffLeg> payoffs, std::span<const ExposureLeg> exposures,
                  std::span<const Price> spots)
{
    RollRisk risk;
    risk.uncovered = uncoveredShorts(exposures);
    const auto profile = pricing::payoffProfile(payoffs);
    if (profile)
        risk.maximumLoss = profile->maximumLoss;
    for (std::size_t i = 0; i < spots.size() && profile; ++i) {
        const Money at = pricing::payoffAt(payoffs, spots[i]);
        risk.worst = i == 0 ? at : std::min(risk.worst, at);
    }
    return risk;
}

Result<std::vector<std::vector<std::size_t>>> splitRoll(std::span<const RollTrade> trades,
                                                        std::span<const RollTrade> kept, int legsMost)
{
    if (int(trades.size()) <= legsMost) {
        std::vector<std::size_t> all(trades.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        return std::vector<std::vector<std::size_t>> {std::move(all)};
    }
    if (trades.size() > rollTradesMost)
        return fail("roll.too_many_legs",
                    fmt::format("A roll of {} legs does not fit into one package of the venue, and more than "
                                "{} are not taken apart: roll some of its legs first.",
                                trades.size(), rollTradesMost));
    if (legsMost > 0) {
        if (auto packages = RollSplitter(trades, kept, legsMost).split())
            return std::move(*packages);
    }
    return fail("roll.no_way",
                fmt::format("The venue takes {} legs in a package, and whatever goes first would be riskier "
                            "on the way than what is held: close the position, or roll another set of legs.",
                            legsMost));
}

} // namespace strikedesk
