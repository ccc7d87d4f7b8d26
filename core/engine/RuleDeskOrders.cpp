// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that have decided: what has to be off the market first, how much may go, and what becomes of an order
// that came to nothing.
#include "core/engine/RuleDesk.h"
#include "core/orders/NetPrice.h"
#include "core/orders/WalkStyles.h"
#include "core/risk/OrderImpact.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace strikedesk {
namespace {

constexpr int ruleAttemptsMost = 6;
constexpr Duration ruleChaseInterval = std::chrono::seconds {5};

// A held order that has been triggered closes the position in a moment.
bool isHeldOrderAtWork(const DeskState& state, const std::string& structure)
{
    return std::ranges::any_of(state.held().live(), [&](const HeldOrder* held) {
        return held->closesStructure == structure && held->phase == HeldPhase::Triggered;
    });
}

// What a package may cost at most so that closing so many of them leaves the profit, all fees paid: on a tick
// towards less.
Price restingPrice(const RuleSheet& sheet, const RuleProgram& program, std::size_t rule, Quantity quantity,
                   const RuledPosition& position, const LegMarkets& markets)
{
    const RuleThreshold& threshold = program.conditions[rule].comparisons().front().threshold;
    Money fees = proportion(sheet.facts.fees, quantity, sheet.facts.packages);
    Money closing;
    Money least;
    for (const RuledPosition::Leg& leg : position.legs) {
        closing += feeOfOne(*leg.instrument, {}) * (quantity.count() * std::abs(leg.ratio));
        least = std::max(least, leastFee(*leg.instrument));
    }
    fees += std::max(closing, least);
    const Money wanted = thresholdOf(threshold, sheet.facts, quantity).value_or(Money());
    const Money paid = -proportion(position.cost, quantity, position.held) - fees - wanted;
    const std::int64_t shares
        = pricedQuantity(closingLegs(sheet), quantity).count() * markets.multiplier().shares();
    const std::int64_t units = paid.units() / shares - (paid.units() % shares < 0 ? 1 : 0);
    return markets.ticks().roundDown(Price::ofUnits(units));
}

} // namespace

// After its order was sent: the books say what has come of it.
void RuleDesk::follow(Watch& watch, std::size_t rule)
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    if (!row.isSent)
        return;
    const OrderRecord* order = m_context.state.orders().find(row.sent.back());
    if (order && !isFinal(order->state))
        return;
    const Quantity left
        = quantityToClose(row.terms, watch.program.allotments[rule],
                          RuleBook::filledBy(row, m_context.state.orders()), watch.position.held);
    const auto end = [&](const std::string& reason) {
        m_context.journal.record("rules", sheet.structure,
                                 RuleDone {sheet.structure, row.terms.name, reason});
    };
    if (!left.isPositive())
        return row.terms.close == wholeShare ? void() : end("Its part of the position is closed.");
    const std::string what = order
        ? fmt::format("Its order {} is {}{}", order->id.text(), nameOf(order->state),
                      order->reason.empty() ? "." : ": " + order->reason)
        : std::string("What it sent is not known any more.");
    if (!isOfTheDesk(row.cancelledBy))
        return end(what + " It was cancelled by hand, and that is meant.");
    const bool passes = !row.cancelledBy.empty() || !order || order->state == OrderState::Filled
        || order->state == OrderState::Expired;
    putBack(watch, rule, what, !passes);
}

// One action of a position at a time: what else of its rules works is taken off the market first, and what
// somebody else does with it comes first.
bool RuleDesk::isClear(const Watch& watch, std::size_t rule)
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    bool isClear = true;
    for (const OrderRecord* order : m_context.state.orders().open()) {
        const bool isEntry = order->opensStructure == sheet.structure;
        if (!isEntry && order->closesStructure != sheet.structure)
            continue;
        const bool isOurs = !isEntry && !order->rule.empty();
        if (!isOurs && !(isEntry && watch.program.isProtective[rule])) {
            refuse(watch, rule,
                   {"rule.position_busy",
                    fmt::format("Order {} of {} {} the position.", order->id.text(), order->actor,
                                isEntry ? "still opens" : "closes")});
            return false;
        }
        isClear = false;
        if (m_orders.canCancel(*order))
            (void)m_orders.cancel("rules", order->id,
                                  fmt::format("Rule \"{}\" takes its place.", row.terms.name));
    }
    if (isClear && isHeldOrderAtWork(m_context.state, sheet.structure)) {
        refuse(watch, rule, {"rule.position_busy", "A stop of the position has been triggered."});
        return false;
    }
    return isClear;
}

void RuleDesk::carryOut(Watch& watch, std::size_t rule)
{
    const RuleRow& row = watch.sheet->rules[rule];
    if (row.isSent) {
        const OrderRecord* order = m_context.state.orders().find(row.sent.back());
        if (order && !isFinal(order->state)) {
            keepWithin(watch, *order);
            if (!watch.program.conditions[rule].looksAt(RuleMeasure::Profit))
                chase(watch, row, *order); // a profit is not run after
        }
        return;
    }
    if ((row.retryAt && m_context.now() < *row.retryAt) || !m_context.state.isArmed())
        return;
    if (!isClear(watch, rule))
        return;
    readBooks(watch);
    const Quantity quantity
        = quantityToClose(row.terms, watch.program.allotments[rule], watch.filled[rule], watch.position.held);
    if (!quantity.isPositive())
        return putBack(watch, rule, "Nothing is left for it to close.", false);
    send(watch, rule, quantity);
}

Result<OrderRequest> RuleDesk::requestFor(const Watch& watch, std::size_t rule, Quantity quantity) const
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    OrderRequest request;
    request.legs = closingLegs(sheet);
    request.quantity = quantity;
    request.structureId = sheet.structure;
    request.strategy = sheet.strategy;
    request.note = fmt::format("rule \"{}\"", row.terms.name);
    request.type = OrderType::MarketableLimit;
    if (const auto style = walkStyleFrom(row.terms.how)) {
        request.type = OrderType::Walk;
        request.walk = WalkTerms {};
        request.walk->style = *style;
    }
    if (!row.terms.rests)
        return insideCollar(m_context, std::move(request));
    const auto markets = legMarkets(m_context, request.legs);
    if (!markets)
        return fail(markets.error());
    request.type = OrderType::Limit;
    request.timeInForce = TimeInForce::GoodTillCancelled;
    request.limit = quotedFrom(request.legs,
                               restingPrice(sheet, watch.program, rule, quantity, watch.position, *markets));
    return request;
}

void RuleDesk::send(const Watch& watch, std::size_t rule, Quantity quantity)
{
    const RuleSheet& sheet = *watch.sheet;
    auto request = requestFor(watch, rule, quantity);
    if (!request)
        return refuse(watch, rule, request.error());
    const Principal principal {sheet.actor, sheet.strategy, sheet.isPerson};
    if (const auto sent = m_orders.submit(principal, *request, {{}, sheet.rules[rule].terms.name}); !sent)
        refuse(watch, rule, sent.error());
}

// What works may close no more than there is, with what others close: they came later, and they come first.
void RuleDesk::keepWithin(const Watch& watch, const OrderRecord& order)
{
    Quantity leaving;
    for (const OrderRecord* other : m_context.state.orders().open()) {
        if (other->closesStructure == watch.sheet->structure)
            leaving += other->remaining();
    }
    if (leaving > watch.position.held && m_orders.canCancel(order))
        (void)m_orders.cancel("rules", order.id, "Less is left of the position than it would close.");
}

// A marketable order that the market has run away from closes nothing where it stands.
void RuleDesk::chase(Watch& watch, const RuleRow& row, const OrderRecord& order)
{
    const bool isWorking = order.state == OrderState::Working || order.state == OrderState::Partial;
    if (row.terms.how != "marketable" || !isWorking || !m_context.state.isArmed())
        return;
    watch.chaseAt = std::max(watch.chaseAt.value_or(Instant {}), order.limitSetAt + ruleChaseInterval);
    const auto markets = legMarkets(m_context, order.request.legs);
    if (m_context.now() < *watch.chaseAt || !markets || !markets->isTradable || !markets->prices)
        return;
    watch.chaseAt = m_context.now() + ruleChaseInterval;
    OrderRequest wanted = order.request;
    wanted.type = OrderType::Limit;
    wanted.limit = quotedFrom(wanted.legs, markets->ticks().roundUp(markets->prices->natural));
    wanted = insideCollar(m_context, std::move(wanted));
    if (paidFrom(wanted.legs, *wanted.limit) <= paidFrom(wanted.legs, order.limit))
        return;
    const RuleSheet& sheet = *watch.sheet;
    (void)m_orders.replace({sheet.actor, sheet.strategy, sheet.isPerson},
                           {order.id, *wanted.limit, {}, {}}); // refused, it is tried again after the market
}

void RuleDesk::refuse(const Watch& watch, std::size_t rule, const Error& error)
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    const bool isCounted = !passesByItself(error.code);
    if (isCounted && row.attempts + 1 >= ruleAttemptsMost)
        return giveUp(watch, rule, error.message);
    m_context.journal.record("rules", sheet.structure,
                             RuleRefused {sheet.structure, row.terms.name, error.code, error.message,
                                          isCounted, m_context.now() + waitAfter(row.waits)});
    if (watch.program.isProtective[rule])
        alarm(watch, rule, error.code, "It has decided and could not send: " + error.message);
}

void RuleDesk::putBack(const Watch& watch, std::size_t rule, const std::string& why, bool isCounted)
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    if (isCounted && row.attempts + 1 >= ruleAttemptsMost)
        return giveUp(watch, rule, why);
    std::optional<Instant> retryAt;
    if (isCounted)
        retryAt = m_context.now() + waitAfter(row.attempts);
    m_context.journal.record("rules", sheet.structure,
                             RulePutBack {sheet.structure, row.terms.name, why, isCounted, retryAt});
}

void RuleDesk::giveUp(const Watch& watch, std::size_t rule, const std::string& why)
{
    const RuleSheet& sheet = *watch.sheet;
    alarm(watch, rule, "rule.gave_up",
          fmt::format("After {} tries it is given up, and the position stands: {}", ruleAttemptsMost, why));
    m_context.journal.record("rules", sheet.structure,
                             RuleDone {sheet.structure, sheet.rules[rule].terms.name, why});
}

void RuleDesk::cancelOrders(const std::string& actor, const std::string& structure,
                            const std::vector<RuleTerms>& kept, const std::string& reason)
{
    const RuleSheet* sheet = m_context.state.rules().find(structure);
    std::vector<OrderId> gone;
    for (const OrderRecord* order : m_context.state.orders().open()) {
        if (order->closesStructure != structure || order->rule.empty() || !m_orders.canCancel(*order))
            continue;
        const RuleRow* row = sheet ? sheet->find(order->rule) : nullptr;
        if (!row || std::ranges::find(kept, row->terms) == kept.end())
            gone.push_back(order->id);
    }
    for (const OrderId& id : gone)
        (void)m_orders.cancel(actor, id, reason); // without a venue it works on, and its fills still count
}

} // namespace strikedesk
