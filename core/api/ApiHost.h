// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/ApiServer.h"
#include "core/api/ApiStatistics.h"
#include "core/api/CommandRunner.h"
#include "core/api/Idempotency.h"
#include "core/api/InnerHttp.h"
#include "core/api/OwnerSocket.h"
#include "core/api/RateLimiter.h"
#include "core/api/Route.h"
#include "core/api/StreamHub.h"
#include "core/api/TokenDesk.h"
#include "core/api/gate/Gate.h"
#include "core/api/gate/RequestDoor.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>

namespace strikedesk::api {

/// Everything that lives on the api thread, joined: the gate in front, the inner server behind it, tokens,
/// commands, the owner socket.
///
/// Thread: made anywhere, then moved to the api thread and used only there.
class ApiHost final : public QObject, private RequestDoor
{
    Q_OBJECT

public:
    using Started = std::function<void(Result<std::uint16_t>)>;

    ApiHost(Desk& desk, ApiOptions options);
    ~ApiHost() override;

    void start(const Started& started);

private:
    struct Serving
    {
        std::shared_ptr<RouteCall> call;
        double begunAt = 0;
    };

    [[nodiscard]] Result<std::uint16_t> openDoors();
    [[nodiscard]] Admission admit(const HttpHead& head) override;
    void serve(const std::shared_ptr<RouteCall>& call, QByteArray body, Done done) override;
    void upgrade(const std::shared_ptr<RouteCall>& call, QTcpSocket* socket) override;
    void dispatch(std::uint64_t number, QByteArray body, const Done& answer);
    void runCommand(const std::shared_ptr<RouteCall>& call, CommandCall command, const Done& answer);
    [[nodiscard]] Result<void> authenticate(const HttpHead& head, RouteCall& call);

    Desk& m_desk;
    const ApiOptions m_options;
    ApiStatistics m_statistics;
    ApiContext m_context;
    CommandRunner m_runner;
    TokenDesk m_tokens;
    OwnerSocket m_owner;
    StreamHub m_stream;
    InnerHttp m_inner;
    Gate m_gate;
    RateLimiter m_rates;
    Idempotency m_idempotency;
    std::map<std::uint64_t, Serving> m_serving;
    std::uint64_t m_lastCall = 0;
    bool m_hasEndpoint = false;
};

} // namespace strikedesk::api
