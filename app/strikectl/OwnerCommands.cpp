// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"
#include "core/api/PrivateFile.h"
#include "core/util/Instant.h"

#include <QJsonArray>

#include <fmt/format.h>

namespace strikedesk::cli {
namespace {

struct OwnerArguments
{
    bool flatten = false;
    bool reset = false;
    bool drill = false;
    std::string reason;
    std::string name;
    std::string scopes;
    std::string expires;
    std::string outFile;
    std::string id;
    std::string subject;
    std::string action;
};

using OwnerArgumentsPtr = std::shared_ptr<OwnerArguments>;

Result<QJsonObject> askOwner(const DeskAccess& access, const QJsonObject& command)
{
    const Result<api::DeskClient> client = access.client();
    if (!client)
        return fail(client.error());
    return client->askOwner(command);
}

QJsonObject ownerCommand(const char* name)
{
    return {{QStringLiteral("command"), QString::fromLatin1(name)}};
}

Result<QJsonObject> pullKill(const DeskAccess& access, const OwnerArguments& arguments)
{
    if (arguments.drill)
        return askOwner(access, ownerCommand("kill.drill"));
    QJsonObject command = ownerCommand(arguments.reset ? "kill.reset" : "kill");
    if (!arguments.reset)
        command.insert(QStringLiteral("flatten"), arguments.flatten);
    if (!arguments.reason.empty())
        command.insert(QStringLiteral("reason"), QString::fromStdString(arguments.reason));
    return askOwner(access, command).map([&](const QJsonObject&) {
        return QJsonObject {{QStringLiteral("engaged"), !arguments.reset},
                            {QStringLiteral("flatten"), arguments.flatten && !arguments.reset}};
    });
}

void printKill(const QJsonObject& reply)
{
    if (reply.contains(QLatin1String("entries_blocked_after_seconds"))) {
        printFields(reply,
                    {"orders", "confirmed", "entries_blocked_after_seconds", "last_cancel_sent_after_seconds",
                     "confirmed_after_seconds", "kill_engaged"});
        return;
    }
    const bool isEngaged = reply.value(QLatin1String("engaged")).toBool();
    fmt::print("{}\n", isEngaged ? "The kill switch is engaged." : "The kill switch is lifted.");
}

/// A date counts to its end; a full time as it stands.
Result<QString> expiryText(const std::string& expires)
{
    if (const Result<Date> date = parseDate(expires))
        return QString::fromStdString(toIsoText(Instant(daysOf(*date) + std::chrono::days(1))));
    const Result<Instant> instant = parseInstant(expires);
    if (!instant)
        return fail("input.date",
                    "--expires must be a day (2027-01-31) or a UTC time (2027-01-31T12:00:00.000Z).");
    return QString::fromStdString(toIsoText(*instant));
}

Result<QJsonObject> createTokenOf(const DeskAccess& access, const OwnerArguments& arguments)
{
    QJsonObject command = ownerCommand("token.create");
    command.insert(QStringLiteral("name"), QString::fromStdString(arguments.name));
    command.insert(QStringLiteral("scopes"), QString::fromStdString(arguments.scopes));
    if (!arguments.expires.empty()) {
        const Result<QString> expires = expiryText(arguments.expires);
        if (!expires)
            return fail(expires.error());
        command.insert(QStringLiteral("expires_at"), *expires);
    }
    Result<QJsonObject> token = askOwner(access, command);
    if (!token || arguments.outFile.empty())
        return token;
    const Result<void> written
        = api::writePrivateFile(QString::fromStdString(arguments.outFile),
                                token->value(QLatin1String("token")).toString().toLatin1() + "\n");
    if (!written)
        return fail(written.error());
    token->remove(QStringLiteral("token"));
    token->insert(QStringLiteral("token_file"), QString::fromStdString(arguments.outFile));
    return token;
}

void printToken(const QJsonObject& token)
{
    // The bare token on standard output, so that it can be redirected; the rest is chatter.
    fmt::print(stderr, "{} '{}' with {}{}\n", fieldText(token, "id"), fieldText(token, "name"),
               fieldText(token, "scopes"),
               token.contains(QLatin1String("token")) ? "; shown only this once:" : ", written to the file.");
    if (token.contains(QLatin1String("token")))
        fmt::print("{}\n", fieldText(token, "token"));
}

void printTokens(const QJsonObject& document)
{
    printTable(document.value(QLatin1String("items")).toArray(),
               {{"id", "id"},
                {"name", "name"},
                {"scopes", "scopes"},
                {"created", "created_at"},
                {"expires", "expires_at"},
                {"revoked", "revoked"}});
}

void printRevoked(const QJsonObject&)
{
    fmt::print("The token is revoked.\n");
}

void addCreateVerb(CLI::App& token, Action& action)
{
    CLI::App* verb = token.add_subcommand("create", "Make a token; it is shown once");
    verb->footer(
        "Example: strikectl token create --name ci --scope read,trade --expires 2027-01-31 --out ci.token");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<OwnerArguments>();
    verb->add_option("--name", arguments->name, "What the audit record calls its holder")->required();
    verb->add_option("--scope", arguments->scopes, "read, audit, propose, trade, bot, session, kill, admin")
        ->required()
        ->type_name("S[,S]");
    verb->add_option("--expires", arguments->expires, "The last day, or a UTC time")->type_name("D");
    verb->add_option("--out", arguments->outFile,
                     "Write the token to this private file instead of printing it")
        ->type_name("FILE");
    verb->callback([=, &action] {
        action = [=] { return finish(*access, createTokenOf(*access, *arguments), printToken); };
    });
}

void addListAndRevokeVerbs(CLI::App& token, Action& action)
{
    CLI::App* list = token.add_subcommand("list", "Names, scopes and expiry of the tokens; never the tokens");
    list->footer("Example: strikectl token list --json");
    const DeskAccessPtr listAccess = addDeskAccess(*list);
    list->callback([=, &action] {
        action = [=] {
            return finish(*listAccess, askOwner(*listAccess, ownerCommand("token.list")), printTokens);
        };
    });

    CLI::App* revoke = token.add_subcommand("revoke", "End a token at once");
    revoke->footer("Example: strikectl token revoke T-0a1b2c3d");
    const DeskAccessPtr access = addDeskAccess(*revoke);
    auto arguments = std::make_shared<OwnerArguments>();
    revoke->add_option("id", arguments->id, "The token's id")->required();
    revoke->callback([=, &action] {
        action = [=] {
            QJsonObject command = ownerCommand("token.revoke");
            command.insert(QStringLiteral("id"), QString::fromStdString(arguments->id));
            return finish(*access, askOwner(*access, command), printRevoked);
        };
    });
}

} // namespace

void addKillCommand(CLI::App& program, Action& action)
{
    CLI::App* command
        = program.add_subcommand("kill", "Block entries and cancel every working order of a running desk");
    command->footer("Example: strikectl kill --flatten --reason \"leaving\"; strikectl kill --reset; "
                    "strikectl kill --drill --json");
    const DeskAccessPtr access = addDeskAccess(*command);
    auto arguments = std::make_shared<OwnerArguments>();
    CLI::Option* flatten = command->add_flag("--flatten", arguments->flatten, "Also close every position");
    CLI::Option* reset
        = command->add_flag("--reset", arguments->reset, "Lift the kill switch")->excludes(flatten);
    command
        ->add_flag(
            "--drill", arguments->drill,
            "Try it out on the simulated exchange: cancels what works, reports its times, is lifted again")
        ->excludes(flatten)
        ->excludes(reset);
    command->add_option("--reason", arguments->reason, "Why, for the audit record");
    command->callback(
        [=, &action] { action = [=] { return finish(*access, pullKill(*access, *arguments), printKill); }; });
}

void addBooksCommand(CLI::App& program, Action& action)
{
    CLI::App* books
        = program.add_subcommand("books", "Compare the books with the venue's and settle what differs");
    books->require_subcommand(1);
    CLI::App* compare = books->add_subcommand("compare", "Look at the venue's books now");
    const DeskAccessPtr comparing = addDeskAccess(*compare);
    compare->callback([=, &action] {
        action = [=] {
            return finish(
                *comparing, askOwner(*comparing, ownerCommand("books.compare")),
                [](const QJsonObject&) { fmt::print("Compared: strikectl risk shows the rows.\n"); });
        };
    });
    auto arguments = std::make_shared<OwnerArguments>();
    CLI::App* settle = books->add_subcommand(
        "settle", "Adopt the venue's figure, let it stand, or have an order cancelled");
    settle->footer("Example: strikectl books settle cash --adopt --reason \"deposit of Monday\"");
    const DeskAccessPtr settling = addDeskAccess(*settle);
    settle->add_option("SUBJECT", arguments->subject, "cash, fees, \"position SYMBOL\" or \"order ID\"")
        ->required();
    CLI::Option* adopt = settle->add_flag_callback(
        "--adopt", [=] { arguments->action = "adopt"; }, "The venue is right");
    CLI::Option* ignore = settle->add_flag_callback(
        "--ignore", [=] { arguments->action = "ignore"; }, "Let it stand as it is");
    settle
        ->add_flag_callback(
            "--close", [=] { arguments->action = "close"; },
            "Cancel an order that works at the venue and is not ours")
        ->excludes(adopt)
        ->excludes(ignore);
    ignore->excludes(adopt);
    settle->add_option("--reason", arguments->reason, "Why, for the audit record")->required();
    settle->callback([=, &action] {
        action = [=] {
            QJsonObject command = ownerCommand("books.settle");
            command.insert(QStringLiteral("subject"), QString::fromStdString(arguments->subject));
            command.insert(QStringLiteral("action"), QString::fromStdString(arguments->action));
            command.insert(QStringLiteral("reason"), QString::fromStdString(arguments->reason));
            return finish(*settling, askOwner(*settling, command),
                          [](const QJsonObject&) { fmt::print("The difference is settled.\n"); });
        };
    });
}

void addTokenCommand(CLI::App& program, Action& action)
{
    CLI::App* token = program.add_subcommand("token", "Create, list and revoke API tokens of a running desk");
    token->require_subcommand(1);
    addCreateVerb(*token, action);
    addListAndRevokeVerbs(*token, action);
}

} // namespace strikedesk::cli
