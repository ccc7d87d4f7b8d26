// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk::cli {
namespace {

/// The options of a roll, by the fields of its document.
struct RollArguments
{
    std::string position;
    std::map<std::string, std::string> texts;
    std::map<std::string, std::optional<int>> numbers;
    std::vector<std::string> legs;
    std::vector<std::string> to;
    bool requiresCredit = false;
    bool isWithoutRules = false;
};

using RollArgumentsPtr = std::shared_ptr<RollArguments>;

enum class RollVerb { Candidates, Preview, Send };

void addRollOptions(CLI::App& verb, RollArguments& arguments, RollVerb kind)
{
    verb.add_option("position", arguments.position, "The position's structure id")->required();
    verb.add_option("--leg", arguments.legs,
                    "A leg that leaves; may stand again. Without: those that expire first")
        ->type_name("SYMBOL")
        ->allow_extra_args(false);
    verb.add_option("--target-days", arguments.numbers["target_days"], "Days to expiry that are wanted: 30");
    verb.add_option("--days-least", arguments.numbers["days_least"], "Not nearer than: 21");
    verb.add_option("--days-most", arguments.numbers["days_most"], "Not further than: 60");
    verb.add_option("--strategy", arguments.texts["strategy"],
                    "same_strikes, atm_adjust, delta_maintain or width_keep")
        ->type_name("KEY");
    verb.add_flag("--credit", arguments.requiresCredit, "For a credit only; its limit never pays");
    verb.add_option("--strike-move", arguments.texts["strike_move_most"],
                    "Most that a strike may move: 10.00")
        ->type_name("DOLLARS");
    verb.add_option("--rank", arguments.texts["rank"],
                    "days, credit, delta, margin, slippage or maximum_loss")
        ->type_name("KEY");
    verb.add_option("--reference", arguments.texts["reference"],
                    "Where the underlying stood when the strikes were chosen")
        ->type_name("PRICE");
    if (kind == RollVerb::Candidates) {
        verb.add_option("--most", arguments.numbers["most"], "Candidates that are shown: 10");
        return;
    }
    auto* to
        = verb.add_option("--to", arguments.to, "What comes in the place of each leg; stands once for each");
    to->type_name("SYMBOL")->allow_extra_args(false);
    if (kind == RollVerb::Send)
        to->required();
    verb.add_option("--quantity", arguments.numbers["quantity"], "Packages; without: all");
    verb.add_option("--limit", arguments.texts["limit"], "Net price at most; negative is a credit")
        ->type_name("PRICE");
    verb.add_option("--walk", arguments.texts["walk"], "The style of its walk: mid_walk")->type_name("KEY");
    verb.add_option("--slippage-limit", arguments.texts["slippage_limit"], "Dollars for each of its orders")
        ->type_name("DOLLARS");
    verb.add_flag("--without-rules", arguments.isWithoutRules,
                  "The new position does not get the rules of the old one");
    verb.add_option("--reason", arguments.texts["reason"], "Why, for the audit record");
}

QJsonArray symbolList(const std::vector<std::string>& symbols)
{
    QJsonArray list;
    for (const std::string& symbol : symbols)
        list.append(QString::fromStdString(symbol));
    return list;
}

QByteArray documentOf(const RollArguments& arguments)
{
    QJsonObject document;
    for (const auto& [key, text] : arguments.texts) {
        if (!text.empty())
            document.insert(QString::fromStdString(key), QString::fromStdString(text));
    }
    for (const auto& [key, number] : arguments.numbers) {
        if (number)
            document.insert(QString::fromStdString(key), *number);
    }
    if (!arguments.legs.empty())
        document.insert(QStringLiteral("legs"), symbolList(arguments.legs));
    if (!arguments.to.empty())
        document.insert(QStringLiteral("to"), symbolList(arguments.to));
    if (arguments.requiresCredit)
        document.insert(QStringLiteral("requires_credit"), true);
    if (arguments.isWithoutRules)
        document.insert(QStringLiteral("carry_rules"), false);
    return document.isEmpty() ? QByteArray() : QJsonDocument(document).toJson(QJsonDocument::Compact);
}

// "AAPL  140718C00640000, …": the symbols of a candidate in one cell.
QJsonObject withSymbols(QJsonObject candidate)
{
    QString symbols;
    for (const QJsonValue leg : candidate.value(QLatin1String("legs")).toArray())
        symbols += (symbols.isEmpty() ? QString() : QStringLiteral(", "))
            + leg.toObject().value(QLatin1String("to")).toString();
    candidate.insert(QStringLiteral("into"), symbols);
    return candidate;
}

const std::vector<TableColumn>& candidateColumns()
{
    static const std::vector<TableColumn> columns {{"expiry", "expiry"},
                                                   {"days", "days", true},
                                                   {"into", "into"},
                                                   {"mid", "mid", true},
                                                   {"natural", "natural", true},
                                                   {"move", "strike_move", true},
                                                   {"slippage $", "slippage_forecast", true},
                                                   {"delta", "delta_shares_after", true},
                                                   {"margin +/-", "margin_change", true},
                                                   {"max loss $", "maximum_loss_after", true}};
    return columns;
}

void printCandidates(const QJsonObject& reply)
{
    printFields(reply,
                {"structure_id", "packages", "underlying_price", "reference", "contracts", "found",
                 "before.delta_shares", "before.margin", "before.maximum_loss"});
    QJsonArray rows;
    for (const QJsonValue candidate : reply.value(QLatin1String("candidates")).toArray())
        rows.append(withSymbols(candidate.toObject()));
    printTable(rows, candidateColumns());
    for (const QJsonValue refusal : reply.value(QLatin1String("refused")).toArray())
        fmt::print("refused: {}\n", fieldText(refusal.toObject(), "sentence"));
}

void printPreview(const QJsonObject& reply)
{
    printFields(reply,
                {"structure_id", "structure", "quantity", "held", "limit", "allowed", "fees",
                 "buying_power_before", "buying_power_after", "before.maximum_loss", "before.delta_shares"});
    printTable({withSymbols(reply.value(QLatin1String("candidate")).toObject())}, candidateColumns());
    int number = 0;
    for (const QJsonValue package : reply.value(QLatin1String("packages")).toArray()) {
        fmt::print("package {}\n", ++number);
        printTable(package.toObject().value(QLatin1String("legs")).toArray(),
                   {{"side", "side"}, {"ratio", "ratio", true}, {"symbol", "symbol"}, {"effect", "effect"}});
    }
    for (const QJsonValue check : reply.value(QLatin1String("checks")).toArray()) {
        if (!check.toObject().value(QLatin1String("passed")).toBool())
            fmt::print("refused: {}\n", fieldText(check.toObject(), "sentence"));
    }
    for (const QJsonValue rule : reply.value(QLatin1String("rules")).toArray())
        fmt::print("rule goes along: {}\n", rule.toString().toStdString());
    for (const QJsonValue rule : reply.value(QLatin1String("rules_refused")).toArray())
        fmt::print("rule does not fit: {}\n", rule.toString().toStdString());
}

void printStarted(const QJsonObject& reply)
{
    printFields(reply, {"roll", "successor_id", "order"});
}

void printRolls(const QJsonObject& reply)
{
    printTable(reply.value(QLatin1String("items")).toArray(),
               {{"roll", "roll"},
                {"state", "state"},
                {"from", "structure_id"},
                {"into", "successor_id"},
                {"structure", "structure"},
                {"rolled", "rolled", true},
                {"of", "quantity", true},
                {"limit", "limit", true},
                {"paid", "paid", true},
                {"alarm", "alarm"},
                {"reason", "reason"}});
}

void printChain(const QJsonObject& reply)
{
    QJsonArray rows = reply.value(QLatin1String("items")).toArray();
    QJsonObject sum = reply;
    sum.insert(QStringLiteral("structure_id"), QStringLiteral("all of it"));
    rows.append(sum);
    printTable(rows,
               {{"position", "structure_id"},
                {"structure", "structure"},
                {"from", "rolled_from"},
                {"open", "open"},
                {"credit $", "credit", true},
                {"realised $", "realised", true},
                {"fees $", "fees", true},
                {"after fees $", "realised_after_fees", true},
                {"open cost $", "open_cost", true}});
}

CLI::App* addRollVerb(CLI::App& roll, const char* name, const char* help, const char* example)
{
    CLI::App* verb = roll.add_subcommand(name, help);
    verb->footer(std::string("Example: ") + example);
    return verb;
}

void addAskVerbs(CLI::App& roll, Action& action)
{
    struct Verb
    {
        RollVerb kind;
        const char* name;
        const char* target;
        const char* help;
        const char* example;
        void (*print)(const QJsonObject&);
    };
    const Verb verbs[] = {
        {RollVerb::Candidates, "candidates", "/candidates", "What a position could be rolled into",
         "strikectl roll candidates P1-000004-X --strategy same_strikes --credit", printCandidates},
        {RollVerb::Preview, "preview", "/preview", "What a roll would cost and do; sends nothing",
         "strikectl roll preview P1-000004-X --to \"AAPL  140718P00600000\"", printPreview},
        {RollVerb::Send, "send", "", "Roll a position into these contracts",
         "strikectl roll send P1-000004-X --to \"AAPL  140718P00600000\" --limit -0.40", printStarted},
    };
    for (const Verb& row : verbs) {
        CLI::App* verb = addRollVerb(roll, row.name, row.help, row.example);
        const DeskAccessPtr access = addDeskAccess(*verb);
        auto arguments = std::make_shared<RollArguments>();
        addRollOptions(*verb, *arguments, row.kind);
        verb->callback([=, &action] {
            action = [=] {
                const std::string target = "/api/v1/positions/" + arguments->position + "/roll" + row.target;
                return finish(*access, access->ask("POST", target, documentOf(*arguments)), row.print);
            };
        });
    }
}

void addLookVerbs(CLI::App& roll, Action& action)
{
    CLI::App* list = addRollVerb(roll, "list", "Rolls, the newest first", "strikectl roll list");
    const DeskAccessPtr listAccess = addDeskAccess(*list);
    list->callback([=, &action] {
        action = [=] { return finish(*listAccess, listAccess->ask("GET", "/api/v1/rolls"), printRolls); };
    });

    CLI::App* chain = addRollVerb(roll, "chain", "What a position comes from, and what all of it has earned",
                                  "strikectl roll chain P1-000004-X");
    const DeskAccessPtr access = addDeskAccess(*chain);
    auto position = std::make_shared<std::string>();
    chain->add_option("position", *position, "The position's structure id")->required();
    chain->callback([=, &action] {
        action = [=] {
            return finish(*access, access->ask("GET", "/api/v1/positions/" + *position + "/roll/chain"),
                          printChain);
        };
    });
}

void addStopVerb(CLI::App& roll, Action& action)
{
    CLI::App* verb = addRollVerb(roll, "stop", "Send nothing more of a roll, and cancel what works",
                                 "strikectl roll stop L1-000009-K");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto id = std::make_shared<std::string>();
    verb->add_option("roll", *id, "The roll's id")->required();
    verb->callback([=, &action] {
        action = [=] {
            const auto reply = access->ask("DELETE", "/api/v1/rolls/" + *id);
            const ExitCode code = finish(*access, reply, [](const QJsonObject&) {});
            if (reply && !access->asJson)
                fmt::print("Stopped.\n");
            return code;
        };
    });
}

} // namespace

void addRollCommand(CLI::App& program, Action& action)
{
    CLI::App* roll = program.add_subcommand("roll", "Roll positions: candidates, preview, send, chain");
    roll->require_subcommand(1);
    addAskVerbs(*roll, action);
    addLookVerbs(*roll, action);
    addStopVerb(*roll, action);
}

} // namespace strikedesk::cli
