// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace strikedesk::ui {

class OrderDraft;
class PriceField;

/// The terms of the draft: quantity, type, price, steps. Shows the draft and writes back into it; every rule
/// is the draft's.
class TicketForm final : public QWidget
{
    Q_OBJECT

public:
    explicit TicketForm(OrderDraft& draft, QWidget* parent = nullptr);

private:
    void build();
    void buildTypes(QGridLayout& grid);
    void buildPrices(QGridLayout& grid);
    void buildExits(QGridLayout& grid, int row);
    void connectFields();
    void showDraft();

    OrderDraft& m_draft;
    QSpinBox* m_quantity = nullptr;
    QComboBox* m_timeInForce = nullptr;
    std::array<QPushButton*, 3> m_kinds {};
    QLabel* m_priceLabel = nullptr;
    PriceField* m_price = nullptr;
    PriceField* m_slippage = nullptr;
    PriceField* m_stop = nullptr;
    PriceField* m_takeProfit = nullptr;
};

} // namespace strikedesk::ui
