// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/CommandNames.h"

#include "core/audit/CanonicalJson.h"
#include "core/orders/OrderOverrideCodec.h"
#include "core/orders/OrderRequestCodec.h"
#include "core/positions/RuleTermsCodec.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

using Arguments = std::map<std::string, std::string>;

std::string canonicalOf(const OrderRequest& request)
{
    CanonicalWriter out;
    writeCanonical(out, request);
    return out.take();
}

Arguments argumentsOf(const RollAsk& ask)
{
    const auto joined = [](const std::vector<std::string>& symbols) {
        std::string text;
        for (const std::string& symbol : symbols)
            text += (text.empty() ? "" : ", ") + symbol;
        return text;
    };
    Arguments arguments {{"structure", ask.structure}, {"to", joined(ask.to)}, {"reason", ask.reason}};
    if (!ask.legs.empty())
        arguments["legs"] = joined(ask.legs);
    if (ask.quantity)
        arguments["quantity"] = std::to_string(ask.quantity->count());
    if (ask.limit)
        arguments["limit"] = ask.limit->text();
    arguments["requires_credit"] = ask.terms.requiresCredit ? "yes" : "no";
    return arguments;
}

struct CommandNaming
{
    std::string operator()(const SubmitOrder&) const { return "submit_order"; }
    std::string operator()(const PreviewOrder&) const { return "preview_order"; }
    std::string operator()(const ReplaceOrder&) const { return "replace_order"; }
    std::string operator()(const CancelOrder&) const { return "cancel_order"; }
    std::string operator()(const EngageKill&) const { return "engage_kill"; }
    std::string operator()(const ResetKill&) const { return "reset_kill"; }
    std::string operator()(const SwitchFeed&) const { return "switch_feed"; }
    std::string operator()(const StartSession&) const { return "start_session"; }
    std::string operator()(const AbortSession&) const { return "abort_session"; }
    std::string operator()(const ResumeSession&) const { return "resume_session"; }
    std::string operator()(const AcceptDifferences&) const { return "accept_differences"; }
    std::string operator()(const SettleDifference&) const { return "settle_difference"; }
    std::string operator()(const CompareBooks&) const { return "compare_books"; }
    std::string operator()(const RecordToken&) const { return "record_token"; }
    std::string operator()(const RevokeToken&) const { return "revoke_token"; }
    std::string operator()(const ResetBreaker&) const { return "reset_breaker"; }
    std::string operator()(const EnablePrincipal&) const { return "enable_principal"; }
    std::string operator()(const RestrictUnderlying&) const { return "restrict_underlying"; }
    std::string operator()(const TripBreaker&) const { return "trip_breaker"; }
    std::string operator()(const DrillKill&) const { return "drill_kill"; }
    std::string operator()(const SetLimits&) const { return "set_limits"; }
    std::string operator()(const CancelLimitRaise&) const { return "cancel_limit_raise"; }
    std::string operator()(const SetRules&) const { return "set_rules"; }
    std::string operator()(const PauseRules& c) const { return c.isPaused ? "pause_rules" : "resume_rules"; }
    std::string operator()(const RemoveRules&) const { return "remove_rules"; }
    std::string operator()(const PreviewRules&) const { return "preview_rules"; }
    std::string operator()(const ListRules&) const { return "list_rules"; }
    std::string operator()(const FindRolls&) const { return "find_rolls"; }
    std::string operator()(const PreviewRoll&) const { return "preview_roll"; }
    std::string operator()(const StartRoll&) const { return "start_roll"; }
    std::string operator()(const StopRoll&) const { return "stop_roll"; }
    std::string operator()(const ListRolls&) const { return "list_rolls"; }
    std::string operator()(const ShowRollChain&) const { return "show_roll_chain"; }
};

struct CommandArguments
{
    Arguments operator()(const SubmitOrder& c) const { return {{"order", canonicalOf(c.request)}}; }
    Arguments operator()(const PreviewOrder& c) const { return {{"order", canonicalOf(c.request)}}; }
    Arguments operator()(const ReplaceOrder& c) const
    {
        Arguments arguments {{"order", c.order.text()}};
        if (c.limit)
            arguments["limit"] = c.limit->text();
        if (c.quantity)
            arguments["quantity"] = std::to_string(c.quantity->count());
        if (c.overrides)
            arguments["override"] = canonicalBytes(toJson(*c.overrides));
        return arguments;
    }
    Arguments operator()(const CancelOrder& c) const { return {{"order", c.order.text()}}; }
    Arguments operator()(const EngageKill& c) const
    {
        return {{"reason", c.reason}, {"flatten", c.flatten ? "yes" : "no"}};
    }
    Arguments operator()(const ResetKill& c) const { return {{"reason", c.reason}}; }
    Arguments operator()(const SwitchFeed& c) const { return {{"connected", c.isConnected ? "yes" : "no"}}; }
    Arguments operator()(const StartSession& c) const { return {{"plan", c.planName}}; }
    Arguments operator()(const AbortSession& c) const { return {{"reason", c.reason}}; }
    Arguments operator()(const ResumeSession&) const { return {}; }
    Arguments operator()(const AcceptDifferences& c) const { return {{"reason", c.reason}}; }
    Arguments operator()(const SettleDifference& c) const
    {
        return {{"subject", c.subject}, {"action", c.action}, {"reason", c.reason}};
    }
    Arguments operator()(const CompareBooks&) const { return {}; }
    Arguments operator()(const RecordToken& c) const
    {
        return {{"id", c.id}, {"name", c.name}, {"scopes", c.scopes}};
    }
    Arguments operator()(const RevokeToken& c) const { return {{"id", c.id}}; }
    Arguments operator()(const ResetBreaker& c) const { return {{"scope", c.scope}, {"reason", c.reason}}; }
    Arguments operator()(const TripBreaker& c) const
    {
        return {{"scope", c.scope}, {"mode", c.mode}, {"reason", c.reason}};
    }
    Arguments operator()(const EnablePrincipal& c) const
    {
        return {{"principal", c.principal}, {"reason", c.reason}};
    }
    Arguments operator()(const RestrictUnderlying& c) const
    {
        return {{"underlying", c.underlying},
                {"restricted", c.isRestricted ? "yes" : "no"},
                {"reason", c.reason}};
    }
    Arguments operator()(const DrillKill&) const { return {}; }
    Arguments operator()(const SetLimits& c) const
    {
        Arguments arguments = c.limits;
        arguments["scope"] = c.scope;
        arguments["reason"] = c.reason;
        return arguments;
    }
    Arguments operator()(const CancelLimitRaise& c) const
    {
        return {{"scope", c.scope}, {"limit", c.limit}, {"reason", c.reason}};
    }
    Arguments operator()(const SetRules& c) const
    {
        std::string rules;
        for (const RuleTerms& rule : c.rules)
            rules += fmt::format("{}{}: close {}% when {}", rules.empty() ? "" : "; ", rule.name,
                                 perCentText(rule.close), rule.when);
        return {{"structure", c.structure}, {"rules", std::move(rules)}, {"reason", c.reason}};
    }
    Arguments operator()(const PauseRules& c) const
    {
        return {{"structure", c.structure}, {"reason", c.reason}};
    }
    Arguments operator()(const RemoveRules& c) const
    {
        return {{"structure", c.structure}, {"reason", c.reason}};
    }
    Arguments operator()(const PreviewRules& c) const { return {{"structure", c.structure}}; }
    Arguments operator()(const ListRules&) const { return {}; }
    Arguments operator()(const FindRolls& c) const { return argumentsOf(c.ask); }
    Arguments operator()(const PreviewRoll& c) const { return argumentsOf(c.ask); }
    Arguments operator()(const StartRoll& c) const { return argumentsOf(c.ask); }
    Arguments operator()(const StopRoll& c) const { return {{"roll", c.roll}, {"reason", c.reason}}; }
    Arguments operator()(const ListRolls&) const { return {}; }
    Arguments operator()(const ShowRollChain& c) const { return {{"structure", c.structure}}; }
};

} // namespace

std::string nameOfCommand(const DeskCommand& command)
{
    return std::visit(CommandNaming {}, command);
}

Arguments argumentsOfCommand(const DeskCommand& command)
{
    return std::visit(CommandArguments {}, command);
}

CommandPriority priorityOfCommand(const DeskCommand& command)
{
    if (std::holds_alternative<EngageKill>(command))
        return CommandPriority::Kill;
    if (std::holds_alternative<CancelOrder>(command) || std::holds_alternative<AbortSession>(command)
        || std::holds_alternative<TripBreaker>(command) || std::holds_alternative<PauseRules>(command)
        || std::holds_alternative<RemoveRules>(command) || std::holds_alternative<StopRoll>(command))
        return CommandPriority::Cancel;
    if (const auto* submit = std::get_if<SubmitOrder>(&command)) {
        const bool isClosing = std::ranges::all_of(
            submit->request.legs, [](const OrderLeg& leg) { return leg.effect == PositionEffect::Close; });
        return isClosing ? CommandPriority::Reduce : CommandPriority::Normal;
    }
    return CommandPriority::Normal;
}

} // namespace strikedesk
