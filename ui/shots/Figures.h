// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <QString>

#include <vector>

class QWidget;

namespace strikedesk::ui {

/// The simulated day that figures are of: one with an order on which most walks take several steps.
inline constexpr Date figureDay = Date {std::chrono::year {2026} / 3 / 2};
inline constexpr std::uint64_t figureSeed = 4;

/// Draws what the documents show. Answers the files; `shots.write` when one cannot be written.
///
/// Thread: GUI. For the program that renders pictures.
[[nodiscard]] Result<std::vector<QString>> renderFigures(const QString& directory);

/// Every walk on the same order of a simulated day, as the price ladder of the ticket draws it.
[[nodiscard]] Result<std::vector<QString>> renderWalks(const QString& directory);

/// The errors of the screen's prices, a smile with the quotes it was fitted to, and Greeks over the strikes.
[[nodiscard]] Result<std::vector<QString>> renderPricing(const QString& directory);

[[nodiscard]] Result<QString> writeFigure(QWidget& widget, const QString& directory, const QString& name);

} // namespace strikedesk::ui
