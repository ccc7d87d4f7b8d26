// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketQuality.h"
#include "core/market/MarketSource.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace strikedesk {

struct ParityGroup;

/// The latest known quote of every instrument of one catalogue. A value: copying gives a frozen picture.
///
/// Thread: owned by one thread; copies travel.
class QuoteBoard
{
public:
    QuoteBoard(std::shared_ptr<const Catalogue> catalogue, SourceProfile profile);

    void apply(const MarketEvent& event);
    /// Quotes and prints of the underlying and its options are no longer known: a split has come over them.
    void forget(std::string_view underlying);

    [[nodiscard]] const Catalogue& catalogue() const { return *m_catalogue; }
    [[nodiscard]] std::shared_ptr<const Catalogue> sharedCatalogue() const { return m_catalogue; }
    [[nodiscard]] const SourceProfile& profile() const { return m_profile; }
    [[nodiscard]] const Quote& quote(InstrumentId id) const;
    [[nodiscard]] std::optional<Price> lastTrade(InstrumentId id) const;
    [[nodiscard]] QuoteQuality quality(InstrumentId id, Instant now) const;
    /// What is usual for the width of its market and the rate of its updates.
    [[nodiscard]] const SpreadStatistics& spreads(InstrumentId id) const;
    [[nodiscard]] MarketQuality marketQuality(InstrumentId id, Instant now) const;
    /// Age of the older known side in seconds; nothing when no side is known.
    [[nodiscard]] std::optional<double> ageSeconds(InstrumentId id, Instant now) const;
    /// Quote mid when both sides are young, else a young print, else the parity forward of the nearest
    /// expiry with enough two-sided strikes, discounted with `rate`, else a print of any age (`Spot::at`).
    [[nodiscard]] Spot spot(const std::string& underlying, Instant now, double rate) const;
    /// Grows with every quote and print; changesOf() counts those of one underlying, its options included, by
    /// its row in the catalogue. What is made of quotes is as good as before while these stand still.
    [[nodiscard]] std::uint64_t changes() const { return m_changes; }
    [[nodiscard]] std::uint64_t changesOf(std::size_t underlyingRow) const;
    /// Since when trading in an underlying is halted; nothing while it is not. Quotes from before the end of
    /// a halt count as halted: nothing goes on without fresh ones.
    [[nodiscard]] std::optional<Instant> haltedSince(std::size_t underlyingRow) const;
    [[nodiscard]] bool isFeedConnected() const { return m_isFeedConnected; }
    /// When anything was last heard.
    [[nodiscard]] std::optional<Instant> lastEventAt() const { return m_lastEventAt; }

private:
    void countChange(InstrumentId instrument);
    void countChangeOf(std::size_t underlyingRow);
    [[nodiscard]] Spot derivedSpot(const std::string& underlying, Instant now, double rate) const;

    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const std::vector<ParityGroup>> m_parityGroups;
    SourceProfile m_profile;
    std::vector<Quote> m_quotes;
    std::vector<SpreadStatistics> m_spreads;
    struct LastTrade
    {
        Price price;
        Instant at;
        bool isKnown = false;
    };
    std::vector<LastTrade> m_trades;
    std::shared_ptr<const std::vector<std::size_t>> m_underlyingRows; ///< By instrument.
    struct Halt
    {
        std::optional<Instant> since;
        std::optional<Instant> endedAt; ///< Of the last one.
    };
    std::vector<Halt> m_halts; ///< By underlying.
    std::vector<std::uint64_t> m_changesOf;
    std::uint64_t m_changes = 0;
    bool m_isFeedConnected = true;
    std::optional<Instant> m_lastEventAt;
};

/// The quality of a quote by itself: `isWide` when the spread exceeds the larger of 10 % of the mid and ten
/// ticks.
[[nodiscard]] QuoteQuality assess(const Quote& quote, const Instrument& instrument, Instant now,
                                  Duration ageLimit);

} // namespace strikedesk
