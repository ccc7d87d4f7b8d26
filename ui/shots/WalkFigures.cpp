// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/WalkPath.h"
#include "core/orders/NetPrice.h"
#include "core/orders/WalkStyles.h"
#include "ui/base/Format.h"
#include "ui/shots/Figures.h"
#include "ui/ticket/PriceLadder.h"

namespace strikedesk::ui {
namespace {

constexpr QSize ladderSize(640, 240);

OrderStepView stepFrom(const WalkPath& path, const WalkPathPoint& point)
{
    using Kind = WalkPathPoint::Kind;
    const auto quoted = [&](Price paid) { return quotedFrom(path.order.legs, paid); };
    OrderStepView step;
    step.at = point.at;
    step.kind = point.kind == Kind::Sent ? "submit"
        : point.kind == Kind::Stepped    ? "replace"
        : point.kind == Kind::Filled     ? "fill"
        : point.kind == Kind::Ended      ? "cancel"
                                         : "market";
    if (point.kind != Kind::Market && point.kind != Kind::Ended)
        step.price = quoted(point.limitPaid);
    step.bid = quoted(point.market.passive);
    step.mid = quoted(point.market.mid);
    step.ask = quoted(point.market.natural);
    step.quantity = point.quantity;
    return step;
}

OrderView orderFrom(const WalkPath& path, const WalkStyleRow& style)
{
    OrderView order;
    order.request.structure = std::string(style.label);
    order.request.legs = path.order.legs;
    order.request.quantity = path.order.quantity;
    order.state = path.outcome.filled == path.order.quantity ? OrderState::Filled : OrderState::Cancelled;
    order.filled = path.outcome.filled;
    order.arrivalMid = quotedFrom(path.order.legs, path.order.market.mid);
    order.createdAt = path.order.at;
    order.updatedAt = path.points.back().at;
    for (const WalkPathPoint& point : path.points) {
        order.steps.push_back(stepFrom(path, point));
        if (point.kind != WalkPathPoint::Kind::Market)
            order.workingLimit = quotedFrom(path.order.legs, point.limitPaid);
    }
    return order;
}

Result<WalkPath> pathOf(const WalkStyleRow& style)
{
    MarketChoice choice;
    choice.date = figureDay;
    choice.seed = figureSeed;
    auto market = openMarket(choice);
    if (!market)
        return fail(market.error());
    return followWalk({termsOf(style.style), std::move(*market), figureSeed});
}

} // namespace

Result<std::vector<QString>> renderWalks(const QString& directory)
{
    std::vector<QString> files;
    for (const WalkStyleRow& style : walkStyles) {
        const auto path = pathOf(style);
        if (!path)
            return fail(path.error());
        PriceLadder ladder;
        ladder.resize(ladderSize);
        const OrderView order = orderFrom(*path, style);
        ladder.setOrder(&order, order.updatedAt);
        auto file = writeFigure(ladder, directory, u"walk-"_s + textOf(style.name).replace(u'_', u'-'));
        if (!file)
            return fail(file.error());
        files.push_back(*file);
    }
    return files;
}

} // namespace strikedesk::ui
