// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/RestartBench.h"

#include "core/audit/AuditTable.h"
#include "core/util/Clock.h"
#include "tests/engine/OrderHistory.h"
#include "tests/engine/TradingBench.h"
#include "tests/venue/ForwardingVenue.h"

#include <QDir>
#include <QFileInfo>

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace strikedesk::bench {
namespace {

using namespace std::chrono_literals;

constexpr int ordersWorking = 40;
constexpr int startsMeasured = 5;
constexpr std::size_t recordsPerCommit = 2'000;
constexpr int ordersReadWhole = 100'000;

/// The venue of a desk whose record has a past that this venue never saw: its events are counted on from
/// there.
class LaterVenue final : public ForwardingVenue
{
public:
    LaterVenue(std::unique_ptr<Venue> inner, std::uint64_t seen, std::uint64_t past)
        : ForwardingVenue(std::move(inner))
        , m_seen(seen)
        , m_past(past)
    {
    }
    Result<VenueListing> connect(std::uint64_t epoch) override { return counted(inner().connect(epoch)); }
    Result<std::vector<VenueEvent>> advanceTo(Instant instant, std::uint64_t after) override
    {
        auto events = inner().advanceTo(instant, after > m_seen ? after - m_past : after);
        if (events) {
            for (VenueEvent& event : *events)
                event.sequence += event.sequence > m_seen ? m_past : 0;
        }
        return events;
    }
    Result<VenueListing> listing() override { return counted(inner().listing()); }

private:
    Result<VenueListing> counted(Result<VenueListing> listing) const
    {
        if (listing && listing->lastSequence >= m_seen)
            listing->lastSequence += m_past;
        return listing;
    }

    std::uint64_t m_seen;
    std::uint64_t m_past;
};

template <typename T>
T must(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

void must(const Result<void>& result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
}

/// Writes the past of a desk as the desk would have: through the journal, with snapshots on the way.
class PastWriter
{
public:
    explicit PastWriter(TradingBench& bench)
        : m_source(must(openMarket(bench.market())))
        , m_state(m_source->catalogue())
        , m_storage(must(StorageWriter::open(bench.databasePath(), auditMigrations())))
        , m_clock(m_source->startsAt())
        , m_keeper({bench.snapshotsFolder(), bench.anchorsFolder(), SnapshotPlan().every, false}, 0)
    {
        AuditReader reader = must(AuditReader::open(*m_storage));
        const ReplayedRecord replayed = must(replayRecord(reader, {}, m_state));
        m_seen = m_state.venueSequence();
        m_clock.advanceTo(m_state.lastEventAt().value_or(m_clock.now()));
        m_journal
            = std::make_unique<Journal>(m_state, *m_storage, must(AnchorLog::open(bench.anchorsFolder())),
                                        m_clock, replayed.head, must(m_storage->takeEpoch(m_clock.now())));
        m_history.startAfter(m_seen);
    }

    /// Half of them buy, the other half sells again at the same price; the exchange would have the same
    /// books.
    void write(int orders)
    {
        for (int number = 0; number < orders; number += 2)
            tradePair(number);
        // Nearly as much behind the newest snapshot as can be.
        for (int number = orders; m_sinceSnapshot + 1'000 < SnapshotPlan().every; number += 2)
            tradePair(number);
        commit();
        must(m_journal->anchor("end"));
    }

    [[nodiscard]] std::uint64_t seen() const { return m_seen; }
    [[nodiscard]] std::uint64_t past() const { return m_history.venueEvents() - m_seen; }
    [[nodiscard]] std::uint64_t records() const { return m_journal->head().sequence; }
    [[nodiscard]] std::uint64_t orders() const { return m_orders; }

private:
    void tradePair(int number)
    {
        trade(number, true);
        trade(number + 1, false);
    }

    void trade(int number, bool opens)
    {
        const OrderId id = m_history.intend(number, opens);
        m_history.reserve(id, Money::ofCents(1));
        m_history.accept(id);
        m_history.fill(id, opens ? Side::Buy : Side::Sell, Price::ofCents(10'000), Money());
        m_history.release(id, Money::ofCents(1));
        ++m_orders;
        if (m_uncommitted >= recordsPerCommit)
            commit();
    }

    void tell(DeskEventBody body)
    {
        m_journal->record("test", "history", std::move(body));
        ++m_uncommitted;
        ++m_sinceSnapshot;
    }

    void commit()
    {
        must(m_journal->commit());
        m_uncommitted = 0;
        if (m_sinceSnapshot >= SnapshotPlan().every)
            m_sinceSnapshot = 0;
        m_keeper.tick(m_state, m_journal->head());
    }

    std::unique_ptr<MarketSource> m_source;
    DeskState m_state;
    std::unique_ptr<StorageWriter> m_storage;
    VirtualClock m_clock;
    SnapshotKeeper m_keeper;
    std::unique_ptr<Journal> m_journal;
    std::uint64_t m_seen = 0;
    std::uint64_t m_orders = 0;
    std::size_t m_uncommitted = 0;
    std::uint64_t m_sinceSnapshot = 0;
    OrderHistory m_history {[this](DeskEventBody body) { tell(std::move(body)); }};
};

} // namespace

void measureRestart(BenchReport& report, int orders)
{
    TradingBench bench;
    must(bench.start());
    for (int i = 0; i < ordersWorking; ++i) {
        OrderRequest order = bench.vertical(OrderType::Limit);
        order.limit = Price::ofCents(-180 - i % 20); // more than anybody pays: it works on
        must(bench.ask(SubmitOrder {order}));
        bench.run(3s);
    }
    const std::size_t working = bench.state().orders().open().size();
    bench.crash();

    std::uint64_t seen = 0;
    std::uint64_t past = 0;
    std::uint64_t records = 0;
    std::uint64_t onFile = 0;
    {
        PastWriter writer(bench);
        writer.write(orders);
        seen = writer.seen();
        past = writer.past();
        records = writer.records();
        onFile = writer.orders() + working;
    }
    const auto startTimed = [&] {
        const double from = steadySeconds();
        must(bench.start([&](std::unique_ptr<Venue> venue) {
            return std::make_unique<LaterVenue>(std::move(venue), seen, past);
        }));
        const double seconds = steadySeconds() - from;
        if (!bench.state().isArmed() || bench.state().orders().open().size() != working)
            throw std::runtime_error("not the same desk: " + bench.state().disarmedReason());
        return seconds;
    };
    std::vector<double> starts;
    std::uint64_t read = 0;
    for (int i = 0; i < startsMeasured; ++i) {
        starts.push_back(startTimed());
        read = bench.core().replayed().count;
        bench.crash();
    }
    const double size = double(QFileInfo(QString::fromStdString(bench.databasePath())).size()) / 1e9;
    report.add(
        {"start to reconciled",
         medianOf(starts),
         "s",
         {},
         5.0,
         fmt::format("median of {} starts; {} orders on file, {} of them working; {} records, {:.1f} GB; "
                     "from the newest snapshot, {} records behind it read",
                     startsMeasured, onFile, working, records, size, read)});
    if (orders > ordersReadWhole)
        return;
    QDir(QString::fromStdString(bench.snapshotsFolder())).removeRecursively();
    const double whole = startTimed();
    report.add({"the same without a snapshot",
                whole,
                "s",
                {},
                {},
                fmt::format("all {} records read and verified", bench.core().replayed().count)});
}

} // namespace strikedesk::bench
