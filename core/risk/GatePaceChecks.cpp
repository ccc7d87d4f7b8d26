// SPDX-License-Identifier: GPL-3.0-or-later
// How fast, how often and how fruitlessly somebody trades.
#include "core/risk/GateCheckParts.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::gate {

namespace {

// A ratio says nothing about the first messages of an hour: a few long walks before the first fill are no
// nuisance to anybody.
constexpr std::int64_t messagesBeforeRatio = 500;

// The same ratio twice: first where it asks for a word, then where nothing helps any more.
CheckResult orderToTrade(const GateInput& input, LimitId id, const char* code, const char* advice)
{
    const std::int64_t most = input.limits.at(id);
    const std::int64_t messages = input.pace.messagesLastHour + 1;
    const std::int64_t fills = std::max<std::int64_t>(1, input.pace.fillsLastHour);
    const std::int64_t ratio = (messages + fills - 1) / fills;
    const std::string limit = fmt::format("{}:1", most);
    const std::string measured = fmt::format("{}:1", ratio);
    if (messages <= messagesBeforeRatio || ratio <= most)
        return passed(code, limit, measured);
    return deniedUnlessReducing(
        input, code, limit, measured,
        fmt::format("The desk has sent {} messages for {} fills within an hour, and {} for one are allowed; "
                    "{}.",
                    messages, input.pace.fillsLastHour, most, advice));
}

} // namespace

CheckResult checkPrincipal(const GateInput& input)
{
    if (!input.pace.isDisarmed)
        return passed("risk.principal_disarmed", "armed", "armed");
    return deniedUnlessReducing(
        input, "risk.principal_disarmed", "armed", "disarmed",
        fmt::format("Whoever sends this has been disarmed ({}), so nothing opens until a person enables it "
                    "again.",
                    input.pace.disarmedReason));
}

CheckResult checkMessages(const GateInput& input)
{
    const std::int64_t most = input.limits.at(LimitId::MessagesPerMinute);
    const std::int64_t sent = input.pace.messagesLastMinute + 1;
    const std::string limit = fmt::format("{} in a minute", most);
    if (sent > most) {
        return deniedUnlessReducing(
            input, "risk.message_rate", limit, fmt::format("{}", sent),
            fmt::format("This would be message {} of one sender within a minute, and {} are allowed; wait a "
                        "little. Going on disarms the sender at {}.",
                        sent, most, input.limits.at(LimitId::MessagesDisarm)));
    }
    return passed("risk.message_rate", limit, fmt::format("{}", sent));
}

CheckResult checkRepeated(const GateInput& input)
{
    const std::int64_t most = input.limits.at(LimitId::RepeatedExecutions);
    const std::string limit = fmt::format("{} in a day", most);
    if (!input.pace.isAutomated)
        return passed("risk.repeated_executions", limit, "a person");
    const std::string measured = fmt::format("{}", input.pace.executionsToday);
    if (input.pace.executionsToday >= most) {
        return deniedUnlessReducing(
            input, "risk.repeated_executions", limit, measured,
            fmt::format("Strategy \"{}\" has opened and filled {} times today by itself, and {} are allowed; "
                        "a person enables it again.",
                        input.request.strategy, measured, most));
    }
    return passed("risk.repeated_executions", limit, measured);
}

CheckResult checkEarlyOrderToTrade(const GateInput& input)
{
    return orderToTrade(input, LimitId::OrderToTradeWarning, "risk.order_to_trade_warning",
                        "say that it is meant (override), let working orders rest, or wait");
}

CheckResult checkOrderToTrade(const GateInput& input)
{
    return orderToTrade(input, LimitId::OrderToTrade, "risk.order_to_trade",
                        "let working orders rest, or wait");
}

} // namespace strikedesk::gate
