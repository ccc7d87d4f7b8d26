// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/HealthPanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/ElidedLabel.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/health/HealthModels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace strikedesk::ui {
namespace {

// Clearing the kill switch adds risk, so it takes a typed word; engaging it never does.
const QString& resetWord()
{
    static const QString word = u"RESET"_s;
    return word;
}

} // namespace

HealthPanel::HealthPanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_links(new LinksModel(this))
    , m_recovery(new RecoveryModel(this))
{
    build();
    connect(m_reset, &QPushButton::clicked, this, [this] {
        this->link().post(ResetKill {"reset on the screen"}, this, {});
        m_resetPhrase->clear();
    });
    connect(m_ignoreAll, &QPushButton::clicked, this, [this] {
        this->link().post(AcceptDifferences {m_reason->text().trimmed().toStdString()}, this, {});
        m_reason->clear();
    });
    connect(m_adopt, &QPushButton::clicked, this, [this] { settle("adopt"); });
    connect(m_close, &QPushButton::clicked, this, [this] { settle("close"); });
    connect(m_ignore, &QPushButton::clicked, this, [this] { settle("ignore"); });
    connect(m_compare, &QPushButton::clicked, this, [this] { this->link().post(CompareBooks {}, this, {}); });
    connect(m_reason, &QLineEdit::textChanged, this, &HealthPanel::offerSettling);
    connect(m_recoveryTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HealthPanel::offerSettling);
    connect(m_resetPhrase, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_reset->setEnabled(text == resetWord()); });
}

void HealthPanel::build()
{
    m_armed = strongLabel(this, 1);
    m_armed->setWordWrap(true);
    m_reconciled = dimLabel(this);
    m_linkTable = new DeskTable(u"linksTable"_s, tr("Links"), this);
    m_linkTable->setSelectionMode(QAbstractItemView::NoSelection);
    m_linkTable->show(m_links, LinksModel::Detail);
    // All of them where there is room; a small window is not filled by a panel behind its tab.
    m_linkTable->setMaximumHeight(tableRowHeight() * 4 + 2);
    m_linkTable->setMinimumHeight(tableRowHeight() * 2);
    m_recoveryTable = new DeskTable(u"recoveryTable"_s, tr("Reconciliation"), this);
    m_recoveryTable->show(m_recovery, RecoveryModel::WillDo);
    m_recoveryTable->setEmptyText(tr("Nothing had to be reconciled."));
    auto* title = strongLabel(this);
    title->setText(tr("Reconciliation: believed, venue says, will do"));
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(10, 8, 10, 8);
    padded->setSpacing(6);
    auto* state = new QHBoxLayout;
    state->addWidget(m_armed, 1);
    state->addWidget(m_reconciled);
    padded->addLayout(state);
    padded->addWidget(buildKill());
    m_risk = strongLabel(this);
    m_risk->setObjectName(u"riskNotice"_s);
    m_risk->setWordWrap(true);
    m_risk->setVisible(false);
    padded->addWidget(m_risk);
    padded->addWidget(m_linkTable);
    padded->addWidget(title);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(padded);
    layout->addWidget(m_recoveryTable, 1);
    layout->addWidget(buildSettling());
    offerSettling();
}

// Below the rows, as below the orders: what can be done with the one that is chosen.
QWidget* HealthPanel::buildSettling()
{
    auto* strip = new QWidget(this);
    m_reason = new QLineEdit(strip);
    m_reason->setObjectName(u"settleReason"_s);
    m_reason->setAccessibleName(tr("Why the difference is settled so"));
    m_reason->setPlaceholderText(tr("why, for the audit record"));
    const auto button = [strip](const QString& text, const QString& name, const QString& tip) {
        auto* made = new QPushButton(text, strip);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        return made;
    };
    m_adopt
        = button(tr("Adopt"), u"adoptDifference"_s, tr("The venue is right: its figure is ours from now on"));
    m_close = button(tr("Close"), u"closeDifference"_s,
                     tr("Cancel an order that works at the venue and is not ours"));
    m_ignore = button(tr("Ignore"), u"ignoreDifference"_s, tr("Let the difference stand as it is"));
    m_ignoreAll = button(tr("Ignore all"), u"acceptDifferences"_s,
                         tr("All differences stand as they are, in your name, and the desk may arm"));
    m_compare = button(tr("Compare now"), u"compareBooks"_s, tr("Look at the venue's books again"));
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(6);
    row->addWidget(m_reason, 1);
    row->addWidget(m_adopt);
    row->addWidget(m_close);
    row->addWidget(m_ignore);
    row->addWidget(m_ignoreAll);
    row->addWidget(m_compare);
    return strip;
}

const RecoveryRow* HealthPanel::chosenDifference() const
{
    const RecoveryRow* row = m_recovery->row(m_recoveryTable->currentIndex());
    return row && row->isDifference ? row : nullptr;
}

void HealthPanel::offerSettling()
{
    const RecoveryRow* row = chosenDifference();
    const bool hasReason = !m_reason->text().trimmed().isEmpty();
    m_adopt->setEnabled(row && hasReason && !row->subject.starts_with("order "));
    m_close->setEnabled(row && hasReason && row->isClosable);
    m_ignore->setEnabled(row && hasReason);
    m_ignoreAll->setEnabled(hasReason && m_recovery->hasDifference() && desk() && !desk()->isReconciled);
}

void HealthPanel::settle(const char* action)
{
    const RecoveryRow* row = chosenDifference();
    if (!row)
        return;
    link().post(SettleDifference {row->subject, action, m_reason->text().trimmed().toStdString()}, this, {});
    m_reason->clear();
}

QWidget* HealthPanel::buildKill()
{
    auto* box = new QWidget(this);
    m_killState = strongLabel(box);
    m_killState->setObjectName(u"killState"_s);
    m_killProof = new ElidedLabel(box, Qt::ElideRight);
    m_killProof->setObjectName(u"killProof"_s);
    m_resetPhrase = new QLineEdit(box);
    m_resetPhrase->setObjectName(u"killResetPhrase"_s);
    m_resetPhrase->setAccessibleName(tr("Type %1 to clear the kill switch").arg(resetWord()));
    m_resetPhrase->setPlaceholderText(tr("type %1").arg(resetWord()));
    m_resetPhrase->setMaximumWidth(100);
    m_reset = new QPushButton(tr("Reset"), box);
    m_reset->setObjectName(u"killReset"_s);
    m_reset->setAccessibleName(tr("Clear the kill switch"));
    m_reset->setEnabled(false);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_killState);
    row->addWidget(m_killProof, 1);
    row->addWidget(m_resetPhrase);
    row->addWidget(m_reset);
    return box;
}

void HealthPanel::applyDesk(const DeskSnapshot& desk)
{
    m_armed->setText(desk.isArmed ? tr("Armed: orders may be sent")
                                  : tr("Disarmed: %1").arg(textOf(desk.disarmedReason)));
    setTone(*m_armed, desk.isArmed ? Tone::Good : Tone::Danger);
    const QString compared
        = desk.booksComparedAt ? tr(" · compared %1").arg(stampText(*desk.booksComparedAt)) : QString();
    m_reconciled->setText((desk.isReconciled ? tr("reconciled with the venue") : tr("not reconciled"))
                          + compared + tr(" · epoch %1").arg(desk.epoch));
    m_links->setLinks(desk.links);
    m_recovery->setRecovery(desk.recovery);
    offerSettling();
    showKill(desk.kill);
    showRisk(desk);
}

// Breakers that are open and limits that are to loosen: what somebody has to know of before the next order.
void HealthPanel::showRisk(const DeskSnapshot& desk)
{
    QStringList words;
    for (const BreakerView& breaker : desk.risk.breakers)
        words += tr("Breaker of %1 (%2): %3")
                     .arg(textOf(breaker.scope), textOf(breaker.mode).replace(u'_', u' '),
                          textOf(breaker.reason));
    for (const LimitView& limit : desk.limits) {
        if (limit.pending)
            words += tr("%1 of %2 loosens from %3 to %4 at %5")
                         .arg(textOf(limit.code), textOf(limit.scope), textOf(limit.limit),
                              textOf(limit.pending->limit), stampText(limit.pending->from));
    }
    m_risk->setText(words.join(u'\n'));
    m_risk->setVisible(!words.isEmpty());
    setTone(*m_risk, desk.risk.breakers.empty() ? Tone::Warning : Tone::Danger);
}

void HealthPanel::showKill(const KillView& kill)
{
    m_resetPhrase->setVisible(kill.isEngaged);
    m_reset->setVisible(kill.isEngaged);
    setTone(*m_killState, kill.isEngaged ? Tone::Danger : Tone::TextDim);
    if (!kill.isEngaged) {
        m_killState->setText(tr("Kill switch: ready"));
        QString proof = tr("Ctrl+Shift+K twice within two seconds");
        if (const auto& drill = kill.lastDrill; drill && drill->confirmedAfterSeconds)
            proof += tr(" · last drill: %1 cancels confirmed after %2 s")
                         .arg(drill->confirmed)
                         .arg(numberText(drill->confirmedAfterSeconds, 3));
        m_killProof->setText(proof);
        return;
    }
    m_killState->setText(tr("KILLED: entries blocked"));
    QStringList words;
    words += tr("%1 of %2 cancels confirmed").arg(kill.cancelsConfirmed).arg(kill.cancelsAsked);
    if (kill.confirmedAfterSeconds)
        words += tr("after %1 s").arg(numberText(kill.confirmedAfterSeconds, 3));
    if (!kill.flatten.empty())
        words += tr("flatten: %1").arg(textOf(kill.flatten));
    if (kill.engagedAt)
        words += tr("%1 by %2").arg(stampText(*kill.engagedAt), textOf(kill.actor));
    if (!kill.reason.empty())
        words += textOf(kill.reason);
    m_killProof->setText(words.join(u" · "_s));
}

} // namespace strikedesk::ui
