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
    connect(m_accept, &QPushButton::clicked, this,
            [this] { this->link().post(AcceptDifferences {"accepted on the screen"}, this, {}); });
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
    m_linkTable->setFixedHeight(tableRowHeight() * 4 + 2);
    m_recoveryTable = new DeskTable(u"recoveryTable"_s, tr("Reconciliation"), this);
    m_recoveryTable->show(m_recovery, RecoveryModel::WillDo);
    m_recoveryTable->setEmptyText(tr("Nothing had to be reconciled."));
    m_accept = new QPushButton(tr("Accept differences"), this);
    m_accept->setObjectName(u"acceptDifferences"_s);
    m_accept->setAccessibleName(m_accept->text());
    m_accept->setToolTip(tr("The differences become records in your name, and the desk may arm"));
    auto* title = strongLabel(this);
    title->setText(tr("Reconciliation: believed, venue says, will do"));
    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_accept);
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(10, 8, 10, 8);
    padded->setSpacing(6);
    auto* state = new QHBoxLayout;
    state->addWidget(m_armed, 1);
    state->addWidget(m_reconciled);
    padded->addLayout(state);
    padded->addWidget(buildKill());
    padded->addWidget(m_linkTable);
    padded->addLayout(head);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(padded);
    layout->addWidget(m_recoveryTable, 1);
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
    m_reconciled->setText(desk.isReconciled ? tr("reconciled with the venue · epoch %1").arg(desk.epoch)
                                            : tr("not reconciled · epoch %1").arg(desk.epoch));
    m_links->setLinks(desk.links);
    m_recovery->setRecovery(desk.recovery);
    const bool hasDifference = std::any_of(desk.recovery.begin(), desk.recovery.end(),
                                           [](const RecoveryRow& row) { return row.isDifference; });
    m_accept->setEnabled(hasDifference && !desk.isReconciled);
    showKill(desk.kill);
}

void HealthPanel::showKill(const KillView& kill)
{
    m_resetPhrase->setVisible(kill.isEngaged);
    m_reset->setVisible(kill.isEngaged);
    setTone(*m_killState, kill.isEngaged ? Tone::Danger : Tone::TextDim);
    if (!kill.isEngaged) {
        m_killState->setText(tr("Kill switch: ready"));
        m_killProof->setText(tr("Ctrl+Shift+K twice within two seconds"));
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
