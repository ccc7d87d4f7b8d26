// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/HeldDesk.h"
#include "core/engine/RuleEye.h"
#include "core/engine/RuleOutlook.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// The rules of positions: looks at each position whose market has changed, lets one rule of it act at a
/// time, and sees its order through the gate of every order (docs/rules.md). A rule closes packages of its
/// own position, never more than that holds and never while an order of somebody else closes them.
///
/// Thread: trading.
class RuleDesk
{
public:
    using Announce = std::function<void(const std::string&)>;

    RuleDesk(DeskContext& context, OrderDesk& orders, Announce announce)
        : m_context(context)
        , m_orders(orders)
        , m_announce(std::move(announce))
    {
    }

    /// All rules of a position, instead of those before. `input.rule_*` for what cannot be understood or
    /// never happen, `input.structure`.
    [[nodiscard]] Result<void> set(const Principal& principal, const SetRules& command);
    [[nodiscard]] Result<void> pause(const std::string& actor, const PauseRules& command);
    [[nodiscard]] Result<void> remove(const std::string& actor, const RemoveRules& command);
    /// What each rule would do now, or each of `rules` if they were set.
    [[nodiscard]] Result<RulesReply> preview(const PreviewRules& command) const;

    [[nodiscard]] RuleListReply list() const;

    /// What the rules of each position see and would do, for snapshots: not older than a second as long as
    /// the positions with rules are few, and some at a time when they are many.
    void freshenOutlooks();
    [[nodiscard]] std::vector<RulesReplyPtr> outlooks() const;

    /// Does for every position what is due.
    void tick();
    /// When the clock alone changes what is to be done.
    [[nodiscard]] std::optional<Instant> nextDue() const;

private:
    /// A sheet in the form in which it is looked at; nothing of it has to outlive the process.
    struct Watch
    {
        std::string structure; ///< Its sheet may be gone before it is.
        const RuleSheet* sheet = nullptr;
        RuledPosition position;
        RuleProgram program;
        std::vector<Quantity> filled; ///< By rule.
        RuleHours hours {};
        std::optional<std::uint64_t> changes; ///< Of its market, when it was last looked at.
        std::optional<std::uint64_t> booksAt; ///< Changes of the books that it has taken in.
        std::optional<Instant> dueAt;         ///< When the clock alone changes what is seen.
        std::optional<Instant> smileDueAt;    ///< When the smile may be asked again.
        std::optional<Instant> badSince;
        std::optional<Instant> chaseAt;
        std::optional<RuleSight> sight; ///< What it was judged by last.
        RulesReplyPtr outlook;          ///< That was shown last.
        Instant outlookAt {};
        std::uint64_t outlookAtEvent = 0;
    };

    void readSheets();
    [[nodiscard]] std::optional<Watch> watchOf(const RuleSheet& sheet) const;
    void readBooks(Watch& watch) const;
    void look(Watch& watch, bool isQuiet);
    [[nodiscard]] bool grows(const Watch& watch);
    [[nodiscard]] RuleSight see(Watch& watch) const;
    void judge(Watch& watch, const RuleSight& sight);
    void noteOpinion(const Watch& watch, std::size_t rule, const RuleOpinion& opinion,
                     const RuleSight& sight);
    [[nodiscard]] bool stillWants(const Watch& watch, std::size_t rule, const RuleSight& sight);
    void confirm(const Watch& watch, std::size_t rule, const RuleSight& sight);
    void fire(const Watch& watch, std::size_t rule, const RuleSight& sight);
    void tellOfQuotes(Watch& watch, const RuleSight& sight);
    void alarm(const Watch& watch, std::size_t rule, const std::string& code, const std::string& reason);

    void follow(Watch& watch, std::size_t rule);
    void carryOut(Watch& watch, std::size_t rule);
    [[nodiscard]] bool isClear(const Watch& watch, std::size_t rule);
    void send(const Watch& watch, std::size_t rule, Quantity quantity);
    [[nodiscard]] Result<OrderRequest> requestFor(const Watch& watch, std::size_t rule,
                                                  Quantity quantity) const;
    void keepWithin(const Watch& watch, const OrderRecord& order);
    void chase(Watch& watch, const RuleRow& row, const OrderRecord& order);
    void refuse(const Watch& watch, std::size_t rule, const Error& error);
    void putBack(const Watch& watch, std::size_t rule, const std::string& why, bool isCounted);
    void giveUp(const Watch& watch, std::size_t rule, const std::string& why);
    void forgetClosed();
    [[nodiscard]] RulesReply outlookOf(const Watch& watch, const RuleSight& sight) const;
    [[nodiscard]] bool isOutlookOld(const Watch& watch) const;
    void cancelOrders(const std::string& actor, const std::string& structure,
                      const std::vector<RuleTerms>& kept, const std::string& reason);

    DeskContext& m_context;
    OrderDesk& m_orders;
    Announce m_announce;
    std::vector<Watch> m_watches;
    RuleClock m_clock;
    std::optional<std::uint64_t> m_editions;
    std::optional<std::uint64_t> m_tickedAt; ///< The state's count of events.
    std::size_t m_nextOutlook = 0;
};

/// What the rules of a position are measured by now. `input.structure` when it is not open,
/// `input.rule_position` when its legs are no whole packages.
[[nodiscard]] Result<RuleFacts> ruleFactsOf(const DeskContext& context, const std::string& structure,
                                            const std::vector<RuleLeg>& legs);

/// A comparison with what it sees: "profit >= 50% of credit (20.10 of 62.50 $)".
[[nodiscard]] std::string seenWords(const RuleSheet& sheet, const RuleProgram& program, std::size_t rule,
                                    const RuleSight& sight);

} // namespace strikedesk
