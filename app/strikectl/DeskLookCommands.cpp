// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"

#include <QJsonArray>

#include <fmt/format.h>

#include <chrono>
#include <thread>

namespace strikedesk::cli {
namespace {

void printPositions(const QJsonObject& document)
{
    printTable(document.value(QLatin1String("items")).toArray(),
               {{"symbol", "symbol"},
                {"structure", "structure"},
                {"quantity", "quantity", true},
                {"average", "average_price", true},
                {"mark", "mark", true},
                {"quality", "mark_quality"},
                {"value", "market_value", true},
                {"liquidation", "liquidation_value", true},
                {"unrealised", "unrealised", true},
                {"state", "state"}});
}

void printSlippage(const QJsonObject& document)
{
    printTable(document.value(QLatin1String("levels")).toArray(),
               {{"level", "level"},
                {"name", "name"},
                {"limit", "limit", true},
                {"reserved", "reserved", true},
                {"spent", "spent", true},
                {"left", "left", true},
                {"improvement", "improvement", true},
                {"bp", "basis_points", true},
                {"near limit", "near_limit"}});
    fmt::print("\n");
    printTable(document.value(QLatin1String("items")).toArray(),
               {{"at", "at"},
                {"order", "order_id"},
                {"kind", "kind"},
                {"amount", "amount", true},
                {"note", "note"}});
}

void printSurveillance(const QJsonObject& document)
{
    printTable(document.value(QLatin1String("senders")).toArray(),
               {{"sender", "sender"},
                {"orders", "orders", true},
                {"messages", "messages", true},
                {"fills", "fills", true},
                {"cancelled unfilled", "cancelled_unfilled", true},
                {"cancel ratio", "cancel_ratio", true},
                {"messages per fill", "messages_per_fill", true}});
    const QJsonArray patterns = document.value(QLatin1String("patterns")).toArray();
    fmt::print("\nLayering-like patterns: {}\n", patterns.size());
    printTable(patterns, {{"at", "at"}, {"sender", "sender"}, {"filled", "filled"}});
}

void printStatus(const QJsonObject& document)
{
    printFields(document,
                {"mode", "market", "time", "armed", "disarmed_reason", "reconciled", "kill_engaged",
                 "data_age_seconds", "queue_depth", "durable_sequence", "session.state", "session.next"});
    fmt::print("\n");
    printTable(document.value(QLatin1String("links")).toArray(),
               {{"link", "name"}, {"up", "up"}, {"detail", "detail"}, {"age s", "age_seconds", true}});
}

void printOutlook(const QJsonObject& document)
{
    printFields(document, {"as_of", "value", "reason"});
    QJsonArray ends;
    for (const QJsonValue& row : document.value(QLatin1String("underlyings")).toArray()) {
        QJsonObject flat = row[QLatin1String("payoff")].toObject();
        flat.insert(QStringLiteral("underlying"), row[QLatin1String("underlying")]);
        for (const char* side : {"loss", "gain"}) {
            if (flat.value(QLatin1String("is_") + QLatin1String(side) + QLatin1String("_unlimited")).toBool())
                flat.insert(QLatin1String("maximum_") + QLatin1String(side), QStringLiteral("unlimited"));
        }
        ends.append(flat);
    }
    fmt::print("\n");
    printTable(ends,
               {{"underlying", "underlying"},
                {"first expiry", "expires_at"},
                {"max loss", "maximum_loss", true},
                {"max gain", "maximum_gain", true},
                {"profit", "probability_of_profit", true}});
    fmt::print("\n");
    printTable(document.value(QLatin1String("points")).toArray(),
               {{"date", "date"},
                {"volatility", "volatility_shift", true},
                {"move", "move", true},
                {"gain", "gain", true}});
}

void printMargin(const QJsonObject& document)
{
    printFields(document, {"as_of", "strategy_maintenance", "portfolio_requirement"});
    QJsonArray rows;
    for (const QJsonValue& row : document.value(QLatin1String("underlyings")).toArray())
        rows.append(QJsonObject {
            {QStringLiteral("underlying"), row[QLatin1String("underlying")]},
            {QStringLiteral("strategy"), row[QLatin1String("strategy")][QLatin1String("maintenance")]},
            {QStringLiteral("portfolio"), row[QLatin1String("portfolio")][QLatin1String("requirement")]},
            {QStringLiteral("worst_move"), row[QLatin1String("portfolio")][QLatin1String("worst_move")]}});
    fmt::print("\n");
    printTable(rows,
               {{"underlying", "underlying"},
                {"strategy", "strategy", true},
                {"ten moves", "portfolio", true},
                {"worst move", "worst_move", true}});
}

CLI::App* addNoun(CLI::App& program, const char* noun, const char* help)
{
    CLI::App* command = program.add_subcommand(noun, help);
    command->require_subcommand(1);
    return command;
}

void addLook(CLI::App& noun, Action& action, const char* verbName, const char* help, const char* target,
             void (*print)(const QJsonObject&))
{
    CLI::App* verb = noun.add_subcommand(verbName, help);
    verb->footer(fmt::format("Example: strikectl {} {} --json", noun.get_name(), verbName));
    const DeskAccessPtr access = addDeskAccess(*verb);
    verb->callback(
        [=, &action] { action = [=] { return finish(*access, access->askPages(target), print); }; });
}

// The desk values its book when somebody asks: the first answer may come before there is one, and one that is
// from before the question is asked for anew.
Result<QJsonObject> askValued(const DeskAccess& access, const char* target)
{
    constexpr int triesMost = 40;
    constexpr std::chrono::milliseconds between {250};
    for (int tries = 0; tries < triesMost; ++tries) {
        auto document = access.ask("GET", target);
        if (!document || (tries > 0 && document->value(QLatin1String("as_of")).isString()))
            return document;
        std::this_thread::sleep_for(between);
    }
    return fail("connection.time_out", "The desk did not value its book within ten seconds; is it running?");
}

void addValued(CLI::App& noun, Action& action, const char* verbName, const char* help, const char* target,
               void (*print)(const QJsonObject&))
{
    CLI::App* verb = noun.add_subcommand(verbName, help);
    verb->footer(fmt::format("Example: strikectl {} {} --json", noun.get_name(), verbName));
    const DeskAccessPtr access = addDeskAccess(*verb);
    verb->callback(
        [=, &action] { action = [=] { return finish(*access, askValued(*access, target), print); }; });
}

} // namespace

void addPositionCommand(CLI::App& program, Action& action)
{
    CLI::App* position
        = addNoun(program, "position", "What the desk holds, where it ends and what it ties up");
    addLook(*position, action, "list", "Legs of the book with marks and values", "/api/v1/positions",
            printPositions);
    addValued(*position, action, "outlook", "What the book gains where prices, volatilities and time go",
              "/api/v1/scenario", printOutlook);
    addValued(*position, action, "margin", "What the book ties up, strategy-based and by ten moves",
              "/api/v1/margin", printMargin);
}

void addSlippageCommand(CLI::App& program, Action& action)
{
    const char* help = "Slippage budgets and the newest entries of their ledger";
    addLook(*addNoun(program, "slippage", help), action, "show", help, "/api/v1/slippage", printSlippage);
}

void addSurveillanceCommand(CLI::App& program, Action& action)
{
    const char* help = "Own orders as a surveillance desk sees them: cancels, messages for a fill, patterns";
    addLook(*addNoun(program, "surveillance", help), action, "show", help, "/api/v1/surveillance",
            printSurveillance);
}

void addStatusCommand(CLI::App& program, Action& action)
{
    const char* help = "Whether a running desk trades, its links, and what it waits for";
    CLI::App* command = program.add_subcommand("status", help);
    command->footer("Example: strikectl status --json");
    const DeskAccessPtr access = addDeskAccess(*command);
    command->callback([=, &action] {
        action = [=] { return finish(*access, access->ask("GET", "/status"), printStatus); };
    });
}

} // namespace strikedesk::cli
