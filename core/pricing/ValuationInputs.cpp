// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ValuationInputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace strikedesk::pricing::detail {
namespace {

struct InputLimit
{
    std::string_view name;
    double found;
    double lowest;
    double highest;
};

} // namespace

Result<MarketInputs> checkedMarket(const OptionTerms& terms, const MarketInputs& market)
{
    const std::array limits {
        InputLimit {"a spot", market.spot, 0, 1e12},
        InputLimit {"a strike", terms.strike, 0, 1e12},
        InputLimit {"years to expiry", terms.years, -1e4, 200},
        InputLimit {"a rate", market.rate, -1, 10},
        InputLimit {"a yield", market.yield, -1, 10},
    };
    for (const InputLimit& limit : limits) {
        if (!(limit.found >= limit.lowest && limit.found <= limit.highest))
            return fail("pricing.bad_input",
                        fmt::format("Expected {} from {} to {}, found {}.", limit.name, limit.lowest,
                                    limit.highest, limit.found));
    }
    MarketInputs result = market;
    for (const DividendPoint& dividend : market.dividends) {
        if (!std::isfinite(dividend.years) || !(dividend.amount >= 0 && dividend.amount <= 1e12))
            return fail(
                "pricing.bad_input",
                fmt::format("Expected a dividend of at least 0 at a finite time, found {} in {} years.",
                            dividend.amount, dividend.years));
    }
    auto& dividends = result.dividends;
    std::erase_if(dividends, [&](const DividendPoint& dividend) {
        return dividend.amount == 0 || dividend.years <= 0 || dividend.years > terms.years;
    });
    std::sort(dividends.begin(), dividends.end(),
              [](const DividendPoint& a, const DividendPoint& b) { return a.years < b.years; });
    for (std::size_t i = 1; i < dividends.size();) {
        if (dividends[i].years == dividends[i - 1].years) {
            dividends[i - 1].amount += dividends[i].amount;
            dividends.erase(dividends.begin() + std::ptrdiff_t(i));
        } else {
            ++i;
        }
    }
    constexpr std::size_t dividendsMax = 800; // four a year for as long as years may be
    if (dividends.size() > dividendsMax)
        return fail("pricing.bad_input",
                    fmt::format("Expected at most {} dividends before expiry, found {}.", dividendsMax,
                                dividends.size()));
    return result;
}

Result<void> checkVolatility(double volatility)
{
    if (!(volatility >= 0 && volatility <= 100))
        return fail("pricing.bad_input",
                    fmt::format("Expected a volatility from 0 to 100 (1 is 100 %), found {}.", volatility));
    return {};
}

PlainInputs plainInputs(const OptionTerms& terms, const MarketInputs& market, double volatility)
{
    return {terms.right, market.spot, terms.strike, terms.years, market.rate, market.yield, volatility};
}

} // namespace strikedesk::pricing::detail
