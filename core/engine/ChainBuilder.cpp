// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ChainBuilder.h"

#include "core/engine/ChainRows.h"
#include "core/engine/ChainVolatility.h"
#include "core/instruments/TradingCalendar.h"

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace chain {

/// The options of one underlying by root and expiry, in order of settlement: found once per catalogue.
struct ChainIndex
{
    struct Group
    {
        Instant settlesAt;
        Date expiry {};
        std::vector<InstrumentId> options;
    };
    std::vector<Group> groups;
};

} // namespace chain

namespace {

using chain::ChainIndex;

// Less than a cent a share is not worth a line on the screen.
constexpr double arbitrageMin = 0.01;

ChainIndex chainIndexOf(const Catalogue& catalogue, const std::string& underlying)
{
    ChainIndex index;
    const OptionContract* last = nullptr;
    for (const InstrumentId id : catalogue.optionsOf(underlying)) {
        const OptionContract& contract = *catalogue.at(id).option;
        if (last == nullptr || last->root != contract.root || last->expiry != contract.expiry)
            index.groups.push_back({TradingCalendar::us().settlesAt(contract), contract.expiry, {}});
        index.groups.back().options.push_back(id);
        last = &contract;
    }
    std::ranges::stable_sort(index.groups, {}, &ChainIndex::Group::settlesAt);
    return index;
}

ChainSnapshot chainOf(const QuoteBoard& board, const ChainInputs& inputs, const ChainIndex& index,
                      chain::PricedRows& priced, ChainPricer::Work& work)
{
    ChainSnapshot snapshot;
    snapshot.underlying = inputs.underlying;
    snapshot.at = inputs.now;
    snapshot.rate = inputs.rates.rateAt(0);
    snapshot.rateSource = inputs.rates.source();
    snapshot.dividendSource = inputs.dividendSource;
    snapshot.earnings = inputs.earnings;
    snapshot.spot = board.spot(inputs.underlying, inputs.now, snapshot.rate);
    const auto names = board.catalogue().underlyings();
    if (const auto row = std::ranges::find(names, inputs.underlying); row != names.end())
        snapshot.haltedSince = board.haltedSince(std::size_t(row - names.begin()));
    snapshot.yield = snapshot.spot.source == SpotSource::Derived ? 0 : inputs.yield;
    chain::ExpiryPricer pricer(board, inputs, snapshot.spot, priced, work);
    for (const ChainIndex::Group& group : index.groups) {
        const bool isWanted = !inputs.expiry || *inputs.expiry == group.expiry;
        if (isWanted && group.settlesAt > inputs.now)
            snapshot.expiries.push_back(pricer.price(group.options));
    }
    for (const CashDividend& dividend : inputs.dividends) {
        if (!snapshot.expiries.empty()
            && daysBetween(dividend.exDate, newYorkLocal(snapshot.expiries.back().settlesAt).date) >= 0)
            snapshot.dividends.push_back(dividend);
    }
    snapshot.monthVolatility = volatilityOfAMonth(snapshot);
    snapshot.volatilityIndex = volatilityIndexOf(snapshot);
    if (snapshot.monthVolatility && inputs.volatilityHistory)
        snapshot.standing = pricing::volatilityStanding(*inputs.volatilityHistory, *snapshot.monthVolatility);
    snapshot.arbitrage = pricing::VolatilitySurface(pricer.takeSlices()).arbitrage(arbitrageMin);
    return snapshot;
}

} // namespace

struct ChainPricer::Cache
{
    std::shared_ptr<const Catalogue> catalogue; // Whose rows the cache speaks of.
    std::string underlying;
    chain::ChainIndex index;
    chain::PricedRows priced;
    Work work;
};

ChainPricer::ChainPricer()
    : m_cache(std::make_unique<Cache>())
{
}

ChainPricer::ChainPricer(ChainPricer&&) noexcept = default;
ChainPricer& ChainPricer::operator=(ChainPricer&&) noexcept = default;
ChainPricer::~ChainPricer() = default;

ChainSnapshotPtr ChainPricer::price(const QuoteBoard& board, const ChainInputs& inputs)
{
    if (m_cache->catalogue != board.sharedCatalogue() || m_cache->underlying != inputs.underlying) {
        *m_cache = {};
        m_cache->catalogue = board.sharedCatalogue();
        m_cache->underlying = inputs.underlying;
        m_cache->index = chainIndexOf(board.catalogue(), inputs.underlying);
    }
    m_cache->work = {};
    return std::make_shared<const ChainSnapshot>(
        chainOf(board, inputs, m_cache->index, m_cache->priced, m_cache->work));
}

ChainPricer::Work ChainPricer::lastWork() const
{
    return m_cache->work;
}

ChainInputs chainInputs(const MarketSource& market, const std::string& underlying, Instant now,
                        std::optional<Date> expiry)
{
    const Date today = newYorkLocal(now).date;
    ChainInputs inputs;
    inputs.underlying = underlying;
    inputs.now = now;
    inputs.rates = market.rates(today);
    inputs.yield = market.yield(underlying);
    inputs.dividends = market.dividends(underlying, today);
    inputs.expiry = expiry;
    inputs.dividendSource
        = inputs.dividends.empty() ? std::string() : market.dividendSource(underlying, today);
    inputs.earnings = market.earnings(underlying, today);
    inputs.volatilityHistory = market.volatilityHistory(underlying, today);
    return inputs;
}

ChainSnapshot buildChain(const QuoteBoard& board, const ChainInputs& inputs)
{
    chain::PricedRows priced;
    ChainPricer::Work work;
    return chainOf(board, inputs, chainIndexOf(board.catalogue(), inputs.underlying), priced, work);
}

} // namespace strikedesk
