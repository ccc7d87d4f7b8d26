// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <cstdint>
#include <string>

namespace strikedesk::api {

/// Where a running desk can be reached: the content of DIR/endpoint.json.
struct Endpoint
{
    std::string url; ///< "http://127.0.0.1:8642"
    std::string ownerSocket;
    std::int64_t pid = 0;
};

[[nodiscard]] std::string endpointPath(const std::string& profileDir);
/// Where the read token of the first run is put.
[[nodiscard]] std::string readTokenPath(const std::string& profileDir);
/// Where the owner socket of a profile is; short enough for the system however long the profile's path is.
[[nodiscard]] std::string ownerSocketPath(const std::string& profileDir);

[[nodiscard]] Result<void> writeEndpoint(const std::string& profileDir, const Endpoint& endpoint);
/// `connection.no_desk` when there is none.
[[nodiscard]] Result<Endpoint> readEndpoint(const std::string& profileDir);

} // namespace strikedesk::api
