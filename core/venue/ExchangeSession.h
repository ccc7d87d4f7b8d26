// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/exchange/ExchangeBook.h"

#include <QJsonObject>

namespace strikedesk {

/// Answers the requests of one connection to an exchange: what the wire says, without the wire.
///
/// Operations: `connect` (epoch), `send` (command), `advance` (to, after), `listing`, and `summary`, which
/// needs no session. Unknown fields and operations are refused.
class ExchangeSession
{
public:
    explicit ExchangeSession(ExchangeBook& exchange)
        : m_exchange(exchange)
    {
    }

    [[nodiscard]] QJsonObject answer(const QJsonObject& request);
    /// 0 before a session was opened here.
    [[nodiscard]] std::uint64_t epoch() const { return m_epoch; }

private:
    [[nodiscard]] Result<QJsonObject> handle(const QJsonObject& request);
    [[nodiscard]] Result<QJsonObject> connectSession(std::uint64_t epoch);
    [[nodiscard]] Result<QJsonObject> query(const ClientOrderId& id);
    [[nodiscard]] Result<QJsonObject> advance(Instant to, std::uint64_t after);

    ExchangeBook& m_exchange;
    std::uint64_t m_epoch = 0;
};

/// The exchange's books with what they started from: what a run is checked against afterwards.
[[nodiscard]] QJsonObject exchangeSummary(const ExchangeBook& exchange);

} // namespace strikedesk
