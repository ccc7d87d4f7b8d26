// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/SimulatedDay.h"

#include "core/venue/VenueFactory.h"
#include "tests/simulation/RandomMarket.h"
#include "tests/venue/ScriptedMarket.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace strikedesk {
namespace {

constexpr int startTriesMax = 200;

// Which part of all actions ends the engine while nothing is on its way, where crashes are not made rarer.
constexpr double quietCrashes = 0.01;

ExchangeOptions exchangeOf(const DayOptions& day)
{
    ExchangeOptions options;
    options.profile = *findExchangeProfile(day.seed % 3 == 0 ? "replace-new-id" : "strikedesk-sim");
    options.cash = day.cash;
    return options;
}

} // namespace

SimulatedDay::SimulatedDay(DayOptions options)
    : m_options(options)
    , m_desk(options.seed, exchangeOf(options), options.storage)
    , m_random(options.seed, 5)
    , m_plan(options.seed, options.faultRate, options.crashShare)
    , m_diskRandom(options.seed, 31)
{
    if (m_options.storage == DeskStorage::Memory)
        m_disk = &m_desk.memory();
    else if (disksCanFail())
        m_disk = &CrashDisk::underNewProfile();
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
        try {
            auto core = m_desk.startEngine(std::make_unique<FaultyVenue>(
                std::make_unique<InProcessVenue>(m_desk.sharedExchange()), m_plan));
            if (core) {
                m_core = std::move(*core);
                m_look = {};
                return;
            }
            if (m_disk && (m_disk->isOff() || m_disk->isFailing()))
                repairDisk();
            else if (core.error().code != "venue.lost")
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

// ---- Disks

void SimulatedDay::threatenDisk()
{
    constexpr int operationsMost = 40; // a few steps' worth
    const double what = m_diskRandom.uniform();
    if (what < m_options.powerCuts)
        m_disk->cutAfter(m_diskRandom.between(1, operationsMost));
    else if (what < m_options.powerCuts + m_options.fullDisks)
        m_disk->failAfter(m_diskRandom.between(1, operationsMost),
                          m_diskRandom.uniform() < 0.5 ? DiskFailure::Full : DiskFailure::InputOutput);
}

void SimulatedDay::repairDisk()
{
    if (m_disk->isOff()) {
        ++m_result.cuts;
        m_disk->restore(m_diskRandom);
    }
    if (m_disk->isFailing()) {
        ++m_result.fullDisks;
        m_disk->mend();
    }
}

void SimulatedDay::outliveDisk()
{
    if (!m_result.failure.empty() || (!m_disk->isOff() && !(m_disk->isFailing() && m_core->storageFailure())))
        return;
    if (!m_disk->isOff())
        killOnFullDisk();
    m_core.reset();
    repairDisk();
    start();
}

// Nothing that adds risk leaves any more, and what works can still be taken off the market.
void SimulatedDay::killOnFullDisk()
{
    try {
        const auto settle = [this](Duration length) {
            const Instant end = m_core->now() + length;
            while (m_core->now() < end)
                m_core->step(m_core->now() + std::chrono::milliseconds {500});
        };
        settle(std::chrono::seconds {2}); // what had been sent before arrives
        const std::size_t orders = m_desk.exchange().listing().orders.size();
        m_core->handle({{"screen", {}, true}, EngageKill {false, "the disk is full"}, {}, {}});
        settle(std::chrono::seconds {20});
        const VenueListing listing = m_desk.exchange().listing();
        if (listing.orders.size() > orders)
            fail_("an order went out on a full disk");
        const bool hasWorking = std::ranges::any_of(
            listing.orders, [](const VenueOrderRow& row) { return row.state == "working"; });
        if (hasWorking && m_core->isVenueUp() && m_options.faultRate == 0)
            fail_("an order outlived the kill on a full disk");
    } catch (const SimulatedCrash&) {
        ++m_result.crashes;
    }
}

template <typename Work>
void SimulatedDay::surviving(Work work)
{
    try {
        work();
    } catch (const SimulatedCrash&) {
        crash();
    }
    if (disksCanFail())
        outliveDisk();
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

void SimulatedDay::note(const Error& denial)
{
    ++m_result.denied;
    ++m_result.deniedByCode[denial.code];
}

void SimulatedDay::ask(DeskCommand command)
{
    surviving([&] {
        m_core->handle({{"screen", {}, true}, std::move(command), {}, [this](const Result<DeskReply>& reply) {
                            if (!reply)
                                note(reply.error());
                            const auto* taken = reply ? std::get_if<OrderReply>(&*reply) : nullptr;
                            if (taken)
                                m_acknowledged.insert(taken->order);
                        }});
    });
}

std::optional<DeskReply> SimulatedDay::answerOf(DeskCommand command)
{
    const auto answer = std::make_shared<std::optional<DeskReply>>();
    surviving([&] {
        m_core->handle(
            {{"screen", {}, true}, std::move(command), {}, [answer](const Result<DeskReply>& reply) {
                 if (reply)
                     *answer = *reply;
             }});
    });
    return *answer;
}

void SimulatedDay::submitSomething()
{
    ask(SubmitOrder {someEntry()});
}

OrderRequest SimulatedDay::someEntry()
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
    return request;
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

// The exchange's officials take an execution back or correct its price; those of series that have settled
// stand.
void SimulatedDay::ruleOnSomething()
{
    std::vector<const VenueFill*> fills;
    for (const VenueEvent& event : m_desk.exchange().events()) {
        if (const auto* fill = std::get_if<VenueFill>(&event.body))
            fills.push_back(fill);
    }
    if (fills.empty())
        return submitSomething();
    const VenueFill& fill = *fills[std::size_t(m_random.between(0, int(fills.size()) - 1))];
    ExchangeRuling ruling {fill.executionId, {}, "obviously erroneous"};
    if (m_random.uniform() < 0.5)
        ruling.price = fill.price + Price::ofCents(m_random.between(-30, 30));
    m_result.rulings += m_desk.exchange().rule(ruling) ? 1 : 0;
}

void SimulatedDay::act()
{
    if (disksCanFail())
        threatenDisk();
    const double what = m_random.uniform();
    m_lastAction = fmt::format("action {:.3f}", what);
    if (what < 0.38)
        submitSomething();
    else if (what < 0.46)
        holdSomething();
    else if (what < 0.5)
        ruleSomething();
    else if (what < 0.67)
        closeSomething();
    else if (what < 0.7)
        rollSomething();
    else if (what < 0.93)
        changeSomething();
    else if (what < 0.95)
        ruleOnSomething();
    else if (what < 0.96)
        ask(EngageKill {false, "drill"});
    else if (what < 0.97)
        ask(SwitchFeed {false});
    else if (what < 1 - quietCrashes * m_options.crashShare)
        ask(SwitchFeed {true});
    else
        crash();
    if (m_result.failure.empty() && state().kill().isEngaged)
        ask(ResetKill {"drill is over"});
}

// ---- The end

void SimulatedDay::endQuietly()
{
    m_plan.calmDown();
    if (disksCanFail()) {
        m_disk->cutAfter(0);
        m_disk->failAfter(0, DiskFailure::None);
    }
    if (m_options.seed % 5 == 0)
        killAndLook();
    if (m_result.failure.empty())
        cancelWhatIsHeld();
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

DayResult SimulatedDay::run()
{
    start();
    while (m_result.failure.empty() && m_core->now() < at(15, 58)
           && int(state().orders().all().size()) < m_options.orders) {
        act();
        if (m_result.failure.empty())
            step(m_core->now()
                 + std::chrono::milliseconds {
                     m_random.between(50, int(m_options.pauseMost / std::chrono::milliseconds {1}))});
    }
    if (m_result.failure.empty())
        endQuietly();
    if (m_result.failure.empty())
        checkBooks();
    if (m_result.failure.empty())
        checkAudit();
    if (m_core) {
        m_result.orders = int(state().orders().all().size());
        m_result.held = int(state().held().all().size());
        for (const HeldOrder& held : state().held().all())
            m_result.sentByHeld += int(held.sent.size());
        m_result.ruled = int(state().rules().all().size());
        m_result.fills = int(state().fills().size());
        m_result.eventHash = state().eventHash();
        m_result.recordHead = hexText(m_core->context().journal.head().hash);
        m_result.records = int(m_core->context().journal.head().sequence);
    }
    if (m_disk)
        m_result.writesLost = m_disk->writesLost();
    m_result.faults = m_plan.total();
    for (std::size_t i = 0; i < lineFaultCount; ++i)
        m_result.faultsByName[std::string(nameOf(LineFault(i)))] = m_plan.count(LineFault(i));
    return m_result;
}

} // namespace strikedesk
