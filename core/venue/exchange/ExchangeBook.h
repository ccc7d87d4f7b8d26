// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketSource.h"
#include "core/util/Random.h"
#include "core/venue/VenueMessages.h"
#include "core/venue/exchange/ExchangeLedger.h"
#include "core/venue/exchange/ExchangeOrder.h"
#include "core/venue/exchange/ExchangeQuotes.h"
#include "core/venue/exchange/FillModel.h"
#include "core/venue/exchange/InsideSpread.h"

#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

namespace strikedesk {

struct ExchangeOptions
{
    FillModel fills = FillModel::Calibrated;
    std::uint64_t seed = 1;
    Money cash = Money::ofWhole(100'000);
    Duration latency = std::chrono::milliseconds {250}; ///< Virtual.
    CapabilityProfile profile {.name = "strikedesk-sim", .acceptsStockLeg = true, .hasNativeStops = true};
};

/// The simulated exchange: one account, its own market, its own ledger, its own clock.
///
/// Time is virtual and moves in advanceTo() only. A command sent at t takes effect at t + latency and trades
/// on what the market says strictly later. The same source, options and commands at the same times give the
/// same events. Thread: owned by one.
class ExchangeBook
{
public:
    ExchangeBook(std::unique_ptr<MarketSource> market, ExchangeOptions options);
    ~ExchangeBook();

    [[nodiscard]] const ExchangeOptions& options() const { return m_options; }
    [[nodiscard]] const MarketSource& market() const { return *m_market; }

    /// Begins a session under `epoch` and ends the one before; `venue.fenced` when this or a higher epoch was
    /// here. All that was sent before is in effect when it answers, so that the listing is the whole truth.
    [[nodiscard]] Result<VenueListing> connect(std::uint64_t epoch);
    /// `venue.fenced` when the session of `epoch` has ended.
    [[nodiscard]] Result<void> checkSession(std::uint64_t epoch) const;
    [[nodiscard]] Result<void> take(std::uint64_t epoch, VenueCommand command);
    /// Reaches `instant` (never goes back) and answers the events after `afterSequence` up to it, at most
    /// `most`.
    [[nodiscard]] Result<std::vector<VenueEvent>>
    advanceTo(std::uint64_t epoch, Instant instant, std::uint64_t afterSequence,
              std::size_t most = std::numeric_limits<std::size_t>::max());

    /// The books as they are; needs no session.
    [[nodiscard]] VenueListing listing() const;
    [[nodiscard]] const ExchangeLedger& ledger() const { return m_ledger; }
    [[nodiscard]] const std::vector<VenueEvent>& events() const { return m_events; }
    [[nodiscard]] Instant now() const { return m_now; }

    /// What the exchange knows under this id, one that a replace has superseded included; needs no session.
    [[nodiscard]] std::optional<VenueOrderRow> find(const ClientOrderId& id) const;

    /// Takes an execution back, or gives it another price, at once. `venue.unknown_execution`,
    /// `venue.execution_reversed`, `venue.series_settled`, `venue.bad_correction`.
    [[nodiscard]] Result<void> rule(const ExchangeRuling& ruling);

    /// What reached the exchange from outside: a session that began, a command of it, or a ruling.
    using Input = std::variant<std::uint64_t, VenueCommand, ExchangeRuling>;
    /// Is told of every event as it happens, and of every input before it is taken in. With the market these
    /// are all there is: the same inputs at the same times make the same exchange again.
    struct Observer
    {
        std::function<void(const VenueEvent&)> event;
        std::function<void(const Input&)> input;
    };
    void setObserver(Observer observer) { m_observer = std::move(observer); }
    /// Reaches `instant` without a session, for whoever makes an exchange again from its inputs.
    void restoreTo(Instant instant);

private:
    struct PendingCommand
    {
        VenueCommand command;
        Instant effectiveAt;
    };
    struct OpenSeries
    {
        InstrumentId instrument {};
        Instant settlesAt;
        Instant latestAt; ///< When an opening settlement takes what price there is.
    };
    /// Decided at the close, told the next morning.
    struct DecidedAssignment
    {
        std::string symbol;
        std::int64_t quantity = 0; ///< As held.
        Price price;               ///< Of the underlying.
    };

    // Time (ExchangeBook.cpp)
    void runTo(Instant instant);
    void hearMarket();
    void runTimers();
    [[nodiscard]] Instant nextTimer() const;
    void publish(VenueEventBody body);

    // Commands (ExchangeCommands.cpp)
    void takeEffect(const PendingCommand& pending);
    void effect(const SubmitToVenue& submit, Instant effectiveAt);
    void effect(const ReplaceAtVenue& replace, Instant effectiveAt);
    void effect(const CancelAtVenue& cancel, Instant effectiveAt);
    void rejectSubmission(const SubmitToVenue& submit, Error error, bool isKnown);
    [[nodiscard]] ExchangeOrder* orderOf(const ClientOrderId& id);
    [[nodiscard]] VenueOrderId nextVenueOrderId();

    // Trading (ExchangeTrading.cpp)
    void examineOrders();
    void examine(ExchangeOrder& order, Date today);
    void execute(ExchangeOrder& order, const struct PricedExecution& execution);
    void end(ExchangeOrder& order, ExchangeOrder::State state, const std::string& reason);
    [[nodiscard]] std::vector<ExchangeLedger::Leg> chargedLegs(ExchangeOrder& order,
                                                               const struct PricedExecution& execution);

    // Expiry and assignment (ExchangeExpiry.cpp)
    void trackSeries(const ExchangeOrder& order);
    void trackPosition(InstrumentId instrument);
    void settleDue();
    [[nodiscard]] bool settle(const std::string& symbol, const OpenSeries& series);
    void bookOutcome(const std::string& symbol, std::int64_t quantity, Price price,
                     const struct SettlementOutcome& outcome);
    void scheduleAssignments();
    void decideAssignments();
    [[nodiscard]] bool isAssignmentDue(const OpenSeries& series, std::int64_t quantity,
                                       std::optional<Price> price) const;
    [[nodiscard]] ExecutionId nextExecutionId(char prefix);

    // Before the open (ExchangeOvernight.cpp)
    void scheduleNight();
    void tellNight();
    void tellAssignments();
    [[nodiscard]] std::set<std::string> underlyingsAtNight() const;
    void tellSplit(const std::string& underlying, const StockSplit& split);
    void adjust(const Instrument& instrument, const StockSplit& split);
    void restateOrders(const std::string& underlying, Price dividend);

    // Rulings (ExchangeRulings.cpp)
    struct BookedExecution
    {
        ExchangeOrder* order = nullptr;
        Price price;
        std::vector<ExchangeLedger::Leg> legs;
        bool isReversed = false;
        bool isAdjusted = false; ///< A split has come over what it traded.
    };
    [[nodiscard]] static Result<std::vector<ExchangeLedger::Leg>>
    correctedLegs(const BookedExecution& execution, Price price);

    ExchangeOptions m_options;
    std::unique_ptr<MarketSource> m_market;
    ExchangeQuotes m_quotes;
    InsideSpread m_inside;
    ExchangeLedger m_ledger;
    Random m_random;

    Instant m_now;
    std::uint64_t m_epoch = 0;
    std::uint64_t m_firstEpoch = 0; ///< Of the first session; part of every id, so that none comes twice.
    std::uint64_t m_lastVenueOrder = 0;
    std::uint64_t m_lastExecution = 0;

    std::deque<PendingCommand> m_pending;
    std::deque<ExchangeOrder> m_orders;    ///< Every order ever; never moves.
    std::vector<ExchangeOrder*> m_working; ///< In order of arrival.
    std::unordered_map<ClientOrderId, ExchangeOrder*> m_byClient;
    std::unordered_set<ClientOrderId> m_usedIds;
    std::unordered_map<ExecutionId, BookedExecution> m_booked;
    std::map<std::string, OpenSeries> m_openSeries;
    /// What the account has ever traded or been delivered, by the names of today.
    std::set<std::string> m_traded;
    Instant m_assignmentsAt = Instant::max();
    Instant m_nightAt = Instant::max();
    std::vector<DecidedAssignment> m_decided;
    std::vector<VenueEvent> m_events;
    std::vector<MarketEvent> m_batch;
    Observer m_observer;
};

} // namespace strikedesk
