// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RollTermsCodec.h"

#include <algorithm>

namespace strikedesk {
namespace {

int daysField(OrderDocumentReader& reader, const char* key, int otherwise)
{
    constexpr std::int64_t most = 1'000'000; // longer than any bound, so that its own sentence refuses it
    return int(std::clamp(reader.whole(key, "input.roll_days", false).value_or(otherwise), -most, most));
}

} // namespace

RollTerms rollTermsFrom(OrderDocumentReader& reader)
{
    RollTerms terms;
    terms.targetDays = daysField(reader, "target_days", terms.targetDays);
    terms.daysLeast = daysField(reader, "days_least", terms.daysLeast);
    terms.daysMost = daysField(reader, "days_most", terms.daysMost);
    if (const auto strategy
        = reader.word<RollStrategy>("strategy", "input.roll_strategy", false, rollStrategyFrom,
                                    "same_strikes, atm_adjust, delta_maintain, width_keep"))
        terms.strategy = *strategy;
    if (const auto rank = reader.word<RollRank>("rank", "input.roll_rank", false, rollRankFrom,
                                                "days, credit, delta, margin, slippage, maximum_loss"))
        terms.rank = *rank;
    if (const auto credit = reader.field("requires_credit", false)) {
        if (!credit->isFlag())
            reader.refuse("input.roll_credit", "\"requires_credit\" is true or false.");
        else
            terms.requiresCredit = credit->flag();
    }
    if (const auto move = reader.decimal<Price>("strike_move_most", "input.roll_move"))
        terms.strikeMoveMost = *move;
    terms.reference = reader.decimal<Price>("reference", "input.roll_reference");
    if (reader.error())
        return terms;
    if (const auto sound = checkRollTerms(terms); !sound)
        reader.refuse(sound.error().code, sound.error().message);
    return terms;
}

} // namespace strikedesk
