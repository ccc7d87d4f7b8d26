// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chain/ChainPanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/ElidedLabel.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/ticket/OrderDraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace strikedesk::ui {
namespace {

// Minute bars: a recorded quote is not ageing while its next bar is not due.
constexpr double replayAgeingSeconds = 90.0;
constexpr double spotStaleSeconds = 15.0;

QString expiryKey(const ChainExpiry& expiry)
{
    return textOf(toIsoText(expiry.expiry)) + u' ' + textOf(expiry.root);
}

} // namespace

ChainPanel::ChainPanel(DeskLink& link, OrderDraft& draft, QWidget* parent)
    : DeskPanel(link, parent)
    , m_draft(draft)
    , m_model(new ChainModel(this))
{
    build();
    connect(&m_draft, &OrderDraft::changed, this, &ChainPanel::showRows);
}

void ChainPanel::build()
{
    m_expiries = new QTabBar(this);
    m_expiries->setObjectName(u"chainExpiries"_s);
    m_expiries->setAccessibleName(tr("Expiry"));
    m_expiries->setExpanding(false);
    m_expiries->setDrawBase(false);
    m_expiries->setUsesScrollButtons(true);
    m_table = new DeskTable(u"chainTable"_s, tr("Option chain"), this);
    m_table->setProportional(true);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->show(m_model);
    m_table->setEmptyText(tr("Waiting for the first quotes of the market."));
    setFocusProxy(m_table);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_expiries);
    layout->addWidget(m_table, 1);

    connect(m_underlying, &QComboBox::currentIndexChanged, this, &ChainPanel::changeFocus);
    connect(m_expiries, &QTabBar::currentChanged, this, &ChainPanel::changeFocus);
    connect(m_table, &DeskTable::picked, this, &ChainPanel::addPickedLeg);
}

QWidget* ChainPanel::buildHeader()
{
    auto* header = new QWidget(this);
    m_underlying = new QComboBox(header);
    m_underlying->setObjectName(u"chainUnderlying"_s);
    m_underlying->setAccessibleName(tr("Underlying"));
    m_underlying->setMinimumWidth(92);
    m_underlying->setFont(textFont(1, true));
    m_spot = strongLabel(header, 3);
    m_halted = strongLabel(header);
    m_halted->setObjectName(u"chainHalted"_s);
    setTone(*m_halted, Tone::Danger);
    m_halted->hide();
    m_spotNote = new ElidedLabel(header, Qt::ElideRight);
    m_expiryNote = new ElidedLabel(header, Qt::ElideRight);
    m_countdown = strongLabel(header, 1);
    auto* label = dimLabel(header, tr("&Underlying"));
    label->setBuddy(m_underlying);

    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(10, 6, 10, 6);
    row->setSpacing(10);
    row->addWidget(label);
    row->addWidget(m_underlying);
    row->addWidget(m_spot);
    row->addWidget(m_halted);
    row->addWidget(m_spotNote);
    row->addStretch(1);
    row->addWidget(m_expiryNote);
    row->addWidget(m_countdown);
    return header;
}

void ChainPanel::selectUnderlying(const QString& underlying)
{
    m_underlying->setCurrentIndex(m_underlying->findText(underlying));
}

void ChainPanel::selectExpiry(int index)
{
    m_expiries->setCurrentIndex(index);
}

const ChainSnapshot* ChainPanel::shownChain() const
{
    if (!pricing())
        return nullptr;
    for (const ChainSnapshotPtr& chain : pricing()->chains) {
        if (textOf(chain->underlying) == m_underlying->currentText())
            return chain.get();
    }
    return nullptr;
}

const ChainExpiry* ChainPanel::shownExpiry() const
{
    const ChainSnapshot* chain = shownChain();
    const QString key = m_expiries->tabData(m_expiries->currentIndex()).toString();
    if (!chain)
        return nullptr;
    for (const ChainExpiry& expiry : chain->expiries) {
        if (expiryKey(expiry) == key)
            return &expiry;
    }
    return nullptr;
}

void ChainPanel::applyPricing(const PricingSnapshot& pricing)
{
    showUnderlyings(pricing);
    if (const ChainSnapshot* chain = shownChain()) {
        showExpiries(*chain);
        showHeader(*chain);
    }
    showRows();
}

// Twenty-five snapshots a second come; rows are built again only for those that change something in them.
void ChainPanel::applyDesk(const DeskSnapshot&)
{
    const ChainSnapshot* chain = shownChain();
    if (!chain || marksOf(*chain) == m_shownMarks)
        return;
    showHeader(*chain);
    showRows();
}

ChainMarks ChainPanel::marksOf(const ChainSnapshot& chain) const
{
    ChainMarks marks;
    if (desk()) {
        for (const PositionView& position : desk()->positions)
            marks.holdings[position.symbol] += position.quantity;
        if (desk()->mode == DeskMode::Replay)
            marks.ageingSeconds = replayAgeingSeconds;
        else // In whole seconds: what follows closely has no lag worth showing.
            marks.lagSeconds = std::max(0.0, std::floor(secondsBetween(chain.at, desk()->now)));
    }
    for (const OrderLeg& leg : m_draft.legs())
        marks.draftLegs[leg.symbol] = leg.side;
    return marks;
}

void ChainPanel::showUnderlyings(const PricingSnapshot& pricing)
{
    QStringList names;
    for (const ChainSnapshotPtr& chain : pricing.chains)
        names += textOf(chain->underlying);
    QStringList shown;
    for (int i = 0; i < m_underlying->count(); ++i)
        shown += m_underlying->itemText(i);
    if (names == shown)
        return;
    const QString kept = m_underlying->currentText();
    {
        const QSignalBlocker blocker(m_underlying);
        m_underlying->clear();
        m_underlying->addItems(names);
        m_underlying->setCurrentIndex(std::max(0, int(names.indexOf(kept))));
    }
    changeFocus();
}

void ChainPanel::showExpiries(const ChainSnapshot& chain)
{
    const QSignalBlocker blocker(m_expiries);
    const QString kept = m_expiries->tabData(m_expiries->currentIndex()).toString();
    while (m_expiries->count() > int(chain.expiries.size()))
        m_expiries->removeTab(m_expiries->count() - 1);
    int current = 0;
    for (int i = 0; i < int(chain.expiries.size()); ++i) {
        const ChainExpiry& expiry = chain.expiries[std::size_t(i)];
        const bool isSettlingToday = expiry.daysToExpiry == 0;
        QString text = isSettlingToday
            ? tr("Today %1").arg(countdownText(secondsBetween(chain.at, expiry.settlesAt)))
            : tr("%1 · %2d", "date and days to expiry").arg(dateText(expiry.expiry)).arg(expiry.daysToExpiry);
        if (expiry.settlement == "AM")
            text += tr(" AM");
        if (i >= m_expiries->count())
            m_expiries->addTab(text);
        else if (m_expiries->tabText(i) != text)
            m_expiries->setTabText(i, text);
        m_expiries->setTabData(i, expiryKey(expiry));
        m_expiries->setTabTextColor(i, isSettlingToday ? toneColor(Tone::Warning) : QColor());
        m_expiries->setTabToolTip(
            i,
            tr("%1, settles %2 (%3)")
                .arg(textOf(expiry.root), dayStampText(expiry.settlesAt), textOf(expiry.settlement)));
        if (expiryKey(expiry) == kept)
            current = i;
    }
    m_expiries->setCurrentIndex(current);
}

void ChainPanel::showHeader(const ChainSnapshot& chain)
{
    const double age = secondsBetween(chain.spot.at, chain.at) + marksOf(chain).lagSeconds;
    const bool isStale
        = age > (desk() && desk()->mode == DeskMode::Replay ? replayAgeingSeconds : spotStaleSeconds);
    m_spot->setText(chain.spot.isKnown() ? numberText(chain.spot.price, 2) : unknownText());
    setTone(*m_spot, isStale ? Tone::TextDim : Tone::Text);
    QString note = !chain.spot.isKnown()           ? tr("spot unknown")
        : chain.spot.source == SpotSource::Derived ? tr("derived from parity")
        : chain.spot.source == SpotSource::Trade   ? tr("last trade")
                                                   : tr("mid");
    m_halted->setVisible(chain.haltedSince.has_value());
    if (chain.haltedSince)
        m_halted->setText(tr("HALTED since %1").arg(stampText(*chain.haltedSince)));
    note += u" · "_s + tr("rate %1 %").arg(percentText(chain.rate, 2));
    if (chain.monthVolatility)
        note += u" · "_s + tr("30 days %1 %").arg(percentText(chain.monthVolatility));
    if (chain.standing)
        note += u" · "_s
            + tr("rank %1 of %2 days")
                  .arg(percentText(chain.standing->rank, 0),
                       countText(std::int64_t(chain.standing->samples)));
    if (isStale)
        note += u" · "_s + tr("stale %1").arg(ageText(age));
    m_spotNote->setText(note);
    QString sources = tr("rate: %1").arg(textOf(chain.rateSource));
    if (!chain.dividendSource.empty())
        sources += u'\n' + tr("dividends: %1").arg(textOf(chain.dividendSource));
    if (chain.volatilityIndex)
        sources += u'\n'
            + tr("volatility of 30 days by all quotes: %1 %").arg(percentText(chain.volatilityIndex));
    m_spotNote->setToolTip(sources);

    const ChainExpiry* expiry = shownExpiry();
    m_countdown->setVisible(expiry && expiry->daysToExpiry == 0);
    if (!expiry)
        return;
    m_expiryNote->setText(
        tr("%1 %2 · settles %3")
            .arg(textOf(expiry->root), textOf(expiry->settlement), dayStampText(expiry->settlesAt)));
    m_countdown->setText(countdownText(secondsBetween(chain.at, expiry->settlesAt)));
    setTone(*m_countdown, Tone::Warning);
}

void ChainPanel::showRows()
{
    const ChainSnapshot* chain = shownChain();
    const ChainExpiry* expiry = shownExpiry();
    if (!chain || !expiry) {
        m_model->clear();
        return;
    }
    m_shownMarks = marksOf(*chain);
    m_model->setExpiry(*expiry, chain->spot, m_shownMarks);
    keepSpotInView();
}

void ChainPanel::keepSpotInView()
{
    const ChainExpiry* expiry = shownExpiry();
    const QString shown = expiry ? m_underlying->currentText() + u' ' + expiryKey(*expiry) : QString();
    if (shown == m_centredOn || m_model->spotRow() < 0)
        return;
    m_centredOn = shown;
    // Not before the table has its size.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_table->scrollTo(m_model->index(m_model->spotRow(), ChainModel::Strike),
                              QAbstractItemView::PositionAtCenter);
        },
        Qt::QueuedConnection);
}

void ChainPanel::changeFocus()
{
    if (const ChainSnapshot* chain = shownChain()) {
        showExpiries(*chain);
        showHeader(*chain);
        const ChainExpiry* expiry = shownExpiry();
        link().desk().focusChain(chain->underlying, expiry ? std::optional(expiry->expiry) : std::nullopt);
    }
    showRows();
}

void ChainPanel::addPickedLeg(const QModelIndex& index)
{
    if (const auto pick = m_model->pickAt(index))
        m_draft.addLeg(pick->symbol, pick->side);
}

} // namespace strikedesk::ui
