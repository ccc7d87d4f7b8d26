// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/JsonFields.h"
#include "core/orders/OrderRequestCodec.h"
#include "core/venue/VenueCodec.h"

#include <utility>

namespace strikedesk {

// A struct inside a struct: what json::Writer and json::Reader find by argument-dependent lookup.

// The two values that have a document of their own keep its form inside the record.
inline Result<void> fromJson(const QJsonObject& object, OrderRequest& request)
{
    return orderRequestFrom(object).map([&](OrderRequest read) { request = std::move(read); });
}

inline QJsonObject toJson(const VenueEvent& event)
{
    return venuecodec::toJson(event);
}

inline Result<void> fromJson(const QJsonObject& object, VenueEvent& event)
{
    return venuecodec::eventFrom(object).map([&](VenueEvent read) { event = std::move(read); });
}

template <typename T>
requires requires(json::Writer& writer, const T& value)
{
    describe(writer, value, &value);
}
inline QJsonObject toJson(const T& value)
{
    json::Writer writer;
    describe(writer, value, &value);
    return writer.take();
}

template <typename T>
requires requires(json::Reader& reader, T& value)
{
    describe(reader, value, &value);
}
inline Result<void> fromJson(const QJsonObject& object, T& value)
{
    json::Reader reader(object);
    describe(reader, value, &value);
    if (reader.error())
        return fail(*reader.error());
    return {};
}

} // namespace strikedesk
