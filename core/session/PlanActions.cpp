// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/WalkStyles.h"
#include "core/positions/RuleTemplates.h"
#include "core/positions/RuleWords.h"
#include "core/session/PlanFields.h"

#include <fmt/format.h>

namespace strikedesk::plan {
namespace {

using namespace std::chrono_literals;

constexpr int furthestExpiryDays = 1'500;

constexpr std::array<std::pair<std::string_view, ExpiryTarget::Listed>, 3> listedNames {{
    {"any", ExpiryTarget::Listed::Any},
    {"weekly", ExpiryTarget::Listed::Weekly},
    {"monthly", ExpiryTarget::Listed::Monthly},
}};

/// `prefer: nearest`, `furthest`, or a number of days to be closest to.
void readPreference(FieldReader& fields, ExpiryTarget& target)
{
    if (!fields.has("prefer"))
        return;
    const auto word = fields.text("prefer");
    if (word == "nearest") {
        target.prefer = ExpiryTarget::Prefer::Nearest;
    } else if (word == "furthest") {
        target.prefer = ExpiryTarget::Prefer::Furthest;
    } else if (const auto days = fields.integer("prefer", 0, furthestExpiryDays)) {
        target.prefer = ExpiryTarget::Prefer::ClosestTo;
        target.preferredDays = *days;
    }
}

void readExpiry(FieldReader& fields, ExpiryTarget& target)
{
    keep(target.minimumDays, fields.integer("dte_min", 0, furthestExpiryDays));
    keep(target.maximumDays, fields.integer("dte_max", 0, furthestExpiryDays));
    readPreference(fields, target);
    keep(target.listed, fields.choice("expiries", listedNames));
    if (target.minimumDays > target.maximumDays)
        fields.addFault(fields.lineOf("dte_min"), "dte_min", "out_of_bounds",
                        fmt::format("\"dte_min\" should be at most \"dte_max\" ({}), found {}.",
                                    target.maximumDays, target.minimumDays));
}

void readMarket(FieldReader& fields, MarketTerms& target)
{
    const YamlNode* const node = fields.map("market");
    if (!node)
        return;
    FieldReader market = fields.childOf(*node, "market");
    target.liquidityMin = market.integer("liquidity_min", 0, 100);
    target.widthTicksMax = market.number("width_ticks_max", 0, 10'000);
    if (const auto percent = market.number("width_percent_max", 0, 200))
        target.widthOfMidMax = *percent / 100;
    keep(target.allowsUnusual, market.flag("allow_unusual"));
    market.refuseUnknown();
}

PlanAction readOpenStructure(FieldReader& fields)
{
    OpenStructure action;
    action.candidates = readStructures(fields);
    readExpiry(fields, action.expiry);
    readMarket(fields, action.market);
    if (const auto quantity = fields.integer("quantity", 1, 10'000))
        action.quantity = Quantity(*quantity);
    readWalk(fields, action.walk);
    keep(action.maximumAttempts, fields.integer("max_attempts", 1, 50));
    readSlippageLimit(fields, action.slippageLimit);
    return action;
}

// A template, or rules as lines of words; what a line says is checked here, what it comes to when it is set.
PlanAction readSetRules(FieldReader& fields)
{
    SetPositionRules action;
    keep(action.of, fields.text("of", 40));
    if (fields.has("template") == fields.has("rules"))
        fields.addFault(fields.line(), "rules", "missing", "Give \"template\" or \"rules\", and not both.");
    if (const auto key = fields.text("template", 40)) {
        auto rules = rulesOfTemplate(*key);
        if (rules)
            action.rules = std::move(*rules);
        else
            fields.addFault(fields.lineOf("template"), "template", "unknown_template", rules.error().message);
    }
    if (const YamlNode* const lines = fields.has("rules") ? fields.sequence("rules") : nullptr) {
        for (const YamlNode& line : lines->items) {
            auto rule = line.kind == YamlNode::Kind::Scalar ? ruleFromWords(line.text)
                                                            : ruleFromWords(std::string_view());
            const auto condition
                = rule ? RuleCondition::parse(rule->when) : Result<RuleCondition>(fail(rule.error()));
            if (condition)
                action.rules.push_back(std::move(*rule));
            else
                fields.addFault(line.line, "rules", "bad_rule", condition.error().message);
        }
    }
    return action;
}

PlanAction readTakeProfit(FieldReader& fields)
{
    TakeProfit action;
    keep(action.of, fields.text("of", 40));
    keep(action.targetFraction, fields.number("target_fraction", 0.01, 10.0));
    fields.require("until");
    readTime(fields, "until", action.until);
    keep(action.how, fields.text("how", 40));
    if (action.how != "marketable" && !walkStyleFrom(action.how))
        fields.addFault(
            fields.lineOf("how"), "how", "unknown_how",
            fmt::format("\"how\" should be marketable or the style of a walk, found \"{}\".", action.how));
    return action;
}

PlanAction readRoll(FieldReader& fields)
{
    static constexpr std::array<std::pair<std::string_view, RollStructure::Otherwise>, 2> policies {{
        {"close", RollStructure::Otherwise::Close},
        {"hold", RollStructure::Otherwise::Hold},
    }};
    RollStructure action;
    keep(action.of, fields.text("of", 40));
    if (const auto days = fields.integer("at_dte", 0, furthestExpiryDays))
        action.atDaysToExpiry = days;
    readTime(fields, "at", action.at);
    if (!fields.has("at_dte") && !fields.has("at"))
        fields.addFault(fields.line(), "at", "missing",
                        "A roll needs \"at_dte\", \"at\" or both: when it is due.");
    keep(action.ifNoLaterExpiry, fields.choice("if_no_later_expiry", policies));
    readWalk(fields, action.walk);
    keep(action.maximumAttempts, fields.integer("max_attempts", 1, 50));
    readSlippageLimit(fields, action.slippageLimit);
    return action;
}

/// `at`, or `minutes_before_close` for those who think that way.
void readCloseTime(FieldReader& fields, PlanTime& target)
{
    readTime(fields, "at", target);
    if (const auto minutes = fields.integer("minutes_before_close", 0, 390))
        target = {PlanTime::Anchor::BeforeClose, -std::chrono::minutes(*minutes)};
    if (fields.has("at") && fields.has("minutes_before_close"))
        fields.addFault(fields.lineOf("at"), "at", "duplicate_key",
                        "Give \"at\" or \"minutes_before_close\", not both.");
}

CloseTerms readCloseTerms(FieldReader& fields)
{
    static constexpr std::array<std::pair<std::string_view, CloseTerms::AtExpiry>, 2> policies {{
        {"close", CloseTerms::AtExpiry::Close},
        {"let_settle", CloseTerms::AtExpiry::LetSettle},
    }};
    CloseTerms terms;
    readCloseTime(fields, terms.at);
    keep(terms.expiringToday, fields.choice("expiring_today", policies));
    terms.walk.worstFractionOfSpread = 1.0;
    readWalk(fields, terms.walk);
    keep(terms.isMarketableAfterPatience, fields.flag("marketable_after_patience"));
    return terms;
}

PlanAction readClose(FieldReader& fields)
{
    CloseStructure action;
    keep(action.of, fields.text("of", 40));
    action.terms = readCloseTerms(fields);
    return action;
}

PlanAction readFlatten(FieldReader& fields)
{
    return Flatten {readCloseTerms(fields)};
}

PlanAction readWaitUntil(FieldReader& fields)
{
    WaitUntil action;
    fields.require("at");
    readTime(fields, "at", action.at);
    return action;
}

PlanAction readReport(FieldReader&)
{
    return WriteReport {};
}

using ActionReader = PlanAction (*)(FieldReader& fields);
// Every action of a plan. The names are nameOf(PlanAction)'s.
constexpr std::array<std::pair<std::string_view, ActionReader>, std::variant_size_v<PlanAction>>
    actionReaders {{
        {"open_structure", readOpenStructure},
        {"set_rules", readSetRules},
        {"take_profit", readTakeProfit},
        {"roll", readRoll},
        {"close", readClose},
        {"flatten", readFlatten},
        {"wait_until", readWaitUntil},
        {"report", readReport},
    }};

} // namespace

std::optional<PlanAction> readAction(FieldReader& task)
{
    YamlNode none;
    none.kind = YamlNode::Kind::Map;
    none.line = task.line();
    const YamlNode* arguments = task.map("arguments");
    if (!arguments)
        arguments = &none;
    if (!task.require("action"))
        return {};
    const auto reader = task.choice("action", actionReaders);
    if (!reader)
        return {};
    FieldReader fields = task.childOf(*arguments, "arguments");
    PlanAction action = (*reader)(fields);
    fields.refuseUnknown();
    return action;
}

} // namespace strikedesk::plan
