// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "core/audit/CanonicalJson.h"
#include "core/session/Plan.h"
#include "core/session/PlanFile.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <fmt/format.h>

#include <memory>
#include <string>

namespace strikedesk::cli {
namespace {

struct PlanOptions
{
    std::string file;
    bool asJson = false;
};

QJsonObject planCheckJson(const std::string& file, const PlanCheck& check)
{
    QJsonArray faults;
    for (const Fault& fault : check.faults) {
        faults.append(QJsonObject {
            {QStringLiteral("line"), fault.line > 0 ? QJsonValue(fault.line) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("key"), QString::fromStdString(fault.key)},
            {QStringLiteral("code"), QString::fromStdString(fault.code)},
            {QStringLiteral("message"), QString::fromStdString(fault.message)}});
    }
    QJsonObject document {{QStringLiteral("file"), QString::fromStdString(file)},
                          {QStringLiteral("valid"), check.plan.has_value()},
                          {QStringLiteral("name"), QJsonValue::Null},
                          {QStringLiteral("phases"), QJsonValue::Null},
                          {QStringLiteral("tasks"), QJsonValue::Null},
                          {QStringLiteral("faults"), faults}};
    if (check.plan) {
        document[QStringLiteral("name")] = QString::fromStdString(check.plan->name);
        document[QStringLiteral("phases")] = int(check.plan->phases.size());
        document[QStringLiteral("tasks")] = check.plan->taskCount();
    }
    return document;
}

void printPlan(const Plan& plan)
{
    fmt::print("{}: {} phases, {} tasks, no faults\n", printable(plan.name), plan.phases.size(),
               plan.taskCount());
    for (const PlanPhase& phase : plan.phases) {
        fmt::print("  {}\n", printable(phase.title));
        for (const PlanTask& task : phase.tasks)
            fmt::print("    {:<6} {}  {:<15} {}\n", task.id, nameOf(task.priority), nameOf(task.action),
                       printable(task.title));
    }
}

ExitCode checkPlanFile(const PlanOptions& options)
{
    const auto text = readPlanFile(options.file);
    if (!text)
        return reportError(text.error(), options.asJson);
    const PlanCheck check = checkPlan(*text);
    if (options.asJson)
        fmt::print("{}\n", canonicalBytes(planCheckJson(options.file, check)));
    else if (check.plan)
        printPlan(*check.plan);
    if (!options.asJson) {
        for (const Fault& fault : check.faults)
            fmt::print(stderr, "{}:{}: {} [{}]\n", options.file, fault.line, printable(fault.message),
                       fault.code);
    }
    return check.plan ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

void addPlanCommand(CLI::App& program, Action& action)
{
    CLI::App* noun = program.add_subcommand("plan", "Check the plan of a session");
    noun->require_subcommand(1);
    noun->footer("Example: strikectl plan check night.yaml");
    CLI::App* check = noun->add_subcommand("check", "Find every fault of a plan file, each with its line");
    check->footer("Example: strikectl plan check night.yaml --json");
    const auto options = std::make_shared<PlanOptions>();
    check->add_option("file", options->file, "The plan (YAML)")->required();
    check->add_flag("--json", options->asJson, "One JSON document on standard output");
    check->callback([options, &action] { action = [options] { return checkPlanFile(*options); }; });
}

} // namespace strikedesk::cli
