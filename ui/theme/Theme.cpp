// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include "ui/theme/StyleSheet.h"

#include <QApplication>
#include <QStyleFactory>
#include <QToolTip>

#include <array>
#include <cmath>

namespace strikedesk::ui {
namespace {

struct ToneRow
{
    Tone tone;
    QRgb dark;
    QRgb light;
};

// Gain and loss differ for every kind of colour vision (blue and orange, not green and red), and the sign
// stands beside them.
// clang-format off
constexpr std::array<ToneRow, std::size_t(Tone::ToneCount)> toneTable {{
    {Tone::None,          0x00000000, 0x00000000},
    {Tone::Window,        0xff0c0f11, 0xffe4e9ed},
    {Tone::Surface,       0xff14171a, 0xffffffff},
    {Tone::Raised,        0xff1e2429, 0xfff1f4f6},
    {Tone::Alternate,     0xff181c20, 0xfff7f9fa},
    {Tone::Field,         0xff0c0f11, 0xfffbfcfd},
    {Tone::Border,        0xff2a3239, 0xffd2d9df},
    {Tone::BorderStrong,  0xff465059, 0xff9aa6b0},
    {Tone::Text,          0xffe7ebee, 0xff12171b},
    {Tone::TextDim,       0xff9ba8b3, 0xff525e69},
    {Tone::Accent,        0xff34c3b0, 0xff006c61},
    {Tone::Selection,     0xff1d4a4a, 0xffc5e8e3},
    {Tone::SelectionText, 0xffffffff, 0xff0b1215},
    {Tone::Gain,          0xff4da3ff, 0xff0058a8},
    {Tone::Loss,          0xffff8a3d, 0xffb34700},
    {Tone::Buy,           0xff6cb4ff, 0xff0058a8},
    {Tone::Sell,          0xffffa15f, 0xffa84300},
    {Tone::BuyTint,       0xff172a40, 0xffdcebfa},
    {Tone::SellTint,      0xff3a2515, 0xfffce9db},
    {Tone::BuyFill,       0xff1b66b3, 0xff0058a8},
    {Tone::SellFill,      0xffb04a0a, 0xffb34700},
    {Tone::FillText,      0xffffffff, 0xffffffff},
    {Tone::Good,          0xff34c3b0, 0xff006c61},
    {Tone::Warning,       0xfff0c04e, 0xff7d5200},
    {Tone::WarningTint,   0xff33290f, 0xfffbf0d2},
    {Tone::Danger,        0xffff8078, 0xffb3201c},
    {Tone::DangerTint,    0xff3c1a1a, 0xfffbe3e1},
    {Tone::DangerFill,    0xffc0302b, 0xffb3201c},
    {Tone::InTheMoney,    0xff1d2229, 0xffedf2f6},
    {Tone::Hatch,         0xff39424b, 0xffc9d1d8},
    {Tone::PaperMode,     0xff0f7a6d, 0xff006c61},
    {Tone::ReplayMode,    0xff6f4bc4, 0xff5f3bb5},
    {Tone::LiveMode,      0xffc0302b, 0xffb3201c},
    {Tone::Simulated,     0xfff0c04e, 0xff7d5200},
}};

constexpr std::array textPairTable {
    TonePair {Tone::Text, Tone::Window},          TonePair {Tone::Text, Tone::Surface},
    TonePair {Tone::Text, Tone::Raised},          TonePair {Tone::Text, Tone::Alternate},
    TonePair {Tone::Text, Tone::InTheMoney},      TonePair {Tone::Text, Tone::BuyTint},
    TonePair {Tone::Text, Tone::SellTint},        TonePair {Tone::TextDim, Tone::Window},
    TonePair {Tone::TextDim, Tone::Surface},      TonePair {Tone::TextDim, Tone::Raised},
    TonePair {Tone::TextDim, Tone::Alternate},    TonePair {Tone::TextDim, Tone::InTheMoney},
    TonePair {Tone::Accent, Tone::Surface},       TonePair {Tone::Accent, Tone::Window},
    TonePair {Tone::Accent, Tone::Raised},        TonePair {Tone::SelectionText, Tone::Selection},
    TonePair {Tone::Gain, Tone::Surface},         TonePair {Tone::Gain, Tone::Alternate},
    TonePair {Tone::Gain, Tone::Raised},          TonePair {Tone::Loss, Tone::Surface},
    TonePair {Tone::Loss, Tone::Alternate},       TonePair {Tone::Loss, Tone::Raised},
    TonePair {Tone::Buy, Tone::Surface},          TonePair {Tone::Buy, Tone::BuyTint},
    TonePair {Tone::Buy, Tone::Raised},           TonePair {Tone::Buy, Tone::InTheMoney},
    TonePair {Tone::Sell, Tone::Surface},         TonePair {Tone::Sell, Tone::SellTint},
    TonePair {Tone::Sell, Tone::Raised},          TonePair {Tone::Sell, Tone::InTheMoney},
    TonePair {Tone::FillText, Tone::BuyFill},     TonePair {Tone::FillText, Tone::SellFill},
    TonePair {Tone::FillText, Tone::DangerFill},  TonePair {Tone::FillText, Tone::PaperMode},
    TonePair {Tone::FillText, Tone::ReplayMode},  TonePair {Tone::FillText, Tone::LiveMode},
    TonePair {Tone::Good, Tone::Surface},         TonePair {Tone::Good, Tone::Window},
    TonePair {Tone::Warning, Tone::Surface},      TonePair {Tone::Warning, Tone::WarningTint},
    TonePair {Tone::Warning, Tone::Window},       TonePair {Tone::Warning, Tone::Raised},
    TonePair {Tone::Text, Tone::WarningTint},     TonePair {Tone::Text, Tone::DangerTint},
    TonePair {Tone::Danger, Tone::Surface},       TonePair {Tone::Danger, Tone::DangerTint},
    TonePair {Tone::Danger, Tone::Window},        TonePair {Tone::Simulated, Tone::Surface},
    TonePair {Tone::Simulated, Tone::Window},     TonePair {Tone::Text, Tone::Selection},
    TonePair {Tone::Text, Tone::Field},           TonePair {Tone::TextDim, Tone::Field},
};
// clang-format on

double relativeLuminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QPalette paletteFor(ThemeKind kind)
{
    const auto color = [kind](Tone tone) { return toneColor(tone, kind); };
    QPalette palette;
    palette.setColor(QPalette::Window, color(Tone::Window));
    palette.setColor(QPalette::WindowText, color(Tone::Text));
    palette.setColor(QPalette::Base, color(Tone::Surface));
    palette.setColor(QPalette::AlternateBase, color(Tone::Alternate));
    palette.setColor(QPalette::Text, color(Tone::Text));
    palette.setColor(QPalette::PlaceholderText, color(Tone::TextDim));
    palette.setColor(QPalette::Button, color(Tone::Raised));
    palette.setColor(QPalette::ButtonText, color(Tone::Text));
    palette.setColor(QPalette::BrightText, color(Tone::Danger));
    palette.setColor(QPalette::Highlight, color(Tone::Selection));
    palette.setColor(QPalette::HighlightedText, color(Tone::SelectionText));
    palette.setColor(QPalette::ToolTipBase, color(Tone::Raised));
    palette.setColor(QPalette::ToolTipText, color(Tone::Text));
    palette.setColor(QPalette::Link, color(Tone::Accent));
    palette.setColor(QPalette::Light, color(Tone::Border));
    palette.setColor(QPalette::Midlight, color(Tone::Border));
    palette.setColor(QPalette::Mid, color(Tone::Border));
    palette.setColor(QPalette::Dark, color(Tone::BorderStrong));
    palette.setColor(QPalette::Shadow, color(Tone::Window));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Tone::BorderStrong));
    return palette;
}

} // namespace

std::string_view nameOf(ThemeKind kind)
{
    return kind == ThemeKind::Dark ? "dark" : "light";
}

QColor toneColor(Tone tone, ThemeKind kind)
{
    const ToneRow& row = toneTable[std::size_t(tone)];
    return QColor::fromRgba(kind == ThemeKind::Dark ? row.dark : row.light);
}

QColor toneColor(Tone tone)
{
    return toneColor(tone, Theme::instance().kind());
}

std::span<const TonePair> textPairs()
{
    return textPairTable;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = relativeLuminance(a);
    const double second = relativeLuminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Theme& Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::apply(ThemeKind kind)
{
    m_kind = kind;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QPalette palette = paletteFor(kind);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QApplication::setFont(textFont());
    qApp->setStyleSheet(styleSheetFor(kind));
    Q_EMIT changed();
}

} // namespace strikedesk::ui
