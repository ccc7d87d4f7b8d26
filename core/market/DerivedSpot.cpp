// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"
#include "core/market/ParityGroups.h"
#include "core/market/QuoteBoard.h"
#include "core/pricing/Parity.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace strikedesk {
namespace {

constexpr std::size_t parityPairsEnough = 2; // Two strikes that agree; recorded SPXW days have no more.
constexpr std::size_t parityPairsNearest
    = 7; // Around the money, where both sides of a pair are worth something.
constexpr double parityYearSeconds = 365.0 * 86'400;

struct QuotedPair
{
    pricing::ParityPair mids;
    Instant at; // The oldest of four sides.
};

std::vector<QuotedPair> quotedPairs(const QuoteBoard& board, const ParityGroup& group, Instant now)
{
    std::vector<QuotedPair> pairs;
    for (const ParityStrike& strike : group.strikes) {
        const Quote& call = board.quote(strike.call);
        const Quote& put = board.quote(strike.put);
        if (!board.quality(strike.call, now).isTradable() || !board.quality(strike.put, now).isTradable())
            continue;
        pairs.push_back({{strike.strike, call.mid()->toDouble(), put.mid()->toDouble()},
                         std::min({call.bid->at, call.ask->at, put.bid->at, put.ask->at})});
    }
    std::ranges::sort(pairs, {}, [](const QuotedPair& pair) {
        return std::make_tuple(std::abs(pair.mids.callMid - pair.mids.putMid), pair.mids.strike);
    });
    pairs.resize(std::min(pairs.size(), parityPairsNearest));
    return pairs;
}

Spot spotFromPairs(const std::vector<QuotedPair>& pairs, double years, double rate)
{
    std::vector<pricing::ParityPair> mids;
    Instant at = Instant::max();
    for (const QuotedPair& pair : pairs) {
        mids.push_back(pair.mids);
        at = std::min(at, pair.at);
    }
    const auto estimate = pricing::parityForward(mids, years, rate);
    return estimate ? Spot {estimate->spotEquivalent, SpotSource::Derived, at} : Spot {};
}

} // namespace

std::shared_ptr<const ParityGroups> parityGroupsOf(const Catalogue& catalogue)
{
    std::map<std::pair<std::string, Date>, std::size_t> groupOf; // Root and expiry.
    auto groups = std::make_shared<ParityGroups>();
    for (std::size_t row = 0; row < catalogue.size(); ++row) {
        const auto call = static_cast<InstrumentId>(row);
        const Instrument& instrument = catalogue.at(call);
        if (!instrument.option || instrument.option->right != Right::Call)
            continue;
        OptionContract other = *instrument.option;
        other.right = Right::Put;
        const std::optional<InstrumentId> put = catalogue.find(other.symbol());
        if (!put)
            continue;
        const auto [entry, isNew] = groupOf.try_emplace({other.root, other.expiry}, groups->size());
        if (isNew)
            groups->push_back({other.underlying, TradingCalendar::us().settlesAt(other), {}});
        (*groups)[entry->second].strikes.push_back({other.strike.toDouble(), call, *put});
    }
    std::ranges::stable_sort(*groups, {}, &ParityGroup::settlesAt);
    return groups;
}

Spot QuoteBoard::derivedSpot(const std::string& underlying, Instant now, double rate) const
{
    std::vector<QuotedPair> best;
    double bestYears = 0;
    for (const ParityGroup& group : *m_parityGroups) {
        if (group.underlying != underlying || group.settlesAt <= now)
            continue;
        std::vector<QuotedPair> pairs = quotedPairs(*this, group, now);
        if (pairs.size() <= best.size())
            continue;
        best = std::move(pairs);
        bestYears = secondsBetween(now, group.settlesAt) / parityYearSeconds;
        if (best.size() >= parityPairsEnough)
            break;
    }
    return best.empty() ? Spot {} : spotFromPairs(best, bestYears, rate);
}

} // namespace strikedesk
