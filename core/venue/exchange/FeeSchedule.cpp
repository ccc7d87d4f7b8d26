// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/FeeSchedule.h"

#include <algorithm>
#include <utility>

namespace strikedesk {

const FeeSchedule& FeeSchedule::standard()
{
    // Source: docs/market-rules.md, fees. Amounts in 1/10,000 dollar.
    static const FeeSchedule schedule({
        {InstrumentKind::Option, {{0, 2'500}, {500, 5'000}, {1'000, 6'500}}, 0, 10'000},
        {InstrumentKind::Stock, {{0, 35}}, 0, 3'500},
        {InstrumentKind::Index, {{0, 0}}, 0, 0}, // An index does not trade.
    });
    return schedule;
}

FeeSchedule::FeeSchedule(std::vector<FeeClass> classes)
    : m_classes(std::move(classes))
{
    for (const FeeClass& row : m_classes)
        STRIKEDESK_ASSERT(!row.tiers.empty() && row.tiers.front().premiumFrom == 0,
                          "a fee class has a tier for every premium");
}

const FeeClass& FeeSchedule::classOf(InstrumentKind kind) const
{
    const auto row = std::find_if(m_classes.begin(), m_classes.end(),
                                  [kind](const FeeClass& candidate) { return candidate.kind == kind; });
    STRIKEDESK_ASSERT(row != m_classes.end(), "every kind of instrument has a fee class");
    return *row;
}

std::int64_t FeeSchedule::rawFee(InstrumentKind kind, std::int64_t premium, std::int64_t units) const
{
    const FeeClass& row = classOf(kind);
    std::int64_t perUnit = 0;
    for (const FeeTier& tier : row.tiers) {
        if (premium >= tier.premiumFrom)
            perUnit = tier.perUnit;
    }
    return checked::multiply(checked::add(perUnit, row.regulatoryUnit), units);
}

std::int64_t FeeSchedule::minimumPerOrder(InstrumentKind kind) const
{
    return classOf(kind).minimumPerOrder;
}

std::vector<std::int64_t> OrderFeeMeter::charge(std::span<const std::int64_t> rawFees,
                                                std::int64_t minimumPerOrder)
{
    std::vector<std::int64_t> fees(rawFees.begin(), rawFees.end());
    std::int64_t raw = 0;
    for (const std::int64_t fee : rawFees)
        raw = checked::add(raw, fee);
    m_raw = checked::add(m_raw, raw);
    const std::int64_t owed = std::max(m_raw, minimumPerOrder);
    const std::int64_t now = checked::subtract(owed, m_charged);
    m_charged = owed;

    // The first execution may cost more than its legs (the minimum), later ones less (it was paid already).
    std::int64_t difference = checked::subtract(now, raw);
    for (std::int64_t& fee : fees) {
        const std::int64_t change = std::max(difference, -fee);
        fee = checked::add(fee, change);
        difference = checked::subtract(difference, change);
    }
    STRIKEDESK_ASSERT(difference == 0, "the legs of an execution carry its whole fee");
    return fees;
}

} // namespace strikedesk
