// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/util/Error.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// Where a slippage limit binds. Every order spends at each level that has a limit for it.
enum class SlippageLevel { Order, Strategy, Underlying, Day, Session };
inline constexpr std::array slippageLevels {SlippageLevel::Order, SlippageLevel::Strategy,
                                            SlippageLevel::Underlying, SlippageLevel::Day,
                                            SlippageLevel::Session};
/// "order", "strategy", "underlying", "day", "session".
[[nodiscard]] std::string_view nameOf(SlippageLevel level);
[[nodiscard]] std::optional<SlippageLevel> slippageLevelFrom(std::string_view name);

/// The levels one order belongs to. An empty name means the order has no such level.
struct SlippageScope
{
    std::optional<Money> orderLimit; ///< Dollars for this order alone.
    std::string strategy;
    std::string underlying;
    std::string day; ///< The trade date.
    std::string session;
    /// Closes more risk than it opens: it may overdraw, and a negative balance blocks openings, not it.
    bool isRiskReducing = false;
};

/// One balance. `spent` is net of what improvement gave back and never negative: improvement restores at most
/// what this level has spent, so that a limit never grows.
struct SlippageBalance
{
    SlippageLevel level = SlippageLevel::Order;
    std::string name;
    Money limit;
    Money reserved;
    Money spent;
    Money improvement; ///< All improvement seen, restored or not.
    Money notional {}; ///< Premium of the fills: leg prices, all positive, times quantity and multiplier.
    Money cost {};     ///< What they cost, signed and whole: with the notional it makes basis points.

    [[nodiscard]] Money left() const { return limit - spent - reserved; } ///< Negative blocks openings.
    friend bool operator==(const SlippageBalance&, const SlippageBalance&) = default;
};

enum class SlippageEntryKind { Reserve, TopUp, Spend, Improve, Release, Refused, Reverse };
/// "reserve", "top_up", "spend", "improve", "release", "refused", "reverse".
[[nodiscard]] std::string_view nameOf(SlippageEntryKind kind);

/// One line of the ledger, in the order in which it happened.
struct SlippageEntry
{
    OrderId order;
    SlippageEntryKind kind = SlippageEntryKind::Reserve;
    Money amount; ///< The change; an improvement is negative.
    std::string note;

    friend bool operator==(const SlippageEntry&, const SlippageEntry&) = default;
};

/// What one order holds and has spent.
struct SlippageHolding
{
    SlippageScope scope;
    Money reserved;
    Money spent; ///< Signed and whole: the order's true cost against its arrival mid.

    friend bool operator==(const SlippageHolding& a, const SlippageHolding& b)
    {
        return a.reserved == b.reserved && a.spent == b.spent;
    }
};

/// Slippage as an exact ledger (law 7): reserved at the working limit, topped up before each step, spent on
/// fills against the arrival mid, given back on the end. For risk-adding orders `spent + reserved <= limit`
/// holds on every level at every instant; risk-reducing ones may overdraw. Everything is all or nothing
/// across the levels of an order.
///
/// A value: copying gives a frozen picture. Thread: owned by one thread.
class SlippageLedger
{
public:
    /// Opens a balance, or lowers the limit of one that is open. `slippage.limit_grows`: raising one is a
    /// person's act, see raiseLimit().
    Result<void> setLimit(SlippageLevel level, const std::string& name, Money limit);
    /// A person raises a limit; the audit record says who and why. `slippage.limit_unknown`.
    Result<void> raiseLimit(SlippageLevel level, const std::string& name, Money limit);

    /// Holds `amount` for an order that holds nothing yet. `slippage.budget_exhausted` (with level, limit,
    /// spent, reserved and asked) and `slippage.no_limit` leave everything unchanged but for one entry.
    Result<void> reserve(const OrderId& order, const SlippageScope& scope, Money amount);
    /// Moves the reservation to `newReserve`, up (checked like reserve()) or down (always). While a replace
    /// is pending the caller holds the worse of both limits.
    Result<void> topUp(const OrderId& order, Money newReserve);
    /// Moves the reservation because the venue has moved the order's limit by itself. Never refused, since it
    /// has happened: it may overdraw, and a negative balance blocks openings.
    void impose(const OrderId& order, Money newReserve);
    /// A fill cost `amount` against the arrival mid (an improvement is negative) and frees `releasedReserve`
    /// of what was held for it. Never refused: it has happened. `notional`: the premium it was on.
    void spend(const OrderId& order, Money amount, Money releasedReserve, Money notional = {});
    /// Takes back what a fill had cost or improved, because the fill was taken back: a cost is room again, at
    /// most as much as is spent. An improvement that goes counts as spent whole, since what it had restored
    /// on each level may have been used: the budget errs to the tight side. Never refused.
    void reverse(const OrderId& order, Money amount, Money notional = {});
    /// Gives back what is still held; the order may still spend on a fill that comes late.
    void release(const OrderId& order);
    /// Drops an order that has ended for good, and its own balance; the other levels keep what it spent.
    void forget(const OrderId& order);

    /// What reserve() would answer; changes nothing.
    [[nodiscard]] Result<void> canReserve(const SlippageScope& scope, Money amount) const;
    /// What topUp() would answer; changes nothing.
    [[nodiscard]] Result<void> canTopUp(const OrderId& order, Money newReserve) const;

    [[nodiscard]] Money reservedFor(const OrderId& order) const;
    [[nodiscard]] Money spentBy(const OrderId& order) const; ///< Signed.
    [[nodiscard]] std::optional<SlippageBalance> balance(SlippageLevel level, const std::string& name) const;
    [[nodiscard]] std::vector<SlippageBalance> balances() const; ///< By level, then name.
    /// Entries since the last call, oldest first; the caller writes them into the audit record.
    [[nodiscard]] std::vector<SlippageEntry> takeEntries();

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& ledger, const SlippageLedger*);
    friend bool operator==(const SlippageLedger&, const SlippageLedger&) = default;

private:
    using LevelKey = std::pair<SlippageLevel, std::string>;

    [[nodiscard]] static std::vector<LevelKey> keysOf(const OrderId& order, const SlippageScope& scope);
    [[nodiscard]] Result<void> checkRoom(const OrderId& order, const SlippageScope& scope, Money more) const;
    template <typename Change>
    void forEachBalance(const OrderId& order, const SlippageScope& scope, Change change);
    void moveReserve(const OrderId& order, SlippageHolding& holding, Money newReserve);
    void note(const OrderId& order, SlippageEntryKind kind, Money amount, std::string text = {});

    std::map<LevelKey, SlippageBalance> m_balances;
    std::map<OrderId, SlippageHolding> m_holdings;
    std::vector<SlippageEntry> m_entries;
};

// ---- What slippage is
// ------------------------------------------------------------------------------------------
//
// One sign everywhere: prices are net *paid* per package, a buy positive, a sell negative, so that the cost
// of an execution is (paid - arrival mid paid) x quantity x multiplier for debits, credits and single legs
// alike. core/orders/NetPrice.h turns the price of an order into it.

/// What `quantity` costs against the arrival mid when filled at `paid`; an improvement is negative.
[[nodiscard]] Money slippageCost(Price arrivalMidPaid, Price paid, Quantity quantity, Multiplier multiplier);

/// What has to be reserved for `quantity` at the worst price `limitPaid`: its cost, never negative.
[[nodiscard]] Money worstCost(Price arrivalMidPaid, Price limitPaid, Quantity quantity,
                              Multiplier multiplier);

} // namespace strikedesk
