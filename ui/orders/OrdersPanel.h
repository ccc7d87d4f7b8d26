// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

#include <optional>

class QLabel;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace strikedesk::ui {

class DeskTable;
class ElidedLabel;
class FillsModel;
class OrdersModel;
class PriceField;

/// Orders and fills: cancel and replace the chosen order, open the audit entry of a fill.
class OrdersPanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit OrdersPanel(DeskLink& link, QWidget* parent = nullptr);

    void showOrders();
    void showFills();

public Q_SLOTS:
    void cancelChosen();
    void cancelAll();

Q_SIGNALS:
    void orderChosen(const strikedesk::OrderId& order);
    void auditWanted(quint64 sequence);

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    void build();
    [[nodiscard]] QWidget* buildActions();
    [[nodiscard]] const OrderView* chosenOrder() const;
    void handleChoice();
    void replaceChosen();
    void showActions();

    OrdersModel* m_orders;
    FillsModel* m_fills;
    QTabWidget* m_tabs = nullptr;
    DeskTable* m_orderTable = nullptr;
    DeskTable* m_fillTable = nullptr;
    ElidedLabel* m_chosen = nullptr;
    PriceField* m_limit = nullptr;
    QSpinBox* m_quantity = nullptr;
    QPushButton* m_replace = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_cancelAll = nullptr;
};

} // namespace strikedesk::ui
