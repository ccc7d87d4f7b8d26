// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/BookScenario.h"
#include "core/engine/ChainBuilder.h"
#include "core/pricing/Valuation.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace strikedesk;

namespace {

/// The simulated market some minutes after its opening, and what somebody holds there.
struct Book
{
    std::unique_ptr<MarketSource> market;
    std::vector<ChainSnapshotPtr> chains;
    std::vector<OutlookLeg> legs;

    Book()
    {
        MarketChoice choice;
        choice.date = Date {std::chrono::year {2026} / 3 / 2};
        choice.seed = 3;
        market = openMarket(choice).value();
        QuoteBoard board(market->catalogue(), market->profile());
        std::vector<MarketEvent> events;
        const Instant now = market->startsAt() + std::chrono::minutes {5};
        market->read(now, events);
        for (const MarketEvent& event : events)
            board.apply(event);
        for (const std::string& underlying : market->catalogue()->underlyings())
            chains.push_back(std::make_shared<const ChainSnapshot>(
                buildChain(board, chainInputs(*market, underlying, now))));
    }

    [[nodiscard]] const ChainSnapshot& chain(const std::string& underlying) const
    {
        return **std::ranges::find_if(chains,
                                      [&](const auto& each) { return each->underlying == underlying; });
    }
    /// The row of an expiry that is `steps` strikes above the spot.
    [[nodiscard]] const ChainRow& row(const std::string& underlying, std::size_t expiry, bool isCall,
                                      int steps) const
    {
        const auto& rows = chain(underlying).expiries[expiry].rows;
        const double spot = chain(underlying).spot.price;
        const auto first = std::ranges::find_if(rows, [&](const ChainRow& each) {
            return each.isCall == isCall && each.strike.toDouble() >= spot;
        });
        return *(first + 2 * steps);
    }
    OutlookLeg& hold(const ChainRow& row, std::int64_t quantity)
    {
        const Instrument& instrument = market->catalogue()->at(*market->catalogue()->find(row.symbol));
        legs.push_back({instrument.underlying, row.symbol, instrument.option, Quantity(quantity),
                        instrument.multiplier, value(*row.mark, Quantity(quantity), instrument.multiplier)});
        return legs.back();
    }
    [[nodiscard]] BookScenario scenario() const { return bookScenario(legs, chains); }
};

double gainAt(const BookScenario& scenario, std::size_t date, double shift, double move)
{
    const auto& axes = scenario.grid->axes;
    const auto at = [](const std::vector<double>& axis, double value) {
        return std::size_t(std::ranges::find(axis, value) - axis.begin());
    };
    return scenario.grid->gainAt(date, at(axes.volatilityShifts, shift), at(axes.spotMoves, move));
}

} // namespace

class TestBookScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standingStillGainsNothing()
    {
        Book book;
        book.hold(book.row("ACME", 3, true, 1), 2);
        book.hold(book.row("NDEX", 2, false, -2), -1);
        const BookScenario scenario = book.scenario();
        QVERIFY2(scenario.grid, scenario.reason.c_str());
        QCOMPARE(gainAt(scenario, 0, 0, 0), 0.0);
        QCOMPARE(scenario.dates.size(), std::size_t(3));
        QVERIFY(scenario.dates[0] < scenario.dates[1] && scenario.dates[1] < scenario.dates[2]);
        QCOMPARE(scenario.dates[2], book.chain("NDEX").expiries[2].settlesAt);
        QVERIFY(scenario.leftOut.empty());
    }

    // The figure of a cell is what the one pricing function says of that state.
    void aCellIsTheModelsValue()
    {
        Book book;
        const ChainRow& row = book.row("ACME", 3, false, -1);
        book.hold(row, 3);
        const BookScenario scenario = book.scenario();
        const ChainSnapshot& chain = book.chain("ACME");
        const ChainExpiry& expiry = chain.expiries[3];
        const auto valueAt = [&](double move, double shift) {
            const pricing::MarketInputs market {
                chain.spot.price * (1 + move), expiry.rate, chain.yield,
                pricing::dividendPoints(chain.dividends, chain.at, expiry.years)};
            return 300
                * pricing::value({ExerciseStyle::American, Right::Put, row.strike.toDouble(), expiry.years},
                                 market, *row.impliedVolatility + shift)
                      ->price;
        };
        for (const double move : {-0.10, 0.05}) {
            for (const double shift : {-0.05, 0.10})
                QVERIFY(std::abs(gainAt(scenario, 0, shift, move) - (valueAt(move, shift) - valueAt(0, 0)))
                        < 0.5);
        }
    }

    void aVerticalLosesItsCostAtMost()
    {
        Book book;
        const Money paid = book.hold(book.row("NDEX", 2, true, 0), 1).cost;
        const Money received = book.hold(book.row("NDEX", 2, true, 4), -1).cost;
        const BookScenario scenario = book.scenario();
        QCOMPARE(scenario.underlyings.size(), std::size_t(1));
        const UnderlyingOutlook& outlook = scenario.underlyings.front();
        QVERIFY2(outlook.payoff, outlook.reason.c_str());
        QVERIFY(!outlook.payoff->isModel);
        QVERIFY(std::abs(*outlook.payoff->maximumLoss - (paid + received).toDouble()) < 1e-6);
        QCOMPARE(outlook.payoff->breakEvens.size(), std::size_t(1));
        QVERIFY(*outlook.probabilityOfProfit > 0.2 && *outlook.probabilityOfProfit < 0.7);
        QCOMPARE(outlook.distribution, std::string("smile"));
        // A debit vertical is paid for; the worst of ten moves is no more than what it is worth.
        QVERIFY(outlook.strategyMargin->maintenance.isZero());
        QVERIFY(outlook.shockMargin->requirement <= paid + received + Money::ofWhole(76));
    }

    void aNakedCallIsUnlimitedAndTiesUpMore()
    {
        Book book;
        book.hold(book.row("SIMX", 2, true, 2), -1);
        const BookScenario scenario = book.scenario();
        const UnderlyingOutlook& outlook = scenario.underlyings.front();
        QVERIFY(outlook.payoff && !outlook.payoff->maximumLoss);
        QVERIFY(outlook.strategyMargin->maintenance > Money::ofWhole(3'000));
        QVERIFY(gainAt(scenario, 0, 0, 0.10) < gainAt(scenario, 0, 0, 0.02));
    }

    void sharesHaveAGridAndNoPayoff()
    {
        Book book;
        book.legs.push_back(
            {"ACME", "ACME", std::nullopt, Quantity(100), Multiplier(1), Money::ofWhole(12'000)});
        const BookScenario scenario = book.scenario();
        QVERIFY(scenario.grid.has_value());
        QCOMPARE(scenario.dates.size(), std::size_t(1));
        QVERIFY(std::abs(gainAt(scenario, 0, 0.05, 0.10) - 10 * book.chain("ACME").spot.price) < 1e-6);
        QVERIFY(!scenario.underlyings.front().payoff && !scenario.underlyings.front().firstExpiry);
    }

    void whatCannotBeValuedIsNamed()
    {
        Book book;
        OutlookLeg& adjusted = book.hold(book.row("ACME", 3, true, 1), 1);
        adjusted.option->root = "ACME1";
        book.legs.push_back({"MOON", "MOON", std::nullopt, Quantity(100), Multiplier(1), Money()});
        const BookScenario scenario = book.scenario();
        QVERIFY(!scenario.grid);
        QVERIFY(!scenario.reason.empty());
        QCOMPARE(scenario.leftOut.size(), std::size_t(2));
        QVERIFY(Book().scenario().reason == "Nothing is held.");
    }
};

QTEST_GUILESS_MAIN(TestBookScenario)
#include "tst_BookScenario.moc"
