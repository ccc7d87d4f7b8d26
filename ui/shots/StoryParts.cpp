// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shots/StoryParts.h"

#include "core/util/Clock.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>

#include <algorithm>
#include <string_view>

namespace strikedesk::ui {

bool waitUntil(const std::function<bool()>& holds, double seconds)
{
    const double until = steadySeconds() + seconds;
    while (!holds() && steadySeconds() < until) {
        QEventLoop loop;
        QTimer::singleShot(30, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return holds();
}

const OrderView* orderIn(const DeskSnapshot* desk, const std::optional<OrderId>& order)
{
    if (!desk || !order)
        return nullptr;
    const auto found = std::ranges::find(desk->orders, *order, &OrderView::id);
    return found == desk->orders.end() ? nullptr : &*found;
}

const FillView* fillOf(const DeskSnapshot* desk, const std::optional<OrderId>& order)
{
    if (!desk || !order)
        return nullptr;
    const auto found = std::ranges::find(desk->fills, *order, &FillView::orderId);
    return found == desk->fills.end() ? nullptr : &*found;
}

int limitStepsOf(const OrderView& order)
{
    return int(std::ranges::count_if(order.steps, [](const OrderStepView& step) {
        return step.kind == "submit" || step.kind == "replace";
    }));
}

bool hasGreeks(const PricingSnapshot* pricing, const std::string& underlying)
{
    return pricing && std::ranges::any_of(pricing->greeks, [&](const GreeksRow& row) {
               return row.level == "underlying" && row.greeks.has_value()
                   && (underlying.empty() || row.underlying == underlying);
           });
}

bool hasRecoveredBooks(const DeskSnapshot& desk)
{
    const auto compared = [&](std::string_view subject) {
        return std::ranges::any_of(desk.recovery,
                                   [&](const RecoveryRow& row) { return row.subject.starts_with(subject); });
    };
    const bool isSame
        = std::ranges::none_of(desk.recovery, [](const RecoveryRow& row) { return row.isDifference; });
    return isSame && compared("cash") && compared("position ") && compared("order ");
}

bool clickCell(QAbstractItemView& view, const QModelIndex& index)
{
    if (!index.isValid())
        return false;
    view.scrollTo(index);
    const QPointF at = view.visualRect(index).center();
    const QPointF global = view.viewport()->mapToGlobal(at);
    QMouseEvent press(QEvent::MouseButtonPress, at, global, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QMouseEvent release(QEvent::MouseButtonRelease, at, global, Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &press);
    QApplication::sendEvent(view.viewport(), &release);
    return true;
}

} // namespace strikedesk::ui
