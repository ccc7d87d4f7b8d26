// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditTable.h"
#include "core/storage/StorageWriter.h"
#include "tests/engine/TradingBench.h"
#include "tests/venue/ForwardingVenue.h"

#include <QTest>

#include <filesystem>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

/// An account to which somebody pays in, so that no execution tells of it.
class DepositVenue final : public ForwardingVenue
{
public:
    DepositVenue(std::unique_ptr<Venue> inner, const Money& deposit)
        : ForwardingVenue(std::move(inner))
        , m_deposit(deposit)
    {
    }
    Result<VenueListing> connect(std::uint64_t epoch) override { return paidIn(inner().connect(epoch)); }
    Result<VenueListing> listing() override { return paidIn(inner().listing()); }

private:
    Result<VenueListing> paidIn(Result<VenueListing> listing) const
    {
        if (listing)
            listing->cash += m_deposit;
        return listing;
    }

    const Money& m_deposit;
};

/// Loses what is sent, as a wire does that is cut in the right moment.
class LosingVenue final : public ForwardingVenue
{
public:
    explicit LosingVenue(std::unique_ptr<Venue> inner)
        : ForwardingVenue(std::move(inner))
    {
    }
    bool isConnected() const override { return true; }
    Result<void> send(const VenueCommand&) override { return {}; }
};

// QVERIFY with the sentence of the failure.
#define VERIFY_DONE(result)                                                                                  \
    do {                                                                                                     \
        const auto& outcome = (result);                                                                      \
        QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().message.c_str());                       \
    } while (false)

std::string codeOf(const Result<DeskReply>& reply)
{
    return reply ? std::string("accepted") : reply.error().code;
}

} // namespace

class TestTradingCore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsReconciledAndArmed()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        QVERIFY(bench.state().isArmed());
        QVERIFY(bench.state().anomalies().empty());
    }

    void aWalkFillsAndItsSlippageIsExact()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::Walk, 2)})),
                 std::string("accepted"));
        bench.run(3min);
        const OrderRecord& order = bench.onlyOrder();
        QCOMPARE(order.state, OrderState::Filled);
        const Money cost = value(*order.averagePrice() - *order.arrivalMid, Quantity(2), Multiplier(100));
        QCOMPARE(bench.state().slippage().spentBy(order.id), cost);
        QVERIFY(bench.state().slippage().reservedFor(order.id).isZero());
        QCOMPARE(bench.state().portfolio().cash(), bench.exchange().listing().cash);
        QVERIFY(bench.state().anomalies().empty());
    }

    void aDroppedFeedBlocksOpeningWithItsRule()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        const OrderRequest request = bench.vertical(OrderType::MarketableLimit);
        VERIFY_DONE(bench.ask(SwitchFeed {false}));
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {request})), std::string("data.feed_down"));
        VERIFY_DONE(bench.ask(SwitchFeed {true}));
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {request})), std::string("accepted"));
    }

    void theKillSwitchCancelsBlocksAndStaysOverARestart()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        OrderRequest resting = bench.vertical(OrderType::Limit);
        resting.limit = Price::ofCents(-390); // a credit that nobody pays for four dollars of width
        const Result<DeskReply> sent = bench.ask(SubmitOrder {resting});
        QVERIFY2(sent, sent ? "" : sent.error().message.c_str());
        bench.run(2s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Working);
        VERIFY_DONE(bench.ask(EngageKill {false, "drill"}));
        bench.run(2s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Cancelled);
        QCOMPARE(bench.state().kill().confirmed.size(), std::size_t {1});
        QCOMPARE(codeOf(bench.ask(SubmitOrder {resting})), std::string("risk.killed"));
        bench.crash();
        VERIFY_DONE(bench.start());
        QVERIFY(bench.state().kill().isEngaged);
        QCOMPARE(codeOf(bench.ask(ResetKill {""})), std::string("input.reason"));
        VERIFY_DONE(bench.ask(ResetKill {"drill is over"}));
        bench.run(3s);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {resting})), std::string("accepted"));
    }

    void aKillThatCannotBeRecordedStillCancelsAndOutlivesTheProcess()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        OrderRequest resting = bench.vertical(OrderType::Limit);
        resting.limit = Price::ofCents(-390);
        VERIFY_DONE(bench.ask(SubmitOrder {resting}));
        bench.run(2s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Working);
        // From here on nothing that the desk writes is taken: somebody else holds the newest epoch.
        auto other = StorageWriter::open(bench.databasePath(), auditMigrations());
        QVERIFY(other && (*other)->takeEpoch(Instant {}));
        QCOMPARE(codeOf(bench.ask(EngageKill {false, "drill"})), std::string("storage.fenced"));
        QVERIFY(std::filesystem::exists(bench.killFilePath()));
        bench.run(2s);
        QCOMPARE(bench.exchange().listing().orders.front().state, std::string("cancelled"));
    }

    void killWithFlattenClosesWhatIsOpen()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        VERIFY_DONE(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}));
        bench.run(5s);
        QCOMPARE(bench.state().openStructures().size(), std::size_t {1});
        VERIFY_DONE(bench.ask(EngageKill {true, "drill"}));
        bench.run(20s);
        QCOMPARE(bench.core().kill().flattenState(), std::string("done"));
        QVERIFY(bench.exchange().listing().positions.empty());
    }

    void aRestartBelievesTheSameCents()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        VERIFY_DONE(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit, 3)}));
        bench.run(5s);
        const Portfolio before = bench.state().portfolio();
        const std::string hash = bench.state().eventHash();
        bench.crash();
        VERIFY_DONE(bench.start());
        QCOMPARE(bench.state().portfolio(), before);
        QCOMPARE(bench.state().eventHash(), hash);
        QVERIFY(bench.state().isArmed());
    }

    void anOrderThatNeverArrivedIsProvenAbsentAndNotSentAgain()
    {
        TradingBench bench;
        QVERIFY(bench.start(
            [](std::unique_ptr<Venue> venue) { return std::make_unique<LosingVenue>(std::move(venue)); }));
        bench.run(2s);
        VERIFY_DONE(bench.ask(SubmitOrder {bench.vertical(OrderType::Walk)}));
        QCOMPARE(bench.onlyOrder().state, OrderState::Sending);
        bench.crash();
        VERIFY_DONE(bench.start());
        QCOMPARE(bench.onlyOrder().state, OrderState::Rejected);
        QVERIFY(bench.state().slippage().reservedFor(bench.onlyOrder().id).isZero());
        bench.run(10s);
        QVERIFY(bench.exchange().listing().orders.empty());
        QVERIFY(bench.state().isArmed());
    }

    void aFillThatCameWhileTheDeskWasDownIsBookedOnce()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        VERIFY_DONE(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}));
        bench.crash(); // sent, and nothing heard of it
        VERIFY_DONE(bench.start());
        bench.run(5s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Filled);
        QCOMPARE(bench.state().fills().size(), std::size_t {1});
        QCOMPARE(bench.state().portfolio().cash(), bench.exchange().listing().cash);
    }

    void theRecordOfAFillKeepsTheMarketItCameIn()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        VERIFY_DONE(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}));
        bench.run(5s);
        const auto& order = bench.onlyOrder();
        QCOMPARE(order.state, OrderState::Filled);
        const auto fill = std::ranges::find(order.steps, "fill", &OrderStep::kind);
        QVERIFY(fill != order.steps.end());
        QVERIFY(fill->bid && fill->mid && fill->ask);
        QVERIFY(*fill->bid < *fill->mid && *fill->mid < *fill->ask);
        const auto steps = order.steps;
        bench.crash();
        VERIFY_DONE(bench.start()); // and it is read back from the record
        const auto again = std::ranges::find(bench.onlyOrder().steps, "fill", &OrderStep::kind);
        QVERIFY(again != bench.onlyOrder().steps.end());
        QCOMPARE(again->bid, std::ranges::find(steps, "fill", &OrderStep::kind)->bid);
    }

    void anExecutionThatIsTakenBackIsAsIfItHadNotBeen()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        const Money cash = bench.state().portfolio().cash();
        VERIFY_DONE(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}));
        bench.run(5s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Filled);
        const ExecutionId execution = bench.state().fills().front().executionId;
        QVERIFY(!bench.state().slippage().spentBy(bench.onlyOrder().id).isZero());
        VERIFY_DONE(bench.exchange().rule({execution, {}, "erroneous"}));
        bench.run(2s);
        const auto expectNothingLeft = [&] {
            QCOMPARE(bench.onlyOrder().state, OrderState::Filled); // it stays what it is
            QCOMPARE(bench.onlyOrder().averagePrice(), std::optional<Price>());
            QCOMPARE(bench.state().portfolio().cash(), cash);
            QVERIFY(bench.state().portfolio().fees().isZero());
            QVERIFY(bench.state().portfolio().netPositions().empty());
            QVERIFY(bench.state().slippage().spentBy(bench.onlyOrder().id).isZero());
            QCOMPARE(bench.state().fills().front().reversal, std::string("busted"));
            QVERIFY(bench.state().anomalies().empty());
        };
        expectNothingLeft();
        bench.crash();
        VERIFY_DONE(bench.start());
        expectNothingLeft();
        QVERIFY(bench.state().isArmed());
    }

    void aCorrectedPriceIsTheOneThatCounts()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        bench.run(2s);
        VERIFY_DONE(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}));
        bench.run(5s);
        const FillView before = bench.state().fills().front();
        const Price right = before.price + Price::ofCents(10);
        VERIFY_DONE(bench.exchange().rule({before.executionId, right, "wrong price"}));
        bench.run(2s);
        QCOMPARE(bench.onlyOrder().averagePrice(), std::optional(right));
        QCOMPARE(bench.state().portfolio().cash(), bench.exchange().listing().cash);
        QCOMPARE(bench.state().portfolio().fees(), bench.exchange().listing().fees);
        QCOMPARE(bench.state().fills().front().slippage, before.slippage + Money::ofWhole(10));
        QCOMPARE(bench.state().slippage().spentBy(bench.onlyOrder().id),
                 before.slippage + Money::ofWhole(10));
        QVERIFY(bench.state().anomalies().empty());
    }

    void differencesKeepTheDeskDisarmedUntilAPersonAccepts()
    {
        TradingBench bench(Money::ofWhole(99'999));
        VERIFY_DONE(bench.start());
        QVERIFY(!bench.state().isArmed());
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::Walk)})),
                 std::string("risk.disarmed"));
        QCOMPARE(codeOf(bench.ask(AcceptDifferences {""})), std::string("input.reason"));
        VERIFY_DONE(bench.ask(AcceptDifferences {"a deposit of yesterday"}));
        QVERIFY(bench.state().isArmed());
    }

    void adoptedDifferencesAreGoneAndTheDeskArmsByItself()
    {
        TradingBench bench(Money::ofWhole(99'999));
        VERIFY_DONE(bench.start());
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(SettleDifference {"cash", "adopt", ""})), std::string("input.reason"));
        QCOMPARE(codeOf(bench.ask(SettleDifference {"fees", "adopt", "why"})),
                 std::string("recovery.no_difference"));
        QCOMPARE(codeOf(bench.ask(SettleDifference {"cash", "forget", "why"})), std::string("input.action"));
        VERIFY_DONE(bench.ask(SettleDifference {"cash", "adopt", "paid out yesterday"}));
        QVERIFY(bench.state().isArmed());
        QCOMPARE(bench.state().portfolio().cash(), Money::ofWhole(99'999));
        QCOMPARE(bench.state().portfolio().openingCash(), Money::ofWhole(99'999));
        bench.crash();
        VERIFY_DONE(bench.start());
        QVERIFY(bench.state().isArmed());
    }

    void anIgnoredDifferenceStaysIgnoredUntilItChanges()
    {
        TradingBench bench(Money::ofWhole(99'999));
        VERIFY_DONE(bench.start());
        bench.run(2s);
        VERIFY_DONE(bench.ask(SettleDifference {"cash", "ignore", "known"}));
        QVERIFY(bench.state().isArmed());
        bench.run(150s, 5s);
        VERIFY_DONE(bench.ask(CompareBooks {}));
        QVERIFY(bench.state().isArmed());
        VERIFY_DONE(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}));
        bench.run(70s, 5s);
        QVERIFY(bench.state().isArmed()); // trading moves both figures alike
        bench.crash();
        VERIFY_DONE(bench.start());
        QVERIFY(bench.state().isArmed());
    }

    void aDifferenceThatAppearsInTheDayDisarmsWithinTwoLooks()
    {
        TradingBench bench;
        Money deposit;
        VERIFY_DONE(bench.start([&](std::unique_ptr<Venue> venue) {
            return std::make_unique<DepositVenue>(std::move(venue), deposit);
        }));
        bench.run(2s);
        deposit = Money::ofWhole(5);
        QVERIFY(bench.state().isArmed());
        bench.run(BooksWatch::interval + 5s, 1s);
        QVERIFY(!bench.state().isArmed());
        const auto& rows = bench.state().reconciliation();
        const auto row = std::ranges::find(rows, "cash", &ReconciledRow::subject);
        QVERIFY(row != rows.end() && row->isDifference);
        QCOMPARE(row->delta, std::optional<std::string>("5.0000"));
        deposit = Money();
        bench.run(BooksWatch::interval + 5s, 1s);
        QVERIFY(bench.state().isArmed()); // it went as it came
    }

    void anOlderEngineCannotSendAfterANewerOne()
    {
        TradingBench bench;
        VERIFY_DONE(bench.start());
        InProcessVenue newer(std::shared_ptr<ExchangeBook>(&bench.exchange(), [](ExchangeBook*) {}));
        QVERIFY(newer.connect(99));
        bench.run(1s);
        QVERIFY(!bench.state().isArmed());
    }
};

QTEST_GUILESS_MAIN(TestTradingCore)
#include "tst_TradingCore.moc"
