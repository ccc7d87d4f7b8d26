// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/LimitDesk.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace strikedesk {
namespace {

// Of a profile whose limits are older than the limit of the delay itself.
constexpr std::int64_t raiseDelayMinutes = 60;
constexpr std::string_view noLimitWord = "none";

std::optional<std::string> valueText(LimitId id, std::optional<std::int64_t> value)
{
    return value ? std::optional(limitText(rowOf(id), *value)) : std::nullopt;
}

std::string valueWord(LimitId id, std::optional<std::int64_t> value)
{
    return valueText(id, value).value_or(std::string(noLimitWord));
}

} // namespace

LimitDesk::LimitDesk(DeskContext& context, Announce announce)
    : m_context(context)
    , m_announce(std::move(announce))
{
}

Result<LimitScope> LimitDesk::scopeFrom(const std::string& text) const
{
    auto scope = parseLimitScope(text);
    if (!scope || scope->kind != LimitScopeKind::Underlying)
        return scope;
    const auto listed = m_context.state.catalogue().underlyings();
    if (std::ranges::find(listed, scope->name) == listed.end())
        return fail("input.underlying",
                    fmt::format("Expected an underlying that this market lists, found \"{}\".", scope->name));
    return scope;
}

Result<LimitDesk::Change> LimitDesk::changeFrom(const LimitScope& scope, const std::string& code,
                                                const std::string& value) const
{
    const auto id = limitNamed(code);
    if (!id)
        return fail(id.error());
    const LimitRow& row = rowOf(*id);
    if (!row.scopes.contains(scope.kind))
        return fail("input.limit_scope",
                    fmt::format("The limit {} is set for {}, not for {}.", code, row.scopes.text(),
                                nameOf(scope.kind)));
    if (value == noLimitWord) {
        if (!scope.isAccount())
            return Change {*id, {}};
        return fail("input.limit_value",
                    fmt::format("The account's {} cannot be taken away: no limit would mean no order. Set "
                                "another value.",
                                code));
    }
    return parseLimit(row, value).map([&](std::int64_t number) { return Change {*id, number}; });
}

Result<LimitsReply> LimitDesk::set(const std::string& actor, const SetLimits& command)
{
    const auto scope = scopeFrom(command.scope);
    if (!scope)
        return fail(scope.error());
    if (command.reason.empty())
        return fail("input.reason", "A change of limits needs a reason, found none.");
    if (command.limits.empty())
        return fail("input.limit_code", "Expected at least one limit to set, found none.");
    std::vector<Change> changes;
    for (const auto& [code, value] : command.limits) {
        const auto change = changeFrom(*scope, code, value);
        if (!change)
            return fail(change.error());
        changes.push_back(*change);
    }
    LimitsReply reply;
    for (const Change& change : changes)
        reply.limits.push_back(apply(actor, *scope, change, command.reason));
    reply.version = m_context.state.limitBook().version();
    return reply;
}

LimitOutcome LimitDesk::apply(const std::string& actor, const LimitScope& scope, const Change& change,
                              const std::string& reason)
{
    const LimitRow& row = rowOf(change.id);
    const auto before = m_context.state.limitBook().find(scope, change.id);
    const std::string code(row.code);
    LimitOutcome outcome {code, valueText(change.id, before), valueText(change.id, change.value), {}};
    const LimitStep step = stepOf(change.id, before, change.value);
    if (step == LimitStep::None) { // what counts is wanted: then nothing else is any more
        if (m_context.state.limitBook().pending(scope, change.id))
            m_context.journal.record(actor, "limits", LimitRaiseCancelled {scope.text(), code, reason});
    } else if (step == LimitStep::Tighter || row.isSoft) {
        record(actor, scope, change, reason);
    } else {
        const auto delay
            = m_context.state.limitValues().find(LimitId::RaiseDelay).value_or(raiseDelayMinutes);
        outcome.from = m_context.now() + std::chrono::minutes(delay);
        m_context.journal.record(
            actor, "limits",
            LimitRaiseAsked {scope.text(), code, outcome.before, outcome.after, *outcome.from, reason});
        tell(fmt::format("limit {} of {} is to loosen from {} to {} at {} ({}: {})", code, scope.text(),
                         valueWord(change.id, before), valueWord(change.id, change.value),
                         toIsoText(*outcome.from), actor, reason));
    }
    return outcome;
}

void LimitDesk::record(const std::string& actor, const LimitScope& scope, const Change& change,
                       const std::string& reason)
{
    const LimitBook& book = m_context.state.limitBook();
    m_context.journal.record(actor, "limits",
                             LimitChanged {book.version() + 1, scope.text(),
                                           std::string(rowOf(change.id).code),
                                           valueText(change.id, book.find(scope, change.id)),
                                           valueText(change.id, change.value), reason});
}

Result<void> LimitDesk::cancel(const std::string& actor, const CancelLimitRaise& command)
{
    const auto scope = parseLimitScope(command.scope);
    if (!scope)
        return fail(scope.error());
    const auto id = limitNamed(command.limit);
    if (!id)
        return fail(id.error());
    if (command.reason.empty())
        return fail("input.reason", "Taking a change of limits back needs a reason, found none.");
    if (!m_context.state.limitBook().pending(*scope, *id))
        return fail("risk.limit_not_pending",
                    fmt::format("Nothing waits for {} of {}: there is nothing to take back.", command.limit,
                                scope->text()));
    m_context.journal.record(actor, "limits",
                             LimitRaiseCancelled {scope->text(), command.limit, command.reason});
    return {};
}

void LimitDesk::tick()
{
    for (const PendingLimit& waits : std::vector(m_context.state.limitBook().pending())) {
        if (waits.from > m_context.now())
            continue;
        const auto before = m_context.state.limitBook().find(waits.scope, waits.id);
        record(waits.actor, waits.scope, {waits.id, waits.value}, waits.reason);
        tell(fmt::format("limit {} of {} has loosened from {} to {} ({}: {})", rowOf(waits.id).code,
                         waits.scope.text(), valueWord(waits.id, before), valueWord(waits.id, waits.value),
                         waits.actor, waits.reason));
    }
}

std::optional<Instant> LimitDesk::nextDue() const
{
    std::optional<Instant> next;
    for (const PendingLimit& waits : m_context.state.limitBook().pending())
        next = std::min(next.value_or(waits.from), waits.from);
    return next;
}

void LimitDesk::tell(const std::string& line) const
{
    if (m_announce)
        m_announce(line);
}

} // namespace strikedesk
