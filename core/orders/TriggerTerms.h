// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"

#include <chrono>
#include <optional>

namespace strikedesk {

/// What a held order looks at.
enum class TriggerBasis {
    Mid,        ///< The net mid of its legs.
    Mark,       ///< Their fair value: the mid while the market is narrow, else the smile's.
    Underlying, ///< The price of the underlying.
};

/// On which side of its level it acts. Worse and better are those of the order itself, for mid and mark: it
/// would have to pay as much as the level or more (worse: a stop), or as little or less (better).
enum class TriggerWhen { Worse, Better, Above, Below };

/// What counts once the quotes have been bad for too long.
enum class BadQuotes {
    Wait,    ///< Goes on waiting; the alarm has been raised.
    Mark,    ///< The smile's value of every leg, held between what bid and ask are known.
    Natural, ///< What crossing every leg would pay, by the sides that it needs alone.
};

/// When an order that this machine holds is to be sent.
struct TriggerTerms
{
    TriggerBasis on = TriggerBasis::Mid;
    TriggerWhen when = TriggerWhen::Worse;
    Price level;           ///< As the order quotes its price, or the price of the underlying.
    int confirmations = 3; ///< Observations beyond the level, with none on this side of it between them.
    std::chrono::seconds apart {1};   ///< At least between two that count.
    std::optional<Price> widthMax {}; ///< Natural to passive; without it each leg's own narrowness counts.
    std::optional<Price> moveMax {};  ///< A level further away from the one before has to be seen twice.
    BadQuotes badQuotes = BadQuotes::Mark;
    std::chrono::seconds badAfter {30};

    friend bool operator==(const TriggerTerms&, const TriggerTerms&) = default;
};

/// The exits that an entry brings along. Prices are those of the closing order.
struct BracketTerms
{
    std::optional<Price> takeProfit {}; ///< A limit, good till cancelled.
    std::optional<TriggerTerms> stop {};
    std::optional<Price> stopLimit {}; ///< Where the stop sends a limit; without it a marketable one.

    friend bool operator==(const BracketTerms&, const BracketTerms&) = default;
};

} // namespace strikedesk
