// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/StopWatch.h"

namespace strikedesk {
namespace {

bool isNear(const TriggerTerms& terms, const std::optional<Price>& known, Price level)
{
    return !terms.moveMax || !known || absolute(level - *known) <= *terms.moveMax;
}

// A gap is real when the whole market says it a second time.
bool isSaidAgain(const TriggerTerms& terms, const TriggerSight& sight, const TriggerMemory& memory)
{
    return memory.suspect && isNear(terms, memory.suspect, *sight.level)
        && (sight.isFallback || (sight.heardAt && *sight.heardAt > *memory.suspectAt));
}

bool isNew(const TriggerSight& sight, const TriggerCount& count)
{
    return !count.lastAt || sight.isFallback || (sight.heardAt && *sight.heardAt > *count.lastAt);
}

} // namespace

bool isBeyond(TriggerWhen when, Price seen, Price level)
{
    const bool isUpward = when == TriggerWhen::Worse || when == TriggerWhen::Above;
    return isUpward ? seen >= level : seen <= level;
}

bool isBadTooLong(const TriggerTerms& terms, const TriggerMemory& memory, Instant now)
{
    return memory.badSince && now - *memory.badSince >= terms.badAfter;
}

TriggerDecision decideTrigger(const TriggerTerms& terms, Price level, const TriggerSight& sight,
                              const TriggerCount& count, Instant now, TriggerMemory& memory)
{
    if (!sight.level) {
        memory.badSince = memory.badSince.value_or(now);
        return TriggerWaits {};
    }
    if (!sight.isFallback)
        memory.badSince.reset();
    const Price seen = *sight.level;
    if (!isNear(terms, memory.before, seen) && !isSaidAgain(terms, sight, memory)) {
        if (memory.suspect && isNear(terms, memory.suspect, seen))
            return TriggerWaits {}; // the same doubt, and nothing new was heard
        memory.suspect = seen;
        memory.suspectAt = now;
        return TriggerDoubts {seen, *memory.before};
    }
    memory.before = seen;
    memory.suspect.reset();
    if (!isBeyond(terms.when, seen, level)) {
        if (count.confirmations > 0)
            return TriggerBreaks {seen};
        return TriggerWaits {};
    }
    if ((count.lastAt && now - *count.lastAt < terms.apart) || !isNew(sight, count))
        return TriggerWaits {};
    return TriggerConfirms {seen, count.confirmations + 1 >= terms.confirmations};
}

} // namespace strikedesk
