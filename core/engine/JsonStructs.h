// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/CanonicalFields.h"
#include "core/engine/JsonFields.h"
#include "core/orders/OrderRequestCodec.h"
#include "core/venue/VenueCodec.h"

#include <utility>

namespace strikedesk {

// A struct inside a struct: what CanonicalFields and Reader find by argument-dependent lookup.

// The two values that have a document of their own keep its form inside the record.
inline Result<void> fromJson(const CanonicalReader::Value& object, OrderRequest& request)
{
    return orderRequestFrom(object).map([&](OrderRequest read) { request = std::move(read); });
}

inline void writeCanonical(CanonicalWriter& out, const VenueEvent& event)
{
    venuecodec::writeCanonical(out, event);
}

inline Result<void> fromJson(const CanonicalReader::Value& object, VenueEvent& event)
{
    return venuecodec::eventFrom(object).map([&](VenueEvent read) { event = std::move(read); });
}

template <typename T>
requires requires(json::CanonicalFields& fields, const T& value)
{
    describe(fields, value, &value);
}
inline void writeCanonical(CanonicalWriter& out, const T& value)
{
    json::CanonicalFields fields(out);
    out.beginObject();
    describe(fields, value, &value);
    out.endObject();
}

template <typename T>
requires requires(json::Reader& reader, T& value)
{
    describe(reader, value, &value);
}
inline Result<void> fromJson(const CanonicalReader::Value& object, T& value)
{
    json::Reader reader(object);
    describe(reader, value, &value);
    if (reader.error())
        return fail(*reader.error());
    return {};
}

} // namespace strikedesk
