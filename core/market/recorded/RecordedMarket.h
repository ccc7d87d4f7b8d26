// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketSource.h"
#include "core/market/recorded/RecordedRows.h"
#include "core/market/recorded/ReferenceTables.h"

namespace strikedesk {

/// Recorded days of one option class, straight from zips in LEAN's layout.
///
/// A bar is told at its end, when it could be known. A side without an update in a bar is not told, so the
/// board carries it forward with its own age. Extended hours of the underlying are told too: the source may
/// begin hours before the options do. Age limits follow the density of the recording (SourceProfile).
class RecordedMarket final : public MarketSource
{
public:
    /// Reads everything at once, so that nothing can break later. `data.missing`, `data.broken`,
    /// `data.too_large`, `input.date`, `input.underlying`.
    [[nodiscard]] static Result<std::unique_ptr<RecordedMarket>> open(const MarketChoice& choice);

    [[nodiscard]] std::shared_ptr<const Catalogue> catalogue() const override { return m_rows.catalogue; }
    [[nodiscard]] const SourceProfile& profile() const override { return m_profile; }
    [[nodiscard]] Instant startsAt() const override { return m_startsAt; }
    [[nodiscard]] std::optional<Instant> nextAt() const override;
    void read(Instant upTo, std::vector<MarketEvent>& events) override;

    [[nodiscard]] double rate(Date date) const override { return m_rates.continuousOn(date); }
    /// Always 0: the files hold no index yields.
    [[nodiscard]] double yield(const std::string& underlying) const override;
    [[nodiscard]] std::vector<CashDividend> dividends(const std::string& underlying,
                                                      Date date) const override;
    /// Recorded quotes simply switch to the new strikes.
    [[nodiscard]] std::vector<StockSplit> splits(const std::string& underlying, Date date) const override;

    /// What was read: for tests and summaries.
    [[nodiscard]] const recorded::RecordedRows& rows() const { return m_rows; }

private:
    RecordedMarket(recorded::RecordedRows rows, recorded::RateTable rates,
                   std::optional<recorded::FactorTable> factors, SourceProfile profile, Instant startsAt);

    recorded::RecordedRows m_rows;
    recorded::RateTable m_rates;
    std::optional<recorded::FactorTable> m_factors; // None for an index.
    std::string m_underlying;
    SourceProfile m_profile;
    Instant m_startsAt;
    std::size_t m_next = 0;
};

} // namespace strikedesk
