// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/types/OrderLeg.h"
#include "core/util/Instant.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// What the record holds of an order, as far as its cost can be measured from it. Plain values: whoever reads
// the record fills them in (core/engine/CostBook.h), OrderCosts.h reckons with them. Prices of a package are
// net *paid* (core/orders/NetPrice.h), so that up is worse for debits, credits and single legs alike. What
// the record does not know, or knows from faulty quotes alone, is absent.

/// One leg's market: both sides, or neither when one lacks or the quote was faulty.
struct CostQuote
{
    std::optional<Price> bid;
    std::optional<Price> ask;

    /// Half to even to 1/10,000, as Quote::mid().
    [[nodiscard]] std::optional<Price> mid() const
    {
        if (!bid || !ask)
            return {};
        return Price::ofUnits(checked::divideHalfEven(checked::add(bid->units(), ask->units()), 2));
    }
    friend bool operator==(const CostQuote&, const CostQuote&) = default;
};

/// The market of an order at one instant: as a package, and leg by leg in the order of its legs.
struct CostMarket
{
    Instant at;
    std::optional<Price> mid;    ///< Paid.
    std::optional<Price> spread; ///< Of the package: from selling it at the touch to buying it there.
    std::vector<CostQuote> legs;

    friend bool operator==(const CostMarket&, const CostMarket&) = default;
};

/// One execution.
struct CostFill
{
    ExecutionId execution;
    Instant at; ///< A correction keeps the instant of what it corrects, and its markets.
    Quantity packages;
    Price paid;
    std::vector<LegFill> legs;
    CostMarket market;                 ///< What was known when its news arrived.
    std::optional<CostMarket> after;   ///< The first that was noted `realisedAfter` or more after it.
    std::optional<CostMarket> closing; ///< The first that was noted at or after the close of its day.
    std::string fillModel;
    std::string reversal; ///< "busted" or "corrected" when the venue took it back; else empty.

    [[nodiscard]] bool stands() const { return reversal.empty(); }
    friend bool operator==(const CostFill&, const CostFill&) = default;
};

struct CostLeg
{
    std::string symbol;
    Side side = Side::Buy;
    std::int32_t ratio = 1;
    std::int32_t multiplier = 1;
    bool isOption = true;

    friend bool operator==(const CostLeg&, const CostLeg&) = default;
};

/// The mid weighted by time, from those that the record saw: each holds until the next. Stretches that began
/// with a mid that is not known are left out. A walk of a thousand steps takes no more room than one of two.
class TimeWeightedMid
{
public:
    /// The mid from now on; an instant before the last one counts as the last one.
    void see(Instant at, std::optional<Price> mid);
    /// Up to the last instant that was seen; half to even to 1/10,000. With no time between them, the last.
    [[nodiscard]] std::optional<Price> value() const;
    [[nodiscard]] int seen() const { return m_seen; } ///< Known mids that it is made of.
    [[nodiscard]] double secondsKnown() const { return double(m_milliseconds) / 1'000; }

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& mid, const TimeWeightedMid*);
    friend bool operator==(const TimeWeightedMid&, const TimeWeightedMid&) = default;

private:
    std::int64_t m_sum = 0; ///< Price units times milliseconds.
    std::int64_t m_milliseconds = 0;
    std::optional<Price> m_mid;
    std::optional<Instant> m_at;
    int m_seen = 0;
};

enum class CostOutcome { Open, Filled, Cancelled, Expired, Rejected };
[[nodiscard]] std::string_view nameOf(CostOutcome outcome); ///< "open", "filled" …

/// One order with all that its cost is reckoned from.
struct CostedOrder
{
    OrderId id;
    std::string underlying;
    std::string structure;
    std::string strategy;
    std::string actor;
    std::string kind;  ///< Its type, of a walk its style: "limit", "mid_walk" …
    std::string venue; ///< The fill model of a simulated venue.
    std::vector<CostLeg> legs;
    std::int32_t multiplier = 1; ///< Dollars per package for one dollar of its net price.
    Quantity asked;              ///< Packages; what confirmed replaces have made of them.
    std::optional<Quantity> pendingQuantity;
    Instant createdAt;
    std::optional<Instant> endedAt;
    CostOutcome outcome = CostOutcome::Open;
    std::string reason; ///< A code where the venue gave one, else its sentence.
    std::optional<Price> decisionMid;
    std::optional<Price> arrivalMid;
    std::string arrivalQuality;
    CostMarket arrival;
    TimeWeightedMid interval; ///< From the arrival to the last fill, or to the end of what was not filled.
    std::vector<CostFill> fills;
    std::optional<CostMarket> ended; ///< When it ended with something left to fill.
    int replaces = 0;
    int replacesRefused = 0;
    int cancelsAsked = 0;

    [[nodiscard]] Quantity filled() const; ///< Packages of fills that stand.
    friend bool operator==(const CostedOrder&, const CostedOrder&) = default;
};

using CostedOrderPtr = std::shared_ptr<const CostedOrder>;

/// Orders, oldest first, and the refusals of our own gate by code.
struct CostRecord
{
    std::vector<CostedOrderPtr> orders;
    std::map<std::string, std::uint64_t> denials;
    std::uint64_t forgotten = 0; ///< Older orders that only the record knows any more.
};

using CostRecordPtr = std::shared_ptr<const CostRecord>;

/// How long after a fill its realised spread is measured: five minutes, as SEC Rule 605 has had it since
/// 2000.
inline constexpr Duration realisedAfter = std::chrono::minutes {5};
/// A market that was noted later than this after its due time says nothing of it any more.
inline constexpr Duration notedWithin = std::chrono::minutes {5};

} // namespace strikedesk
