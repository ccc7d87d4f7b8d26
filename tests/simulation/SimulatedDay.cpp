// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/SimulatedDay.h"

#include "core/audit/AuditTable.h"
#include "core/audit/AuditVerifier.h"
#include "core/risk/Limits.h"
#include "core/venue/VenueFactory.h"
#include "tests/simulation/RandomMarket.h"
#include "tests/venue/ScriptedMarket.h"

#include <QDir>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace strikedesk {
namespace {

constexpr int startTriesMax = 200;
constexpr Duration longestPause = std::chrono::seconds {240};

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
    return {limits.version, textsOf(limits), "a simulated day"};
}

std::string nameOfOrder(const VenueOrderRow& row)
{
    return row.clientOrderId.text();
}

} // namespace

SimulatedDay::SimulatedDay(DayOptions options)
    : m_options(options)
    , m_folder(folderTemplate())
    , m_random(options.seed, 5)
    , m_plan(options.seed, options.faultRate)
{
    QDir(m_folder.path()).mkpath(QStringLiteral("anchors"));
    ExchangeOptions exchange;
    exchange.profile = *findExchangeProfile(options.seed % 3 == 0 ? "replace-new-id" : "strikedesk-sim");
    exchange.seed = options.seed;
    m_exchange = std::make_shared<ExchangeBook>(randomMarket(options.seed), exchange);
}

void SimulatedDay::fail_(const std::string& what)
{
    if (m_result.failure.empty())
        m_result.failure
            = fmt::format("{} at {} (seed {}, after {})", what, m_core ? toIsoText(m_core->now()) : "start",
                          m_options.seed, m_lastAction);
}

void SimulatedDay::start()
{
    for (int attempt = 0; attempt < startTriesMax; ++attempt) {
        TradingSetup setup;
        setup.source = randomMarket(m_options.seed);
        setup.venue = std::make_unique<FaultyVenue>(std::make_unique<InProcessVenue>(m_exchange), m_plan);
        const std::string folder = m_folder.path().toStdString();
        auto storage = StorageWriter::open(folder + "/desk.db", auditMigrations());
        if (!storage)
            return fail_(storage.error().message);
        setup.storage = std::move(*storage);
        setup.databasePath = folder + "/desk.db";
        setup.anchorsFolder = folder + "/anchors";
        setup.sideFilePath = folder + "/emergency.log";
        setup.underlying = setup.asked = "ACME";
        setup.run.inputs = "simulated day";
        setup.run.fillModel = "calibrated";
        setup.run.account = "SIM-1";
        setup.run.accountType = "margin";
        setup.run.optionLevel = 3;
        setup.run.openingCash = m_exchange->options().cash;
        setup.limits = roomyLimits();
        try {
            auto core = TradingCore::start(std::move(setup), Instant {});
            if (core) {
                m_core = std::move(*core);
                return;
            }
            if (core.error().code != "venue.lost")
                return fail_("the start failed: " + core.error().message);
        } catch (const SimulatedCrash&) {
            ++m_result.crashes;
        }
    }
    fail_("no start succeeded");
}

void SimulatedDay::crash()
{
    ++m_result.crashes;
    m_core.reset();
    start();
}

template <typename Work>
void SimulatedDay::surviving(Work work)
{
    try {
        work();
    } catch (const SimulatedCrash&) {
        crash();
    }
    if (m_result.failure.empty())
        checkStep();
}

void SimulatedDay::step(Instant upTo)
{
    while (m_result.failure.empty() && m_core->now() < upTo) {
        const Instant next = std::min(m_core->nextInstant().value_or(upTo), upTo);
        // The venue answers between market events too.
        const Instant soon = m_core->now() + std::chrono::milliseconds {500 + m_random.between(0, 4'000)};
        surviving([&] { m_core->step(std::min(next, soon)); });
    }
}

void SimulatedDay::ask(DeskCommand command)
{
    surviving([&] {
        m_core->handle({{"screen", {}, true}, std::move(command), {}, [this](const Result<DeskReply>& reply) {
                            m_result.denied += reply ? 0 : 1;
                        }});
    });
}

void SimulatedDay::submitSomething()
{
    const auto& symbols = randomMarketSymbols();
    OrderRequest request;
    const int first = m_random.between(0, int(symbols.size()) - 1);
    const Side side = m_random.uniform() < 0.5 ? Side::Buy : Side::Sell;
    request.legs.push_back({symbols[std::size_t(first)], side, 1, PositionEffect::Open});
    const bool isVertical = side == Side::Sell || m_random.uniform() < 0.6;
    if (isVertical) {
        const int row = first / strikesOfRandomMarket * strikesOfRandomMarket;
        const int second
            = row + (first - row + m_random.between(1, strikesOfRandomMarket - 1)) % strikesOfRandomMarket;
        request.legs.push_back({symbols[std::size_t(second)], side == Side::Buy ? Side::Sell : Side::Buy, 1,
                                PositionEffect::Open});
    }
    request.quantity = Quantity(m_random.between(1, 4));
    switch (m_random.between(0, 3)) {
    case 0: request.type = OrderType::MarketableLimit; break;
    case 1:
        request.type = OrderType::Limit;
        request.limit = Price::ofCents(isVertical ? m_random.between(-300, 300) : m_random.between(5, 900));
        break;
    default:
        request.type = OrderType::Walk;
        request.walk = WalkTerms {m_random.between(1, 3),
                                  std::chrono::seconds {m_random.between(1, 20)},
                                  {},
                                  std::chrono::seconds {m_random.between(0, 2) * 60}};
    }
    ask(SubmitOrder {request});
}

void SimulatedDay::closeSomething()
{
    const auto structures = state().openStructures();
    if (structures.empty() || m_options.onlyOpens)
        return submitSomething();
    auto chosen = structures.begin();
    std::advance(chosen, m_random.between(0, int(structures.size()) - 1));
    OrderRequest request;
    request.structureId = *chosen;
    request.quantity = Quantity(1);
    for (const PortfolioPosition& position : state().portfolio().structure(*chosen)) {
        if (position.isOpen())
            request.legs.push_back({position.symbol, position.quantity.isPositive() ? Side::Sell : Side::Buy,
                                    1, PositionEffect::Close});
    }
    request.type = m_random.uniform() < 0.5 ? OrderType::MarketableLimit : OrderType::Walk;
    if (request.type == OrderType::Walk)
        request.walk = WalkTerms {1, std::chrono::seconds {2}, {}, std::chrono::seconds {30}};
    ask(SubmitOrder {request});
}

void SimulatedDay::changeSomething()
{
    const auto open = state().orders().open();
    if (open.empty())
        return submitSomething();
    const OrderRecord& order = *open[std::size_t(m_random.between(0, int(open.size()) - 1))];
    if (m_random.uniform() < 0.5)
        return ask(CancelOrder {order.id});
    ReplaceOrder replace {order.id, order.limit + Price::ofCents(m_random.between(-10, 10)), {}};
    if (m_random.uniform() < 0.3)
        replace.quantity = Quantity(m_random.between(1, 4));
    ask(replace);
}

void SimulatedDay::act()
{
    const double what = m_random.uniform();
    m_lastAction = fmt::format("action {:.3f}", what);
    if (what < 0.5)
        submitSomething();
    else if (what < 0.7)
        closeSomething();
    else if (what < 0.95)
        changeSomething();
    else if (what < 0.96)
        ask(EngageKill {false, "drill"});
    else if (what < 0.97)
        ask(SwitchFeed {false});
    else if (what < 0.99)
        ask(SwitchFeed {true});
    else
        crash();
    if (m_result.failure.empty() && state().kill().isEngaged)
        ask(ResetKill {"drill is over"});
}

// ---- What must hold after every step

void SimulatedDay::checkStep()
{
    if (!m_core)
        return fail_("no engine");
    if (!state().anomalies().empty())
        return fail_("anomaly: " + state().anomalies().front());
    if (m_core->storageFailure())
        return fail_("storage: " + m_core->storageFailure()->message);
    checkFinals();
    checkBudget();
}

void SimulatedDay::checkFinals()
{
    for (const OrderRecord& order : state().orders().all()) {
        if (!isFinal(order.state))
            continue;
        const auto [known, isNew] = m_finals.try_emplace(order.id.text(), order.state);
        // A fill may overtake a cancel, a bust would be a record of its own: nothing else leaves a final
        // state.
        if (!isNew && known->second != order.state)
            return fail_(fmt::format("order {} left {} for {}", order.id.text(), nameOf(known->second),
                                     nameOf(order.state)));
        if (!state().slippage().reservedFor(order.id).isZero())
            return fail_(
                fmt::format("order {} is {} and holds a reserve", order.id.text(), nameOf(order.state)));
    }
}

void SimulatedDay::checkBudget()
{
    if (!m_options.onlyOpens)
        return;
    for (const SlippageBalance& balance : state().slippage().balances()) {
        if (balance.spent + balance.reserved > balance.limit)
            return fail_(fmt::format("{} {}: spent {} + reserved {} > limit {}", nameOf(balance.level),
                                     balance.name, balance.spent.text(), balance.reserved.text(),
                                     balance.limit.text()));
    }
}

// ---- What must hold at the end

void SimulatedDay::endQuietly()
{
    m_plan.calmDown();
    if (m_options.seed % 5 == 0)
        killAndLook();
    m_lastAction = "the end";
    step(at(16, 20));
    if (m_result.failure.empty())
        surviving([this] { m_core->finishRun(); });
}

// Whatever was on its way when it was pressed: once the line is quiet, nothing works any more.
void SimulatedDay::killAndLook()
{
    m_lastAction = "the kill";
    step(m_core->now() + std::chrono::seconds {20}); // the link comes back
    ask(EngageKill {false, "drill"});
    step(m_core->now() + std::chrono::seconds {40});
    if (!m_result.failure.empty())
        return;
    for (const OrderRecord* order : state().orders().open())
        return fail_(fmt::format("order {} is {} after the kill", order->id.text(), nameOf(order->state)));
    if (state().kill().confirmed.size() < state().kill().asked.size())
        return fail_("the kill waits for cancels that nobody works on");
    ask(ResetKill {"drill is over"});
}

void SimulatedDay::checkBooks()
{
    const VenueListing listing = m_exchange->listing();
    if (!state().isArmed())
        return fail_("not armed on a quiet line: " + state().disarmedReason());
    if (state().portfolio().cash() != listing.cash)
        return fail_(
            fmt::format("cash {} here, {} there", state().portfolio().cash().text(), listing.cash.text()));
    if (state().portfolio().fees() != listing.fees)
        return fail_(
            fmt::format("fees {} here, {} there", state().portfolio().fees().text(), listing.fees.text()));
    std::map<std::string, std::int64_t> positions;
    for (const NetPosition& held : state().portfolio().netPositions())
        positions[held.symbol] += held.quantity.count();
    for (const VenuePositionRow& row : listing.positions)
        positions[row.symbol] -= row.quantity.count();
    for (const auto& [symbol, difference] : positions) {
        if (difference != 0)
            return fail_(fmt::format("position {} differs by {}", symbol, difference));
    }
    std::set<std::string> seen;
    for (const VenueOrderRow& row : listing.orders) {
        const OrderRecord* order = state().orders().findByClient(row.clientOrderId);
        if (!order)
            return fail_("the exchange has an order without intent: " + nameOfOrder(row));
        if (!seen.insert(order->id.text()).second)
            return fail_("the exchange has order " + order->id.text() + " twice");
        if (order->filled != row.filled)
            return fail_(fmt::format("order {}: {} filled here, {} there", order->id.text(),
                                     order->filled.count(), row.filled.count()));
    }
    for (const OrderRecord* order : state().orders().open())
        return fail_(fmt::format("order {} is still {}", order->id.text(), nameOf(order->state)));
}

void SimulatedDay::checkAudit()
{
    const std::string folder = m_folder.path().toStdString();
    const auto verdict = verifyAudit(folder + "/desk.db", folder + "/anchors");
    if (!verdict)
        return fail_(verdict.error().message);
    if (!verdict->isIntact)
        return fail_("the audit record is broken: " + verdict->reason);
}

DayResult SimulatedDay::run()
{
    start();
    while (m_result.failure.empty() && m_core->now() < at(15, 58)
           && int(state().orders().all().size()) < m_options.orders) {
        act();
        if (m_result.failure.empty())
            step(m_core->now()
                 + std::chrono::milliseconds {
                     m_random.between(50, int(longestPause / std::chrono::milliseconds {1}))});
    }
    if (m_result.failure.empty())
        endQuietly();
    if (m_result.failure.empty())
        checkBooks();
    if (m_result.failure.empty())
        checkAudit();
    if (m_core) {
        m_result.orders = int(state().orders().all().size());
        m_result.fills = int(state().fills().size());
    }
    m_result.faults = m_plan.total();
    for (std::size_t i = 0; i < lineFaultCount; ++i)
        m_result.faultsByName[std::string(nameOf(LineFault(i)))] = m_plan.count(LineFault(i));
    return m_result;
}

} // namespace strikedesk
