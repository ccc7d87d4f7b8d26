// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/exchange/ExchangeBook.h"

#include <memory>
#include <optional>
#include <string>

namespace strikedesk {

/// The exchange's ledger as a file: one JSON object a line, appended and flushed with every event, so that
/// what the exchange believed is there even when everything else has been killed.
///
/// The first line of a run is `{"opened"}` with what it began with, a line of an event
/// `{"event","cash","fees"}` with both amounts after it. Sessions and commands are lines as well
/// (`{"session","at"}`, `{"command","at"}`), written before they are taken in: since the exchange is
/// deterministic they make it again after it was killed.
class LedgerFile
{
public:
    /// Observes `exchange` from now on. `venue.ledger` when the file cannot be written.
    [[nodiscard]] static Result<std::unique_ptr<LedgerFile>> open(const std::string& path,
                                                                  std::shared_ptr<ExchangeBook> exchange);
    /// Brings a fresh `exchange` to where the last run in the file ended and goes on there; without a file it
    /// is open(). `venue.ledger_other_run` when the file is of another market or other options,
    /// `venue.ledger_mismatch` when the same inputs no longer make the same events.
    [[nodiscard]] static Result<std::unique_ptr<LedgerFile>> resume(const std::string& path,
                                                                    std::shared_ptr<ExchangeBook> exchange);
    ~LedgerFile();

    /// What went wrong with writing, once it did: the file then ends before the truth does.
    [[nodiscard]] const std::optional<Error>& failure() const;

private:
    struct Private;
    explicit LedgerFile(std::unique_ptr<Private> state);

    std::unique_ptr<Private> d;
};

} // namespace strikedesk
