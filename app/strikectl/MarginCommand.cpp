// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "app/strikectl/InputText.h"
#include "core/instruments/TradingCalendar.h"
#include "core/pricing/MarginTable.h"
#include "core/util/Clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk::cli {
namespace {

struct MarginOptions
{
    std::string file;
    bool wantsPortfolio = false;
    std::string date;
    double rate = 0;
    bool asJson = false;
};

QString marginText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonValue moneyJson(Money money)
{
    return marginText(money.text());
}

QJsonObject pairingJson(const pricing::MarginTableRow& row, const pricing::MarginPairing& pairing)
{
    QJsonArray legs;
    for (const pricing::MarginPart& part : pairing.parts)
        legs.append(QJsonObject {
            {QStringLiteral("symbol"), marginText(row.legs.at(part.leg).symbol)},
            {QStringLiteral("quantity"), qint64(part.quantity.count())},
        });
    return {{QStringLiteral("structure"), marginText(nameOf(pairing.structure))},
            {QStringLiteral("initial"), moneyJson(pairing.initial)},
            {QStringLiteral("maintenance"), moneyJson(pairing.maintenance)},
            {QStringLiteral("legs"), legs}};
}

QJsonValue portfolioJson(const pricing::MarginTableRow& row)
{
    if (!row.portfolio)
        return QJsonValue::Null;
    const auto moves = pricing::marginMoves(row.marginClass);
    QJsonArray points;
    for (std::size_t i = 0; i < moves.size(); ++i)
        points.append(QJsonObject {{QStringLiteral("move"), moves[i]},
                                   {QStringLiteral("gain"), moneyJson(row.portfolio->gains[i])}});
    return QJsonObject {{QStringLiteral("class"), marginText(nameOf(row.marginClass))},
                        {QStringLiteral("requirement"), moneyJson(row.portfolio->requirement)},
                        {QStringLiteral("worst_loss"), moneyJson(row.portfolio->worstLoss)},
                        {QStringLiteral("worst_move"), row.portfolio->worstMove},
                        {QStringLiteral("minimum"), moneyJson(row.portfolio->minimum)},
                        {QStringLiteral("points"), points}};
}

QJsonObject underlyingJson(const pricing::MarginTableRow& row)
{
    QJsonArray pairings;
    for (const pricing::MarginPairing& pairing : row.strategy.pairings)
        pairings.append(pairingJson(row, pairing));
    return {{QStringLiteral("underlying"), marginText(row.underlying)},
            {QStringLiteral("underlying_price"), moneyJson(Money::nearest(row.underlyingPrice))},
            {QStringLiteral("initial"), moneyJson(row.strategy.initial)},
            {QStringLiteral("maintenance"), moneyJson(row.strategy.maintenance)},
            {QStringLiteral("exact"), row.strategy.isExact},
            {QStringLiteral("pairings"), pairings},
            {QStringLiteral("portfolio"), portfolioJson(row)}};
}

/// Sums over the underlyings of one account.
struct AccountSums
{
    std::string account;
    Money initial;
    Money maintenance;
    Money portfolio;
    std::vector<const pricing::MarginTableRow*> rows;
};

std::vector<AccountSums> sumsByAccount(const std::vector<pricing::MarginTableRow>& rows)
{
    std::vector<AccountSums> sums;
    std::map<std::string, std::size_t> places;
    for (const pricing::MarginTableRow& row : rows) {
        const auto [place, isNew] = places.insert({row.account, sums.size()});
        if (isNew)
            sums.emplace_back().account = row.account;
        AccountSums& sum = sums[place->second];
        sum.initial += row.strategy.initial;
        sum.maintenance += row.strategy.maintenance;
        if (row.portfolio)
            sum.portfolio += row.portfolio->requirement;
        sum.rows.push_back(&row);
    }
    return sums;
}

void printMarginJson(const std::vector<AccountSums>& sums, bool hasPortfolio)
{
    QJsonArray accounts;
    for (const AccountSums& sum : sums) {
        QJsonArray underlyings;
        for (const pricing::MarginTableRow* row : sum.rows)
            underlyings.append(underlyingJson(*row));
        accounts.append(QJsonObject {
            {QStringLiteral("account"), marginText(sum.account)},
            {QStringLiteral("initial"), moneyJson(sum.initial)},
            {QStringLiteral("maintenance"), moneyJson(sum.maintenance)},
            {QStringLiteral("portfolio"), hasPortfolio ? moneyJson(sum.portfolio) : QJsonValue::Null},
            {QStringLiteral("underlyings"), underlyings}});
    }
    const QJsonObject document {{QStringLiteral("accounts"), accounts}};
    fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
}

void printMarginRow(const pricing::MarginTableRow& row)
{
    fmt::print("  {} at {:.2f}: initial {}, maintenance {}{}\n", printable(row.underlying),
               row.underlyingPrice, row.strategy.initial.text(), row.strategy.maintenance.text(),
               row.strategy.isExact ? "" : " (best of a bounded search)");
    for (const pricing::MarginPairing& pairing : row.strategy.pairings) {
        std::string legs;
        for (const pricing::MarginPart& part : pairing.parts)
            legs += fmt::format("{}{} {}", legs.empty() ? "" : ", ", part.quantity.count(),
                                printable(row.legs.at(part.leg).symbol));
        fmt::print("    {:<20} {:>14} {:>14}  {}\n", nameOf(pairing.structure), pairing.initial.text(),
                   pairing.maintenance.text(), legs);
    }
    if (row.portfolio)
        fmt::print("    portfolio ({}): {}, worst {:+.1f} % with a loss of {}, minimum {}\n",
                   nameOf(row.marginClass), row.portfolio->requirement.text(), 100 * row.portfolio->worstMove,
                   row.portfolio->worstLoss.text(), row.portfolio->minimum.text());
}

void printMarginPlainly(const std::vector<AccountSums>& sums, bool hasPortfolio)
{
    for (const AccountSums& sum : sums) {
        fmt::print("account {}: initial {}, maintenance {}{}\n", printable(sum.account), sum.initial.text(),
                   sum.maintenance.text(),
                   hasPortfolio ? fmt::format(", portfolio {}", sum.portfolio.text()) : "");
        for (const pricing::MarginTableRow* row : sum.rows)
            printMarginRow(*row);
    }
}

Result<std::vector<pricing::MarginTableRow>> marginFrom(const MarginOptions& options)
{
    const auto text = inputText(options.file);
    if (!text)
        return fail(text.error());
    std::optional<pricing::MarginTableModel> model;
    if (options.wantsPortfolio) {
        model = pricing::MarginTableModel {SystemClock().now(), options.rate};
        if (!options.date.empty()) {
            const auto date = parseDate(options.date);
            if (!date)
                return fail(date.error());
            model->now = newYorkTime(*date, std::chrono::hours(16));
        }
    }
    return pricing::marginTable(*text, model);
}

ExitCode showMargin(const MarginOptions& options)
{
    const auto rows = marginFrom(options);
    if (!rows)
        return reportError(rows.error(), options.asJson);
    const std::vector<AccountSums> sums = sumsByAccount(*rows);
    if (options.asJson)
        printMarginJson(sums, options.wantsPortfolio);
    else
        printMarginPlainly(sums, options.wantsPortfolio);
    return ExitCode::Done;
}

} // namespace

void addMarginCommand(CLI::App& program, Action& action)
{
    CLI::App* command
        = program.add_subcommand("margin", "Say what accounts of legs require, and how the legs were paired");
    command->footer("Columns: account, symbol (S or a ticker for stock), quantity, price, underlying_price.\n"
                    "Example: strikectl margin --csv accounts.csv --json");
    auto options = std::make_shared<MarginOptions>();
    command->add_option("--csv", options->file, "The file to read, - for standard input")->required();
    command->add_flag("--portfolio", options->wantsPortfolio,
                      "Portfolio-style margin too: the worst of ten moves of each underlying");
    command->add_option("--date", options->date,
                        "With --portfolio: as of 16:00 New York of this day, not now");
    command->add_option("--rate", options->rate, "With --portfolio: continuously compounded, 0.04 is 4 %")
        ->check(CLI::Range(-1.0, 10.0));
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([options, &action] { action = [options] { return showMargin(*options); }; });
}

} // namespace strikedesk::cli
