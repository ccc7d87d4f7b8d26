// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureMarket.h"

#include "core/instruments/OsiSymbol.h"
#include "core/util/Assert.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace strikedesk::ui {
namespace {

using namespace std::chrono;

double normalCdf(double x)
{
    return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

struct FixtureValue
{
    double price;
    Greeks greeks;
};

// Black-Scholes, good enough for a picture that makes sense.
FixtureValue fixtureValue(double spot, double strike, double years, double vol, bool isCall)
{
    const double root = vol * std::sqrt(years);
    const double d1 = (std::log(spot / strike) + (0.04 + vol * vol / 2) * years) / root;
    const double d2 = d1 - root;
    const double discount = std::exp(-0.04 * years);
    const double density = std::exp(-d1 * d1 / 2) / std::sqrt(2 * 3.14159265358979);
    const double call = spot * normalCdf(d1) - strike * discount * normalCdf(d2);
    FixtureValue value;
    value.price = isCall ? call : call - spot + strike * discount;
    value.greeks.delta = normalCdf(d1) - (isCall ? 0 : 1);
    value.greeks.gamma = density / (spot * root);
    value.greeks.thetaPerDay = -spot * density * vol / (2 * std::sqrt(years)) / 365;
    value.greeks.vegaPerPoint = spot * density * std::sqrt(years) / 100;
    value.greeks.rhoPerPoint = strike * years * discount * (isCall ? normalCdf(d2) : -normalCdf(-d2)) / 100;
    return value;
}

struct FixtureUnderlying
{
    const char* name;
    double spot;
    double strikeStep;
    double volatility;
    double tick;
};

ChainRow fixtureChainRow(const FixtureUnderlying& under, const ChainExpiry& expiry, double strike,
                         bool isCall)
{
    ChainRow row;
    row.symbol = fixtureSymbol(expiry.root, expiry.expiry, isCall, strike);
    row.expiry = expiry.expiry;
    row.strike = Price::nearest(strike);
    row.isCall = isCall;
    const double moneyness = std::log(strike / under.spot) / std::sqrt(std::max(expiry.years, 0.01));
    const double vol = under.volatility * (1 - 0.55 * moneyness + 0.9 * moneyness * moneyness);
    const FixtureValue value = fixtureValue(under.spot, strike, std::max(expiry.years, 1e-4), vol, isCall);
    const int number = int(strike / under.strikeStep) * 2 + (isCall ? 1 : 0);
    const double half = std::max(under.tick, value.price * 0.006 + under.tick * (number % 3)) / 2;
    const double bid = std::max(0.0, std::floor((value.price - half) / under.tick) * under.tick);
    const double ask = std::max(under.tick, std::ceil((value.price + half) / under.tick) * under.tick);
    row.bidAgeSeconds = 0.1 * (number % 9);
    row.askAgeSeconds = 0.1 * (number % 7);
    // A few quiet contracts, so that every age and quality has an example.
    if (number % 23 == 0)
        row.askAgeSeconds = 4.6;
    if (number % 37 == 0) {
        row.bidAgeSeconds = 41.0;
        row.quality.isStale = true;
    }
    const Instant now = fixtureNow();
    row.quote.bid = QuoteSide {Price::nearest(bid), 10 + number * 7 % 190, now};
    row.quote.ask = QuoteSide {Price::nearest(ask), 8 + number * 11 % 210, now};
    if (number % 41 == 0) {
        row.quote.bid.reset();
        row.bidAgeSeconds.reset();
        row.quality.isOneSided = true;
    }
    row.market = marketQuality(row.quote, row.quality, {},
                               under.tick > 0.03 ? TickTable::nickelDime() : TickTable::penny(), now);
    row.mid = row.quote.mid();
    row.mark = row.mid ? row.mid : std::optional(Price::nearest(value.price));
    row.isModelMark = !row.mid;
    if (value.price > under.tick) {
        row.impliedVolatility = vol;
        row.greeks = value.greeks;
    } else {
        row.volatilityReason = "below_intrinsic";
    }
    return row;
}

ChainExpiry fixtureExpiry(const FixtureUnderlying& under, const char* root, Date expiry, bool isAm)
{
    ChainExpiry result;
    result.expiry = expiry;
    result.root = root;
    result.settlement = isAm ? "AM" : "PM";
    // New York is five hours behind in November and December.
    result.settlesAt = Instant {sys_days {expiry}} + (isAm ? hours(14) + minutes(30) : hours(21));
    result.years = secondsBetween(fixtureNow(), result.settlesAt) / (365.0 * 86400);
    result.daysToExpiry = daysBetween(Date {year {2026}, month {11}, day {20}}, expiry);
    const double centre = std::round(under.spot / under.strikeStep) * under.strikeStep;
    for (int step = -30; step <= 30; ++step) {
        const double strike = centre + step * under.strikeStep;
        result.rows.push_back(fixtureChainRow(under, result, strike, true));
        result.rows.push_back(fixtureChainRow(under, result, strike, false));
    }
    return result;
}

ChainSnapshotPtr fixtureChain(const FixtureUnderlying& under, const std::vector<std::pair<int, bool>>& days,
                              const char* pmRoot)
{
    auto chain = std::make_shared<ChainSnapshot>();
    chain->underlying = under.name;
    chain->at = fixtureNow();
    chain->rate = 0.0412;
    chain->spot = {under.spot, SpotSource::Quote, fixtureNow() - milliseconds(240)};
    for (const auto& [dayCount, isAm] : days) {
        const Date expiry {sys_days {Date {year {2026}, month {11}, day {20}}} + std::chrono::days(dayCount)};
        chain->expiries.push_back(fixtureExpiry(under, isAm ? under.name : pmRoot, expiry, isAm));
    }
    return chain;
}

} // namespace

Instant fixtureNow()
{
    return Instant {sys_days {Date {year {2026}, month {11}, day {20}}}} + hours(19) + minutes(31)
        + seconds(7) + milliseconds(250);
}

std::string fixtureSymbol(const std::string& root, Date expiry, bool isCall, double strike)
{
    return OsiSymbol {root, expiry, isCall ? Right::Call : Right::Put, Price::nearest(strike)}.padded();
}

PricingSnapshot fixtureMarket()
{
    PricingSnapshot pricing;
    pricing.revision = 1;
    pricing.at = fixtureNow();
    pricing.chains.push_back(
        fixtureChain({"SPY", 601.37, 1, 0.142, 0.01},
                     {{0, false}, {3, false}, {7, false}, {14, false}, {28, false}, {56, false}}, "SPY"));
    pricing.chains.push_back(
        fixtureChain({"KO", 68.42, 0.5, 0.168, 0.01},
                     {{0, false}, {7, false}, {14, false}, {28, false}, {56, false}, {91, false}}, "KO"));
    pricing.chains.push_back(
        fixtureChain({"SPX", 6021.4, 5, 0.139, 0.05},
                     {{0, false}, {7, false}, {28, true}, {28, false}, {56, true}, {91, true}}, "SPXW"));
    return pricing;
}

const ChainRow& fixtureRow(const PricingSnapshot& pricing, const std::string& symbol)
{
    for (const ChainSnapshotPtr& chain : pricing.chains) {
        for (const ChainExpiry& expiry : chain->expiries) {
            for (const ChainRow& row : expiry.rows) {
                if (row.symbol == symbol)
                    return row;
            }
        }
    }
    STRIKEDESK_ASSERT(false, "the fixture lists the contract");
    std::abort();
}

} // namespace strikedesk::ui
