// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/ProgressWriter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace strikedesk {
namespace {

constexpr std::string_view banner
    = "================================================================================\n";

/// Text of ours or of the plan on one line, so that it cannot begin a heading or an item of its own.
std::string oneLine(std::string_view text)
{
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    const std::size_t first = line.find_first_not_of(' ');
    return first == std::string::npos ? std::string()
                                      : line.substr(first, line.find_last_not_of(' ') - first + 1);
}

std::string bannerHeading(const std::string& heading)
{
    return fmt::format("\n{}## {}\n{}", banner, heading, banner);
}

bool isDone(const SessionProgress::Task& task)
{
    return task.state == "done";
}

/// The most urgent priority of its tasks, when all that have one agree on it being worth a word.
std::string phasePriority(const SessionProgress::Phase& phase)
{
    std::string most;
    for (const SessionProgress::Task& task : phase.tasks) {
        if (!task.priority.empty() && (most.empty() || task.priority < most))
            most = task.priority;
    }
    return most;
}

std::string phaseHeading(const SessionProgress::Phase& phase, std::size_t number)
{
    const auto count = phase.tasks.size();
    const bool isComplete = count > 0 && std::all_of(phase.tasks.begin(), phase.tasks.end(), isDone);
    const std::string priority = phasePriority(phase);
    return fmt::format("PHASE {}: {}{}{} ({} task{}){}", number, oneLine(phase.title),
                       priority.empty() ? "" : " ", priority, count, count == 1 ? "" : "s",
                       isComplete ? " \xe2\x9c\x85 COMPLETE" : "");
}

std::string taskLine(const SessionProgress::Task& task)
{
    std::string line
        = fmt::format("- [{}] **{}** {}", isDone(task) ? 'x' : ' ', oneLine(task.id), oneLine(task.title));
    const std::string detail = oneLine(task.detail);
    const bool saysState = !isDone(task) && task.state != "pending";
    if (saysState && !detail.empty())
        line += fmt::format(" ({}: {})", task.state, detail);
    else if (saysState || !detail.empty())
        line += fmt::format(" ({})", saysState ? task.state : detail);
    return line + '\n';
}

} // namespace

std::string progressText(const SessionProgress& progress)
{
    std::string text = fmt::format("# {}\n", oneLine(progress.name));
    if (!progress.goal.empty())
        text += bannerHeading("GOAL") + oneLine(progress.goal) + '\n';
    text += bannerHeading("SESSION STATUS");
    text += fmt::format("- Session: {}\n- Status: {}\n", oneLine(progress.session), oneLine(progress.state));
    if (progress.updatedAt)
        text += fmt::format("- Updated: {}\n", toIsoText(*progress.updatedAt));
    for (std::size_t i = 0; i < progress.phases.size(); ++i) {
        text += bannerHeading(phaseHeading(progress.phases[i], i + 1));
        for (const SessionProgress::Task& task : progress.phases[i].tasks)
            text += taskLine(task);
    }
    text += bannerHeading("BLOCKERS");
    if (progress.blockers.empty())
        text += "(none)\n";
    for (const std::string& blocker : progress.blockers)
        text += fmt::format("- {}\n", oneLine(blocker));
    return text;
}

} // namespace strikedesk
