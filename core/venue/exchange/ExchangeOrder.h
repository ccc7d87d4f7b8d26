// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/venue/VenueMessages.h"
#include "core/venue/exchange/FeeSchedule.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// A leg of an order on the exchange, resolved to its instrument.
struct ExchangeLeg
{
    InstrumentId instrument {};
    Side side = Side::Buy;
    std::int64_t ratio = 1;
    /// Shares that one package's share of this leg stands for: ratio times multiplier.
    std::int64_t weight = 1;
};

/// One order on the exchange, over all of its replaces.
struct ExchangeOrder
{
    enum class State { Working, Filled, Cancelled, Expired, Rejected };

    ClientOrderId clientOrderId; ///< The latest of its chain.
    VenueOrderId venueOrderId;
    std::vector<ExchangeLeg> legs;
    std::vector<std::string> symbols; ///< Of the legs.
    std::string underlying;
    std::int64_t packageMultiplier = 1; ///< Shares that the net price counts for.
    std::int64_t quantity = 0;
    std::int64_t filled = 0;
    VenueOrderKind kind = VenueOrderKind::Limit;
    std::optional<Price> limit;
    std::optional<Price> stop;
    TimeInForce timeInForce = TimeInForce::Day;
    State state = State::Working;

    Instant effectiveAt;      ///< Trades on what is heard strictly later.
    Instant endsAt;           ///< When it expires by itself.
    bool hasRested = false;   ///< Was looked at once and not filled: from now on it trades at its own limit.
    bool isTriggered = false; ///< A stop that was hit.
    OrderFeeMeter fees;

    [[nodiscard]] std::int64_t remaining() const { return quantity - filled; }
    [[nodiscard]] bool isWorking() const { return state == State::Working; }
    [[nodiscard]] bool isPackage() const { return legs.size() > 1; }
    [[nodiscard]] bool isStop() const
    {
        return kind == VenueOrderKind::Stop || kind == VenueOrderKind::StopLimit;
    }
    /// Waits for its stop to be hit.
    [[nodiscard]] bool isDormant() const { return isStop() && !isTriggered; }
};

[[nodiscard]] std::string_view nameOf(ExchangeOrder::State state);

} // namespace strikedesk
