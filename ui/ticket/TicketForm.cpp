// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/TicketForm.h"

#include "ui/base/Fields.h"
#include "ui/base/Format.h"
#include "ui/base/PriceField.h"
#include "ui/base/StateText.h"
#include "ui/ticket/OrderDraft.h"
#include "ui/ticket/WalkForm.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace strikedesk::ui {
namespace {

constexpr std::array offeredTimes {TimeInForce::Day, TimeInForce::GoodTillCancelled,
                                   TimeInForce::ImmediateOrCancel};

std::optional<Price> priceOf(std::optional<std::int64_t> units)
{
    return units ? std::optional(Price::ofUnits(*units)) : std::nullopt;
}

template <typename Amount>
std::optional<std::int64_t> unitsOf(std::optional<Amount> amount)
{
    return amount ? std::optional(amount->units()) : std::nullopt;
}

} // namespace

TicketForm::TicketForm(OrderDraft& draft, QWidget* parent)
    : QWidget(parent)
    , m_draft(draft)
{
    build();
    connectFields();
    connect(&m_draft, &OrderDraft::changed, this, &TicketForm::showDraft);
    showDraft();
}

void TicketForm::build()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    m_quantity = spinField(u"ticketQuantity"_s, tr("Quantity in packages"), this);
    m_quantity->setRange(1, OrderDraft::quantityMax);
    m_timeInForce = choiceField(u"ticketTimeInForce"_s, tr("Time in force"), this);
    for (const TimeInForce time : offeredTimes)
        m_timeInForce->addItem(timeInForceText(time), int(time));
    grid->addWidget(fieldLabel(tr("&Quantity"), m_quantity, this), 0, 0);
    grid->addWidget(m_quantity, 0, 1);
    grid->addWidget(fieldLabel(tr("T&ime"), m_timeInForce, this), 0, 2);
    grid->addWidget(m_timeInForce, 0, 3);
    buildTypes(*grid);
    buildPrices(*grid);
}

void TicketForm::buildTypes(QGridLayout& grid)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    auto* group = new QButtonGroup(this);
    const std::array names {tr("Walk"), tr("Limit"), tr("Marketable")};
    const std::array hints {tr("Moves from mid towards the worst price, asking the slippage budget before "
                               "each step"),
                            tr("Rests at the limit"),
                            tr("Crosses the spread at once, never worse than the price")};
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        m_kinds[i] = new QPushButton(names[i], this);
        m_kinds[i]->setObjectName(u"ticketKind%1"_s.arg(i));
        m_kinds[i]->setAccessibleName(tr("Order type %1").arg(names[i]));
        m_kinds[i]->setToolTip(hints[i]);
        m_kinds[i]->setCheckable(true);
        setKind(*m_kinds[i], "segment");
        group->addButton(m_kinds[i], int(i));
        row->addWidget(m_kinds[i], 1);
    }
    grid.addWidget(fieldLabel(tr("T&ype"), m_kinds[0], this), 1, 0);
    grid.addLayout(row, 1, 1, 1, 3);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { m_draft.setKind(OrderDraft::Kind(id)); });
}

void TicketForm::buildPrices(QGridLayout& grid)
{
    m_price = new PriceField(u"ticketPrice"_s, tr("Limit or worst net price"), this);
    m_slippage = new PriceField(u"ticketSlippage"_s, tr("Slippage limit in dollars"), this);
    m_slippage->setStep(Price::ofWhole(1));
    m_slippage->setPlaceholderText(tr("budget", "no own limit: the budget's limit holds"));
    m_slippage->setToolTip(tr(
        "Dollars this order may cost against its arrival mid; empty: the strategy's and the day's budget"));
    m_priceLabel = fieldLabel(tr("&Worst"), m_price, this);
    grid.addWidget(m_priceLabel, 2, 0);
    grid.addWidget(m_price, 2, 1);
    grid.addWidget(fieldLabel(tr("S&lippage $"), m_slippage, this), 2, 2);
    grid.addWidget(m_slippage, 2, 3);
    new WalkForm(m_draft, grid, 3, *this);
    buildExits(grid, 5);
}

// What gets out again, held by this machine (docs/stops.md).
void TicketForm::buildExits(QGridLayout& grid, int row)
{
    m_stop = new PriceField(u"ticketStop"_s, tr("Stop: mid of the closing order"), this);
    m_stop->setPlaceholderText(tr("none", "no stop"));
    m_stop->setToolTip(tr("Mid of the closing order at which it is sent, three times in a row: held by this "
                          "machine. Of an entry it comes to be when the entry fills"));
    m_takeProfit = new PriceField(u"ticketTakeProfit"_s, tr("Take profit: limit of the closing order"), this);
    m_takeProfit->setPlaceholderText(tr("none", "no profit target"));
    m_takeProfit->setToolTip(tr("Limit of the closing order, sent when the entry has filled"));
    grid.addWidget(fieldLabel(tr("St&op"), m_stop, this), row, 0);
    grid.addWidget(m_stop, row, 1);
    grid.addWidget(fieldLabel(tr("Pro&fit"), m_takeProfit, this), row, 2);
    grid.addWidget(m_takeProfit, row, 3);
    connect(m_stop, &PriceField::unitsEdited, this,
            [this](std::optional<std::int64_t> units) { m_draft.setStop(priceOf(units)); });
    connect(m_takeProfit, &PriceField::unitsEdited, this,
            [this](std::optional<std::int64_t> units) { m_draft.setTakeProfit(priceOf(units)); });
}

void TicketForm::connectFields()
{
    connect(m_quantity, &QSpinBox::valueChanged, &m_draft, &OrderDraft::setQuantity);
    connect(m_timeInForce, &QComboBox::activated, this,
            [this](int row) { m_draft.setTimeInForce(TimeInForce(m_timeInForce->itemData(row).toInt())); });
    connect(m_price, &PriceField::unitsEdited, this, [this](std::optional<std::int64_t> units) {
        m_draft.kind() == OrderDraft::Kind::Limit ? m_draft.setLimit(priceOf(units))
                                                  : m_draft.setWorst(priceOf(units));
    });
    connect(m_slippage, &PriceField::unitsEdited, this, [this](std::optional<std::int64_t> units) {
        m_draft.setSlippageLimit(units ? std::optional(Money::ofUnits(*units)) : std::nullopt);
    });
}

void TicketForm::showDraft()
{
    const QSignalBlocker quantityBlocker(m_quantity);
    m_quantity->setValue(int(m_draft.quantity().count()));
    m_timeInForce->setCurrentIndex(m_timeInForce->findData(int(m_draft.timeInForce())));
    m_kinds[std::size_t(m_draft.kind())]->setChecked(true);
    const bool isLimit = m_draft.kind() == OrderDraft::Kind::Limit;
    m_priceLabel->setText(isLimit ? tr("&Limit") : tr("&Worst"));
    m_price->setPlaceholderText(isLimit ? tr("net price")
                                        : tr("natural", "the price that crosses every leg"));
    m_price->setToolTip(
        tr("Net price of one package per share: positive pays (debit), negative receives (credit)"));
    m_price->setUnits(unitsOf(isLimit ? m_draft.limit() : m_draft.worst()));
    m_price->setStep(m_draft.isEmpty() ? Price::ofCents(1)
                                       : m_draft.ticks().tickAt(m_draft.worst().value_or(Price::ofCents(1))));
    m_slippage->setUnits(unitsOf(m_draft.slippageLimit()));
    m_stop->setUnits(unitsOf(m_draft.stop()));
    m_takeProfit->setUnits(unitsOf(m_draft.takeProfit()));
}

} // namespace strikedesk::ui
