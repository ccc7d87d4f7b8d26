// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace strikedesk::ui {

class DeskTree;
class OrderDraft;
class PositionsModel;

/// The book and what the account is worth; the chosen structure can be put into the ticket to close it.
class PositionsPanel final : public DeskPanel
{
    Q_OBJECT

public:
    PositionsPanel(DeskLink& link, OrderDraft& draft, QWidget* parent = nullptr);

public Q_SLOTS:
    void closeChosen();

Q_SIGNALS:
    /// The rules of a position are to be looked at.
    void rulesWanted(const QString& structure);

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    void build();
    [[nodiscard]] QLabel* addTotal(QHBoxLayout& row, const QString& title);

    OrderDraft& m_draft;
    PositionsModel* m_model;
    DeskTree* m_tree = nullptr;
    QPushButton* m_rules = nullptr;
    QPushButton* m_close = nullptr;
    QLabel* m_realised = nullptr;
    QLabel* m_fees = nullptr;
    QLabel* m_buyingPower = nullptr;
};

} // namespace strikedesk::ui
