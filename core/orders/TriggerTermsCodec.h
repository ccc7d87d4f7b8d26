// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/JsonLook.h"
#include "core/audit/JsonMembers.h"
#include "core/orders/TriggerNames.h"
#include "core/util/Error.h"

namespace strikedesk {

/// The "trigger" of an order, and the "bracket" of an entry (docs/stops.md). `input.trigger`,
/// `input.bracket`.
[[nodiscard]] Result<TriggerTerms> triggerTermsFrom(const JsonLook& value);
[[nodiscard]] Result<BracketTerms> bracketTermsFrom(const JsonLook& value);

/// By name, as canonical bytes want them.
template <typename Out>
void putTriggerTerms(Out& out, const TriggerTerms& trigger)
{
    using namespace members;
    putNumber(out, "bad_after_seconds", trigger.badAfter.count());
    putText(out, "bad_quotes", nameOf(trigger.badQuotes));
    putNumber(out, "confirmations", trigger.confirmations);
    putText(out, "level", trigger.level.text());
    if (trigger.moveMax)
        putText(out, "move_max", trigger.moveMax->text());
    putText(out, "on", nameOf(trigger.on));
    putNumber(out, "seconds_apart", trigger.apart.count());
    putText(out, "when", nameOf(trigger.when));
    if (trigger.widthMax)
        putText(out, "width_max", trigger.widthMax->text());
}

template <typename Out>
void putBracketTerms(Out& out, const BracketTerms& bracket)
{
    using namespace members;
    if (bracket.stop)
        putObject(out, "stop", [&](Out& inner) { putTriggerTerms(inner, *bracket.stop); });
    if (bracket.stopLimit)
        putText(out, "stop_limit", bracket.stopLimit->text());
    if (bracket.takeProfit)
        putText(out, "take_profit", bracket.takeProfit->text());
}

} // namespace strikedesk
