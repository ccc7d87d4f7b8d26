// SPDX-License-Identifier: GPL-3.0-or-later
// What a candidate of a roll would cost and leave behind.
#include "core/positions/RollFigures.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace strikedesk {
namespace {

struct LegSum
{
    std::int64_t units = 0; ///< Of twice the mid.
    Price natural;
};

// A leg that is held is bought back or sold, and the same is opened elsewhere.
void addRolledLeg(LegSum& sum, std::int64_t ratio, const RollContract& held, const RollContract& next)
{
    const auto doubleMid = [](const RollContract& contract) {
        return checked::add(contract.bid->units(), contract.ask->units());
    };
    sum.units = checked::add(sum.units,
                             checked::multiply(ratio, checked::subtract(doubleMid(next), doubleMid(held))));
    const std::int64_t count = std::abs(ratio);
    sum.natural += (ratio > 0 ? *next.ask - *held.bid : *held.ask - *next.bid) * count;
}

pricing::PayoffLeg payoffOf(const RollContract& contract, std::int64_t ratio, Instant settlesAt,
                            Multiplier multiplier)
{
    pricing::PayoffLeg leg;
    leg.kind = contract.right == Right::Call ? pricing::PayoffLeg::Call : pricing::PayoffLeg::Put;
    leg.strike = contract.strike;
    leg.quantity = Quantity(ratio);
    leg.multiplier = multiplier;
    leg.cost = value(midOf(contract), Quantity(ratio), multiplier);
    leg.expiresAt = settlesAt;
    return leg;
}

pricing::MarginLeg marginOf(const pricing::PayoffLeg& leg, Price mark)
{
    const auto kind = leg.kind == pricing::PayoffLeg::Stock ? pricing::MarginLeg::Stock
        : leg.kind == pricing::PayoffLeg::Call              ? pricing::MarginLeg::Call
                                                            : pricing::MarginLeg::Put;
    return {kind, leg.strike, leg.expiresAt, leg.quantity, leg.multiplier, mark};
}

struct Risk
{
    std::optional<Money> margin;
    std::optional<Money> maximumLoss;
    bool isLossUnlimited = false;
};

// `payoffs`: the rolled legs or their successors first, with these marks; then the legs that stay.
Risk riskOf(const RollPosition& position, const std::vector<pricing::PayoffLeg>& payoffs,
            const std::vector<Price>& marks)
{
    Risk risk;
    if (const auto profile = pricing::payoffProfile(payoffs)) {
        risk.maximumLoss = profile->maximumLoss;
        risk.isLossUnlimited = profile->isLossUnlimited();
    }
    if (!position.spot)
        return risk;
    std::vector<pricing::MarginLeg> legs;
    for (std::size_t i = 0; i < payoffs.size(); ++i)
        legs.push_back(
            marginOf(payoffs[i], i < marks.size() ? marks[i] : position.kept[i - marks.size()].mark));
    if (const auto margin = pricing::marginFor(legs, position.spot->toDouble(), position.isBroadIndex))
        risk.margin = margin->initial;
    return risk;
}

// Of the legs that stay, in shares; nothing when one is not known.
std::optional<double> keptDelta(const RollPosition& position)
{
    double delta = 0;
    for (const KeptLeg& leg : position.kept) {
        if (leg.payoff.kind == pricing::PayoffLeg::Stock) {
            delta += double(leg.payoff.quantity.count());
            continue;
        }
        if (!leg.delta)
            return {};
        delta += *leg.delta * double(leg.payoff.quantity.count() * position.deliverable);
    }
    return delta;
}

} // namespace

Price midOf(const RollContract& contract)
{
    return Price::ofUnits(
        checked::divideHalfEven(checked::add(contract.bid->units(), contract.ask->units()), 2));
}

std::optional<RollCandidate> pricedRoll(const RollPosition& position, const std::vector<RollExpiry>& expiries,
                                        std::size_t expiry, std::vector<std::size_t> contracts)
{
    const RollExpiry& target = expiries[expiry];
    RollCandidate candidate;
    LegSum sum;
    for (std::size_t i = 0; i < position.legs.size(); ++i) {
        const RolledLeg& leg = position.legs[i];
        const RollContract& next = target.contracts[contracts[i]];
        if (!next.isTradable || !leg.held.isTradable)
            return {};
        addRolledLeg(sum, leg.ratio, leg.held, next);
        candidate.strikeMove = std::max(candidate.strikeMove, absolute(next.strike - leg.held.strike));
    }
    candidate.expiry = expiry;
    candidate.contracts = std::move(contracts);
    candidate.days = target.days;
    candidate.mid = Price::ofUnits(checked::divideHalfEven(sum.units, 2));
    candidate.natural = sum.natural;
    const Money width = value(candidate.natural - candidate.mid, Quantity(1), position.multiplier);
    candidate.slippage = Money::nearest(width.toDouble() * position.slippageShare);
    return candidate;
}

void addFigures(RollCandidate& candidate, const RollPosition& position,
                const std::vector<RollExpiry>& expiries, const RollDelta& deltaOf)
{
    const RollExpiry& target = expiries[candidate.expiry];
    std::vector<Price> marks;
    candidate.deltaAfter = keptDelta(position);
    for (std::size_t i = 0; i < position.legs.size(); ++i) {
        const RollContract& next = target.contracts[candidate.contracts[i]];
        marks.push_back(midOf(next));
        const auto delta = candidate.deltaAfter ? deltaOf(target, next) : std::nullopt;
        candidate.deltaAfter = delta
            ? std::optional(*candidate.deltaAfter
                            + *delta * double(position.legs[i].ratio * position.deliverable))
            : std::nullopt;
    }
    const Risk risk = riskOf(position, payoffAfter(position, target, candidate.contracts), marks);
    candidate.marginAfter = risk.margin;
    candidate.maximumLossAfter = risk.maximumLoss;
    candidate.isLossUnlimitedAfter = risk.isLossUnlimited;
}

std::optional<RollCandidate> rollInto(const RollPosition& position, const std::vector<RollExpiry>& expiries,
                                      std::size_t expiry, const std::vector<std::size_t>& contracts,
                                      const RollDelta& deltaOf)
{
    auto candidate = pricedRoll(position, expiries, expiry, contracts);
    if (candidate)
        addFigures(*candidate, position, expiries, deltaOf);
    return candidate;
}

RollBefore rollBefore(const RollPosition& position)
{
    std::vector<Price> marks;
    std::optional<double> delta = keptDelta(position);
    for (const RolledLeg& leg : position.legs) {
        marks.push_back(midOf(leg.held));
        delta = delta && leg.delta
            ? std::optional(*delta + *leg.delta * double(leg.ratio * position.deliverable))
            : std::nullopt;
    }
    const Risk risk = riskOf(position, payoffBefore(position), marks);
    return {delta, risk.margin, risk.maximumLoss, risk.isLossUnlimited};
}

std::vector<pricing::PayoffLeg> payoffBefore(const RollPosition& position)
{
    std::vector<pricing::PayoffLeg> payoffs;
    for (const RolledLeg& leg : position.legs)
        payoffs.push_back(payoffOf(leg.held, leg.ratio, position.settlesAt, position.multiplier));
    for (const KeptLeg& leg : position.kept)
        payoffs.push_back(leg.payoff);
    return payoffs;
}

std::vector<pricing::PayoffLeg> payoffAfter(const RollPosition& position, const RollExpiry& expiry,
                                            const std::vector<std::size_t>& contracts)
{
    std::vector<pricing::PayoffLeg> payoffs;
    for (std::size_t i = 0; i < position.legs.size(); ++i)
        payoffs.push_back(payoffOf(expiry.contracts[contracts[i]], position.legs[i].ratio, expiry.settlesAt,
                                   position.multiplier));
    for (const KeptLeg& leg : position.kept)
        payoffs.push_back(leg.payoff);
    return payoffs;
}

bool needsFigures(RollRank rank)
{
    return rank == RollRank::Delta || rank == RollRank::Margin || rank == RollRank::MaximumLoss;
}

// What is not known comes last; equal ones by credit, then by days from the target, then by the move.
bool comesBefore(const RollCandidate& left, const RollCandidate& right, const RollTerms& terms)
{
    const auto daysOff
        = [&](const RollCandidate& candidate) { return std::abs(candidate.days - terms.targetDays); };
    const auto order = [](const auto& one, const auto& other) { return one < other ? -1 : other < one; };
    const auto known = [](const auto& one, const auto& other) {
        if (!one || !other)
            return int(!one) - int(!other);
        return *one < *other ? -1 : int(*other < *one);
    };
    const auto size = [](const std::optional<double>& delta) {
        return delta ? std::optional(std::abs(*delta)) : std::nullopt;
    };
    int by = 0;
    switch (terms.rank) {
    case RollRank::Days: by = order(daysOff(left), daysOff(right)); break;
    case RollRank::Credit: break;
    case RollRank::Delta: by = known(size(left.deltaAfter), size(right.deltaAfter)); break;
    case RollRank::Margin: by = known(left.marginAfter, right.marginAfter); break;
    case RollRank::Slippage: by = order(left.slippage, right.slippage); break;
    case RollRank::MaximumLoss: by = known(left.maximumLossAfter, right.maximumLossAfter); break;
    }
    for (const int next : {order(left.mid, right.mid), order(daysOff(left), daysOff(right)),
                           order(left.strikeMove, right.strikeMove), order(left.expiry, right.expiry),
                           order(left.contracts, right.contracts)}) {
        if (by == 0)
            by = next;
    }
    return by < 0;
}

} // namespace strikedesk
