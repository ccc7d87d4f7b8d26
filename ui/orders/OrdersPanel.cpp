// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/OrdersPanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/ElidedLabel.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/base/PriceField.h"
#include "ui/base/StateText.h"
#include "ui/orders/OrdersModel.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace strikedesk::ui {

OrdersPanel::OrdersPanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_orders(new OrdersModel(this))
    , m_fills(new FillsModel(this))
{
    build();
    connect(m_orderTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &OrdersPanel::handleChoice);
    connect(m_fillTable, &DeskTable::picked, this, [this](const QModelIndex& index) {
        if (const auto sequence = m_fills->auditSequence(index))
            Q_EMIT auditWanted(sequence);
    });
    connect(m_replace, &QPushButton::clicked, this, &OrdersPanel::replaceChosen);
    connect(m_cancel, &QPushButton::clicked, this, &OrdersPanel::cancelChosen);
    connect(m_cancelAll, &QPushButton::clicked, this, &OrdersPanel::cancelAll);
    showActions();
}

void OrdersPanel::build()
{
    m_orderTable = new DeskTable(u"ordersTable"_s, tr("Orders"), this);
    m_orderTable->show(m_orders, OrdersModel::Structure);
    m_orderTable->setEmptyText(tr("No orders yet: send one from the ticket, or start a session."));
    auto* ordersPage = new QWidget(this);
    auto* page = new QVBoxLayout(ordersPage);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_orderTable, 1);
    page->addWidget(buildActions());
    m_fillTable = new DeskTable(u"fillsTable"_s, tr("Fills"), this);
    m_fillTable->show(m_fills, FillsModel::Structure);
    m_fillTable->setEmptyText(
        tr("No fills yet: what executes appears here with its price, fee and slippage."));
    m_fillTable->setToolTip(tr("A click opens the audit entry with the quote that the fill saw"));

    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"ordersTabs"_s);
    m_tabs->setAccessibleName(tr("Orders and fills"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setAccessibleName(tr("Orders and fills"));
    m_tabs->addTab(ordersPage, tr("Orders"));
    m_tabs->addTab(m_fillTable, tr("Fills"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
}

QWidget* OrdersPanel::buildActions()
{
    auto* strip = new QWidget(this);
    m_chosen = new ElidedLabel(strip, Qt::ElideRight);
    m_limit = new PriceField(u"replaceLimit"_s, tr("New limit"), strip);
    m_limit->setMaximumWidth(84);
    m_quantity = new QSpinBox(strip);
    m_quantity->setObjectName(u"replaceQuantity"_s);
    m_quantity->setAccessibleName(tr("New quantity"));
    m_quantity->setRange(1, 9'999);
    m_quantity->setAlignment(Qt::AlignRight);
    const auto button = [strip](const char* objectName, const QString& text, const QString& accessibleName) {
        auto* made = new QPushButton(text, strip);
        made->setObjectName(QLatin1String(objectName));
        made->setAccessibleName(accessibleName);
        return made;
    };
    m_replace = button("replaceOrder", tr("Replace"), tr("Replace the chosen order"));
    m_cancel = button("cancelOrder", tr("Cancel"), tr("Cancel the chosen order"));
    m_cancelAll = button("cancelAllOrders", tr("Cancel all"), tr("Cancel every working order"));
    auto* limitLabel = dimLabel(strip, tr("Limit"));
    limitLabel->setBuddy(m_limit);
    auto* quantityLabel = dimLabel(strip, tr("Qty"));
    quantityLabel->setBuddy(m_quantity);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(6);
    row->addWidget(m_chosen, 1);
    for (QWidget* widget : std::initializer_list<QWidget*> {limitLabel, m_limit, quantityLabel, m_quantity,
                                                            m_replace, m_cancel, m_cancelAll})
        row->addWidget(widget);
    return strip;
}

void OrdersPanel::showOrders()
{
    m_tabs->setCurrentIndex(0);
}

void OrdersPanel::showFills()
{
    m_tabs->setCurrentIndex(1);
}

void OrdersPanel::applyDesk(const DeskSnapshot& desk)
{
    m_orders->setOrders(desk.orders);
    m_fills->setFills(desk.fills);
    const auto working = std::count_if(desk.orders.begin(), desk.orders.end(),
                                       [](const OrderView& order) { return !isFinal(order.state); });
    m_tabs->setTabText(0, working > 0 ? tr("Orders · %1 working").arg(working) : tr("Orders"));
    m_tabs->setTabText(1, tr("Fills · %1").arg(desk.fills.size()));
    m_cancelAll->setEnabled(working > 0);
    showActions();
}

const OrderView* OrdersPanel::chosenOrder() const
{
    const QModelIndex current = m_orderTable->currentIndex();
    if (!desk() || !current.isValid())
        return nullptr;
    const QString key = m_orders->key(current);
    const auto found = std::find_if(desk()->orders.begin(), desk()->orders.end(),
                                    [&](const OrderView& order) { return textOf(order.id.text()) == key; });
    return found == desk()->orders.end() ? nullptr : &*found;
}

void OrdersPanel::handleChoice()
{
    if (const OrderView* order = chosenOrder()) {
        m_limit->setUnits(order->workingLimit ? std::optional(order->workingLimit->units()) : std::nullopt);
        m_quantity->setValue(int(order->request.quantity.count()));
        Q_EMIT orderChosen(order->id);
    }
    showActions();
}

void OrdersPanel::showActions()
{
    const OrderView* order = chosenOrder();
    const bool isWorking = order && !isFinal(order->state);
    const bool canChange = isWorking && !order->held;
    m_replace->setEnabled(canChange && order->state != OrderState::Unknown);
    m_cancel->setEnabled(isWorking);
    m_limit->setEnabled(canChange);
    m_quantity->setEnabled(canChange);
    m_chosen->setText(!order ? tr("Choose an order to replace or cancel it.")
                          : order->reason.empty()
                          ? tr("%1 · %2").arg(textOf(order->id.text()), stateText(order->state))
                          : textOf(order->reason));
    m_chosen->setToolTip(m_chosen->text());
}

void OrdersPanel::replaceChosen()
{
    const OrderView* order = chosenOrder();
    if (!order)
        return;
    ReplaceOrder replace {order->id, {}, {}};
    if (const auto limit = Price::parse(m_limit->text().toStdString()))
        replace.limit = *limit;
    if (m_quantity->value() != order->request.quantity.count())
        replace.quantity = Quantity(m_quantity->value());
    link().post(replace, this, {});
}

void OrdersPanel::cancelChosen()
{
    if (const OrderView* order = chosenOrder())
        link().post(CancelOrder {order->id}, this, {});
}

void OrdersPanel::cancelAll()
{
    if (!desk())
        return;
    for (const OrderView& order : desk()->orders) {
        if (!isFinal(order.state))
            link().post(CancelOrder {order.id}, this, {});
    }
}

} // namespace strikedesk::ui
