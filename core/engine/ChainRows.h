// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ChainBuilder.h"
#include "core/pricing/SliceBatch.h"
#include "core/pricing/Smile.h"
#include "core/pricing/Valuation.h"
#include "core/pricing/VolatilitySurface.h"

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
    std::optional<double> bidVolatility;
    std::optional<double> askVolatility;

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
    /// The smiles of the expiries priced so far: what a surface is made from.
    [[nodiscard]] std::vector<pricing::SurfaceSlice> takeSlices() { return std::move(m_slices); }

private:
    [[nodiscard]] ChainRow quotedRow(InstrumentId id) const;
    [[nodiscard]] pricing::OptionTerms termsOf(const OptionContract& contract) const;
    [[nodiscard]] bool hasMoved(double spot, double years) const;
    /// Options of the expiry that are priced together.
    struct SliceColumns
    {
        std::vector<double> strikes;
        std::vector<Right> rights;
        std::vector<double> values;

        void add(const OptionContract& contract, double value)
        {
            strikes.push_back(contract.strike.toDouble());
            rights.push_back(contract.right);
            values.push_back(value);
        }
        [[nodiscard]] pricing::SliceOptions options() const { return {strikes, rights, values}; }
    };
    struct Changed
    {
        PricedRow* known = nullptr;
        const OptionContract* contract = nullptr;
        double mid = 0;
        bool needsVolatility = false;
    };
    void priceRows(const std::vector<InstrumentId>& options, const std::vector<ChainRow>& rows);
    void invert(const std::vector<Changed>& changed);
    void value(const std::vector<Changed>& changed);
    [[nodiscard]] pricing::SliceVolatilities volatilitiesOf(const SliceColumns& columns) const;
    void addSmile(ChainExpiry& expiry, const std::vector<InstrumentId>& options);
    void addParity(ChainExpiry& expiry, bool isEuropean) const;
    void addMoves(ChainExpiry& expiry) const;
    void markRow(ChainRow& row, InstrumentId id, const std::optional<pricing::Smile>& smile);
    const std::optional<PricedRow::Fair>& fairOf(InstrumentId id, double volatility);

    const QuoteBoard& m_board;
    const ChainInputs& m_inputs;
    const Spot& m_spot;
    PricedRows& m_priced;
    ChainPricer::Work& m_work;
    pricing::MarketInputs m_market; // Of the expiry being priced.
    double m_years = 0;
    ExerciseStyle m_style = ExerciseStyle::American;
    std::vector<pricing::SurfaceSlice> m_slices;
};

} // namespace strikedesk::chain
