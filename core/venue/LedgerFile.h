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
/// A line of an event is `{"event","cash","fees"}`, both amounts after it; the first line of a run is
/// `{"opened"}` with the books it began with.
class LedgerFile
{
public:
    /// Observes `exchange` from now on. `venue.ledger` when the file cannot be written.
    [[nodiscard]] static Result<std::unique_ptr<LedgerFile>> open(const std::string& path,
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
