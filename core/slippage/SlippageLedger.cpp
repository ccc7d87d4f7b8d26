// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slippage/SlippageLedger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk {

namespace {

// Entries that nobody takes do not grow without end; the oldest leave, the balances stay exact.
constexpr std::size_t slippageEntriesMax = 100'000;

std::string balanceText(const SlippageBalance& balance)
{
    return fmt::format("{} \"{}\": limit {}, spent {}, reserved {}, left {}", nameOf(balance.level),
                       balance.name, balance.limit.text(), balance.spent.text(), balance.reserved.text(),
                       balance.left().text());
}

} // namespace

std::string_view nameOf(SlippageLevel level)
{
    constexpr std::array<std::string_view, slippageLevels.size()> names {"order", "strategy", "underlying",
                                                                         "day", "session"};
    return names.at(std::size_t(level));
}

std::optional<SlippageLevel> slippageLevelFrom(std::string_view name)
{
    for (const SlippageLevel level : slippageLevels) {
        if (nameOf(level) == name)
            return level;
    }
    return {};
}

std::string_view nameOf(SlippageEntryKind kind)
{
    constexpr std::array<std::string_view, 7> names {"reserve", "top_up",  "spend",  "improve",
                                                     "release", "refused", "reverse"};
    return names.at(std::size_t(kind));
}

Result<void> SlippageLedger::setLimit(SlippageLevel level, const std::string& name, Money limit)
{
    STRIKEDESK_ASSERT(level != SlippageLevel::Order, "an order brings its own limit");
    STRIKEDESK_ASSERT(!limit.isNegative(), "a slippage limit is not negative");
    auto& balance = m_balances.try_emplace({level, name}, SlippageBalance {level, name, limit, {}, {}, {}})
                        .first->second;
    if (limit > balance.limit) {
        return fail("slippage.limit_grows",
                    fmt::format("The slippage limit of {} \"{}\" is {} and would grow to {}; only a person "
                                "raises a limit.",
                                nameOf(level), name, balance.limit.text(), limit.text()));
    }
    balance.limit = limit;
    return {};
}

Result<void> SlippageLedger::raiseLimit(SlippageLevel level, const std::string& name, Money limit)
{
    const auto found = m_balances.find({level, name});
    if (found == m_balances.end()) {
        return fail("slippage.limit_unknown",
                    fmt::format("There is no slippage limit of {} \"{}\" to raise.", nameOf(level), name));
    }
    found->second.limit = std::max(found->second.limit, limit);
    return {};
}

std::vector<SlippageLedger::LevelKey> SlippageLedger::keysOf(const OrderId& order, const SlippageScope& scope)
{
    std::vector<LevelKey> keys;
    if (scope.orderLimit)
        keys.emplace_back(SlippageLevel::Order, order.text());
    if (!scope.strategy.empty())
        keys.emplace_back(SlippageLevel::Strategy, scope.strategy);
    if (!scope.underlying.empty())
        keys.emplace_back(SlippageLevel::Underlying, scope.underlying);
    if (!scope.day.empty())
        keys.emplace_back(SlippageLevel::Day, scope.day);
    if (!scope.session.empty())
        keys.emplace_back(SlippageLevel::Session, scope.session);
    return keys;
}

Result<void> SlippageLedger::checkRoom(const OrderId& order, const SlippageScope& scope, Money more) const
{
    if (scope.isRiskReducing)
        return {};
    bool hasLimit = false;
    for (const LevelKey& key : keysOf(order, scope)) {
        const auto found = m_balances.find(key);
        SlippageBalance balance;
        if (found != m_balances.end())
            balance = found->second;
        else if (key.first == SlippageLevel::Order)
            balance = {key.first, key.second, *scope.orderLimit, {}, {}, {}};
        else
            continue;
        hasLimit = true;
        if (more > balance.left()) {
            return fail("slippage.budget_exhausted",
                        fmt::format("{}; {} more was asked for. Give it a better price, or wait until "
                                    "other orders give back what they hold.",
                                    balanceText(balance), more.text()));
        }
    }
    if (!hasLimit) {
        return fail("slippage.no_limit",
                    "No slippage limit is set on the order, its strategy, its underlying, the day or the "
                    "session, so no order that adds risk goes out; set one.");
    }
    return {};
}

template <typename Change>
void SlippageLedger::forEachBalance(const OrderId& order, const SlippageScope& scope, Change change)
{
    for (const LevelKey& key : keysOf(order, scope)) {
        if (const auto found = m_balances.find(key); found != m_balances.end())
            change(found->second);
    }
}

Result<void> SlippageLedger::canReserve(const SlippageScope& scope, Money amount) const
{
    return checkRoom(OrderId("this order"), scope, amount);
}

Result<void> SlippageLedger::canTopUp(const OrderId& order, Money newReserve) const
{
    const auto found = m_holdings.find(order);
    STRIKEDESK_ASSERT(found != m_holdings.end(), "only an order that reserved is topped up");
    const Money change = newReserve - found->second.reserved;
    return change.isPositive() ? checkRoom(order, found->second.scope, change) : Result<void>();
}

Result<void> SlippageLedger::reserve(const OrderId& order, const SlippageScope& scope, Money amount)
{
    STRIKEDESK_ASSERT(!amount.isNegative(), "a reservation is not negative");
    STRIKEDESK_ASSERT(!m_holdings.contains(order), "an order reserves once and is topped up after that");
    if (const auto ok = checkRoom(order, scope, amount); !ok) {
        note(order, SlippageEntryKind::Refused, amount, ok.error().message);
        return ok;
    }
    if (scope.orderLimit) {
        m_balances.try_emplace(
            {SlippageLevel::Order, order.text()},
            SlippageBalance {SlippageLevel::Order, order.text(), *scope.orderLimit, {}, {}, {}});
    }
    m_holdings.emplace(order, SlippageHolding {scope, amount, {}});
    forEachBalance(order, scope, [amount](SlippageBalance& balance) { balance.reserved += amount; });
    note(order, SlippageEntryKind::Reserve, amount);
    return {};
}

Result<void> SlippageLedger::topUp(const OrderId& order, Money newReserve)
{
    STRIKEDESK_ASSERT(!newReserve.isNegative(), "a reservation is not negative");
    const auto found = m_holdings.find(order);
    STRIKEDESK_ASSERT(found != m_holdings.end(), "only an order that reserved is topped up");
    SlippageHolding& holding = found->second;
    const Money change = newReserve - holding.reserved;
    if (change.isZero())
        return {};
    if (const auto ok = canTopUp(order, newReserve); !ok) {
        note(order, SlippageEntryKind::Refused, change, ok.error().message);
        return ok;
    }
    moveReserve(order, holding, newReserve);
    return {};
}

void SlippageLedger::impose(const OrderId& order, Money newReserve)
{
    STRIKEDESK_ASSERT(!newReserve.isNegative(), "a reservation is not negative");
    const auto found = m_holdings.find(order);
    STRIKEDESK_ASSERT(found != m_holdings.end(), "only an order that reserved has its limit moved");
    if (newReserve != found->second.reserved)
        moveReserve(order, found->second, newReserve);
}

void SlippageLedger::moveReserve(const OrderId& order, SlippageHolding& holding, Money newReserve)
{
    const Money change = newReserve - holding.reserved;
    holding.reserved = newReserve;
    forEachBalance(order, holding.scope, [change](SlippageBalance& balance) { balance.reserved += change; });
    note(order, change.isPositive() ? SlippageEntryKind::TopUp : SlippageEntryKind::Release,
         absolute(change));
}

void SlippageLedger::spend(const OrderId& order, Money amount, Money releasedReserve, Money notional)
{
    const auto found = m_holdings.find(order);
    STRIKEDESK_ASSERT(found != m_holdings.end(), "only an order that reserved spends");
    SlippageHolding& holding = found->second;
    STRIKEDESK_ASSERT(!releasedReserve.isNegative() && releasedReserve <= holding.reserved,
                      "a fill frees no more than its order holds");
    holding.reserved -= releasedReserve;
    holding.spent += amount;
    Money restored;
    forEachBalance(order, holding.scope, [&](SlippageBalance& balance) {
        balance.reserved -= releasedReserve;
        balance.notional += notional;
        balance.cost += amount;
        if (amount.isNegative()) {
            const Money back = std::min(-amount, balance.spent);
            balance.improvement -= amount;
            balance.spent -= back;
            restored = std::max(restored, back);
        } else {
            balance.spent += amount;
        }
    });
    if (!amount.isNegative())
        note(order, SlippageEntryKind::Spend, amount);
    else
        note(order, SlippageEntryKind::Improve, amount, fmt::format("{} restored", restored.text()));
    if (const Money unused = releasedReserve - std::max(amount, Money()); unused.isPositive())
        note(order, SlippageEntryKind::Release, unused, "not needed by the fill");
}

void SlippageLedger::reverse(const OrderId& order, Money amount, Money notional)
{
    const auto found = m_holdings.find(order);
    STRIKEDESK_ASSERT(found != m_holdings.end(), "only what an order has spent is reversed");
    found->second.spent -= amount;
    forEachBalance(order, found->second.scope, [amount, notional](SlippageBalance& balance) {
        balance.notional -= notional;
        balance.cost -= amount;
        if (amount.isNegative())
            balance.improvement += amount;
        balance.spent = std::max(Money(), balance.spent - amount);
    });
    note(order, SlippageEntryKind::Reverse, -amount, "the fill was taken back");
}

void SlippageLedger::release(const OrderId& order)
{
    const auto found = m_holdings.find(order);
    if (found == m_holdings.end() || found->second.reserved.isZero())
        return;
    const Money held = found->second.reserved;
    found->second.reserved = Money();
    forEachBalance(order, found->second.scope,
                   [held](SlippageBalance& balance) { balance.reserved -= held; });
    note(order, SlippageEntryKind::Release, held);
}

void SlippageLedger::forget(const OrderId& order)
{
    STRIKEDESK_ASSERT(reservedFor(order).isZero(), "an order that is forgotten holds nothing");
    m_holdings.erase(order);
    m_balances.erase({SlippageLevel::Order, order.text()});
}

Money SlippageLedger::reservedFor(const OrderId& order) const
{
    const auto found = m_holdings.find(order);
    return found == m_holdings.end() ? Money() : found->second.reserved;
}

Money SlippageLedger::spentBy(const OrderId& order) const
{
    const auto found = m_holdings.find(order);
    return found == m_holdings.end() ? Money() : found->second.spent;
}

std::optional<SlippageBalance> SlippageLedger::balance(SlippageLevel level, const std::string& name) const
{
    const auto found = m_balances.find({level, name});
    return found == m_balances.end() ? std::nullopt : std::optional(found->second);
}

std::vector<SlippageBalance> SlippageLedger::balances() const
{
    std::vector<SlippageBalance> all;
    for (const auto& [key, balance] : m_balances)
        all.push_back(balance);
    return all;
}

std::vector<SlippageEntry> SlippageLedger::takeEntries()
{
    return std::exchange(m_entries, {});
}

void SlippageLedger::note(const OrderId& order, SlippageEntryKind kind, Money amount, std::string text)
{
    if (m_entries.size() == slippageEntriesMax)
        m_entries.erase(m_entries.begin());
    m_entries.push_back({order, kind, amount, std::move(text)});
}

Money slippageCost(Price arrivalMidPaid, Price paid, Quantity quantity, Multiplier multiplier)
{
    return value(paid - arrivalMidPaid, quantity, multiplier);
}

Money worstCost(Price arrivalMidPaid, Price limitPaid, Quantity quantity, Multiplier multiplier)
{
    return std::max(Money(), slippageCost(arrivalMidPaid, limitPaid, quantity, multiplier));
}

} // namespace strikedesk
