// SPDX-License-Identifier: GPL-3.0-or-later
// Orders of a simulated day that the machine holds, and what must hold of them.
#include "tests/simulation/SimulatedDay.h"
#include "tests/venue/ScriptedMarket.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace strikedesk {
namespace {

TriggerTerms someTrigger(Random& random)
{
    TriggerTerms trigger;
    trigger.confirmations = random.between(1, 3);
    trigger.apart = std::chrono::seconds {random.between(0, 5)};
    trigger.badQuotes = BadQuotes(random.between(0, 2));
    trigger.badAfter = std::chrono::seconds {random.between(5, 60)};
    if (random.uniform() < 0.3)
        trigger.moveMax = Price::ofCents(random.between(5, 100));
    return trigger;
}

std::string closersOf(const DeskState& state, const std::string& structure)
{
    std::string closers;
    for (const OrderRecord& order : state.orders().all()) {
        if (order.closesStructure == structure)
            closers += fmt::format(" {} ({} of {}, held as \"{}\")", order.id.text(), order.filled.count(),
                                   order.total.count(), order.heldAs.text());
    }
    return closers;
}

} // namespace

// An exit of some open structure at the venue's side of its market, or of nothing when none is open.
std::optional<OrderRequest> SimulatedDay::someExit()
{
    const auto structures = state().openStructures();
    if (structures.empty())
        return {};
    auto chosen = structures.begin();
    std::advance(chosen, m_random.between(0, int(structures.size()) - 1));
    OrderRequest request;
    request.structureId = *chosen;
    request.quantity = Quantity(m_random.between(1, 4));
    for (const PortfolioPosition& position : state().portfolio().structure(*chosen)) {
        if (position.isOpen())
            request.legs.push_back({position.symbol, position.quantity.isPositive() ? Side::Sell : Side::Buy,
                                    1, PositionEffect::Close});
    }
    request.type = OrderType::MarketableLimit;
    return request;
}

Price SimulatedDay::somePriceOf(const OrderRequest& request)
{
    return Price::ofCents(request.legs.size() == 1 ? m_random.between(5, 900) : m_random.between(-300, 300));
}

void SimulatedDay::holdSomething()
{
    if (m_options.onlyOpens)
        return submitSomething();
    auto request = someExit();
    if (m_random.uniform() < 0.2)
        return submitGroup(someEntry());
    if (!request)
        return submitBracket();
    switch (m_random.between(0, 3)) {
    case 0:
        request->trigger = someTrigger(m_random);
        request->trigger->level = somePriceOf(*request);
        break;
    case 1:
        request->trigger = someTrigger(m_random);
        request->trigger->on = TriggerBasis::Underlying;
        request->trigger->when = m_random.uniform() < 0.5 ? TriggerWhen::Above : TriggerWhen::Below;
        request->trigger->level = Price::ofCents(m_random.between(9'500, 10'500));
        break;
    case 2: request->notBefore = m_core->now() + std::chrono::seconds {m_random.between(1, 1'800)}; break;
    default: return submitGroup(*request);
    }
    ask(SubmitOrder {*request});
}

void SimulatedDay::submitGroup(OrderRequest request)
{
    request.ocoGroup = fmt::format("G{}", ++m_groups);
    request.type = OrderType::Limit;
    request.walk.reset();
    for (int member = 0; member < 2; ++member) {
        request.limit = somePriceOf(request);
        ask(SubmitOrder {request});
    }
}

void SimulatedDay::submitBracket()
{
    OrderRequest entry = someEntry();
    entry.bracket = BracketTerms {};
    entry.bracket->takeProfit = somePriceOf(entry);
    entry.bracket->stop = someTrigger(m_random);
    entry.bracket->stop->level = somePriceOf(entry);
    if (m_random.uniform() < 0.3)
        entry.bracket->stopLimit = somePriceOf(entry);
    ask(SubmitOrder {entry});
}

// What is good till cancelled would work on when the day is over.
void SimulatedDay::cancelWhatIsHeld()
{
    m_lastAction = "the end of what is held";
    for (int round = 0; round < 3 && m_result.failure.empty(); ++round) {
        std::vector<OrderId> live;
        for (const HeldOrder* held : state().held().live())
            live.push_back(held->id);
        for (const OrderId& id : live)
            ask(CancelOrder {id});
        step(m_core->now() + std::chrono::seconds {30});
    }
}

// ---- What must hold

void SimulatedDay::checkHeld()
{
    std::map<std::string, std::pair<Quantity, Quantity>> groups; // asked for, filled
    for (const OrderRecord& order : state().orders().all()) {
        if (order.request.ocoGroup.empty())
            continue;
        auto& [asked, filled] = groups[order.request.ocoGroup];
        filled += order.filled - order.reversed;
        asked = std::max(asked, order.request.quantity);
    }
    for (const HeldOrder& held : state().held().all()) {
        const auto group = groups.find(held.request.ocoGroup);
        if (group != groups.end())
            group->second.first = std::max(group->second.first, held.request.quantity);
        checkSentOnce(held);
    }
    for (const auto& [name, sums] : groups) {
        if (sums.second > sums.first)
            return fail_(
                fmt::format("group {} has filled {} of {}", name, sums.second.count(), sums.first.count()));
    }
    checkNothingIsClosedTwice();
}

void SimulatedDay::checkSentOnce(const HeldOrder& held)
{
    Quantity filled;
    int working = 0;
    for (const OrderId& id : held.sent) {
        const OrderRecord* order = state().orders().find(id);
        filled += order ? order->filled - order->reversed : Quantity();
        working += order && !isFinal(order->state) ? 1 : 0;
    }
    if (working > 1)
        fail_(fmt::format("{} has sent {} orders that work at once", held.id.text(), working));
    if (filled > held.request.quantity)
        fail_(fmt::format("{} has filled {} of {}", held.id.text(), filled.count(),
                          held.request.quantity.count()));
}

// A leg of a structure stays on the side on which it was opened, as far as held orders alone have closed it.
// What the exchange has taken back may leave anything, what settles at the close too; and an order by hand
// is limited to what the account holds of a contract, over all structures.
void SimulatedDay::checkNothingIsClosedTwice()
{
    if (m_core->now() >= at(16, 0))
        return;
    std::set<std::string> leftOut;
    for (const OrderRecord& order : state().orders().all()) {
        if (order.reversed.isPositive())
            leftOut.insert({order.opensStructure, order.closesStructure});
        if (order.heldAs.isEmpty() && order.rule.empty())
            leftOut.insert(order.closesStructure);
    }
    for (const OrderRecord& order : state().orders().all()) {
        for (const OrderLeg& leg : order.request.legs) {
            if (order.opensStructure.empty() || leg.effect != PositionEffect::Open
                || leftOut.contains(order.opensStructure))
                continue;
            const auto position = state().portfolio().position(order.opensStructure, leg.symbol);
            if (position && position->quantity.count() * signOf(leg.side) < 0)
                return fail_(fmt::format("{} of {} is {}: more was closed than held, by{}", leg.symbol,
                                         order.opensStructure, position->quantity.count(),
                                         closersOf(state(), order.opensStructure)));
        }
    }
}

} // namespace strikedesk
