// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/HoldingsMoment.h"

#include "core/instruments/TradingCalendar.h"
#include "core/market/MarketInputFiles.h"
#include "core/util/Clock.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace strikedesk::cli {
namespace {

Result<void> readSpots(const std::vector<std::string>& texts, pricing::ScenarioRequest& request)
{
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        double price = 0;
        const char* const end = text.data() + text.size();
        const char* const first = equals == std::string::npos ? end : text.data() + equals + 1;
        const auto [read, error] = std::from_chars(first, end, price);
        if (equals == 0 || error != std::errc() || read != end || !(price > 0) || !(price < 1e7))
            return fail(
                "input.spot",
                fmt::format("Expected an underlying and its price, such as SPY=450.25, found \"{}\".", text));
        request.spots[text.substr(0, equals)] = price;
    }
    return {};
}

Result<void> readNow(const HoldingsMoment& moment, pricing::ScenarioRequest& request)
{
    request.now = SystemClock().now();
    if (!moment.now.empty()) {
        const auto date = parseDate(moment.now);
        if (!date)
            return fail(date.error());
        request.now = newYorkTime(*date, std::chrono::hours(16));
    } else if (!request.dates.empty()) {
        request.now = std::min(request.now, request.dates.front());
    }
    return {};
}

Result<void> readMarket(const HoldingsMoment& moment, pricing::ScenarioRequest& request)
{
    request.rates = pricing::RateCurve(moment.rate, "--rate");
    if (moment.inputs.empty())
        return {};
    const auto inputs = MarketInputFiles::read(moment.inputs);
    if (!inputs)
        return fail(inputs.error());
    const Date today = newYorkLocal(request.now).date;
    if (auto curve = inputs->curveOn(today))
        request.rates = *std::move(curve);
    for (const DividendRow& row : inputs->dividends())
        request.dividends[row.underlying]
            = inputs->dividendsOf(row.underlying, today).value_or(std::vector<CashDividend>());
    return {};
}

} // namespace

void addMomentOptions(CLI::App& command, HoldingsMoment& moment)
{
    command.add_option("--spot", moment.spots, "The price now, such as SPY=450.25; once per underlying");
    command.add_option("--now", moment.now, "The day from which time counts, at 16:00 New York");
    command.add_option("--rate", moment.rate, "Continuously compounded, 0.04 is 4 %")
        ->check(CLI::Range(-1.0, 10.0));
    command.add_option("--inputs", moment.inputs, "Folder with rates.csv and dividends.csv to use");
}

Result<pricing::ScenarioRequest> requestAt(const HoldingsMoment& moment, std::vector<Instant> dates)
{
    pricing::ScenarioRequest request;
    request.dates = std::move(dates);
    if (const auto spots = readSpots(moment.spots, request); !spots)
        return fail(spots.error());
    if (const auto now = readNow(moment, request); !now)
        return fail(now.error());
    if (const auto market = readMarket(moment, request); !market)
        return fail(market.error());
    return request;
}

} // namespace strikedesk::cli
