// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/BookViews.h"

#include "core/api/views/JsonValue.h"
#include "core/api/views/MarketViews.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <map>

namespace strikedesk::api {
namespace {

struct BookSum
{
    std::string underlying;
    std::string name;
    std::optional<Instant> settlesAt;
    Money cost;
    Money realised;
    std::optional<Money> marketValue = Money();
    std::optional<Money> liquidationValue = Money();
    std::optional<Money> unrealised = Money();
    std::optional<double> ageSeconds;
    int legs = 0;
};

void addKnown(std::optional<Money>& sum, const std::optional<Money>& part)
{
    if (sum && part)
        sum = *sum + *part;
    else
        sum.reset();
}

void addLeg(BookSum& sum, const PositionView& leg)
{
    ++sum.legs;
    sum.cost += leg.cost;
    sum.realised += leg.realised;
    addKnown(sum.marketValue, leg.marketValue);
    addKnown(sum.liquidationValue, leg.liquidationValue);
    addKnown(sum.unrealised, leg.unrealised);
    if (leg.markAgeSeconds)
        sum.ageSeconds = std::max(sum.ageSeconds.value_or(0), *leg.markAgeSeconds);
}

QJsonObject sumJson(const BookSum& sum)
{
    return {
        {QStringLiteral("underlying"), textOrNull(sum.underlying)},
        {QStringLiteral("name"), textOrNull(sum.name)},
        {QStringLiteral("settles_at"), toValue(sum.settlesAt)},
        {QStringLiteral("legs"), sum.legs},
        {QStringLiteral("cost"), toValue(sum.cost)},
        {QStringLiteral("market_value"), toValue(sum.marketValue)},
        {QStringLiteral("liquidation_value"), toValue(sum.liquidationValue)},
        {QStringLiteral("realised"), toValue(sum.realised)},
        {QStringLiteral("unrealised"), toValue(sum.unrealised)},
        {QStringLiteral("age_seconds"), toValue(sum.ageSeconds)},
    };
}

template <typename Label>
QJsonArray sumsBy(const std::vector<PositionView>& positions, Label label)
{
    std::map<std::string, BookSum> sums;
    for (const PositionView& leg : positions) {
        const std::string key = leg.underlying + '\n' + label.key(leg);
        const auto [place, isNew] = sums.try_emplace(key);
        if (isNew) {
            place->second.underlying = leg.underlying;
            label.name(leg, place->second);
        }
        addLeg(place->second, leg);
    }
    QJsonArray array;
    for (const auto& [key, sum] : sums)
        array.append(sumJson(sum));
    return array;
}

struct ByStructure
{
    static std::string key(const PositionView& leg) { return leg.structureId; }
    static void name(const PositionView& leg, BookSum& sum)
    {
        sum.name = leg.structureId.empty() ? leg.structure : leg.structureId + " " + leg.structure;
    }
};

struct BySettlement
{
    static std::string key(const PositionView& leg) { return leg.settlesAt ? toIsoText(*leg.settlesAt) : ""; }
    static void name(const PositionView& leg, BookSum& sum) { sum.settlesAt = leg.settlesAt; }
};

struct ByUnderlying
{
    static std::string key(const PositionView&) { return {}; }
    static void name(const PositionView& leg, BookSum& sum) { sum.name = leg.underlying; }
};

QJsonArray qualityJson(const ChainRow& row)
{
    QJsonArray flags;
    for (const QuoteFault& fault : quoteFaults) {
        if (row.quality.*fault.isSet)
            flags.append(toValue(std::string(fault.name)));
    }
    if (row.isModelMark)
        flags.append(QStringLiteral("model"));
    if (row.isModelGreeks)
        flags.append(QStringLiteral("model_greeks"));
    return flags;
}

QString spotSourceText(SpotSource source)
{
    switch (source) {
    case SpotSource::None: return QStringLiteral("none");
    case SpotSource::Quote: return QStringLiteral("quote");
    case SpotSource::Trade: return QStringLiteral("trade");
    case SpotSource::Derived: return QStringLiteral("derived");
    }
    return {};
}

void insertGreeks(QJsonObject& document, const std::optional<Greeks>& greeks)
{
    const auto insert = [&](const char* name, double Greeks::*field) {
        document.insert(QLatin1String(name),
                        greeks ? toValue((*greeks).*field) : QJsonValue(QJsonValue::Null));
    };
    insert("delta", &Greeks::delta);
    insert("gamma", &Greeks::gamma);
    insert("theta_per_day", &Greeks::thetaPerDay);
    insert("vega_per_point", &Greeks::vegaPerPoint);
    insert("rho_per_point", &Greeks::rhoPerPoint);
}

} // namespace

QJsonObject positionJson(const PositionView& position)
{
    return {
        {QStringLiteral("underlying"), toValue(position.underlying)},
        {QStringLiteral("structure_id"), textOrNull(position.structureId)},
        {QStringLiteral("structure"), textOrNull(position.structure)},
        {QStringLiteral("strategy"), textOrNull(position.strategy)},
        {QStringLiteral("symbol"), toValue(position.symbol)},
        {QStringLiteral("quantity"), toValue(position.quantity)},
        {QStringLiteral("multiplier"), position.multiplier},
        {QStringLiteral("cost"), toValue(position.cost)},
        {QStringLiteral("average_price"), toValue(position.averagePrice)},
        {QStringLiteral("mark"), toValue(position.mark)},
        {QStringLiteral("mark_quality"), textOrNull(position.markQuality)},
        {QStringLiteral("market_value"), toValue(position.marketValue)},
        {QStringLiteral("liquidation_value"), toValue(position.liquidationValue)},
        {QStringLiteral("realised"), toValue(position.realised)},
        {QStringLiteral("unrealised"), toValue(position.unrealised)},
        {QStringLiteral("age_seconds"), toValue(position.markAgeSeconds)},
        {QStringLiteral("settles_at"), toValue(position.settlesAt)},
        {QStringLiteral("state"), textOrNull(position.state)},
    };
}

QJsonObject bookSumsJson(const std::vector<PositionView>& positions)
{
    BookSum total;
    for (const PositionView& leg : positions)
        addLeg(total, leg);
    return {
        {QStringLiteral("structures"), sumsBy(positions, ByStructure())},
        {QStringLiteral("expiries"), sumsBy(positions, BySettlement())},
        {QStringLiteral("underlyings"), sumsBy(positions, ByUnderlying())},
        {QStringLiteral("total"), sumJson(total)},
    };
}

QJsonObject greeksRowJson(const GreeksRow& row)
{
    QJsonObject document {
        {QStringLiteral("level"), toValue(row.level)},
        {QStringLiteral("underlying"), textOrNull(row.underlying)},
        {QStringLiteral("name"), textOrNull(row.name)},
        {QStringLiteral("settles_at"), toValue(row.settlesAt)},
        {QStringLiteral("dollar_delta"), toValue(row.dollarDelta)},
        {QStringLiteral("dollar_gamma_per_percent"), toValue(row.dollarGammaPerPercent)},
        {QStringLiteral("dollar_theta_per_day"), toValue(row.dollarTheta)},
        {QStringLiteral("dollar_vega_per_point"), toValue(row.dollarVega)},
        {QStringLiteral("legs_without_greeks"), row.legsWithoutGreeks},
        {QStringLiteral("age_seconds"), toValue(row.ageSeconds)},
        {QStringLiteral("quality"), textOrNull(row.quality)},
    };
    QJsonObject greeks;
    insertGreeks(greeks, row.greeks);
    document.insert(QStringLiteral("delta_shares"), greeks.value(QLatin1String("delta")));
    document.insert(QStringLiteral("gamma_shares_per_dollar"), greeks.value(QLatin1String("gamma")));
    for (const char* name : {"theta_per_day", "vega_per_point", "rho_per_point"})
        document.insert(QLatin1String(name), greeks.value(QLatin1String(name)));
    return document;
}

QJsonObject chainHeadJson(const ChainSnapshot& chain)
{
    QJsonArray expiries;
    for (const ChainExpiry& expiry : chain.expiries) {
        expiries.append(QJsonObject {
            {QStringLiteral("expiry"), toValue(expiry.expiry)},
            {QStringLiteral("root"), toValue(expiry.root)},
            {QStringLiteral("settlement"), toValue(expiry.settlement)},
            {QStringLiteral("settles_at"), toValue(expiry.settlesAt)},
            {QStringLiteral("years"), toValue(expiry.years)},
            {QStringLiteral("days_to_expiry"), expiry.daysToExpiry},
            {QStringLiteral("contracts"), qint64(expiry.rows.size())},
        });
    }
    const bool isKnown = chain.spot.isKnown();
    return {
        {QStringLiteral("underlying"), toValue(chain.underlying)},
        {QStringLiteral("time"), toValue(chain.at)},
        {QStringLiteral("spot"),
         isKnown ? toValue(Price::nearest(chain.spot.price)) : QJsonValue(QJsonValue::Null)},
        {QStringLiteral("spot_source"), spotSourceText(chain.spot.source)},
        {QStringLiteral("halted_since"), toValue(chain.haltedSince)},
        {QStringLiteral("spot_at"), isKnown ? toValue(chain.spot.at) : QJsonValue(QJsonValue::Null)},
        {QStringLiteral("rate"), toValue(chain.rate)},
        {QStringLiteral("rate_source"), textOrNull(chain.rateSource)},
        {QStringLiteral("dividend_source"), textOrNull(chain.dividendSource)},
        {QStringLiteral("volatility_30_days"), toValue(chain.monthVolatility)},
        {QStringLiteral("volatility_index"), toValue(chain.volatilityIndex)},
        {QStringLiteral("volatility_standing"), standingJson(chain.standing)},
        {QStringLiteral("expiries"), expiries},
    };
}

QJsonObject chainRowJson(const ChainRow& row)
{
    const auto price = [](const std::optional<QuoteSide>& side) {
        return side ? toValue(side->price) : QJsonValue(QJsonValue::Null);
    };
    const auto size = [](const std::optional<QuoteSide>& side) {
        return side ? QJsonValue(side->size) : QJsonValue(QJsonValue::Null);
    };
    std::optional<double> age = row.bidAgeSeconds;
    if (row.askAgeSeconds)
        age = std::max(age.value_or(0), *row.askAgeSeconds);
    QJsonObject document {
        {QStringLiteral("symbol"), toValue(row.symbol)},
        {QStringLiteral("expiry"), toValue(row.expiry)},
        {QStringLiteral("strike"), toValue(row.strike)},
        {QStringLiteral("right"), row.isCall ? QStringLiteral("call") : QStringLiteral("put")},
        {QStringLiteral("bid"), price(row.quote.bid)},
        {QStringLiteral("ask"), price(row.quote.ask)},
        {QStringLiteral("bid_size"), size(row.quote.bid)},
        {QStringLiteral("ask_size"), size(row.quote.ask)},
        {QStringLiteral("mid"), toValue(row.mid)},
        {QStringLiteral("mark"), toValue(row.mark)},
        {QStringLiteral("implied_volatility"), toValue(row.impliedVolatility)},
        {QStringLiteral("volatility_reason"), textOrNull(row.volatilityReason)},
        {QStringLiteral("quality"), qualityJson(row)},
        {QStringLiteral("bid_age_seconds"), toValue(row.bidAgeSeconds)},
        {QStringLiteral("ask_age_seconds"), toValue(row.askAgeSeconds)},
        {QStringLiteral("age_seconds"), toValue(age)},
    };
    insertGreeks(document, row.greeks);
    insertMarketQuality(document, row.market);
    return document;
}

} // namespace strikedesk::api
