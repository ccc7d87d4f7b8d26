// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderRequestCodec.h"

#include "core/audit/JsonMembers.h"
#include "core/instruments/OsiSymbol.h"
#include "core/orders/OrderDocumentReader.h"
#include "core/orders/OrderNames.h"
#include "core/orders/OrderOverrideCodec.h"
#include "core/orders/OrderShape.h"
#include "core/orders/TriggerTermsCodec.h"
#include "core/orders/WalkTermsCodec.h"

#include <QString>

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {

namespace {

using namespace members;

constexpr int orderNoteMax = 2'000;

// "AAPL", "BRK.B": letters, at most one class suffix. An option symbol always has a date in it.
bool looksLikeTicker(std::string_view text)
{
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto point = text.find('.');
    const std::string_view stem = text.substr(0, point);
    const std::string_view suffix
        = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    return !stem.empty() && stem.size() <= 6 && suffix.size() <= 2
        && (point == std::string_view::npos || !suffix.empty())
        && std::all_of(stem.begin(), stem.end(), isLetter)
        && std::all_of(suffix.begin(), suffix.end(), isLetter);
}

std::string canonicalLegSymbol(OrderDocumentReader& reader, const std::string& text)
{
    if (looksLikeTicker(text))
        return text;
    const auto parsed = parseSymbol(text);
    if (!parsed) {
        reader.refuse(parsed.error().code, parsed.error().message);
        return {};
    }
    return parsed->padded();
}

Result<OrderLeg> orderLegFrom(const JsonLook& value, std::size_t number)
{
    const std::string place = fmt::format("leg {}", number);
    if (!value.isObject())
        return fail("input.legs",
                    fmt::format("{} is not an object with symbol, side, ratio and effect.", place));
    OrderDocumentReader reader(value, place);
    reader.allowOnly({"symbol", "side", "ratio", "effect"});
    OrderLeg leg;
    if (const auto symbol = reader.text("symbol", true))
        leg.symbol = canonicalLegSymbol(reader, *symbol);
    if (const auto side = reader.word<Side>("side", "input.side", true, sideFrom, "buy, sell"))
        leg.side = *side;
    if (const auto effect
        = reader.word<PositionEffect>("effect", "input.effect", true, positionEffectFrom, "open, close"))
        leg.effect = *effect;
    if (const auto ratio = reader.whole("ratio", "input.ratio", true)) {
        if (*ratio < 1 || *ratio > OrderBounds::contractsMax)
            reader.refuse(
                "input.ratio",
                fmt::format("The ratio of {} is 1 to {}, not {}.", place, OrderBounds::contractsMax, *ratio));
        else
            leg.ratio = std::int32_t(*ratio);
    }
    if (reader.error())
        return fail(*reader.error());
    return leg;
}

Result<std::vector<OrderLeg>> orderLegsFrom(const JsonLook& value)
{
    if (!value.isList())
        return fail("input.legs", "\"legs\" is a list of legs.");
    const std::size_t count = value.size();
    if (count == 0 || count > std::size_t(OrderBounds::legsMax))
        return fail("input.legs",
                    fmt::format("An order has 1 to {} legs, this one has {}.", OrderBounds::legsMax, count));
    std::vector<OrderLeg> legs;
    std::optional<Error> error;
    value.forEach([&](const JsonLook& entry) {
        auto leg = orderLegFrom(entry, legs.size() + 1);
        if (!leg && !error)
            error = leg.error();
        legs.push_back(leg ? std::move(*leg) : OrderLeg());
    });
    if (error)
        return fail(*error);
    return legs;
}

void readOrderTerms(OrderDocumentReader& reader, OrderRequest& request)
{
    if (const auto quantity = reader.whole("quantity", "input.quantity", true))
        request.quantity = Quantity(*quantity);
    if (const auto type = reader.word<OrderType>("type", "input.order_type", true, orderTypeFrom,
                                                 "limit, marketable_limit, walk, stop, stop_limit"))
        request.type = *type;
    if (const auto time = reader.word<TimeInForce>("time_in_force", "input.time_in_force", true,
                                                   timeInForceFrom, "day, gtc, gtd, ioc"))
        request.timeInForce = *time;
    request.limit = reader.decimal<Price>("limit", "input.limit");
    request.stop = reader.decimal<Price>("stop", "input.stop");
    request.slippageLimit = reader.decimal<Money>("slippage_limit", "input.slippage_limit");
    if (const auto date = reader.text("good_till", false)) {
        const auto parsed = parseDate(*date);
        if (parsed)
            request.goodTill = *parsed;
        else
            reader.refuse("input.good_till", parsed.error().message);
    }
}

void readOrderNames(OrderDocumentReader& reader, OrderRequest& request)
{
    request.account = reader.text("account", false).value_or("");
    request.structure = reader.text("structure", false).value_or("");
    request.structureId = reader.text("structure_id", false).value_or("");
    request.clientReference = reader.text("client_reference", false).value_or("");
    request.strategy = reader.text("strategy", false).value_or("");
    request.note = reader.text("note", false, orderNoteMax).value_or("");
    request.ocoGroup = reader.text("oco_group", false).value_or("");
    request.parent = OrderId(reader.text("parent", false).value_or(""));
}

void readHeldTerms(OrderDocumentReader& reader, OrderRequest& request)
{
    if (const auto ticks = reader.whole("protection_ticks", "input.protection", false))
        request.protectionTicks = int(std::clamp<std::int64_t>(*ticks, -1, OrderBounds::stepTicksMax + 1));
    if (const auto time = reader.text("not_before", false)) {
        if (const auto parsed = parseInstant(*time))
            request.notBefore = std::chrono::floor<std::chrono::milliseconds>(*parsed); // as it is written
        else
            reader.refuse("input.not_before", parsed.error().message);
    }
    if (const auto value = reader.field("trigger", false)) {
        if (const auto trigger = triggerTermsFrom(*value))
            request.trigger = *trigger;
        else
            reader.refuse(trigger.error().code, trigger.error().message);
    }
    if (const auto value = reader.field("bracket", false)) {
        if (const auto bracket = bracketTermsFrom(*value))
            request.bracket = *bracket;
        else
            reader.refuse(bracket.error().code, bracket.error().message);
    }
}

// One spelling inside: a single leg has its own price whatever its side, a walk's limit is its worst.
void normaliseOrder(OrderRequest& request)
{
    if (request.type == OrderType::Walk && !request.walk)
        request.walk = WalkTerms {};
    if (request.legs.size() == 1 && request.legs.front().side == Side::Sell) {
        for (auto* price : {&request.limit, &request.stop}) {
            if (*price && (*price)->isNegative())
                *price = -**price;
        }
        if (request.walk && request.walk->worst && request.walk->worst->isNegative())
            request.walk->worst = -*request.walk->worst;
        if (request.trigger && request.trigger->on != TriggerBasis::Underlying
            && request.trigger->level.isNegative())
            request.trigger->level = -request.trigger->level;
    }
    if (request.type == OrderType::Walk && request.walk && request.limit
        && request.walk->worst.value_or(*request.limit) == *request.limit) {
        request.walk->worst = request.limit;
        request.limit.reset();
    }
}

template <typename Out>
void putOrderText(Out& out, const char* key, const std::string& text)
{
    if (!text.empty())
        putText(out, key, text);
}

template <typename Out, typename Amount>
void putOrderAmount(Out& out, const char* key, const std::optional<Amount>& amount)
{
    if (amount)
        putText(out, key, amount->text());
}

template <typename Out>
void putOrderLeg(Out& out, const OrderLeg& leg)
{
    putText(out, "effect", nameOf(leg.effect));
    putNumber(out, "ratio", leg.ratio);
    putText(out, "side", nameOf(leg.side));
    putText(out, "symbol", leg.symbol);
}

template <typename Out>
void putOverride(Out& out, const OrderOverride& overrides)
{
    putTexts(out, "codes", overrides.codes);
    putText(out, "reason", overrides.reason);
}

template <typename Out>
void putOrder(Out& out, const OrderRequest& request)
{
    // By name, as canonical bytes want them.
    putOrderText(out, "account", request.account);
    if (request.bracket)
        putObject(out, "bracket", [&](Out& inner) { putBracketTerms(inner, *request.bracket); });
    putOrderText(out, "client_reference", request.clientReference);
    if (request.goodTill)
        putOrderText(out, "good_till", toIsoText(*request.goodTill));
    putObjects(out, "legs", request.legs, putOrderLeg<Out>);
    putOrderAmount(out, "limit", request.limit);
    if (request.notBefore)
        putText(out, "not_before", toIsoText(*request.notBefore));
    putOrderText(out, "note", request.note);
    putOrderText(out, "oco_group", request.ocoGroup);
    if (request.overrides)
        putObject(out, "override", [&](Out& inner) { putOverride(inner, *request.overrides); });
    putOrderText(out, "parent", request.parent.text());
    if (request.protectionTicks)
        putNumber(out, "protection_ticks", *request.protectionTicks);
    putNumber(out, "quantity", request.quantity.count());
    putOrderAmount(out, "slippage_limit", request.slippageLimit);
    putOrderAmount(out, "stop", request.stop);
    putOrderText(out, "strategy", request.strategy);
    putOrderText(out, "structure", request.structure);
    putOrderText(out, "structure_id", request.structureId);
    putText(out, "time_in_force", nameOf(request.timeInForce));
    if (request.trigger)
        putObject(out, "trigger", [&](Out& inner) { putTriggerTerms(inner, *request.trigger); });
    putText(out, "type", nameOf(request.type));
    if (request.walk)
        putObject(out, "walk", [&](Out& inner) { putWalkTerms(inner, *request.walk); });
}

} // namespace

Result<OrderRequest> orderRequestFrom(const JsonLook& document)
{
    OrderDocumentReader reader(document, "the order");
    reader.allowOnly({"account",
                      "structure",
                      "structure_id",
                      "legs",
                      "quantity",
                      "type",
                      "limit",
                      "stop",
                      "time_in_force",
                      "good_till",
                      "walk",
                      "oco_group",
                      "parent",
                      "slippage_limit",
                      "client_reference",
                      "strategy",
                      "note",
                      "override",
                      "trigger",
                      "not_before",
                      "bracket",
                      "protection_ticks"});
    OrderRequest request;
    if (const auto value = reader.field("legs", true)) {
        auto legs = orderLegsFrom(*value);
        if (!legs)
            return fail(reader.error().value_or(legs.error()));
        request.legs = std::move(*legs);
    }
    readOrderTerms(reader, request);
    readOrderNames(reader, request);
    readHeldTerms(reader, request);
    if (const auto value = reader.field("walk", false)) {
        const auto walk = walkTermsFrom(*value);
        if (!walk)
            return fail(reader.error().value_or(walk.error()));
        request.walk = *walk;
    }
    if (const auto value = reader.field("override", false)) {
        auto overrides = orderOverrideFrom(*value);
        if (!overrides)
            return fail(reader.error().value_or(overrides.error()));
        request.overrides = std::move(*overrides);
    }
    if (reader.error())
        return fail(*reader.error());
    normaliseOrder(request);
    if (const auto ok = checkShape(request); !ok)
        return fail(ok.error());
    return request;
}

QJsonObject toJson(const OrderRequest& request)
{
    QJsonObject object;
    putOrder(object, request);
    return object;
}

void writeCanonical(CanonicalWriter& out, const OrderRequest& request)
{
    out.beginObject();
    putOrder(out, request);
    out.endObject();
}

} // namespace strikedesk
