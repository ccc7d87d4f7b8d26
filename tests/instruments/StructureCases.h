// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/StructureBuild.h"
#include "core/util/Assert.h"
#include "core/util/Random.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace strikedesk {

/// Structures by chance, for laws over all of them.
struct StructureDice
{
    explicit StructureDice(std::uint64_t seed)
        : random(seed)
    {
    }

    /// Distinct, ascending, at whole dollars from 60 to 180.
    std::vector<Price> strikes(int count)
    {
        std::vector<Price> found;
        while (int(found.size()) < count) {
            const Price strike = Price::ofWhole(random.between(60, 180));
            if (std::ranges::find(found, strike) == found.end())
                found.push_back(strike);
        }
        std::ranges::sort(found);
        return found;
    }

    Date expiry(int number) const
    {
        return std::chrono::sys_days(std::chrono::year {2026} / 3 / 20) + std::chrono::days(28 * number);
    }

    /// Everything a form needs, within the rule of its row.
    StructureRequest request(const NamedStructure& row, const PatternForm& form)
    {
        StructureRequest asked;
        asked.key = std::string(row.key);
        asked.strikes = strikes(form.strikes);
        if (row.rule == StrikeRule::EqualWings || row.rule == StrikeRule::UnequalWings) {
            const int lower = random.between(1, 20);
            const int upper = row.rule == StrikeRule::EqualWings ? lower : lower + random.between(1, 9);
            asked.strikes[1] = asked.strikes[0] + Price::ofWhole(lower);
            asked.strikes[2] = asked.strikes[1] + Price::ofWhole(upper);
        }
        const int first = random.between(0, 5);
        for (int expiry_ = 0; expiry_ < form.expiries; ++expiry_)
            asked.expiries.push_back(expiry(first + expiry_ * random.between(1, 4)));
        asked.packages = random.between(1, 40);
        if (random.between(0, 1) == 1)
            asked.lesser = 2, asked.greater = 2 * random.between(1, 4) + 1;
        return asked;
    }

    template <typename T>
    void shuffle(std::vector<T>& things)
    {
        for (int last = int(things.size()) - 1; last > 0; --last)
            std::swap(things[std::size_t(last)], things[std::size_t(random.between(0, last))]);
    }

    Random random;
};

/// "+1 C100 a", one leg; for messages of tests.
inline std::string textOf(const std::vector<StructureLeg>& legs)
{
    std::string text;
    for (const StructureLeg& leg : legs) {
        text += fmt::format("{}{:+} ", text.empty() ? "" : ", ", leg.quantity);
        text += leg.isStock ? std::string("S")
                            : fmt::format("{}{} {}", leg.right == Right::Call ? 'C' : 'P',
                                          leg.strike.shortText(), toIsoText(leg.expiry));
    }
    return text;
}

inline std::vector<StructureLeg> builtFrom(const StructureRequest& request)
{
    const auto legs = buildStructure(request);
    STRIKEDESK_ASSERT(legs.has_value(), "the dice keep the rules");
    return *legs;
}

} // namespace strikedesk
