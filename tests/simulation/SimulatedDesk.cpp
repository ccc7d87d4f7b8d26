// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/SimulatedDesk.h"

#include "core/audit/AuditTable.h"
#include "core/audit/AuditVerifier.h"
#include "core/engine/StateSnapshot.h"
#include "core/risk/Limits.h"
#include "core/storage/StorageWriter.h"
#include "tests/simulation/RandomMarket.h"

#include <QDir>

#include <fmt/format.h>

#include <map>
#include <set>

namespace strikedesk {
namespace {

// On a memory file system where there is one: a day is thousands of durable commits.
QString folderTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QDir(memory).exists() ? memory : QDir::tempPath()) + QStringLiteral("/strikedesk-day-XXXXXX");
}

LimitsSet roomyLimits()
{
    Limits limits = shippedLimits();
    limits.values[LimitId::OrdersPerSecond] = 1'000;
    limits.values[LimitId::OrdersPerMinute] = 10'000;
    limits.values[LimitId::OrderToTradeWarning] = limits.at(LimitId::OrderToTrade);
    limits.values[LimitId::VenueRejects] = 0; // the venue of a simulated day refuses a great deal
    return {limits.version, textsOf(limits), "a simulated day"};
}

std::string moneyDifference(const char* what, Money here, Money there)
{
    return here == there ? std::string()
                         : fmt::format("{} {} here, {} there", what, here.text(), there.text());
}

std::string positionDifference(const DeskState& state, const VenueListing& listing)
{
    std::map<std::string, std::int64_t> positions;
    for (const NetPosition& held : state.portfolio().netPositions())
        positions[held.symbol] += held.quantity.count();
    for (const VenuePositionRow& row : listing.positions)
        positions[row.symbol] -= row.quantity.count();
    for (const auto& [symbol, difference] : positions) {
        if (difference != 0)
            return fmt::format("position {} differs by {}", symbol, difference);
    }
    return {};
}

std::string orderDifference(const DeskState& state, const VenueListing& listing)
{
    std::set<std::string> seen;
    for (const VenueOrderRow& row : listing.orders) {
        const OrderRecord* order = state.orders().findByClient(row.clientOrderId);
        if (!order)
            return "the exchange has an order without intent: " + row.clientOrderId.text();
        if (!seen.insert(order->id.text()).second)
            return "the exchange has order " + order->id.text() + " twice";
        if (order->filled != row.filled)
            return fmt::format("order {}: {} filled here, {} there", order->id.text(), order->filled.count(),
                               row.filled.count());
    }
    return {};
}

} // namespace

SimulatedDesk::SimulatedDesk(std::uint64_t seed, ExchangeOptions options, DeskStorage storage)
    : m_seed(seed)
    , m_market(randomMarket(seed))
    , m_storage(storage)
    , m_folder(folderTemplate())
{
    QDir(m_folder.path()).mkpath(QStringLiteral("anchors"));
    options.seed = seed;
    m_exchange = std::make_shared<ExchangeBook>(m_market->again(), std::move(options));
}

std::string SimulatedDesk::path(const char* name) const
{
    return m_folder.filePath(QLatin1String(name)).toStdString();
}

Result<std::unique_ptr<Storage>> SimulatedDesk::openStorage()
{
    if (m_storage == DeskStorage::Memory)
        return std::make_unique<MemoryStorage>(m_memory);
    return StorageWriter::open(path("desk.db"), auditMigrations());
}

Result<std::unique_ptr<TradingCore>> SimulatedDesk::startEngine(std::unique_ptr<Venue> venue,
                                                                const WrapStorage& wrap)
{
    TradingSetup setup;
    setup.source = m_market->again();
    setup.venue = std::move(venue);
    auto storage = openStorage();
    if (!storage)
        return fail(storage.error());
    setup.storage = wrap ? wrap(std::move(*storage)) : std::move(*storage);
    setup.anchorsFolder = path("anchors");
    if (recordsPerSnapshot() > 0)
        setup.snapshots = {path("snapshots"), path("anchors"), recordsPerSnapshot(), false};
    setup.sideFilePath = path("emergency.log");
    setup.underlying = setup.asked = "ACME";
    setup.run.inputs = "simulated day";
    setup.run.fillModel = "calibrated";
    setup.run.account = "SIM-1";
    setup.run.accountType = "margin";
    setup.run.optionLevel = 3;
    setup.run.openingCash = m_exchange->options().cash;
    setup.limits = roomyLimits();
    return TradingCore::start(std::move(setup), Instant {});
}

std::uint64_t SimulatedDesk::recordsPerSnapshot() const
{
    switch (m_seed % 32) {
    case 0: return 0;
    case 1: return 100; // every crash of the day comes back from a snapshot with few records behind it
    default: return 1'000;
    }
}

std::string SimulatedDesk::differenceTo(const DeskState& state) const
{
    const VenueListing listing = m_exchange->listing();
    for (const std::string& difference :
         {moneyDifference("cash", state.portfolio().cash(), listing.cash),
          moneyDifference("fees", state.portfolio().fees(), listing.fees), positionDifference(state, listing),
          orderDifference(state, listing)}) {
        if (!difference.empty())
            return difference;
    }
    return {};
}

std::string SimulatedDesk::recordTrouble(const DeskState& state)
{
    auto reader = m_storage == DeskStorage::Memory ? AuditReader::open(MemoryStorage(m_memory))
                                                   : AuditReader::open(path("desk.db"));
    if (!reader)
        return reader.error().message;
    const auto verdict = verifyAudit(*reader, path("anchors"));
    if (!verdict)
        return verdict.error().message;
    if (!verdict->isIntact)
        return "the audit record is broken: " + verdict->reason;
    if (!readsBack())
        return {};
    DeskState readBack(m_market->catalogue());
    if (const auto replayed = replayRecord(*reader, {}, readBack); !replayed)
        return replayed.error().message;
    return encodeState(readBack) == encodeState(state) ? std::string()
                                                       : "the state is not what follows from the record";
}

std::string SimulatedDesk::troubleAtRest(const DeskState& state)
{
    if (!state.anomalies().empty())
        return "anomaly: " + state.anomalies().front();
    for (const OrderRecord* order : state.orders().open())
        return fmt::format("order {} is still {}", order->id.text(), nameOf(order->state));
    const std::string difference = differenceTo(state);
    return difference.empty() ? recordTrouble(state) : difference;
}

} // namespace strikedesk
