// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/OrderDesk.h"
#include "core/engine/RollEye.h"
#include "core/engine/RuleDesk.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace strikedesk {

/// Rolls of positions: finds what a position could be rolled into, decides, and carries the decision out
/// through the gate of every order, in one package or in a few one after another (docs/rolls.md).
///
/// A roll closes packages of its own position and opens as many of another one. Thread: trading.
class RollDesk
{
public:
    using Announce = std::function<void(const std::string&)>;

    RollDesk(DeskContext& context, OrderDesk& orders, RuleDesk& rules, Announce announce)
        : m_context(context)
        , m_orders(orders)
        , m_rules(rules)
        , m_announce(std::move(announce))
    {
    }

    /// `input.*`, `roll.no_market` and the like when there is nothing to look at.
    [[nodiscard]] Result<RollCandidatesReply> candidates(const FindRolls& command) const;
    /// What start() would do now; without `to` of the best candidate.
    [[nodiscard]] Result<RollPreviewReply> preview(const Principal& principal, const RollAsk& ask) const;
    /// Decides and sends the first package. The gate's code and sentence when it is refused: then the roll
    /// has ended with nothing.
    [[nodiscard]] Result<RollReply> start(const Principal& principal, const RollAsk& ask);
    [[nodiscard]] Result<void> stop(const std::string& actor, const StopRoll& command);
    [[nodiscard]] RollListReply list() const;
    [[nodiscard]] Result<RollChainReply> chain(const std::string& structure) const;

    /// Does for every roll what is due.
    void tick();
    /// When the clock alone changes what is to be done.
    [[nodiscard]] std::optional<Instant> nextDue() const;

private:
    /// A roll that is thought through.
    struct Draft
    {
        RollMarket market;
        RollCandidate candidate;
        RollDecision decision;
    };
    /// The rules of the old position on the new one: those it can have, and why it cannot have the others.
    struct RulesSplit
    {
        std::vector<RuleTerms> kept;
        std::vector<std::string> refused;
    };

    [[nodiscard]] Result<Draft> draft(const RollAsk& ask) const;
    [[nodiscard]] Result<RollCandidate> choose(const RollAsk& ask, RollMarket& market) const;
    [[nodiscard]] Result<void> decide(const RollAsk& ask, Draft& draft) const;
    [[nodiscard]] Result<Price> worstFor(const RollAsk& ask, const Draft& draft) const;
    [[nodiscard]] Result<void> checkFree(const std::string& structure) const;
    [[nodiscard]] RulesSplit splitRules(const std::string& structure, const RuleFacts& facts) const;
    [[nodiscard]] RuleFacts factsAfter(const Draft& draft) const;
    [[nodiscard]] RollView viewOf(const RollSheet& sheet) const;

    [[nodiscard]] OrderRequest requestFor(const RollDecision& decision, std::size_t step, Quantity quantity,
                                          Price worst) const;
    [[nodiscard]] RollPart partOf(const std::string& roll, const RollDecision& decision,
                                  std::size_t step) const;
    [[nodiscard]] Result<Price> stepWorst(const RollSheet& sheet, std::size_t step, Quantity quantity) const;
    [[nodiscard]] Result<Price> shareOfWorst(const RollDecision& decision, std::size_t step,
                                             Price left) const;
    void look(const RollSheet& sheet);
    void follow(const RollSheet& sheet, std::size_t step, Quantity wanted);
    void send(const RollSheet& sheet, std::size_t step, Quantity quantity);
    void refuse(const RollSheet& sheet, const Error& error);
    void carryRules(const RollSheet& sheet);
    void end(const RollSheet& sheet, const std::string& outcome, Quantity quantity,
             const std::string& reason);
    void alarm(const RollSheet& sheet, const std::string& code, const std::string& reason);

    DeskContext& m_context;
    OrderDesk& m_orders;
    RuleDesk& m_rules;
    Announce m_announce;
};

} // namespace strikedesk
