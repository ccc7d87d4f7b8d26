// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RiskBook.h"

#include "core/engine/SeriesPricing.h"
#include "core/instruments/TradingCalendar.h"
#include "core/orders/NetPrice.h"
#include "core/orders/OrderShape.h"

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

std::optional<double> spotOf(const DeskContext& context, const std::string& underlying)
{
    const Spot spot = context.board.spot(underlying, context.now(), context.rate());
    return spot.isKnown() ? std::optional(spot.price) : std::nullopt;
}

std::optional<Price> markOf(const DeskContext& context, const Instrument& instrument)
{
    const std::optional<Price> mid = context.board.quote(instrument.id).mid();
    return mid || instrument.kind != InstrumentKind::Stock ? mid : context.board.lastTrade(instrument.id);
}

// What is left of an order, at the worst price that it can still fill at: of a working limit and its
// successor on the way the worse one counts, of a walk the end.
OrderRequest restOf(const OrderRecord& order)
{
    OrderRequest rest = order.request;
    rest.quantity = order.remaining();
    if (rest.type == OrderType::Stop)
        return rest;
    Price worst = paidFrom(rest.legs, order.limit);
    if (order.pendingLimit)
        worst = std::max(worst, paidFrom(rest.legs, *order.pendingLimit));
    if (const auto end = order.request.walk ? worstLimitOf(order.request) : std::nullopt)
        worst = std::max(worst, paidFrom(rest.legs, *end));
    rest.type = OrderType::Limit;
    rest.walk.reset();
    rest.limit = quotedFrom(rest.legs, worst);
    return rest;
}

std::optional<DollarGreeks> greeksOf(const DeskContext& context, const std::string& underlying,
                                     const std::vector<MarkedLeg>& legs, Instant at)
{
    DollarGreeks sum;
    if (legs.empty())
        return sum;
    const auto inputs = pricingInputs(context, underlying);
    if (!inputs)
        return {};
    const GateMarket market {*inputs, ratesOf(context)};
    for (const MarkedLeg& leg : legs)
        sum += dollarGreeks(*leg.instrument, leg.quantity, leg.mark, market, at);
    return sum;
}

Spots spotsFrom(std::string_view name, const std::optional<double>& spot)
{
    return spot ? Spots {{std::string(name), *spot}} : Spots();
}

} // namespace

void RiskBook::refresh(const DeskContext& context)
{
    refreshEquity(context);
    if (!std::exchange(m_areSumsStale, false))
        return;
    readMargins(context);
    readAccount(context);
    addReservations(context);
    for (Freshness& freshness : m_freshness)
        freshness.isStale = false;
}

void RiskBook::refreshEquity(const DeskContext& context)
{
    if (m_names.empty())
        open(context);
    const bool hasEvents = m_eventCount != context.state.eventCount();
    const bool hasTime = m_at != context.now();
    if (!hasEvents && !hasTime && m_marketChanges == context.board.changes())
        return;
    if (hasEvents) {
        readHoldings(context);
        readOrders(context);
    }
    readMarks(context);
    readEquity(context);
    m_areSumsStale = true;
    m_eventCount = context.state.eventCount();
    m_marketChanges = context.board.changes();
    m_at = context.now();
}

void RiskBook::open(const DeskContext& context)
{
    const auto underlyings = context.board.catalogue().underlyings();
    m_names.assign(underlyings.begin(), underlyings.end());
    m_parts.resize(m_names.size());
    m_freshness.resize(m_names.size());
    m_contracts.resize(m_names.size());
    m_cover.resize(m_names.size());
    m_catalogue = &context.board.catalogue();
}

std::size_t RiskBook::rowOf(std::string_view underlying) const
{
    const auto name = std::ranges::find(m_names, underlying);
    STRIKEDESK_ASSERT(name != m_names.end(), "an instrument's underlying is in the catalogue");
    return std::size_t(name - m_names.begin());
}

void RiskBook::readHoldings(const DeskContext& context)
{
    const std::uint64_t changes = context.state.portfolio().changes();
    if (m_portfolioChanges == changes)
        return;
    m_portfolioChanges = changes;
    std::vector<std::vector<HeldLeg>> held(m_parts.size());
    for (const NetPosition& position : context.state.portfolio().netPositions()) {
        if (const auto id = context.board.catalogue().find(position.symbol)) {
            const Instrument& instrument = context.board.catalogue().at(*id);
            held[instrument.underlyingRow].push_back({&instrument, position.quantity, {}});
        }
    }
    const auto isSame = [](const HeldLeg& a, const HeldLeg& b) {
        return a.instrument->symbol == b.instrument->symbol && a.quantity == b.quantity;
    };
    for (std::size_t row = 0; row < m_parts.size(); ++row) {
        if (std::ranges::equal(m_parts[row].held, held[row], isSame))
            continue;
        addHeld(m_parts[row].held, -1);
        addHeld(held[row], 1);
        m_parts[row].held = std::move(held[row]);
        m_freshness[row].isChanged = m_freshness[row].hasNewHoldings = true;
    }
}

void RiskBook::addHeld(const std::vector<HeldLeg>& held, int sign)
{
    for (const HeldLeg& leg : held) {
        Reach change;
        change.held = leg.quantity * sign;
        addTo(leg.instrument->id, change);
    }
}

// Keeps the sum over all options up to date with each of them.
void RiskBook::addTo(InstrumentId id, const Reach& change)
{
    Reach& reach = m_reach[id];
    const std::int64_t before = reach.most();
    reach.held += change.held;
    reach.workingBuys += change.workingBuys;
    reach.workingSells += change.workingSells;
    reach.closes += change.closes;
    const Instrument& instrument = m_catalogue->at(id);
    if (instrument.option)
        m_contracts[instrument.underlyingRow] += reach.most() - before;
}

RiskBook::Working RiskBook::workingFrom(const OrderRecord& order) const
{
    Working working;
    working.order = &order;
    for (const OrderLeg& leg : order.request.legs) {
        const auto id = m_catalogue->find(leg.symbol);
        STRIKEDESK_ASSERT(id.has_value(), "an order that was taken has listed legs");
        working.instruments.push_back(*id);
        const std::size_t row = m_catalogue->at(*id).underlyingRow;
        if (std::ranges::find(working.rows, row) == working.rows.end())
            working.rows.push_back(row);
    }
    std::vector<ExposureLeg> package;
    for (std::size_t i = 0; i < working.instruments.size(); ++i) {
        const OrderLeg& leg = order.request.legs[i];
        if (leg.effect == PositionEffect::Open || leg.side == Side::Buy)
            package.push_back(
                {&m_catalogue->at(working.instruments[i]), Quantity(leg.ratio) * signOf(leg.side)});
    }
    for (const ExposureLeg& leg : coverTakenBy(package))
        working.cover.emplace_back(leg.instrument->id, leg.quantity);
    return working;
}

// What one order may come to need on this underlying; what adds up to nothing leaves, so that there is mostly
// nothing to look at.
void RiskBook::addCover(std::size_t row, const Working& working, int sign, Cover& cover) const
{
    for (const auto& [id, each] : working.cover) {
        if (m_catalogue->at(id).underlyingRow != row)
            continue;
        Quantity& sum = cover[id];
        sum += working.counted * each.count() * sign;
        if (sum.isZero())
            cover.erase(id);
    }
}

void RiskBook::count(Working& working, bool isAdded)
{
    const int sign = isAdded ? 1 : -1;
    if (isAdded) {
        working.revision = working.order->revision;
        working.counted = working.order->remaining();
        working.isUnknown = working.order->state == OrderState::Unknown;
        working.isFigured = false;
    }
    for (const std::size_t row : working.rows) {
        m_parts[row].working += sign;
        m_parts[row].unknown += working.isUnknown ? sign : 0;
        addCover(row, working, sign, m_cover[row]);
    }
    for (std::size_t i = 0; i < working.instruments.size(); ++i) {
        const OrderLeg& leg = working.order->request.legs[i];
        const Quantity quantity = working.counted * leg.ratio * sign;
        Reach change;
        (leg.side == Side::Buy ? change.workingBuys : change.workingSells) = quantity;
        if (leg.effect == PositionEffect::Close)
            change.closes = quantity;
        addTo(working.instruments[i], change);
    }
}

// Both lists are in the order of the ledger, and new orders come last.
void RiskBook::readOrders(const DeskContext& context)
{
    std::vector<Working> working;
    std::size_t old = 0;
    for (const OrderRecord* order : context.state.orders().open()) {
        while (old < m_working.size() && m_working[old].order != order)
            count(m_working[old++], false);
        const bool isKnown = old < m_working.size();
        working.push_back(isKnown ? std::move(m_working[old++]) : workingFrom(*order));
        if (isKnown && working.back().revision == order->revision)
            continue;
        if (isKnown)
            count(working.back(), false);
        count(working.back(), true);
    }
    while (old < m_working.size())
        count(m_working[old++], false);
    m_working = std::move(working);
    for (Part& part : m_parts) {
        for (HeldLeg& leg : part.held)
            leg.workingCloses = m_reach[leg.instrument->id].closes;
    }
}

void RiskBook::readMarks(const DeskContext& context)
{
    for (std::size_t row = 0; row < m_parts.size(); ++row) {
        Part& part = m_parts[row];
        Freshness& freshness = m_freshness[row];
        const std::uint64_t market = context.board.changesOf(row);
        const bool isMoved = std::exchange(freshness.market, market) != market;
        if (part.held.empty() && part.working == 0 && !freshness.isChanged)
            continue;
        // A spot can change by growing old alone.
        const auto spot = spotOf(context, std::string(m_names[row]));
        const bool isChanged = std::exchange(freshness.isChanged, false) || isMoved || spot != part.spot;
        part.spot = spot;
        if (!isChanged)
            continue;
        bool hasMoved = part.figuredSpot != part.spot;
        if (std::exchange(freshness.hasNewHoldings, false)) {
            hasMoved = true;
            part.marked.clear();
            for (const HeldLeg& leg : part.held)
                part.marked.push_back({leg.instrument, leg.quantity, {}});
        }
        for (MarkedLeg& leg : part.marked) {
            const auto before = std::exchange(leg.mark, markOf(context, *leg.instrument));
            hasMoved = hasMoved || leg.mark != before;
        }
        part.figuredSpot = part.spot;
        // A quote of a contract that is not held, or of another size only, changes none of what follows.
        if (!hasMoved)
            continue;
        freshness.isStale = true;
        freshness.changedAt = context.now();
    }
}

void RiskBook::readEquity(const DeskContext& context)
{
    m_equity = context.state.portfolio().cash();
    for (const Part& part : m_parts) {
        for (const MarkedLeg& leg : part.marked) {
            if (!leg.mark)
                m_equity.reset();
            else if (m_equity)
                *m_equity += value(*leg.mark, leg.quantity, leg.instrument->multiplier);
        }
    }
}

void RiskBook::readMargins(const DeskContext& context)
{
    const AccountType type = context.state.run() && context.state.run()->accountType == "cash"
        ? AccountType::Cash
        : AccountType::Margin;
    for (std::size_t row = 0; row < m_parts.size(); ++row) {
        if (!m_freshness[row].isStale)
            continue;
        ++m_marginSearches;
        Part& part = m_parts[row];
        const Spots spots = spotsFrom(m_names[row], part.spot);
        part.margin = marginRequired(type, part.marked, spots);
        part.stock = stockValue(part.marked, spots);
        const auto greeks
            = greeksOf(context, std::string(m_names[row]), part.marked, m_freshness[row].changedAt);
        part.areGreeksKnown = greeks.has_value();
        part.greeks = greeks.value_or(DollarGreeks());
    }
}

void RiskBook::readAccount(const DeskContext& context)
{
    const auto& run = context.state.run();
    Account account;
    account.id = run ? run->account : std::string();
    account.type = run && run->accountType == "cash" ? AccountType::Cash : AccountType::Margin;
    account.optionLevel = run ? run->optionLevel : 0;
    account.cash = context.state.portfolio().cash();
    account.settledCash = context.state.portfolio().settledCash(newYorkLocal(context.now()).date);
    bool isMarginKnown = true;
    bool isStockKnown = true;
    for (const Part& part : m_parts) {
        isMarginKnown = isMarginKnown && part.margin;
        isStockKnown = isStockKnown && part.stock;
        account.marginRequired += part.margin.value_or(Money());
        account.stockValue += part.stock.value_or(Money());
    }
    // What cannot be told asks for all there is, so that nothing opens on it.
    if (!isMarginKnown)
        account.marginRequired = std::max(Money(), account.cash);
    if (!isStockKnown)
        account.stockValue = {};
    m_isMarginKnown = isMarginKnown && isStockKnown;
    m_account = std::move(account);
}

void RiskBook::addReservations(const DeskContext& context)
{
    for (Part& part : m_parts)
        part.reserved = {};
    Money sum;
    for (Working& working : m_working) {
        const bool isMoved
            = std::ranges::any_of(working.rows, [&](std::size_t row) { return m_freshness[row].isStale; });
        // What a cash account may use is a minimum over the whole account: nothing in it stands alone.
        const bool isStale = !working.isContained && (isMoved || m_account.type == AccountType::Cash);
        if (!working.isFigured || isStale)
            figure(context, working);
        sum += working.taken;
        if (!working.rows.empty())
            m_parts[working.rows.front()].reserved += working.taken;
    }
    m_account.reserved = sum;
}

// What a working order that adds risk takes of the buying power at its worst.
void RiskBook::figure(const DeskContext& context, Working& working) const
{
    working.isFigured = true;
    working.taken = {};
    working.isContained = working.order->isReducing;
    const auto markets = legMarkets(context, working.order->request.legs);
    if (working.isContained || !markets)
        return;
    ImpactInput input;
    input.request = restOf(*working.order);
    input.legs = markets->legs;
    if (m_account.type == AccountType::Margin) {
        if (const auto alone = takenAlone(input)) {
            working.taken = *alone;
            working.isContained = true;
            return;
        }
    }
    for (const std::size_t row : working.rows) {
        const Part& part = m_parts[row];
        input.held.insert(input.held.end(), part.marked.begin(), part.marked.end());
        if (part.spot)
            input.spots.emplace(m_names[row], *part.spot);
    }
    input.account = m_account;
    input.account.reserved = {};
    input.elsewhere = elsewhere(working.rows);
    working.taken = takenOfBuyingPower(input);
}

std::optional<double> RiskBook::spot(const DeskContext& context, std::size_t row) const
{
    const bool isRead = !m_parts[row].held.empty() || m_parts[row].working > 0;
    return isRead ? m_parts[row].spot : spotOf(context, std::string(m_names[row]));
}

} // namespace strikedesk
