// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/gate/HttpHead.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace strikedesk::api {

/// Which names this server answers to, and which web pages may act on it.
///
/// A page that rebinds its own name to the loopback address still sends its own name as Host; a page that
/// posts across sites sends its own Origin. Both are refused here, before anybody looks at a token.
class HostPolicy
{
public:
    explicit HostPolicy(std::uint16_t port);

    /// "localhost", "127.0.0.1" or "[::1]" with our port.
    [[nodiscard]] bool isOurHost(std::string_view host) const;
    /// "http://" and one of our hosts.
    [[nodiscard]] bool isOurOrigin(std::string_view origin) const;
    /// 421 for a foreign Host, 403 for a foreign Origin on a changing request or a WebSocket upgrade.
    [[nodiscard]] std::optional<HttpRefusal> check(const HttpHead& head) const;

private:
    std::string m_port;
};

} // namespace strikedesk::api
