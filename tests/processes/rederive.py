#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Derives a run's result from its exported audit record alone and compares it with what the run reported.

Usage: rederive.py EXPORT.jsonl SUMMARY.json compares with what `strikectl replay --json` printed;
       rederive.py EXPORT.jsonl LEDGER.jsonl compares with the ledger file of `strikectl exchange`.
Standard library only, written from docs/audit.md and docs/slippage.md: it shares no code with the desk. Exit code 1
with one line for each figure that differs.
"""
import json
import sys
from fractions import Fraction


def units(text):
    """A decimal string in 1/10,000, exact."""
    return int(Fraction(text) * 10_000)


def half_even(numerator, denominator):
    return round(Fraction(numerator, denominator))


def multiplier(symbol):
    return 100 if len(symbol) == 21 else 1


class Books:
    def __init__(self):
        self.orders = {}
        self.by_client = {}
        self.executions = set()
        self.rows = {}
        self.cash = self.fees = self.realised = 0
        self.spent = {}
        self.cost_of = {}
        self.standing = {}
        self.improvement = {}
        self.fills = self.fills_told = self.fills_with_market = self.rejected = 0
        self.marks = {}

    def trade(self, structure, symbol, quantity, paid):
        held, cost = self.rows.get((structure, symbol), (0, 0))
        if held * quantity < 0:
            closed = min(abs(quantity), abs(held))
            paid_to_close = half_even(paid * closed, abs(quantity))
            cost_closed = half_even(cost * closed, abs(held))
            self.realised -= paid_to_close + cost_closed
            cost -= cost_closed
            held += closed if quantity > 0 else -closed
            quantity -= closed if quantity > 0 else -closed
            paid -= paid_to_close
        self.rows[(structure, symbol)] = (held + quantity, cost + paid)

    def intended(self, body):
        self.orders[body["order"]] = body
        self.by_client[body["client_order_id"]] = body["order"]

    def fill(self, event):
        if event["execution_id"] in self.executions:
            return
        self.executions.add(event["execution_id"])
        self.standing[event["execution_id"]] = event
        self.fills += 1
        order = self.orders[self.by_client[event["client_order_id"]]]
        self.book(order, event["legs"], 1)
        if "arrival_mid" in order:
            self.slip(order, event, order["request"]["legs"])

    def book(self, order, legs, sense):
        """The legs of an execution, or with the sense -1 their reversal."""
        for leg, asked in zip(legs, order["request"]["legs"]):
            sign = sense if leg["side"] == "buy" else -sense
            quantity = sign * leg["quantity"]
            paid = units(leg["price"]) * quantity * multiplier(leg["symbol"])
            structure = order["closes_structure"] if asked["effect"] == "close" else order["opens_structure"]
            self.trade(structure, leg["symbol"], quantity, paid)
            fee = sense * units(leg["fee"])
            self.cash -= paid + fee
            self.fees += fee

    def reverse(self, execution):
        """The venue took this execution back; answers what it was, or nothing when it was known."""
        event = self.standing.pop(execution, None)
        if event is None:
            return None
        order = self.orders[self.by_client[event["client_order_id"]]]
        self.book(order, event["legs"], -1)
        self.fills -= 1
        if execution in self.cost_of:
            day, cost = self.cost_of.pop(execution)
            if cost < 0:
                self.improvement[day] += cost
            self.spent[day] = max(0, self.spent[day] - cost)
        return event

    def corrected(self, event):
        before = self.reverse(event["corrected"])
        if before is not None:
            self.fill(dict(before, execution_id=event["execution_id"], price=event["price"], legs=event["legs"]))

    def slip(self, order, event, wanted):
        single = len(wanted) == 1
        sign = -1 if single and wanted[0]["side"] == "sell" else 1
        packages = event["quantity"] * (wanted[0]["ratio"] if single else 1)
        cost = (sign * (units(event["price"]) - units(order["arrival_mid"]))
                * packages * max(multiplier(leg["symbol"]) for leg in wanted))
        day = self.day_of[order["order"]]
        spent = self.spent.get(day, 0)
        self.cost_of[event["execution_id"]] = (day, cost)
        if cost < 0:
            self.improvement[day] = self.improvement.get(day, 0) - cost
            cost = max(cost, -spent)
        self.spent[day] = spent + cost

    day_of = {}

    def settled(self, event):
        if event["execution_id"] in self.executions:
            return
        self.executions.add(event["execution_id"])
        self.cash += units(event["cash"])
        # With stock delivered the premium moves into the stock: nothing is realised yet, and these runs hold none.
        for (structure, symbol), (held, _) in list(self.rows.items()):
            if symbol == event["symbol"] and held:
                self.trade(structure, symbol, -held, -half_even(units(event["cash"]) * held, event["quantity"]))


    def adjusted(self, event):
        if event["execution_id"] in self.executions:
            return
        self.executions.add(event["execution_id"])
        self.cash += units(event["cash"])
        held = {key: row for key, row in self.rows.items() if key[1] == event["symbol"] and row[0]}
        becomes = {key: int(Fraction(row[0] * event["new_units"], event["old_units"])) for key, row in held.items()}
        for key in sorted(held)[-1:]:  # the last one takes what rounding has left, and the cash
            becomes[key] += event["new_quantity"] - sum(becomes.values())
        for key in sorted(held):
            cost = held[key][1] - (units(event["cash"]) if key == max(held) else 0)
            self.rows[key] = (0, 0)
            self.realised -= 0 if becomes[key] else cost
            self.rows[(key[0], event["new_symbol"])] = (becomes[key], cost if becomes[key] else 0)


def has_market(market, fill):
    """Whether the record of a fill tells which quotes of its legs were known when it came."""
    return market is not None and [quote["symbol"] for quote in market["quotes"]] == [
        leg["symbol"] for leg in fill["legs"]
    ]


def derive(lines):
    books = Books()
    for line in lines:
        record = json.loads(line)
        kind, body = record["kind"], record["body"]
        if kind == "run.started":
            books.cash += units(body["opening_cash"])
        elif kind == "order.intended":
            books.intended(body)
        elif kind == "order.denied" or (kind == "order.absent" and body["what"] == "submit"):
            books.rejected += 1
        elif kind == "order.replace_intended":
            books.by_client[body["replacement"]] = body["order"]
        elif kind == "slippage.reserved":
            books.day_of[body["order"]] = body["day"]
        elif kind == "venue.reported":
            event = body["event"]
            if event["event"] == "fill":
                books.fill(event)
                books.fills_told += 1
                books.fills_with_market += has_market(body.get("market"), event)
            elif event["event"] == "busted":
                books.reverse(event["busted"])
            elif event["event"] == "corrected":
                books.corrected(event)
            elif event["event"] == "settled":
                books.settled(event)
            elif event["event"] == "adjusted":
                books.adjusted(event)
            elif event["event"] == "rejected":
                books.rejected += 1
        elif kind == "run.ended":
            books.marks = {mark["symbol"]: mark.get("mark") for mark in body["marks"]}
    return books


def against_summary(books, path):
    with open(path, encoding="utf-8") as document:
        summary = json.load(document)
    unrealised = 0
    for (_, symbol), (held, cost) in books.rows.items():
        if held and unrealised is not None:
            mark = books.marks.get(symbol)
            unrealised = None if mark is None else unrealised + units(mark) * held * multiplier(symbol) - cost
    money = lambda text: None if text is None else units(text)
    return [
        ("orders", len(books.orders), summary["orders"]),
        ("fills", books.fills, summary["fills"]),
        ("fills with the market they came in", books.fills_with_market, books.fills_told),
        ("rejected", books.rejected, summary["rejected"]),
        ("cash", books.cash, money(summary["cash"])),
        ("fees", books.fees, money(summary["pnl"]["fees"])),
        ("realised", books.realised, money(summary["pnl"]["realised"])),
        ("unrealised", unrealised, money(summary["pnl"]["unrealised"])),
        ("slippage spent", sum(books.spent.values()), money(summary["slippage"]["spent"])),
        ("improvement", sum(books.improvement.values()), money(summary["slippage"]["improvement"])),
    ]


def against_ledger(books, path):
    cash = fees = None
    fills, accepted = [], []
    with open(path, encoding="utf-8") as ledger:
        for line in ledger:
            row = json.loads(line)
            cash, fees = row.get("cash", cash), row.get("fees", fees)
            event = row.get("event", {})
            if event.get("event") == "fill":
                fills.append(event["execution_id"])
            if event.get("event") == "busted":
                fills.remove(event["busted"])
            if event.get("event") == "corrected":
                fills[fills.index(event["corrected"])] = event["execution_id"]
            if event.get("event") == "accepted":
                accepted.append(event["client_order_id"])
    return [
        ("cash", books.cash, units(cash)),
        ("fees", books.fees, units(fees)),
        ("fills", books.fills, len(fills)),
        ("fills with the market they came in", books.fills_with_market, books.fills_told),
        ("executions seen once", len(set(fills)), len(fills)),
        ("orders accepted once", len(set(accepted)), len(accepted)),
        ("orders at the exchange that are not ours", len(set(accepted) - set(books.by_client)), 0),
    ]


def main(export_path, other_path):
    with open(export_path, encoding="utf-8") as export:
        books = derive(export)
    pairs = (against_ledger if other_path.endswith(".jsonl") else against_summary)(books, other_path)
    different = [pair for pair in pairs if pair[1] != pair[2]]
    for name, derived, reported in different:
        print(f"{name}: derived {derived}, reported {reported}")
    print(f"{len(pairs) - len(different)} of {len(pairs)} figures agree")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
