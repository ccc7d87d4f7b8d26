// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <functional>
#include <optional>
#include <string>

class QAbstractItemView;
class QModelIndex;

namespace strikedesk::ui {

// What a story told on a running desk asks of it and does to it. Thread: GUI.

/// Lets the desk go on until something holds; false when it does not come in time. Spins the event loop.
[[nodiscard]] bool waitUntil(const std::function<bool()>& holds, double seconds);

/// Null when the desk does not show that order.
[[nodiscard]] const OrderView* orderIn(const DeskSnapshot* desk, const std::optional<OrderId>& order);
/// The newest fill of that order, or null.
[[nodiscard]] const FillView* fillOf(const DeskSnapshot* desk, const std::optional<OrderId>& order);
/// How often the limit of an order was set.
[[nodiscard]] int limitStepsOf(const OrderView& order);
/// Of anything that is held; with `underlying` of that one.
[[nodiscard]] bool hasGreeks(const PricingSnapshot* pricing, const std::string& underlying = {});
/// Cash, a position and an open order were compared with the venue's books, and no row differs.
[[nodiscard]] bool hasRecoveredBooks(const DeskSnapshot& desk);

/// Presses and releases the left button on a cell; false when the cell does not exist.
[[nodiscard]] bool clickCell(QAbstractItemView& view, const QModelIndex& index);

} // namespace strikedesk::ui
