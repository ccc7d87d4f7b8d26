// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Endpoint.h"
#include "core/util/Error.h"

#include <QByteArray>
#include <QJsonObject>

#include <string>
#include <utility>
#include <vector>

namespace strikedesk::api {

/// Talks to the desk that runs on a profile, from another process: through its API with a token, or through
/// its owner socket. Every call opens a connection of its own and waits.
///
/// A problem document becomes an Error with its code. When a changing request was sent and no answer came,
/// the error is `unknown.connection`: it may have happened. Thread: any one thread.
class DeskClient
{
public:
    /// `connection.no_desk` when none runs there.
    [[nodiscard]] static Result<DeskClient> find(const std::string& profileDir);

    /// The token in this file; without one, DIR/cli.token or DIR/read.token. `api.file`, `auth.missing`,
    /// `auth.token` for a file that holds something else.
    [[nodiscard]] Result<void> useToken(const std::string& tokenFile);

    /// The document of a good answer. `connection.lost` for a look that was not answered to its end.
    [[nodiscard]] Result<QJsonObject> ask(const QByteArray& method, const std::string& target,
                                          const QByteArray& body = {},
                                          const std::string& idempotencyKey = {}) const;
    /// One command through the owner socket.
    [[nodiscard]] Result<QJsonObject> askOwner(const QJsonObject& command) const;

private:
    DeskClient(std::string profileDir, Endpoint endpoint)
        : m_profileDir(std::move(profileDir))
        , m_endpoint(std::move(endpoint))
    {
    }

    std::string m_profileDir;
    Endpoint m_endpoint;
    QByteArray m_token;
};

} // namespace strikedesk::api
