// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RollCandidates.h"
#include "core/positions/RollSheet.h"
#include "core/risk/CheckResult.h"
#include "core/types/Ids.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

// What may be asked of rolls (DeskCommands.h), and the answers. Prices are net per package as paid: negative
// is a credit.

/// What is to be rolled, and how.
struct RollAsk
{
    std::string structure; ///< Its id.
    RollTerms terms;
    std::vector<std::string> legs;    ///< Symbols that leave; none: the options that expire first.
    std::vector<std::string> to;      ///< Symbols that come, one for each of them; none: the best candidate.
    std::optional<Quantity> quantity; ///< Packages; none: all.
    std::optional<Price>
        limit; ///< Net at most; none: the natural of now, and a credit where one is asked for.
    std::string walk = "mid_walk";
    std::optional<Money> slippageLimit;
    bool carriesRules = true;
    std::string reason;
};

struct FindRolls
{
    RollAsk ask;
    std::size_t most = 10;
};

struct PreviewRoll
{
    RollAsk ask;
};

/// Needs `to`: what is sent is what somebody has seen.
struct StartRoll
{
    RollAsk ask;
};

/// Nothing more of a roll is sent, and what works is cancelled.
struct StopRoll
{
    std::string roll;
    std::string reason;
};

struct ListRolls
{
};

struct ShowRollChain
{
    std::string structure;
};

/// A candidate with its contracts by symbol.
struct RollCandidateView
{
    Date expiry {};
    int days = 0;
    std::vector<RollMove> moves;
    RollCandidate figures;
};

struct RollRefusalView
{
    std::string code;
    std::int64_t count = 0;
    std::string sentence;
};

struct RollCandidatesReply
{
    std::string structure;
    Quantity packages;
    std::vector<std::string> legs;   ///< That are rolled.
    std::vector<CarriedLeg> carried; ///< That go along.
    RollTerms terms;
    std::optional<Price> spot;
    std::optional<Price> reference;
    std::int64_t contracts = 0; ///< That were looked at.
    std::int64_t found = 0;
    RollBefore before;
    std::vector<RollCandidateView> candidates;
    std::vector<RollRefusalView> refusals;
};

struct RollPreviewReply
{
    std::string structure;
    std::string name; ///< Of what comes to be.
    Quantity quantity;
    Quantity held;
    RollCandidateView candidate;
    std::vector<CarriedLeg> carried;
    RollBefore before;
    Price worst;
    std::vector<RollPackage> packages;
    /// Of the first package, from the gate of every order.
    bool isAllowed = false;
    std::vector<CheckResult> checks;
    Money fees;
    Money buyingPowerBefore;
    Money buyingPowerAfter;
    std::vector<std::string> rules; ///< That the new position would have.
    std::vector<std::string> rulesRefused;
};

struct RollReply
{
    std::string roll;
    std::string successor;
    OrderId order; ///< Of its first package.
};

/// A roll, as it stands.
struct RollView
{
    std::string id;
    std::string actor;
    Instant startedAt;
    std::string structure;
    std::string successor;
    std::string name;
    Quantity quantity;
    Quantity rolled; ///< So far: packages that have all their legs.
    int packages = 1;
    int packagesDone = 0;
    Price worst;
    std::optional<Price> paid; ///< Net per package, of what has filled.
    std::string state;         ///< "under_way", or how it ended.
    std::string reason;
    std::string alarm;
    bool areRulesCarried = false;
    std::vector<std::string> rulesRefused;
};

struct RollListReply
{
    std::vector<RollView> rolls; ///< The newest first.
};

/// One position of a chain of rolls, as the books have it.
struct RollChainRow
{
    std::string structure;
    std::string name;
    std::string from; ///< Empty: the first.
    Instant openedAt;
    bool isOpen = false;
    Money credit; ///< Of opening it, or of the roll into it; negative: paid.
    Money realised;
    Money fees;
    Money openCost; ///< Paid for what is open; negative: received.
};

struct RollChainReply
{
    std::vector<RollChainRow> rows;
    Money credit; ///< Cumulative.
    Money realised;
    Money fees;
    Money openCost;
};

} // namespace strikedesk
