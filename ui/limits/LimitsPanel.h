// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace strikedesk::ui {

class DeskTable;
class LimitsModel;

/// What orders may come to, and what holds them back: limits by scope with what waits, breakers, and under
/// them what can be done with the chosen row, or with a scope that is typed. Everything takes a reason.
class LimitsPanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit LimitsPanel(DeskLink& link, QWidget* parent = nullptr);

    [[nodiscard]] DeskTable& table() { return *m_table; }

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    [[nodiscard]] QWidget* buildStrip();
    [[nodiscard]] QPushButton* button(const QString& text, const QString& name, const QString& tip);
    [[nodiscard]] QWidget* buildBreakers();
    void offer();
    void choose();
    void setLimit();
    void takeBack();
    void tripBreaker();
    void resetBreaker();
    [[nodiscard]] std::string reason() const;

    LimitsModel* m_model;
    DeskTable* m_table = nullptr;
    QLineEdit* m_scope = nullptr;
    QLineEdit* m_value = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_set = nullptr;
    QPushButton* m_takeBack = nullptr;
    QComboBox* m_mode = nullptr;
    QPushButton* m_trip = nullptr;
    QPushButton* m_reset = nullptr;
};

} // namespace strikedesk::ui
