// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/PricingBench.h"

#include "core/pricing/lanes/LaneDispatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

namespace strikedesk::bench {

using namespace pricing;

namespace {

constexpr std::array benchDays {7, 14, 21, 30, 45, 60, 91, 182, 273, 365, 547, 730};
constexpr int benchStrikes = 416;
constexpr int benchRuns = 9;

double smileAt(double strike, double years)
{
    const double distance = std::log(strike / 100.0) / std::sqrt(years + 0.05);
    return 0.22 + 0.10 * distance * distance / (1 + std::fabs(distance))
        - 0.06 * distance / (1 + std::fabs(distance));
}

} // namespace

std::vector<BenchSlice> benchChain(ExerciseStyle style, bool paysCash, double yield)
{
    std::vector<BenchSlice> chain;
    for (const int days : benchDays) {
        BenchSlice slice;
        slice.days = days;
        slice.terms = {style, days / 365.0};
        slice.market = {100, 0.045, yield, {}};
        for (int day = 20; paysCash && day < days; day += 91)
            slice.market.dividends.push_back({day / 365.0, 0.5});
        // Three and a half deviations to either side, as listed strikes go.
        const double reach = std::min(3.5 * 0.25 * std::sqrt(slice.terms.years), 1.0);
        for (int i = 0; i < benchStrikes; ++i) {
            const double strike = 100 * std::exp(reach * (2.0 * i / (benchStrikes - 1) - 1.0));
            for (const Right right : {Right::Call, Right::Put}) {
                slice.strikes.push_back(strike);
                slice.rights.push_back(right);
                slice.volatilities.push_back(smileAt(strike, slice.terms.years));
            }
        }
        chain.push_back(std::move(slice));
    }
    return chain;
}

std::vector<PeerOption> peerOptions(const std::vector<BenchSlice>& chain, std::size_t every)
{
    std::vector<PeerOption> options;
    std::size_t number = 0;
    for (const BenchSlice& slice : chain) {
        for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
            if (number++ % every != 0)
                continue;
            PeerOption option {slice.rights[i] == Right::Call,
                               slice.strikes[i],
                               slice.days,
                               slice.market.spot,
                               slice.market.rate,
                               slice.market.yield,
                               slice.volatilities[i],
                               {},
                               {}};
            for (const DividendPoint& dividend : slice.market.dividends) {
                option.exDays.push_back(int(std::lround(dividend.years * 365)));
                option.dividends.push_back(dividend.amount);
            }
            options.push_back(std::move(option));
        }
    }
    return options;
}

double secondsFor(const std::function<void()>& work)
{
    const std::clock_t start = std::clock();
    work();
    return double(std::clock() - start) / CLOCKS_PER_SEC;
}

void withEachWideSet(const std::function<void()>& work)
{
    const auto sets = pricing::detail::runnableKernels();
    for (const pricing::detail::LaneKernels& kernels : sets) {
        if (kernels.width <= 2 && sets.size() > 1)
            continue;
        pricing::detail::forceKernels(&kernels);
        work();
    }
    pricing::detail::forceKernels(nullptr);
}

void addComparison(BenchReport& report, const Comparison& c)
{
    const double ours = c.seconds / c.count;
    const double peers = c.peerSeconds / c.peerCount;
    report.add({.name = c.work,
                .value = 1e9 * ours,
                .unit = "ns",
                .atLeast = {},
                .atMost = {},
                .note = fmt::format("{}: {:.0f} ns", c.peer, 1e9 * peers)});
    Figure ratio {.name = c.work + ", ratio",
                  .value = peers / ours,
                  .unit = "times",
                  .atLeast = {},
                  .atMost = {},
                  .note = "in one run, medians"};
    if (c.atLeast > 0)
        ratio.atLeast = c.atLeast;
    report.add(ratio);
}

namespace {

double largestError(const std::vector<double>& a, const std::vector<double>& b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        largest = std::max(largest, std::fabs(a[i] - b[i]));
    return largest;
}

} // namespace

void measureEuropean(BenchReport& report)
{
    const std::vector<BenchSlice> chain = benchChain(ExerciseStyle::European, false, 0.01);
    const std::vector<PeerOption> options = peerOptions(chain, 1);
    const auto count = double(options.size());
    std::vector<SliceValues> values(chain.size());
    std::vector<SliceVolatilities> implied(chain.size());
    std::vector<double> prices;
    const auto priceAll = [&] {
        for (std::size_t i = 0; i < chain.size(); ++i)
            priceSlice(chain[i].terms, chain[i].market,
                       {chain[i].strikes, chain[i].rights, chain[i].volatilities}, values[i]);
    };
    const auto implyAll = [&] {
        for (std::size_t i = 0; i < chain.size(); ++i)
            impliedVolatilities(chain[i].terms, chain[i].market,
                                {chain[i].strikes, chain[i].rights, values[i].price}, implied[i]);
    };
    priceAll();
    implyAll();
    for (const SliceValues& slice : values)
        prices.insert(prices.end(), slice.price.begin(), slice.price.end());

    for (const pricing::detail::LaneKernels& kernels : pricing::detail::runnableKernels()) {
        pricing::detail::forceKernels(&kernels);
        std::vector<double> price;
        std::vector<double> volatility;
        std::vector<double> peerPrice;
        std::vector<double> peerVolatility;
        double priceError = 0;
        double peerVolatilityError = 0;
        for (int run = 0; run < benchRuns; ++run) {
            price.push_back(secondsFor(priceAll));
            volatility.push_back(secondsFor(implyAll));
            const PeerRun objects = peerEuropeanObjects(options);
            peerPrice.push_back(objects.seconds);
            priceError = largestError(objects.answers, prices);
            const PeerRun bare = peerImpliedVolatilities(options, prices);
            peerVolatility.push_back(bare.seconds);
            std::vector<double> expected;
            for (const PeerOption& option : options)
                expected.push_back(option.volatility);
            peerVolatilityError = largestError(bare.answers, expected);
        }
        double volatilityError = 0;
        for (std::size_t i = 0; i < chain.size(); ++i)
            volatilityError
                = std::max(volatilityError, largestError(implied[i].volatility, chain[i].volatilities));
        const bool isWide = kernels.width > 4;
        const bool isBaseline = kernels.width <= 2;
        addComparison(report,
                      {fmt::format("European price + 5 Greeks, {}", kernels.name), medianOf(price), count,
                       medianOf(peerPrice), count,
                       isWide           ? 250.0
                           : isBaseline ? 0.0
                                        : 150.0,
                       fmt::format("AnalyticEuropeanEngine, prices within {:.1e}", priceError)});
        addComparison(report,
                      {fmt::format("European implied volatility, {}", kernels.name), medianOf(volatility),
                       count, medianOf(peerVolatility), count, isBaseline ? 0.0 : 12.0,
                       fmt::format("largest error {:.1e}; blackFormulaImpliedStdDev {:.1e}", volatilityError,
                                   peerVolatilityError)});
    }
    pricing::detail::forceKernels(nullptr);
}

} // namespace strikedesk::bench
