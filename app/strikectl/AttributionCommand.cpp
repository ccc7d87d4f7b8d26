// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/HoldingsMoment.h"
#include "app/strikectl/InputText.h"
#include "core/pricing/AttributionTable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <array>
#include <memory>
#include <utility>

namespace strikedesk::cli {
namespace {

struct AttributionOptions
{
    std::string before;
    std::string after;
    HoldingsMoment then;
    std::string now;
    bool asJson = false;
};

using Part = std::pair<const char*, double pricing::Attribution::*>;
constexpr std::array attributionParts {
    Part {"delta", &pricing::Attribution::delta}, Part {"gamma", &pricing::Attribution::gamma},
    Part {"theta", &pricing::Attribution::theta}, Part {"vega", &pricing::Attribution::vega},
    Part {"rho", &pricing::Attribution::rho},     Part {"vanna", &pricing::Attribution::vanna},
    Part {"volga", &pricing::Attribution::volga}, Part {"residual", &pricing::Attribution::residual},
    Part {"total", &pricing::Attribution::total}};

QString attributionText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonObject gainJson(const pricing::Attribution& gain)
{
    QJsonObject document;
    for (const auto& [name, part] : attributionParts)
        document.insert(QLatin1String(name), attributionText(Money::nearest(gain.*part).text()));
    return document;
}

void printAttributionJson(const pricing::AttributionTable& table)
{
    QJsonArray rows;
    for (const pricing::AttributionRow& row : table.rows) {
        QJsonObject document = gainJson(row.gain);
        document.insert(QStringLiteral("symbol"), attributionText(row.symbol));
        document.insert(QStringLiteral("quantity"), qint64(row.quantity.count()));
        rows.append(document);
    }
    QJsonArray unmatched;
    for (const std::string& symbol : table.unmatched)
        unmatched.append(attributionText(symbol));
    const QJsonObject document {{QStringLiteral("rows"), rows},
                                {QStringLiteral("total"), gainJson(table.total)},
                                {QStringLiteral("unmatched"), unmatched}};
    fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
}

void printAttributionPlainly(const pricing::AttributionTable& table)
{
    fmt::print("{:<22} {:>6}", "symbol", "held");
    for (const auto& [name, part] : attributionParts)
        fmt::print(" {:>11}", name);
    fmt::print("\n");
    const auto gains = [](const pricing::Attribution& gain) {
        for (const auto& [name, part] : attributionParts)
            fmt::print(" {:>11.2f}", gain.*part);
        fmt::print("\n");
    };
    for (const pricing::AttributionRow& row : table.rows) {
        fmt::print("{:<22} {:>6}", row.symbol, row.quantity.count());
        gains(row.gain);
    }
    fmt::print("{:<22} {:>6}", "all", "");
    gains(table.total);
    for (const std::string& symbol : table.unmatched)
        fmt::print("{} is not in both files in the same quantity: nothing is told of it\n", symbol);
}

ExitCode showAttribution(const AttributionOptions& options)
{
    const auto before = inputText(options.before);
    if (!before)
        return reportError(before.error(), options.asJson);
    const auto after = inputText(options.after);
    if (!after)
        return reportError(after.error(), options.asJson);
    HoldingsMoment now = options.then;
    now.now = options.now;
    now.spots.clear(); // a price of then says nothing of now
    const auto then = requestAt(options.then);
    if (!then)
        return reportError(then.error(), options.asJson);
    const auto later = requestAt(now);
    if (!later)
        return reportError(later.error(), options.asJson);
    const auto table = pricing::attributionTable(*before, *then, *after, *later);
    if (!table)
        return reportError(table.error(), options.asJson);
    if (options.asJson)
        printAttributionJson(*table);
    else
        printAttributionPlainly(*table);
    return ExitCode::Done;
}

} // namespace

void addAttributionCommand(CLI::App& program, Action& action)
{
    CLI::App* command = program.add_subcommand("attribution", "Where the gain between two days came from");
    command->footer("Columns as of scenario, with underlying_price in both files, and volatility or price.\n"
                    "Example: strikectl attribution --before mon.csv --now 2026-03-02 --after tue.csv "
                    "--until 2026-03-03");
    auto options = std::make_shared<AttributionOptions>();
    command->add_option("--before", options->before, "The holdings of the first day")->required();
    command->add_option("--after", options->after, "The same holdings later")->required();
    addMomentOptions(*command, options->then);
    command->get_option("--now")->required();
    command->add_option("--until", options->now, "The later day, at 16:00 New York")->required();
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([options, &action] { action = [options] { return showAttribution(*options); }; });
}

} // namespace strikedesk::cli
