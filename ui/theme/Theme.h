// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

#include <span>
#include <string_view>

namespace strikedesk::ui {

/// What a colour means. Widgets ask for a meaning, never for a hexadecimal value; the table is in Theme.cpp.
enum class Tone : std::uint8_t {
    None,
    Window,    ///< Behind the panels.
    Surface,   ///< A panel, a table.
    Raised,    ///< Headers, buttons, fields.
    Alternate, ///< Every other row.
    Field,     ///< Where something is typed.
    Border,
    BorderStrong,
    Text,
    TextDim, ///< Labels, ageing values.
    Accent,  ///< Focus, selection edge, progress.
    Selection,
    SelectionText,
    Gain,
    Loss,
    Buy,
    Sell,
    BuyTint, ///< Behind what buys.
    SellTint,
    BuyFill, ///< A button that buys.
    SellFill,
    FillText, ///< On BuyFill, SellFill, Danger fills and mode words.
    Good,
    Warning,
    WarningTint,
    Danger,
    DangerTint,
    DangerFill,
    InTheMoney, ///< Behind in-the-money cells.
    Hatch,      ///< Lines over stale values.
    PaperMode,
    ReplayMode,
    LiveMode,
    Simulated,
    ToneCount
};

enum class ThemeKind { Dark, Light };

[[nodiscard]] std::string_view nameOf(ThemeKind kind);
[[nodiscard]] QColor toneColor(Tone tone, ThemeKind kind);
/// In the theme that is shown now.
[[nodiscard]] QColor toneColor(Tone tone);

/// A text colour and a background it is drawn on: each has a contrast of at least 4.5 to 1 (a test looks).
struct TonePair
{
    Tone text;
    Tone background;
};
[[nodiscard]] std::span<const TonePair> textPairs();
/// WCAG 2 contrast ratio, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

/// The theme that is shown. One per program, because the application's palette and style sheet are.
///
/// Thread: GUI.
class Theme final : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static Theme& instance();

    [[nodiscard]] ThemeKind kind() const { return m_kind; }
    /// Fusion, palette, fonts and style sheet of the whole application; may be called at any time.
    void apply(ThemeKind kind);
    /// Size of all text, 1 as designed. Before the first widget: a font that is set does not change later.
    void setFontScale(double scale) { m_fontScale = scale; }
    [[nodiscard]] double fontScale() const { return m_fontScale; }

Q_SIGNALS:
    void changed();

private:
    Theme() = default;
    ThemeKind m_kind = ThemeKind::Dark;
    double m_fontScale = 1;
};

/// Pixels as designed for text of size 1, at the size that is set.
[[nodiscard]] int scaled(int pixels);

/// Roboto with tabular digits, from the resources. `step` is added to the base size in points.
[[nodiscard]] QFont textFont(int step = 0, bool isStrong = false);
/// JetBrains Mono: ids, hashes, JSON.
[[nodiscard]] QFont codeFont(int step = 0);

} // namespace strikedesk::ui
