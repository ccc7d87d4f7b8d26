// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/RouteMatch.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::api {
namespace {

std::vector<std::string_view> pathSegments(std::string_view path)
{
    std::vector<std::string_view> segments;
    path.remove_prefix(1);
    while (true) {
        const std::size_t slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos)
            return segments;
        path.remove_prefix(slash + 1);
    }
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 0x20) - 'a' + 10;
}

/// How many segments are in braces; nothing when the pattern does not fit.
std::optional<std::vector<std::string>> argumentsOf(const char* pattern,
                                                    const std::vector<std::string_view>& path)
{
    const std::vector<std::string_view> expected = pathSegments(pattern);
    if (expected.size() != path.size())
        return {};
    std::vector<std::string> arguments;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (expected[i].front() == '{') {
            std::string argument = percentDecoded(path[i]);
            if (argument.empty() || argument.size() > 64)
                return {};
            arguments.push_back(std::move(argument));
        } else if (expected[i] != path[i]) {
            return {};
        }
    }
    return arguments;
}

bool isAllowedName(std::string_view name, std::string_view allowed)
{
    while (!allowed.empty()) {
        const std::size_t blank = allowed.find(' ');
        if (allowed.substr(0, blank) == name)
            return true;
        allowed.remove_prefix(blank == std::string_view::npos ? allowed.size() : blank + 1);
    }
    return false;
}

} // namespace

const Route* PathMatch::find(HttpMethod method) const
{
    const HttpMethod wanted = method == HttpMethod::Head ? HttpMethod::Get : method;
    for (const Route* route : candidates) {
        if (route->method == wanted)
            return route;
    }
    return nullptr;
}

QByteArray PathMatch::allowHeader() const
{
    QByteArray allow;
    for (const Route* route : candidates) {
        const std::string_view name = nameOf(route->method);
        allow += QByteArray(name.data(), qsizetype(name.size())) + ", ";
        if (route->method == HttpMethod::Get)
            allow += "HEAD, ";
    }
    return allow + "OPTIONS";
}

std::optional<PathMatch> matchPath(std::string_view path)
{
    const std::vector<std::string_view> segments = pathSegments(path);
    PathMatch best;
    const char* bestPath = nullptr;
    for (const Route& route : routes()) {
        auto arguments = argumentsOf(route.path, segments);
        if (!arguments)
            continue;
        const bool isBetter = !bestPath || arguments->size() < best.arguments.size();
        if (isBetter) {
            bestPath = route.path;
            best = {{}, std::move(*arguments)};
        }
        if (isBetter || std::string_view(bestPath) == route.path)
            best.candidates.push_back(&route);
    }
    if (!bestPath)
        return {};
    return best;
}

std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            decoded += char(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

Result<std::vector<std::pair<std::string, std::string>>> readQuery(std::string_view query,
                                                                   std::string_view allowed)
{
    std::vector<std::pair<std::string, std::string>> parameters;
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view part = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        const std::size_t equals = part.find('=');
        std::string name = percentDecoded(part.substr(0, equals));
        if (equals == std::string_view::npos || !isAllowedName(name, allowed))
            return fail("input.query",
                        fmt::format("The query parameter '{}' is not known here; allowed: {}.", name,
                                    allowed.empty() ? "none" : allowed));
        if (std::any_of(parameters.begin(), parameters.end(),
                        [&](const auto& other) { return other.first == name; }))
            return fail("input.query", fmt::format("The query parameter '{}' stands twice.", name));
        parameters.emplace_back(std::move(name), percentDecoded(part.substr(equals + 1)));
    }
    return parameters;
}

} // namespace strikedesk::api
