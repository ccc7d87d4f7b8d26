// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/OrderImpact.h"

#include "core/orders/NetPrice.h"
#include "core/orders/OrderShape.h"
#include "core/risk/Coverage.h"
#include "core/risk/OrderLoss.h"
#include "core/slippage/SlippageLedger.h"

#include <algorithm>

namespace strikedesk {

namespace {

Money contractFee(const std::optional<Price>& premium)
{
    if (premium && *premium < Price::ofCents(5))
        return Money::ofCents(25);
    if (premium && *premium < Price::ofCents(10))
        return Money::ofCents(50);
    return Money::ofCents(65);
}

// Holdings after the order, with the quotes' mids as marks of what it trades.
std::vector<MarkedLeg> holdingsAfter(const ImpactInput& input)
{
    std::vector<MarkedLeg> after = input.held;
    for (const PricedLeg& leg : input.legs) {
        const Quantity traded = input.request.quantity * leg.leg.ratio * signOf(leg.leg.side);
        auto place = std::find_if(after.begin(), after.end(), [&](const MarkedLeg& row) {
            return row.instrument->symbol == leg.instrument->symbol;
        });
        if (place == after.end())
            place = after.insert(after.end(), MarkedLeg {leg.instrument, {}, {}});
        place->quantity += traded;
        if (const auto mid = leg.quote.mid())
            place->mark = mid;
    }
    return after;
}

std::vector<MarkedLeg> together(std::vector<MarkedLeg> legs, const std::vector<MarkedLeg>& more)
{
    for (const MarkedLeg& leg : more) {
        const auto place = std::find_if(legs.begin(), legs.end(), [&](const MarkedLeg& row) {
            return row.instrument->symbol == leg.instrument->symbol;
        });
        if (place == legs.end())
            legs.push_back(leg);
        else
            place->quantity += leg.quantity;
    }
    return legs;
}

// The margin of the holdings after the order. While working orders may come to need the same cover, the order
// adds what it adds to the holdings that they would leave.
Result<Money> marginBeside(const ImpactInput& input, const std::vector<MarkedLeg>& holdings)
{
    const AccountType type = input.account.type;
    if (input.working.empty())
        return marginRequired(type, holdings, input.spots);
    const auto held = marginRequired(type, input.held, input.spots);
    const auto without = marginRequired(type, together(input.held, input.working), input.spots);
    const auto with = marginRequired(type, together(holdings, input.working), input.spots);
    for (const auto* margin : {&held, &without, &with}) {
        if (!*margin)
            return *margin;
    }
    return *held + (*with - *without);
}

void addMargin(const ImpactInput& input, OrderImpact& impact)
{
    const Account& before = input.account;
    impact.marginBefore = before.marginRequired;
    impact.marginAfter = before.marginRequired;
    impact.buyingPowerBefore = before.buyingPower();
    const auto most = input.isBoundEnough ? takenAlone(input) : std::nullopt;
    if (most && *most <= impact.buyingPowerBefore) {
        impact.isMarginBound = true;
        impact.marginAfter += std::max(Money(), *most - impact.cost - impact.fees);
        impact.buyingPowerAfter = impact.buyingPowerBefore - *most;
        return;
    }
    const std::vector<MarkedLeg> holdings = holdingsAfter(input);
    const auto margin = marginBeside(input, holdings);
    const auto stock = stockValue(holdings, input.spots);
    const std::string& elsewhere = input.elsewhere.problem;
    Account after = before;
    const Money paid = impact.cost + impact.fees;
    after.cash -= paid;
    after.settledCash -= std::max(paid, Money()); // A credit settles tomorrow.
    if (!margin || !stock) {
        impact.marginProblem = margin ? stock.error().message : margin.error().message;
    } else if (!elsewhere.empty()) {
        impact.marginProblem = elsewhere;
    } else {
        after.marginRequired = input.elsewhere.margin + *margin;
        after.stockValue = input.elsewhere.stockValue + *stock;
        impact.marginAfter = after.marginRequired;
    }
    impact.buyingPowerAfter = after.buyingPower();
}

// False while no price is known.
bool setCost(const ImpactInput& input, OrderImpact& impact)
{
    const OrderRequest& request = input.request;
    impact.prices = packagePrices(input.legs);
    impact.worstPaid = worstPaidOf(request, impact.prices);
    impact.fees = estimatedFees(input.legs, request.quantity);
    // A stop's price is open until it triggers; what crossing costs now is the best that is known.
    const auto price = impact.worstPaid ? impact.worstPaid
        : impact.prices                 ? std::optional(impact.prices->natural)
                                        : std::nullopt;
    if (price)
        impact.cost = packageValue(input.legs, *price, request.quantity);
    return price.has_value();
}

} // namespace

OrderImpact impactOf(const ImpactInput& input)
{
    const OrderRequest& request = input.request;
    OrderImpact impact;
    impact.notional = notionalOf(input.legs, request.quantity);
    if (setCost(input, impact)) {
        const OrderLoss loss = orderLoss(input, impact.cost + impact.fees);
        impact.maximumLoss = loss.maximumLoss;
        impact.maximumGain = loss.maximumGain;
        impact.isLossUnlimited = loss.isUnlimited;
    }
    const auto arrival = input.arrivalPaid ? input.arrivalPaid
        : impact.prices                    ? std::optional(impact.prices->mid)
                                           : std::nullopt;
    if (arrival && impact.worstPaid) {
        impact.slippageToReserve
            = worstCost(*arrival, *impact.worstPaid, pricedQuantity(request.legs, request.quantity),
                        packageMultiplier(input.legs));
    }
    addMargin(input, impact);
    return impact;
}

Money takenOfBuyingPower(const ImpactInput& input)
{
    OrderImpact impact;
    (void)setCost(input, impact);
    addMargin(input, impact);
    return std::max(Money(), impact.buyingPowerBefore - impact.buyingPowerAfter);
}

std::optional<Money> takenAlone(const ImpactInput& input)
{
    const auto paid = worstPaidOf(input.request, packagePrices(input.legs));
    std::vector<ExposureLeg> legs;
    Money fees;
    for (const PricedLeg& leg : input.legs) {
        const Quantity traded = input.request.quantity * leg.leg.ratio;
        const auto& option = leg.instrument->option;
        if (!option || leg.instrument->underlying != input.legs.front().instrument->underlying)
            return {};
        legs.push_back({leg.instrument, traded * signOf(leg.leg.side)});
        fees += contractFee({}) * traded.count();
    }
    if (!paid || !uncoveredShorts(legs).isNone())
        return {};
    const auto worst = worstOfPayoff(legs);
    if (!worst)
        return {};
    const Money cost = packageValue(input.legs, *paid, input.request.quantity);
    return std::max(Money(), cost + std::max(fees, Money::ofWhole(1)) + *worst);
}

std::optional<Price> worstPaidOf(const OrderRequest& request, const std::optional<PackagePrices>& prices)
{
    if (const auto limit = worstLimitOf(request))
        return paidFrom(request.legs, *limit);
    if (request.type == OrderType::Stop || !prices)
        return {};
    return prices->natural;
}

Money feeOfOne(const Instrument& instrument, const std::optional<Price>& premium)
{
    constexpr Money shareFee = Money::ofUnits(35);
    return instrument.kind == InstrumentKind::Option ? contractFee(premium) : shareFee;
}

Money leastFee(const Instrument& instrument)
{
    return instrument.kind == InstrumentKind::Option ? Money::ofWhole(1) : Money::ofCents(35);
}

Money estimatedFees(std::span<const PricedLeg> legs, Quantity packages)
{
    Money sum;
    Money least;
    for (const PricedLeg& leg : legs) {
        sum += feeOfOne(*leg.instrument, leg.quote.mid())
            * checked::multiply(packages.count(), leg.leg.ratio);
        least = std::max(least, leastFee(*leg.instrument));
    }
    return std::max(sum, least);
}

Money notionalOf(std::span<const PricedLeg> legs, Quantity packages)
{
    Money bought;
    Money sold;
    for (const PricedLeg& leg : legs) {
        const auto price
            = leg.instrument->option ? std::optional(leg.instrument->option->strike) : leg.quote.mid();
        if (!price)
            continue;
        Money& side = leg.leg.side == Side::Buy ? bought : sold;
        side += value(*price, packages * leg.leg.ratio, leg.instrument->multiplier);
    }
    return std::max(bought, sold);
}

} // namespace strikedesk
