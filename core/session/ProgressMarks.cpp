// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/ProgressMarks.h"

#include "core/session/ProgressText.h"

namespace strikedesk::progress {
namespace {

// The characters that rules are drawn with; the last three are ─, ═ and ━.
constexpr std::array<std::string_view, 9> ruleCharacters {
    "=", "-", "*", "_", "~", "#", "\xe2\x94\x80", "\xe2\x95\x90", "\xe2\x94\x81",
};

/// "1.1", "P0-3", "REFACTOR-001": no blanks and at least one digit.
bool isTaskId(std::string_view text)
{
    return !text.empty() && text.size() <= 24 && std::all_of(text.begin(), text.end(), [](char c) {
        return isWordCharacter(c) || c == '.' || c == '-' || c == '/' || c == '#';
    }) && std::any_of(text.begin(), text.end(), isDigit);
}

void takeBoldId(std::string_view text, ProgressTask& task)
{
    const std::size_t close = text.starts_with("**") ? text.find("**", 2) : std::string_view::npos;
    if (close == std::string_view::npos) {
        task.text = std::string(text);
        return;
    }
    std::string_view id = trimmed(text.substr(2, close - 2));
    if (id.ends_with(':') || id.ends_with('.'))
        id.remove_suffix(1);
    if (!isTaskId(id)) {
        task.text = std::string(text);
        return;
    }
    std::string_view rest = trimmed(text.substr(close + 2));
    if (rest.starts_with(':') || rest.starts_with("- "))
        rest = trimmed(rest.substr(1));
    task.id = std::string(id);
    task.text = std::string(rest);
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\f\v";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool isRule(std::string_view line)
{
    for (const std::string_view character : ruleCharacters) {
        std::string_view rest = line;
        std::size_t count = 0;
        for (; rest.starts_with(character); ++count)
            rest.remove_prefix(character.size());
        if (count >= 3 && rest.empty())
            return true;
    }
    return false;
}

std::string_view fenceOf(std::string_view line)
{
    if (!line.starts_with("```") && (!line.starts_with("~~~") || isRule(line)))
        return {};
    const std::size_t end = std::min(line.find_first_not_of(line.front()), line.size());
    // Marks that close again in the same line are a word in code letters.
    if (line.front() == '`' && line.find('`', end) != std::string_view::npos)
        return {};
    return line.substr(0, end);
}

bool closesFence(std::string_view line, std::string_view fence)
{
    return line.size() >= fence.size() && line.find_first_not_of(fence.front()) == std::string_view::npos;
}

std::string_view withoutBullet(std::string_view line)
{
    std::string_view rest = trimmed(line);
    const bool hasBullet = rest.starts_with('-') || rest.starts_with('*') || rest.starts_with('+');
    if (hasBullet && (rest.size() == 1 || rest[1] == ' ' || rest[1] == '\t' || rest[1] == '['))
        return trimmed(rest.substr(1));
    if (rest.starts_with("\xe2\x80\xa2")) // the bullet itself
        return trimmed(rest.substr(3));
    std::size_t digits = 0;
    while (digits < rest.size() && isDigit(rest[digits]))
        ++digits;
    const bool isNumbered = digits > 0 && digits < 4 && digits + 1 < rest.size()
        && (rest[digits] == '.' || rest[digits] == ')') && rest[digits + 1] == ' ';
    return isNumbered ? trimmed(rest.substr(digits + 1)) : rest;
}

std::optional<ItemMark> itemFrom(std::string_view line, int number)
{
    const std::string_view body = withoutBullet(line);
    const bool hasBullet = body.size() != trimmed(line).size();
    if (!hasBullet || !body.starts_with('['))
        return {};
    const std::size_t close = body.find(']');
    // A box holds one character, perhaps one of several bytes with a selector behind it; "[text](address)"
    // and
    // "[see 3]" are something else.
    const std::string_view emojiSelector = "\xef\xb8\x8f";
    const std::size_t longest
        = close != std::string_view::npos && body.substr(0, close).ends_with(emojiSelector) ? 8 : 5;
    if (close == std::string_view::npos || close > longest)
        return {};
    const std::string_view rest = body.substr(close + 1);
    if (rest.starts_with('(') || rest.starts_with(':'))
        return {};
    std::string_view inside = trimmed(body.substr(1, close - 1));
    if (inside.ends_with(emojiSelector))
        inside.remove_suffix(emojiSelector.size());
    const bool isTicked = inside == "x" || inside == "X"
        || std::find(tickMarks.begin(), tickMarks.end(), inside) != tickMarks.end();
    ItemMark item;
    item.isReadable = isTicked || inside.empty();
    item.task.isDone = isTicked;
    item.task.line = number;
    takeBoldId(trimmed(rest), item.task);
    return item;
}

std::optional<ProgressKey> keyFrom(std::string_view line, int number)
{
    std::string_view text = withoutBullet(line);
    if (text.starts_with('#'))
        text = trimmed(text.substr(1));
    std::string_view key;
    std::string_view value;
    if (text.starts_with("**")) {
        const std::size_t close = text.find("**", 2);
        if (close == std::string_view::npos)
            return {};
        key = trimmed(text.substr(2, close - 2));
        value = trimmed(text.substr(close + 2));
        const bool colonOutside = value.starts_with(':');
        if (colonOutside)
            value = trimmed(value.substr(1));
        else if (key.ends_with(':'))
            key.remove_suffix(1);
        else
            return {};
    } else {
        const std::size_t colon = text.find(": ");
        if (colon == std::string_view::npos)
            return {};
        key = trimmed(text.substr(0, colon));
        value = trimmed(text.substr(colon + 2));
    }
    constexpr std::string_view notInKeys = "|`<>[](){}.;!?\"";
    const auto words = 1 + std::count(key.begin(), key.end(), ' ');
    if (key.empty() || value.empty() || key.size() > 40 || words > 4 || !isWordCharacter(key.front())
        || key.find_first_of(notInKeys) != std::string_view::npos)
        return {};
    return ProgressKey {number, std::string(key), std::string(value)};
}

bool saysNone(std::string_view text)
{
    std::string_view word = trimmed(text);
    while (word.size() > 1 && (word.front() == '(' || word.front() == '*' || word.front() == '_'))
        word.remove_prefix(1);
    while (!word.empty() && std::string_view(")*_.").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    static constexpr std::array<std::string_view, 6> nones {"none", "n/a", "nothing", "no blockers", "-", ""};
    return std::any_of(nones.begin(), nones.end(),
                       [word](std::string_view none) { return equalsIgnoringCase(none, word); });
}

bool isAboutBlockers(std::string_view words)
{
    static constexpr std::array<std::string_view, 5> names {"blocker", "blockers", "blocked", "blocked by",
                                                            "blocked on"};
    std::string_view text = trimmed(words);
    if (text.ends_with(':'))
        text.remove_suffix(1);
    if (std::any_of(names.begin(), names.end(),
                    [text](std::string_view name) { return equalsIgnoringCase(name, text); }))
        return true;
    // "CURRENT BLOCKERS", "BLOCKERS (2)", "Open blockers".
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), lowered);
    return findWord(lower, "blockers") != std::string_view::npos;
}

} // namespace strikedesk::progress
