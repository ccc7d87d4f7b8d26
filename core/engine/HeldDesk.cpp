// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/HeldDesk.h"

#include "core/instruments/TradingCalendar.h"
#include "core/orders/HeldShape.h"
#include "core/orders/TriggerNames.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

constexpr Duration closedLookInterval = std::chrono::minutes {1};

bool closesSomething(const OrderRequest& request)
{
    return std::ranges::any_of(request.legs,
                               [](const OrderLeg& leg) { return leg.effect == PositionEffect::Close; });
}

std::string sentenceOf(const TriggerTerms& trigger, const HeldSight& seen)
{
    return fmt::format("{} at {} or {}, {} in a row.", seen.basis, trigger.level.shortText(),
                       nameOf(trigger.when), trigger.confirmations);
}

} // namespace

std::optional<Instant> heldUntil(const HeldOrder& held)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    std::optional<Date> last;
    switch (held.request.timeInForce) {
    case TimeInForce::Day:
    case TimeInForce::ImmediateOrCancel: last = calendar.tradeDate(held.createdAt); break;
    case TimeInForce::GoodTillDate: last = held.request.goodTill; break;
    case TimeInForce::GoodTillCancelled: return {};
    }
    if (!last)
        return {};
    const auto session = calendar.session(*last);
    return session ? session->closesAt : newYorkTime(*last, std::chrono::hours {16});
}

Quantity packagesHeld(const Portfolio& books, const std::string& structure, const std::vector<OrderLeg>& legs)
{
    std::optional<std::int64_t> least;
    for (const OrderLeg& leg : legs) {
        if (leg.effect != PositionEffect::Close)
            continue;
        const auto position = books.position(structure, leg.symbol);
        const std::int64_t held = position ? -position->quantity.count() * signOf(leg.side) : 0;
        const std::int64_t packages = std::max<std::int64_t>(0, held) / leg.ratio;
        least = std::min(least.value_or(packages), packages);
    }
    return Quantity(least.value_or(0));
}

// ---- Waiting and watching

std::optional<HeldDesk::ParentNow> HeldDesk::parentOf(const HeldOrder& held) const
{
    const OrderId& id = held.request.parent;
    if (id.isEmpty())
        return {};
    const OrderLedger& orders = m_context.state.orders();
    if (const OrderRecord* order = orders.find(id))
        return ParentNow {isFinal(order->state), order->filled - order->reversed, order->total,
                          order->opensStructure};
    if (const HeldOrder* other = m_context.state.held().find(id)) {
        ParentNow now {
            !other->isLive(), m_context.state.held().filledBy(*other, orders), other->request.quantity, {}};
        for (const OrderId& sent : other->sent) {
            if (const OrderRecord* order = orders.find(sent); order && now.opensStructure.empty())
                now.opensStructure = order->opensStructure;
        }
        return now;
    }
    // It ended so long ago that the state has forgotten it: it was known when this one was placed.
    return ParentNow {true, held.request.quantity, held.request.quantity, held.closesStructure};
}

std::optional<HeldDesk::Over> HeldDesk::whyOver(const HeldOrder& held) const
{
    const auto until = heldUntil(held);
    if (until && m_context.now() >= *until)
        return Over {OrderState::Expired, "Its time in force is over."};
    const auto parent = parentOf(held);
    if (parent && parent->hasEnded && parent->filled.isZero())
        return Over {OrderState::Cancelled,
                     fmt::format("{} ended without a fill.", held.request.parent.text())};
    const HeldBook& book = m_context.state.held();
    const Quantity own = book.filledBy(held, m_context.state.orders());
    if (own >= held.request.quantity)
        return Over {OrderState::Filled, "All of it has filled."};
    if (!held.request.ocoGroup.empty()) {
        const Quantity all = book.filledByGroup(held.request.ocoGroup, m_context.state.orders());
        if (all >= held.request.quantity)
            return Over {OrderState::Cancelled,
                         fmt::format("Another order of its group {} has filled.", held.request.ocoGroup)};
    }
    const std::string structure
        = held.closesStructure.empty() && parent ? parent->opensStructure : held.closesStructure;
    const bool mayStillCome = parent && !parent->hasEnded;
    if (closesSomething(held.request) && !structure.empty() && !mayStillCome
        && packagesHeld(m_context.state.portfolio(), structure, held.request.legs).isZero())
        return Over {OrderState::Cancelled, "Nothing is left of what it closes."};
    return {};
}

// What is over, what may begin and what has come of an order changes with the record and the clock alone;
// between that only the market is looked at.
void HeldDesk::tick()
{
    std::vector<OrderId> live;
    for (const HeldOrder* held : m_context.state.held().live())
        live.push_back(held->id);
    const bool isQuiet
        = m_tickedAt == m_context.state.eventCount() && (!m_clockDueAt || m_context.now() < *m_clockDueAt);
    m_tickedAt = m_context.state.eventCount();
    for (const OrderId& id : live) {
        const HeldOrder& held = *m_context.state.held().find(id);
        isQuiet ? lookOnly(held) : tickOne(held);
    }
    if (isQuiet)
        return;
    std::erase_if(m_looks,
                  [&](const auto& entry) { return std::ranges::find(live, entry.first) == live.end(); });
    m_clockDueAt = clockDue();
}

void HeldDesk::lookOnly(const HeldOrder& held)
{
    if (held.phase == HeldPhase::Watching && !m_context.state.kill().isEngaged)
        watch(held);
    if (held.phase == HeldPhase::Triggered)
        release(held);
}

void HeldDesk::tickOne(const HeldOrder& held)
{
    // What gets out of a position stays for when the switch is lifted; meanwhile the kill's word is the last.
    if (m_context.state.kill().isEngaged) {
        if (held.phase != HeldPhase::Sent && !onlyCloses(held.request))
            end(held, OrderState::Cancelled, "Kill switch: " + m_context.state.kill().reason);
        return;
    }
    if (held.phase == HeldPhase::Sent)
        return follow(held);
    if (const auto over = whyOver(held))
        return end(held, over->outcome, over->reason);
    if (held.phase == HeldPhase::Waiting)
        wait(held);
    if (held.phase == HeldPhase::Watching)
        watch(held);
    if (held.phase == HeldPhase::Triggered)
        release(held);
}

bool HeldDesk::mayArm(const HeldOrder& held, const std::optional<ParentNow>& parent) const
{
    const bool hasTrigger = triggerOf(held.request).has_value();
    if (held.request.notBefore && m_context.now() < *held.request.notBefore)
        return false;
    if (held.retryAt && m_context.now() < *held.retryAt)
        return false;
    // A stop guards from the first fill on; what has no trigger is sent once, for all that its parent has
    // got.
    if (parent && (parent->filled.isZero() || (!hasTrigger && !parent->hasEnded)))
        return false;
    return hasTrigger || !isGroupBusy(held.request.ocoGroup);
}

void HeldDesk::wait(const HeldOrder& held)
{
    const auto parent = parentOf(held);
    if (!mayArm(held, parent))
        return;
    HeldArmed armed {held.id, held.closesStructure, "Looks at the market."};
    if (armed.closesStructure.empty() && closesSomething(held.request) && parent)
        armed.closesStructure = parent->opensStructure;
    m_context.journal.record("held", held.id.text(), std::move(armed));
}

void HeldDesk::watch(const HeldOrder& held)
{
    if (const auto trigger = triggerOf(held.request))
        return judge(held, *trigger);
    m_context.journal.record("held", held.id.text(),
                             HeldTriggered {held.id, "What it has waited for is there.", {}});
}

// With hundreds of stops and quotes by the ten thousand, most looks find that nothing has changed.
void HeldDesk::judge(const HeldOrder& held, const TriggerTerms& trigger)
{
    Look& look = m_looks[held.id];
    const std::uint64_t changes = changesOf(m_context, held.request.legs);
    if (look.changes == changes && (!look.dueAt || m_context.now() < *look.dueAt))
        return;
    look.changes = changes;
    if (!isSessionOpen(m_context, held.request.legs)) {
        look.memory = {};
        look.dueAt = m_context.now() + closedLookInterval;
        return;
    }
    const HeldSight seen = seeTrigger(m_context, held, trigger, look.memory);
    TriggerCount count {int(held.observations.size()), {}};
    if (!held.observations.empty())
        count.lastAt = held.observations.back().at;
    const TriggerDecision decision = decideTrigger(trigger, levelPaid(held, trigger, trigger.level),
                                                   seen.sight, count, m_context.now(), look.memory);
    const TriggerMemory& memory = look.memory;
    const bool isBlind = isBadTooLong(trigger, memory, m_context.now());
    look.dueAt = isBlind  ? m_context.now() + std::max<Duration>(trigger.apart, std::chrono::seconds {1})
        : memory.badSince ? *memory.badSince + trigger.badAfter
                          : seen.badFrom.value_or(m_context.now()) + Duration {1};
    tellOfQuotes(held, trigger, seen, memory);
    recordDecision(held, trigger, seen, decision);
}

void HeldDesk::recordDecision(const HeldOrder& held, const TriggerTerms& trigger, const HeldSight& seen,
                              const TriggerDecision& decision)
{
    const auto observed = [&](Price level) {
        return TriggerObservation {m_context.now(), levelPaid(held, trigger, level), seen.basis};
    };
    const OrderId id = held.id;
    if (const auto* doubts = std::get_if<TriggerDoubts>(&decision)) {
        m_context.journal.record("held", id.text(),
                                 HeldDoubted {id, observed(doubts->level),
                                              levelPaid(held, trigger, doubts->before), seen.package,
                                              seen.quotes});
    } else if (const auto* breaks = std::get_if<TriggerBreaks>(&decision)) {
        m_context.journal.record("held", id.text(), HeldBroken {id, observed(breaks->level)});
    } else if (const auto* confirms = std::get_if<TriggerConfirms>(&decision)) {
        m_context.journal.record("held", id.text(),
                                 HeldConfirmed {id, observed(confirms->level), seen.package, seen.quotes});
        if (confirms->isEnough)
            m_context.journal.record("held", id.text(),
                                     HeldTriggered {id, sentenceOf(trigger, seen), held.observations});
    }
}

// Never silence: a stop that cannot see says so, and when it sees again.
void HeldDesk::tellOfQuotes(const HeldOrder& held, const TriggerTerms& trigger, const HeldSight& seen,
                            const TriggerMemory& memory)
{
    constexpr const char* code = "data.bad_quotes";
    const bool isTold = held.alarmCode == code;
    if (!isTold && isBadTooLong(trigger, memory, m_context.now())) {
        alarm(held, code,
              fmt::format("Its quotes have been bad for {} s ({}); {}.", trigger.badAfter.count(),
                          seen.sight.fault,
                          trigger.badQuotes == BadQuotes::Wait
                              ? std::string("it goes on waiting")
                              : fmt::format("it goes by the {} now", nameOf(trigger.badQuotes))));
    } else if (isTold && seen.sight.fault.empty()) {
        m_context.journal.record("held", held.id.text(), HeldAlarmed {held.id, code, {}});
    }
}

std::optional<Instant> HeldDesk::clockDue() const
{
    std::optional<Instant> next;
    const auto consider = [&](std::optional<Instant> due) {
        if (due && *due > m_context.now())
            next = std::min(next.value_or(*due), *due);
    };
    for (const HeldOrder* held : m_context.state.held().live()) {
        consider(held->request.notBefore);
        consider(held->retryAt);
        consider(heldUntil(*held));
        if (const auto look = m_looks.find(held->id); look != m_looks.end())
            consider(look->second.chaseAt);
    }
    return next;
}

std::optional<Instant> HeldDesk::nextDue() const
{
    std::optional<Instant> next = clockDue();
    for (const auto& [id, look] : m_looks) {
        if (look.dueAt && *look.dueAt > m_context.now())
            next = std::min(next.value_or(*look.dueAt), *look.dueAt);
    }
    return next;
}

} // namespace strikedesk
