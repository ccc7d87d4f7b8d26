#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Derives what orders have cost from an exported audit record alone and compares it with what the desk said.

Usage: rederive_costs.py EXPORT.jsonl COSTS.json, where COSTS.json is what `strikectl costs --by order --json` printed.
Standard library only, written from docs/execution.md: it shares no code with the desk. Exit code 1 with one line for
each figure that differs.
"""
import json
import sys
from datetime import datetime, timedelta
from fractions import Fraction

FAULTS = ("absent", "one_sided", "stale", "crossed")
AFTER = timedelta(minutes=5)
WITHIN = timedelta(minutes=5)


def units(text):
    return int(Fraction(text) * 10_000)


def half_even(numerator, denominator):
    return round(Fraction(numerator, denominator))


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def multiplier(symbol):
    return 100 if len(symbol) == 21 else 1


def is_faulty(quality):
    return any(fault in quality for fault in FAULTS)


class Market:
    """The package's mid and spread as paid, and each leg's, or None where they are not to be trusted."""

    def __init__(self, at, sign, package, quotes):
        self.at = at
        good = package is not None and not is_faulty(package["quality"])
        self.mid = sign * units(package["mid"]) if good and "mid" in package else None
        self.spread = units(package["ask"]) - units(package["bid"]) if good and "bid" in package else None
        self.legs = []
        for quote in quotes:
            usable = not is_faulty(quote["quality"]) and "bid" in quote and "ask" in quote
            self.legs.append((units(quote["bid"]), units(quote["ask"])) if usable else None)


class Order:
    def __init__(self, record, body):
        self.id = body["order"]
        self.legs = body["request"]["legs"]
        single = len(self.legs) == 1
        self.sign = -1 if single and self.legs[0]["side"] == "sell" else 1
        self.priced = self.legs[0]["ratio"] if single else 1
        self.multiplier = max(multiplier(leg["symbol"]) for leg in self.legs)
        self.asked = body["request"]["quantity"]
        self.pending = None
        self.created = instant(record["time"])
        self.decision = self.paid(body.get("decision_mid"))
        self.arrival = self.paid(body.get("arrival_mid"))
        self.market = Market(self.created, self.sign, body["package"], body["quotes"])
        self.seen = [(self.created, self.market.mid)]
        self.fills = {}
        self.ended = self.ended_at = None
        self.notes = []

    def paid(self, text):
        return None if text is None else self.sign * units(text)

    def interval(self):
        total = length = 0
        for (start, mid), (end, _) in zip(self.seen, self.seen[1:]):
            if mid is not None and end > start:
                held = (end - start) // timedelta(milliseconds=1)
                total += mid * held
                length += held
        return half_even(total, length) if length else self.seen[-1][1]

    def filled(self):
        return sum(fill["quantity"] for fill in self.fills.values())


def read(path):
    orders, by_client = {}, {}
    closed = set()
    with open(path, encoding="utf-8") as export:
        records = [json.loads(line) for line in export]
    for record in records:
        kind, body, at = record["kind"], record["body"], instant(record["time"])
        if kind == "order.intended":
            orders[body["order"]] = Order(record, body)
            by_client[body["client_order_id"]] = body["order"]
        elif kind == "order.replace_intended":
            order = orders[body["order"]]
            by_client[body["replacement"]] = body["order"]
            order.pending = body["quantity"]
            order.seen.append((at, Market(at, order.sign, body["package"], []).mid))
        elif kind == "order.market_noted":
            order = orders[body["order"]]
            market = Market(at, order.sign, body["market"]["package"], body["market"]["quotes"])
            order.notes.append((body["moment"], market))
            if body["moment"] == "ended" and order.ended is None:
                order.ended = market
                order.seen.append((order.ended_at, market.mid))
        elif kind == "venue.reported":
            venue(orders, by_client, closed, record, body["event"], at)
    return orders


def venue(orders, by_client, closed, record, event, at):
    what = event["event"]
    order = orders.get(by_client.get(event.get("client_order_id", event.get("replacement"))))
    if order is None:
        return
    if what == "replaced" and order.pending is not None:
        order.asked, order.pending = order.pending, None
    elif what == "fill" and event["execution_id"] not in order.fills:
        seen = record["body"].get("market")
        market = Market(at, order.sign, seen and seen["package"], seen["quotes"] if seen else [])
        order.fills[event["execution_id"]] = dict(event, at=at, market=market)
        order.seen.append((at, market.mid))
        if order.filled() >= order.asked:
            closed.add(order.id)
            order.ended_at = at
    elif what == "busted":
        order.fills.pop(event["busted"], None)
    elif what == "corrected" and event["corrected"] in order.fills:
        before = order.fills.pop(event["corrected"])
        order.fills[event["execution_id"]] = dict(before, price=event["price"], legs=event["legs"])
    elif what in ("cancelled", "expired", "rejected") and order.id not in closed:
        closed.add(order.id)
        order.ended_at = at


def noted(order, moment, due):
    """The first note of a moment at or after the instant it was due, unless it came too late to say anything."""
    for kind, market in order.notes:
        if kind == moment and market.at >= due:
            return market if market.at - due <= WITHIN else None
    return None


def closing_of(at):
    """16:00 in New York on a day in summer or winter: the recorded days here are full ones, in equity options."""
    summer = 4 <= at.month <= 10
    return at.replace(hour=20 if summer else 21, minute=0, second=0, microsecond=0)


def costs_of(order):
    """Figure name -> (cost in 1/10,000 dollar, fills that it is known of)."""
    sums = {}

    def add(name, cost):
        known = sums.get(name, (0, 0))
        sums[name] = (known[0] + cost, known[1] + 1)

    fees = 0
    for fill in order.fills.values():
        size = fill["quantity"] * order.priced * order.multiplier
        paid, market = order.sign * units(fill["price"]), fill["market"]
        after = noted(order, "after_fill", fill["at"] + AFTER)
        closing = noted(order, "closing", closing_of(fill["at"]))
        fees += sum(units(leg["fee"]) for leg in fill["legs"])
        mids = {"arrival": order.arrival, "decision": order.decision, "interval": order.interval(),
                "closing": closing and closing.mid}
        for name, mid in mids.items():
            if mid is not None:
                add(name, (paid - mid) * size)
        if market.mid is not None:
            add("effective_spread", 2 * (paid - market.mid) * size)
            if order.arrival is not None:
                add("spread_paid", (paid - market.mid) * size)
                add("drift", (market.mid - order.arrival) * size)
        if market.spread is not None:
            add("quoted_spread", market.spread * size)
        if after is not None and after.mid is not None:
            add("realised_spread", 2 * (paid - after.mid) * size)
            if market.mid is not None:
                add("price_impact", 2 * (after.mid - market.mid) * size)
    missing = order.asked - order.filled()
    end = order.ended.mid if order.ended else None
    if order.decision is not None and order.ended_at is not None and (missing == 0 or end is not None):
        lost = (end - order.decision) * missing * order.priced * order.multiplier if missing else 0
        if missing:
            sums["opportunity"] = (lost, 0)
        sums["shortfall"] = (sums.get("decision", (0, 0))[0] + lost + fees, None)
    return sums


def leg_costs(order, index):
    """Arrival and effective cost of one leg against its own mids."""
    leg = order.legs[index]
    sign = 1 if leg["side"] == "buy" else -1
    cost = {}
    for fill in order.fills.values():
        traded = fill["legs"][index]
        size = traded["quantity"] * multiplier(leg["symbol"])
        for name, market, times in (("arrival", order.market, 1), ("effective_spread", fill["market"], 2)):
            if index < len(market.legs) and market.legs[index] is not None:
                mid = half_even(sum(market.legs[index]), 2)
                cost[name] = cost.get(name, 0) + times * sign * (units(traded["price"]) - mid) * size
    return cost


NAMES = ("arrival", "decision", "interval", "closing", "spread_paid", "drift", "effective_spread", "quoted_spread",
         "realised_spread", "price_impact", "opportunity", "shortfall")


def compare(orders, document):
    pairs = [("orders", len(orders), len(document["items"]))]
    for item in document["items"]:
        order = orders[item["order_id"]]
        derived = costs_of(order)
        pairs.append((f"{order.id} filled", order.filled(), item["filled"]))
        for name in NAMES:
            said = item[name]
            known = derived.get(name)
            pairs.append((f"{order.id} {name}", known and known[0], said and units(said["cost"])))
            if known and known[1] is not None:
                pairs.append((f"{order.id} {name} fills", known[1], said and said["fills"]))
        for index, leg in enumerate(item["legs"]):
            own = leg_costs(order, index)
            for name in ("arrival", "effective_spread"):
                pairs.append((f"{order.id} leg {index} {name}", own.get(name), leg[name] and units(leg[name]["cost"])))
    for name in NAMES:
        whole = [costs_of(order)[name][0] for order in orders.values() if name in costs_of(order)]
        said = document["total"][name]
        pairs.append((f"total {name}", sum(whole) if whole else None, said and units(said["cost"])))
    return pairs


def main(export_path, costs_path):
    orders = read(export_path)
    with open(costs_path, encoding="utf-8") as costs:
        pairs = compare(orders, json.load(costs))
    different = [pair for pair in pairs if pair[1] != pair[2]]
    for name, derived, reported in different:
        print(f"{name}: derived {derived}, reported {reported}")
    known = sum(1 for pair in pairs if pair[2] is not None)
    print(f"{len(pairs) - len(different)} of {len(pairs)} figures agree, {known} of them known")
    return 1 if different or known < 10 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
