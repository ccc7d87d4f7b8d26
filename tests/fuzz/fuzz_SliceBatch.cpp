// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SliceBatch.h"
#include "core/util/Assert.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

using namespace strikedesk;
using namespace strikedesk::pricing;

// Any columns whatever, the bytes taken as doubles, give numbers or a reason, never a NaN.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t fixed = 6;
    if (size < 1 + fixed * sizeof(double) || size > 400)
        return 0;
    const std::uint8_t flags = *data;
    std::vector<double> numbers((size - 1) / sizeof(double));
    std::memcpy(numbers.data(), data + 1, numbers.size() * sizeof(double));
    const SliceTerms terms {flags & 1 ? ExerciseStyle::American : ExerciseStyle::European, numbers[0]};
    MarketInputs market {numbers[1], numbers[2], numbers[3], {}};
    if (flags & 2)
        market.dividends.push_back({numbers[4], numbers[5]});
    std::vector<double> strikes;
    std::vector<double> values;
    std::vector<Right> rights;
    for (std::size_t i = fixed; i + 1 < numbers.size(); i += 2) {
        strikes.push_back(numbers[i]);
        values.push_back(numbers[i + 1]);
        rights.push_back((flags >> (i % 8)) & 1 ? Right::Put : Right::Call);
    }
    SliceValues priced;
    priceSlice(terms, market, {strikes, rights, values}, priced, Accuracy::Screen, GreekOrder::Second);
    for (const std::vector<double>* column :
         {&priced.price, &priced.delta, &priced.gamma, &priced.thetaPerDay, &priced.vegaPerPoint,
          &priced.rhoPerPoint, &priced.vannaPerPoint, &priced.volgaPerPoint, &priced.charmPerDay}) {
        for (const double number : *column)
            STRIKEDESK_ASSERT(std::isfinite(number), "a slice has numbers or reasons");
    }
    SliceVolatilities implied;
    impliedVolatilities(terms, market, {strikes, rights, values}, implied);
    for (const double volatility : implied.volatility)
        STRIKEDESK_ASSERT(std::isfinite(volatility) && volatility >= 0, "a volatility is one or is 0");
    return 0;
}
