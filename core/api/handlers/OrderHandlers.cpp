// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/BodyFields.h"
#include "core/api/Page.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/DeskViews.h"
#include "core/api/views/JsonValue.h"
#include "core/orders/OrderOverrideCodec.h"
#include "core/orders/OrderRequestCodec.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::api {
namespace {

Result<OrderRequest> orderFromBody(const RouteCall& call)
{
    return bodyObject(call.body).and_then(
        [](const QJsonObject& document) { return orderRequestFrom(document); });
}

ApiAnswer orderReplyAnswer(const DeskReply& reply, int status)
{
    const auto* order = std::get_if<OrderReply>(&reply);
    if (!order)
        return jsonAnswer({{QStringLiteral("done"), true}}, 200);
    // An order that is answered as an intent is one that this machine holds: all others are on their way.
    const std::string_view state
        = order->state == OrderState::Intent ? std::string_view("held") : nameOf(order->state);
    const QString href = QStringLiteral("/api/v1/orders/") + QString::fromStdString(order->order.text());
    ApiAnswer answer
        = jsonAnswer({{QStringLiteral("id"), toValue(order->order.text())},
                      {QStringLiteral("state"), QString::fromUtf8(state.data(), qsizetype(state.size()))},
                      {QStringLiteral("href"), href}},
                     status);
    if (status == 201)
        answer.headers.emplace_back("Location", href.toLatin1());
    return answer;
}

const OrderView* orderIn(const DeskSnapshot& desk, const std::string& id)
{
    const auto found = std::find_if(desk.orders.begin(), desk.orders.end(),
                                    [&](const OrderView& order) { return order.id.text() == id; });
    return found == desk.orders.end() ? nullptr : &*found;
}

Error orderNotFound(const std::string& id)
{
    return {"order.not_found", fmt::format("There is no order '{}' among today's and the open ones.", id)};
}

bool isOrderWanted(const RouteCall& call, const OrderView& order)
{
    const auto wanted = call.parameter("state");
    if (!wanted)
        return true;
    if (*wanted == "held" || isHeld(order))
        return isHeld(order) && (*wanted == "held" || *wanted == "open");
    if (*wanted == "open")
        return !isFinal(order.state);
    if (*wanted == "final")
        return isFinal(order.state);
    return *wanted == nameOf(order.state);
}

} // namespace

Outcome previewOrder(ApiContext&, const RouteCall& call)
{
    auto request = orderFromBody(call);
    if (!request)
        return problemAnswer(request.error());
    return CommandCall {PreviewOrder {std::move(*request)}, [](const DeskReply& reply) {
                            const auto* preview = std::get_if<OrderPreview>(&reply);
                            return preview
                                ? jsonAnswer(previewJson(*preview))
                                : problemAnswer(Error {"api.internal", "The desk sent no preview."});
                        }};
}

Outcome submitOrder(ApiContext&, const RouteCall& call)
{
    auto request = orderFromBody(call);
    if (!request)
        return problemAnswer(request.error());
    return CommandCall {SubmitOrder {std::move(*request)},
                        [](const DeskReply& reply) { return orderReplyAnswer(reply, 201); }};
}

Outcome listOrders(ApiContext& context, const RouteCall& call)
{
    const auto request = pageRequestFrom(call);
    if (!request)
        return problemAnswer(request.error());
    const DeskSnapshotPtr desk = context.desk.snapshot();
    std::vector<const OrderView*> orders;
    for (const OrderView& order : desk->orders) {
        if (isOrderWanted(call, order))
            orders.push_back(&order);
    }
    const auto page = pageOf(
        orders, *request, [](const OrderView* order) { return order->id.text(); },
        [](const OrderView* order) { return orderJson(*order, false); });
    return page ? jsonAnswer(*page) : problemAnswer(page.error());
}

Outcome getOrder(ApiContext& context, const RouteCall& call)
{
    const DeskSnapshotPtr desk = context.desk.snapshot();
    const OrderView* order = orderIn(*desk, call.arguments.front());
    return order ? jsonAnswer(orderJson(*order, true)) : problemAnswer(orderNotFound(call.arguments.front()));
}

Outcome replaceOrder(ApiContext& context, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"limit", "quantity", "override"}); !known)
        return problemAnswer(known.error());
    const auto limit = priceField(*body, "limit");
    if (!limit)
        return problemAnswer(limit.error());
    const auto quantity = quantityField(*body, "quantity");
    if (!quantity)
        return problemAnswer(quantity.error());
    if (!*limit && !*quantity)
        return problemAnswer(Error {"input.field", "Name a new 'limit', a new 'quantity', or both."});
    std::optional<OrderOverride> overrides;
    if (const QJsonValue value = body->value(QLatin1String("override"));
        !value.isNull() && !value.isUndefined()) {
        auto read = orderOverrideFrom(value);
        if (!read)
            return problemAnswer(read.error());
        overrides = std::move(*read);
    }
    const std::string& id = call.arguments.front();
    if (!orderIn(*context.desk.snapshot(), id))
        return problemAnswer(orderNotFound(id));
    return CommandCall {ReplaceOrder {OrderId(id), *limit, *quantity, std::move(overrides)},
                        [](const DeskReply& reply) { return orderReplyAnswer(reply, 200); }};
}

Outcome cancelOrder(ApiContext& context, const RouteCall& call)
{
    const std::string& id = call.arguments.front();
    if (!orderIn(*context.desk.snapshot(), id))
        return problemAnswer(orderNotFound(id));
    return CommandCall {CancelOrder {OrderId(id)},
                        [](const DeskReply& reply) { return orderReplyAnswer(reply, 200); }};
}

Outcome listFills(ApiContext& context, const RouteCall& call)
{
    const auto request = pageRequestFrom(call);
    if (!request)
        return problemAnswer(request.error());
    const DeskSnapshotPtr desk = context.desk.snapshot();
    const auto wantedOrder = call.parameter("order");
    std::vector<const FillView*> fills;
    for (const FillView& fill : desk->fills) {
        if (!wantedOrder || fill.orderId.text() == *wantedOrder)
            fills.push_back(&fill);
    }
    const auto page = pageOf(
        fills, *request, [](const FillView* fill) { return fill->executionId.text(); },
        [](const FillView* fill) { return fillJson(*fill); });
    return page ? jsonAnswer(*page) : problemAnswer(page.error());
}

Outcome getSlippage(ApiContext& context, const RouteCall& call)
{
    const auto request = pageRequestFrom(call);
    if (!request)
        return problemAnswer(request.error());
    const DeskSnapshotPtr desk = context.desk.snapshot();
    const auto key = [](const SlippageEntryView& entry) {
        return std::to_string(entry.auditSequence) + '/' + entry.kind + '/' + entry.amount.text();
    };
    auto page = pageOf(desk->slippageEntries, *request, key, slippageEntryJson);
    if (!page)
        return problemAnswer(page.error());
    QJsonArray levels;
    for (const SlippageLevelView& level : desk->slippageLevels)
        levels.append(slippageLevelJson(level));
    page->insert(QStringLiteral("levels"), levels);
    page->insert(QStringLiteral("as_of"), toValue(desk->now));
    return jsonAnswer(*page);
}

} // namespace strikedesk::api
