// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/Plan.h"

#include "core/settings/FieldReader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace strikedesk {

Instant instantOf(const PlanTime& time, const TradingSession& session, Instant taskBegan)
{
    const auto within
        = [&session](Instant instant) { return std::clamp(instant, session.opensAt, session.closesAt); };
    switch (time.anchor) {
    case PlanTime::Anchor::AfterStart: return taskBegan + time.offset;
    case PlanTime::Anchor::AfterOpen: return within(session.opensAt + time.offset);
    case PlanTime::Anchor::BeforeClose: return within(session.closesAt + time.offset);
    case PlanTime::Anchor::WallClock: break;
    }
    return within(newYorkTime(session.date, time.offset));
}

bool MarketTerms::accept(const MarketQuality& market) const
{
    const auto isAtMost = [](const std::optional<double>& value, const std::optional<double>& most) {
        return !most || (value && *value <= *most);
    };
    return (!liquidityMin || (market.liquidity && *market.liquidity >= *liquidityMin))
        && isAtMost(market.widthTicks, widthTicksMax) && isAtMost(market.widthOfMid, widthOfMidMax)
        && (allowsUnusual || !market.unusual.isAny());
}

std::string textOf(const PlanTime& time)
{
    const auto relative = [&time](std::string_view anchor) {
        if (time.offset.count() == 0)
            return std::string(anchor);
        return fmt::format("{}{}{}", anchor, time.offset.count() < 0 ? '-' : '+',
                           durationText(std::chrono::abs(time.offset)));
    };
    switch (time.anchor) {
    case PlanTime::Anchor::AfterStart: return relative("now");
    case PlanTime::Anchor::AfterOpen: return relative("open");
    case PlanTime::Anchor::BeforeClose: return relative("close");
    case PlanTime::Anchor::WallClock: break;
    }
    const std::chrono::hh_mm_ss clock {time.offset};
    return fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

std::string_view nameOf(const PlanAction& action)
{
    // In the order of the variant.
    static constexpr std::array<std::string_view, std::variant_size_v<PlanAction>> names {
        "open_structure", "set_rules", "take_profit", "roll", "close", "flatten", "wait_until", "report",
    };
    return names[action.index()];
}

std::string_view nameOf(PlanPriority priority)
{
    static constexpr std::array<std::string_view, 3> names {"P0", "P1", "P2"};
    return names[std::size_t(priority)];
}

std::chrono::seconds pauseAfter(const RetryTerms& terms, int attempt)
{
    const double seconds = double(terms.backoff.count()) * std::pow(terms.backoffFactor, attempt - 1);
    const double longest = double(terms.backoffMaximum.count());
    return std::chrono::seconds(std::int64_t(std::min(seconds, longest)));
}

int Plan::taskCount() const
{
    int count = 0;
    for (const PlanPhase& phase : phases)
        count += int(phase.tasks.size());
    return count;
}

const PlanTask* Plan::find(std::string_view taskId) const
{
    for (const PlanPhase& phase : phases) {
        for (const PlanTask& task : phase.tasks) {
            if (task.id == taskId)
                return &task;
        }
    }
    return nullptr;
}

} // namespace strikedesk
