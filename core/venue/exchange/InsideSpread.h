// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Instant.h"
#include "core/venue/exchange/ExchangeQuotes.h"

#include <array>
#include <map>
#include <string>

namespace strikedesk {

/// Where this day's option prints fell between mid and touch, for each underlying: 0 is mid, 1000 the touch
/// (or beyond). The median of it is how far from mid an order has to come before the calibrated model lets it
/// trade inside the spread.
///
/// A day starts with `priorCount` supposed prints at `priorPermille`: the middle of what the recorded days
/// show (docs/fill-models.md), so that the first print of a day does not decide alone. Thread: owned by the
/// exchange's.
class InsideSpread
{
public:
    static constexpr int priorCount = 20;
    static constexpr int priorPermille = 750;

    /// Learns from the prints of the current batch; `day` is the exchange's date, a new one forgets the old.
    void learn(const ExchangeQuotes& quotes, Date day);
    /// The median for `underlying` so far, 0 to 1000.
    [[nodiscard]] int medianPermille(const std::string& underlying) const;

private:
    static constexpr std::size_t bucketCount = 41; ///< Steps of 25 permille.
    struct Histogram
    {
        std::array<std::int64_t, bucketCount> counts {};
        std::int64_t total = 0;
    };

    std::map<std::string, Histogram> m_byUnderlying;
    Date m_day {};
};

/// How far from mid a print fell, in permille of half the spread; nothing where the quote says nothing.
[[nodiscard]] std::optional<int> positionInSpread(const Standing& standing, Price print);

} // namespace strikedesk
