// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Answer.h"
#include "core/util/Error.h"

#include <QByteArray>
#include <QObject>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk::api {

/// One route as the inner server knows it.
struct InnerRoute
{
    HttpMethod method = HttpMethod::Get;
    std::string path; ///< With {braces}.
};

/// The QHttpServer that routes our requests, where no client can reach it.
///
/// It sees only requests the gate has taken whole and found valid, one at a time on private connections,
/// which stay open until they are answered: the conditions under which Qt 6.4's server is safe. The server
/// accepts connections from the ports this class has bound itself and from no other. Everything that knows
/// QHttpServer is in this class's source file. Thread: the api thread.
class InnerHttp final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(ApiAnswer)>;
    /// Called for a routed request: its number, its body, and how to answer (once, now or later).
    using Serve = std::function<void(std::uint64_t call, QByteArray body, Done answer)>;

    explicit InnerHttp(QObject* parent = nullptr);
    ~InnerHttp() override;

    /// `api.listen` when no private port can be had.
    [[nodiscard]] Result<void> start(const std::vector<InnerRoute>& routes, Serve serve);
    /// Sends request number `call` in; `done` gets its answer later. False when too many are under way;
    /// urgent requests (kill) have places of their own.
    [[nodiscard]] bool ask(std::uint64_t call, const InnerRoute& route, const QByteArray& body, bool isUrgent,
                           Done done);
    [[nodiscard]] std::size_t pendingCount() const;

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace strikedesk::api
