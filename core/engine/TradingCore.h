// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/BooksWatch.h"
#include "core/engine/DeskCommands.h"
#include "core/engine/DeskContext.h"
#include "core/engine/EquityWatch.h"
#include "core/engine/KillSwitch.h"
#include "core/engine/OrderDesk.h"
#include "core/engine/Recovery.h"
#include "core/engine/SessionHost.h"
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
    std::string sideFilePath; ///< Where cancels and kills are noted while storage fails.
    std::string killFilePath; ///< Put there when a kill cannot be recorded; the next start obeys it.
    std::string underlying;   ///< What a session trades when its plan names nothing else.
    std::string asked;        ///< How the one who started the run called it.
    RunStarted run;           ///< For the first start of a profile; later ones must match its `inputs`.
    LimitsSet limits;
    std::function<void(const std::string&)>
        tellAnchor; ///< Takes every anchor to a place outside; may be empty.
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

    [[nodiscard]] Instant now() const { return m_clock.now(); }
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    [[nodiscard]] const DeskContext& context() const { return *m_context; }
    [[nodiscard]] const TradingSetup& setup() const { return m_setup; }
    [[nodiscard]] const SessionHost& session() const { return *m_session; }
    [[nodiscard]] const BooksWatch& books() const { return *m_books; }
    [[nodiscard]] const KillSwitch& kill() const { return *m_kill; }
    [[nodiscard]] bool isVenueUp() const { return m_context->isVenueUp; }
    /// Why the venue is down; empty while it is up.
    [[nodiscard]] const std::string& venueTrouble() const { return m_venueTrouble; }
    [[nodiscard]] const std::optional<Error>& storageFailure() const { return m_storageFailure; }
    [[nodiscard]] std::uint64_t quotesRead() const { return m_quotesRead; }
    [[nodiscard]] std::uint64_t tradesRead() const { return m_tradesRead; }

private:
    TradingCore(TradingSetup setup, Instant startsAt);

    [[nodiscard]] Result<void> open(ReplayedRecord replayed, Instant wallNow);
    void addNewLimits();
    void readMarket();
    void finishStep();
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

    TradingSetup m_setup;
    VirtualClock m_clock;
    DeskState m_state;
    QuoteBoard m_board;
    std::unique_ptr<IdSource> m_ids;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<DeskContext> m_context;
    std::unique_ptr<VenueIntake> m_intake;
    std::unique_ptr<BooksWatch> m_books;
    std::unique_ptr<OrderDesk> m_orders;
    std::unique_ptr<KillSwitch> m_kill;
    std::unique_ptr<EquityWatch> m_equity;
    std::unique_ptr<SessionHost> m_session;
    std::vector<MarketEvent> m_marketEvents;
    std::vector<std::pair<CommandEnvelope, Result<DeskReply>>> m_answers;
    std::optional<Error> m_storageFailure;
    std::string m_venueTrouble;
    bool m_isFenced = false; ///< A newer engine has the account: this one never sends again.
    bool m_hasEnded = false;
    Instant m_venueRetryAt;
    std::uint64_t m_quotesRead = 0;
    std::uint64_t m_tradesRead = 0;
};

} // namespace strikedesk
