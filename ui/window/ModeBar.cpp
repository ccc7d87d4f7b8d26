// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ModeBar.h"

#include "ui/base/Badge.h"
#include "ui/base/ElidedLabel.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/base/StateText.h"
#include "ui/window/ActionTable.h"
#include "ui/window/KillButton.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace strikedesk::ui {
ModeBar::ModeBar(Actions& actions, QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"modeBar"_s);
    build(actions);
}

void ModeBar::build(Actions& actions)
{
    m_mode = new Badge(tr("Mode"), false, this);
    m_simulated = new Badge(tr("Simulated market"), true, this);
    m_simulated->setBadge(tr("SIMULATED"), Tone::Simulated, Tone::Simulated);
    m_simulated->setToolTip(tr("Prices and fills come from a simulation, not from an exchange"));
    m_market = new ElidedLabel(this, Qt::ElideRight);
    m_clock = strongLabel(this, 2);
    m_clock->setAccessibleName(tr("Exchange time"));
    m_clock->setToolTip(tr("Time of the market, New York"));
    m_worth = strongLabel(this, 1);
    m_worth->setAccessibleName(tr("Net liquidation value"));
    m_worth->setToolTip(tr("Net liquidation value in dollars: cash plus positions at mark"));
    m_profit = strongLabel(this, 1);
    m_profit->setAccessibleName(tr("Unrealised profit and loss"));
    m_profit->setToolTip(tr("Unrealised profit and loss in dollars, at mark, fees not included"));
    m_feed = new QPushButton(this);
    m_feed->setObjectName(u"feedButton"_s);
    connect(m_feed, &QPushButton::clicked, this, [this, &actions] {
        actions[m_isFeedUp ? ActionId::DropFeed : ActionId::RestoreFeed]->trigger();
    });
    m_flatten = new QCheckBox(tr("&flatten"), this);
    m_flatten->setObjectName(u"killFlatten"_s);
    m_flatten->setAccessibleName(tr("Flatten the book after the kill"));
    m_flatten->setToolTip(tr("After cancelling, the kill switch also closes every position"));
    m_kill = new KillButton(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 3, 6, 5);
    row->setSpacing(8);
    row->addWidget(m_mode);
    row->addWidget(m_simulated);
    row->addWidget(m_market, 1);
    row->addWidget(m_clock);
    row->addStretch(1);
    row->addWidget(dimLabel(this, tr("Net liq.")));
    row->addWidget(m_worth);
    row->addWidget(dimLabel(this, tr("Open P&L")));
    row->addWidget(m_profit);
    row->addSpacing(10);
    row->addWidget(m_feed);
    row->addWidget(m_flatten);
    row->addWidget(m_kill);
}

void ModeBar::setDesk(const DeskSnapshot& desk)
{
    m_mode->setBadge(modeText(desk.mode), Tone::FillText, modeTone(desk.mode));
    m_simulated->setVisible(desk.isSimulatedMarket);
    m_market->setText(tr("%1 · fills %2").arg(textOf(desk.market), textOf(desk.fillModel)));
    m_clock->setText(dayStampText(desk.now));
    m_worth->setText(desk.account.netLiquidation ? dollarsText(*desk.account.netLiquidation) : unknownText());
    m_profit->setText(signedMoneyText(desk.account.unrealised));
    setTone(*m_profit,
            desk.account.unrealised ? gainTone(desk.account.unrealised->toDouble()) : Tone::TextDim);
    m_isFeedUp = true;
    for (const LinkView& link : desk.links) {
        if (link.name == "feed")
            m_isFeedUp = link.isUp;
    }
    m_feed->setVisible(desk.mode != DeskMode::Live);
    m_feed->setText(m_isFeedUp ? tr("Drop feed") : tr("Restore feed"));
    m_feed->setAccessibleName(m_feed->text());
    m_feed->setToolTip(m_isFeedUp ? tr("Cut the simulated feed to see what a lost line does")
                                  : tr("Connect the feed again"));
    m_kill->setEngaged(desk.kill.isEngaged);
}

bool ModeBar::isFlattenWanted() const
{
    return m_flatten->isChecked();
}

} // namespace strikedesk::ui
