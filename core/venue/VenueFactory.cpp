// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/VenueFactory.h"

#include "core/venue/InProcessVenue.h"
#include "core/venue/LedgerFile.h"
#include "core/venue/SocketVenue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace strikedesk {

std::span<const CapabilityProfile> exchangeProfiles()
{
    // clang-format off
    //                       name               legs  stock  stops  new id  ends older
    static const std::array<CapabilityProfile, 5> profiles {{
        {"strikedesk-sim",   4,    true,  true,  false,  true},
        {"replace-new-id",   4,    true,  true,  true,   true},
        {"no-native-stops",  4,    true,  false, false,  true},
        {"options-only",     4,    false, false, true,   true},
        {"single-leg",       1,    false, true,  false,  true},
    }};
    // clang-format on
    return profiles;
}

Result<CapabilityProfile> findExchangeProfile(std::string_view name)
{
    const auto profiles = exchangeProfiles();
    const auto found
        = std::find_if(profiles.begin(), profiles.end(),
                       [name](const CapabilityProfile& profile) { return profile.name == name; });
    if (found != profiles.end())
        return *found;
    std::string known;
    for (const CapabilityProfile& profile : profiles)
        known += (known.empty() ? "" : ", ") + profile.name;
    return fail(
        "input.profile_name",
        fmt::format("Expected one of the venue profiles {}, found \"{}\".", known, name.substr(0, 40)));
}

Result<std::unique_ptr<Venue>> openVenue(const VenueChoice& choice)
{
    if (!choice.socketPath.empty())
        return SocketVenue::later(choice.socketPath);
    auto market = openMarket(choice.market);
    if (!market)
        return fail(market.error());
    auto exchange = std::make_shared<ExchangeBook>(*std::move(market), choice.exchange);
    std::unique_ptr<LedgerFile> ledger;
    if (!choice.ledgerPath.empty()) {
        auto resumed = LedgerFile::resume(choice.ledgerPath, exchange);
        if (!resumed)
            return fail(resumed.error());
        ledger = *std::move(resumed);
    }
    return std::make_unique<InProcessVenue>(std::move(exchange), std::move(ledger));
}

} // namespace strikedesk
