// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Recovery.h"

#include "core/audit/AuditVerifier.h"
#include "core/engine/EventCodec.h"

#include <QJsonDocument>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::size_t recordsPerRead = 5'000;

Result<DeskEvent> eventFrom(const AuditRecord& record)
{
    QJsonParseError parsing {};
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(record.body.data(), qsizetype(record.body.size())), &parsing);
    if (parsing.error != QJsonParseError::NoError || !document.isObject())
        return fail("audit.bad_record",
                    fmt::format("The body of record {} is not a JSON object.", record.sequence));
    auto body = decodeBody(record.kind, document.object());
    if (!body)
        return fail(body.error().code, fmt::format("Record {}: {}", record.sequence, body.error().message));
    return DeskEvent {record.time, record.actor, record.entity, std::move(*body), record.sequence};
}

const VenueOrderRow* rowOfOrder(const VenueListing& listing, const ClientOrderId& id)
{
    const auto row = std::ranges::find(listing.orders, id, &VenueOrderRow::clientOrderId);
    return row == listing.orders.end() ? nullptr : &*row;
}

ReconciledRow comparison(std::string subject, const std::string& believed, const std::string& venueSays)
{
    const bool isDifferent = believed != venueSays;
    return {std::move(subject), believed, venueSays,
            isDifferent ? "stay disarmed until a person accepts the venue's figure" : "nothing: both agree",
            isDifferent};
}

} // namespace

Result<ReplayedRecord> replayRecord(const std::string& databasePath, DeskState& state)
{
    auto reader = AuditReader::open(databasePath);
    if (!reader)
        return fail(reader.error());
    ReplayedRecord replayed;
    ChainChecker chain;
    for (;;) {
        auto records = reader->after(replayed.head.sequence, recordsPerRead);
        if (!records)
            return fail(records.error());
        if (records->empty())
            return replayed;
        for (const AuditRecord& record : *records) {
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
            replayed.tail.push_front(auditRowFrom(record));
            if (replayed.tail.size() > Journal::tailKept)
                replayed.tail.pop_back();
        }
    }
}

Result<void> checkAnchors(const std::string& databasePath, const std::string& anchorsFolder,
                          const AuditHead& head)
{
    const auto verdict = verifyAnchors(databasePath, anchorsFolder, head);
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
        resolveDoubts(*first, *second, rows);
    }
    auto listing = m_context.venue.listing();
    if (!listing)
        return fail(listing.error());
    compareOrders(*listing, rows);
    compareMoney(*listing, rows);
    comparePositions(*listing, rows);

    const bool isClean = std::ranges::none_of(rows, &ReconciledRow::isDifference);
    m_context.journal.record("desk", "reconciliation", Reconciled {isClean, rows});
    if (isClean && m_context.state.anomalies().empty())
        m_context.journal.record("desk", "desk", Armed {"reconciled: the venue's books and ours agree"});
    else
        m_context.journal.record(
            "desk", "desk",
            Disarmed {"recovery.differences",
                      "The venue's books and ours differ: see the reconciliation rows."});
    return {};
}

void Reconciliation::resolveDoubts(const VenueListing& first, const VenueListing& second,
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
        const bool isAbsentTwice = !rowOfOrder(first, order.working) && !atVenue;
        if (isAbsentTwice || atVenue)
            resolveDoubt(order, atVenue, rows);
    }
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
            OrderAbsent {id, order.working, "submit",
                         "Two complete listings of the venue, a settle time apart, do not have it."});
        const Money held = m_context.state.slippage().reservedFor(id);
        if (!held.isZero())
            m_context.journal.record("desk", id.text(), SlippageReleased {id, held});
        rows.push_back(
            {subject, believed, "never arrived", "book it as rejected; nothing is sent again", false});
        return;
    }
    const char* what = order.state == OrderState::PendingReplace ? "replace" : "cancel";
    if (order.state != OrderState::PendingReplace && order.state != OrderState::PendingCancel)
        return; // the venue has it: its events have said so, or will be a difference below
    m_context.journal.record(
        "desk", id.text(),
        OrderAbsent {id, order.working, what,
                     fmt::format("The venue still works the order as it was; the {} never arrived.", what)});
    rows.push_back(
        {subject, believed, "working as before", fmt::format("book the {} as never arrived", what), false});
}

void Reconciliation::compareOrders(const VenueListing& listing, std::vector<ReconciledRow>& rows) const
{
    std::set<ClientOrderId> known;
    for (const OrderRecord* order : m_context.state.orders().open()) {
        known.insert(order->working);
        const VenueOrderRow* atVenue = rowOfOrder(listing, order->working);
        rows.push_back(
            comparison("order " + order->id.text(),
                       fmt::format("open, {} of {} filled", order->filled.count(), order->total.count()),
                       atVenue ? fmt::format("{}, {} of {} filled",
                                             atVenue->state == "working" ? "open" : atVenue->state,
                                             atVenue->filled.count(), atVenue->quantity.count())
                               : std::string("does not have it")));
    }
    for (const VenueOrderRow& row : listing.orders) {
        if (row.state == "working" && !known.contains(row.clientOrderId))
            rows.push_back(comparison("order " + row.clientOrderId.text(), "not ours", "working"));
    }
}

void Reconciliation::compareMoney(const VenueListing& listing, std::vector<ReconciledRow>& rows) const
{
    rows.push_back(comparison("cash", m_context.state.portfolio().cash().text(), listing.cash.text()));
    rows.push_back(comparison("fees", m_context.state.portfolio().fees().text(), listing.fees.text()));
}

void Reconciliation::comparePositions(const VenueListing& listing, std::vector<ReconciledRow>& rows) const
{
    std::map<std::string, std::pair<Quantity, Quantity>> bySymbol;
    for (const NetPosition& held : m_context.state.portfolio().netPositions())
        bySymbol[held.symbol].first = held.quantity;
    for (const VenuePositionRow& row : listing.positions)
        bySymbol[row.symbol].second = row.quantity;
    for (const auto& [symbol, quantities] : bySymbol) {
        if (quantities.first.isZero() && quantities.second.isZero())
            continue;
        rows.push_back(comparison("position " + symbol, std::to_string(quantities.first.count()),
                                  std::to_string(quantities.second.count())));
    }
}

} // namespace strikedesk
