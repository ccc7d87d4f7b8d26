// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/WalkForm.h"

#include "core/orders/WalkStyles.h"
#include "ui/base/Fields.h"
#include "ui/base/Format.h"
#include "ui/ticket/OrderDraft.h"

#include <QGridLayout>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

/// What is left at the end of a walk: rests until the order's time ends it, or goes after a while.
struct EndChoice
{
    int seconds;
    WalkEnd end;
};
constexpr std::array endChoices {
    EndChoice {0, WalkEnd::Cancel},   EndChoice {30, WalkEnd::Cancel}, EndChoice {60, WalkEnd::Cancel},
    EndChoice {300, WalkEnd::Cancel}, EndChoice {30, WalkEnd::Cross},  EndChoice {60, WalkEnd::Cross},
    EndChoice {300, WalkEnd::Cross},
};

QString endText(const EndChoice& choice)
{
    if (choice.seconds == 0)
        return WalkForm::tr("rest");
    const QString after = choice.seconds < 60 ? WalkForm::tr("%1 s").arg(choice.seconds)
                                              : WalkForm::tr("%1 min").arg(choice.seconds / 60);
    return (choice.end == WalkEnd::Cross ? WalkForm::tr("cross %1") : WalkForm::tr("cancel %1")).arg(after);
}

} // namespace

WalkForm::WalkForm(OrderDraft& draft, QGridLayout& grid, int firstRow, QWidget& parent)
    : QObject(&parent)
    , m_draft(draft)
{
    build(grid, firstRow, parent);
    connectFields();
    connect(&m_draft, &OrderDraft::changed, this, &WalkForm::showDraft);
    showDraft();
}

void WalkForm::build(QGridLayout& grid, int firstRow, QWidget& parent)
{
    m_style = choiceField(u"ticketWalkStyle"_s, tr("How the walk goes"), &parent);
    for (const WalkStyleRow& row : walkStyles) {
        m_style->addItem(textOf(row.label), int(row.style));
        m_style->setItemData(m_style->count() - 1, textOf(row.sentence), Qt::ToolTipRole);
    }
    m_stepSeconds = spinField(u"ticketStepSeconds"_s, tr("Seconds between steps"), &parent);
    m_stepSeconds->setRange(1, 600);
    m_stepTicks = spinField(u"ticketStepTicks"_s, tr("Ticks per step, or off mid"), &parent);
    m_end = choiceField(u"ticketWalkEnd"_s, tr("What happens at the end"), &parent);
    for (std::size_t row = 0; row < endChoices.size(); ++row)
        m_end->addItem(endText(endChoices[row]), int(row));
    m_end->setToolTip(
        tr("At its end the walk rests: until the order's time ends it, or so long; then what has "
           "not filled is cancelled, or crosses as far as the worst price and the budget allow"));

    m_stepLabel = fieldLabel(tr("Ste&p ticks"), m_stepTicks, &parent);
    grid.addWidget(fieldLabel(tr("Wal&k"), m_style, &parent), firstRow, 0);
    grid.addWidget(m_style, firstRow, 1);
    grid.addWidget(fieldLabel(tr("&Every s"), m_stepSeconds, &parent), firstRow, 2);
    grid.addWidget(m_stepSeconds, firstRow, 3);
    grid.addWidget(m_stepLabel, firstRow + 1, 0);
    grid.addWidget(m_stepTicks, firstRow + 1, 1);
    grid.addWidget(fieldLabel(tr("&At end"), m_end, &parent), firstRow + 1, 2);
    grid.addWidget(m_end, firstRow + 1, 3);
}

void WalkForm::connectFields()
{
    connect(m_style, &QComboBox::activated, this,
            [this](int row) { m_draft.setWalkStyle(WalkStyle(m_style->itemData(row).toInt())); });
    connect(m_stepSeconds, &QSpinBox::valueChanged, &m_draft, &OrderDraft::setStepSeconds);
    connect(m_stepTicks, &QSpinBox::valueChanged, this, [this](int ticks) {
        m_draft.walk().style == WalkStyle::PegToMid ? m_draft.setOffsetTicks(ticks)
                                                    : m_draft.setStepTicks(ticks);
    });
    connect(m_end, &QComboBox::activated, this, [this](int row) {
        const EndChoice& choice = endChoices[std::size_t(row)];
        m_draft.setPatience(choice.seconds);
        m_draft.setWalkEnd(choice.end);
    });
}

void WalkForm::showDraft()
{
    const QSignalBlocker secondsBlocker(m_stepSeconds);
    const WalkTerms& walk = m_draft.walk();
    m_style->setCurrentIndex(m_style->findData(int(walk.style)));
    m_style->setToolTip(textOf(rowOf(walk.style).sentence));
    m_stepSeconds->setValue(int(walk.stepInterval.count()));
    showStepField();
    const auto end = std::ranges::find_if(endChoices, [&](const EndChoice& choice) {
        return choice.seconds == walk.patience.count() && choice.end == walk.atEnd;
    });
    m_end->setCurrentIndex(end == endChoices.end() ? 0 : int(end - endChoices.begin()));
    const bool isWalk = m_draft.kind() == OrderDraft::Kind::Walk;
    for (QWidget* field : std::array<QWidget*, 3> {m_style, m_stepSeconds, m_end})
        field->setEnabled(isWalk);
    m_stepTicks->setEnabled(isWalk && m_stepTicks->isEnabled());
}

// One field for what a style counts in ticks; the others have prices of their own.
void WalkForm::showStepField()
{
    const QSignalBlocker blocker(m_stepTicks);
    const WalkTerms& walk = m_draft.walk();
    const bool isPeg = walk.style == WalkStyle::PegToMid;
    m_stepLabel->setText(isPeg ? tr("Ticks off &mid") : tr("Ste&p ticks"));
    m_stepTicks->setRange(isPeg ? -20 : 1, 20);
    m_stepTicks->setValue(isPeg ? walk.offsetTicks : walk.stepTicks);
    m_stepTicks->setEnabled(isPeg || walk.style == WalkStyle::MidWalk);
}

} // namespace strikedesk::ui
