// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/GridBatch.h"
#include "core/pricing/SliceRevaluer.h"
#include "core/pricing/SpectralBatch.h"
#include "core/pricing/lanes/LaneDispatch.h"
#include "tests/bench/PricingBench.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk::bench {

using namespace pricing;

namespace {

constexpr int americanRuns = 5;
constexpr std::size_t peerEvery = 67; // a whole chain would take the peer seconds

/// The options of one right, and every answer of the whole chain in its order.
struct RightColumns
{
    std::vector<std::size_t> rows;
    std::vector<double> strikes;
    std::vector<double> volatilities;
};

RightColumns columnsOf(const BenchSlice& slice, Right right)
{
    RightColumns columns;
    for (std::size_t i = 0; i < slice.rights.size(); ++i) {
        if (slice.rights[i] != right)
            continue;
        columns.rows.push_back(i);
        columns.strikes.push_back(slice.strikes[i]);
        columns.volatilities.push_back(slice.volatilities[i]);
    }
    return columns;
}

/// Price, delta, gamma and theta on the grid; the prices.
std::vector<double> gridPrices(const std::vector<BenchSlice>& chain, const pricing::detail::GridSize& size)
{
    std::vector<double> prices;
    for (const BenchSlice& slice : chain) {
        std::vector<double> ofSlice(slice.strikes.size());
        pricing::detail::GridBatch batch(slice.market, slice.terms.style, slice.terms.years, size);
        for (const Right right : {Right::Call, Right::Put}) {
            const RightColumns columns = columnsOf(slice, right);
            std::vector<pricing::detail::GridAnswer> answers(columns.rows.size());
            batch.solve({right, columns.strikes, columns.volatilities, pricing::detail::GridWork::Price},
                        answers.data());
            for (std::size_t i = 0; i < answers.size(); ++i)
                ofSlice[columns.rows[i]] = answers[i].price;
        }
        prices.insert(prices.end(), ofSlice.begin(), ofSlice.end());
    }
    return prices;
}

std::vector<double> spectralPrices(const std::vector<BenchSlice>& chain)
{
    std::vector<double> prices;
    for (const BenchSlice& slice : chain) {
        std::vector<double> ofSlice(slice.strikes.size());
        for (const Right right : {Right::Call, Right::Put}) {
            const RightColumns columns = columnsOf(slice, right);
            pricing::detail::SpectralBatch batch(slice.market, right, slice.terms.years,
                                                 pricing::detail::SpectralScheme::screen());
            batch.setOptions(columns.strikes, columns.volatilities, 0);
            std::vector<pricing::detail::SpectralAnswer> answers(columns.rows.size());
            batch.values(slice.market.spot, answers.data());
            for (std::size_t i = 0; i < answers.size(); ++i)
                ofSlice[columns.rows[i]] = answers[i].price;
        }
        prices.insert(prices.end(), ofSlice.begin(), ofSlice.end());
    }
    return prices;
}

/// The p99 of the distances of those prices that the peer has, too.
double errorP99(const std::vector<double>& prices, const std::vector<double>& expected)
{
    std::vector<double> errors;
    for (std::size_t i = 0; i * peerEvery < prices.size() && i < expected.size(); ++i)
        errors.push_back(std::fabs(prices[i * peerEvery] - expected[i]));
    return quantileOf(errors, 0.99);
}

std::vector<double> referencePrices(const std::vector<BenchSlice>& chain)
{
    std::vector<double> prices;
    std::size_t number = 0;
    for (const BenchSlice& slice : chain) {
        for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
            if (number++ % peerEvery != 0)
                continue;
            const auto found
                = value({slice.terms.style, slice.rights[i], slice.strikes[i], slice.terms.years},
                        slice.market, slice.volatilities[i], Accuracy::Reference);
            prices.push_back(found ? found->price : 0.0);
        }
    }
    return prices;
}

void measureAmericanOnSet(BenchReport& report)
{
    const std::vector<BenchSlice> paying = benchChain(ExerciseStyle::American, true, 0);
    const std::vector<BenchSlice> yielding = benchChain(ExerciseStyle::American, false, 0.02);
    const std::vector<PeerOption> payingPeers = peerOptions(paying, peerEvery);
    const std::vector<PeerOption> yieldingPeers = peerOptions(yielding, peerEvery);
    const std::vector<double> payingReference = referencePrices(paying);
    const std::vector<double> yieldingReference = referencePrices(yielding);
    std::vector<double> grid;
    std::vector<double> peerGrid;
    std::vector<double> spectral;
    std::vector<double> peerSpectral;
    std::vector<double> gridAnswers;
    std::vector<double> spectralAnswers;
    PeerRun peerPaying;
    PeerRun peerYielding;
    const auto screen = pricing::detail::GridSize::forAccuracy(Accuracy::Screen);
    for (int run = 0; run < americanRuns; ++run) {
        grid.push_back(secondsFor([&] { gridAnswers = gridPrices(paying, screen); }));
        peerPaying = peerDividendGrid(payingPeers);
        peerGrid.push_back(peerPaying.seconds);
        spectral.push_back(secondsFor([&] { spectralAnswers = spectralPrices(yielding); }));
        peerYielding = peerAmericanFast(yieldingPeers);
        peerSpectral.push_back(peerYielding.seconds);
    }
    const auto peerP99 = [](const PeerRun& run, const std::vector<double>& expected) {
        std::vector<double> errors;
        for (std::size_t i = 0; i < expected.size(); ++i)
            errors.push_back(std::fabs(run.answers[i] - expected[i]));
        return quantileOf(errors, 0.99);
    };
    const char* set = pricing::detail::laneKernels().name;
    addComparison(
        report,
        {fmt::format("American, cash dividends, price delta gamma theta, {}", set), medianOf(grid),
         double(gridAnswers.size()), medianOf(peerGrid), double(payingPeers.size()), 80,
         fmt::format("p99 error {:.1e}; FdBlackScholes 100x100, price, p99 {:.1e}",
                     errorP99(gridAnswers, payingReference), peerP99(peerPaying, payingReference))});
    addComparison(report,
                  {fmt::format("American, yield, price delta gamma theta, {}", set), medianOf(spectral),
                   double(spectralAnswers.size()), medianOf(peerSpectral), double(yieldingPeers.size()), 3,
                   fmt::format("p99 error {:.1e}; QdFp fast, price, p99 {:.1e}",
                               errorP99(spectralAnswers, yieldingReference),
                               peerP99(peerYielding, yieldingReference))});
}

void measureChainOnSet(BenchReport& report)
{
    const std::vector<BenchSlice> chain = benchChain(ExerciseStyle::American, true, 0);
    std::vector<SliceRevaluer> revaluers;
    std::vector<std::vector<double>> prices;
    double count = 0;
    for (const BenchSlice& slice : chain) {
        revaluers.emplace_back(slice.terms, slice.strikes, slice.rights);
        revaluers.back().price(slice.market, slice.volatilities);
        prices.push_back(revaluers.back().values().price);
        count += double(slice.strikes.size());
    }
    std::vector<double> cold;
    std::vector<double> tick;
    for (int run = 0; run < americanRuns; ++run) {
        cold.push_back(secondsFor([&] {
            for (std::size_t i = 0; i < chain.size(); ++i)
                revaluers[i].imply(chain[i].market, prices[i]);
        }));
        tick.push_back(secondsFor([&] {
            for (SliceRevaluer& revaluer : revaluers)
                revaluer.moveSpot(100.1);
        }));
    }
    const bool isWide = pricing::detail::laneKernels().width > 4;
    const char* set = pricing::detail::laneKernels().name;
    report.add({.name = fmt::format("American chain with dividends, cold, {}", set),
                .value = 1e3 * medianOf(cold),
                .unit = "ms",
                .atLeast = {},
                .atMost = isWide ? 100 : 150,
                .note = fmt::format("{:.0f} contracts: volatilities, then price + 5 Greeks", count)});
    report.add({.name = fmt::format("the same after one spot tick, {}", set),
                .value = 1e3 * medianOf(tick),
                .unit = "ms",
                .atLeast = {},
                .atMost = isWide ? 15 : 20,
                .note = "boundaries and grids kept"});
}

} // namespace

void measureAmerican(BenchReport& report)
{
    withEachWideSet([&] { measureAmericanOnSet(report); });
}

void measureChain(BenchReport& report)
{
    withEachWideSet([&] { measureChainOnSet(report); });
}

} // namespace strikedesk::bench
