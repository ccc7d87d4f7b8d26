// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/ExchangeSession.h"

#include "core/venue/ExchangeWire.h"
#include "core/venue/VenueCodec.h"
#include "core/venue/VenueCodecNames.h"

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

QJsonObject positiveAnswer()
{
    return {{QStringLiteral("ok"), true}};
}

} // namespace

QJsonObject ExchangeSession::answer(const QJsonObject& request)
{
    const Result<QJsonObject> handled = handle(request);
    return handled ? *handled : wire::answerFor(handled.error());
}

Result<QJsonObject> ExchangeSession::handle(const QJsonObject& request)
{
    StrictObject from(request, "a request");
    const std::string operation = from.text("op");
    if (operation == "connect") {
        const auto epoch = std::uint64_t(from.whole("epoch", 1, venuecodec::sequenceMax));
        if (auto error = from.finish())
            return fail(*std::move(error));
        return connectSession(epoch);
    }
    if (operation == "send") {
        VenueCommand command = from.valueOf(venuecodec::commandFrom(from.object("command")));
        if (auto error = from.finish())
            return fail(*std::move(error));
        return m_exchange.take(m_epoch, std::move(command)).map([] { return positiveAnswer(); });
    }
    if (operation == "advance") {
        const Instant to = from.instant("to");
        const auto after = std::uint64_t(from.whole("after", 0, venuecodec::sequenceMax));
        if (auto error = from.finish())
            return fail(*std::move(error));
        return advance(to, after);
    }
    if (operation == "query") {
        const auto id = venuecodec::idOf<ClientOrderId>(from, "client_order_id");
        if (auto error = from.finish())
            return fail(*std::move(error));
        return query(id);
    }
    if (operation == "rule") {
        const Result<ExchangeRuling> ruling = venuecodec::rulingFrom(from.object("ruling"));
        if (auto error = from.finish())
            return fail(*std::move(error));
        if (!ruling)
            return fail(ruling.error());
        return m_exchange.rule(*ruling).map([] { return positiveAnswer(); });
    }
    if (operation != "listing" && operation != "summary")
        from.refuse("The operation of the request is not known.");
    if (auto error = from.finish())
        return fail(*std::move(error));
    QJsonObject answer = positiveAnswer();
    if (operation == "summary") {
        answer.insert(QStringLiteral("summary"), exchangeSummary(m_exchange));
        return answer;
    }
    if (auto session = m_exchange.checkSession(m_epoch); !session)
        return fail(session.error());
    answer.insert(QStringLiteral("listing"), venuecodec::toJson(m_exchange.listing()));
    return answer;
}

Result<QJsonObject> ExchangeSession::connectSession(std::uint64_t epoch)
{
    const Result<VenueListing> listing = m_exchange.connect(epoch);
    if (!listing)
        return fail(listing.error());
    m_epoch = epoch;
    QJsonObject answer = positiveAnswer();
    answer.insert(QStringLiteral("profile"), venuecodec::toJson(m_exchange.options().profile));
    answer.insert(QStringLiteral("listing"), venuecodec::toJson(*listing));
    return answer;
}

Result<QJsonObject> ExchangeSession::query(const ClientOrderId& id)
{
    if (auto session = m_exchange.checkSession(m_epoch); !session)
        return fail(session.error());
    const auto row = m_exchange.find(id);
    QJsonObject answer = positiveAnswer();
    answer.insert(QStringLiteral("order"), row ? QJsonValue(venuecodec::toJson(*row)) : QJsonValue());
    return answer;
}

Result<QJsonObject> ExchangeSession::advance(Instant to, std::uint64_t after)
{
    const auto events = m_exchange.advanceTo(m_epoch, to, after, wire::eventsPerAnswer);
    if (!events)
        return fail(events.error());
    QJsonArray list;
    for (const VenueEvent& event : *events)
        list.append(venuecodec::toJson(event));
    QJsonObject answer = positiveAnswer();
    answer.insert(QStringLiteral("events"), list);
    answer.insert(QStringLiteral("more"), events->size() == wire::eventsPerAnswer);
    return answer;
}

QJsonObject exchangeSummary(const ExchangeBook& exchange)
{
    return {{QStringLiteral("source"), wireText(exchange.market().profile().name)},
            {QStringLiteral("seed"), qint64(exchange.options().seed)},
            {QStringLiteral("fill_model"), wireText(std::string(nameOf(exchange.options().fills)))},
            {QStringLiteral("profile"), venuecodec::toJson(exchange.options().profile)},
            {QStringLiteral("latency_us"), qint64(exchange.options().latency.count())},
            {QStringLiteral("starting_cash"), wireText(exchange.options().cash.text())},
            {QStringLiteral("books"), venuecodec::toJson(exchange.listing())}};
}

} // namespace strikedesk
