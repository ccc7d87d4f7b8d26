// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Journal.h"

#include "core/audit/AuditTable.h"
#include "core/engine/EventCodec.h"
#include "core/util/FaultPoint.h"

#include <utility>

namespace strikedesk {

AuditRow auditRowFrom(AuditRecord record)
{
    return {record.sequence,
            record.time,
            std::move(record.category),
            std::move(record.kind),
            std::move(record.actor),
            std::move(record.entity),
            std::move(record.body),
            hexText(record.hash)};
}

Journal::Journal(DeskState& state, Storage& storage, AnchorLog anchors, const Clock& clock, AuditHead head,
                 std::uint64_t epoch)
    : m_state(state)
    , m_storage(storage)
    , m_anchors(std::move(anchors))
    , m_clock(clock)
    , m_chain(head)
    , m_epoch(epoch)
    , m_durableSequence(head.sequence)
{
    m_batch.epoch = epoch;
}

std::uint64_t Journal::record(std::string actor, std::string entity, DeskEventBody body)
{
    DeskEvent event {m_clock.now(), std::move(actor), std::move(entity), std::move(body), 0};
    AuditEntry entry;
    entry.time = event.at;
    entry.category = categoryOf(event.body);
    entry.kind = kindOf(event.body);
    entry.actor = event.actor;
    entry.entity = event.entity;
    entry.body = encodeBody(event.body);
    AuditRecord record = m_chain.next(std::move(entry));

    event.sequence = record.sequence;
    m_state.apply(event, record.body);
    m_batch.statements.push_back(auditInsert(record));
    m_tail.push_front(std::make_shared<const AuditRow>(auditRowFrom(std::move(record))));
    if (m_tail.size() > tailKept)
        m_tail.pop_back();
    return event.sequence;
}

Result<void> Journal::handOver()
{
    if (m_batch.statements.empty())
        return {};
    faultPoint("journal.before_commit");
    Batch batch = std::exchange(m_batch, Batch {m_epoch, {}});
    for (Statement& copy : m_anchors.takeCopies())
        batch.statements.push_back(std::move(copy));
    const auto ticket = m_storage.append(std::move(batch));
    if (!ticket)
        return fail(ticket.error());
    m_handedOver = *ticket; // those before it are durable when it is
    return {};
}

Result<void> Journal::commit()
{
    if (!hasUncommitted())
        return {};
    if (auto handed = handOver(); !handed)
        return handed;
    m_state.settleHash(); // while the disk is at work
    if (auto durable = m_storage.waitDurable(*std::exchange(m_handedOver, {})); !durable)
        return durable;
    m_durableSequence = m_chain.head().sequence;
    faultPoint("journal.after_commit");
    return m_anchors.appendIfDue(m_chain.head(), m_clock.now());
}

void Journal::beginEpoch(std::uint64_t epoch)
{
    m_epoch = epoch;
    m_batch.epoch = epoch;
}

Result<void> Journal::anchor(const std::string& reason)
{
    if (auto written = m_anchors.append(m_chain.head(), m_clock.now(), reason); !written)
        return written;
    const auto ticket = m_storage.append({m_epoch, m_anchors.takeCopies()});
    return ticket ? m_storage.waitDurable(*ticket) : Result<void>(fail(ticket.error()));
}

} // namespace strikedesk
