// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/VenueCodec.h"
#include "core/venue/VenueCodecNames.h"

#include <array>
#include <utility>

namespace strikedesk::venuecodec {
namespace {

constexpr qsizetype fillLegsMax = 64;

QJsonObject legFillToJson(const LegFill& leg)
{
    return {{QStringLiteral("symbol"), wireText(leg.symbol)},
            {QStringLiteral("side"), wireName(sideNames, leg.side)},
            {QStringLiteral("quantity"), qint64(leg.quantity.count())},
            {QStringLiteral("price"), wireText(leg.price.text())},
            {QStringLiteral("fee"), wireText(leg.fee.text())}};
}

Result<LegFill> legFillFrom(const QJsonObject& json)
{
    StrictObject from(json, "a leg of a fill");
    LegFill leg;
    leg.symbol = from.text("symbol");
    leg.side = wireValue(from, "side", sideNames);
    leg.quantity = quantityOf(from, "quantity");
    leg.price = from.decimal<Price>("price");
    leg.fee = from.decimal<Money>("fee");
    return finished(from, std::move(leg));
}

QJsonObject named(const char* name)
{
    return {{QStringLiteral("event"), QLatin1String(name)}};
}

template <typename AnyId>
void putId(QJsonObject& json, const char* key, const AnyId& id)
{
    json.insert(QLatin1String(key), wireText(id.text()));
}

void putText(QJsonObject& json, const char* key, const std::string& text)
{
    json.insert(QLatin1String(key), wireText(text));
}

void putQuantity(QJsonObject& json, const char* key, Quantity quantity)
{
    json.insert(QLatin1String(key), qint64(quantity.count()));
}

QJsonArray legFillsToJson(const std::vector<LegFill>& legs)
{
    QJsonArray rows;
    for (const LegFill& leg : legs)
        rows.append(legFillToJson(leg));
    return rows;
}

std::vector<LegFill> legFillsFrom(StrictObject& from)
{
    std::vector<LegFill> legs;
    for (const QJsonValue& leg : from.array("legs", fillLegsMax))
        legs.push_back(from.valueOf(legFillFrom(leg.toObject())));
    return legs;
}

struct EventToJson
{
    QJsonObject operator()(const VenueAccepted& event) const
    {
        QJsonObject json = named("accepted");
        putId(json, "client_order_id", event.clientOrderId);
        putId(json, "venue_order_id", event.venueOrderId);
        return json;
    }
    QJsonObject operator()(const VenueRejected& event) const
    {
        QJsonObject json = named("rejected");
        putId(json, "client_order_id", event.clientOrderId);
        putText(json, "code", event.code);
        putText(json, "reason", event.reason);
        return json;
    }
    QJsonObject operator()(const VenueReplaced& event) const
    {
        QJsonObject json = named("replaced");
        putId(json, "original", event.original);
        putId(json, "replacement", event.replacement);
        putId(json, "venue_order_id", event.venueOrderId);
        return json;
    }
    QJsonObject operator()(const VenueReplaceRejected& event) const
    {
        QJsonObject json = named("replace_rejected");
        putId(json, "original", event.original);
        putId(json, "replacement", event.replacement);
        putText(json, "code", event.code);
        putText(json, "reason", event.reason);
        return json;
    }
    QJsonObject operator()(const VenueCancelled& event) const
    {
        QJsonObject json = named("cancelled");
        putId(json, "client_order_id", event.clientOrderId);
        putQuantity(json, "filled", event.filled);
        putText(json, "reason", event.reason);
        return json;
    }
    QJsonObject operator()(const VenueCancelRejected& event) const
    {
        QJsonObject json = named("cancel_rejected");
        putId(json, "client_order_id", event.clientOrderId);
        putText(json, "code", event.code);
        putText(json, "reason", event.reason);
        return json;
    }
    QJsonObject operator()(const VenueExpired& event) const
    {
        QJsonObject json = named("expired");
        putId(json, "client_order_id", event.clientOrderId);
        putQuantity(json, "filled", event.filled);
        return json;
    }
    QJsonObject operator()(const VenueFill& event) const
    {
        QJsonObject json = named("fill");
        putId(json, "execution_id", event.executionId);
        putId(json, "client_order_id", event.clientOrderId);
        putQuantity(json, "quantity", event.quantity);
        putText(json, "price", event.price.text());
        json.insert(QStringLiteral("legs"), legFillsToJson(event.legs));
        putText(json, "fill_model", event.fillModel);
        json.insert(QStringLiteral("is_complete"), event.isComplete);
        return json;
    }
    QJsonObject operator()(const VenueSettled& event) const
    {
        QJsonObject json = named("settled");
        putId(json, "execution_id", event.executionId);
        putText(json, "symbol", event.symbol);
        json.insert(QStringLiteral("kind"), wireName(settlementNames, event.kind));
        putQuantity(json, "quantity", event.quantity);
        putText(json, "cash", event.cash.text());
        putText(json, "settlement_price", event.settlementPrice.text());
        putText(json, "stock_symbol", event.stockSymbol);
        putQuantity(json, "stock", event.stock);
        return json;
    }
    QJsonObject operator()(const VenueBusted& event) const
    {
        QJsonObject json = named("busted");
        putId(json, "execution_id", event.executionId);
        putId(json, "busted", event.busted);
        putId(json, "client_order_id", event.clientOrderId);
        putText(json, "reason", event.reason);
        return json;
    }
    QJsonObject operator()(const VenueCorrected& event) const
    {
        QJsonObject json = named("corrected");
        putId(json, "execution_id", event.executionId);
        putId(json, "corrected", event.corrected);
        putId(json, "client_order_id", event.clientOrderId);
        putText(json, "price", event.price.text());
        json.insert(QStringLiteral("legs"), legFillsToJson(event.legs));
        putText(json, "reason", event.reason);
        return json;
    }
};

VenueEventBody acceptedFrom(StrictObject& from)
{
    auto client = idOf<ClientOrderId>(from, "client_order_id");
    return VenueAccepted {std::move(client), idOf<VenueOrderId>(from, "venue_order_id")};
}

VenueEventBody rejectedFrom(StrictObject& from)
{
    VenueRejected event {idOf<ClientOrderId>(from, "client_order_id"), from.text("code"), {}};
    event.reason = from.optionalText("reason", 512);
    return event;
}

VenueEventBody replacedFrom(StrictObject& from)
{
    VenueReplaced event;
    event.original = idOf<ClientOrderId>(from, "original");
    event.replacement = idOf<ClientOrderId>(from, "replacement");
    event.venueOrderId = idOf<VenueOrderId>(from, "venue_order_id");
    return event;
}

VenueEventBody replaceRejectedFrom(StrictObject& from)
{
    VenueReplaceRejected event;
    event.original = idOf<ClientOrderId>(from, "original");
    event.replacement = idOf<ClientOrderId>(from, "replacement");
    event.code = from.text("code");
    event.reason = from.optionalText("reason", 512);
    return event;
}

VenueEventBody cancelledFrom(StrictObject& from)
{
    VenueCancelled event;
    event.clientOrderId = idOf<ClientOrderId>(from, "client_order_id");
    event.filled = quantityOf(from, "filled");
    event.reason = from.optionalText("reason", 512);
    return event;
}

VenueEventBody cancelRejectedFrom(StrictObject& from)
{
    VenueCancelRejected event;
    event.clientOrderId = idOf<ClientOrderId>(from, "client_order_id");
    event.code = from.text("code");
    event.reason = from.optionalText("reason", 512);
    return event;
}

VenueEventBody expiredFrom(StrictObject& from)
{
    auto client = idOf<ClientOrderId>(from, "client_order_id");
    return VenueExpired {std::move(client), quantityOf(from, "filled")};
}

VenueEventBody fillFrom(StrictObject& from)
{
    VenueFill event;
    event.executionId = idOf<ExecutionId>(from, "execution_id");
    event.clientOrderId = idOf<ClientOrderId>(from, "client_order_id");
    event.quantity = quantityOf(from, "quantity");
    event.price = from.decimal<Price>("price");
    event.legs = legFillsFrom(from);
    event.fillModel = from.text("fill_model");
    event.isComplete = from.flag("is_complete");
    return event;
}

VenueEventBody settledFrom(StrictObject& from)
{
    VenueSettled event;
    event.executionId = idOf<ExecutionId>(from, "execution_id");
    event.symbol = from.text("symbol");
    event.kind = wireValue(from, "kind", settlementNames);
    event.quantity = quantityOf(from, "quantity");
    event.cash = from.decimal<Money>("cash");
    event.settlementPrice = from.decimal<Price>("settlement_price");
    event.stockSymbol = from.optionalText("stock_symbol", 64);
    event.stock = quantityOf(from, "stock");
    return event;
}

VenueEventBody bustedFrom(StrictObject& from)
{
    VenueBusted event;
    event.executionId = idOf<ExecutionId>(from, "execution_id");
    event.busted = idOf<ExecutionId>(from, "busted");
    event.clientOrderId = idOf<ClientOrderId>(from, "client_order_id");
    event.reason = from.optionalText("reason", 512);
    return event;
}

VenueEventBody correctedFrom(StrictObject& from)
{
    VenueCorrected event;
    event.executionId = idOf<ExecutionId>(from, "execution_id");
    event.corrected = idOf<ExecutionId>(from, "corrected");
    event.clientOrderId = idOf<ClientOrderId>(from, "client_order_id");
    event.price = from.decimal<Price>("price");
    event.legs = legFillsFrom(from);
    event.reason = from.optionalText("reason", 512);
    return event;
}

struct EventDecoder
{
    std::string_view name;
    VenueEventBody (*decode)(StrictObject&);
};

constexpr std::array eventDecoders {
    EventDecoder {"accepted", acceptedFrom},   EventDecoder {"rejected", rejectedFrom},
    EventDecoder {"replaced", replacedFrom},   EventDecoder {"replace_rejected", replaceRejectedFrom},
    EventDecoder {"cancelled", cancelledFrom}, EventDecoder {"cancel_rejected", cancelRejectedFrom},
    EventDecoder {"expired", expiredFrom},     EventDecoder {"fill", fillFrom},
    EventDecoder {"settled", settledFrom},     EventDecoder {"busted", bustedFrom},
    EventDecoder {"corrected", correctedFrom},
};
static_assert(eventDecoders.size() == std::variant_size_v<VenueEventBody>);

} // namespace

QJsonObject toJson(const VenueEvent& event)
{
    QJsonObject json = std::visit(EventToJson {}, event.body);
    json.insert(QStringLiteral("sequence"), qint64(event.sequence));
    json.insert(QStringLiteral("at"), wireText(exactIsoText(event.at)));
    return json;
}

Result<VenueEvent> eventFrom(const QJsonObject& json)
{
    StrictObject from(json, "a venue event");
    VenueEvent event;
    event.sequence = std::uint64_t(from.whole("sequence", 1, sequenceMax));
    event.at = from.instant("at");
    const std::string name = from.text("event");
    for (const EventDecoder& row : eventDecoders) {
        if (row.name == name) {
            event.body = row.decode(from);
            return finished(from, std::move(event));
        }
    }
    from.refuse("The kind of the venue event is not known.");
    return finished(from, std::move(event));
}

} // namespace strikedesk::venuecodec
