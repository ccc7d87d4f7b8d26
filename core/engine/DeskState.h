// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/CostBook.h"
#include "core/engine/DeskEvents.h"
#include "core/engine/DeskSnapshot.h"
#include "core/engine/EventHash.h"
#include "core/engine/HeldBook.h"
#include "core/engine/RiskRecord.h"
#include "core/engine/RollBook.h"
#include "core/engine/RuleBook.h"
#include "core/execution/FillRates.h"
#include "core/instruments/Catalogue.h"
#include "core/orders/OrderLedger.h"
#include "core/portfolio/Portfolio.h"
#include "core/risk/LimitBook.h"
#include "core/session/TaskRecord.h"
#include "core/slippage/SlippageLedger.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

struct SessionRecord
{
    std::string id;
    std::string planName;
    std::string planText;
    std::string state = "none"; ///< "none", "running", "done", "failed", "aborted".
    std::string reason;
    std::map<std::string, TaskRecord> tasks;
    int ordersUsed = 0;
    Instant startedAt;
};

struct IgnoredDifference
{
    std::string delta;
    std::string actor;
    std::string reason;
};

struct KillRecord
{
    bool isEngaged = false;
    bool isDrill = false; ///< Engaged to try it out, so far.
    bool flatten = false;
    std::string reason;
    std::string actor;
    std::optional<Instant> engagedAt;
    std::set<OrderId> asked;     ///< Orders whose cancel the kill asked for.
    std::set<OrderId> confirmed; ///< Those of them that have ended.
    std::optional<Instant> lastConfirmedAt;
};

/// Fills of one model, for the summary of a run.
struct FillSums
{
    int fills = 0;
    Money slippage;
    Money fees;
};

/// What is left of orders that ended so long ago that they were taken out of the state. The record keeps
/// them.
struct PastOrders
{
    std::uint64_t orders = 0;
    int rejected = 0;
    std::map<std::string, FillSums> byFillModel; ///< Fills that stand.
};

struct DrillRecord
{
    KillDrilled report;
    Instant at;
};

/// All trading state of one profile: the fold of its events, and nothing else.
///
/// apply() is the only way in; it is called for an event when it happens and again when the record is read
/// back, so that what the desk believes after a crash is what it believed before. Thread: owned by the
/// trading thread.
class DeskState
{
public:
    /// Ended orders that stay known, with their fills: what the venue reports of an older one is an anomaly.
    static constexpr std::size_t endedOrdersKept = 5'000;

    explicit DeskState(std::shared_ptr<const Catalogue> catalogue);

    /// An event that does not fit the state (an order step that is not in the lifecycle table, an order
    /// nobody knows) changes nothing else and is kept as an anomaly: the caller disarms.
    void apply(const DeskEvent& event, std::string_view canonicalBody);

    [[nodiscard]] const Catalogue& catalogue() const { return *m_catalogue; }
    [[nodiscard]] const std::optional<RunStarted>& run() const { return m_run; }
    [[nodiscard]] const std::optional<RunEnded>& ending() const { return m_ending; }
    [[nodiscard]] const LimitBook& limitBook() const { return m_limits; }
    /// Those of the account; empty, so that nothing opens, when they cannot be read.
    [[nodiscard]] const Limits& limitValues() const { return m_limits.account(); }
    [[nodiscard]] const OrderLedger& orders() const { return m_orders; }
    [[nodiscard]] const Portfolio& portfolio() const { return m_portfolio; }
    [[nodiscard]] const SlippageLedger& slippage() const { return m_slippage; }
    [[nodiscard]] const std::deque<SlippageEntryView>& slippageEntries() const { return m_slippageEntries; }
    [[nodiscard]] const std::deque<FillView>& fills() const { return m_fills; }
    /// What limits of this profile have got at their places in the market.
    [[nodiscard]] const FillRates& fillRates() const { return m_fillRates; }
    [[nodiscard]] const SessionRecord& session() const { return m_session; }
    [[nodiscard]] const KillRecord& kill() const { return m_kill; }
    /// What the newest drill of the kill switch has measured.
    [[nodiscard]] const std::optional<DrillRecord>& lastDrill() const { return m_lastDrill; }
    [[nodiscard]] const RiskRecord& risk() const { return m_risk; }
    [[nodiscard]] const std::vector<TokenView>& tokens() const { return m_tokens; }
    [[nodiscard]] const std::vector<ReconciledRow>& reconciliation() const { return m_reconciliation; }
    /// Differences that a person lets stand, by subject.
    [[nodiscard]] const std::map<std::string, IgnoredDifference>& ignoredDifferences() const
    {
        return m_ignoredDifferences;
    }
    [[nodiscard]] const std::vector<std::string>& anomalies() const { return m_anomalies; }
    [[nodiscard]] bool isReconciled() const { return m_isReconciled; }
    [[nodiscard]] bool isArmed() const { return m_isArmed; }
    [[nodiscard]] const std::string& disarmedReason() const { return m_disarmedReason; }
    [[nodiscard]] bool isFeedOn() const { return m_isFeedOn; }
    /// The venue's last sequence number that is in the record.
    [[nodiscard]] std::uint64_t venueSequence() const { return m_venueSequence; }
    [[nodiscard]] std::optional<Instant> lastEventAt() const { return m_lastEventAt; }
    [[nodiscard]] std::uint64_t eventCount() const { return m_eventCount; }
    [[nodiscard]] std::string eventHash() const { return m_hash.text(); }
    /// When there is time, after what waits was sent.
    void settleHash() const { m_hash.settle(); }
    [[nodiscard]] int denials() const { return m_denials; }
    [[nodiscard]] const PastOrders& past() const { return m_past; }
    [[nodiscard]] const CostBook& costs() const { return m_costs; }
    /// Orders that this machine holds.
    [[nodiscard]] const HeldBook& held() const { return m_held; }
    [[nodiscard]] const RuleBook& rules() const { return m_rules; }
    [[nodiscard]] const RollBook& rolls() const { return m_rolls; }
    /// "short iron condor" …; empty for what settlement brought in.
    [[nodiscard]] std::string structureName(const std::string& structureId) const;
    [[nodiscard]] std::set<std::string> openStructures() const { return m_portfolio.openStructures(); }

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& state, const DeskState*);

private:
    void on(const RunStarted& e, const DeskEvent& event);
    void on(const EngineStarted& e, const DeskEvent& event);
    void on(const RecordBroken& e, const DeskEvent& event);
    void on(const LimitsSet& e, const DeskEvent& event);
    void on(const OrderDenied& e, const DeskEvent& event);
    void on(const OrderIntended& e, const DeskEvent& event);
    void on(const OrderSending& e, const DeskEvent& event);
    void on(const ReplaceIntended& e, const DeskEvent& event);
    void on(const CancelIntended& e, const DeskEvent& event);
    void on(const OrderUnknown& e, const DeskEvent& event);
    void on(const OrderAbsent& e, const DeskEvent& event);
    void on(const WalkRested& e, const DeskEvent& event);
    void on(const VenueReported& e, const DeskEvent& event);
    void on(const SlippageReserved& e, const DeskEvent& event);
    void on(const SlippageToppedUp& e, const DeskEvent& event);
    void on(const SlippageImposed& e, const DeskEvent& event);
    void on(const SlippageRefused& e, const DeskEvent& event);
    void on(const SlippageSpent& e, const DeskEvent& event);
    void on(const SlippageReversed& e, const DeskEvent& event);
    void on(const SlippageReleased& e, const DeskEvent& event);
    void on(const SlippageLimitSet& e, const DeskEvent& event);
    void on(const SlippageWarned& e, const DeskEvent& event);
    void on(const SessionStarted& e, const DeskEvent& event);
    void on(const TaskChanged& e, const DeskEvent& event);
    void on(const SessionEnded& e, const DeskEvent& event);
    void on(const KillEngaged& e, const DeskEvent& event);
    void on(const KillReset& e, const DeskEvent& event);
    void on(const KillDrilled& e, const DeskEvent& event);
    void on(const FeedSwitched& e, const DeskEvent& event);
    void on(const Reconciled& e, const DeskEvent& event);
    void on(const DifferenceSettled& e, const DeskEvent& event);
    void on(const Armed& e, const DeskEvent& event);
    void on(const Disarmed& e, const DeskEvent& event);
    void on(const TokenRecorded& e, const DeskEvent& event);
    void on(const TokenRevoked& e, const DeskEvent& event);
    void on(const RunEnded& e, const DeskEvent& event);
    void on(const EquityMarked& e, const DeskEvent& event);
    void on(const BreakerTripped& e, const DeskEvent& event);
    void on(const BreakerReset& e, const DeskEvent& event);
    void on(const PrincipalDisarmed& e, const DeskEvent& event);
    void on(const PrincipalEnabled& e, const DeskEvent& event);
    void on(const UnderlyingRestricted& e, const DeskEvent& event);
    void on(const LimitChanged& e, const DeskEvent& event);
    void on(const LimitRaiseAsked& e, const DeskEvent& event);
    void on(const LimitRaiseCancelled& e, const DeskEvent& event);
    template <typename Other>
    void on(const Other&, const DeskEvent&)
    {
    }

    void onVenue(const VenueAccepted& e, const DeskEvent& event);
    void onVenue(const VenueRejected& e, const DeskEvent& event);
    void onVenue(const VenueReplaced& e, const DeskEvent& event);
    void onVenue(const VenueReplaceRejected& e, const DeskEvent& event);
    void onVenue(const VenueCancelled& e, const DeskEvent& event);
    void onVenue(const VenueCancelRejected& e, const DeskEvent& event);
    void onVenue(const VenueExpired& e, const DeskEvent& event);
    void onVenue(const VenueSettled& e, const DeskEvent& event);
    void onVenue(const VenueBusted& e, const DeskEvent& event);
    void onVenue(const VenueCorrected& e, const DeskEvent& event);
    void onVenue(const VenueAdjusted& e, const DeskEvent& event);
    void onVenue(const VenueRestated& e, const DeskEvent& event);

    [[nodiscard]] static OrderStep stepOf(const DeskEvent& event, const char* kind,
                                          std::optional<Price> price, Quantity quantity,
                                          const PackageSeen& package = {});
    OrderRecord* orderOf(const ClientOrderId& id, const DeskEvent& event);
    void takeLedgerEntries(const DeskEvent& event);
    void noteAnomaly(const DeskEvent& event, std::string what);
    void settleReplacement(OrderRecord& order, bool isConfirmed);
    static void beginStanding(OrderRecord& order, Price limit, const PackageSeen& market, Instant at);
    void endStanding(OrderRecord& order, Instant at, bool isFilled);
    void onFill(const VenueFill& e, const PackageSeen& market, const DeskEvent& event);
    void bookFill(OrderRecord& order, const VenueFill& fill, const PackageSeen& market,
                  const DeskEvent& event);
    [[nodiscard]] bool reverseFill(OrderRecord& order, const ExecutionId& execution,
                                   const ExecutionId& reversal, const char* what, const DeskEvent& event);
    [[nodiscard]] FillView* fillOf(const ExecutionId& execution);
    [[nodiscard]] Result<void> adopt(const DifferenceSettled& e);
    void forgetLongEnded();
    void forgetFillsOf(const std::set<OrderId>& orders);
    void foldStructuresOf(const std::vector<OrderRecord>& orders);
    void countKillConfirmation(const OrderRecord& order, Instant at);
    void noteReject(const OrderRecord& order, Instant at);
    void followLimit(const LimitBook& before, LimitId id, Instant at);

    std::shared_ptr<const Catalogue> m_catalogue;
    std::optional<RunStarted> m_run;
    std::optional<RunEnded> m_ending;
    LimitBook m_limits;
    OrderLedger m_orders;
    Portfolio m_portfolio;
    SlippageLedger m_slippage;
    std::map<std::string, std::string> m_structureNames;
    std::deque<SlippageEntryView> m_slippageEntries;
    std::deque<FillView> m_fills;
    FillRates m_fillRates;
    SessionRecord m_session;
    KillRecord m_kill;
    std::optional<DrillRecord> m_lastDrill;
    RiskRecord m_risk;
    std::vector<TokenView> m_tokens;
    std::vector<ReconciledRow> m_reconciliation;
    std::map<std::string, IgnoredDifference> m_ignoredDifferences;
    std::vector<std::string> m_anomalies;
    bool m_isReconciled = false;
    bool m_isArmed = false;
    bool m_isFeedOn = true;
    std::string m_disarmedReason = "starting";
    std::uint64_t m_venueSequence = 0;
    std::uint64_t m_eventCount = 0;
    int m_denials = 0;
    PastOrders m_past;
    CostBook m_costs;
    HeldBook m_held;
    RuleBook m_rules;
    RollBook m_rolls;
    std::optional<Instant> m_lastEventAt;
    EventHash m_hash;
};

} // namespace strikedesk
