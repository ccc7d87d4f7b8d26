// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Recovery.h"

#include "core/audit/AuditVerifier.h"
#include "core/engine/BooksComparison.h"
#include "core/engine/EventCodec.h"
#include "core/util/FaultPoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::size_t recordsPerRead = 5'000;

Result<DeskEvent> eventFrom(const AuditRecord& record)
{
    auto body = decodeBody(record.kind, record.body);
    if (!body)
        return fail(body.error().code, fmt::format("Record {}: {}", record.sequence, body.error().message));
    return DeskEvent {record.time, record.actor, record.entity, std::move(*body), record.sequence};
}

} // namespace

Result<ReplayedRecord> replayRecord(const Storage& storage, DeskState& state)
{
    auto reader = AuditReader::open(storage);
    if (!reader)
        return fail(reader.error());
    ReplayedRecord replayed;
    std::deque<AuditRecord> newest; // only they become rows
    ChainChecker chain;
    for (;;) {
        auto records = reader->after(replayed.head.sequence, recordsPerRead);
        if (!records)
            return fail(records.error());
        if (records->empty())
            break;
        for (AuditRecord& record : *records) {
            if (!chain.accept(record))
                return fail(
                    "audit.broken",
                    fmt::format(
                        "The audit record is broken at sequence number {}: {} Nothing trades on it; run "
                        "\"strikectl audit verify\" and restore a backup.",
                        chain.firstBad().value_or(record.sequence), chain.reason()));
            const auto event = eventFrom(record);
            if (!event)
                return fail(event.error());
            state.apply(*event, record.body);
            replayed.head = {record.sequence, record.hash};
            ++replayed.count;
            newest.push_front(std::move(record));
            if (newest.size() > Journal::tailKept)
                newest.pop_back();
        }
    }
    std::ranges::transform(newest, std::back_inserter(replayed.tail), auditRowFrom);
    return replayed;
}

Result<void> checkAnchors(const Storage& storage, const std::string& anchorsFolder, const AuditHead& head)
{
    auto reader = AuditReader::open(storage);
    if (!reader)
        return fail(reader.error());
    const auto verdict = verifyAnchors(*reader, anchorsFolder, head);
    if (!verdict)
        return fail(verdict.error());
    if (verdict->isIntact)
        return {};
    if (verdict->isOlderThanAnchors)
        return fail(
            "audit.older_than_anchors",
            fmt::format("{} If you have restored a backup, say so with \"strikectl audit accept-restore "
                        "--reason TEXT\"; if not, records were removed: run \"strikectl audit verify\" and "
                        "restore the newest backup.",
                        verdict->reason));
    return fail(
        "audit.broken",
        fmt::format("The audit record does not fit its anchors at sequence number {}: {} Nothing trades on "
                    "it; run \"strikectl audit verify\" and restore a backup.",
                    verdict->firstBad.value_or(0), verdict->reason));
}

bool Reconciliation::hasDoubts() const
{
    return std::ranges::any_of(m_context.state.orders().open(),
                               [](const OrderRecord* order) { return isInDoubt(order->state); });
}

Result<void> Reconciliation::run()
{
    auto first = m_context.venue.connect(m_context.journal.epoch());
    if (!first)
        return fail(first.error());
    if (first->lastSequence < m_context.state.venueSequence())
        return fail("recovery.other_books",
                    fmt::format("The venue knows {} events of this account, the record has {}: these are "
                                "other books. Use the "
                                "--profile and the --exchange that belong together.",
                                first->lastSequence, m_context.state.venueSequence()));
    faultPoint("recovery.connected");
    m_context.clock.advanceTo(std::max(m_context.now(), first->at));
    if (auto caughtUp = m_intake.catchUp(); !caughtUp)
        return caughtUp;

    std::vector<ReconciledRow> rows;
    if (hasDoubts()) {
        // What is still on its way inside the venue shows within the settle time; only then is absence
        // evidence.
        m_context.clock.advanceTo(m_context.now() + settleTime);
        if (auto caughtUp = m_intake.catchUp(); !caughtUp)
            return caughtUp;
        auto second = m_context.venue.listing();
        if (!second)
            return fail(second.error());
        if (auto resolved = resolveDoubts(*first, *second, rows); !resolved)
            return resolved;
    }
    auto listing = m_context.venue.listing();
    if (!listing)
        return fail(listing.error());
    noteLostCancels(*listing, rows);
    std::ranges::move(compareBooks(m_context.state, *listing, OrdersInDoubt::Shown),
                      std::back_inserter(rows));
    faultPoint("recovery.compared");
    recordComparison(m_context, std::move(rows));
    return {};
}

void recordComparison(DeskContext& context, std::vector<ReconciledRow> rows)
{
    const bool isClean = std::ranges::none_of(rows, &ReconciledRow::isDifference);
    context.journal.record("desk", "reconciliation", Reconciled {isClean, std::move(rows)});
    if (isClean && context.state.anomalies().empty())
        context.journal.record("desk", "desk", Armed {"reconciled: the venue's books and ours agree"});
    else
        context.journal.record("desk", "desk",
                               Disarmed {"recovery.differences",
                                         "The venue's books and ours differ: see the reconciliation rows."});
}

Result<void> Reconciliation::resolveDoubts(const VenueListing& first, const VenueListing& second,
                                           std::vector<ReconciledRow>& rows)
{
    std::vector<OrderId> doubtful;
    for (const OrderRecord* order : m_context.state.orders().open()) {
        if (isInDoubt(order->state))
            doubtful.push_back(order->id);
    }
    for (const OrderId& id : doubtful) {
        const OrderRecord& order = *m_context.state.orders().find(id);
        const VenueOrderRow* atVenue = rowOfOrder(second, order.working);
        if (!atVenue && rowOfOrder(first, order.working))
            continue; // was there and is not: no evidence of anything
        if (!atVenue) {
            const auto asked = m_context.venue.query(order.working);
            if (!asked)
                return fail(asked.error());
            if (*asked)
                continue; // the listings and the answer contradict each other: it stays in doubt
        }
        resolveDoubt(order, atVenue, rows);
    }
    return {};
}

void Reconciliation::resolveDoubt(const OrderRecord& order, const VenueOrderRow* atVenue,
                                  std::vector<ReconciledRow>& rows)
{
    const std::string subject = "order " + order.id.text();
    const std::string believed(nameOf(order.state));
    const OrderId id = order.id;
    if (!atVenue) {
        m_context.journal.record(
            "desk", id.text(),
            OrderAbsent {
                id, order.working, "submit",
                "Two complete listings of the venue, a settle time apart, do not have it, and asked for it "
                "by its id the venue never heard of it."});
        const Money held = m_context.state.slippage().reservedFor(id);
        if (!held.isZero())
            m_context.journal.record("desk", id.text(), SlippageReleased {id, held});
        rows.push_back(
            {subject, believed, "never arrived", "book it as rejected; nothing is sent again", false, {}});
        return;
    }
    const char* what = order.state == OrderState::PendingReplace ? "replace" : "cancel";
    if (order.state != OrderState::PendingReplace && order.state != OrderState::PendingCancel)
        return; // the venue has it: its events have said so, or will be a difference below
    m_context.journal.record(
        "desk", id.text(),
        OrderAbsent {id, order.working, what,
                     fmt::format("The venue still works the order as it was; the {} never arrived.", what)});
    rows.push_back({subject,
                    believed,
                    "working as before",
                    fmt::format("book the {} as never arrived", what),
                    false,
                    {}});
}

// A cancel that was asked for before the venue had accepted the order leaves no state of its own. What still
// works in a new session was not cancelled by the old one: it can be, and must be able to be, asked again.
void Reconciliation::noteLostCancels(const VenueListing& listing, std::vector<ReconciledRow>& rows)
{
    std::vector<OrderId> lost;
    for (const OrderRecord* order : m_context.state.orders().open()) {
        const VenueOrderRow* atVenue = rowOfOrder(listing, order->working);
        if (order->isCancelAsked && !isInDoubt(order->state) && atVenue && atVenue->state == "working")
            lost.push_back(order->id);
    }
    for (const OrderId& id : lost) {
        const OrderRecord& order = *m_context.state.orders().find(id);
        rows.push_back({"order " + id.text(),
                        "cancel asked",
                        "working as before",
                        "book the cancel as never arrived",
                        false,
                        {}});
        m_context.journal.record(
            "desk", id.text(),
            OrderAbsent {id, order.working, "cancel",
                         "The venue still works the order as it was; the cancel never arrived."});
    }
}

} // namespace strikedesk
