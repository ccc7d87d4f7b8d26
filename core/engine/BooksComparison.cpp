// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/BooksComparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace strikedesk {
namespace {

/// Makes rows, and knows what a person has ignored.
class RowMaker
{
public:
    explicit RowMaker(const DeskState& state)
        : m_state(state)
    {
    }

    void add(std::string subject, std::string believed, std::string venueSays, std::string delta)
    {
        ReconciledRow row {std::move(subject), std::move(believed), std::move(venueSays), {}, false, {}};
        const auto ignored = m_state.ignoredDifferences().find(row.subject);
        if (row.believed == row.venueSays) {
            row.willDo = "nothing: both agree";
        } else if (ignored != m_state.ignoredDifferences().end() && ignored->second.delta == delta) {
            row.willDo
                = fmt::format("nothing: ignored by {}, {}", ignored->second.actor, ignored->second.reason);
        } else {
            row.willDo = "stay disarmed until a person adopts or ignores it, or both agree";
            row.isDifference = true;
            row.delta = std::move(delta);
        }
        m_rows.push_back(std::move(row));
    }
    void addMoney(const char* subject, Money believed, Money venueSays)
    {
        add(subject, believed.text(), venueSays.text(), (venueSays - believed).text());
    }
    [[nodiscard]] std::vector<ReconciledRow> take() { return std::move(m_rows); }

private:
    const DeskState& m_state;
    std::vector<ReconciledRow> m_rows;
};

std::string filledText(std::string_view state, Quantity filled, Quantity total)
{
    return fmt::format("{}, {} of {} filled", state, filled.count(), total.count());
}

void addOrders(RowMaker& rows, const DeskState& state, const VenueListing& listing, OrdersInDoubt doubts)
{
    std::set<ClientOrderId> known;
    for (const OrderRecord* order : state.orders().open()) {
        known.insert(order->working);
        if (order->replacement)
            known.insert(*order->replacement);
        if (doubts == OrdersInDoubt::LeftOut && isInDoubt(order->state))
            continue;
        const VenueOrderRow* atVenue = rowOfOrder(listing, order->working);
        std::string believed = filledText("open", order->filled, order->total);
        std::string venueSays = atVenue ? filledText(atVenue->state == "working" ? "open" : atVenue->state,
                                                     atVenue->filled, atVenue->quantity)
                                        : "does not have it";
        if (atVenue && atVenue->limit && *atVenue->limit != order->limit) {
            believed += " at " + order->limit.text();
            venueSays += " at " + atVenue->limit->text();
        }
        rows.add("order " + order->id.text(), std::move(believed), venueSays, venueSays);
    }
    for (const VenueOrderRow& row : listing.orders) {
        if (row.state == "working" && !known.contains(row.clientOrderId))
            rows.add("order " + row.clientOrderId.text(), std::string(orderNotOurs), "working", "working");
    }
}

void addPositions(RowMaker& rows, const DeskState& state, const VenueListing& listing)
{
    std::map<std::string, std::pair<Quantity, Quantity>> bySymbol;
    for (const NetPosition& held : state.portfolio().netPositions())
        bySymbol[held.symbol].first = held.quantity;
    for (const VenuePositionRow& row : listing.positions)
        bySymbol[row.symbol].second = row.quantity;
    for (const auto& [symbol, quantities] : bySymbol) {
        const auto& [ours, theirs] = quantities;
        if (!ours.isZero() || !theirs.isZero())
            rows.add("position " + symbol, std::to_string(ours.count()), std::to_string(theirs.count()),
                     std::to_string((theirs - ours).count()));
    }
}

} // namespace

bool isClosable(const ReconciledRow& row)
{
    return row.isDifference && row.believed == orderNotOurs;
}

const VenueOrderRow* rowOfOrder(const VenueListing& listing, const ClientOrderId& id)
{
    const auto row = std::ranges::find(listing.orders, id, &VenueOrderRow::clientOrderId);
    return row == listing.orders.end() ? nullptr : &*row;
}

std::vector<ReconciledRow> compareBooks(const DeskState& state, const VenueListing& listing,
                                        OrdersInDoubt doubts)
{
    RowMaker rows(state);
    addOrders(rows, state, listing, doubts);
    rows.addMoney("cash", state.portfolio().cash(), listing.cash);
    rows.addMoney("fees", state.portfolio().fees(), listing.fees);
    addPositions(rows, state, listing);
    return rows.take();
}

} // namespace strikedesk
