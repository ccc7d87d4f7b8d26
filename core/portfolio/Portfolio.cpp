// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/portfolio/Portfolio.h"

#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace strikedesk {

namespace {

// Trades `quantity` (signed) for `paid` in a row: first against what is held the other way, which is
// realised, the rest opens. Cash is the caller's.
void tradeInRow(PortfolioPosition& row, Quantity quantity, Money paid)
{
    const bool isClosing = row.quantity.isPositive() ? quantity.isNegative()
                                                     : row.quantity.isNegative() && quantity.isPositive();
    if (isClosing) {
        const Quantity magnitude = std::min(absolute(quantity), absolute(row.quantity));
        const Quantity closed = quantity.isNegative() ? -magnitude : magnitude;
        const Money paidToClose = proportion(paid, magnitude, absolute(quantity));
        const Money costClosed = proportion(row.cost, magnitude, absolute(row.quantity));
        row.realised -= paidToClose + costClosed;
        row.cost -= costClosed;
        row.quantity += closed;
        quantity -= closed;
        paid -= paidToClose;
    }
    row.quantity += quantity;
    row.cost += paid;
}

} // namespace

std::optional<Price> PortfolioPosition::averagePrice() const
{
    if (!isOpen())
        return {};
    const Quantity shares = quantity * multiplier.shares();
    const Money paid = shares.isNegative() ? -cost : cost;
    return Price::ofUnits(checked::divideHalfEven(paid.units(), absolute(shares).count()));
}

Result<Multiplier> multiplierOf(const Catalogue& catalogue, std::string_view symbol)
{
    if (const auto id = catalogue.find(symbol))
        return catalogue.at(*id).multiplier;
    if (const auto option = parseSymbol(symbol))
        return contractFor(*option).multiplier;
    const auto isTickerLetter = [](char c) { return (c >= 'A' && c <= 'Z') || c == '.'; };
    if (!symbol.empty() && symbol.size() <= 9 && std::all_of(symbol.begin(), symbol.end(), isTickerLetter))
        return Multiplier(1);
    return fail("portfolio.unknown_instrument",
                fmt::format("\"{}\" is neither in the catalogue nor an option symbol or a ticker, so its "
                            "multiplier is not known.",
                            symbol.substr(0, 60)));
}

Result<Portfolio::Outcome> Portfolio::apply(const PortfolioFill& fill, const Catalogue& catalogue)
{
    if (m_executions.contains(fill.executionId))
        return Outcome::Repeated;
    STRIKEDESK_ASSERT(fill.legStructures.empty() || fill.legStructures.size() == fill.legs.size(),
                      "each leg of a fill has its structure, or all share one");
    std::vector<Multiplier> multipliers;
    for (const LegFill& leg : fill.legs) {
        const auto multiplier = multiplierOf(catalogue, leg.symbol);
        if (!multiplier)
            return fail(multiplier.error());
        multipliers.push_back(*multiplier);
    }
    Money received;
    for (std::size_t i = 0; i < fill.legs.size(); ++i) {
        const LegFill& leg = fill.legs[i];
        const Quantity signedQuantity = leg.quantity * signOf(leg.side);
        const Money paid = value(leg.price, signedQuantity, multipliers[i]);
        const std::string& structure = fill.legStructures.empty() ? fill.structureId : fill.legStructures[i];
        PortfolioPosition& held = row(structure, leg.symbol, fill.strategy, multipliers[i]);
        change(held, [&] {
            tradeInRow(held, signedQuantity, paid);
            held.fees += leg.fee;
        });
        received -= paid + leg.fee;
    }
    for (const CarriedHolding& holding : fill.carried)
        carry(holding, fill.strategy);
    m_executions.insert(fill.executionId);
    receive(received, fill.settlesOn);
    return Outcome::Applied;
}

Result<Portfolio::Outcome> Portfolio::apply(const PortfolioSettlement& settlement, const Catalogue& catalogue)
{
    if (m_executions.contains(settlement.executionId))
        return Outcome::Repeated;
    const auto multiplier = multiplierOf(catalogue, settlement.symbol);
    if (!multiplier)
        return fail(multiplier.error());
    Multiplier stockMultiplier(1);
    if (!settlement.stockSymbol.empty()) {
        const auto found = multiplierOf(catalogue, settlement.stockSymbol);
        if (!found)
            return fail(found.error());
        stockMultiplier = *found;
    }

    const std::vector<RowShare> shares = sharesOf(settlement, *multiplier);

    // Each row takes its part of what is left, so that the last one takes the rest to the last unit.
    Quantity quantityLeft = settlement.quantity;
    Money cashLeft = settlement.cash;
    Quantity stockLeft = settlement.stock;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const bool isLast = i + 1 == shares.size();
        Money cash = cashLeft;
        Quantity stock = stockLeft;
        if (!isLast && quantityLeft.isZero()) {
            cash = Money();
            stock = Quantity();
        } else if (!isLast) {
            const bool isShort = quantityLeft.isNegative();
            const Quantity part = isShort ? -shares[i].leaves : shares[i].leaves;
            cash = proportion(cashLeft, part, absolute(quantityLeft));
            stock = Quantity(checked::multiply(stockLeft.count(), part.count())
                             / absolute(quantityLeft).count());
        }
        settleRow(shares[i].key, shares[i].leaves, cash, stock, settlement, stockMultiplier);
        quantityLeft -= shares[i].leaves;
        cashLeft -= cash;
        stockLeft -= stock;
    }
    m_executions.insert(settlement.executionId);
    receive(settlement.cash, settlement.settlesOn);
    return Outcome::Applied;
}

Result<void> Portfolio::adoptPosition(const std::string& symbol, Quantity quantity, Price price,
                                      const Catalogue& catalogue)
{
    const auto multiplier = multiplierOf(catalogue, symbol);
    if (!multiplier)
        return fail(multiplier.error());
    const Money worth = value(price, quantity, *multiplier);
    PortfolioPosition& held = row({}, symbol, {}, *multiplier);
    trade(held, quantity, worth);
    m_openingCash += worth;
    ++m_changes;
    return {};
}

void Portfolio::adoptCash(Money amount)
{
    m_cash += amount;
    m_openingCash += amount;
    ++m_changes;
}

void Portfolio::adoptFees(Money amount)
{
    m_adoptedFees += amount;
    m_openingCash += amount;
    ++m_changes;
}

void Portfolio::forgetExecutions(const std::set<ExecutionId>& executions)
{
    for (const ExecutionId& execution : executions)
        m_executions.erase(execution);
}

void Portfolio::foldClosed(const std::string& structureId)
{
    const auto begin = m_positions.lower_bound({structureId, {}});
    auto end = begin;
    for (; end != m_positions.end() && end->first.first == structureId; ++end) {
        if (end->second.isOpen())
            return;
    }
    for (auto row = begin; row != end; ++row) {
        count(row->second, -1);
        m_foldedRealised += row->second.realised;
        m_foldedFees += row->second.fees;
    }
    m_positions.erase(begin, end);
}

std::vector<Portfolio::RowShare> Portfolio::sharesOf(const PortfolioSettlement& settlement,
                                                     Multiplier multiplier)
{
    const bool isWhole = settlement.quantity == netQuantity(settlement.symbol);
    std::vector<RowShare> shares;
    Quantity open = settlement.quantity;
    for (const auto& [key, held] : m_positions) {
        if (held.symbol != settlement.symbol || !held.isOpen())
            continue;
        const bool isSameSide = held.quantity.isPositive() == open.isPositive() && !open.isZero();
        if (isWhole) {
            shares.push_back({key, held.quantity});
        } else if (isSameSide) {
            const Quantity magnitude = std::min(absolute(held.quantity), absolute(open));
            const Quantity leaves = open.isNegative() ? -magnitude : magnitude;
            shares.push_back({key, leaves});
            open -= leaves;
        }
    }
    if (!isWhole && !open.isZero()) {
        row({}, settlement.symbol, {}, multiplier);
        shares.push_back({{std::string(), settlement.symbol}, open});
    }
    return shares;
}

void Portfolio::settleRow(const Key& key, Quantity leaves, Money cash, Quantity stock,
                          const PortfolioSettlement& settlement, Multiplier stockMultiplier)
{
    PortfolioPosition& held = m_positions.at(key);
    if (stock.isZero()) {
        trade(held, -leaves, -cash);
        return;
    }
    // Exercise and assignment realise nothing by themselves: the premium belongs to the stock's price.
    const Money before = held.cost;
    change(held, [&] {
        const Money realisedBefore = held.realised;
        tradeInRow(held, -leaves, Money());
        held.realised = realisedBefore;
    });
    const Money premium = before - held.cost;
    PortfolioPosition& shares = row(held.structureId, settlement.stockSymbol, held.strategy, stockMultiplier);
    trade(shares, stock, premium - cash);
}

PortfolioPosition& Portfolio::row(const std::string& structureId, const std::string& symbol,
                                  const std::string& strategy, Multiplier multiplier)
{
    const auto [place, isNew] = m_positions.try_emplace({structureId, symbol});
    if (isNew)
        place->second = {structureId, symbol, strategy, multiplier, {}, {}, {}, {}};
    return place->second;
}

template <typename Work>
void Portfolio::change(PortfolioPosition& held, Work work)
{
    count(held, -1);
    work();
    count(held, 1);
}

void Portfolio::trade(PortfolioPosition& held, Quantity quantity, Money paid)
{
    change(held, [&] { tradeInRow(held, quantity, paid); });
}

// Adds a row to the sums, or takes it out.
void Portfolio::count(const PortfolioPosition& held, int sign)
{
    const auto add = [sign](Money& sum, Money amount) { sum += sign > 0 ? amount : -amount; };
    add(m_rowsRealised, held.realised);
    add(m_rowsFees, held.fees);
    add(m_rowsCost, held.cost);
    if (!held.isOpen())
        return;
    const auto net = m_net.try_emplace(held.symbol).first;
    net->second.sum.multiplier = held.multiplier;
    net->second.sum.quantity += held.quantity * sign;
    add(net->second.sum.cost, held.cost);
    net->second.rows += sign;
    if (net->second.rows == 0)
        m_net.erase(net);
    if (sign > 0)
        m_open.emplace(held.structureId, held.symbol);
    else
        m_open.erase({held.structureId, held.symbol});
}

void Portfolio::sumUp()
{
    m_open.clear();
    m_net.clear();
    m_rowsRealised = m_rowsFees = m_rowsCost = {};
    for (const auto& [key, held] : m_positions)
        count(held, 1);
}

void Portfolio::receive(Money amount, std::optional<Date> settlesOn)
{
    m_cash += amount;
    ++m_changes;
    if (settlesOn && amount.isPositive())
        m_unsettled[*settlesOn] += amount;
}

Money Portfolio::settledCash(Date today) const
{
    Money settled = m_cash;
    for (const auto& [date, amount] : m_unsettled) {
        if (date > today)
            settled -= amount;
    }
    return settled;
}

Money Portfolio::realised() const
{
    return m_foldedRealised + m_rowsRealised;
}

Money Portfolio::fees() const
{
    return m_adoptedFees + m_foldedFees + m_rowsFees;
}

Money Portfolio::openCost() const
{
    return m_rowsCost;
}

std::vector<PortfolioPosition> Portfolio::positions() const
{
    std::vector<PortfolioPosition> rows;
    for (const auto& [key, held] : m_positions)
        rows.push_back(held);
    return rows;
}

std::vector<PortfolioPosition> Portfolio::openPositions() const
{
    std::vector<PortfolioPosition> rows;
    for (const Key& key : m_open)
        rows.push_back(m_positions.at(key));
    return rows;
}

std::set<std::string> Portfolio::openStructures() const
{
    std::set<std::string> structures;
    for (const auto& [structure, symbol] : m_open)
        structures.emplace_hint(structures.end(), structure);
    return structures;
}

std::optional<PortfolioPosition> Portfolio::position(const std::string& structureId,
                                                     const std::string& symbol) const
{
    const auto found = m_positions.find({structureId, symbol});
    return found == m_positions.end() ? std::nullopt : std::optional(found->second);
}

std::vector<PortfolioPosition> Portfolio::structure(const std::string& structureId) const
{
    std::vector<PortfolioPosition> rows;
    for (auto at = m_positions.lower_bound({structureId, {}});
         at != m_positions.end() && at->first.first == structureId; ++at)
        rows.push_back(at->second);
    return rows;
}

std::vector<NetPosition> Portfolio::netPositions() const
{
    std::vector<NetPosition> rows;
    for (const auto& [symbol, net] : m_net) {
        if (net.sum.quantity.isZero())
            continue;
        rows.push_back(net.sum);
        rows.back().symbol = symbol;
    }
    return rows;
}

Quantity Portfolio::netQuantity(const std::string& symbol) const
{
    const auto net = m_net.find(symbol);
    return net == m_net.end() ? Quantity() : net->second.sum.quantity;
}

} // namespace strikedesk
