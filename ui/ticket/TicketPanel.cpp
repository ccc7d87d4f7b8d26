// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/TicketPanel.h"

#include "core/risk/RiskGate.h"
#include "core/util/Clock.h"
#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/charts/PayoffChart.h"
#include "ui/ticket/LegsModel.h"
#include "ui/ticket/MarketLine.h"
#include "ui/ticket/OrderDraft.h"
#include "ui/ticket/PreviewView.h"
#include "ui/ticket/PriceLadder.h"
#include "ui/ticket/TicketForm.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace strikedesk::ui {
namespace {

constexpr int previewDelayMs = 120;           // A few quick clicks ask once.
constexpr double previewRefreshSeconds = 1.0; // The market moves under a draft that stands.

} // namespace

TicketPanel::TicketPanel(DeskLink& link, OrderDraft& draft, QWidget* parent)
    : DeskPanel(link, parent)
    , m_draft(draft)
    , m_legs(new LegsModel(this))
{
    build();
    m_previewDelay.setSingleShot(true);
    m_previewDelay.setInterval(previewDelayMs);
    connect(&m_previewDelay, &QTimer::timeout, this, &TicketPanel::askPreview);
    connect(&m_draft, &OrderDraft::changed, this, &TicketPanel::handleDraft);
    connect(&m_draft, &OrderDraft::refused, this, &TicketPanel::showNotice);
    connect(m_legTable, &DeskTable::picked, this, &TicketPanel::handleLegPick);
    connect(m_send, &QPushButton::clicked, this, &TicketPanel::send);
    connect(m_clear, &QPushButton::clicked, this, &TicketPanel::clearDraft);
    connect(m_overrideReason, &QLineEdit::textChanged, this, &TicketPanel::showButtons);
    connect(m_reverse, &QPushButton::clicked, &m_draft, &OrderDraft::reverse);
    handleDraft();
}

void TicketPanel::build()
{
    auto* upper = new QWidget(this);
    upper->setObjectName(u"panelBody"_s);
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(6);
    column->addWidget(buildTerms(), 1);
    m_notice = plainLabel(upper);
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(10, 0, 10, 0);
    setTone(*m_notice, Tone::Warning);
    column->addWidget(m_notice);
    // Where nothing but soft checks says no, a word of the person lets this one order pass.
    m_overrideReason = new QLineEdit(upper);
    m_overrideReason->setObjectName(u"ticketOverrideReason"_s);
    m_overrideReason->setAccessibleName(tr("Why the order is meant although a check asks"));
    m_overrideReason->setPlaceholderText(tr("it is meant, because …"));
    m_overrideReason->setVisible(false);
    auto* overriding = new QHBoxLayout;
    overriding->setContentsMargins(10, 0, 10, 0);
    overriding->addWidget(m_overrideReason);
    column->addLayout(overriding);
    column->addWidget(buildButtons());

    m_ladder = new PriceLadder(this);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"ticketSplitter"_s);
    splitter->setHandleWidth(5);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(m_ladder);
    splitter->setStretchFactor(0, 1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(splitter);
}

// On a low screen the terms scroll; what sends the order always stands.
QWidget* TicketPanel::buildTerms()
{
    auto* terms = new QWidget(this);
    terms->setObjectName(u"panelBody"_s);
    auto* layout = new QVBoxLayout(terms);
    layout->setContentsMargins(10, 8, 10, 2);
    layout->setSpacing(8);
    layout->addWidget(buildHeader());
    m_legTable = new DeskTable(u"ticketLegs"_s, tr("Legs of the order"), terms);
    m_legTable->setSelectionMode(QAbstractItemView::NoSelection);
    m_legTable->show(m_legs, LegsModel::Contract);
    m_legTable->setEmptyText(tr("Click a bid to sell or an ask to buy in the chain."));
    layout->addWidget(m_legTable);
    m_market = dimLabel(terms);
    m_market->setObjectName(u"ticketMarket"_s);
    m_market->setWordWrap(true);
    layout->addWidget(m_market);
    m_form = new TicketForm(m_draft, terms);
    layout->addWidget(m_form);
    layout->addWidget(ruleLine(terms));
    m_previewView = new PreviewView(terms);
    layout->addWidget(m_previewView, 1);
    m_payoff = new PayoffChart(terms);
    layout->addWidget(m_payoff);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(u"ticketTerms"_s);
    scroll->setAccessibleName(tr("Terms of the order"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setMinimumHeight(scaled(160));
    scroll->setWidget(terms);
    // It scrolls up and down only: no figure may be cut at the side.
    scroll->setMinimumWidth(terms->minimumSizeHint().width()
                            + scroll->verticalScrollBar()->sizeHint().width());
    return scroll;
}

QWidget* TicketPanel::buildHeader()
{
    auto* header = new QWidget(this);
    m_structure = strongLabel(header, 2);
    m_structure->setObjectName(u"ticketStructure"_s);
    m_summary = dimLabel(header);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_structure);
    row->addStretch(1);
    row->addWidget(m_summary);
    return header;
}

QWidget* TicketPanel::buildButtons()
{
    auto* box = new QWidget(this);
    m_send = new QPushButton(box);
    m_send->setObjectName(u"ticketSend"_s);
    m_send->setAccessibleName(tr("Send the order"));
    m_send->setMinimumHeight(32);
    m_clear = new QPushButton(tr("C&lear"), box);
    m_clear->setObjectName(u"ticketClear"_s);
    m_clear->setAccessibleName(tr("Clear the ticket"));
    m_clear->setMinimumHeight(32);
    m_reverse = new QPushButton(tr("&Reverse"), box);
    m_reverse->setObjectName(u"ticketReverse"_s);
    m_reverse->setAccessibleName(tr("Turn every leg to its other side"));
    m_reverse->setMinimumHeight(32);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(10, 0, 10, 0);
    row->setSpacing(6);
    row->addWidget(m_send, 1);
    row->addWidget(m_reverse);
    row->addWidget(m_clear);
    return box;
}

void TicketPanel::handleDraft()
{
    showNotice({});
    m_overrideReason->clear(); // it was for another order
    m_preview.reset();
    ++m_previewNumber;
    m_legs->setLegs(m_draft, pricing());
    const int rows = std::max(3, int(m_draft.legs().size()) + 1);
    m_legTable->setFixedHeight(tableRowHeight() * rows + 1);
    const auto problem = m_draft.problem();
    if (problem) {
        m_previewDelay.stop();
        m_previewView->clearPreview(textOf(problem->message), !m_draft.isEmpty());
    } else {
        m_previewDelay.start();
    }
    showHeader();
    showMarket();
    showButtons();
    showPayoff();
}

void TicketPanel::handleLegPick(const QModelIndex& index)
{
    const auto leg = std::size_t(index.row());
    if (leg >= m_draft.legs().size())
        return;
    const OrderLeg& picked = m_draft.legs()[leg];
    switch (index.column()) {
    case LegsModel::SideColumn: m_draft.flipLeg(leg); break;
    case LegsModel::Ratio: m_draft.setRatio(leg, picked.ratio % OrderDraft::ratioMax + 1); break;
    case LegsModel::Effect:
        m_draft.setEffect(
            leg, picked.effect == PositionEffect::Open ? PositionEffect::Close : PositionEffect::Open);
        break;
    case LegsModel::Remove: m_draft.removeLeg(leg); break;
    default: break;
    }
}

void TicketPanel::askPreview()
{
    if (!m_draft.isReady())
        return;
    const std::uint64_t number = ++m_previewNumber;
    m_previewedAtSeconds = steadySeconds();
    link().post(PreviewOrder {m_draft.request()}, this,
                [this, number](const Result<DeskReply>& reply) { takePreview(number, reply); });
}

void TicketPanel::takePreview(std::uint64_t number, const Result<DeskReply>& reply)
{
    if (number != m_previewNumber)
        return;
    const auto* preview = reply ? std::get_if<OrderPreview>(&*reply) : nullptr;
    if (preview) {
        m_preview = *preview;
        m_previewView->setPreview(*preview, m_draft.hasOneExpiry());
    } else {
        m_preview.reset();
        m_previewView->clearPreview(reply ? tr("The desk gave no preview.") : textOf(reply.error().message),
                                    true);
    }
    showHeader();
    showButtons();
    showPayoff();
}

void TicketPanel::send()
{
    if (m_isSending || !m_draft.isReady() || !m_send->isEnabled())
        return;
    // Until the desk has answered: no second order by a double press, nor by a preview that comes meanwhile.
    m_isSending = true;
    showButtons();
    showNotice({});
    OrderRequest request = m_draft.request();
    if (auto codes = softDenials(); !codes.empty())
        request.overrides
            = OrderOverride {std::move(codes), m_overrideReason->text().trimmed().toStdString()};
    link().post(SubmitOrder {std::move(request)}, this, [this](const Result<DeskReply>& reply) {
        m_isSending = false;
        const auto* order = reply ? std::get_if<OrderReply>(&*reply) : nullptr;
        if (order) {
            trackOrder(order->order);
            Q_EMIT orderSent(order->order);
            m_draft.clear();
        } else {
            showButtons();
            showNotice(reply ? tr("The desk gave no order number.") : textOf(reply.error().message));
        }
    });
}

void TicketPanel::clearDraft()
{
    m_draft.clear();
}

void TicketPanel::showNotice(const QString& sentence)
{
    m_notice->setText(sentence);
    m_notice->setVisible(!sentence.isEmpty());
}

std::vector<std::string> TicketPanel::softDenials() const
{
    std::vector<std::string> codes;
    if (!m_preview || m_preview->isAllowed)
        return codes;
    for (const CheckResult& check : m_preview->checks) {
        if (check.isPassed)
            continue;
        const GateCheck* row = gateCheckOf(check.code);
        if (!row || !row->isSoft)
            return {};
        codes.push_back(check.code);
    }
    return codes;
}

bool TicketPanel::maySend() const
{
    if (m_isSending || !m_preview || !m_draft.isReady())
        return false;
    return m_preview->isAllowed || (!softDenials().empty() && !m_overrideReason->text().trimmed().isEmpty());
}

void TicketPanel::showOverride()
{
    m_overrideReason->setVisible(!softDenials().empty());
}

void TicketPanel::showHeader()
{
    if (m_draft.isEmpty()) {
        m_structure->setText(tr("New order"));
        m_summary->clear();
        return;
    }
    const QString name = m_preview && !m_preview->structure.empty() ? textOf(m_preview->structure)
        : m_draft.legs().size() == 1                                ? tr("1 leg")
                                     : tr("%1 legs").arg(m_draft.legs().size());
    m_structure->setText(textOf(m_draft.underlying()) + u' ' + name);
    m_summary->setText(m_preview ? netPriceText(m_preview->midPrice) : tr("previewing …"));
}

void TicketPanel::showMarket()
{
    const MarketLine line = marketLine(m_draft.legs(), pricing());
    m_market->setText(line.text);
    m_market->setToolTip(line.tip);
    m_market->setVisible(!line.text.isEmpty());
    setTone(*m_market, line.isUnusual ? Tone::Warning : Tone::TextDim);
}

void TicketPanel::showButtons()
{
    const bool isCredit = m_preview && m_preview->midPrice && m_preview->midPrice->isNegative();
    const bool isSelling
        = m_preview ? isCredit : !m_draft.isEmpty() && m_draft.legs().front().side == Side::Sell;
    const bool isSingle = m_draft.legs().size() == 1;
    const bool sells = isSingle ? m_draft.legs().front().side == Side::Sell : isSelling;
    setKind(*m_send, sells ? "sell" : "buy");
    const QString count = countText(m_draft.quantity().count());
    m_send->setText(m_draft.isEmpty() ? tr("Send")
                        : isSingle    ? (sells ? tr("Sell %1").arg(count) : tr("Buy %1").arg(count))
                        : sells       ? tr("Send %1 for a credit").arg(count)
                                      : tr("Send %1 for a debit").arg(count));
    m_send->setToolTip(tr("Sends the order through the risk gate (Ctrl+Enter)"));
    showOverride();
    m_send->setEnabled(maySend());
    m_clear->setEnabled(!m_draft.isEmpty());
    m_reverse->setEnabled(!m_draft.isEmpty());
}

void TicketPanel::showPayoff()
{
    const ChainSnapshot* chain = nullptr;
    if (pricing() && !m_draft.isEmpty()) {
        for (const ChainSnapshotPtr& candidate : pricing()->chains) {
            if (candidate->underlying == m_draft.underlying())
                chain = candidate.get();
        }
    }
    const bool isKnown = chain && chain->spot.isKnown() && m_preview && m_preview->midPrice;
    if (isKnown)
        m_payoff->setOrder(m_draft.legs(), m_draft.quantity(), *m_preview->midPrice, chain->spot.price);
    else
        m_payoff->clearOrder();
}

void TicketPanel::applyDesk(const DeskSnapshot& desk)
{
    std::map<std::string, Quantity> holdings;
    for (const PositionView& position : desk.positions)
        holdings[position.symbol] += position.quantity;
    m_draft.setHoldings(std::move(holdings));
    showLadder(desk);
}

void TicketPanel::applyPricing(const PricingSnapshot& pricing)
{
    m_legs->setLegs(m_draft, &pricing);
    showMarket();
    if (m_preview && steadySeconds() - m_previewedAtSeconds > previewRefreshSeconds)
        askPreview();
}

void TicketPanel::trackOrder(const OrderId& order)
{
    m_tracked = order;
    if (desk())
        showLadder(*desk());
}

void TicketPanel::showLadder(const DeskSnapshot& desk)
{
    const OrderView* shown = desk.orders.empty() ? nullptr : &desk.orders.front();
    if (m_tracked) {
        const auto tracked = std::find_if(desk.orders.begin(), desk.orders.end(),
                                          [this](const OrderView& order) { return order.id == *m_tracked; });
        if (tracked != desk.orders.end())
            shown = &*tracked;
    }
    m_ladder->setOrder(shown, desk.now);
}

} // namespace strikedesk::ui
