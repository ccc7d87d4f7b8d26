// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/MarketViews.h"

#include "core/api/views/JsonValue.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

QJsonValue percentOf(std::optional<double> fraction)
{
    return fraction ? toValue(*fraction * 100) : QJsonValue(QJsonValue::Null);
}

} // namespace

void insertMarketQuality(QJsonObject& document, const MarketQuality& market)
{
    QJsonArray unusual;
    for (const std::string_view name : namesOf(market.unusual))
        unusual.append(QString::fromUtf8(name.data(), qsizetype(name.size())));
    document.insert(QStringLiteral("width_ticks"), toValue(market.widthTicks));
    document.insert(QStringLiteral("width_percent_of_mid"), percentOf(market.widthOfMid));
    document.insert(QStringLiteral("typical_width_ticks"), toValue(market.typicalTicks));
    document.insert(QStringLiteral("typical_width_percent_of_mid"), percentOf(market.typicalOfMid));
    document.insert(QStringLiteral("liquidity"),
                    market.liquidity ? QJsonValue(*market.liquidity) : QJsonValue(QJsonValue::Null));
    document.insert(QStringLiteral("updates_per_second"), toValue(market.updatesPerSecond));
    document.insert(QStringLiteral("unusual"), unusual);
}

QJsonValue standingJson(const std::optional<pricing::VolatilityStanding>& standing)
{
    if (!standing)
        return QJsonValue::Null;
    return QJsonObject {{QStringLiteral("rank"), standing->rank},
                        {QStringLiteral("percentile"), standing->percentile},
                        {QStringLiteral("lowest"), standing->lowest},
                        {QStringLiteral("highest"), standing->highest},
                        {QStringLiteral("samples"), qint64(standing->samples)}};
}

} // namespace strikedesk::api
