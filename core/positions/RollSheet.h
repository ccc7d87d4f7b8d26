// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RollTerms.h"
#include "core/types/Ids.h"
#include "core/types/OrderLeg.h"
#include "core/util/Instant.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// One leg of a roll: so much of this leaves and comes back as that.
struct RollMove
{
    std::string from;
    std::string to;
    std::int64_t ratio = 0; ///< Signed as held, per package.

    friend bool operator==(const RollMove&, const RollMove&) = default;
};

/// Legs that trade together.
struct RollPackage
{
    std::vector<OrderLeg> legs;

    friend bool operator==(const RollPackage&, const RollPackage&) = default;
};

/// What was decided when a roll began: nothing of it changes.
struct RollDecision
{
    std::string structure; ///< That is rolled.
    std::string successor; ///< The id of what comes to be.
    std::string name;      ///< And what it is.
    bool isPerson = false;
    std::string strategy; ///< Of the orders: whose budget they spend.
    RollTerms terms;
    std::vector<RollMove> moves;
    std::vector<CarriedLeg> carried;
    std::vector<RollPackage> packages; ///< One, or one after another.
    Quantity quantity;                 ///< Packages of the position.
    Price worst;                       ///< Net paid at most, over all packages; negative: a credit at least.
    std::string walk;
    std::optional<Money> slippageLimit;
    bool carriesRules = false;
    std::string reason;

    friend bool operator==(const RollDecision&, const RollDecision&) = default;
};

/// The orders of one package of a roll.
struct RollStepRow
{
    std::vector<OrderId> sent;
    Quantity filledBefore; ///< By orders that have left the state.
    Price paidBefore;      ///< The same: net price times packages.
};

/// A roll with all that it has to know after a restart.
struct RollSheet
{
    std::string id;
    std::string actor;
    Instant startedAt;
    RollDecision decision;
    std::vector<RollStepRow> steps;
    bool isStopping = false; ///< Somebody does not want the rest of it.
    bool areRulesCarried = false;
    std::vector<std::string> rulesRefused; ///< Names, and why the new position cannot have them.
    int attempts = 0;                      ///< Refusals that count, in a row.
    int waits = 0;
    std::optional<Instant> retryAt;
    std::string reason; ///< Of the state it is in.
    std::string alarm;  ///< What people have to know of it now.
    std::string alarmCode;
    std::string outcome; ///< "rolled", "partly", "nothing", "stopped", "stuck"; empty while it is under way.
    Quantity rolled;     ///< Packages, when it has ended.

    [[nodiscard]] bool isUnderWay() const { return outcome.empty(); }
};

/// Where a position comes from and what it was opened for.
struct RollLink
{
    std::string from;                ///< The position that was rolled into this one; empty: none.
    Instant openedAt;                ///< When its first order was sent.
    std::optional<Price> underlying; ///< Where the underlying stood then.
    /// Cash of the fills of the orders that opened it, what they closed included, without fees: of a first
    /// position what it was sold for, of a rolled one the net credit of the roll.
    Money credit;
    bool isFolded = false; ///< It is closed and has left the books; these are what they said of it:
    Money realised;
    Money fees;
};

} // namespace strikedesk
