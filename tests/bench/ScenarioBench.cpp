// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Scenario.h"
#include "core/pricing/lanes/LaneDispatch.h"
#include "core/util/Random.h"
#include "tests/bench/PricingBench.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace strikedesk::bench {

using namespace pricing;

namespace {

constexpr std::size_t positions = 500;
constexpr int scenarioRuns = 5;
constexpr std::size_t peerPositionEvery = 25;
constexpr std::array daysPassed {0, 5, 10, 15, 25};
constexpr int shortestDays = 30; // nothing expires on the way, so no cell is free

ScenarioAxes benchAxes()
{
    ScenarioAxes axes {{}, {}, {}};
    for (int i = -10; i <= 10; ++i)
        axes.spotMoves.push_back(0.03 * i);
    for (int i = -5; i <= 5; ++i)
        axes.volatilityShifts.push_back(0.02 * i);
    for (const int days : daysPassed)
        axes.years.push_back(days / 365.0);
    return axes;
}

/// Some contracts of the chain, each with its own number of them.
ScenarioPortfolio benchPortfolio(const std::vector<BenchSlice>& chain)
{
    Random random(77);
    ScenarioPortfolio portfolio;
    portfolio.underlyings.push_back({"BENCH", chain.back().market, 1});
    while (portfolio.legs.size() < positions) {
        const BenchSlice& slice = chain[std::size_t(random.between(0, int(chain.size()) - 1))];
        const auto i = std::size_t(random.between(0, int(slice.strikes.size()) - 1));
        if (slice.days < shortestDays)
            continue;
        portfolio.legs.push_back({0,
                                  false,
                                  {slice.terms.style, slice.rights[i], slice.strikes[i], slice.terms.years},
                                  slice.market.rate,
                                  slice.volatilities[i],
                                  double(random.between(1, 20)),
                                  100});
    }
    return portfolio;
}

/// Some of its positions, each over the whole grid.
PeerRun peerGrid(const ScenarioPortfolio& portfolio, const ScenarioAxes& axes)
{
    PeerRun sum;
    const std::vector<int> days(daysPassed.begin(), daysPassed.end());
    const MarketInputs& market = portfolio.underlyings.front().market;
    for (std::size_t i = 0; i < portfolio.legs.size(); i += peerPositionEvery) {
        const ScenarioLeg& leg = portfolio.legs[i];
        const PeerOption option {leg.terms.right == Right::Call,
                                 leg.terms.strike,
                                 int(std::lround(leg.terms.years * 365)),
                                 market.spot,
                                 leg.rate,
                                 market.yield,
                                 leg.volatility,
                                 {},
                                 {}};
        std::vector<double> spots;
        std::vector<double> volatilities;
        for (const double move : axes.spotMoves)
            spots.push_back(market.spot * (1 + move));
        for (const double shift : axes.volatilityShifts)
            volatilities.push_back(leg.volatility + shift);
        const PeerRun run
            = peerScenario(option, spots, volatilities, days, leg.terms.style == ExerciseStyle::American);
        sum.seconds += run.seconds;
        sum.answers.insert(sum.answers.end(), run.answers.begin(), run.answers.end());
    }
    return sum;
}

/// Each leg alone over the grid, per share, against value() at its finest, at every `every`th cell.
std::vector<double> errorsOf(const ScenarioPortfolio& portfolio, const ScenarioAxes& axes, std::size_t every)
{
    std::vector<double> errors;
    std::size_t number = 0;
    for (ScenarioLeg leg : portfolio.legs) {
        leg.quantity = 1;
        leg.multiplier = 1;
        const auto grid = scenarioGrid({portfolio.underlyings, {leg}}, axes);
        if (!grid)
            continue;
        for (std::size_t i = 0; i < grid->values.size(); ++i) {
            if (number++ % every != 0)
                continue;
            const std::size_t row = i / axes.spotMoves.size();
            const double passed = axes.years[row / axes.volatilityShifts.size()];
            MarketInputs market = marketAfter(portfolio.underlyings.front().market, passed);
            market.spot *= 1 + axes.spotMoves[i % axes.spotMoves.size()];
            market.rate = leg.rate;
            OptionTerms terms = leg.terms;
            terms.years = yearsLeft(terms.years, passed);
            const double volatility
                = leg.volatility + axes.volatilityShifts[row % axes.volatilityShifts.size()];
            if (const auto expected = value(terms, market, volatility, Accuracy::Reference))
                errors.push_back(std::fabs(grid->values[i] - expected->price));
        }
    }
    return errors;
}

struct ScenarioBook
{
    const char* name;
    std::vector<BenchSlice> chain;
    double atLeast = 0; ///< Times the peer.
    double atMostMs = 0;
    std::string peer; ///< None: no peer.
};

void measureBook(BenchReport& report, const ScenarioBook& book)
{
    const ScenarioPortfolio portfolio = benchPortfolio(book.chain);
    const ScenarioAxes axes = benchAxes();
    const double cells
        = double(positions * axes.spotMoves.size() * axes.volatilityShifts.size() * axes.years.size());
    std::vector<double> ours;
    std::vector<double> peers;
    double peerCells = 0;
    for (int run = 0; run < scenarioRuns; ++run) {
        ours.push_back(secondsFor([&] { (void)scenarioGrid(portfolio, axes); }));
        if (book.peer.empty())
            continue;
        const PeerRun peer = peerGrid(portfolio, axes);
        peers.push_back(peer.seconds);
        peerCells = double(peer.answers.size());
    }
    const std::string name
        = fmt::format("scenario grid, {}, {}", book.name, pricing::detail::laneKernels().name);
    const std::vector<double> errors = errorsOf(portfolio, axes, 1'009);
    Figure whole {.name = name,
                  .value = 1e3 * medianOf(ours),
                  .unit = "ms",
                  .atLeast = {},
                  .atMost = {},
                  .note = fmt::format("{} positions x 21 x 11 x 5, error a share p99 {:.1e} largest {:.1e}",
                                      positions, quantileOf(errors, 0.99), quantileOf(errors, 1.0))};
    if (book.atMostMs > 0)
        whole.atMost = book.atMostMs;
    report.add(whole);
    if (!book.peer.empty())
        addComparison(
            report,
            {name + ", cell", medianOf(ours), cells, medianOf(peers), peerCells, book.atLeast, book.peer});
}

} // namespace

void measureScenarios(BenchReport& report)
{
    const std::array books {
        ScenarioBook {"European", benchChain(ExerciseStyle::European, false, 0.01), 200, 0,
                      "AnalyticEuropeanEngine, quotes moved"},
        ScenarioBook {"American, cash dividends", benchChain(ExerciseStyle::American, true, 0), 0, 60, ""},
        ScenarioBook {"American, yield", benchChain(ExerciseStyle::American, false, 0.02), 0, 60,
                      "QdFp fast, quotes moved"}};
    withEachWideSet([&] {
        for (const ScenarioBook& book : books)
            measureBook(report, book);
    });
}

} // namespace strikedesk::bench
