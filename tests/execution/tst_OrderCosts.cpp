// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/CostReport.h"
#include "core/instruments/TradingCalendar.h"
#include "core/util/Random.h"

#include <QTest>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

// 2013-06-28 is a full trading day; 13:30 UTC is its opening, 20:00 its close.
const Date day {std::chrono::year {2013} / 6 / 28};
const Instant start = newYorkTime(day, 10h);
const Instant close = newYorkTime(day, 16h);

Price cents(std::int64_t value)
{
    return Price::ofCents(value);
}

CostQuote quoteAround(Price mid, int halfCents)
{
    return {mid - cents(halfCents), mid + cents(halfCents)};
}

/// One order told in a few words. Prices are paid, a leg's mids are its own.
class Told
{
public:
    explicit Told(int packages, std::vector<CostLeg> legs)
    {
        m_order.id = OrderId("O1");
        m_order.underlying = "NWSA";
        m_order.structure = "vertical";
        m_order.kind = "walk";
        m_order.venue = "calibrated";
        m_order.legs = std::move(legs);
        m_order.multiplier = 1;
        for (const CostLeg& leg : m_order.legs)
            m_order.multiplier = std::max(m_order.multiplier, leg.multiplier);
        m_order.asked = Quantity(packages);
        m_order.createdAt = start;
    }
    static Told single(Side side, int contracts, int multiplier = 100)
    {
        return Told(contracts, {{"NWSA  130720P00032000", side, 1, multiplier, multiplier != 1}});
    }
    static Told vertical(int packages)
    {
        return Told(packages,
                    {{"NWSA  130720P00032000", Side::Sell, 1, 100, true},
                     {"NWSA  130720P00030000", Side::Buy, 1, 100, true}});
    }

    Told& arrives(std::optional<Price> mid)
    {
        m_order.arrivalMid = m_order.decisionMid = mid;
        m_order.arrival.at = start;
        m_order.arrival.mid = mid;
        m_order.interval.see(start, mid);
        return *this;
    }
    Told& arrivesLegs(std::vector<CostQuote> quotes)
    {
        m_order.arrival.legs = std::move(quotes);
        return *this;
    }
    Told& decided(Price mid)
    {
        m_order.decisionMid = mid;
        return *this;
    }
    /// `legs`: their own prices, one for each; a single leg's follows from what was paid.
    Told& fills(int packages, Price paid, std::optional<Price> mid, std::vector<Price> legs = {},
                Duration after = 60s)
    {
        CostFill fill;
        fill.execution = ExecutionId("X" + std::to_string(m_order.fills.size()));
        fill.at = start + after;
        fill.packages = Quantity(packages);
        fill.paid = paid;
        fill.market.at = fill.at;
        fill.market.mid = mid;
        if (mid)
            fill.market.spread = cents(10);
        for (std::size_t i = 0; i < m_order.legs.size(); ++i) {
            const CostLeg& leg = m_order.legs[i];
            const Price own = legs.empty() ? absolute(paid) : legs[i];
            fill.legs.push_back({leg.symbol, leg.side, fill.packages * leg.ratio, own, Money::ofCents(65)});
        }
        m_order.interval.see(fill.at, mid);
        m_order.fills.push_back(std::move(fill));
        if (m_order.filled() >= m_order.asked)
            m_order.outcome = CostOutcome::Filled;
        return *this;
    }
    Told& later(Price mid, Duration after = realisedAfter)
    {
        CostFill& fill = m_order.fills.back();
        fill.after = CostMarket {fill.at + after, mid, cents(10), {}};
        return *this;
    }
    Told& closes(Price mid, Duration late = 0s)
    {
        m_order.fills.back().closing = CostMarket {close + late, mid, cents(10), {}};
        return *this;
    }
    Told& busted()
    {
        m_order.fills.back().reversal = "busted";
        return *this;
    }
    Told& cancelled(std::optional<Price> mid)
    {
        m_order.outcome = CostOutcome::Cancelled;
        m_order.reason = "The walk gave up.";
        m_order.endedAt = start + 120s;
        m_order.ended = CostMarket {start + 120s, mid, {}, {}};
        return *this;
    }
    [[nodiscard]] CostedOrder& raw() { return m_order; }
    [[nodiscard]] CostedOrderPtr order() const { return std::make_shared<const CostedOrder>(m_order); }
    [[nodiscard]] OrderCosts costs() const { return costsOf(order()); }

private:
    CostedOrder m_order;
};

QString textOf(const CostFigure& figure)
{
    return figure.isKnown() ? QString::fromStdString(figure.cost.text()) : QStringLiteral("unknown");
}

} // namespace

Q_DECLARE_METATYPE(strikedesk::OrderCosts)

/// What an order has cost, from what the record holds of it.
class TestOrderCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCostIsPositiveAndAnImprovementNegative_data()
    {
        QTest::addColumn<OrderCosts>("costs");
        QTest::addColumn<QString>("arrival");
        QTest::addColumn<QString>("effective");
        QTest::addColumn<QString>("realised");
        QTest::addColumn<QString>("spreadPaid");
        QTest::addColumn<QString>("drift");
        const auto row = [](const char* name, const Told& told, const char* arrival, const char* effective,
                            const char* realised, const char* spreadPaid, const char* drift) {
            QTest::newRow(name) << told.costs() << QString::fromLatin1(arrival)
                                << QString::fromLatin1(effective) << QString::fromLatin1(realised)
                                << QString::fromLatin1(spreadPaid) << QString::fromLatin1(drift);
        };
        row("bought two cents above mid",
            Told::single(Side::Buy, 3).arrives(cents(100)).fills(3, cents(102), cents(100)).later(cents(101)),
            "6.0000", "12.0000", "6.0000", "6.0000", "0.0000");
        row("sold two cents below mid: the same",
            Told::single(Side::Sell, 3)
                .arrives(cents(-100))
                .fills(3, cents(-98), cents(-100))
                .later(cents(-99)),
            "6.0000", "12.0000", "6.0000", "6.0000", "0.0000");
        row("sold above mid is an improvement",
            Told::single(Side::Sell, 1).arrives(cents(-100)).fills(1, cents(-103), cents(-100)), "-3.0000",
            "-6.0000", "unknown", "-3.0000", "0.0000");
        row("a credit that shrank with the market is drift, not spread",
            Told::vertical(2).arrives(cents(-42)).fills(2, cents(-40), cents(-40), {cents(60), cents(20)}),
            "4.0000", "0.0000", "unknown", "0.0000", "4.0000");
        row("a debit filled in two parts, weighted by quantity",
            Told::single(Side::Buy, 10)
                .arrives(cents(100))
                .fills(9, cents(101), cents(100))
                .fills(1, cents(111), cents(110)),
            "20.0000", "20.0000", "unknown", "10.0000", "10.0000");
        row("a share of stock has the multiplier one",
            Told::single(Side::Buy, 100, 1).arrives(cents(5000)).fills(100, cents(5001), cents(5000)),
            "1.0000", "2.0000", "unknown", "1.0000", "0.0000");
        row("without an arrival mid its parts are unknown too",
            Told::single(Side::Buy, 1).arrives({}).fills(1, cents(102), cents(100)), "unknown", "4.0000",
            "unknown", "unknown", "unknown");
        row("without a mid at the fill the spread is unknown, not nothing",
            Told::single(Side::Buy, 1).arrives(cents(100)).fills(1, cents(102), {}), "2.0000", "unknown",
            "unknown", "unknown", "unknown");
        row("a mid that was noted too late is of another moment",
            Told::single(Side::Buy, 1)
                .arrives(cents(100))
                .fills(1, cents(102), cents(100))
                .later(cents(90), 11min),
            "2.0000", "4.0000", "unknown", "2.0000", "0.0000");
        row("what was taken back has cost nothing that is known",
            Told::single(Side::Buy, 1).arrives(cents(100)).fills(1, cents(150), cents(100)).busted(),
            "unknown", "unknown", "unknown", "unknown", "unknown");
        row("filled at the mid is a known zero",
            Told::single(Side::Buy, 1).arrives(cents(100)).fills(1, cents(100), cents(100)), "0.0000",
            "0.0000", "unknown", "0.0000", "0.0000");
    }

    void aCostIsPositiveAndAnImprovementNegative()
    {
        QFETCH(OrderCosts, costs);
        QTEST(textOf(costs.figures.arrival), "arrival");
        QTEST(textOf(costs.figures.effective), "effective");
        QTEST(textOf(costs.figures.realised), "realised");
        QTEST(textOf(costs.figures.spreadPaid), "spreadPaid");
        QTEST(textOf(costs.figures.drift), "drift");
    }

    // Perold's paper portfolio: what was filled, what was not, and the fees.
    void theShortfallCountsWhatWasNotFilled_data()
    {
        QTest::addColumn<OrderCosts>("costs");
        QTest::addColumn<QString>("opportunity");
        QTest::addColumn<QString>("shortfall");
        const auto row
            = [](const char* name, const Told& told, const char* opportunity, const char* shortfall) {
                  QTest::newRow(name)
                      << told.costs() << QString::fromLatin1(opportunity) << QString::fromLatin1(shortfall);
              };
        row("all of it filled: no opportunity, one fee",
            Told::single(Side::Buy, 2).arrives(cents(100)).fills(2, cents(101), cents(100)), "unknown",
            "2.6500");
        row("half of it filled, the market ran away",
            Told::single(Side::Buy, 2)
                .arrives(cents(100))
                .fills(1, cents(101), cents(100))
                .cancelled(cents(108)),
            "8.0000", "9.6500");
        row("nothing filled, and it came nearer",
            Told::single(Side::Sell, 2).arrives(cents(-100)).cancelled(cents(-105)), "-10.0000", "-10.0000");
        row("nobody knows the mid at the end",
            Told::single(Side::Buy, 2).arrives(cents(100)).fills(1, cents(101), cents(100)).cancelled({}),
            "unknown", "unknown");
        row("still working", Told::single(Side::Buy, 2).arrives(cents(100)), "unknown", "unknown");
        row("the decision was earlier than the arrival",
            Told::single(Side::Buy, 1)
                .arrives(cents(100))
                .decided(cents(97))
                .fills(1, cents(101), cents(100)),
            "unknown", "4.6500");
    }

    void theShortfallCountsWhatWasNotFilled()
    {
        QFETCH(OrderCosts, costs);
        QTEST(textOf(costs.figures.opportunity), "opportunity");
        QTEST(textOf(costs.figures.shortfall), "shortfall");
    }

    void theClosingIsThatOfTheDayOfTheFill()
    {
        const auto told
            = [] { return Told::single(Side::Buy, 1).arrives(cents(100)).fills(1, cents(102), cents(100)); };
        QCOMPARE(textOf(told().closes(cents(110)).costs().figures.closing), QStringLiteral("-8.0000"));
        QCOMPARE(textOf(told().closes(cents(110), 1h).costs().figures.closing), QStringLiteral("unknown"));
    }

    void theIntervalIsWeightedByTime()
    {
        TimeWeightedMid mid;
        QVERIFY(!mid.value());
        mid.see(start, cents(100));
        QCOMPARE(mid.value(), std::optional(cents(100)));
        mid.see(start + 30s, cents(110));
        QCOMPARE(mid.value(), std::optional(cents(100)));
        mid.see(start + 40s, {}); // from here on nothing is known
        mid.see(start + 100s, cents(500));
        mid.see(start + 90s, cents(200)); // an instant that is over has no length
        QCOMPARE(mid.value()->text(), std::string("1.0250"));
        QCOMPARE(mid.secondsKnown(), 40.0);
        QCOMPARE(mid.seen(), 4);
    }

    // The legs by themselves add up to the package when every mid is exact.
    void theLegsAddUpToThePackage()
    {
        Told told = Told::vertical(3);
        told.arrives(cents(-40))
            .arrivesLegs({quoteAround(cents(60), 5), quoteAround(cents(20), 3)})
            .fills(3, cents(-37), cents(-40), {cents(58), cents(21)});
        told.raw().fills.back().market.legs = {quoteAround(cents(60), 5), quoteAround(cents(20), 3)};
        const OrderCosts costs = told.costs();
        Money arrival;
        Money effective;
        Money notional;
        for (const LegCosts& leg : costs.legs) {
            arrival += leg.figures.arrival.cost;
            effective += leg.figures.effective.cost;
            notional += leg.notional;
        }
        QCOMPARE(arrival, costs.figures.arrival.cost);
        QCOMPARE(effective, costs.figures.effective.cost);
        QCOMPARE(notional, costs.notional);
        QCOMPARE(costs.notional.text(), std::string("237.0000")); // (0.58 + 0.21) x 3 x 100
        QCOMPARE(costs.contractsFilled, Quantity(6));
        QCOMPARE(textOf(costs.legs[0].figures.arrival), QStringLiteral("6.0000"));
        QCOMPARE(textOf(costs.legs[0].figures.quoted), QStringLiteral("30.0000"));
    }

    // Weighted by notional: a small fill at many points does not outweigh a large one at few.
    void basisPointsAreOfTheSum()
    {
        CostRecord record;
        record.orders.push_back(
            Told::single(Side::Buy, 100).arrives(cents(500)).fills(100, cents(501), cents(500)).order());
        record.orders.push_back(
            Told::single(Side::Buy, 1).arrives(cents(10)).fills(1, cents(20), cents(10)).order());
        const CostReport report = costReport(record, CostGrouping::Underlying);
        QCOMPARE(report.total.figures.arrival.cost.text(), std::string("110.0000"));
        QCOMPARE(report.total.figures.arrival.notional.text(), std::string("50120.0000"));
        QVERIFY(std::abs(*report.total.figures.arrival.basisPoints() - 21.947) < 0.001);
        QCOMPARE(report.total.figures.arrival.orders, 2);
    }

    void thePartThatWasFilledCountsAsAPart()
    {
        CostRecord record;
        record.orders = {Told::single(Side::Buy, 10)
                             .arrives(cents(100))
                             .fills(3, cents(100), cents(100))
                             .cancelled({})
                             .order(),
                         Told::single(Side::Buy, 10).arrives(cents(100)).cancelled({}).order(),
                         Told::single(Side::Buy, 5).arrives(cents(100)).order()};
        record.denials = {{"risk.max_loss", 4}};
        const CostReport report = costReport(record, CostGrouping::Kind);
        QCOMPARE(report.groups.size(), std::size_t(1));
        const CostGroup& group = report.groups.front();
        QCOMPARE(group.orders, 3);
        QCOMPARE(group.open, 1);
        QCOMPARE(group.partial, 1);
        QCOMPARE(group.unfilled, 1);
        QCOMPARE(*group.fillRate(), 0.15);
        QCOMPARE(group.times->mean, 60.0);
        QCOMPARE(report.denials.at("risk.max_loss"), std::uint64_t(4));
        QCOMPARE(report.cancels.at("The walk gave up."), std::uint64_t(2));
        QVERIFY(!costReport({}, CostGrouping::Kind).total.fillRate());
        QVERIFY(!costReport({}, CostGrouping::Kind).total.figures.arrival.isKnown());
    }

    void aGroupingHasAName()
    {
        for (const CostGrouping grouping : costGroupings())
            QCOMPARE(*parseCostGrouping(nameOf(grouping)), grouping);
        QCOMPARE(parseCostGrouping("phase of the moon").error().code, std::string("input.query"));
        const CostedOrder order = *Told::single(Side::Buy, 1).order();
        QCOMPARE(groupNameOf(order, CostGrouping::Hour), std::string("10:00"));
        QCOMPARE(groupNameOf(order, CostGrouping::Day), std::string("2013-06-28"));
    }

    // Laws over random orders: the parts of the arrival cost add up, a mirror costs the same, and every
    // grouping has the same total as the sum of its groups.
    void lawsHoldForAnyOrders()
    {
        Random random(20130628);
        CostRecord record;
        for (int i = 0; i < 500; ++i) {
            const auto pick = [&](int low, int high) { return random.between(low, high); };
            const int contracts = pick(1, 20);
            const Price mid = cents(pick(20, 900));
            const Price atFill = mid + cents(pick(-9, 9));
            const Price paid = atFill + cents(pick(-5, 5));
            Told bought
                = Told::single(Side::Buy, contracts).arrives(mid).fills(pick(1, contracts), paid, atFill);
            Told sold = Told::single(Side::Sell, contracts).arrives(-mid);
            // The mirror of a price p around the mid m is 2m - p: as far on the other side.
            sold.fills(int(bought.order()->filled().count()), -(mid + mid - paid), -(mid + mid - atFill));
            const OrderCosts costs = bought.costs();
            const OrderCosts mirror = sold.costs();
            QCOMPARE(costs.figures.spreadPaid.cost + costs.figures.drift.cost, costs.figures.arrival.cost);
            QCOMPARE(costs.figures.effective.cost, costs.figures.spreadPaid.cost * 2);
            QCOMPARE(mirror.figures.arrival.cost, costs.figures.arrival.cost);
            QCOMPARE(mirror.figures.drift.cost, costs.figures.drift.cost);
            bought.raw().createdAt = start + std::chrono::minutes(pick(0, 300));
            bought.raw().structure = pick(0, 1) == 0 ? "vertical" : "call";
            record.orders.push_back(bought.order());
        }
        for (const CostGrouping grouping : costGroupings()) {
            const CostReport report = costReport(record, grouping);
            CostFigures sum;
            Quantity contracts;
            for (const CostGroup& group : report.groups) {
                sum += group.figures;
                contracts += group.contractsFilled;
            }
            QCOMPARE(sum, report.total.figures);
            QCOMPARE(contracts, report.total.contractsFilled);
        }
    }
};

QTEST_GUILESS_MAIN(TestOrderCosts)
#include "tst_OrderCosts.moc"
