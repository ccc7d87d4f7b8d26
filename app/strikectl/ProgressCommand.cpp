// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "core/audit/CanonicalJson.h"
#include "core/session/Progress.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <fmt/format.h>

#include <memory>
#include <string>

namespace strikedesk::cli {
namespace {

struct ProgressOptions
{
    std::string file;
    bool asJson = false;
};

template <typename T>
QJsonValue valueOrNull(const std::optional<T>& value)
{
    if (!value)
        return QJsonValue::Null;
    if constexpr (std::is_same_v<T, std::string>)
        return QString::fromStdString(*value);
    else
        return *value;
}

QJsonObject progressSectionJson(const ProgressSection& section)
{
    QJsonArray tasks;
    for (const ProgressTask& task : section.tasks) {
        tasks.append(QJsonObject {{QStringLiteral("id"), valueOrNull(task.id)},
                                  {QStringLiteral("text"), QString::fromStdString(task.text)},
                                  {QStringLiteral("done"), task.isDone},
                                  {QStringLiteral("line"), task.line}});
    }
    return {{QStringLiteral("title"), valueOrNull(section.title)},
            {QStringLiteral("priority"), valueOrNull(section.priority)},
            {QStringLiteral("line"), valueOrNull(section.line)},
            {QStringLiteral("declared_tasks"), valueOrNull(section.declaredTasks)},
            {QStringLiteral("declared_complete"), valueOrNull(section.declaredComplete)},
            {QStringLiteral("tasks"), tasks},
            {QStringLiteral("done"), section.doneCount()},
            {QStringLiteral("open"), section.openCount()}};
}

QJsonValue nextJson(const ProgressFile& file)
{
    const auto next = file.next();
    if (!next)
        return QJsonValue::Null;
    return QJsonObject {{QStringLiteral("section"), valueOrNull(next->section->title)},
                        {QStringLiteral("id"), valueOrNull(next->task->id)},
                        {QStringLiteral("text"), QString::fromStdString(next->task->text)}};
}

QJsonObject progressJson(const std::string& path, const ProgressFile& file)
{
    QJsonArray sections;
    for (const ProgressSection& section : file.sections)
        sections.append(progressSectionJson(section));
    QJsonArray blockers;
    for (const std::string& blocker : file.blockers)
        blockers.append(QString::fromStdString(blocker));
    QJsonArray keys;
    for (const ProgressKey& key : file.keys) {
        keys.append(QJsonObject {{QStringLiteral("line"), key.line},
                                 {QStringLiteral("key"), QString::fromStdString(key.key)},
                                 {QStringLiteral("value"), QString::fromStdString(key.value)}});
    }
    QJsonArray unplaced;
    for (const ProgressLine& line : file.unplaced) {
        unplaced.append(QJsonObject {{QStringLiteral("line"), line.line},
                                     {QStringLiteral("text"), QString::fromStdString(line.text)}});
    }
    return {{QStringLiteral("file"), QString::fromStdString(path)},
            {QStringLiteral("sections"), sections},
            {QStringLiteral("totals"),
             QJsonObject {{QStringLiteral("tasks"), file.taskCount()},
                          {QStringLiteral("done"), file.doneCount()},
                          {QStringLiteral("open"), file.taskCount() - file.doneCount()}}},
            {QStringLiteral("next"), nextJson(file)},
            {QStringLiteral("blockers"), blockers},
            {QStringLiteral("keys"), keys},
            {QStringLiteral("unplaced"), unplaced}};
}

/// What the heading claims and the items do not bear out; empty when they agree.
std::string disagreement(const ProgressSection& section)
{
    std::string text;
    if (section.declaredTasks && *section.declaredTasks != int(section.tasks.size()))
        text += fmt::format("  (says {} tasks)", *section.declaredTasks);
    if (section.declaredComplete.value_or(false) && section.openCount() > 0)
        text += "  (says complete)";
    return text;
}

void printProgress(const ProgressFile& file)
{
    for (const ProgressSection& section : file.sections) {
        fmt::print("{:>3}/{:<3} {:<3} {}{}\n", section.doneCount(), section.tasks.size(),
                   section.priority.value_or(""),
                   printable(section.title.value_or("(before the first heading)")), disagreement(section));
        for (const ProgressTask& task : section.tasks)
            fmt::print("          [{}] {}{}\n", task.isDone ? 'x' : ' ', task.id ? *task.id + "  " : "",
                       printable(task.text));
    }
    fmt::print("{} of {} tasks done\n", file.doneCount(), file.taskCount());
    if (const auto next = file.next())
        fmt::print("next: {}{}\n", next->task->id ? *next->task->id + "  " : "", printable(next->task->text));
    for (const std::string& blocker : file.blockers)
        fmt::print("blocked: {}\n", printable(blocker));
    for (const ProgressLine& line : file.unplaced)
        fmt::print("line {} has no place: {}\n", line.line, printable(line.text));
}

ExitCode showProgress(const ProgressOptions& options)
{
    const auto file = readProgressFile(options.file);
    if (!file)
        return reportError(file.error(), options.asJson);
    if (options.asJson)
        fmt::print("{}\n", canonicalBytes(progressJson(options.file, *file)));
    else
        printProgress(*file);
    return ExitCode::Done;
}

} // namespace

void addProgressCommand(CLI::App& program, Action& action)
{
    CLI::App* command
        = program.add_subcommand("progress", "Read a progress file: sections, tasks, totals, what is next");
    command->footer("Example: strikectl progress progress.txt --json");
    const auto options = std::make_shared<ProgressOptions>();
    command->add_option("file", options->file, "The progress file (text)")->required();
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([options, &action] { action = [options] { return showProgress(*options); }; });
}

} // namespace strikedesk::cli
