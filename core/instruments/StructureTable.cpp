// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Structures.h"
#include "core/util/Assert.h"

#include <algorithm>
#include <array>

namespace strikedesk {
namespace {

// clang-format off
constexpr auto structureRows = std::to_array<StructureRow>({
    {StructureKind::Stock, "stock", "Stock", "Shares alone."},
    {StructureKind::Single, "single", "Single option", "One call or one put."},
    {StructureKind::CoveredCall, "covered_call", "Covered call", "Long stock, short a call against it."},
    {StructureKind::CoveredPut, "covered_put", "Covered put", "Short stock, short a put against it."},
    {StructureKind::ProtectivePut, "protective_put", "Protective put", "Long stock with a long put below it."},
    {StructureKind::ProtectiveCall, "protective_call", "Protective call", "Short stock with a long call above it."},
    {StructureKind::Collar, "collar", "Collar", "Stock between a put and a call that bound its gain and its loss."},
    {StructureKind::Conversion, "conversion", "Conversion", "Long stock, long put and short call of one strike."},
    {StructureKind::Reversal, "reversal", "Reversal", "Short stock, short put and long call of one strike."},
    {StructureKind::CoveredStraddle, "covered_straddle", "Covered straddle", "Long stock with a short straddle."},
    {StructureKind::CoveredStrangle, "covered_strangle", "Covered strangle", "Long stock with a short strangle."},
    {StructureKind::StockRepair, "stock_repair", "Stock repair", "Long stock with a call ratio spread of one to two."},
    {StructureKind::Vertical, "vertical", "Vertical", "One right and expiry, two strikes, one bought and one sold."},
    {StructureKind::Straddle, "straddle", "Straddle", "Call and put of one strike, both bought or both sold."},
    {StructureKind::Strangle, "strangle", "Strangle", "A put and a call above it, both bought or both sold."},
    {StructureKind::Guts, "guts", "Guts", "A call and a put above it, both bought or both sold."},
    {StructureKind::Strip, "strip", "Strip", "A straddle with twice as many puts."},
    {StructureKind::Strap, "strap", "Strap", "A straddle with twice as many calls."},
    {StructureKind::Synthetic, "synthetic", "Synthetic stock", "Call against put of one strike."},
    {StructureKind::RiskReversal, "risk_reversal", "Risk reversal", "Call against put of two strikes."},
    {StructureKind::Seagull, "seagull", "Seagull", "A vertical that a short option of the other right pays for."},
    {StructureKind::Calendar, "calendar", "Calendar", "One strike and right, two expiries."},
    {StructureKind::Diagonal, "diagonal", "Diagonal", "One right, two strikes and two expiries."},
    {StructureKind::Ratio, "ratio", "Ratio spread", "Two strikes of one right, unequal quantities against each other."},
    {StructureKind::Butterfly, "butterfly", "Butterfly", "Three equidistant strikes of one right, one, minus two, one."},
    {StructureKind::BrokenWingButterfly, "broken_wing_butterfly", "Broken-wing butterfly", "A butterfly with unequal wings."},
    {StructureKind::ChristmasTree, "christmas_tree", "Christmas tree", "Three strikes of one right, one, minus three, two."},
    {StructureKind::JadeLizard, "jade_lizard", "Jade lizard", "A short option with a short vertical of the other right."},
    {StructureKind::Ladder, "ladder", "Ladder", "Three strikes of one right, one against the two beside it."},
    {StructureKind::IronButterfly, "iron_butterfly", "Iron butterfly", "A straddle with a strangle around it on the other side."},
    {StructureKind::IronCondor, "iron_condor", "Iron condor", "A strangle with a wider one on the other side."},
    {StructureKind::Condor, "condor", "Condor", "Four strikes of one right, outer ones against the inner ones."},
    {StructureKind::Box, "box", "Box", "Two opposite verticals of calls and puts on the same strikes."},
    {StructureKind::JellyRoll, "jelly_roll", "Jelly roll", "Synthetic stock of one expiry against that of another."},
    {StructureKind::DoubleCalendar, "double_calendar", "Double calendar", "A put and a call calendar on the same two expiries."},
    {StructureKind::DoubleDiagonal, "double_diagonal", "Double diagonal", "A put and a call diagonal on the same two expiries."},
    {StructureKind::Custom, "custom", "Custom", "Any other set of legs."},
});

constexpr auto namedRows = std::to_array<NamedStructure>({
    {StructureKind::Stock, "long_stock", "long stock", "+S", StrikeRule::Ascending, "Owned shares."},
    {StructureKind::Stock, "short_stock", "short stock", "-S", StrikeRule::Ascending, "Borrowed shares, sold; the loss is unlimited."},
    {StructureKind::Single, "long_call", "long call", "+C1", StrikeRule::Ascending, "The right to buy."},
    {StructureKind::Single, "short_call", "short call", "-C1", StrikeRule::Ascending, "The duty to sell; alone its loss is unlimited."},
    {StructureKind::Single, "long_put", "long put", "+P1", StrikeRule::Ascending, "The right to sell."},
    {StructureKind::Single, "short_put", "short put", "-P1", StrikeRule::Ascending, "The duty to buy; with the cash for it set aside a cash-secured put."},
    {StructureKind::CoveredCall, "covered_call", "covered call", "+S -C1", StrikeRule::Ascending, "Long stock that gives up what it gains above the call."},
    {StructureKind::CoveredPut, "covered_put", "covered put", "-S -P1", StrikeRule::Ascending, "Short stock that gives up what it gains below the put; the loss is unlimited."},
    {StructureKind::ProtectivePut, "protective_put", "protective put", "+S +P1", StrikeRule::Ascending, "Long stock that the put insures."},
    {StructureKind::ProtectiveCall, "protective_call", "protective call", "-S +C1", StrikeRule::Ascending, "Short stock that the call insures."},
    {StructureKind::Collar, "collar", "collar", "+S +P1 -C2", StrikeRule::Ascending, "Long stock, insured below, its gain given up above."},
    {StructureKind::Collar, "reverse_collar", "reverse collar", "-S -P1 +C2", StrikeRule::Ascending, "Short stock, insured above, its gain given up below."},
    {StructureKind::Conversion, "conversion", "conversion", "+S +P1 -C1", StrikeRule::Ascending, "Long stock against synthetic short stock: the same at any price."},
    {StructureKind::Reversal, "reversal", "reversal", "-S -P1 +C1", StrikeRule::Ascending, "Short stock against synthetic long stock: the same at any price."},
    {StructureKind::CoveredStraddle, "covered_straddle", "covered straddle", "+S -P1 -C1", StrikeRule::Ascending, "A covered call with a short put of its strike."},
    {StructureKind::CoveredStrangle, "covered_strangle", "covered strangle", "+S -P1 -C2", StrikeRule::Ascending, "A covered call with a short put below it."},
    {StructureKind::StockRepair, "stock_repair", "stock repair", "+S +C1 -2C2", StrikeRule::Ascending, "Lowers the break-even of long stock for its gain above the second strike."},
    {StructureKind::Vertical, "bull_call_vertical", "bull call vertical", "+C1 -C2", StrikeRule::Ascending, "Debit; gains when the underlying rises."},
    {StructureKind::Vertical, "bear_call_vertical", "bear call vertical", "-C1 +C2", StrikeRule::Ascending, "Credit; gains when the underlying falls."},
    {StructureKind::Vertical, "bull_put_vertical", "bull put vertical", "+P1 -P2", StrikeRule::Ascending, "Credit; gains when the underlying rises."},
    {StructureKind::Vertical, "bear_put_vertical", "bear put vertical", "-P1 +P2", StrikeRule::Ascending, "Debit; gains when the underlying falls."},
    {StructureKind::Straddle, "long_straddle", "long straddle", "+P1 +C1", StrikeRule::Ascending, "Gains when the underlying moves far, either way."},
    {StructureKind::Straddle, "short_straddle", "short straddle", "-P1 -C1", StrikeRule::Ascending, "Gains when it stays; the loss is unlimited."},
    {StructureKind::Strangle, "long_strangle", "long strangle", "+P1 +C2", StrikeRule::Ascending, "A cheaper straddle that needs a larger move."},
    {StructureKind::Strangle, "short_strangle", "short strangle", "-P1 -C2", StrikeRule::Ascending, "Gains between its strikes; the loss is unlimited."},
    {StructureKind::Guts, "long_guts", "long guts", "+C1 +P2", StrikeRule::Ascending, "A strangle of options in the money."},
    {StructureKind::Guts, "short_guts", "short guts", "-C1 -P2", StrikeRule::Ascending, "A short strangle of options in the money; the loss is unlimited."},
    {StructureKind::Strip, "long_strip", "long strip", "+2P1 +C1", StrikeRule::Ascending, "A straddle that gains twice as much in a fall."},
    {StructureKind::Strip, "short_strip", "short strip", "-2P1 -C1", StrikeRule::Ascending, "A short straddle that loses twice as much in a fall; the loss is unlimited."},
    {StructureKind::Strap, "long_strap", "long strap", "+P1 +2C1", StrikeRule::Ascending, "A straddle that gains twice as much in a rise."},
    {StructureKind::Strap, "short_strap", "short strap", "-P1 -2C1", StrikeRule::Ascending, "A short straddle that loses twice as much in a rise; the loss is unlimited."},
    {StructureKind::Synthetic, "synthetic_long_stock", "synthetic long stock", "-P1 +C1", StrikeRule::Ascending, "Pays like stock bought at the strike."},
    {StructureKind::Synthetic, "synthetic_short_stock", "synthetic short stock", "+P1 -C1", StrikeRule::Ascending, "Pays like stock sold at the strike; the loss is unlimited."},
    {StructureKind::RiskReversal, "bull_risk_reversal", "bull risk reversal", "-P1 +C2 | +C1 -P2", StrikeRule::Ascending, "A long call that a short put pays for."},
    {StructureKind::RiskReversal, "bear_risk_reversal", "bear risk reversal", "+P1 -C2 | -C1 +P2", StrikeRule::Ascending, "A long put that a short call pays for; the loss is unlimited."},
    {StructureKind::Seagull, "bull_seagull", "bull seagull", "-P1 +C2 -C3", StrikeRule::Ascending, "A bull call vertical that a short put pays for."},
    {StructureKind::Seagull, "bear_seagull", "bear seagull", "-P1 +P2 -C3", StrikeRule::Ascending, "A bear put vertical that a short call pays for; the loss is unlimited."},
    {StructureKind::Calendar, "long_call_calendar", "long call calendar", "-Ca1 +Cb1", StrikeRule::Ascending, "Gains when the underlying is at the strike as the near call expires."},
    {StructureKind::Calendar, "short_call_calendar", "short call calendar", "+Ca1 -Cb1", StrikeRule::Ascending, "Gains when it has moved away; the later call is naked."},
    {StructureKind::Calendar, "long_put_calendar", "long put calendar", "-Pa1 +Pb1", StrikeRule::Ascending, "Gains when the underlying is at the strike as the near put expires."},
    {StructureKind::Calendar, "short_put_calendar", "short put calendar", "+Pa1 -Pb1", StrikeRule::Ascending, "Gains when it has moved away; the later put is naked."},
    {StructureKind::Diagonal, "long_call_diagonal", "long call diagonal", "+Cb1 -Ca2 | -Ca1 +Cb2", StrikeRule::Ascending, "A later call with a nearer one sold against it at another strike."},
    {StructureKind::Diagonal, "short_call_diagonal", "short call diagonal", "-Cb1 +Ca2 | +Ca1 -Cb2", StrikeRule::Ascending, "The opposite; the later call is naked."},
    {StructureKind::Diagonal, "long_put_diagonal", "long put diagonal", "-Pa1 +Pb2 | +Pb1 -Pa2", StrikeRule::Ascending, "A later put with a nearer one sold against it at another strike."},
    {StructureKind::Diagonal, "short_put_diagonal", "short put diagonal", "+Pa1 -Pb2 | -Pb1 +Pa2", StrikeRule::Ascending, "The opposite; the later put is naked."},
    {StructureKind::Ratio, "call_ratio_spread", "call ratio spread", "+mC1 -nC2 | -nC1 +mC2", StrikeRule::Ascending, "More calls sold than bought; the loss is unlimited."},
    {StructureKind::Ratio, "call_backspread", "call backspread", "-mC1 +nC2 | +nC1 -mC2", StrikeRule::Ascending, "More calls bought than sold."},
    {StructureKind::Ratio, "put_ratio_spread", "put ratio spread", "-nP1 +mP2 | +mP1 -nP2", StrikeRule::Ascending, "More puts sold than bought."},
    {StructureKind::Ratio, "put_backspread", "put backspread", "+nP1 -mP2 | -mP1 +nP2", StrikeRule::Ascending, "More puts bought than sold."},
    {StructureKind::Butterfly, "long_call_butterfly", "long call butterfly", "+C1 -2C2 +C3", StrikeRule::EqualWings, "Gains when the underlying ends near the middle."},
    {StructureKind::Butterfly, "short_call_butterfly", "short call butterfly", "-C1 +2C2 -C3", StrikeRule::EqualWings, "Gains when it ends outside."},
    {StructureKind::Butterfly, "long_put_butterfly", "long put butterfly", "+P1 -2P2 +P3", StrikeRule::EqualWings, "Gains when the underlying ends near the middle."},
    {StructureKind::Butterfly, "short_put_butterfly", "short put butterfly", "-P1 +2P2 -P3", StrikeRule::EqualWings, "Gains when it ends outside."},
    {StructureKind::BrokenWingButterfly, "long_call_broken_wing_butterfly", "long call broken-wing butterfly", "+C1 -2C2 +C3", StrikeRule::UnequalWings, "A long call butterfly whose far side costs or pays more."},
    {StructureKind::BrokenWingButterfly, "short_call_broken_wing_butterfly", "short call broken-wing butterfly", "-C1 +2C2 -C3", StrikeRule::UnequalWings, "The opposite."},
    {StructureKind::BrokenWingButterfly, "long_put_broken_wing_butterfly", "long put broken-wing butterfly", "+P1 -2P2 +P3", StrikeRule::UnequalWings, "A long put butterfly whose far side costs or pays more."},
    {StructureKind::BrokenWingButterfly, "short_put_broken_wing_butterfly", "short put broken-wing butterfly", "-P1 +2P2 -P3", StrikeRule::UnequalWings, "The opposite."},
    {StructureKind::ChristmasTree, "long_call_christmas_tree", "long call christmas tree", "+C1 -3C2 +2C3", StrikeRule::Ascending, "A call butterfly that leans up; mostly the lower wing is twice as wide."},
    {StructureKind::ChristmasTree, "short_call_christmas_tree", "short call christmas tree", "-C1 +3C2 -2C3", StrikeRule::Ascending, "The opposite."},
    {StructureKind::ChristmasTree, "long_put_christmas_tree", "long put christmas tree", "+2P1 -3P2 +P3", StrikeRule::Ascending, "A put butterfly that leans down; mostly the upper wing is twice as wide."},
    {StructureKind::ChristmasTree, "short_put_christmas_tree", "short put christmas tree", "-2P1 +3P2 -P3", StrikeRule::Ascending, "The opposite."},
    {StructureKind::JadeLizard, "jade_lizard", "jade lizard", "-P1 -C2 +C3 | -P1 -C1 +C2", StrikeRule::Ascending, "A short put with a bear call vertical; no risk above when its credit is the width."},
    {StructureKind::JadeLizard, "reverse_jade_lizard", "reverse jade lizard", "+P1 -P2 -C3 | +P1 -P2 -C2", StrikeRule::Ascending, "A short call with a bull put vertical; the loss is unlimited."},
    {StructureKind::Ladder, "bull_call_ladder", "bull call ladder", "+C1 -C2 -C3", StrikeRule::Ascending, "A bull call vertical with one more call sold; the loss is unlimited."},
    {StructureKind::Ladder, "bear_call_ladder", "bear call ladder", "-C1 +C2 +C3", StrikeRule::Ascending, "A bear call vertical with one more call bought."},
    {StructureKind::Ladder, "bull_put_ladder", "bull put ladder", "+P1 +P2 -P3", StrikeRule::Ascending, "A bull put vertical with one more put bought."},
    {StructureKind::Ladder, "bear_put_ladder", "bear put ladder", "-P1 -P2 +P3", StrikeRule::Ascending, "A bear put vertical with one more put sold."},
    {StructureKind::IronButterfly, "short_iron_butterfly", "short iron butterfly", "+P1 -P2 -C2 +C3", StrikeRule::Ascending, "A short straddle that wings insure; credit."},
    {StructureKind::IronButterfly, "long_iron_butterfly", "long iron butterfly", "-P1 +P2 +C2 -C3", StrikeRule::Ascending, "A long straddle with its far gains sold; debit."},
    {StructureKind::IronCondor, "short_iron_condor", "short iron condor", "+P1 -P2 -C3 +C4", StrikeRule::Ascending, "A short strangle that wings insure; credit."},
    {StructureKind::IronCondor, "long_iron_condor", "long iron condor", "-P1 +P2 +C3 -C4", StrikeRule::Ascending, "A long strangle with its far gains sold; debit."},
    {StructureKind::Condor, "long_call_condor", "long call condor", "+C1 -C2 -C3 +C4", StrikeRule::Ascending, "Gains when the underlying ends between the inner strikes."},
    {StructureKind::Condor, "short_call_condor", "short call condor", "-C1 +C2 +C3 -C4", StrikeRule::Ascending, "Gains when it ends outside."},
    {StructureKind::Condor, "long_put_condor", "long put condor", "+P1 -P2 -P3 +P4", StrikeRule::Ascending, "Gains when the underlying ends between the inner strikes."},
    {StructureKind::Condor, "short_put_condor", "short put condor", "-P1 +P2 +P3 -P4", StrikeRule::Ascending, "Gains when it ends outside."},
    {StructureKind::Box, "long_box", "long box", "-P1 +C1 +P2 -C2", StrikeRule::Ascending, "Pays the width at any price: a loan given."},
    {StructureKind::Box, "short_box", "short box", "+P1 -C1 -P2 +C2", StrikeRule::Ascending, "Costs the width at any price: a loan taken."},
    {StructureKind::JellyRoll, "long_jelly_roll", "long jelly roll", "+Pa1 -Ca1 -Pb1 +Cb1", StrikeRule::Ascending, "A long call calendar with a short put calendar."},
    {StructureKind::JellyRoll, "short_jelly_roll", "short jelly roll", "-Pa1 +Ca1 +Pb1 -Cb1", StrikeRule::Ascending, "A short call calendar with a long put calendar."},
    {StructureKind::DoubleCalendar, "long_double_calendar", "long double calendar", "-Pa1 -Ca2 +Pb1 +Cb2 | -Pa1 -Ca1 +Pb1 +Cb1", StrikeRule::Ascending, "A put calendar and a call calendar, both bought."},
    {StructureKind::DoubleCalendar, "short_double_calendar", "short double calendar", "+Pa1 +Ca2 -Pb1 -Cb2 | +Pa1 +Ca1 -Pb1 -Cb1", StrikeRule::Ascending, "Both sold; the later options are naked."},
    {StructureKind::DoubleDiagonal, "long_double_diagonal", "long double diagonal", "+Pb1 -Pa2 -Ca3 +Cb4", StrikeRule::PutBelowCall, "A later strangle with a nearer one sold against it at other strikes."},
    {StructureKind::DoubleDiagonal, "short_double_diagonal", "short double diagonal", "-Pb1 +Pa2 +Ca3 -Cb4", StrikeRule::PutBelowCall, "The opposite; the later options are naked."},
    {StructureKind::Custom, "custom", "custom", "", StrikeRule::Ascending, "Any other set of legs."},
});

constexpr auto aliasRows = std::to_array<StructureAlias>({
    {"naked_call", "short_call"},
    {"naked_put", "short_put"},
    {"cash_secured_put", "short_put"},
    {"married_put", "protective_put"},
    {"protective_collar", "collar"},
    {"reverse_conversion", "reversal"},
    {"bull_call_spread", "bull_call_vertical"},
    {"bear_call_spread", "bear_call_vertical"},
    {"bull_put_spread", "bull_put_vertical"},
    {"bear_put_spread", "bear_put_vertical"},
    {"long_combo", "bull_risk_reversal"},
    {"poor_mans_covered_call", "long_call_diagonal"},
    {"ratio_call_backspread", "call_backspread"},
    {"ratio_put_backspread", "put_backspread"},
});
// clang-format on

static_assert(
    [] {
        for (std::size_t row = 0; row < structureRows.size(); ++row) {
            if (structureRows[row].kind != static_cast<StructureKind>(row))
                return false;
        }
        return true;
    }(),
    "the families stand in the order of StructureKind");

constexpr auto namedPatterns = [] {
    std::array<StructurePattern, namedRows.size()> patterns {};
    for (std::size_t row = 0; row < namedRows.size(); ++row) {
        if (!namedRows[row].pattern.empty())
            patterns[row] = parseStructurePattern(namedRows[row].pattern);
    }
    return patterns;
}();

static_assert(std::ranges::all_of(namedPatterns,
                                  [](const StructurePattern& pattern) { return pattern.fault.empty(); }),
              "every pattern of the catalogue keeps the rules");
static_assert(std::ranges::is_sorted(namedRows, {}, &NamedStructure::kind), "the catalogue is by kind");
static_assert(std::ranges::all_of(namedRows,
                                  [](const NamedStructure& row) {
                                      const bool isOfWings = row.rule == StrikeRule::EqualWings
                                          || row.rule == StrikeRule::UnequalWings;
                                      return !isOfWings
                                          || parseStructurePattern(row.pattern).forms[0].strikes == 3;
                                  }),
              "wings are those of three strikes");

} // namespace

std::string_view nameOf(StrikeRule rule)
{
    switch (rule) {
    case StrikeRule::EqualWings: return "equal_wings";
    case StrikeRule::UnequalWings: return "unequal_wings";
    case StrikeRule::PutBelowCall: return "put_below_call";
    case StrikeRule::Ascending: break;
    }
    return "ascending";
}

std::span<const StructureRow> structureCatalogue()
{
    return structureRows;
}

const StructureRow& rowOf(StructureKind kind)
{
    const auto row = static_cast<std::size_t>(kind);
    STRIKEDESK_ASSERT(row < structureRows.size(), "every kind of structure has a row");
    return structureRows[row];
}

std::span<const NamedStructure> namedStructures()
{
    return namedRows;
}

std::span<const StructureAlias> structureAliases()
{
    return aliasRows;
}

const NamedStructure* findStructure(std::string_view key)
{
    const auto alias = std::ranges::find(aliasRows, key, &StructureAlias::alias);
    const auto row
        = std::ranges::find(namedRows, alias == aliasRows.end() ? key : alias->key, &NamedStructure::key);
    return row == namedRows.end() ? nullptr : &*row;
}

const StructurePattern& patternOf(const NamedStructure& row)
{
    const auto place = std::size_t(&row - namedRows.data());
    STRIKEDESK_ASSERT(place < namedPatterns.size(), "a pattern is asked for by a row of the catalogue");
    return namedPatterns[place];
}

} // namespace strikedesk
