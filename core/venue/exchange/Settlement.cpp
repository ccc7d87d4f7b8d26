// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/Settlement.h"

namespace strikedesk {
namespace {

// Source: docs/market-rules.md, exercise by exception: in the money by a cent.
constexpr std::int64_t exerciseThreshold = 100;

std::int64_t intrinsicUnits(const OptionContract& contract, Price underlyingPrice)
{
    const std::int64_t difference = (underlyingPrice - contract.strike).units();
    return contract.right == Right::Call ? difference : -difference;
}

} // namespace

SettlementOutcome exercisePhysically(const OptionContract& contract, std::int64_t quantity)
{
    SettlementOutcome outcome;
    outcome.kind = quantity > 0 ? SettlementKind::Exercised : SettlementKind::Assigned;
    // A call takes the deliverables in and pays the strike, a put the other way round; a short one mirrors
    // it.
    const std::int64_t taken = contract.right == Right::Call ? quantity : -quantity;
    outcome.cash = -taken * contract.strike.units() * contract.multiplier.shares();
    for (const Deliverable& deliverable : contract.deliverables) {
        outcome.cash += taken * deliverable.cash.units();
        if (!deliverable.shares.isZero())
            outcome.deliveries.push_back({deliverable.asset, taken * deliverable.shares.count()});
    }
    return outcome;
}

SettlementOutcome settleAtExpiry(const OptionContract& contract, std::int64_t quantity, Price underlyingPrice)
{
    const std::int64_t intrinsic = intrinsicUnits(contract, underlyingPrice);
    if (intrinsic < exerciseThreshold)
        return {};
    if (contract.method == SettlementMethod::Physical)
        return exercisePhysically(contract, quantity);
    return {SettlementKind::CashSettled, quantity * intrinsic * contract.multiplier.shares(), {}};
}

bool isEarlyExerciseDue(const OptionContract& contract, Price underlyingPrice, Price mid, double dividend)
{
    if (contract.right != Right::Call || contract.style != ExerciseStyle::American
        || contract.method != SettlementMethod::Physical)
        return false;
    const std::int64_t intrinsic = intrinsicUnits(contract, underlyingPrice);
    if (intrinsic < exerciseThreshold)
        return false;
    return double(mid.units() - intrinsic) < dividend * double(Price::unitsPerOne);
}

} // namespace strikedesk
