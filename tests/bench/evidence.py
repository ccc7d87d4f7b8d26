#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the trials and the benchmarks and writes what they print to docs/evidence.md.

usage: evidence.py BUILD_FOLDER OUTPUT.md [--long]

With --long the trials are as many as the long runs have; that takes hours. Nothing is typed in by hand:
each figure is a line of the program that is named beside it.
"""
import json
import os
import re
import subprocess
import sys
import time

TRIALS = [
    # what, program, function, environment of the long run, how to repeat one of them
    ("Days with a bad line, crashes and rulings", "tst_SimulatedDays", "everyInvariantHoldsOnEveryDay",
     {"STRIKEDESK_DAYS": "3000"}, "STRIKEDESK_SEED=n tst_SimulatedDays oneSeed"),
    ("Days on disks that lose their power, fill up or fail", "tst_SimulatedDays",
     "nothingAcknowledgedIsLostWithThePower", {"STRIKEDESK_DAYS": "560"},
     "STRIKEDESK_POWER=1 STRIKEDESK_SEED=n tst_SimulatedDays oneSeed"),
    ("Crash windows x behaviours of a venue x kinds of order", "tst_CrashWindows", None,
     {"STRIKEDESK_SEEDS": "20"}, "STRIKEDESK_SEEDS=n tst_CrashWindows"),
    ("Lines to an exchange that break, stand half open, lose bytes or crawl", "tst_FaultyLink", None,
     {"STRIKEDESK_LINKS": "5000"}, "STRIKEDESK_LINKS=n tst_FaultyLink"),
    ("Two engines on one account", "tst_Rivals", None, {"STRIKEDESK_RIVALS": "5000"}, "STRIKEDESK_RIVALS=n tst_Rivals"),
    ("An exchange that is killed, or stands still, as a process", "tst_LostExchange", None, {}, "tst_LostExchange"),
    ("kill -9 of the real engine, books equal to the cent", "tst_KillRecovery", None,
     {"STRIKEDESK_KILLS": "5000"}, "STRIKEDESK_SEED=n tst_KillRecovery"),
    ("Edits of the audit record", "tst_Tampering", None, {}, "tst_Tampering"),
]
BENCHMARKS = [
    # program, environment of the long run
    ("bench_orders", {}),
    ("bench_restart", {"STRIKEDESK_ORDERS": "1000000"}),
    ("bench_structures", {}),
]


def run_trial(folder, program, function, environment):
    command = [os.path.join(folder, "tests", program)] + ([function] if function else [])
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          env={**os.environ, "TZ": "UTC", "QT_QPA_PLATFORM": "offscreen", **environment})
    said = re.findall(r"^QINFO\s*: \S+ (\S.*)$", done.stdout, re.MULTILINE)
    totals = re.findall(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", done.stdout, re.MULTILINE)
    return done.returncode == 0, said, totals, time.monotonic() - started


def trial_rows(folder, is_long):
    rows = []
    for what, program, function, long_environment, repeat in TRIALS:
        is_good, said, totals, seconds = run_trial(folder, program, function, long_environment if is_long else {})
        told = "; ".join(line for line in said) or ", ".join(f"{p} passed, {f} failed" for p, f, _ in totals)
        rows.append(f"| {what} | {told} | {'held' if is_good else '**BROKEN**'} | {seconds:.0f} s | `{repeat}` |")
        print(rows[-1], file=sys.stderr)
    return rows


def target_of(figure):
    if "at_least" in figure:
        return f"at least {figure['at_least']:g}"
    return f"at most {figure['at_most']:g}" if "at_most" in figure else ""


def figure_rows(folder, is_long):
    rows = []
    for program, long_environment in BENCHMARKS:
        done = subprocess.run([os.path.join(folder, "bench", program), "--json"], capture_output=True, text=True,
                              check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen",
                                               **(long_environment if is_long else {})})
        for figure in json.loads(done.stdout)["figures"]:
            value = figure["value"]
            shown = f"{value:.0f}" if value >= 1000 else f"{value:.3g}"
            met = {True: "met", False: "**missed**"}.get(figure.get("met"), "")
            rows.append(f"| {figure['name']} | {shown} {figure['unit']} | {target_of(figure)} | {met} "
                        f"| {figure['note']} |")
            print(rows[-1], file=sys.stderr)
    return rows


def commit():
    return subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True,
                          check=True).stdout.strip()


def main(folder, output, is_long):
    lines = [
        "# Evidence", "",
        "Written by `./dev evidence" + (" --long" if is_long else "") + f"`, commit {commit()}, on "
        f"{os.cpu_count()} processors. Every figure is what the program named beside it printed; a seed that is not "
        "named counts up from 1.", "",
        "## Trials", "",
        "| what | printed | promises | took | again |", "|---|---|---|---|---|",
        *trial_rows(folder, is_long), "",
        "## Times and ratios", "",
        "| what | measured | promised | | how |", "|---|---|---|---|---|",
        *figure_rows(folder, is_long), "",
    ]
    with open(output, "w", encoding="utf-8") as page:
        page.write("\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], "--long" in sys.argv[3:])
