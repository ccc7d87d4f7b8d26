// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/LimitsPanel.h"

#include "core/risk/Breaker.h"
#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/limits/LimitsModel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <initializer_list>

namespace strikedesk::ui {

LimitsPanel::LimitsPanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new LimitsModel(this))
{
    m_table = new DeskTable(u"limitsTable"_s, tr("Limits and breakers"), this);
    m_table->show(m_model, LimitsModel::Limit);
    m_table->setEmptyText(tr("No limits: nothing opens until a person sets them."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(buildStrip());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LimitsPanel::choose);
    for (QLineEdit* field : {m_scope, m_value, m_reason})
        connect(field, &QLineEdit::textChanged, this, &LimitsPanel::offer);
    connect(m_set, &QPushButton::clicked, this, &LimitsPanel::setLimit);
    connect(m_takeBack, &QPushButton::clicked, this, &LimitsPanel::takeBack);
    connect(m_trip, &QPushButton::clicked, this, &LimitsPanel::tripBreaker);
    connect(m_reset, &QPushButton::clicked, this, &LimitsPanel::resetBreaker);
    offer();
}

QWidget* LimitsPanel::buildStrip()
{
    auto* strip = new QWidget(this);
    const auto field = [strip](const QString& name, const QString& accessible, const QString& hint) {
        auto* made = new QLineEdit(strip);
        made->setObjectName(name);
        made->setAccessibleName(accessible);
        made->setPlaceholderText(hint);
        return made;
    };
    m_scope = field(u"limitScope"_s, tr("Scope of the limit or the breaker"), tr("scope"));
    m_scope->setToolTip(
        tr("Of a limit: account, underlying:NAME, expiry:YYYY-MM-DD, strategy:NAME or principal:NAME.\n"
           "Of a breaker: account, underlying:NAME, strategy:NAME or leg:SYMBOL."));
    m_reason = field(u"limitReason"_s, tr("Why the limit or the breaker changes"), tr("why"));
    m_value = field(u"limitValue"_s, tr("New value of the limit"), tr("value"));
    m_set = button(tr("Set limit"), u"limitSet"_s,
                   tr("A tighter value counts at once, a looser one after the delay"));
    m_takeBack = button(tr("Take back"), u"limitTakeBack"_s, tr("The looser value that waits is not wanted"));
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_value, 2);
    row->addWidget(m_set);
    row->addWidget(m_takeBack);
    row->addSpacing(12);
    row->addWidget(buildBreakers());
    auto* why = new QHBoxLayout;
    why->setSpacing(6);
    why->addWidget(m_scope, 2);
    why->addWidget(m_reason, 3);
    auto* rows = new QVBoxLayout(strip);
    rows->setContentsMargins(8, 5, 8, 5);
    rows->setSpacing(5);
    rows->addLayout(why);
    rows->addLayout(row);
    return strip;
}

QPushButton* LimitsPanel::button(const QString& text, const QString& name, const QString& tip)
{
    auto* made = new QPushButton(text, this);
    made->setObjectName(name);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    return made;
}

QWidget* LimitsPanel::buildBreakers()
{
    auto* strip = new QWidget(this);
    m_mode = new QComboBox(strip);
    m_mode->setObjectName(u"breakerMode"_s);
    m_mode->setAccessibleName(tr("What the breaker holds back"));
    const auto offerMode = [this](BreakerMode mode, const QString& text, const QString& tip) {
        m_mode->addItem(text, textOf(std::string(nameOf(mode))));
        m_mode->setItemData(m_mode->count() - 1, tip, Qt::ToolTipRole);
    };
    offerMode(BreakerMode::BlockEntries, tr("block entries"),
              tr("No new order opens anything; what works goes on"));
    offerMode(BreakerMode::ReduceOnly, tr("reduce only"),
              tr("Only what reduces risk goes; what works and adds risk is cancelled"));
    offerMode(BreakerMode::Freeze, tr("freeze"),
              tr("Nothing goes but cancels and the kill switch; walks rest"));
    m_trip = button(tr("Trip breaker"), u"breakerTrip"_s, tr("Hold back orders of the scope that is typed"));
    m_reset = button(tr("Reset breaker"), u"breakerReset"_s,
                     tr("Orders of the chosen breaker's scope may go again"));
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (QWidget* part : std::initializer_list<QWidget*> {m_mode, m_trip, m_reset})
        row->addWidget(part);
    return strip;
}

std::string LimitsPanel::reason() const
{
    return m_reason->text().trimmed().toStdString();
}

// What is chosen fills in the strip, so that a change begins with what counts now.
void LimitsPanel::choose()
{
    if (const LimitView* limit = m_model->limit(m_table->currentIndex())) {
        m_scope->setText(textOf(limit->scope));
        m_value->clear();
    } else if (const BreakerView* breaker = m_model->breaker(m_table->currentIndex())) {
        m_scope->setText(textOf(breaker->scope));
    }
    offer();
}

void LimitsPanel::offer()
{
    const LimitView* limit = m_model->limit(m_table->currentIndex());
    const BreakerView* breaker = m_model->breaker(m_table->currentIndex());
    const bool hasReason = !reason().empty();
    m_set->setEnabled(limit && hasReason && !m_value->text().trimmed().isEmpty()
                      && !m_scope->text().trimmed().isEmpty());
    m_takeBack->setEnabled(limit && limit->pending && hasReason);
    m_trip->setEnabled(hasReason && !m_scope->text().trimmed().isEmpty());
    m_reset->setEnabled(breaker && hasReason && desk() && desk()->now >= breaker->resettableFrom);
}

void LimitsPanel::setLimit()
{
    const LimitView* limit = m_model->limit(m_table->currentIndex());
    if (!limit)
        return;
    link().post(SetLimits {m_scope->text().trimmed().toStdString(),
                           {{limit->code, m_value->text().trimmed().toStdString()}},
                           reason()},
                this, {});
    m_value->clear();
    m_reason->clear();
}

void LimitsPanel::takeBack()
{
    const LimitView* limit = m_model->limit(m_table->currentIndex());
    if (!limit)
        return;
    link().post(CancelLimitRaise {limit->scope, limit->code, reason()}, this, {});
    m_reason->clear();
}

void LimitsPanel::tripBreaker()
{
    link().post(TripBreaker {m_scope->text().trimmed().toStdString(),
                             m_mode->currentData().toString().toStdString(), reason()},
                this, {});
    m_reason->clear();
}

void LimitsPanel::resetBreaker()
{
    const BreakerView* breaker = m_model->breaker(m_table->currentIndex());
    if (!breaker)
        return;
    link().post(ResetBreaker {reason(), breaker->scope}, this, {});
    m_reason->clear();
}

void LimitsPanel::applyDesk(const DeskSnapshot& desk)
{
    m_model->setRisk(desk.risk.breakers, desk.limits);
    offer();
}

} // namespace strikedesk::ui
