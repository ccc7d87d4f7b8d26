// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/CostReport.h"

#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk {
namespace {

struct GroupingRow
{
    CostGrouping grouping;
    std::string_view name;
};

// clang-format off
constexpr std::array groupingRows {
    GroupingRow {CostGrouping::Underlying, "underlying"},
    GroupingRow {CostGrouping::Structure,  "structure"},
    GroupingRow {CostGrouping::Strategy,   "strategy"},
    GroupingRow {CostGrouping::Kind,       "type"},
    GroupingRow {CostGrouping::Venue,      "venue"},
    GroupingRow {CostGrouping::Hour,       "hour"},
    GroupingRow {CostGrouping::Day,        "day"},
    GroupingRow {CostGrouping::Sender,     "sender"},
};
// clang-format on

constexpr auto groupings = [] {
    std::array<CostGrouping, groupingRows.size()> all {};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = groupingRows[i].grouping;
    return all;
}();

using Waits = std::vector<std::pair<Quantity, double>>;

std::optional<FillTimes> timesOf(Waits waits)
{
    Quantity contracts;
    FillTimes times;
    for (const auto& [filled, seconds] : waits) {
        contracts += filled;
        times.mean += double(filled.count()) * seconds;
        times.longest = std::max(times.longest, seconds);
    }
    if (!contracts.isPositive())
        return {};
    times.mean /= double(contracts.count());
    std::ranges::sort(waits, {}, &Waits::value_type::second);
    std::int64_t passed = 0;
    for (const auto& [filled, seconds] : waits) {
        passed += filled.count();
        times.median = seconds;
        if (2 * passed >= contracts.count())
            break;
    }
    return times;
}

void countOutcome(CostGroup& group, const OrderCosts& costs)
{
    const CostedOrder& order = *costs.order;
    ++group.orders;
    group.cancelled += order.outcome == CostOutcome::Cancelled ? 1 : 0;
    group.expired += order.outcome == CostOutcome::Expired ? 1 : 0;
    group.rejected += order.outcome == CostOutcome::Rejected ? 1 : 0;
    if (order.outcome == CostOutcome::Open) {
        ++group.open;
        return;
    }
    group.contractsAsked += costs.contractsAsked;
    group.contractsFilledOfAsked += costs.contractsFilled;
    if (costs.filled.isZero())
        ++group.unfilled;
    else if (costs.filled < order.asked)
        ++group.partial;
    else
        ++group.full;
}

void addTo(CostGroup& group, Waits& waits, const OrderCosts& costs)
{
    countOutcome(group, costs);
    group.fills += costs.fills;
    group.busts += costs.busts;
    group.corrections += costs.corrections;
    group.replaces += costs.order->replaces;
    group.replacesRefused += costs.order->replacesRefused;
    group.cancelsAsked += costs.order->cancelsAsked;
    group.contractsFilled += costs.contractsFilled;
    group.notional += costs.notional;
    group.fees += costs.fees;
    group.figures += costs.figures;
    waits.insert(waits.end(), costs.waits.begin(), costs.waits.end());
}

bool isInTime(CostGrouping by)
{
    return by == CostGrouping::Hour || by == CostGrouping::Day;
}

} // namespace

std::span<const CostGrouping> costGroupings()
{
    return groupings;
}

std::string_view nameOf(CostGrouping grouping)
{
    const auto row = std::ranges::find(groupingRows, grouping, &GroupingRow::grouping);
    return row == groupingRows.end() ? std::string_view() : row->name;
}

Result<CostGrouping> parseCostGrouping(std::string_view name)
{
    std::string known;
    for (const GroupingRow& row : groupingRows) {
        if (row.name == name)
            return row.grouping;
        known += known.empty() ? "" : ", ";
        known += row.name;
    }
    return fail("input.query", fmt::format("Costs are grouped by {}, not by \"{}\".", known, name));
}

std::optional<double> CostGroup::fillRate() const
{
    if (!contractsAsked.isPositive())
        return {};
    return double(contractsFilledOfAsked.count()) / double(contractsAsked.count());
}

std::string groupNameOf(const CostedOrder& order, CostGrouping by)
{
    switch (by) {
    case CostGrouping::Underlying: return order.underlying;
    case CostGrouping::Structure: return order.structure;
    case CostGrouping::Strategy: return order.strategy;
    case CostGrouping::Kind: return order.kind;
    case CostGrouping::Venue: return order.venue;
    case CostGrouping::Hour: {
        const auto hour
            = std::chrono::duration_cast<std::chrono::hours>(newYorkLocal(order.createdAt).sinceMidnight);
        return fmt::format("{:02}:00", hour.count());
    }
    case CostGrouping::Day: return toIsoText(TradingCalendar::us().tradeDate(order.createdAt));
    case CostGrouping::Sender: return order.actor;
    }
    return {};
}

CostReport costReport(const CostRecord& record, CostGrouping by)
{
    struct Gathered
    {
        CostGroup group;
        Waits waits;
    };
    CostReport report;
    report.by = by;
    report.denials = record.denials;
    report.forgotten = record.forgotten;
    Waits all;
    std::map<std::string, Gathered> gathered;
    for (const CostedOrderPtr& order : record.orders) {
        const OrderCosts costs = costsOf(order);
        Gathered& into = gathered[groupNameOf(*order, by)];
        addTo(into.group, into.waits, costs);
        addTo(report.total, all, costs);
        if (order->outcome == CostOutcome::Rejected)
            ++report.rejects[order->reason];
        if (order->outcome == CostOutcome::Cancelled)
            ++report.cancels[order->reason];
    }
    report.total.times = timesOf(std::move(all));
    for (auto& [name, part] : gathered) {
        part.group.name = name;
        part.group.times = timesOf(std::move(part.waits));
        report.groups.push_back(std::move(part.group));
    }
    if (!isInTime(by))
        std::ranges::stable_sort(report.groups, std::greater<>(), &CostGroup::notional);
    return report;
}

} // namespace strikedesk
