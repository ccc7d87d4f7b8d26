// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/TriggerTerms.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace strikedesk {

// How the words of a trigger are spelled in documents and in the record.

inline constexpr auto triggerBasisNames = std::to_array<std::pair<TriggerBasis, std::string_view>>({
    {TriggerBasis::Mid, "mid"},
    {TriggerBasis::Mark, "mark"},
    {TriggerBasis::Underlying, "underlying"},
});
inline constexpr auto triggerWhenNames = std::to_array<std::pair<TriggerWhen, std::string_view>>({
    {TriggerWhen::Worse, "worse"},
    {TriggerWhen::Better, "better"},
    {TriggerWhen::Above, "above"},
    {TriggerWhen::Below, "below"},
});
inline constexpr auto badQuotesNames = std::to_array<std::pair<BadQuotes, std::string_view>>({
    {BadQuotes::Wait, "wait"},
    {BadQuotes::Mark, "mark"},
    {BadQuotes::Natural, "natural"},
});

namespace detail {

template <typename Table, typename Value>
[[nodiscard]] constexpr std::string_view triggerWord(const Table& table, Value value)
{
    for (const auto& [candidate, name] : table) {
        if (candidate == value)
            return name;
    }
    return {};
}

template <typename Value, std::size_t size>
[[nodiscard]] constexpr std::optional<Value>
triggerValue(const std::array<std::pair<Value, std::string_view>, size>& table, std::string_view name)
{
    for (const auto& [value, candidate] : table) {
        if (candidate == name)
            return value;
    }
    return {};
}

} // namespace detail

[[nodiscard]] constexpr std::string_view nameOf(TriggerBasis basis)
{
    return detail::triggerWord(triggerBasisNames, basis);
}
[[nodiscard]] constexpr std::string_view nameOf(TriggerWhen when)
{
    return detail::triggerWord(triggerWhenNames, when);
}
[[nodiscard]] constexpr std::string_view nameOf(BadQuotes policy)
{
    return detail::triggerWord(badQuotesNames, policy);
}
[[nodiscard]] constexpr std::optional<TriggerBasis> triggerBasisFrom(std::string_view name)
{
    return detail::triggerValue(triggerBasisNames, name);
}
[[nodiscard]] constexpr std::optional<TriggerWhen> triggerWhenFrom(std::string_view name)
{
    return detail::triggerValue(triggerWhenNames, name);
}
[[nodiscard]] constexpr std::optional<BadQuotes> badQuotesFrom(std::string_view name)
{
    return detail::triggerValue(badQuotesNames, name);
}

} // namespace strikedesk
