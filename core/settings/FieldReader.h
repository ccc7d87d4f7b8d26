// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/YamlTree.h"
#include "core/types/Money.h"

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strikedesk {

/// "45s", "5m", "2h", "1h30m". `input.duration`.
[[nodiscard]] Result<std::chrono::seconds> parseDuration(std::string_view text);
[[nodiscard]] std::string durationText(std::chrono::seconds duration);

/// Reads the fields of one YAML map into typed values and collects every fault on the way: wrong type, out of
/// bounds, unknown key, missing key. Each reader answers nothing when the key is absent or at fault.
class FieldReader
{
public:
    /// `area` is the first part of the fault codes; `path` names the map in messages, empty for the root.
    FieldReader(const YamlNode& node, std::string path, std::string area, std::vector<Fault>& faults);

    [[nodiscard]] bool has(std::string_view key) const { return m_node.find(key) != nullptr; }
    [[nodiscard]] int line() const { return m_node.line; }
    [[nodiscard]] int lineOf(std::string_view key) const;

    [[nodiscard]] std::optional<std::string> text(std::string_view key, std::size_t maximumLength = 400);
    [[nodiscard]] std::optional<int> integer(std::string_view key, int minimum, int maximum);
    [[nodiscard]] std::optional<double> number(std::string_view key, double minimum, double maximum);
    [[nodiscard]] std::optional<bool> flag(std::string_view key);
    /// Dollars with at most four decimals.
    [[nodiscard]] std::optional<Money> money(std::string_view key, Money minimum, Money maximum);
    [[nodiscard]] std::optional<std::chrono::seconds>
    duration(std::string_view key, std::chrono::seconds minimum, std::chrono::seconds maximum);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    /// A list of whole numbers.
    [[nodiscard]] std::vector<int> integers(std::string_view key, int minimum, int maximum);
    [[nodiscard]] const YamlNode* map(std::string_view key);
    [[nodiscard]] const YamlNode* sequence(std::string_view key);

    template <typename T, std::size_t Count>
    [[nodiscard]] std::optional<T> choice(std::string_view key,
                                          const std::array<std::pair<std::string_view, T>, Count>& choices)
    {
        const auto found = text(key);
        if (!found)
            return {};
        std::vector<std::string_view> names;
        for (const auto& [name, value] : choices) {
            if (name == *found)
                return value;
            names.push_back(name);
        }
        addUnknownChoice(key, *found, names);
        return {};
    }

    /// Reports the key as missing when it is not there. Answers whether it is.
    bool require(std::string_view key);
    /// To be called last: every key that nobody asked for is a fault.
    void refuseUnknown();
    /// refuseUnknown() then says nothing: what the keys mean is not known, and that was said already.
    void ignoreUnknown() { m_ignoresUnknown = true; }

    void addFault(int line, std::string_view key, std::string_view code, std::string message);
    [[nodiscard]] FieldReader childOf(const YamlNode& node, std::string_view key) const;
    [[nodiscard]] std::string pathOf(std::string_view key) const;
    [[nodiscard]] std::vector<Fault>& faults() const { return m_faults; }
    [[nodiscard]] const std::string& area() const { return m_area; }

private:
    [[nodiscard]] const YamlNode* ask(std::string_view key);
    [[nodiscard]] const YamlNode* scalar(std::string_view key, std::string_view expected);
    void addWrongType(std::string_view key, const YamlNode& found, std::string_view expected);
    void addUnknownChoice(std::string_view key, const std::string& found,
                          std::span<const std::string_view> names);

    const YamlNode& m_node;
    std::string m_path;
    std::string m_area;
    std::vector<Fault>& m_faults;
    std::vector<std::string> m_asked;
    bool m_ignoresUnknown = false;
};

/// The candidate that `word` was probably meant to be, when one is close enough.
[[nodiscard]] std::optional<std::string> nearestWord(std::string_view word,
                                                     std::span<const std::string_view> candidates);

} // namespace strikedesk
