// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"

#include <QJsonArray>

#include <fmt/format.h>

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

void addLook(CLI::App& program, Action& action, const char* noun, const char* verbName, const char* help,
             const char* target, void (*print)(const QJsonObject&))
{
    CLI::App* command = program.add_subcommand(noun, help);
    command->require_subcommand(1);
    CLI::App* verb = command->add_subcommand(verbName, help);
    verb->footer(fmt::format("Example: strikectl {} {} --json", noun, verbName));
    const DeskAccessPtr access = addDeskAccess(*verb);
    verb->callback(
        [=, &action] { action = [=] { return finish(*access, access->askPages(target), print); }; });
}

} // namespace

void addPositionCommand(CLI::App& program, Action& action)
{
    addLook(program, action, "position", "list", "Legs of the book with marks and values",
            "/api/v1/positions", printPositions);
}

void addSlippageCommand(CLI::App& program, Action& action)
{
    addLook(program, action, "slippage", "show", "Slippage budgets and the newest entries of their ledger",
            "/api/v1/slippage", printSlippage);
}

void addSurveillanceCommand(CLI::App& program, Action& action)
{
    addLook(program, action, "surveillance", "show",
            "Own orders as a surveillance desk sees them: cancels, messages for a fill, patterns",
            "/api/v1/surveillance", printSurveillance);
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
