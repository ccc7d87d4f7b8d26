// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/WalkTrial.h"

#include "core/orders/NetPrice.h"
#include "core/slippage/SlippageLedger.h"
#include "core/util/Assert.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::uint64_t onlyEpoch = 1;

ClientOrderId submissionOf(const std::string& id, int number)
{
    return ClientOrderId(fmt::format("{}-{}", id, number));
}

} // namespace

std::vector<PricedLeg> pricedLegs(const QuoteBoard& board, const std::vector<OrderLeg>& legs, Instant now)
{
    std::vector<PricedLeg> priced;
    for (const OrderLeg& leg : legs) {
        const auto id = board.catalogue().find(leg.symbol);
        STRIKEDESK_ASSERT(id.has_value(), "a trial trades what its market lists");
        priced.push_back({leg, &board.catalogue().at(*id), board.quote(*id), board.quality(*id, now)});
    }
    return priced;
}

WalkTrial::WalkTrial(WalkTerms terms, std::unique_ptr<MarketSource> market, ExchangeOptions options,
                     FillRates known, Duration timeLimit)
    : m_terms(std::move(terms))
    , m_exchange(std::move(market), std::move(options))
    , m_known(std::move(known))
    , m_timeLimit(timeLimit)
{
    const auto connected = m_exchange.connect(onlyEpoch);
    STRIKEDESK_ASSERT(connected.has_value(), "an exchange that is new has no session");
}

void WalkTrial::submit(const TrialOrder& order)
{
    Working working;
    working.order = order;
    working.id = fmt::format("T{}", ++m_orders);
    const WalkBounds bounds = walkBounds(m_terms, order.market, {}, order.ticks, m_known, order.legs.size());
    WalkSituation& situation = working.situation;
    situation.terms = m_terms;
    situation.legs = order.legs.size();
    situation.limitPaid = bounds.start;
    situation.worstPaid = bounds.worst;
    situation.opening = order.market;
    situation.beganAt = situation.lastChangeAt = order.at;
    working.outcome.quantity = order.quantity;
    m_now = order.at;
    stand(working, order.market, bounds.start);
    SubmitToVenue submit;
    submit.clientOrderId = submissionOf(working.id, 1);
    submit.legs = order.legs;
    submit.quantity = order.quantity;
    submit.limit = quotedFrom(order.legs, bounds.start);
    const auto taken = m_exchange.take(onlyEpoch, submit);
    STRIKEDESK_ASSERT(taken.has_value(), "the session of a trial stays");
    m_working.push_back(std::move(working));
}

std::optional<Price> WalkTrial::limitPaid() const
{
    return m_working.empty() ? std::nullopt : std::optional(m_working.front().situation.limitPaid);
}

Quantity WalkTrial::filled() const
{
    return m_working.empty() ? Quantity() : m_working.front().outcome.filled;
}

Price WalkTrial::lastFillPaid() const
{
    return m_working.empty() ? Price() : m_working.front().outcome.lastFillPaid;
}

WalkTrial::Working* WalkTrial::workingOf(const ClientOrderId& id)
{
    const auto working = std::ranges::find_if(
        m_working, [&](const Working& each) { return id.text().starts_with(each.id + "-"); });
    return working == m_working.end() ? nullptr : &*working;
}

void WalkTrial::hear(const VenueEvent& event)
{
    m_heard = event.sequence;
    const auto answered = [&](const ClientOrderId& id, auto change) {
        if (Working* working = workingOf(id)) {
            working->isAnswerDue = false;
            change(*working);
        }
    };
    const auto end = [](Working& working) { working.hasEnded = true; };
    if (const auto* accepted = std::get_if<VenueAccepted>(&event.body))
        answered(accepted->clientOrderId, [](Working&) {});
    else if (const auto* rejected = std::get_if<VenueRejected>(&event.body))
        answered(rejected->clientOrderId, end);
    else if (const auto* replaced = std::get_if<VenueReplaced>(&event.body))
        answered(replaced->replacement, [](Working& w) { w.situation.limitPaid = w.asked; });
    else if (const auto* refused = std::get_if<VenueReplaceRejected>(&event.body))
        answered(refused->replacement, [](Working&) {});
    else if (const auto* cancelled = std::get_if<VenueCancelled>(&event.body))
        answered(cancelled->clientOrderId, end);
    else if (const auto* tooLate = std::get_if<VenueCancelRejected>(&event.body))
        answered(tooLate->clientOrderId, [](Working&) {});
    else if (const auto* expired = std::get_if<VenueExpired>(&event.body))
        answered(expired->clientOrderId, end);
    else if (const auto* traded = std::get_if<VenueFill>(&event.body)) {
        if (Working* working = workingOf(traded->clientOrderId))
            fill(*working, *traded, event.at);
    }
}

void WalkTrial::fill(Working& working, const VenueFill& fill, Instant at)
{
    const TrialOrder& order = working.order;
    const double seconds = std::chrono::duration<double>(at - order.at).count();
    working.outcome.secondsToFill += seconds * double(fill.quantity.count());
    working.outcome.filled += fill.quantity;
    working.outcome.lastFillPaid = paidFrom(order.legs, fill.price);
    working.outcome.paid += slippageCost(order.market.mid, working.outcome.lastFillPaid,
                                         pricedQuantity(order.legs, fill.quantity), order.multiplier);
    leave(working, true);
    working.hasEnded = working.outcome.filled >= order.quantity;
}

void WalkTrial::stand(Working& working, const PackagePrices& market, Price limitPaid)
{
    working.place = placeOf(limitPaid, market);
    working.standingSince = m_now;
}

void WalkTrial::leave(Working& working, bool isFilled)
{
    if (working.place)
        m_seen.add(working.order.legs.size(), *working.place,
                   std::max(Duration::zero(), m_now - working.standingSince), isFilled);
    working.standingSince = m_now;
}

void WalkTrial::replace(Working& working, const WalkSteps& step)
{
    leave(working, false);
    stand(working, *working.situation.market, step.toPaid);
    ReplaceAtVenue replace;
    replace.original = submissionOf(working.id, working.submissions);
    replace.replacement = submissionOf(working.id, ++working.submissions);
    replace.quantity = working.order.quantity;
    replace.limit = quotedFrom(working.order.legs, step.toPaid);
    working.asked = step.toPaid;
    working.isAnswerDue = true;
    working.situation.stepsTaken = step.step;
    working.situation.lastChangeAt = m_now;
    ++working.outcome.steps;
    const auto taken = m_exchange.take(onlyEpoch, replace);
    STRIKEDESK_ASSERT(taken.has_value(), "the session of a trial stays");
}

void WalkTrial::move(Working& working, const QuoteBoard& board)
{
    if (working.isAnswerDue)
        return;
    const bool isTimeUp = m_now >= working.order.at + m_timeLimit;
    WalkSituation& situation = working.situation;
    if (!isTimeUp && m_now < situation.lastChangeAt + m_terms.stepInterval)
        return;
    WalkDecision decision = WalkGivesUp {"The time is up."};
    if (!isTimeUp) {
        const auto legs = pricedLegs(board, working.order.legs, m_now);
        situation.market = packagePrices(legs);
        situation.areQuotesTradable
            = std::ranges::all_of(legs, [](const PricedLeg& leg) { return leg.quality.isTradable(); });
        situation.lastInformationAt.reset();
        for (const PricedLeg& leg : legs) {
            for (const auto& side : {leg.quote.bid, leg.quote.ask}) {
                if (side)
                    situation.lastInformationAt
                        = std::max(situation.lastInformationAt.value_or(side->at), side->at);
            }
        }
        situation.now = m_now;
        decision = decideWalk(situation, working.order.ticks, m_known);
    }
    if (const auto* step = std::get_if<WalkSteps>(&decision))
        return replace(working, *step);
    if (!std::holds_alternative<WalkGivesUp>(decision))
        return;
    working.isAnswerDue = true;
    const auto taken
        = m_exchange.take(onlyEpoch, CancelAtVenue {submissionOf(working.id, working.submissions)});
    STRIKEDESK_ASSERT(taken.has_value(), "the session of a trial stays");
}

void WalkTrial::advance(Instant now, const QuoteBoard& board)
{
    m_now = now;
    const auto events = m_exchange.advanceTo(onlyEpoch, now, m_heard);
    STRIKEDESK_ASSERT(events.has_value(), "the session of a trial stays");
    for (const VenueEvent& event : *events)
        hear(event);
    for (Working& working : m_working) {
        if (!working.hasEnded)
            move(working, board);
        if (!working.hasEnded)
            continue;
        leave(working, false);
        const Quantity rest = working.order.quantity - working.outcome.filled;
        const auto market = packagePrices(pricedLegs(board, working.order.legs, m_now));
        if (rest.isPositive() && market)
            working.outcome.leftOver
                = slippageCost(working.order.market.mid, market->natural,
                               pricedQuantity(working.order.legs, rest), working.order.multiplier);
        m_outcomes.push_back(working.outcome);
    }
    std::erase_if(m_working, [](const Working& working) { return working.hasEnded; });
}

} // namespace strikedesk
