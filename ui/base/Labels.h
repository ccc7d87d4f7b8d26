// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QString>

class QFrame;
class QLabel;
class QPushButton;
class QWidget;

namespace strikedesk::ui {

[[nodiscard]] QLabel* dimLabel(QWidget* parent, const QString& text = {});
[[nodiscard]] QLabel* strongLabel(QWidget* parent, int step = 0);
[[nodiscard]] QLabel* plainLabel(QWidget* parent, const QString& text = {});
/// A hair line between groups.
[[nodiscard]] QFrame* ruleLine(QWidget* parent);
/// The colour of a label's text by meaning; follows the theme.
void setTone(QLabel& label, Tone tone);
/// "buy", "sell", "danger", "flat", "segment" or empty: how the style sheet draws a button.
void setKind(QPushButton& button, const char* kind);

} // namespace strikedesk::ui
