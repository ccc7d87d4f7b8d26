// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/TradingCalendar.h"
#include "core/market/simulated/OptionQuoter.h"
#include "core/market/simulated/SpotPath.h"

#include <optional>
#include <vector>

namespace strikedesk::simulated {

/// How finely events are spread in time: several an instant, twenty instants a second.
inline constexpr Duration slotLength = std::chrono::milliseconds(200);
inline constexpr int instantsPerSlot = 4;

/// Everything one underlying and its options say, slot by slot.
class ClassFeed
{
public:
    ClassFeed(const SimulatedClass& listed, std::size_t instruments, std::uint64_t seed,
              std::uint64_t stream);

    /// A session begins (or the run does, in the middle of one).
    void beginDay(const TradingSession& session, Instant now);
    /// The price of everything that still trades, all at once.
    void quoteAll(Instant at, std::vector<MarketEvent>& events);
    /// What is said from `start` on within one slot.
    void addSlot(Instant start, std::vector<MarketEvent>& events);
    /// The official close of the underlying, which settles what expires.
    void addClose(std::vector<MarketEvent>& events);
    /// To the opening of the next trading day.
    void passNight(Date next);

private:
    struct LiveSeries
    {
        const Series* series = nullptr;
        int tradingDaysAfterToday = 0;
        std::optional<SeriesLaw> law; // Of the current slot, made when first asked for.
    };
    struct Shown // What an option last showed.
    {
        std::int64_t bid = -1;
        std::int64_t ask = -1;
        Instant at;
    };

    [[nodiscard]] double fractionOver(Instant now) const;
    [[nodiscard]] const SeriesLaw& lawOf(LiveSeries& live, Instant now);
    [[nodiscard]] Instant instantIn(Instant start);
    void forgetExpired(Instant now);
    void addUnderlyingQuote(Instant at, std::vector<MarketEvent>& events);
    void addUnderlyingPrint(Instant at, std::vector<MarketEvent>& events);
    void addPair(LiveSeries& live, std::size_t pair, Instant at, bool isForced,
                 std::vector<MarketEvent>& events);
    void addNearTheMoney(Instant start, std::vector<MarketEvent>& events);
    void addSweep(Instant start, std::vector<MarketEvent>& events);
    void addOptionPrint(Instant at, std::vector<MarketEvent>& events);
    [[nodiscard]] std::pair<std::size_t, std::size_t> nearTheMoney(Instant now);

    const SimulatedClass& m_listed;
    SpotPath m_path;
    Random m_random;
    OptionQuoter m_quoter;
    TradingSession m_session;
    std::vector<LiveSeries> m_live;
    std::vector<Shown> m_shown; // By instrument.
    std::size_t m_sweepSeries = 0;
    std::size_t m_sweepPair = 0;
    int m_silentSlots = 0; // A gap: for so many slots the options say nothing.
    std::int64_t m_slot = 0;
};

} // namespace strikedesk::simulated
