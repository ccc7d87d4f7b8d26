// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/gate/HostPolicy.h"

#include <algorithm>

namespace strikedesk::api {

HostPolicy::HostPolicy(std::uint16_t port)
    : m_port(std::to_string(port))
{
}

bool HostPolicy::isOurHost(std::string_view host) const
{
    const std::size_t colon = host.rfind(':');
    const bool hasPort = colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
    const std::string_view port = hasPort ? host.substr(colon + 1) : std::string_view("80");
    std::string name(host.substr(0, hasPort ? colon : host.size()));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return port == m_port && (name == "localhost" || name == "127.0.0.1" || name == "[::1]");
}

bool HostPolicy::isOurOrigin(std::string_view origin) const
{
    constexpr std::string_view scheme = "http://";
    return origin.substr(0, scheme.size()) == scheme && isOurHost(origin.substr(scheme.size()));
}

std::optional<HttpRefusal> HostPolicy::check(const HttpHead& head) const
{
    if (!isOurHost(head.header("host").value_or("")))
        return HttpRefusal {421, "http.foreign_host",
                            "This server answers only to localhost, 127.0.0.1 and [::1] with its own port."};
    const bool isGuarded = isChanging(head.method) || head.headerHasToken("connection", "upgrade");
    const std::optional<std::string_view> origin = head.header("origin");
    if (isGuarded && origin && !isOurOrigin(*origin))
        return HttpRefusal {403, "auth.origin", "A page of another origin may not change anything here."};
    return {};
}

} // namespace strikedesk::api
