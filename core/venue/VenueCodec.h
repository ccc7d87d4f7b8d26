// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/CanonicalWriter.h"
#include "core/audit/JsonLook.h"
#include "core/util/Error.h"
#include "core/venue/VenueMessages.h"

#include <QJsonObject>

/// Venue messages as JSON, for the wire to an exchange in a process of its own, for its ledger file and for
/// the audit record. One value has exactly one form: money and prices are decimal strings, times ISO-8601
/// UTC, what is absent is left out.
///
/// Decoding is strict: a missing or unknown field, a wrong type or a value out of bounds is
/// `input.venue_message` (or the code of the value, `input.decimal`) with a sentence; nothing is guessed.
namespace strikedesk::venuecodec {

[[nodiscard]] QJsonObject toJson(const VenueCommand& command);
[[nodiscard]] QJsonObject toJson(const ExchangeRuling& ruling);
[[nodiscard]] QJsonObject toJson(const VenueEvent& event);
/// The bytes of canonicalBytes(toJson(event)), without the tree.
void writeCanonical(CanonicalWriter& out, const VenueEvent& event);
[[nodiscard]] QJsonObject toJson(const VenueListing& listing);
[[nodiscard]] QJsonObject toJson(const VenueOrderRow& row);
[[nodiscard]] QJsonObject toJson(const CapabilityProfile& profile);

[[nodiscard]] Result<VenueCommand> commandFrom(const JsonLook& json);
[[nodiscard]] Result<ExchangeRuling> rulingFrom(const JsonLook& json);
[[nodiscard]] Result<VenueEvent> eventFrom(const JsonLook& json);
[[nodiscard]] Result<VenueListing> listingFrom(const JsonLook& json);
[[nodiscard]] Result<VenueOrderRow> orderRowFrom(const JsonLook& json);
[[nodiscard]] Result<CapabilityProfile> profileFrom(const JsonLook& json);

} // namespace strikedesk::venuecodec
