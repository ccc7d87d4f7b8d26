// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Breakers.h"

#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

constexpr Duration breakerLookInterval = std::chrono::seconds {1};

} // namespace

std::vector<const Instrument*> instrumentsOf(const DeskContext& context, const std::vector<OrderLeg>& legs)
{
    std::vector<const Instrument*> instruments;
    const Catalogue& catalogue = context.board.catalogue();
    for (const OrderLeg& leg : legs) {
        if (const auto id = catalogue.find(leg.symbol))
            instruments.push_back(&catalogue.at(*id));
    }
    return instruments;
}

Instant resettableFrom(const DeskState& state, const BreakerRecord& breaker)
{
    return breaker.trippedAt + std::chrono::minutes(state.limitValues().at(LimitId::BreakerCooldown));
}

Breakers::Breakers(DeskContext& context, OrderDesk& orders, Announce announce)
    : m_context(context)
    , m_orders(orders)
    , m_announce(std::move(announce))
{
}

void Breakers::tick()
{
    if (m_lookedAt && m_context.now() - *m_lookedAt < breakerLookInterval)
        return;
    m_lookedAt = m_context.now();
    judgeBudgets();
    warnOfBudgets();
    judgeRejects();
    cancelWhatIsHeld();
}

void Breakers::trip(const std::string& actor, BreakerTripped trip)
{
    const auto scope = parseBreakerScope(trip.scope.value_or("account"));
    const auto mode = parseBreakerMode(trip.mode.value_or("reduce_only"));
    STRIKEDESK_ASSERT(scope && mode, "whoever trips a breaker names it rightly");
    const BreakerRecord* open = m_context.state.risk().breaker(*scope);
    if (open && open->mode >= *mode)
        return;
    if (m_announce)
        m_announce(
            fmt::format("breaker of {} has tripped ({}): {}", scope->text(), nameOf(*mode), trip.reason));
    m_context.journal.record(actor, "breaker", std::move(trip));
    cancelWhatIsHeld();
}

Result<void> Breakers::tripByHand(const std::string& actor, const TripBreaker& command)
{
    const auto scope = parseBreakerScope(command.scope);
    if (!scope)
        return fail(scope.error());
    const auto mode = parseBreakerMode(command.mode);
    if (!mode)
        return fail(mode.error());
    if (command.reason.empty())
        return fail("input.reason", "Tripping a breaker needs a reason, found none.");
    const Catalogue& catalogue = m_context.board.catalogue();
    const auto underlyings = catalogue.underlyings();
    if (scope->kind == BreakerScopeKind::Underlying
        && std::ranges::find(underlyings, scope->name) == underlyings.end())
        return fail("input.underlying",
                    fmt::format("Expected an underlying that this market lists, found \"{}\".", scope->name));
    if (scope->kind == BreakerScopeKind::Leg && !catalogue.find(scope->name))
        return fail("input.symbol",
                    fmt::format("Expected a contract that this market lists, found \"{}\".", scope->name));
    trip(actor, {"manual", "none", "none", command.reason, scope->text(), std::string(nameOf(*mode))});
    return {};
}

Result<void> Breakers::reset(const std::string& actor, const ResetBreaker& command)
{
    const auto scope = parseBreakerScope(command.scope);
    if (!scope)
        return fail(scope.error());
    const BreakerRecord* open = m_context.state.risk().breaker(*scope);
    if (!open)
        return fail(
            "risk.breaker_closed",
            fmt::format("The breaker of {} has not tripped: there is nothing to reset.", scope->text()));
    if (command.reason.empty())
        return fail("input.reason", "Resetting the breaker needs a reason, found none.");
    if (const Instant from = resettableFrom(m_context.state, *open); m_context.now() < from)
        return fail(
            "risk.breaker_cooling",
            fmt::format("The breaker of {} tripped a short time ago and may be reset from {} on; take "
                        "the time to look why.",
                        scope->text(), toIsoText(from)));
    m_context.journal.record(actor, "breaker", BreakerReset {command.reason, scope->text()});
    return {};
}

// Orders that reduce risk may overdraw a budget: from then on its strategy, or the whole desk, opens nothing.
void Breakers::judgeBudgets()
{
    const std::string today = toIsoText(TradingCalendar::us().tradeDate(m_context.now()));
    for (const SlippageBalance& balance : m_context.state.slippage().balances()) {
        const bool isDay = balance.level == SlippageLevel::Day && balance.name == today;
        if ((balance.level != SlippageLevel::Strategy && !isDay) || balance.spent <= balance.limit)
            continue;
        trip("desk",
             {"slippage.overspent", balance.limit.text(), balance.spent.text(),
              fmt::format("Slippage of {} {}: {} dollars of {} are spent", nameOf(balance.level),
                          balance.name, balance.spent.text(), balance.limit.text()),
              isDay ? std::string("account") : "strategy:" + balance.name, "block_entries"});
    }
}

bool isNearLimit(const SlippageBalance& balance)
{
    return balance.limit.isPositive() && (balance.spent + balance.reserved) * 5 >= balance.limit * 4;
}

// Before a budget blocks what opens somebody should have heard of it, once for each level and day.
void Breakers::warnOfBudgets()
{
    const std::string today = toIsoText(TradingCalendar::us().tradeDate(m_context.now()));
    for (const SlippageBalance& balance : m_context.state.slippage().balances()) {
        const bool isPast = balance.level == SlippageLevel::Day && balance.name != today;
        if (balance.level == SlippageLevel::Order || isPast || !isNearLimit(balance))
            continue;
        const std::string level(nameOf(balance.level));
        const auto& warned = m_context.state.risk().warnedBudgets;
        if (const auto last = warned.find(level + " " + balance.name);
            last != warned.end() && last->second == today)
            continue;
        const Money used = balance.spent + balance.reserved;
        m_context.journal.record("desk", level,
                                 SlippageWarned {level, balance.name, today, balance.limit, used});
        if (m_announce)
            m_announce(fmt::format("Slippage of {} {}: {} dollars of {} are spent or reserved; at the limit "
                                   "nothing opens any more.",
                                   level, balance.name, used.text(), balance.limit.text()));
    }
}

// Whoever is refused again and again says something wrong: no more of it until somebody has looked.
void Breakers::judgeRejects()
{
    const Limits& limits = m_context.state.limitValues();
    const auto most = limits.find(LimitId::VenueRejects);
    if (!most || *most == 0)
        return;
    const Duration window = std::chrono::seconds(limits.at(LimitId::VenueRejectWindow));
    for (const auto& [underlying, count] :
         m_context.state.risk().pace.rejectsWithin(m_context.now(), window)) {
        if (count < *most)
            continue;
        trip("desk",
             {"risk.venue_rejects", fmt::format("{}", *most), fmt::format("{}", count),
              fmt::format("The venue has refused {} orders on {} within {} seconds", count, underlying,
                          limits.at(LimitId::VenueRejectWindow)),
              "underlying:" + underlying, "block_entries"});
    }
}

// What still works could open more than there is.
void Breakers::cancelWhatIsHeld()
{
    for (const auto& [scope, breaker] : m_context.state.risk().breakers) {
        if (breaker.mode == BreakerMode::BlockEntries)
            continue;
        for (const OrderRecord* order : m_context.state.orders().open()) {
            if (!order->isReducing && m_orders.canCancel(*order)
                && concerns(scope, instrumentsOf(m_context, order->request.legs), order->request.strategy))
                (void)m_orders.cancel("breaker", order->id, "Breaker: " + breaker.reason + ".");
        }
    }
}

} // namespace strikedesk
