// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/TradingCalendar.h"
#include "core/market/MarketSource.h"

#include <memory>
#include <vector>

namespace strikedesk {

/// The built-in market: three underlyings that exist nowhere, from a seed and a date alone.
///
/// Events are made slot by slot as they are read, so memory stays small and the same seed and date give the
/// same events however the reads are cut. A run begins at 10:30 New York with every option quoted, pauses
/// from each close to the next opening, and ends with the last listed expiry. Quotes repeat within seconds,
/// so an old one means a lost line. With halts each underlying falls silent once a day for five minutes,
/// while its price goes on moving, and is quoted anew when trading goes on.
class SimulatedMarket final : public MarketSource
{
public:
    /// A day off moves the start to the next trading day. `input.date` when the date is unset.
    [[nodiscard]] static Result<std::unique_ptr<SimulatedMarket>> open(const MarketChoice& choice);
    ~SimulatedMarket() override;

    [[nodiscard]] std::shared_ptr<const Catalogue> catalogue() const override;
    [[nodiscard]] const SourceProfile& profile() const override { return m_profile; }
    [[nodiscard]] Instant startsAt() const override { return m_startsAt; }
    [[nodiscard]] std::optional<Instant> nextAt() const override;
    void read(Instant upTo, std::vector<MarketEvent>& events) override;

    [[nodiscard]] double rate(Date date) const override;
    [[nodiscard]] double yield(const std::string& underlying) const override;
    [[nodiscard]] std::vector<CashDividend> dividends(const std::string& underlying,
                                                      Date date) const override;
    /// None: a run is too short for one.
    [[nodiscard]] std::vector<StockSplit> splits(const std::string& underlying, Date date) const override;

private:
    struct World;
    SimulatedMarket(Date start, std::uint64_t seed, bool hasHalts);

    void makeMore();
    void beginNextDay();
    void planHalts();
    void addClassSlot(std::size_t index);
    [[nodiscard]] bool hasEnded() const;

    std::unique_ptr<World> m_world;
    SourceProfile m_profile;
    TradingSession m_session;
    Instant m_startsAt;
    Instant m_slotAt; // The next slot to be made.
    bool m_isDayNew = true;
    bool m_hasHalts = false;
    std::vector<MarketEvent> m_made; // Not yet read, from m_next on; never empty until the end.
    std::size_t m_next = 0;
};

} // namespace strikedesk
