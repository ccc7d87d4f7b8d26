// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderState.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace strikedesk {

/// What can happen to an order: what we do (Send, Ask…), what the venue says, what is proven about silence.
enum class OrderEvent {
    Send,   ///< Begins to leave the machine.
    Accept, ///< The venue has it; also a listing that shows it working.
    Reject,
    PartFill,
    LastFill,
    AskReplace,
    ConfirmReplace,
    RefuseReplace,
    AskCancel,
    ConfirmCancel, ///< Also a cancellation that the venue made by itself.
    RefuseCancel,  ///< "Too late to cancel": the fill that made it too late says the rest.
    Expire,
    LoseAnswer,  ///< Something was sent and nobody answered in time, or the link broke.
    ProveAbsent, ///< Complete listings show that the order never arrived (law 3).
    Restate,     ///< The venue itself gives it other prices; it works on.
};
inline constexpr std::size_t orderEventCount = std::size_t(OrderEvent::Restate) + 1;
inline constexpr std::size_t orderStateCount = std::size_t(OrderState::Unknown) + 1;

[[nodiscard]] std::string_view nameOf(OrderEvent event); ///< "ask_replace" …, for the audit record.

struct OrderTransition
{
    OrderState from;
    OrderEvent event;
    OrderState to; ///< `Working` stands for `Partial` when something has been filled.
};

/// The whole order lifecycle. A pair that is not listed here is refused.
inline constexpr auto orderTransitions = [] {
    using S = OrderState;
    using E = OrderEvent;
    // clang-format off
    return std::to_array<OrderTransition>({
        {S::Intent,         E::Send,           S::Sending},
        {S::Intent,         E::Reject,         S::Rejected},  // Our own gate, asked again before the send.
        {S::Intent,         E::AskCancel,      S::Cancelled}, // Never left the machine.
        {S::Intent,         E::Expire,         S::Expired},   // Too old to be sent after a restart.

        {S::Sending,        E::Accept,         S::Working},
        {S::Sending,        E::Reject,         S::Rejected},
        {S::Sending,        E::PartFill,       S::Partial},   // A fill can overtake the acceptance.
        {S::Sending,        E::LastFill,       S::Filled},
        {S::Sending,        E::AskCancel,      S::Sending},   // The kill switch does not wait; the answer counts.
        {S::Sending,        E::ConfirmCancel,  S::Cancelled},
        {S::Sending,        E::RefuseCancel,   S::Sending},   // Says nothing about the order itself.
        {S::Sending,        E::Expire,         S::Expired},
        {S::Sending,        E::LoseAnswer,     S::Unknown},
        {S::Sending,        E::ProveAbsent,    S::Rejected},

        {S::Working,        E::Accept,         S::Working},   // A repeated acceptance changes nothing.
        {S::Working,        E::Reject,         S::Rejected},  // A venue may take back what it has not filled.
        {S::Working,        E::PartFill,       S::Partial},
        {S::Working,        E::LastFill,       S::Filled},
        {S::Working,        E::AskReplace,     S::PendingReplace},
        {S::Working,        E::ConfirmReplace, S::Working},   // Of a replace that a refused cancel overtook.
        {S::Working,        E::RefuseReplace,  S::Working},
        {S::Working,        E::AskCancel,      S::PendingCancel},
        {S::Working,        E::ConfirmCancel,  S::Cancelled}, // Asked while sending, or the venue's own.
        {S::Working,        E::RefuseCancel,   S::Working},
        {S::Working,        E::Expire,         S::Expired},
        {S::Working,        E::Restate,        S::Working},

        {S::Partial,        E::Accept,         S::Partial},   // The acceptance that a fill overtook.
        {S::Partial,        E::PartFill,       S::Partial},
        {S::Partial,        E::LastFill,       S::Filled},
        {S::Partial,        E::AskReplace,     S::PendingReplace},
        {S::Partial,        E::ConfirmReplace, S::Partial},
        {S::Partial,        E::RefuseReplace,  S::Partial},
        {S::Partial,        E::AskCancel,      S::PendingCancel},
        {S::Partial,        E::ConfirmCancel,  S::Cancelled}, // What was filled stays filled.
        {S::Partial,        E::RefuseCancel,   S::Partial},
        {S::Partial,        E::Expire,         S::Expired},
        {S::Partial,        E::Restate,        S::Partial},

        {S::PendingReplace, E::Accept,         S::PendingReplace},
        {S::PendingReplace, E::Reject,         S::Rejected},
        {S::PendingReplace, E::PartFill,       S::PendingReplace}, // A fill can overtake the replace.
        {S::PendingReplace, E::LastFill,       S::Filled},
        {S::PendingReplace, E::ConfirmReplace, S::Working},
        {S::PendingReplace, E::RefuseReplace,  S::Working},   // The original works on: not an end.
        {S::PendingReplace, E::AskCancel,      S::PendingCancel}, // A cancel need not wait for the replace.
        {S::PendingReplace, E::ConfirmCancel,  S::Cancelled},
        {S::PendingReplace, E::RefuseCancel,   S::PendingReplace},
        {S::PendingReplace, E::Expire,         S::Expired},
        {S::PendingReplace, E::LoseAnswer,     S::Unknown},
        {S::PendingReplace, E::Restate,        S::PendingReplace}, // The replace on its way still counts.

        {S::PendingCancel,  E::Accept,         S::PendingCancel},
        {S::PendingCancel,  E::Reject,         S::Rejected},
        {S::PendingCancel,  E::PartFill,       S::PendingCancel}, // A fill can overtake the cancel.
        {S::PendingCancel,  E::LastFill,       S::Filled},
        {S::PendingCancel,  E::ConfirmReplace, S::PendingCancel}, // The replace that the cancel overtook.
        {S::PendingCancel,  E::RefuseReplace,  S::PendingCancel},
        {S::PendingCancel,  E::AskCancel,      S::PendingCancel}, // Asked again, by the kill switch say.
        {S::PendingCancel,  E::ConfirmCancel,  S::Cancelled},
        {S::PendingCancel,  E::RefuseCancel,   S::Working},
        {S::PendingCancel,  E::Expire,         S::Expired},
        {S::PendingCancel,  E::LoseAnswer,     S::Unknown},
        {S::PendingCancel,  E::Restate,        S::PendingCancel},

        // Only evidence ends the unknown: an answer of the venue, or a proof that nothing arrived.
        {S::Unknown,        E::Accept,         S::Working},
        {S::Unknown,        E::Reject,         S::Rejected},
        {S::Unknown,        E::PartFill,       S::Unknown},   // It arrived; which price works is still unknown.
        {S::Unknown,        E::LastFill,       S::Filled},
        {S::Unknown,        E::ConfirmReplace, S::Working},
        {S::Unknown,        E::RefuseReplace,  S::Working},
        {S::Unknown,        E::AskCancel,      S::Unknown},   // May be asked; only the answer counts.
        {S::Unknown,        E::ConfirmCancel,  S::Cancelled},
        {S::Unknown,        E::RefuseCancel,   S::Unknown},   // "No such order" now is no proof for later.
        {S::Unknown,        E::Expire,         S::Expired},
        {S::Unknown,        E::LoseAnswer,     S::Unknown},
        {S::Unknown,        E::Restate,        S::Unknown}, // Says nothing of what was asked for last.
        {S::Unknown,        E::ProveAbsent,    S::Rejected},
    });
    // clang-format on
}();

/// The state after `event`, or nothing when the event is not allowed in `state`. `hasFills`: something has
/// been filled, this event's own fill included. What has fills can neither be rejected nor be absent.
[[nodiscard]] constexpr std::optional<OrderState> next(OrderState state, OrderEvent event, bool hasFills)
{
    for (const OrderTransition& row : orderTransitions) {
        if (row.from != state || row.event != event)
            continue;
        if (hasFills && row.to == OrderState::Rejected)
            return {};
        return hasFills && row.to == OrderState::Working ? OrderState::Partial : row.to;
    }
    return {};
}

/// An answer that comes after the order has ended ("too late to cancel" after the last fill): it is noted and
/// changes nothing. A fill is never one: it counts whatever the order's state.
[[nodiscard]] constexpr bool isLateAnswer(OrderState state, OrderEvent event)
{
    using E = OrderEvent;
    constexpr std::array answers {E::Accept,        E::ConfirmReplace, E::RefuseReplace,
                                  E::ConfirmCancel, E::RefuseCancel,   E::LoseAnswer};
    return isFinal(state) && std::find(answers.begin(), answers.end(), event) != answers.end();
}

/// The venue has the order, or may have it: its worst case counts against limits and reservations.
[[nodiscard]] constexpr bool mayFill(OrderState state)
{
    return !isFinal(state) && state != OrderState::Intent;
}

namespace detail {

[[nodiscard]] consteval bool pairsAreUnique()
{
    for (std::size_t i = 0; i < orderTransitions.size(); ++i) {
        for (std::size_t j = i + 1; j < orderTransitions.size(); ++j) {
            if (orderTransitions[i].from == orderTransitions[j].from
                && orderTransitions[i].event == orderTransitions[j].event)
                return false;
        }
    }
    return true;
}

[[nodiscard]] consteval bool finalStatesAbsorb()
{
    for (const OrderTransition& row : orderTransitions) {
        if (isFinal(row.from))
            return false;
    }
    return true;
}

[[nodiscard]] consteval bool everyStateIsReached()
{
    std::array<bool, orderStateCount> isReached {};
    isReached[std::size_t(OrderState::Intent)] = true;
    for (std::size_t round = 0; round < orderStateCount; ++round) {
        for (const OrderTransition& row : orderTransitions) {
            if (isReached[std::size_t(row.from)])
                isReached[std::size_t(row.to)] = true;
        }
    }
    return std::find(isReached.begin(), isReached.end(), false) == isReached.end();
}

// Whatever may be at the venue takes fills, and none of them is lost to a rejection.
[[nodiscard]] consteval bool fillsAreAlwaysTaken()
{
    for (std::size_t i = 0; i < orderStateCount; ++i) {
        const auto state = OrderState(i);
        if (mayFill(state)
            && (!next(state, OrderEvent::PartFill, true)
                || next(state, OrderEvent::LastFill, true) != OrderState::Filled))
            return false;
    }
    return true;
}

} // namespace detail

static_assert(detail::pairsAreUnique(), "a state and an event have one outcome");
static_assert(detail::finalStatesAbsorb(), "an order never leaves a final state");
static_assert(detail::everyStateIsReached(), "no state of an order is out of reach");
static_assert(detail::fillsAreAlwaysTaken(), "an order that may be at the venue takes fills");

} // namespace strikedesk
