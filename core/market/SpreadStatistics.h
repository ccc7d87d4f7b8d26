// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/Quote.h"

#include <cstdint>
#include <optional>

namespace strikedesk {

/// What width is usual for one instrument, and how often its quotes change: a few numbers, whatever the
/// number of updates, and each update takes the same short time.
///
/// Each width counts for as long as it stood, with a memory of five minutes of the market's own time, so that
/// a thousand flickers say no more than the second they lasted. Before it counts it is held within three mean
/// deviations of what is usual (P. Huber, "Robust Estimation of a Location Parameter", Annals of Mathematical
/// Statistics 35, 1964): an outlier moves the usual by next to nothing, a market that stays wide becomes it.
/// Quotes that are crossed, locked or lack a side or its size count for nothing.
///
/// A value of 40 bytes. Thread: owned by one thread; copies travel.
class SpreadStatistics
{
public:
    /// The quote as it stands from `at` on. Instants never go back.
    void see(const Quote& quote, Instant at);

    /// Dollars; nothing before five widths have stood for a while.
    [[nodiscard]] std::optional<double> typicalWidth() const;
    /// Mean distance of widths from the typical one, dollars.
    [[nodiscard]] std::optional<double> deviation() const;
    /// Updates a second: of about the last five seconds, and of about the last five minutes.
    [[nodiscard]] double updatesPerSecond(Instant now) const;
    [[nodiscard]] std::optional<double> typicalUpdatesPerSecond(Instant now) const;
    /// Both sides have been there with their sizes.
    [[nodiscard]] bool hadBothSides() const { return m_hadBothSides; }

private:
    void learn(double width, double seconds);

    Instant m_firstAt;
    Instant m_lastAt;
    float m_typical = 0;
    float m_deviation = 0;
    float m_standing = -1; ///< The width that stands now; negative: none that counts.
    float m_shortRate = 0;
    float m_longRate = 0;
    std::uint16_t m_widths = 0;
    bool m_isSeen = false;
    bool m_hadBothSides = false;
};

static_assert(sizeof(SpreadStatistics) <= 40, "twenty thousand of them travel with every board");

} // namespace strikedesk
