// SPDX-License-Identifier: GPL-3.0-or-later
// What people and scripts ask of rules: to set, pause, remove and look at them.
#include "core/engine/RuleDesk.h"
#include "core/positions/RuleTermsCodec.h"
#include "core/pricing/Payoff.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::size_t sheetsMost = 2'000;

std::string strategyOf(const Portfolio& books, const std::string& structure)
{
    const auto rows = books.structure(structure);
    return rows.empty() ? std::string() : rows.front().strategy;
}

// Of a fill, the fees of what it opened: a roll closes another position with the same fill.
Money feesOfOpening(const OrderRecord& order, const FillView& fill)
{
    Money fees;
    for (std::size_t leg = 0; leg < fill.legs.size(); ++leg) {
        const auto& legs = order.request.legs;
        if (leg >= legs.size() || legs[leg].effect == PositionEffect::Open)
            fees += fill.legs[leg].fee;
    }
    return fees;
}

// The fees of the fills that opened it, for the part that is still there; what was closed before had its own.
Money openingFees(const DeskState& state, const std::string& structure, Quantity held)
{
    Money fees;
    std::map<int, Quantity> opened; // by package of a roll, which opens it bit by bit
    for (const FillView& fill : state.fills()) {
        const OrderRecord* order = state.orders().find(fill.orderId);
        if (!order || order->opensStructure != structure || !fill.reversal.empty())
            continue;
        fees += feesOfOpening(*order, fill);
        opened[order->roll ? order->roll->step : 0] += fill.quantity;
    }
    if (!opened.empty() && opened.rbegin()->second >= held)
        return proportion(fees, held, opened.rbegin()->second);
    Money all; // its orders are forgotten: all that it has cost, which is more rather than less
    for (const PortfolioPosition& row : state.portfolio().structure(structure))
        all += row.fees;
    return all;
}

// What it can win and lose until it expires; nothing is known of what nobody knows the deliverables of.
std::optional<pricing::PayoffProfile> payoffOf(const Portfolio& books, const std::string& structure,
                                               const RuledPosition& position)
{
    std::vector<pricing::PayoffLeg> legs;
    for (const RuledPosition::Leg& leg : position.legs) {
        const auto row = books.position(structure, leg.instrument->symbol);
        pricing::PayoffLeg payoff;
        payoff.kind = pricing::PayoffLeg::Stock;
        payoff.quantity = position.held * leg.ratio;
        payoff.multiplier = leg.instrument->multiplier;
        payoff.cost = row ? row->cost : Money();
        if (const auto& option = leg.instrument->option) {
            if (!option->hasKnownDeliverables())
                return {};
            payoff.kind = option->right == Right::Call ? pricing::PayoffLeg::Call : pricing::PayoffLeg::Put;
            payoff.strike = option->strike;
            payoff.expiresAt = leg.instrument->settlesAt;
        }
        legs.push_back(payoff);
    }
    const auto profile = pricing::payoffProfile(legs);
    return profile ? std::optional(*profile) : std::nullopt;
}

Error noRules(const std::string& structure)
{
    return {"input.structure", fmt::format("The position \"{}\" has no rules.", structure)};
}

} // namespace

Result<RuleFacts> ruleFactsOf(const DeskContext& context, const std::string& structure,
                              const std::vector<RuleLeg>& legs)
{
    const Portfolio& books = context.state.portfolio();
    auto position = ruledPosition(context, legs);
    if (!position)
        return fail(position.error());
    readHoldings(books, structure, *position);
    if (legs.empty() || !position->held.isPositive())
        return fail("input.structure",
                    fmt::format("Expected the id of an open position, found \"{}\".", structure));
    if (!position->isWhole)
        return fail(
            "input.rule_position",
            fmt::format("The legs of {} are not whole packages of the same kind any more.", structure));
    RuleFacts facts;
    facts.packages = position->held;
    facts.cost = position->cost;
    facts.fees = openingFees(context.state, structure, position->held);
    const auto payoff = payoffOf(books, structure, *position);
    if (payoff && payoff->maximumLoss)
        facts.maximumLoss = *payoff->maximumLoss + facts.fees;
    if (payoff && payoff->maximumGain && !payoff->isMixedExpiry) // else a bound that time value goes beyond
        facts.maximumProfit = std::max(Money(), *payoff->maximumGain - facts.fees);
    return facts;
}

// Rules of positions that have been closed stay to be looked at until there are too many.
void RuleDesk::forgetClosed()
{
    const auto open = m_context.state.openStructures();
    std::vector<std::string> closed;
    for (const auto& [structure, sheet] : m_context.state.rules().all()) {
        if (!open.contains(structure))
            closed.push_back(structure);
    }
    for (const std::string& structure : closed)
        m_context.journal.record("rules", structure,
                                 RulesRemoved {structure, "Nothing is left of the position."});
}

Result<void> RuleDesk::set(const Principal& principal, const SetRules& command)
{
    const DeskState& state = m_context.state;
    const RuleSheet* before = state.rules().find(command.structure);
    if (!before && state.rules().all().size() >= sheetsMost)
        forgetClosed();
    if (!before && state.rules().all().size() >= sheetsMost)
        return fail("rule.too_many",
                    fmt::format("{} positions have rules, and no more may: remove some.", sheetsMost));
    RulesSet set;
    set.structure = command.structure;
    set.isPerson = principal.isPerson;
    set.strategy = strategyOf(state.portfolio(), command.structure);
    set.reason = command.reason;
    set.legs = packageOf(state.portfolio(), command.structure);
    const auto facts = ruleFactsOf(m_context, command.structure, set.legs);
    if (!facts)
        return fail(facts.error());
    // The parts of rules that are edited stay parts of what was opened.
    const bool isSame = before && before->legs == set.legs && before->facts.packages >= facts->packages;
    set.facts = isSame ? before->facts : *facts;
    auto rules = checkRules(command.rules, set.facts);
    if (!rules)
        return fail(rules.error());
    set.rules = std::move(*rules);
    cancelOrders(principal.actor, command.structure, set.rules, "Its rule was changed.");
    m_context.journal.record(principal.actor, command.structure, std::move(set));
    return {};
}

Result<void> RuleDesk::pause(const std::string& actor, const PauseRules& command)
{
    const RuleSheet* sheet = m_context.state.rules().find(command.structure);
    if (!sheet)
        return fail(noRules(command.structure));
    if (command.isPaused)
        cancelOrders(actor, command.structure, {}, "The rules of its position are paused.");
    m_context.journal.record(actor, command.structure,
                             RulesPaused {command.structure, command.isPaused, command.reason});
    return {};
}

Result<void> RuleDesk::remove(const std::string& actor, const RemoveRules& command)
{
    if (!m_context.state.rules().find(command.structure))
        return fail(noRules(command.structure));
    cancelOrders(actor, command.structure, {}, "The rules of its position are removed.");
    m_context.journal.record(actor, command.structure, RulesRemoved {command.structure, command.reason});
    return {};
}

RuleListReply RuleDesk::list() const
{
    const DeskState& state = m_context.state;
    RuleListReply reply;
    for (const auto& [structure, sheet] : state.rules().all()) {
        RuleListRow row {structure, state.structureName(structure), sheet.actor, sheet.setAt, sheet.isPaused,
                         {},        sheet.facts.packages,           {}};
        if (auto position = ruledPosition(m_context, sheet.legs)) {
            readHoldings(state.portfolio(), structure, *position);
            row.held = position->held;
        }
        for (const RuleRow& rule : sheet.rules)
            row.rules.push_back({rule.terms.name, rule.terms.when, std::string(nameOf(rule.phase)),
                                 RuleBook::filledBy(rule, state.orders()), rule.alarm});
        reply.positions.push_back(std::move(row));
    }
    return reply;
}

Result<RulesReply> RuleDesk::preview(const PreviewRules& command) const
{
    const DeskState& state = m_context.state;
    const RuleSheet* set = state.rules().find(command.structure);
    if (!set && !command.rules)
        return fail(noRules(command.structure));
    RuleSheet sheet = set ? *set : RuleSheet();
    if (!set) {
        sheet.structure = command.structure;
        sheet.legs = packageOf(state.portfolio(), command.structure);
        const auto facts = ruleFactsOf(m_context, command.structure, sheet.legs);
        if (!facts)
            return fail(facts.error());
        sheet.facts = *facts;
    }
    if (command.rules) {
        auto rules = checkRules(*command.rules, sheet.facts);
        if (!rules)
            return fail(rules.error());
        sheet.rules.clear();
        for (RuleTerms& terms : *rules) {
            RuleRow row;
            row.terms = std::move(terms);
            sheet.rules.push_back(std::move(row));
        }
    }
    const auto watch = watchOf(sheet);
    if (!watch)
        return fail("input.symbol", "A contract of the position is not listed any more.");
    const RuleSight sight = seePosition(m_context, watch->position, sheet.facts, watch->program,
                                        ruleClock(m_context.now()), WideMarkets::AskTheSmile);
    RulesReply reply = outlookOf(*watch, sight);
    reply.isSet = set && !command.rules;
    return reply;
}

} // namespace strikedesk
