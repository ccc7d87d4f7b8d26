// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/ExchangeLedger.h"

#include "core/util/Assert.h"

#include <limits>

namespace strikedesk {
namespace {

using LedgerLimits = std::numeric_limits<std::int64_t>;

// Deliberately not the desk's checked arithmetic: an oracle must be able to disagree.
std::int64_t ledgerSum(std::int64_t a, std::int64_t b)
{
    STRIKEDESK_ASSERT(b < 0 ? a >= LedgerLimits::min() - b : a <= LedgerLimits::max() - b,
                      "an amount in the exchange's ledger fits 64 bits");
    return a + b;
}

std::int64_t ledgerProduct(std::int64_t a, std::int64_t b)
{
    const double estimate = double(a) * double(b);
    STRIKEDESK_ASSERT(estimate > -9.0e18 && estimate < 9.0e18,
                      "an amount in the exchange's ledger fits 64 bits");
    return a * b;
}

} // namespace

ExchangeLedger::ExchangeLedger(std::int64_t startingCash)
    : m_startingCash(startingCash)
    , m_cash(startingCash)
{
}

void ExchangeLedger::bookExecution(const std::string& executionId, const std::vector<Leg>& legs)
{
    for (const Leg& leg : legs) {
        const std::int64_t units = leg.side == Side::Buy ? leg.units : -leg.units;
        const std::int64_t paid = ledgerProduct(ledgerProduct(leg.price, units), leg.multiplier);
        m_cash = ledgerSum(ledgerSum(m_cash, -paid), -leg.fee);
        m_fees = ledgerSum(m_fees, leg.fee);
        move(leg.symbol, units);
    }
    m_executions.push_back(executionId);
}

void ExchangeLedger::bookReversal(const std::string& executionId, std::vector<Leg> legs)
{
    for (Leg& leg : legs) {
        leg.side = leg.side == Side::Buy ? Side::Sell : Side::Buy;
        leg.fee = -leg.fee;
    }
    bookExecution(executionId, legs);
}

void ExchangeLedger::bookSettlement(const std::string& executionId, const std::string& symbol,
                                    std::int64_t units, std::int64_t cash, const std::string& stockSymbol,
                                    std::int64_t stock)
{
    move(symbol, -units);
    m_cash = ledgerSum(m_cash, cash);
    if (stock != 0)
        move(stockSymbol, stock);
    m_executions.push_back(executionId);
}

void ExchangeLedger::bookAdjustment(const std::string& executionId, const std::string& symbol,
                                    const std::string& newSymbol, std::int64_t newUnits, std::int64_t cash)
{
    move(symbol, -position(symbol));
    move(newSymbol, newUnits);
    m_cash = ledgerSum(m_cash, cash);
    m_executions.push_back(executionId);
}

std::int64_t ExchangeLedger::position(const std::string& symbol) const
{
    const auto row = m_positions.find(symbol);
    return row == m_positions.end() ? 0 : row->second;
}

void ExchangeLedger::move(const std::string& symbol, std::int64_t units)
{
    const std::int64_t after = ledgerSum(position(symbol), units);
    if (after == 0)
        m_positions.erase(symbol);
    else
        m_positions[symbol] = after;
}

} // namespace strikedesk
