// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureSplit.h"
#include "core/util/Assert.h"
#include "core/util/Clock.h"
#include "tests/bench/BenchReport.h"
#include "tests/instruments/StructureCases.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::bench {
namespace {

constexpr int seriesWanted = 200;
constexpr int runs = 21;

// Legs by chance, none of which knows of the others.
std::vector<StructureLeg> randomLegs(StructureDice& dice, int series, int expiries)
{
    std::vector<StructureLeg> legs;
    while (int(addedUp(legs).size()) < series) {
        StructureLeg leg;
        leg.right = dice.random.between(0, 1) == 0 ? Right::Put : Right::Call;
        leg.strike = Price::ofWhole(dice.random.between(100, 220));
        leg.expiry = dice.expiry(dice.random.between(0, expiries - 1));
        leg.quantity = dice.random.between(1, 20) * (dice.random.between(0, 1) == 0 ? -1 : 1);
        legs.push_back(leg);
    }
    return legs;
}

// What a desk holds: condors, butterflies, verticals and calendars beside each other, and stock.
std::vector<StructureLeg> deskLegs(StructureDice& dice, int series)
{
    std::vector<StructureLeg> legs {stockLeg(700)};
    while (int(addedUp(legs).size()) <= series) {
        constexpr std::array keys {"short_iron_condor", "long_call_butterfly", "bull_put_vertical",
                                   "long_call_calendar", "short_strangle"};
        const NamedStructure& row
            = *findStructure(keys[std::size_t(dice.random.between(0, int(keys.size()) - 1))]);
        const std::vector<StructureLeg> more = builtFrom(dice.request(row, patternOf(row).forms[0]));
        legs.insert(legs.end(), more.begin(), more.end());
    }
    return legs;
}

void measure(BenchReport& report, const std::string& name, const std::vector<StructureLeg>& legs)
{
    std::vector<double> milliseconds;
    std::size_t parts = 0;
    for (int run = 0; run < runs; ++run) {
        const double begunAt = steadySeconds();
        const auto split = splitIntoStructures(legs);
        milliseconds.push_back((steadySeconds() - begunAt) * 1e3);
        STRIKEDESK_ASSERT(split.has_value(), "the book is small enough");
        parts = split->parts.size();
    }
    const std::string what
        = fmt::format("{} series into {} structures, {} times", addedUp(legs).size(), parts, runs);
    report.add({name + ", median", medianOf(milliseconds), "ms", {}, 50.0, what});
    report.add({name + ", slowest", quantileOf(milliseconds, 1), "ms", {}, {}, what});
}

} // namespace
} // namespace strikedesk::bench

int main(int argc, char** argv)
{
    using namespace strikedesk;
    using namespace strikedesk::bench;
    const bool isJson = wantsJson(argc, argv);
    BenchReport report("structures");
    StructureDice dice(17);
    measure(report, "a desk's book", deskLegs(dice, seriesWanted));
    measure(report, "a book by chance, 8 expiries", randomLegs(dice, seriesWanted, 8));
    measure(report, "a book by chance, 1 expiry", randomLegs(dice, seriesWanted, 1));
    measure(report, "a small book, every split", randomLegs(dice, 14, 2));
    return report.print(isJson);
}
