// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleTermsCodec.h"

#include "core/orders/OrderDocumentReader.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

constexpr std::size_t ruleListMost = 100; // the rules themselves have a sentence for what is too many
constexpr int conditionReadMost = 1'000;

int smallWhole(OrderDocumentReader& reader, const char* key, const char* code, int otherwise)
{
    constexpr std::int64_t most
        = 1'000'000; // longer than any bound, so that the rule's own sentence refuses it
    return int(std::clamp(reader.whole(key, code, false).value_or(otherwise), -most, most));
}

std::optional<RuleShare> shareOf(Money perCent)
{
    constexpr std::int64_t unitsPerPart = 100; // two places of a per cent
    if (!perCent.isPositive() || perCent > Money::ofWhole(100) || perCent.units() % unitsPerPart != 0)
        return {};
    return RuleShare(perCent.units() / unitsPerPart);
}

Result<RuleTerms> ruleFrom(const JsonLook& value, std::size_t number)
{
    const std::string place = fmt::format("rule {}", number);
    if (!value.isObject())
        return fail("input.rules", fmt::format("{} is not an object with \"name\" and \"when\".", place));
    OrderDocumentReader reader(value, place);
    reader.allowOnly({"name", "when", "close", "priority", "confirmations", "seconds_apart",
                      "cool_down_seconds", "how", "rests"});
    RuleTerms rule;
    rule.name = reader.text("name", true).value_or("");
    rule.when = reader.text("when", true, conditionReadMost).value_or("");
    if (const auto close = reader.decimal<Money>("close", "input.rule_close")) {
        const auto share = shareOf(*close);
        if (!share)
            reader.refuse(
                "input.rule_close",
                fmt::format("\"close\" of {} is a per cent from 0.01 to 100 with at most two places, "
                            "not {}.",
                            place, close->shortText()));
        rule.close = share.value_or(wholeShare);
    }
    rule.priority = smallWhole(reader, "priority", "input.rule_priority", rule.priority);
    rule.confirmations = smallWhole(reader, "confirmations", "input.rule_confirmations", rule.confirmations);
    rule.secondsApart = smallWhole(reader, "seconds_apart", "input.rule_seconds", rule.secondsApart);
    rule.coolDownSeconds
        = smallWhole(reader, "cool_down_seconds", "input.rule_seconds", rule.coolDownSeconds);
    rule.how = reader.text("how", false).value_or("");
    if (const auto rests = reader.field("rests", false)) {
        if (!rests->isFlag())
            reader.refuse("input.rule_rests", fmt::format("\"rests\" of {} is true or false.", place));
        rule.rests = rests->flag();
    }
    if (reader.error())
        return fail(*reader.error());
    return rule;
}

} // namespace

Result<std::vector<RuleTerms>> ruleTermsFrom(const JsonLook& value)
{
    if (!value.isList() || value.size() > ruleListMost)
        return fail("input.rules", "\"rules\" is a list of rules; docs/rules.md has their fields.");
    std::vector<RuleTerms> rules;
    std::optional<Error> error;
    value.forEach([&](const JsonLook& entry) {
        auto rule = ruleFrom(entry, rules.size() + 1);
        if (!rule && !error)
            error = rule.error();
        rules.push_back(rule ? std::move(*rule) : RuleTerms());
    });
    if (error)
        return fail(*error);
    return rules;
}

std::string perCentText(RuleShare share)
{
    std::string text = Money::ofUnits(std::int64_t(share) * 100).text();
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

std::optional<RuleShare> parsePerCent(std::string_view text)
{
    const auto perCent = Money::parse(text);
    return perCent ? shareOf(*perCent) : std::nullopt;
}

} // namespace strikedesk
