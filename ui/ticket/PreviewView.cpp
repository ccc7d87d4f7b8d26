// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/PreviewView.h"

#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/ticket/ChecksModel.h"
#include "ui/ticket/PriceTiles.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace strikedesk::ui {

PreviewView::PreviewView(QWidget* parent)
    : QWidget(parent)
    , m_checks(new ChecksModel(this))
{
    build();
    clearPreview({}, false);
}

void PreviewView::build()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_tiles = new PriceTiles(this);
    layout->addWidget(m_tiles);

    const std::array titles {tr("Maximum loss"), tr("Maximum gain"), tr("Buying power"),
                             tr("Margin after"), tr("Fees"),         tr("Budget to reserve")};
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < FigureCount; ++i) {
        m_figures[std::size_t(i)] = strongLabel(this);
        m_figures[std::size_t(i)]->setAccessibleName(titles[std::size_t(i)]);
        m_figures[std::size_t(i)]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(dimLabel(this, titles[std::size_t(i)]), i, 0);
        grid->addWidget(m_figures[std::size_t(i)], i, 1);
    }
    layout->addLayout(grid);
    m_checkTable = new DeskTable(u"ticketChecks"_s, tr("Checks of the risk gate"), this);
    m_checkTable->setSelectionMode(QAbstractItemView::NoSelection);
    m_checkTable->show(m_checks, ChecksModel::Check);
    m_checkTable->setEmptyText(tr("The risk gate speaks as soon as the ticket has legs."));
    m_checkTable->setMinimumHeight(5 * tableRowHeight());
    m_checkTable->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    layout->addWidget(m_checkTable, 1);
    m_verdict = plainLabel(this);
    m_verdict->setObjectName(u"ticketVerdict"_s);
    m_verdict->setWordWrap(true);
    layout->addWidget(m_verdict);
}

void PreviewView::setFigure(Figure figure, const QString& text, int tone)
{
    QLabel& label = *m_figures[figure];
    label.setText(text);
    setTone(label, Tone(tone));
}

void PreviewView::setPreview(const OrderPreview& preview, bool hasOneExpiry)
{
    m_tiles->setPrices(preview.midPrice, preview.naturalPrice, preview.worstPrice);
    if (preview.isLossUnlimited)
        setFigure(MaximumLoss, tr("unlimited"), int(Tone::Danger));
    else
        setFigure(MaximumLoss, preview.maximumLoss ? dollarsText(*preview.maximumLoss) : unknownText(),
                  int(preview.maximumLoss ? Tone::Loss : Tone::TextDim));
    setFigure(MaximumGain,
              preview.maximumGain ? dollarsText(*preview.maximumGain)
                  : hasOneExpiry  ? tr("unlimited")
                                  : tr("not known: several expiries"),
              int(preview.maximumGain ? Tone::Gain : Tone::TextDim));
    setFigure(
        BuyingPower,
        tr("%1 → %2").arg(dollarsText(preview.buyingPowerBefore), dollarsText(preview.buyingPowerAfter)),
        int(preview.buyingPowerAfter.isNegative() ? Tone::Danger : Tone::Text));
    setFigure(Margin, dollarsText(preview.marginAfter), int(Tone::Text));
    setFigure(Fees, dollarsText(preview.fees), int(Tone::Text));
    setFigure(Reserve, dollarsText(preview.slippageToReserve), int(Tone::Warning));
    m_checks->setChecks(preview.checks);
    QString sentence;
    int failed = 0;
    for (const CheckResult& check : preview.checks) {
        if (check.isPassed)
            continue;
        ++failed;
        if (sentence.isEmpty())
            sentence = textOf(check.sentence) + u" ("_s + textOf(check.code) + u')';
    }
    if (failed == 0) {
        m_verdict->setText(preview.isAllowed ? tr("All %1 checks passed.").arg(preview.checks.size())
                                             : tr("The desk would refuse this order."));
        setTone(*m_verdict, preview.isAllowed ? Tone::Good : Tone::Danger);
        return;
    }
    m_verdict->setText(failed > 1 ? tr("%1 and %2 more.").arg(sentence).arg(failed - 1) : sentence);
    setTone(*m_verdict, Tone::Danger);
}

void PreviewView::clearPreview(const QString& reason, bool isProblem)
{
    m_tiles->setPrices({}, {}, {});
    for (int i = 0; i < FigureCount; ++i)
        setFigure(Figure(i), unknownText(), int(Tone::TextDim));
    m_checks->setChecks({});
    m_verdict->setText(reason);
    setTone(*m_verdict, isProblem ? Tone::Danger : Tone::TextDim);
}

} // namespace strikedesk::ui
