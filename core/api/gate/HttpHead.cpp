// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/gate/HttpHead.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace strikedesk::api {
namespace {

using namespace std::string_view_literals;

struct MethodRow
{
    std::string_view name;
    HttpMethod method;
};

constexpr std::array methodRows {
    MethodRow {"GET", HttpMethod::Get},         MethodRow {"HEAD", HttpMethod::Head},
    MethodRow {"POST", HttpMethod::Post},       MethodRow {"PUT", HttpMethod::Put},
    MethodRow {"PATCH", HttpMethod::Patch},     MethodRow {"DELETE", HttpMethod::Delete},
    MethodRow {"OPTIONS", HttpMethod::Options},
};

// Headers whose repetition two readers could resolve differently.
constexpr std::array singleHeaders {
    "host"sv,
    "content-length"sv,
    "transfer-encoding"sv,
    "authorization"sv,
    "origin"sv,
    "content-type"sv,
    "expect"sv,
    "idempotency-key"sv,
    "upgrade"sv,
    "sec-websocket-key"sv,
    "sec-websocket-version"sv,
};

HttpRefusal headRefused(int status, std::string code, std::string message)
{
    return {status, std::move(code), std::move(message)};
}

bool isTokenCharacter(char c)
{
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || others.find(c) != std::string_view::npos;
}

bool isHeadToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

std::string lowerAsciiText(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), lowerAscii);
    return lower;
}

std::string_view withoutBlanks(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Line ends must be CR LF and no other control character may stand anywhere in the head.
std::optional<HttpRefusal> findBadByte(std::string_view head)
{
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto c = static_cast<unsigned char>(head[i]);
        if (c == '\r') {
            if (i + 1 < head.size() && head[i + 1] != '\n')
                return headRefused(400, "http.line_end", "A CR without LF stands in the request head.");
        } else if (c == '\n') {
            if (i == 0 || head[i - 1] != '\r')
                return headRefused(400, "http.line_end", "A line of the request head ends without CR.");
        } else if ((c < 0x20 && c != '\t') || c == 0x7f) {
            return headRefused(400, "http.control_character",
                               fmt::format("The request head contains the control byte 0x{:02x}.", c));
        }
    }
    return {};
}

std::optional<HttpRefusal> readTarget(std::string_view target, HttpHead& head)
{
    if (target.empty() || target.front() != '/')
        return headRefused(400, "http.target", "The request target must be a path that starts with '/'.");
    for (std::size_t i = 0; i < target.size(); ++i) {
        const auto c = static_cast<unsigned char>(target[i]);
        if (c <= 0x20 || c >= 0x7f || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>')
            return headRefused(400, "http.target",
                               "The request target contains a character that must be escaped.");
        if (c != '%')
            continue;
        if (i + 2 >= target.size() || !isHexDigit(target[i + 1]) || !isHexDigit(target[i + 2]))
            return headRefused(400, "http.target", "The request target contains a broken %-escape.");
        const char high = target[i + 1];
        if (high == '0' || high == '1' || (high == '7' && lowerAscii(target[i + 2]) == 'f'))
            return headRefused(400, "http.target",
                               "The request target contains an escaped control character.");
    }
    const std::size_t mark = target.find('?');
    head.path = std::string(target.substr(0, mark));
    if (mark != std::string_view::npos)
        head.query = std::string(target.substr(mark + 1));
    return {};
}

std::optional<HttpRefusal> readRequestLine(std::string_view line, HttpHead& head)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return headRefused(400, "http.request_line", "Expected METHOD TARGET HTTP/1.1 with single blanks.");
    const std::string_view method = line.substr(0, first);
    const std::string_view version = line.substr(last + 1);
    if (version == "HTTP/1.0")
        head.closesAfter = true;
    else if (version.size() == 8 && version.substr(0, 5) == "HTTP/" && version != "HTTP/1.1")
        return headRefused(505, "http.version", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    else if (version != "HTTP/1.1")
        return headRefused(400, "http.request_line", "The request line does not end in HTTP/1.1.");
    if (!isHeadToken(method))
        return headRefused(400, "http.request_line", "The method is not a token.");
    const auto* row = std::find_if(methodRows.begin(), methodRows.end(),
                                   [&](const MethodRow& candidate) { return candidate.name == method; });
    if (row == methodRows.end())
        return headRefused(501, "http.method", "This method is not known here.");
    head.method = row->method;
    return readTarget(line.substr(first + 1, last - first - 1), head);
}

std::optional<HttpRefusal> readHeaderLine(std::string_view line, HttpHead& head)
{
    if (line.front() == ' ' || line.front() == '\t')
        return headRefused(400, "http.folded_header", "A header line must not start with a blank.");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isHeadToken(line.substr(0, colon)))
        return headRefused(400, "http.header",
                           "A header line must be NAME: VALUE, no blank before the colon.");
    std::string name = lowerAsciiText(line.substr(0, colon));
    const bool isSingle = std::find(singleHeaders.begin(), singleHeaders.end(), name) != singleHeaders.end();
    if (isSingle && std::any_of(head.headers.begin(), head.headers.end(), [&](const HttpHeader& other) {
            return other.name == name;
        }))
        return headRefused(400, "http.repeated_header",
                           fmt::format("The header {} may stand only once in a request.", name));
    head.headers.push_back({std::move(name), std::string(withoutBlanks(line.substr(colon + 1)))});
    return {};
}

std::optional<HttpRefusal> readBodyLength(HttpHead& head)
{
    const std::optional<std::string_view> length = head.header("content-length");
    if (head.header("transfer-encoding")) {
        if (length)
            return headRefused(400, "http.body_length",
                               "Content-Length and Transfer-Encoding must not stand together.");
        return headRefused(411, "http.length_required",
                           "Transfer-Encoding is not accepted; send the body with a Content-Length.");
    }
    if (!length)
        return {};
    if (length->empty() || length->size() > 18
        || !std::all_of(length->begin(), length->end(), [](char c) { return c >= '0' && c <= '9'; }))
        return headRefused(400, "http.body_length",
                           "Content-Length must be a whole number of at most 18 digits.");
    for (const char c : *length)
        head.contentLength = head.contentLength * 10 + std::uint64_t(c - '0');
    return {};
}

std::optional<HttpRefusal> readMeanings(HttpHead& head)
{
    const std::optional<std::string_view> host = head.header("host");
    if (!host || host->empty())
        return headRefused(400, "http.host", "Exactly one Host header is expected.");
    if (auto refusal = readBodyLength(head))
        return refusal;
    if (head.headerHasToken("connection", "close"))
        head.closesAfter = true;
    if (const auto expectation = head.header("expect")) {
        if (lowerAsciiText(*expectation) != "100-continue")
            return headRefused(417, "http.expectation", "The only known expectation is 100-continue.");
        head.expectsContinue = true;
    }
    return {};
}

HeadOutcome readWholeHead(std::string_view text, const HttpLimits& limits)
{
    HttpHead head;
    head.size = text.size();
    text.remove_suffix(2); // The empty line; each line left ends in CR LF.
    const std::size_t lineEnd = text.find("\r\n");
    if (auto refusal = readRequestLine(text.substr(0, lineEnd), head))
        return *refusal;
    text.remove_prefix(lineEnd + 2);
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n");
        if (head.headers.size() == limits.headers)
            return headRefused(431, "http.too_many_headers",
                               fmt::format("A request may have at most {} headers.", limits.headers));
        if (auto refusal = readHeaderLine(text.substr(0, end), head))
            return *refusal;
        text.remove_prefix(end + 2);
    }
    if (auto refusal = readMeanings(head))
        return *refusal;
    return head;
}

} // namespace

std::string_view nameOf(HttpMethod method)
{
    for (const MethodRow& row : methodRows) {
        if (row.method == method)
            return row.name;
    }
    return {};
}

std::optional<std::string_view> HttpHead::header(std::string_view name) const
{
    std::optional<std::string_view> found;
    for (const HttpHeader& candidate : headers) {
        if (candidate.name != name)
            continue;
        if (found)
            return {};
        found = candidate.value;
    }
    return found;
}

bool HttpHead::headerHasToken(std::string_view name, std::string_view token) const
{
    for (const HttpHeader& candidate : headers) {
        if (candidate.name != name)
            continue;
        std::string_view rest = candidate.value;
        while (!rest.empty()) {
            const std::size_t comma = rest.find(',');
            if (lowerAsciiText(withoutBlanks(rest.substr(0, comma))) == token)
                return true;
            rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
        }
    }
    return false;
}

HeadOutcome parseHead(std::string_view bytes, const HttpLimits& limits)
{
    const std::size_t end = bytes.substr(0, limits.head).find("\r\n\r\n");
    const std::string_view text
        = bytes.substr(0, end == std::string_view::npos ? std::min(bytes.size(), limits.head) : end + 4);
    const std::size_t lineEnd = text.find("\r\n");
    if (lineEnd == 0)
        return headRefused(400, "http.request_line", "A request must not start with an empty line.");
    if (auto refusal = findBadByte(text))
        return *refusal;
    if (std::min(lineEnd, text.size()) > limits.requestLine)
        return headRefused(414, "http.target_too_long",
                           fmt::format("The request line may have at most {} bytes.", limits.requestLine));
    if (end != std::string_view::npos)
        return readWholeHead(text, limits);
    if (bytes.size() >= limits.head)
        return headRefused(431, "http.head_too_large",
                           fmt::format("The request head may have at most {} bytes.", limits.head));
    return NeedMoreBytes {};
}

} // namespace strikedesk::api
