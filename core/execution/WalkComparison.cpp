// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/WalkComparison.h"

#include "core/execution/SharedMarket.h"
#include "core/execution/TrialOrders.h"
#include "core/util/Random.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace strikedesk {
namespace {

using ContenderKey = std::pair<FillModel, std::size_t>;

/// What one contender did on one day.
struct DayOutcome
{
    std::vector<TrialOutcome> orders;
};

/// Sums over the days that count.
struct Tally
{
    ContenderResult result;
    std::vector<double> fillRates;
    std::vector<double> filledCosts;
    std::vector<double> wholeCosts;
    double seconds = 0;
    double steps = 0;
};

// The 97.5 % quantile of Student's t (Cornish–Fisher expansion; Abramowitz and Stegun 26.7.5).
double studentQuantile(int freedom)
{
    const double z = 1.959963984540054;
    const double n = freedom;
    return z + (std::pow(z, 3) + z) / (4 * n)
        + (5 * std::pow(z, 5) + 16 * std::pow(z, 3) + 3 * z) / (96 * n * n)
        + (3 * std::pow(z, 7) + 19 * std::pow(z, 5) + 17 * std::pow(z, 3) - 15 * z) / (384 * n * n * n);
}

using Trials = std::vector<std::pair<ContenderKey, std::unique_ptr<WalkTrial>>>;

class ComparisonDay
{
public:
    ComparisonDay(const ComparisonPlan& plan, std::unique_ptr<MarketSource> source, std::uint64_t seed,
                  const std::map<FillModel, FillRates>& rates)
        : m_plan(plan)
        , m_market(SharedMarket::of(std::move(source)))
        , m_own(m_market->reader())
        , m_board(m_own->catalogue(), m_own->profile())
        , m_orders(seed, m_board.catalogue())
    {
        for (const FillModel fills : plan.fillModels) {
            for (std::size_t i = 0; i < plan.contenders.size(); ++i) {
                ExchangeOptions options;
                options.fills = fills;
                options.seed = seed;
                options.cash = Money::ofWhole(1'000'000'000);
                m_trials.emplace_back(ContenderKey {fills, i},
                                      std::make_unique<WalkTrial>(plan.contenders[i].terms,
                                                                  m_market->reader(), options,
                                                                  rates.at(fills), plan.timeLimit));
            }
        }
    }

    std::map<ContenderKey, DayOutcome> run()
    {
        const Instant begin = m_own->startsAt();
        const Instant end = m_orders.lastInstant(begin, m_plan.timeLimit);
        // One after the other: a day is left when all of them have had their time.
        const Duration between = std::min((end - begin) / m_plan.ordersPerDay, m_plan.timeLimit * 2);
        for (int order = 0; order < m_plan.ordersPerDay; ++order) {
            const Instant at = begin + between * order + m_orders.delay(between / 4);
            hear(at);
            if (const auto chosen = m_orders.choose(m_board, at)) {
                for (auto& [key, trial] : m_trials)
                    trial->submit(*chosen);
            }
            followUntil(begin + between * (order + 1));
        }
        return std::move(m_outcomes);
    }

    [[nodiscard]] const Trials& trials() const { return m_trials; }

private:
    void hear(Instant upTo)
    {
        m_events.clear();
        m_own->read(upTo, m_events);
        for (const MarketEvent& event : m_events)
            m_board.apply(event);
        m_now = std::max(m_now, upTo);
        for (auto& [key, trial] : m_trials) {
            trial->advance(m_now, m_board);
            for (TrialOutcome& outcome : trial->takeOutcomes())
                m_outcomes[key].orders.push_back(outcome);
        }
    }

    void followUntil(Instant latest)
    {
        const auto isIdle = [&] {
            return std::ranges::all_of(m_trials, [](const auto& each) { return each.second->isIdle(); });
        };
        while (m_now < latest && !isIdle())
            hear(m_now + m_plan.resolution);
    }

    const ComparisonPlan& m_plan;
    std::shared_ptr<SharedMarket> m_market;
    std::unique_ptr<MarketSource> m_own;
    QuoteBoard m_board;
    TrialOrders m_orders;
    Trials m_trials;
    std::map<ContenderKey, DayOutcome> m_outcomes;
    std::vector<MarketEvent> m_events;
    Instant m_now {};
};

void count(Tally& tally, const DayOutcome& day)
{
    Quantity wanted;
    Quantity filled;
    Money paid;
    Money whole;
    for (const TrialOutcome& order : day.orders) {
        wanted += order.quantity;
        filled += order.filled;
        paid += order.paid;
        whole += order.whole();
        tally.result.leftOver += order.leftOver;
        tally.seconds += order.secondsToFill;
        tally.steps += order.steps;
    }
    tally.result.orders += int(day.orders.size());
    tally.result.packages += wanted.count();
    tally.result.packagesFilled += filled.count();
    tally.result.paid += paid;
    if (wanted.isZero())
        return;
    tally.fillRates.push_back(double(filled.count()) / double(wanted.count()));
    tally.wholeCosts.push_back(whole.toDouble() / double(wanted.count()));
    if (!filled.isZero())
        tally.filledCosts.push_back(paid.toDouble() / double(filled.count()));
}

std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> result;
    for (std::size_t day = 0; day < std::min(a.size(), b.size()); ++day)
        result.push_back(a[day] - b[day]);
    return result;
}

ContenderResult resultOf(const Tally& tally, const Tally& first)
{
    ContenderResult result = tally.result;
    result.fillRate = meanOfDays(tally.fillRates);
    result.filledCost = meanOfDays(tally.filledCosts);
    result.wholeCost = meanOfDays(tally.wholeCosts);
    result.fillRateMore = meanOfDays(differences(tally.fillRates, first.fillRates));
    result.wholeCostMore = meanOfDays(differences(tally.wholeCosts, first.wholeCosts));
    if (result.packagesFilled > 0)
        result.secondsToFill = tally.seconds / double(result.packagesFilled);
    if (result.orders > 0)
        result.stepsPerOrder = tally.steps / double(result.orders);
    return result;
}

} // namespace

DayMean meanOfDays(const std::vector<double>& days)
{
    DayMean mean;
    mean.days = int(days.size());
    if (days.empty())
        return mean;
    for (const double day : days)
        mean.mean += day / double(days.size());
    double squares = 0;
    for (const double day : days)
        squares += (day - mean.mean) * (day - mean.mean);
    if (days.size() > 1)
        mean.halfWidth = studentQuantile(int(days.size()) - 1)
            * std::sqrt(squares / double(days.size() - 1) / double(days.size()));
    return mean;
}

Result<ComparisonReport> compareWalks(const ComparisonPlan& plan, const std::function<void(int day)>& said)
{
    std::map<FillModel, FillRates> rates;
    std::map<ContenderKey, Tally> tallies;
    for (const FillModel fills : plan.fillModels) {
        rates[fills] = {};
        for (std::size_t i = 0; i < plan.contenders.size(); ++i) {
            tallies[{fills, i}].result.name = plan.contenders[i].name;
            tallies[{fills, i}].result.fills = fills;
        }
    }
    for (int day = 0; day < plan.daysToLearn + plan.days; ++day) {
        auto market = plan.openDay(day);
        if (!market)
            return fail(market.error());
        ComparisonDay comparison(plan, std::move(*market), plan.seed + std::uint64_t(day), rates);
        const auto outcomes = comparison.run();
        const bool isLearning = day < plan.daysToLearn;
        // What one walk has seen of a venue's fills, every order of the desk would have seen: all teach.
        if (isLearning) {
            for (const auto& [key, trial] : comparison.trials())
                rates.at(key.first).add(trial->seen());
        } else {
            for (const auto& [key, outcome] : outcomes)
                count(tallies.at(key), outcome);
        }
        if (said)
            said(day);
    }
    ComparisonReport report;
    report.daysLearnt = plan.daysToLearn;
    for (const FillModel fills : plan.fillModels) {
        report.fillsLearnt += rates.at(fills).fillsSeen();
        for (std::size_t i = 0; i < plan.contenders.size(); ++i)
            report.results.push_back(resultOf(tallies.at({fills, i}), tallies.at({fills, 0})));
    }
    return report;
}

std::string verdictOn(const std::string& name, const ComparisonReport& report)
{
    int better = 0;
    int worse = 0;
    int models = 0;
    for (const ContenderResult& result : report.results) {
        if (result.name != name)
            continue;
        ++models;
        better += result.wholeCostMore.isBelow(0) && result.fillRateMore.mean >= 0 ? 1 : 0;
        worse += result.wholeCostMore.isAbove(0) && result.fillRateMore.mean <= 0 ? 1 : 0;
    }
    if (models > 0 && better == models)
        return "better";
    if (models > 0 && worse == models)
        return "worse";
    return better == 0 && worse == 0 ? "no difference that counts" : "depends on the fill model";
}

} // namespace strikedesk
