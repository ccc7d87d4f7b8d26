// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/OrderDesk.h"

#include "core/engine/Breakers.h"
#include "core/engine/PositionViews.h"
#include "core/orders/HeldShape.h"
#include "core/orders/NetPrice.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace strikedesk {
namespace {

VenueOrderKind venueKindOf(OrderType type)
{
    switch (type) {
    case OrderType::Stop: return VenueOrderKind::Stop;
    case OrderType::StopLimit: return VenueOrderKind::StopLimit;
    case OrderType::Limit:
    case OrderType::MarketableLimit:
    case OrderType::Walk: return VenueOrderKind::Limit;
    }
    return VenueOrderKind::Limit;
}

SubmitToVenue submissionOf(const OrderPlan& plan, const ClientOrderId& clientOrderId)
{
    SubmitToVenue submit;
    submit.clientOrderId = clientOrderId;
    submit.legs = plan.request.legs;
    submit.quantity = plan.request.quantity;
    submit.kind = venueKindOf(plan.request.type);
    if (plan.limitPaid)
        submit.limit = quotedFrom(plan.request.legs, *plan.limitPaid);
    submit.stop = plan.request.stop;
    submit.timeInForce = plan.request.timeInForce;
    submit.goodTill = plan.request.goodTill;
    return submit;
}

std::optional<Price> underlyingNow(const DeskContext& context, const LegMarkets& markets)
{
    const Spot spot
        = context.board.spot(markets.legs.front().instrument->underlying, context.now(), context.rate());
    return spot.isKnown() ? std::optional(Price::nearest(spot.price)) : std::nullopt;
}

Result<void> checkVenueUp(const DeskContext& context)
{
    if (context.isVenueUp)
        return {};
    return fail("venue.down", "The venue does not answer: nothing was sent. The desk tries again by itself.");
}

} // namespace

Result<OrderReply> OrderDesk::submit(const Principal& principal, const OrderRequest& request,
                                     const OrderSource& from)
{
    if (waitsForSomething(request))
        return fail("input.trigger", "An order that waits for something is held by the desk, not sent.");
    if (auto up = checkVenueUp(m_context); !up)
        return fail(up.error());
    auto plan = planOrder(m_context, principal, request, PlanDepth::Verdict, nullptr,
                          from.roll ? &*from.roll : nullptr);
    if (!plan)
        return fail(plan.error());
    const bool hasLimit = plan->limitPaid || plan->request.type == OrderType::Stop;
    if (!plan->verdict.isAllowed || !hasLimit) {
        const Error error = plan->verdict.isAllowed
            ? Error {"data.one_sided", "A leg has no two-sided quote: the order has no price to start from."}
            : plan->verdict.error();
        return fail(deny(principal.actor, "order", *plan, error));
    }
    for (const SlippageLimitSet& limit : plan->newLimits)
        m_context.journal.record("desk", "slippage", limit);
    const OrderId id(m_context.ids.next('O'));
    recordIntent(principal.actor, *plan, id, from);
    return OrderReply {id, m_context.state.orders().find(id)->state};
}

Error OrderDesk::deny(const std::string& actor, const std::string& entity, const OrderPlan& plan, Error error)
{
    m_context.journal.record(actor, entity,
                             OrderDenied {plan.request, error.code, error.message,
                                          packageSeen(plan.markets, plan.request.legs),
                                          quotesSeen(plan.markets), plan.verdict.checks});
    disarmIfFlooding(actor);
    return error;
}

void OrderDesk::recordOverrides(const std::string& actor, const OrderId& id, const OrderPlan& plan)
{
    for (const CheckResult& denial : plan.verdict.overridden)
        m_context.journal.record(
            actor, id.text(),
            RiskOverridden {id, denial.code, denial.limit, denial.measured, plan.request.overrides->reason});
}

// The second level of the throttle: whoever goes on after the refusals is stopped for good.
void OrderDesk::disarmIfFlooding(const std::string& actor)
{
    const RiskRecord& risk = m_context.state.risk();
    const auto most
        = m_context.state.limitBook().tightest(LimitId::MessagesDisarm, {{LimitScopeKind::Principal, actor}});
    const std::int64_t sent = risk.pace.messagesLastMinute(actor, m_context.now());
    if (!most || sent < *most || risk.disarmed.contains(actor))
        return;
    m_context.journal.record("desk", actor,
                             PrincipalDisarmed {actor, fmt::format("{} messages within a minute", sent)});
}

void OrderDesk::recordIntent(const std::string& actor, const OrderPlan& plan, const OrderId& id,
                             const OrderSource& from)
{
    const auto quoted = [&](std::optional<Price> paid) {
        return paid ? std::optional(quotedFrom(plan.request.legs, *paid)) : std::nullopt;
    };
    OrderIntended intended;
    intended.order = id;
    intended.clientOrderId = ClientOrderId(id.text() + "-1");
    intended.request = plan.request;
    intended.structure = plan.structure;
    if (plan.opens) {
        intended.opensStructure = from.roll ? from.roll->to : m_context.ids.next('P');
        intended.underlying = underlyingNow(m_context, plan.markets);
    }
    intended.closesStructure = plan.closesStructure;
    intended.arrivalMid = quoted(plan.arrivalPaid);
    intended.decisionMid = plan.markets.prices ? quoted(plan.markets.prices->mid) : std::nullopt;
    intended.arrivalQuality = plan.arrivalQuality;
    intended.limit = quoted(plan.limitPaid).value_or(plan.request.stop.value_or(Price()));
    intended.worst = quoted(plan.worstPaid);
    intended.isReducing = plan.verdict.isReducing;
    intended.package = packageSeen(plan.markets, plan.request.legs);
    intended.quotes = quotesSeen(plan.markets);
    intended.checks = plan.verdict.checks;
    intended.held = from.held;
    intended.rule = from.rule;
    intended.roll = from.roll;
    const ClientOrderId clientOrderId = intended.clientOrderId;
    m_context.journal.record(actor, id.text(), std::move(intended));
    recordOverrides(actor, id, plan);
    m_context.journal.record(actor, id.text(),
                             SlippageReserved {id, plan.scope.strategy, plan.scope.day, plan.scope.session,
                                               plan.scope.orderLimit, plan.impact.slippageToReserve,
                                               plan.verdict.isReducing, plan.scope.underlying});
    m_context.journal.record("desk", id.text(), OrderSending {id, clientOrderId});
    m_context.outbox.push_back(submissionOf(plan, clientOrderId));
}

Result<OrderPreview> OrderDesk::preview(const Principal& principal, const OrderRequest& request,
                                        const RollPart* roll) const
{
    const auto plan = planOrder(m_context, principal, request, PlanDepth::Figures, nullptr, roll);
    if (!plan)
        return fail(plan.error());
    const auto quoted = [&](Price paid) { return quotedFrom(plan->request.legs, paid); };
    OrderPreview preview;
    if (plan->markets.prices) {
        preview.naturalPrice = quoted(plan->markets.prices->natural);
        preview.midPrice = quoted(plan->markets.prices->mid);
    }
    if (plan->worstPaid)
        preview.worstPrice = quoted(*plan->worstPaid);
    preview.maximumLoss = plan->impact.maximumLoss;
    preview.maximumGain = plan->impact.maximumGain;
    preview.isLossUnlimited = plan->impact.isLossUnlimited;
    preview.buyingPowerBefore = plan->impact.buyingPowerBefore;
    preview.buyingPowerAfter = plan->impact.buyingPowerAfter;
    preview.marginAfter = plan->impact.marginAfter;
    preview.fees = plan->impact.fees;
    if (plan->arrivalPaid && plan->worstPaid) // what the whole way to the worst limit would take
        preview.slippageToReserve = worstCost(*plan->arrivalPaid, *plan->worstPaid,
                                              pricedQuantity(plan->request.legs, plan->request.quantity),
                                              plan->markets.multiplier());
    preview.checks = plan->verdict.checks;
    preview.isAllowed = plan->verdict.isAllowed && plan->limitPaid.has_value();
    preview.structure = plan->structure;
    return preview;
}

Result<OrderReply> OrderDesk::replace(const Principal& principal, const ReplaceOrder& change)
{
    const OrderId& id = change.order;
    if (auto up = checkVenueUp(m_context); !up)
        return fail(up.error());
    const OrderRecord* order = m_context.state.orders().find(id);
    if (!order)
        return fail("input.order", fmt::format("Expected the id of an order, found \"{}\".", id.text()));
    if (order->state != OrderState::Working && order->state != OrderState::Partial)
        return fail("order.not_replaceable",
                    fmt::format("Order {} is {}: only a working order can be replaced.", id.text(),
                                nameOf(order->state)));
    const Quantity total = change.quantity.value_or(order->total);
    if (total <= order->filled || total > order->total)
        return fail("input.quantity",
                    fmt::format("Expected a quantity above the {} that are filled and at most {}, found "
                                "{}. More is a new order.",
                                order->filled.count(), order->total.count(), total.count()));
    const Price limit = change.limit.value_or(order->limit);
    if (order->roll && order->worst
        && paidFrom(order->request.legs, limit) > paidFrom(order->request.legs, *order->worst))
        return fail(
            "roll.limit",
            fmt::format("Order {} is a part of roll {}, which may go to {} and not to {}: stop it, and "
                        "begin another one.",
                        id.text(), order->roll->roll, order->worst->shortText(), limit.shortText()));
    // The same gate sees the order as it would then be.
    OrderRequest changed = order->request;
    changed.type = OrderType::Limit;
    changed.walk.reset();
    changed.protectionTicks.reset();
    changed.limit = limit;
    changed.overrides = change.overrides;
    changed.quantity = total - order->filled;
    const auto plan = planOrder(m_context, principal, changed, PlanDepth::Verdict, order,
                                order->roll ? &*order->roll : nullptr);
    if (!plan)
        return fail(plan.error());
    for (const CheckResult& check : plan->verdict.checks) {
        // What it may cost more than before is reserved below, on top of what it has.
        if (!check.isPassed && check.code != "slippage.budget_exhausted")
            return fail(deny(principal.actor, id.text(), *plan, {check.code, check.sentence}));
    }
    if (auto asked = askReplace(principal.actor, *order, *changed.limit, total, "asked", plan->markets);
        !asked)
        return fail(deny(principal.actor, id.text(), *plan, asked.error()));
    recordOverrides(principal.actor, id, *plan);
    return OrderReply {id, order->state};
}

Result<void> OrderDesk::askReplace(const std::string& actor, const OrderRecord& order, Price limit,
                                   Quantity quantity, const std::string& reason, const LegMarkets& markets,
                                   std::optional<int> walkStep)
{
    const OrderId id = order.id;
    const Money asked = std::max(reserveFor(order, limit, quantity - order.filled, markets.multiplier()),
                                 reserveFor(order, order.limit, order.remaining(), markets.multiplier()));
    const Money held = m_context.state.slippage().reservedFor(id);
    if (asked > held) {
        if (const auto room = m_context.state.slippage().canTopUp(id, asked); !room) {
            m_context.journal.record("desk", id.text(), SlippageRefused {id, asked, room.error().message});
            return fail(room.error());
        }
        m_context.journal.record("desk", id.text(), SlippageToppedUp {id, asked});
    }
    const ClientOrderId original = order.working;
    const ClientOrderId replacement(fmt::format("{}-{}", id.text(), order.submissions.size() + 1));
    m_context.journal.record(actor, id.text(),
                             ReplaceIntended {id, original, replacement, limit, quantity, reason,
                                              packageSeen(markets, order.request.legs), quotesSeen(markets),
                                              walkStep});
    m_context.outbox.push_back(ReplaceAtVenue {original, replacement, quantity, limit});
    return {};
}

bool OrderDesk::canCancel(const OrderRecord& order) const
{
    return !isFinal(order.state) && order.state != OrderState::PendingCancel && !order.isCancelAsked;
}

Result<OrderReply> OrderDesk::cancel(const std::string& actor, const OrderId& id, const std::string& reason)
{
    const OrderRecord* order = m_context.state.orders().find(id);
    if (!order)
        return fail("input.order", fmt::format("Expected the id of an order, found \"{}\".", id.text()));
    if (isFinal(order->state))
        return fail(
            "order.not_cancellable",
            fmt::format("Order {} is {}: there is nothing to cancel.", id.text(), nameOf(order->state)));
    if (auto up = checkVenueUp(m_context); !up)
        return fail(up.error());
    // By the id that the venue has confirmed: a replacement's may never have reached it, and any id of the
    // chain cancels what works.
    m_context.journal.record(actor, id.text(), CancelIntended {id, order->working, reason});
    m_context.outbox.push_back(CancelAtVenue {order->working});
    return OrderReply {id, order->state};
}

// ---- For the kill switch and the end of a run
// -------------------------------------------------------------------------

Result<OrderRequest> OrderDesk::closingRequest(const std::string& structureId, OrderType type) const
{
    OrderRequest request;
    request.structureId = structureId;
    request.type = type;
    std::int64_t packages = 0;
    const auto positions = m_context.state.portfolio().structure(structureId);
    for (const PortfolioPosition& position : positions)
        packages = std::gcd(packages, std::abs(position.quantity.count()));
    if (packages == 0)
        return fail("input.structure",
                    fmt::format("Expected the id of an open structure, found \"{}\".", structureId));
    request.quantity = Quantity(packages);
    for (const PortfolioPosition& position : positions) {
        if (position.isOpen())
            request.legs.push_back({position.symbol, position.quantity.isPositive() ? Side::Sell : Side::Buy,
                                    std::int32_t(std::abs(position.quantity.count()) / packages),
                                    PositionEffect::Close});
    }
    return request;
}

std::vector<MarkSeen> OrderDesk::marks() const
{
    std::vector<MarkSeen> seen;
    for (const NetPosition& position : m_context.state.portfolio().netPositions()) {
        const MarkNow mark = markNow(m_context, position.symbol, nullptr);
        seen.push_back({position.symbol, mark.price, mark.quality});
    }
    return seen;
}

} // namespace strikedesk
