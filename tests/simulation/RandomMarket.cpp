// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/RandomMarket.h"

#include "core/util/Random.h"
#include "tests/venue/ScriptedMarket.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk {
namespace {

constexpr int firstStrike = 95;
constexpr int strikeStep = 2;

struct Series
{
    const char* expiry; // yymmdd
    double years;
};
constexpr Series seriesOfDay[] = {{"130628", 0.0007}, {"130705", 0.02}, {"130720", 0.06}};

struct Listed
{
    std::string symbol;
    double strike;
    double years;
    bool isCall;
};

std::vector<Listed> listedOptions()
{
    std::vector<Listed> listed;
    for (const Series& series : seriesOfDay) {
        for (const bool isCall : {true, false}) {
            for (int i = 0; i < strikesOfRandomMarket; ++i) {
                const int strike = firstStrike + i * strikeStep;
                listed.push_back(
                    {fmt::format("ACME  {}{}{:08d}", series.expiry, isCall ? 'C' : 'P', strike * 1000),
                     double(strike), series.years, isCall});
            }
        }
    }
    return listed;
}

// Not a model: convex in the strike, above intrinsic, dearer with time. That is all an order needs to see.
double priceOf(const Listed& option, double spot)
{
    const double moneyness = option.isCall ? spot - option.strike : option.strike - spot;
    const double width = 0.4 * spot * 0.3 * std::sqrt(option.years) + 0.05;
    return 0.5 * (moneyness + std::sqrt(moneyness * moneyness + 4 * width * width));
}

struct Halt
{
    Instant from = Instant::max();
    Instant until = Instant::max();
};

// On every second day, for some minutes.
Halt haltOfDay(std::uint64_t seed)
{
    Random random(seed, 12);
    if (random.uniform() < 0.5)
        return {};
    const Instant from = at(10, 0) + std::chrono::seconds {random.between(0, 5 * 3600)};
    return {from, from + std::chrono::seconds {random.between(180, 600)}};
}

void quoteOne(ScriptedMarket& market, Random& random, const Listed& option, double spot, Instant now)
{
    const std::int64_t mid = std::max<std::int64_t>(3, std::llround(priceOf(option, spot) * 100));
    const std::int64_t half = random.between(1, mid > 300 ? 8 : 3);
    const auto size = std::int32_t(random.between(1, 30));
    market.quote(now, option.symbol, std::max<std::int64_t>(0, mid - half), mid + half, size,
                 std::int32_t(random.between(1, 30)));
    if (random.uniform() < 0.1)
        market.print(now, option.symbol, std::max<std::int64_t>(1, mid + random.between(-1, 1)),
                     random.between(1, 10));
}

} // namespace

const std::vector<std::string>& randomMarketSymbols()
{
    static const std::vector<std::string> symbols = [] {
        std::vector<std::string> all;
        for (const Listed& option : listedOptions())
            all.push_back(option.symbol);
        return all;
    }();
    return symbols;
}

std::unique_ptr<ScriptedMarket> randomMarket(std::uint64_t seed)
{
    auto market = std::make_unique<ScriptedMarket>();
    Random random(seed, 11);
    const std::vector<Listed> options = listedOptions();
    market->addStock("ACME");
    for (const Listed& option : options)
        market->addOption(option.symbol);
    market->startAt(at(9, 30));
    double spot = 100;
    const Halt halt = haltOfDay(seed);
    bool isHalted = false;
    for (Instant now = at(9, 30); now < at(16, 0);
         now += std::chrono::milliseconds {random.between(2'000, 30'000)}) {
        spot = std::clamp(spot + 0.12 * random.gaussian(), 90.0, 112.0);
        const auto cents = std::llround(spot * 100);
        if (isHalted != (now >= halt.from && now < halt.until)) {
            isHalted = !isHalted;
            market->add({now, TradingStatus {0, isHalted}});
        }
        // What is said in a halt is no market, and here somebody says it.
        market->quote(now, "ACME", cents - 1, cents + 1);
        const bool isOpening = now == at(9, 30);
        for (const Listed& option : options) {
            if (isOpening || random.uniform() < 0.15)
                quoteOne(*market, random, option, spot, now);
        }
    }
    const auto closing = std::llround(spot * 100);
    market->print(at(16, 0), "ACME", closing, 100);
    market->quote(at(16, 0), "ACME", closing - 1, closing + 1);
    market->finish();
    return market;
}

OrderRequest randomPurchase(Random& random)
{
    const auto& symbols = randomMarketSymbols();
    OrderRequest request;
    request.legs.push_back({symbols[std::size_t(random.between(0, int(symbols.size()) - 1))], Side::Buy, 1,
                            PositionEffect::Open});
    request.quantity = Quantity(random.between(1, 3));
    request.type = random.between(0, 1) == 0 ? OrderType::MarketableLimit : OrderType::Walk;
    return request;
}

} // namespace strikedesk
