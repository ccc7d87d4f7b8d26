// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/util/Instant.h"

#include <optional>
#include <string_view>

namespace strikedesk {

/// A regular session of one trading day as instants.
struct TradingSession
{
    Date date {};
    Instant opensAt;
    Instant closesAt;
    bool isHalfDay = false;
};

/// The US market's days and hours (NYSE holidays and early closes, 1998 to 2028 as data plus the rules of the
/// day beyond), and what follows from them for an option: last trade, exercise cut-off, settlement.
///
/// Thread: immutable, any.
class TradingCalendar
{
public:
    /// The built-in calendar.
    [[nodiscard]] static const TradingCalendar& us();

    [[nodiscard]] bool isTradingDay(Date date) const;
    [[nodiscard]] bool isHalfDay(Date date) const;
    [[nodiscard]] Date nextTradingDay(Date date) const;     ///< Strictly later.
    [[nodiscard]] Date previousTradingDay(Date date) const; ///< Strictly earlier.
    /// The regular equity-option session (09:30 to 16:00 or 13:00 New York); nothing on a day off.
    [[nodiscard]] std::optional<TradingSession> session(Date date) const;
    /// The session in which options of `underlying` trade: until 16:15 for SPX, SPY and the like.
    [[nodiscard]] std::optional<TradingSession> optionSession(Date date, std::string_view underlying) const;
    /// The trade date an instant belongs to: evening hours count to the next trading day.
    [[nodiscard]] Date tradeDate(Instant instant) const;

    /// The trading day on which a symbol's expiry falls (Saturday dates map to Friday, holidays to the day
    /// before).
    [[nodiscard]] Date expiryDay(const OptionContract& contract) const;
    [[nodiscard]] Instant settlesAt(const OptionContract& contract) const; ///< PM close, or AM opening.
    /// PM: the settlement instant, also where the class trades to 16:15 on other days. AM: the close of the
    /// trading day before.
    [[nodiscard]] Instant lastTradesAt(const OptionContract& contract) const;
    /// 17:30 New York on the expiry day for physical delivery; cash settlement needs no notice and has no
    /// later instant than its settlement.
    [[nodiscard]] Instant exerciseCutoffAt(const OptionContract& contract) const;
};

/// New York wall time ("2013-06-28 09:30") as an instant, daylight saving included.
[[nodiscard]] Instant newYorkTime(Date date, std::chrono::seconds sinceMidnight);
/// The date and the seconds since midnight in New York at an instant.
struct LocalTime
{
    Date date {};
    std::chrono::seconds sinceMidnight {};
};
[[nodiscard]] LocalTime newYorkLocal(Instant instant);
[[nodiscard]] LocalTime chicagoLocal(Instant instant);
[[nodiscard]] Instant chicagoTime(Date date, std::chrono::seconds sinceMidnight);
/// "2013-06-28T16:00:00": the wall time alone; its zone is said beside it.
[[nodiscard]] std::string toWallText(const LocalTime& local);
/// "2013-06-28T16:00:00 America/New_York".
[[nodiscard]] std::string newYorkText(Instant instant);

/// Years to the settlement instant as a fraction of 365 days; 0 at and after it (law 9).
[[nodiscard]] double yearsToSettlement(const OptionContract& contract, Instant now,
                                       const TradingCalendar& calendar = TradingCalendar::us());
/// Days to expiry, to the last trading instant, counted in calendar days of New York (0 = expires today,
/// negative once that day is over).
[[nodiscard]] int daysToExpiry(const OptionContract& contract, Instant now,
                               const TradingCalendar& calendar = TradingCalendar::us());

} // namespace strikedesk
