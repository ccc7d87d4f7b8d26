// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/CommandLine.h"
#include "app/start/DeskArguments.h"
#include "app/strikectl/Command.h"
#include "app/strikectl/WalkVerbs.h"
#include "core/execution/WalkComparison.h"
#include "core/instruments/TradingCalendar.h"
#include "core/orders/WalkStyles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace strikedesk::cli {
namespace {

struct WalksOptions
{
    start::DeskArguments market;
    int days = 20;
    int daysToLearn = 10;
    int orders = 12;
    std::uint64_t seed = 1;
    std::vector<std::string> fills {"pessimistic", "calibrated", "optimistic"};
    std::vector<std::string> walks;
    bool asJson = false;
};

// A day of its own for every seed: the simulated market is another one with each.
constexpr Date simulatedDay = Date {std::chrono::year {2026} / 3 / 2};
constexpr std::chrono::seconds recordedBar {60};

std::vector<WalkContender> contenders(const WalksOptions& options, bool isRecorded)
{
    std::vector<WalkContender> all;
    for (const WalkStyleRow& row : walkStyles)
        all.push_back({std::string(row.name), termsOf(row.style)});
    WalkTerms crossing = termsOf(WalkStyle::Ladder);
    crossing.rungs = {100};
    all.push_back({"marketable", crossing});
    if (!options.walks.empty())
        std::erase_if(all, [&](const WalkContender& each) {
            return each.name != all.front().name && !std::ranges::count(options.walks, each.name);
        });
    for (WalkContender& each : all) {
        if (isRecorded) // nothing is known between two bars
            each.terms.stepInterval = std::max(each.terms.stepInterval, recordedBar);
    }
    return all;
}

Result<std::vector<Date>> recordedDays(const start::DeskArguments& market)
{
    const auto first = parseDate(market.date);
    if (!first)
        return fail(first.error());
    const auto last = market.until.empty() ? first : parseDate(market.until);
    if (!last)
        return fail(last.error());
    std::vector<Date> days;
    for (Date day = *first; day <= *last; day = TradingCalendar::us().nextTradingDay(day))
        days.push_back(day);
    return days;
}

Result<ComparisonPlan> planFrom(const WalksOptions& options)
{
    ComparisonPlan plan;
    const bool isRecorded = !options.market.data.empty();
    plan.contenders = contenders(options, isRecorded);
    for (const std::string& name : options.fills) {
        const auto model = parseFillModel(name);
        if (!model)
            return fail(model.error());
        plan.fillModels.push_back(*model);
    }
    plan.seed = options.seed;
    plan.ordersPerDay = options.orders;
    plan.days = options.days;
    plan.daysToLearn = options.daysToLearn;
    if (!isRecorded) {
        plan.openDay = [seed = options.seed](int day) {
            MarketChoice choice;
            choice.date = simulatedDay;
            choice.seed = seed + std::uint64_t(day);
            return openMarket(choice);
        };
        return plan;
    }
    const auto days = recordedDays(options.market);
    if (!days)
        return fail(days.error());
    plan.daysToLearn = std::min(options.daysToLearn, int(days->size()) - 1);
    plan.days = int(days->size()) - plan.daysToLearn;
    plan.timeLimit = recordedBar * 20;
    plan.resolution = recordedBar;
    plan.openDay = [days = *days, market = options.market](int day) {
        MarketChoice choice;
        choice.kind = MarketChoice::Kind::Recorded;
        choice.directory = market.data;
        choice.underlying = market.underlying;
        choice.date = days[std::size_t(day)];
        return openMarket(choice);
    };
    return plan;
}

QJsonObject toJson(const DayMean& mean)
{
    return {{QStringLiteral("mean"), mean.mean},
            {QStringLiteral("half_width"),
             mean.days > 1 ? QJsonValue(mean.halfWidth) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("days"), mean.days}};
}

QJsonObject toJson(const ContenderResult& result)
{
    const auto text
        = [](std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); };
    return {{QStringLiteral("walk"), text(result.name)},
            {QStringLiteral("fill_model"), text(nameOf(result.fills))},
            {QStringLiteral("orders"), result.orders},
            {QStringLiteral("packages"), qint64(result.packages)},
            {QStringLiteral("packages_filled"), qint64(result.packagesFilled)},
            {QStringLiteral("paid"), text(result.paid.text())},
            {QStringLiteral("left_over"), text(result.leftOver.text())},
            {QStringLiteral("seconds_to_fill"), result.secondsToFill},
            {QStringLiteral("steps_per_order"), result.stepsPerOrder},
            {QStringLiteral("fill_rate"), toJson(result.fillRate)},
            {QStringLiteral("dollars_per_filled_package"), toJson(result.filledCost)},
            {QStringLiteral("dollars_per_package"), toJson(result.wholeCost)},
            {QStringLiteral("fill_rate_more"), toJson(result.fillRateMore)},
            {QStringLiteral("dollars_per_package_more"), toJson(result.wholeCostMore)}};
}

void printPlainly(const ComparisonReport& report)
{
    const auto interval = [](const DayMean& mean, const char* form) {
        if (mean.days == 0)
            return std::string("-");
        const std::string value = fmt::format(fmt::runtime(form), mean.mean);
        // One day says nothing of how far another would be.
        return mean.days == 1 ? value + " ± ?"
                              : value + fmt::format(fmt::runtime(std::string(" ± ") + form), mean.halfWidth);
    };
    std::string_view model;
    for (const ContenderResult& result : report.results) {
        if (nameOf(result.fills) != model) {
            model = nameOf(result.fills);
            fmt::print("\n{} fills, {} orders on {} days\n", model, result.orders, result.wholeCost.days);
            fmt::print("  {:<12} {:>17} {:>19} {:>19} {:>7} {:>6} {:>21}\n", "walk", "filled %",
                       "$ a filled one", "$ rest crossing", "s", "steps", "$ more than the first");
        }
        DayMean percent = result.fillRate;
        percent.mean *= 100;
        percent.halfWidth *= 100;
        fmt::print("  {:<12} {:>17} {:>19} {:>19} {:>7.1f} {:>6.1f} {:>21}\n", result.name,
                   interval(percent, "{:.1f}"), interval(result.filledCost, "{:.2f}"),
                   interval(result.wholeCost, "{:.2f}"), result.secondsToFill, result.stepsPerOrder,
                   interval(result.wholeCostMore, "{:.2f}"));
    }
    fmt::print("\nAgainst {}, over all fill models:\n", report.results.front().name);
    for (const ContenderResult& result : report.results) {
        if (result.fills == report.results.front().fills && result.name != report.results.front().name)
            fmt::print("  {:<12} {}\n", result.name, verdictOn(result.name, report));
    }
    fmt::print("Dollars per package against the mid at the decision; ± is half of a 95 % interval over days. "
               "The adaptive walk learnt from {} fills on {} other days.\n",
               report.fillsLearnt, report.daysLearnt);
}

ExitCode compare(const WalksOptions& options)
{
    const auto plan = planFrom(options);
    if (!plan)
        return reportError(plan.error(), options.asJson);
    const int all = plan->days + plan->daysToLearn;
    const auto report = compareWalks(*plan, [&](int day) {
        fmt::print(stderr, "\rday {} of {}", day + 1, all);
        std::fflush(stderr);
    });
    fmt::print(stderr, "\r");
    if (!report)
        return reportError(report.error(), options.asJson);
    if (!options.asJson) {
        printPlainly(*report);
        return ExitCode::Done;
    }
    QJsonArray results;
    QJsonObject verdicts;
    for (const ContenderResult& result : report->results) {
        results.append(toJson(result));
        verdicts.insert(QString::fromStdString(result.name),
                        QString::fromStdString(verdictOn(result.name, *report)));
    }
    verdicts.remove(QString::fromStdString(report->results.front().name));
    const QJsonObject document {
        {QStringLiteral("seed"), qint64(options.seed)},
        {QStringLiteral("compared_with"), QString::fromStdString(report->results.front().name)},
        {QStringLiteral("days_learnt"), report->daysLearnt},
        {QStringLiteral("fills_learnt"), qint64(report->fillsLearnt)},
        {QStringLiteral("verdicts"), verdicts},
        {QStringLiteral("results"), results}};
    fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
    return ExitCode::Done;
}

ExitCode list()
{
    for (const WalkStyleRow& row : walkStyles)
        fmt::print("{:<12} every {:>2} s  {}\n", row.name, row.stepInterval.count(), row.sentence);
    return ExitCode::Done;
}

void addCompare(CLI::App& walks, Action& action)
{
    CLI::App* command
        = walks.add_subcommand("compare", "Give every walk the same orders and say what each cost");
    command->footer("Without --data on simulated days, one for each seed.\n"
                    "Example: strikectl walks compare --days 200 --learn 50 --json");
    auto options = std::make_shared<WalksOptions>();
    command->add_option("--data", options->market.data, "Folder of recorded data (LEAN layout)");
    command->add_option("--underlying", options->market.underlying, "Underlying of the recorded data");
    command->add_option("--date", options->market.date, "First recorded day, such as 2013-06-28");
    command->add_option("--until", options->market.until, "Last recorded day");
    command->add_option("--days", options->days, "Simulated days that count")->check(CLI::Range(1, 10'000));
    command->add_option("--learn", options->daysToLearn, "Days before them that teach the adaptive walk")
        ->check(CLI::Range(0, 10'000));
    command->add_option("--orders", options->orders, "Orders a day")->check(CLI::Range(1, 200));
    command->add_option("--seed", options->seed, "Seed of the first day")->check(start::wholeNumber());
    command->add_option("--fills", options->fills, "pessimistic, calibrated, optimistic (all)");
    command->add_option("--walks", options->walks, "Only these, beside the mid-walk");
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([options, &action] { action = [options] { return compare(*options); }; });
}

} // namespace

void addWalksCommand(CLI::App& program, Action& action)
{
    CLI::App* walks = program.add_subcommand("walks", "How orders go through the spread");
    walks->require_subcommand(1);
    CLI::App* names = walks->add_subcommand("list", "Every style of walk");
    names->callback([&action] { action = list; });
    addWalkShow(*walks, action);
    addCompare(*walks, action);
}

} // namespace strikedesk::cli
