// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/FieldReader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace strikedesk {
namespace {

constexpr std::array<std::pair<std::string_view, bool>, 8> flagWords {{
    {"true", true},
    {"yes", true},
    {"on", true},
    {"True", true},
    {"false", false},
    {"no", false},
    {"off", false},
    {"False", false},
}};

std::string shownNode(const YamlNode& node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null: return "nothing";
    case YamlNode::Kind::Sequence: return "a list";
    case YamlNode::Kind::Map: return "a map";
    case YamlNode::Kind::Scalar: break;
    }
    constexpr std::size_t longest = 60;
    return node.text.size() <= longest ? fmt::format("\"{}\"", node.text)
                                       : fmt::format("\"{}…\"", node.text.substr(0, longest));
}

template <typename T>
std::optional<T> numberFrom(std::string_view text)
{
    T value {};
    const char* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc() || stop != end)
        return {};
    return value;
}

/// Levenshtein's distance.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
        }
    }
    return row.back();
}

} // namespace

Result<std::chrono::seconds> parseDuration(std::string_view text)
{
    static constexpr std::array<std::pair<char, int>, 3> units {{{'h', 3'600}, {'m', 60}, {'s', 1}}};
    std::int64_t total = 0;
    std::size_t nextUnit = 0;
    std::string_view rest = text;
    bool isGood = !rest.empty();
    while (isGood && !rest.empty()) {
        const std::size_t digits = rest.find_first_not_of("0123456789");
        const auto count = digits == std::string_view::npos || digits > 6
            ? std::nullopt
            : numberFrom<std::int64_t>(rest.substr(0, digits));
        const auto unit = !count ? units.end()
                                 : std::find_if(units.begin() + std::ptrdiff_t(nextUnit), units.end(),
                                                [&](const auto& row) { return row.first == rest[digits]; });
        isGood = unit != units.end();
        if (isGood) {
            total += *count * unit->second;
            nextUnit = std::size_t(unit - units.begin()) + 1;
            rest.remove_prefix(digits + 1);
        }
    }
    if (!isGood)
        return fail("input.duration",
                    fmt::format("\"{}\" is not a duration; write it like 45s, 5m, 2h or 1h30m.", text));
    return std::chrono::seconds(total);
}

std::string durationText(std::chrono::seconds duration)
{
    const auto count = duration.count();
    if (count == 0)
        return "0s";
    std::string text;
    if (count >= 3'600)
        text += fmt::format("{}h", count / 3'600);
    if (count % 3'600 >= 60)
        text += fmt::format("{}m", count % 3'600 / 60);
    if (count % 60 != 0)
        text += fmt::format("{}s", count % 60);
    return text;
}

std::optional<std::string> nearestWord(std::string_view word, std::span<const std::string_view> candidates)
{
    std::optional<std::string> nearest;
    std::size_t best = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = editDistance(word, candidate);
        if (distance < best) {
            best = distance;
            nearest = std::string(candidate);
        }
    }
    return nearest;
}

FieldReader::FieldReader(const YamlNode& node, std::string path, std::string area, std::vector<Fault>& faults)
    : m_node(node)
    , m_path(std::move(path))
    , m_area(std::move(area))
    , m_faults(faults)
{
}

int FieldReader::lineOf(std::string_view key) const
{
    const auto found = std::find(m_node.keys.begin(), m_node.keys.end(), key);
    return found == m_node.keys.end() ? m_node.line
                                      : m_node.keyLines[std::size_t(found - m_node.keys.begin())];
}

std::string FieldReader::pathOf(std::string_view key) const
{
    if (m_path.empty() || key.empty())
        return m_path + std::string(key);
    return fmt::format("{}.{}", m_path, key);
}

FieldReader FieldReader::childOf(const YamlNode& node, std::string_view key) const
{
    return {node, pathOf(key), m_area, m_faults};
}

void FieldReader::addFault(int line, std::string_view key, std::string_view code, std::string message)
{
    m_faults.push_back({line, pathOf(key), fmt::format("{}.{}", m_area, code), std::move(message)});
}

void FieldReader::addWrongType(std::string_view key, const YamlNode& found, std::string_view expected)
{
    addFault(lineOf(key), key, "wrong_type",
             fmt::format("\"{}\" should be {}, found {}.", key, expected, shownNode(found)));
}

void FieldReader::addUnknownChoice(std::string_view key, const std::string& found,
                                   std::span<const std::string_view> names)
{
    const auto meant = nearestWord(found, names);
    addFault(lineOf(key), key, fmt::format("unknown_{}", key),
             fmt::format("\"{}\" should be one of {}; found \"{}\"{}", key, fmt::join(names, ", "), found,
                         meant ? fmt::format(", did you mean \"{}\"?", *meant) : "."));
}

const YamlNode* FieldReader::ask(std::string_view key)
{
    m_asked.emplace_back(key);
    return m_node.find(key);
}

const YamlNode* FieldReader::scalar(std::string_view key, std::string_view expected)
{
    const YamlNode* const found = ask(key);
    if (found && found->isFaulty)
        return nullptr;
    if (found && (found->kind != YamlNode::Kind::Scalar || (found->text.empty() && !found->isQuoted))) {
        addWrongType(key, *found, expected);
        return nullptr;
    }
    return found;
}

std::optional<std::string> FieldReader::text(std::string_view key, std::size_t maximumLength)
{
    const YamlNode* const found = scalar(key, "text");
    if (!found)
        return {};
    if (found->text.size() > maximumLength) {
        addFault(lineOf(key), key, "out_of_bounds",
                 fmt::format("\"{}\" should have at most {} characters, found {}.", key, maximumLength,
                             found->text.size()));
        return {};
    }
    // Line ends belong to long texts; the rest would be obeyed by the terminal that shows it.
    const auto isControl = [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f; };
    if (std::any_of(found->text.begin(), found->text.end(), isControl)) {
        addFault(lineOf(key), key, "control_character",
                 fmt::format("\"{}\" holds a control character; write it without.", key));
        return {};
    }
    return found->text;
}

std::optional<int> FieldReader::integer(std::string_view key, int minimum, int maximum)
{
    const auto expected = fmt::format("a whole number from {} to {}", minimum, maximum);
    const YamlNode* const found = scalar(key, expected);
    if (!found)
        return {};
    const auto value = numberFrom<std::int64_t>(found->text);
    if (!value) {
        addWrongType(key, *found, expected);
        return {};
    }
    if (*value < minimum || *value > maximum) {
        addFault(lineOf(key), key, "out_of_bounds",
                 fmt::format("\"{}\" should be {}, found {}.", key, expected, found->text));
        return {};
    }
    return int(*value);
}

std::optional<double> FieldReader::number(std::string_view key, double minimum, double maximum)
{
    const auto expected = fmt::format("a number from {} to {}", minimum, maximum);
    const YamlNode* const found = scalar(key, expected);
    if (!found)
        return {};
    const auto value = numberFrom<double>(found->text);
    if (!value || !std::isfinite(*value)) {
        addWrongType(key, *found, expected);
        return {};
    }
    if (*value < minimum || *value > maximum) {
        addFault(lineOf(key), key, "out_of_bounds",
                 fmt::format("\"{}\" should be {}, found {}.", key, expected, found->text));
        return {};
    }
    return *value;
}

std::optional<bool> FieldReader::flag(std::string_view key)
{
    const YamlNode* const found = scalar(key, "true or false");
    if (!found)
        return {};
    for (const auto& [word, value] : flagWords) {
        if (word == found->text)
            return value;
    }
    addWrongType(key, *found, "true or false");
    return {};
}

std::optional<Money> FieldReader::money(std::string_view key, Money minimum, Money maximum)
{
    const auto expected = fmt::format("dollars from {} to {}", minimum.text(), maximum.text());
    const YamlNode* const found = scalar(key, expected);
    if (!found)
        return {};
    const auto value = Money::parse(found->text);
    if (!value) {
        addWrongType(key, *found, expected);
        return {};
    }
    if (*value < minimum || *value > maximum) {
        addFault(lineOf(key), key, "out_of_bounds",
                 fmt::format("\"{}\" should be {}, found {}.", key, expected, found->text));
        return {};
    }
    return *value;
}

std::optional<std::chrono::seconds> FieldReader::duration(std::string_view key, std::chrono::seconds minimum,
                                                          std::chrono::seconds maximum)
{
    const auto expected
        = fmt::format("a duration from {} to {}", durationText(minimum), durationText(maximum));
    const YamlNode* const found = scalar(key, expected);
    if (!found)
        return {};
    const auto value = parseDuration(found->text);
    if (!value) {
        addFault(lineOf(key), key, "wrong_type", value.error().message);
        return {};
    }
    if (*value < minimum || *value > maximum) {
        addFault(lineOf(key), key, "out_of_bounds",
                 fmt::format("\"{}\" should be {}, found {}.", key, expected, found->text));
        return {};
    }
    return *value;
}

std::vector<std::string> FieldReader::texts(std::string_view key)
{
    const YamlNode* const list = sequence(key);
    std::vector<std::string> found;
    if (!list)
        return found;
    for (const YamlNode& item : list->items) {
        if (item.kind == YamlNode::Kind::Scalar && !item.text.empty())
            found.push_back(item.text);
        else
            addFault(item.line, key, "wrong_type",
                     fmt::format("\"{}\" should be a list of words, found {} in it.", key, shownNode(item)));
    }
    return found;
}

std::vector<int> FieldReader::integers(std::string_view key, int minimum, int maximum)
{
    const YamlNode* const list = sequence(key);
    std::vector<int> found;
    if (!list)
        return found;
    for (const YamlNode& item : list->items) {
        const auto value
            = item.kind == YamlNode::Kind::Scalar ? numberFrom<std::int64_t>(item.text) : std::nullopt;
        if (value && *value >= minimum && *value <= maximum)
            found.push_back(int(*value));
        else
            addFault(item.line, key, value ? "out_of_bounds" : "wrong_type",
                     fmt::format("\"{}\" should be a list of whole numbers from {} to {}, found {} in it.",
                                 key, minimum, maximum, shownNode(item)));
    }
    return found;
}

const YamlNode* FieldReader::map(std::string_view key)
{
    const YamlNode* const found = ask(key);
    if (found && found->kind != YamlNode::Kind::Map) {
        addWrongType(key, *found, "a map of keys and values");
        return nullptr;
    }
    return found;
}

const YamlNode* FieldReader::sequence(std::string_view key)
{
    const YamlNode* const found = ask(key);
    if (found && found->kind != YamlNode::Kind::Sequence) {
        addWrongType(key, *found, "a list");
        return nullptr;
    }
    return found;
}

bool FieldReader::require(std::string_view key)
{
    if (has(key))
        return true;
    m_asked.emplace_back(key);
    addFault(m_node.line, key, "missing",
             m_path.empty() ? fmt::format("\"{}\" is missing.", key)
                            : fmt::format("\"{}\" is missing in {}.", key, m_path));
    return false;
}

void FieldReader::refuseUnknown()
{
    if (m_ignoresUnknown)
        return;
    const std::vector<std::string_view> known(m_asked.begin(), m_asked.end());
    for (const std::string& key : m_node.keys) {
        if (std::find(known.begin(), known.end(), key) != known.end())
            continue;
        const auto meant = nearestWord(key, known);
        addFault(lineOf(key), key, "unknown_key",
                 fmt::format("The key \"{}\" is not known here{}", key,
                             meant ? fmt::format("; did you mean \"{}\"?", *meant) : "."));
    }
}

} // namespace strikedesk
