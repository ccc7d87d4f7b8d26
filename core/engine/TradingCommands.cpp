// SPDX-License-Identifier: GPL-3.0-or-later
// What each command does to the trading core. A new command is a row of the DeskCommand variant and a run()
// here.
#include "core/engine/CommandNames.h"
#include "core/engine/TradingCore.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {

void TradingCore::handle(CommandEnvelope envelope)
{
    const bool isPreview = std::holds_alternative<PreviewOrder>(envelope.command)
        || std::holds_alternative<PreviewRules>(envelope.command)
        || std::holds_alternative<ListRules>(envelope.command)
        || std::holds_alternative<FindRolls>(envelope.command)
        || std::holds_alternative<PreviewRoll>(envelope.command)
        || std::holds_alternative<ListRolls>(envelope.command)
        || std::holds_alternative<ShowRollChain>(envelope.command);
    if (!isPreview) // a preview changes nothing
        m_journal->record(
            envelope.principal.actor, nameOfCommand(envelope.command),
            CommandTaken {nameOfCommand(envelope.command), argumentsOfCommand(envelope.command)});
    Result<DeskReply> reply = run(envelope.principal, envelope.command);
    if (!reply && !isPreview)
        m_journal->record(
            envelope.principal.actor, nameOfCommand(envelope.command),
            CommandRefused {nameOfCommand(envelope.command), reply.error().code, reply.error().message});
    if (reply && std::holds_alternative<DrillKill>(envelope.command))
        m_drillAsked = std::move(envelope);
    else
        m_answers.emplace_back(std::move(envelope), std::move(reply));
    finishStep();
}

Result<DeskReply> TradingCore::run(const Principal& principal, const DeskCommand& command)
{
    return std::visit([&](const auto& typed) { return run(principal, typed); }, command);
}

Result<DeskReply> TradingCore::run(const Principal& principal, const SubmitOrder& command)
{
    if (m_storageFailure)
        return fail(*m_storageFailure);
    return m_held->submit(principal, command.request).map([](OrderReply reply) {
        return DeskReply(std::move(reply));
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const PreviewOrder& command)
{
    return m_held->preview(principal, command.request).map([](OrderPreview preview) {
        return DeskReply(std::move(preview));
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const ReplaceOrder& command)
{
    if (m_storageFailure)
        return fail(*m_storageFailure);
    if (m_state.held().find(command.order))
        return fail("order.not_replaceable",
                    fmt::format("Order {} is held by this machine: cancel it and place another.",
                                command.order.text()));
    return m_orders->replace(principal, command).map([](OrderReply reply) {
        return DeskReply(std::move(reply));
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const CancelOrder& command)
{
    return m_held->cancel(principal.actor, command.order, "Asked by " + principal.actor + ".")
        .map([](OrderReply reply) { return DeskReply(std::move(reply)); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const EngageKill& command)
{
    m_kill->engage(principal.actor, command.reason, command.flatten);
    return DeskReply();
}

Result<DeskReply> TradingCore::run(const Principal& principal, const DrillKill&)
{
    if (m_setup.mode == DeskMode::Live)
        return fail("risk.drill_refused",
                    "A drill sends real cancels, so it is for the simulated exchange only: try it in a PAPER "
                    "profile.");
    if (m_storageFailure)
        return fail(*m_storageFailure);
    return m_drill->begin(principal.actor).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const ResetKill& command)
{
    return m_kill->reset(principal.actor, command.reason).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const SwitchFeed& command)
{
    if (m_setup.mode == DeskMode::Live)
        return fail("input.feed", "A live feed cannot be dropped by command.");
    m_journal->record(principal.actor, "feed", FeedSwitched {command.isConnected});
    m_board.apply({m_clock.now(), FeedStatus {command.isConnected}});
    return DeskReply();
}

Result<DeskReply> TradingCore::run(const Principal& principal, const StartSession& command)
{
    return m_session->start(principal.actor, command.planName, command.planText).map([] {
        return DeskReply();
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const AbortSession& command)
{
    if (!m_context->isVenueUp)
        return fail(
            "venue.down",
            "The venue does not answer, so nothing can be cancelled: wait until it is back, or engage the "
            "kill switch, which stops the session at once.");
    return m_session->abort(principal.actor, command.reason).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const ResumeSession&)
{
    return m_session->resume(principal.actor).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const AcceptDifferences& command)
{
    if (!principal.isPerson)
        return fail("risk.person_needed", "Only a person may accept what reconciliation found.");
    if (command.reason.empty())
        return fail("input.reason", "Accepting differences needs a reason, found none.");
    if (!m_context->isVenueUp)
        return fail("venue.down",
                    "The venue does not answer: what differs is not known. Wait until it is back.");
    // To accept is to ignore each of them, as it is now; one that changes is a difference again.
    for (const ReconciledRow& row : std::vector(m_state.reconciliation())) {
        if (row.isDifference)
            m_journal->record(
                principal.actor, "reconciliation",
                DifferenceSettled {row.subject, "ignore", row.delta.value_or(""), {}, command.reason});
    }
    m_journal->record(principal.actor, "desk", Armed {"differences accepted: " + command.reason});
    return DeskReply();
}

Result<DeskReply> TradingCore::run(const Principal& principal, const SettleDifference& command)
{
    if (!principal.isPerson)
        return fail("risk.person_needed", "Only a person may settle what reconciliation found.");
    if (command.reason.empty())
        return fail("input.reason", "Settling a difference needs a reason, found none.");
    if (!m_context->isVenueUp)
        return fail("venue.down",
                    "The venue does not answer: what differs is not known. Wait until it is back.");
    return m_books->settle(principal.actor, command.subject, command.action, command.reason).map([] {
        return DeskReply();
    });
}

Result<DeskReply> TradingCore::run(const Principal&, const CompareBooks&)
{
    if (!m_context->isVenueUp)
        return fail("venue.down",
                    "The venue does not answer: its books cannot be looked at. Wait until it is back.");
    return m_books->lookNow().map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const RecordToken& command)
{
    m_journal->record(
        principal.actor, command.id,
        TokenRecorded {command.id, command.name, command.scopes, command.hash, command.expiresAt});
    return DeskReply();
}

Result<DeskReply> TradingCore::run(const Principal& principal, const RevokeToken& command)
{
    const auto& tokens = m_state.tokens();
    if (std::ranges::find(tokens, command.id, &TokenView::id) == tokens.end())
        return fail("input.token", fmt::format("Expected the id of a token, found \"{}\".", command.id));
    m_journal->record(principal.actor, command.id, TokenRevoked {command.id});
    return DeskReply();
}

Result<DeskReply> TradingCore::run(const Principal& principal, const ResetBreaker& command)
{
    return m_breakers->reset(principal.actor, command).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const TripBreaker& command)
{
    return m_breakers->tripByHand(principal.actor, command).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const EnablePrincipal& command)
{
    if (command.principal.empty())
        return fail("input.principal",
                    "Expected who is to be enabled (token:NAME, session:ID), found nobody.");
    if (command.reason.empty())
        return fail("input.reason", "Enabling a sender needs a reason, found none.");
    m_journal->record(principal.actor, command.principal,
                      PrincipalEnabled {command.principal, command.reason});
    return DeskReply();
}

Result<DeskReply> TradingCore::run(const Principal& principal, const RestrictUnderlying& command)
{
    const auto listed = m_state.catalogue().underlyings();
    if (std::ranges::find(listed, command.underlying) == listed.end())
        return fail(
            "input.underlying",
            fmt::format("Expected an underlying that this market lists, found \"{}\".", command.underlying));
    if (command.reason.empty())
        return fail("input.reason", "A change of the restricted list needs a reason, found none.");
    m_journal->record(principal.actor, command.underlying,
                      UnderlyingRestricted {command.underlying, command.isRestricted, command.reason});
    return DeskReply();
}

Result<DeskReply> TradingCore::run(const Principal& principal, const SetLimits& command)
{
    return m_limits->set(principal.actor, command).map([](LimitsReply reply) {
        return DeskReply(std::move(reply));
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const SetRules& command)
{
    if (m_storageFailure)
        return fail(*m_storageFailure);
    return m_rules->set(principal, command).and_then([&] {
        return run(principal, PreviewRules {command.structure, {}});
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const PauseRules& command)
{
    return m_rules->pause(principal.actor, command).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const RemoveRules& command)
{
    return m_rules->remove(principal.actor, command).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal&, const PreviewRules& command)
{
    return m_rules->preview(command).map([](RulesReply reply) { return DeskReply(std::move(reply)); });
}

Result<DeskReply> TradingCore::run(const Principal&, const ListRules&)
{
    return DeskReply(m_rules->list());
}

Result<DeskReply> TradingCore::run(const Principal&, const FindRolls& command)
{
    return m_rolls->candidates(command).map(
        [](RollCandidatesReply reply) { return DeskReply(std::move(reply)); });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const PreviewRoll& command)
{
    return m_rolls->preview(principal, command.ask).map([](RollPreviewReply reply) {
        return DeskReply(std::move(reply));
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const StartRoll& command)
{
    if (m_storageFailure)
        return fail(*m_storageFailure);
    return m_rolls->start(principal, command.ask).map([](RollReply reply) {
        return DeskReply(std::move(reply));
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const StopRoll& command)
{
    return m_rolls->stop(principal.actor, command).map([] { return DeskReply(); });
}

Result<DeskReply> TradingCore::run(const Principal&, const ListRolls&)
{
    return DeskReply(m_rolls->list());
}

Result<DeskReply> TradingCore::run(const Principal&, const ShowRollChain& command)
{
    return m_rolls->chain(command.structure).map([](RollChainReply reply) {
        return DeskReply(std::move(reply));
    });
}

Result<DeskReply> TradingCore::run(const Principal& principal, const CancelLimitRaise& command)
{
    return m_limits->cancel(principal.actor, command).map([] { return DeskReply(); });
}

} // namespace strikedesk
