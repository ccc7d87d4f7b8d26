// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/Cell.h"

#include <QRectF>

class QPainter;

namespace strikedesk::ui {

/// Draws a shape centred in `box`, in `color`.
void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& box, const QColor& color);

/// The pattern over values that are too old to trust.
void drawStaleHatch(QPainter& painter, const QRect& box);

} // namespace strikedesk::ui
