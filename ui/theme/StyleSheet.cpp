// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/StyleSheet.h"

#include <array>
#include <utility>

namespace strikedesk::ui {
namespace {

// Colours stand as @Name and are replaced by the tone of that name.
constexpr const char* chromeRules = R"(
QMainWindow, QDialog { background: @Window; }
QMainWindow::separator { background: @Window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: @Accent; }
QDockWidget { color: @Text; }
QWidget#deskPanel, QWidget#panelBody { background: @Surface; }
QMenuBar { background: @Window; color: @TextDim; padding: 1px 4px; }
QMenuBar::item { padding: 3px 9px; border-radius: 3px; background: transparent; }
QMenuBar::item:selected { background: @Raised; color: @Text; }
QMenu { background: @Raised; color: @Text; border: 1px solid @BorderStrong; padding: 4px; }
QMenu::item { padding: 4px 26px 4px 22px; border-radius: 3px; }
QMenu::item:selected { background: @Selection; color: @SelectionText; }
QMenu::item:disabled { color: @BorderStrong; }
QMenu::separator { height: 1px; background: @Border; margin: 4px 6px; }
QStatusBar { background: @Window; border-top: 1px solid @Border; }
QStatusBar::item { border: none; }
QToolTip { background: @Raised; color: @Text; border: 1px solid @BorderStrong; padding: 3px; }
QLabel { background: transparent; }
QLabel[dim="true"] { color: @TextDim; }
QLabel[strong="true"] { font-weight: 500; }
QFrame[rule="true"] { background: @Border; border: none; max-height: 1px; min-height: 1px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: @Window; color: @TextDim; padding: 4px 11px; border: none;
               border-bottom: 2px solid transparent; margin-right: 1px; }
QTabBar::tab:hover { color: @Text; background: @Raised; }
QTabBar::tab:selected { color: @Text; background: @Surface; border-bottom: 2px solid @Accent; }
QTabBar::tab:disabled { color: @BorderStrong; }
QTabBar QToolButton { background: @Raised; border: 1px solid @Border; }
QTabWidget::pane { border: none; background: @Surface; }
QSplitter::handle { background: @Border; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @Border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: @BorderStrong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

constexpr const char* controlRules = R"(
QPushButton { background: @Raised; color: @Text; border: 1px solid @Border; border-radius: 4px; padding: 4px 12px; }
QPushButton:hover { border-color: @BorderStrong; }
QPushButton:pressed { background: @Border; }
QPushButton:focus { border-color: @Accent; }
QPushButton:disabled { color: @BorderStrong; background: @Surface; }
QPushButton:checked { background: @Selection; color: @SelectionText; border-color: @Accent; }
QPushButton[kind="buy"] { background: @BuyFill; color: @FillText; border-color: @BuyFill; font-weight: 500; }
QPushButton[kind="sell"] { background: @SellFill; color: @FillText; border-color: @SellFill; font-weight: 500; }
QPushButton[kind="danger"] { background: @DangerFill; color: @FillText; border-color: @DangerFill; font-weight: 500; }
QPushButton[kind="danger"]:hover, QPushButton[kind="buy"]:hover, QPushButton[kind="sell"]:hover { border-color: @Text; }
QPushButton[kind="buy"]:focus, QPushButton[kind="sell"]:focus, QPushButton[kind="danger"]:focus { border-color: @Text; }
QPushButton[kind="buy"]:disabled, QPushButton[kind="sell"]:disabled { background: @Raised; color: @BorderStrong;
                                                                      border-color: @Border; }
QPushButton[kind="flat"] { background: transparent; border-color: transparent; color: @TextDim; padding: 3px 8px; }
QPushButton[kind="flat"]:hover { color: @Text; background: @Raised; }
QPushButton[kind="flat"]:focus { border-color: @Accent; }
QPushButton[kind="segment"] { border-radius: 0; padding: 3px 10px; color: @TextDim; }
QPushButton[kind="segment"]:checked { background: @Selection; color: @SelectionText; border-color: @Accent; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit {
    background: @Field; color: @Text; border: 1px solid @Border; border-radius: 4px; padding: 2px 6px;
    selection-background-color: @Selection; selection-color: @SelectionText; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus { border-color: @Accent; }
QLineEdit[invalid="true"] { border-color: @DangerFill; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: @BorderStrong; background: @Surface; }
QSpinBox, QDoubleSpinBox { padding-right: 2px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
    background: transparent; border: none; width: 14px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/strikedesk/icons/up-@Theme.svg); width: 9px; height: 9px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/strikedesk/icons/down-@Theme.svg); width: 9px; height: 9px; }
QComboBox::down-arrow { image: url(:/strikedesk/icons/down-@Theme.svg); width: 10px; height: 10px; }
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover, QSpinBox::down-button:hover,
QDoubleSpinBox::down-button:hover { background: @Raised; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: @Raised; color: @Text; border: 1px solid @BorderStrong;
                              selection-background-color: @Selection; selection-color: @SelectionText; outline: 0; }
QCheckBox { color: @Text; spacing: 6px; }
QCheckBox::indicator { width: 13px; height: 13px; border: 1px solid @BorderStrong; border-radius: 3px; background: @Field; }
QCheckBox::indicator:checked { background: @Accent; border-color: @Accent;
                               image: url(:/strikedesk/icons/check-@Theme.svg); }
QCheckBox:focus { color: @Accent; }
QTableView, QTreeView { background: @Surface; alternate-background-color: @Alternate; color: @Text; border: none;
                        gridline-color: @Border; outline: 0; selection-background-color: @Selection; }
QHeaderView { background: @Raised; border: none; }
QHeaderView::section { background: @Raised; color: @TextDim; border: none; border-bottom: 1px solid @Border;
                       padding: 2px 5px; font-size: @HeaderPoints; }
QTableCornerButton::section { background: @Raised; border: none; }
QScrollArea { background: @Surface; border: none; }
)";

constexpr auto namedTones = std::to_array<std::pair<const char*, Tone>>({
    // Longer names first: "@BorderStrong" also starts with "@Border".
    {"@BorderStrong", Tone::BorderStrong},
    {"@SelectionText", Tone::SelectionText},
    {"@Selection", Tone::Selection},
    {"@TextDim", Tone::TextDim},
    {"@DangerFill", Tone::DangerFill},
    {"@Alternate", Tone::Alternate},
    {"@FillText", Tone::FillText},
    {"@SellFill", Tone::SellFill},
    {"@BuyFill", Tone::BuyFill},
    {"@Surface", Tone::Surface},
    {"@Window", Tone::Window},
    {"@Raised", Tone::Raised},
    {"@Border", Tone::Border},
    {"@Field", Tone::Field},
    {"@Accent", Tone::Accent},
    {"@Text", Tone::Text},
});

} // namespace

QString styleSheetFor(ThemeKind kind)
{
    QString rules = QLatin1String(chromeRules) + QLatin1String(controlRules);
    for (const auto& [name, tone] : namedTones)
        rules.replace(QLatin1String(name), toneColor(tone, kind).name());
    rules.replace(QLatin1String("@HeaderPoints"),
                  QString::number(textFont(-1).pointSizeF()) + QLatin1String("pt"));
    rules.replace(QLatin1String("@Theme"),
                  kind == ThemeKind::Dark ? QLatin1String("dark") : QLatin1String("light"));
    return rules;
}

} // namespace strikedesk::ui
