// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketInputFiles.h"
#include "core/market/MarketSource.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk {

/// A market whose rates, dividends and earnings are those of the files where they speak, and its own where
/// they are silent. Quotes and prints pass through.
class MarketWithInputs final : public MarketSource
{
public:
    MarketWithInputs(std::unique_ptr<MarketSource> market, MarketInputFiles inputs);

    [[nodiscard]] std::shared_ptr<const Catalogue> catalogue() const override
    {
        return m_market->catalogue();
    }
    [[nodiscard]] const SourceProfile& profile() const override { return m_market->profile(); }
    [[nodiscard]] Instant startsAt() const override { return m_market->startsAt(); }
    [[nodiscard]] std::optional<Instant> nextAt() const override { return m_market->nextAt(); }
    void read(Instant upTo, std::vector<MarketEvent>& events) override { m_market->read(upTo, events); }
    [[nodiscard]] double rate(Date date) const override { return rates(date).rateAt(0); }
    [[nodiscard]] pricing::RateCurve rates(Date date) const override;
    [[nodiscard]] double yield(const std::string& underlying) const override
    {
        return m_market->yield(underlying);
    }
    [[nodiscard]] std::vector<CashDividend> dividends(const std::string& underlying,
                                                      Date date) const override;
    [[nodiscard]] std::string dividendSource(const std::string& underlying, Date date) const override;
    [[nodiscard]] std::vector<EarningsDate> earnings(const std::string& underlying, Date date) const override;
    [[nodiscard]] std::shared_ptr<const std::vector<double>> volatilityHistory(const std::string& underlying,
                                                                               Date date) const override;
    [[nodiscard]] std::vector<StockSplit> splits(const std::string& underlying, Date date) const override
    {
        return m_market->splits(underlying, date);
    }

private:
    std::unique_ptr<MarketSource> m_market;
    MarketInputFiles m_inputs;
    struct HistoryOfDay
    {
        Date date {};
        std::shared_ptr<const std::vector<double>> values;
    };
    mutable std::map<std::string, HistoryOfDay> m_histories; ///< By underlying: asked for with every chain.
};

/// What a market knows on `date`, as rows to start the files with: its curve and the dividends of an
/// underlying.
[[nodiscard]] std::vector<RateRow> rateRowsFrom(const MarketSource& market, Date date);
[[nodiscard]] std::vector<DividendRow> dividendRowsFrom(const MarketSource& market,
                                                        const std::string& underlying, Date date);

} // namespace strikedesk
