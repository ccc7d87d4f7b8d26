// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Page.h"

#include <fmt/format.h>

#include <charconv>

namespace strikedesk::api {

Result<std::uint64_t> numberParameter(const RouteCall& call, std::string_view name, std::uint64_t fallback,
                                      std::uint64_t highest)
{
    const std::optional<std::string_view> text = call.parameter(name);
    if (!text)
        return fallback;
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (problem != std::errc() || end != text->data() + text->size() || number > highest)
        return fail("input.query",
                    fmt::format("The query parameter '{}' must be a whole number up to {}.", name, highest));
    return number;
}

Result<PageRequest> pageRequestFrom(const RouteCall& call, std::size_t defaultLimit)
{
    const auto limit = numberParameter(call, "limit", defaultLimit, PageRequest::limitMax);
    if (!limit)
        return fail(limit.error());
    if (*limit == 0)
        return fail("input.query", "The query parameter 'limit' must be at least 1.");
    PageRequest request {std::size_t(*limit), {}};
    if (const auto cursor = call.parameter("cursor")) {
        const auto [decoded, status]
            = QByteArray::fromBase64Encoding(QByteArray(cursor->data(), qsizetype(cursor->size())),
                                             QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
                                                 | QByteArray::AbortOnBase64DecodingErrors);
        if (status != QByteArray::Base64DecodingStatus::Ok || decoded.isEmpty())
            return fail("input.cursor",
                        "The cursor is not one of ours; leave it out to start from the beginning.");
        request.afterKey = decoded.toStdString();
    }
    return request;
}

QString cursorFor(const std::string& key)
{
    return QString::fromLatin1(QByteArray::fromStdString(key).toBase64(QByteArray::Base64UrlEncoding
                                                                       | QByteArray::OmitTrailingEquals));
}

} // namespace strikedesk::api
