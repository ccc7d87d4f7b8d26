// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditVerifier.h"
#include "core/engine/BooksWatch.h"
#include "core/engine/Breakers.h"
#include "core/engine/CostWatch.h"
#include "core/engine/DeskCommands.h"
#include "core/engine/DeskContext.h"
#include "core/engine/EquityWatch.h"
#include "core/engine/HeldDesk.h"
#include "core/engine/KillDrill.h"
#include "core/engine/LimitDesk.h"
#include "core/engine/OrderDesk.h"
#include "core/engine/RecordReplay.h"
#include "core/engine/Recovery.h"
#include "core/engine/RollDesk.h"
#include "core/engine/RuleDesk.h"
#include "core/engine/SessionHost.h"
#include "core/engine/SnapshotKeeper.h"
#include "core/engine/VenueIntake.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace strikedesk {

/// What a trading core is made of and how it starts.
struct TradingSetup
{
    std::unique_ptr<MarketSource> source;
    std::unique_ptr<Venue> venue;
    std::unique_ptr<Storage> storage;
    std::string anchorsFolder;
    SnapshotPlan snapshots;
    std::string sideFilePath; ///< Where cancels and kills are noted while storage fails.
    std::string killFilePath; ///< Put there when a kill cannot be recorded; the next start obeys it.
    std::string underlying;   ///< What a session trades when its plan names nothing else.
    std::string asked;        ///< How the one who started the run called it.
    RunStarted run;           ///< For the first start of a profile; later ones must match its `inputs`.
    LimitsSet limits;
    std::function<void(const std::string&)>
        tellAnchor; ///< Takes every anchor to a place outside; may be empty.
    std::function<void(const std::string&)> announce; ///< Takes what people must hear outside; may be empty.
    DeskMode mode = DeskMode::Paper;
};

/// All trading of one desk without a thread of its own: recovery, steps of virtual time, commands.
///
/// Every step ends durable: what was recorded is committed, then the outbox goes to the venue, then replies
/// go out. Thread: owned by the trading thread (in tests: by the test).
class TradingCore
{
public:
    [[nodiscard]] static Result<std::unique_ptr<TradingCore>> start(TradingSetup setup, Instant wallNow);
    ~TradingCore();

    /// The next instant at which something is due; nothing when the market has been read to its end.
    [[nodiscard]] std::optional<Instant> nextInstant() const;
    /// Lets virtual time reach `instant`, takes in venue and market, and does what is due.
    void step(Instant instant);
    void handle(CommandEnvelope envelope);
    /// Ends a finished run: last settlements, the closing marks.
    void finishRun();
    /// Leaves a snapshot for the next start, when no more steps follow in this process.
    void rest();
    /// What the check of the whole record found behind the snapshot that this start began from. A record that
    /// is broken disarms the desk; only a person arms it again.
    void takeVerdict(const Result<AuditVerdict>& verdict);

    [[nodiscard]] Instant now() const { return m_clock.now(); }
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    [[nodiscard]] const DeskContext& context() const { return *m_context; }
    [[nodiscard]] const TradingSetup& setup() const { return m_setup; }
    [[nodiscard]] const SessionHost& session() const { return *m_session; }
    [[nodiscard]] const BooksWatch& books() const { return *m_books; }
    [[nodiscard]] const KillSwitch& kill() const { return *m_kill; }
    [[nodiscard]] const RuleDesk& rules() const { return *m_rules; }
    /// Before a snapshot is made: what is shown and decides nothing is brought up to date.
    void freshenViews() { m_rules->freshenOutlooks(); }
    [[nodiscard]] bool isVenueUp() const { return m_context->isVenueUp; }
    /// Why the venue is down; empty while it is up.
    [[nodiscard]] const std::string& venueTrouble() const { return m_venueTrouble; }
    [[nodiscard]] const std::optional<Error>& storageFailure() const { return m_storageFailure; }
    /// How much of the record this start has read.
    [[nodiscard]] const ReplayedRecord& replayed() const { return m_replayed; }
    /// Why there is no newer snapshot; empty while all is well.
    [[nodiscard]] std::optional<Error> snapshotFailure() const { return m_snapshots->failure(); }
    [[nodiscard]] std::uint64_t quotesRead() const { return m_quotesRead; }
    [[nodiscard]] std::uint64_t tradesRead() const { return m_tradesRead; }

private:
    TradingCore(TradingSetup setup, Instant startsAt);

    [[nodiscard]] Result<void> open(Instant wallNow);
    void addNewLimits();
    [[nodiscard]] Result<void> meetVenue(bool hasPast);
    void readMarket();
    void readMarketTo(Instant instant);
    void finishStep();
    void noteStorage(const Result<void>& kept);
    void announce(const std::string& line) const;
    void sendOutbox();
    void onVenueLost(const Error& error);
    void tryVenueAgain();
    [[nodiscard]] std::optional<Error> overdueAnswer() const;
    void noteVenueTrouble(const Error& error);
    [[nodiscard]] Result<void> beginVenueSession();
    void answer(CommandEnvelope& envelope, Result<DeskReply> reply);
    Result<DeskReply> run(const Principal& principal, const DeskCommand& command);
    Result<DeskReply> run(const Principal& principal, const SubmitOrder& command);
    Result<DeskReply> run(const Principal& principal, const PreviewOrder& command);
    Result<DeskReply> run(const Principal& principal, const ReplaceOrder& command);
    Result<DeskReply> run(const Principal& principal, const CancelOrder& command);
    Result<DeskReply> run(const Principal& principal, const EngageKill& command);
    Result<DeskReply> run(const Principal& principal, const ResetKill& command);
    Result<DeskReply> run(const Principal& principal, const SwitchFeed& command);
    Result<DeskReply> run(const Principal& principal, const StartSession& command);
    Result<DeskReply> run(const Principal& principal, const AbortSession& command);
    Result<DeskReply> run(const Principal& principal, const ResumeSession& command);
    Result<DeskReply> run(const Principal& principal, const AcceptDifferences& command);
    Result<DeskReply> run(const Principal& principal, const SettleDifference& command);
    Result<DeskReply> run(const Principal& principal, const CompareBooks& command);
    Result<DeskReply> run(const Principal& principal, const RecordToken& command);
    Result<DeskReply> run(const Principal& principal, const RevokeToken& command);
    Result<DeskReply> run(const Principal& principal, const ResetBreaker& command);
    Result<DeskReply> run(const Principal& principal, const EnablePrincipal& command);
    Result<DeskReply> run(const Principal& principal, const RestrictUnderlying& command);
    Result<DeskReply> run(const Principal& principal, const SetLimits& command);
    Result<DeskReply> run(const Principal& principal, const TripBreaker& command);
    Result<DeskReply> run(const Principal& principal, const DrillKill& command);
    Result<DeskReply> run(const Principal& principal, const CancelLimitRaise& command);
    Result<DeskReply> run(const Principal& principal, const SetRules& command);
    Result<DeskReply> run(const Principal& principal, const PauseRules& command);
    Result<DeskReply> run(const Principal& principal, const RemoveRules& command);
    Result<DeskReply> run(const Principal& principal, const PreviewRules& command);
    Result<DeskReply> run(const Principal& principal, const ListRules& command);
    Result<DeskReply> run(const Principal& principal, const FindRolls& command);
    Result<DeskReply> run(const Principal& principal, const PreviewRoll& command);
    Result<DeskReply> run(const Principal& principal, const StartRoll& command);
    Result<DeskReply> run(const Principal& principal, const StopRoll& command);
    Result<DeskReply> run(const Principal& principal, const ListRolls& command);
    Result<DeskReply> run(const Principal& principal, const ShowRollChain& command);

    TradingSetup m_setup;
    VirtualClock m_clock;
    DeskState m_state;
    QuoteBoard m_board;
    ReplayedRecord m_replayed;
    std::unique_ptr<SnapshotKeeper> m_snapshots;
    std::unique_ptr<IdSource> m_ids;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<DeskContext> m_context;
    std::unique_ptr<VenueIntake> m_intake;
    std::unique_ptr<BooksWatch> m_books;
    std::unique_ptr<OrderDesk> m_orders;
    std::unique_ptr<HeldDesk> m_held;
    std::unique_ptr<RuleDesk> m_rules;
    std::unique_ptr<RollDesk> m_rolls;
    std::unique_ptr<KillSwitch> m_kill;
    std::unique_ptr<KillDrill> m_drill;
    std::optional<CommandEnvelope> m_drillAsked; ///< Is answered when the drill is over.
    std::unique_ptr<Breakers> m_breakers;
    std::unique_ptr<EquityWatch> m_equity;
    std::unique_ptr<CostWatch> m_costs;
    std::unique_ptr<LimitDesk> m_limits;
    std::unique_ptr<SessionHost> m_session;
    std::vector<MarketEvent> m_marketEvents;
    std::vector<std::pair<CommandEnvelope, Result<DeskReply>>> m_answers;
    std::optional<Error> m_storageFailure;
    std::string m_venueTrouble;
    bool m_isFenced = false; ///< A newer engine has the account: this one never sends again.
    bool m_hasEnded = false;
    Instant m_venueRetryAt;
    Instant m_nextDayAt; ///< Begin of the first trading day whose splits the board has not heard of.
    std::uint64_t m_quotesRead = 0;
    std::uint64_t m_tradesRead = 0;
};

} // namespace strikedesk
