// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EventCodec.h"

#include "core/engine/CanonicalFields.h"
#include "core/engine/EventFields.h"
#include "core/engine/JsonFields.h"
#include "core/orders/OrderRequestCodec.h"
#include "core/venue/VenueCodec.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <utility>

namespace strikedesk {

// The two values that have a document of their own keep its form inside the record.
static QJsonObject treeOf(const CanonicalReader::Value& object)
{
    const std::string_view bytes = object.raw();
    return QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size()))).object();
}

static Result<void> fromJson(const CanonicalReader::Value& object, OrderRequest& request)
{
    return orderRequestFrom(treeOf(object)).map([&](OrderRequest read) { request = std::move(read); });
}

static void writeCanonical(CanonicalWriter& out, const VenueEvent& event)
{
    venuecodec::writeCanonical(out, event);
}

static Result<void> fromJson(const CanonicalReader::Value& object, VenueEvent& event)
{
    return venuecodec::eventFrom(treeOf(object)).map([&](VenueEvent read) { event = std::move(read); });
}

template <typename T>
requires requires(json::CanonicalFields& fields, const T& value)
{
    describe(fields, value, &value);
}
static void writeCanonical(CanonicalWriter& out, const T& value)
{
    json::CanonicalFields fields(out);
    out.beginObject();
    describe(fields, value, &value);
    out.endObject();
}

template <typename T>
requires requires(json::BytesReader& reader, T& value)
{
    describe(reader, value, &value);
}
static Result<void> fromJson(const CanonicalReader::Value& object, T& value)
{
    json::BytesReader reader(object);
    describe(reader, value, &value);
    if (reader.error())
        return fail(*reader.error());
    return {};
}

namespace {

template <std::size_t Index = 0>
Result<DeskEventBody> decodeAlternative(std::string_view kind, const CanonicalReader::Value& body)
{
    if constexpr (Index == std::variant_size_v<DeskEventBody>) {
        return fail("audit.bad_record",
                    fmt::format("The record has an event of the unknown kind \"{}\".", kind));
    } else {
        using Body = std::variant_alternative_t<Index, DeskEventBody>;
        if (Body::kind != kind)
            return decodeAlternative<Index + 1>(kind, body);
        Body event;
        if (const Result<void> read = fromJson(body, event); !read)
            return fail(read.error().code, fmt::format("{}: {}", kind, read.error().message));
        return DeskEventBody(std::move(event));
    }
}

} // namespace

std::string_view kindOf(const DeskEventBody& body)
{
    return std::visit([](const auto& event) { return std::decay_t<decltype(event)>::kind; }, body);
}

std::string_view categoryOf(const DeskEventBody& body)
{
    return std::visit([](const auto& event) { return std::decay_t<decltype(event)>::category; }, body);
}

bool isTrading(const DeskEventBody& body)
{
    return std::visit([](const auto& event) { return std::decay_t<decltype(event)>::isTrading; }, body);
}

std::string encodeBody(const DeskEventBody& body)
{
    CanonicalWriter out;
    std::visit([&out](const auto& event) { writeCanonical(out, event); }, body);
    return out.take();
}

Result<DeskEventBody> decodeBody(std::string_view kind, std::string_view body)
{
    const auto read = CanonicalReader::parse(body);
    if (!read)
        return fail("audit.bad_record", fmt::format("{}: The body is not a canonical JSON object.", kind));
    return decodeAlternative(kind, read->root());
}

} // namespace strikedesk
