// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RiskViews.h"

#include "core/engine/EquityWatch.h"

namespace strikedesk {
namespace {

LimitView limitViewOf(const LimitBook& book, const LimitScope& scope, LimitId id)
{
    const LimitRow& row = rowOf(id);
    const auto value = book.find(scope, id);
    LimitView view {std::string(row.code), std::string(row.title),
                    value ? limitText(row, *value) : std::string("not set"), std::string(nameOf(row.unit))};
    view.scope = scope.text();
    view.kind = row.isSoft ? "soft" : "hard";
    if (const PendingLimit* waits = book.pending(scope, id))
        view.pending = PendingLimitView {waits->value ? limitText(row, *waits->value) : std::string("none"),
                                         waits->from, waits->actor, waits->reason};
    return view;
}

} // namespace

std::vector<LimitView> limitViews(const LimitBook& book)
{
    std::vector<LimitView> views;
    for (const LimitRow& row : limitTable())
        views.push_back(limitViewOf(book, {}, row.id));
    for (const auto& [scope, limits] : book.narrower()) {
        for (const auto& [id, value] : limits.values)
            views.push_back(limitViewOf(book, scope, id));
    }
    return views;
}

DrillView drillView(const KillDrilled& report, Instant at)
{
    const auto seconds = [](std::optional<std::uint64_t> microseconds) {
        return microseconds ? std::optional(double(*microseconds) / 1e6) : std::nullopt;
    };
    return {at,
            int(report.orders),
            int(report.confirmed),
            *seconds(report.blockedMicroseconds),
            seconds(report.sentMicroseconds),
            seconds(report.confirmedMicroseconds)};
}

RiskView riskView(const DeskContext& context)
{
    const RiskRecord& risk = context.state.risk();
    RiskView view;
    for (const auto& [scope, breaker] : risk.breakers)
        view.breakers.push_back({scope.text(), std::string(nameOf(breaker.mode)), breaker.code,
                                 breaker.reason, breaker.actor, breaker.trippedAt,
                                 resettableFrom(context.state, breaker)});
    const TodayResult day = dayResult(context);
    view.dayLoss = day.loss;
    view.drawdown = day.drawdown;
    for (const auto& [principal, reason] : risk.disarmed)
        view.disarmed.push_back({principal, reason});
    for (const auto& [underlying, reason] : risk.restricted)
        view.restricted.push_back({underlying, reason});
    return view;
}

} // namespace strikedesk
