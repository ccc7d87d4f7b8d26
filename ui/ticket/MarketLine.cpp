// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/MarketLine.h"

#include "ui/base/Format.h"
#include "ui/chain/LiquidityCell.h"
#include "ui/ticket/LegsModel.h"

#include <QCoreApplication>

namespace strikedesk::ui {

MarketLine marketLine(const std::vector<OrderLeg>& legs, const PricingSnapshot* pricing)
{
    MarketLine line;
    const ChainRow* thinnest = nullptr;
    QStringList tips;
    for (const OrderLeg& leg : legs) {
        const ChainRow* row = findChainRow(pricing, leg.symbol);
        if (!row)
            continue;
        const QString unusual = unusualWords(row->market.unusual);
        line.isUnusual = line.isUnusual || !unusual.isEmpty();
        tips += shortContractText(row->symbol) + u": "_s + marketWords(row->market)
            + (unusual.isEmpty() ? QString() : u"; "_s + unusual);
        // Not known is worse than known to be thin.
        if (!thinnest || row->market.liquidity.value_or(-1) < thinnest->market.liquidity.value_or(-1))
            thinnest = row;
    }
    if (!thinnest)
        return line;
    const QString words = marketWords(thinnest->market);
    line.text = legs.size() == 1 ? QCoreApplication::translate("MarketLine", "Market: %1").arg(words)
                                 : QCoreApplication::translate("MarketLine", "Thinnest leg %1: %2")
                                       .arg(shortContractText(thinnest->symbol), words);
    const QString unusual = unusualWords(thinnest->market.unusual);
    if (!unusual.isEmpty())
        line.text += u"; "_s + unusual;
    line.tip = tips.join(u'\n');
    return line;
}

} // namespace strikedesk::ui
