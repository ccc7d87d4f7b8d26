// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/OrderDraft.h"

#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"
#include "core/orders/WalkStyles.h"
#include "core/util/Assert.h"

#include <algorithm>
#include <numeric>

namespace strikedesk::ui {
namespace {

std::string underlyingOf(const std::string& symbol)
{
    const auto parsed = parseSymbol(symbol);
    return parsed ? contractFor(*parsed).underlying : symbol;
}

std::optional<Error> priceProblem(std::optional<Price> price, const TickTable& ticks, const char* what)
{
    if (!price || ticks.isOnTick(*price))
        return {};
    return Error {"input.price",
                  std::string(what) + " " + price->text() + " is not on a tick of "
                      + ticks.tickAt(*price).text() + "; use a multiple of it."};
}

} // namespace

OrderDraft::OrderDraft(QObject* parent)
    : QObject(parent)
{
}

template <typename T>
void OrderDraft::assign(T& field, T value)
{
    if (field == value)
        return;
    field = std::move(value);
    Q_EMIT changed();
}

std::string OrderDraft::underlying() const
{
    return m_legs.empty() ? std::string() : underlyingOf(m_legs.front().symbol);
}

bool OrderDraft::hasOneExpiry() const
{
    std::optional<Date> expiry;
    for (const OrderLeg& leg : m_legs) {
        const auto parsed = parseSymbol(leg.symbol);
        if (!parsed)
            continue;
        if (expiry && *expiry != parsed->expiry)
            return false;
        expiry = parsed->expiry;
    }
    return true;
}

PositionEffect OrderDraft::effectFor(const std::string& symbol, Side side) const
{
    const auto held = m_holdings.find(symbol);
    const bool isReducing = held != m_holdings.end()
        && (side == Side::Buy ? held->second.isNegative() : held->second.isPositive());
    return isReducing ? PositionEffect::Close : PositionEffect::Open;
}

void OrderDraft::addLeg(const std::string& symbol, Side side)
{
    const auto same = std::find_if(m_legs.begin(), m_legs.end(),
                                   [&](const OrderLeg& leg) { return leg.symbol == symbol; });
    if (same != m_legs.end()) {
        const int change = same->side == side ? 1 : -1;
        if (same->ratio + change == 0)
            m_legs.erase(same);
        else
            same->ratio = std::min(same->ratio + change, ratioMax);
        Q_EMIT changed();
        return;
    }
    if (!m_legs.empty() && underlyingOf(symbol) != underlying()) {
        Q_EMIT refused(
            tr("A package has one underlying: this one is on %1, the leg on %2. Clear the ticket first.")
                .arg(QString::fromStdString(underlying()), QString::fromStdString(underlyingOf(symbol))));
        return;
    }
    if (m_legs.size() >= legsMax) {
        Q_EMIT refused(tr("A package has at most %1 legs. Remove one first.").arg(legsMax));
        return;
    }
    m_legs.push_back({symbol, side, 1, effectFor(symbol, side)});
    m_structureId.clear();
    Q_EMIT changed();
}

void OrderDraft::removeLeg(std::size_t leg)
{
    if (leg >= m_legs.size())
        return;
    m_legs.erase(m_legs.begin() + std::ptrdiff_t(leg));
    Q_EMIT changed();
}

void OrderDraft::flipLeg(std::size_t leg)
{
    if (leg >= m_legs.size())
        return;
    m_legs[leg].side = opposite(m_legs[leg].side);
    m_legs[leg].effect = effectFor(m_legs[leg].symbol, m_legs[leg].side);
    Q_EMIT changed();
}

void OrderDraft::setRatio(std::size_t leg, int ratio)
{
    if (leg < m_legs.size())
        assign(m_legs[leg].ratio, std::int32_t(std::clamp(ratio, 1, ratioMax)));
}

void OrderDraft::setEffect(std::size_t leg, PositionEffect effect)
{
    if (leg < m_legs.size())
        assign(m_legs[leg].effect, effect);
}

void OrderDraft::reverse()
{
    if (m_legs.empty())
        return;
    for (OrderLeg& leg : m_legs) {
        leg.side = opposite(leg.side);
        leg.effect = effectFor(leg.symbol, leg.side);
    }
    // The net price changes its sign with the sides.
    if (m_limit)
        m_limit = -*m_limit;
    if (m_worst)
        m_worst = -*m_worst;
    m_stop.reset(); // an entry's exits are no exits of its reverse
    m_takeProfit.reset();
    Q_EMIT changed();
}

void OrderDraft::setQuantity(int quantity)
{
    assign(m_quantity, Quantity(std::clamp(quantity, 1, quantityMax)));
}

void OrderDraft::setKind(Kind kind)
{
    assign(m_kind, kind);
}

void OrderDraft::setLimit(std::optional<Price> limit)
{
    assign(m_limit, limit);
}

void OrderDraft::setWorst(std::optional<Price> worst)
{
    assign(m_worst, worst);
}

void OrderDraft::setWalkStyle(WalkStyle style)
{
    if (style == m_walk.style)
        return;
    WalkTerms terms = termsOf(style);
    terms.stepTicks = m_walk.stepTicks;
    terms.patience = m_walk.patience;
    terms.atEnd = m_walk.atEnd;
    assign(m_walk, terms);
}

void OrderDraft::setStepTicks(int ticks)
{
    assign(m_walk.stepTicks, std::clamp(ticks, 1, 20));
}

void OrderDraft::setOffsetTicks(int ticks)
{
    if (m_walk.style == WalkStyle::PegToMid)
        assign(m_walk.offsetTicks, std::clamp(ticks, -20, 20));
}

void OrderDraft::setStepSeconds(int seconds)
{
    assign(m_walk.stepInterval, std::chrono::seconds(std::clamp(seconds, 1, 600)));
}

// Who does not wait does not cross at the end either.
void OrderDraft::setPatience(int seconds)
{
    WalkTerms terms = m_walk;
    terms.patience = std::chrono::seconds(std::clamp(seconds, 0, 3'600));
    if (terms.patience.count() == 0)
        terms.atEnd = WalkEnd::Cancel;
    assign(m_walk, terms);
}

void OrderDraft::setWalkEnd(WalkEnd end)
{
    if (m_walk.patience.count() > 0)
        assign(m_walk.atEnd, end);
}

void OrderDraft::setTimeInForce(TimeInForce timeInForce)
{
    assign(m_timeInForce, timeInForce);
}

void OrderDraft::setSlippageLimit(std::optional<Money> limit)
{
    assign(m_slippageLimit, limit);
}

void OrderDraft::setStop(std::optional<Price> level)
{
    assign(m_stop, level);
}

void OrderDraft::setTakeProfit(std::optional<Price> limit)
{
    assign(m_takeProfit, limit);
}

void OrderDraft::clearPrices()
{
    for (auto* price : {&m_limit, &m_worst, &m_stop, &m_takeProfit})
        price->reset();
}

bool OrderDraft::isAll(PositionEffect effect) const
{
    return std::ranges::all_of(m_legs, [&](const OrderLeg& leg) { return leg.effect == effect; });
}

void OrderDraft::clear()
{
    m_legs.clear();
    m_structureId.clear();
    m_quantity = Quantity(1);
    clearPrices();
    Q_EMIT changed();
}

void OrderDraft::loadClosing(const std::map<std::string, Quantity>& held, const std::string& structureId)
{
    std::int64_t packages = 0;
    for (const auto& [symbol, quantity] : held)
        packages = std::gcd(packages, quantity.count());
    if (packages == 0 || held.size() > legsMax) {
        Q_EMIT refused(tr("A closing order needs one to %1 legs that are held.").arg(legsMax));
        return;
    }
    m_legs.clear();
    for (const auto& [symbol, quantity] : held) {
        const Side side = quantity.isNegative() ? Side::Buy : Side::Sell;
        m_legs.push_back(
            {symbol, side, std::int32_t(absolute(quantity).count() / packages), PositionEffect::Close});
    }
    m_quantity = Quantity(packages);
    m_structureId = structureId;
    clearPrices();
    Q_EMIT changed();
}

void OrderDraft::setHoldings(std::map<std::string, Quantity> holdings)
{
    m_holdings = std::move(holdings);
}

TickTable OrderDraft::ticks() const
{
    if (m_legs.size() == 1) {
        if (const auto parsed = parseSymbol(m_legs.front().symbol))
            return contractFor(*parsed).ticks;
    }
    return packageTicks(underlying());
}

std::optional<Error> OrderDraft::exitProblem() const
{
    if ((m_stop || m_takeProfit) && !isAll(PositionEffect::Open) && !isAll(PositionEffect::Close))
        return Error {"input.bracket", "A stop goes with an order that only opens or only closes."};
    if (m_takeProfit && !isAll(PositionEffect::Open))
        return Error {"input.bracket", "A profit target goes with an entry; an exit has its limit."};
    for (const auto& price : {m_stop, m_takeProfit}) {
        if (price && m_legs.size() == 1 && !price->isPositive())
            return Error {"input.price", "The price of a single leg is above zero; enter it as quoted."};
    }
    return priceProblem(m_takeProfit, ticks(), "The profit target");
}

std::optional<Error> OrderDraft::problem() const
{
    if (m_legs.empty())
        return Error {"input.legs",
                      "The ticket has no legs: click a bid to sell or an ask to buy in the chain."};
    if (m_kind == Kind::Limit && !m_limit)
        return Error {"input.limit", "A limit order needs its net price: positive pays, negative receives."};
    if (auto wrong = exitProblem())
        return wrong;
    if (m_legs.size() == 1) {
        // One leg is quoted at its own price, whichever side: a net price below zero does not exist.
        for (const auto& price : {m_kind == Kind::Limit ? m_limit : std::nullopt,
                                  m_kind != Kind::Limit ? m_worst : std::nullopt}) {
            if (price && price->isNegative())
                return Error {"input.price",
                              "The price of a single leg cannot be negative; enter it as quoted."};
        }
    }
    if (m_kind == Kind::Limit)
        return priceProblem(m_limit, ticks(), "The limit");
    return priceProblem(m_worst, ticks(), "The worst price");
}

OrderRequest OrderDraft::request() const
{
    STRIKEDESK_ASSERT(isReady(), "only a draft that is ready becomes a request");
    OrderRequest request;
    request.legs = m_legs;
    request.quantity = m_quantity;
    request.timeInForce = m_timeInForce;
    request.slippageLimit = m_slippageLimit;
    request.structureId = m_structureId;
    switch (m_kind) {
    case Kind::Walk:
        request.type = OrderType::Walk;
        request.walk = m_walk;
        request.walk->worst = m_worst;
        break;
    case Kind::Limit:
        request.type = OrderType::Limit;
        request.limit = m_limit;
        break;
    case Kind::Marketable:
        request.type = OrderType::MarketableLimit;
        request.limit = m_worst;
        break;
    }
    addExits(request);
    return request;
}

void OrderDraft::addExits(OrderRequest& request) const
{
    TriggerTerms stop;
    stop.level = m_stop.value_or(Price());
    if (m_stop && isAll(PositionEffect::Close))
        request.trigger = stop;
    if (isAll(PositionEffect::Close) || (!m_stop && !m_takeProfit))
        return;
    request.bracket = BracketTerms {m_takeProfit, m_stop ? std::optional(stop) : std::nullopt};
}

} // namespace strikedesk::ui
