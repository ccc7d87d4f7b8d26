// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"
#include "core/engine/DeskCommands.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace strikedesk {

/// A desk with a script instead of an engine: it shows one filled snapshot, notes every command, and answers
/// at once, with a failure, or only when told.
///
/// Thread: any, like a real desk.
class FakeDesk final : public Desk
{
public:
    FakeDesk()
        : m_snapshot(std::make_shared<DeskSnapshot>(filledSnapshot()))
        , m_pricing(std::make_shared<PricingSnapshot>(filledPricing()))
        , m_audit(filledAudit())
    {
    }

    Result<void> submit(CommandEnvelope envelope) override
    {
        const std::scoped_lock lock(m_mutex);
        if (m_isFull)
            return fail("engine.queue_full", "The queue of the desk is full.");
        m_commands.push_back(envelope.command);
        m_principals.push_back(envelope.principal);
        keepToken(envelope.command);
        if (m_isHolding) {
            m_held.push_back(std::move(envelope));
            m_hasHeld.notify_all();
        } else
            envelope.reply(replyFor(envelope.command));
        return {};
    }
    DeskSnapshotPtr snapshot() const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_snapshot;
    }
    PricingSnapshotPtr pricing() const override { return m_pricing; }
    void focusChain(const std::string&, std::optional<Date>) override { }
    void askScenario() override { ++m_scenariosAsked; }
    [[nodiscard]] int scenariosAsked() const { return m_scenariosAsked; }
    void onSnapshot(std::function<void()>) override { }
    Result<std::vector<AuditRow>> auditAfter(std::uint64_t sequence, std::size_t count) const override
    {
        const std::scoped_lock lock(m_mutex);
        std::vector<AuditRow> rows;
        for (const AuditRow& row : m_audit) {
            if (row.sequence > sequence && rows.size() < count)
                rows.push_back(row);
        }
        return rows;
    }
    std::optional<double> loopAgeSeconds() const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_loopAgeSeconds;
    }

    // ---- The script ----

    void setHolding(bool isHolding)
    {
        const std::scoped_lock lock(m_mutex);
        m_isHolding = isHolding;
    }
    void setFull(bool isFull)
    {
        const std::scoped_lock lock(m_mutex);
        m_isFull = isFull;
    }
    void setFailure(std::optional<Error> failure)
    {
        const std::scoped_lock lock(m_mutex);
        m_failure = std::move(failure);
    }
    void setLoopAge(double seconds)
    {
        const std::scoped_lock lock(m_mutex);
        m_loopAgeSeconds = seconds;
    }
    void setCash(Money cash)
    {
        const std::scoped_lock lock(m_mutex);
        auto next = std::make_shared<DeskSnapshot>(*m_snapshot);
        ++next->revision;
        next->account.cash = cash;
        m_snapshot = std::move(next);
    }
    void damageAudit(std::size_t index)
    {
        const std::scoped_lock lock(m_mutex);
        m_audit.at(index).body = "{\"changed\":1}";
    }
    /// Answers everything held so far, from the calling thread.
    std::size_t answerHeld()
    {
        std::vector<CommandEnvelope> held;
        {
            const std::scoped_lock lock(m_mutex);
            held.swap(m_held);
        }
        for (const CommandEnvelope& envelope : held)
            envelope.reply(replyFor(envelope.command));
        return held.size();
    }
    /// True once so many commands wait for their answer; false when that takes longer than anybody waits.
    [[nodiscard]] bool waitUntilHeld(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        return m_hasHeld.wait_for(lock, std::chrono::seconds(20), [&] { return m_held.size() >= count; });
    }
    [[nodiscard]] std::size_t heldCount() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_held.size();
    }
    template <typename Command>
    [[nodiscard]] std::vector<Command> commands() const
    {
        const std::scoped_lock lock(m_mutex);
        std::vector<Command> found;
        for (const DeskCommand& command : m_commands) {
            if (const auto* wanted = std::get_if<Command>(&command))
                found.push_back(*wanted);
        }
        return found;
    }
    [[nodiscard]] Principal lastPrincipal() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_principals.empty() ? Principal() : m_principals.back();
    }

private:
    Result<DeskReply> replyFor(const DeskCommand& command) const
    {
        if (m_failure)
            return fail(*m_failure);
        if (std::holds_alternative<PreviewOrder>(command)) {
            OrderPreview preview;
            preview.midPrice = Price::ofCents(125);
            preview.maximumLoss = Money::ofWhole(250);
            preview.isAllowed = true;
            preview.structure = "vertical";
            preview.checks.push_back(
                {"risk.max_order_quantity", true, false, "100", "2", "2 of at most 100."});
            return preview;
        }
        if (const auto* replace = std::get_if<ReplaceOrder>(&command))
            return OrderReply {replace->order, OrderState::PendingReplace};
        if (const auto* cancel = std::get_if<CancelOrder>(&command))
            return OrderReply {cancel->order, OrderState::PendingCancel};
        if (std::holds_alternative<SubmitOrder>(command))
            return OrderReply {OrderId("O1-000009-A"), OrderState::Working};
        if (std::holds_alternative<DrillKill>(command))
            return DrillReply {{3, 3, 200, 4'000, 60'000}, false};
        if (std::holds_alternative<SetRules>(command) || std::holds_alternative<PreviewRules>(command)) {
            RulesReply rules;
            rules.structure = "P1-000001-A";
            rules.facts.packages = rules.held = Quantity(10);
            rules.rules.push_back({});
            return rules;
        }
        if (std::holds_alternative<ListRules>(command))
            return RuleListReply {{{"P1-000001-A",
                                    "bull put vertical",
                                    "token:bot",
                                    {},
                                    false,
                                    Quantity(10),
                                    Quantity(10),
                                    {{"half", "breach", "watching", {}, {}}}}}};
        if (std::holds_alternative<FindRolls>(command))
            return RollCandidatesReply();
        if (std::holds_alternative<PreviewRoll>(command))
            return RollPreviewReply();
        if (std::holds_alternative<StartRoll>(command))
            return RollReply {"L1-000007-A", "P1-000006-A", OrderId("O1-000008-A")};
        if (std::holds_alternative<ListRolls>(command))
            return RollListReply {{RollView()}};
        if (std::holds_alternative<ShowRollChain>(command))
            return RollChainReply();
        return DeskReply();
    }

    void keepToken(const DeskCommand& command)
    {
        auto next = std::make_shared<DeskSnapshot>(*m_snapshot);
        if (const auto* record = std::get_if<RecordToken>(&command))
            next->tokens.push_back({record->id, record->name, record->scopes, record->hash, next->now,
                                    record->expiresAt, false});
        else if (const auto* revoke = std::get_if<RevokeToken>(&command))
            for (TokenView& token : next->tokens)
                token.isRevoked = token.isRevoked || token.id == revoke->id;
        m_snapshot = std::move(next);
    }

    static Instant startTime() { return *parseInstant("2013-06-28T13:31:00.000Z"); }

    static OrderView filledOrder(const char* id, OrderState state)
    {
        OrderView order;
        order.id = OrderId(id);
        order.state = state;
        order.request.legs = {{"NWSA  130720C00015000", Side::Buy, 1, PositionEffect::Open}};
        order.request.quantity = Quantity(2);
        order.request.limit = Price::ofCents(55);
        order.createdAt = startTime();
        order.updatedAt = startTime();
        order.actor = "screen";
        order.steps.push_back(
            {startTime(), "submit", Price::ofCents(55), {}, Price::ofCents(56), {}, Quantity(2), "", 3});
        return order;
    }

    static DeskSnapshot filledSnapshot()
    {
        DeskSnapshot desk;
        desk.revision = 7;
        desk.now = startTime();
        desk.market = "simulated";
        desk.fillModel = "calibrated";
        desk.isArmed = true;
        desk.isReconciled = true;
        desk.links = {{"feed", true, "simulated", 0.5}, {"venue", true, "", {}}, {"storage", true, "", {}}};
        desk.account.id = "PAPER-1";
        desk.account.type = "margin";
        desk.account.cash = Money::ofWhole(100'000);
        desk.account.source = "own books";
        PositionView leg;
        leg.underlying = "NWSA";
        leg.structureId = "S1";
        leg.structure = "single";
        leg.symbol = "NWSA  130720C00015000";
        leg.quantity = Quantity(2);
        leg.multiplier = 100;
        leg.cost = Money::ofWhole(110);
        leg.marketValue = Money::ofWhole(112);
        desk.positions.push_back(leg);
        leg.symbol = "NWSA  130720C00016000";
        leg.marketValue.reset();
        desk.positions.push_back(leg);
        desk.orders = {filledOrder("O1-000003-C", OrderState::Working),
                       filledOrder("O1-000002-B", OrderState::Filled),
                       filledOrder("O1-000001-A", OrderState::Cancelled)};
        FillView fill;
        fill.executionId = ExecutionId("E1");
        fill.orderId = OrderId("O1-000002-B");
        fill.at = startTime();
        fill.quantity = Quantity(2);
        desk.fills.push_back(fill);
        desk.slippageLevels = {{"day", "2013-06-28", Money::ofWhole(500), Money::ofWhole(20),
                                Money::ofWhole(5), Money::ofWhole(475), Money::ofWhole(1)}};
        desk.slippageEntries = {{startTime(), OrderId("O1-000002-B"), "spend", Money::ofWhole(5), "", 9}};
        desk.limits = {{"risk.max_order_quantity", "Packages per order", "100", "packages"}};
        desk.session.state = "running";
        desk.session.progressText = "## PHASE 1: Open\n";
        return desk;
    }

    static PricingSnapshot filledPricing()
    {
        auto chain = std::make_shared<ChainSnapshot>();
        chain->underlying = "NWSA";
        chain->at = startTime();
        chain->spot = {15.2, SpotSource::Quote, startTime()};
        ChainExpiry expiry;
        expiry.expiry = *parseDate("2013-07-20");
        expiry.root = "NWSA";
        expiry.settlement = "PM";
        for (const std::int64_t strike : {14, 15, 16}) {
            ChainRow row;
            row.symbol = "NWSA  130720C000" + std::to_string(strike) + "000";
            row.expiry = expiry.expiry;
            row.strike = Price::ofWhole(strike);
            row.quote.bid = QuoteSide {Price::ofCents(50), 10, startTime()};
            expiry.rows.push_back(row);
        }
        chain->expiries.push_back(expiry);
        PricingSnapshot pricing;
        pricing.at = startTime();
        pricing.chains.push_back(chain);
        GreeksRow row;
        row.level = "underlying";
        row.underlying = "NWSA";
        row.name = "NWSA";
        row.greeks = Greeks {120, 3, -4, 5, 6};
        pricing.greeks.push_back(row);
        return pricing;
    }

    static std::vector<AuditRow> filledAudit()
    {
        AuditChain chain;
        std::vector<AuditRow> rows;
        for (int i = 0; i < 5; ++i) {
            const AuditRecord record
                = chain.next({startTime(), "order", "order_sent", "screen", "O1", "{\"n\":1}"});
            rows.push_back({record.sequence, record.time, record.category, record.kind, record.actor,
                            record.entity, record.body, hexText(record.hash)});
        }
        return rows;
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_hasHeld;
    DeskSnapshotPtr m_snapshot;
    PricingSnapshotPtr m_pricing;
    std::atomic<int> m_scenariosAsked {0};
    std::vector<AuditRow> m_audit;
    std::vector<DeskCommand> m_commands;
    std::vector<Principal> m_principals;
    std::vector<CommandEnvelope> m_held;
    std::optional<Error> m_failure;
    std::optional<double> m_loopAgeSeconds;
    bool m_isHolding = false;
    bool m_isFull = false;
};

} // namespace strikedesk
