// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace strikedesk::ui {

/// How old a value is, as it is drawn: plain, dim, hatched with a clock, or a dash.
enum class AgeState : std::uint8_t { Fresh, Ageing, Stale, None };

/// Older than this a streamed value is drawn dim.
inline constexpr double ageingAfterSeconds = 2.0;

/// `limitSeconds` is the age limit of the source: a minute bar is fresh for minutes.
[[nodiscard]] AgeState ageStateOf(std::optional<double> seconds, double limitSeconds = 15.0);
[[nodiscard]] QString ageStateText(AgeState state); ///< "", "ageing", "stale", "unknown".

/// Small shapes that say what colour alone must not say.
enum class Glyph : std::uint8_t {
    None,
    Check,
    Cross,
    Dot,
    Ring,
    Play,
    Wait,
    Skip,
    Warning,
    Clock,
    Up,
    Down,
    Model,
    Window,
};

enum class Align : std::uint8_t { Left, Right, Centre };

/// One cell of a table as it is shown. Models keep finished cells and compare them, so that a view repaints
/// only what changed.
struct Cell
{
    QString text;
    QString note; ///< A second paragraph, dim, of a wrapped cell.
    QString tip;
    Tone tone = Tone::Text;
    Tone fill = Tone::None;
    AgeState age = AgeState::Fresh;
    Glyph glyph = Glyph::None;
    bool isStrong = false;
    bool isCode = false;
    bool isWrapped = false; ///< Takes as many lines as it needs, where the view has rows of their own height.
    bool hasRuleAbove = false; ///< A line over the cell: where the spot stands between two strikes.
    Align align = Align::Left; ///< Set by the model from its column.
    double number = 0;         ///< What a sort by this column compares.

    friend bool operator==(const Cell&, const Cell&) = default;
};

/// Roles beside Qt's own; delegates read them and know no model.
enum CellRole {
    CellPointerRole = Qt::UserRole, ///< `const Cell*`, valid until the model changes.
    SortRole,
    KeyRole,
};

/// Tone of a number that is a gain or a loss.
[[nodiscard]] Tone gainTone(double value);

} // namespace strikedesk::ui

Q_DECLARE_METATYPE(const strikedesk::ui::Cell*)
