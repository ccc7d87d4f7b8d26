// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Side.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace strikedesk {

/// The exchange's own books of one account: cash, fees, positions, executions.
///
/// It is the oracle that the desk's books are compared with, so it shares no arithmetic with them: plain
/// integers in 1/10,000 dollar, on their own. Thread: owned by the exchange's.
class ExchangeLedger
{
public:
    /// What one leg of an execution did. `price` per share and `fee` in 1/10,000 dollar.
    struct Leg
    {
        std::string symbol;
        Side side = Side::Buy;
        std::int64_t units = 0; ///< Contracts or shares.
        std::int64_t price = 0;
        std::int64_t multiplier = 1;
        std::int64_t fee = 0;
    };

    explicit ExchangeLedger(std::int64_t startingCash);

    void bookExecution(const std::string& executionId, const std::vector<Leg>& legs);
    /// Undoes the legs of an execution, fees included, under an id of its own.
    void bookReversal(const std::string& executionId, std::vector<Leg> legs);
    /// `units` leave the position (signed as held), `cash` and `stock` come or go.
    void bookSettlement(const std::string& executionId, const std::string& symbol, std::int64_t units,
                        std::int64_t cash, const std::string& stockSymbol, std::int64_t stock);

    /// A position takes another symbol and another number of units, `cash` comes in lieu of a fraction.
    void bookAdjustment(const std::string& executionId, const std::string& symbol,
                        const std::string& newSymbol, std::int64_t newUnits, std::int64_t cash);

    [[nodiscard]] std::int64_t startingCash() const { return m_startingCash; }
    [[nodiscard]] std::int64_t cash() const { return m_cash; }
    [[nodiscard]] std::int64_t fees() const { return m_fees; }
    /// Without those that are flat; by symbol.
    [[nodiscard]] const std::map<std::string, std::int64_t>& positions() const { return m_positions; }
    [[nodiscard]] std::int64_t position(const std::string& symbol) const;
    /// In the order they were booked.
    [[nodiscard]] const std::vector<std::string>& executions() const { return m_executions; }

private:
    void move(const std::string& symbol, std::int64_t units);

    std::int64_t m_startingCash;
    std::int64_t m_cash;
    std::int64_t m_fees = 0;
    std::map<std::string, std::int64_t> m_positions;
    std::vector<std::string> m_executions;
};

} // namespace strikedesk
