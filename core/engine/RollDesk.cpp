// SPDX-License-Identifier: GPL-3.0-or-later
// Rolls under way: which package is next, for how much, and what becomes of one that came to nothing.
#include "core/engine/RollDesk.h"

#include "core/orders/NetPrice.h"
#include "core/orders/WalkStyles.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

constexpr int rollAttemptsMost = 6;
constexpr std::size_t rollOrdersMost = 12; // of one package
constexpr Duration rollLook = std::chrono::seconds {1};

const OrderRecord* lastOrderOf(const DeskState& state, const RollStepRow& step)
{
    return step.sent.empty() ? nullptr : state.orders().find(step.sent.back());
}

std::string whatBecameOf(const OrderRecord& order)
{
    return fmt::format("Order {} is {}{}", order.id.text(), nameOf(order.state),
                       order.reason.empty() ? "." : ": " + order.reason);
}

// Towards paying less.
Price shareOf(Price sum, std::int64_t count)
{
    const std::int64_t whole = sum.units() / count;
    return Price::ofUnits(sum.units() % count < 0 ? whole - 1 : whole);
}

// A package of one leg is quoted by that leg alone.
Price quotedForPackage(const std::vector<OrderLeg>& legs, Price paid, const TickTable& ticks)
{
    const std::int64_t ratio = legs.size() == 1 ? legs.front().ratio : 1;
    const Price one = shareOf(paid, ratio);
    return quotedFrom(legs, ticks.roundDown(one));
}

} // namespace

OrderRequest RollDesk::requestFor(const RollDecision& decision, std::size_t step, Quantity quantity,
                                  Price worst) const
{
    OrderRequest request;
    request.legs = decision.packages[step].legs;
    request.quantity = quantity;
    request.type = OrderType::Walk;
    request.walk = WalkTerms {};
    request.walk->style = walkStyleFrom(decision.walk).value_or(WalkStyle::MidWalk);
    const auto markets = legMarkets(m_context, request.legs);
    request.walk->worst
        = quotedForPackage(request.legs, worst, markets ? markets->ticks() : TickTable::penny());
    request.strategy = decision.strategy;
    request.slippageLimit = decision.slippageLimit;
    request.note = "roll of " + decision.structure;
    const bool closes = std::ranges::any_of(
        request.legs, [](const OrderLeg& leg) { return leg.effect == PositionEffect::Close; });
    if (closes)
        request.structureId = decision.structure;
    return request;
}

// What stays goes along with the last package: then the new position is whole.
RollPart RollDesk::partOf(const std::string& roll, const RollDecision& decision, std::size_t step) const
{
    RollPart part {roll, int(step), decision.structure, decision.successor, decision.name, {}};
    if (step + 1 == decision.packages.size())
        part.carried = decision.carried;
    return part;
}

// Of what may still be paid, a package's own price at the mid and as much of the rest as its width is of the
// width of all that are left. The last one may have all of it.
Result<Price> RollDesk::shareOfWorst(const RollDecision& decision, std::size_t step, Price left) const
{
    if (step + 1 == decision.packages.size())
        return left;
    Price mids;
    Price widths;
    PackagePrices own;
    for (std::size_t i = step; i < decision.packages.size(); ++i) {
        const auto& legs = decision.packages[i].legs;
        const auto markets = legMarkets(m_context, legs);
        if (!markets)
            return fail(markets.error());
        if (!markets->prices || !markets->isTradable)
            return fail("data.one_sided", "A leg of the roll has no two-sided, young market.");
        const std::int64_t ratio = legs.size() == 1 ? legs.front().ratio : 1;
        const Price mid = markets->prices->mid * ratio;
        mids += mid;
        widths += markets->prices->natural * ratio - mid;
        if (i == step)
            own = {markets->prices->natural * ratio, mid, {}};
    }
    const Price room = left - mids;
    if (room.isNegative())
        return fail("roll.out_of_reach",
                    fmt::format("All packages cost {} at the mid, the roll may pay {}: the first of them is "
                                "not sent before the rest is in reach.",
                                mids.shortText(), left.shortText()));
    if (!widths.isPositive())
        return own.mid + room;
    const double share = (own.natural - own.mid).toDouble() / widths.toDouble();
    return own.mid + std::min(room, Price::nearest(room.toDouble() * share));
}

// What may still be paid a package, after what the packages before have cost.
Result<Price> RollDesk::stepWorst(const RollSheet& sheet, std::size_t step, Quantity quantity) const
{
    const OrderLedger& orders = m_context.state.orders();
    Price left = sheet.decision.worst;
    if (step > 0) {
        const Quantity begun = RollBook::filledBy(sheet.steps.front(), orders);
        left = left * begun.count();
        for (std::size_t before = 0; before <= step; ++before)
            left -= RollBook::paidBy(sheet.steps[before], orders);
        left = shareOf(left, quantity.count());
    }
    return shareOfWorst(sheet.decision, step, left);
}

void RollDesk::tick()
{
    if (m_context.state.kill().isEngaged)
        return;
    std::vector<std::string> underWay;
    for (const auto& [id, sheet] : m_context.state.rolls().all()) {
        if (sheet.isUnderWay())
            underWay.push_back(id);
    }
    for (const std::string& id : underWay)
        look(*m_context.state.rolls().find(id));
}

std::optional<Instant> RollDesk::nextDue() const
{
    std::optional<Instant> due;
    for (const auto& [id, sheet] : m_context.state.rolls().all()) {
        if (sheet.isUnderWay() && sheet.retryAt)
            due = std::min(due.value_or(*sheet.retryAt), *sheet.retryAt);
    }
    return due && *due <= m_context.now() ? m_context.now() + rollLook : due;
}

// The first package says how many are rolled; what has begun is finished for so many and no more.
void RollDesk::look(const RollSheet& sheet)
{
    const OrderLedger& orders = m_context.state.orders();
    carryRules(sheet);
    const OrderRecord* first = lastOrderOf(m_context.state, sheet.steps.front());
    if (first && !isFinal(first->state)) {
        if (sheet.isStopping && m_orders.canCancel(*first))
            (void)m_orders.cancel(sheet.actor, first->id, sheet.reason);
        return;
    }
    const Quantity begun = RollBook::filledBy(sheet.steps.front(), orders);
    if (!begun.isPositive())
        return end(sheet, sheet.isStopping ? "stopped" : "nothing", Quantity(),
                   first ? whatBecameOf(*first) : std::string("Nothing was sent."));
    for (std::size_t step = 1; step < sheet.steps.size(); ++step) {
        if (RollBook::filledBy(sheet.steps[step], orders) < begun)
            return follow(sheet, step, begun);
    }
    end(sheet, begun < sheet.decision.quantity ? "partly" : "rolled", begun,
        begun < sheet.decision.quantity && first ? whatBecameOf(*first)
                                                 : std::string("All of it has filled."));
}

// A package after the first: what is missing is sent until it is there.
void RollDesk::follow(const RollSheet& sheet, std::size_t step, Quantity wanted)
{
    const RollStepRow& row = sheet.steps[step];
    const OrderRecord* order = lastOrderOf(m_context.state, row);
    if (order && !isFinal(order->state)) {
        if (sheet.isStopping && m_orders.canCancel(*order))
            (void)m_orders.cancel(sheet.actor, order->id, sheet.reason);
        return;
    }
    const Quantity done = RollBook::filledBy(sheet.steps.back(), m_context.state.orders());
    const std::string left
        = fmt::format("{} of {} packages have no new legs yet. The position is no riskier than before, and "
                      "{} has what was opened.",
                      (wanted - done).count(), wanted.count(), sheet.decision.successor);
    if (sheet.isStopping) {
        alarm(sheet, "roll.stopped_on_the_way", left);
        return end(sheet, "stopped", done, sheet.reason + " " + left);
    }
    if (row.sent.size() >= rollOrdersMost) {
        alarm(sheet, "roll.stuck", left);
        return end(sheet, "stuck", done, left);
    }
    if ((sheet.retryAt && m_context.now() < *sheet.retryAt) || !m_context.state.isArmed())
        return;
    send(sheet, step, wanted - RollBook::filledBy(row, m_context.state.orders()));
}

void RollDesk::send(const RollSheet& sheet, std::size_t step, Quantity quantity)
{
    const auto worst = stepWorst(sheet, step, quantity);
    if (!worst)
        return refuse(sheet, worst.error());
    const Principal principal {sheet.actor, sheet.decision.strategy, sheet.decision.isPerson};
    const OrderRequest request = requestFor(sheet.decision, step, quantity, *worst);
    const auto sent = m_orders.submit(principal, request, {{}, {}, partOf(sheet.id, sheet.decision, step)});
    if (!sent)
        refuse(sheet, sent.error());
}

void RollDesk::refuse(const RollSheet& sheet, const Error& error)
{
    const bool isCounted = !passesByItself(error.code) && error.code != "roll.out_of_reach";
    m_context.journal.record("rolls", sheet.decision.structure,
                             RollRefused {sheet.id, error.code, error.message, isCounted,
                                          m_context.now() + waitAfter(sheet.waits)});
    if (isCounted)
        alarm(sheet, error.code, "The next package of the roll could not be sent: " + error.message);
    if (sheet.attempts < rollAttemptsMost)
        return;
    const Quantity done = RollBook::filledBy(sheet.steps.back(), m_context.state.orders());
    alarm(sheet, "roll.stuck", "It is given up on the way: " + error.message);
    end(sheet, "stuck", done, error.message);
}

// Once the new position is there in whole packages, so that its rules can be measured by it.
void RollDesk::carryRules(const RollSheet& sheet)
{
    if (!sheet.decision.carriesRules || sheet.areRulesCarried)
        return;
    const DeskState& state = m_context.state;
    const RuleSheet* before = state.rules().find(sheet.decision.structure);
    if (!before || !RollBook::filledBy(sheet.steps.back(), state.orders()).isPositive())
        return;
    const std::string& successor = sheet.decision.successor;
    const std::vector<RuleLeg> legs = packageOf(state.portfolio(), successor);
    if (legs.size() != sheet.decision.moves.size() + sheet.decision.carried.size())
        return;
    const auto facts = ruleFactsOf(m_context, successor, legs);
    if (!facts)
        return;
    RulesSplit split = splitRules(sheet.decision.structure, *facts);
    std::vector<std::string> names;
    for (const RuleTerms& rule : split.kept)
        names.push_back(rule.name);
    const Principal principal {before->actor, before->strategy, before->isPerson};
    const bool isPaused = before->isPaused;
    const std::string reason = "Rolled from " + sheet.decision.structure + ".";
    if (!split.kept.empty()) {
        if (const auto set = m_rules.set(principal, {successor, split.kept, reason}); !set) {
            split.refused.push_back(set.error().message);
            names.clear();
        } else if (isPaused) {
            (void)m_rules.pause(principal.actor, {successor, true, reason}); // it has just been set
        }
    }
    const bool isRefused = !split.refused.empty();
    m_context.journal.record("rolls", successor,
                             RollRulesCarried {sheet.id, successor, std::move(names), split.refused});
    if (isRefused)
        alarm(sheet, "roll.rules_refused",
              fmt::format("{} rules of {} do not fit {}: {}", split.refused.size(), sheet.decision.structure,
                          successor, split.refused.front()));
}

void RollDesk::end(const RollSheet& sheet, const std::string& outcome, Quantity quantity,
                   const std::string& reason)
{
    const bool hadRules = m_context.state.rules().find(sheet.decision.structure) != nullptr;
    if (quantity.isPositive() && sheet.decision.carriesRules && hadRules && !sheet.areRulesCarried)
        alarm(sheet, "roll.rules_not_carried",
              fmt::format("{} has no rules: what is held of it is not what was opened. Set them by hand.",
                          sheet.decision.successor));
    m_context.journal.record("rolls", sheet.decision.structure,
                             RollEnded {sheet.id, outcome, quantity, reason});
}

void RollDesk::alarm(const RollSheet& sheet, const std::string& code, const std::string& reason)
{
    if (sheet.alarm == reason)
        return;
    m_context.journal.record("rolls", sheet.decision.structure, RollAlarmed {sheet.id, code, reason});
    if (m_announce && !reason.empty())
        m_announce(fmt::format("Roll {} of {}: {} [{}]", sheet.id, sheet.decision.structure, reason, code));
}

} // namespace strikedesk
