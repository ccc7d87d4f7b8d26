// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/LegsModel.h"

#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"
#include "ui/base/Format.h"
#include "ui/ticket/OrderDraft.h"

#include <QCoreApplication>

#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, LegsModel::ColumnCount> legColumns {{
    {QT_TRANSLATE_NOOP("LegsModel", "Side"),     QT_TRANSLATE_NOOP("LegsModel", "Click to turn the leg round"), 42, Align::Left},
    {QT_TRANSLATE_NOOP("LegsModel", "×"),        QT_TRANSLATE_NOOP("LegsModel", "Ratio: contracts per package; click to raise"), 24, Align::Right},
    {QT_TRANSLATE_NOOP("LegsModel", "Contract"), QT_TRANSLATE_NOOP("LegsModel", "Expiry, strike and right; the root where it is not the underlying's name"), 108, Align::Left},
    {QT_TRANSLATE_NOOP("LegsModel", "Effect"),   QT_TRANSLATE_NOOP("LegsModel", "Opens or closes a position; click to change"), 42, Align::Left},
    {QT_TRANSLATE_NOOP("LegsModel", "Bid $"),    QT_TRANSLATE_NOOP("LegsModel", "Bid of the leg now"), 50, Align::Right, 1},
    {QT_TRANSLATE_NOOP("LegsModel", "Ask $"),    QT_TRANSLATE_NOOP("LegsModel", "Ask of the leg now"), 46, Align::Right, 1},
    {QT_TRANSLATE_NOOP("LegsModel", " "),        QT_TRANSLATE_NOOP("LegsModel", "Click to remove the leg"), 24, Align::Centre},
}};
// clang-format on

Cell legPriceCell(const std::optional<QuoteSide>& side, std::optional<double> age, bool isStale)
{
    Cell cell;
    cell.text = side ? priceText(side->price) : unknownText();
    cell.age = !side                                      ? AgeState::None
        : isStale && age.value_or(0) > ageingAfterSeconds ? AgeState::Stale
                                                          : AgeState::Fresh;
    return cell;
}

// The ticket's title names the underlying, so the leg only names a root that differs (SPXW on SPX).
QString legText(const std::string& symbol)
{
    const auto parsed = parseSymbol(symbol);
    return parsed && contractFor(*parsed).underlying == parsed->root ? shortContractText(symbol)
                                                                     : contractText(symbol);
}

} // namespace

const ChainRow* findChainRow(const PricingSnapshot* pricing, const std::string& symbol)
{
    if (!pricing)
        return nullptr;
    const auto parsed = parseSymbol(symbol);
    if (!parsed)
        return nullptr;
    const std::string underlying = contractFor(*parsed).underlying;
    for (const ChainSnapshotPtr& chain : pricing->chains) {
        if (chain->underlying != underlying)
            continue;
        for (const ChainExpiry& expiry : chain->expiries) {
            if (expiry.expiry != parsed->expiry)
                continue;
            for (const ChainRow& row : expiry.rows) {
                if (row.symbol == symbol)
                    return &row;
            }
        }
    }
    return nullptr;
}

LegsModel::LegsModel(QObject* parent)
    : CellModel("LegsModel", legColumns, parent)
{
}

void LegsModel::setLegs(const OrderDraft& draft, const PricingSnapshot* pricing)
{
    std::vector<CellRow> rows;
    for (const OrderLeg& leg : draft.legs()) {
        const bool isBuy = leg.side == Side::Buy;
        CellRow row;
        row.key = textOf(leg.symbol);
        row.cells.resize(ColumnCount);
        row.cells[SideColumn].text = isBuy ? QCoreApplication::translate("LegsModel", "BUY")
                                           : QCoreApplication::translate("LegsModel", "SELL");
        row.cells[SideColumn].isStrong = true;
        row.cells[Ratio].text = countText(leg.ratio);
        row.cells[Contract].text = legText(leg.symbol);
        row.cells[Contract].tip = contractText(leg.symbol);
        row.cells[Effect].text = leg.effect == PositionEffect::Open
            ? QCoreApplication::translate("LegsModel", "open")
            : QCoreApplication::translate("LegsModel", "close");
        if (const ChainRow* market = findChainRow(pricing, leg.symbol)) {
            row.cells[Bid] = legPriceCell(market->quote.bid, market->bidAgeSeconds, market->quality.isStale);
            row.cells[Ask] = legPriceCell(market->quote.ask, market->askAgeSeconds, market->quality.isStale);
        } else {
            row.cells[Bid] = legPriceCell({}, {}, false);
            row.cells[Ask] = legPriceCell({}, {}, false);
        }
        row.cells[Remove].glyph = Glyph::Cross;
        row.cells[Remove].tip = QCoreApplication::translate("LegsModel", "Remove the leg");
        for (Cell& cell : row.cells) {
            cell.fill = isBuy ? Tone::BuyTint : Tone::SellTint;
            cell.tone = Tone::Text;
        }
        row.cells[SideColumn].tone = isBuy ? Tone::Buy : Tone::Sell;
        rows.push_back(std::move(row));
    }
    setRows(std::move(rows));
}

} // namespace strikedesk::ui
