// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/venue/ForwardingVenue.h"
#include "tests/venue/ScriptedMarket.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace strikedesk {

// The test's day is a Friday: the night ends on Monday.
inline const Date monday = std::chrono::year {2013} / 7 / 1;
inline const std::string call20 = "NWSA  130720C00020000";
inline const std::string call15 = "NWSA  130720C00015000";
inline const std::string call10 = "NWSA  130720C00010000";
inline const std::string call7 = "NWSA  130720C00007500";

inline Instant onMonday(int hour, int minute)
{
    return newYorkTime(monday, std::chrono::hours {hour} + std::chrono::minutes {minute});
}

struct Shown
{
    std::string symbol;
    int bidCents;
    int askCents;
};

inline void quoteMinutes(ScriptedMarket& market, Instant from, int minutes, const std::vector<Shown>& quotes)
{
    for (int minute = 0; minute < minutes; ++minute) {
        for (const Shown& shown : quotes)
            market.quote(from + std::chrono::minutes {minute}, shown.symbol, shown.bidCents, shown.askCents,
                         1'000, 1'000);
    }
}

enum class Morning { Dividend, Split, UnlistedSplit };

/// A Friday at $17 a share and what Monday makes of it.
inline std::shared_ptr<ScriptedMarket> twoDays(Morning morning)
{
    auto market = std::make_shared<ScriptedMarket>();
    market->addStock("NWSA");
    for (const std::string& symbol : {call15, call20})
        market->addOption(symbol);
    market->changeProfile().isSimulated = true;
    market->startAt(at(9, 30));
    const std::vector<Shown> friday {{"NWSA", 1'699, 1'701}, {call15, 195, 205}, {call20, 5, 10}};
    quoteMinutes(*market, at(9, 31), 30, friday);
    quoteMinutes(*market, at(15, 50), 10, friday);
    market->print(at(15, 59), "NWSA", 1'700, 100);
    if (morning == Morning::Dividend) {
        market->dividend(monday, 0.305);
        quoteMinutes(*market, onMonday(9, 30), 60,
                     {{"NWSA", 1'669, 1'671}, {call15, 165, 175}, {call20, 5, 10}});
        return market;
    }
    market->split(monday, 2);
    quoteMinutes(*market, onMonday(9, 30), 60, {{"NWSA", 849, 851}});
    if (morning == Morning::Split) {
        for (const std::string& symbol : {call7, call10})
            market->addOption(symbol);
        quoteMinutes(*market, onMonday(9, 30), 60, {{call7, 95, 105}, {call10, 5, 10}});
    }
    return market;
}

/// Tells no event after a number, as a link that breaks in the middle of the overnight file; after 0 it does
/// not answer at all.
class BreakingVenue final : public ForwardingVenue
{
public:
    BreakingVenue(std::unique_ptr<Venue> inner, const std::uint64_t& last)
        : ForwardingVenue(std::move(inner))
        , m_last(last)
    {
    }
    Result<VenueListing> connect(std::uint64_t epoch) override
    {
        return m_last == 0 ? fail("venue.unreachable", "The link is down.") : inner().connect(epoch);
    }
    Result<std::vector<VenueEvent>> advanceTo(Instant instant, std::uint64_t after) override
    {
        if (m_last == 0)
            return fail("venue.unreachable", "The link is down.");
        auto events = inner().advanceTo(instant, after);
        if (events)
            std::erase_if(*events, [this](const VenueEvent& event) { return event.sequence > m_last; });
        return events;
    }

private:
    const std::uint64_t& m_last;
};

} // namespace strikedesk
