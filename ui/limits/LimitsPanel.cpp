// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/LimitsPanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/limits/LimitsModel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

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
    const auto button = [strip](const QString& text, const QString& name, const QString& tip) {
        auto* made = new QPushButton(text, strip);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        return made;
    };
    m_value = field(u"limitValue"_s, tr("New value of the limit"), tr("value"));
    m_scope = field(u"limitScope"_s, tr("Scope of the limit"), tr("scope"));
    m_scope->setToolTip(tr("account, underlying:NAME, expiry:YYYY-MM-DD, strategy:NAME or principal:NAME"));
    m_reason = field(u"limitReason"_s, tr("Why the limit or the breaker changes"), tr("why"));
    m_set = button(tr("Set limit"), u"limitSet"_s,
                   tr("A tighter value counts at once, a looser one after the delay"));
    m_takeBack = button(tr("Take back"), u"limitTakeBack"_s, tr("The looser value that waits is not wanted"));
    m_reset = button(tr("Reset breaker"), u"breakerReset"_s, tr("Orders of its scope may go again"));
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(6);
    row->addWidget(m_value, 1);
    row->addWidget(m_scope, 2);
    row->addWidget(m_reason, 3);
    row->addWidget(m_set);
    row->addWidget(m_takeBack);
    row->addWidget(m_reset);
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
