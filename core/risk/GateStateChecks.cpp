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
    const auto& breakers = input.flags.breakers;
    const auto strictest
        = std::max_element(breakers.begin(), breakers.end(),
                           [](const BreakerRecord& a, const BreakerRecord& b) { return a.mode < b.mode; });
    if (strictest == breakers.end())
        return passed("risk.breaker_open", "closed", "closed");
    const std::string why
        = fmt::format("The breaker of {} is open ({})", strictest->scope.text(), strictest->reason);
    const std::string measured(nameOf(strictest->mode));
    // The kill switch closes positions on a market that is frozen, since nothing must stop it.
    if (strictest->mode == BreakerMode::Freeze && input.actor != "kill") {
        return denied("risk.frozen", "closed", measured,
                      fmt::format("{}, so nothing goes but cancels and the kill switch until a person "
                                  "resets it.",
                                  why));
    }
    const bool isClosing = std::all_of(input.legs.begin(), input.legs.end(), [](const PricedLeg& leg) {
        return leg.leg.effect == PositionEffect::Close;
    });
    if (strictest->mode == BreakerMode::BlockEntries && isClosing)
        return warned("risk.breaker_open", "closed", measured, why + "; the order only closes and may go.");
    return deniedUnlessReducing(input, "risk.breaker_open", "closed", measured,
                                fmt::format("{}, so {} until a person resets it.", why,
                                            strictest->mode == BreakerMode::BlockEntries
                                                ? "nothing opens"
                                                : "only what reduces risk goes"));
}

CheckResult checkUnknown(const GateInput& input)
{
    const auto& unknown = input.flags.unknownUnderlyings;
    for (const PricedLeg& leg : input.legs) {
        const std::string& underlying = leg.instrument->underlying;
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
