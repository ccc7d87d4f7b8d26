// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureRecord.h"

#include "tests/ui/FixtureMarket.h"

#include <fmt/format.h>

namespace strikedesk::ui {
namespace {

using namespace std::chrono;

constexpr Date recordMonthly {year {2026}, month {12}, day {18}};

OrderView fixtureOrder(const char* id, const char* structure, OrderState state, int quantity, int filled,
                       Duration age)
{
    OrderView order;
    order.id = OrderId(id);
    order.workingClientOrderId = ClientOrderId(std::string("C") + (id + 1));
    order.request.structure = structure;
    order.request.quantity = Quantity(quantity);
    order.request.type = OrderType::Walk;
    order.request.walk = WalkTerms {};
    order.request.legs
        = {{fixtureSymbol("SPY", recordMonthly, true, 605), Side::Buy, 1, PositionEffect::Open},
           {fixtureSymbol("SPY", recordMonthly, true, 615), Side::Sell, 1, PositionEffect::Open}};
    order.state = state;
    order.filled = Quantity(filled);
    order.createdAt = fixtureNow() - age;
    order.updatedAt = fixtureNow() - age / 3;
    order.actor = "screen";
    order.arrivalQuality = "mid";
    return order;
}

// A walk that starts at mid, takes four steps up and fills in two parts.
OrderView walkedOrder()
{
    OrderView order
        = fixtureOrder("O3-000021-K", "long call vertical", OrderState::Partial, 5, 2, seconds(34));
    const auto at = [&](int second) { return order.createdAt + seconds(second); };
    const auto step = [](Instant when, const char* kind, double price, double bid, double ask, int quantity,
                         std::uint64_t audit) {
        OrderStepView view;
        view.at = when;
        view.kind = kind;
        view.price = Price::nearest(price);
        view.bid = Price::nearest(bid);
        view.ask = Price::nearest(ask);
        view.mid = Price::nearest((bid + ask) / 2);
        view.quantity = Quantity(quantity);
        view.auditSequence = audit;
        return view;
    };
    order.steps = {step(at(0), "submit", 4.05, 3.96, 4.14, 5, 1450),
                   step(at(5), "replace", 4.06, 3.95, 4.15, 5, 1455),
                   step(at(10), "replace", 4.07, 3.97, 4.14, 5, 1461),
                   step(at(15), "replace", 4.08, 3.98, 4.16, 5, 1466),
                   step(at(20), "replace", 4.09, 3.97, 4.13, 5, 1472),
                   step(at(23), "fill", 4.09, 3.98, 4.12, 2, 1478),
                   step(at(28), "replace", 4.10, 3.97, 4.14, 3, 1484)};
    order.workingLimit = Price::ofCents(410);
    order.averageFillPrice = Price::ofCents(409);
    order.arrivalMid = Price::ofCents(405);
    order.decisionMid = Price::ofCents(405);
    order.slippageReserved = Money::ofCents(1500);
    order.slippageSpent = Money::ofCents(800);
    return order;
}

void addOrders(DeskSnapshot& desk)
{
    desk.orders.push_back(walkedOrder());
    OrderView filled
        = fixtureOrder("O3-000019-T", "short put vertical", OrderState::Filled, 1, 1, minutes(41));
    filled.averageFillPrice = Price::ofCents(-1255);
    filled.arrivalMid = Price::ofCents(-1250);
    filled.workingLimit = Price::ofCents(-1255);
    filled.slippageSpent = Money::ofCents(-500);
    filled.actor = "session:S3-000002-M";
    desk.orders.push_back(filled);
    OrderView cancelled
        = fixtureOrder("O3-000017-4", "iron condor", OrderState::Cancelled, 3, 0, minutes(58));
    cancelled.reason = "The walk rested at its worst price for 60 s and gave up.";
    cancelled.arrivalMid = Price::ofCents(-318);
    desk.orders.push_back(cancelled);
    OrderView rejected
        = fixtureOrder("O3-000014-P", "long call vertical", OrderState::Rejected, 80, 0, minutes(73));
    rejected.reason = "80 packages are above the limit of 50 (risk.max_order_quantity).";
    desk.orders.push_back(rejected);
    OrderView unknown = fixtureOrder("O2-000006-C", "short strangle", OrderState::Unknown, 1, 0, minutes(95));
    unknown.reason = "Sent 13:56:02 ET, no answer: its worst case stays reserved until the venue says more.";
    unknown.workingLimit = Price::ofCents(-110);
    desk.orders.push_back(unknown);
}

void addFills(DeskSnapshot& desk)
{
    const auto fill = [&](const char* execution, std::size_t order, Duration age, int quantity,
                          int priceCents, int slippageCents, int feeCents, std::uint64_t audit) {
        FillView view;
        view.executionId = ExecutionId(execution);
        view.orderId = desk.orders[order].id;
        view.at = fixtureNow() - age;
        view.structure = desk.orders[order].request.structure;
        view.quantity = Quantity(quantity);
        view.price = Price::ofCents(priceCents);
        view.fee = Money::ofCents(feeCents);
        view.slippage = Money::ofCents(slippageCents);
        view.fillModel = "calibrated";
        view.auditSequence = audit;
        for (const OrderLeg& leg : desk.orders[order].request.legs)
            view.legs.push_back(
                {leg.symbol, leg.side, Quantity(quantity), Price::ofCents(412), Money::ofCents(65)});
        return view;
    };
    desk.fills = {fill("X-00000348", 0, seconds(11), 2, 409, 800, 260, 1478),
                  fill("X-00000331", 1, minutes(40), 1, -1255, -500, 214, 1391)};
}

void addBudgets(DeskSnapshot& desk)
{
    const auto level
        = [](const char* kind, const char* name, int limit, int spent, int reserved, int improvement) {
              return SlippageLevelView {kind,
                                        name,
                                        Money::ofWhole(limit),
                                        Money::ofWhole(reserved),
                                        Money::ofWhole(spent),
                                        Money::ofWhole(limit - spent - reserved),
                                        Money::ofWhole(improvement)};
          };
    desk.slippageLevels
        = {level("order", "O3-000021-K", 40, 8, 15, 0), level("strategy", "income", 120, 31, 15, 5),
           level("day", "20 Nov 26", 150, 74, 15, 5), level("session", "S3-000002-M", 60, 12, 0, 5)};
    const auto entry
        = [&](int secondsAgo, const char* kind, int amountCents, const char* note, std::uint64_t audit) {
              return SlippageEntryView {fixtureNow() - seconds(secondsAgo),
                                        desk.orders[0].id,
                                        kind,
                                        Money::ofCents(amountCents),
                                        note,
                                        audit};
          };
    desk.slippageEntries = {entry(6, "top_up", 300, "step to 4.10", 1483),
                            entry(11, "spend", 800, "2 filled at 4.09", 1478),
                            entry(11, "release", 800, "part that filled", 1478),
                            entry(14, "top_up", 500, "step to 4.09", 1471),
                            entry(19, "top_up", 500, "step to 4.08", 1465),
                            entry(24, "top_up", 500, "step to 4.07", 1460),
                            entry(29, "top_up", 500, "step to 4.06", 1454),
                            entry(34, "reserve", 0, "submitted at mid", 1449)};
    SlippageEntryView improvement = entry(2400, "improve", -500, "filled better than arrival mid", 1391);
    improvement.orderId = desk.orders[1].id;
    desk.slippageEntries.push_back(improvement);
}

void addSession(DeskSnapshot& desk)
{
    SessionView& session = desk.session;
    session.id = "S3-000002-M";
    session.name = "First light";
    session.goal = "Open one iron condor, take profit at half, roll before expiry, flat by 15:45.";
    session.state = "running";
    const auto task
        = [](const char* id, const char* text, const char* priority, const char* state, const char* detail) {
              SessionTaskView view;
              view.id = id;
              view.text = text;
              view.priority = priority;
              view.state = state;
              view.detail = detail;
              return view;
          };
    session.phases = {{"Open",
                       {task("1.1", "Check limits and data", "P0", "done", "12 limits, all links up"),
                        task("1.2", "Open a 20-delta iron condor, 28 days", "P0", "done",
                             "filled 3.18 credit, slippage −5.00"),
                        task("1.3", "Hedge delta above 50 shares", "P2", "skipped", "delta was 12")}},
                      {"Manage",
                       {task("2.1", "Take profit at 50 % of the credit", "P0", "running", "at 31 % now"),
                        task("2.2", "Roll the tested side before 15:30", "P1", "waiting",
                             "put delta −0.24, rolls at −0.35")}},
                      {"Close",
                       {task("3.1", "Flatten what expires today", "P0", "pending", ""),
                        task("3.2", "Write the report", "P2", "pending", "")}}};
    session.phases[1].tasks[1].deadline = fixtureNow() + minutes(58);
    session.phases[2].tasks[0].deadline = fixtureNow() + minutes(73);
    session.next = "2.1 Take profit at 50 % of the credit";
    session.blockers = {"Order O2-000006-C is unknown: nothing opens on KO until the venue answers."};
    session.slippageBudget = Money::ofWhole(60);
    session.lossBudget = Money::ofWhole(750);
    session.ordersBudget = 20;
    session.ordersUsed = 6;
    session.tasksTotal = 7;
    session.tasksDone = 2;
    session.tasksFailed = 0;
}

void addAudit(DeskSnapshot& desk)
{
    const auto row = [](std::uint64_t sequence, int secondsAgo, const char* category, const char* kind,
                        const char* actor, const char* entity, const char* body) {
        return std::make_shared<const AuditRow>(
            AuditRow {sequence, fixtureNow() - seconds(secondsAgo), category, kind, actor, entity, body,
                      fmt::format("{:016x}", sequence * 0x9E3779B97F4A7C15ULL)});
    };
    desk.auditTail = {
        row(1487, 3, "session", "checkpoint", "session:S3-000002-M", "S3-000002-M",
            R"({"state":"running","step":"2.1"})"),
        row(1484, 6, "order", "replace_sent", "screen", "O3-000021-K",
            R"({"from":"4.0900","limit":"4.1000","quantity":3})"),
        row(1483, 6, "slippage", "top_up", "screen", "O3-000021-K",
            R"({"amount":"3.0000","left":"61.0000"})"),
        row(1478, 11, "order", "fill", "venue", "O3-000021-K",
            R"({"execution":"X-00000348","fees":"2.6000","legs":[{"ask":"9.4200","bid":"9.3600","price":"9.4000","side":"buy","symbol":"SPY   261218C00605000"},{"ask":"5.3400","bid":"5.2900","price":"5.3100","side":"sell","symbol":"SPY   261218C00615000"}],"mid":"4.0500","model":"calibrated","price":"4.0900","quantity":2})"),
        row(1472, 14, "order", "replace_sent", "screen", "O3-000021-K",
            R"({"from":"4.0800","limit":"4.0900","quantity":5})"),
        row(1450, 34, "order", "submitted", "screen", "O3-000021-K",
            R"({"arrival_mid":"4.0500","limit":"4.0500","quantity":5})"),
        row(1449, 34, "risk", "gate_passed", "screen", "O3-000021-K", R"({"checks":12,"failed":0})"),
        row(1391, 2400, "order", "fill", "venue", "O3-000019-T",
            R"({"execution":"X-00000331","price":"-12.5500","quantity":1})")};
}

} // namespace

void addFixtureRecord(DeskSnapshot& desk)
{
    addOrders(desk);
    addFills(desk);
    addBudgets(desk);
    addSession(desk);
    addAudit(desk);
    desk.recovery = {
        {"cash", "$102,483.17", "$102,483.17", "nothing", false},
        {"order O2-000006-C", "unknown", "no such order", "keep reserved until the venue's day ends", true},
        {"position SPY 18 Dec 26 590 P", "−5", "−5", "nothing", false}};
}

} // namespace strikedesk::ui
