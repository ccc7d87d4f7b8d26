// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/risk/PackagePrices.h"
#include "core/util/Instant.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace strikedesk {

/// How fast limits fill by their place between mid (0) and natural (10), learnt from own orders: for each
/// place the seconds that limits stood there and the fills they got. The rate is the mean of a Gamma
/// posterior, so that a place nobody has tried has the prior's rate and one that was tried often its own.
/// Orders that were cancelled or moved count with the time they stood (they are censored, not failures).
///
/// A value. Thread: owned by one thread.
class FillRates
{
public:
    static constexpr std::size_t places = 11;
    static constexpr std::size_t legGroups = 3; ///< One leg, two, more.

    struct Place
    {
        std::uint64_t microseconds = 0;
        std::uint64_t fills = 0;

        friend bool operator==(const Place&, const Place&) = default;
    };

    void add(std::size_t legs, std::size_t place, Duration stood, bool isFilled);
    /// What others have seen besides.
    void add(const FillRates& others);
    [[nodiscard]] double fillsPerSecond(std::size_t legs, std::size_t place) const;
    /// The place that a plan of `stepsLeft` more steps, each `stepSeconds` long, begins with, if what does
    /// not fill crosses at the end: the one with the least expected cost, by backward induction.
    [[nodiscard]] std::size_t bestPlace(std::size_t legs, int stepsLeft, double stepSeconds) const;

    [[nodiscard]] const Place& at(std::size_t legs, std::size_t place) const;
    [[nodiscard]] std::uint64_t fillsSeen() const;
    /// After it was read back: false when it cannot have been written by this program.
    [[nodiscard]] bool isWhole() const { return m_places.size() == legGroups * places; }

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& model, const FillRates*);
    friend bool operator==(const FillRates&, const FillRates&) = default;

private:
    std::vector<Place> m_places = std::vector<Place>(legGroups * places); ///< Group by group.
};

/// Where a limit stands in a market: 0 at mid or better, 10 at the natural or worse. Nothing in a market
/// without width.
[[nodiscard]] std::optional<std::size_t> placeOf(Price limitPaid, const PackagePrices& market);

} // namespace strikedesk
