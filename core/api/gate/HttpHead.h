// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace strikedesk::api {

enum class HttpMethod { Get, Head, Post, Put, Patch, Delete, Options };

[[nodiscard]] std::string_view nameOf(HttpMethod method);
/// A method that may change something: everything but GET, HEAD and OPTIONS.
[[nodiscard]] constexpr bool isChanging(HttpMethod method)
{
    return method != HttpMethod::Get && method != HttpMethod::Head && method != HttpMethod::Options;
}

struct HttpLimits
{
    std::size_t requestLine = 8 * 1024;
    std::size_t head = 16 * 1024;
    std::size_t headers = 64;
    std::uint64_t body = 1024 * 1024;
};

struct HttpHeader
{
    std::string name;  ///< Lower case.
    std::string value; ///< Without the blanks around it.
};

/// A request head that passed every rule of the gate; what it says can be taken literally.
struct HttpHead
{
    HttpMethod method = HttpMethod::Get;
    std::string path;  ///< As sent, starts with '/', escapes valid but not yet decoded.
    std::string query; ///< Behind the '?', as sent.
    std::vector<HttpHeader> headers;
    std::uint64_t contentLength = 0;
    bool closesAfter = false; ///< HTTP/1.0 or "Connection: close".
    bool expectsContinue = false;
    std::size_t size = 0; ///< Bytes of the head, the empty line included.

    /// The value of the only header of this (lower-case) name; nothing when there is none or more than one.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    /// True when the comma-separated header has this token, in any case.
    [[nodiscard]] bool headerHasToken(std::string_view name, std::string_view token) const;
};

/// Why the gate will not talk on: a status and a problem code with its sentence.
struct HttpRefusal
{
    int status = 400;
    std::string code;
    std::string message;
};

/// The bytes so far are a legal beginning.
struct NeedMoreBytes
{
};

using HeadOutcome = std::variant<NeedMoreBytes, HttpHead, HttpRefusal>;

/// Reads the head of one HTTP/1.x request at the start of `bytes`, by the narrow reading of RFC 9112:
/// whatever two parsers could read differently is refused. Pure: no sockets, no clock.
[[nodiscard]] HeadOutcome parseHead(std::string_view bytes, const HttpLimits& limits);

} // namespace strikedesk::api
