// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ScenarioTable.h"

#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace strikedesk::pricing {
namespace {

constexpr std::array scenarioColumns {PositionColumn::Symbol, PositionColumn::Quantity};
constexpr double secondsPerScenarioYear = 365.0 * 86'400;
constexpr double gridPointsMax = 1e6;

double yearsFrom(Instant now, Instant later)
{
    return secondsBetween(now, later) / secondsPerScenarioYear;
}

/// Builds the portfolio of a table, and keeps what it had to assume.
class ScenarioBuilder
{
public:
    explicit ScenarioBuilder(const ScenarioRequest& request)
        : m_request(request)
    {
    }

    Result<ScenarioTable> build(std::vector<PositionRow> positions)
    {
        ScenarioTable table;
        table.isSpotPrice = !m_request.spotAxis.empty();
        table.isVolatilityLevel = !m_request.volatilityAxis.empty();
        table.positions = std::move(positions);
        for (const PositionRow& position : table.positions) {
            if (const auto added = addUnderlying(table.portfolio, position); !added)
                return fail(added.error());
            table.cost += position.cost.value_or(Money());
        }
        if (const auto spots = completeSpots(table); !spots)
            return fail(spots.error());
        for (const PositionRow& position : table.positions) {
            const auto leg = legOf(table, position);
            if (!leg)
                return fail(leg.error());
            table.portfolio.legs.push_back(*leg);
        }
        return table;
    }

    [[nodiscard]] bool knowsNow() const { return m_knowsSpot; }

private:
    std::size_t indexOf(const ScenarioPortfolio& portfolio, const std::string& name) const
    {
        const auto found = std::ranges::find(portfolio.underlyings, name, &ScenarioUnderlying::name);
        return std::size_t(found - portfolio.underlyings.begin());
    }

    Result<void> addUnderlying(ScenarioPortfolio& portfolio, const PositionRow& position)
    {
        const std::size_t index = indexOf(portfolio, position.underlying);
        if (index == portfolio.underlyings.size())
            portfolio.underlyings.push_back({position.underlying, {}, 1});
        ScenarioUnderlying& underlying = portfolio.underlyings[index];
        if (position.beta)
            underlying.beta = *position.beta;
        std::optional<double> spot = position.underlyingPrice;
        if (!spot && !position.option && position.price && position.price->isPositive())
            spot = position.price->toDouble();
        if (spot && underlying.market.spot > 0 && underlying.market.spot != *spot)
            return fail("input.spot",
                        fmt::format("Line {}: {} has the price {} here and {} before.", position.line,
                                    underlying.name, *spot, underlying.market.spot));
        if (spot)
            underlying.market.spot = *spot;
        return {};
    }

    Result<void> completeSpots(ScenarioTable& table)
    {
        auto& underlyings = table.portfolio.underlyings;
        if (table.isSpotPrice && underlyings.size() > 1)
            return fail("input.spot",
                        fmt::format("Prices are an axis for one underlying, found {}; give moves instead.",
                                    underlyings.size()));
        for (ScenarioUnderlying& underlying : underlyings) {
            const auto given = m_request.spots.find(underlying.name);
            if (!(underlying.market.spot > 0) && given != m_request.spots.end())
                underlying.market.spot = given->second;
            if (!(underlying.market.spot > 0)) {
                if (!table.isSpotPrice)
                    return fail("input.spot",
                                fmt::format("The price of {} is not known; give it as --spot {}=PRICE, as a "
                                            "column underlying_price, or give prices as the axis.",
                                            underlying.name, underlying.name));
                // Any price will do to measure the axis against; nothing is said of now.
                m_knowsSpot = false;
                underlying.market.spot = m_request.spotAxis[m_request.spotAxis.size() / 2];
            }
            if (!(underlying.market.spot > 0))
                return fail("input.spot", fmt::format("Expected a positive price of {}.", underlying.name));
            if (table.isSpotPrice)
                underlying.beta = 1; // a beta belongs to moves; a price is the price
            underlying.market.rate = m_request.rates.rateAt(0);
            const auto dividends = m_request.dividends.find(underlying.name);
            if (dividends != m_request.dividends.end())
                underlying.market.dividends = dividendPoints(dividends->second, m_request.now, 100);
        }
        return {};
    }

    Result<ScenarioLeg> legOf(const ScenarioTable& table, const PositionRow& position) const
    {
        ScenarioLeg leg;
        leg.underlying = indexOf(table.portfolio, position.underlying);
        leg.quantity = double(position.quantity.count());
        if (!position.option) {
            leg.isStock = true;
            leg.multiplier = 1;
            return leg;
        }
        const OptionContract& option = *position.option;
        leg.multiplier = double(option.multiplier.shares());
        leg.terms = {option.style, option.right, option.strike.toDouble(),
                     yearsToSettlement(option, m_request.now)};
        leg.rate = m_request.rates.rateAt(leg.terms.years);
        if (table.isVolatilityLevel || leg.terms.years <= 0)
            return leg; // the shifts of the grid are the volatilities, or none is needed any more
        const auto volatility = volatilityOf(table.portfolio.underlyings[leg.underlying], leg, position);
        if (!volatility)
            return fail(volatility.error());
        leg.volatility = *volatility;
        return leg;
    }

    Result<double> volatilityOf(const ScenarioUnderlying& underlying, const ScenarioLeg& leg,
                                const PositionRow& position) const
    {
        if (position.volatility)
            return *position.volatility;
        if (!position.price || !m_knowsSpot)
            return fail("input.volatility",
                        fmt::format("Line {}: {} has no volatility; give a column volatility, its price and "
                                    "the price of the underlying, or volatilities as the axis.",
                                    position.line, position.symbol));
        MarketInputs market = underlying.market;
        market.rate = leg.rate;
        const auto implied = impliedVolatility(leg.terms, market, position.price->toDouble());
        if (!implied)
            return fail("input.volatility",
                        fmt::format("Line {}: the price of {} gives no volatility: {}", position.line,
                                    position.symbol, implied.error().message));
        return *implied;
    }

    const ScenarioRequest& m_request;
    bool m_knowsSpot = true;
};

Result<ScenarioAxes> axesOf(const ScenarioRequest& request, const ScenarioTable& table)
{
    ScenarioAxes axes;
    axes.spotMoves = request.moves.empty() ? std::vector<double> {0} : request.moves;
    if (table.isSpotPrice) {
        const ScenarioUnderlying& only = table.portfolio.underlyings.front();
        axes.spotMoves.clear();
        for (const double spot : request.spotAxis)
            axes.spotMoves.push_back(spot / only.market.spot - 1);
    }
    axes.volatilityShifts
        = request.volatilityShifts.empty() ? std::vector<double> {0} : request.volatilityShifts;
    if (table.isVolatilityLevel)
        axes.volatilityShifts = request.volatilityAxis;
    axes.years.clear();
    for (const Instant date : request.dates) {
        if (date < request.now)
            return fail(
                "input.dates",
                fmt::format("Expected dates from {} on, found {}.", toIsoText(request.now), toIsoText(date)));
        axes.years.push_back(yearsFrom(request.now, date));
    }
    if (axes.years.empty())
        axes.years.push_back(0);
    const double points
        = double(axes.spotMoves.size()) * double(axes.volatilityShifts.size()) * double(axes.years.size());
    if (points > gridPointsMax)
        return fail("input.axis",
                    fmt::format("Expected at most {} points, found {}.", gridPointsMax, points));
    return axes;
}

Result<Money> moneyOf(double dollars)
{
    if (!(std::fabs(dollars) < 1e13))
        return fail("pricing.bad_input",
                    fmt::format("Expected less than {} dollars, found {}.", 1e13, dollars));
    return Money::nearest(dollars);
}

std::optional<double> axisNumber(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        return {};
    return number;
}

std::vector<std::string_view> axisParts(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

/// Of "A:B:N".
std::optional<int> axisCount(std::string_view text)
{
    const auto count = axisNumber(text);
    if (!count || *count != std::floor(*count) || *count < 1 || *count > 9'999)
        return {};
    return int(*count);
}

} // namespace

Result<std::vector<double>> parseAxis(std::string_view text)
{
    const auto refuse = [&] {
        return fail("input.axis",
                    fmt::format("Expected A:B:N, such as 90:110:21, or one number, found \"{}\".", text));
    };
    const std::vector<std::string_view> parts = axisParts(text, ':');
    const auto first = axisNumber(parts.front());
    if (!first)
        return refuse();
    if (parts.size() == 1)
        return std::vector<double> {*first};
    const auto last = parts.size() == 3 ? axisNumber(parts[1]) : std::nullopt;
    const auto count = parts.size() == 3 ? axisCount(parts[2]) : std::nullopt;
    if (!last || !count || (*count == 1 && *first != *last))
        return refuse();
    std::vector<double> points;
    for (int i = 0; i < *count; ++i)
        points.push_back(i + 1 == *count ? *last : *first + (*last - *first) * i / double(*count - 1));
    return points;
}

Result<std::vector<Instant>> parseDateAxis(std::string_view text)
{
    const auto refuse = [&] {
        return fail("input.dates",
                    fmt::format("Expected dates such as 2026-03-06,2026-03-20, or a range with a number such "
                                "as 2026-03-06:2026-03-20:5, found \"{}\".",
                                text));
    };
    std::vector<Date> dates;
    const std::vector<std::string_view> parts = axisParts(text, ':');
    if (parts.size() == 1) {
        for (const std::string_view part : axisParts(text, ',')) {
            const auto date = parseDate(part);
            if (!date)
                return refuse();
            dates.push_back(*date);
        }
    } else {
        const auto first = parseDate(parts[0]);
        const auto last = parseDate(parts[1]);
        const auto count = parts.size() == 3 ? axisCount(parts[2]) : std::nullopt;
        const int days = first && last ? daysBetween(*first, *last) : -1;
        if (days < 0 || !count || (*count == 1 && days > 0))
            return refuse();
        for (int i = 0; i < *count; ++i) {
            const int after = *count == 1 ? 0 : int(std::lround(double(days) * i / (*count - 1)));
            dates.emplace_back(daysOf(*first) + std::chrono::days(after));
        }
    }
    std::vector<Instant> instants;
    for (const Date date : dates)
        instants.push_back(newYorkTime(date, std::chrono::hours(16)));
    return instants;
}

Result<TablePortfolio> portfolioFrom(std::string_view csv, const ScenarioRequest& request)
{
    auto positions = readPositions(csv, scenarioColumns);
    if (!positions)
        return fail(positions.error());
    ScenarioRequest withoutAxes = request;
    withoutAxes.spotAxis.clear();
    withoutAxes.volatilityAxis.clear();
    auto table = ScenarioBuilder(withoutAxes).build(std::move(*positions));
    if (!table)
        return fail(table.error());
    return TablePortfolio {std::move(table->positions), std::move(table->portfolio)};
}

Result<ScenarioTable> scenarioTable(std::string_view csv, const ScenarioRequest& request,
                                    const ScenarioKernel& kernel)
{
    auto positions = readPositions(csv, scenarioColumns);
    if (!positions)
        return fail(positions.error());
    ScenarioBuilder builder(request);
    auto built = builder.build(std::move(*positions));
    if (!built)
        return built;
    ScenarioTable& table = *built;
    const auto axes = axesOf(request, table);
    if (!axes)
        return fail(axes.error());
    const auto grid = scenarioGrid(table.portfolio, *axes, kernel);
    if (!grid)
        return fail(grid.error());
    if (builder.knowsNow() && !table.isVolatilityLevel) {
        const auto now = moneyOf(grid->valueNow);
        if (!now)
            return fail(now.error());
        table.valueNow = *now;
    }
    for (std::size_t y = 0; y < axes->years.size(); ++y) {
        for (std::size_t v = 0; v < axes->volatilityShifts.size(); ++v) {
            for (std::size_t s = 0; s < axes->spotMoves.size(); ++s) {
                const auto value = moneyOf(grid->valueAt(y, v, s));
                if (!value)
                    return fail(value.error());
                table.points.push_back({request.dates.empty() ? request.now : request.dates[y],
                                        table.isSpotPrice ? request.spotAxis[s] : axes->spotMoves[s],
                                        axes->volatilityShifts[v], *value, *value - table.cost});
            }
        }
    }
    return built;
}

} // namespace strikedesk::pricing
