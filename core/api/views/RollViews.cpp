// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/RollViews.h"

#include "core/api/views/JsonValue.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

QJsonArray rollTexts(const std::vector<std::string>& values)
{
    QJsonArray array;
    for (const std::string& value : values)
        array.append(toValue(value));
    return array;
}

QJsonArray rollCarriedJson(const std::vector<CarriedLeg>& legs)
{
    QJsonArray array;
    for (const CarriedLeg& leg : legs)
        array.append(QJsonObject {{QStringLiteral("symbol"), toValue(leg.symbol)},
                                  {QStringLiteral("ratio"), qint64(leg.ratio)}});
    return array;
}

QJsonObject rollTermsJson(const RollTerms& terms)
{
    return {
        {QStringLiteral("target_days"), terms.targetDays},
        {QStringLiteral("days_least"), terms.daysLeast},
        {QStringLiteral("days_most"), terms.daysMost},
        {QStringLiteral("strategy"), toValue(std::string(nameOf(terms.strategy)))},
        {QStringLiteral("requires_credit"), terms.requiresCredit},
        {QStringLiteral("strike_move_most"), toValue(terms.strikeMoveMost)},
        {QStringLiteral("rank"), toValue(std::string(nameOf(terms.rank)))},
        {QStringLiteral("reference"), toValue(terms.reference)},
    };
}

QJsonObject rollBeforeJson(const RollBefore& before)
{
    return {
        {QStringLiteral("delta_shares"), toValue(before.delta)},
        {QStringLiteral("margin"), toValue(before.margin)},
        {QStringLiteral("maximum_loss"), toValue(before.maximumLoss)},
        {QStringLiteral("loss_unlimited"), before.isLossUnlimited},
    };
}

QJsonObject rollCandidateJson(const RollCandidateView& view, const RollBefore& before)
{
    QJsonArray moves;
    for (const RollMove& move : view.moves)
        moves.append(QJsonObject {{QStringLiteral("from"), toValue(move.from)},
                                  {QStringLiteral("to"), toValue(move.to)},
                                  {QStringLiteral("ratio"), qint64(move.ratio)}});
    const RollCandidate& figures = view.figures;
    const auto marginChange = figures.marginAfter && before.margin
        ? std::optional(*figures.marginAfter - *before.margin)
        : std::nullopt;
    return {
        {QStringLiteral("expiry"), toValue(view.expiry)},
        {QStringLiteral("days"), view.days},
        {QStringLiteral("legs"), moves},
        {QStringLiteral("mid"), toValue(figures.mid)},
        {QStringLiteral("natural"), toValue(figures.natural)},
        {QStringLiteral("strike_move"), toValue(figures.strikeMove)},
        {QStringLiteral("slippage_forecast"), toValue(figures.slippage)},
        {QStringLiteral("delta_shares_after"), toValue(figures.deltaAfter)},
        {QStringLiteral("margin_after"), toValue(figures.marginAfter)},
        {QStringLiteral("margin_change"), toValue(marginChange)},
        {QStringLiteral("maximum_loss_after"), toValue(figures.maximumLossAfter)},
        {QStringLiteral("loss_unlimited_after"), figures.isLossUnlimitedAfter},
    };
}

QJsonArray rollPackagesJson(const std::vector<RollPackage>& packages)
{
    QJsonArray array;
    for (const RollPackage& package : packages) {
        QJsonArray legs;
        for (const OrderLeg& leg : package.legs)
            legs.append(QJsonObject {
                {QStringLiteral("symbol"), toValue(leg.symbol)},
                {QStringLiteral("side"),
                 leg.side == Side::Buy ? QStringLiteral("buy") : QStringLiteral("sell")},
                {QStringLiteral("ratio"), leg.ratio},
                {QStringLiteral("effect"),
                 leg.effect == PositionEffect::Open ? QStringLiteral("open") : QStringLiteral("close")}});
        array.append(QJsonObject {{QStringLiteral("legs"), legs}});
    }
    return array;
}

} // namespace

QJsonObject rollCandidatesJson(const RollCandidatesReply& reply)
{
    QJsonArray candidates;
    for (const RollCandidateView& view : reply.candidates)
        candidates.append(rollCandidateJson(view, reply.before));
    QJsonArray refusals;
    for (const RollRefusalView& refusal : reply.refusals)
        refusals.append(QJsonObject {{QStringLiteral("constraint"), toValue(refusal.code)},
                                     {QStringLiteral("count"), qint64(refusal.count)},
                                     {QStringLiteral("sentence"), toValue(refusal.sentence)}});
    return {
        {QStringLiteral("structure_id"), toValue(reply.structure)},
        {QStringLiteral("packages"), toValue(reply.packages)},
        {QStringLiteral("legs"), rollTexts(reply.legs)},
        {QStringLiteral("carried"), rollCarriedJson(reply.carried)},
        {QStringLiteral("terms"), rollTermsJson(reply.terms)},
        {QStringLiteral("underlying_price"), toValue(reply.spot)},
        {QStringLiteral("reference"), toValue(reply.reference)},
        {QStringLiteral("contracts"), qint64(reply.contracts)},
        {QStringLiteral("found"), qint64(reply.found)},
        {QStringLiteral("before"), rollBeforeJson(reply.before)},
        {QStringLiteral("candidates"), candidates},
        {QStringLiteral("refused"), refusals},
    };
}

QJsonObject rollPreviewJson(const RollPreviewReply& reply)
{
    QJsonArray checks;
    for (const CheckResult& check : reply.checks)
        checks.append(QJsonObject {{QStringLiteral("code"), toValue(check.code)},
                                   {QStringLiteral("passed"), check.isPassed},
                                   {QStringLiteral("warning"), check.isWarning},
                                   {QStringLiteral("limit"), textOrNull(check.limit)},
                                   {QStringLiteral("measured"), textOrNull(check.measured)},
                                   {QStringLiteral("sentence"), toValue(check.sentence)}});
    return {
        {QStringLiteral("structure_id"), toValue(reply.structure)},
        {QStringLiteral("structure"), textOrNull(reply.name)},
        {QStringLiteral("quantity"), toValue(reply.quantity)},
        {QStringLiteral("held"), toValue(reply.held)},
        {QStringLiteral("candidate"), rollCandidateJson(reply.candidate, reply.before)},
        {QStringLiteral("carried"), rollCarriedJson(reply.carried)},
        {QStringLiteral("before"), rollBeforeJson(reply.before)},
        {QStringLiteral("limit"), toValue(reply.worst)},
        {QStringLiteral("packages"), rollPackagesJson(reply.packages)},
        {QStringLiteral("allowed"), reply.isAllowed},
        {QStringLiteral("checks"), checks},
        {QStringLiteral("fees"), toValue(reply.fees)},
        {QStringLiteral("buying_power_before"), toValue(reply.buyingPowerBefore)},
        {QStringLiteral("buying_power_after"), toValue(reply.buyingPowerAfter)},
        {QStringLiteral("rules"), rollTexts(reply.rules)},
        {QStringLiteral("rules_refused"), rollTexts(reply.rulesRefused)},
    };
}

QJsonObject rollStartedJson(const RollReply& reply)
{
    return {
        {QStringLiteral("roll"), toValue(reply.roll)},
        {QStringLiteral("successor_id"), toValue(reply.successor)},
        {QStringLiteral("order"), toValue(reply.order.text())},
    };
}

QJsonObject rollListJson(const RollListReply& reply)
{
    QJsonArray items;
    for (const RollView& roll : reply.rolls)
        items.append(QJsonObject {
            {QStringLiteral("roll"), toValue(roll.id)},
            {QStringLiteral("state"), toValue(roll.state)},
            {QStringLiteral("structure_id"), toValue(roll.structure)},
            {QStringLiteral("successor_id"), toValue(roll.successor)},
            {QStringLiteral("structure"), textOrNull(roll.name)},
            {QStringLiteral("started_by"), toValue(roll.actor)},
            {QStringLiteral("started_at"), toValue(roll.startedAt)},
            {QStringLiteral("quantity"), toValue(roll.quantity)},
            {QStringLiteral("rolled"), toValue(roll.rolled)},
            {QStringLiteral("packages"), roll.packages},
            {QStringLiteral("packages_done"), roll.packagesDone},
            {QStringLiteral("limit"), toValue(roll.worst)},
            {QStringLiteral("paid"), toValue(roll.paid)},
            {QStringLiteral("reason"), textOrNull(roll.reason)},
            {QStringLiteral("alarm"), textOrNull(roll.alarm)},
            {QStringLiteral("rules_carried"), roll.areRulesCarried},
            {QStringLiteral("rules_refused"), rollTexts(roll.rulesRefused)},
        });
    return {{QStringLiteral("items"), items}};
}

QJsonObject rollChainJson(const RollChainReply& reply)
{
    QJsonArray items;
    for (const RollChainRow& row : reply.rows)
        items.append(QJsonObject {
            {QStringLiteral("structure_id"), toValue(row.structure)},
            {QStringLiteral("structure"), textOrNull(row.name)},
            {QStringLiteral("rolled_from"), textOrNull(row.from)},
            {QStringLiteral("opened_at"), toValue(row.openedAt)},
            {QStringLiteral("open"), row.isOpen},
            {QStringLiteral("credit"), toValue(row.credit)},
            {QStringLiteral("realised"), toValue(row.realised)},
            {QStringLiteral("fees"), toValue(row.fees)},
            {QStringLiteral("realised_after_fees"), toValue(row.realised - row.fees)},
            {QStringLiteral("open_cost"), toValue(row.openCost)},
        });
    return {
        {QStringLiteral("items"), items},
        {QStringLiteral("credit"), toValue(reply.credit)},
        {QStringLiteral("realised"), toValue(reply.realised)},
        {QStringLiteral("fees"), toValue(reply.fees)},
        {QStringLiteral("realised_after_fees"), toValue(reply.realised - reply.fees)},
        {QStringLiteral("open_cost"), toValue(reply.openCost)},
    };
}

} // namespace strikedesk::api
