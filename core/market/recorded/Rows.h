// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace strikedesk::recorded {

/// How a file writes the start of a bar.
enum class RowClock {
    SinceMidnight, ///< Milliseconds since midnight of the file's day.
    DateAndTime,   ///< "20140606 09:00": hourly and daily files.
};

/// How a file writes prices: in 1/10,000 dollar, or (index files) in plain decimals.
enum class PriceUnit { TenThousandths, Plain };

/// How the rows of one file are to be read, and what to call it when they cannot.
struct RowFormat
{
    RowClock clock = RowClock::SinceMidnight;
    PriceUnit unit = PriceUnit::TenThousandths;
    std::string_view file;   ///< For error texts.
    std::string_view member; ///< For error texts.
};

/// The close of one side of a quote bar. Absent: no new quote on that side within the bar, which is not "no
/// quote".
struct SideClose
{
    std::int64_t price = 0; ///< In 1/10,000.
    std::int32_t size = 0;
    bool isPresent = false;
};

/// One row of a quote file. Both sides may be absent.
struct QuoteRow
{
    std::int64_t startMs = 0; ///< Start of the bar: since midnight, or since 1970 in local time when dated.
    SideClose bid;
    SideClose ask;
};

struct TradeRow
{
    std::int64_t startMs = 0;
    std::int64_t close = 0; ///< In 1/10,000.
    std::int64_t volume = 0;
};

struct CountRow
{
    std::int64_t startMs = 0;
    std::int64_t count = 0;
};

// Each appends the rows of one file. A row that is not exactly as specified ends the reading with
// `data.broken`, which names file, member and line; so does one that is not later than the row before it.
// Nothing is skipped but the empty text after the last line.
[[nodiscard]] Result<void> parseQuoteRows(std::string_view text, const RowFormat& format,
                                          std::vector<QuoteRow>& rows);
[[nodiscard]] Result<void> parseTradeRows(std::string_view text, const RowFormat& format,
                                          std::vector<TradeRow>& rows);
[[nodiscard]] Result<void> parseOpenInterestRows(std::string_view text, const RowFormat& format,
                                                 std::vector<CountRow>& rows);

} // namespace strikedesk::recorded
