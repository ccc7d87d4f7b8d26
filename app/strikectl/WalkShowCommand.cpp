// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/CommandLine.h"
#include "app/strikectl/Command.h"
#include "app/strikectl/WalkVerbs.h"
#include "core/execution/WalkPath.h"
#include "core/orders/WalkStyles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <memory>

namespace strikedesk::cli {
namespace {

constexpr Date shownDay = Date {std::chrono::year {2026} / 3 / 2};

struct ShowOptions
{
    std::string walk;
    std::string fills = "calibrated";
    std::uint64_t seed = 1;
    bool asJson = false;
};

std::string_view wordOf(WalkPathPoint::Kind kind)
{
    using Kind = WalkPathPoint::Kind;
    switch (kind) {
    case Kind::Market: return "market";
    case Kind::Sent: return "sent";
    case Kind::Stepped: return "step";
    case Kind::Filled: return "fill";
    case Kind::Ended: return "end";
    }
    return {};
}

Result<WalkPath> pathFrom(const ShowOptions& options)
{
    const auto style = walkStyleFrom(options.walk);
    if (!style)
        return fail("usage.walk",
                    "There is no walk '" + options.walk + "'; 'strikectl walks list' names them.");
    const auto fills = parseFillModel(options.fills);
    if (!fills)
        return fail(fills.error());
    MarketChoice choice;
    choice.date = shownDay;
    choice.seed = options.seed;
    auto market = openMarket(choice);
    if (!market)
        return fail(market.error());
    return followWalk({termsOf(*style), std::move(*market), options.seed, *fills});
}

void printPath(const WalkPath& path, const std::string& walk)
{
    fmt::print("{} × ", path.order.quantity.count());
    for (const OrderLeg& leg : path.order.legs)
        fmt::print("{} {}  ", leg.side == Side::Buy ? "+" : "-", leg.symbol);
    fmt::print("by {}; prices are paid, a credit is negative\n", walk);
    fmt::print("{:>8} {:<7} {:>9} {:>9} {:>9} {:>9}\n", "seconds", "", "passive", "mid", "natural", "limit");
    for (const WalkPathPoint& point : path.points) {
        if (point.kind == WalkPathPoint::Kind::Market)
            continue;
        fmt::print("{:>8.2f} {:<7} {:>9} {:>9} {:>9} {:>9}\n", secondsBetween(path.order.at, point.at),
                   wordOf(point.kind), point.market.passive.text(), point.market.mid.text(),
                   point.market.natural.text(), point.limitPaid.text());
    }
    fmt::print("{} of {} filled, {} dollars against the mid at the decision\n", path.outcome.filled.count(),
               path.outcome.quantity.count(), path.outcome.paid.text());
}

QJsonObject toJson(const WalkPath& path)
{
    const auto text
        = [](std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); };
    QJsonArray points;
    for (const WalkPathPoint& point : path.points) {
        QJsonObject row {{QStringLiteral("seconds"), secondsBetween(path.order.at, point.at)},
                         {QStringLiteral("kind"), text(wordOf(point.kind))},
                         {QStringLiteral("passive"), text(point.market.passive.text())},
                         {QStringLiteral("mid"), text(point.market.mid.text())},
                         {QStringLiteral("natural"), text(point.market.natural.text())},
                         {QStringLiteral("limit"), text(point.limitPaid.text())}};
        if (point.kind == WalkPathPoint::Kind::Filled)
            row.insert(QStringLiteral("quantity"), qint64(point.quantity.count()));
        points.append(row);
    }
    QJsonArray legs;
    for (const OrderLeg& leg : path.order.legs)
        legs.append(text((leg.side == Side::Buy ? "+" : "-") + leg.symbol));
    return {{QStringLiteral("legs"), legs},
            {QStringLiteral("quantity"), qint64(path.outcome.quantity.count())},
            {QStringLiteral("filled"), qint64(path.outcome.filled.count())},
            {QStringLiteral("paid"), text(path.outcome.paid.text())},
            {QStringLiteral("points"), points}};
}

ExitCode show(const ShowOptions& options)
{
    const auto path = pathFrom(options);
    if (!path)
        return reportError(path.error(), options.asJson);
    if (options.asJson)
        fmt::print("{}\n", QJsonDocument(toJson(*path)).toJson(QJsonDocument::Compact).toStdString());
    else
        printPath(*path, options.walk);
    return ExitCode::Done;
}

} // namespace

void addWalkShow(CLI::App& walks, Action& action)
{
    CLI::App* command = walks.add_subcommand("show", "What one walk does with one order of a simulated day");
    command->footer("The same seed gives every walk the same order at the same instant.\n"
                    "Example: strikectl walks show patient --seed 3");
    auto options = std::make_shared<ShowOptions>();
    command->add_option("walk", options->walk, "As 'strikectl walks list' names it")->required();
    command->add_option("--seed", options->seed, "Seed of the day")->check(start::wholeNumber());
    command->add_option("--fills", options->fills, "pessimistic, calibrated or optimistic");
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([options, &action] { action = [options] { return show(*options); }; });
}

} // namespace strikedesk::cli
