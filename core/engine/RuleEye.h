// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/positions/RuleDecision.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

// What the rules of a position see of it. Thread: trading, like all of this file.

/// A position in the form in which every quote can be held against it: found once, not looked up again.
struct RuledPosition
{
    struct Leg
    {
        const Instrument* instrument = nullptr; ///< A row of the catalogue.
        std::int64_t ratio = 0;                 ///< Signed, per package.
        Date lastDay {};                        ///< On which it trades, in New York; of options only.
        Quantity quantity {};                   ///< That the position has of it.
    };

    std::vector<Leg> legs;
    std::size_t underlyingRow = 0;
    std::string underlying;
    Quantity held;       ///< Whole packages that are still there.
    Money cost;          ///< Paid for what is open.
    bool isWhole = true; ///< The legs are packages of these rules and nothing else.
};

/// `input.symbol` when a leg is not listed.
[[nodiscard]] Result<RuledPosition> ruledPosition(const DeskContext& context,
                                                  const std::vector<RuleLeg>& legs);
/// One package of a position: its legs over the largest number that divides them all. Empty when it is
/// closed.
[[nodiscard]] std::vector<RuleLeg> packageOf(const Portfolio& books, const std::string& structure);
/// Reads from the books what is held of it.
void readHoldings(const Portfolio& books, const std::string& structure, RuledPosition& position);

/// When the exchange's day began and ends for a position; looked up once for many looks.
struct RuleHours
{
    Instant validUntil; ///< Until then the rest stands.
    bool isOpen = false;
};
[[nodiscard]] RuleHours ruleHours(const DeskContext& context, const RuledPosition& position);

/// The date and the minute of now in New York, the same for all positions of a look.
struct RuleClock
{
    Date today {};
    int minuteOfDay = 0;
};
[[nodiscard]] RuleClock ruleClock(Instant now);

/// Whether the smile may be asked for what a wide market is worth: that costs a thousand times a look.
enum class WideMarkets { AreUnknown, AskTheSmile };

/// Profit is by marks (law 10): the mid of a narrow market, else the smile's value between bid and ask. A
/// leg that is absent, one-sided, stale or crossed, or legs heard too far apart, leave it unknown.
[[nodiscard]] RuleSight seePosition(const DeskContext& context, const RuledPosition& position,
                                    const RuleFacts& facts, const RuleProgram& program,
                                    const RuleClock& clock, WideMarkets wide);

/// When a quote that is good now is too old, if nothing is heard until then.
[[nodiscard]] Instant ruleSightEnds(const DeskContext& context, const RuledPosition& position);

/// The orders' legs that close one package.
[[nodiscard]] std::vector<OrderLeg> closingLegs(const RuleSheet& sheet);

} // namespace strikedesk
