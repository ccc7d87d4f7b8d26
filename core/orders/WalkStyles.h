// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/WalkTerms.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace strikedesk {

/// What the price of a step is made of.
enum class WalkPricing {
    Ticks,  ///< Mid, and a number of ticks more with each step.
    Rungs,  ///< Per cent of the way from mid to natural, one after the other.
    Follow, ///< One place in the market, wherever that goes: there is no end.
    Learnt, ///< The place that costs least by what fills have shown (core/execution/FillRates.h).
};

/// One way to walk. Prices are taken from the market at each step, unless `isAnchored`: then from the one at
/// the order's submission.
struct WalkStyleRow
{
    WalkStyle style;
    std::string_view name;  ///< As the API and plans spell it.
    std::string_view label; ///< As screens show it.
    WalkPricing pricing;
    std::chrono::seconds stepInterval;
    std::array<int, 11> rungs; ///< Per cent; the first `rungCount` of them.
    std::size_t rungCount;
    bool isAnchored;
    std::string_view sentence;
};

/// The published walks are those that other desks describe to their customers: SmartPricing of Option Alpha
/// (four prices, ten seconds each) and Walk Limit of thinkorswim (ten steps at most, to the market at the
/// order's entry). They are here to be compared with.
inline constexpr std::array walkStyles {
    WalkStyleRow {WalkStyle::MidWalk,
                  "mid_walk",
                  "Mid-walk",
                  WalkPricing::Ticks,
                  std::chrono::seconds {5},
                  {},
                  0,
                  false,
                  "Starts at mid and gives up a tick, or one of equal steps, at a time."},
    WalkStyleRow {WalkStyle::Patient,
                  "patient",
                  "Patient",
                  WalkPricing::Rungs,
                  std::chrono::seconds {20},
                  {0, 12, 25, 37, 50},
                  5,
                  false,
                  "Never more than half of the way, in slow steps."},
    WalkStyleRow {WalkStyle::Urgent,
                  "urgent",
                  "Urgent",
                  WalkPricing::Rungs,
                  std::chrono::seconds {2},
                  {50, 75, 100},
                  3,
                  false,
                  "Starts half of the way and crosses within seconds."},
    WalkStyleRow {WalkStyle::PegToMid,
                  "peg_to_mid",
                  "Peg to mid",
                  WalkPricing::Follow,
                  std::chrono::seconds {2},
                  {},
                  0,
                  false,
                  "Stays at its distance from mid and concedes nothing."},
    WalkStyleRow {WalkStyle::Ladder,
                  "ladder",
                  "Ladder",
                  WalkPricing::Rungs,
                  std::chrono::seconds {10},
                  {0, 25, 50, 75, 100},
                  5,
                  false,
                  "Rungs of your own, in per cent of the way from mid to natural."},
    WalkStyleRow {WalkStyle::Adaptive,
                  "adaptive",
                  "Adaptive",
                  WalkPricing::Learnt,
                  std::chrono::seconds {5},
                  {},
                  0,
                  false,
                  "Chooses each price by what own orders at such places have done before."},
    WalkStyleRow {WalkStyle::Join,
                  "join",
                  "Join",
                  WalkPricing::Follow,
                  std::chrono::seconds {2},
                  {},
                  0,
                  false,
                  "Joins the own side of every leg, and follows it."},
    WalkStyleRow {WalkStyle::FourPrices,
                  "four_prices",
                  "Four prices",
                  WalkPricing::Rungs,
                  std::chrono::seconds {10},
                  {0, 33, 67, 100},
                  4,
                  false,
                  "A published walk: four prices from mid to natural, ten seconds each."},
    WalkStyleRow {WalkStyle::TenSteps,
                  "ten_steps",
                  "Ten steps",
                  WalkPricing::Rungs,
                  std::chrono::seconds {5},
                  {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100},
                  11,
                  true,
                  "A published walk: ten steps to the natural at the order's entry."},
};

[[nodiscard]] constexpr const WalkStyleRow& rowOf(WalkStyle style)
{
    return walkStyles[std::size_t(style)];
}
static_assert([] {
    for (std::size_t i = 0; i < walkStyles.size(); ++i) {
        if (std::size_t(walkStyles[i].style) != i)
            return false;
    }
    return true;
}());

[[nodiscard]] constexpr std::string_view nameOf(WalkStyle style)
{
    return rowOf(style).name;
}
[[nodiscard]] constexpr std::optional<WalkStyle> walkStyleFrom(std::string_view name)
{
    for (const WalkStyleRow& row : walkStyles) {
        if (row.name == name)
            return row.style;
    }
    return {};
}

/// Names with their styles, for readers of files.
[[nodiscard]] constexpr auto walkStyleChoices()
{
    std::array<std::pair<std::string_view, WalkStyle>, walkStyles.size()> choices {};
    for (std::size_t i = 0; i < walkStyles.size(); ++i)
        choices[i] = {walkStyles[i].name, walkStyles[i].style};
    return choices;
}

inline constexpr std::array<std::pair<std::string_view, WalkEnd>, 2> walkEndNames {
    {{"cancel", WalkEnd::Cancel}, {"cross", WalkEnd::Cross}}};
[[nodiscard]] constexpr std::string_view nameOf(WalkEnd end)
{
    return walkEndNames[std::size_t(end)].first;
}
[[nodiscard]] constexpr std::optional<WalkEnd> walkEndFrom(std::string_view name)
{
    for (const auto& [word, end] : walkEndNames) {
        if (word == name)
            return end;
    }
    return {};
}

/// The terms of a style that nobody has changed.
[[nodiscard]] inline WalkTerms termsOf(WalkStyle style)
{
    WalkTerms terms;
    terms.style = style;
    terms.stepInterval = rowOf(style).stepInterval;
    return terms;
}

} // namespace strikedesk
