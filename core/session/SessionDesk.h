// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/orders/OrderLedger.h"
#include "core/positions/RuleSheet.h"
#include "core/session/LegSelector.h"
#include "core/session/TaskRecord.h"
#include "core/util/Error.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// One open leg of a structure that the session holds.
struct SessionLeg
{
    std::string symbol;
    Quantity quantity; ///< Signed.
    Money cost;        ///< Paid for what is open (negative: received).
};

/// A rule of a position, and what it is about to do.
struct SessionRule
{
    RuleTerms terms;
    RulePhase phase = RulePhase::Watching;
};

/// Net prices of a package now, from our side: positive when we pay.
struct PackageNow
{
    std::optional<Price> midPaid;
    std::optional<Price> naturalPaid; ///< Crossing every leg.
    bool isTradable = false;          ///< Every leg two-sided, young and not crossed.
};

/// What a session may see and do. It is a client like any other: its orders pass the same gate.
///
/// Thread: called and implemented on the trading thread.
class SessionDesk
{
public:
    virtual ~SessionDesk() = default;

    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual const Catalogue& catalogue() const = 0;
    [[nodiscard]] virtual const std::string& underlying() const = 0;
    [[nodiscard]] virtual int legsMax() const = 0;
    /// Every series of one root and expiry day with its market, delta and probability, by strike.
    [[nodiscard]] virtual LegChain chain(const std::string& root, Date expiry) = 0;
    [[nodiscard]] virtual PackageNow package(const std::vector<OrderLeg>& legs) const = 0;
    [[nodiscard]] virtual std::vector<SessionLeg> heldLegs(const std::string& structureId) const = 0;
    [[nodiscard]] virtual const OrderRecord* order(const OrderId& id) const = 0;
    /// Orders of this session that are not final; those of rules that it has set are not its own.
    [[nodiscard]] virtual std::vector<OrderId> openOrders() const = 0;
    /// Realised plus unrealised P&L since the session began; nothing while a mark is unknown.
    [[nodiscard]] virtual std::optional<Money> sessionPnl() const = 0;
    [[nodiscard]] virtual int ordersUsed() const = 0;
    /// The order's id, or why the gate refused it.
    [[nodiscard]] virtual Result<OrderId> submit(const OrderRequest& request) = 0;
    [[nodiscard]] virtual Result<void> cancel(const OrderId& id, const std::string& reason) = 0;

    [[nodiscard]] virtual std::vector<SessionRule> rules(const std::string& structureId) const = 0;
    /// Instead of those that the position has; none: takes them away. Their orders are the rules' own.
    [[nodiscard]] virtual Result<void> setRules(const std::string& structureId, std::vector<RuleTerms> rules,
                                                const std::string& reason)
        = 0;

    /// Makes the state of a task durable before the next effect.
    virtual void checkpoint(const std::string& task, const TaskRecord& record) = 0;
    virtual void end(const std::string& state, const std::string& reason) = 0;
    virtual void writeReport(const std::string& task) = 0;
};

} // namespace strikedesk
