// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/ScenarioViews.h"

#include "core/api/views/JsonValue.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

QJsonArray numbersJson(std::span<const double> numbers)
{
    QJsonArray array;
    for (const double number : numbers)
        array.append(toValue(number));
    return array;
}

QJsonValue dollars(double amount)
{
    return toValue(Money::nearest(amount));
}
QJsonValue dollars(std::optional<double> amount)
{
    return amount ? dollars(*amount) : QJsonValue(QJsonValue::Null);
}

QJsonArray leftOutJson(const BookScenario& scenario)
{
    QJsonArray symbols;
    for (const std::string& symbol : scenario.leftOut)
        symbols.append(toValue(symbol));
    return symbols;
}

QJsonArray pointsJson(const BookScenario& scenario, const pricing::ScenarioGrid& grid)
{
    QJsonArray points;
    for (std::size_t date = 0; date < grid.axes.years.size(); ++date) {
        for (std::size_t shift = 0; shift < grid.axes.volatilityShifts.size(); ++shift) {
            for (std::size_t move = 0; move < grid.axes.spotMoves.size(); ++move)
                points.append(
                    QJsonObject {{QStringLiteral("date"), toValue(scenario.dates[date])},
                                 {QStringLiteral("volatility_shift"), grid.axes.volatilityShifts[shift]},
                                 {QStringLiteral("move"), grid.axes.spotMoves[move]},
                                 {QStringLiteral("gain"), dollars(grid.gainAt(date, shift, move))}});
        }
    }
    return points;
}

QJsonObject payoffJson(const UnderlyingOutlook& outlook)
{
    const pricing::FrontPayoff& payoff = *outlook.payoff;
    return {{QStringLiteral("expires_at"), toValue(outlook.firstExpiry)},
            {QStringLiteral("is_model"), payoff.isModel},
            {QStringLiteral("maximum_loss"), dollars(payoff.maximumLoss)},
            {QStringLiteral("is_loss_unlimited"), !payoff.maximumLoss},
            {QStringLiteral("maximum_gain"), dollars(payoff.maximumGain)},
            {QStringLiteral("is_gain_unlimited"), !payoff.maximumGain},
            {QStringLiteral("break_evens"), numbersJson(payoff.breakEvens)},
            {QStringLiteral("probability_of_profit"), toValue(outlook.probabilityOfProfit)},
            {QStringLiteral("distribution"), textOrNull(outlook.distribution)}};
}

QJsonObject strategyJson(const pricing::MarginResult& margin)
{
    QJsonArray pairings;
    for (const pricing::MarginPairing& pairing : margin.pairings)
        pairings.append(
            QJsonObject {{QStringLiteral("structure"), toValue(std::string(nameOf(pairing.structure)))},
                         {QStringLiteral("initial"), toValue(pairing.initial)},
                         {QStringLiteral("maintenance"), toValue(pairing.maintenance)}});
    return {{QStringLiteral("initial"), toValue(margin.initial)},
            {QStringLiteral("maintenance"), toValue(margin.maintenance)},
            {QStringLiteral("is_exact"), margin.isExact},
            {QStringLiteral("pairings"), pairings}};
}

QJsonObject shockJson(const pricing::ShockMargin& margin)
{
    return {{QStringLiteral("requirement"), toValue(margin.requirement)},
            {QStringLiteral("worst_loss"), toValue(margin.worstLoss)},
            {QStringLiteral("worst_move"), margin.worstMove},
            {QStringLiteral("minimum"), toValue(margin.minimum)}};
}

} // namespace

QJsonObject scenarioJson(const BookScenario& scenario)
{
    QJsonArray underlyings;
    for (const UnderlyingOutlook& outlook : scenario.underlyings)
        underlyings.append(
            QJsonObject {{QStringLiteral("underlying"), toValue(outlook.underlying)},
                         {QStringLiteral("spot"), toValue(outlook.spot)},
                         {QStringLiteral("payoff"),
                          outlook.payoff ? QJsonValue(payoffJson(outlook)) : QJsonValue(QJsonValue::Null)},
                         {QStringLiteral("reason"), textOrNull(outlook.reason)}});
    return {{QStringLiteral("as_of"), toValue(scenario.at)},
            {QStringLiteral("value"),
             scenario.grid ? dollars(scenario.grid->valueNow) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("points"), scenario.grid ? pointsJson(scenario, *scenario.grid) : QJsonArray()},
            {QStringLiteral("underlyings"), underlyings},
            {QStringLiteral("left_out"), leftOutJson(scenario)},
            {QStringLiteral("reason"), textOrNull(scenario.reason)}};
}

QJsonObject marginJson(const BookScenario& scenario)
{
    QJsonArray underlyings;
    Money maintenance;
    Money shocks;
    for (const UnderlyingOutlook& outlook : scenario.underlyings) {
        QJsonObject row {{QStringLiteral("underlying"), toValue(outlook.underlying)},
                         {QStringLiteral("strategy"), QJsonValue::Null},
                         {QStringLiteral("portfolio"), QJsonValue::Null},
                         {QStringLiteral("reason"), textOrNull(outlook.reason)}};
        if (outlook.strategyMargin) {
            row.insert(QStringLiteral("strategy"), strategyJson(*outlook.strategyMargin));
            maintenance += outlook.strategyMargin->maintenance;
        }
        if (outlook.shockMargin) {
            row.insert(QStringLiteral("portfolio"), shockJson(*outlook.shockMargin));
            shocks += outlook.shockMargin->requirement;
        }
        underlyings.append(row);
    }
    return {{QStringLiteral("as_of"), toValue(scenario.at)},
            {QStringLiteral("strategy_maintenance"), toValue(maintenance)},
            {QStringLiteral("portfolio_requirement"), toValue(shocks)},
            {QStringLiteral("underlyings"), underlyings},
            {QStringLiteral("left_out"), leftOutJson(scenario)}};
}

} // namespace strikedesk::api
