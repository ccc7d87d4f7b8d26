// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/simulated/SimulatedUniverse.h"

#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::simulated {
namespace {

constexpr std::uint64_t startPriceStream = 1;

// How many expiries of each kind a class lists.
struct ExpiryPlan
{
    int days = 0;   ///< Today and the trading days after it.
    int weeks = 0;  ///< Fridays beyond those.
    int months = 0; ///< Third Fridays beyond those.
};

Date onOrBeforeTradingDay(Date date)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    return calendar.isTradingDay(date) ? date : calendar.previousTradingDay(date);
}

Date fridayAfter(Date date)
{
    const auto day = daysOf(date) + std::chrono::days(1);
    const std::chrono::weekday weekday(day);
    return Date {day + (std::chrono::Friday - weekday)};
}

Date thirdFriday(std::chrono::year_month month)
{
    return Date {std::chrono::sys_days {month / std::chrono::Friday[3]}};
}

bool isNewExpiry(const std::vector<Date>& expiries, Date date)
{
    return expiries.empty() || daysOf(date) > daysOf(expiries.back());
}

std::vector<Date> plannedExpiries(Date start, const ExpiryPlan& plan)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    std::vector<Date> expiries;
    Date day = start;
    for (int count = 0; count < plan.days; ++count, day = calendar.nextTradingDay(day))
        expiries.push_back(day);
    Date friday = start;
    for (int count = 0; count < plan.weeks;) {
        friday = fridayAfter(friday);
        if (const Date expiry = onOrBeforeTradingDay(friday); isNewExpiry(expiries, expiry)) {
            expiries.push_back(expiry);
            ++count;
        }
    }
    std::chrono::year_month month {start.year(), start.month()};
    for (int count = 0; count < plan.months; month += std::chrono::months(1)) {
        const Date expiry = onOrBeforeTradingDay(thirdFriday(month));
        if (daysOf(expiry) <= daysOf(start) || !isNewExpiry(expiries, expiry))
            continue;
        expiries.push_back(expiry);
        ++count;
    }
    return expiries;
}

// Steps as exchanges list them: fine near the money and near expiry, coarse far out.
double strikeStepOf(const ClassTraits& traits, int days)
{
    if (traits.isIndex)
        return days <= 10 ? 5 : days <= 35 ? 10 : 25;
    return traits.price > 200 && days > 35 ? 2 : 1;
}

Series listSeries(Catalogue& catalogue, const ClassTraits& traits, std::string root, Date expiry, Date start,
                  double price)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    Series series;
    series.expiry = expiry;
    const double step = strikeStepOf(traits, daysBetween(start, expiry));
    const double centre = std::round(price / step) * step;
    for (int offset = -strikesPerSide; offset <= strikesPerSide; ++offset) {
        const Price strike = Price::nearest(centre + offset * step);
        if (!strike.isPositive())
            continue;
        const OptionContract call = contractFor({root, expiry, Right::Call, strike});
        series.lastTradesAt = calendar.lastTradesAt(call);
        series.settlesAt = calendar.settlesAt(call);
        series.isAmerican = call.style == ExerciseStyle::American;
        series.settlesAtOpen = call.settlement == SettlementTime::Am;
        series.ticks = call.ticks;
        const InstrumentId callId = catalogue.addOption(call);
        const InstrumentId putId = catalogue.addOption(contractFor({root, expiry, Right::Put, strike}));
        series.pairs.push_back({strike, callId, putId});
    }
    series.root = std::move(root);
    return series;
}

void listClass(Catalogue& catalogue, SimulatedClass& listed, Date start)
{
    const ClassTraits& traits = listed.traits;
    const std::string ticker(traits.ticker);
    const auto list = [&](const std::string& root, Date expiry) {
        listed.series.push_back(listSeries(catalogue, traits, root, expiry, start, listed.startPrice));
    };
    if (traits.isIndex) {
        for (const Date expiry : plannedExpiries(start, {3, 3, 0}))
            list(ticker + "P", expiry);
        for (const Date expiry : plannedExpiries(start, {0, 0, 3}))
            list(ticker, expiry);
    } else {
        const ExpiryPlan plan = traits.dividend > 0 ? ExpiryPlan {1, 4, 2} : ExpiryPlan {3, 3, 2};
        for (const Date expiry : plannedExpiries(start, plan))
            list(ticker, expiry);
    }
    std::ranges::stable_sort(listed.series, {}, &Series::settlesAt);
}

// The first one falls within the listed expiries, the others a quarter apart.
std::vector<CashDividend> scheduledDividends(Date start, double amount)
{
    std::vector<CashDividend> dividends;
    for (int quarter = 0; amount > 0 && quarter < 4; ++quarter) {
        const Date date {daysOf(start) + std::chrono::days(13 + 91 * quarter)};
        dividends.push_back({onOrBeforeTradingDay(date), amount});
    }
    // An ex-date is never today: what went ex this morning is in the price.
    std::erase_if(dividends,
                  [start](const CashDividend& one) { return daysOf(one.exDate) <= daysOf(start); });
    return dividends;
}

} // namespace

const std::array<ClassTraits, 3>& classTraits()
{
    static const std::array<ClassTraits, 3> traits {
        ClassTraits {.ticker = "SIMX",
                     .isIndex = false,
                     .price = 450,
                     .volatility = 0.145,
                     .volatilityOfVolatility = 0.25,
                     .jumpsPerYear = 1.4,
                     .jumpMean = -0.055,
                     .jumpDeviation = 0.05,
                     .stockHalfSpread = 0.005,
                     .volatilityHalfSpread = 0.006,
                     .stockSize = 900,
                     .optionSize = 120,
                     .optionPrintsPerSecond = 2.5,
                     .stockPrintsPerSecond = 2},
        ClassTraits {.ticker = "ACME",
                     .isIndex = false,
                     .price = 120,
                     .volatility = 0.31,
                     .volatilityOfVolatility = 0.3,
                     .jumpsPerYear = 3,
                     .jumpMean = -0.03,
                     .jumpDeviation = 0.07,
                     .dividend = 0.55,
                     .stockHalfSpread = 0.02,
                     .volatilityHalfSpread = 0.012,
                     .stockSize = 300,
                     .optionSize = 35,
                     .optionPrintsPerSecond = 0.6,
                     .stockPrintsPerSecond = 1},
        ClassTraits {.ticker = "NDEX",
                     .isIndex = true,
                     .price = 4'000,
                     .volatility = 0.155,
                     .volatilityOfVolatility = 0.25,
                     .jumpsPerYear = 1.4,
                     .jumpMean = -0.06,
                     .jumpDeviation = 0.05,
                     .yield = 0.012,
                     .stockHalfSpread = 0.25,
                     .volatilityHalfSpread = 0.008,
                     .stockSize = 1,
                     .optionSize = 15,
                     .optionPrintsPerSecond = 0.5,
                     .stockPrintsPerSecond = 1},
    };
    return traits;
}

SimulatedUniverse buildUniverse(Date start, std::uint64_t seed)
{
    auto catalogue = std::make_shared<Catalogue>();
    SimulatedUniverse universe;
    Random random(seed, startPriceStream);
    for (const ClassTraits& traits : classTraits()) {
        SimulatedClass listed;
        listed.traits = traits;
        const std::string ticker(traits.ticker);
        listed.underlying = traits.isIndex ? catalogue->addIndex(ticker) : catalogue->addStock(ticker);
        listed.startPrice = traits.price * std::exp(0.015 * random.gaussian());
        listed.dividends = scheduledDividends(start, traits.dividend);
        universe.classes.push_back(std::move(listed));
    }
    for (SimulatedClass& listed : universe.classes)
        listClass(*catalogue, listed, start);
    universe.catalogue = std::move(catalogue);
    return universe;
}

} // namespace strikedesk::simulated
