// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SliceRevaluer.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>
#include <vector>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

struct Chain
{
    SliceTerms terms;
    MarketInputs market;
    std::vector<double> strikes;
    std::vector<Right> rights;
    std::vector<double> volatilities;

    [[nodiscard]] SliceOptions options(const std::vector<double>& values) const
    {
        return {strikes, rights, values};
    }
};

Chain chainFor(ExerciseStyle style, double yield, bool paysCash)
{
    Chain chain {{style, 0.4}, {100, 0.045, yield, {}}, {}, {}, {}};
    if (paysCash)
        chain.market.dividends = {{0.1, 0.6}, {0.35, 0.6}};
    for (double strike = 70; strike <= 140; strike += 2.5) {
        for (const Right right : {Right::Call, Right::Put}) {
            chain.strikes.push_back(strike);
            chain.rights.push_back(right);
            chain.volatilities.push_back(0.25 + 0.001 * std::fabs(100 - strike));
        }
    }
    return chain;
}

} // namespace

class TestSliceRevaluer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMethodKeepsItsPromises_data()
    {
        QTest::addColumn<int>("style");
        QTest::addColumn<double>("yield");
        QTest::addColumn<bool>("paysCash");
        QTest::newRow("European") << int(ExerciseStyle::European) << 0.02 << false;
        QTest::newRow("American, no payouts") << int(ExerciseStyle::American) << 0.0 << false;
        QTest::newRow("American with a yield") << int(ExerciseStyle::American) << 0.03 << false;
        QTest::newRow("American with cash dividends") << int(ExerciseStyle::American) << 0.0 << true;
        QTest::newRow("European with cash dividends") << int(ExerciseStyle::European) << 0.0 << true;
    }

    // Goal: prices give their volatilities back, and a tick from the cache is what a new valuation says.
    void everyMethodKeepsItsPromises()
    {
        QFETCH(int, style);
        QFETCH(double, yield);
        QFETCH(bool, paysCash);
        const Chain chain = chainFor(ExerciseStyle(style), yield, paysCash);
        SliceRevaluer revaluer(chain.terms, chain.strikes, chain.rights);
        revaluer.price(chain.market, chain.volatilities);
        const std::vector<double> prices = revaluer.values().price;
        revaluer.imply(chain.market, prices);
        for (std::size_t i = 0; i < prices.size(); ++i) {
            const SliceVolatilities& found = revaluer.volatilities();
            const double vega = 100 * revaluer.values().vegaPerPoint[i];
            if (found.status[i] != PriceStatus::Valued) {
                QCOMPARE(int(found.status[i]), int(PriceStatus::NoTimeValue));
                QCOMPARE(revaluer.values().price[i], 0.0);
                continue;
            }
            const double tolerance = 5e-4 / std::max(vega, 0.1) + 2e-6;
            QVERIFY2(std::fabs(found.volatility[i] - chain.volatilities[i]) < tolerance,
                     fmt::format("strike {}: volatility {} for {}, vega {}", chain.strikes[i],
                                 found.volatility[i], chain.volatilities[i], vega)
                         .c_str());
        }
        for (const double spot : {100.0, 100.4, 98.9, 103.0, 80.0}) {
            revaluer.moveSpot(spot);
            checkAgainstNew(chain, revaluer, spot);
        }
    }

    void aRowWithoutAVolatilityHasNoValue()
    {
        SliceRevaluer revaluer({ExerciseStyle::American, 0.3}, {100, 100, 100},
                               {Right::Call, Right::Put, Right::Call});
        const std::vector<double> prices {3, 500, std::nan("")};
        revaluer.imply({100, 0.03, 0, {{0.1, 0.5}}}, prices);
        QCOMPARE(int(revaluer.volatilities().status[0]), int(PriceStatus::Valued));
        QCOMPARE(int(revaluer.values().status[1]), int(PriceStatus::AboveMaximum));
        QCOMPARE(int(revaluer.values().status[2]), int(PriceStatus::BadInput));
        QCOMPARE(revaluer.values().price[2], 0.0);
        revaluer.moveSpot(std::nan(""));
        QCOMPARE(int(revaluer.values().status[0]), int(PriceStatus::BadInput));
        revaluer.moveSpot(101);
        QVERIFY(revaluer.values().price[0] > 3);
    }

    void anExpiredSliceSaysSo()
    {
        SliceRevaluer revaluer({ExerciseStyle::American, 0}, {90}, {Right::Call});
        const std::vector<double> prices {12};
        revaluer.imply({100, 0.03, 0, {}}, prices);
        QCOMPARE(int(revaluer.values().status[0]), int(PriceStatus::Expired));
        revaluer.price({100, 0.03, 0, {}}, std::vector<double> {0.2});
        QCOMPARE(revaluer.values().price[0], 10.0);
    }

private:
    static void checkAgainstNew(const Chain& chain, const SliceRevaluer& revaluer, double spot)
    {
        MarketInputs moved = chain.market;
        moved.spot = spot;
        SliceValues anew;
        priceSlice(chain.terms, moved, chain.options(revaluer.volatilities().volatility), anew);
        for (std::size_t i = 0; i < chain.strikes.size(); ++i) {
            if (revaluer.volatilities().status[i] != PriceStatus::Valued)
                continue;
            const SliceValues& found = revaluer.values();
            const bool isGrid = !chain.market.dividends.empty();
            const double tolerance = isGrid ? 5e-3 : 1e-4;
            QVERIFY2(std::fabs(found.price[i] - anew.price[i]) < tolerance
                         && std::fabs(found.delta[i] - anew.delta[i]) < tolerance
                         && std::fabs(found.gamma[i] - anew.gamma[i]) < tolerance,
                     fmt::format("spot {} strike {}: price {} anew {}, delta {} anew {}, gamma {} anew {}",
                                 spot, chain.strikes[i], found.price[i], anew.price[i], found.delta[i],
                                 anew.delta[i], found.gamma[i], anew.gamma[i])
                         .c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestSliceRevaluer)
#include "tst_SliceRevaluer.moc"
