// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Answer.h"
#include "core/api/gate/HttpHead.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>

class QTcpSocket;

namespace strikedesk::api {

struct RouteCall;

/// What stands behind the gate: it says who may come in, and serves whom it let in.
///
/// Thread: the api thread only. serve() calls `done` once, later, on the same thread; whoever asked may be
/// gone by then.
class RequestDoor
{
public:
    struct Admission
    {
        std::optional<ApiAnswer> refusal; ///< Set: this is the answer, and the body stays unread.
        std::shared_ptr<RouteCall> call;  ///< Set when there is no refusal.
        bool isWebSocket = false;         ///< The connection leaves the gate by upgrade().
    };
    using Done = std::function<void(ApiAnswer)>;

    virtual ~RequestDoor() = default;
    /// Route, token, scope and rate of a request whose body has not been read.
    [[nodiscard]] virtual Admission admit(const HttpHead& head) = 0;
    virtual void serve(const std::shared_ptr<RouteCall>& call, QByteArray body, Done done) = 0;
    /// Takes over a socket from which nothing has been read yet.
    virtual void upgrade(const std::shared_ptr<RouteCall>& call, QTcpSocket* socket) = 0;
};

} // namespace strikedesk::api
