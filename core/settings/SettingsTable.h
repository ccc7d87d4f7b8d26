// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"

#include <array>
#include <string_view>
#include <tuple>

namespace strikedesk {

/// One setting: its key in the file, what it is when nothing is said, and its bounds.
template <typename T>
struct Setting
{
    using Type = T;
    std::string_view key; ///< "group.name".
    T fallback;
    T minimum;
    T maximum;
    std::string_view meaning; ///< One line for people, with the unit.
};

/// A setting that is a word.
struct TextSetting
{
    std::string_view key;
    std::string_view fallback;
    std::string_view choices; ///< "one|two|three"; empty: any text.
    std::string_view meaning;
};

/// Risk limits are not here and never will be: they have no default, are never clamped, and live versioned in
/// the record (law 5).
namespace settings {

// clang-format off
inline constexpr TextSetting     marketSource {"market.source", "simulated", "",
                                               "\"simulated\", or \"recorded:DIR,UNDERLYING,DATE\""};
inline constexpr Setting<double> marketSpeed  {"market.speed", 1.0, 0.0, 100'000.0,
                                               "virtual seconds in a second; 0 = as fast as it goes"};
inline constexpr Setting<int>    marketSeed   {"market.seed", 1, 0, 2'000'000'000,
                                               "seed of the simulated market"};
inline constexpr TextSetting     fillModel    {"venue.fill_model", "calibrated",
                                               "pessimistic|calibrated|optimistic",
                                               "how the simulated exchange fills"};
inline constexpr Setting<Money>  openingCash  {"account.opening_cash", Money::ofWhole(100'000), Money(),
                                               Money::ofWhole(1'000'000'000),
                                               "dollars a new PAPER or REPLAY account starts with"};
inline constexpr Setting<bool>   apiEnabled   {"api.enabled", true, false, true,
                                               "whether the local API listens"};
inline constexpr Setting<int>    apiPort      {"api.port", 8642, 0, 65'535,
                                               "loopback port of the API; 0 = any free one"};
inline constexpr Setting<bool>   systemJournal {"audit.system_journal", true, false, true,
                                               "whether anchors also go to the system's journal"};
inline constexpr TextSetting     viewTheme    {"view.theme", "dark", "dark|light", "colours of the screen"};
inline constexpr Setting<double> viewScale    {"view.font_scale", 1.0, 0.8, 2.0, "size of text on the screen"};
// clang-format on

/// Every setting, once: the reader, `strikectl config show`, the documentation and the tests walk this tuple.
inline constexpr std::tuple all {marketSource, marketSpeed, marketSeed,    fillModel, openingCash,
                                 apiEnabled,   apiPort,     systemJournal, viewTheme, viewScale};

namespace detail {

consteval bool keysAreUnique()
{
    return std::apply(
        [](const auto&... setting) {
            const std::array keys {setting.key...};
            for (std::size_t i = 0; i < keys.size(); ++i) {
                for (std::size_t j = i + 1; j < keys.size(); ++j) {
                    if (keys[i] == keys[j])
                        return false;
                }
            }
            return true;
        },
        all);
}

template <typename T>
constexpr bool isFallbackAllowed(const Setting<T>& setting)
{
    return setting.minimum <= setting.fallback && setting.fallback <= setting.maximum;
}

constexpr bool isFallbackAllowed(const TextSetting& setting)
{
    std::string_view rest = setting.choices;
    if (rest.empty())
        return true;
    for (;;) {
        const std::size_t bar = rest.find('|');
        if (rest.substr(0, bar) == setting.fallback)
            return true;
        if (bar == std::string_view::npos)
            return false;
        rest.remove_prefix(bar + 1);
    }
}

consteval bool fallbacksAreAllowed()
{
    return std::apply([](const auto&... setting) { return (isFallbackAllowed(setting) && ...); }, all);
}

} // namespace detail

static_assert(detail::keysAreUnique());
static_assert(detail::fallbacksAreAllowed());

} // namespace settings
} // namespace strikedesk
