// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"
#include "core/execution/CostRecord.h"

#include <compare>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace strikedesk {

/// Why the market of an order is noted although nothing is decided (OrderMarketNoted).
enum class CostMoment { AfterFill, Ended, Closing };
[[nodiscard]] std::string_view nameOf(CostMoment moment); ///< "after_fill", "ended", "closing".

/// A market that is to be noted from `at` on.
struct CostDue
{
    Instant at;
    OrderId order;
    CostMoment moment = CostMoment::AfterFill;

    friend bool operator==(const CostDue&, const CostDue&) = default;
    friend auto operator<=>(const CostDue&, const CostDue&) = default;
};

/// What the record holds of the cost of orders: a fold of the desk's events and of nothing else, so that it
/// is the same on a running desk, after a restart, and read from the record alone.
///
/// A value. Thread: owned by one thread; record() travels.
class CostBook
{
public:
    /// Ended orders that a running desk keeps; `strikectl costs --from-record` reads all there are.
    static constexpr std::size_t endedKept = 2'000;
    static constexpr std::size_t keepAll = std::numeric_limits<std::size_t>::max();

    explicit CostBook(std::size_t kept = endedKept)
        : m_kept(kept)
    {
    }

    void apply(const DeskEvent& event);

    /// Shared with whoever asked before, while nothing has changed.
    [[nodiscard]] CostRecordPtr record() const;
    /// What is to be noted by now, each order and moment once, the oldest first.
    [[nodiscard]] std::vector<CostDue> due(Instant now) const;

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& book, const CostBook*);
    /// After its members were read back.
    void index();

private:
    void on(const RunStarted& e, const DeskEvent& event);
    void on(const OrderDenied& e, const DeskEvent& event);
    void on(const OrderIntended& e, const DeskEvent& event);
    void on(const ReplaceIntended& e, const DeskEvent& event);
    void on(const CancelIntended& e, const DeskEvent& event);
    void on(const OrderAbsent& e, const DeskEvent& event);
    void on(const OrderMarketNoted& e, const DeskEvent& event);
    void on(const VenueReported& e, const DeskEvent& event);
    template <typename Other>
    void on(const Other&, const DeskEvent&)
    {
    }

    void onVenue(CostedOrder& order, const VenueFill& e, const VenueReported& told, Instant at);
    void onVenue(CostedOrder& order, const VenueReplaced& e, const VenueReported& told, Instant at);
    void onVenue(CostedOrder& order, const VenueReplaceRejected& e, const VenueReported& told, Instant at);
    void onVenue(CostedOrder& order, const VenueCancelled& e, const VenueReported& told, Instant at);
    void onVenue(CostedOrder& order, const VenueExpired& e, const VenueReported& told, Instant at);
    void onVenue(CostedOrder& order, const VenueRejected& e, const VenueReported& told, Instant at);
    void onVenue(CostedOrder& order, const VenueBusted& e, const VenueReported& told, Instant at);
    void onVenue(CostedOrder& order, const VenueCorrected& e, const VenueReported& told, Instant at);
    template <typename Other>
    void onVenue(CostedOrder&, const Other&, const VenueReported&, Instant)
    {
    }

    [[nodiscard]] const CostedOrder* find(const OrderId& id) const;
    /// Hands a copy of the order to `change` and keeps what it makes of it: others may hold the one before.
    template <typename Change>
    void change(const OrderId& id, const Change& change);
    void end(CostedOrder& order, CostOutcome outcome, Instant at);
    void dueAfter(const CostedOrder& order, Instant at);
    void forgetOldest();

    std::size_t m_kept;
    std::deque<CostedOrderPtr> m_orders;                  ///< Oldest first.
    std::unordered_map<OrderId, std::uint64_t> m_placeOf; ///< Counted from the first order ever.
    std::map<std::string, std::uint64_t> m_denials;
    std::set<CostDue> m_due;
    std::string m_venue;
    std::uint64_t m_forgotten = 0;
    std::uint64_t m_venueSequence = 0;
    mutable CostRecordPtr m_record;
};

} // namespace strikedesk
