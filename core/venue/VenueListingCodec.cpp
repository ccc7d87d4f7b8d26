// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/VenueCodec.h"
#include "core/venue/VenueCodecNames.h"

#include <utility>

namespace strikedesk::venuecodec {
namespace {

constexpr std::size_t listingRowsMax = 1'000'000;

QJsonObject positionRowToJson(const VenuePositionRow& row)
{
    return {{QStringLiteral("symbol"), wireText(row.symbol)},
            {QStringLiteral("quantity"), qint64(row.quantity.count())}};
}

Result<VenuePositionRow> positionRowFrom(const JsonLook& json)
{
    StrictObject from(json, "a position of a venue's listing");
    VenuePositionRow row;
    row.symbol = from.text("symbol");
    row.quantity = quantityOf(from, "quantity");
    return finished(from, std::move(row));
}

} // namespace

QJsonObject toJson(const VenueOrderRow& row)
{
    QJsonObject json {{QStringLiteral("client_order_id"), wireText(row.clientOrderId.text())},
                      {QStringLiteral("venue_order_id"), wireText(row.venueOrderId.text())},
                      {QStringLiteral("state"), wireText(row.state)},
                      {QStringLiteral("quantity"), qint64(row.quantity.count())},
                      {QStringLiteral("filled"), qint64(row.filled.count())}};
    if (row.limit)
        json.insert(QStringLiteral("limit"), wireText(row.limit->text()));
    return json;
}

Result<VenueOrderRow> orderRowFrom(const JsonLook& json)
{
    StrictObject from(json, "an order of a venue's listing");
    VenueOrderRow row;
    row.clientOrderId = idOf<ClientOrderId>(from, "client_order_id");
    row.venueOrderId = VenueOrderId(from.optionalText("venue_order_id", 64)); // A rejected one has none.
    row.state = from.text("state");
    row.quantity = quantityOf(from, "quantity");
    row.filled = quantityOf(from, "filled");
    if (from.has("limit"))
        row.limit = from.decimal<Price>("limit");
    return finished(from, std::move(row));
}

QJsonObject toJson(const VenueListing& listing)
{
    QJsonArray orders;
    for (const VenueOrderRow& row : listing.orders)
        orders.append(toJson(row));
    QJsonArray executions;
    for (const ExecutionId& id : listing.executions)
        executions.append(wireText(id.text()));
    QJsonArray positions;
    for (const VenuePositionRow& row : listing.positions)
        positions.append(positionRowToJson(row));
    return {{QStringLiteral("at"), wireText(exactIsoText(listing.at))},
            {QStringLiteral("last_sequence"), qint64(listing.lastSequence)},
            {QStringLiteral("cash"), wireText(listing.cash.text())},
            {QStringLiteral("fees"), wireText(listing.fees.text())},
            {QStringLiteral("orders"), orders},
            {QStringLiteral("executions"), executions},
            {QStringLiteral("positions"), positions}};
}

Result<VenueListing> listingFrom(const JsonLook& json)
{
    StrictObject from(json, "a venue's listing");
    VenueListing listing;
    listing.at = from.instant("at");
    listing.lastSequence = std::uint64_t(from.whole("last_sequence", 0, sequenceMax));
    listing.cash = from.decimal<Money>("cash");
    listing.fees = from.decimal<Money>("fees");
    from.list("orders", listingRowsMax).forEach([&](const JsonLook& row) {
        listing.orders.push_back(from.valueOf(orderRowFrom(row)));
    });
    from.list("executions", listingRowsMax).forEach([&](const JsonLook& row) {
        std::string id = row.text();
        if (id.empty() || id.size() > 64)
            from.refuse("An execution of a venue's listing is a short text.");
        listing.executions.emplace_back(std::move(id));
    });
    from.list("positions", listingRowsMax).forEach([&](const JsonLook& row) {
        listing.positions.push_back(from.valueOf(positionRowFrom(row)));
    });
    return finished(from, std::move(listing));
}

QJsonObject toJson(const CapabilityProfile& profile)
{
    return {{QStringLiteral("name"), wireText(profile.name)},
            {QStringLiteral("legs_max"), profile.legsMax},
            {QStringLiteral("accepts_stock_leg"), profile.acceptsStockLeg},
            {QStringLiteral("has_native_stops"), profile.hasNativeStops},
            {QStringLiteral("replace_makes_new_order"), profile.replaceMakesNewOrder},
            {QStringLiteral("ends_older_session"), profile.endsOlderSession}};
}

Result<CapabilityProfile> profileFrom(const JsonLook& json)
{
    StrictObject from(json, "a capability profile");
    CapabilityProfile profile;
    profile.name = from.text("name");
    profile.legsMax = int(from.whole("legs_max", 1, 64));
    profile.acceptsStockLeg = from.flag("accepts_stock_leg");
    profile.hasNativeStops = from.flag("has_native_stops");
    profile.replaceMakesNewOrder = from.flag("replace_makes_new_order");
    profile.endsOlderSession = from.flag("ends_older_session");
    return finished(from, std::move(profile));
}

} // namespace strikedesk::venuecodec
