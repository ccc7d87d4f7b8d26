// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/OrdersModel.h"

#include "core/orders/HeldShape.h"
#include "core/orders/TriggerNames.h"
#include "core/orders/WalkStyles.h"
#include "ui/base/Format.h"
#include "ui/base/StateText.h"

#include <QCoreApplication>

#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, OrdersModel::ColumnCount> orderColumns {{
    {QT_TRANSLATE_NOOP("OrdersModel", "Time ET"),    QT_TRANSLATE_NOOP("OrdersModel", "When the intent became durable, exchange time"), 62, Align::Left},
    {QT_TRANSLATE_NOOP("OrdersModel", "Structure"),  QT_TRANSLATE_NOOP("OrdersModel", "Name of the legs as a structure"), 128, Align::Left},
    {QT_TRANSLATE_NOOP("OrdersModel", "Qty"),        QT_TRANSLATE_NOOP("OrdersModel", "Packages"), 36, Align::Right},
    {QT_TRANSLATE_NOOP("OrdersModel", "Type"),       QT_TRANSLATE_NOOP("OrdersModel", "How it is worked"), 60, Align::Left, 3},
    {QT_TRANSLATE_NOOP("OrdersModel", "State"),      QT_TRANSLATE_NOOP("OrdersModel", "Where it is in its life"), 96, Align::Left},
    {QT_TRANSLATE_NOOP("OrdersModel", "Limit"),      QT_TRANSLATE_NOOP("OrdersModel", "Working net limit per package"), 80, Align::Right},
    {QT_TRANSLATE_NOOP("OrdersModel", "Filled"),     QT_TRANSLATE_NOOP("OrdersModel", "Packages filled"), 44, Align::Right},
    {QT_TRANSLATE_NOOP("OrdersModel", "Average"),    QT_TRANSLATE_NOOP("OrdersModel", "Average net fill price"), 80, Align::Right},
    {QT_TRANSLATE_NOOP("OrdersModel", "Arrival mid"), QT_TRANSLATE_NOOP("OrdersModel", "Mid at the first send: the benchmark of slippage"), 80, Align::Right, 1},
    {QT_TRANSLATE_NOOP("OrdersModel", "Reserved $"), QT_TRANSLATE_NOOP("OrdersModel", "Slippage budget held for what is not filled"), 66, Align::Right},
    {QT_TRANSLATE_NOOP("OrdersModel", "Slippage $"), QT_TRANSLATE_NOOP("OrdersModel", "Spent against the arrival mid: + is a cost, − an improvement"), 66, Align::Right},
    {QT_TRANSLATE_NOOP("OrdersModel", "Actor"),      QT_TRANSLATE_NOOP("OrdersModel", "Who asked for it"), 118, Align::Left, 2},
    {QT_TRANSLATE_NOOP("OrdersModel", "Order"),      QT_TRANSLATE_NOOP("OrdersModel", "Our number of the order"), 92, Align::Left, 4},
}};
constexpr std::array<ColumnSpec, FillsModel::ColumnCount> fillColumns {{
    {QT_TRANSLATE_NOOP("FillsModel", "Time ET"),    QT_TRANSLATE_NOOP("FillsModel", "Exchange time of the execution"), 82, Align::Left},
    {QT_TRANSLATE_NOOP("FillsModel", "Structure"),  QT_TRANSLATE_NOOP("FillsModel", "Name of the legs as a structure"), 180, Align::Left},
    {QT_TRANSLATE_NOOP("FillsModel", "Qty"),        QT_TRANSLATE_NOOP("FillsModel", "Packages"), 44, Align::Right},
    {QT_TRANSLATE_NOOP("FillsModel", "Net price"),  QT_TRANSLATE_NOOP("FillsModel", "Net price per package"), 84, Align::Right},
    {QT_TRANSLATE_NOOP("FillsModel", "Slippage $"), QT_TRANSLATE_NOOP("FillsModel", "Against the arrival mid: + is a cost, − an improvement"), 76, Align::Right},
    {QT_TRANSLATE_NOOP("FillsModel", "Fee $"),      QT_TRANSLATE_NOOP("FillsModel", "Fees of all legs"), 58, Align::Right},
    {QT_TRANSLATE_NOOP("FillsModel", "Fill model"), QT_TRANSLATE_NOOP("FillsModel", "Which model of the simulated exchange made it"), 82, Align::Left, 2},
    {QT_TRANSLATE_NOOP("FillsModel", "Order"),      QT_TRANSLATE_NOOP("FillsModel", "Our number of the order"), 100, Align::Left, 1},
    {QT_TRANSLATE_NOOP("FillsModel", "Execution"),  QT_TRANSLATE_NOOP("FillsModel", "The venue's number of the execution"), 110, Align::Left, 3},
    {QT_TRANSLATE_NOOP("FillsModel", "Audit"),      QT_TRANSLATE_NOOP("FillsModel", "Sequence in the audit record; click opens it"), 56, Align::Right},
}};
// clang-format on

/// Slippage as a signed amount: a cost is a loss, an improvement a gain.
Cell slippageCell(Money slippage, bool isKnown)
{
    Cell cell;
    cell.text = isKnown ? signedMoneyText(slippage) : unknownText();
    cell.tone = isKnown ? gainTone(-slippage.toDouble()) : Tone::TextDim;
    cell.number = slippage.toDouble();
    return cell;
}

QString legsTip(const OrderRequest& request)
{
    QStringList lines;
    for (const OrderLeg& leg : request.legs)
        lines
            += u"%1 %2 × %3"_s.arg(textOf(nameOf(leg.side)), countText(leg.ratio), contractText(leg.symbol));
    return lines.join(u'\n');
}

QString structureOf(const OrderRequest& request)
{
    if (!request.structure.empty())
        return textOf(request.structure);
    if (request.legs.size() == 1)
        return contractText(request.legs.front().symbol);
    return QCoreApplication::translate("OrdersModel", "%1 legs").arg(request.legs.size());
}

// What this machine holds is gone when this machine is: that has to be seen at once.
void showState(Cell& cell, const OrderView& order)
{
    cell.text = stateText(order.state);
    cell.tone = stateTone(order.state);
    cell.glyph = stateGlyph(order.state);
    cell.tip = textOf(order.reason);
    if (!isHeld(order))
        return;
    cell.text = QCoreApplication::translate("OrdersModel", "held: %1").arg(textOf(order.held->phase));
    cell.tone = order.held->alarm.empty() ? Tone::Accent : Tone::Warning;
    cell.glyph = order.held->alarm.empty() ? Glyph::Wait : Glyph::Warning;
    cell.tip = QCoreApplication::translate("OrdersModel", "Held by this machine, not by the venue. %1")
                   .arg(textOf(order.reason));
}

QString triggerTip(const OrderRequest& request)
{
    const auto trigger = triggerOf(request);
    if (!trigger)
        return {};
    return QCoreApplication::translate("OrdersModel", "Sent when the %1 is at %2 or %3, %4 times in a row")
        .arg(textOf(nameOf(trigger->on)), netPriceText(trigger->level), textOf(nameOf(trigger->when)),
             countText(trigger->confirmations));
}

CellRow orderRow(const OrderView& order)
{
    using Column = OrdersModel::Column;
    CellRow row;
    row.key = textOf(order.id.text());
    row.cells.resize(OrdersModel::ColumnCount);
    auto& cells = row.cells;
    cells[Column::Time].text = clockText(order.createdAt);
    cells[Column::Time].tone = Tone::TextDim;
    cells[Column::Structure].text = structureOf(order.request);
    cells[Column::Structure].tip = textOf(order.id.text()) + u'\n' + legsTip(order.request);
    cells[Column::Quantity].text = countText(order.request.quantity.count());
    const auto& walk = order.request.walk;
    cells[Column::Type].text = walk ? textOf(rowOf(walk->style).label) : typeText(order.request.type);
    cells[Column::Type].tip = walk ? textOf(rowOf(walk->style).sentence) : triggerTip(order.request);
    showState(cells[Column::State], order);
    cells[Column::Limit].text = netPriceText(order.workingLimit);
    cells[Column::Filled].text = countText(order.filled.count());
    cells[Column::AveragePrice].text = netPriceText(order.averageFillPrice);
    cells[Column::ArrivalMid].text = netPriceText(order.arrivalMid);
    cells[Column::ArrivalMid].tip = textOf(order.arrivalQuality);
    cells[Column::Reserved].text = moneyText(order.slippageReserved);
    cells[Column::Slippage] = slippageCell(order.slippageSpent, !order.filled.isZero());
    cells[Column::Actor].text = textOf(order.actor);
    cells[Column::Actor].tone = Tone::TextDim;
    cells[Column::Order].text = textOf(order.id.text());
    cells[Column::Order].isCode = true;
    cells[Column::Order].tone = Tone::TextDim;
    for (Cell& cell : cells) {
        if (isFinal(order.state) && order.state != OrderState::Filled && cell.tone == Tone::Text)
            cell.tone = Tone::TextDim;
        if (order.state == OrderState::Unknown)
            cell.fill = Tone::DangerTint;
    }
    return row;
}

CellRow fillRow(const FillView& fill)
{
    using Column = FillsModel::Column;
    CellRow row;
    row.key = textOf(fill.executionId.text());
    row.cells.resize(FillsModel::ColumnCount);
    auto& cells = row.cells;
    cells[Column::Time].text = clockMillisecondsText(fill.at);
    cells[Column::Time].tone = Tone::TextDim;
    cells[Column::Structure].text = textOf(fill.structure);
    QStringList legs;
    for (const LegFill& leg : fill.legs)
        legs += u"%1 %2 %3 @ %4"_s.arg(textOf(nameOf(leg.side)), countText(leg.quantity.count()),
                                       contractText(leg.symbol), priceText(leg.price));
    cells[Column::Structure].tip = legs.join(u'\n');
    cells[Column::Quantity].text = countText(fill.quantity.count());
    cells[Column::Price].text = netPriceText(fill.price);
    cells[Column::Slippage] = slippageCell(fill.slippage, true);
    cells[Column::Fee].text = moneyText(fill.fee);
    cells[Column::FillModel].text = textOf(fill.fillModel);
    cells[Column::FillModel].tone = Tone::TextDim;
    if (!fill.reversal.empty()) {
        cells[Column::Quantity].text
            = fill.reversal == "busted" ? FillsModel::tr("busted") : FillsModel::tr("corrected");
        cells[Column::Quantity].tone = Tone::Warning;
        cells[Column::Price].tone = cells[Column::Fee].tone = Tone::TextDim;
    }
    cells[Column::Order].text = textOf(fill.orderId.text());
    cells[Column::Execution].text = textOf(fill.executionId.text());
    for (const auto column : {Column::Order, Column::Execution}) {
        cells[column].isCode = true;
        cells[column].tone = Tone::TextDim;
    }
    cells[Column::Audit].text = fill.auditSequence ? u"#%1"_s.arg(fill.auditSequence) : unknownText();
    cells[Column::Audit].tone = Tone::Accent;
    return row;
}

} // namespace

OrdersModel::OrdersModel(QObject* parent)
    : CellModel("OrdersModel", orderColumns, parent)
{
}

void OrdersModel::setOrders(const std::vector<OrderView>& orders)
{
    std::vector<CellRow> rows;
    rows.reserve(orders.size());
    for (const OrderView& order : orders)
        rows.push_back(orderRow(order));
    setRows(std::move(rows));
}

FillsModel::FillsModel(QObject* parent)
    : CellModel("FillsModel", fillColumns, parent)
{
}

void FillsModel::setFills(const std::vector<FillView>& fills)
{
    std::vector<CellRow> rows;
    rows.reserve(fills.size());
    m_sequences.clear();
    for (const FillView& fill : fills) {
        rows.push_back(fillRow(fill));
        m_sequences.push_back(fill.auditSequence);
    }
    setRows(std::move(rows));
}

std::uint64_t FillsModel::auditSequence(const QModelIndex& index) const
{
    return index.isValid() && std::size_t(index.row()) < m_sequences.size()
        ? m_sequences[std::size_t(index.row())]
        : 0;
}

} // namespace strikedesk::ui
