// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/OrderLoss.h"

#include "core/pricing/Payoff.h"
#include "core/risk/OrderImpact.h"

#include <algorithm>
#include <map>

namespace strikedesk {

namespace {

using PayoffLegs = std::vector<pricing::PayoffLeg>;
using PayoffBooks = std::map<std::string, PayoffLegs>; ///< By underlying: each has a spot of its own.

// False when nobody knows what the contract delivers.
bool addPayoffLeg(PayoffBooks& books, const Instrument& instrument, Quantity quantity)
{
    if (quantity.isZero())
        return true;
    pricing::PayoffLeg leg;
    leg.quantity = quantity;
    leg.multiplier = instrument.multiplier;
    leg.kind = pricing::PayoffLeg::Stock;
    if (const auto& option = instrument.option) {
        if (!option->hasKnownDeliverables())
            return false;
        leg.kind = option->right == Right::Call ? pricing::PayoffLeg::Call : pricing::PayoffLeg::Put;
        leg.strike = option->strike;
        leg.expiresAt = instrument.settlesAt;
    }
    books[instrument.underlying].push_back(leg);
    return true;
}

Quantity heldQuantity(const ImpactInput& input, const std::string& symbol)
{
    for (const MarkedLeg& leg : input.held) {
        if (leg.instrument->symbol == symbol)
            return leg.quantity;
    }
    return {};
}

Quantity tradedQuantity(const ImpactInput& input, const PricedLeg& leg)
{
    return input.request.quantity * leg.leg.ratio * signOf(leg.leg.side);
}

// What is left of a leg when it has closed all that it can close.
Quantity openedQuantity(const ImpactInput& input, const PricedLeg& leg)
{
    const Quantity traded = tradedQuantity(input, leg);
    const Quantity before = heldQuantity(input, leg.instrument->symbol);
    if (leg.leg.effect != PositionEffect::Close || before.isPositive() == traded.isPositive())
        return traded;
    const Quantity closing = std::min(absolute(before), absolute(traded));
    return traded.isNegative() ? traded + closing : traded - closing;
}

OrderLoss lossOfBooks(PayoffBooks& books, Money paid)
{
    OrderLoss sum {.maximumLoss = Money(), .maximumGain = Money(), .isUnlimited = false};
    if (books.empty()) {
        sum.maximumLoss = std::max(Money(), paid);
        sum.maximumGain = std::max(Money(), -paid);
        return sum;
    }
    books.begin()->second.front().cost = paid;
    for (const auto& [underlying, legs] : books) {
        const auto profile = pricing::payoffProfile(legs);
        if (!profile)
            return {};
        sum.isUnlimited = sum.isUnlimited || profile->isLossUnlimited();
        if (profile->isLossUnlimited())
            sum.maximumLoss.reset();
        else if (sum.maximumLoss)
            *sum.maximumLoss += *profile->maximumLoss;
        if (!profile->maximumGain || profile->isMixedExpiry)
            sum.maximumGain.reset();
        else if (sum.maximumGain)
            *sum.maximumGain += *profile->maximumGain;
    }
    return sum;
}

OrderLoss ownLoss(const ImpactInput& input, Money paid)
{
    PayoffBooks books;
    for (const PricedLeg& leg : input.legs) {
        if (!addPayoffLeg(books, *leg.instrument, openedQuantity(input, leg)))
            return {};
    }
    for (const ExposureLeg& leg : input.carried) {
        if (!addPayoffLeg(books, *leg.instrument, leg.quantity))
            return {};
    }
    return lossOfBooks(books, paid);
}

// More than any of the options can ever pay, so that a loss of "cost plus this" is never cut off at zero.
Money payoffBound(std::span<const MarkedLeg> legs)
{
    Money bound;
    for (const MarkedLeg& leg : legs) {
        if (leg.instrument->option)
            bound
                += value(leg.instrument->option->strike, absolute(leg.quantity), leg.instrument->multiplier);
    }
    return bound;
}

// What the order adds to the loss of everything on its underlyings; nothing when that has no bound already
// and therefore cannot be compared.
std::optional<OrderLoss> addedLoss(const ImpactInput& input, Money paid)
{
    std::vector<MarkedLeg> before;
    for (const MarkedLeg& leg : input.held) {
        const auto isSame = [&](const PricedLeg& ordered) {
            return ordered.instrument->underlying == leg.instrument->underlying;
        };
        if (std::any_of(input.legs.begin(), input.legs.end(), isSame))
            before.push_back(leg);
    }
    std::vector<MarkedLeg> after = before;
    for (const PricedLeg& leg : input.legs)
        after.push_back({leg.instrument, tradedQuantity(input, leg), {}});
    PayoffBooks booksBefore;
    PayoffBooks booksAfter;
    for (const MarkedLeg& leg : before) {
        if (!addPayoffLeg(booksBefore, *leg.instrument, leg.quantity))
            return OrderLoss {};
    }
    for (const MarkedLeg& leg : after) {
        if (!addPayoffLeg(booksAfter, *leg.instrument, leg.quantity))
            return OrderLoss {};
    }
    const Money bound = payoffBound(after);
    const OrderLoss lossBefore = lossOfBooks(booksBefore, bound);
    OrderLoss lossAfter = lossOfBooks(booksAfter, bound + paid);
    if (lossBefore.isUnlimited)
        return {};
    if (lossAfter.maximumLoss && lossBefore.maximumLoss)
        lossAfter.maximumLoss = std::max(Money(), *lossAfter.maximumLoss - *lossBefore.maximumLoss);
    return lossAfter;
}

} // namespace

std::optional<Money> worstOfPayoff(std::span<const ExposureLeg> legs)
{
    PayoffBooks books;
    for (const ExposureLeg& leg : legs) {
        if (!addPayoffLeg(books, *leg.instrument, leg.quantity))
            return {};
    }
    return lossOfBooks(books, Money()).maximumLoss;
}

OrderLoss orderLoss(const ImpactInput& input, Money paid)
{
    OrderLoss loss = ownLoss(input, paid);
    const auto added = addedLoss(input, paid);
    if (!added)
        return loss;
    // A short that the account's own stock or longs cover has a bound in the account.
    if (loss.isUnlimited && !added->isUnlimited && added->maximumLoss) {
        loss.isUnlimited = false;
        loss.maximumLoss = added->maximumLoss;
    }
    loss.isUnlimited = loss.isUnlimited || added->isUnlimited;
    if (loss.isUnlimited || !added->maximumLoss)
        loss.maximumLoss.reset();
    else if (loss.maximumLoss)
        loss.maximumLoss = std::max(*loss.maximumLoss, *added->maximumLoss);
    return loss;
}

} // namespace strikedesk
