// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/simulated/SeriesLaw.h"
#include "core/util/Random.h"

#include <optional>

namespace strikedesk::simulated {

/// Turns a fair price into what a market maker shows: a width that grows with the option's sensitivity and
/// the pace of the market, rounded outwards to ticks, and sizes. A bid of nothing is shown as nothing; far
/// wings of which nobody ever bids have an offer only.
class OptionQuoter
{
public:
    OptionQuoter(const ClassTraits& traits, std::uint64_t seed, std::uint64_t stream);

    struct Wanted
    {
        InstrumentId instrument {};
        Right right = Right::Call;
        TickTable ticks = TickTable::penny();
        double haste = 1; ///< Pace times the day's rhythm.
        Instant at;
    };
    [[nodiscard]] QuoteUpdate quote(const StrikePrices& prices, const Wanted& wanted);

private:
    [[nodiscard]] double halfWidth(const StrikePrices& prices, const Wanted& wanted) const;
    [[nodiscard]] std::int32_t size(double nearness);

    ClassTraits m_traits;
    Random m_random;
};

} // namespace strikedesk::simulated
