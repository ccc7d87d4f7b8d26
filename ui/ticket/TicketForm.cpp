// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/TicketForm.h"

#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/base/PriceField.h"
#include "ui/base/StateText.h"
#include "ui/ticket/OrderDraft.h"

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

QSpinBox* countField(const QString& objectName, const QString& accessibleName, int maximum, QWidget* parent)
{
    auto* field = new QSpinBox(parent);
    field->setObjectName(objectName);
    field->setAccessibleName(accessibleName);
    field->setRange(1, maximum);
    field->setAlignment(Qt::AlignRight);
    field->setKeyboardTracking(true);
    return field;
}

QLabel* fieldLabel(const QString& text, QWidget* buddy, QWidget* parent)
{
    QLabel* label = dimLabel(parent, text);
    label->setBuddy(buddy);
    return label;
}

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
    m_quantity = countField(u"ticketQuantity"_s, tr("Quantity in packages"), OrderDraft::quantityMax, this);
    m_timeInForce = new QComboBox(this);
    m_timeInForce->setObjectName(u"ticketTimeInForce"_s);
    m_timeInForce->setAccessibleName(tr("Time in force"));
    m_timeInForce->setMinimumContentsLength(6);
    m_timeInForce->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
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
    const std::array hints {tr("Starts at mid and moves towards the worst price in ticks, asking the "
                               "slippage budget before each step"),
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
    m_stepTicks = countField(u"ticketStepTicks"_s, tr("Ticks per step"), 20, this);
    m_stepSeconds = countField(u"ticketStepSeconds"_s, tr("Seconds between steps"), 600, this);
    m_priceLabel = fieldLabel(tr("&Worst"), m_price, this);
    m_stepLabel = fieldLabel(tr("Ste&p ticks"), m_stepTicks, this);
    m_secondsLabel = fieldLabel(tr("&Every s"), m_stepSeconds, this);
    grid.addWidget(m_priceLabel, 2, 0);
    grid.addWidget(m_price, 2, 1);
    grid.addWidget(fieldLabel(tr("S&lippage $"), m_slippage, this), 2, 2);
    grid.addWidget(m_slippage, 2, 3);
    grid.addWidget(m_stepLabel, 3, 0);
    grid.addWidget(m_stepTicks, 3, 1);
    grid.addWidget(m_secondsLabel, 3, 2);
    grid.addWidget(m_stepSeconds, 3, 3);
}

void TicketForm::connectFields()
{
    connect(m_quantity, &QSpinBox::valueChanged, &m_draft, &OrderDraft::setQuantity);
    connect(m_stepTicks, &QSpinBox::valueChanged, &m_draft, &OrderDraft::setStepTicks);
    connect(m_stepSeconds, &QSpinBox::valueChanged, &m_draft, &OrderDraft::setStepSeconds);
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
    const QSignalBlocker ticksBlocker(m_stepTicks);
    const QSignalBlocker secondsBlocker(m_stepSeconds);
    m_quantity->setValue(int(m_draft.quantity().count()));
    m_stepTicks->setValue(m_draft.stepTicks());
    m_stepSeconds->setValue(m_draft.stepSeconds());
    m_timeInForce->setCurrentIndex(m_timeInForce->findData(int(m_draft.timeInForce())));
    m_kinds[std::size_t(m_draft.kind())]->setChecked(true);
    const bool isLimit = m_draft.kind() == OrderDraft::Kind::Limit;
    const bool isWalk = m_draft.kind() == OrderDraft::Kind::Walk;
    m_priceLabel->setText(isLimit ? tr("&Limit") : tr("&Worst"));
    m_price->setPlaceholderText(isLimit ? tr("net price")
                                        : tr("natural", "the price that crosses every leg"));
    m_price->setToolTip(
        tr("Net price of one package per share: positive pays (debit), negative receives (credit)"));
    m_price->setUnits(unitsOf(isLimit ? m_draft.limit() : m_draft.worst()));
    m_price->setStep(m_draft.isEmpty() ? Price::ofCents(1)
                                       : m_draft.ticks().tickAt(m_draft.worst().value_or(Price::ofCents(1))));
    m_slippage->setUnits(unitsOf(m_draft.slippageLimit()));
    for (QWidget* widget : {static_cast<QWidget*>(m_stepLabel), static_cast<QWidget*>(m_stepTicks),
                            static_cast<QWidget*>(m_secondsLabel), static_cast<QWidget*>(m_stepSeconds)})
        widget->setEnabled(isWalk);
}

} // namespace strikedesk::ui
