// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/StrictJson.h"
#include "core/venue/VenueMessages.h"

#include <QString>

#include <array>
#include <string_view>

/// The names that enumerations have on the wire, each list once, for both directions.
namespace strikedesk::venuecodec {

template <typename Value>
struct WireName
{
    Value value;
    std::string_view name;
};

inline constexpr std::array sideNames {WireName<Side> {Side::Buy, "buy"},
                                       WireName<Side> {Side::Sell, "sell"}};
inline constexpr std::array effectNames {WireName<PositionEffect> {PositionEffect::Open, "open"},
                                         WireName<PositionEffect> {PositionEffect::Close, "close"}};
inline constexpr std::array kindNames {WireName<VenueOrderKind> {VenueOrderKind::Limit, "limit"},
                                       WireName<VenueOrderKind> {VenueOrderKind::Market, "market"},
                                       WireName<VenueOrderKind> {VenueOrderKind::Stop, "stop"},
                                       WireName<VenueOrderKind> {VenueOrderKind::StopLimit, "stop_limit"}};
inline constexpr std::array lifeNames {WireName<TimeInForce> {TimeInForce::Day, "day"},
                                       WireName<TimeInForce> {TimeInForce::GoodTillCancelled, "gtc"},
                                       WireName<TimeInForce> {TimeInForce::GoodTillDate, "gtd"},
                                       WireName<TimeInForce> {TimeInForce::ImmediateOrCancel, "ioc"}};
inline constexpr std::array settlementNames {
    WireName<SettlementKind> {SettlementKind::Expired, "expired"},
    WireName<SettlementKind> {SettlementKind::Exercised, "exercised"},
    WireName<SettlementKind> {SettlementKind::Assigned, "assigned"},
    WireName<SettlementKind> {SettlementKind::CashSettled, "cash_settled"}};

template <typename Value, std::size_t Count>
[[nodiscard]] std::string_view wireWord(const std::array<WireName<Value>, Count>& names, Value value)
{
    for (const WireName<Value>& row : names) {
        if (row.value == value)
            return row.name;
    }
    STRIKEDESK_ASSERT(false, "every value of an enumeration has a name on the wire");
    return {};
}

template <typename Value, std::size_t Count>
[[nodiscard]] QString wireName(const std::array<WireName<Value>, Count>& names, Value value)
{
    const std::string_view name = wireWord(names, value);
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

template <typename Value, std::size_t Count>
[[nodiscard]] Value wireValue(StrictObject& from, const char* key,
                              const std::array<WireName<Value>, Count>& names)
{
    const std::string text = from.text(key);
    for (const WireName<Value>& row : names) {
        if (row.name == text)
            return row.value;
    }
    from.refuse("The field \"" + std::string(key) + "\" has a value that is not known.");
    return names.front().value;
}

/// Sequence numbers stay below what every JSON reader holds exactly.
inline constexpr std::int64_t sequenceMax = 9'007'199'254'740'991;
inline constexpr std::int64_t quantityMax = 1'000'000'000;

[[nodiscard]] inline Quantity quantityOf(StrictObject& from, const char* key)
{
    return Quantity(from.whole(key, -quantityMax, quantityMax));
}

template <typename AnyId>
[[nodiscard]] AnyId idOf(StrictObject& from, const char* key)
{
    return AnyId(from.text(key));
}

template <typename T>
[[nodiscard]] Result<T> finished(StrictObject& from, T value)
{
    if (auto error = from.finish())
        return fail(*std::move(error));
    return value;
}

} // namespace strikedesk::venuecodec
