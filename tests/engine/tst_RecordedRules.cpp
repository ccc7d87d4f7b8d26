// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/BooksComparison.h"
#include "core/market/MarketSource.h"
#include "tests/engine/TradingBench.h"

#include <QFileInfo>
#include <QTest>

#include <set>
#include <string>
#include <vector>

using namespace strikedesk;

namespace {

// Ten strangles sold, taken in three parts, the rest rolled as one package before the last two hours.
constexpr const char* planText = R"(
name: Strangles
goal: Sold, taken in parts by rules, rolled
phases:
  - title: The day
    tasks:
      - {id: "1", title: Settle, action: wait_until, arguments: {at: open+45m}}
      - id: "2"
        title: Sell
        action: open_structure
        arguments:
          structure: strangle
          side: sell
          delta: 0.30
          delta_tolerance: 0.40
          dte_min: 1
          dte_max: 60
          quantity: 10
          walk: {step_interval_seconds: 30, worst_fraction_of_spread: 0.8, patience: 20m}
          max_attempts: 4
      - id: "3"
        title: Rules
        action: set_rules
        arguments:
          of: "2"
          rules:
            - "first: close 30% when profit >= 2% of credit"
            - "second: close 30% when profit >= 4% of credit"
            - "third: close 40% when profit >= 90% of credit"
            - "stop: when loss >= 2 x credit"
      - {id: "4", title: Watch, action: wait_until, arguments: {at: close-2h}}
      - id: "5"
        title: Roll
        action: roll
        arguments:
          of: "2"
          at: close-2h
          walk: {step_interval_seconds: 30, worst_fraction_of_spread: 0.9, patience: 45m}
)";

class RecordedDay : public TradingBench
{
public:
    RecordedDay()
        : TradingBench(Money::ofWhole(1'000'000))
    {
        MarketChoice market;
        market.kind = MarketChoice::Kind::Recorded;
        market.directory = STRIKEDESK_SHARED_DATA "/lean/Data";
        market.underlying = "nwsa";
        market.date = Date {std::chrono::year {2013}, std::chrono::month {6}, std::chrono::day {28}};
        setCash(Money::ofWhole(1'000'000));
        setSource([market] { return *openMarket(market); });
        setUnderlying("NWSA");
        setOptionLevel(4);
        setMode(DeskMode::Replay);
        Limits limits = shippedLimits();
        limits.values[LimitId::NakedGranted] = 1; // a person's decision, here the test's
        limits.values[LimitId::OptionLevel] = 4;
        setLimits(limits);
    }
    /// Every hour of it, or not at all, the desk is killed and started again.
    void runToTheEnd(bool isKilledEachHour)
    {
        Instant killedAt = core().now();
        for (auto next = core().nextInstant(); next && !core().hasEnded(); next = core().nextInstant()) {
            core().step(*next);
            if (!isKilledEachHour || core().now() - killedAt < std::chrono::hours {1})
                continue;
            killedAt = core().now();
            crash();
            if (!start())
                qFatal("The desk did not start again.");
        }
    }
    [[nodiscard]] std::vector<OrderRecord> orders() const
    {
        return {state().orders().all().begin(), state().orders().all().end()};
    }
};

// Of one leg's fill: what came in without fees.
Money received(const LegFill& leg)
{
    return value(leg.price, Quantity(-leg.quantity.count() * signOf(leg.side)), Multiplier(100));
}

} // namespace

/// Rules of positions on a recorded day: real quotes, wide and one-sided ones among them.
class TestRecordedRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStrangleIsTakenInPartsAndRolled_data()
    {
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("in one go") << false;
        QTest::newRow("killed each hour") << true;
    }

    /// The day is what it was: by early afternoon the strangles have won 4 % of their credit after fees, and
    /// a spike of volatility or a wide quote would have shown more for a moment, or a loss.
    void aStrangleIsTakenInPartsAndRolled()
    {
        QFETCH(bool, isKilled);
        if (!QFileInfo::exists(QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data")))
            QSKIP("shared/data is absent");
        RecordedDay day;
        QVERIFY(day.start().has_value());
        QVERIFY(day.ask(StartSession {planText, "Strangles"}).has_value());
        day.runToTheEnd(isKilled);

        const std::vector<OrderRecord> orders = day.orders();
        QCOMPARE(orders.size(), std::size_t(4));
        const std::string sold = orders[0].opensStructure;
        QCOMPARE(orders[0].structure, std::string("short strangle"));
        QCOMPARE(orders[0].filled, Quantity(10));
        QCOMPARE(orders[1].rule, std::string("first"));
        QCOMPARE(orders[2].rule, std::string("second"));
        for (const std::size_t take : {1u, 2u}) {
            QCOMPARE(orders[take].filled, Quantity(3));
            QCOMPARE(orders[take].closesStructure, sold);
            QVERIFY(orders[take].opensStructure.empty());
        }
        QCOMPARE(orders[3].request.legs.size(), std::size_t(4)); // one package: two closed, two opened
        QCOMPARE(orders[3].closesStructure, sold);
        QCOMPARE(orders[3].filled, Quantity(4));
        const std::string rolled = orders[3].opensStructure;

        const Portfolio& books = day.state().portfolio();
        QCOMPARE(books.openStructures(), std::set<std::string> {rolled});
        for (const PortfolioPosition& leg : books.structure(rolled))
            QCOMPARE(leg.quantity, Quantity(-4));
        const RuleSheet* sheet = day.state().rules().find(sold);
        QVERIFY(sheet);
        QCOMPARE(RuleBook::filledBy(*sheet->find("first"), day.state().orders()), Quantity(3));
        QCOMPARE(RuleBook::filledBy(*sheet->find("second"), day.state().orders()), Quantity(3));
        QVERIFY(RuleBook::filledBy(*sheet->find("third"), day.state().orders()).isZero());
        QVERIFY(RuleBook::filledBy(*sheet->find("stop"), day.state().orders()).isZero());
        QVERIFY(sheet->facts.packages == Quantity(10));

        // What the position has realised is what its fills brought in and cost, leg by leg.
        Money cash;
        for (const FillView& fill : day.state().fills()) {
            for (const LegFill& leg : fill.legs) {
                if (books.position(sold, leg.symbol))
                    cash += received(leg);
            }
        }
        Money realised;
        for (const PortfolioPosition& leg : books.structure(sold))
            realised += leg.realised;
        QCOMPARE(realised.text(), cash.text());

        for (const ReconciledRow& row :
             compareBooks(day.state(), day.exchange().listing(), OrdersInDoubt::Shown))
            QVERIFY2(!row.isDifference, (row.subject + ": " + row.believed + ", " + row.venueSays).c_str());
        QVERIFY(day.state().anomalies().empty());
    }
};

QTEST_APPLESS_MAIN(TestRecordedRules)
#include "tst_RecordedRules.moc"
