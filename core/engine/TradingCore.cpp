// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/TradingCore.h"

#include "core/instruments/TradingCalendar.h"
#include "core/util/FaultPoint.h"

#include <fmt/format.h>
#include <strikedesk/BuildIdentity.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace strikedesk {
namespace {

constexpr Duration venueRetryInterval = std::chrono::seconds {5};
// A venue that takes this long to say what became of a message will not say it by itself.
constexpr Duration venueAnswerLimit = std::chrono::seconds {15};

Result<void> checkSameRun(const DeskState& state, const RunStarted& run)
{
    if (!state.run())
        return {};
    if (state.run()->inputs != run.inputs)
        return fail(
            "usage.profile_other_run",
            fmt::format("This profile belongs to another run ({}); asked for was {}. Use another --profile.",
                        state.run()->inputs, run.inputs));
    if (state.ending())
        return fail("usage.run_finished", "This profile's run is finished already. Use another --profile.");
    return {};
}

Instant beginOfTradingDayAfter(Date date)
{
    return newYorkTime(TradingCalendar::us().nextTradingDay(date), std::chrono::seconds {0});
}

// A newer engine has taken the account over: this one must not take it back.
bool isFencing(const Error& error)
{
    return error.code == "venue.fenced" || error.code == "storage.fenced";
}

// Nobody was there, or the line broke: it may be better in a while.
bool isOfTheLine(const Error& error)
{
    constexpr std::array<std::string_view, 4> codes {"venue.unreachable", "venue.link_down", "venue.timeout",
                                                     "venue.lost"};
    return std::ranges::find(codes, error.code) != codes.end();
}

} // namespace

TradingCore::TradingCore(TradingSetup setup, Instant startsAt)
    : m_setup(std::move(setup))
    , m_clock(startsAt)
    , m_state(m_setup.source->catalogue())
    , m_board(m_setup.source->catalogue(), m_setup.source->profile())
    , m_nextDayAt(beginOfTradingDayAfter(newYorkLocal(m_setup.source->startsAt()).date))
{
}

TradingCore::~TradingCore() = default;

Result<std::unique_ptr<TradingCore>> TradingCore::start(TradingSetup setup, Instant wallNow)
{
    // Before the opening there is nothing to decide: what was said earlier is read in one go.
    const Instant firstHeard = setup.source->startsAt();
    const Instant startsAt
        = std::max(firstHeard, newYorkTime(newYorkLocal(firstHeard).date, std::chrono::hours {9}));
    std::unique_ptr<TradingCore> core(new TradingCore(std::move(setup), startsAt));
    const TradingSetup& made = core->m_setup;
    auto reader = AuditReader::open(*made.storage);
    if (!reader)
        return fail(reader.error());
    auto replayed = replayRecord(*reader, {made.snapshots.folder, made.anchorsFolder}, core->m_state);
    if (!replayed)
        return fail(replayed.error());
    core->m_replayed = std::move(*replayed);
    if (auto anchored = checkAnchors(*reader, made.anchorsFolder, core->m_replayed.head); !anchored)
        return fail(anchored.error());
    if (auto same = checkSameRun(core->m_state, core->m_setup.run); !same)
        return fail(same.error());
    if (auto opened = core->open(wallNow); !opened)
        return fail(opened.error());
    return core;
}

Result<void> TradingCore::open(Instant wallNow)
{
    const auto epoch = m_setup.storage->takeEpoch(wallNow);
    if (!epoch)
        return fail(epoch.error());
    m_clock.advanceTo(std::max(m_clock.now(), m_state.lastEventAt().value_or(m_clock.now())));
    m_ids = std::make_unique<IdSource>(*epoch, 1);
    auto anchors = AnchorLog::open(m_setup.anchorsFolder);
    if (!anchors)
        return fail(anchors.error());
    anchors->onWritten(m_setup.tellAnchor);
    m_journal = std::make_unique<Journal>(m_state, *m_setup.storage, std::move(*anchors), m_clock,
                                          m_replayed.head, *epoch);
    m_journal->seedTail(std::exchange(m_replayed.tail, {}));
    m_snapshots = std::make_unique<SnapshotKeeper>(m_setup.snapshots, m_replayed.snapshot);
    // Before the first record: a desk that is killed right after it must not look as if anchors had been
    // removed.
    if (!m_journal->hasAnchors()) {
        if (auto anchored = m_journal->anchor("first"); !anchored)
            return anchored;
    }
    m_context = std::make_unique<DeskContext>(
        DeskContext {m_clock, *m_ids, m_state, *m_journal, *m_setup.source, m_board, *m_setup.venue, {}});
    m_intake = std::make_unique<VenueIntake>(*m_context);
    m_books = std::make_unique<BooksWatch>(*m_context, *m_intake);
    m_orders = std::make_unique<OrderDesk>(*m_context);
    m_held = std::make_unique<HeldDesk>(*m_context, *m_orders, m_setup.announce);
    m_rules = std::make_unique<RuleDesk>(*m_context, *m_orders, m_setup.announce);
    m_rolls = std::make_unique<RollDesk>(*m_context, *m_orders, *m_rules, m_setup.announce);
    m_kill = std::make_unique<KillSwitch>(*m_context, *m_orders, m_setup.sideFilePath, m_setup.killFilePath);
    m_drill = std::make_unique<KillDrill>(*m_context, *m_kill);
    m_breakers = std::make_unique<Breakers>(*m_context, *m_orders, m_setup.announce);
    m_equity = std::make_unique<EquityWatch>(*m_context, *m_breakers);
    m_costs = std::make_unique<CostWatch>(*m_context);
    m_limits = std::make_unique<LimitDesk>(*m_context, m_setup.announce);
    m_session = std::make_unique<SessionHost>(*m_context, *m_orders, *m_rules, m_setup.underlying);

    const bool hasPast = m_state.run().has_value();
    if (!hasPast) {
        m_journal->record("desk", "run", m_setup.run);
        m_journal->record("desk", "limits", m_setup.limits);
    } else {
        addNewLimits();
    }
    m_journal->record(
        "desk", "engine",
        EngineStarted {*epoch, build::version, build::commit, m_replayed.count,
                       m_replayed.snapshot > 0 ? std::optional(m_replayed.snapshot) : std::nullopt,
                       m_replayed.passedOver.empty() ? std::nullopt : std::optional(m_replayed.passedOver)});
    readMarket();
    if (auto met = meetVenue(hasPast); !met)
        return met;
    if (auto restored = m_session->restore(); !restored)
        return restored;
    finishStep();
    if (m_storageFailure)
        return fail(*m_storageFailure);
    return m_journal->anchor("start");
}

// Whoever has a book must be able to look at it while the venue is away; a first start without its venue is
// more likely a wrong address.
Result<void> TradingCore::meetVenue(bool hasPast)
{
    Reconciliation reconciliation(*m_context, *m_intake);
    const auto reconciled = reconciliation.run();
    if (reconciled) {
        m_books->restart();
        m_context->isVenueUp = true;
        return {};
    }
    if (!hasPast || !isOfTheLine(reconciled.error()))
        return reconciled;
    onVenueLost(reconciled.error());
    return {};
}

// A profile that was made before a limit existed would open nothing any more, and nobody would know why.
void TradingCore::addNewLimits()
{
    if (m_state.limitValues().values.empty())
        return; // there are none, or they cannot be read: then a person sets them
    const auto shipped = limitsFrom(m_setup.limits.version, m_setup.limits.limits);
    const auto added = shipped ? withNewLimits(m_state.limitValues(), *shipped) : std::nullopt;
    if (added)
        m_journal->record("desk", "limits",
                          LimitsSet {added->version, textsOf(*added),
                                     "limits that are new, at the values that "
                                     "profiles are made with"});
}

std::optional<Instant> TradingCore::nextInstant() const
{
    if (m_hasEnded)
        return {};
    std::optional<Instant> next = m_setup.source->nextAt();
    if (!next)
        return {};
    for (const std::optional<Instant>& due :
         {m_orders->nextDue(), m_held->nextDue(), m_rules->nextDue(), m_rolls->nextDue(),
          m_session->nextDue(), m_limits->nextDue()}) {
        if (due && *due > m_clock.now())
            next = std::min(*next, *due);
    }
    return std::max(*next, m_clock.now());
}

void TradingCore::step(Instant instant)
{
    m_clock.advanceTo(instant);
    if (!m_context->isVenueUp)
        tryVenueAgain();
    if (m_context->isVenueUp) {
        const auto caughtUp = m_intake->catchUp();
        if (!m_storageFailure) // what the venue told is on its way to the disk while the desk thinks
            noteStorage(m_journal->handOver());
        if (!caughtUp)
            onVenueLost(caughtUp.error());
        else if (const auto silence = overdueAnswer())
            onVenueLost(*silence);
        else if (const auto looked = m_books->tick(); !looked)
            onVenueLost(looked.error());
    }
    readMarket();
    m_limits->tick();
    m_costs->tick();
    if (m_context->isVenueUp) { // what cannot be sent is not decided either: it would be stale when the link
                                // is back
        m_kill->tick();
        m_equity->tick();
        m_breakers->tick();
        m_held->tick();
        m_rules->tick();
        m_rolls->tick();
        m_orders->walk();
        m_session->tick();
    }
    if (auto report = m_drill->tick())
        m_answers.emplace_back(std::exchange(m_drillAsked, {}).value_or(CommandEnvelope {}),
                               DeskReply(std::move(*report)));
    finishStep();
}

// What was said of a stock before its split is no price of what is held since.
void TradingCore::readMarket()
{
    const TradingCalendar& calendar = TradingCalendar::us();
    while (m_clock.now() >= m_nextDayAt) {
        readMarketTo(m_nextDayAt);
        const Date day = newYorkLocal(m_nextDayAt).date;
        for (const std::string& underlying : m_board.catalogue().underlyings()) {
            const auto announced = m_setup.source->splits(underlying, calendar.previousTradingDay(day));
            if (std::ranges::find(announced, day, &StockSplit::exDate) != announced.end())
                m_board.forget(underlying);
        }
        m_nextDayAt = beginOfTradingDayAfter(day);
    }
    readMarketTo(m_clock.now());
}

void TradingCore::readMarketTo(Instant instant)
{
    m_marketEvents.clear();
    m_setup.source->read(instant, m_marketEvents);
    for (const MarketEvent& event : m_marketEvents) {
        m_quotesRead += std::holds_alternative<QuoteUpdate>(event.body) ? 1U : 0U;
        m_tradesRead += std::holds_alternative<TradePrint>(event.body) ? 1U : 0U;
        // A dropped feed is lost, not late; but which halts there are a feed says again as it returns.
        if (m_state.isFeedOn() || std::holds_alternative<TradingStatus>(event.body))
            m_board.apply(event);
    }
}

void TradingCore::finishStep()
{
    if (!m_storageFailure)
        noteStorage(m_journal->commit());
    if (m_storageFailure) {
        m_kill->latchOutside();
        m_kill->sendOnlyReducing(m_context->outbox);
    }
    sendOutbox();
    m_drill->noteSent();
    for (auto& [envelope, reply] : m_answers) {
        if (envelope.reply)
            envelope.reply(m_storageFailure ? Result<DeskReply>(fail(*m_storageFailure)) : std::move(reply));
    }
    m_answers.clear();
    if (!m_storageFailure && !m_journal->hasUncommitted())
        m_snapshots->tick(m_state, m_journal->head());
}

// The first failure stays.
void TradingCore::noteStorage(const Result<void>& kept)
{
    if (kept || m_storageFailure)
        return;
    m_storageFailure = kept.error();
    m_kill->onStorageFailure(kept.error());
    announce(fmt::format("The record cannot be written, nothing that adds risk is sent: {} [{}]",
                         kept.error().message, kept.error().code));
}

void TradingCore::announce(const std::string& line) const
{
    if (m_setup.announce)
        m_setup.announce(line);
}

void TradingCore::rest()
{
    if (!m_storageFailure && !m_hasEnded && !m_journal->hasUncommitted())
        m_snapshots->rest(m_state, m_journal->head());
}

void TradingCore::takeVerdict(const Result<AuditVerdict>& verdict)
{
    if (verdict && verdict->isIntact)
        return;
    if (!verdict && verdict.error().code == "audit.check_stopped")
        return;
    m_journal->record("desk", "desk",
                      verdict ? RecordBroken {verdict->firstBad, verdict->reason}
                              : RecordBroken {{}, verdict.error().message});
    finishStep();
}

void TradingCore::sendOutbox()
{
    while (m_context->isVenueUp && !m_context->outbox.empty()) {
        const VenueCommand command = std::move(m_context->outbox.front());
        m_context->outbox.pop_front();
        faultPoint("venue.before_send");
        if (const auto sent = m_setup.venue->send(command); !sent)
            onVenueLost(sent.error());
        faultPoint("venue.after_send");
    }
}

// What was on its way when the link broke is unknown until the venue's own books say more (law 3).
void TradingCore::onVenueLost(const Error& error)
{
    m_context->isVenueUp = false;
    noteVenueTrouble(error);
    announce(fmt::format("The venue is lost: {} [{}]", error.message, error.code));
    m_venueRetryAt = m_clock.now() + venueRetryInterval;
    m_context->outbox.clear();
    for (const OrderRecord* order : m_state.orders().open()) {
        if (order->state == OrderState::Sending)
            m_journal->record("desk", order->id.text(),
                              OrderUnknown {order->id, order->working, error.message});
    }
    m_journal->record("desk", "desk", Disarmed {error.code, "The venue does not answer: " + error.message});
    noteStorage(m_journal->commit());
}

void TradingCore::tryVenueAgain()
{
    if (m_isFenced || m_clock.now() < m_venueRetryAt)
        return;
    m_venueRetryAt = m_clock.now() + venueRetryInterval;
    if (const auto begun = beginVenueSession(); !begun)
        noteVenueTrouble(begun.error());
}

// The link may look alive and be dead, or the venue may have dropped what we sent: only its books can tell.
std::optional<Error> TradingCore::overdueAnswer() const
{
    for (const OrderRecord* order : m_state.orders().open()) {
        const bool isWaiting = isInDoubt(order->state) || order->isCancelAsked;
        if (isWaiting && m_clock.now() - order->updatedAt > venueAnswerLimit)
            return Error {"venue.silent",
                          fmt::format("Nothing was heard of order {} ({}) for {} s.", order->id.text(),
                                      nameOf(order->state), secondsBetween(order->updatedAt, m_clock.now()))};
    }
    return {};
}

void TradingCore::noteVenueTrouble(const Error& error)
{
    m_isFenced = isFencing(error);
    m_venueTrouble = error.message;
}

// Every session has an epoch of its own, so that whatever the one before still has on its way is fenced.
Result<void> TradingCore::beginVenueSession()
{
    const auto epoch = m_setup.storage->renewEpoch(m_journal->epoch(), m_clock.now());
    if (!epoch)
        return fail(epoch.error());
    m_journal->beginEpoch(*epoch);
    faultPoint("epoch.renewed");
    Reconciliation reconciliation(*m_context, *m_intake);
    if (auto reconciled = reconciliation.run(); !reconciled)
        return reconciled;
    m_books->restart();
    m_context->isVenueUp = true;
    m_venueTrouble.clear();
    announce("The venue is back.");
    return {};
}

void TradingCore::finishRun()
{
    // Past the last bar, what expired on this day still settles.
    const Instant dayEnd = newYorkTime(newYorkLocal(m_clock.now()).date, std::chrono::hours {17});
    if (dayEnd > m_clock.now())
        step(dayEnd);
    if (m_context->isVenueUp) {
        if (const auto looked = m_books->lookNow(); !looked)
            onVenueLost(looked.error());
    }
    m_hasEnded = true;
    m_session->finish();
    RunEnded ending;
    ending.quotes = m_quotesRead;
    ending.trades = m_tradesRead;
    ending.marks = m_orders->marks();
    m_journal->record("desk", "run", std::move(ending));
    finishStep();
    if (const auto anchored = m_journal->anchor("end"); !anchored && !m_storageFailure)
        m_storageFailure = anchored.error();
}

} // namespace strikedesk
