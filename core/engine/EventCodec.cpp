// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EventCodec.h"

#include "core/engine/EventFields.h"
#include "core/engine/JsonStructs.h"

#include <fmt/format.h>

#include <utility>

namespace strikedesk {

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
    thread_local CanonicalWriter out; // its room is there already
    std::visit([](const auto& event) { writeCanonical(out, event); }, body);
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
