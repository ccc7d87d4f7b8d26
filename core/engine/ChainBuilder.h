// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "core/market/QuoteBoard.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// What a chain is made from besides the quotes.
struct ChainInputs
{
    std::string underlying;
    Instant now;
    pricing::RateCurve rates;
    double yield = 0;                    ///< Continuous; of an index.
    std::vector<CashDividend> dividends; ///< Those with an ex-date to come.
    std::optional<Date> expiry;          ///< None: all of them.
    std::string dividendSource;
    std::vector<EarningsDate> earnings;
    std::shared_ptr<const std::vector<double>> volatilityHistory {}; ///< Of the days before; may be null.
    bool wantsSideVolatilities = false; ///< Of bid and ask too: three times the work.
};

/// The inputs that a market gives for one underlying at `now`.
[[nodiscard]] ChainInputs chainInputs(const MarketSource& market, const std::string& underlying, Instant now,
                                      std::optional<Date> expiry = {});

/// The chain as a board knows it: each row with its mid, mark (law 10), implied volatility and Greeks, or the
/// reason why there are none. A row without a volatility of its own gets its Greeks from the smile of its
/// expiry. Series that have settled are left out.
[[nodiscard]] ChainSnapshot buildChain(const QuoteBoard& board, const ChainInputs& inputs);

/// Builds the chains of one underlying again and again and prices only what moved: a row whose mid stands
/// keeps its volatility, and its Greeks too until the spot or the time to settlement has moved noticeably.
///
/// Thread: owned by one thread.
class ChainPricer
{
public:
    ChainPricer();
    ChainPricer(ChainPricer&&) noexcept;
    ChainPricer& operator=(ChainPricer&&) noexcept;
    ~ChainPricer();

    [[nodiscard]] ChainSnapshotPtr price(const QuoteBoard& board, const ChainInputs& inputs);
    /// Rows that the last call inverted and that it revalued: what a test and a log line look at.
    struct Work
    {
        std::size_t inverted = 0;
        std::size_t revalued = 0;
    };
    [[nodiscard]] Work lastWork() const;

private:
    struct Cache;
    std::unique_ptr<Cache> m_cache;
};

} // namespace strikedesk
