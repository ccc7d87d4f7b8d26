// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/ExchangeQuotes.h"

#include <algorithm>
#include <map>
#include <utility>

namespace strikedesk {
namespace {

// How many strikes around the money a parity forward is taken from.
constexpr std::size_t parityStrikes = 5;

Price middleOf(const Standing& standing)
{
    return Price::ofUnits(
        checked::divideHalfEven(checked::add(standing.bid->price.units(), standing.ask->price.units()), 2));
}

bool isUsable(const Standing& standing)
{
    return standing.isTwoSided() && !standing.isCrossed();
}

struct ParityPair
{
    const Standing* call = nullptr;
    const Standing* put = nullptr;
};

std::optional<Price> parityPrice(const ExchangeQuotes& quotes, const std::string& underlying, Date expiry)
{
    std::map<std::int64_t, ParityPair> byStrike;
    for (const InstrumentId id : quotes.catalogue().optionsOf(underlying)) {
        const OptionContract& contract = *quotes.catalogue().at(id).option;
        if (contract.expiry != expiry || !isUsable(quotes.at(id)))
            continue;
        ParityPair& pair = byStrike[contract.strike.units()];
        (contract.right == Right::Call ? pair.call : pair.put) = &quotes.at(id);
    }
    // Where call and put are worth about the same, both are near the money and their spreads are small.
    std::vector<std::pair<std::int64_t, std::int64_t>> candidates; // |C - P|, forward
    for (const auto& [strike, pair] : byStrike) {
        if (!pair.call || !pair.put)
            continue;
        const std::int64_t difference = (middleOf(*pair.call) - middleOf(*pair.put)).units();
        candidates.emplace_back(difference < 0 ? -difference : difference, strike + difference);
    }
    if (candidates.empty())
        return {};
    std::sort(candidates.begin(), candidates.end());
    candidates.resize(std::min(candidates.size(), parityStrikes));
    std::sort(candidates.begin(), candidates.end(),
              [](const auto& a, const auto& b) { return a.second < b.second; });
    return Price::ofUnits(candidates[candidates.size() / 2].second);
}

} // namespace

ExchangeQuotes::ExchangeQuotes(std::shared_ptr<const Catalogue> catalogue, SourceProfile profile)
    : m_catalogue(std::move(catalogue))
    , m_profile(std::move(profile))
    , m_standing(m_catalogue->size())
    , m_halts(m_catalogue->underlyings().size())
{
}

const Standing& ExchangeQuotes::at(InstrumentId id) const
{
    const auto row = std::size_t(id);
    STRIKEDESK_ASSERT(row < m_standing.size(), "an instrument is one of the exchange's catalogue");
    return m_standing[row];
}

void ExchangeQuotes::hear(const MarketEvent& event)
{
    if (const auto* update = std::get_if<QuoteUpdate>(&event.body)) {
        Standing& standing = m_standing.at(std::size_t(update->instrument));
        hearSide(standing.bid, update->bid, event.at);
        hearSide(standing.ask, update->ask, event.at);
        standing.newsAt = event.at;
    } else if (const auto* print = std::get_if<TradePrint>(&event.body)) {
        Standing& standing = m_standing.at(std::size_t(print->instrument));
        standing.lastPrint = print->price;
        standing.lastPrintAt = event.at;
        standing.newsAt = event.at;
        if (!m_halts[m_catalogue->at(print->instrument).underlyingRow].isHalted)
            m_prints.push_back({print->instrument, print->price, print->quantity, event.at});
    } else if (const auto* status = std::get_if<TradingStatus>(&event.body)) {
        Halt& halt = m_halts.at(status->underlyingRow);
        if (halt.isHalted && !status->isHalted)
            halt.endedAt = event.at;
        halt.isHalted = status->isHalted;
    }
    // That the desk's feed was cut is no business of the exchange: it trades on what it hears itself.
}

void ExchangeQuotes::hearSide(std::optional<StandingSide>& side, const std::optional<QuoteSide>& update,
                              Instant at)
{
    if (update)
        side = StandingSide {update->price, std::max<std::int64_t>(update->size, 0), at};
}

void ExchangeQuotes::take(InstrumentId id, Side side, std::int64_t units)
{
    Standing& standing = m_standing.at(std::size_t(id));
    std::optional<StandingSide>& taken = side == Side::Buy ? standing.ask : standing.bid;
    STRIKEDESK_ASSERT(taken && taken->left >= units, "an order takes at most what is displayed");
    taken->left -= units;
}

bool ExchangeQuotes::isStale(InstrumentId id, const StandingSide& side, Instant now) const
{
    const Instrument& instrument = m_catalogue->at(id);
    const Halt& halt = m_halts[instrument.underlyingRow];
    if (halt.isHalted || side.heardAt < halt.endedAt)
        return true;
    const bool isOption = instrument.kind == InstrumentKind::Option;
    return now - side.heardAt > (isOption ? m_profile.quoteAgeLimit : m_profile.spotAgeLimit);
}

std::optional<Price> settlementPriceOf(const ExchangeQuotes& quotes, const std::string& underlying,
                                       Date expiry)
{
    if (const auto id = quotes.catalogue().find(underlying)) {
        const Standing& standing = quotes.at(*id);
        if (standing.lastPrint)
            return standing.lastPrint;
        if (isUsable(standing))
            return middleOf(standing);
    }
    return parityPrice(quotes, underlying, expiry);
}

} // namespace strikedesk
