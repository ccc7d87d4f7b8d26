// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/exchange/ExchangeBook.h"

#include <QObject>

#include <memory>
#include <string>

namespace strikedesk {

/// Lets sessions reach an exchange through a local socket that only its owner may open.
///
/// One session at a time: a connection with a higher epoch ends the older one after everything that one had
/// sent was taken in. A client may die at any byte; an incomplete request never happened. Thread: the one
/// whose event loop serves it; the exchange is used on it alone.
class ExchangeServer final : public QObject
{
    Q_OBJECT

public:
    explicit ExchangeServer(std::shared_ptr<ExchangeBook> exchange, QObject* parent = nullptr);
    ~ExchangeServer() override;

    /// `venue.socket_in_use` when somebody serves there, `venue.listen` when it cannot be opened.
    [[nodiscard]] Result<void> listen(const std::string& socketPath);
    void close();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace strikedesk
