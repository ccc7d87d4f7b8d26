// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/JsonMembers.h"
#include "core/venue/VenueCodec.h"
#include "core/venue/VenueCodecNames.h"

#include <array>
#include <utility>

namespace strikedesk::venuecodec {
namespace {

using namespace members;

constexpr std::size_t fillLegsMax = 64;
constexpr std::int64_t splitUnitsMax = 100'000; // Far beyond every split there ever was.

template <typename Out>
void putLegFill(Out& out, const LegFill& leg)
{
    putText(out, "fee", leg.fee.text());
    putText(out, "price", leg.price.text());
    putNumber(out, "quantity", leg.quantity.count());
    putText(out, "side", wireWord(sideNames, leg.side));
    putText(out, "symbol", leg.symbol);
}

Result<LegFill> legFillFrom(const JsonLook& json)
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

std::vector<LegFill> legFillsFrom(StrictObject& from)
{
    std::vector<LegFill> legs;
    from.list("legs", fillLegsMax).forEach([&](const JsonLook& leg) {
        legs.push_back(from.valueOf(legFillFrom(leg)));
    });
    return legs;
}

/// Puts the members of one kind of event into `out`, a tree or canonical bytes. What comes with every order
/// comes in the order of its keys, so that nothing has to be sorted on its way.
template <typename Out>
struct EventMembers
{
    Out& out;
    std::uint64_t sequence;

    void putSequence() const { putNumber(out, "sequence", std::int64_t(sequence)); }
    template <typename Event>
    void put(const Event& event) const
    {
        (*this)(event);
        putSequence();
    }
    void put(const VenueAccepted& event) const
    {
        putText(out, "client_order_id", event.clientOrderId.text());
        putText(out, "event", "accepted");
        putSequence();
        putText(out, "venue_order_id", event.venueOrderId.text());
    }
    void put(const VenueFill& event) const
    {
        putText(out, "client_order_id", event.clientOrderId.text());
        putText(out, "event", "fill");
        putText(out, "execution_id", event.executionId.text());
        putText(out, "fill_model", event.fillModel);
        putFlag(out, "is_complete", event.isComplete);
        putObjects(out, "legs", event.legs, putLegFill<Out>);
        putText(out, "price", event.price.text());
        putNumber(out, "quantity", event.quantity.count());
        putSequence();
    }
    void operator()(const VenueRejected& event) const
    {
        putText(out, "event", "rejected");
        putText(out, "client_order_id", event.clientOrderId.text());
        putText(out, "code", event.code);
        putText(out, "reason", event.reason);
    }
    void operator()(const VenueReplaced& event) const
    {
        putText(out, "event", "replaced");
        putText(out, "original", event.original.text());
        putText(out, "replacement", event.replacement.text());
        putText(out, "venue_order_id", event.venueOrderId.text());
    }
    void operator()(const VenueReplaceRejected& event) const
    {
        putText(out, "event", "replace_rejected");
        putText(out, "original", event.original.text());
        putText(out, "replacement", event.replacement.text());
        putText(out, "code", event.code);
        putText(out, "reason", event.reason);
    }
    void operator()(const VenueCancelled& event) const
    {
        putText(out, "event", "cancelled");
        putText(out, "client_order_id", event.clientOrderId.text());
        putNumber(out, "filled", event.filled.count());
        putText(out, "reason", event.reason);
    }
    void operator()(const VenueCancelRejected& event) const
    {
        putText(out, "event", "cancel_rejected");
        putText(out, "client_order_id", event.clientOrderId.text());
        putText(out, "code", event.code);
        putText(out, "reason", event.reason);
    }
    void operator()(const VenueExpired& event) const
    {
        putText(out, "event", "expired");
        putText(out, "client_order_id", event.clientOrderId.text());
        putNumber(out, "filled", event.filled.count());
    }
    void operator()(const VenueSettled& event) const
    {
        putText(out, "event", "settled");
        putText(out, "execution_id", event.executionId.text());
        putText(out, "symbol", event.symbol);
        putText(out, "kind", wireWord(settlementNames, event.kind));
        putNumber(out, "quantity", event.quantity.count());
        putText(out, "cash", event.cash.text());
        putText(out, "settlement_price", event.settlementPrice.text());
        putText(out, "stock_symbol", event.stockSymbol);
        putNumber(out, "stock", event.stock.count());
    }
    void operator()(const VenueBusted& event) const
    {
        putText(out, "event", "busted");
        putText(out, "execution_id", event.executionId.text());
        putText(out, "busted", event.busted.text());
        putText(out, "client_order_id", event.clientOrderId.text());
        putText(out, "reason", event.reason);
    }
    void operator()(const VenueCorrected& event) const
    {
        putText(out, "event", "corrected");
        putText(out, "execution_id", event.executionId.text());
        putText(out, "corrected", event.corrected.text());
        putText(out, "client_order_id", event.clientOrderId.text());
        putText(out, "price", event.price.text());
        putObjects(out, "legs", event.legs, putLegFill<Out>);
        putText(out, "reason", event.reason);
    }
    void operator()(const VenueAdjusted& event) const
    {
        putText(out, "event", "adjusted");
        putText(out, "execution_id", event.executionId.text());
        putText(out, "symbol", event.symbol);
        putText(out, "new_symbol", event.newSymbol);
        putNumber(out, "old_units", event.oldUnits);
        putNumber(out, "new_units", event.newUnits);
        putNumber(out, "quantity", event.quantity.count());
        putNumber(out, "new_quantity", event.newQuantity.count());
        putText(out, "cash", event.cash.text());
        putText(out, "reason", event.reason);
    }
    void operator()(const VenueRestated& event) const
    {
        putText(out, "event", "restated");
        putText(out, "client_order_id", event.clientOrderId.text());
        if (event.limit)
            putText(out, "limit", event.limit->text());
        if (event.stop)
            putText(out, "stop", event.stop->text());
        putText(out, "reason", event.reason);
    }
};

template <typename Out>
void putEvent(Out& out, const VenueEvent& event)
{
    putText(out, "at", exactIsoText(event.at));
    const EventMembers<Out> members {out, event.sequence};
    std::visit([&](const auto& body) { members.put(body); }, event.body);
}

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

VenueEventBody adjustedFrom(StrictObject& from)
{
    VenueAdjusted event;
    event.executionId = idOf<ExecutionId>(from, "execution_id");
    event.symbol = from.text("symbol");
    event.newSymbol = from.text("new_symbol");
    event.oldUnits = from.whole("old_units", 1, splitUnitsMax);
    event.newUnits = from.whole("new_units", 1, splitUnitsMax);
    event.quantity = quantityOf(from, "quantity");
    event.newQuantity = quantityOf(from, "new_quantity");
    event.cash = from.decimal<Money>("cash");
    event.reason = from.optionalText("reason", 512);
    return event;
}

VenueEventBody restatedFrom(StrictObject& from)
{
    VenueRestated event;
    event.clientOrderId = idOf<ClientOrderId>(from, "client_order_id");
    if (from.has("limit"))
        event.limit = from.decimal<Price>("limit");
    if (from.has("stop"))
        event.stop = from.decimal<Price>("stop");
    event.reason = from.optionalText("reason", 512);
    if (!event.limit && !event.stop)
        from.refuse("A restated order has a new limit, a new stop or both.");
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
    EventDecoder {"corrected", correctedFrom}, EventDecoder {"adjusted", adjustedFrom},
    EventDecoder {"restated", restatedFrom},
};
static_assert(eventDecoders.size() == std::variant_size_v<VenueEventBody>);

} // namespace

QJsonObject toJson(const VenueEvent& event)
{
    QJsonObject json;
    putEvent(json, event);
    return json;
}

void writeCanonical(CanonicalWriter& out, const VenueEvent& event)
{
    out.beginObject();
    putEvent(out, event);
    out.endObject();
}

Result<VenueEvent> eventFrom(const JsonLook& json)
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
