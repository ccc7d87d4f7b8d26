// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/BodyFields.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/JsonValue.h"
#include "core/api/views/RollViews.h"
#include "core/positions/RollTermsCodec.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

constexpr std::size_t symbolsMost = 8;

std::vector<std::string> symbolsField(OrderDocumentReader& reader, const char* key)
{
    std::vector<std::string> symbols;
    const auto list = reader.field(key, false);
    if (!list)
        return symbols;
    bool isSound = list->isList() && list->size() <= symbolsMost;
    if (isSound)
        list->forEach([&](const JsonLook& symbol) {
            isSound = isSound && symbol.isText();
            symbols.push_back(symbol.isText() ? symbol.text() : std::string());
        });
    if (!isSound)
        reader.refuse("input.field", std::string("\"") + key + "\" is a list of symbols.");
    return symbols;
}

struct RollBody
{
    RollAsk ask;
    std::size_t most = 10;
};

Result<RollBody> rollBody(const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return fail(body.error());
    const QJsonValue document(*body);
    OrderDocumentReader reader {JsonLook(document), "the roll"};
    reader.allowOnly({"target_days", "days_least", "days_most", "strategy", "requires_credit",
                      "strike_move_most", "rank", "reference", "legs", "to", "quantity", "limit", "walk",
                      "slippage_limit", "carry_rules", "reason", "most"});
    RollBody read;
    read.ask.structure = call.arguments.front();
    read.ask.terms = rollTermsFrom(reader);
    read.ask.legs = symbolsField(reader, "legs");
    read.ask.to = symbolsField(reader, "to");
    if (const auto quantity = reader.whole("quantity", "input.quantity", false))
        read.ask.quantity = Quantity(*quantity);
    read.ask.limit = reader.decimal<Price>("limit", "input.limit");
    read.ask.walk = reader.text("walk", false).value_or(read.ask.walk);
    read.ask.slippageLimit = reader.decimal<Money>("slippage_limit", "input.slippage_limit");
    if (const auto carry = reader.field("carry_rules", false)) {
        if (!carry->isFlag())
            reader.refuse("input.field", "\"carry_rules\" is true or false.");
        else
            read.ask.carriesRules = carry->flag();
    }
    read.ask.reason = reader.text("reason", false, int(reasonLengthMax)).value_or("");
    if (const auto most = reader.whole("most", "input.field", false))
        read.most = std::size_t(std::max<std::int64_t>(1, *most));
    if (reader.error())
        return fail(*reader.error());
    return read;
}

// The document of a reply of one kind.
template <typename Reply>
auto answerOf(QJsonObject (*json)(const Reply&), int status = 200)
{
    return [json, status](const DeskReply& reply) {
        const auto* typed = std::get_if<Reply>(&reply);
        return typed ? jsonAnswer(json(*typed), status)
                     : problemAnswer(Error {"api.internal", "The desk sent another answer."});
    };
}

} // namespace

Outcome findRollCandidates(ApiContext&, const RouteCall& call)
{
    auto read = rollBody(call);
    if (!read)
        return problemAnswer(read.error());
    return CommandCall {FindRolls {std::move(read->ask), read->most}, answerOf(rollCandidatesJson)};
}

Outcome previewRoll(ApiContext&, const RouteCall& call)
{
    auto read = rollBody(call);
    if (!read)
        return problemAnswer(read.error());
    return CommandCall {PreviewRoll {std::move(read->ask)}, answerOf(rollPreviewJson)};
}

Outcome startRoll(ApiContext&, const RouteCall& call)
{
    auto read = rollBody(call);
    if (!read)
        return problemAnswer(read.error());
    return CommandCall {StartRoll {std::move(read->ask)}, answerOf(rollStartedJson, 201)};
}

Outcome stopRoll(ApiContext&, const RouteCall& call)
{
    const std::string& roll = call.arguments.front();
    return CommandCall {
        StopRoll {roll, "asked through the API"}, [roll](const DeskReply&) {
            return jsonAnswer({{QStringLiteral("roll"), toValue(roll)}, {QStringLiteral("stopped"), true}});
        }};
}

Outcome listRolls(ApiContext&, const RouteCall&)
{
    return CommandCall {ListRolls {}, answerOf(rollListJson)};
}

Outcome getRollChain(ApiContext&, const RouteCall& call)
{
    return CommandCall {ShowRollChain {call.arguments.front()}, answerOf(rollChainJson)};
}

} // namespace strikedesk::api
