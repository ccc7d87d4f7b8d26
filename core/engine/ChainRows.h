// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ChainBuilder.h"
#include "core/pricing/Smile.h"
#include "core/pricing/Valuation.h"

#include <unordered_map>

namespace strikedesk::chain {

/// What one row was last priced with and what came out.
struct PricedRow
{
    std::optional<Price> mid;
    std::optional<double> volatility;
    std::string reason;
    double spot = 0;
    double years = 0;
    double rate = 0;
    std::optional<Greeks> greeks; ///< At its own volatility.

    /// What the smile of the expiry says, for rows that need it.
    struct Fair
    {
        double volatility = 0;
        double spot = 0;
        double years = 0;
        double price = 0;
        Greeks greeks;
    };
    std::optional<Fair> fair;
};

/// By row of the catalogue.
using PricedRows = std::unordered_map<std::uint32_t, PricedRow>;

/// Prices the rows of one expiry. `priced` carries what is known from earlier calls.
class ExpiryPricer
{
public:
    ExpiryPricer(const QuoteBoard& board, const ChainInputs& inputs, const Spot& spot, PricedRows& priced,
                 ChainPricer::Work& work);

    /// All of one root and expiry, by strike, call before put.
    [[nodiscard]] ChainExpiry price(const std::vector<InstrumentId>& options);

private:
    [[nodiscard]] ChainRow quotedRow(InstrumentId id) const;
    [[nodiscard]] pricing::OptionTerms termsOf(const OptionContract& contract) const;
    [[nodiscard]] bool hasMoved(double spot, double years) const;
    const PricedRow& priceRow(InstrumentId id, const ChainRow& row, const OptionContract& contract);
    void invert(PricedRow& known, const ChainRow& row, const pricing::OptionTerms& terms);
    void addSmile(std::vector<ChainRow>& rows, const std::vector<InstrumentId>& options);
    void markRow(ChainRow& row, InstrumentId id, const std::optional<pricing::Smile>& smile);
    const std::optional<PricedRow::Fair>& fairOf(InstrumentId id, double volatility);

    const QuoteBoard& m_board;
    const ChainInputs& m_inputs;
    const Spot& m_spot;
    PricedRows& m_priced;
    ChainPricer::Work& m_work;
    pricing::MarketInputs m_market; // Of the expiry being priced.
    double m_years = 0;
};

} // namespace strikedesk::chain
