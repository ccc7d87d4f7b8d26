// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/GateCheckParts.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::gate {

CheckResult checkKill(const GateInput& input)
{
    if (!input.flags.isKilled)
        return passed("risk.killed", "not engaged", "not engaged");
    return deniedUnlessReducing(
        input, "risk.killed", "not engaged", "engaged",
        fmt::format("The kill switch is engaged ({}), so nothing opens until a person resets it.",
                    input.flags.killReason));
}

CheckResult checkArmed(const GateInput& input)
{
    if (input.flags.isArmed)
        return passed("risk.disarmed", "armed", "armed");
    return denied("risk.disarmed", "armed", "disarmed",
                  fmt::format("The desk is not armed ({}), so no order goes out; cancel and kill work. "
                              "It arms when its books and the venue agree.",
                              input.flags.disarmedReason));
}

CheckResult checkBreaker(const GateInput& input)
{
    if (!input.flags.isBreakerOpen)
        return passed("risk.breaker_open", "closed", "closed");
    return deniedUnlessReducing(input, "risk.breaker_open", "closed", "open",
                                fmt::format("A loss limit has been hit ({}), so the desk only reduces risk "
                                            "until a person resets the breaker.",
                                            input.flags.breakerReason));
}

CheckResult checkUnknown(const GateInput& input)
{
    const auto& unknown = input.flags.unknownUnderlyings;
    for (const PricedLeg& leg : input.legs) {
        const std::string& underlying = leg.instrument.underlying;
        if (std::find(unknown.begin(), unknown.end(), underlying) == unknown.end())
            continue;
        return deniedUnlessReducing(
            input, "risk.unknown_outstanding", "none", underlying,
            fmt::format("An order on {} was sent and its outcome is not known yet, so nothing opens on {} "
                        "until the venue has told.",
                        underlying, underlying));
    }
    return passed("risk.unknown_outstanding", "none", "none");
}

CheckResult checkCloses(const GateInput& input)
{
    const auto excess = closeExcess(input.request, input.held);
    if (!excess)
        return passed("risk.close_exceeds_position", "what is held", "within");
    return denied("risk.close_exceeds_position", fmt::format("{}", excess->certain.count()),
                  fmt::format("{}", excess->asked.count()),
                  fmt::format("The order closes {} of {}, but {} are held that no working order may close; "
                              "lower the quantity, or cancel what is working.",
                              excess->asked.count(), excess->symbol, excess->certain.count()));
}

} // namespace strikedesk::gate
