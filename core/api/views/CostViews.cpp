// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/CostViews.h"

#include "core/api/views/JsonValue.h"

#include <fmt/format.h>

#include <ranges>

namespace strikedesk::api {
namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonValue figureJson(const CostFigure& figure)
{
    if (!figure.isKnown())
        return QJsonValue::Null;
    return QJsonObject {
        {QStringLiteral("cost"), toValue(figure.cost)},
        {QStringLiteral("basis_points"), toValue(figure.basisPoints())},
        {QStringLiteral("notional"),
         figure.isNotionalWhole ? toValue(figure.notional) : QJsonValue(QJsonValue::Null)},
        {QStringLiteral("contracts"), toValue(figure.contracts)},
        {QStringLiteral("fills"), figure.fills},
        {QStringLiteral("orders"), figure.orders},
    };
}

void insertFigures(QJsonObject& object, const CostFigures& figures)
{
    for (const CostFigureName& row : costFigureNames)
        object.insert(QLatin1String(row.name), figureJson(figures.*row.figure));
    // Of the same fills, or of nothing: what of the quoted spread was paid.
    const bool isComparable
        = figures.effective.fills == figures.quoted.fills && figures.quoted.cost.isPositive();
    object.insert(QStringLiteral("effective_over_quoted"),
                  isComparable ? toValue(figures.effective.cost.toDouble() / figures.quoted.cost.toDouble())
                               : QJsonValue(QJsonValue::Null));
}

QJsonValue timesJson(const std::optional<FillTimes>& times)
{
    if (!times)
        return QJsonValue::Null;
    return QJsonObject {{QStringLiteral("mean"), toValue(times->mean)},
                        {QStringLiteral("median"), toValue(times->median)},
                        {QStringLiteral("longest"), toValue(times->longest)}};
}

QJsonObject groupJson(const CostGroup& group)
{
    QJsonObject object {
        {QStringLiteral("name"), textOrNull(group.name)},
        {QStringLiteral("orders"), group.orders},
        {QStringLiteral("orders_open"), group.open},
        {QStringLiteral("orders_filled"), group.full},
        {QStringLiteral("orders_partial"), group.partial},
        {QStringLiteral("orders_unfilled"), group.unfilled},
        {QStringLiteral("fills"), group.fills},
        {QStringLiteral("busts"), group.busts},
        {QStringLiteral("corrections"), group.corrections},
        {QStringLiteral("replaces"), group.replaces},
        {QStringLiteral("replaces_refused"), group.replacesRefused},
        {QStringLiteral("cancels_asked"), group.cancelsAsked},
        {QStringLiteral("cancelled"), group.cancelled},
        {QStringLiteral("expired"), group.expired},
        {QStringLiteral("rejected"), group.rejected},
        {QStringLiteral("contracts_asked"), toValue(group.contractsAsked)},
        {QStringLiteral("contracts_filled_of_asked"), toValue(group.contractsFilledOfAsked)},
        {QStringLiteral("contracts_filled"), toValue(group.contractsFilled)},
        {QStringLiteral("fill_rate"), toValue(group.fillRate())},
        {QStringLiteral("seconds_to_fill"), timesJson(group.times)},
        {QStringLiteral("notional"), toValue(group.notional)},
        {QStringLiteral("fees"), toValue(group.fees)},
    };
    insertFigures(object, group.figures);
    return object;
}

QJsonObject legJson(const LegCosts& leg)
{
    QJsonObject object {
        {QStringLiteral("symbol"), toValue(leg.leg.symbol)},
        {QStringLiteral("side"), textOf(nameOf(leg.leg.side))},
        {QStringLiteral("contracts"), toValue(leg.contracts)},
        {QStringLiteral("notional"), toValue(leg.notional)},
        {QStringLiteral("arrival_mid"), toValue(leg.arrivalMid)},
    };
    for (const CostFigureName& row : costFigureNames) {
        const CostFigure& figure = leg.figures.*row.figure;
        const bool isOfLegs = row.figure != &CostFigures::decision && row.figure != &CostFigures::interval
            && row.figure != &CostFigures::opportunity && row.figure != &CostFigures::shortfall;
        if (isOfLegs)
            object.insert(QLatin1String(row.name), figureJson(figure));
    }
    return object;
}

QJsonObject intervalJson(const TimeWeightedMid& interval)
{
    return {{QStringLiteral("mid_paid"), toValue(interval.value())},
            {QStringLiteral("mids"), interval.seen()},
            {QStringLiteral("seconds_known"), toValue(interval.secondsKnown())}};
}

QJsonObject orderJson(const OrderCosts& costs)
{
    const CostedOrder& order = *costs.order;
    QJsonArray legs;
    for (const LegCosts& leg : costs.legs)
        legs.append(legJson(leg));
    QJsonObject object {
        {QStringLiteral("order_id"), toValue(order.id.text())},
        {QStringLiteral("created_at"), toValue(order.createdAt)},
        {QStringLiteral("ended_at"), toValue(order.endedAt)},
        {QStringLiteral("underlying"), toValue(order.underlying)},
        {QStringLiteral("structure"), textOrNull(order.structure)},
        {QStringLiteral("strategy"), textOrNull(order.strategy)},
        {QStringLiteral("type"), toValue(order.kind)},
        {QStringLiteral("venue"), textOrNull(order.venue)},
        {QStringLiteral("sender"), toValue(order.actor)},
        {QStringLiteral("outcome"), textOf(nameOf(order.outcome))},
        {QStringLiteral("reason"), textOrNull(order.reason)},
        {QStringLiteral("asked"), toValue(order.asked)},
        {QStringLiteral("filled"), toValue(costs.filled)},
        {QStringLiteral("contracts_asked"), toValue(costs.contractsAsked)},
        {QStringLiteral("contracts_filled"), toValue(costs.contractsFilled)},
        {QStringLiteral("fills"), costs.fills},
        {QStringLiteral("busts"), costs.busts},
        {QStringLiteral("corrections"), costs.corrections},
        {QStringLiteral("replaces"), order.replaces},
        {QStringLiteral("notional"), toValue(costs.notional)},
        {QStringLiteral("fees"), toValue(costs.fees)},
        {QStringLiteral("decision_mid_paid"), toValue(order.decisionMid)},
        {QStringLiteral("arrival_mid_paid"), toValue(order.arrivalMid)},
        {QStringLiteral("arrival_quality"), textOrNull(order.arrivalQuality)},
        {QStringLiteral("interval_benchmark"), intervalJson(order.interval)},
        {QStringLiteral("legs"), legs},
    };
    insertFigures(object, costs.figures);
    return object;
}

QJsonArray countsJson(const std::map<std::string, std::uint64_t>& counts)
{
    QJsonArray rows;
    for (const auto& [reason, count] : counts)
        rows.append(QJsonObject {{QStringLiteral("reason"), textOrNull(reason)},
                                 {QStringLiteral("count"), toValue(count)}});
    return rows;
}

void insertBeside(QJsonObject& document, const CostReport& report, std::string_view by)
{
    document.insert(QStringLiteral("by"), textOf(by));
    document.insert(QStringLiteral("total"), groupJson(report.total));
    document.insert(QStringLiteral("denials"), countsJson(report.denials));
    document.insert(QStringLiteral("rejects"), countsJson(report.rejects));
    document.insert(QStringLiteral("cancels"), countsJson(report.cancels));
    document.insert(QStringLiteral("orders_forgotten"), toValue(report.forgotten));
    document.insert(QStringLiteral("realised_after_seconds"),
                    qint64(std::chrono::duration_cast<std::chrono::seconds>(realisedAfter).count()));
}

} // namespace

Result<QJsonObject> costDocument(const CostRecord& record, std::string_view by, const PageRequest& request)
{
    const bool isByOrder = by == "order";
    auto grouping = isByOrder ? Result<CostGrouping>(CostGrouping::Underlying) : parseCostGrouping(by);
    if (!grouping)
        return fail(grouping.error().code,
                    fmt::format("{} Nor with \"order\", one by one.", grouping.error().message));
    const CostReport report = costReport(record, *grouping);
    Result<QJsonObject> page = isByOrder
        ? pageOf(
            record.orders | std::views::reverse, request,
            [](const CostedOrderPtr& order) { return order->id.text(); },
            [](const CostedOrderPtr& order) { return orderJson(costsOf(order)); })
        : pageOf(
            report.groups, request, [](const CostGroup& group) { return "group " + group.name; }, groupJson);
    if (page)
        insertBeside(*page, report, by);
    return page;
}

} // namespace strikedesk::api
