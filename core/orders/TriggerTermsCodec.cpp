// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/TriggerTermsCodec.h"

#include "core/orders/OrderDocumentReader.h"

#include <algorithm>

namespace strikedesk {
namespace {

constexpr const char* triggerCode = "input.trigger";
// Longer than any bound of the shape, so that the shape's own sentence refuses it.
constexpr std::int64_t triggerReadMost = 1'000'000;

std::int64_t triggerWholeOr(OrderDocumentReader& reader, const char* key, std::int64_t otherwise)
{
    return std::clamp(reader.whole(key, triggerCode, false).value_or(otherwise), -triggerReadMost,
                      triggerReadMost);
}

} // namespace

Result<TriggerTerms> triggerTermsFrom(const JsonLook& value)
{
    if (!value.isObject())
        return fail(triggerCode, "A trigger is an object; docs/stops.md lists its fields.");
    OrderDocumentReader reader(value, "the trigger");
    reader.allowOnly({"on", "when", "level", "confirmations", "seconds_apart", "width_max", "move_max",
                      "bad_quotes", "bad_after_seconds"});
    TriggerTerms trigger;
    trigger.on = reader.word<TriggerBasis>("on", triggerCode, true, triggerBasisFrom, "mid, mark, underlying")
                     .value_or(trigger.on);
    trigger.when
        = reader
              .word<TriggerWhen>("when", triggerCode, trigger.on == TriggerBasis::Underlying, triggerWhenFrom,
                                 "worse, better (mid, mark), above, below (underlying)")
              .value_or(trigger.when);
    const auto level = reader.decimal<Price>("level", triggerCode);
    if (!level)
        reader.refuse(triggerCode, "A trigger has a \"level\": the price at which it acts.");
    trigger.level = level.value_or(Price());
    trigger.confirmations = int(triggerWholeOr(reader, "confirmations", trigger.confirmations));
    trigger.apart = std::chrono::seconds(triggerWholeOr(reader, "seconds_apart", trigger.apart.count()));
    trigger.widthMax = reader.decimal<Price>("width_max", triggerCode);
    trigger.moveMax = reader.decimal<Price>("move_max", triggerCode);
    trigger.badQuotes
        = reader.word<BadQuotes>("bad_quotes", triggerCode, false, badQuotesFrom, "wait, mark, natural")
              .value_or(trigger.badQuotes);
    trigger.badAfter
        = std::chrono::seconds(triggerWholeOr(reader, "bad_after_seconds", trigger.badAfter.count()));
    if (reader.error())
        return fail(*reader.error());
    return trigger;
}

Result<BracketTerms> bracketTermsFrom(const JsonLook& value)
{
    if (!value.isObject())
        return fail("input.bracket", "\"bracket\" is an object with \"take_profit\", \"stop\", or both.");
    OrderDocumentReader reader(value, "the bracket");
    reader.allowOnly({"take_profit", "stop", "stop_limit"});
    BracketTerms bracket;
    bracket.takeProfit = reader.decimal<Price>("take_profit", "input.bracket");
    bracket.stopLimit = reader.decimal<Price>("stop_limit", "input.bracket");
    if (const auto stop = reader.field("stop", false)) {
        const auto trigger = triggerTermsFrom(*stop);
        if (!trigger)
            return fail(reader.error().value_or(trigger.error()));
        bracket.stop = *trigger;
    }
    if (reader.error())
        return fail(*reader.error());
    return bracket;
}

} // namespace strikedesk
