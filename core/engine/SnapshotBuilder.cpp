// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SnapshotBuilder.h"

#include "core/engine/BooksComparison.h"
#include "core/engine/Breakers.h"
#include "core/engine/HeldViews.h"
#include "core/engine/PositionViews.h"
#include "core/engine/RiskViews.h"
#include "core/engine/TradingCore.h"
#include "core/instruments/TradingCalendar.h"

#include <algorithm>

namespace strikedesk {
namespace {

constexpr std::size_t ordersShown = 500;
constexpr std::size_t fillsShown = 500;

OrderView orderViewFrom(const OrderRecord& order, const SlippageLedger& slippage)
{
    OrderView view;
    view.id = order.id;
    view.workingClientOrderId = order.working;
    view.venueOrderId = order.venueOrderId;
    view.request = order.request;
    view.request.structure = order.structure;
    view.state = order.state;
    view.reason = order.reason;
    view.workingLimit = order.limit;
    view.filled = order.filled;
    view.averageFillPrice = order.averagePrice();
    view.decisionMid = order.decisionMid;
    view.arrivalMid = order.arrivalMid;
    view.arrivalQuality = order.arrivalQuality;
    view.slippageReserved = slippage.reservedFor(order.id);
    view.slippageSpent = slippage.spentBy(order.id);
    view.createdAt = order.createdAt;
    view.updatedAt = order.updatedAt;
    view.actor = order.actor;
    if (!order.heldAs.isEmpty())
        view.heldAs = order.heldAs;
    view.rule = order.rule;
    std::ranges::transform(order.steps, std::back_inserter(view.steps), stepViewFrom);
    return view;
}

void addOrders(DeskSnapshot& snapshot, const DeskState& state)
{
    snapshot.orders = heldViews(state);
    const auto& orders = state.orders().all();
    for (auto order = orders.rbegin(); order != orders.rend() && snapshot.orders.size() < ordersShown;
         ++order)
        snapshot.orders.push_back(orderViewFrom(*order, state.slippage()));
    const auto& fills = state.fills();
    snapshot.fills.assign(fills.begin(), fills.begin() + std::ptrdiff_t(std::min(fills.size(), fillsShown)));
}

SlippageLevelView levelViewFrom(const SlippageBalance& balance)
{
    constexpr double basisPointsPerOne = 10'000;
    SlippageLevelView view {std::string(nameOf(balance.level)),
                            balance.name,
                            balance.limit,
                            balance.reserved,
                            balance.spent,
                            balance.left(),
                            balance.improvement};
    view.notional = balance.notional;
    if (balance.notional.isPositive())
        view.basisPoints = basisPointsPerOne * balance.cost.toDouble() / balance.notional.toDouble();
    view.isNearLimit = isNearLimit(balance);
    return view;
}

void addSlippage(DeskSnapshot& snapshot, const DeskState& state)
{
    for (const SlippageBalance& balance : state.slippage().balances())
        snapshot.slippageLevels.push_back(levelViewFrom(balance));
    snapshot.slippageEntries.assign(state.slippageEntries().begin(), state.slippageEntries().end());
}

void addLinks(DeskSnapshot& snapshot, const TradingCore& core)
{
    const DeskContext& context = core.context();
    const auto heard = context.board.lastEventAt();
    if (heard)
        snapshot.dataAgeSeconds = secondsBetween(*heard, core.now());
    snapshot.links.push_back({"feed", context.state.isFeedOn(),
                              context.state.isFeedOn() ? context.source.profile().name : "dropped by command",
                              snapshot.dataAgeSeconds});
    snapshot.links.push_back({"venue",
                              core.isVenueUp(),
                              core.isVenueUp() ? context.venue.profile().name : core.venueTrouble(),
                              {}});
    const auto& failure = core.storageFailure();
    snapshot.links.push_back({"storage", !failure, failure ? failure->message : "durable", {}});
    if (const auto late = core.snapshotFailure())
        snapshot.links.push_back(
            {"snapshots", false, "The next start will take longer: " + late->message, {}});
}

void addKill(DeskSnapshot& snapshot, const TradingCore& core)
{
    const KillRecord& kill = core.context().state.kill();
    KillView& view = snapshot.kill;
    view.isEngaged = kill.isEngaged;
    view.reason = kill.reason;
    view.actor = kill.actor;
    view.engagedAt = kill.engagedAt;
    view.cancelsAsked = int(kill.asked.size());
    view.cancelsConfirmed = int(kill.confirmed.size());
    if (kill.engagedAt && kill.lastConfirmedAt && kill.confirmed.size() == kill.asked.size())
        view.confirmedAfterSeconds = secondsBetween(*kill.engagedAt, *kill.lastConfirmedAt);
    view.flatten = core.kill().flattenState();
    view.isDrill = kill.isDrill;
    if (const auto& drill = core.context().state.lastDrill())
        view.lastDrill = drillView(drill->report, drill->at);
}

void addRecord(DeskSnapshot& snapshot, const TradingCore& core)
{
    const DeskContext& context = core.context();
    snapshot.epoch = context.journal.epoch();
    snapshot.durableSequence = context.journal.durableSequence();
    snapshot.auditHead = hexText(context.journal.head().hash);
    snapshot.auditTail.assign(context.journal.tail().begin(), context.journal.tail().end());
    snapshot.booksComparedAt = core.books().lookedAt();
    for (const ReconciledRow& row : context.state.reconciliation())
        snapshot.recovery.push_back(
            {row.subject, row.believed, row.venueSays, row.willDo, row.isDifference, isClosable(row)});
    snapshot.tokens = context.state.tokens();
}

} // namespace

DeskSnapshot snapshotFrom(const TradingCore& core, const PricingSnapshotPtr& pricing, std::uint64_t revision,
                          std::size_t queueDepth)
{
    const DeskContext& context = core.context();
    DeskSnapshot snapshot;
    snapshot.revision = revision;
    snapshot.now = core.now();
    snapshot.mode = core.setup().mode;
    snapshot.isSimulatedMarket = context.source.profile().isSimulated;
    snapshot.market = context.source.profile().name;
    snapshot.fillModel = context.state.run() ? context.state.run()->fillModel : std::string();
    snapshot.isArmed = context.state.isArmed() && !context.state.kill().isEngaged && !core.storageFailure();
    snapshot.isReconciled = context.state.isReconciled();
    snapshot.disarmedReason = context.state.kill().isEngaged ? "kill switch: " + context.state.kill().reason
                                                             : context.state.disarmedReason();
    snapshot.hasEnded = core.hasEnded();
    snapshot.queueDepth = queueDepth;
    addLinks(snapshot, core);
    addRecord(snapshot, core);
    addOrders(snapshot, context.state);
    addSlippage(snapshot, context.state);
    snapshot.costs = context.state.costs().record();
    addKill(snapshot, core);
    snapshot.risk = riskView(context);
    snapshot.positions = positionViews(context, pricing);
    snapshot.rules = core.rules().outlooks();
    snapshot.account = accountView(context, snapshot.positions);
    snapshot.limitsVersion = context.state.limitBook().version();
    snapshot.limits = limitViews(context.state.limitBook());
    snapshot.session = core.session().view();
    return snapshot;
}

PricingInput pricingInputFrom(const TradingCore& core)
{
    const DeskContext& context = core.context();
    PricingInput input;
    input.board = std::make_shared<const QuoteBoard>(context.board);
    input.now = core.now();
    for (const std::string& underlying : context.board.catalogue().underlyings())
        input.chains[underlying] = chainInputs(context.source, underlying, input.now);
    input.legs = greeksLegs(context.state);
    input.holdings = outlookLegs(context.state);
    return input;
}

} // namespace strikedesk
