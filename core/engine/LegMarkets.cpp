// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/LegMarkets.h"

#include "core/orders/NetPrice.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {

std::string faultsOf(const QuoteQuality& quality)
{
    std::string text;
    for (const QuoteFault& fault : quoteFaults) {
        if (quality.*fault.isSet)
            text += (text.empty() ? "" : " ") + std::string(fault.name);
    }
    return text.empty() ? "good" : text;
}

Result<LegMarkets> legMarkets(const DeskContext& context, const std::vector<OrderLeg>& legs)
{
    LegMarkets markets;
    markets.isTradable = markets.isMarkable = !legs.empty();
    for (const OrderLeg& leg : legs) {
        const auto id = context.board.catalogue().find(leg.symbol);
        if (!id)
            return fail("input.symbol",
                        fmt::format("Expected a contract that this market lists, found \"{}\".", leg.symbol));
        PricedLeg priced {leg, &context.board.catalogue().at(*id), context.board.quote(*id),
                          context.board.quality(*id, context.now())};
        priced.leg.symbol = priced.instrument->symbol;
        markets.isTradable = markets.isTradable && priced.quality.isTradable();
        markets.isMarkable = markets.isMarkable && priced.quality.isMarkable();
        if (const std::string faults = faultsOf(priced.quality); faults != "good")
            markets.quality += (markets.quality.empty() ? "" : "; ") + leg.symbol + " " + faults;
        for (const auto& side : {priced.quote.bid, priced.quote.ask}) {
            if (side)
                markets.heardAt = std::max(markets.heardAt.value_or(side->at), side->at);
        }
        markets.legs.push_back(std::move(priced));
    }
    if (markets.quality.empty())
        markets.quality = "good";
    markets.prices = packagePrices(markets.legs);
    return markets;
}

Multiplier multiplierOfPackage(const DeskContext& context, const std::vector<OrderLeg>& legs)
{
    const Catalogue& catalogue = context.board.catalogue();
    std::int32_t largest = 1;
    for (const OrderLeg& leg : legs) {
        const auto id = catalogue.find(leg.symbol);
        if (!id)
            return Multiplier(100);
        largest = std::max(largest, catalogue.at(*id).multiplier.shares());
    }
    return Multiplier(largest);
}

std::vector<QuoteSeen> quotesSeen(const LegMarkets& markets)
{
    std::vector<QuoteSeen> seen;
    for (const PricedLeg& leg : markets.legs) {
        QuoteSeen row;
        row.symbol = leg.instrument->symbol;
        if (leg.quote.bid) {
            row.bid = leg.quote.bid->price;
            row.bidSize = leg.quote.bid->size;
            row.bidAt = leg.quote.bid->at;
        }
        if (leg.quote.ask) {
            row.ask = leg.quote.ask->price;
            row.askSize = leg.quote.ask->size;
            row.askAt = leg.quote.ask->at;
        }
        row.quality = faultsOf(leg.quality);
        seen.push_back(std::move(row));
    }
    return seen;
}

PackageSeen packageSeen(const LegMarkets& markets, const std::vector<OrderLeg>& legs)
{
    PackageSeen seen;
    seen.quality = markets.quality;
    if (!markets.prices)
        return seen;
    const Price natural = quotedFrom(legs, markets.prices->natural);
    const Price passive = quotedFrom(legs, markets.prices->passive);
    seen.mid = quotedFrom(legs, markets.prices->mid);
    seen.bid = std::min(natural, passive);
    seen.ask = std::max(natural, passive);
    return seen;
}

} // namespace strikedesk
