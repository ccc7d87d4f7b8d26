// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chain/LiquidityCell.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

namespace strikedesk::ui {
namespace {

constexpr int thinBelow = 30; // Where a market order would hurt.

QString translated(const char* text)
{
    return QCoreApplication::translate("LiquidityCell", text);
}

} // namespace

QString marketWords(const MarketQuality& market)
{
    QStringList words;
    if (market.widthTicks)
        words += translated("%1 ticks").arg(numberText(market.widthTicks, *market.widthTicks < 10 ? 1 : 0));
    if (market.widthOfMid)
        words += translated("%1 % of mid").arg(percentText(market.widthOfMid));
    if (market.typicalTicks)
        words += translated("typically %1 ticks").arg(numberText(market.typicalTicks, 1));
    words += market.liquidity ? translated("liquidity %1").arg(*market.liquidity)
                              : translated("liquidity unknown");
    return words.join(u", "_s);
}

QString unusualWords(const UnusualQuote& unusual)
{
    QStringList words;
    const auto add = [&](bool holds, const char* text) {
        if (holds)
            words += translated(text);
    };
    add(unusual.isWidened, QT_TRANSLATE_NOOP("LiquidityCell", "wider than usual"));
    add(unusual.isCrossed, QT_TRANSLATE_NOOP("LiquidityCell", "bid above ask"));
    add(unusual.isLocked, QT_TRANSLATE_NOOP("LiquidityCell", "bid equals ask"));
    add(unusual.isGap, QT_TRANSLATE_NOOP("LiquidityCell", "a side has gone"));
    add(unusual.isStale, QT_TRANSLATE_NOOP("LiquidityCell", "stale"));
    add(unusual.isBurst, QT_TRANSLATE_NOOP("LiquidityCell", "a burst of updates"));
    return words.join(u", "_s);
}

void fillLiquidity(Cell& cell, const ChainRow& row, AgeState age)
{
    const MarketQuality& market = row.market;
    cell.text = market.liquidity ? QString::number(*market.liquidity) : unknownText();
    cell.number = market.liquidity.value_or(-1);
    cell.age = market.liquidity ? age : AgeState::None;
    cell.tone = market.liquidity && *market.liquidity >= thinBelow ? Tone::Text : Tone::TextDim;
    cell.tip = marketWords(market);
    const QString unusual = unusualWords(market.unusual);
    if (unusual.isEmpty())
        return;
    cell.tip += u'\n' + unusual;
    // Staleness has its own mark, beside the age.
    if (market.unusual.isWidened || market.unusual.isCrossed || market.unusual.isLocked
        || market.unusual.isGap || market.unusual.isBurst) {
        cell.glyph = Glyph::Warning;
        cell.tone = Tone::Warning;
    }
}

} // namespace strikedesk::ui
