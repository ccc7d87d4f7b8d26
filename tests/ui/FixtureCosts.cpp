// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureCosts.h"

#include "tests/ui/FixtureMarket.h"

namespace strikedesk::ui {
namespace {

using namespace std::chrono_literals;

std::shared_ptr<CostedOrder> order(const char* id, const char* underlying, const char* structure,
                                   const char* symbol, int packages, Price mid)
{
    auto made = std::make_shared<CostedOrder>();
    made->id = OrderId(id);
    made->underlying = underlying;
    made->structure = structure;
    made->kind = "walk";
    made->venue = "calibrated";
    made->actor = "screen";
    made->legs = {{symbol, Side::Buy, 1, 100, true}};
    made->multiplier = 100;
    made->asked = Quantity(packages);
    made->createdAt = fixtureNow() - 20min;
    made->decisionMid = made->arrivalMid = mid;
    made->arrival
        = {made->createdAt, mid, Price::ofCents(10), {{mid - Price::ofCents(5), mid + Price::ofCents(5)}}};
    return made;
}

void fill(CostedOrder& order, int packages, Price paid, std::optional<Price> mid)
{
    CostFill made;
    made.execution = ExecutionId(order.id.text() + "-X");
    made.at = order.createdAt + 40s;
    made.packages = Quantity(packages);
    made.paid = paid;
    made.legs = {{order.legs.front().symbol, Side::Buy, Quantity(packages), paid, Money::ofCents(65)}};
    made.market = {made.at, mid, mid ? std::optional(Price::ofCents(10)) : std::nullopt, {{}}};
    made.fillModel = "calibrated";
    order.fills.push_back(std::move(made));
    order.outcome = order.filled() < order.asked ? CostOutcome::Cancelled : CostOutcome::Filled;
    order.endedAt = order.createdAt + 60s;
}

} // namespace

CostRecordPtr fixtureCosts()
{
    auto dear = order("O3-000001-A", "SPY", "vertical", "SPY   261120C00600000", 10, Price::ofCents(400));
    fill(*dear, 10, Price::ofCents(404), Price::ofCents(402));
    auto cheap
        = order("O3-000002-B", "SPXW", "iron condor", "SPXW  261120P05900000", 4, Price::ofCents(1250));
    fill(*cheap, 4, Price::ofCents(1245), Price::ofCents(1250));
    auto half = order("O3-000003-C", "SPY", "call", "SPY   261120C00610000", 6, Price::ofCents(150));
    fill(*half, 3, Price::ofCents(151), Price::ofCents(150));
    half->reason = "The walk gave up.";
    half->ended = CostMarket {*half->endedAt, Price::ofCents(158), Price::ofCents(10), {}};
    auto dark = order("O3-000004-D", "QQQ", "call", "QQQ   261120C00500000", 1, Price::ofCents(90));
    dark->arrivalMid.reset();
    dark->decisionMid.reset();
    fill(*dark, 1, Price::ofCents(95), {});
    auto record = std::make_shared<CostRecord>();
    record->orders = {dear, cheap, half, dark};
    record->denials = {{"risk.max_loss", 3}};
    return record;
}

} // namespace strikedesk::ui
