// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/TradingCore.h"
#include "core/venue/exchange/ExchangeBook.h"

#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <string>

namespace strikedesk {

/// The profile of a simulated desk with the exchange it trades on: what outlives every engine.
class SimulatedDesk
{
public:
    SimulatedDesk(std::uint64_t seed, ExchangeOptions options);

    [[nodiscard]] ExchangeBook& exchange() { return *m_exchange; }
    [[nodiscard]] const std::shared_ptr<ExchangeBook>& sharedExchange() const { return m_exchange; }

    /// An engine on this profile, recovered and reconciled through `venue`.
    [[nodiscard]] Result<std::unique_ptr<TradingCore>> startEngine(std::unique_ptr<Venue> venue) const;

    /// What differs between the desk's books and the exchange's own; empty when nothing does.
    [[nodiscard]] std::string differenceTo(const DeskState& state) const;
    /// What is wrong with the audit record, or with `state`, which came from snapshots and ends of the
    /// record, when all of the record is read from its beginning; empty when nothing is.
    [[nodiscard]] std::string recordTrouble(const DeskState& state) const;

private:
    [[nodiscard]] std::string path(const char* name) const;

    std::uint64_t m_seed;
    QTemporaryDir m_folder;
    std::shared_ptr<ExchangeBook> m_exchange;
};

} // namespace strikedesk
