// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/CostBook.h"

#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"
#include "core/orders/NetPrice.h"
#include "core/orders/OrderNames.h"
#include "core/orders/WalkStyles.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::size_t forgottenAtOnce = 200;

// Faults with which a quote has prices that nobody could trade at.
bool isFaulty(const std::string& quality)
{
    constexpr std::array<std::string_view, 4> faults {"absent", "one_sided", "stale", "crossed"};
    return std::ranges::any_of(
        faults, [&](std::string_view fault) { return quality.find(fault) != std::string::npos; });
}

CostQuote quoteFrom(const QuoteSeen& seen)
{
    if (isFaulty(seen.quality) || !seen.bid || !seen.ask)
        return {};
    return {seen.bid, seen.ask};
}

CostMarket marketFrom(Instant at, const PackageSeen& package, const std::vector<QuoteSeen>& quotes,
                      const std::vector<OrderLeg>& legs)
{
    CostMarket market;
    market.at = at;
    if (!isFaulty(package.quality)) {
        if (package.mid)
            market.mid = paidFrom(legs, *package.mid);
        if (package.bid && package.ask)
            market.spread = *package.ask - *package.bid;
    }
    std::ranges::transform(quotes, std::back_inserter(market.legs), quoteFrom);
    return market;
}

std::vector<OrderLeg> orderLegsOf(const CostedOrder& order)
{
    std::vector<OrderLeg> legs;
    for (const CostLeg& leg : order.legs)
        legs.push_back({leg.symbol, leg.side, leg.ratio, {}});
    return legs;
}

CostLeg legFrom(const OrderLeg& leg, std::string& underlying)
{
    CostLeg costed {leg.symbol, leg.side, leg.ratio, 1, false};
    std::string name = leg.symbol;
    if (const auto symbol = parseSymbol(leg.symbol)) {
        const OptionContract contract = contractFor(*symbol);
        costed.multiplier = contract.multiplier.shares();
        costed.isOption = true;
        name = contract.underlying;
    }
    if (underlying.empty())
        underlying = name;
    return costed;
}

// In the order of the order's legs; one that the venue left out has nothing.
std::vector<LegFill> inOrder(const std::vector<LegFill>& told, const CostedOrder& order)
{
    std::vector<LegFill> legs;
    for (const CostLeg& wanted : order.legs) {
        const auto leg = std::ranges::find_if(told, [&](const LegFill& part) {
            return part.symbol == wanted.symbol && part.side == wanted.side;
        });
        legs.push_back(leg == told.end() ? LegFill {wanted.symbol, wanted.side, {}, {}, {}} : *leg);
    }
    return legs;
}

CostFill* standingFill(CostedOrder& order, const ExecutionId& execution)
{
    const auto fill = std::ranges::find(order.fills, execution, &CostFill::execution);
    return fill == order.fills.end() || !fill->stands() ? nullptr : &*fill;
}

} // namespace

std::string_view nameOf(CostMoment moment)
{
    switch (moment) {
    case CostMoment::AfterFill: return "after_fill";
    case CostMoment::Ended: return "ended";
    case CostMoment::Closing: return "closing";
    }
    return {};
}

void CostBook::apply(const DeskEvent& event)
{
    std::visit([&](const auto& body) { on(body, event); }, event.body);
}

CostRecordPtr CostBook::record() const
{
    if (!m_record) {
        auto record = std::make_shared<CostRecord>();
        record->orders.assign(m_orders.begin(), m_orders.end());
        record->denials = m_denials;
        record->forgotten = m_forgotten;
        m_record = std::move(record);
    }
    return m_record;
}

std::vector<CostDue> CostBook::due(Instant now) const
{
    std::vector<CostDue> found;
    for (const CostDue& due : m_due) {
        if (due.at > now)
            break;
        const bool isKnown = std::ranges::any_of(found, [&](const CostDue& other) {
            return other.order == due.order && other.moment == due.moment;
        });
        if (!isKnown)
            found.push_back(due);
    }
    return found;
}

void CostBook::index()
{
    m_placeOf.clear();
    for (std::size_t i = 0; i < m_orders.size(); ++i)
        m_placeOf[m_orders[i]->id] = m_forgotten + i;
    m_record.reset();
}

const CostedOrder* CostBook::find(const OrderId& id) const
{
    const auto place = m_placeOf.find(id);
    return place == m_placeOf.end() ? nullptr : m_orders[place->second - m_forgotten].get();
}

template <typename Change>
void CostBook::change(const OrderId& id, const Change& change)
{
    const auto place = m_placeOf.find(id);
    if (place == m_placeOf.end())
        return;
    CostedOrderPtr& kept = m_orders[place->second - m_forgotten];
    auto changed = std::make_shared<CostedOrder>(*kept);
    change(*changed);
    kept = std::move(changed);
    m_record.reset();
}

// ---- What we decided
// ---------------------------------------------------------------------------------------------

void CostBook::on(const RunStarted& e, const DeskEvent&)
{
    m_venue = e.fillModel;
}

void CostBook::on(const OrderDenied& e, const DeskEvent&)
{
    ++m_denials[e.code];
    m_record.reset();
}

void CostBook::on(const OrderIntended& e, const DeskEvent& event)
{
    if (find(e.order))
        return;
    forgetOldest();
    const auto& legs = e.request.legs;
    auto order = std::make_shared<CostedOrder>();
    order->id = e.order;
    for (const OrderLeg& leg : legs)
        order->legs.push_back(legFrom(leg, order->underlying));
    for (const CostLeg& leg : order->legs)
        order->multiplier = std::max(order->multiplier, leg.multiplier);
    order->structure = e.structure;
    order->strategy = e.request.strategy;
    order->actor = event.actor;
    // Walks are what one compares: each under its own name.
    order->kind = e.request.walk ? nameOf(e.request.walk->style) : nameOf(e.request.type);
    order->venue = m_venue;
    order->asked = e.request.quantity;
    order->createdAt = event.at;
    order->decisionMid = e.decisionMid ? std::optional(paidFrom(legs, *e.decisionMid)) : std::nullopt;
    order->arrivalMid = e.arrivalMid ? std::optional(paidFrom(legs, *e.arrivalMid)) : std::nullopt;
    order->arrivalQuality = e.arrivalQuality;
    order->arrival = marketFrom(event.at, e.package, e.quotes, legs);
    order->interval.see(event.at, order->arrival.mid);
    m_placeOf[e.order] = m_forgotten + m_orders.size();
    m_orders.push_back(std::move(order));
    m_record.reset();
}

void CostBook::on(const ReplaceIntended& e, const DeskEvent& event)
{
    change(e.order, [&](CostedOrder& order) {
        ++order.replaces;
        order.pendingQuantity = e.quantity;
        order.interval.see(event.at, marketFrom(event.at, e.package, {}, orderLegsOf(order)).mid);
    });
}

void CostBook::on(const CancelIntended& e, const DeskEvent&)
{
    change(e.order, [&](CostedOrder& order) {
        ++order.cancelsAsked;
        order.reason = e.reason;
    });
}

void CostBook::on(const OrderAbsent& e, const DeskEvent& event)
{
    if (e.what != "submit")
        return;
    change(e.order, [&](CostedOrder& order) {
        order.reason = "absent";
        end(order, CostOutcome::Rejected, event.at);
    });
}

void CostBook::on(const OrderMarketNoted& e, const DeskEvent& event)
{
    const auto isOf = [&](CostMoment moment) { return e.moment == nameOf(moment); };
    std::erase_if(m_due, [&](const CostDue& due) {
        return due.at <= event.at && due.order == e.order && isOf(due.moment);
    });
    const TradingCalendar& calendar = TradingCalendar::us();
    change(e.order, [&](CostedOrder& order) {
        const CostMarket market = marketFrom(event.at, e.market.package, e.market.quotes, orderLegsOf(order));
        if (isOf(CostMoment::Ended))
            order.ended = market;
        if (isOf(CostMoment::Ended) && order.outcome != CostOutcome::Open)
            order.interval.see(order.endedAt.value_or(event.at), market.mid);
        for (CostFill& fill : order.fills) {
            if (isOf(CostMoment::AfterFill) && !fill.after && event.at >= fill.at + realisedAfter)
                fill.after = market;
            const auto session = calendar.optionSession(calendar.tradeDate(fill.at), order.underlying);
            if (isOf(CostMoment::Closing) && !fill.closing && session && event.at >= session->closesAt)
                fill.closing = market;
        }
    });
}

// ---- What the venue told
// -----------------------------------------------------------------------------------------

// An event of an order is entered in the record under the order's id, whatever submission of it the venue
// names.
void CostBook::on(const VenueReported& e, const DeskEvent& event)
{
    if (e.event.sequence <= m_venueSequence)
        return; // told twice
    m_venueSequence = e.event.sequence;
    const OrderId id(event.entity);
    if (!find(id))
        return;
    std::visit(
        [&](const auto& body) { change(id, [&](CostedOrder& order) { onVenue(order, body, e, event.at); }); },
        e.event.body);
}

void CostBook::onVenue(CostedOrder& order, const VenueFill& e, const VenueReported& told, Instant at)
{
    if (std::ranges::find(order.fills, e.executionId, &CostFill::execution) != order.fills.end())
        return;
    const std::vector<OrderLeg> legs = orderLegsOf(order);
    CostFill fill;
    fill.execution = e.executionId;
    fill.at = at;
    fill.packages = e.quantity;
    fill.paid = paidFrom(legs, e.price);
    fill.legs = inOrder(e.legs, order);
    fill.fillModel = e.fillModel;
    fill.market.at = at;
    if (told.market)
        fill.market = marketFrom(at, told.market->package, told.market->quotes, legs);
    order.interval.see(at, fill.market.mid);
    if (!e.fillModel.empty())
        order.venue = e.fillModel;
    order.fills.push_back(std::move(fill));
    dueAfter(order, at);
    if (e.isComplete || order.filled() >= order.asked)
        end(order, CostOutcome::Filled, at);
}

void CostBook::onVenue(CostedOrder& order, const VenueReplaced&, const VenueReported&, Instant at)
{
    order.asked = order.pendingQuantity.value_or(order.asked);
    order.pendingQuantity.reset();
    if (order.outcome == CostOutcome::Open && order.filled() >= order.asked)
        end(order, CostOutcome::Filled, at);
}

void CostBook::onVenue(CostedOrder& order, const VenueReplaceRejected&, const VenueReported&, Instant)
{
    ++order.replacesRefused;
    order.pendingQuantity.reset();
}

void CostBook::onVenue(CostedOrder& order, const VenueCancelled& e, const VenueReported&, Instant at)
{
    if (order.reason.empty())
        order.reason = e.reason;
    end(order, CostOutcome::Cancelled, at);
}

void CostBook::onVenue(CostedOrder& order, const VenueExpired&, const VenueReported&, Instant at)
{
    end(order, CostOutcome::Expired, at);
}

void CostBook::onVenue(CostedOrder& order, const VenueRejected& e, const VenueReported&, Instant at)
{
    order.reason = e.code;
    end(order, CostOutcome::Rejected, at);
}

void CostBook::onVenue(CostedOrder& order, const VenueBusted& e, const VenueReported&, Instant)
{
    if (CostFill* fill = standingFill(order, e.busted))
        fill->reversal = "busted";
}

// The right price was agreed at the instant of the trade: it is held against the markets of then.
void CostBook::onVenue(CostedOrder& order, const VenueCorrected& e, const VenueReported&, Instant)
{
    CostFill* before = standingFill(order, e.corrected);
    if (!before)
        return;
    CostFill after = *before;
    before->reversal = "corrected";
    after.execution = e.executionId;
    after.paid = paidFrom(orderLegsOf(order), e.price);
    after.legs = inOrder(e.legs, order);
    order.fills.push_back(std::move(after));
}

// ---- What follows
// -------------------------------------------------------------------------------------------------

void CostBook::end(CostedOrder& order, CostOutcome outcome, Instant at)
{
    if (order.outcome != CostOutcome::Open)
        return; // what comes after the end changes fills, not how it ended
    order.outcome = outcome;
    order.endedAt = at;
    if (order.filled() < order.asked)
        m_due.insert({at, order.id, CostMoment::Ended});
}

void CostBook::dueAfter(const CostedOrder& order, Instant at)
{
    m_due.insert({at + realisedAfter, order.id, CostMoment::AfterFill});
    const TradingCalendar& calendar = TradingCalendar::us();
    if (const auto session = calendar.optionSession(calendar.tradeDate(at), order.underlying))
        m_due.insert({session->closesAt, order.id, CostMoment::Closing});
}

// Many at once: to go through them is worth it once in a while. The oldest in the order of their creation,
// up to the first that still works.
void CostBook::forgetOldest()
{
    if (m_kept == keepAll || m_orders.size() < m_kept + forgottenAtOnce)
        return;
    for (std::size_t i = 0; i < forgottenAtOnce; ++i) {
        const CostedOrder& oldest = *m_orders.front();
        if (oldest.outcome == CostOutcome::Open)
            break;
        std::erase_if(m_due, [&](const CostDue& due) { return due.order == oldest.id; });
        m_placeOf.erase(oldest.id);
        m_orders.pop_front();
        ++m_forgotten;
    }
}

} // namespace strikedesk
