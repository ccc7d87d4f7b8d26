// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"

#include <cstdint>
#include <span>
#include <vector>

namespace strikedesk {

/// What one contract or share costs from a premium on. All amounts in 1/10,000 dollar.
struct FeeTier
{
    std::int64_t premiumFrom = 0; ///< Per share, in 1/10,000 dollar.
    std::int64_t perUnit = 0;     ///< Per contract, or per share of stock.
};

/// The fees of one class of instruments.
struct FeeClass
{
    InstrumentKind kind = InstrumentKind::Option;
    std::vector<FeeTier> tiers;      ///< Rising premiums; the last one reached applies.
    std::int64_t regulatoryUnit = 0; ///< Clearing and regulatory fees per unit; 0 as shipped.
    std::int64_t minimumPerOrder = 0;
};

/// What trading costs, as a table. The shipped one is a broker's published tiered schedule: $0.65 a contract
/// from a premium of $0.10, $0.50 from $0.05, $0.25 below, $1 at least per order; stock $0.0035 a share,
/// $0.35 at least. Exercise and assignment are free.
class FeeSchedule
{
public:
    [[nodiscard]] static const FeeSchedule& standard();
    explicit FeeSchedule(std::vector<FeeClass> classes);

    /// Before any minimum, for `units` contracts or shares at `premium`.
    [[nodiscard]] std::int64_t rawFee(InstrumentKind kind, std::int64_t premium, std::int64_t units) const;
    [[nodiscard]] std::int64_t minimumPerOrder(InstrumentKind kind) const;

private:
    [[nodiscard]] const FeeClass& classOf(InstrumentKind kind) const;

    std::vector<FeeClass> m_classes;
};

/// Charges one order over all its fills: what the fills cost, but at least the order's minimum once.
class OrderFeeMeter
{
public:
    /// The fee of one more execution whose legs cost `rawFees`; the same number of amounts comes back, and
    /// what is missing to the minimum lies on the first leg.
    [[nodiscard]] std::vector<std::int64_t> charge(std::span<const std::int64_t> rawFees,
                                                   std::int64_t minimumPerOrder);
    [[nodiscard]] std::int64_t charged() const { return m_charged; }

private:
    std::int64_t m_raw = 0;
    std::int64_t m_charged = 0;
};

} // namespace strikedesk
