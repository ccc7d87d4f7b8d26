// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/instruments/StructurePattern.h"
#include "core/types/Side.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// The catalogue of structures: one table of rows with patterns (StructureTable.cpp) from which legs are built
// (StructureBuild.h), sets of legs are recognised (here) and books are split (StructureSplit.h). Pure, any
// thread.

/// The family that people speak of. Every kind is one row of structureCatalogue().
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
    CoveredStraddle,
    CoveredStrangle,
    StockRepair,
    Vertical,
    Straddle,
    Strangle,
    Guts,
    Strip,
    Strap,
    Synthetic,
    RiskReversal,
    Seagull,
    Calendar,
    Diagonal,
    Ratio,
    Butterfly,
    BrokenWingButterfly,
    ChristmasTree,
    JadeLizard,
    Ladder,
    IronButterfly,
    IronCondor,
    Condor,
    Box,
    JellyRoll,
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
    /// SPX and SPXW share dates and settle hours apart: two expiries, the opening first.
    SettlementTime settlement = SettlementTime::Pm;
    std::string adjustedRoot {}; ///< "AAPL1"; empty otherwise. Such contracts mix with no others.

    friend bool operator==(const StructureLeg&, const StructureLeg&) = default;
};

/// A row of families: the key of the API, the title people read, one sentence of what it is.
struct StructureRow
{
    StructureKind kind = StructureKind::Custom;
    std::string_view key;
    std::string_view title;
    std::string_view description;
};

/// What the strikes of a pattern have to be besides its numbers.
enum class StrikeRule {
    Ascending,    ///< Nothing more.
    EqualWings,   ///< The middle one of three is half way.
    UnequalWings, ///< It is not.
    PutBelowCall, ///< In any order instead, but no put above the call of its expiry, and not one pair twice.
};
[[nodiscard]] std::string_view nameOf(StrikeRule rule); ///< "ascending", "equal_wings" …

/// A row of the catalogue: one structure with its direction.
struct NamedStructure
{
    StructureKind kind = StructureKind::Custom;
    std::string_view key;     ///< "short_iron_condor": of plans, API and command line.
    std::string_view title;   ///< "short iron condor": of people and records.
    std::string_view pattern; ///< StructurePattern.h; empty for what has none ("custom").
    StrikeRule rule = StrikeRule::Ascending;
    std::string_view description;
};

/// Another name of a structure.
struct StructureAlias
{
    std::string_view alias;
    std::string_view key;
};

/// What a set of legs is: its kind, how many packages of it (the greatest common ratio), and its full name
/// ("short iron condor", "bull put vertical").
struct Structure
{
    StructureKind kind = StructureKind::Custom;
    std::int64_t packages = 0;
    std::string name;
    std::string_view key = "custom"; ///< Of the row; "custom" without one.
};

/// Every kind once, in the order of StructureKind.
[[nodiscard]] std::span<const StructureRow> structureCatalogue();
[[nodiscard]] const StructureRow& rowOf(StructureKind kind);

/// The whole catalogue, by kind; "custom" is the last row.
[[nodiscard]] std::span<const NamedStructure> namedStructures();
[[nodiscard]] std::span<const StructureAlias> structureAliases();
/// By key or alias. Nothing when there is none.
[[nodiscard]] const NamedStructure* findStructure(std::string_view key);
/// The pattern of a row of namedStructures(), read; no forms for "custom".
[[nodiscard]] const StructurePattern& patternOf(const NamedStructure& row);

/// A leg of `quantity` (signed) of an instrument; an index cannot be a leg and counts as stock of it.
[[nodiscard]] StructureLeg structureLeg(const Instrument& instrument, std::int64_t quantity);
[[nodiscard]] StructureLeg structureLeg(const OptionContract& option, std::int64_t quantity);
[[nodiscard]] StructureLeg stockLeg(std::int64_t shares);

/// One leg per series, by expiry, settlement, strike, put before call, without what adds up to nothing; stock
/// last.
[[nodiscard]] std::vector<StructureLeg> addedUp(std::span<const StructureLeg> legs);

/// Names the legs of one underlying. Legs of one series are added up first, in any order; what adds up to
/// nothing leaves. Pure.
[[nodiscard]] Structure recogniseStructure(std::span<const StructureLeg> legs);

} // namespace strikedesk
