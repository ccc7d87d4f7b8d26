// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// One leg of an account in one underlying.
struct MarginLeg
{
    enum Kind { Call, Put, Stock };

    Kind kind = Call;
    Price strike;                ///< Of options only.
    Instant expiresAt {};        ///< Of options only.
    Quantity quantity;           ///< Contracts or shares, short is negative.
    Multiplier multiplier {100}; ///< 1 for stock.
    Price mark;                  ///< The option's market price per share; not used for stock.
};

enum class MarginStructure {
    Options, ///< Longs and shorts that cover each other: the worst case of the payoff at expiry.
    NakedShort,
    ShortStraddle, ///< Also a strangle: a naked call and a naked put share one add-on.
    Stock,
    CoveredCall,
    CoveredPut,
    ProtectivePut,
    ProtectiveCall,
    Collar,
    Conversion,
    ReverseConversion,
};

[[nodiscard]] std::string_view nameOf(MarginStructure structure);

struct MarginPart
{
    std::size_t leg = 0; ///< Index into the legs given.
    Quantity quantity;   ///< With the leg's sign.
};

struct MarginPairing
{
    MarginStructure structure = MarginStructure::Options;
    std::vector<MarginPart> parts;
    Money initial;
    Money maintenance;
};

struct MarginResult
{
    Money initial;     ///< To open; the premium of longs is paid besides, that of shorts is received besides.
    Money maintenance; ///< To keep.
    std::vector<MarginPairing> pairings; ///< The one that asks for least.
    bool isExact = true; ///< Every pairing was weighed; otherwise the best of a bounded search.
};

/// Strategy-based (Reg-T) margin by FINRA 4210(f)(2) and Cboe 10.3, without house rules (docs/pricing.md).
/// The pairing with the least requirement is found exactly up to about twelve legs.
/// `pricing.bad_input` for a price that is not finite or positive, and for amounts too large for exact money.
[[nodiscard]] Result<MarginResult> marginFor(std::span<const MarginLeg> legs, double underlyingPrice,
                                             bool isBroadIndex);

} // namespace strikedesk::pricing
