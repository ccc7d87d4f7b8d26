// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/market/Quote.h"
#include "core/pricing/RateCurve.h"
#include "core/util/Error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace strikedesk {

/// New sides of one instrument's quote. A side that is absent here was not updated: the board carries it
/// forward.
struct QuoteUpdate
{
    InstrumentId instrument {};
    std::optional<QuoteSide> bid;
    std::optional<QuoteSide> ask;
};

/// A trade that was printed.
struct TradePrint
{
    InstrumentId instrument {};
    Price price;
    std::int64_t quantity = 0;
};

/// The feed went away or came back.
struct FeedStatus
{
    bool isConnected = true;
};

/// Trading in an underlying and its options was halted, or goes on.
struct TradingStatus
{
    std::size_t underlyingRow = 0; ///< Of Catalogue::underlyings().
    bool isHalted = false;
};

/// Something the market said, at the instant at which it could be known (a minute bar: its end).
struct MarketEvent
{
    Instant at;
    std::variant<QuoteUpdate, TradePrint, FeedStatus, TradingStatus> body;
};

/// A cash dividend per share.
using CashDividend = pricing::DatedDividend;

enum class EarningsSession { Unknown, BeforeOpen, AfterClose };

/// When a company reports.
struct EarningsDate
{
    Date date {};
    EarningsSession session = EarningsSession::Unknown;

    friend bool operator==(const EarningsDate&, const EarningsDate&) = default;
};

/// A split of a stock: from the opening of `exDate` on every `oldShares` are `newShares`.
struct StockSplit
{
    Date exDate {};
    std::int32_t newShares = 1;
    std::int32_t oldShares = 1;

    /// "2-for-1": the only kind that options follow without an adjusted root.
    [[nodiscard]] bool isWhole() const { return newShares % oldShares == 0; }
    friend bool operator==(const StockSplit&, const StockSplit&) = default;
};

/// Age limits and such of one source: a minute bar is fresh for minutes, a stream for seconds (law 10).
struct SourceProfile
{
    std::string name; ///< "recorded: nwsa 2013-06-28", "simulated, seed 1".
    bool isSimulated = false;
    Duration quoteAgeLimit {}; ///< A side older than this is stale.
    Duration spotAgeLimit {};
    Duration packageAgeSpread {}; ///< Legs whose ages differ by more do not price a package together.
};

/// A market that is read in order of time by whoever runs the virtual clock. The same source, asked the same
/// way, gives the same events: it is what makes a replay a replay.
///
/// Thread: owned by one thread; catalogue() and profile() are immutable once open and may be read by any.
class MarketSource
{
public:
    virtual ~MarketSource() = default;

    [[nodiscard]] virtual std::shared_ptr<const Catalogue> catalogue() const = 0;
    [[nodiscard]] virtual const SourceProfile& profile() const = 0;
    /// The first instant that the source covers; the virtual clock starts here.
    [[nodiscard]] virtual Instant startsAt() const = 0;
    /// When the next event is due; nothing when the source has ended.
    [[nodiscard]] virtual std::optional<Instant> nextAt() const = 0;
    /// Appends all events up to and including `upTo`, in order of time, then of instrument.
    virtual void read(Instant upTo, std::vector<MarketEvent>& events) = 0;

    /// Continuously compounded, on `date`: the short end of rates().
    [[nodiscard]] virtual double rate(Date date) const = 0;
    /// By time to expiry, with its source; flat where the market knows one rate only.
    [[nodiscard]] virtual pricing::RateCurve rates(Date date) const;
    /// Continuous yield of an index; 0 where dividends are discrete.
    [[nodiscard]] virtual double yield(const std::string& underlying) const = 0;
    /// Those with an ex-date after `date` that are known on it.
    [[nodiscard]] virtual std::vector<CashDividend> dividends(const std::string& underlying,
                                                              Date date) const = 0;
    /// Where dividends() has them from, in words.
    [[nodiscard]] virtual std::string dividendSource(const std::string& underlying, Date date) const;
    /// Those on or after `date` that are known on it; most markets know none.
    [[nodiscard]] virtual std::vector<EarningsDate> earnings(const std::string& underlying, Date date) const;
    /// Volatilities of a month at the close of the days before `date`, a year back, oldest first; null where
    /// nobody has stored any.
    [[nodiscard]] virtual std::shared_ptr<const std::vector<double>>
    volatilityHistory(const std::string& underlying, Date date) const;
    /// Those that are announced on `date` and take effect after it.
    [[nodiscard]] virtual std::vector<StockSplit> splits(const std::string& underlying, Date date) const = 0;
};

/// Which market to open, as given on the command line: "simulated", "simulated,halts" or
/// "recorded:DIR,UNDERLYING,DATE[,UNTIL]".
struct MarketChoice
{
    enum class Kind { Simulated, Recorded };
    Kind kind = Kind::Simulated;
    std::string directory;
    std::string underlying;
    Date date {};
    std::optional<Date> until;
    std::uint64_t seed = 1;
    bool hasHalts = false; ///< The simulated one: each underlying is halted once a day for five minutes.
};

[[nodiscard]] Result<MarketChoice> parseMarketChoice(std::string_view text, std::uint64_t seed);
/// `input.market`, `data.missing`, `data.broken` …
[[nodiscard]] Result<std::unique_ptr<MarketSource>> openMarket(const MarketChoice& choice);

} // namespace strikedesk
