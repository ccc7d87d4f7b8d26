// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SliceBatch.h"
#include "core/pricing/Valuation.h"
#include "core/pricing/lanes/LaneDispatch.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

constexpr std::size_t greekCount = 5;
constexpr std::array<const char*, greekCount> greekNames {"delta", "gamma", "theta", "vega", "rho"};

/// The options of one right over neighbouring strikes, as a chain shows them.
struct StrikeRow
{
    MarketInputs market;
    double years = 0;
    Right right = Right::Call;
    std::vector<double> strikes;
    std::vector<double> volatilities;

    static StrikeRow over(double lowest, double highest, double step, double skew)
    {
        StrikeRow row;
        for (double strike = lowest; strike <= highest; strike += step) {
            row.strikes.push_back(strike);
            row.volatilities.push_back(0.25 + skew * std::log(strike / 100));
        }
        return row;
    }
    [[nodiscard]] SliceValues slice() const
    {
        const std::vector<Right> rights(strikes.size(), right);
        SliceValues values;
        priceSlice({ExerciseStyle::American, years}, market, {strikes, rights, volatilities}, values);
        return values;
    }
    [[nodiscard]] Valuation reference(std::size_t i) const
    {
        return value({ExerciseStyle::American, right, strikes[i], years}, market, volatilities[i],
                     Accuracy::Reference)
            .value();
    }
};

using GreekRow = std::array<std::vector<double>, greekCount>;

GreekRow greeksOf(const SliceValues& values)
{
    return {values.delta, values.gamma, values.thetaPerDay, values.vegaPerPoint, values.rhoPerPoint};
}

GreekRow referenceGreeks(const StrikeRow& row)
{
    GreekRow greeks;
    for (std::size_t i = 0; i < row.strikes.size(); ++i) {
        const Greeks found = row.reference(i).greeks;
        const std::array values {found.delta, found.gamma, found.thetaPerDay, found.vegaPerPoint,
                                 found.rhoPerPoint};
        for (std::size_t greek = 0; greek < greekCount; ++greek)
            greeks[greek].push_back(values[greek]);
    }
    return greeks;
}

double bendAt(const std::vector<double>& curve, std::size_t i)
{
    return curve[i + 1] - 2 * curve[i] + curve[i - 1];
}

std::vector<DividendPoint> quarterly(double first, double years)
{
    std::vector<DividendPoint> dividends;
    for (double at = first; at < years; at += 0.25)
        dividends.push_back({at, 0.8});
    return dividends;
}

} // namespace

/// What a trader sees down a column of Greeks: a curve, without steps of ours in it.
class TestGreekSlices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighboursHaveNoKinks_data()
    {
        QTest::addColumn<double>("years");
        QTest::addColumn<double>("yield");
        QTest::addColumn<double>("firstDividend"); // none below 0
        QTest::newRow("yield, a month") << 30 / 365.0 << 0.02 << -1.0;
        QTest::newRow("yield, two years") << 2.0 << 0.06 << -1.0;
        QTest::newRow("one dividend") << 90 / 365.0 << 0.0 << 20 / 365.0;
        QTest::newRow("four dividends") << 1.0 << 0.0 << 20 / 365.0;
        QTest::newRow("a dividend in three days, expiry in seven") << 7 / 365.0 << 0.0 << 3 / 365.0;
    }
    // The bend of each curve from strike to strike against that of the reference, of its largest value: vega
    // and rho ripple more, as docs/pricing.md says.
    void neighboursHaveNoKinks()
    {
        QFETCH(double, years);
        QFETCH(double, yield);
        QFETCH(double, firstDividend);
        for (const Right right : {Right::Call, Right::Put}) {
            StrikeRow row = StrikeRow::over(84, 116, 1, -0.2);
            row.market = {100, 0.04, yield, {}};
            if (firstDividend > 0)
                row.market.dividends = quarterly(firstDividend, years);
            row.years = years;
            row.right = right;
            const GreekRow expected = referenceGreeks(row);
            for (const auto& kernels : pricing::detail::runnableKernels())
                compareBends(row, expected, kernels);
        }
    }

private:
    static void compareBends(const StrikeRow& row, const GreekRow& expected,
                             const pricing::detail::LaneKernels& kernels)
    {
        constexpr std::array<double, greekCount> most {0.003, 0.003, 0.003, 0.05, 0.05};
        pricing::detail::forceKernels(&kernels);
        const GreekRow found = greeksOf(row.slice());
        pricing::detail::forceKernels(nullptr);
        for (std::size_t greek = 0; greek < greekCount; ++greek) {
            const double size
                = std::fabs(std::ranges::max(expected[greek], {}, [](double x) { return std::fabs(x); }));
            for (std::size_t i = 1; i + 1 < row.strikes.size(); ++i) {
                const double kink = std::fabs(bendAt(found[greek], i) - bendAt(expected[greek], i));
                QVERIFY2(kink <= most[greek] * size,
                         fmt::format("{}: {} of {} strike {}: kink {:.4f} of the largest", kernels.name,
                                     greekNames[greek], nameOf(row.right), row.strikes[i], kink / size)
                             .c_str());
            }
        }
    }

private Q_SLOTS:
    // Where the market gives nothing for it, a wing's delta is next to nothing: a price of zero is not one
    // that was exercised.
    void aWingThatIsWorthNothingHasNoDelta_data()
    {
        QTest::addColumn<double>("yield");
        QTest::addColumn<bool>("paysCash");
        QTest::newRow("yield") << 0.02 << false;
        QTest::newRow("cash dividends") << 0.0 << true;
    }
    void aWingThatIsWorthNothingHasNoDelta()
    {
        QFETCH(double, yield);
        QFETCH(bool, paysCash);
        for (const double days : {0.2, 7.0, 30.0}) {
            for (const Right right : {Right::Call, Right::Put}) {
                const bool isCall = right == Right::Call;
                StrikeRow row = StrikeRow::over(isCall ? 100 : 50, isCall ? 150 : 100, 5, 0);
                row.market = {100, 0.04, yield, {}};
                row.years = days / 365;
                if (paysCash)
                    row.market.dividends = {{0.4 * row.years, 0.8}};
                row.right = right;
                const SliceValues slice = row.slice();
                for (std::size_t i = 0; i < row.strikes.size(); ++i) {
                    const std::string at
                        = fmt::format("{} strike {} days {}", nameOf(right), row.strikes[i], days);
                    const double expected = row.reference(i).greeks.delta;
                    const auto screen = value({ExerciseStyle::American, right, row.strikes[i], row.years},
                                              row.market, row.volatilities[i]);
                    for (const double delta : {slice.delta[i], screen->greeks.delta})
                        QVERIFY2(std::fabs(delta - expected) < 5e-3,
                                 fmt::format("{}: {} for {}", at, delta, expected).c_str());
                    if (slice.price[i] < 1e-6)
                        QVERIFY2(std::fabs(expected) < 1e-3, at.c_str());
                }
            }
        }
    }

    void aCallsDeltaFallsWithItsStrikeOverDividends()
    {
        Random random(24);
        for (int round = 0; round < 20; ++round) {
            StrikeRow row = StrikeRow::over(50, 200, 2.5, 0);
            row.years = random.between(1, 500) / 365.0;
            row.market = {100, 0.06 * random.uniform(), 0, {}};
            row.market.dividends = quarterly(0.25 * random.uniform(), row.years);
            const SliceValues slice = row.slice();
            for (std::size_t i = 1; i < row.strikes.size(); ++i)
                QVERIFY2(slice.delta[i] <= slice.delta[i - 1] + 1e-3,
                         fmt::format("years {} strike {}: delta {} after {}", row.years, row.strikes[i],
                                     slice.delta[i], slice.delta[i - 1])
                             .c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestGreekSlices)
#include "tst_GreekSlices.moc"
