// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <array>
#include <optional>
#include <string_view>

namespace strikedesk {

/// One side of a quote and since when it is known. A price of zero on the bid is a valid, known bid.
struct QuoteSide
{
    Price price;
    std::int32_t size = 0;
    Instant at; ///< When this side was last heard: each side ages by itself.

    friend bool operator==(const QuoteSide&, const QuoteSide&) = default;
};

/// What is known of an instrument's market. An absent side was never quoted (today): absent is not zero.
struct Quote
{
    std::optional<QuoteSide> bid;
    std::optional<QuoteSide> ask;

    /// The middle of two known sides, in 1/20,000 rounded half to even to 1/10,000; nothing when a side is
    /// missing.
    [[nodiscard]] std::optional<Price> mid() const
    {
        if (!bid || !ask)
            return {};
        return Price::ofUnits(
            checked::divideHalfEven(checked::add(bid->price.units(), ask->price.units()), 2));
    }

    friend bool operator==(const Quote&, const Quote&) = default;
};

/// What may be wrong with a quote; several may hold at once.
struct QuoteQuality
{
    bool isHalted = false;   ///< Trading in its underlying is halted, or a side is from before it went on.
    bool isAbsent = false;   ///< Neither side known.
    bool isOneSided = false; ///< One side absent.
    bool isStale = false;    ///< A side older than the source's age limit.
    bool isCrossed = false;  ///< Bid above ask.
    bool isLocked = false;   ///< Bid equals ask; a warning, not a fault.
    bool isWide = false;     ///< Spread above the limit for its price.

    /// May price an opening order and trigger a rule.
    [[nodiscard]] bool isTradable() const
    {
        return !isHalted && !isAbsent && !isOneSided && !isStale && !isCrossed;
    }
    /// Both sides young and the market narrow: the mid is a mark.
    [[nodiscard]] bool isMarkable() const { return isTradable() && !isWide; }

    friend bool operator==(const QuoteQuality&, const QuoteQuality&) = default;
};

/// What each is called in records, documents and on the command line, the gravest first.
struct QuoteFault
{
    std::string_view name;
    bool QuoteQuality::*isSet;
};
inline constexpr std::array quoteFaults {
    QuoteFault {"halted", &QuoteQuality::isHalted},      QuoteFault {"absent", &QuoteQuality::isAbsent},
    QuoteFault {"one_sided", &QuoteQuality::isOneSided}, QuoteFault {"stale", &QuoteQuality::isStale},
    QuoteFault {"crossed", &QuoteQuality::isCrossed},    QuoteFault {"locked", &QuoteQuality::isLocked},
    QuoteFault {"wide", &QuoteQuality::isWide},
};

/// Where an underlying's spot comes from.
enum class SpotSource { None, Quote, Trade, Derived };

/// Spot of an underlying: mid of its quote, its last print, or the forward that put–call parity gives
/// (`Derived`).
struct Spot
{
    double price = 0;
    SpotSource source = SpotSource::None;
    Instant at;

    [[nodiscard]] bool isKnown() const { return source != SpotSource::None; }
    friend bool operator==(const Spot&, const Spot&) = default;
};

} // namespace strikedesk
