// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/BooksWatch.h"

#include "core/engine/BooksComparison.h"
#include "core/engine/Recovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::string_view positionSubject = "position ";

// Only what a comparison disarmed is armed by one: a venue that was lost, or a person, has reasons of its
// own.
bool wasDisarmedByDifferences(const DeskState& state)
{
    return !state.isArmed() && !state.isReconciled();
}

bool hasDifference(const std::vector<ReconciledRow>& rows)
{
    return std::ranges::any_of(rows, &ReconciledRow::isDifference);
}

} // namespace

void BooksWatch::restart()
{
    m_dueAt = m_context.now() + interval;
    m_lookedAt = m_context.now();
    m_isSuspicious = false;
}

Result<std::optional<std::vector<ReconciledRow>>> BooksWatch::look()
{
    auto listing = m_context.venue.listing();
    if (!listing)
        return fail(listing.error());
    if (listing->lastSequence != m_context.state.venueSequence())
        return std::nullopt; // news is on its way; it is compared when it is here
    return compareBooks(m_context.state, *listing, OrdersInDoubt::LeftOut);
}

Result<void> BooksWatch::tick()
{
    if (m_dueAt && m_context.now() < *m_dueAt)
        return {};
    auto rows = look();
    if (!rows)
        return fail(rows.error());
    const bool isDifferent = *rows && hasDifference(**rows);
    const bool isCertain = isDifferent && m_isSuspicious;
    m_isSuspicious = isDifferent && !isCertain;
    m_dueAt = m_context.now() + (*rows && !m_isSuspicious ? interval : Reconciliation::settleTime);
    if (!*rows)
        return {};
    m_lookedAt = m_context.now();
    const bool isNews = isCertain ? m_context.state.isArmed() : wasDisarmedByDifferences(m_context.state);
    if (isNews && (isCertain || !isDifferent))
        recordComparison(m_context, **std::move(rows));
    return {};
}

Result<void> BooksWatch::lookNow()
{
    if (auto caughtUp = m_intake.catchUp(); !caughtUp)
        return caughtUp;
    auto rows = look();
    if (!rows)
        return fail(rows.error());
    restart();
    if (*rows)
        recordComparison(m_context, **std::move(rows));
    else
        m_dueAt = m_context.now();
    return {};
}

std::optional<Price> BooksWatch::worthOf(const std::string& symbol) const
{
    const auto id = m_context.board.catalogue().find(symbol);
    if (!id)
        return {};
    const Quote& quote = m_context.board.quote(*id);
    if (!quote.bid || !quote.ask)
        return {};
    return Price::ofUnits(checked::divideHalfEven((quote.bid->price + quote.ask->price).units(), 2));
}

Result<void> BooksWatch::settle(const std::string& actor, const std::string& subject,
                                const std::string& action, const std::string& reason)
{
    const auto& rows = m_context.state.reconciliation();
    const auto row = std::ranges::find_if(
        rows, [&](const ReconciledRow& each) { return each.subject == subject && each.isDifference; });
    if (row == rows.end())
        return fail("recovery.no_difference",
                    fmt::format("The books do not differ in \"{}\"; the recovery rows name what differs.",
                                subject.substr(0, 80)));
    const bool isPosition = subject.starts_with(positionSubject);
    if (action != "adopt" && action != "ignore" && action != "close")
        return fail(
            "input.action",
            fmt::format("Expected \"adopt\", \"ignore\" or \"close\", found \"{}\".", action.substr(0, 40)));
    if (action == "adopt" && !isPosition && subject != "cash" && subject != "fees")
        return fail("recovery.cannot_adopt",
                    fmt::format("\"{}\" cannot be adopted: the venue's listing does not say enough of it. "
                                "Close it, settle it at the venue and look again, or ignore it.",
                                subject));
    if (action == "close" && !isClosable(*row))
        return fail("recovery.nothing_to_close",
                    fmt::format("\"{}\" is no order that works at the venue and is not ours: adopt or "
                                "ignore it.",
                                subject));
    DifferenceSettled settled {subject, action, row->delta.value_or(""), {}, reason};
    if (action == "adopt" && isPosition)
        settled.price = worthOf(subject.substr(positionSubject.size()));
    if (action == "close")
        m_context.outbox.push_back(
            CancelAtVenue {ClientOrderId(subject.substr(std::string_view("order ").size()))});
    m_context.journal.record(actor, "reconciliation", std::move(settled));
    auto looked = lookNow();
    if (action == "close")
        m_dueAt = m_context.now() + Reconciliation::settleTime; // the venue has to answer first
    return looked;
}

} // namespace strikedesk
