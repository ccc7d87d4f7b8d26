// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace strikedesk {

/// What one sender's orders look like from outside.
struct SenderConduct
{
    std::string actor;
    int orders = 0;    ///< That went to the venue.
    int messages = 0;  ///< Submissions, replaces and cancels.
    int fills = 0;     ///< Executions.
    int ended = 0;     ///< Orders that are over.
    int cancelled = 0; ///< Of those, cancelled without any fill.

    [[nodiscard]] std::optional<double> cancelRatio() const;     ///< Of ended orders; nothing while none has.
    [[nodiscard]] std::optional<double> messagesPerFill() const; ///< Nothing without a fill.
};

/// Several orders of one sender on one side, taken off the market soon after a fill of its on the other side
/// of the same legs: what a surveillance desk calls layering when it is meant. It need not be.
struct LayeringPattern
{
    std::string actor;
    Instant at; ///< Of the fill.
    OrderId filled;
    std::vector<OrderId> cancelled;
};

struct SurveillanceReport
{
    std::vector<SenderConduct> senders; ///< By name.
    std::vector<LayeringPattern> patterns;
    int orders = 0; ///< That were looked at.
};

/// Orders within this time after the fill count, and so many of them make a pattern.
inline constexpr Duration layeringWindow = std::chrono::seconds {60};
inline constexpr std::size_t layeringOrders = 3;

/// A pure function of the orders as they are listed; held ones are not at the venue and do not count.
[[nodiscard]] SurveillanceReport surveillanceOf(std::span<const OrderView> orders);

} // namespace strikedesk
