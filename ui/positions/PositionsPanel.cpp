// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/PositionsPanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/positions/PositionsModel.h"
#include "ui/ticket/OrderDraft.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace strikedesk::ui {

PositionsPanel::PositionsPanel(DeskLink& link, OrderDraft& draft, QWidget* parent)
    : DeskPanel(link, parent)
    , m_draft(draft)
    , m_model(new PositionsModel(this))
{
    build();
    connect(m_close, &QPushButton::clicked, this, &PositionsPanel::closeChosen);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                m_close->setEnabled(!m_model->structureAt(current).isEmpty());
                m_rules->setEnabled(m_close->isEnabled());
            });
    connect(m_rules, &QPushButton::clicked, this,
            [this] { Q_EMIT rulesWanted(m_model->structureAt(m_tree->currentIndex())); });
}

QLabel* PositionsPanel::addTotal(QHBoxLayout& row, const QString& title)
{
    row.addWidget(dimLabel(this, title));
    QLabel* value = strongLabel(this);
    value->setAccessibleName(title);
    row.addWidget(value);
    row.addSpacing(12);
    return value;
}

void PositionsPanel::build()
{
    m_tree = new DeskTree(u"positionsTree"_s, tr("Positions"), this);
    m_tree->show(m_model, PositionsModel::Name);
    m_tree->setEmptyText(tr("Nothing is held: positions appear with the first fill."));
    auto* totals = new QHBoxLayout;
    totals->setContentsMargins(10, 5, 8, 5);
    totals->setSpacing(6);
    m_realised = addTotal(*totals, tr("Realised $"));
    m_fees = addTotal(*totals, tr("Fees $"));
    m_buyingPower = addTotal(*totals, tr("Buying power $"));
    totals->addStretch(1);
    m_rules = new QPushButton(tr("Rules"), this);
    m_rules->setObjectName(u"positionRules"_s);
    m_rules->setAccessibleName(tr("Show the rules of the chosen structure"));
    m_rules->setToolTip(m_rules->accessibleName());
    m_rules->setEnabled(false);
    totals->addWidget(m_rules);
    m_close = new QPushButton(tr("Close structure"), this);
    m_close->setObjectName(u"closeStructure"_s);
    m_close->setAccessibleName(tr("Put the chosen structure into the ticket to close it"));
    m_close->setToolTip(m_close->accessibleName());
    m_close->setEnabled(false);
    totals->addWidget(m_close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree, 1);
    layout->addWidget(ruleLine(this));
    layout->addLayout(totals);
}

void PositionsPanel::applyDesk(const DeskSnapshot& desk)
{
    m_model->setPositions(desk);
    const AccountView& account = desk.account;
    m_realised->setText(signedMoneyText(account.realised));
    setTone(*m_realised, gainTone(account.realised.toDouble()));
    m_fees->setText(moneyText(account.fees));
    m_buyingPower->setText(moneyText(account.buyingPower));
}

void PositionsPanel::closeChosen()
{
    const QString structure = m_model->structureAt(m_tree->currentIndex());
    if (!desk() || structure.isEmpty())
        return;
    std::map<std::string, Quantity> held;
    std::string structureId;
    for (const PositionView& leg : desk()->positions) {
        if (textOf(leg.structureId.empty() ? leg.symbol : leg.structureId) != structure)
            continue;
        held[leg.symbol] += leg.quantity;
        structureId = leg.structureId;
    }
    m_draft.loadClosing(held, structureId);
}

} // namespace strikedesk::ui
