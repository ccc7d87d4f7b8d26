// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RunSummary.h"

#include "core/audit/AuditVerifier.h"
#include "core/engine/ChainBuilder.h"
#include "core/engine/PortfolioGreeks.h"
#include "core/engine/PositionViews.h"
#include "core/engine/TradingCore.h"
#include "core/instruments/TradingCalendar.h"

#include <map>
#include <set>

namespace strikedesk {
namespace {

QString qtText(const std::string& text)
{
    return QString::fromStdString(text);
}

QString moneyText(Money money)
{
    return qtText(money.text());
}

QJsonValue moneyOrNull(const std::optional<Money>& money)
{
    return money ? QJsonValue(moneyText(*money)) : QJsonValue(QJsonValue::Null);
}

// The day's account; a run over several days adds its days up.
QJsonObject slippageSummary(const SlippageLedger& ledger)
{
    Money limit;
    Money reserved;
    Money spent;
    Money improvement;
    for (const SlippageBalance& balance : ledger.balances()) {
        if (balance.level != SlippageLevel::Day)
            continue;
        limit += balance.limit;
        reserved += balance.reserved;
        spent += balance.spent;
        improvement += balance.improvement;
    }
    return {{QStringLiteral("limit"), moneyText(limit)},
            {QStringLiteral("reserved"), moneyText(reserved)},
            {QStringLiteral("spent"), moneyText(spent)},
            {QStringLiteral("improvement"), moneyText(improvement)}};
}

QJsonObject fillModelSummary(const DeskState& state)
{
    std::map<std::string, FillSums> byModel = state.past().byFillModel;
    for (const FillView& fill : state.fills()) {
        if (!fill.reversal.empty())
            continue;
        FillSums& sums = byModel[fill.fillModel];
        ++sums.fills;
        sums.slippage += fill.slippage;
        sums.fees += fill.fee;
    }
    QJsonObject summary;
    for (const auto& [model, sums] : byModel)
        summary.insert(qtText(model),
                       QJsonObject {{QStringLiteral("fills"), sums.fills},
                                    {QStringLiteral("slippage"), moneyText(sums.slippage)},
                                    {QStringLiteral("fees"), moneyText(sums.fees)}});
    return summary;
}

QJsonObject greeksSummary(const TradingCore& core)
{
    const DeskContext& context = core.context();
    const std::vector<GreeksLeg> legs = greeksLegs(context.state);
    std::set<std::string> underlyings;
    for (const GreeksLeg& leg : legs)
        underlyings.insert(leg.underlying);
    std::vector<ChainSnapshotPtr> chains;
    for (const std::string& underlying : underlyings)
        chains.push_back(std::make_shared<const ChainSnapshot>(
            buildChain(context.board, chainInputs(context.source, underlying, core.now()))));
    const std::vector<GreeksRow> rows = portfolioGreeks(legs, chains);
    const GreeksRow& total = rows.front();
    const auto number = [](const std::optional<double>& value) {
        return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
    };
    return {{QStringLiteral("legs"), int(legs.size())},
            {QStringLiteral("legs_without_greeks"), total.legsWithoutGreeks},
            {QStringLiteral("dollar_delta"), number(total.dollarDelta)},
            {QStringLiteral("dollar_gamma_per_percent"), number(total.dollarGammaPerPercent)},
            {QStringLiteral("dollar_theta_per_day"), number(total.dollarTheta)},
            {QStringLiteral("dollar_vega_per_point"), number(total.dollarVega)}};
}

QJsonObject pnlSummary(const DeskState& state)
{
    std::optional<Money> unrealised = Money();
    std::map<std::string, std::optional<Price>> marks;
    if (state.ending()) {
        for (const MarkSeen& mark : state.ending()->marks)
            marks[mark.symbol] = mark.mark;
    }
    for (const NetPosition& position : state.portfolio().netPositions()) {
        const auto mark = marks.find(position.symbol);
        if (mark == marks.end() || !mark->second)
            unrealised.reset();
        else if (unrealised)
            *unrealised += value(*mark->second, position.quantity, position.multiplier) - position.cost;
    }
    return {{QStringLiteral("realised"), moneyText(state.portfolio().realised())},
            {QStringLiteral("unrealised"), moneyOrNull(unrealised)},
            {QStringLiteral("fees"), moneyText(state.portfolio().fees())}};
}

qint64 fillsStanding(const DeskState& state)
{
    qint64 fills = std::ranges::count(state.fills(), std::string(), &FillView::reversal);
    for (const auto& [model, sums] : state.past().byFillModel)
        fills += sums.fills;
    return fills;
}

int ordersRejected(const DeskState& state)
{
    int rejected = state.denials() + state.past().rejected;
    for (const OrderRecord& order : state.orders().all())
        rejected += order.state == OrderState::Rejected ? 1 : 0;
    return rejected;
}

} // namespace

QJsonObject runSummary(const TradingCore& core, const AuditVerdict& verdict, double wallSeconds)
{
    const DeskState& state = core.context().state;
    const SessionView session = core.session().view();
    QJsonObject summary;
    summary.insert(QStringLiteral("underlying"), qtText(core.setup().asked));
    summary.insert(QStringLiteral("date"),
                   qtText(toIsoText(newYorkLocal(core.context().source.startsAt()).date)));
    summary.insert(QStringLiteral("seed"), qint64(state.run() ? state.run()->seed : 0));
    summary.insert(QStringLiteral("fill_model"),
                   qtText(state.run() ? state.run()->fillModel : std::string()));
    summary.insert(QStringLiteral("quotes"), qint64(core.quotesRead()));
    summary.insert(QStringLiteral("trades"), qint64(core.tradesRead()));
    summary.insert(QStringLiteral("orders"), qint64(state.past().orders + state.orders().all().size()));
    summary.insert(QStringLiteral("fills"), fillsStanding(state));
    summary.insert(QStringLiteral("rejected"), ordersRejected(state));
    summary.insert(QStringLiteral("slippage"), slippageSummary(state.slippage()));
    summary.insert(QStringLiteral("pnl"), pnlSummary(state));
    summary.insert(QStringLiteral("cash"), moneyText(state.portfolio().cash()));
    summary.insert(QStringLiteral("by_fill_model"), fillModelSummary(state));
    summary.insert(QStringLiteral("greeks"), greeksSummary(core));
    summary.insert(QStringLiteral("session"),
                   QJsonObject {{QStringLiteral("state"), qtText(session.state)},
                                {QStringLiteral("tasks"), session.tasksTotal},
                                {QStringLiteral("done"), session.tasksDone},
                                {QStringLiteral("failed"), session.tasksFailed}});
    summary.insert(QStringLiteral("audit"),
                   QJsonObject {{QStringLiteral("events"), qint64(verdict.count)},
                                {QStringLiteral("head"), qtText(hexText(verdict.head.hash))},
                                {QStringLiteral("verified"), verdict.isIntact}});
    summary.insert(QStringLiteral("event_hash"), qtText(state.eventHash()));
    summary.insert(QStringLiteral("wall_seconds"), wallSeconds);
    return summary;
}

} // namespace strikedesk
