// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <array>

class QComboBox;
class QGridLayout;
class QLabel;
class QSpinBox;
class QWidget;

namespace strikedesk::ui {

class OrderDraft;

/// How a walk goes: its style, its steps, and what it does at its end, as two rows of the ticket's grid. The
/// state is the draft's; fields that the chosen style has no use for cannot be edited.
class WalkForm final : public QObject
{
    Q_OBJECT

public:
    WalkForm(OrderDraft& draft, QGridLayout& grid, int firstRow, QWidget& parent);

private:
    void build(QGridLayout& grid, int firstRow, QWidget& parent);
    void connectFields();
    void showDraft();
    void showStepField();

    OrderDraft& m_draft;
    QComboBox* m_style = nullptr;
    QSpinBox* m_stepSeconds = nullptr;
    QLabel* m_stepLabel = nullptr;
    QSpinBox* m_stepTicks = nullptr;
    QComboBox* m_end = nullptr;
};

} // namespace strikedesk::ui
