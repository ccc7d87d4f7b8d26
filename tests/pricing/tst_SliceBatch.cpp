// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SliceBatch.h"
#include "core/pricing/lanes/LaneDispatch.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

struct SliceCase
{
    SliceTerms terms;
    MarketInputs market;
    std::vector<double> strikes;
    std::vector<Right> rights;
    std::vector<double> values;

    [[nodiscard]] SliceOptions options() const { return {strikes, rights, values}; }
    [[nodiscard]] std::string text(std::size_t i) const
    {
        return fmt::format("{} {} strike {} years {} spot {} rate {} yield {} dividends {} value {}",
                           nameOf(terms.style), nameOf(rights[i]), strikes[i], terms.years, market.spot,
                           market.rate, market.yield, market.dividends.size(), values[i]);
    }
};

/// One hour to five years, moneyness 0.3 to 3, volatility 2 % to 300 %.
SliceCase randomSlice(Random& random, ExerciseStyle style, std::size_t count)
{
    SliceCase slice;
    const double hours = 1 + 43'800 * std::pow(random.uniform(), 4);
    slice.terms = {style, hours / 8760};
    slice.market = {100, 0.08 * random.uniform() - 0.01, 0.06 * random.uniform(), {}};
    for (std::size_t i = 0; i < count; ++i) {
        slice.strikes.push_back(100 * std::exp(std::log(3.0) * (2 * random.uniform() - 1)));
        slice.rights.push_back(random.between(0, 1) == 0 ? Right::Call : Right::Put);
        slice.values.push_back(0.02 * std::pow(150.0, random.uniform()));
    }
    return slice;
}

/// The columns of a result, by name.
std::vector<std::pair<const char*, const std::vector<double>*>> columnsOf(const SliceValues& values)
{
    return {
        {"price", &values.price},         {"delta", &values.delta},         {"gamma", &values.gamma},
        {"theta", &values.thetaPerDay},   {"vega", &values.vegaPerPoint},   {"rho", &values.rhoPerPoint},
        {"vanna", &values.vannaPerPoint}, {"volga", &values.volgaPerPoint}, {"charm", &values.charmPerDay}};
}

} // namespace

class TestSliceBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { pricing::detail::forceKernels(nullptr); }

    void instructionSetsAgree_data();
    void instructionSetsAgree();
    void aSliceIsItsOptionsOneByOne_data();
    void aSliceIsItsOptionsOneByOne();
    void secondOrderGreeksAreSlopesOfTheFirst();
    void volatilitiesComeBackToTheLastDigits();
    void volatilitiesOfExtremePricesComeBack_data();
    void volatilitiesOfExtremePricesComeBack();
    void manyNeighboursAreInvertedLikeEachAlone_data();
    void manyNeighboursAreInvertedLikeEachAlone();
    void rowsSayWhyTheyHaveNoNumber();
    void hostileColumnsNeverGiveANonNumber();
    void theEmptySliceIsEmpty();
};

void TestSliceBatch::instructionSetsAgree_data()
{
    QTest::addColumn<int>("set");
    const auto sets = pricing::detail::runnableKernels();
    QCOMPARE(sets.front().name, "baseline");
    for (std::size_t i = 1; i < sets.size(); ++i)
        QTest::newRow(sets[i].name) << int(i);
    if (sets.size() == 1)
        QTest::newRow("only the baseline runs here") << 0;
}

// Goal: which processor it is cannot be read off a screen. Relative to the size of the column where the
// number itself is the rest of a difference.
void TestSliceBatch::instructionSetsAgree()
{
    QFETCH(int, set);
    const auto sets = pricing::detail::runnableKernels();
    Random random(31);
    for (int round = 0; round < 200; ++round) {
        SliceCase slice = randomSlice(random, ExerciseStyle::European, std::size_t(random.between(1, 40)));
        SliceValues expected;
        SliceValues found;
        SliceVolatilities expectedVolatility;
        SliceVolatilities foundVolatility;
        pricing::detail::forceKernels(&sets.front());
        priceSlice(slice.terms, slice.market, slice.options(), expected, Accuracy::Screen,
                   GreekOrder::Second);
        pricing::detail::forceKernels(&sets[std::size_t(set)]);
        priceSlice(slice.terms, slice.market, slice.options(), found, Accuracy::Screen, GreekOrder::Second);
        const auto expectedColumns = columnsOf(expected);
        const auto foundColumns = columnsOf(found);
        // Next to expiry the Greeks are as sharp as 1 / deviation, and so is what a rounding does to them.
        for (std::size_t c = 0; c < foundColumns.size(); ++c) {
            for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
                const double deviation = slice.values[i] * std::sqrt(slice.terms.years);
                const double x = (*expectedColumns[c].second)[i];
                const double y = (*foundColumns[c].second)[i];
                const double scale = std::fabs(x) + (c == 0 ? slice.market.spot : 1.0);
                QVERIFY2(std::fabs(x - y) <= 1e-15 * scale * (20 + 20 / deviation),
                         fmt::format("{}: {} {} against {}, difference {}", slice.text(i),
                                     foundColumns[c].first, y, x, y - x)
                             .c_str());
            }
        }
        slice.values = expected.price;
        pricing::detail::forceKernels(&sets.front());
        impliedVolatilities(slice.terms, slice.market, slice.options(), expectedVolatility);
        pricing::detail::forceKernels(&sets[std::size_t(set)]);
        impliedVolatilities(slice.terms, slice.market, slice.options(), foundVolatility);
        for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
            const double x = expectedVolatility.volatility[i];
            const double tolerance
                = 1e-13 * x + 1e-15 * slice.market.spot / std::max(100 * expected.vegaPerPoint[i], 1e-300);
            QVERIFY2(
                std::fabs(x - foundVolatility.volatility[i]) <= tolerance || x == 0,
                fmt::format("{}: {} against {}", slice.text(i), foundVolatility.volatility[i], x).c_str());
        }
    }
}

void TestSliceBatch::aSliceIsItsOptionsOneByOne_data()
{
    QTest::addColumn<int>("style");
    QTest::addColumn<double>("dividend");
    QTest::addColumn<int>("rounds");
    QTest::newRow("European") << int(ExerciseStyle::European) << 0.0 << 50;
    QTest::newRow("American") << int(ExerciseStyle::American) << 0.0 << 3;
    QTest::newRow("American with cash dividends") << int(ExerciseStyle::American) << 1.0 << 3;
}

void TestSliceBatch::aSliceIsItsOptionsOneByOne()
{
    QFETCH(int, style);
    QFETCH(double, dividend);
    QFETCH(int, rounds);
    Random random(32);
    for (int round = 0; round < rounds; ++round) {
        SliceCase slice = randomSlice(random, ExerciseStyle(style), 23);
        if (dividend > 0)
            slice.market.dividends = {{0.4 * slice.terms.years, dividend}};
        SliceValues found;
        priceSlice(slice.terms, slice.market, slice.options(), found);
        for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
            const auto one
                = value({ExerciseStyle(style), slice.rights[i], slice.strikes[i], slice.terms.years},
                        slice.market, slice.values[i]);
            QCOMPARE(int(found.status[i]), int(PriceStatus::Valued));
            // A grid is shared by neighbours, so its small error depends on the company.
            const double tolerance = dividend > 0 ? 5e-3 : 1e-4;
            QVERIFY2(std::fabs(one->price - found.price[i]) <= tolerance
                         && std::fabs(one->greeks.delta - found.delta[i]) <= tolerance,
                     fmt::format("{}: alone {} in the slice {}", slice.text(i), one->price, found.price[i])
                         .c_str());
        }
    }
}

void TestSliceBatch::secondOrderGreeksAreSlopesOfTheFirst()
{
    Random random(33);
    for (int round = 0; round < 100; ++round) {
        SliceCase slice = randomSlice(random, ExerciseStyle::European, 20);
        slice.terms.years = std::max(slice.terms.years, 0.05);
        for (double& volatility : slice.values)
            volatility = std::clamp(volatility, 0.1, 1.0);
        SliceValues at;
        priceSlice(slice.terms, slice.market, slice.options(), at, Accuracy::Screen, GreekOrder::Second);
        const auto moved = [&](double volatility, double years) {
            SliceCase other = slice;
            other.terms.years += years;
            for (double& v : other.values)
                v += volatility;
            SliceValues values;
            priceSlice(other.terms, other.market, other.options(), values);
            return values;
        };
        const double step = 1e-5;
        const SliceValues wilder = moved(step, 0);
        const SliceValues calmer = moved(-step, 0);
        const SliceValues longer = moved(0, step);
        const SliceValues shorter = moved(0, -step);
        for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
            const double vanna = 0.01 * (wilder.delta[i] - calmer.delta[i]) / (2 * step);
            const double volga = 0.01 * (wilder.vegaPerPoint[i] - calmer.vegaPerPoint[i]) / (2 * step);
            const double charm = (shorter.delta[i] - longer.delta[i]) / (2 * step) / 365;
            QVERIFY2(
                std::fabs(at.vannaPerPoint[i] - vanna) < 1e-7 && std::fabs(at.volgaPerPoint[i] - volga) < 1e-7
                    && std::fabs(at.charmPerDay[i] - charm) < 1e-7,
                fmt::format("{}: vanna {} slope {}, volga {} slope {}, charm {} slope {}", slice.text(i),
                            at.vannaPerPoint[i], vanna, at.volgaPerPoint[i], volga, at.charmPerDay[i], charm)
                    .c_str());
        }
    }
}

void TestSliceBatch::volatilitiesComeBackToTheLastDigits()
{
    // As close as the price determines it: a few units in the last place of price and spot over vega.
    Random random(34);
    std::size_t solved = 0;
    for (int round = 0; round < 1000; ++round) {
        SliceCase slice = randomSlice(random, ExerciseStyle::European, 40);
        const std::vector<double> volatilities = slice.values;
        SliceValues priced;
        SliceVolatilities found;
        priceSlice(slice.terms, slice.market, slice.options(), priced);
        slice.values = priced.price;
        impliedVolatilities(slice.terms, slice.market, slice.options(), found);
        for (std::size_t i = 0; i < volatilities.size(); ++i) {
            const bool isInside = intrinsicValue(slice.rights[i], slice.market.spot, slice.strikes[i]) > 0;
            const double size = isInside ? slice.market.spot : priced.price[i];
            const double vega = 100 * priced.vegaPerPoint[i];
            const double attainable = 1e-15 * size / std::max(vega, 1e-300);
            if (found.status[i] != PriceStatus::Valued) {
                QVERIFY2(attainable > 1e-3 * volatilities[i] || priced.price[i] < 1e-280,
                         fmt::format("{}: {} for volatility {} vega {}", slice.text(i),
                                     codeOf(found.status[i]), volatilities[i], vega)
                             .c_str());
                continue;
            }
            ++solved;
            // The price itself carries the rounding of its two legs, which is a rounding of spot over vega.
            const double rounding = 2e-15 / std::sqrt(slice.terms.years);
            const double tolerance = 20 * attainable + 2e-13 * volatilities[i] + rounding;
            QVERIFY2(std::fabs(found.volatility[i] - volatilities[i]) <= tolerance,
                     fmt::format("{}: expected {} difference {} tolerance {}", slice.text(i), volatilities[i],
                                 found.volatility[i] - volatilities[i], tolerance)
                         .c_str());
        }
    }
    QVERIFY2(solved > 25'000, fmt::format("{}", solved).c_str());
}

void TestSliceBatch::volatilitiesOfExtremePricesComeBack_data()
{
    QTest::addColumn<double>("strike");
    QTest::addColumn<double>("years");
    QTest::addColumn<double>("volatility");
    QTest::newRow("an hour, at the money") << 100.0 << 1.0 / 8760 << 0.1;
    QTest::newRow("an hour, a per cent out") << 101.0 << 1.0 / 8760 << 0.2;
    QTest::newRow("170 years") << 100.0 << 170.0 << 0.3;
    QTest::newRow("a hundred years, wild") << 100.0 << 100.0 << 0.7;
    QTest::newRow("five times the spot") << 500.0 << 0.25 << 0.25;
    QTest::newRow("a thousandth of the spot") << 0.1 << 1.0 << 0.9;
    QTest::newRow("thirty deviations out") << 200.0 << 0.01 << 0.23;
}

void TestSliceBatch::volatilitiesOfExtremePricesComeBack()
{
    QFETCH(double, strike);
    QFETCH(double, years);
    QFETCH(double, volatility);
    const SliceTerms terms {ExerciseStyle::European, years};
    const MarketInputs market {100, 0, 0, {}};
    const std::vector<Right> rights {strike < 100 ? Right::Put : Right::Call};
    const std::vector<double> strikes {strike};
    std::vector<double> values {volatility};
    SliceValues priced;
    priceSlice(terms, market, {strikes, rights, values}, priced);
    QVERIFY(priced.price[0] > 0);
    values = priced.price;
    SliceVolatilities found;
    impliedVolatilities(terms, market, {strikes, rights, values}, found);
    QCOMPARE(int(found.status[0]), int(PriceStatus::Valued));
    QVERIFY2(std::fabs(found.volatility[0] / volatility - 1) < 1e-12,
             fmt::format("price {}: found {}", values[0], found.volatility[0]).c_str());
}

void TestSliceBatch::manyNeighboursAreInvertedLikeEachAlone_data()
{
    QTest::addColumn<double>("dividend");
    QTest::addColumn<double>("noise");
    QTest::newRow("yield") << 0.0 << 0.0;
    QTest::newRow("yield, prices to the cent and some stale") << 0.0 << 0.02;
    QTest::newRow("cash dividends") << 0.9 << 0.0;
    QTest::newRow("cash dividends, prices to the cent and some stale") << 0.9 << 0.02;
}

// A long slice starts most searches from neighbours; in any order, with strikes that come twice and prices
// that fit no smile, each ends where it would alone.
void TestSliceBatch::manyNeighboursAreInvertedLikeEachAlone()
{
    QFETCH(double, dividend);
    QFETCH(double, noise);
    Random random(36);
    SliceCase slice;
    slice.terms = {ExerciseStyle::American, 0.6};
    slice.market = {100, 0.04, dividend > 0 ? 0 : 0.02, {}};
    if (dividend > 0)
        slice.market.dividends = {{0.1, dividend}, {0.35, dividend}};
    for (int i = 0; i < 240; ++i) {
        slice.strikes.push_back(random.between(50, 170));
        slice.rights.push_back(random.between(0, 1) == 0 ? Right::Call : Right::Put);
        const double distance = std::log(slice.strikes.back() / 100);
        slice.values.push_back(0.25 - 0.15 * distance + 0.3 * distance * distance);
    }
    SliceValues priced;
    priceSlice(slice.terms, slice.market, slice.options(), priced);
    slice.values = priced.price;
    if (noise > 0) {
        for (double& price : slice.values) {
            price = std::round(100 * price) / 100;
            if (random.between(0, 9) == 0)
                price *= 1 + noise * (random.uniform() - 0.3);
        }
    }
    SliceVolatilities found;
    impliedVolatilities(slice.terms, slice.market, slice.options(), found);
    std::size_t valued = 0;
    for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
        const OptionTerms terms {slice.terms.style, slice.rights[i], slice.strikes[i], slice.terms.years};
        const auto alone = impliedVolatility(terms, slice.market, slice.values[i]);
        QVERIFY2(alone.has_value() == (found.status[i] == PriceStatus::Valued)
                     || priced.vegaPerPoint[i] < 1e-3,
                 fmt::format("{}: {}", slice.text(i), codeOf(found.status[i])).c_str());
        if (!alone || found.status[i] != PriceStatus::Valued)
            continue;
        ++valued;
        const auto back = value(terms, slice.market, found.volatility[i]);
        QVERIFY2(std::fabs(back->price - slice.values[i]) <= 5e-3,
                 fmt::format("{}: volatility {}, alone {}, price back {}", slice.text(i), found.volatility[i],
                             *alone, back->price)
                     .c_str());
    }
    QVERIFY2(valued > 180, fmt::format("{}", valued).c_str());
}

void TestSliceBatch::rowsSayWhyTheyHaveNoNumber()
{
    const MarketInputs market {120, 0.05, 0, {}};
    const std::vector<double> strikes {100, 100, 100, 100, 100, 100, std::nan(""), 100};
    const std::vector<Right> rights {Right::Call, Right::Put,  Right::Call, Right::Call,
                                     Right::Call, Right::Call, Right::Call, Right::Call};
    const std::vector<double> prices {20, 0, 120, -1, std::nan(""), 25, 25, 1e300};
    SliceVolatilities found;
    impliedVolatilities({ExerciseStyle::European, 0.5}, market, {strikes, rights, prices}, found);
    using enum PriceStatus;
    const std::array expected {BelowIntrinsic, NoTimeValue, AboveMaximum, BadInput,
                               BadInput,       Valued,      BadInput,     BadInput};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QVERIFY2(found.status[i] == expected[i],
                 fmt::format("row {}: expected {} found {}", i, codeOf(expected[i]), codeOf(found.status[i]))
                     .c_str());
        QCOMPARE(found.volatility[i] > 0, expected[i] == Valued);
    }
    impliedVolatilities({ExerciseStyle::European, 0}, market, {strikes, rights, prices}, found);
    QCOMPARE(int(found.status[0]), int(Expired));
    SliceValues values;
    const std::vector<double> volatilities(strikes.size(), 0.2);
    priceSlice({ExerciseStyle::European, -1}, market, {strikes, rights, volatilities}, values);
    QCOMPARE(int(values.status[0]), int(Expired));
    QCOMPARE(values.price[0], 20.0);
}

void TestSliceBatch::hostileColumnsNeverGiveANonNumber()
{
    constexpr double inf = std::numeric_limits<double>::infinity();
    const std::array numbers {0.0, -0.0, 1e-310, 1e-300, 1e-9, 0.5,  1.0,         100.0,
                              1e9, 1e12, 1e308,  -1.0,   inf,  -inf, std::nan("")};
    Random random(35);
    const auto pick = [&] { return numbers[std::size_t(random.between(0, int(numbers.size()) - 1))]; };
    const auto mostly = [&](double usual) { return random.between(0, 2) == 0 ? pick() : usual; };
    for (int round = 0; round < 3000; ++round) {
        SliceCase slice;
        slice.terms
            = {random.between(0, 9) == 0 ? ExerciseStyle::American : ExerciseStyle::European, mostly(0.3)};
        slice.market = {mostly(100), mostly(0.03), mostly(0.01), {}};
        for (int i = random.between(0, 9); i > 0; --i) {
            slice.strikes.push_back(mostly(90));
            slice.rights.push_back(random.between(0, 1) == 0 ? Right::Call : Right::Put);
            slice.values.push_back(mostly(0.2));
        }
        SliceValues values;
        priceSlice(slice.terms, slice.market, slice.options(), values, Accuracy::Screen, GreekOrder::Second);
        for (const auto& [name, column] : columnsOf(values)) {
            for (std::size_t i = 0; i < column->size(); ++i)
                QVERIFY2(std::isfinite((*column)[i]), fmt::format("{}: {}", slice.text(i), name).c_str());
        }
        SliceVolatilities found;
        impliedVolatilities(slice.terms, slice.market, slice.options(), found);
        for (std::size_t i = 0; i < found.volatility.size(); ++i)
            QVERIFY2(std::isfinite(found.volatility[i]) && found.volatility[i] >= 0, slice.text(i).c_str());
    }
}

void TestSliceBatch::theEmptySliceIsEmpty()
{
    SliceValues values;
    priceSlice({ExerciseStyle::European, 1}, {100, 0, 0, {}}, {}, values);
    QVERIFY(values.price.empty());
    SliceVolatilities volatilities;
    impliedVolatilities({ExerciseStyle::American, 1}, {100, 0, 0, {}}, {}, volatilities);
    QVERIFY(volatilities.volatility.empty());
}

QTEST_GUILESS_MAIN(TestSliceBatch)
#include "tst_SliceBatch.moc"
