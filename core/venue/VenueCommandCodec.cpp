// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/VenueCodec.h"
#include "core/venue/VenueCodecNames.h"

#include <utility>

namespace strikedesk::venuecodec {
namespace {

constexpr std::size_t commandLegsMax = 64;

QJsonObject legToJson(const OrderLeg& leg)
{
    return {{QStringLiteral("symbol"), wireText(leg.symbol)},
            {QStringLiteral("side"), wireName(sideNames, leg.side)},
            {QStringLiteral("ratio"), leg.ratio},
            {QStringLiteral("effect"), wireName(effectNames, leg.effect)}};
}

Result<OrderLeg> legFrom(const JsonLook& json)
{
    StrictObject from(json, "a leg");
    OrderLeg leg;
    leg.symbol = from.text("symbol");
    leg.side = wireValue(from, "side", sideNames);
    leg.ratio = std::int32_t(from.whole("ratio", -1'000'000, 1'000'000));
    leg.effect = wireValue(from, "effect", effectNames);
    return finished(from, std::move(leg));
}

struct CommandToJson
{
    QJsonObject operator()(const SubmitToVenue& submit) const
    {
        QJsonArray legs;
        for (const OrderLeg& leg : submit.legs)
            legs.append(legToJson(leg));
        QJsonObject json {{QStringLiteral("command"), QStringLiteral("submit")},
                          {QStringLiteral("client_order_id"), wireText(submit.clientOrderId.text())},
                          {QStringLiteral("legs"), legs},
                          {QStringLiteral("quantity"), qint64(submit.quantity.count())},
                          {QStringLiteral("kind"), wireName(kindNames, submit.kind)},
                          {QStringLiteral("time_in_force"), wireName(lifeNames, submit.timeInForce)}};
        if (submit.limit)
            json.insert(QStringLiteral("limit"), wireText(submit.limit->text()));
        if (submit.stop)
            json.insert(QStringLiteral("stop"), wireText(submit.stop->text()));
        if (submit.goodTill)
            json.insert(QStringLiteral("good_till"), wireText(toIsoText(*submit.goodTill)));
        return json;
    }

    QJsonObject operator()(const ReplaceAtVenue& replace) const
    {
        return {{QStringLiteral("command"), QStringLiteral("replace")},
                {QStringLiteral("original"), wireText(replace.original.text())},
                {QStringLiteral("replacement"), wireText(replace.replacement.text())},
                {QStringLiteral("quantity"), qint64(replace.quantity.count())},
                {QStringLiteral("limit"), wireText(replace.limit.text())}};
    }

    QJsonObject operator()(const CancelAtVenue& cancel) const
    {
        return {{QStringLiteral("command"), QStringLiteral("cancel")},
                {QStringLiteral("client_order_id"), wireText(cancel.clientOrderId.text())}};
    }
};

SubmitToVenue submitFrom(StrictObject& from)
{
    SubmitToVenue submit;
    submit.clientOrderId = idOf<ClientOrderId>(from, "client_order_id");
    from.list("legs", commandLegsMax).forEach([&](const JsonLook& leg) {
        submit.legs.push_back(from.valueOf(legFrom(leg)));
    });
    submit.quantity = quantityOf(from, "quantity");
    submit.kind = wireValue(from, "kind", kindNames);
    submit.timeInForce = wireValue(from, "time_in_force", lifeNames);
    if (from.has("limit"))
        submit.limit = from.decimal<Price>("limit");
    if (from.has("stop"))
        submit.stop = from.decimal<Price>("stop");
    if (from.has("good_till"))
        submit.goodTill = from.date("good_till");
    return submit;
}

ReplaceAtVenue replaceFrom(StrictObject& from)
{
    ReplaceAtVenue replace;
    replace.original = idOf<ClientOrderId>(from, "original");
    replace.replacement = idOf<ClientOrderId>(from, "replacement");
    replace.quantity = quantityOf(from, "quantity");
    replace.limit = from.decimal<Price>("limit");
    return replace;
}

} // namespace

QJsonObject toJson(const VenueCommand& command)
{
    return std::visit(CommandToJson {}, command);
}

Result<VenueCommand> commandFrom(const JsonLook& json)
{
    StrictObject from(json, "a venue command");
    const std::string name = from.text("command");
    VenueCommand command;
    if (name == "submit")
        command = submitFrom(from);
    else if (name == "replace")
        command = replaceFrom(from);
    else if (name == "cancel")
        command = CancelAtVenue {idOf<ClientOrderId>(from, "client_order_id")};
    else
        from.refuse("A venue command is \"submit\", \"replace\" or \"cancel\".");
    return finished(from, std::move(command));
}

QJsonObject toJson(const ExchangeRuling& ruling)
{
    QJsonObject json {{QStringLiteral("execution_id"), wireText(ruling.execution.text())},
                      {QStringLiteral("reason"), wireText(ruling.reason)}};
    if (ruling.price)
        json.insert(QStringLiteral("price"), wireText(ruling.price->text()));
    return json;
}

Result<ExchangeRuling> rulingFrom(const JsonLook& json)
{
    StrictObject from(json, "a ruling on an execution");
    ExchangeRuling ruling;
    ruling.execution = idOf<ExecutionId>(from, "execution_id");
    if (from.has("price"))
        ruling.price = from.decimal<Price>("price");
    ruling.reason = from.optionalText("reason", 512);
    return finished(from, std::move(ruling));
}

} // namespace strikedesk::venuecodec
