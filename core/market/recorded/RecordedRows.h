// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/market/MarketSource.h"
#include "core/market/recorded/LeanFolder.h"
#include "core/market/recorded/Rows.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace strikedesk::recorded {

/// One recorded row as an event, kept small because a day has tens of thousands.
struct RecordedEvent
{
    enum class Kind : std::uint8_t { Trade, Quote }; // In this order: a print is older than its bar's close.

    Instant at; ///< The end of the bar.
    std::uint32_t instrument = 0;
    Kind kind = Kind::Quote;
    SideClose bid;                ///< Of a quote.
    SideClose ask;                ///< Of a quote.
    std::int64_t tradePrice = 0;  ///< Of a trade, in 1/10,000.
    std::int64_t tradeVolume = 0; ///< Of a trade.
};

/// Everything that was recorded of one class over some days: the instruments that have rows, and the rows of
/// all of them in order of time, then of instrument.
struct RecordedRows
{
    std::shared_ptr<const Catalogue> catalogue;
    std::vector<RecordedEvent> events;
    std::size_t rowsRead = 0;    ///< Of all files.
    std::size_t rowsWithout = 0; ///< Quote rows in which neither side was updated.
    Duration quoteAgeLimit {};   ///< From the density of the option quotes, see RowCollector.
};

/// Reads archives and merges them.
class RowCollector
{
public:
    explicit RowCollector(const LeanFolder& folder);

    /// All that is recorded on `date`. `data.missing` when there are neither quotes nor trades of options.
    [[nodiscard]] Result<void> addDay(Date date);
    /// Numbers the instruments and puts the rows in order.
    [[nodiscard]] RecordedRows finish();

private:
    struct Bars; // The length and the clock of the bars of one file.

    [[nodiscard]] Result<void> addOptionArchive(const std::string& path, Date date, RowKind kind,
                                                const Bars& bars);
    [[nodiscard]] Result<void> addUnderlyingArchive(const std::string& path, Date date, RowKind kind);
    [[nodiscard]] Result<void> addMember(std::string_view text, const RowFormat& format, RowKind kind,
                                         std::uint32_t row, const Bars& bars);
    void addQuotes(std::uint32_t row, const Bars& bars);
    void addTrades(std::uint32_t row, const Bars& bars);
    void countGaps();
    [[nodiscard]] std::uint32_t rowOf(const OptionMemberName& name);
    [[nodiscard]] Duration quoteAgeLimit() const;

    const LeanFolder& m_folder;
    std::vector<OptionContract> m_contracts; // Row 0 of events is the underlying, row n + 1 contract n.
    std::unordered_map<std::string, std::uint32_t> m_rowBySymbol;
    std::vector<RecordedEvent> m_events;
    std::vector<QuoteRow> m_quotes; // Of the member being read.
    std::vector<TradeRow> m_trades;
    std::vector<std::size_t> m_gapsByMinutes;
    std::int64_t m_quoteBarMs = 0;
    std::size_t m_rowsRead = 0;
    std::size_t m_rowsWithout = 0;
};

} // namespace strikedesk::recorded
