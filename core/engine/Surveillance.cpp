// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Surveillance.h"

#include <algorithm>
#include <map>
#include <utility>

namespace strikedesk {
namespace {

int stepsOf(const OrderView& order, std::string_view kind)
{
    return int(std::ranges::count(order.steps, kind, &OrderStepView::kind));
}

std::optional<Instant> cancelAskedAt(const OrderView& order)
{
    const auto step = std::ranges::find(order.steps, "cancel", &OrderStepView::kind);
    return step == order.steps.end() ? std::nullopt : std::optional(step->at);
}

bool isOtherSide(const OrderRequest& one, const OrderRequest& other)
{
    return one.legs.size() == other.legs.size() && std::ranges::all_of(one.legs, [&](const OrderLeg& leg) {
               const auto same = std::ranges::find(other.legs, leg.symbol, &OrderLeg::symbol);
               return same != other.legs.end() && same->side != leg.side;
           });
}

// It stood in the market when the other side filled, and left it soon after without a fill.
bool isPulledAfter(const OrderView& order, Instant fill)
{
    const auto asked = cancelAskedAt(order);
    return order.filled.isZero() && order.createdAt <= fill && asked && *asked > fill
        && *asked - fill <= layeringWindow;
}

void addPatterns(std::span<const OrderView> orders, const OrderView& filled, SurveillanceReport& report)
{
    const auto fill = std::ranges::find(filled.steps, "fill", &OrderStepView::kind);
    if (fill == filled.steps.end())
        return;
    LayeringPattern pattern {filled.actor, fill->at, filled.id, {}};
    for (const OrderView& order : orders) {
        if (!order.held && order.actor == filled.actor && isOtherSide(filled.request, order.request)
            && isPulledAfter(order, fill->at))
            pattern.cancelled.push_back(order.id);
    }
    if (pattern.cancelled.size() >= layeringOrders)
        report.patterns.push_back(std::move(pattern));
}

} // namespace

std::optional<double> SenderConduct::cancelRatio() const
{
    return ended > 0 ? std::optional(double(cancelled) / ended) : std::nullopt;
}

std::optional<double> SenderConduct::messagesPerFill() const
{
    return fills > 0 ? std::optional(double(messages) / fills) : std::nullopt;
}

SurveillanceReport surveillanceOf(std::span<const OrderView> orders)
{
    SurveillanceReport report;
    std::map<std::string, SenderConduct> senders;
    for (const OrderView& order : orders) {
        if (order.held)
            continue;
        ++report.orders;
        SenderConduct& sender = senders[order.actor];
        sender.actor = order.actor;
        ++sender.orders;
        sender.messages += stepsOf(order, "submit") + stepsOf(order, "replace") + stepsOf(order, "cancel");
        sender.fills += stepsOf(order, "fill");
        sender.ended += isFinal(order.state) ? 1 : 0;
        sender.cancelled += order.state == OrderState::Cancelled && order.filled.isZero() ? 1 : 0;
        addPatterns(orders, order, report);
    }
    for (auto& [name, sender] : senders)
        report.senders.push_back(std::move(sender));
    return report;
}

} // namespace strikedesk
