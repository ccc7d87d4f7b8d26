// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/HoldingsMoment.h"
#include "app/strikectl/InputText.h"
#include "core/pricing/HistoryTable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace strikedesk::cli {
namespace {

struct ShocksOptions
{
    std::string positions;
    std::string closes;
    std::size_t days = 1;
    HoldingsMoment moment;
    bool asJson = false;
};

constexpr std::size_t shocksTold = 10;

QString shocksText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string shockDollars(double amount)
{
    return Money::nearest(amount).text();
}

QJsonObject shockJson(const pricing::HistoryTable& table, const pricing::HistoricalShock& shock)
{
    QJsonObject moves;
    for (std::size_t i = 0; i < shock.moves.size(); ++i)
        moves.insert(shocksText(table.portfolio.underlyings[i].name), shock.moves[i]);
    return {{QStringLiteral("from"), shocksText(toIsoText(shock.from))},
            {QStringLiteral("to"), shocksText(toIsoText(shock.to))},
            {QStringLiteral("moves"), moves},
            {QStringLiteral("gain"), shocksText(shockDollars(shock.gain))}};
}

void printShocksJson(const pricing::HistoryTable& table)
{
    QJsonArray shocks;
    for (const pricing::HistoricalShock& shock : table.shocks)
        shocks.append(shockJson(table, shock));
    const QJsonObject document {
        {QStringLiteral("samples"), qint64(table.shocks.size())},
        {QStringLiteral("value_at_risk_95"), shocksText(shockDollars(table.valueAtRisk95))},
        {QStringLiteral("value_at_risk_99"), shocksText(shockDollars(table.valueAtRisk99))},
        {QStringLiteral("shocks"), shocks}};
    fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
}

void printShocksPlainly(const pricing::HistoryTable& table)
{
    fmt::print("{} past moves at today's volatility and time; 95 % lose less than {}, 99 % less than {}\n",
               table.shocks.size(), shockDollars(table.valueAtRisk95), shockDollars(table.valueAtRisk99));
    std::vector<pricing::HistoricalShock> worst = table.shocks;
    std::ranges::stable_sort(worst, {}, &pricing::HistoricalShock::gain);
    worst.resize(std::min(worst.size(), shocksTold));
    for (const pricing::HistoricalShock& shock : worst) {
        fmt::print("  {} to {} {:>14}", toIsoText(shock.from), toIsoText(shock.to), shockDollars(shock.gain));
        for (std::size_t i = 0; i < shock.moves.size(); ++i)
            fmt::print("  {} {:+.2f} %", table.portfolio.underlyings[i].name, 100 * shock.moves[i]);
        fmt::print("\n");
    }
}

ExitCode showShocks(const ShocksOptions& options)
{
    const auto positions = inputText(options.positions);
    if (!positions)
        return reportError(positions.error(), options.asJson);
    const auto closes = inputText(options.closes);
    if (!closes)
        return reportError(closes.error(), options.asJson);
    const auto request = requestAt(options.moment);
    if (!request)
        return reportError(request.error(), options.asJson);
    const auto table = pricing::historyTable(*positions, *closes, *request, options.days);
    if (!table)
        return reportError(table.error(), options.asJson);
    if (options.asJson)
        printShocksJson(*table);
    else
        printShocksPlainly(*table);
    return ExitCode::Done;
}

} // namespace

void addShocksCommand(CLI::App& program, Action& action)
{
    CLI::App* command
        = program.add_subcommand("shocks", "What a portfolio would have gained on the days of the past");
    command->footer("Columns of the closes: underlying, date, close.\n"
                    "Example: strikectl shocks --positions book.csv --closes closes.csv --days 5 --json");
    auto options = std::make_shared<ShocksOptions>();
    command->add_option("--positions", options->positions, "As of scenario; - for standard input")
        ->required();
    command->add_option("--closes", options->closes, "Daily closes of every underlying")->required();
    command->add_option("--days", options->days, "Trading days of one move")->check(CLI::Range(1, 250));
    addMomentOptions(*command, options->moment);
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([options, &action] { action = [options] { return showShocks(*options); }; });
}

} // namespace strikedesk::cli
