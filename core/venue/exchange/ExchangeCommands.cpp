// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/ExchangeBook.h"
#include "core/venue/exchange/OrderAdmission.h"

#include <fmt/format.h>

#include <utility>

namespace strikedesk {

void ExchangeBook::takeEffect(const PendingCommand& pending)
{
    std::visit([&](const auto& command) { effect(command, pending.effectiveAt); }, pending.command);
}

void ExchangeBook::effect(const SubmitToVenue& submit, Instant effectiveAt)
{
    if (submit.clientOrderId.isEmpty() || !m_usedIds.insert(submit.clientOrderId).second) {
        rejectSubmission(submit, {"venue.duplicate_order_id", "This client order id was used before."}, true);
        return;
    }
    // An early connect may bring a command into effect before its latency has passed; the rules of the day
    // are then those of now.
    const AdmissionContext context {m_quotes.catalogue(), m_options.profile, m_now,
                                    m_quotes.profile().quoteAgeLimit};
    Result<ExchangeOrder> admitted = admitOrder(submit, context);
    if (!admitted) {
        rejectSubmission(submit, admitted.error(), false);
        return;
    }
    ExchangeOrder& order = m_orders.emplace_back(*std::move(admitted));
    order.effectiveAt = effectiveAt;
    order.venueOrderId = nextVenueOrderId();
    m_working.push_back(&order);
    m_byClient.emplace(order.clientOrderId, &order);
    scheduleNight();
    publish(VenueAccepted {order.clientOrderId, order.venueOrderId});
}

void ExchangeBook::rejectSubmission(const SubmitToVenue& submit, Error error, bool isKnown)
{
    if (!isKnown) {
        ExchangeOrder& order = m_orders.emplace_back();
        order.clientOrderId = submit.clientOrderId;
        order.quantity = submit.quantity.count();
        order.limit = submit.limit;
        order.state = ExchangeOrder::State::Rejected;
        m_byClient.emplace(order.clientOrderId, &order);
    }
    publish(VenueRejected {submit.clientOrderId, std::move(error.code), std::move(error.message)});
}

void ExchangeBook::effect(const ReplaceAtVenue& replace, Instant effectiveAt)
{
    const auto reject = [&](Error error) {
        publish(VenueReplaceRejected {replace.original, replace.replacement, std::move(error.code),
                                      std::move(error.message)});
    };
    if (replace.replacement.isEmpty() || !m_usedIds.insert(replace.replacement).second)
        return reject({"venue.duplicate_order_id", "The replacement's client order id was used before."});
    ExchangeOrder* order = orderOf(replace.original);
    if (!order || order->clientOrderId != replace.original)
        return reject({"venue.unknown_order", "No order works under this client order id."});
    if (!order->isWorking())
        return reject(
            {"venue.too_late_to_replace", fmt::format("The order is {} already.", nameOf(order->state))});
    if (auto refused = refuseReplace(replace, *order, m_quotes.catalogue()))
        return reject(*std::move(refused));

    order->clientOrderId = replace.replacement;
    order->quantity = replace.quantity.count();
    order->limit = replace.limit;
    order->effectiveAt = effectiveAt;
    order->hasRested = false;
    if (m_options.profile.replaceMakesNewOrder)
        order->venueOrderId = nextVenueOrderId();
    m_byClient.emplace(replace.replacement, order);
    publish(VenueReplaced {replace.original, replace.replacement, order->venueOrderId});
}

void ExchangeBook::effect(const CancelAtVenue& cancel, Instant)
{
    // Any id of the chain cancels what works now: taking risk off must not fail on a replace that overtook
    // it.
    ExchangeOrder* order = orderOf(cancel.clientOrderId);
    if (!order)
        publish(VenueCancelRejected {cancel.clientOrderId, "venue.unknown_order",
                                     "No order is known under this client order id."});
    else if (!order->isWorking())
        publish(VenueCancelRejected {cancel.clientOrderId, "venue.too_late_to_cancel",
                                     fmt::format("The order is {} already.", nameOf(order->state))});
    else
        end(*order, ExchangeOrder::State::Cancelled, "Cancelled on request.");
}

ExchangeOrder* ExchangeBook::orderOf(const ClientOrderId& id)
{
    const auto row = m_byClient.find(id);
    return row == m_byClient.end() ? nullptr : row->second;
}

VenueOrderId ExchangeBook::nextVenueOrderId()
{
    return VenueOrderId(fmt::format("V{}-{:06}", m_firstEpoch, ++m_lastVenueOrder));
}

} // namespace strikedesk
