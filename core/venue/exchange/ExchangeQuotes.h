// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketSource.h"
#include "core/types/Side.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// One displayed side and how much of it nobody has taken yet.
struct StandingSide
{
    Price price;
    std::int64_t left = 0; ///< Displayed size less what was taken since it was last heard.
    Instant heardAt;
};

/// A trade printed in the batch at hand; what of it an order of ours may claim.
struct StandingPrint
{
    InstrumentId instrument {};
    Price price;
    std::int64_t left = 0;
    Instant at;
};

/// What the exchange knows of one instrument.
struct Standing
{
    std::optional<StandingSide> bid;
    std::optional<StandingSide> ask;
    std::optional<Price> lastPrint;
    Instant lastPrintAt;
    Instant newsAt; ///< When anything was last heard of it.

    /// The displayed side an order of `side` trades against.
    [[nodiscard]] const std::optional<StandingSide>& opposite(Side side) const
    {
        return side == Side::Buy ? ask : bid;
    }
    [[nodiscard]] bool isTwoSided() const { return bid && ask; }
    [[nodiscard]] bool isCrossed() const { return bid && ask && bid->price > ask->price; }
};

/// The exchange's picture of the market: displayed sides with the size that is left of them, and the prints
/// of the current instant.
///
/// Size that was taken comes back only when the market says that side anew, so that it is consumed once
/// across all orders and legs. Thread: owned by the exchange's.
class ExchangeQuotes
{
public:
    ExchangeQuotes(std::shared_ptr<const Catalogue> catalogue, SourceProfile profile);

    /// Begins a new instant: prints of the one before can no longer be claimed.
    void beginBatch() { m_prints.clear(); }
    void hear(const MarketEvent& event);

    [[nodiscard]] const Catalogue& catalogue() const { return *m_catalogue; }
    [[nodiscard]] const SourceProfile& profile() const { return m_profile; }
    [[nodiscard]] const Standing& at(InstrumentId id) const;
    [[nodiscard]] std::vector<StandingPrint>& prints() { return m_prints; }
    [[nodiscard]] const std::vector<StandingPrint>& prints() const { return m_prints; }
    /// Takes displayed size that an order of `side` traded against.
    void take(InstrumentId id, Side side, std::int64_t units);
    /// Older than the source's age limit (that of option quotes, or that of spots for stock), or of a market
    /// that is halted or was so since: nothing trades on it.
    [[nodiscard]] bool isStale(InstrumentId id, const StandingSide& side, Instant now) const;

private:
    void hearSide(std::optional<StandingSide>& side, const std::optional<QuoteSide>& update, Instant at);

    std::shared_ptr<const Catalogue> m_catalogue;
    SourceProfile m_profile;
    struct Halt
    {
        bool isHalted = false;
        Instant endedAt = Instant::min(); ///< Of the last one.
    };

    std::vector<Standing> m_standing;
    std::vector<Halt> m_halts; ///< By underlying.
    std::vector<StandingPrint> m_prints;
};

/// The price an underlying settles at, from what the exchange knows at `now`: its last print, else the mid of
/// its quote, else what put–call parity says over the strikes that expire on `expiry`. Nothing when none is
/// known.
[[nodiscard]] std::optional<Price> settlementPriceOf(const ExchangeQuotes& quotes,
                                                     const std::string& underlying, Date expiry);

} // namespace strikedesk
