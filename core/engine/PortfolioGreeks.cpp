// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/PortfolioGreeks.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace strikedesk {
namespace {

struct LegGreeks
{
    Greeks greeks; // of the whole position
    double spot = 0;
    std::optional<double> ageSeconds;
    bool isModel = false;
    bool isStale = false;
};

const ChainSnapshot* chainOf(std::span<const ChainSnapshotPtr> chains, const std::string& underlying)
{
    for (const ChainSnapshotPtr& chain : chains) {
        if (chain && chain->underlying == underlying)
            return chain.get();
    }
    return nullptr;
}

const ChainRow* rowOf(const ChainSnapshot& chain, const std::string& symbol)
{
    for (const ChainExpiry& expiry : chain.expiries) {
        const auto row = std::ranges::find(expiry.rows, symbol, &ChainRow::symbol);
        if (row != expiry.rows.end())
            return &*row;
    }
    return nullptr;
}

std::optional<LegGreeks> priceLeg(const GreeksLeg& leg, std::span<const ChainSnapshotPtr> chains)
{
    const ChainSnapshot* chain = chainOf(chains, leg.underlying);
    if (!chain || !chain->spot.isKnown())
        return {};
    LegGreeks priced;
    priced.spot = chain->spot.price;
    const double quantity = double(leg.quantity.count());
    if (!leg.isOption) {
        priced.greeks.delta = quantity;
        return priced;
    }
    const ChainRow* row = rowOf(*chain, leg.symbol);
    if (!row || !row->greeks)
        return {};
    const double shares = quantity * double(leg.deliverableShares);
    const double premium = quantity * double(leg.multiplier);
    priced.greeks
        = {row->greeks->delta * shares, row->greeks->gamma * shares, row->greeks->thetaPerDay * premium,
           row->greeks->vegaPerPoint * premium, row->greeks->rhoPerPoint * premium};
    if (row->bidAgeSeconds && row->askAgeSeconds)
        priced.ageSeconds = std::max(*row->bidAgeSeconds, *row->askAgeSeconds);
    priced.isModel = row->isModelMark || row->isModelGreeks;
    priced.isStale = row->quality.isStale;
    return priced;
}

class GreeksSum
{
public:
    void add(const std::optional<LegGreeks>& leg)
    {
        if (!leg) {
            ++m_unpriced;
            return;
        }
        m_greeks += leg->greeks;
        m_dollarDelta += leg->greeks.delta * leg->spot;
        m_dollarGamma += leg->greeks.gamma * leg->spot * leg->spot / 100.0;
        if (leg->ageSeconds)
            m_age = std::max(m_age.value_or(0), *leg->ageSeconds);
        m_isModel = m_isModel || leg->isModel;
        m_isStale = m_isStale || leg->isStale;
        ++m_priced;
    }

    [[nodiscard]] GreeksRow row(std::string level, std::string underlying, std::string name,
                                bool hasShareGreeks) const
    {
        GreeksRow row;
        row.level = std::move(level);
        row.underlying = std::move(underlying);
        row.name = std::move(name);
        row.legsWithoutGreeks = m_unpriced;
        row.ageSeconds = m_age;
        row.quality = m_isStale ? "stale" : m_isModel ? "model" : m_unpriced > 0 ? "incomplete" : "good";
        if (m_priced == 0)
            return row;
        if (hasShareGreeks)
            row.greeks = m_greeks;
        row.dollarDelta = m_dollarDelta;
        row.dollarGammaPerPercent = m_dollarGamma;
        row.dollarTheta = m_greeks.thetaPerDay;
        row.dollarVega = m_greeks.vegaPerPoint;
        return row;
    }

private:
    Greeks m_greeks;
    double m_dollarDelta = 0;
    double m_dollarGamma = 0;
    int m_priced = 0;
    int m_unpriced = 0;
    std::optional<double> m_age;
    bool m_isModel = false;
    bool m_isStale = false;
};

} // namespace

std::vector<GreeksRow> portfolioGreeks(std::span<const GreeksLeg> legs,
                                       std::span<const ChainSnapshotPtr> chains)
{
    std::map<std::string, GreeksSum> byUnderlying;
    std::map<std::tuple<std::string, Instant>, GreeksSum> bySettlement;
    std::map<std::tuple<std::string, std::string, std::string>, GreeksSum> byStructure;
    std::vector<GreeksRow> legRows;
    GreeksSum total;
    for (const GreeksLeg& leg : legs) {
        const auto priced = priceLeg(leg, chains);
        GreeksSum alone;
        for (GreeksSum* sum : {&alone, &total, &byUnderlying[leg.underlying],
                               &byStructure[{leg.underlying, leg.structureId, leg.structure}]})
            sum->add(priced);
        if (leg.settlesAt)
            bySettlement[{leg.underlying, *leg.settlesAt}].add(priced);
        GreeksRow row = alone.row("leg", leg.underlying, leg.symbol, true);
        row.settlesAt = leg.settlesAt;
        legRows.push_back(std::move(row));
    }

    std::vector<GreeksRow> rows;
    rows.push_back(total.row("total", {}, "Total", byUnderlying.size() == 1));
    for (const auto& [underlying, sum] : byUnderlying)
        rows.push_back(sum.row("underlying", underlying, underlying, true));
    for (const auto& [key, sum] : bySettlement) {
        GreeksRow row = sum.row("expiry", std::get<0>(key), toIsoText(std::get<1>(key)), true);
        row.settlesAt = std::get<1>(key);
        rows.push_back(std::move(row));
    }
    for (const auto& [key, sum] : byStructure)
        rows.push_back(
            sum.row("structure", std::get<0>(key), std::get<2>(key) + " " + std::get<1>(key), true));
    std::ranges::move(legRows, std::back_inserter(rows));
    return rows;
}

} // namespace strikedesk
