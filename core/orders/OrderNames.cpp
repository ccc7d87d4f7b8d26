// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderNames.h"

#include "core/orders/OrderLifecycle.h"
#include "core/util/Assert.h"

#include <array>
#include <utility>

namespace strikedesk {

namespace {

template <typename Value>
using OrderWord = std::pair<Value, std::string_view>;

constexpr auto orderStateNames = std::to_array<OrderWord<OrderState>>({
    {OrderState::Intent, "intent"},
    {OrderState::Sending, "sending"},
    {OrderState::Working, "working"},
    {OrderState::Partial, "partial"},
    {OrderState::PendingReplace, "pending_replace"},
    {OrderState::PendingCancel, "pending_cancel"},
    {OrderState::Filled, "filled"},
    {OrderState::Cancelled, "cancelled"},
    {OrderState::Rejected, "rejected"},
    {OrderState::Expired, "expired"},
    {OrderState::Unknown, "unknown"},
});

constexpr auto orderEventNames = std::to_array<OrderWord<OrderEvent>>({
    {OrderEvent::Send, "send"},
    {OrderEvent::Accept, "accept"},
    {OrderEvent::Reject, "reject"},
    {OrderEvent::PartFill, "part_fill"},
    {OrderEvent::LastFill, "last_fill"},
    {OrderEvent::AskReplace, "ask_replace"},
    {OrderEvent::ConfirmReplace, "confirm_replace"},
    {OrderEvent::RefuseReplace, "refuse_replace"},
    {OrderEvent::AskCancel, "ask_cancel"},
    {OrderEvent::ConfirmCancel, "confirm_cancel"},
    {OrderEvent::RefuseCancel, "refuse_cancel"},
    {OrderEvent::Expire, "expire"},
    {OrderEvent::LoseAnswer, "lose_answer"},
    {OrderEvent::ProveAbsent, "prove_absent"},
    {OrderEvent::Restate, "restate"},
});
static_assert(orderEventNames.size() == orderEventCount && orderStateNames.size() == orderStateCount);

constexpr auto orderTypeNames = std::to_array<OrderWord<OrderType>>({
    {OrderType::Limit, "limit"},
    {OrderType::MarketableLimit, "marketable_limit"},
    {OrderType::Walk, "walk"},
    {OrderType::Stop, "stop"},
    {OrderType::StopLimit, "stop_limit"},
});

constexpr auto timeInForceNames = std::to_array<OrderWord<TimeInForce>>({
    {TimeInForce::Day, "day"},
    {TimeInForce::GoodTillCancelled, "gtc"},
    {TimeInForce::GoodTillDate, "gtd"},
    {TimeInForce::ImmediateOrCancel, "ioc"},
});

constexpr auto sideNames = std::to_array<OrderWord<Side>>({
    {Side::Buy, nameOf(Side::Buy)},
    {Side::Sell, nameOf(Side::Sell)},
});

constexpr auto positionEffectNames = std::to_array<OrderWord<PositionEffect>>({
    {PositionEffect::Open, nameOf(PositionEffect::Open)},
    {PositionEffect::Close, nameOf(PositionEffect::Close)},
});

template <typename Table, typename Value>
std::string_view orderWordFor(const Table& table, Value value)
{
    for (const auto& [candidate, name] : table) {
        if (candidate == value)
            return name;
    }
    STRIKEDESK_ASSERT(false, "every value of an enumeration has a name");
    return {};
}

template <typename Value, std::size_t size>
std::optional<Value> orderValueFor(const std::array<OrderWord<Value>, size>& table, std::string_view name)
{
    for (const auto& [value, candidate] : table) {
        if (candidate == name)
            return value;
    }
    return {};
}

} // namespace

std::string_view nameOf(OrderState state)
{
    return orderWordFor(orderStateNames, state);
}

std::string_view nameOf(OrderEvent event)
{
    return orderWordFor(orderEventNames, event);
}

std::string_view nameOf(OrderType type)
{
    return orderWordFor(orderTypeNames, type);
}

std::string_view nameOf(TimeInForce timeInForce)
{
    return orderWordFor(timeInForceNames, timeInForce);
}

std::optional<OrderState> orderStateFrom(std::string_view name)
{
    return orderValueFor(orderStateNames, name);
}

std::optional<OrderType> orderTypeFrom(std::string_view name)
{
    return orderValueFor(orderTypeNames, name);
}

std::optional<TimeInForce> timeInForceFrom(std::string_view name)
{
    return orderValueFor(timeInForceNames, name);
}

std::optional<Side> sideFrom(std::string_view name)
{
    return orderValueFor(sideNames, name);
}

std::optional<PositionEffect> positionEffectFrom(std::string_view name)
{
    return orderValueFor(positionEffectNames, name);
}

} // namespace strikedesk
