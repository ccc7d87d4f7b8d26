// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/MarginTable.h"

#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace strikedesk::pricing {
namespace {

constexpr std::array marginColumns {PositionColumn::Account, PositionColumn::Symbol, PositionColumn::Quantity,
                                    PositionColumn::Price, PositionColumn::UnderlyingPrice};
constexpr std::array<std::string_view, 4> highCapitalisation {"SPX", "XSP", "DJX", "OEX"};

Result<std::vector<MarginTableRow>> accountsOf(std::vector<PositionRow> positions)
{
    std::vector<MarginTableRow> rows;
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (PositionRow& position : positions) {
        const auto [place, isNew] = places.insert({{position.account, position.underlying}, rows.size()});
        if (isNew) {
            MarginTableRow& row = rows.emplace_back();
            row.account = position.account;
            row.underlying = position.underlying;
            row.underlyingPrice = *position.underlyingPrice;
            row.marginClass = marginClassOf(position.underlying);
        }
        MarginTableRow& row = rows[place->second];
        if (row.underlyingPrice != *position.underlyingPrice)
            return fail("input.underlying_price",
                        fmt::format("Line {}: {} has the price {} here and {} before in account \"{}\".",
                                    position.line, row.underlying, *position.underlyingPrice,
                                    row.underlyingPrice, row.account));
        row.legs.push_back(std::move(position));
    }
    return rows;
}

MarginLeg marginLegOf(const PositionRow& position)
{
    MarginLeg leg;
    leg.quantity = position.quantity;
    leg.mark = *position.price;
    if (!position.option) {
        leg.kind = MarginLeg::Stock;
        leg.multiplier = Multiplier(1);
        return leg;
    }
    const OptionContract& option = *position.option;
    leg.kind = option.right == Right::Call ? MarginLeg::Call : MarginLeg::Put;
    leg.strike = option.strike;
    leg.expiresAt = TradingCalendar::us().settlesAt(option);
    leg.multiplier = option.multiplier;
    return leg;
}

ShockLeg shockLegOf(const PositionRow& position, const MarketInputs& market, Instant now)
{
    ShockLeg row;
    row.mark = *position.price;
    row.quantity = position.quantity;
    if (!position.option) {
        row.leg.isStock = true;
        row.multiplier = Multiplier(1);
        return row;
    }
    const OptionContract& option = *position.option;
    row.multiplier = option.multiplier;
    row.leg.terms = {option.style, option.right, option.strike.toDouble(), yearsToSettlement(option, now)};
    row.leg.rate = market.rate;
    const auto volatility = impliedVolatility(row.leg.terms, market, position.price->toDouble());
    row.leg.volatility = volatility ? *volatility : 0;
    if (!volatility)
        row.leg.terms.years = 0;
    return row;
}

} // namespace

MarginClass marginClassOf(std::string_view underlying)
{
    if (std::ranges::find(highCapitalisation, underlying) != highCapitalisation.end())
        return MarginClass::HighCapitalisation;
    return isBroadIndex(underlying) ? MarginClass::OtherBroadIndex : MarginClass::Equity;
}

Result<std::vector<MarginTableRow>> marginTable(std::string_view csv,
                                                const std::optional<MarginTableModel>& model)
{
    auto positions = readPositions(csv, marginColumns);
    if (!positions)
        return fail(positions.error());
    auto rows = accountsOf(std::move(*positions));
    if (!rows)
        return rows;
    for (MarginTableRow& row : *rows) {
        std::vector<MarginLeg> legs;
        for (const PositionRow& position : row.legs)
            legs.push_back(marginLegOf(position));
        auto strategy = marginFor(legs, row.underlyingPrice, isBroadIndex(row.underlying));
        if (!strategy)
            return fail(strategy.error());
        row.strategy = *std::move(strategy);
        if (!model)
            continue;
        ShockClass shocked {row.underlying, row.marginClass, {row.underlyingPrice, model->rate, 0, {}}, {}};
        for (const PositionRow& position : row.legs)
            shocked.legs.push_back(shockLegOf(position, shocked.market, model->now));
        const auto portfolio = portfolioMargin({&shocked, 1});
        if (!portfolio)
            return fail(portfolio.error());
        row.portfolio = portfolio->classes.front();
    }
    return rows;
}

} // namespace strikedesk::pricing
