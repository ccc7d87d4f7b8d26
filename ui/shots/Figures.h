// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <QString>

#include <vector>

class QWidget;

namespace strikedesk::ui {

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
