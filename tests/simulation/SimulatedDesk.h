// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/TradingCore.h"
#include "core/venue/exchange/ExchangeBook.h"
#include "tests/simulation/MemoryStorage.h"
#include "tests/venue/ScriptedMarket.h"

#include <QTemporaryDir>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace strikedesk {

/// Where a simulated desk keeps its record.
enum class DeskStorage {
    Database, ///< As a desk does: SQLite, on a thread of its own.
    Memory,   ///< In the caller's thread, on a disk that fails when it is told to.
};

/// The profile of a simulated desk with the exchange it trades on: what outlives every engine.
class SimulatedDesk
{
public:
    SimulatedDesk(std::uint64_t seed, ExchangeOptions options, DeskStorage storage);

    [[nodiscard]] ExchangeBook& exchange() { return *m_exchange; }
    [[nodiscard]] const std::shared_ptr<ExchangeBook>& sharedExchange() const { return m_exchange; }

    /// Of a desk that keeps its record in memory.
    [[nodiscard]] MemoryDisk& memory() { return m_memory; }

    /// May put something between the engine and its storage.
    using WrapStorage = std::function<std::unique_ptr<Storage>(std::unique_ptr<Storage>)>;
    /// An engine on this profile, recovered and reconciled through `venue`.
    [[nodiscard]] Result<std::unique_ptr<TradingCore>> startEngine(std::unique_ptr<Venue> venue,
                                                                   const WrapStorage& wrap = {});

    /// What differs between the desk's books and the exchange's own; empty when nothing does.
    [[nodiscard]] std::string differenceTo(const DeskState& state) const;
    /// What is wrong with the audit record, or with `state`, which came from snapshots and ends of the
    /// record, when all of the record is read from its beginning; empty when nothing is.
    [[nodiscard]] std::string recordTrouble(const DeskState& state);
    /// All of the above, and what must not be once everything has come to rest: anomalies, orders that still
    /// work.
    [[nodiscard]] std::string troubleAtRest(const DeskState& state);

private:
    [[nodiscard]] std::string path(const char* name) const;
    [[nodiscard]] Result<std::unique_ptr<Storage>> openStorage();
    /// Records between two snapshots; 0 writes none, so that every start reads the whole record.
    [[nodiscard]] std::uint64_t recordsPerSnapshot() const;
    /// At the end the state is compared with the whole record: it takes as long as half a day in memory, so
    /// that not every seed does.
    [[nodiscard]] bool readsBack() const { return m_seed % 16 == 1; }

    std::uint64_t m_seed;
    std::unique_ptr<ScriptedMarket> m_market; ///< Its beginning: every engine hears it anew.
    DeskStorage m_storage;
    MemoryDisk m_memory;
    QTemporaryDir m_folder;
    std::shared_ptr<ExchangeBook> m_exchange;
};

} // namespace strikedesk
