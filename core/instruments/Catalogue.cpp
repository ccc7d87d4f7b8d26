// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Catalogue.h"

#include "core/instruments/OsiSymbol.h"
#include "core/instruments/TradingCalendar.h"
#include "core/util/Assert.h"

#include <algorithm>
#include <tuple>

namespace strikedesk {

InstrumentId Catalogue::add(Instrument instrument)
{
    if (const auto known = m_bySymbol.find(instrument.symbol); known != m_bySymbol.end())
        return known->second;
    const auto underlying = std::ranges::find(m_underlyings, instrument.underlying);
    instrument.underlyingRow = std::size_t(underlying - m_underlyings.begin());
    if (underlying == m_underlyings.end())
        m_underlyings.push_back(instrument.underlying);
    instrument.id = static_cast<InstrumentId>(m_instruments.size());
    const Instrument& row = m_instruments.emplace_back(std::move(instrument));
    m_bySymbol.emplace(row.symbol, row.id);
    return row.id;
}

InstrumentId Catalogue::addStock(std::string ticker)
{
    Instrument stock;
    stock.underlying = ticker;
    stock.symbol = std::move(ticker);
    return add(std::move(stock));
}

InstrumentId Catalogue::addIndex(std::string ticker)
{
    Instrument index;
    index.kind = InstrumentKind::Index;
    index.underlying = ticker;
    index.symbol = std::move(ticker);
    return add(std::move(index));
}

InstrumentId Catalogue::addOption(OptionContract contract)
{
    Instrument option;
    option.kind = InstrumentKind::Option;
    option.symbol = contract.symbol();
    option.underlying = contract.underlying;
    option.multiplier = contract.multiplier;
    option.ticks = contract.ticks;
    option.lastTradesAt = TradingCalendar::us().lastTradesAt(contract);
    option.settlesAt = TradingCalendar::us().settlesAt(contract);
    option.option = std::move(contract);
    return add(std::move(option));
}

const Instrument& Catalogue::at(InstrumentId id) const
{
    const auto row = static_cast<std::size_t>(id);
    STRIKEDESK_ASSERT(row < m_instruments.size(), "an instrument id comes from this catalogue");
    return m_instruments[row];
}

std::optional<InstrumentId> Catalogue::find(std::string_view symbol) const
{
    if (const auto known = m_bySymbol.find(symbol); known != m_bySymbol.end())
        return known->second;
    const Result<OsiSymbol> parsed = parseSymbol(symbol);
    if (!parsed)
        return {};
    const auto known = m_bySymbol.find(parsed->padded());
    return known == m_bySymbol.end() ? std::nullopt : std::optional(known->second);
}

std::vector<InstrumentId> Catalogue::optionsOf(std::string_view underlying) const
{
    std::vector<InstrumentId> options;
    for (std::size_t row = 0; row < m_instruments.size(); ++row) {
        if (m_instruments[row].option && m_instruments[row].underlying == underlying)
            options.push_back(static_cast<InstrumentId>(row));
    }
    const auto key = [this](InstrumentId id) {
        const OptionContract& option = *at(id).option;
        return std::tuple(std::string_view(option.root), option.expiry, option.strike, option.right);
    };
    std::ranges::sort(options, {}, key);
    return options;
}

} // namespace strikedesk
