// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/ProgressMarks.h"
#include "core/session/ProgressText.h"

namespace strikedesk::progress {
namespace {

constexpr std::array<std::string_view, 6> openMarks {
    "\xe2\x9d\x8c",     // cross mark
    "\xe2\x8f\xb3",     // hourglass
    "\xe2\x8f\xb8",     // pause
    "\xf0\x9f\x94\x84", // arrows in a circle
    "\xf0\x9f\x9a\xa7", // construction
    "\xe2\xac\x9c",     // white square
};
constexpr std::array<std::string_view, 7> openWords {
    "INCOMPLETE", "NOT COMPLETE", "NOT STARTED", "IN PROGRESS", "IN-PROGRESS", "PENDING", "BLOCKED",
};
constexpr std::array<std::string_view, 3> completeWords {"COMPLETED", "COMPLETE", "DONE"};

/// Removes every occurrence; true when there was one.
template <typename Words>
bool removeAll(std::string& text, const Words& words)
{
    bool found = false;
    for (const std::string_view word : words) {
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) {
            text.erase(at, word.size());
            found = true;
        }
    }
    return found;
}

/// Removes a word that closes the heading, with the dash or brackets around it.
template <typename Words>
bool removeLastWord(std::string& text, const Words& words)
{
    std::string_view rest = trimmed(text);
    const bool isBracketed = rest.ends_with(')') || rest.ends_with(']');
    if (isBracketed)
        rest = trimmed(rest.substr(0, rest.size() - 1));
    for (const std::string_view word : words) {
        const std::size_t start = rest.size() - word.size();
        if (rest.size() < word.size() || findWord(rest, word, start) != start)
            continue;
        std::string_view left = trimmed(rest.substr(0, start));
        if (isBracketed && !left.ends_with('(') && !left.ends_with('['))
            continue;
        if (isBracketed)
            left = trimmed(left.substr(0, left.size() - 1));
        while (left.ends_with('-') || left.ends_with(':') || left.ends_with("\xe2\x80\x94"))
            left = trimmed(left.substr(0, left.size() - (left.ends_with("\xe2\x80\x94") ? 3 : 1)));
        text = std::string(left);
        return true;
    }
    return false;
}

std::optional<bool> takeDeclaredState(std::string& text)
{
    // Both are taken out, so that the title stands alone; a cross beside a tick does not count as complete.
    const bool hasTick = removeAll(text, tickMarks);
    removeAll(text, std::array<std::string_view, 1> {"\xef\xb8\x8f"}); // the emoji selector that may follow
    const bool hasCross = removeAll(text, openMarks);
    const bool saysOpen = removeLastWord(text, openWords);
    const bool saysComplete = !saysOpen && removeLastWord(text, completeWords);
    std::string_view box = trimmed(text);
    const bool boxIsTicked = box.starts_with("[x] ") || box.starts_with("[X] ");
    const bool boxIsOpen = box.starts_with("[ ] ");
    if (boxIsTicked || boxIsOpen)
        text = std::string(trimmed(box.substr(3)));
    if (hasCross || saysOpen || boxIsOpen)
        return false;
    if (hasTick || saysComplete || boxIsTicked)
        return true;
    return {};
}

std::optional<int> smallNumber(std::string_view digits)
{
    if (digits.empty() || digits.size() > 6 || !std::all_of(digits.begin(), digits.end(), isDigit))
        return {};
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

std::string withSingleBlanks(std::string_view text)
{
    std::string single;
    for (const char c : text) {
        if (c != ' ' || !single.ends_with(' '))
            single += c;
    }
    return single;
}

/// What the brackets hold when it is a count: "8 tasks", "1 task", "3/8", "3/8 tasks", "3 of 8 done".
std::optional<int> declaredCount(std::string_view inside)
{
    std::size_t end = 0;
    while (end < inside.size() && isDigit(inside[end]))
        ++end;
    const auto first = smallNumber(inside.substr(0, end));
    std::string_view rest = trimmed(inside.substr(end));
    if (!first)
        return {};
    const bool isFraction = rest.starts_with('/') || startsIgnoringCase(rest, "of ");
    if (!isFraction) {
        const bool isCount = equalsIgnoringCase(rest.substr(0, rest.find_first_of(" ,")), "tasks")
            || equalsIgnoringCase(rest.substr(0, rest.find_first_of(" ,")), "task")
            || equalsIgnoringCase(rest, "items");
        return isCount ? first : std::nullopt;
    }
    rest = trimmed(rest.substr(rest.starts_with('/') ? 1 : 3));
    end = 0;
    while (end < rest.size() && isDigit(rest[end]))
        ++end;
    return smallNumber(rest.substr(0, end));
}

std::optional<int> takeDeclaredTasks(std::string& text)
{
    for (std::size_t open = text.find_first_of("(["); open != std::string::npos;
         open = text.find_first_of("([", open + 1)) {
        const std::size_t close = text.find(text[open] == '(' ? ')' : ']', open);
        if (close == std::string::npos)
            return {};
        const auto count = declaredCount(trimmed(std::string_view(text).substr(open + 1, close - open - 1)));
        if (count) {
            text.erase(open, close - open + 1);
            return count;
        }
    }
    return {};
}

std::optional<std::string> priorityIn(std::string_view heading)
{
    for (std::size_t at = 0; at + 1 < heading.size(); ++at) {
        const bool startsWord = at == 0 || !isWordCharacter(heading[at - 1]);
        const bool endsWord = at + 2 == heading.size() || !isWordCharacter(heading[at + 2]);
        if (startsWord && endsWord && heading[at] == 'P' && isDigit(heading[at + 1]))
            return std::string(heading.substr(at, 2));
    }
    return {};
}

bool isPhaseTitle(std::string_view line)
{
    if (startsIgnoringCase(line, "SECTION:"))
        return true;
    if (!startsIgnoringCase(line, "PHASE "))
        return false;
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && colon <= 12;
}

// "# Priority: HIGH" under a heading is a remark in the manner of a script, not a heading of its own.
constexpr std::array<std::string_view, 16> remarkKeys {
    "Priority",      "Source",   "Created",          "Updated",        "Last Updated", "Completed", "Date",
    "Research Date", "Based on", "Estimated Effort", "Execution Mode", "Status",       "Owner",     "Author",
    "Session",       "Note",
};

bool isRemark(std::string_view text)
{
    const std::string_view key = trimmed(text.substr(0, text.find(':')));
    return text.find(':') != std::string_view::npos
        && std::any_of(remarkKeys.begin(), remarkKeys.end(),
                       [key](std::string_view known) { return equalsIgnoringCase(known, key); });
}

} // namespace

std::optional<std::string_view> headingText(std::string_view line)
{
    if (isPhaseTitle(line))
        return line;
    const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
    if (marks == 0 || marks > 6 || marks == line.size())
        return {};
    // "#5" and "#tag" are words of a text; "##Title" can only be a heading.
    if (marks == 1 && line[1] != ' ' && line[1] != '\t')
        return {};
    std::string_view text = trimmed(line.substr(marks));
    while (text.ends_with('#'))
        text = trimmed(text.substr(0, text.size() - 1));
    if (text.empty() || (marks == 1 && isRemark(text)))
        return {};
    return text;
}

ProgressSection sectionFrom(std::string_view heading, int line)
{
    ProgressSection section;
    section.line = line;
    section.priority = priorityIn(heading);
    std::string text(heading);
    if (startsIgnoringCase(text, "SECTION:"))
        text.erase(0, 8);
    section.declaredTasks = takeDeclaredTasks(text);
    section.declaredComplete = takeDeclaredState(text);
    section.title = withSingleBlanks(trimmed(text));
    if (section.title->empty())
        section.title = std::string(heading);
    return section;
}

} // namespace strikedesk::progress
