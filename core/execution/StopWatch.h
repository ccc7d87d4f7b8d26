// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/TriggerTerms.h"
#include "core/util/Instant.h"

#include <optional>
#include <string>
#include <variant>

namespace strikedesk {

// Whether what a held order looks at has gone beyond its level: nobody acts on one print, on one quote, or on
// quotes that are no market. Levels of mid and mark are as *paid* (core/orders/NetPrice.h): up is worse.

/// What is seen of it at one moment.
struct TriggerSight
{
    std::optional<Price> level; ///< Nothing while the quotes are bad.
    std::string fault;          ///< Why there is none.
    /// When the leg that has been silent for longest was heard: an observation is new when all have spoken.
    std::optional<Instant> heardAt;
    bool isFallback = false; ///< The quotes have been bad for too long, and the policy has found a level.
};

/// What a watch keeps in mind between two looks beside what the record has.
struct TriggerMemory
{
    std::optional<Price> before; ///< The level that was last believed.
    std::optional<Price> suspect;
    std::optional<Instant> suspectAt;
    std::optional<Instant> badSince;
};

/// How often the level has been confirmed so far: in the record.
struct TriggerCount
{
    int confirmations = 0;
    std::optional<Instant> lastAt;
};

struct TriggerWaits
{
};
/// Moved too far from the level before to be believed at once.
struct TriggerDoubts
{
    Price level;
    Price before;
};
/// Beyond the level, once more; it is the last time when `isEnough`.
struct TriggerConfirms
{
    Price level;
    bool isEnough = false;
};
/// On this side of the level again: what was confirmed before counts no more.
struct TriggerBreaks
{
    Price level;
};

using TriggerDecision = std::variant<TriggerWaits, TriggerDoubts, TriggerConfirms, TriggerBreaks>;

/// `level` is that of the terms, as paid for mid and mark.
[[nodiscard]] TriggerDecision decideTrigger(const TriggerTerms& terms, Price level, const TriggerSight& sight,
                                            const TriggerCount& count, Instant now, TriggerMemory& memory);

[[nodiscard]] bool isBeyond(TriggerWhen when, Price seen, Price level);

/// The quotes have been bad for so long that the alarm is due and the policy counts.
[[nodiscard]] bool isBadTooLong(const TriggerTerms& terms, const TriggerMemory& memory, Instant now);

} // namespace strikedesk
