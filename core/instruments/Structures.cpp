// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Structures.h"

#include "core/util/Assert.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

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
    {StructureKind::Collar, "collar", "Collar", "Long stock between a long put and a short call."},
    {StructureKind::Conversion, "conversion", "Conversion", "Long stock, long put and short call of one strike."},
    {StructureKind::Reversal, "reversal", "Reversal", "Short stock, short put and long call of one strike."},
    {StructureKind::Vertical, "vertical", "Vertical", "One right and expiry, two strikes, one bought and one sold."},
    {StructureKind::Straddle, "straddle", "Straddle", "Call and put of one strike, both bought or both sold."},
    {StructureKind::Strangle, "strangle", "Strangle", "Call and put of two strikes, both bought or both sold."},
    {StructureKind::Synthetic, "synthetic", "Synthetic stock", "Call against put of one strike."},
    {StructureKind::RiskReversal, "risk_reversal", "Risk reversal", "Call against put of two strikes."},
    {StructureKind::Calendar, "calendar", "Calendar", "One strike and right, two expiries."},
    {StructureKind::Diagonal, "diagonal", "Diagonal", "One right, two strikes and two expiries."},
    {StructureKind::Ratio, "ratio", "Ratio spread", "Two strikes of one right, unequal quantities against each other."},
    {StructureKind::Butterfly, "butterfly", "Butterfly", "Three equidistant strikes of one right, one, minus two, one."},
    {StructureKind::BrokenWingButterfly, "broken_wing_butterfly", "Broken-wing butterfly", "A butterfly with unequal wings."},
    {StructureKind::JadeLizard, "jade_lizard", "Jade lizard", "Short put with a short call vertical above it."},
    {StructureKind::Ladder, "ladder", "Ladder", "Three strikes of one right, one against the two beside it."},
    {StructureKind::IronButterfly, "iron_butterfly", "Iron butterfly", "A straddle with a strangle around it on the other side."},
    {StructureKind::IronCondor, "iron_condor", "Iron condor", "A strangle with a wider one on the other side."},
    {StructureKind::Condor, "condor", "Condor", "Four strikes of one right, outer ones against the inner ones."},
    {StructureKind::Box, "box", "Box", "Two opposite verticals of calls and puts on the same strikes."},
    {StructureKind::DoubleCalendar, "double_calendar", "Double calendar", "A put and a call calendar on the same two expiries."},
    {StructureKind::DoubleDiagonal, "double_diagonal", "Double diagonal", "A put and a call diagonal on the same two expiries."},
    {StructureKind::Custom, "custom", "Custom", "Any other set of legs."},
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
    "the catalogue stands in the order of StructureKind");

/// Legs of one package: options by expiry, strike, put before call, in lowest terms; stock in contracts'
/// worth.
struct LegShape
{
    std::vector<StructureLeg> options;
    std::int64_t stockLots = 0;

    [[nodiscard]] std::size_t count() const { return options.size(); }
    [[nodiscard]] const StructureLeg& leg(std::size_t index) const { return options[index]; }
    [[nodiscard]] std::int64_t ratio(std::size_t index) const { return options[index].quantity; }
    [[nodiscard]] bool isPlain(std::size_t legs) const { return stockLots == 0 && options.size() == legs; }
    [[nodiscard]] bool hasOneExpiry() const { return allEqual(&StructureLeg::expiry); }
    [[nodiscard]] bool hasOneRight() const { return allEqual(&StructureLeg::right); }
    [[nodiscard]] bool hasOneStrike() const { return allEqual(&StructureLeg::strike); }
    [[nodiscard]] bool hasRatios(std::initializer_list<std::int64_t> ratios) const
    {
        return std::ranges::equal(options, ratios, {}, &StructureLeg::quantity);
    }
    /// The ratios as given, or all of them the other way round.
    [[nodiscard]] bool hasRatiosEitherWay(std::initializer_list<std::int64_t> ratios) const
    {
        return hasRatios(ratios)
            || std::ranges::equal(options, ratios, {}, [](const StructureLeg& leg) { return -leg.quantity; });
    }
    [[nodiscard]] bool hasRights(std::initializer_list<Right> rights) const
    {
        return std::ranges::equal(options, rights, {}, &StructureLeg::right);
    }

private:
    template <typename Member>
    [[nodiscard]] bool allEqual(Member member) const
    {
        return std::ranges::adjacent_find(options, std::ranges::not_equal_to {}, member) == options.end();
    }
};

constexpr std::string_view longOrShort(bool isLong)
{
    return isLong ? "long" : "short";
}

bool isStockWith(const LegShape& shape, std::int64_t lots, Right right, std::int64_t ratio)
{
    return shape.stockLots == lots && shape.count() == 1 && shape.leg(0).right == right
        && shape.ratio(0) == ratio;
}

// The put and the call of a pair of options against stock; nothing when it is no such pair.
struct PutAndCall
{
    const StructureLeg* put = nullptr;
    const StructureLeg* call = nullptr;
};

std::optional<PutAndCall> pairOf(const LegShape& shape)
{
    if (shape.count() != 2 || shape.hasOneRight() || !shape.hasOneExpiry())
        return {};
    const bool firstIsPut = shape.leg(0).right == Right::Put;
    return PutAndCall {&shape.leg(firstIsPut ? 0 : 1), &shape.leg(firstIsPut ? 1 : 0)};
}

bool isPairAgainstStock(const LegShape& shape, std::int64_t lots, bool isOneStrike)
{
    const auto pair = pairOf(shape);
    return pair && shape.stockLots == lots && pair->put->quantity == lots && pair->call->quantity == -lots
        && (isOneStrike ? pair->put->strike == pair->call->strike : pair->put->strike < pair->call->strike);
}

bool isTwoOfOneExpiry(const LegShape& shape, bool isOneRight)
{
    return shape.isPlain(2) && shape.hasOneExpiry() && shape.hasOneRight() == isOneRight;
}

bool isTwoExpiries(const LegShape& shape)
{
    return shape.isPlain(2) && !shape.hasOneExpiry() && shape.hasOneRight()
        && shape.hasRatiosEitherWay({1, -1});
}

bool isThreeOfOneRight(const LegShape& shape)
{
    return shape.isPlain(3) && shape.hasOneExpiry() && shape.hasOneRight();
}

bool isFlyWithWings(const LegShape& shape, bool areEqual)
{
    if (!isThreeOfOneRight(shape) || !shape.hasRatiosEitherWay({1, -2, 1}))
        return false;
    const Price lower = shape.leg(1).strike - shape.leg(0).strike;
    const Price upper = shape.leg(2).strike - shape.leg(1).strike;
    return (lower == upper) == areEqual;
}

bool isIronOnStrikes(const LegShape& shape, bool isOneMiddle)
{
    return shape.isPlain(4) && shape.hasOneExpiry()
        && shape.hasRights({Right::Put, Right::Put, Right::Call, Right::Call})
        && shape.hasRatiosEitherWay({1, -1, -1, 1}) && shape.leg(0).strike < shape.leg(1).strike
        && (shape.leg(1).strike == shape.leg(2).strike) == isOneMiddle
        && shape.leg(2).strike < shape.leg(3).strike;
}

bool isBox(const LegShape& shape)
{
    return shape.isPlain(4) && shape.hasOneExpiry()
        && shape.hasRights({Right::Put, Right::Call, Right::Put, Right::Call})
        && shape.leg(0).strike == shape.leg(1).strike && shape.leg(2).strike == shape.leg(3).strike
        && shape.hasRatiosEitherWay({-1, 1, 1, -1});
}

bool isDoubleOverTime(const LegShape& shape, bool isCalendar)
{
    if (!shape.isPlain(4) || !shape.hasRatiosEitherWay({1, 1, -1, -1})
        || !shape.hasRights({Right::Put, Right::Call, Right::Put, Right::Call}))
        return false;
    const bool areTwoExpiries = shape.leg(0).expiry == shape.leg(1).expiry
        && shape.leg(1).expiry != shape.leg(2).expiry && shape.leg(2).expiry == shape.leg(3).expiry;
    const bool hasSameStrikes
        = shape.leg(0).strike == shape.leg(2).strike && shape.leg(1).strike == shape.leg(3).strike;
    return areTwoExpiries && hasSameStrikes == isCalendar;
}

std::string directionOf(const LegShape& shape, bool isLong, std::string_view title)
{
    const bool namesRight = shape.hasOneRight() && shape.count() > 0;
    return fmt::format("{}{}{} {}", longOrShort(isLong), namesRight ? " " : "",
                       namesRight ? nameOf(shape.leg(0).right) : "", title);
}

std::string biasOf(const LegShape& shape, bool isBull, std::string_view title)
{
    return fmt::format("{} {} {}", isBull ? "bull" : "bear", nameOf(shape.leg(0).right), title);
}

std::string ratioName(const LegShape& shape)
{
    // The strike nearer the money is the lower one of calls and the higher one of puts.
    const std::size_t far = shape.leg(0).right == Right::Call ? 1 : 0;
    const bool sellsMore = std::abs(shape.ratio(far)) > std::abs(shape.ratio(1 - far))
        ? shape.ratio(far) < 0
        : shape.ratio(1 - far) < 0;
    return fmt::format("{} {}", nameOf(shape.leg(0).right), sellsMore ? "ratio spread" : "backspread");
}

struct StructureRecogniser
{
    StructureKind kind;
    bool (*matches)(const LegShape&);
    std::string (*nameFor)(const LegShape&);
};

// In this order; the first that matches names the legs.
// clang-format off
const auto structureRecognisers = std::to_array<StructureRecogniser>({
    {StructureKind::Stock, [](const LegShape& s) { return s.count() == 0 && s.stockLots != 0; },
     [](const LegShape& s) { return directionOf(s, s.stockLots > 0, "stock"); }},
    {StructureKind::Single, [](const LegShape& s) { return s.isPlain(1); },
     [](const LegShape& s) { return fmt::format("{} {}", longOrShort(s.ratio(0) > 0), nameOf(s.leg(0).right)); }},
    {StructureKind::CoveredCall, [](const LegShape& s) { return isStockWith(s, 1, Right::Call, -1); },
     [](const LegShape&) { return std::string("covered call"); }},
    {StructureKind::CoveredPut, [](const LegShape& s) { return isStockWith(s, -1, Right::Put, -1); },
     [](const LegShape&) { return std::string("covered put"); }},
    {StructureKind::ProtectivePut, [](const LegShape& s) { return isStockWith(s, 1, Right::Put, 1); },
     [](const LegShape&) { return std::string("protective put"); }},
    {StructureKind::ProtectiveCall, [](const LegShape& s) { return isStockWith(s, -1, Right::Call, 1); },
     [](const LegShape&) { return std::string("protective call"); }},
    {StructureKind::Conversion, [](const LegShape& s) { return isPairAgainstStock(s, 1, true); },
     [](const LegShape&) { return std::string("conversion"); }},
    {StructureKind::Reversal, [](const LegShape& s) { return isPairAgainstStock(s, -1, true); },
     [](const LegShape&) { return std::string("reversal"); }},
    {StructureKind::Collar, [](const LegShape& s) { return isPairAgainstStock(s, 1, false); },
     [](const LegShape&) { return std::string("collar"); }},
    {StructureKind::Vertical, [](const LegShape& s) { return isTwoOfOneExpiry(s, true) && s.hasRatiosEitherWay({1, -1}); },
     [](const LegShape& s) { return biasOf(s, s.ratio(0) > 0, "vertical"); }},
    {StructureKind::Straddle, [](const LegShape& s) { return isTwoOfOneExpiry(s, false) && s.hasOneStrike() && s.hasRatiosEitherWay({1, 1}); },
     [](const LegShape& s) { return directionOf(s, s.ratio(0) > 0, "straddle"); }},
    {StructureKind::Strangle, [](const LegShape& s) { return isTwoOfOneExpiry(s, false) && !s.hasOneStrike() && s.hasRatiosEitherWay({1, 1}); },
     [](const LegShape& s) { return directionOf(s, s.ratio(0) > 0, "strangle"); }},
    {StructureKind::Synthetic, [](const LegShape& s) { return isTwoOfOneExpiry(s, false) && s.hasOneStrike() && s.hasRatiosEitherWay({1, -1}); },
     [](const LegShape& s) { return fmt::format("synthetic {} stock", longOrShort(pairOf(s)->call->quantity > 0)); }},
    {StructureKind::RiskReversal, [](const LegShape& s) { return isTwoOfOneExpiry(s, false) && !s.hasOneStrike() && s.hasRatiosEitherWay({1, -1}); },
     [](const LegShape& s) { return fmt::format("{} risk reversal", pairOf(s)->call->quantity > 0 ? "bull" : "bear"); }},
    {StructureKind::Ratio, [](const LegShape& s) { return isTwoOfOneExpiry(s, true) && (s.ratio(0) > 0) != (s.ratio(1) > 0); },
     ratioName},
    {StructureKind::Calendar, [](const LegShape& s) { return isTwoExpiries(s) && s.hasOneStrike(); },
     [](const LegShape& s) { return directionOf(s, s.ratio(1) > 0, "calendar"); }},
    {StructureKind::Diagonal, [](const LegShape& s) { return isTwoExpiries(s) && !s.hasOneStrike(); },
     [](const LegShape& s) { return directionOf(s, s.ratio(1) > 0, "diagonal"); }},
    {StructureKind::Butterfly, [](const LegShape& s) { return isFlyWithWings(s, true); },
     [](const LegShape& s) { return directionOf(s, s.ratio(0) > 0, "butterfly"); }},
    {StructureKind::BrokenWingButterfly, [](const LegShape& s) { return isFlyWithWings(s, false); },
     [](const LegShape& s) { return directionOf(s, s.ratio(0) > 0, "broken-wing butterfly"); }},
    {StructureKind::JadeLizard, [](const LegShape& s) { return s.isPlain(3) && s.hasOneExpiry() && s.hasRights({Right::Put, Right::Call, Right::Call}) && s.hasRatios({-1, -1, 1}); },
     [](const LegShape&) { return std::string("jade lizard"); }},
    {StructureKind::Ladder, [](const LegShape& s) { return isThreeOfOneRight(s) && s.hasRatiosEitherWay(s.leg(0).right == Right::Call ? std::initializer_list<std::int64_t> {1, -1, -1} : std::initializer_list<std::int64_t> {-1, -1, 1}); },
     [](const LegShape& s) { return biasOf(s, s.ratio(0) > 0, "ladder"); }},
    {StructureKind::IronButterfly, [](const LegShape& s) { return isIronOnStrikes(s, true); },
     [](const LegShape& s) { return directionOf(s, s.ratio(0) < 0, "iron butterfly"); }},
    {StructureKind::IronCondor, [](const LegShape& s) { return isIronOnStrikes(s, false); },
     [](const LegShape& s) { return directionOf(s, s.ratio(0) < 0, "iron condor"); }},
    {StructureKind::Condor, [](const LegShape& s) { return s.isPlain(4) && s.hasOneExpiry() && s.hasOneRight() && s.hasRatiosEitherWay({1, -1, -1, 1}); },
     [](const LegShape& s) { return directionOf(s, s.ratio(0) > 0, "condor"); }},
    {StructureKind::Box, isBox,
     [](const LegShape& s) { return directionOf(s, s.ratio(1) > 0, "box"); }},
    {StructureKind::DoubleCalendar, [](const LegShape& s) { return isDoubleOverTime(s, true); },
     [](const LegShape& s) { return directionOf(s, s.ratio(2) > 0, "double calendar"); }},
    {StructureKind::DoubleDiagonal, [](const LegShape& s) { return isDoubleOverTime(s, false); },
     [](const LegShape& s) { return directionOf(s, s.ratio(2) > 0, "double diagonal"); }},
});
// clang-format on

// One leg per series, in the order of LegShape, without those that add up to nothing.
std::vector<StructureLeg> addedUp(std::span<const StructureLeg> legs)
{
    std::map<std::tuple<Date, Price, bool>, StructureLeg> bySeries;
    for (const StructureLeg& leg : legs) {
        if (leg.isStock)
            continue;
        const auto [place, isNew]
            = bySeries.try_emplace({leg.expiry, leg.strike, leg.right == Right::Call}, leg);
        if (!isNew)
            place->second.quantity += leg.quantity;
    }
    std::vector<StructureLeg> options;
    for (const auto& [series, leg] : bySeries) {
        if (leg.quantity != 0)
            options.push_back(leg);
    }
    return options;
}

} // namespace

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

StructureLeg structureLeg(const Instrument& instrument, std::int64_t quantity)
{
    StructureLeg leg;
    leg.quantity = quantity;
    leg.isStock = !instrument.option;
    if (instrument.option) {
        leg.expiry = instrument.option->expiry;
        leg.right = instrument.option->right;
        leg.strike = instrument.option->strike;
        leg.sharesPerContract = instrument.option->deliverableShares();
    }
    return leg;
}

Structure recogniseStructure(std::span<const StructureLeg> legs)
{
    LegShape shape;
    shape.options = addedUp(legs);
    std::int64_t shares = 0;
    for (const StructureLeg& leg : legs)
        shares += leg.isStock ? leg.quantity : 0;

    // Stock that is no whole number of deliverables leaves a rest that no named structure has.
    const std::int64_t lot = shape.options.empty() ? 1 : shape.options.front().sharesPerContract;
    const bool isWhole = lot > 0 && shares % lot == 0
        && std::ranges::all_of(shape.options,
                               [lot](const StructureLeg& leg) { return leg.sharesPerContract == lot; });
    shape.stockLots = isWhole ? shares / lot : 0;

    std::int64_t packages = std::abs(shape.stockLots);
    for (const StructureLeg& leg : shape.options)
        packages = std::gcd(packages, leg.quantity);
    if (packages == 0)
        return {StructureKind::Custom, 0, "flat"};
    if (!isWhole)
        return {StructureKind::Custom, 1, "custom"};
    shape.stockLots /= packages;
    for (StructureLeg& leg : shape.options)
        leg.quantity /= packages;

    for (const StructureRecogniser& recogniser : structureRecognisers) {
        if (recogniser.matches(shape))
            return {recogniser.kind, packages, recogniser.nameFor(shape)};
    }
    return {StructureKind::Custom, packages, "custom"};
}

} // namespace strikedesk
