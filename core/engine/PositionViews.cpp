// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/PositionViews.h"

#include "core/engine/GateInputs.h"
#include "core/instruments/TradingCalendar.h"

#include <algorithm>

namespace strikedesk {
namespace {

const ChainRow* pricedRow(const PricingSnapshotPtr& pricing, const Instrument& instrument)
{
    if (!pricing)
        return nullptr;
    for (const ChainSnapshotPtr& chain : pricing->chains) {
        if (chain->underlying != instrument.underlying)
            continue;
        for (const ChainExpiry& expiry : chain->expiries) {
            const auto row = std::ranges::find(expiry.rows, instrument.symbol, &ChainRow::symbol);
            if (row != expiry.rows.end())
                return &*row;
        }
    }
    return nullptr;
}

std::string faultOf(const QuoteQuality& quality)
{
    if (quality.isHalted)
        return "halted";
    if (quality.isCrossed)
        return "crossed";
    if (quality.isStale)
        return "stale";
    return quality.isWide ? "wide" : "mid";
}

// What an option is worth once its last instant has passed is known when exercise and assignment are.
bool isSettlementPending(const Instrument& instrument, Instant now)
{
    return instrument.option && TradingCalendar::us().settlesAt(*instrument.option) <= now;
}

PositionView positionViewFrom(const DeskContext& context, const PortfolioPosition& position,
                              const PricingSnapshotPtr& pricing)
{
    PositionView view;
    view.structureId = position.structureId;
    view.structure = context.state.structureName(position.structureId);
    view.strategy = position.strategy;
    view.symbol = position.symbol;
    view.quantity = position.quantity;
    view.multiplier = position.multiplier.shares();
    view.cost = position.cost;
    view.averagePrice = position.averagePrice().value_or(Price());
    view.realised = position.realised;
    view.state = "open";
    const auto id = context.board.catalogue().find(position.symbol);
    if (!id)
        return view;
    const Instrument& instrument = context.board.catalogue().at(*id);
    view.underlying = instrument.underlying;
    if (instrument.option)
        view.settlesAt = TradingCalendar::us().settlesAt(*instrument.option);
    if (isSettlementPending(instrument, context.now()))
        view.state = "settlement_pending";

    const MarkNow mark = markNow(context, position.symbol, pricing);
    view.mark = mark.price;
    view.markQuality = mark.quality;
    view.markAgeSeconds = mark.ageSeconds;
    if (mark.price) {
        view.marketValue = value(*mark.price, position.quantity, position.multiplier);
        view.unrealised = *view.marketValue - position.cost;
    }
    const Quote& quote = context.board.quote(*id);
    const auto& exitSide = position.quantity.isPositive() ? quote.bid : quote.ask;
    if (exitSide && view.state == "open")
        view.liquidationValue = value(exitSide->price, position.quantity, position.multiplier);
    return view;
}

} // namespace

MarkNow markNow(const DeskContext& context, const std::string& symbol, const PricingSnapshotPtr& pricing)
{
    const auto id = context.board.catalogue().find(symbol);
    if (!id)
        return {{}, "none", {}};
    const Instrument& instrument = context.board.catalogue().at(*id);
    if (isSettlementPending(instrument, context.now()))
        return {{}, "settlement pending", {}};
    const QuoteQuality quality = context.board.quality(*id, context.now());
    const auto age = context.board.ageSeconds(*id, context.now());
    if (quality.isMarkable())
        return {context.board.quote(*id).mid(), "mid", age};
    if (const ChainRow* row = pricedRow(pricing, instrument); row && row->isModelMark && row->mark)
        return {row->mark, "model", age};
    if (const auto mid = context.board.quote(*id).mid())
        return {mid, faultOf(quality), age};
    if (instrument.kind == InstrumentKind::Stock) {
        if (const auto last = context.board.lastTrade(*id))
            return {last, "last trade", age};
    }
    return {{}, "none", age};
}

std::vector<PositionView> positionViews(const DeskContext& context, const PricingSnapshotPtr& pricing)
{
    std::vector<PositionView> views;
    for (const PortfolioPosition& position : context.state.portfolio().openPositions())
        views.push_back(positionViewFrom(context, position, pricing));
    return views;
}

AccountView accountView(const DeskContext& context, const std::vector<PositionView>& positions)
{
    const Account account = accountNow(context);
    AccountView view;
    view.id = account.id;
    view.type = nameOf(account.type);
    view.optionLevel = account.optionLevel;
    view.cash = account.cash;
    view.settledCash = account.settledCash;
    view.buyingPower = account.buyingPower();
    view.marginRequired = account.marginRequired;
    view.excess = account.excess();
    view.realised = context.state.portfolio().realised();
    view.fees = context.state.portfolio().fees();
    view.asOf = context.now();
    view.source = "own books";
    Money marketValue;
    Money unrealised;
    for (const PositionView& position : positions) {
        if (!position.marketValue || !position.unrealised)
            return view; // one unknown mark makes the sums unknown
        marketValue += *position.marketValue;
        unrealised += *position.unrealised;
    }
    view.netLiquidation = account.cash + marketValue;
    view.unrealised = unrealised;
    return view;
}

std::vector<GreeksLeg> greeksLegs(const DeskState& state)
{
    std::vector<GreeksLeg> legs;
    for (const PortfolioPosition& position : state.portfolio().openPositions()) {
        const auto id = state.catalogue().find(position.symbol);
        if (!id)
            continue;
        const Instrument& instrument = state.catalogue().at(*id);
        GreeksLeg leg;
        leg.underlying = instrument.underlying;
        leg.structureId = position.structureId;
        leg.structure = state.structureName(position.structureId);
        leg.symbol = instrument.symbol;
        leg.isOption = instrument.kind == InstrumentKind::Option;
        leg.quantity = position.quantity;
        leg.multiplier = position.multiplier.shares();
        if (instrument.option) {
            leg.deliverableShares = instrument.option->deliverableShares();
            leg.settlesAt = TradingCalendar::us().settlesAt(*instrument.option);
        }
        legs.push_back(std::move(leg));
    }
    return legs;
}

std::vector<OutlookLeg> outlookLegs(const DeskState& state)
{
    std::vector<OutlookLeg> legs;
    for (const PortfolioPosition& position : state.portfolio().openPositions()) {
        const auto id = state.catalogue().find(position.symbol);
        if (!id)
            continue;
        const Instrument& instrument = state.catalogue().at(*id);
        legs.push_back({instrument.underlying, instrument.symbol, instrument.option, position.quantity,
                        position.multiplier, position.cost});
    }
    return legs;
}

} // namespace strikedesk
