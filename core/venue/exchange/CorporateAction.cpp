// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/CorporateAction.h"

#include "core/instruments/OsiSymbol.h"

#include <utility>

namespace strikedesk {
namespace {

constexpr std::int64_t unitsPerCent = Price::unitsPerOne / 100;

// "AAPL" is followed by "AAPL1", that by "AAPL2".
std::string nextAdjustedRoot(std::string root)
{
    const bool isAdjusted = !root.empty() && root.back() >= '1' && root.back() < '9';
    if (!isAdjusted)
        return root + '1';
    ++root.back();
    return root;
}

} // namespace

SplitOutcome splitOf(const OptionContract& contract, const StockSplit& split)
{
    if (!split.isWhole())
        return {OsiSymbol {nextAdjustedRoot(contract.root), contract.expiry, contract.right, contract.strike}
                    .padded(),
                1, 1};
    const std::int64_t each = split.newShares / split.oldShares;
    const std::int64_t divisor = each * unitsPerCent;
    const std::int64_t cents = (contract.strike.units() + divisor / 2) / divisor;
    return {OsiSymbol {contract.root, contract.expiry, contract.right, Price::ofCents(cents)}.padded(), 1,
            each};
}

SplitShares splitShares(std::int64_t shares, const StockSplit& split)
{
    const std::int64_t parts = shares * split.newShares;
    return {parts / split.oldShares, parts % split.oldShares};
}

std::optional<LoweredPrices> loweredByDividend(const ExchangeOrder& order, Price dividend,
                                               const TickTable& ticks)
{
    const auto lowered = [&](const std::optional<Price>& price) {
        return price ? std::optional(ticks.roundDown(*price - dividend)) : std::nullopt;
    };
    // Source: FINRA rule 5330. A stop that was hit works on as what it became.
    const bool isBuyLimit = order.kind == VenueOrderKind::Limit && order.legs.front().side == Side::Buy;
    const bool isSellStop = order.isDormant() && order.legs.front().side == Side::Sell;
    if (order.isPackage() || (!isBuyLimit && !isSellStop))
        return {};
    return LoweredPrices {lowered(order.limit), lowered(order.stop)};
}

} // namespace strikedesk
