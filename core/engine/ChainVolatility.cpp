// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ChainVolatility.h"

#include "core/pricing/VarianceIndex.h"

#include <cmath>
#include <map>

namespace strikedesk {
namespace {

constexpr double month = 30.0 / 365;
constexpr double minutesPerYear = 365.0 * 24 * 60;

double priceOf(const std::optional<QuoteSide>& side)
{
    return side ? side->price.toDouble() : 0;
}

/// A strike without an offer on both rights says nothing.
std::vector<pricing::StripQuote> stripOf(const ChainExpiry& expiry)
{
    std::map<double, pricing::StripQuote> strikes;
    for (const ChainRow& row : expiry.rows) {
        pricing::StripQuote& quote = strikes[row.strike.toDouble()];
        quote.strike = row.strike.toDouble();
        (row.isCall ? quote.callBid : quote.putBid) = priceOf(row.quote.bid);
        (row.isCall ? quote.callAsk : quote.putAsk) = priceOf(row.quote.ask);
    }
    std::vector<pricing::StripQuote> strip;
    for (const auto& [strike, quote] : strikes) {
        if (quote.callAsk > 0 && quote.putAsk > 0)
            strip.push_back(quote);
    }
    return strip;
}

std::optional<pricing::StripTerm> termOf(const ChainExpiry& expiry)
{
    const auto variance = pricing::stripVariance(stripOf(expiry), expiry.years, expiry.rate);
    if (!variance)
        return {};
    return pricing::StripTerm {expiry.years * minutesPerYear, variance->variance};
}

} // namespace

std::optional<double> volatilityOfAMonth(const ChainSnapshot& chain)
{
    const ChainExpiry* before = nullptr;
    const ChainExpiry* after = nullptr;
    for (const ChainExpiry& expiry : chain.expiries) {
        if (!expiry.atTheMoneyVolatility || !(expiry.years > 0))
            continue;
        if (expiry.years <= month)
            before = &expiry;
        else if (!after)
            after = &expiry;
    }
    if (!after)
        return before && before->years >= month / 2 ? before->atTheMoneyVolatility : std::nullopt;
    if (!before)
        return after->years <= month * 2 ? after->atTheMoneyVolatility : std::nullopt;
    const auto total = [](const ChainExpiry& expiry) {
        return *expiry.atTheMoneyVolatility * *expiry.atTheMoneyVolatility * expiry.years;
    };
    const double part = (month - before->years) / (after->years - before->years);
    return std::sqrt(((1 - part) * total(*before) + part * total(*after)) / month);
}

std::optional<double> volatilityIndexOf(const ChainSnapshot& chain)
{
    std::optional<pricing::StripTerm> near;
    for (const ChainExpiry& expiry : chain.expiries) {
        if (!(expiry.years > 0) || expiry.years > 3 * month)
            continue;
        const auto term = termOf(expiry);
        if (!term)
            continue;
        if (expiry.years <= month) {
            near = term;
            continue;
        }
        if (!near)
            return {};
        const auto index = pricing::volatilityIndex(*near, *term);
        return index ? std::optional(*index) : std::nullopt;
    }
    return {};
}

} // namespace strikedesk
