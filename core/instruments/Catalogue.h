// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace strikedesk {

/// The row of an instrument in one catalogue; quick to index with. Outside the process instruments go by
/// symbol.
enum class InstrumentId : std::uint32_t {};

enum class InstrumentKind { Stock, Index, Option };

struct Instrument
{
    InstrumentId id {};
    std::size_t underlyingRow = 0; ///< Of Catalogue::underlyings().
    InstrumentKind kind = InstrumentKind::Stock;
    std::string symbol;        ///< Padded OSI symbol of an option, ticker of a stock or index.
    std::string underlying;    ///< The ticker itself for a stock or an index.
    Multiplier multiplier {1}; ///< 100 for most options, 1 for a stock.
    TickTable ticks = TickTable::penny();
    std::optional<OptionContract> option; ///< Set for options only.
    Instant lastTradesAt {};              ///< Of options only, as is the next.
    Instant settlesAt {}; ///< Of options only (TradingCalendar): asked for too often to reckon.
};

/// Every instrument a market lists. Built once, then read by all threads; rows never move or leave, so that
/// what points to one stays good as long as the catalogue.
class Catalogue
{
public:
    Catalogue() = default;
    Catalogue(const Catalogue&) = delete; // the index points into the rows
    Catalogue& operator=(const Catalogue&) = delete;
    Catalogue(Catalogue&&) = default;
    Catalogue& operator=(Catalogue&&) = default;
    ~Catalogue() = default;

    InstrumentId addStock(std::string ticker);
    InstrumentId addIndex(std::string ticker);
    InstrumentId addOption(OptionContract contract); ///< Adding one that is there answers its row.

    [[nodiscard]] std::size_t size() const { return m_instruments.size(); }
    [[nodiscard]] const Instrument& at(InstrumentId id) const;
    /// Accepts a ticker, or a padded or compact OSI symbol.
    [[nodiscard]] std::optional<InstrumentId> find(std::string_view symbol) const;
    /// Tickers that have options or are options' underlyings, in the order they were added.
    [[nodiscard]] std::span<const std::string> underlyings() const { return m_underlyings; }
    /// By root, expiry, strike, then call before put.
    [[nodiscard]] std::vector<InstrumentId> optionsOf(std::string_view underlying) const;

private:
    InstrumentId add(Instrument instrument);

    std::deque<Instrument> m_instruments;
    std::vector<std::string> m_underlyings;
    std::unordered_map<std::string_view, InstrumentId> m_bySymbol; ///< Of the rows' own texts.
};

} // namespace strikedesk
