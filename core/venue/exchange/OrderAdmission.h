// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/TradingCalendar.h"
#include "core/venue/VenueMessages.h"
#include "core/venue/exchange/ExchangeOrder.h"

namespace strikedesk {

/// What an order is checked against when it takes effect.
struct AdmissionContext
{
    const Catalogue& catalogue;
    const CapabilityProfile& profile;
    Instant now;
    /// How long an immediate-or-cancel order waits for the first news of its legs.
    Duration immediateWait {};
};

/// Turns a submission into an order, or says why the venue refuses it: the first rule of the table that it
/// breaks, as an Error whose code goes into VenueRejected.
[[nodiscard]] Result<ExchangeOrder> admitOrder(const SubmitToVenue& submit, const AdmissionContext& context);

/// Checks the new terms of a working order; nothing when they are acceptable.
[[nodiscard]] std::optional<Error> refuseReplace(const ReplaceAtVenue& replace, const ExchangeOrder& order,
                                                 const Catalogue& catalogue);

/// The regular session on `date` in which all legs of an order trade; nothing on a day off.
[[nodiscard]] std::optional<TradingSession> sessionOf(const ExchangeOrder& order, const Catalogue& catalogue,
                                                      Date date);

} // namespace strikedesk
