// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureDesk.h"

#include "tests/ui/FixtureBook.h"
#include "tests/ui/FixtureCosts.h"
#include "tests/ui/FixtureMarket.h"

namespace strikedesk::ui {

FixtureDesk::FixtureDesk()
    : priced(fixtureMarket())
{
    desk = fixtureBook(priced);
    desk.costs = fixtureCosts();
    priced.greeks = fixtureGreeks();
    preview = fixturePreview();
    publish();
}

void FixtureDesk::publish()
{
    std::function<void()> wake;
    {
        const std::scoped_lock lock(m_mutex);
        ++desk.revision;
        ++priced.revision;
        m_snapshot = std::make_shared<const DeskSnapshot>(desk);
        m_pricing = std::make_shared<const PricingSnapshot>(priced);
        wake = m_wake;
    }
    if (wake)
        wake();
}

Result<void> FixtureDesk::submit(CommandEnvelope envelope)
{
    if (isQueueFull)
        return fail("engine.queue_full", "The command queue is full: try again in a moment.");
    DeskReply reply;
    if (std::holds_alternative<PreviewOrder>(envelope.command))
        reply = preview;
    else if (std::holds_alternative<SubmitOrder>(envelope.command))
        reply = OrderReply {desk.orders.front().id, OrderState::Working};
    commands.push_back(envelope);
    if (holdsSubmits && std::holds_alternative<SubmitOrder>(envelope.command))
        return {};
    if (envelope.reply)
        envelope.reply(reply);
    return {};
}

DeskSnapshotPtr FixtureDesk::snapshot() const
{
    const std::scoped_lock lock(m_mutex);
    return m_snapshot;
}

PricingSnapshotPtr FixtureDesk::pricing() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pricing;
}

void FixtureDesk::focusChain(const std::string&, std::optional<Date>) { }

void FixtureDesk::askScenario()
{
    ++scenariosAsked;
}

void FixtureDesk::onSnapshot(std::function<void()> wake)
{
    const std::scoped_lock lock(m_mutex);
    m_wake = std::move(wake);
}

Result<std::vector<AuditRow>> FixtureDesk::auditAfter(std::uint64_t sequence, std::size_t count) const
{
    std::vector<AuditRow> rows;
    for (auto row = desk.auditTail.rbegin(); row != desk.auditTail.rend() && rows.size() < count; ++row) {
        if ((*row)->sequence > sequence)
            rows.push_back(**row);
    }
    return rows;
}

} // namespace strikedesk::ui
