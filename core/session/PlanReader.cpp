// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/PlanFields.h"
#include "core/session/PlanFile.h"
#include "core/settings/Variables.h"
#include "core/settings/YamlTree.h"

#include <QFile>
#include <QString>
#include <QStringDecoder>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace strikedesk {
namespace {

using namespace std::chrono_literals;
using plan::keep;

constexpr std::array<std::pair<std::string_view, PlanPriority>, 3> priorityNames {{
    {"P0", PlanPriority::P0},
    {"P1", PlanPriority::P1},
    {"P2", PlanPriority::P2},
}};
constexpr std::array<std::pair<std::string_view, OnFailure>, 3> onFailureNames {{
    {"stop", OnFailure::Stop},
    {"skip", OnFailure::Skip},
    {"rollback", OnFailure::Rollback},
}};
constexpr int mostTasks = 200;

void readRetry(FieldReader& task, RetryTerms& retry)
{
    const YamlNode* const node = task.map("retry");
    if (!node)
        return;
    FieldReader fields = task.childOf(*node, "retry");
    keep(retry.attempts, fields.integer("attempts", 1, 100));
    keep(retry.backoff, fields.duration("backoff", 0s, 2h));
    keep(retry.backoffFactor, fields.number("factor", 1.0, 10.0));
    keep(retry.backoffMaximum, fields.duration("maximum", 0s, 8h));
    fields.refuseUnknown();
}

/// A task whose action is at fault keeps its place, so that what refers to it is not a fault as well.
PlanTask readTask(FieldReader& fields)
{
    PlanTask task;
    task.line = fields.line();
    fields.require("id");
    keep(task.id, fields.text("id", 40));
    keep(task.title, fields.text("title", 200));
    keep(task.priority, fields.choice("priority", priorityNames));
    plan::readTime(fields, "deadline", task.deadline);
    readRetry(fields, task.retry);
    keep(task.onFailure, fields.choice("on_failure", onFailureNames));
    task.needs = fields.texts("needs");
    keep(task.action, plan::readAction(fields));
    fields.refuseUnknown();
    if (task.title.empty())
        task.title = std::string(nameOf(task.action));
    return task;
}

PlanPhase readPhase(FieldReader& fields)
{
    PlanPhase phase;
    fields.require("title");
    keep(phase.title, fields.text("title", 200));
    fields.require("tasks");
    if (const YamlNode* const tasks = fields.sequence("tasks")) {
        for (std::size_t i = 0; i < tasks->items.size(); ++i) {
            FieldReader task = fields.childOf(tasks->items[i], fmt::format("tasks[{}]", i));
            if (tasks->items[i].kind != YamlNode::Kind::Map)
                fields.addFault(tasks->items[i].line, "tasks", "wrong_type", "Each task should be a map.");
            else
                phase.tasks.push_back(readTask(task));
        }
        if (tasks->items.empty())
            fields.addFault(tasks->line, "tasks", "missing", "A phase needs at least one task.");
    }
    fields.refuseUnknown();
    return phase;
}

void readBudgets(FieldReader& root, PlanBudgets& budgets)
{
    const YamlNode* const node = root.map("budgets");
    if (!node)
        return;
    FieldReader fields = root.childOf(*node, "budgets");
    const Money largest = Money::ofWhole(100'000'000);
    if (const auto slippage = fields.money("slippage", Money(), largest))
        budgets.slippage = slippage;
    if (const auto loss = fields.money("loss", Money::ofCents(1), largest))
        budgets.loss = loss;
    if (const auto orders = fields.integer("orders", 1, 100'000))
        budgets.orders = orders;
    if (const auto runtime = fields.duration("runtime", 1min, 24h * 7))
        budgets.runtime = runtime;
    fields.refuseUnknown();
}

/// The id of the opening task that an action refers to; empty for the others and for "all".
std::string referredOpening(const PlanAction& action)
{
    if (const auto* rules = std::get_if<SetPositionRules>(&action))
        return rules->of;
    if (const auto* watch = std::get_if<TakeProfit>(&action))
        return watch->of;
    if (const auto* roll = std::get_if<RollStructure>(&action))
        return roll->of;
    if (const auto* close = std::get_if<CloseStructure>(&action))
        return close->of;
    return {};
}

/// What no single task can see: ids are unique, and everything a task refers to comes before it.
void checkReferences(const Plan& plan, std::vector<Fault>& faults)
{
    std::map<std::string, const PlanTask*, std::less<>> earlier;
    const auto addFault = [&faults](const PlanTask& task, std::string_view code, std::string message) {
        faults.push_back({task.line, task.id, fmt::format("plan.{}", code), std::move(message)});
    };
    for (const PlanPhase& phase : plan.phases) {
        for (const PlanTask& task : phase.tasks) {
            for (const std::string& needed : task.needs) {
                if (!earlier.contains(needed))
                    addFault(task, "unknown_need",
                             fmt::format("Task {} needs {}, which is no task before it.", task.id, needed));
            }
            const std::string of = referredOpening(task.action);
            const auto opening = earlier.find(of);
            if (!of.empty()
                && (opening == earlier.end()
                    || !std::holds_alternative<OpenStructure>(opening->second->action)))
                addFault(task, "unknown_opening",
                         fmt::format("Task {} is about {}, which is no open_structure task before it.",
                                     task.id, of));
            if (!task.id.empty() && !earlier.emplace(task.id, &task).second)
                addFault(
                    task, "duplicate_id",
                    fmt::format("The id {} is used by an earlier task; every task needs its own.", task.id));
        }
    }
    if (plan.taskCount() > mostTasks)
        faults.push_back(
            {0,
             {},
             "plan.too_large",
             fmt::format("A plan has at most {} tasks, found {}.", mostTasks, plan.taskCount())});
}

Plan readPlan(FieldReader& root)
{
    Plan plan;
    root.require("name");
    keep(plan.name, root.text("name", 100));
    keep(plan.goal, root.text("goal", 1'000));
    readBudgets(root, plan.budgets);
    root.require("phases");
    if (const YamlNode* const phases = root.sequence("phases")) {
        for (std::size_t i = 0; i < phases->items.size(); ++i) {
            FieldReader phase = root.childOf(phases->items[i], fmt::format("phases[{}]", i));
            if (phases->items[i].kind != YamlNode::Kind::Map)
                root.addFault(phases->items[i].line, "phases", "wrong_type", "Each phase should be a map.");
            else
                plan.phases.push_back(readPhase(phase));
        }
        if (phases->items.empty())
            root.addFault(phases->line, "phases", "missing", "A plan needs at least one phase.");
    }
    root.refuseUnknown();
    return plan;
}

bool isUtf8(const std::string& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
    return !decoder.hasError() && !text.contains(QChar::Null);
}

} // namespace

PlanCheck checkPlan(std::string_view yaml, const EnvironmentLookup& environment)
{
    PlanCheck check;
    const auto tree = readYaml(yaml, "plan", environment, check.faults);
    if (tree && tree->kind != YamlNode::Kind::Map) {
        check.faults.push_back(
            {tree->line,
             {},
             "plan.empty",
             "A plan is a map with name, goal, budgets and phases; this file holds none."});
    } else if (tree) {
        FieldReader root(*tree, {}, "plan", check.faults);
        Plan plan = readPlan(root);
        checkReferences(plan, check.faults);
        if (check.faults.empty())
            check.plan = std::move(plan);
    }
    std::stable_sort(check.faults.begin(), check.faults.end(),
                     [](const Fault& a, const Fault& b) { return a.line < b.line; });
    return check;
}

Result<Plan> parsePlan(std::string_view yaml, const EnvironmentLookup& environment)
{
    PlanCheck check = checkPlan(yaml, environment);
    if (!check.plan)
        return fail(errorFrom(check.faults));
    return std::move(*check.plan);
}

Result<std::string> planTextFrom(const std::string& bytes, const EnvironmentLookup& environment)
{
    if (!isUtf8(bytes))
        return fail("input.file", "A plan is UTF-8 text; this file holds other bytes.");
    auto bound = bindVariables(bytes, environment);
    if (!bound)
        return fail("plan.variable", bound.error().message);
    return bound;
}

Result<std::string> readPlanFile(const std::string& path, const EnvironmentLookup& environment)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail("input.file",
                    fmt::format("The plan {} cannot be read ({}).", path, file.errorString().toStdString()));
    const auto bytesMax = qint64(YamlLimits {}.bytes);
    // Read up to the limit, not asked for its size: a device has none and never ends.
    const QByteArray bytes = file.read(bytesMax + 1);
    if (file.error() != QFileDevice::NoError)
        return fail("input.file",
                    fmt::format("The plan {} cannot be read ({}).", path, file.errorString().toStdString()));
    if (bytes.size() > bytesMax)
        return fail("plan.too_large",
                    fmt::format("The plan {} has more than the {} bytes that are read.", path, bytesMax));
    return planTextFrom(bytes.toStdString(), environment);
}

} // namespace strikedesk
