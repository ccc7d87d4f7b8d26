// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/TradingBench.h"

#include "core/audit/AuditTable.h"
#include "core/storage/StorageWriter.h"
#include "core/venue/VenueFactory.h"

#include <QDir>

namespace strikedesk {

TradingBench::TradingBench(Money exchangeCash)
{
    QDir(m_folder.path()).mkpath(QStringLiteral("anchors"));
    m_market.kind = MarketChoice::Kind::Simulated;
    m_market.date = Date {std::chrono::year {2026}, std::chrono::month {3}, std::chrono::day {2}};
    m_market.seed = 7;
    openExchange(exchangeCash);
}

void TradingBench::openExchange(Money cash)
{
    ExchangeOptions options;
    options.cash = cash;
    options.profile = *findExchangeProfile(m_profile);
    m_exchange = std::make_shared<ExchangeBook>(m_openSource(), options);
}

void TradingBench::setCash(Money cash)
{
    m_openingCash = cash;
    openExchange(cash);
}

void TradingBench::setProfile(const std::string& name)
{
    m_profile = name;
    openExchange(m_openingCash);
}

void TradingBench::setSource(OpenSource open)
{
    m_openSource = std::move(open);
    openExchange(m_openingCash);
}

std::string TradingBench::path(const char* name) const
{
    return m_folder.filePath(QLatin1String(name)).toStdString();
}

Result<void> TradingBench::start(const WrapVenue& wrap)
{
    TradingSetup setup;
    setup.source = m_openSource();
    setup.venue = std::make_unique<InProcessVenue>(m_exchange);
    if (wrap)
        setup.venue = wrap(std::move(setup.venue));
    auto storage = StorageWriter::open(databasePath(), auditMigrations());
    if (!storage)
        return fail(storage.error());
    setup.storage = std::move(*storage);
    setup.anchorsFolder = anchorsFolder();
    setup.snapshots = {snapshotsFolder(), anchorsFolder(), m_recordsPerSnapshot, false};
    setup.tellAnchor = [this](const std::string& line) { m_anchorsTold.push_back(line); };
    setup.announce = [this](const std::string& line) { m_announced.push_back(line); };
    setup.sideFilePath = path("emergency.log");
    setup.killFilePath = path("KILL");
    setup.underlying = setup.asked = m_underlying;
    setup.mode = m_mode;
    setup.run.inputs = "bench";
    setup.run.fillModel = "calibrated";
    setup.run.account = "SIM-1";
    setup.run.accountType = "margin";
    setup.run.optionLevel = m_optionLevel;
    setup.run.openingCash = m_openingCash;
    setup.limits = LimitsSet {m_limits.version, textsOf(m_limits), "the shipped set"};
    auto core = TradingCore::start(std::move(setup), Instant {});
    if (!core)
        return fail(core.error());
    m_core = std::move(*core);
    return {};
}

void TradingBench::crash()
{
    m_core.reset();
}

void TradingBench::run(Duration length, Duration step)
{
    const Instant end = m_core->now() + length;
    while (m_core->now() < end)
        m_core->step(m_core->now() + step);
}

Result<DeskReply> TradingBench::ask(DeskCommand command, Principal principal)
{
    Result<DeskReply> answer = fail("test.no_reply", "The command was not answered.");
    m_core->handle({std::move(principal), std::move(command), {}, [&](Result<DeskReply> reply) {
                        answer = std::move(reply);
                    }});
    return answer;
}

OrderRequest TradingBench::vertical(OrderType type, int contracts)
{
    const QuoteBoard& board = m_core->context().board;
    const double spot = board.spot("SIMX", m_core->now(), 0).price;
    std::vector<InstrumentId> puts;
    Date expiry {};
    for (const InstrumentId id : board.catalogue().optionsOf("SIMX")) {
        const OptionContract& contract = *board.catalogue().at(id).option;
        const bool isLater = daysToExpiry(contract, m_core->now()) > 5;
        if (!isLater || contract.right != Right::Put || contract.strike.toDouble() > spot)
            continue;
        if (expiry == Date {})
            expiry = contract.expiry;
        if (contract.expiry == expiry)
            puts.push_back(id);
    }
    OrderRequest request;
    request.legs = {{board.catalogue().at(puts[puts.size() - 2]).symbol, Side::Sell, 1, PositionEffect::Open},
                    {board.catalogue().at(puts[puts.size() - 6]).symbol, Side::Buy, 1, PositionEffect::Open}};
    request.quantity = Quantity(contracts);
    request.type = type;
    if (type == OrderType::Walk)
        request.walk = WalkTerms {1, std::chrono::seconds {1}, {}, std::chrono::seconds {0}};
    return request;
}

const OrderRecord& TradingBench::onlyOrder() const
{
    return state().orders().all().front();
}

} // namespace strikedesk
