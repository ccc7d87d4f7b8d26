// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/engine/DeskSnapshot.h"
#include "core/engine/OrderDesk.h"
#include "core/engine/RuleDesk.h"
#include "core/session/SessionDesk.h"
#include "core/session/SessionRunner.h"

#include <memory>
#include <optional>
#include <string>

namespace strikedesk {

/// The desk as a session sees it, and the session as the desk sees it.
///
/// Thread: trading.
class SessionHost final : public SessionDesk
{
public:
    SessionHost(DeskContext& context, OrderDesk& orders, RuleDesk& rules, std::string underlying);
    ~SessionHost() override;

    // ---- For the trading core
    /// Goes on with the session of the record after a restart: with what it believed, told again.
    [[nodiscard]] Result<void> restore();
    /// `session.running` when one runs already, `plan.*` when the plan has faults.
    [[nodiscard]] Result<void> start(const std::string& actor, const std::string& planName,
                                     const std::string& planText);
    [[nodiscard]] Result<void> abort(const std::string& actor, const std::string& reason);
    [[nodiscard]] Result<void> resume(const std::string& actor);
    void tick();
    void finish();
    [[nodiscard]] std::optional<Instant> nextDue() const;
    [[nodiscard]] SessionView view() const;

    // ---- For the session
    [[nodiscard]] Instant now() const override { return m_context.now(); }
    [[nodiscard]] const Catalogue& catalogue() const override { return m_context.board.catalogue(); }
    [[nodiscard]] const std::string& underlying() const override { return m_underlying; }
    [[nodiscard]] int legsMax() const override { return m_context.venue.profile().legsMax; }
    [[nodiscard]] LegChain chain(const std::string& root, Date expiry) override;
    [[nodiscard]] PackageNow package(const std::vector<OrderLeg>& legs) const override;
    [[nodiscard]] std::vector<SessionLeg> heldLegs(const std::string& structureId) const override;
    [[nodiscard]] const OrderRecord* order(const OrderId& id) const override;
    [[nodiscard]] std::vector<OrderId> openOrders() const override;
    [[nodiscard]] std::optional<Money> sessionPnl() const override;
    [[nodiscard]] int ordersUsed() const override { return m_context.state.session().ordersUsed; }
    [[nodiscard]] Result<OrderId> submit(const OrderRequest& request) override;
    [[nodiscard]] Result<void> cancel(const OrderId& id, const std::string& reason) override;
    [[nodiscard]] std::vector<SessionRule> rules(const std::string& structureId) const override;
    [[nodiscard]] Result<void> setRules(const std::string& structureId, std::vector<RuleTerms> rules,
                                        const std::string& reason) override;
    void checkpoint(const std::string& task, const TaskRecord& record) override;
    void end(const std::string& state, const std::string& reason) override;
    void writeReport(const std::string& task) override;

private:
    [[nodiscard]] std::string actor() const;
    [[nodiscard]] const Plan* shownPlan() const;

    DeskContext& m_context;
    OrderDesk& m_orders;
    RuleDesk& m_rules;
    std::string m_underlying;
    std::unique_ptr<SessionRunner> m_runner;
    std::optional<Plan> m_endedPlan; ///< Of a session that had ended before this start: to be shown.
};

} // namespace strikedesk
