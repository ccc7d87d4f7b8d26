// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"
#include "core/session/PlanFile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>

namespace strikedesk::cli {
namespace {

struct SessionArguments
{
    std::string plan;
    std::string reason;
};

void printSession(const QJsonObject& session)
{
    printFields(
        session,
        {"id", "name", "goal", "state", "next", "tasks", "done", "failed", "orders_used", "orders_budget"});
    for (const QJsonValue phase : session.value(QLatin1String("phases")).toArray()) {
        fmt::print("\n{}\n", fieldText(phase.toObject(), "title"));
        printTable(phase.toObject().value(QLatin1String("tasks")).toArray(),
                   {{"id", "id"},
                    {"priority", "priority"},
                    {"state", "state"},
                    {"task", "text"},
                    {"detail", "detail"}});
    }
}

void printReport(const QJsonObject& report)
{
    printFields(
        report,
        {"id", "name", "state", "tasks", "done", "failed", "fills", "realised", "unrealised", "fees"});
    fmt::print("\n{}\n", report.value(QLatin1String("progress")).toString().toStdString());
}

void printState(const QJsonObject& reply)
{
    fmt::print("The session is {}.\n", fieldText(reply, "state"));
}

Result<QJsonObject> startSessionFrom(const DeskAccess& access, const SessionArguments& arguments)
{
    const Result<QByteArray> bytes = readInput(arguments.plan);
    if (!bytes)
        return fail(bytes.error());
    const Result<std::string> plan = planTextFrom(bytes->toStdString());
    if (!plan)
        return fail(plan.error());
    const QJsonObject body {
        {QStringLiteral("plan"), QString::fromStdString(*plan)},
        {QStringLiteral("name"), QFileInfo(QString::fromStdString(arguments.plan)).completeBaseName()}};
    return access.ask("POST", "/api/v1/session/start", QJsonDocument(body).toJson(QJsonDocument::Compact));
}

struct SessionVerb
{
    const char* name;
    const char* method;
    const char* target;
    const char* help;
    void (*print)(const QJsonObject&);
};

constexpr SessionVerb sessionVerbs[] = {
    {"status", "GET", "/api/v1/session", "Phases, tasks and what is next", printSession},
    {"resume", "POST", "/api/v1/session/resume", "Go on with a session that waits", printState},
    {"report", "GET", "/api/v1/session/report", "What the session did, with its progress file", printReport},
};

} // namespace

void addSessionCommand(CLI::App& program, Action& action)
{
    CLI::App* session = program.add_subcommand("session", "Unattended sessions of a running desk");
    session->require_subcommand(1);
    for (const SessionVerb& row : sessionVerbs) {
        CLI::App* verb = session->add_subcommand(row.name, row.help);
        verb->footer(fmt::format("Example: strikectl session {} --json", row.name));
        const DeskAccessPtr access = addDeskAccess(*verb);
        verb->callback([=, &action] {
            action = [=] { return finish(*access, access->ask(row.method, row.target), row.print); };
        });
    }

    CLI::App* start = session->add_subcommand("start", "Start a session from a plan file");
    start->footer("Example: strikectl session start plan.yaml");
    const DeskAccessPtr startAccess = addDeskAccess(*start);
    auto arguments = std::make_shared<SessionArguments>();
    start->add_option("plan", arguments->plan, "The plan file (YAML)")->required()->type_name("FILE");
    start->callback([=, &action] {
        action = [=] { return finish(*startAccess, startSessionFrom(*startAccess, *arguments), printState); };
    });

    CLI::App* abort = session->add_subcommand("abort", "End the running session");
    abort->footer("Example: strikectl session abort --reason \"market halted\"");
    const DeskAccessPtr abortAccess = addDeskAccess(*abort);
    auto abortArguments = std::make_shared<SessionArguments>();
    abort->add_option("--reason", abortArguments->reason, "Why, for the audit record");
    abort->callback([=, &action] {
        action = [=] {
            QJsonObject body;
            if (!abortArguments->reason.empty())
                body.insert(QStringLiteral("reason"), QString::fromStdString(abortArguments->reason));
            return finish(*abortAccess,
                          abortAccess->ask("POST", "/api/v1/session/abort",
                                           QJsonDocument(body).toJson(QJsonDocument::Compact)),
                          printState);
        };
    });
}

} // namespace strikedesk::cli
