// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "app/strikectl/HoldingsMoment.h"
#include "app/strikectl/InputText.h"
#include "core/instruments/TradingCalendar.h"
#include "core/pricing/ScenarioTable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk::cli {
namespace {

struct ScenarioOptions
{
    std::string file;
    std::string prices;
    std::string moves;
    std::string volatilities;
    std::string shifts;
    std::string dates;
    HoldingsMoment moment;
    bool asJson = false;
};

Result<void> readAxis(const std::string& text, std::vector<double>& axis)
{
    if (text.empty())
        return {};
    auto points = pricing::parseAxis(text);
    if (!points)
        return fail(points.error());
    axis = *std::move(points);
    return {};
}

Result<pricing::ScenarioRequest> requestFrom(const ScenarioOptions& options)
{
    std::vector<Instant> dates;
    if (!options.dates.empty()) {
        auto read = pricing::parseDateAxis(options.dates);
        if (!read)
            return fail(read.error());
        dates = *std::move(read);
        std::ranges::sort(dates);
    }
    auto request = requestAt(options.moment, std::move(dates));
    if (!request)
        return request;
    for (const auto& read :
         {readAxis(options.prices, request->spotAxis), readAxis(options.moves, request->moves),
          readAxis(options.volatilities, request->volatilityAxis),
          readAxis(options.shifts, request->volatilityShifts)}) {
        if (!read)
            return fail(read.error());
    }
    // A grid nobody described: a fifth down and up, ten points of volatility down and up.
    if (options.prices.empty() && options.moves.empty())
        request->moves = {-0.20, -0.15, -0.10, -0.05, 0, 0.05, 0.10, 0.15, 0.20};
    if (options.volatilities.empty() && options.shifts.empty())
        request->volatilityShifts = {-0.10, 0, 0.10};
    return request;
}

QString scenarioText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonObject pointJson(const pricing::ScenarioTable& table, const pricing::ScenarioTablePoint& point)
{
    return {{QStringLiteral("date"), scenarioText(toIsoText(point.date))},
            {table.isSpotPrice ? QStringLiteral("spot") : QStringLiteral("move"),
             table.isSpotPrice ? QJsonValue(scenarioText(Price::nearest(point.spot).text()))
                               : QJsonValue(point.spot)},
            {table.isVolatilityLevel ? QStringLiteral("volatility") : QStringLiteral("volatility_shift"),
             point.volatility},
            {QStringLiteral("value"), scenarioText(point.value.text())},
            {QStringLiteral("gain"), scenarioText(point.gain.text())}};
}

const pricing::ScenarioTablePoint& extremePoint(const pricing::ScenarioTable& table, bool isWorst)
{
    const auto [worst, best]
        = std::ranges::minmax_element(table.points, {}, &pricing::ScenarioTablePoint::gain);
    return isWorst ? *worst : *best;
}

void printScenarioJson(const pricing::ScenarioTable& table, const pricing::ScenarioRequest& request)
{
    QJsonArray points;
    for (const pricing::ScenarioTablePoint& point : table.points)
        points.append(pointJson(table, point));
    QJsonArray underlyings;
    for (const pricing::ScenarioUnderlying& underlying : table.portfolio.underlyings)
        underlyings.append(QJsonObject {{QStringLiteral("underlying"), scenarioText(underlying.name)},
                                        {QStringLiteral("spot"),
                                         table.valueNow || !table.isSpotPrice ? QJsonValue(
                                             scenarioText(Price::nearest(underlying.market.spot).text()))
                                                                              : QJsonValue(QJsonValue::Null)},
                                        {QStringLiteral("beta"), underlying.beta}});
    const QJsonObject document {
        {QStringLiteral("now"), scenarioText(toIsoText(request.now))},
        {QStringLiteral("rate"), request.rates.rateAt(0)},
        {QStringLiteral("rate_source"), scenarioText(request.rates.source())},
        {QStringLiteral("underlyings"), underlyings},
        {QStringLiteral("cost"), scenarioText(table.cost.text())},
        {QStringLiteral("value_now"),
         table.valueNow ? QJsonValue(scenarioText(table.valueNow->text())) : QJsonValue(QJsonValue::Null)},
        {QStringLiteral("worst"), pointJson(table, extremePoint(table, true))},
        {QStringLiteral("best"), pointJson(table, extremePoint(table, false))},
        {QStringLiteral("points"), points}};
    fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
}

void printScenarioPlainly(const pricing::ScenarioTable& table, const pricing::ScenarioRequest& request)
{
    fmt::print("gain against a cost of {}; now {}, rate {:.3f} % ({})\n", table.cost.text(),
               newYorkText(request.now), 100 * request.rates.rateAt(0), printable(request.rates.source()));
    const pricing::ScenarioTablePoint* last = nullptr;
    for (const pricing::ScenarioTablePoint& point : table.points) {
        if (!last || point.date != last->date)
            fmt::print("\n{}\n", newYorkText(point.date));
        if (!last || point.date != last->date || point.volatility != last->volatility)
            fmt::print("  volatility {}\n",
                       table.isVolatilityLevel ? fmt::format("{:.2f} %", 100 * point.volatility)
                                               : fmt::format("{:+.2f} points", 100 * point.volatility));
        fmt::print("    {:>12} {:>16}\n",
                   table.isSpotPrice ? fmt::format("{:.2f}", point.spot)
                                     : fmt::format("{:+.2f} %", 100 * point.spot),
                   point.gain.text());
        last = &point;
    }
}

ExitCode showScenario(const ScenarioOptions& options)
{
    const auto text = inputText(options.file);
    if (!text)
        return reportError(text.error(), options.asJson);
    const auto request = requestFrom(options);
    if (!request)
        return reportError(request.error(), options.asJson);
    const auto table = pricing::scenarioTable(*text, *request);
    if (!table)
        return reportError(table.error(), options.asJson);
    if (options.asJson)
        printScenarioJson(*table, *request);
    else
        printScenarioPlainly(*table, *request);
    return ExitCode::Done;
}

} // namespace

void addScenarioCommand(CLI::App& program, Action& action)
{
    CLI::App* command
        = program.add_subcommand("scenario", "Value a portfolio over prices, volatilities and dates");
    command->footer(
        "Columns: symbol, quantity, cost, and, where known, volatility, price, underlying_price, beta.\n"
        "Example: strikectl scenario --positions book.csv --spots 90:110:21 --vols 0.2:0.4:3 "
        "--dates 2026-03-06:2026-03-20:3 --json");
    auto options = std::make_shared<ScenarioOptions>();
    command->add_option("--positions", options->file, "The file to read, - for standard input")->required();
    CLI::Option* prices
        = command->add_option("--spots", options->prices, "Prices of the only underlying, A:B:N");
    command->add_option("--moves", options->moves, "Moves as fractions, A:B:N, times each line's beta")
        ->excludes(prices);
    CLI::Option* levels
        = command->add_option("--vols", options->volatilities, "One volatility for all options, A:B:N");
    command->add_option("--vol-shifts", options->shifts, "Added to each option's own volatility, A:B:N")
        ->excludes(levels);
    command->add_option("--dates", options->dates, "D,D… or D1:D2:N, each at 16:00 New York");
    addMomentOptions(*command, options->moment);
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([options, &action] { action = [options] { return showScenario(*options); }; });
}

} // namespace strikedesk::cli
