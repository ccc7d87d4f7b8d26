// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SessionHost.h"

#include "core/engine/PositionViews.h"
#include "core/engine/SeriesPricing.h"
#include "core/instruments/TradingCalendar.h"
#include "core/orders/NetPrice.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {

SessionHost::SessionHost(DeskContext& context, OrderDesk& orders, RuleDesk& rules, std::string underlying)
    : m_context(context)
    , m_orders(orders)
    , m_rules(rules)
    , m_underlying(std::move(underlying))
{
}

SessionHost::~SessionHost() = default;

std::string SessionHost::actor() const
{
    return "session:" + m_context.state.session().id;
}

Result<void> SessionHost::restore()
{
    const SessionRecord& record = m_context.state.session();
    if (record.state == "none")
        return {};
    auto plan = parsePlan(record.planText);
    if (!plan)
        return fail("audit.bad_record",
                    "The plan in the record cannot be read any more: " + plan.error().message);
    if (record.state == "running")
        m_runner = std::make_unique<SessionRunner>(*this, std::move(*plan), record.startedAt, record.tasks);
    else
        m_endedPlan = std::move(*plan);
    return {};
}

Result<void> SessionHost::start(const std::string& actor, const std::string& planName,
                                const std::string& planText)
{
    if (m_context.state.session().state == "running")
        return fail("session.running",
                    fmt::format("The session \"{}\" is running: abort it before another starts.",
                                m_context.state.session().planName));
    auto plan = parsePlan(planText);
    if (!plan)
        return fail(plan.error());
    const std::string id = m_context.ids.next('S');
    m_context.journal.record(actor, id,
                             SessionStarted {id, planName.empty() ? plan->name : planName, planText});
    if (plan->budgets.slippage) {
        // A plan may give its session less than the profile allows, never more.
        const auto most = m_context.state.limitValues().findMoney(LimitId::SessionSlippage);
        const Money budget = std::min(*plan->budgets.slippage, most.value_or(*plan->budgets.slippage));
        m_context.journal.record(actor, id, SlippageLimitSet {"session", id, budget});
    }
    m_runner = std::make_unique<SessionRunner>(*this, std::move(*plan), m_context.now(),
                                               std::map<std::string, TaskRecord> {});
    return {};
}

Result<void> SessionHost::abort(const std::string& actor, const std::string& reason)
{
    if (!m_runner || m_runner->hasEnded())
        return fail("session.not_running", "No session is running: there is nothing to abort.");
    m_runner->abort(fmt::format("{} ({})", reason.empty() ? "Aborted" : reason, actor));
    return {};
}

Result<void> SessionHost::resume(const std::string&)
{
    if (m_runner && !m_runner->hasEnded())
        return {};
    return fail("session.not_resumable", "No unfinished session is in the record: start a new one.");
}

void SessionHost::tick()
{
    // While the desk is disarmed a session waits: it neither trades nor counts its attempts.
    if (m_runner && m_context.state.isArmed() && !m_context.state.kill().isEngaged)
        m_runner->tick();
}

void SessionHost::finish()
{
    if (m_runner && !m_runner->hasEnded())
        m_runner->finish();
}

std::optional<Instant> SessionHost::nextDue() const
{
    return m_runner ? m_runner->nextDue() : std::nullopt;
}

LegChain SessionHost::chain(const std::string& root, Date expiry)
{
    return priceSeries(m_context, m_underlying, root, expiry);
}

PackageNow SessionHost::package(const std::vector<OrderLeg>& legs) const
{
    const auto markets = legMarkets(m_context, legs);
    PackageNow now;
    if (!markets)
        return now;
    now.isTradable = markets->isTradable;
    if (markets->prices) {
        now.midPaid = markets->prices->mid;
        now.naturalPaid = markets->prices->natural;
    }
    return now;
}

std::vector<SessionLeg> SessionHost::heldLegs(const std::string& structureId) const
{
    std::vector<SessionLeg> legs;
    for (const PortfolioPosition& position : m_context.state.portfolio().structure(structureId)) {
        const auto id = catalogue().find(position.symbol);
        const bool isOption = id && catalogue().at(*id).option.has_value();
        // What has stopped trading waits for its settlement: it cannot be closed any more.
        const bool trades
            = !isOption || TradingCalendar::us().lastTradesAt(*catalogue().at(*id).option) > now();
        if (position.isOpen() && trades)
            legs.push_back({position.symbol, position.quantity, position.cost});
    }
    return legs;
}

const OrderRecord* SessionHost::order(const OrderId& id) const
{
    return m_context.state.orders().find(id);
}

std::vector<OrderId> SessionHost::openOrders() const
{
    std::vector<OrderId> ids;
    for (const OrderRecord* order : m_context.state.orders().open()) {
        if (order->actor == actor() && order->rule.empty())
            ids.push_back(order->id);
    }
    return ids;
}

std::optional<Money> SessionHost::sessionPnl() const
{
    Money pnl = m_context.state.portfolio().realised() - m_context.state.portfolio().fees();
    for (const PositionView& position : positionViews(m_context, nullptr)) {
        if (!position.unrealised)
            return {};
        pnl += *position.unrealised;
    }
    return pnl;
}

Result<OrderId> SessionHost::submit(const OrderRequest& request)
{
    const auto budget = m_runner ? m_runner->plan().budgets.orders : std::nullopt;
    if (budget && ordersUsed() >= *budget)
        return fail("session.order_budget",
                    fmt::format("The plan's budget of {} orders is used up.", *budget));
    return m_orders.submit({actor(), request.strategy, false}, request).map([](const OrderReply& reply) {
        return reply.order;
    });
}

Result<void> SessionHost::cancel(const OrderId& id, const std::string& reason)
{
    return m_orders.cancel(actor(), id, reason).map([](const OrderReply&) {});
}

std::vector<SessionRule> SessionHost::rules(const std::string& structureId) const
{
    std::vector<SessionRule> rules;
    if (const RuleSheet* sheet = m_context.state.rules().find(structureId)) {
        for (const RuleRow& row : sheet->rules)
            rules.push_back({row.terms, row.phase});
    }
    return rules;
}

Result<void> SessionHost::setRules(const std::string& structureId, std::vector<RuleTerms> rules,
                                   const std::string& reason)
{
    if (rules.empty())
        return m_rules.remove(actor(), {structureId, reason});
    return m_rules.set({actor(), {}, false}, {structureId, std::move(rules), reason});
}

void SessionHost::checkpoint(const std::string& task, const TaskRecord& record)
{
    m_context.journal.record(actor(), task,
                             TaskChanged {m_context.state.session().id, task, record.state, record.detail,
                                          record.attempt, record.memory});
}

void SessionHost::end(const std::string& state, const std::string& reason)
{
    m_context.journal.record(actor(), m_context.state.session().id,
                             SessionEnded {m_context.state.session().id, state, reason});
}

void SessionHost::writeReport(const std::string& task)
{
    const std::string id = m_context.state.session().id;
    SessionReported report;
    report.session = id;
    report.task = task;
    report.realised = m_context.state.portfolio().realised();
    report.fees = m_context.state.portfolio().fees();
    report.ordersUsed = ordersUsed();
    for (const SlippageBalance& balance : m_context.state.slippage().balances())
        report.slippage.push_back({std::string(nameOf(balance.level)), balance.name, balance.limit,
                                   balance.reserved, balance.spent, balance.improvement});
    m_context.journal.record(actor(), id, std::move(report));
}

} // namespace strikedesk
