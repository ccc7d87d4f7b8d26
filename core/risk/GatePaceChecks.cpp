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

CheckResult checkOrderToTrade(const GateInput& input)
{
    const std::int64_t hard = input.limits.at(LimitId::OrderToTrade);
    const std::int64_t soft = input.limits.at(LimitId::OrderToTradeWarning);
    const std::int64_t messages = input.pace.messagesLastHour + 1;
    const std::int64_t fills = std::max<std::int64_t>(1, input.pace.fillsLastHour);
    const std::int64_t ratio = (messages + fills - 1) / fills;
    const std::string limit = fmt::format("{}:1", hard);
    const std::string measured = fmt::format("{}:1", ratio);
    if (messages <= messagesBeforeRatio || ratio <= std::min(soft, hard))
        return passed("risk.order_to_trade", limit, measured);
    if (ratio > hard) {
        return deniedUnlessReducing(
            input, "risk.order_to_trade", limit, measured,
            fmt::format("The desk has sent {} messages for {} fills within an hour, and {} for one are "
                        "allowed; let working orders rest, or wait.",
                        messages, input.pace.fillsLastHour, hard));
    }
    return warned("risk.order_to_trade", limit, measured,
                  fmt::format("The desk has sent {} messages for {} fills within an hour; from {} for one on "
                              "nothing opens.",
                              messages, input.pace.fillsLastHour, hard));
}

} // namespace strikedesk::gate
