// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/gate/GateLimits.h"
#include "core/engine/DeskCommands.h"
#include "core/util/Error.h"

#include <cstdint>
#include <memory>
#include <string>

namespace strikedesk::api {

struct ApiOptions
{
    std::string profileDir;            ///< For endpoint.json, the owner socket and the first token.
    std::uint16_t port = 8642;         ///< 0: any free one.
    double commandTimeOutSeconds = 30; ///< Then the answer is 504, outcome unknown.
    GateLimits limits;
};

/// The local API of one desk: HTTP on the loopback address and the owner socket, on a thread of its own.
///
/// Thread: started and destroyed on one thread, which must not be the desk's trading thread.
class ApiServer
{
public:
    /// Whether start() could listen there now: asked before a desk is started that would end without its API.
    /// `api.listen`.
    [[nodiscard]] static Result<void> checkPort(std::uint16_t port);
    /// Returns when requests are taken and, on the first run of a profile, the first token is durable; so the
    /// desk has to be running. `api.listen`, `api.file`, `api.start`.
    [[nodiscard]] static Result<std::unique_ptr<ApiServer>> start(Desk& desk, ApiOptions options);
    /// Takes no more requests, ends every connection and waits for the thread. The desk may be stopped after.
    ~ApiServer();

    [[nodiscard]] std::string url() const; ///< "http://127.0.0.1:8642"
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string ownerSocket() const;
    /// The file with the first run's read token; empty when it is not there any more.
    [[nodiscard]] std::string tokenFile() const;

private:
    class Private;
    explicit ApiServer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

} // namespace strikedesk::api
