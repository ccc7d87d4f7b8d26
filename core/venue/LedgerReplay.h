// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/exchange/ExchangeBook.h"

#include <QByteArray>

#include <cstddef>

namespace strikedesk {

/// Gives a fresh `exchange` the inputs of the last run in `lines` (whole lines of a ledger file) and compares
/// the events that come of it with those in the file. Answers how many events the file has: the exchange may
/// have one more, whose line was cut off.
[[nodiscard]] Result<std::size_t> replayLedger(const QByteArray& lines, ExchangeBook& exchange);

} // namespace strikedesk
