// SPDX-License-Identifier: GPL-3.0-or-later
// What the gate asks of the book; how it is kept up to date stands in RiskBook.cpp.
#include "core/engine/RiskBook.h"
#include "core/orders/NetPrice.h"

#include <algorithm>

namespace strikedesk {

const RiskBook::Working* RiskBook::find(const OrderRecord* order) const
{
    if (!order)
        return nullptr;
    const auto found = std::ranges::find(m_working, order, &Working::order);
    return found == m_working.end() ? nullptr : &*found;
}

LegReach RiskBook::reach(InstrumentId id, const OrderRecord* except) const
{
    const auto known = m_reach.find(id);
    LegReach reach = known == m_reach.end() ? LegReach() : LegReach(known->second);
    if (const Working* working = find(except)) {
        for (std::size_t i = 0; i < working->instruments.size(); ++i) {
            const OrderLeg& leg = working->order->request.legs[i];
            if (working->instruments[i] == id)
                (leg.side == Side::Buy ? reach.workingBuys : reach.workingSells)
                    -= working->counted * leg.ratio;
        }
    }
    return reach;
}

std::int64_t RiskBook::contracts(std::size_t row, const OrderRecord* except) const
{
    std::int64_t contracts = m_contracts[row];
    if (const Working* working = find(except)) {
        for (const InstrumentId id : working->instruments) {
            const Instrument& instrument = m_catalogue->at(id);
            if (instrument.option && instrument.underlyingRow == row)
                contracts += reach(id, except).most() - reach(id, nullptr).most();
        }
    }
    return contracts;
}

std::vector<ExposureLeg> RiskBook::coverTaken(const std::vector<std::size_t>& rows,
                                              const OrderRecord* except) const
{
    std::vector<ExposureLeg> legs;
    const Working* replaced = find(except);
    for (const std::size_t row : rows) {
        if (m_cover[row].empty()) // a replaced order that needs cover has put it there
            continue;
        Cover cover = m_cover[row];
        if (replaced)
            addCover(row, *replaced, -1, cover);
        for (const auto& [id, quantity] : cover)
            legs.push_back({&m_catalogue->at(id), quantity});
    }
    return legs;
}

Money RiskBook::reservedBy(const OrderRecord* order) const
{
    const Working* working = find(order);
    return working ? working->taken : Money();
}

const OrderRecord* RiskBook::selfMatch(const std::vector<OrderLeg>& legs, Price worstPaid,
                                       const OrderRecord* except) const
{
    for (const OrderLeg& leg : legs) {
        const LegReach other = reach(*m_catalogue->find(leg.symbol), except);
        if ((leg.side == Side::Buy ? other.workingSells : other.workingBuys).isZero())
            return nullptr;
    }
    const auto isOpposite = [&](const OrderLeg& leg) {
        return std::ranges::any_of(legs, [&](const OrderLeg& own) {
            return own.symbol == leg.symbol && own.side != leg.side && own.ratio == leg.ratio;
        });
    };
    for (const Working& working : m_working) {
        const OrderRecord& order = *working.order;
        if (&order == except || order.request.type == OrderType::Stop
            || order.request.legs.size() != legs.size()
            || !std::ranges::all_of(order.request.legs, isOpposite))
            continue;
        const Price resting = paidFrom(order.request.legs, order.limit);
        const Price pending = paidFrom(order.request.legs, order.pendingLimit.value_or(order.limit));
        if (!(worstPaid + std::max(resting, pending)).isNegative())
            return &order;
    }
    return nullptr;
}

MarginElsewhere RiskBook::elsewhere(const std::vector<std::size_t>& rows) const
{
    MarginElsewhere sum;
    for (std::size_t row = 0; row < m_parts.size(); ++row) {
        if (std::ranges::find(rows, row) != rows.end())
            continue;
        const Part& part = m_parts[row];
        sum.margin += part.margin.value_or(Money());
        sum.stockValue += part.stock.value_or(Money());
        if (sum.problem.empty() && (!part.margin || !part.stock))
            sum.problem = part.margin ? part.stock.error().message : part.margin.error().message;
    }
    return sum;
}

std::vector<std::size_t> underlyingRows(std::span<const PricedLeg> legs)
{
    std::vector<std::size_t> rows;
    for (const PricedLeg& leg : legs) {
        const std::size_t row = leg.instrument->underlyingRow;
        if (std::ranges::find(rows, row) == rows.end())
            rows.push_back(row);
    }
    return rows;
}

} // namespace strikedesk
