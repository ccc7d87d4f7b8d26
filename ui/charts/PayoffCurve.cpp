// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PayoffCurve.h"

#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"

#include <algorithm>
#include <optional>
#include <set>

namespace strikedesk::ui {
namespace {

struct PayoffLeg
{
    double strike;
    bool isCall;
    double contracts; ///< Signed, per package.
};

double valueAtExpiry(const std::vector<PayoffLeg>& legs, double spot)
{
    double value = 0;
    for (const PayoffLeg& leg : legs)
        value += leg.contracts * std::max(0.0, leg.isCall ? spot - leg.strike : leg.strike - spot);
    return value;
}

} // namespace

std::vector<PayoffPoint> payoffAtExpiry(const std::vector<OrderLeg>& legs, Quantity packages, Price paid,
                                        double spot)
{
    std::vector<PayoffLeg> options;
    std::set<double> spots;
    std::optional<Date> expiry;
    double multiplier = 100;
    for (const OrderLeg& leg : legs) {
        const auto symbol = parseSymbol(leg.symbol);
        if (!symbol || (expiry && *expiry != symbol->expiry))
            return {};
        expiry = symbol->expiry;
        multiplier = contractFor(*symbol).multiplier.shares();
        options.push_back({symbol->strike.toDouble(), symbol->right == Right::Call,
                           double(signOf(leg.side)) * double(leg.ratio)});
        spots.insert(symbol->strike.toDouble());
    }
    if (options.empty())
        return {};
    // A border that shows the flat or open ends: a tenth of the spot, or one and a half of the wings.
    const double reach = std::max({spot * 0.04, (*spots.rbegin() - *spots.begin()) * 0.75});
    const double low = std::max(0.0, std::min(*spots.begin(), spot) - reach);
    const double high = std::max(*spots.rbegin(), spot) + reach;
    spots.insert({low, high});
    // One leg's price is quoted unsigned: what was sold brings money in.
    const double cost
        = legs.size() == 1 ? double(signOf(legs.front().side)) * absolute(paid).toDouble() : paid.toDouble();
    std::vector<PayoffPoint> points;
    for (const double at : spots)
        points.push_back({at, (valueAtExpiry(options, at) - cost) * multiplier * double(packages.count())});
    return points;
}

std::vector<double> breakEvens(const std::vector<PayoffPoint>& points)
{
    std::vector<double> crossings;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const PayoffPoint& a = points[i - 1];
        const PayoffPoint& b = points[i];
        if ((a.dollars < 0) != (b.dollars < 0))
            crossings.push_back(a.spot + (b.spot - a.spot) * a.dollars / (a.dollars - b.dollars));
    }
    return crossings;
}

} // namespace strikedesk::ui
