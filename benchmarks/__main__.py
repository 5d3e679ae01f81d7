"""Make scratch databases, measure in them, and print what was found.

``batch`` cancels lists of suspended permits in the application's way, by raw SQL and with
django-simple-history, in turn, each time on a fresh copy of one database. ``list`` asks the
register's list every question its filters offer. ``exposure`` asks the exposure page about the
largest of each kind of subject. None named, all are done. PostgreSQL is reached at
BENCH_DATABASE_URL, or else at 127.0.0.1:5432.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks import scratch

ROOT = Path(__file__).parent.parent
ENGINES = {"sqlite": scratch.sqlite, "postgresql": scratch.postgresql}
APPLICATION, RAW, LIBRARY = "application", "raw SQL", "library"
UNBATCHED, UNBATCHED_UP_TO = "library, unbatched", 10_000  # its time grows with the square
WARM_UP = 20  # permits cancelled first in the same process, so that nothing is met cold
FACTS = ("seconds", "library_seconds", "memory", "statements")


def main(arguments=None):
    options = arguments_of(arguments)
    begun = time.monotonic()
    with ExitStack() as stack:
        for name in options.engine:
            server = stack.enter_context(ENGINES[name]())
            if server is None:
                say(f"\n{name}: no server answers")
                continue
            if options.command in ("batch", "all"):
                report_batch(server, options.sizes, options.repeats)
            if options.command in ("list", "all"):
                report_list(server, options.permits, options.requests)
            if options.command in ("exposure", "all"):
                report_exposure(server, options.permits, options.requests)
    say(f"\nTook {time.monotonic() - begun:.0f} s")


def arguments_of(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command", nargs="?", choices=["batch", "list", "exposure", "all"], default="all"
    )
    parser.add_argument("--engine", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="permits in a batch"
    )
    parser.add_argument("--repeats", type=int, default=3, help="of each way but the library")
    parser.add_argument(
        "--permits", type=int, default=1_000_000, help="permits in the register that is asked"
    )
    parser.add_argument("--requests", type=int, default=40, help="for each question and page")
    return parser.parse_args(arguments)


def report_batch(server, sizes, repeats):
    say(f"\nBatch of cancellations, {server.name}: medians of {repeats}, the library once")
    say(
        f"{'permits':>8}  {'way':<20}{'time':>10}{'its call':>10}{'to raw':>8}{'to ours':>8}"
        f"{'statements':>11}{'memory':>10}"
    )
    for size, found in measured_batches(server, sizes, repeats):
        for way, facts in found.items():
            seconds, call = facts["seconds"], facts.get("library_seconds")
            say(
                f"{size:>8,}  {way:<20}{seconds:>8.2f} s"
                + (f"{call:>8.2f} s" if call else " " * 10)
                + f"{seconds / found[RAW]['seconds']:>8.2f}"
                f"{seconds / found[APPLICATION]['seconds']:>8.2f}"
                f"{facts['statements']:>11.0f}{facts['memory']:>7.1f} MB"
            )


def measured_batches(server, sizes, repeats):
    """For each size, the middle of what was measured in each way."""
    suspended = WARM_UP + sum(sizes)
    with scratch.database(server, "batch"):
        made = inside(
            server,
            "batch",
            "generate",
            permits=suspended * 5 // 4,
            suspended=suspended,
            years=2,
            lists=[WARM_UP, *sizes],
        )
        warm_up, *orders = made["orders"]
        for size, order in zip(sizes, orders, strict=True):
            turns = [APPLICATION, RAW] * repeats + [LIBRARY]
            turns += [UNBATCHED] if size <= UNBATCHED_UP_TO else []
            measured = {way: [] for way in turns}
            for way in turns:
                with scratch.database(server, "copy", copy_of="batch"):
                    once = inside(server, "copy", "batch", way=way, order=order, warm_up=warm_up)
                    measured[way].append(once)
            yield size, {way: middle(runs) for way, runs in measured.items()}


def middle(runs):
    return {fact: median(run[fact] for run in runs) for fact in FACTS if runs[0][fact] is not None}


def report_list(server, permits, requests):
    with scratch.database(server, "list"):
        made = inside(
            server, "list", "generate", permits=permits, suspended=permits // 50, years=15
        )
        say(f"\nRegister of {permits:,} permits, {server.name}: made in {made['seconds']:.0f} s")
        found = inside(server, "list", "ask", requests=requests)
    say(f"{'':<26}{'first page of the list':>36}{'last page of the list':>36}")
    say(f"{'':<26}" + f"{'rows':>18}{'whole page':>18}" * 2)
    say(f"{'question':<26}" + f"{'p95':>9}{'median':>9}" * 4)
    for name, asked in found["questions"].items():
        times = [asked[end][what] for end in ("first", "last") for what in ("rows", "page")]
        say(
            f"{name:<26}"
            + "".join(f"{each[fact]:>6.1f} ms" for each in times for fact in ("p95", "median"))
        )
    say_slowest(*found["slowest"])


def report_exposure(server, permits, requests):
    with scratch.database(server, "exposure"):
        made = inside(
            server,
            "exposure",
            "generate",
            permits=permits,
            suspended=permits // 50,
            years=15,
            traded=True,
        )
        say(f"\nRegister of {permits:,} permits, {server.name}: made in {made['seconds']:.0f} s")
        found = inside(server, "exposure", "expose", requests=requests)
    say(f"Exposure page, a stocktake takes {found['stocktake']:.0f} s")
    moments = list(found["pages"])
    say(f"{'':<24}" + "".join(f"{moment:>30}" for moment in moments))
    say(f"{'question':<24}" + f"{'p95':>9}{'median':>9}{'statements':>12}" * len(moments))
    for name in found["pages"][moments[0]]:
        times = [found["pages"][moment][name] for moment in moments]
        say(
            f"{name:<24}"
            + "".join(
                f"{each['p95']:>6.0f} ms{each['median']:>6.0f} ms{each['statements']:>12.0f}"
                for each in times
            )
        )
    say_slowest(*found["slowest"])


def say_slowest(p95, where, statement, plan):
    say(f"Slowest: {where}, {p95:.1f} ms; its slowest statement and plan:\n{statement}")
    say("\n".join(f"  {line}" for line in plan))


def inside(server, database, task, **arguments):
    """Do one task on one database in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.inside", task, json.dumps(arguments)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": server.url(database)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    main()
