// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/types/Side.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// What people call a set of legs. Every kind is one row of structureCatalogue().
enum class StructureKind {
    Stock,
    Single,
    CoveredCall,
    CoveredPut,
    ProtectivePut,
    ProtectiveCall,
    Collar,
    Conversion,
    Reversal,
    Vertical,
    Straddle,
    Strangle,
    Synthetic,
    RiskReversal,
    Calendar,
    Diagonal,
    Ratio,
    Butterfly,
    BrokenWingButterfly,
    JadeLizard,
    Ladder,
    IronButterfly,
    IronCondor,
    Condor,
    Box,
    DoubleCalendar,
    DoubleDiagonal,
    Custom,
};

/// One leg as the recognisers see it; signed, short is negative.
struct StructureLeg
{
    bool isStock = false;
    Date expiry {};
    Right right = Right::Call;
    Price strike;
    std::int64_t quantity = 0;            ///< Contracts, or shares of stock.
    std::int64_t sharesPerContract = 100; ///< The deliverable of an option leg.
};

/// A row of the catalogue: the key of the API, the title people read, one sentence of what it is.
struct StructureRow
{
    StructureKind kind = StructureKind::Custom;
    std::string_view key;
    std::string_view title;
    std::string_view description;
};

/// What a set of legs is: its kind, how many packages of it (the greatest common ratio), and its full name
/// ("short iron condor", "bull put vertical").
struct Structure
{
    StructureKind kind = StructureKind::Custom;
    std::int64_t packages = 0;
    std::string name;
};

/// Every kind once, in the order of StructureKind.
[[nodiscard]] std::span<const StructureRow> structureCatalogue();
[[nodiscard]] const StructureRow& rowOf(StructureKind kind);

/// A leg of `quantity` (signed) of an instrument; an index cannot be a leg and counts as stock of it.
[[nodiscard]] StructureLeg structureLeg(const Instrument& instrument, std::int64_t quantity);

/// Names the legs of one underlying. Legs of one series are added up first, in any order; what adds up to
/// nothing leaves. Pure.
[[nodiscard]] Structure recogniseStructure(std::span<const StructureLeg> legs);

} // namespace strikedesk
