// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Page.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/BookViews.h"
#include "core/api/views/DeskViews.h"
#include "core/api/views/JsonValue.h"
#include "core/api/views/StructureViews.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::api {
namespace {

ApiAnswer pageAnswer(Result<QJsonObject> page, const QJsonObject& beside = {})
{
    if (!page)
        return problemAnswer(page.error());
    for (auto field = beside.begin(); field != beside.end(); ++field)
        page->insert(field.key(), field.value());
    return jsonAnswer(*page);
}

bool isWanted(const RouteCall& call, std::string_view parameter, const std::string& value)
{
    const auto wanted = call.parameter(parameter);
    return !wanted || *wanted == value;
}

ChainSnapshotPtr chainOf(const PricingSnapshotPtr& pricing, const std::string& underlying)
{
    if (!pricing)
        return nullptr;
    for (const ChainSnapshotPtr& chain : pricing->chains) {
        if (chain && chain->underlying == underlying)
            return chain;
    }
    return nullptr;
}

std::vector<const ChainRow*> chainRowsOf(const ChainSnapshot& chain, std::optional<Date> expiry)
{
    std::vector<const ChainRow*> rows;
    for (const ChainExpiry& part : chain.expiries) {
        if (expiry && part.expiry != *expiry)
            continue;
        for (const ChainRow& row : part.rows)
            rows.push_back(&row);
    }
    return rows;
}

} // namespace

Outcome getAccount(ApiContext& context, const RouteCall&)
{
    return jsonAnswer(accountJson(context.desk.snapshot()->account));
}

Outcome getPositions(ApiContext& context, const RouteCall& call)
{
    const auto request = pageRequestFrom(call);
    if (!request)
        return problemAnswer(request.error());
    const DeskSnapshotPtr desk = context.desk.snapshot();
    std::vector<PositionView> legs;
    std::copy_if(desk->positions.begin(), desk->positions.end(), std::back_inserter(legs),
                 [&](const PositionView& leg) { return isWanted(call, "underlying", leg.underlying); });
    const auto key = [](const PositionView& leg) {
        return leg.underlying + '/' + leg.structureId + '/' + leg.strategy + '/' + leg.symbol;
    };
    QJsonObject beside = bookSumsJson(legs);
    beside.insert(QStringLiteral("as_of"), toValue(desk->now));
    return pageAnswer(pageOf(legs, *request, key, positionJson), beside);
}

Outcome getGreeks(ApiContext& context, const RouteCall& call)
{
    const auto request = pageRequestFrom(call, PageRequest::limitMax);
    if (!request)
        return problemAnswer(request.error());
    const PricingSnapshotPtr pricing = context.desk.pricing();
    std::vector<GreeksRow> rows;
    if (pricing)
        std::copy_if(pricing->greeks.begin(), pricing->greeks.end(), std::back_inserter(rows),
                     [&](const GreeksRow& row) {
                         return isWanted(call, "level", row.level)
                             && isWanted(call, "underlying", row.underlying);
                     });
    const auto key = [](const GreeksRow& row) {
        return row.level + '/' + row.underlying + '/' + row.name + '/'
            + (row.settlesAt ? toIsoText(*row.settlesAt) : "");
    };
    const QJsonValue asOf = pricing ? toValue(pricing->at) : QJsonValue(QJsonValue::Null);
    return pageAnswer(pageOf(rows, *request, key, greeksRowJson), {{QStringLiteral("as_of"), asOf}});
}

Outcome getPnl(ApiContext& context, const RouteCall&)
{
    const DeskSnapshotPtr desk = context.desk.snapshot();
    QJsonObject document = bookSumsJson(desk->positions);
    document.insert(QStringLiteral("realised"), toValue(desk->account.realised));
    document.insert(QStringLiteral("unrealised"), toValue(desk->account.unrealised));
    document.insert(QStringLiteral("fees"), toValue(desk->account.fees));
    document.insert(QStringLiteral("net_liquidation"), toValue(desk->account.netLiquidation));
    document.insert(QStringLiteral("as_of"), toValue(desk->now));
    return jsonAnswer(document);
}

Outcome getChain(ApiContext& context, const RouteCall& call)
{
    const auto request = pageRequestFrom(call, PageRequest::limitMax);
    if (!request)
        return problemAnswer(request.error());
    std::optional<Date> expiry;
    if (const auto text = call.parameter("expiry")) {
        const auto parsed = parseDate(*text);
        if (!parsed)
            return problemAnswer(parsed.error());
        expiry = *parsed;
    }
    const std::string& underlying = call.arguments.front();
    const ChainSnapshotPtr chain = chainOf(context.desk.pricing(), underlying);
    if (!chain)
        return problemAnswer(
            Error {"data.not_found", fmt::format("There is no chain of '{}' on this market.", underlying)});
    context.desk.focusChain(underlying, expiry);
    const std::vector<const ChainRow*> rows = chainRowsOf(*chain, expiry);
    if (expiry && rows.empty())
        return problemAnswer(
            Error {"data.not_found", fmt::format("{} has no expiry {}.", underlying, toIsoText(*expiry))});
    Result<QJsonObject> page = pageOf(
        rows, *request, [](const ChainRow* row) { return row->symbol; },
        [](const ChainRow* row) { return chainRowJson(*row); });
    if (page)
        page->insert(QStringLiteral("contracts"), page->take(QStringLiteral("items")));
    return pageAnswer(std::move(page), chainHeadJson(*chain));
}

Outcome listStructures(ApiContext&, const RouteCall&)
{
    return jsonAnswer(
        {{QStringLiteral("items"), structureCatalogueJson()}, {QStringLiteral("next_cursor"), QJsonValue()}});
}

} // namespace strikedesk::api
